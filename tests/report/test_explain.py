"""A parsed string shown to a reader: what stands where, without colour and with it."""

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from joinedup_refs.model.entry import Entry, Mark
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.text import Span
from joinedup_refs.notation.csl import from_csl
from joinedup_refs.report.explain import explained, spans, stretches
from joinedup_refs.report.record import record

TARN = "Tarn, O., Vole, U. (2006), A [/i] title of hedges. Wall Papers 2, 11–29, oddly."
ITEM = {
    "type": "article-journal",
    "author": [{"family": "Tarn", "given": "O."}, {"family": "Vole", "given": "U."}],
    "issued": {"date-parts": [[2006]]},
    "title": "A [/i] title of hedges",
    "container-title": "Wall Papers",
    "volume": "2",
    "page": "11-29",
}
WHERE = {
    "author": ("Tarn, O., Vole, U.", 0.998),
    "issued": ("2006", 1.0),
    "title": ("A [/i] title of hedges", 0.61),
    "container-title": ("Wall Papers", 0.9),
    "volume": ("2,", 0.9),
    "page": ("11–29", 0.9),
}


def place(printed: str, said: str) -> Span:
    start = printed.rindex(said)
    return Span(start=start, end=start + len(said.rstrip(",")))


def made(printed=TARN, item=None, where=None, *, unread=(), marks=(), sure=0.9) -> Entry:
    where = WHERE if where is None else where
    return Entry(
        id="r1",
        at=(Span(start=0, end=len(printed)),),
        reference=from_csl(ITEM if item is None else item),
        origins={
            variable: Printed(at=place(printed, said), confidence=share)
            for variable, (said, share) in where.items()
        },
        confidence=sure,
        unread=tuple(place(printed, said) for said in unread),
        marks=tuple(Mark(what=what, at=at) for what, at in marks),
    )


def lines(entry: Entry, printed=TARN, width=100) -> list[str]:
    return explained(entry, printed, width=width).plain.split("\n")


def test_each_stretch_is_marked_beneath_and_named_in_the_table():
    shown = lines(made(unread=("oddly",)))
    assert shown[0] == TARN
    assert (
        shown[1] == "a author~~~~~~~~~~  b~~~   c title~~~~~~~~~~~~~~~  d~~~~~~~~~~ e  f~~~~  ?~~~~"
    )
    rows = [" ".join(row.split()) for row in shown[3:]]
    assert rows[0] == "where field sure printed → read as"
    assert rows[1:8] == [
        "a 0-18 author 99% Tarn, O., Vole, U. → Tarn, O.; Vole, U.",
        "b 20-24 date 100% 2006",
        "c 27-49 title 61% A [/i] title of hedges",
        "d 51-62 journal or book 90% Wall Papers",
        "e 63-64 volume 90% 2",
        "f 66-71 pages 90% 11–29",
        "? 73-78 not understood oddly",
    ]
    assert "type: journal article (it has journal or book, volume, pages)" in shown
    assert "90% sure; look at title (61%)" in shown


def test_another_dash_or_blank_is_no_difference():
    printed = "Wall  Papers 2, 11-29."
    where = {"container-title": ("Wall  Papers", 1.0), "page": ("11-29", 1.0)}
    assert "→" not in "".join(lines(made(printed, ITEM, where), printed)[4:])


def test_colours_are_those_of_the_fields_and_markup_is_text():
    file = io.StringIO()
    console = Console(file=file, force_terminal=True, color_system="standard", width=120)
    console.print(explained(made(), TARN, width=120), soft_wrap=True, end="")
    first, second = file.getvalue().split("\n")[:2]
    assert "\x1b[32mA [/i] title of hedges\x1b[0m" in first
    assert "\x1b[35mWall Papers\x1b[0m" in first
    assert "\x1b[32mc title~~~~~~~~~~~~~~~\x1b[0m" in second


@pytest.mark.parametrize("width", [20, 33, 50, 79])
def test_long_strings_wrap_and_their_marks_with_them(width):
    shown = lines(made(unread=("oddly",)), width=width)
    drawn = shown[: shown.index("")]
    assert all(cell_len(line) < width for line in drawn)
    assert " ".join(line.strip() for line in drawn[::2]) == TARN
    for text, label in zip(drawn[::2], drawn[1::2], strict=True):
        for said, key in (("2006", "b"), ("hedges", "c"), ("11–29", "f"), ("oddly", "?")):
            if said in text:
                beneath = label[text.index(said) : text.index(said) + len(said)]
                # the end of a longer stretch has the last letters of its name, or the line alone
                assert beneath[0] == key or beneath in {"~" * len(said), "itle~~", "tle~~~"}
                assert len(beneath) == len(said)


