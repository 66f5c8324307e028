"""What the people named did: the editor's and translator's marks beside a string of names."""

import re
from typing import NamedTuple

from joinedup_refs.tables import rows

_REACH = 60
"""How many characters at an edge a mark, its brackets and its punctuation may take up."""

_ROLES = {row["mark"].rstrip("."): row["role"] for row in rows("roles")}


def _alternatives(*places: str) -> str:
    marks = sorted((r["mark"] for r in rows("roles") if r["place"] in places), key=len)
    return "|".join(
        re.escape(mark.rstrip(".")).replace(r"\ ", r"\s{1,3}") for mark in reversed(marks)
    )


_AFTER = re.compile(
    rf"(?:[\s,]{{0,3}}[(\[]\s?(?P<held>{_alternatives('after', 'both')})\.?\s?[)\]]"
    rf"|(?:\s|,|(?<=\.))\s?(?P<bare>{_alternatives('after', 'both')})"
    r"(?:\.|(?=[\s,:;]|$)))[\s.,:;]{0,3}$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"^\s{{0,3}}(?:in|dans)?\s?:?\s?[(\[]?(?P<mark>{_alternatives('before', 'both')})\.?\s{{1,3}}",
    re.IGNORECASE,
)
_IN = re.compile(r"^\s{0,3}(?:in|dans)\s?:?\s{1,3}(?=\S)|^\s{0,3}in:\s{0,3}", re.IGNORECASE)


class Marked(NamedTuple):
    """The stretch of the names alone, and the role that a mark beside them tells."""

    start: int
    end: int
    role: str
    """`editor`, `translator`, `compiler`, or "" where no mark stands."""


def without_role(text: str) -> Marked:
    """Give the names without `(eds.)`, `Hrsg.`, `edited by`, `In:` and their like.

    >>> marked = without_role("In: Bevan, G. and Hood, C. (eds.)")
    >>> marked.role, "In: Bevan, G. and Hood, C. (eds.)"[marked.start : marked.end]
    ('editor', 'Bevan, G. and Hood, C.')
    """
    start, end, role = 0, len(text), ""
    before = _BEFORE.match(text[:_REACH]) or _IN.match(text[:_REACH])
    if before:
        start = before.end()
        role = _ROLES.get(_folded(before.groupdict().get("mark") or ""), "")
    edge = max(start, end - _REACH)
    after = _AFTER.search(text, edge)
    if after and after.start() > start:
        end = after.start()
        role = role or _ROLES.get(_folded(after["held"] or after["bare"]), "")
    return Marked(start, end, role)


def _folded(mark: str) -> str:
    return " ".join(mark.casefold().rstrip(".").split())
