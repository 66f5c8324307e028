"""Taking .bib files apart, whole ones and broken ones."""

import logging
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup_refs import formats
from joinedup_refs.formats import Record
from joinedup_refs.formats.bib_blocks import blocks
from joinedup_refs.model.reference import Book

WHOLE = r"""
Words between entries are no part of the file; mail me @ home.
@string{jt = "Journal of "}
@STRING(town = {Towns})
@comment{ignored = {yes} @article{hidden, title={no}}}
@Article{smith:2004,
  Title = "A {"}quoted{"} title" # { and } # jt,
  JOURNAL = jt # town,
  month = apr, year = 2004
}
@book(paren, title = {In (round) brackets})
@misc{trailing, title={comma}, }
@preamble{"\newcommand{\x}{y}"} @misc{same-line, title={one}} @misc{same-line-2, title={two}}
"""


def by_key(text):
    return {entry.key: values(entry) for entry in blocks(text).entries}


def values(entry):
    return {field.name: field.value for field in entry.fields}


def test_strings_are_joined_and_macros_replaced():
    found = by_key(WHOLE)
    assert list(found) == ["smith:2004", "paren", "trailing", "same-line", "same-line-2"]
    assert found["smith:2004"] == {
        "title": 'A {"}quoted{"} title and Journal of ',
        "journal": "Journal of Towns",
        "month": "apr",
        "year": "2004",
    }
    assert found["paren"] == {"title": "In (round) brackets"}
    assert blocks(WHOLE).gaps == ()


def test_lines_are_told():
    assert [entry.line for entry in blocks(WHOLE).entries] == [6, 11, 12, 13, 13]


def test_a_field_given_twice_is_there_twice():
    (entry,) = blocks("@book{b, title={A}, title={B}}").entries
    assert [(f.name, f.value) for f in entry.fields] == [("title", "A"), ("title", "B")]


@pytest.mark.parametrize(
    ("text", "keys", "line"),
    [
        ("@book{a, title = {open, year = 1999\n}\n@book{b, title={ok}}", ["a", "b"], 1),
        ('@book{a, title = "open,\n  year = 1999\n}\n@book{b, title={ok}}', ["a", "b"], 1),
        ("@book{a, title={x}\n\n@book{b, title={ok}}", ["a", "b"], 1),
        ("@book{a title={no comma}}\n@book{b, title={ok}}", ["a", "b"], None),
        ("@book{a, title={x} year=1999}", ["a"], None),
        ("@book{a, title={x}, stray words, year=1999}", ["a"], 1),
        ("@book{a,\n title = unknownmacro}", ["a"], 2),
        ("@book{a, title={x}} }}}} \n@book{b, title={ok}}", ["a", "b"], None),
    ],
)
def test_what_can_be_read_of_a_broken_file_is_kept(text, keys, line):
    found = blocks(text)
    assert [entry.key for entry in found.entries] == keys
    assert (found.gaps[0].line if found.gaps else None) == line
    assert values(found.entries[-1])["title"]


def test_an_unclosed_value_does_not_take_in_the_fields_after_it():
    text = (
        "@book{a,\n  title = {Open,\n  year = {1999},\n  publisher = {P}\n}\n@book{b, title={ok}}"
    )
    first, second = blocks(text).entries
    assert values(first) == {"title": "Open", "year": "1999", "publisher": "P"}
    assert values(second) == {"title": "ok"}


def test_a_field_without_a_comma_before_it_is_a_field():
    assert by_key("@book{a, title={x} year=1999}") == {"a": {"title": "x", "year": "1999"}}


def test_bibtexparser_agrees_on_whole_files():
    bibtexparser = pytest.importorskip("bibtexparser")
    text = WHOLE.replace('"A {"}quoted{"} title" # { and } # jt', "{A {B} c}").replace(
        "jt # town", "{J}"
    )
    library = bibtexparser.parse_string(text, parse_stack=[])
    expected = {
        e.key: {f.key.lower(): f.value.strip('{}" ') for f in e.fields} for e in library.entries
    }
    found = {
        k: {n: v.strip('{}" ') for n, v in fields.items()} for k, fields in by_key(text).items()
    }
    assert found == expected


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=3))
def test_bibtexparser_agrees_on_what_is_written(titles):
    bibtexparser = pytest.importorskip("bibtexparser")
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    write = formats.find("bibtex").write
    assert write
    text = write([Record(f"r{n}", Book(title=t, publisher="P")) for n, t in enumerate(titles)])
    library = bibtexparser.parse_string(text)
    found = blocks(text)
    assert found.gaps == ()
    assert [e.key for e in found.entries] == [e.key for e in library.entries]
    assert [values(e) for e in found.entries] == [
        {f.key: f.value for f in e.fields} for e in library.entries
    ]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet='@{}()",=#\\ \nabk1%', max_size=120))
def test_no_text_breaks_it(text):
    found = blocks(text)
    assert all(1 <= gap.line <= text.count("\n") + 1 for gap in found.gaps)
    assert all(1 <= entry.line <= text.count("\n") + 1 for entry in found.entries)


@pytest.mark.parametrize(
    "text",
    [
        "{" * 100_000,
        "@a{" * 33_000,
        "@a{\n" * 25_000,
        "@article{x, t={" + "{" * 100_000,
        "@" * 100_000,
        "@article{x,a=" * 7_000,
        '"' * 100_000,
        "@article{x, t={" + "}" * 100_000,
        "@article{x," + "a={\n" * 25_000,
        "@article{x," + 'a="{\n' * 20_000,
        "@comment{" * 11_000,
        "@article{x," + "a " * 50_000,
        "@article{x," + "a#" * 50_000,
        "@article{x," + "a\n" * 50_000,
        "@article{x,t=" + "{}#" * 33_000,
    ],
)
def test_hostile_files_are_taken_apart_and_their_faults_told(text):
    found = blocks(text)
    assert len(found.entries) <= text.count("@")
    assert all(1 <= gap.line <= text.count("\n") + 1 for gap in found.gaps)


@pytest.mark.parametrize("kind", ["comment", "string", "preamble", "misc"])
def test_a_per_cent_sign_of_one_block_comments_out_no_other(kind):
    text = f"@{kind}{{a = {{b}}\n%}}@book{{c, title = {{T}}}}"
    found = blocks(text)
    assert found.entries[-1].key == "c"
    edges = sorted([*found.aside, *((e.start, e.end) for e in found.entries)])
    assert all(one[1] <= other[0] for one, other in pairwise(edges))


def test_lines_may_end_as_on_old_macintoshes():
    (entry,) = blocks("% a note\r@book{b,\r title={T}}\r").entries
    assert (entry.key, entry.line, values(entry)) == ("b", 2, {"title": "T"})
