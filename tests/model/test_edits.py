"""Edits that clash are refused and named; all others may be taken in any order."""

from itertools import combinations

import strategies
from hypothesis import given
from hypothesis import strategies as st

from joinedup_refs.check.policy import Policy, choose
from joinedup_refs.model.edit import (
    AmendText,
    Decision,
    Fix,
    MergeInto,
    SetField,
    clash,
    edits_of,
    fixes_clash,
)
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.origin import Supplied
from joinedup_refs.model.text import Cut, Span, Text

ALL = Policy(level="unsafe")


def finding(fix, number):
    at = Span(start=number, end=number + 1)
    return Finding(code="LST101", rule="r", severity="note", message="m", primary=at, fixes=(fix,))


@given(strategies.edits, strategies.edits)
def test_a_clash_is_mutual(one, other):
    assert clash(one, other) == clash(other, one)
    assert not clash(one, one)


@given(strategies.fixes, strategies.fixes)
def test_a_clash_of_fixes_is_mutual(one, other):
    assert fixes_clash(one, other) == fixes_clash(other, one)


@given(st.lists(strategies.decisions, max_size=5), st.randoms())
def test_the_edits_of_decisions_do_not_hang_on_their_order(decisions, random):
    shuffled = list(decisions)
    random.shuffle(shuffled)
    assert edits_of(shuffled) == edits_of(decisions)
    assert set(map(repr, edits_of(decisions))) == {
        repr(e) for d in decisions if d.taken for e in d.fix.edits
    }


@given(st.lists(strategies.fixes, max_size=5), st.randoms())
def test_fixes_that_do_not_clash_are_all_taken_in_any_order(fixes, random):
    apart = []
    for fix in fixes:
        if not any(fixes_clash(fix, kept) for kept in apart):
            apart.append(fix)
    findings = [finding(fix, n) for n, fix in enumerate(apart)]
    shuffled = list(findings)
    random.shuffle(shuffled)
    straight, mixed = choose(findings, ALL), choose(shuffled, ALL)
    assert not straight.clashes
    assert not mixed.clashes
    assert edits_of(straight.decisions) == edits_of(mixed.decisions)


def at_one_with_itself(fix):
    """No rule offers a fix whose own edits lay hands on the same thing."""
    return not any(clash(a, b) for a, b in combinations(fix.edits, 2))


@given(st.lists(strategies.fixes.filter(at_one_with_itself), max_size=6))
def test_of_fixes_that_overlap_one_is_taken_and_the_other_named(fixes):
    findings = [finding(fix, n) for n, fix in enumerate(fixes)]
    choice = choose(findings, ALL)
    taken = [d.fix for d in choice.decisions]
    for n, one in enumerate(taken):
        assert not any(fixes_clash(one, other) for other in taken[n + 1 :])
    named = {key for key, _ in choice.clashes}
    for one in findings:
        assert one.fixes[0] in taken or one.key in named


@given(st.lists(strategies.text_edits, max_size=4), st.randoms())
def test_amendments_that_do_not_clash_read_the_same_in_any_order(edits, random):
    apart = []
    for edit in edits:
        if not any(edit == kept or clash(edit, kept) for kept in apart):
            apart.append(edit)
    text = Text(printed="x" * 60)

    def reading(order):
        return text.with_cuts(
            Cut(printed=e.at, reading=e.text, why="amended") for e in order
        ).reading

    shuffled = list(apart)
    random.shuffle(shuffled)
    assert reading(shuffled) == reading(apart)


def test_a_refused_fix_is_not_offered_again():
    fix = Fix(
        title="t",
        safety="safe",
        edits=(AmendText(at=Span(start=0, end=1), text="P"),),
    )
    refused = Decision(code="LST101", fix=fix, taken=False, by="person")
    assert choose([finding(fix, 0)], ALL, [refused]).decisions == ()


def test_two_values_for_one_field_clash_and_one_value_twice_does_not():
    def edit(value):
        return SetField(entry="r1", field="issue", value=value, origin=Supplied(who="me"))

    assert clash(edit("3"), edit("4"))
    assert not clash(edit("3"), edit("3"))


def test_two_entries_may_be_joined_to_one_but_not_in_a_chain():
    first, second = MergeInto(entry="r3", other="r2"), MergeInto(entry="r4", other="r2")
    assert not clash(first, second)
    assert clash(first, MergeInto(entry="r3", other="r1"))
    assert clash(first, MergeInto(entry="r2", other="r1"))
