"""Which fixes are taken without asking."""

from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

from joinedup_refs.model.edit import AmendText, Decision, Fix, Held, Safety, SetField
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.value import Value

Level: TypeAlias = Literal["none", "safe", "evident", "unsafe"]
"""How far to go: nothing, tidying, what is well supported, best guesses too."""

_REACH: dict[Level, frozenset[Safety]] = {
    "none": frozenset(),
    "safe": frozenset({"safe"}),
    "evident": frozenset({"safe", "evident"}),
    "unsafe": frozenset({"safe", "evident", "unsafe"}),
}


class Policy(Value):
    """What `clean` may do on its own."""

    level: Level = "evident"
    fill_only: bool = False
    """Fill empty fields and tidy; propose, but do not make, changes of what is printed."""

    def takes(self, fix: Fix) -> bool:
        """Whether the policy takes a fix."""
        if fix.safety not in _REACH[self.level]:
            return False
        return not self.fill_only or fix.safety == "safe" or _only_fills(fix)


class Choice(NamedTuple):
    """Decisions made, and the fixes left aside because another one overlaps them."""

    decisions: tuple[Decision, ...]
    clashes: tuple[tuple[str, str], ...]
    """Pairs of finding keys: the one refused, and the one it overlaps."""


def choose(findings: Iterable[Finding], policy: Policy, made: Iterable[Decision] = ()) -> Choice:
    """Decide about the fixes of `findings`, given the decisions already made.

    A refused fix is not taken again. Of a finding's alternatives the policy takes the first that it
    may take, and none where two of equal standing are offered. A fix that overlaps one taken before
    is refused and named.
    """
    made = tuple(made)
    refused = [(d.code, d.fix) for d in made if not d.taken]
    taken = {d.fix.model_dump_json() for d in made if d.taken}
    held = Held()
    for decision in made:
        for edit in decision.fix.edits if decision.taken else ():
            held.add(edit, decision.code)
    new: list[Decision] = []
    clashes: list[tuple[str, str]] = []
    for finding in findings:
        fix = _preferred(finding, policy)
        if fix is None or (finding.code, fix) in refused or fix.model_dump_json() in taken:
            continue
        against = next(filter(None, map(held.against, fix.edits)), None)
        if against is not None:
            clashes.append((finding.key, against[1]))
            continue
        new.append(Decision(code=finding.code, fix=fix))
        taken.add(fix.model_dump_json())
        for edit in fix.edits:
            held.add(edit, finding.key)
    return Choice(tuple(new), tuple(clashes))


def _preferred(finding: Finding, policy: Policy) -> Fix | None:
    allowed = [fix for fix in finding.fixes if policy.takes(fix)]
    if not allowed:
        return None
    best = allowed[0]
    rivals = [fix for fix in finding.fixes if fix.safety == best.safety]
    return best if len(rivals) == 1 else None


def _only_fills(fix: Fix) -> bool:
    return all(
        (isinstance(edit, SetField) and edit.origin.kind != "printed" and not _replaces(edit))
        or (isinstance(edit, AmendText) and not len(edit.at))
        for edit in fix.edits
    )


def _replaces(edit: SetField) -> bool:
    return edit.origin.kind == "rule" and edit.origin.instead_of is not None
