"""Every value is the same after a way through JSON."""

import pickle

import pytest
import strategies
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from joinedup_refs.model.citation import Citation
from joinedup_refs.model.date import DatePart
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Decision, Edit
from joinedup_refs.model.entry import Entry, Mark
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.origin import Origin
from joinedup_refs.model.reference import TYPES, Article, Reference
from joinedup_refs.model.text import Cut, Span, Text


def again(value):
    return type(value).model_validate_json(value.model_dump_json())


@given(
    st.one_of(
        strategies.names,
        strategies.issued_dates,
        strategies.pages,
        strategies.references,
        strategies.texts(),
        strategies.origins,
        strategies.edits,
        strategies.fixes,
        strategies.decisions,
    )
)
def test_a_value_is_equal_after_json(value):
    assert again(value) == value


@given(strategies.references)
def test_the_union_knows_a_reference_again(reference):
    adapter = TypeAdapter(Reference)
    back = adapter.validate_json(adapter.dump_json(reference))
    assert type(back) is type(reference)
    assert back == reference


@given(strategies.edits, strategies.origins)
def test_the_unions_of_edits_and_origins_know_theirs_again(edit, origin):
    for union, value in ((Edit, edit), (Origin, origin)):
        adapter = TypeAdapter(union)
        assert adapter.validate_json(adapter.dump_json(value)) == value


@given(strategies.references, strategies.origins, strategies.spans())
def test_entries_findings_and_documents_are_equal_after_json(reference, origin, span):
    entry = Entry(
        id="r1",
        at=(span,),
        marker="7",
        reference=reference,
        origins={"title": origin},
        confidence=0.5,
        unread=(span,),
        marks=(Mark(what="cut-start", at=3),),
    )
    citation = Citation(id="c1", at=span, form="narrative", names=("Hood",), cluster=span)
    document = Document(text=Text(printed="x" * 200), entries=(entry,), citations=(citation,))
    finding = Finding(
        code="LST101", rule="merged-entries", severity="error", message="m", primary=span
    )
    assert again(entry) == entry
    assert again(document) == document
    assert again(finding) == finding


@given(strategies.references)
def test_values_pickle(reference):
    assert pickle.loads(pickle.dumps(reference)) == reference  # noqa: S301  (made one line above)


@pytest.mark.parametrize("cls", TYPES)
def test_a_reference_refuses_a_field_it_does_not_have(cls):
    with pytest.raises(ValidationError):
        cls(no_such_field="x")


def test_values_are_frozen():
    with pytest.raises(ValidationError):
        Article(title="a").title = "b"


def test_a_day_needs_its_month_and_a_span_runs_forward():
    with pytest.raises(ValidationError, match="needs its month"):
        DatePart(year=2004, day=3)
    with pytest.raises(ValidationError, match="forward"):
        Span(start=4, end=3)


@given(strategies.decisions)
def test_a_decision_is_known_by_its_content(decision):
    assert Decision.model_validate(decision.model_dump()) == decision


def test_the_schema_is_documented_by_the_docstrings_of_the_fields():
    schema = Entry.model_json_schema()
    told = schema["properties"]["marker"]["description"]
    assert told.startswith("The number or label printed before it")
    person = schema["$defs"]["Person"]["properties"]
    assert person["given"]["description"] == "Given names or initials, as printed."
    assert "description" not in person["kind"]
    thesis = schema["$defs"]["Thesis"]["properties"]
    assert thesis["other"]["description"].startswith("What this type has no field for")


def test_a_copy_with_other_values_remembers_nothing_of_the_first():
    text = Text(printed="one\ntwo")
    assert text.reading == "one\ntwo"
    cut = Cut(printed=Span(start=3, end=4), reading=" ", why="line-break")
    assert text.model_copy(update={"cuts": (cut,)}).reading == "one two"
    assert text.model_copy().reading == "one\ntwo"
