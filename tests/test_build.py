"""A text and decisions to a document, and decisions that cannot be followed."""

import pytest
import strategies
from hypothesis import given
from hypothesis import strategies as st

from joinedup_refs.build import MOST_ENTRIES, build
from joinedup_refs.errors import DecisionRefused, InputUnreadable
from joinedup_refs.model.edit import (
    AmendText,
    ChangeType,
    Decision,
    Fix,
    Held,
    MergeInto,
    SetField,
    SplitAt,
    clash,
    edits_of,
)
from joinedup_refs.model.layout import Layout
from joinedup_refs.model.origin import Supplied
from joinedup_refs.model.text import Span, Text

LIST = Layout(list_only=True)
PRINTED = (
    "Adams, B. (2001), Joint Plans (Routledge). Brown, C. (2002), Joint Teams (Demos).\n"
    "Clark, D. (2003), Joint Funds (Palgrave).\n"
)
TEXT = Text(printed=PRINTED)
SECOND = PRINTED.index("Brown")
ME = Supplied(who="a reader")


def decided(*edits, taken=True):
    return [
        Decision(code="LST101", fix=Fix(title="do it", safety="unsafe", edits=(e,)), taken=taken)
        for e in edits
    ]


def readings(document):
    return {entry.id: document.reading(entry) for entry in document.entries}


def test_a_decided_border_makes_two_entries_and_keeps_the_other_names():
    document = build(TEXT, decided(SplitAt(entry="r1", at=SECOND)), LIST)
    assert readings(document) == {
        "r1": "Adams, B. (2001), Joint Plans (Routledge).",
        "r1b": "Brown, C. (2002), Joint Teams (Demos).",
        "r2": "Clark, D. (2003), Joint Funds (Palgrave).",
    }
    assert [e.reference.title for e in document.entries] == [
        "Joint Plans",
        "Joint Teams",
        "Joint Funds",
    ]


def test_a_part_is_divided_again():
    printed = (
        "Adams, B. (2001), A (Demos). Brown, C. (2002), B (Demos). Cole, D. (2003), C (Demos)."
    )
    edits = [
        SplitAt(entry="r1", at=printed.index("Brown")),
        SplitAt(entry="r1b", at=printed.index("Cole")),
    ]
    document = build(Text(printed=printed), decided(*edits), LIST)
    assert {i: r[:5] for i, r in readings(document).items()} == {
        "r1": "Adams",
        "r1b": "Brown",
        "r1c": "Cole,",
    }


def test_a_refused_decision_does_nothing():
    refused = decided(SplitAt(entry="r1", at=SECOND), taken=False)
    assert build(TEXT, refused, LIST) == build(TEXT, (), LIST)


def test_entries_are_joined_to_the_one_they_continue():
    document = build(TEXT, decided(MergeInto(entry="r2", other="r1")), LIST)
    assert list(readings(document)) == ["r1"]
    assert readings(document)["r1"].endswith("(Demos). Clark, D. (2003), Joint Funds (Palgrave).")
    assert len(document.entries[0].at) == 2


def test_amended_text_is_read_parsed_and_kept_as_printed():
    at = PRINTED.index("2003")
    change = decided(AmendText(at=Span(start=at, end=at + 4), text="2004"))
    document = build(TEXT, change, LIST)
    (clark,) = [e for e in document.entries if e.id == "r2"]
    assert clark.reference.issued.year == 2004
    assert document.reading(clark) == "Clark, D. (2004), Joint Funds (Palgrave)."
    assert document.text.printed == PRINTED


def test_values_and_types_are_set_with_their_origin():
    document = build(
        TEXT,
        decided(
            SetField(entry="r2", field="publisher-place", value="London", origin=ME),
            SetField(entry="r2", field="publisher", value=None, origin=ME),
            ChangeType(entry="r2", type="report", origin=ME),
        ),
        LIST,
    )
    clark = document.entry("r2")
    assert clark.reference.kind == "report"
    assert (clark.reference.publisher, clark.reference.publisher_place) == ("", "London")
    assert clark.origins["publisher-place"] == ME
    assert "publisher" not in clark.origins


@pytest.mark.parametrize(
    ("edits", "said"),
    [
        ([SplitAt(entry="r9", at=5)], "no entry r9 to split"),
        ([SplitAt(entry="r1", at=0)], "no place inside r1"),
        ([SplitAt(entry="r2", at=5)], "no place inside r2"),
        ([MergeInto(entry="r1", other="r9")], "no two entries r1 and r9"),
        ([MergeInto(entry="r1", other="r1")], "no two entries r1 and r1"),
        ([SetField(entry="r9", field="title", value="x", origin=ME)], "no entry r9 in this text"),
        (
            [
                SetField(entry="r1", field="title", value="x", origin=ME),
                SetField(entry="r1", field="title", value="y", origin=ME),
            ],
            "two decisions overlap.*set title of r1.*set title of r1",
        ),
        (
            [
                AmendText(at=Span(start=1, end=4), text="x"),
                AmendText(at=Span(start=3, end=6), text="y"),
            ],
            "put 'x' at characters 1–4, and put 'y' at characters 3–6",
        ),
    ],
)
def test_what_cannot_be_done_is_refused_and_named(edits, said):
    with pytest.raises(DecisionRefused, match=said):
        build(TEXT, decided(*edits), LIST)


@given(st.lists(strategies.edits, max_size=8))
def test_no_overlap_escapes_the_short_way_of_looking(edits):
    """What is held finds a clash with a new edit exactly where looking at all of it would."""
    held, kept = Held(), []
    for edit in edits_of(decided(*edits)):
        found = held.against(edit)
        assert (found is not None) == any(clash(one, edit) for one in kept)
        if found is None:
            held.add(edit)
            kept.append(edit)


def test_more_entries_than_can_be_borne_are_refused_with_the_way_out():
    text = Text(printed="Adams, B. (2001), Tolls.\n" * (MOST_ENTRIES + 1))
    with pytest.raises(InputUnreadable, match=r"15,001 entries; more than 15,000") as caught:
        build(text, (), Layout(list_only=True))
    assert "in parts" in str(caught.value)


def test_borders_within_parts_of_parts_are_found_and_others_refused():
    text = Text(printed="Adams (2001), Tolls. Brook (2002), Tides. Cole (2003), Tugs.")
    inner = SplitAt(entry="r1b", at=text.printed.index("Cole"))
    outer = SplitAt(entry="r1", at=text.printed.index("Brook"))
    document = build(text, decided(inner, outer), Layout(list_only=True))
    assert [entry.id for entry in document.entries] == ["r1", "r1b", "r1c"]
    for lost in (inner, inner.model_copy(update={"entry": "r2"})):
        with pytest.raises(DecisionRefused, match=f"no entry {lost.entry} to split"):
            build(text, decided(lost), Layout(list_only=True))
