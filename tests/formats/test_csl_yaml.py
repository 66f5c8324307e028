"""CSL-YAML, written and read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup_refs import formats
from joinedup_refs.errors import FormatInvalid
from joinedup_refs.formats import Record, csl_markdown
from joinedup_refs.notation.csl import from_csl, to_csl

FORMAT = formats.find("csl-yaml")


def written(*items):
    records = [Record(f"r{n}", from_csl(item)) for n, item in enumerate(items, 1)]
    return FORMAT.write(records, "bibtex")


def item(text):
    (record,) = FORMAT.read(text)
    return to_csl(record.reference)


def test_an_item_as_pandoc_has_it():
    text = written(
        {
            "type": "article-journal",
            "title": 'On <i>roads</i> of CO<sub>2</sub> & <span class="nocase">pH</span> *',
            "author": [{"family": "O'Hara", "given": "M."}],
            "issued": {"date-parts": [[1601, 5]], "circa": True},
            "volume": "012",
            "DOI": "10.5555/a_b*c",
        }
    )
    assert text == (
        "---\nreferences:\n- id: ohararoads1601\n  type: article-journal\n  author:\n"
        "  - family: O'Hara\n    given: M.\n  title: On *roads* of CO~2~ & [pH]{.nocase} \\*\n"
        "  issued: 1601-05~\n"
        "  DOI: 10.5555/a_b\\*c\n  volume: '012'\n---\n"
    )


@pytest.mark.parametrize(
    "value",
    [
        "a\x85b\u2028c",
        "no",
        "012",
        "1.10",
        "1e5",
        "2013-02-05",
        "12:30",
        "~",
        "null",
        "- a",
        "# a",
        "a: b",
        "'",
        "*a*",
    ],
)
def test_text_stays_text(value):
    found = {"type": "book", "title": value, "volume": value, "note": f"{value}\n\n{value}"}
    assert item(written(found)) == found


@pytest.mark.parametrize(
    ("plain", "value"),
    [("012", "012"), ("1.10", "1.10"), ("12", "12"), ("no", "no"), ("1.5", "1.5")],
)
def test_plain_values_of_other_programs_are_not_changed(plain, value):
    text = f"references:\n- type: book\n  volume: {plain}\n  language: {plain}\n"
    assert item(text) == {"type": "book", "volume": value, "language": value}


@pytest.mark.parametrize(
    ("written_as", "issued"),
    [
        ("2013", {"date-parts": [[2013]]}),
        ("2013-02", {"date-parts": [[2013, 2]]}),
        ("1949-21", {"date-parts": [[1949]], "season": 1}),
        ("1999/2001", {"date-parts": [[1999], [2001]]}),
        ("\n    date-parts:\n    - - 2013\n      - 2", {"date-parts": [[2013, 2]]}),
        ("\n  - year: 2013\n    month: 2\n  - year: 2014", {"date-parts": [[2013, 2], [2014]]}),
        ("\n    year: 1949\n    season: 1", {"date-parts": [[1949]], "season": 1}),
        ("in press", {"literal": "in press"}),
    ],
)
def test_dates(written_as, issued):
    found = item(f"references:\n- type: book\n  issued: {written_as}\n")
    assert found["issued"] == issued


@pytest.mark.parametrize(
    "text",
    [
        "references:\n- type: book\n  title: T\n",
        "---\nlang: en\nreferences:\n- type: book\n  title: T\n...\n",
        "- type: book\n  title: T\n",
        "type: book\ntitle: T\n",
        '{"references": [{"type": "book", "title": "T"}]}',
        "\ufeff---\r\nreferences:\r\n- type: book\r\n  title: T\r\n---\r\n",
    ],
)
def test_forms_of_a_file(text):
    assert item(text) == {"type": "book", "title": "T"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("references: &a [*a, *a]", "anchors"),
        ("a: &a {title: x}\nreferences: [*a]", "anchors"),
        ("references:\n- !!python/object/apply:os.system ['true']\n", "list of references"),
        ("plain words", "list of references"),
        ("references:\n- [" + "[" * 60 + "]" * 61, "too deep"),
        ("references:\n- title: 'open", "YAML"),
    ],
)
def test_what_is_not_read_is_told(text, message):
    with pytest.raises(FormatInvalid, match=message):
        FORMAT.read(text)


def test_a_broken_item_spoils_no_other():
    text = (
        "---\nreferences:\n- id: a\n  title: One\n- id: b\n  title: 'open\n  x: [\n"
        "- id: c\n  title: Three\n---\n"
    )
    assert [record.id for record in FORMAT.read(text)] == ["a", "c"]
    (gap,) = FORMAT.gaps(text)
    assert gap.lost
    assert 5 <= gap.line <= 8
    held = FORMAT.open(text)
    assert [text[slice(*e.at)][:5] for e in held.entries] == ["id: a", "id: c"]
    (left,) = held.leftover
    assert "title: 'open" in text[slice(*left)]


def test_entries_stand_where_their_items_do():
    text = written({"type": "book", "title": "Å 整 One"}, {"type": "book", "title": "Two"})
    held = FORMAT.open(text)
    assert [text[slice(*entry.at)].splitlines()[0] for entry in held.entries] == [
        "id: one",
        "id: two",
    ]
    assert text[slice(*held.entries[1].at)].endswith("title: Two")


MARKS = "*_~^\\[]-.!#$<> ab\n"
TAGS = ("<i>", "</i>", "<b>", "</b>", "<sub>", "</sub>", '<span class="nocase">', "</span>")
pieces = st.sampled_from([*MARKS, *TAGS, "{.nocase}", "&amp;", "1. "])


@settings(max_examples=400, deadline=None)
@given(st.lists(pieces, max_size=12).map("".join))
def test_markdown_comes_back(text):
    assert csl_markdown.read(csl_markdown.write(text)) == text


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_comes_back(text):
    kept = "".join(c for c in text if not 0xD800 <= ord(c) <= 0xDFFF)
    reference = from_csl({"type": "book", "title": kept, "note": kept})
    (back,) = FORMAT.read(FORMAT.write([Record("r1", reference)], "bibtex"))
    assert back.reference == reference
