"""Runs rules over a document."""

from collections.abc import Iterable
from functools import cache

from joinedup_refs.check import rules as package
from joinedup_refs.check.rule import Context, Phase, Rule
from joinedup_refs.check.writing import as_written, told_by_key
from joinedup_refs.discover import parts
from joinedup_refs.forked import shared
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding

_MANY = 1_000
"""Entries from which the rules run in two processes."""


@cache
def all_rules() -> tuple[Rule, ...]:
    """Give every rule, in the order of their codes."""
    return tuple(sorted(parts(package, "RULE", Rule), key=lambda rule: rule.code))


def find_rule(named: str) -> Rule | None:
    """Give the rule of that code or name, in any case."""
    wanted = named.strip().casefold()
    return next((r for r in all_rules() if wanted in {r.code.casefold(), r.name}), None)


def run(
    rules: Iterable[Rule],
    phase: Phase,
    document: Document,
    evidence: Evidence | None,
    context: Context,
) -> tuple[Finding, ...]:
    """Run the rules of one phase that are for such a document; findings come in its order.

    Rules that are off unless asked for run only where the context says so.
    """
    running = [
        rule
        for rule in rules
        if rule.phase == phase and (rule.by_default or rule.code in context.asked)
        if rule.speaks_of(document)
    ]

    def told(number: int) -> list[Finding]:
        rule = running[number]
        found = rule.check(document, evidence, context)
        if rule.inputs != "bib":
            found = (as_written(document, finding) for finding in found)
        return [told_by_key(document, finding) for finding in found]

    numbers = range(len(running))
    many = phase == "value" and len(document.entries) >= _MANY
    each = shared(told, len(running)) if many else map(told, numbers)
    found = [finding for findings in each for finding in findings]
    return tuple(sorted(found, key=lambda f: (f.primary.start, f.primary.end, f.code)))
