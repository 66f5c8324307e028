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
    return tuple(_with_cause(f, findings) for f in findings)


_EXPLAINED_BY: dict[str, tuple[str, ...]] = {
    "LST103": ("LST101",),
    "LST104": ("LST101", "LST103"),
    "LST105": ("LST101",),
    "CIT201": ("LST101", "LST103"),
    "CIT202": ("LST101", "LST103"),
    "STY001": ("LST101",),
    "STY004": ("LST101", "CON601", "NUM701", "NUM702", "STY003", "IDN804"),
    "STY006": ("LST101",),
    "STY007": ("LST101", "LST103"),
    "STY008": ("LST101",),
    "STY009": ("LST101",),
    "STY011": ("LST101",),
    "CON601": ("LST101",),
    "CON605": ("LST101",),
    "NUM702": ("LST101", "CON601"),
    "NUM704": ("LST101", "NUM706"),
    "NUM709": ("LST101", "NUM706"),
    "DOC006": ("LST101", "LST103", "CIT203", "CIT204", "CIT201"),
}
"""For a rule, the rules whose findings in the same place explain its own, the deepest first."""


def _with_cause(finding: Finding, findings: tuple[Finding, ...]) -> Finding:
    if finding.because_of is not None:
        return finding
    for code in _EXPLAINED_BY.get(finding.code, ()):
        for cause in findings:
            if cause.code == code and _shares(cause, finding):
                return finding.model_copy(update={"because_of": cause.key})
    return finding


def _shares(cause: Finding, finding: Finding) -> bool:
    if set(cause.entries) & set(finding.entries):
        return True
    places = (finding.primary, *finding.related)
    return any(
        place.touches(other) for place in places for other in (cause.primary, *cause.related)
    )
