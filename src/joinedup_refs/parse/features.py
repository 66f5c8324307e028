"""What each token looks like to the sequence model: one list of feature strings a token.

The strings are the model's whole view of a reference, in training and in use alike: any change here
asks for a new model. Facts about a word are worked out once and kept; only what depends on where it
stands is worked out anew, which makes labelling quick.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from joinedup_refs.parse.tokens import Token

__all__ = ["Around", "Featurizer", "Gazetteer", "Word", "phrase_key"]

_MAX_KNOWN_WORDS = 50_000
_BREAKS = frozenset(',:;()[]?!"“”„«»<>|')
_QUOTE_OPEN = frozenset("“„«‘‹")
_QUOTE_CLOSE = frozenset("”»’›")
_BRACKETS = {"(": ")", "[": "]"}
_ROMAN = re.compile(r"[ivxlcdm]{1,9}")
_FIRST_YEAR, _LAST_YEAR = 1400, 2039
_PLAIN = frozenset({"word", "number", "mark"})
# Features that each token has one of; written out once, for most tokens of most strings have them.
_NEAR_START = [f"pos={i}" for i in range(4)]
_RELATIVE = [f"rel={i}" for i in range(10)]
_YEARS = [[f"y={before}{ahead}" for ahead in range(3)] for before in range(3)]
_QUOTED = [[f"q={inside}{quotes}" for quotes in range(3)] for inside in range(2)]


class Gazetteer(NamedTuple):
    """Known phrases of one kind: `phrases` by `phrase_key`, `longest` by first word, in words."""

    phrases: frozenset[str]
    longest: Mapping[str, int]


def phrase_key(words: Sequence[str]) -> str:
    """Join words as gazetteers hold them: lower case, one blank between."""
    return " ".join(word.lower() for word in words)


class Word(NamedTuple):
    """What is known of a token apart from its neighbours."""

    key: str
    """What tells it from every other word: its text, or the kind of an identifier."""
    lower: str
    own: tuple[str, ...]
    """Features of the token itself."""
    tag: str
    """Its class or shape in one short string, for patterns over several tokens."""
    is_year: bool


class Around(NamedTuple):
    """Where the tokens of one string stand, as features.

    What all tokens of a stretch have in common is held once for the stretch.
    """

    single: list[list[str]]
    """Features of each token's own place, at least one a token."""
    shared: tuple[list[tuple[int, list[str]]], ...]
    """Ways to cut the string into stretches: of each, how many tokens it has and its features."""

    def rows(self) -> list[list[str]]:
        """Give all the features of every token."""
        rows = [list(row) for row in self.single]
        for stretches in self.shared:
            at = 0
            for length, features in stretches:
                for row in rows[at : at + length]:
                    row.extend(features)
                at += length
        return rows


