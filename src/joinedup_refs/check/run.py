"""Runs rules over a document."""

from collections.abc import Iterable
from functools import cache

from joinedup_refs.check import rules as package
from joinedup_refs.check.rule import Context, Phase, Rule
from joinedup_refs.check.writing import as_written, told_by_key
from joinedup_refs.discover import parts
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding


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
    found = [
        told_by_key(document, finding)
        if rule.inputs == "bib"
        else told_by_key(document, as_written(document, finding))
        for rule in rules
        if rule.phase == phase and (rule.by_default or rule.code in context.asked)
        if rule.speaks_of(document)
        for finding in rule.check(document, evidence, context)
    ]
    return tuple(sorted(found, key=lambda f: (f.primary.start, f.primary.end, f.code)))
