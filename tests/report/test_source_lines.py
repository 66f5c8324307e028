"""Signs stand under what is meant, whatever stands before it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from joinedup_refs.model.text import Span, Text
from joinedup_refs.report.source_lines import cells_of, left_out, shown


def lines(printed: str, said: str, width: int = 60, **more) -> list[tuple[str, str]]:
    start = printed.index(said)
    span = Span(start=start, end=start + len(said))
    return [(one.text, one.signs) for one in shown(Text(printed=printed), span, width, **more)]


@pytest.mark.parametrize(
    ("printed", "said", "text", "signs"),
    [
        ("Lee 2001, p. 3", "2001", "Lee 2001, p. 3", "    ^^^^"),
        ("王小明 (2001)", "2001", "王小明 (2001)", "        ^^^^"),
        ("(王小明) x", "小", "(王小明) x", "   ^^"),
        ("Mu\u0308ller x", "x", "Mu\u0308ller x", "       ^"),
        ("Mu\u0308ller", "\u0308", "Mu\u0308ller", " ^"),
        ("\ta\tbc", "bc", "    a    bc", "         ^^"),
        ("a\x1b[31mb", "b", "a␛[31mb", "      ^"),
        ("a\x00\x7f\x85z", "z", "a␀␡\ufffdz", "    ^"),
        ("a\u202eb\u2066c", "c", "a\ufffdb\ufffdc", "    ^"),
        ("co\u00adop x", "x", "coop x", "     ^"),
        ("a\u2028b c", "c", "a b c", "    ^"),
    ],
)
def test_signs_are_as_wide_as_what_stands_above(printed, said, text, signs):
    assert lines(printed, said) == [(text, signs)]


def test_a_place_between_two_characters_has_a_sign():
    one, *_ = shown(Text(printed="(2004) Towns"), Span(start=6, end=6), 60)
    assert one.signs == "      ^"
    [at_the_end] = shown(Text(printed="ab"), Span(start=2, end=2), 60)
    assert at_the_end.signs == "  ^"
    [nothing] = shown(Text(printed=""), Span(start=0, end=0), 60)
    assert (nothing.number, nothing.text, nothing.signs) == (1, "", "^")


def test_a_long_line_is_shown_around_the_place():
    [(text, signs)] = lines("word " * 100 + "HERE" + " word" * 100, "HERE")
    assert text.startswith("…")
    assert text.endswith("…")
    assert cell_len(text) <= 60
    assert text[signs.index("^") : signs.rindex("^") + 1] == "HERE"


def test_a_long_place_is_shown_from_its_beginning():
    [(text, signs)] = lines("a " * 30 + "X" * 200, "X" * 200)
    assert text[signs.index("^")] == "X"
    assert cell_len(text) <= 60
    assert signs.count("^") > 25


def test_lines_of_a_place_are_limited_and_counted():
    printed = "one\r\ntwo\rthree\nfour\nfive\n"
    span = Span(start=1, end=len(printed))
    told = list(shown(Text(printed=printed), span, 60))
    assert [(one.number, one.text, one.signs) for one in told] == [
        (1, "one", " ^^"),
        (2, "two", "^^^"),
        (3, "three", "^^^^^"),
    ]
    assert left_out(Text(printed=printed), span) == 2
    assert len(list(shown(Text(printed=printed), span, 60, most=99))) == 5


def test_a_line_of_millions_is_looked_at_around_the_place_alone():
    printed = "x" * 3_000_000 + "HERE" + "y" * 3_000_000
    text = Text(printed=printed)
    span = Span(start=3_000_000, end=3_000_004)
    for _ in range(200):
        [one] = shown(text, span, 80)
    assert one.text[one.signs.index("^") :].startswith("HERE")


LETTERS = st.sampled_from("ab 中文é\t\x1b\u0301\u200b\u202e…-")


@given(st.text(LETTERS, max_size=120), st.data(), st.integers(min_value=50, max_value=90))
def test_what_stands_over_the_signs_is_what_is_meant(printed, data, width):
    start = data.draw(st.integers(0, len(printed)))
    end = data.draw(st.integers(start, len(printed)))
    [one] = shown(Text(printed=printed), Span(start=start, end=end), width)
    assert cell_len(one.text) <= width
    assert not any(unicodedata.category(char) == "Cc" for char in one.text)
    before = one.signs.index("^")
    marked = one.signs.count("^")
    column, above = 0, ""
    for char in one.text:
        if before <= column < before + marked and cell_len(char):
            above += char
        column += cell_len(char)
    meant = "".join(c.char for c in cells_of(printed[start:end]) if c.width)
    if meant:
        assert meant.startswith(above.rstrip("…")) or above in meant
