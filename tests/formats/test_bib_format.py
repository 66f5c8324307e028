"""Laying .bib files out."""

import logging
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import references

from joinedup_refs import formats
from joinedup_refs.errors import ConfigInvalid, FormatInvalid
from joinedup_refs.formats import Record, bib_reading
from joinedup_refs.formats.bib_blocks import blocks
from joinedup_refs.formats.bib_format import formatted, line_end
from joinedup_refs.formats.bib_layout import Layout, field_order, indent_of, sorted_by, usual_order
from joinedup_refs.notation.csl import to_csl

EVERYTHING = Layout(
    indent="\t",
    align=True,
    field_order=usual_order(),
    values="quotes",
    letters="ascii",
    sort=("author", "year", "key"),
    trailing_comma=False,
)
LAYOUTS = (Layout(), EVERYTHING, Layout(letters="utf8", values="kept", months=False, pages=False))


def laid(text, **layout):
    return formatted(text, Layout(**layout)).text


def entry(*fields):
    return "@article{k,\n" + "".join(f"  {field},\n" for field in fields) + "}\n"


def test_an_entry_is_laid_out():
    text = (
        '@ARTICLE ( smith99 ,Author="Smith, J. and\n   Roe, K." , TITLE = { Joint  {DNA} plans }\n'
        ' ,year=2001,MONTH = {March}, pages={31-49}, journal = jt # " of "#{Towns} )'
    )
    assert laid(text) == (
        "@article{smith99,\n"
        "  author = {Smith, J. and Roe, K.},\n"
        "  title = {Joint {DNA} plans},\n"
        "  year = {2001},\n"
        "  month = mar,\n"
        "  pages = {31--49},\n"
        '  journal = jt # " of " # {Towns},\n'
        "}\n"
    )


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        ({"indent": "\t"}, "@book{b,\n\ttitle = {T},\n\tyear = {1999},\n}\n"),
        ({"align": True}, "@book{b,\n  title = {T},\n  year  = {1999},\n}\n"),
        ({"values": "quotes"}, '@book{b,\n  title = "T",\n  year = "1999",\n}\n'),
        ({"values": "kept"}, "@book{b,\n  title = {T},\n  year = 1999,\n}\n"),
        ({"trailing_comma": False}, "@book{b,\n  title = {T},\n  year = {1999}\n}\n"),
        ({"field_order": ("year",)}, "@book{b,\n  year = {1999},\n  title = {T},\n}\n"),
    ],
)
def test_what_can_be_chosen(layout, expected):
    assert laid("@book{b, title={T}, year=1999}", **layout) == expected


def test_a_quotation_mark_that_nothing_encloses_keeps_its_braces():
    text = laid('@book{b, title={The "new" towns}, note={An {"}old{"} one}}', values="quotes")
    assert 'title = {The "new" towns},' in text
    assert 'note = "An {"}old{"} one",' in text


@pytest.mark.parametrize(
    ("month", "expected"),
    [
        ("{January}", "jan"),
        ('"sept."', "sep"),
        ("{12}", "{12}"),
        ("3", "{3}"),
        ("APR", "apr"),
        ("{März}", "{März}"),
        ("{13}", "{13}"),
        ("jun # {~5}", "jun # {~5}"),
    ],
)
def test_months_become_macros(month, expected):
    assert laid(entry(f"month = {month}")) == entry(f"month = {expected}")


def test_months_stay_where_the_file_gives_their_macros_another_meaning():
    text = '@string{mar = "M{\\"a}rz"}\n\n' + entry("month = {March}")
    assert laid(text) == text


def test_pages_that_belong_together_stay():
    text = entry("pages = {A-12, 3--9, 045-2}")
    assert laid(text) == text
    assert laid(entry("pages = {12 - 34}"), pages=False) == entry("pages = {12 - 34}")


def test_lines_of_free_text_and_addresses_are_left_alone():
    text = entry(
        "abstract = {One.\n\n   * two\n     - three}",
        "url = {https://example.org/a  b}",
        "file = {:a\n:b}",
        "comment = {kept\n  as  it is}",
    )
    assert laid(text) == text


def test_a_blank_behind_a_backslash_stays():
    assert laid("@book{b, title={ Towns\\ }}") == "@book{b,\n  title = {Towns\\ },\n}\n"


def test_a_per_cent_sign_that_comments_keeps_its_line():
    text = "@book{b,\n  title = {Towns % a note\nand roads},\n}\n"
    assert laid(text) == text


ASIDE = """\
%  Kept  by hand


@string{ jt   = "Journal" }
@comment{jabref-meta: databaseType:bibtex;}
Words  between @ entries.
% @book{old, title={commented out}}
@preamble{ "\\newcommand{\\x}{y}" }
"""


