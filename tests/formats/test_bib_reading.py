"""BibTeX and BibLaTeX as read: every row of the tables against the manuals, and real oddities."""

import pytest

from joinedup_refs import formats
from joinedup_refs.convert import convert
from joinedup_refs.errors import FormatInvalid
from joinedup_refs.formats.bib_table import kind_of
from joinedup_refs.notation.csl import to_csl
from joinedup_refs.tables import rows

FORMAT = formats.find("bibtex")


def read(text):
    assert FORMAT.read
    return FORMAT.read(text)


def item(text):
    (record,) = read(text)
    return {k: v for k, v in to_csl(record.reference).items() if k != "citation-key"}


def gaps(text):
    assert FORMAT.gaps
    return FORMAT.gaps(text)


MONTHS = {
    1: ("jan", "january", "{Jan.}", "1", "{01}"),
    2: ("feb", "february", "{Feb.}", "2", "{02}"),
    3: ("mar", "march", "{Mar.}", "3", "{03}"),
    4: ("apr", "april", "{Apr.}", "4", "{04}"),
    5: ("may", "{May}", "{may}", "5", "{05}"),
    6: ("jun", "june", "{June}", "6", "{06}"),
    7: ("jul", "july", "{July}", "7", "{07}"),
    8: ("aug", "august", "{Aug.}", "8", "{08}"),
    9: ("sep", "september", "{Sept.}", "9", "{09}"),
    10: ("oct", "october", "{Oct.}", "10", "{10}"),
    11: ("nov", "november", "{Nov.}", "11", "{11}"),
    12: ("dec", "december", "{Dec.}", "12", "{12}"),
}


@pytest.mark.parametrize(
    ("number", "written"), [(n, w) for n, forms in MONTHS.items() for w in forms]
)
def test_months(number, written):
    found = item(f"@book{{b, year = 2004, month = {written}}}")
    assert found["issued"] == {"date-parts": [[2004, number]]}


@pytest.mark.parametrize("number", range(1, 13))
def test_months_are_written_as_they_are_read(number):
    assert FORMAT.write
    assert FORMAT.read
    (record,) = read(f"@book{{b, year = 2004, month = {number}}}")
    text = FORMAT.write([record], "bibtex")
    assert f"  month = {MONTHS[number][0]},\n" in text


@pytest.mark.parametrize(
    ("fields", "issued"),
    [
        ("year = 2004", {"date-parts": [[2004]]}),
        ("year = {2004}, month = apr, day = 5", {"date-parts": [[2004, 4, 5]]}),
        ("year = {2004}, month = apr # {~5}", {"date-parts": [[2004, 4, 5]]}),
        ("year = {2004}, month = 5 # {~} # apr", {"date-parts": [[2004, 4, 5]]}),
        ("year = {1949}, month = {Spring}", {"date-parts": [[1949]], "season": 1}),
        ("year = {1999--2001}", {"date-parts": [[1999], [2001]]}),
        ("year = {c. 1599}", {"date-parts": [[1599]], "circa": True}),
        ("year = {in press}", {"literal": "in press"}),
        (
            "year = {2012}, month = jun, day = {14--15}",
            {"date-parts": [[2012, 6, 14], [2012, 6, 15]]},
        ),
        ("date = {2004}", {"date-parts": [[2004]]}),
        ("date = {2004-04}", {"date-parts": [[2004, 4]]}),
        ("date = {2004-04-05}", {"date-parts": [[2004, 4, 5]]}),
        ("date = {2004-04-05/2004-04-07}", {"date-parts": [[2004, 4, 5], [2004, 4, 7]]}),
        ("date = {1949-21}", {"date-parts": [[1949]], "season": 1}),
        ("date = {1599~}", {"date-parts": [[1599]], "circa": True}),
        ("date = {-0349}", {"date-parts": [[-350]]}),
        ("date = {199X}", {"literal": "199X"}),
        ("year = {1999}, date = {2004-04}", {"date-parts": [[2004, 4]]}),
    ],
)
def test_dates(fields, issued):
    assert item(f"@book{{b, {fields}}}")["issued"] == issued


TYPES = {
    "article": "article-journal",
    "book": "book",
    "booklet": "pamphlet",
    "collection": "book",
    "dataset": "dataset",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "inreference": "entry-encyclopedia",
    "manual": "book",
    "misc": "document",
    "mvbook": "book",
    "online": "webpage",
    "patent": "patent",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "proceedings": "book",
    "report": "report",
    "techreport": "report",
    "software": "software",
    "standard": "standard",
    "unpublished": "manuscript",
    "www": "webpage",
    "legislation": "legislation",
    "jurisdiction": "legal_case",
}