def test_wide_and_combining_characters_keep_their_marks_beneath_them():
    printed = "村上春樹『ノルウェイの森』講談社 Cafe\u0301 1987"
    item = {"type": "book", "title": "ノルウェイの森", "publisher": "講談社"}
    item |= {"publisher-place": "Cafe\u0301", "issued": {"date-parts": [[1987]]}}
    where = {"title": ("ノルウェイの森", 1.0), "publisher": ("講談社", 1.0)}
    where |= {"publisher-place": ("Cafe\u0301", 1.0), "issued": ("1987", 1.0)}
    shown = lines(made(printed, item, where), printed)
    # four wide names and a wide bracket are 10 columns, the title 14, the bracket after it 2
    assert shown[1] == " " * 10 + "a title~~~~~~~" + "  " + "b~~~~~" + " " + "c~~~" + " " + "d~~~"


def test_a_line_is_never_broken_off_before_a_combining_character():
    printed = "o\u0308" * 60
    drawn = lines(made(printed, {"type": "document"}, {}), printed, width=30)
    assert [line for line in drawn if line][:3] == ["o\u0308" * 29, "o\u0308" * 29, "o\u0308" * 2]


def test_beneath_text_from_right_to_left_nothing_is_marked_and_the_table_tells():
    printed = "Levi, P. (1947), אם זה אדם. Lee, A. (2001) B."
    item = {"type": "book", "title": "אם זה אדם", "issued": {"date-parts": [[1947]]}}
    where = {"title": ("אם זה אדם", 0.8), "issued": ("1947", 1.0)}
    shown = lines(made(printed, item, where, marks=[("border", 28)]), printed)
    assert shown[:2] == [printed, ""]
    assert any(row.split() == ["b", "17-26", "title", "80%", "אם", "זה", "אדם"] for row in shown)
    assert "a second reference seems to begin at “Lee, A. (2001) B.”" in shown


def test_the_shorter_of_two_nested_stretches_is_marked_and_both_are_told():
    printed = "Tarn (2006), Command Paper Cm 12, London"
    item = {"type": "report", "genre": "Command Paper", "number": "Cm 12"}
    where = {"genre": ("Command Paper Cm 12", 0.9), "number": ("Cm 12", 0.9)}
    shown = lines(made(printed, item, where), printed)
    assert shown[1] == " " * 13 + "a kind~~~~~~~~b~~~~"
    assert any(row.startswith("a  13-32  kind") for row in shown)
    assert any(row.startswith("b  27-32  number") for row in shown)


@pytest.mark.parametrize(
    ("what", "at", "line"),
    [
        ("cut-start", 0, "^ the beginning seems to be missing"),
        ("border", 51, " " * 12 + "a second reference seems to begin here ^"),
        ("cut-end", len(TARN), " " * 50 + "the end seems to be missing ^"),
    ],
)
def test_a_caret_stands_where_something_is_suspected(what, at, line):
    shown = lines(made(marks=[(what, at)]))
    assert line in shown
    assert len(line) - 1 in {at, at - 1} or line.startswith("^")
    assert lines(made()) == [row for row in shown if row != line]


def test_a_caret_of_the_second_line_stands_on_the_second_line():
    shown = lines(made(marks=[("border", TARN.index("Wall"))]), width=40)
    at = next(n for n, row in enumerate(shown) if "Wall" in row)
    assert shown[at + 2].index("^") == shown[at].index("Wall")


def test_what_could_command_a_terminal_is_taken_away():
    printed = "Tarn\x1b[31m\x07, O. \u202e(2006)\x85\u2066 T\tx\u200b.\r\nEnd"
    item = {"type": "book", "title": "T\tx\u200b.\r\nEnd", "issued": {"date-parts": [[2006]]}}
    where = {"title": ("T\tx\u200b.\r\nEnd", 0.9), "issued": ("2006", 0.9)}
    entry = made(printed, item, where)
    for told in (explained(entry, printed, width=80).plain, record(entry, printed).plain):
        assert not set("\x1b\x07\u202e\u2066\t\r\x85") & set(told)
        assert "T x" in told
        assert ". End" in told
    drawn = ["Tarn[31m, O. (2006)  T x.  End", " " * 14 + "a~~~   b title~~"]
    assert lines(entry, printed)[:2] == drawn


@pytest.mark.parametrize("hostile", ["(" * 100_000, "a b " * 25_000, "\u0301" * 50_000])
def test_a_hostile_string_is_shown_in_part_and_that_is_said(hostile):
    unread = tuple(Span(start=n, end=n + 1) for n in range(0, 40_000, 4))
    entry = made(hostile, {"type": "document"}, {}, sure=0.0).model_copy(update={"unread": unread})
    told = explained(entry, hostile, width=80).plain
    assert len(told) < 20_000
    assert f"… and {len(hostile) - 4000:,} more characters" in told
    assert "and 9,920 more such stretches" in told
    assert "no field was found" in told
    told = record(entry, hostile).plain
    assert "and 9,980 more such stretches" in told
    assert len(told.splitlines()) < 25