def test_all_that_is_no_entry_is_kept_and_empty_lines_in_a_row_become_one():
    made = laid(ASIDE + "@book{b,title={T}}\n\n\n\n@book{c,title={U}} % behind it\n")
    before, _, rest = made.partition("@book{b")
    assert before == ASIDE.replace("\n\n\n", "\n\n")
    assert rest == ",\n  title = {T},\n}\n\n@book{c,\n  title = {U},\n} % behind it\n"


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ("@book{a, title = {x\n", "never closed"),
        ("@book{a, title={x} year=1999}", "no comma stands before year"),
        ("@book{a, title={x}, % why\n year=1999}", "% why"),
        ("@book{a, title={x},, year=1999}", "not written as an entry usually is"),
        ("@book{a, title={x}, junk, year=1999}", "no field is named by 'junk'"),
        ("@book{, title={x}}", "it has no key"),
        ("@book{title={x}}", "it has no key"),
    ],
)
def test_what_could_not_be_read_is_kept_and_told_with_its_line(broken, why):
    made = formatted(f"@book{{z,title={{T}}}}\n\n{broken}")
    assert made.text == f"@book{{z,\n  title = {{T}},\n}}\n\n{broken.rstrip()}\n"
    [gap] = made.kept
    assert gap.line == 3
    assert why in gap.message


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_stay_those_of_the_file(end):
    text = ASIDE + "@book{b,\n title={T},\n abstract={a\nb}}\n"
    made = laid(text.replace("\n", end))
    assert line_end(made) == end
    assert made == laid(text).replace("\n", end)


def test_a_file_with_several_line_ends_takes_the_first_where_it_is_laid_out():
    made = laid("% a\r\n% b\n% c\r\n@book{b,\n title={T}}\r\n")
    assert made == "% a\r\n% b\n% c\r\n@book{b,\r\n  title = {T},\r\n}\r\n"
    assert laid(made) == made


@pytest.mark.parametrize("text", ["", "\n\n", "% only a comment", "words"])
def test_files_without_entries(text):
    assert laid(text) == (f"{text.strip()}\n" if text.strip() else "")


UNSORTED = """\
@string{p = "Press"}
% the second
@book{b, author={Moss, R.}, year=2001, title={B}}
@inbook{x, crossref={whole}, author={Zell, A.}, title={X}}
@book{whole, editor={Abel, Z.}, title={W}, year=1990}
@book{a, author={Ahl, {\\"A}.}, year=2003, title={A}}
@comment{a border}
@book{d, title={D}}
@book{c, title={C}, date={1980-05}}
"""


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (("key",), ["a", "b", "x", "whole", "c", "d"]),
        (("author",), ["a", "b", "x", "whole", "d", "c"]),
        (("year", "key"), ["b", "a", "x", "whole", "c", "d"]),
    ],
)
def test_entries_are_sorted_between_borders_and_parents_behind_their_children(by, expected):
    made = formatted(UNSORTED, Layout(sort=by))
    assert [block.key for block in blocks(made.text).entries] == expected
    assert made.sections == 2
    assert "% the second\n@book{b," in made.text
    assert made.text.index("@comment") < made.text.index("@book{c,")


@pytest.mark.parametrize(
    "broken",
    [
        "@book{aa,\n  author={Ahl, B.},\n  year={2002}\n",
        "@book{aa,\n  author={Ahl, B.}\n  year={2002},\n}\n",
        "@book{, author={Ahl, B.}}\n",
    ],
)
def test_a_broken_entry_stays_where_it_stands(broken):
    sound = [f"@book{{{key},\n  title = {{T}},\n}}\n" for key in "zyxw"]
    text = "\n".join([*sound[:2], f"% seen\n{broken}", *sound[2:]])
    made = formatted(text, Layout(sort=("key",)))
    swapped = [sound[1], sound[0], f"% seen\n{broken}", sound[3], sound[2]]
    assert made.text == "\n".join(swapped)
    assert (made.sections, len(made.kept)) == (2, 1)


def test_letters_are_written_as_asked():
    text = entry(r"title = {G{\"o}del, \'{E}mile, {\L}ukasz, \o{}re, $\bar{x}$ and \emph{caf\'e}}")
    utf8 = laid(text, letters="utf8")
    assert utf8 == entry(r"title = {Gödel, Émile, Łukasz, øre, $\bar{x}$ and \emph{café}}")
    ascii_ = laid(utf8, letters="ascii")
    assert ascii_.isascii()
    assert laid(ascii_, letters="utf8") == utf8
    assert laid(text) == text


def test_addresses_keep_their_letters():
    text = entry("url = {https://example.org/ö}")
    assert laid(text, letters="ascii") == text


