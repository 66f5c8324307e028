"""Every example of every rule: what it finds, what it mends, and that it stays mended."""

from collections.abc import Iterable

import pytest

from joinedup_refs.build import build
from joinedup_refs.check.policy import Policy
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.run import all_rules, run
from joinedup_refs.clean import clean_text
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Decision, Fix, SetField
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.layout import Layout
from joinedup_refs.model.text import Text
from joinedup_refs.notation.csl import to_csl
from joinedup_refs.read import read

SECTIONS = ("## What it does", "## Why it matters", "## Fix safety", "## Sources")
HIDDEN_WORDS = (
    "residue",
    "furniture",
    "orphan",
    "witness",
    "container",
    "evident",
    "unsafe",
    "unreachable",
)
"""Words of the inside that no researcher is to read."""

EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.code}-{number}")
    for rule in all_rules()
    for number, example in enumerate(rule.examples, 1)
]


def prepared(rule: Rule, example: Example) -> tuple[Text, Layout, tuple[Decision, ...]]:
    """Read an example and, for a rule about values, let the list be put in shape first."""
    text, layout = given(example)
    if rule.phase == "structure":
        return text, layout, ()
    others = [r for r in all_rules() if r.phase == "structure"]
    return text, layout, clean_text(text, layout=layout, rules=others).decisions


def given(example: Example) -> tuple[Text, Layout]:
    text = read(example.text, suffix=".bib" if example.bib else "").text
    return text, Layout(list_only=example.list_only)


def findings(rule: Rule, document: Document, example: Example) -> tuple[Finding, ...]:
    context = Context(
        asked=frozenset({rule.code}),
        today=example.today,
        house_style=example.house_style,
        target=example.target,
    )
    return run((rule,), rule.phase, document, example.evidence, context)


def first_fixes(found: Iterable[Finding]) -> tuple[Decision, ...]:
    return tuple(Decision(code=f.code, fix=f.fixes[0]) for f in found if f.fixes)


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example(rule: Rule, example: Example) -> None:
    text, layout, before = prepared(rule, example)
    document = build(text, before, layout)
    found = findings(rule, document, example)

    assert [text.slice(f.primary) for f in found] == list(example.finds), example.why
    assert {f.rule for f in found} <= {rule.name}
    if found:
        assert (found[0].fixes[0].safety if found[0].fixes else "") == example.safety

    fixes = first_fixes(found)
    result = build(text, (*before, *fixes), layout)
    expected = mended(document) if example.after is None else example.after
    if example.after is not None or not example.entries:
        assert _lines(mended(result)) == _lines(expected)
    if example.entries:
        assert [result.reading(entry) for entry in result.entries] == list(example.entries)
    for identifier, values in example.values.items():
        entry = result.entry(identifier)
        assert entry is not None
        item = to_csl(entry.reference)
        assert {variable: item.get(variable) for variable in values} == values


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_a_fix_taken_is_not_offered_again(rule: Rule, example: Example) -> None:
    text, layout, before = prepared(rule, example)
    fixes = first_fixes(findings(rule, build(text, before, layout), example))
    if not fixes:
        return
    once = build(text, (*before, *fixes), layout)
    again = first_fixes(findings(rule, once, example))
    new = [d for d in again if d.fix not in [taken.fix for taken in fixes]]
    assert not new
    assert build(text, (*before, *fixes, *fixes), layout) == once


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_no_rule_takes_back_what_another_mends(rule: Rule, example: Example) -> None:
    text, layout, before = prepared(rule, example)
    printed = build(text, before, layout)
    fixes = first_fixes(findings(rule, printed, example))
    if not fixes:
        return
    mended = build(text, (*before, *fixes), layout)
    for other in all_rules():
        for finding in findings(other, mended, example):
            for fix in finding.fixes:
                for taken in fixes:
                    assert not takes_back(fix, taken.fix, printed), f"{other.code}: {fix.title}"


def takes_back(fix: Fix, taken: Fix, printed: Document) -> bool:
    """Whether a fix puts back what stood there before another one was taken."""
    for edit in fix.edits:
        for old in taken.edits:
            match edit, old:
                case AmendText(), AmendText():
                    if edit.at.touches(old.at) and edit.text == printed.text.read(edit.at).text:
                        return True
                case SetField(), SetField() if (edit.entry, edit.field) == (old.entry, old.field):
                    entry = printed.entry(edit.entry)
                    item = to_csl(entry.reference) if entry else {}
                    if edit.value == item.get(edit.field) and edit.value != old.value:
                        return True
    return False


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_rule_is_documented(rule: Rule) -> None:
    page = __import__(rule.check.__module__, fromlist=["RULE"]).__doc__
    places = [page.find(section) for section in SECTIONS]
    assert -1 not in places
    assert places == sorted(places)
    assert any(example.finds for example in rule.examples)
    assert any(not example.finds for example in rule.examples)
    assert rule.check.__module__.endswith("." + rule.name.replace("-", "_"))


def test_codes_and_names_are_unique() -> None:
    rules = all_rules()
    assert len({rule.code for rule in rules}) == len({rule.name for rule in rules}) == len(rules)


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_findings_are_told_in_plain_words(rule: Rule, example: Example) -> None:
    text, layout, before = prepared(rule, example)
    for finding in findings(rule, build(text, before, layout), example):
        told = " ".join((finding.message, *finding.reasons, *(f.title for f in finding.fixes)))
        assert not [word for word in HIDDEN_WORDS if word in told.casefold()]
        assert finding.message.endswith((".", "?", "!"))


def test_cleaning_an_example_text_twice_gives_the_same() -> None:
    for rule in all_rules():
        for example in rule.examples:
            text, layout = given(example)
            once = clean_text(text, layout=layout)
            again = clean_text(
                text, decisions=once.decisions, layout=layout, policy=Policy(level="evident")
            )
            assert again.result == once.result


def mended(document: Document) -> str:
    if document.written is not None:
        return document.written.reading
    stretches = document.as_ordered(document.text.whole)
    return "".join(document.text.read(one.at).text for one in stretches)


def _lines(reading: str) -> list[str]:
    """Compare readings line by line, blank lines and bullets aside."""
    return [line.strip() for line in reading.splitlines() if line.strip()]
