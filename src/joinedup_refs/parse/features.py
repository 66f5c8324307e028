"""What each token looks like to the sequence model: one list of feature strings a token.

The strings are the model's whole view of a reference, in training and in use alike: any change here
asks for a new model. Facts about a word are worked out once and kept; only what depends on where it
stands is worked out anew, which makes labelling quick.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from sys import intern
from typing import NamedTuple

from joinedup_refs.parse.surroundings import TURNS, Around, Word, counts, surroundings
from joinedup_refs.parse.tokens import Token

__all__ = ["Featurizer", "Gazetteer", "phrase_key"]

_MAX_KNOWN_WORDS = 50_000
_BREAKS = frozenset(',:;()[]?!"“”„«»<>|')
_ROMAN = re.compile(r"[ivxlcdm]{1,9}")
_FIRST_YEAR, _LAST_YEAR = 1400, 2039
_PLAIN = frozenset({"word", "number", "mark"})


class Gazetteer(NamedTuple):
    """Known phrases of one kind: `phrases` by `phrase_key`, `sizes` by first word."""

    phrases: frozenset[str]
    sizes: Mapping[str, int]
    """How many words the phrases have that begin so: the bit 1 << 3 stands for three."""


def phrase_key(words: Sequence[str]) -> str:
    """Join words as gazetteers hold them: lower case, one blank between."""
    return " ".join(word.lower() for word in words)


def _shape(text: str) -> str:
    """Write runs of capitals, small letters and digits as one sign each, long runs doubled."""
    if text.isalpha() and text[1:].islower():  # nearly all words, for which this is quicker
        return "Xxx"[: len(text)] if text[0].isupper() else "xx"
    signs: list[str] = []
    for char in text[:20]:
        sign = "X" if char.isupper() else "x" if char.isalpha() else "9" if char.isdigit() else char
        if signs[-2:] != [sign, sign]:
            signs.append(sign)
    return "".join(signs)


class Featurizer:
    """Turns tokens into feature strings, with gazetteers and word classes at hand."""

    def __init__(
        self,
        gazetteers: Mapping[str, Gazetteer],
        name_words: Mapping[str, frozenset[str]],
        word_classes: Mapping[str, tuple[str, ...]],
    ) -> None:
        """Take phrase gazetteers and name words by their kind, and the classes of each word."""
        self._gazetteers = [(kind, one.sizes, one.phrases) for kind, one in gazetteers.items()]
        self._beginnings = frozenset().union(*(one.sizes for one in gazetteers.values()))
        self._name_words = name_words
        self._classes = word_classes
        self._known: dict[str, Word] = {}

    def _word(self, token: Token) -> Word:
        if token.kind not in _PLAIN:
            tag = f"<{token.kind}>"
            return self._known.get(tag) or self._remember(tag, self._identifier(token.kind, tag))
        known = self._known.get(token.text)
        return known or self._remember(token.text, self._examine(token))

    def _remember(self, key: str, word: Word) -> Word:
        if len(self._known) < _MAX_KNOWN_WORDS:  # strange input must not fill the memory
            self._known[key] = word
        return word

    @staticmethod
    def _identifier(kind: str, tag: str) -> Word:
        return Word(tag, tag, (f"id={kind}",), tag)

    def _examine(self, token: Token) -> Word:
        text, lower = token.text, token.text.lower()
        if token.kind == "mark":
            return Word(text, lower, (f"w={text}",), text, turns=text in TURNS)
        shape = _shape(text)
        own = [intern(f"s={shape}")]
        if token.kind == "number":
            is_year = len(text) == 4 and _FIRST_YEAR <= int(text) <= _LAST_YEAR
            tag = "Y" if is_year else f"N{min(len(text), 6)}"
            own += [f"n={tag}", f"w={text if len(text) < 3 else tag}"]
            if is_year:
                own.append(f"dec={text[:3]}")
            told = "" if is_year else "number"
            counted = counts(text, token.kind)
            return Word(text, tag, tuple(own), tag, is_year, counted, told, turns=is_year)
        classes = self._classes.get(lower, ())
        # Beginnings and ends are those of many words, which share them.
        own += [
            f"w={lower}",
            *map(intern, (f"p3={lower[:3]}", f"x3={lower[-3:]}", f"x2={lower[-2:]}")),
        ]
        if len(lower) > 4:
            own += [f"p4={lower[:4]}", f"x4={lower[-4:]}"]
        own += [f"c={name}" for name in classes]
        own += [f"nm={kind}" for kind, words in self._name_words.items() if lower in words]
        if _ROMAN.fullmatch(lower):
            own.append("roman")
        tag = classes[0] if classes else shape
        counted, told = counts(text, token.kind), tag if tag in {"in", "editor"} else ""
        return Word(text, lower, tuple(own), tag, counts=counted, told_ahead=told)

    def _phrases(self, words: Sequence[Word], tokens: Sequence[Token]) -> list[Sequence[str]]:
        """Mark the tokens of the longest known phrases: kind, place in the phrase, length."""
        found: list[Sequence[str]] = [()] * len(tokens)
        content = [i for i, (_, _, _, kind) in enumerate(tokens) if kind == "word"]
        lowers = [words[i].lower for i in content]
        # Few words begin a phrase of any kind; only those are asked after kind by kind.
        starts = [at for at, lower in enumerate(lowers) if lower in self._beginnings]
        if not starts:
            return found
        run_end = _run_ends(tokens, len(content))
        for kind, sizes, phrases in self._gazetteers:
            free = 0  # where the last phrase of this kind ended
            for at in starts:
                lower = lowers[at]
                if at < free or lower not in sizes:
                    continue
                for size in _largest_first(sizes[lower]):
                    end = at + size
                    if end <= run_end[at] and " ".join(lowers[at:end]) in phrases:
                        _mark(found, content[at:end], kind, tokens)
                        free = end
                        break
        return found

    def features(self, tokens: Sequence[Token]) -> list[list[str]]:
        """Give all the features of every token, in order."""
        words, around = self.examined(tokens)
        return [[*word.own, *row] for word, row in zip(words, around.rows(), strict=True)]

    def examined(self, tokens: Sequence[Token]) -> tuple[list[Word], Around]:
        """Give what is known of every token itself, and the features of where it stands."""
        # No identifier has the text of a plain token, by which those are known.
        known = map(self._known.get, [text for text, _, _, _ in tokens])
        words = [word or self._word(token) for word, token in zip(known, tokens, strict=True)]
        return words, surroundings(tokens, words, self._phrases(words, tokens))


@cache
def _largest_first(sizes: int) -> list[int]:
    """Give the numbers of the bits that are set."""
    return [size for size in range(sizes.bit_length() - 1, 0, -1) if sizes >> size & 1]


def _run_ends(tokens: Sequence[Token], words: int) -> list[int]:
    """For every one of so many words, where (counted in words) its unbroken run of words ends."""
    ends = [words] * words
    at = end = words
    for text, _, _, kind in reversed(tokens):
        if kind == "word":
            at -= 1
            ends[at] = end
        elif kind != "mark" or text in _BREAKS:
            end = at
    return ends


def _mark(
    found: list[Sequence[str]], places: Sequence[int], kind: str, tokens: Sequence[Token]
) -> None:
    """Write a found phrase to the tokens it covers, its inner marks too."""
    first, last = places[0], places[-1]
    opens = first == 0 or tokens[first - 1].kind == "mark"
    closes = last + 1 == len(tokens) or tokens[last + 1].kind != "word"
    begin, inside = _phrase_features(kind, min(len(places), 4), opens and closes)
    found[first] = [*found[first], begin]
    for i in range(first + 1, last + 1):
        found[i] = [*found[i], inside]


@cache
def _phrase_features(kind: str, size: int, whole: bool) -> tuple[str, str]:
    end = f"{size}{'!' if whole else ''}"
    return f"g{kind}=B{end}", f"g{kind}=I{end}"