def test_spans_for_programs_count_in_the_string_that_is_given_with_them():
    held = spans(made(unread=("oddly",), marks=[("border", 51)]), TARN)
    assert held["string"] == TARN
    assert [f["variable"] for f in held["fields"]] == list(WHERE)
    assert held["fields"][2] == {
        "variable": "title",
        "start": 27,
        "end": 49,
        "text": "A [/i] title of hedges",
        "confidence": 0.61,
    }
    for one in (*held["fields"], *held["unread"]):
        assert one["text"] == TARN[one["start"] : one["end"]]
    assert held["unread"] == [{"start": 73, "end": 78, "text": "oddly"}]
    assert held["marks"] == [{"what": "border", "at": 51}]


def test_a_record_says_what_is_suspected_and_where():
    marks = [("cut-start", 0), ("border", 51), ("cut-end", len(TARN))]
    rows = [row.strip() for row in record(made(marks=marks), TARN).plain.splitlines()]
    starts = "the beginning seems to be missing: it starts with “Tarn, O., Vole, U. (2006), A"
    assert rows[-3].startswith(starts)
    assert rows[-2] == "a second reference seems to begin at “Wall Papers 2, 11–29, oddly.”"
    assert rows[-1] == "the end seems to be missing: it stops at “Wall Papers 2, 11–29, oddly.”"


def test_a_record_of_many_suspicions_names_the_first():
    marks = [("border", n) for n in range(0, 50, 5)]
    rows = [row.strip() for row in record(made(marks=marks), TARN).plain.splitlines()]
    assert sum(row.startswith("a second reference") for row in rows) == 3
    assert rows[-1] == "and 7 more such places"


def test_a_record_is_set_in_a_readers_order_and_in_words():
    item = ITEM | {
        "type": "paper-conference",
        "editor": [{"literal": "Lee Kim", "parse-names": True}],
        "issued": {"date-parts": [[2012, 3, 1]], "circa": True},
        "DOI": "10.1/x",
        "genre": "Poster",
    }
    shown = [
        row.split("  ", 1)
        for row in map(str.strip, record(made(item=item), TARN).plain.splitlines())
    ]
    assert shown[:5] == [
        ["type", "conference paper"],
        ["author", "Tarn, O.; Vole, U."],
        ["editor", "Lee Kim (name not taken apart)"],
        ["date", "about 2012-03-01"],
        ["title", "A [/i] title of hedges"],
    ]
    assert [name for name, *_ in shown[5:-1]] == [
        "journal or book",
        "volume",
        "pages",
        "kind",
        "DOI",
    ]
    assert shown[7] == ["pages", "11–29"]


@pytest.mark.parametrize(
    ("sure", "share", "said"),
    [
        (0.9996, 0.9996, "99% sure"),
        (1.0, 1.0, "100% sure"),
        (0.8, 0.52, "80% sure; look at title (52%)"),
        (0.4, 0.3, "40% sure: look at every field"),
    ],
)
def test_how_sure_names_the_fields_that_need_a_look(sure, share, said):
    where = {"author": ("Tarn, O., Vole, U.", 1.0), "title": ("A [/i] title of hedges", share)}
    assert record(made(where=where, sure=sure), TARN).plain.splitlines()[-1].strip() == said


def test_on_a_terminal_a_long_value_goes_on_beneath_its_beginning():
    shown = record(made(item=ITEM | {"title": "Hedges " * 9 + "中" * 9}), TARN, width=60).plain
    at = shown.index("Hedges") - shown.rindex("\n", 0, shown.index("Hedges")) - 1
    rows = shown.splitlines()
    assert all(cell_len(row) <= 60 for row in rows)
    first = next(n for n, row in enumerate(rows) if "Hedges" in row)
    assert rows[first + 1] == " " * at + "Hedges " * 3 + "中" * 9
    assert rows[first + 2].lstrip().startswith("journal or book")
    whole = record(made(item=ITEM | {"title": "Hedges " * 40}), TARN).plain
    assert "Hedges " * 39 + "Hedges\n" in whole


def test_the_letter_after_a_year_stands_with_the_year():
    item = ITEM | {"year-suffix": "b"}
    printed = TARN.replace("2006", "2006b")
    entry = made(printed, item, {"issued": ("2006b", 1.0)})
    rows = [" ".join(row.split()) for row in record(entry, printed).plain.splitlines()]
    assert "date 2006b" in rows
    assert not [row for row in rows if "letter" in row]
    assert [s.value for s in stretches(entry, printed)] == [""]
