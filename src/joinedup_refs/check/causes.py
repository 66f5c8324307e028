"""One cause, one story: a finding that follows from another is told with it."""

from collections.abc import Iterable

from joinedup_refs.model.finding import Finding


def told_together(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Mark what follows from a structural defect of the same item as its consequence.

    A clipped name, a missing comma or an orphan citation of an item that holds two references is
    part of that story, not one more complaint. A finding whose cause a rule has already named is
    left as it is.
    """
    findings = tuple(findings)
    causes = {f.key: f for f in findings if f.code in _CAUSES}
    return tuple(_with_cause(f, causes.values()) for f in findings)


_CAUSES = {"LST101": 0, "LST102": 1, "LST103": 2}
"""Defects that bring others with them, the deepest first."""

_FOLLOWS = frozenset({"LST103", "LST104", "LST105", "CIT201", "CIT202", "STY001", "NAM301"})
"""Findings that a cause in the same item explains."""


def _with_cause(finding: Finding, causes: Iterable[Finding]) -> Finding:
    if finding.because_of is not None or finding.code not in _FOLLOWS:
        return finding
    rank = _CAUSES.get(finding.code, len(_CAUSES))
    deeper = [c for c in causes if _CAUSES[c.code] < rank and _shares(c, finding)]
    if not deeper:
        return finding
    cause = min(deeper, key=lambda c: _CAUSES[c.code])
    return finding.model_copy(update={"because_of": cause.key})


def _shares(cause: Finding, finding: Finding) -> bool:
    if set(cause.entries) & set(finding.entries):
        return True
    places = (finding.primary, *finding.related)
    return any(cause.primary.touches(p) for p in places) or any(
        p.touches(r) for p in places for r in cause.related
    )