@pytest.mark.parametrize(("entry", "csl_type"), TYPES.items())
def test_types(entry, csl_type):
    assert item(f"@{entry}{{k, title = {{T}}}}")["type"] == csl_type


def test_every_type_of_the_table_is_one_that_csl_has():
    known = {row["type"] for row in rows("csl_types")}
    assert {row["type"] for row in rows("bib_entries")} <= known
    assert {row["type"] for row in rows("bibtex_types")} == known


def test_a_type_that_its_entry_does_not_tell_is_in_the_subtype():
    assert item("@article{k, entrysubtype = {newspaper}}")["type"] == "article-newspaper"
    assert item("@article{k, entrysubtype = {magazine}}")["type"] == "article-magazine"
    assert item("@misc{k, entrysubtype = {treaty}}")["type"] == "treaty"
    assert item("@misc{k, entrysubtype = {my own}}") == {
        "type": "document",
        "entrysubtype": "my own",
    }
    assert kind_of("phdthesis", "").genre == "PhD thesis"
    assert item("@thesis{k, type = {mathesis}}")["genre"] == "MA thesis"


FIELDS = [
    ("article", "journal", "J", "container-title", "J"),
    ("article", "journaltitle", "J", "container-title", "J"),
    ("article", "shortjournal", "J", "container-title-short", "J"),
    ("article", "number", "3", "issue", "3"),
    ("article", "volume", "XIV", "volume", "XIV"),
    ("article", "pages", "1--12", "page", "1-12"),
    ("article", "eid", "e1234", "page", "e1234"),
    ("article", "doi", "https://doi.org/10.1000/x\\_y", "DOI", "10.1000/x_y"),
    ("article", "url", "\\url{http://a.b/~c\\_d?x=%20}", "URL", "http://a.b/~c_d?x=%20"),
    ("article", "url", "http://a.b/\\~{}c/d", "URL", "http://a.b/~c/d"),
    ("article", "urldate", "2024-01-31", "accessed", {"date-parts": [[2024, 1, 31]]}),
    ("article", "issn", "1234-5679", "ISSN", "1234-5679"),
    ("article", "pmid", "123", "PMID", "123"),
    ("article", "abstract", "One\n two", "abstract", "One\ntwo"),
    ("article", "keywords", "a, b", "keyword", "a, b"),
    ("article", "note", "N", "note", "N"),
    ("article", "annotation", "N", "annote", "N"),
    ("article", "langid", "english", "language", "english"),
    ("article", "pubstate", "inpress", "status", "inpress"),
    ("book", "number", "5", "collection-number", "5"),
    ("book", "series", "S", "collection-title", "S"),
    ("book", "volumes", "2", "number-of-volumes", "2"),
    ("book", "edition", "2nd", "edition", "2"),
    ("book", "edition", "Revised", "edition", "Revised"),
    ("book", "address", "London", "publisher-place", "London"),
    ("book", "location", "London", "publisher-place", "London"),
    ("book", "pagetotal", "350", "number-of-pages", "350"),
    ("book", "isbn", "9780333928912", "ISBN", "9780333928912"),
    ("book", "shorttitle", "S", "title-short", "S"),
    ("book", "origdate", "1580", "original-date", {"date-parts": [[1580]]}),
    ("book", "translator", "Jowett, B.", "translator", [{"family": "Jowett", "given": "B."}]),
    ("incollection", "booktitle", "B", "container-title", "B"),
    ("incollection", "chapter", "7", "chapter-number", "7"),
    ("inbook", "bookauthor", "Lee, A.", "container-author", [{"family": "Lee", "given": "A."}]),
    ("inproceedings", "eventtitle", "E", "event-title", "E"),
    ("inproceedings", "venue", "Barcelona", "event-place", "Barcelona"),
    ("inproceedings", "eventdate", "2012-06-14", "event-date", {"date-parts": [[2012, 6, 14]]}),
    ("techreport", "institution", "MIT", "publisher", "MIT"),
    ("techreport", "number", "Cm 6683", "number", "Cm 6683"),
    ("report", "type", "Command Paper", "genre", "Command Paper"),
    ("report", "type", "techreport", "genre", "Technical report"),
    ("phdthesis", "school", "MIT", "publisher", "MIT"),
    ("online", "organization", "W3C", "container-title", "W3C"),
    ("software", "version", "2.2", "version", "2.2"),
    ("software", "organization", "Zenodo", "publisher", "Zenodo"),
    ("misc", "howpublished", "\\url{https://x.org}", "URL", "https://x.org"),
    ("misc", "timestamp", "2004.01.01", "timestamp", "2004.01.01"),
    ("misc", "file", "C\\:\\\\a_b.pdf", "file", "C\\:\\\\a_b.pdf"),
]