def _shape(text: str) -> str:
    """Write runs of capitals, small letters and digits as one sign each, long runs doubled."""
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
        self._gazetteers = [(kind, one.longest, one.phrases) for kind, one in gazetteers.items()]
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
        return Word(tag, tag, (f"id={kind}",), tag, is_year=False)

    def _examine(self, token: Token) -> Word:
        text, lower = token.text, token.text.lower()
        if token.kind == "mark":
            return Word(text, lower, (f"w={text}",), text, is_year=False)
        shape = _shape(text)
        own = [f"s={shape}"]
        if token.kind == "number":
            is_year = len(text) == 4 and _FIRST_YEAR <= int(text) <= _LAST_YEAR
            tag = "Y" if is_year else f"N{min(len(text), 6)}"
            own += [f"n={tag}", f"w={text if len(text) < 3 else tag}"]
            if is_year:
                own.append(f"dec={text[:3]}")
            return Word(text, tag, tuple(own), tag, is_year)
        classes = self._classes.get(lower, ())
        own += [f"w={lower}", f"p3={lower[:3]}", f"x3={lower[-3:]}", f"x2={lower[-2:]}"]
        if len(lower) > 4:
            own += [f"p4={lower[:4]}", f"x4={lower[-4:]}"]
        own += [f"c={name}" for name in classes]
        own += [f"nm={kind}" for kind, words in self._name_words.items() if lower in words]
        if _ROMAN.fullmatch(lower):
            own.append("roman")
        tag = classes[0] if classes else shape
        return Word(text, lower, tuple(own), tag, is_year=False)

    def _phrases(self, words: Sequence[Word], tokens: Sequence[Token]) -> list[list[str]]:
        """Mark the tokens of the longest known phrases: kind, place in the phrase, length."""
        found: list[list[str]] = [[] for _ in tokens]
        content = [i for i, t in enumerate(tokens) if t.kind == "word"]
        if not content:
            return found
        lowers = [words[i].lower for i in content]
        run_end = _run_ends(tokens, content)
        for kind, longest, phrases in self._gazetteers:
            free = 0  # where the last phrase of this kind ended
            for at, lower in enumerate(lowers):
                if lower not in longest or at < free:
                    continue
                for end in range(min(at + longest[lower], run_end[at]), at, -1):
                    if " ".join(lowers[at:end]) in phrases:
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
        known = self._known
        words = [
            (known.get(token.text) if token.kind in _PLAIN else None) or self._word(token)
            for token in tokens
        ]
        phrases = self._phrases(words, tokens)
        rows = _frames(tokens, words)
        outlook = _outlook(tokens, words, phrases)
        count = len(tokens)
        end = -1
        for i, row in enumerate(rows):
            if phrases[i]:
                row.extend(phrases[i])
            row.append(outlook[i])
            row.append(_NEAR_START[i] if i < 4 else _RELATIVE[10 * i // count])
            if count - i < 4:
                row.append(f"end={count - i}")
            if tokens[i].start == end:
                row.append("glued")
            end = tokens[i].end
        cuts = (("S", _sentence_ends(tokens)), ("P", _phrase_ends(tokens)))
        for name, ends in cuts:
            for start in [0, *(end + 1 for end in ends)][: len(ends)]:
                rows[start].append(f"{name}<")
        shared = tuple(_stretches(name, ends, tokens, words, phrases) for name, ends in cuts)
        return words, Around(rows, shared)


def _run_ends(tokens: Sequence[Token], content: Sequence[int]) -> list[int]:
    """For every content word, where (as index into `content`) its unbroken run of words ends."""
    ends = [len(content)] * len(content)
    for at in range(len(content) - 2, -1, -1):
        if content[at + 1] == content[at] + 1:
            ends[at] = ends[at + 1]
            continue
        between = range(content[at] + 1, content[at + 1])
        broken = any(tokens[i].text in _BREAKS or tokens[i].kind != "mark" for i in between)
        ends[at] = at + 1 if broken else ends[at + 1]
    return ends


def _mark(
    found: list[list[str]], places: Sequence[int], kind: str, tokens: Sequence[Token]
) -> None:
    """Write a found phrase to the tokens it covers, its inner marks too."""
    first, last = places[0], places[-1]
    size = min(len(places), 4)
    opens = first == 0 or tokens[first - 1].kind == "mark"
    closes = last + 1 == len(tokens) or tokens[last + 1].kind != "word"
    whole = "!" if opens and closes else ""
    found[first].append(f"g{kind}=B{size}{whole}")
    for i in range(first + 1, last + 1):
        found[i].append(f"g{kind}=I{size}{whole}")


def _frames(tokens: Sequence[Token], words: Sequence[Word]) -> list[list[str]]:
    """Say of every token what it stands inside of: brackets, quotation, years before and after."""
    rows: list[list[str]] = []
    closing = _matching(tokens)
    inside_until, inside = -1, ""
    quoted, quotes, years = False, 0, 0
    ahead = sum([word.is_year for word in words])
    for i, (text, _, _, kind) in enumerate(tokens):
        row: list[str] = []
        if i > inside_until and i in closing:
            inside_until = closing[i]
            inside = "br=" + _bracket_kind(tokens, words, i, inside_until)
        if i <= inside_until:
            row.append(inside)
        if kind == "mark":
            straight = text == '"'
            if text in _QUOTE_OPEN or (straight and not quoted):
                quoted, quotes = True, quotes + 1
            elif straight or (text in _QUOTE_CLOSE and not _is_apostrophe(tokens, i)):
                quoted = False
        left = ahead - years
        row.append(_QUOTED[quoted][min(2, quotes)])
        row.append(_YEARS[min(2, years)][min(2, left)])
        years += words[i].is_year
        rows.append(row)
    return rows


def _outlook(
    tokens: Sequence[Token], words: Sequence[Word], phrases: Sequence[list[str]]
) -> list[str]:
    """Say of every token what is still to come: numbers, `in`, editors, known phrases.

    A title before which nothing but a publisher is left does not end at a comma.
    """
    rows = [""] * len(tokens)
    numbers, inside, editors = 0, 0, 0
    known = dict.fromkeys("JPL", 0)
    seen = "go=000000"
    for i in range(len(tokens) - 1, -1, -1):
        rows[i] = seen
        word = words[i]
        before = (numbers, inside, editors, sum(known.values()))
        if tokens[i].kind == "number":
            if not word.is_year and numbers < 3:
                numbers += 1
        elif word.tag == "in" and i + 1 < len(tokens):
            inside |= tokens[i + 1].text in ":«“„" or tokens[i + 1].text[0].isupper()
        elif word.tag == "editor":
            editors = 1
        for feature in phrases[i]:
            if feature[-1] == "!" and feature[3] == "B" and not known[feature[1]]:
                known[feature[1]] = 1
        if before != (numbers, inside, editors, sum(known.values())):
            flags = "".join(["01"[flag] for flag in known.values()])
            seen = f"go={numbers}{inside}{editors}{flags}"
    return rows


def _is_apostrophe(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the mark stands inside a word."""
    return (
        index + 1 < len(tokens)
        and tokens[index + 1].start == tokens[index].end
        and (tokens[index + 1].kind == "word")
    )


def _matching(tokens: Sequence[Token]) -> dict[int, int]:
    """Pair opening brackets with their closing ones; an unclosed one is no bracket."""
    pairs: dict[int, int] = {}
    open_at: list[int] = []
    for i, token in enumerate(tokens):
        if token.text in _BRACKETS:
            open_at.append(i)
        elif open_at and token.text == _BRACKETS[tokens[open_at[-1]].text]:
            pairs[open_at.pop()] = i
    return pairs


def _bracket_kind(tokens: Sequence[Token], words: Sequence[Word], start: int, end: int) -> str:
    """Describe a bracket by what it holds and where it stands."""
    held = range(start + 1, end)
    year = any(words[i].is_year for i in held)
    letters = any(tokens[i].kind == "word" for i in held)
    digits = any(tokens[i].kind == "number" for i in held)
    colon = any(tokens[i].text == ":" for i in held)
    editor = any(words[i].tag == "editor" for i in held)
    last = end >= len(tokens) - 2
    length = min(end - start - 1, 4)
    flags = (year, letters, digits, colon, editor, last)
    return f"{tokens[start].text}{length}" + "".join("01"[flag] for flag in flags)


def _stretches(
    name: str,
    ends: Sequence[int],
    tokens: Sequence[Token],
    words: Sequence[Word],
    phrases: Sequence[list[str]],
) -> list[tuple[int, list[str]]]:
    """Say what stretches between separators there are, and what follows each."""
    start, total = 0, len(ends)
    stretches: list[tuple[int, list[str]]] = []
    for number, end in enumerate(ends):
        about = [
            f"{name}1={words[start].tag}|{min(5, number)}",
            f"{name}o={min(5, number)}|{min(total - number, 4)}",
            *_segment_features(name, tokens, words, phrases, start, end),
        ]
        stretches.append((end + 1 - start, about))
        start = end + 1
    return stretches


def _segment_features(
    name: str,
    tokens: Sequence[Token],
    words: Sequence[Word],
    phrases: Sequence[list[str]],
    start: int,
    end: int,
) -> list[str]:
    """Describe the stretch of tokens from `start` to `end`, both included."""
    inner = long = capital = digits = 0
    known: set[str] = set()
    for i in range(start, end + 1):
        text, _, _, kind = tokens[i]
        if kind == "word":
            inner += 1
            if len(text) > 3:
                long += 1
                capital += text[0].isupper()
            if phrases[i]:
                known.update(f[1] for f in phrases[i] if f[-1] == "!")
        elif kind == "number":
            digits = 1
    follow = words[end + 1].tag if end + 1 < len(words) else "$"
    mark = tokens[end].text if tokens[end].kind == "mark" else ""
    casing = 4 * capital // long if long else 9
    length = inner if inner < 4 else 4 + min(inner // 6, 3)
    features = [f"{name}f={mark}|{follow}", f"{name}c={casing}{digits}|{length}"]
    if known:
        features.append(f"{name}g={''.join(sorted(known))}")
    return features


def _sentence_ends(tokens: Sequence[Token]) -> list[int]:
    """Say where sentences end: a stop after a word that is no initial, then a blank."""
    ends: list[int] = []
    last = len(tokens) - 1
    for i, token in enumerate(tokens):
        if i == last:
            ends.append(i)
        elif token.text in ".?!;" and token.kind == "mark":
            spaced = tokens[i + 1].start > token.end
            initial = i > 0 and tokens[i - 1].kind == "word" and len(tokens[i - 1].text) == 1
            if spaced and (token.text != "." or not initial):
                ends.append(i)
    return ends


def _phrase_ends(tokens: Sequence[Token]) -> list[int]:
    """Say where phrases end: at every separating mark and before every opening one."""
    ends: list[int] = []
    last = len(tokens) - 1
    for i, token in enumerate(tokens):
        if i == last:
            ends.append(i)
        elif token.kind == "mark":
            if token.text in ",:;?!)]”»" or (token.text == "." and tokens[i + 1].start > token.end):
                ends.append(i)
        elif tokens[i + 1].text in "([“«„":
            ends.append(i)
    return ends
