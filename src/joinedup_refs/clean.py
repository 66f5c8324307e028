"""The loop: structure rules to a fixpoint, evidence, value rules, decisions. Nothing else."""

from collections.abc import Iterable
from datetime import date

from joinedup_refs.build import build
from joinedup_refs.check.causes import told_together
from joinedup_refs.check.policy import Policy, choose
from joinedup_refs.check.rule import Context, Rule
from joinedup_refs.check.run import all_rules, run
from joinedup_refs.model.document import Outcome
from joinedup_refs.model.edit import Decision
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.layout import Layout
from joinedup_refs.model.text import Text

ROUNDS = 3
"""How often structure rules may change the list before their last word is taken."""

_USUAL = Policy()
_NO_HINTS = Layout()


def clean_text(
    text: Text,
    *,
    decisions: Iterable[Decision] = (),
    policy: Policy = _USUAL,
    layout: Layout = _NO_HINTS,
    rules: Iterable[Rule] | None = None,
    today: date | None = None,
) -> Outcome:
    """Find what is wrong with the references of a text and mend what the policy allows.

    `decisions` made before, by a person or in an earlier run, stand; a refused fix is not taken.

    Raises:
        DecisionRefused: the given decisions overlap or do not fit this text.
    """
    rules = all_rules() if rules is None else tuple(rules)
    context = Context(today=today)
    made = list(decisions)
    printed = build(text, (), layout)
    document = build(text, made, layout) if made else printed
    structure: dict[str, Finding] = {}
    for _ in range(ROUNDS):
        found = run(rules, "structure", document, None, context)
        structure |= {f.key: f for f in found}
        taken = choose(found, policy, made).decisions
        if not taken:
            break
        made += taken
        document = build(text, made, layout)
    found = run(rules, "value", document, None, context)
    taken = choose(found, policy, made).decisions
    made += taken
    return Outcome(
        text=text,
        document=printed,
        evidence=None,
        findings=_in_order((*structure.values(), *found)),
        decisions=tuple(made),
        result=build(text, made, layout) if taken else document,
    )


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    ordered = sorted(findings, key=lambda f: (f.primary.start, f.primary.end, f.code))
    return told_together(ordered)
