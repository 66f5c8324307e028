"""Runs rules over a document."""

from collections.abc import Iterable
from functools import cache

from joinedup_refs.check import rules as package
from joinedup_refs.check.rule import Context, Phase, Rule
from joinedup_refs.check.writing import as_written, told_by_key
from joinedup_refs.discover import parts
from joinedup_refs.errors import ConfigInvalid
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


def chosen(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Rule, ...]:
    """Give the rules that `select` names, or all, without those that `ignore` names.

    Each is a code, a name, or the beginning of a code (`LST`).

    Raises:
        ConfigInvalid: something given names no rule.
    """
    wanted, unwanted = _named(select), _named(ignore)
    return tuple(
        r for r in all_rules() if (not wanted or r.code in wanted) and r.code not in unwanted
    )


def run(
    rules: Iterable[Rule],
    phase: Phase,
    document: Document,
    evidence: Evidence | None,
    context: Context,
) -> tuple[Finding, ...]:
    """Run the rules of one phase that are for such a document; findings come in its order."""
    found = [
        told_by_key(document, finding)
        if rule.inputs == "bib"
        else told_by_key(document, as_written(document, finding))
        for rule in rules
        if rule.phase == phase and rule.speaks_of(document)
        for finding in rule.check(document, evidence, context)
    ]
    return tuple(sorted(found, key=lambda f: (f.primary.start, f.primary.end, f.code)))


def _named(words: Iterable[str]) -> frozenset[str]:
    codes: set[str] = set()
    for word in words:
        key = word.strip()
        met = {
            r.code
            for r in all_rules()
            if key and (r.code.startswith(key.upper()) or r.name == key.lower())
        }
        if not met:
            msg = (
                f"no rule is called {word!r}; `joinedup-refs rule` lists the codes and names\n"
                "and a family such as LST may be given by its letters alone"
            )
            raise ConfigInvalid(msg)
        codes |= met
    return frozenset(codes)
