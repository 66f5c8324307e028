"""Short, harmless forms of what a text holds, for one line on a screen."""

import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import chain, count

from joinedup_refs.model.date import Date
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.name import Name, Organization, Person
from joinedup_refs.model.value import Json

_AROUND = 3
"""Words shown on each side of a change."""
_HEAD = 9
"""Words shown of the beginning of an entry."""
_WHOLE = 16
"""Entries of no more words are shown whole."""
_LONGEST = 1200
"""Words beyond which changes are not looked for one by one."""


def plain(text: str) -> str:
    r"""Put a text on one line; take away what could command a terminal or turn the line around.

    >>> plain("a\x1b[31m\tb\u202ec")
    'a[31m bc'
    """
    if text.isprintable():  # as most is: nothing in it commands
        return " ".join(text.split())
    kept = (" " if char.isspace() else char for char in text if not _commands(char))
    return " ".join("".join(kept).split())


def _commands(char: str) -> bool:
    category = unicodedata.category(char)
    if category == "Cc":
        return not char.isspace()
    return category == "Cs" or "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069"


def whole_citation(text: str) -> str:
    """Close a bracket that a citation opens before its year, and its page stands in.

    >>> whole_citation("Luhmann (1996"), whole_citation("(Luhmann 1996)")
    ('Luhmann (1996)', '(Luhmann 1996)')
    """
    opened = text.rpartition("(")[2] if "(" in text else ")"
    return text if ")" in opened else f"{text})"


def clip(text: str, longest: int = 72) -> str:
    """Shorten a text to at most `longest` characters, at a word where one ends.

    >>> clip("one two three", 9)
    'one two …'
    """
    text = plain(text)
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    at_word = cut.rfind(" ")
    return (cut[:at_word] if at_word > longest // 2 else cut.rstrip()) + " …"


def entry_name(entry: Entry, reading: str) -> str:
    """Name an entry as one would cite it: `Lewis 2015`, `Sullivan et al. 2012`.

    `reading` is its text, of which the beginning is given where it has no author.
    """
    reference = entry.reference
    names = reference.author or reference.editor or reference.translator
    if not names:
        return clip(reference.title or reading, 40)
    head = _short(names[0])
    if len(names) == 2:
        head = f"{head} and {_short(names[1])}"
    elif len(names) > 2:
        head = f"{head} et al."
    return plain(f"{clip(head, 48)} {_year(entry)}")


def _short(name: Name) -> str:
    match name:
        case Person():
            family = f"{name.particle} {name.family}".strip()
            # a name of digits alone, such as that of Perri 6, is only known with the other one
            return f"{name.given} {family}" if not _has_letter(family) else family
        case Organization():
            return name.name
        case _:
            return name.text


def _year(entry: Entry) -> str:
    issued = entry.reference.issued
    if not isinstance(issued, Date):
        return issued.text if issued else ""
    return issued.forthcoming if issued.year is None else f"{issued.year}{issued.letter}"


def _has_letter(text: str) -> bool:
    return any(char.isalpha() for char in text)


def value_text(value: Json) -> str:
    """Say a CSL value in one line.

    >>> value_text([{"family": "6", "given": "Perri"}]), value_text({"date-parts": [[2006, 3]]})
    ('6, Perri', '2006-3')
    """
    if isinstance(value, dict):
        return _object_text(value)
    if isinstance(value, list):
        return "; ".join(filter(None, map(value_text, value)))
    return "" if value is None else plain(str(value))


def _object_text(value: dict[str, Json]) -> str:
    if "literal" in value:
        return value_text(value["literal"])
    parts = value.get("date-parts")
    if isinstance(parts, list):
        return "–".join("-".join(map(str, p)) for p in parts if isinstance(p, list))
    family = " ".join(
        str(value[k])
        for k in ("dropping-particle", "non-dropping-particle", "family", "suffix")
        if value.get(k)
    )
    if family:
        given = value.get("given")
        return plain(f"{family}, {given}" if given else family)
    return "; ".join(filter(None, (value_text(v) for v in value.values())))


def around_changes(before: Iterable[str], after: Iterable[str]) -> tuple[list[str], list[str]]:
    """Shorten readings to their beginnings and what differs, `…` for the rest.

    >>> old = "Lee, A. (2001) " + "word " * 20 + "at last, p. 3"
    >>> around_changes([old], [old.replace("p. 3", "pp. 3–4")])[1]
    ['Lee, A. (2001) word word word word word word … word at last, pp. 3–4']
    """
    olds, news = [plain(t).split() for t in before], [plain(t).split() for t in after]
    left, right = _changed([*chain(*olds)], [*chain(*news)])
    return _shortened(olds, left), _shortened(news, right)


def marked_changes(
    before: Iterable[str], after: Iterable[str]
) -> tuple[list[list[tuple[str, bool]]], list[list[tuple[str, bool]]]]:
    """Give the words of readings whole, each with whether it is changed.

    >>> marked_changes(["a b"], ["a c"])[1]
    [[('a', False), ('c', True)]]
    """
    olds, news = [plain(t).split() for t in before], [plain(t).split() for t in after]
    left, right = _changed([*chain(*olds)], [*chain(*news)], strict=True)
    return _marked(olds, left), _marked(news, right)


def _marked(texts: list[list[str]], changed: set[int]) -> list[list[tuple[str, bool]]]:
    numbers = count()
    return [[(word, next(numbers) in changed) for word in words] for words in texts]


def _changed(old: list[str], new: list[str], *, strict: bool = False) -> tuple[set[int], set[int]]:
    """Find the words that differ; unless `strict`, also the one before words put in or left out."""
    left: set[int] = set()
    right: set[int] = set()
    if len(old) + len(new) > _LONGEST:
        return left, right
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            left |= set(range(i, j)) or (set() if strict else {max(i - 1, 0)})
            right |= set(range(k, m)) or (set() if strict else {max(k - 1, 0)})
    return left, right


def _shortened(texts: list[list[str]], changed: set[int]) -> list[str]:
    out: list[str] = []
    at = 0
    for words in texts:
        here = {n - at for n in changed if at <= n < at + len(words)}
        keep = set(range(_HEAD)) | {n + d for n in here for d in range(-_AROUND, _AROUND + 1)}
        at += len(words)
        if len(words) <= _WHOLE:
            out.append(" ".join(words))
            continue
        shown: list[str] = []
        for n, word in enumerate(words):
            if n in keep:
                shown.append(clip(word, 120))
            elif shown[-1] != "…":
                shown.append("…")
        out.append(" ".join(shown))
    return out
