"""One cause, one story: a finding that follows from another is told with it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain

from joinedup_refs.model.finding import Finding


def told_together(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Mark what follows from a structural defect of the same item as its consequence.

    A clipped name, a missing comma or an orphan citation of an item that holds two references is
    part of that story, not one more complaint. A finding whose cause a rule has already named is
    left as it is.
    """
    findings = tuple(findings)
    codes = {code for codes in _EXPLAINED_BY.values() for code in codes}
    causes = {code: _Causes(f for f in findings if f.code == code) for code in codes}
    return tuple(_with_cause(f, causes) for f in findings)


_EXPLAINED_BY: dict[str, tuple[str, ...]] = {
    "LST103": ("LST101",),
    "LST104": ("LST101", "LST102", "LST103"),
    "LST105": ("LST101", "LST102"),
    "CIT201": ("LST101", "LST103", "DAT401"),
    "CIT202": ("LST101", "LST102", "LST103", "DAT401"),
    "CIT203": ("DAT401",),
    "CIT205": ("LST101", "LST103"),
    "CIT206": ("DUP902",),
    "CIT207": ("CIT203", "CIT204"),
    "DUP901": ("IDN803",),
    "STY001": ("LST101",),
    "STY004": ("LST101", "CON601", "NUM701", "NUM702", "STY003", "IDN804"),
    "STY006": ("LST101",),
    "STY007": ("LST101", "LST103"),
    "STY008": ("LST101",),
    "STY009": ("LST101",),
    "STY011": ("LST101",),
    "STY012": ("LST101",),
    "CON601": ("LST101", "BIB019"),
    "CON605": ("LST101",),
    "NAM305": ("LST107",),
    "NAM309": ("BIB019",),
    "NUM701": ("DUP902",),
    "NUM702": ("LST101", "CON601", "BIB019"),
    "NUM704": ("LST101", "NUM706"),
    "NUM709": ("LST101", "NUM706"),
    "BIB010": ("BIB001",),
    "BIB007": ("BIB010", "BIB021", "BIB002"),
    "DOC006": ("LST101", "LST103", "CIT203", "CIT204", "CIT201"),
}
"""For a rule, the rules whose findings in the same place explain its own, the deepest first."""
_STRETCH = 512
"""Code points of a stretch of the text; only findings that share one are compared."""


class _Causes:
    """The findings of one rule, by what they are about and where they stand."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._all = tuple(findings)
        self._about: defaultdict[object, list[int]] = defaultdict(list)
        for number, finding in enumerate(self._all):
            for key in _keys(finding):
                self._about[key].append(number)

    def first(self, finding: Finding) -> Finding | None:
        """Give the first of them in whose place a finding stands."""
        near = {number for key in _keys(finding) for number in self._about.get(key, ())}
        return next((self._all[n] for n in sorted(near) if _shares(self._all[n], finding)), None)


def _keys(finding: Finding) -> set[object]:
    """Give the entries that a finding is about, and the stretches of the text that it touches."""
    stretches = (
        range(place.start // _STRETCH, place.end // _STRETCH + 1)
        for place in (finding.primary, *finding.related)
    )
    return {*finding.entries, *chain.from_iterable(stretches)}


def _with_cause(finding: Finding, causes: Mapping[str, _Causes]) -> Finding:
    if finding.because_of is not None:
        return finding
    for code in _EXPLAINED_BY.get(finding.code, ()):
        cause = causes[code].first(finding)
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