@pytest.mark.parametrize(("entry", "field", "written", "variable", "value"), FIELDS)
def test_fields(entry, field, written, variable, value):
    assert item(f"@{entry}{{k, {field} = {{{written}}}}}")[variable] == value


def test_an_open_range_is_kept_beside_its_beginning():
    found = item("@periodical{k, date = {2004/..}}")
    assert found["issued"] == {"date-parts": [[2004]]}
    assert found["date-open"] == "2004/.."


def test_a_preprint_is_known_by_its_archive():
    text = "@misc{k, eprint = {2301.01234}, archiveprefix = {arXiv}, primaryclass = {cs.CL}}"
    assert item(text) == {"type": "article", "number": "arXiv:2301.01234", "primaryclass": "cs.CL"}
    assert item("@article{k, eprint={123}, eprinttype={pubmed}}")["PMID"] == "123"
    assert item("@article{k, eprint={123}, eprinttype={jstor}}")["eprint"] == "123"


def test_title_and_subtitle_are_one():
    assert item("@book{k, title={A}, subtitle={B}}")["title"] == "A: B"
    assert item("@book{k, title={A?}, subtitle={B}}")["title"] == "A? B"


def test_of_two_fields_for_one_variable_none_is_lost():
    found = item("@article{k, issue = {Spring}, number = {4}, journal={J}, journaltitle={K}}")
    assert found["issue"] == "4"
    assert found["issue-2"] == "Spring"
    assert {found["container-title"], found["journaltitle"]} == {"J", "K"}


def test_a_field_given_twice_is_kept_and_told():
    text = "@book{k, title = {A}, title = {B}, year = 1999,\n year = 1999}"
    assert item(text) == {
        "type": "book",
        "title": "A",
        "title-2": "B",
        "issued": {"date-parts": [[1999]]},
    }
    assert [gap.line for gap in gaps(text)] == [1]


def test_a_field_given_thrice_takes_no_name_that_is_taken():
    text = "@book{k, note-2 = {X}, note = {A}, note = {B}, note = {C}, title = {T}}"
    found = item(text)
    assert {found["note"], found["note-2"], found["note-3"], found["note-4"]} == set("XABC")


@pytest.mark.parametrize(
    ("month", "day", "issued"),
    [
        ("²", "", {"literal": "² 2001"}),
        ("0120", "", {"literal": "0120 2001"}),
        ("jan", "²", {"date-parts": [[2001, 1]]}),
        ("jan", "0310", {"date-parts": [[2001, 1]]}),
    ],
)
def test_numbers_that_are_no_month_or_day_are_taken_for_none(month, day, issued):
    text = f"@article{{k, year = 2001, month = {{{month}}}, day = {{{day}}}}}"
    assert item(text)["issued"] == issued


def test_strings_of_strings_do_not_fill_the_memory():
    chain = "".join(f"@string{{s{n} = s{n - 1} # s{n - 1}}}\n" for n in range(1, 200))
    text = "@string{s0 = {Tolls and ferries}}\n" + chain + "@book{a, title = s199}\n@misc{b}"
    assert len(item(text.replace("@misc{b}", ""))["title"]) < 5_000_000
    assert any("strings stand for too much text" in gap.message for gap in gaps(text))


def test_a_long_parent_lends_so_much_in_all_and_that_is_told():
    long = "Tolls " * 50_000
    parts = "".join(f"@inbook{{k{n}, title = {{A}}, crossref = {{z}}}}\n" for n in range(50))
    text = parts + f"@book{{z, title = {{{long}}}, year = 2001}}"
    records = read(text)
    lent = ["container-title" in to_csl(one.reference) for one in records[:50]]
    assert lent[0]
    assert not lent[-1]
    assert to_csl(records[49].reference)["crossref"] == "z"
    assert any("z lends too much text; k49 has none of it" in gap.message for gap in gaps(text))


def test_a_child_takes_what_its_parent_says():
    text = """
    @inproceedings{kid, crossref = {PROC}, title = {A paper}, pages = {1--3}}
    @inproceedings{late, crossref = {proc}, title = {B paper}, year = 2001}
    @proceedings{proc, title = {Proc}, subtitle = {Of X}, editor = {Lee, A.}, year = 1999,
      month = may, publisher = {ACM}, doi = {10.1/proc}}
    """
    kid, late, proc = (to_csl(record.reference) for record in read(text))
    assert kid["container-title"] == "Proc: Of X"
    assert kid["title"] == "A paper"
    assert kid["editor"] == [{"family": "Lee", "given": "A."}]
    assert kid["issued"] == {"date-parts": [[1999, 5]]}
    assert "DOI" not in kid
    assert late["issued"] == {"date-parts": [[2001]]}
    assert proc["title"] == "Proc: Of X"
    assert "crossref" not in kid


