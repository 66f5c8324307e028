"""Reading leaves out what the cuts say, and every place leads back to the printed text."""

import pytest
import strategies
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from joinedup_refs.model.text import Cut, Span, Text


def cut(start, end, reading="", why="test"):
    return Cut(printed=Span(start=start, end=end), reading=reading, why=why)


def test_a_reading_leaves_out_the_residue():
    text = Text(printed="Osborne, Citation2006", cuts=(cut(9, 17),))
    assert text.reading == "Osborne, 2006"
    assert text.read(text.whole).printed(9, 13) == Span(start=17, end=21)
    assert text.read(text.whole).printed(0, 13) == Span(start=0, end=21)


@given(strategies.texts())
def test_what_a_reading_copies_leads_back_to_the_same_characters(text):
    reading = text.read(text.whole)
    for at, start, end, copied in reading.pieces:
        place = Span(start=start, end=end)
        if copied:
            assert reading.text[at : at + len(place)] == text.slice(place)
            assert reading.printed(at, at + len(place)) == place


@given(strategies.texts(), st.data())
def test_a_slice_of_a_reading_leads_to_a_place_inside_the_text(text, data):
    reading = text.read(text.whole)
    start = data.draw(st.integers(0, len(reading.text)))
    end = data.draw(st.integers(start, len(reading.text)))
    place = reading.printed(start, end)
    assert 0 <= place.start <= place.end <= len(text.printed)
    copied = [p for p in reading.pieces if p.copied and p.reading <= start]
    if end > start and copied:
        piece = copied[-1]
        if end <= piece.reading + piece.end - piece.start and start >= piece.reading:
            assert text.slice(place) == reading.text[start:end]


@given(strategies.texts())
def test_reading_is_the_printed_text_with_the_cuts_put_in(text):
    out, at = "", 0
    for one in text.cuts:
        out += text.printed[at : one.printed.start] + one.reading
        at = one.printed.end
    assert text.reading == out + text.printed[at:]


@given(strategies.texts(), st.data())
def test_reading_in_two_halves_reads_every_printed_character_once(text, data):
    at = data.draw(st.integers(0, len(text.printed)))
    halves = (Span(start=0, end=at), Span(start=at, end=len(text.printed)))
    kept = [
        i
        for half in halves
        for piece in text.read(half).pieces
        if piece.copied
        for i in range(piece.start, piece.end)
    ]
    hidden = {i for c in text.cuts for i in range(c.printed.start, c.printed.end)}
    assert kept == [i for i in range(len(text.printed)) if i not in hidden]


@given(strategies.texts(), st.data())
def test_cuts_put_in_later_never_touch_and_never_lose_printed_text(text, data):
    new = data.draw(st.lists(strategies.cuts_of(text), max_size=3))
    laid = text.with_cuts(new)
    assert laid.printed == text.printed
    for before, after in zip(laid.cuts, laid.cuts[1:], strict=False):
        assert before.printed.end <= after.printed.start
        assert not before.printed.touches(after.printed)
    for one in (*text.cuts, *new):
        assert any(c.printed.covers(one.printed) for c in laid.cuts)
    Text(printed=laid.printed, cuts=laid.cuts)


@given(strategies.texts())
def test_lines_and_columns_count_from_one(text):
    for at in range(len(text.printed)):
        line, column = text.line(at), text.column(at)
        assert line >= 1
        assert column >= 1
        if at:
            step = (text.line(at - 1), text.column(at - 1))
            assert (line, column) in {(step[0], step[1] + 1), (step[0] + 1, 1)}


def test_lines_end_with_any_newline():
    text = Text(printed="a\r\nb\rc\nd")
    assert [text.line(at) for at in (0, 3, 5, 7)] == [1, 2, 3, 4]


def test_overlapping_cuts_are_refused():
    with pytest.raises(ValidationError, match="overlap"):
        Text(printed="abcdef", cuts=(cut(0, 3), cut(2, 4)))
    with pytest.raises(ValidationError, match="after the text"):
        Text(printed="abc", cuts=(cut(0, 9),))


@given(strategies.spans(), strategies.spans())
def test_touching_is_mutual_and_covering_implies_it(one, other):
    assert one.touches(other) == other.touches(one)
    assert one.touches(one)
    if len(other) and one.covers(other):
        assert one.touches(other)
