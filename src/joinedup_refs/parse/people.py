"""The authors, editors and translators of a reference."""

import re
from collections.abc import Sequence

from joinedup_refs.model.name import Verbatim
from joinedup_refs.model.value import Json
from joinedup_refs.notation import names
from joinedup_refs.notation.csl import name_to_csl
from joinedup_refs.notation.roles import without_role
from joinedup_refs.parse.draft import Draft, Label

_BETWEEN_NAMES = re.compile(
    r"[\s,;/&.]{0,6}(?:and|und|et|y|e|with|mit)?[\s,;/&.]{0,6}", re.IGNORECASE
)
_GLUED_NUMBER = re.compile(
    r"(?:\W{0,2}\d{1,4}[.)\]]?\s{1,3}|\[?[A-Z]{2,5}\d\d[a-z]?\]\s?)(?=[^\W\d_]{2})"
)
_AFTER_NAMES = re.compile(r"[\s,]{0,3}[(\[]?\s?[^\W\d_]{2,12}\.?\s?[)\]]?")


def put_people(draft: Draft, variable: str, labels: Sequence[Label]) -> None:
    """Put the people of one label, under what a mark beside them says that they did."""
    for first, end, sure in _groups(draft.raw, labels):
        start = first
        role, stop = role_of(draft.raw, start, end)
        kept = variable
        if role and (variable == "author" or role == "translator"):
            kept = role if role != "compiler" else "editor"
        if kept in draft.item:
            continue  # a second string of names stays unread: nothing says whose they are
        if glued := _GLUED_NUMBER.match(draft.raw[start:end]):
            draft.own(start, start + glued.end())
            start += glued.end()
        found = names.split(draft.raw[start:end])
        if not found.names:
            continue
        value: list[Json] = [name_to_csl(n) for n in found.names]
        shaky = any(isinstance(n, Verbatim) for n in found.names)
        draft.put(kept, value, start, end, sure / 2 if shaky else sure)
        draft.own(end, stop)


def role_of(raw: str, start: int, end: int) -> tuple[str, int]:
    """Tell the role from a mark inside the names or right after them, and where the mark ends."""
    inside = without_role(raw[start:end]).role
    if inside:
        return inside, end
    after = _AFTER_NAMES.match(raw, end)
    if after:
        role = without_role(raw[start : after.end()]).role
        if role:
            return role, after.end()
    return "", end


def _groups(raw: str, labels: Sequence[Label]) -> list[tuple[int, int, float]]:
    """Join stretches of names that only a conjunction or punctuation parts."""
    out: list[tuple[int, int, float]] = []
    for one in labels:
        if out and _goes_on(raw[out[-1][1] : one.start]):
            before = out.pop()
            out.append((before[0], one.end, min(before[2], one.confidence)))
        else:
            out.append((one.start, one.end, one.confidence))
    return out


def _goes_on(gap: str) -> bool:
    """Whether names go on after a gap: a conjunction, punctuation, or a few stray characters."""
    if len(gap) > 20:
        return False
    stray = (
        len(gap) <= 8 and not any(c.isdigit() for c in gap) and "in" not in gap.casefold().split()
    )
    return bool(_BETWEEN_NAMES.fullmatch(gap)) or stray
