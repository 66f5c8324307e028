"""What the people named did: the editor's and translator's marks beside a string of names."""

import re
from typing import NamedTuple

from joinedup_refs.tables import rows

_REACH = 60
"""How many characters at an edge a mark, its brackets and its punctuation may take up."""
_LONGEST_INITIALS = 3
"""`TR`, `ED` and `HG` behind a family name are initials, not marks."""

_WORD = re.compile(r"[^\W\d_]+")
_ROLES = {row["mark"].rstrip("."): row["role"] for row in rows("roles")}


def _alternatives(*places: str) -> str:
    marks = sorted((r["mark"] for r in rows("roles") if r["place"] in places), key=len)
    return "|".join(
        re.escape(mark.rstrip(".")).replace(r"\ ", r"\s{1,3}") for mark in reversed(marks)
    )


def _edge_words(at: int, *places: str) -> frozenset[str]:
    found = (r["mark"] for r in rows("roles") if r["place"] in places)
    return frozenset(re.findall(r"[^\W\d_]+", mark)[at] for mark in found)


_LAST_WORDS = _edge_words(-1, "after", "both", "bracketed")
_FIRST_WORDS = _edge_words(0, "before", "both", "short") | {"in", "dans"}

_AFTER = re.compile(
    rf"(?:[\s,]{{0,3}}[(\[]\s?(?P<held>{_alternatives('after', 'both', 'bracketed')})\.?\s?[)\]]"
    rf"|(?:\s|,|(?<=\.))\s?(?P<bare>{_alternatives('after', 'both')})"
    r"(?:\.|(?=[\s,:;)\]]|$)))[\s.,:;)\]]{0,3}$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"^\s{0,3}(?:in|dans)?\s?:?\s?[(\[]?"
    rf"(?:(?P<mark>{_alternatives('before', 'both')})\.?\s{{1,3}}"
    rf"|(?P<short>{_alternatives('short')})\.\s{{0,3}}(?=[^\W\d_]))",
    re.IGNORECASE,
)
_IN = re.compile(
    r"^\s{0,3}(?:in|dans)\s?:?\s{1,3}(?=\S)(?!(?-i:[A-Z]{1,3}\.?\s?(?:[,;]|$)))|^\s{0,3}in:\s{0,3}",
    re.IGNORECASE,
)


_HELPERS = re.compile(
    r"[\s,;(]{1,3}(?:"
    + "|".join(
        re.escape(row["mark"]).replace(r"\ ", r"\s{1,3}")
        for row in rows("roles")
        if row["role"] == "contributor"
    )
    + r")\s{1,3}(?=[^\W\d_])",
    re.IGNORECASE,
)


_TELLING = (
    *("itarb", "itwirk", "eitr", "olla", "olab", "ssist"),
    *("elp", "ontrib", "artic", "onc", "edew"),
)
"""Letters that these words have, so that most names are not searched for them."""


class Marked(NamedTuple):
    """The stretch of the names alone, and the role that a mark beside them tells."""

    start: int
    end: int
    role: str
    """`editor`, `translator`, `compiler`, `contributor`, `author`, or "" where no mark stands."""


def without_role(text: str) -> Marked:
    """Give the names without `(eds.)`, `Hrsg.`, `edited by`, `In:` and their like.

    >>> marked = without_role("In: Bevan, G. and Hood, C. (eds.)")
    >>> marked.role, "In: Bevan, G. and Hood, C. (eds.)"[marked.start : marked.end]
    ('editor', 'Bevan, G. and Hood, C.')
    >>> without_role("Burglin TR").role
    ''
    """
    start, end, role = 0, len(text), ""
    if _first_word(text) in _FIRST_WORDS:
        before = _BEFORE.match(text[:_REACH]) or _IN.match(text[:_REACH])
        if before:
            start = before.end()
            told = before.groupdict()
            role = _ROLES.get(_folded(told.get("mark") or told.get("short") or ""), "")
    edge = max(start, end - _REACH)
    if _last_word(text) not in _LAST_WORDS:
        return Marked(start, end, role)
    after = _AFTER.search(text, edge)
    if after and after.start() > start and not _are_initials(text, after):
        end = after.start()
        role = role or _ROLES.get(_folded(after["held"] or after["bare"]), "")
    return Marked(start, end, role)


def contributors_at(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Find the words before those who only helped: where they begin and where the names do.

    >>> contributors_at("Voss, S. unter Mitarbeit von Anna Korn", 0, 38)
    (8, 29)
    """
    if not any(map(text.__contains__, _TELLING)):
        return None
    found = _HELPERS.search(text, start, end)
    return found.span() if found and found.start() > start else None


def _are_initials(text: str, after: re.Match[str]) -> bool:
    """Whether what looks like a bare mark is the initials of a name: `Smith ED`."""
    mark = after["bare"]
    if mark is None or not mark.isupper() or len(mark) > _LONGEST_INITIALS:
        return False
    return not text[: after.start()].isupper() and "," not in text[after.start() : after.start(2)]


def _first_word(text: str) -> str:
    found = _WORD.search(text, 0, _REACH)
    return found[0].casefold() if found else ""


def _last_word(text: str) -> str:
    # Read from behind, the last word is the first one; what is before it need not be read.
    found = _WORD.search(text[: -_REACH - 1 : -1])
    return found[0][::-1].casefold() if found else ""


def _folded(mark: str) -> str:
    return " ".join(mark.casefold().rstrip(".").split())
