"""One cause, one story: a finding that follows from another is told with it."""

from collections.abc import Iterable, Mapping

from joinedup_refs.model.finding import Finding


def told_together(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Mark what follows from a structural defect of the same item as its consequence.

    A clipped name, a missing comma or an orphan citation of an item that holds two references is
    part of that story, not one more complaint. A finding whose cause a rule has already named is
    left as it is.
    """
    findings = tuple(findings)
    explaining = {code for codes in _EXPLAINED_BY.values() for code in codes}
    causes: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.code in explaining:
            causes.setdefault(finding.code, []).append(finding)
    of_entry = {
        (f.code, e): f for found in causes.values() for f in reversed(found) for e in f.entries
    }
    return tuple(_with_cause(f, causes, of_entry) for f in findings)


_EXPLAINED_BY: dict[str, tuple[str, ...]] = {
    "LST103": ("LST101",),
    "LST104": ("LST101", "LST103"),
    "LST105": ("LST101",),
    "CIT201": ("LST101", "LST103"),
    "CIT202": ("LST101", "LST103"),
    "STY001": ("LST101",),
    "BIB010": ("BIB001",),
    "BIB007": ("BIB010", "BIB021", "BIB002"),
    "DOC006": ("LST101", "LST103", "CIT203", "CIT204", "CIT201"),
}
"""For a rule, the rules whose findings in the same place explain its own, the deepest first."""


def _with_cause(
    finding: Finding,
    causes: Mapping[str, list[Finding]],
    of_entry: Mapping[tuple[str, str], Finding],
) -> Finding:
    if finding.because_of is not None:
        return finding
    for code in _EXPLAINED_BY.get(finding.code, ()):
        if finding.code.startswith("BIB"):
            shared = (of_entry.get((code, entry)) for entry in finding.entries)
            cause = next(filter(None, shared), None)
        else:
            cause = next((c for c in causes.get(code, ()) if _shares(c, finding)), None)
        if cause is not None:
            return finding.model_copy(update={"because_of": cause.key})
    return finding


def _shares(cause: Finding, finding: Finding) -> bool:
    if set(cause.entries) & set(finding.entries):
        return True
    places = (finding.primary, *finding.related)
    return any(
        place.touches(other) for place in places for other in (cause.primary, *cause.related)
    )
