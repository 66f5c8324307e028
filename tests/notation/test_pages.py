import pytest
import strategies
from hypothesis import given
from hypothesis import strategies as st

from joinedup_refs.model.pages import PageRange, Pages
from joinedup_refs.notation import pages
from joinedup_refs.notation.invalid import NotationInvalid


def told(text):
    read = pages.parse(text)
    return None if read is None else [(r.first, r.last) for r in read.ranges]


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("pp. 377–388", [("377", "388")]),
        ("377-388", [("377", "388")]),
        ("377—388", [("377", "388")]),
        ("377−388", [("377", "388")]),
        ("2727- 2733", [("2727", "2733")]),
        ("1234 - 1240", [("1234", "1240")]),
        ("515–9", [("515", "9")]),
        ("S12–S18", [("S12", "S18")]),
        ("xii–xv", [("xii", "xv")]),
        ("e1234", [("e1234", "")]),
        ("12, 15–18", [("12", ""), ("15", "18")]),
        ("p. 9", [("9", "")]),
        ("S. 12–34", [("12", "34")]),
        ("Seiten 3–5", [("3", "5")]),
        ("S. 25ff.", [("25 ff", "")]),
        ("str. 5–9", [("5", "9")]),
        ("pages 12 to 14", [("12", "14")]),
        ("págs. 3 y 5", [("3", ""), ("5", "")]),
        ("A-12", [("A-12", "")]),
        ("12-3–12-9", [("12-3", "12-9")]),
        ("23:1–23:15", [("23:1", "23:15")]),
        ("045101(R)", [("045101(R)", "")]),
        ("(517–538)", [("517", "538")]),
        ("Article 12", [("12", "")]),
        ("Article ID 4567", [("4567", "")]),
        ("Art. no. e12", [("e12", "")]),
        ("P25-P32", [("P25", "P32")]),
        ("P42", [("P42", "")]),
        ("p806--811", [("806", "811")]),
        ("pp215-226", [("215", "226")]),
        ("63e72", [("63", "72")]),
        ("1098e115", [("1098", "115")]),
        ("103e004", [("103e004", "")]),
        ("229\x96251", [("229", "251")]),
        ("S. 12ff.", [("12 ff", "")]),
        ("8028-8033.", [("8028", "8033")]),
        ("12 à 15", [("12", "15")]),
        ("W230- W232", [("W230", "W232")]),
        ("A01", [("A01", "")]),
    ],
)
def test_pages(text, ranges):
    assert told(text) == ranges


@pytest.mark.parametrize(
    "text", ["", "foo", "12-", "–", "623 p.", "xii, 345 pp.", "1-2-3", "in press", "?", "9" * 300]
)
def test_what_is_not_understood(text):
    assert pages.parse(text) is None
    with pytest.raises(NotationInvalid):
        pages.validate(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [("623 p.", "623"), ("xii, 345 pp.", "345"), ("272 S.", "272"), ("p. 9", ""), ("3–5", "")],
)
def test_numbers_of_pages(text, count):
    assert pages.total(text) == count


@given(strategies.pages, st.sampled_from(["-", "–", "--"]))
def test_written_pages_are_read_again(value, dash):
    assert pages.parse(pages.format(value, dash)) == value


def test_a_page_with_a_hyphen_is_never_taken_for_a_range():
    one = Pages(ranges=(PageRange(first="12-3"),))
    assert pages.format(one) == "12\u20113"
    two = Pages(ranges=(PageRange(first="12-3", last="12-9"),))
    assert pages.format(two) == "12-3–12-9"


@pytest.mark.parametrize(
    ("text", "ends"), [("515-9", ("515", "519")), ("9", ("9", "9")), ("S12–S18", ("S12", "S18"))]
)
def test_first_and_last(text, ends):
    assert pages.first_and_last(pages.parse(text)) == ends


def test_find_labelled_pages():
    text = "Public Administration, 84, 3, pp. 517–538."
    [(start, end, value)] = pages.find(text)
    assert text[start:end] == "517–538"
    assert value.ranges[0].last == "538"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("LIT-Verl. (S. 15-19)", ["15-19"]),
        ("London: Sage, pp.3-4.", ["3-4"]),
        ("Paris. P. 217-267.", ["217-267"]),
        ("S. 12ff. in: X", ["12 ff"]),
        ("pages ix–xii", ["ix-xii"]),
        ("pages 10751080", []),
        ("Drs. 15/1950, U.S. 12", ["12"]),
    ],
)
def test_labelled_pages_in_running_text(text, found):
    assert [pages.format(value) for _, _, value in pages.find(text)] == found


@given(st.text(max_size=60))
def test_no_text_breaks_it(text):
    pages.parse(text)
    list(pages.find(text))


@pytest.mark.parametrize("piece", ["1-", "p. ", "(", " ", "1, "])
def test_long_noise_holds_no_pages(piece):
    text = piece * (100_000 // len(piece))
    assert pages.parse(text) is None
    assert not list(pages.find(text))


def test_a_long_row_of_pages_is_found_one_by_one():
    text = "pp. 1-2, " * 10_000
    assert pages.parse(text) is None
    assert [a for a, _, _ in pages.find(text)] == list(range(4, len(text), 9))


@pytest.mark.parametrize(
    ("first", "last", "whole"),
    [
        ("517", "38", "538"),
        ("101", "8", "108"),
        ("1043", "55", "1055"),
        ("517", "538", "538"),
        ("98", "103", "103"),
        ("517", "12", "12"),
        ("517", "", ""),
        ("S12", "8", "8"),
        ("xii", "v", "v"),
    ],
)
def test_a_shortened_last_page_is_completed(first, last, whole):
    one = PageRange(first=first, last=last)
    assert pages.completed(one) == PageRange(first=first, last=whole)
    assert pages.completed(pages.completed(one)) == pages.completed(one)
