"""Findings that went with the repair of their cause, none of their own being made."""

from collections.abc import Collection, Iterable, Iterator
from string import ascii_lowercase

from joinedup_refs.check.rule import Context, Rule
from joinedup_refs.check.run import run
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding


def settled(
    findings: Iterable[Finding],
    mended: Collection[Fix],
    rules: Iterable[Rule],
    result: Document,
    evidence: Evidence | None,
    context: Context,
) -> frozenset[str]:
    """Give the keys of findings that follow from mended ones and no longer hold of the result.

    `mended` are the fixes that were taken. Only the rules in question run again.
    """
    findings = tuple(findings)
    fixes = {fix.model_dump_json() for fix in mended}
    made = {f.key for f in findings if any(x.model_dump_json() in fixes for x in f.fixes)}
    waiting = [f for f in findings if f.because_of in made and f.key not in made]
    codes = {finding.code for finding in waiting}
    asked = [rule for rule in rules if rule.code in codes]
    left = {
        place
        for phase in ("structure", "value")
        for finding in run(asked, phase, result, evidence, context)
        for place in _places(finding)
    }
    return frozenset(f.key for f in waiting if left.isdisjoint(_places(f)))


def _places(finding: Finding) -> Iterator[tuple[str, str | int]]:
    """Give the places a finding is about, so that it is known again after a mend.

    An entry that was taken in two keeps its name but for a letter.
    """
    yield finding.code, finding.primary.start
    for entry in finding.entries:
        yield finding.code, entry.rstrip(ascii_lowercase) or entry
