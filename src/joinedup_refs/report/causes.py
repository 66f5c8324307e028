"""Findings with what follows from them."""

from collections.abc import Iterable
from typing import NamedTuple

from joinedup_refs.model.finding import Finding


class Cause(NamedTuple):
    """A finding that follows from no other one, and all that follow from it."""

    finding: Finding
    consequences: tuple[Finding, ...]


def causes(findings: Iterable[Finding]) -> tuple[Cause, ...]:
    """Group findings under what they follow from at last, in the order they came in.

    One whose cause is not among them stands on its own, and so do those that name each other.
    """
    findings = tuple(findings)
    by_key: dict[str, Finding] = {}
    for finding in findings:
        by_key.setdefault(finding.key, finding)
    roots = [_root(finding, by_key) for finding in findings]
    under: dict[int, list[Finding]] = {}
    for finding, root in zip(findings, roots, strict=True):
        if root is not finding:
            under.setdefault(id(root), []).append(finding)
    return tuple(
        Cause(finding, tuple(under.get(id(finding), ())))
        for finding, root in zip(findings, roots, strict=True)
        if root is finding
    )


def _root(finding: Finding, by_key: dict[str, Finding]) -> Finding:
    seen = {finding.key}
    last = finding
    while last.because_of is not None and (cause := by_key.get(last.because_of)) is not None:
        if cause.key in seen:
            return finding
        seen.add(cause.key)
        last = cause
    return last