def test_what_makes_no_sense_is_refused():
    for make in (lambda: indent_of("17"), lambda: indent_of("x"), lambda: sorted_by("size")):
        with pytest.raises(ConfigInvalid):
            make()
    assert indent_of("tab") == "\t"
    assert field_order("Title, YEAR") == ("title", "year")
    assert field_order("usual")[:2] == ("author", "editor")
    assert sorted_by("year, key") == ("year", "key")


def read_by_us(text):
    records = bib_reading.read(text) if blocks(text).entries else ()
    return [to_csl(record.reference) for record in records]


def as_read(field):
    """Give a value on one line, pages with one hyphen, as the layout may double it."""
    value = " ".join(str(field.value).split())
    return value.replace("--", "-") if field.key.lower() == "pages" else value


def read_by_bibtexparser(text):
    bibtexparser = pytest.importorskip("bibtexparser")
    from bibtexparser.middlewares import MonthIntMiddleware

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    library = bibtexparser.parse_string(text, append_middleware=[MonthIntMiddleware()])
    return [
        (e.entry_type, e.key, {f.key.lower(): as_read(f) for f in e.fields})
        for e in library.entries
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(references, max_size=4), st.sampled_from(LAYOUTS), st.booleans())
def test_what_is_read_stays_and_once_is_enough(made, layout, biblatex):
    write = formats.find("biblatex" if biblatex else "bibtex").write
    text = write([Record(f"r{n}", one) for n, one in enumerate(made)], "bibtex")
    after = formatted(text, layout).text
    assert formatted(after, layout).text == after
    if not layout.sort:
        assert read_by_us(after) == read_by_us(text)
    if layout.letters == "kept":
        assert read_by_bibtexparser(after) == read_by_bibtexparser(text)


def laid_or_left(text, layout):
    """Lay a text out; one that is too broken for that is refused, and so left as it is."""
    try:
        return formatted(text, layout).text
    except FormatInvalid:
        assert blocks(text).faults or "\r" in text or "%" in text
        return formatted("", layout).text


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet='@{}()",=#\\ \n\r\tabk1%~ö', max_size=120), st.sampled_from(LAYOUTS))
def test_no_text_breaks_it(text, layout):
    once = laid_or_left(text, layout)
    assert formatted(once, layout).text == once
    said = "".join(text.split())
    if once and not blocks(text).entries:
        assert "".join(once.split()) == said


PIECES = st.sampled_from(
    [
        *("@book{b,", "@misc{c", "@string{", "@comment{", "title={T}", "year = 1999", 'note="x"'),
        *("month = {May}", "pages={1-2}", "a = {y}", "a # b", "{", "}", '"', ",", "(", "%", " "),
        *("\n", "\r\n"),
    ]
)


@settings(max_examples=500, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join), st.sampled_from(LAYOUTS))
def test_no_pieces_of_entries_break_it(text, layout):
    once = laid_or_left(text, layout)
    assert formatted(once, layout).text == once


HOSTILE = {
    "nested": "@a{k, t = " + "{" * 10_000 + "x" + "}" * 10_000 + "}\n",
    "never closed": "@a{k, t = " + "{" * 10_000 + "x\n",
    "a megabyte": "@article{k, title = {" + "word\n  " * 150_000 + "}}\n",
    "a NUL": "@article{k, title = {a\0b}}\n",
    "many pieces": "@article{k, title = " + '"a" # ' * 20_000 + "b}\n",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_files_are_laid_out_soon(case):
    begun = time.process_time()
    once = formatted(HOSTILE[case]).text
    assert formatted(once).text == once
    assert time.process_time() - begun < 20
    assert "".join(once.split()).count("x") == "".join(HOSTILE[case].split()).count("x")


ODD = """@article{zeta, title={A}, author={Elm, B.}, author={Ash, C.}, year={2001}}
% a remark

@book{x2001 title={No comma}, year={2001}}


@book{Zeta, title={B}, year={2002},
 note={C}}
@article{alpha, title={Never closed, year={2003}
"""


def test_what_is_odd_is_told_though_it_is_laid_out():
    made = formatted(ODD)
    assert [(gap.line, gap.message) for gap in made.odd] == [
        (1, "the field author stands in zeta more than once"),
        (7, "the key Zeta is that of an entry above, too"),
    ]
    assert [gap.line for gap in made.kept] == [4, 9]
    assert formatted(made.text).text == made.text


@pytest.mark.parametrize("sort", [(), ("key",)])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_are_known_before_and_after(sort, newline):
    made = formatted(ODD.replace("\n", newline), Layout(sort=sort))
    lines = made.text.split(newline)
    begins = {1: "@article{zeta,", 2: "% a remark", 4: "@book{x2001 title", 7: "@book{Zeta,"}
    begins[9] = "@article{alpha"
    for line, words in begins.items():
        assert lines[made.line_now(line) - 1].startswith(words)