def test_a_reference_to_what_is_not_there_stays():
    assert item("@inbook{k, crossref = {gone}, title={T}}")["crossref"] == "gone"
    assert item("@book{k, crossref = {k}, title={T}}")["crossref"] == "k"


def test_shared_data_is_no_record():
    text = "@xdata{pub, publisher = {P}}\n@book{b, title = {T}, xdata = {pub}}"
    assert item(text) == {"type": "book", "title": "T", "publisher": "P"}


def test_keys_are_kept():
    first, second = read("@book{Osborne:2006a, title={A}}\n@book{, title={B}}")
    assert (first.id, first.key, first.reference.citation_key) == ("Osborne:2006a",) * 3
    assert (second.id, second.key) == ("entry2", "")


def test_what_our_own_files_say_in_annote_is_read():
    found = item("@misc{k, annote = {Mine.\nmedium: CSV\ndirector: Varda, Agnès}}")
    assert found == {
        "type": "document",
        "annote": "Mine.",
        "medium": "CSV",
        "director": [{"family": "Varda", "given": "Agnès"}],
    }


@pytest.mark.parametrize(
    "text", ["hello", "@", "{}", "@article{", "@article{,}", "@@@", "key: value"]
)
def test_a_file_without_entries_is_told(text):
    with pytest.raises(FormatInvalid, match="line 1"):
        read(text)


@pytest.mark.parametrize("text", ["", "  \n", "\ufeff"])
def test_an_empty_file_has_no_records(text):
    assert read(text) == ()


def test_readable_entries_of_a_broken_file_are_kept():
    text = "@book{a, title = {open\n}\nrubbish } {\n\n@book{b, title = {ok}}\n@book{c, title"
    records = read(text)
    assert [record.key for record in records] == ["a", "b", "c"]
    assert records[1].reference.title == "ok"
    assert {gap.line for gap in gaps(text)} >= {3, 6}


def test_a_byte_order_mark_is_no_part_of_it():
    assert item("\ufeff@book{k, title={T}}")["title"] == "T"


@pytest.mark.parametrize(
    "text",
    [
        "@book{k, title = {" + "{a" * 50_000 + "}" * 50_000 + "}}",
        "@book{k, author = {" + "A and " * 16_000 + "}}",
        "@book{k, note = {" + "\\'" * 50_000 + "}}",
        "@book{k, annote = {" + "medium: x\n" * 10_000 + "}}",
        "@book{k, pages = {" + "1-" * 50_000 + "}}",
        "@book{k, date = {" + "1" * 100_000 + "}}",
        "@book{k," + "a = {b}," * 12_000 + "}",
        "".join(f"@book{{k{n}, crossref={{k{n + 1}}}, title={{T}}}}\n" for n in range(2500)),
    ],
)
def test_hostile_values_are_read(text):
    assert len(read(text)) == text.count("@book")


@pytest.mark.parametrize(
    "broken",
    [
        "@article{k, author={Close, N., title={Broken}, year={2000}",
        "@article{k, author={Close, N., year=2000, title={Broken}}",
        "@article{k, author={Close, N., year=2000, title={Broken}\n\n@misc{m, title={T}}",
    ],
)
def test_a_value_never_closed_ends_where_a_field_begins_on_its_line(broken):
    made = to_csl(read(broken)[0].reference)
    assert made["author"] == [{"family": "Close", "given": "N."}]
    assert made["title"] == "Broken"
    assert made["issued"] == {"date-parts": [[2000]]}
    assert "a value of k is never closed" in [gap.message for gap in gaps(broken)]


def test_a_closed_value_may_hold_what_looks_like_a_field():
    text = "@article{k, title={If, year=2000, then}, note={Set, title={x}}}"
    assert item(text)["title"] == "If, year=2000, then"
    assert gaps(text) == ()


@pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])
@pytest.mark.parametrize("between", ["ris", "csl-json"])
def test_the_volume_of_a_book_comes_back_as_it_was(dialect, between):
    text = "@book{k, author={Ash, B.}, title={Part}, booktitle={The Whole}}"
    there = convert(text, dialect, between)
    assert "booktitle = {The Whole}" in convert(there, between, dialect)


def test_an_ampersand_between_names_is_told_with_its_line():
    text = "@book{a, author={Moss, R.}}\n@book{b, author={Rob Moss \\& Bea Adams}}"
    (gap,) = gaps(text)
    assert gap.line == 2
    assert "in author of b" in gap.message
