"""RIS, written and read."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup_refs import formats
from joinedup_refs.errors import FormatInvalid
from joinedup_refs.formats import Record
from joinedup_refs.formats.ris_table import csl_type, ris_type
from joinedup_refs.notation.csl import from_csl, to_csl
from joinedup_refs.tables import rows

FORMAT = formats.find("ris")


def write(*items):
    assert FORMAT.write
    records = [Record(f"r{n}", from_csl(i), f"key{n}") for n, i in enumerate(items, 1)]
    return FORMAT.write(records, "zotero")


def read(text):
    assert FORMAT.read
    return FORMAT.read(text)


def item(text):
    (record,) = read(text)
    return {k: v for k, v in to_csl(record.reference).items() if k != "citation-key"}


def gaps(text):
    assert FORMAT.gaps
    return FORMAT.gaps(text)


def test_an_article():
    text = write(
        {
            "type": "article-journal",
            "title": "The new public governance?",
            "author": [{"family": "Osborne", "given": "S."}, {"literal": "Cabinet Office"}],
            "container-title": "Public Management Review",
            "volume": "8",
            "page": "377-388",
            "issued": {"date-parts": [[2006, 9, 4]]},
            "keyword": "governance; care, old; towns",
            "abstract": "One.\nTwo.",
        }
    )
    assert text == (
        "TY  - JOUR\r\nID  - key1\r\nAU  - Osborne, S.\r\nAU  - Cabinet Office,\r\n"
        "TI  - The new public governance?\r\nT2  - Public Management Review\r\nVL  - 8\r\n"
        "SP  - 377\r\nEP  - 388\r\nPY  - 2006\r\nDA  - 2006/09/04/\r\n"
        "KW  - governance\r\nKW  - care, old\r\nKW  - towns\r\nAB  - One.\r\nTwo.\r\nER  - \r\n"
    )


WRITTEN = [
    ("report", "number", "Cm 6683", "SN  - Cm 6683"),
    ("report", "genre", "Command Paper", "M3  - Command Paper"),
    ("report", "publisher", "TSO", "PB  - TSO"),
    ("report", "publisher-place", "London", "CY  - London"),
    ("book", "editor", [{"family": "Bogdanor", "given": "V."}], "ED  - Bogdanor, V."),
    ("book", "number-of-pages", "350", "SP  - 350"),
    ("book", "number-of-volumes", "2", "NV  - 2"),
    ("book", "collection-title", "S", "T2  - S"),
    ("book", "edition", "2", "ET  - 2"),
    ("book", "ISBN", "9780333928912", "SN  - 9780333928912"),
    ("book", "translator", [{"family": "Jowett"}], "A4  - Jowett"),
    ("chapter", "container-title", "B", "T2  - B"),
    ("chapter", "collection-title", "S", "T3  - S"),
    ("article-journal", "container-title-short", "J.", "J2  - J."),
    ("article-journal", "issue", "3–4", "IS  - 3–4"),
    ("article-journal", "ISSN", "1234-5679", "SN  - 1234-5679"),
    ("article-journal", "page", "e1234", "SP  - e1234"),
    ("article-newspaper", "section", "Politics", "SE  - Politics"),
    ("paper-conference", "container-title", "Proc", "C3  - Proc"),
    ("paper-conference", "event-title", "Conf", "T2  - Conf"),
    ("paper-conference", "event-place", "Rome", "C1  - Rome"),
    ("software", "version", "2.2", "ET  - 2.2"),
    ("legal_case", "container-title", "ICR", "A2  - ICR"),
    ("legal_case", "authority", "High Court", "PB  - High Court"),
    ("legal_case", "number", "77/32", "SV  - 77/32"),
    ("motion_picture", "medium", "DVD", "C5  - DVD"),
    ("motion_picture", "dimensions", "98 min", "SP  - 98 min"),
    ("map", "scale", "1:50000", "C1  - 1:50000"),
    ("personal_communication", "recipient", [{"family": "Holt"}], "A2  - Holt"),
    ("speech", "event-place", "Leeds", "CY  - Leeds"),
    ("webpage", "accessed", {"date-parts": [[2024, 1, 31]]}, "Y2  - 2024/01/31/"),
    ("webpage", "URL", "https://a.b/c_d", "UR  - https://a.b/c_d"),
    ("book", "DOI", "10.1000/x", "DO  - 10.1000/x"),
    ("book", "language", "en", "LA  - en"),
    ("book", "title-short", "S", "ST  - S"),
    ("book", "note", "N", "N1  - N"),
    ("book", "issued", {"date-parts": [[1949]], "season": 1}, "DA  - Spring 1949"),
    ("book", "issued", {"date-parts": [[1599]], "circa": True}, "DA  - 1599~"),
    ("book", "issued", {"date-parts": [[1599, 3]], "circa": True}, "DA  - 1599-03~"),
    ("book", "issued", {"date-parts": [[2012, 6, 4], [2012, 7]]}, "DA  - 2012-06-04/2012-07"),
    ("book", "issued", {"date-parts": [[2013, 2]]}, "DA  - 2013/02//"),
    ("book", "issued", {"literal": "in press"}, "M2  - issued: in press"),
    ("book", "issued", {"date-parts": [[1999], [2001]]}, "DA  - 1999/2001"),
    ("book", "medium", "CSV", "M2  - medium: CSV"),
]


@pytest.mark.parametrize(("kind", "variable", "value", "line"), WRITTEN)
def test_tags(kind, variable, value, line):
    text = write({"type": kind, variable: value})
    assert line in text.split("\r\n")
    assert item(text)[variable] == value


FOR_ZOTERO = [  # what its importer would drop, or put into another field
    ("legislation", "publisher", "TSO", "M2  - publisher: TSO"),
    ("legislation", "genre", "Act", "M2  - genre: Act"),
    ("legislation", "number", "c. 3", "M1  - c. 3"),
    ("software", "number", "3", "M2  - number: 3"),  # M1 would be the operating system
    ("software", "language", "de", "M2  - language: de"),  # LA the programming language
    ("webpage", "number", "3", "M2  - number: 3"),  # M1 the day of access
    ("webpage", "volume", "3", "M2  - volume: 3"),  # VL too
    ("article-journal", "edition", "2", "M2  - edition: 2"),
    ("article-newspaper", "edition", "2", "ET  - 2"),
    ("chapter", "collection-number", "7", "SV  - 7"),  # M1 the number of volumes
    ("book", "collection-number", "7", "M1  - 7"),
    ("manuscript", "page", "7–9", "M2  - page: 7–9"),  # SP the number of pages
    ("thesis", "editor", [{"family": "Lee", "given": "T."}], "M2  - editor: Lee, T."),
    ("article", "number", "arXiv:1", "SN  - arXiv:1"),
    ("article", "genre", "Preprint", "M3  - Preprint"),
    ("article", "title", "T", "M2  - type: article"),
    ("book", "title", "A <test> of x", "TI  - A &lt;test> of x"),  # read as HTML
]


@pytest.mark.parametrize(("kind", "variable", "value", "line"), FOR_ZOTERO)
def test_what_zotero_would_misplace_stands_in_its_extra(kind, variable, value, line):
    text = write({"type": kind, variable: value})
    assert line in text.split("\r\n")
    assert item(text) == {"type": kind, variable: value}


def test_one_field_of_zotero_is_filled_once():
    places = {"event-title": "Towns", "event-place": "Rome", "publisher-place": "London"}
    text = write({"type": "paper-conference", **places})
    assert "C1  - Rome" in text
    assert "M2  - publisher-place: London" in text
    assert item(text) == {"type": "paper-conference", **places}


def test_other_programs_get_a_note():
    assert FORMAT.write
    record = Record("r1", from_csl({"type": "webpage", "volume": "3", "medium": "CSV"}), "k1")
    lines = FORMAT.write([record], "endnote").split("\r\n")
    assert "VL  - 3" in lines
    assert "N1  - medium: CSV" in lines


def test_what_is_no_line_of_extra_stays_where_it_is():
    text = "TY  - BOOK\nM2  - Start: 12\nM2  - medium: CSV\nER  - \n"
    assert item(text) == {"type": "book", "M2": "Start: 12", "medium": "CSV"}


TYPES = [
    ("article-journal", "JOUR"),
    ("article-magazine", "MGZN"),
    ("article-newspaper", "NEWS"),
    ("book", "BOOK"),
    ("chapter", "CHAP"),
    ("entry-encyclopedia", "ENCYC"),
    ("entry-dictionary", "DICT"),
    ("paper-conference", "CONF"),
    ("thesis", "THES"),
    ("report", "RPRT"),
    ("dataset", "DATA"),
    ("software", "COMP"),
    ("webpage", "ELEC"),
    ("post-weblog", "BLOG"),
    ("article", "UNPB"),
    ("manuscript", "MANSCPT"),
    ("patent", "PAT"),
    ("standard", "STAND"),
    ("legislation", "STAT"),
    ("legal_case", "CASE"),
    ("bill", "BILL"),
    ("hearing", "HEAR"),
    ("motion_picture", "MPCT"),
    ("song", "SOUND"),
    ("map", "MAP"),
    ("personal_communication", "PCOMM"),
    ("document", "GEN"),
]


@pytest.mark.parametrize(("kind", "ris"), TYPES)
def test_types(kind, ris):
    assert ris_type(kind) == ris
    assert csl_type(ris) == kind


@pytest.mark.parametrize(
    ("ris", "kind"),
    [
        ("GOVDOC", "report"),
        ("CPAPER", "paper-conference"),
        ("EDBOOK", "book"),
        ("EJOUR", "article-journal"),
        ("ECHAP", "chapter"),
        ("INPR", "article-journal"),
        ("jour", "article-journal"),
    ],
)
def test_types_that_are_only_read(ris, kind):
    assert item(f"TY  - {ris}\nTI  - T\nER  - \n")["type"] == kind


@pytest.mark.parametrize("kind", [row["type"] for row in rows("csl_types")])
def test_every_type_comes_back(kind):
    assert item(write({"type": kind, "title": "T"}))["type"] == kind


def test_a_foreign_file_is_read():
    text = (
        "\ufeffTY - JOUR\nA1 - Smith, Ann, Jr.\nA1 - World Health Organization\nT1 - A title\n"
        "  that goes on\nJO - J. Town\nJF - Journal of Towns\nY1 - 2004/05//\nSP - 1\nEP - 9\n"
        "M3 - 10.1000/x\nZZ - what\nN2 - An abstract\nL1 - http://x\nL1 - http://y\nKW - a\nKW - b"
    )
    assert item(text) == {
        "type": "article-journal",
        "author": [
            {"family": "Smith", "given": "Ann", "suffix": "Jr."},
            {"literal": "World Health Organization"},
        ],
        "title": "A title that goes on",
        "container-title": "Journal of Towns",
        "container-title-short": "J. Town",
        "issued": {"date-parts": [[2004, 5]]},
        "page": "1-9",
        "DOI": "10.1000/x",
        "ZZ": "what",
        "abstract": "An abstract",
        "L1": "http://x\nhttp://y",
        "keyword": "a, b",
    }


def test_unknown_tags_are_written_again():
    text = "TY  - BOOK\r\nID  - k\r\nTI  - T\r\nL1  - http://x\r\nL1  - http://y\r\nER  - \r\n"
    assert FORMAT.write
    assert FORMAT.write(read(text), "zotero") == text


def test_a_missing_er_is_told_and_nothing_lost():
    text = "TY  - BOOK\nTI  - A\nTY  - CHAP\nTI  - B\nER  -\n\nTY  - JOUR\nTI  - C"
    assert [record.reference.title for record in read(text)] == ["A", "B", "C"]
    assert [gap.line for gap in gaps(text)] == [1, 7]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends(newline):
    text = newline.join(["TY  - BOOK", "TI  - A", "ER  - ", ""])
    assert item(text) == {"type": "book", "title": "A"}


@pytest.mark.parametrize(
    ("written", "issued"),
    [
        ("PY  - 2004", {"date-parts": [[2004]]}),
        ("PY  - 2004///", {"date-parts": [[2004]]}),
        ("Y1  - 2004/03/09/", {"date-parts": [[2004, 3, 9]]}),
        ("PY  - 2004\nDA  - 2004/03/09", {"date-parts": [[2004, 3, 9]]}),
        ("PY  - 2004\nDA  - 2004-03-09", {"date-parts": [[2004, 3, 9]]}),
        ("PY  - 2004\nDA  - Mar 9", {"date-parts": [[2004, 3, 9]]}),
        ("PY  - 1949\nDA  - 1949///Winter", {"date-parts": [[1949]], "season": 4}),
        ("PY  - in press", {"literal": "in press"}),
    ],
)
def test_dates(written, issued):
    assert item(f"TY  - BOOK\n{written}\nER  - \n")["issued"] == issued


def test_a_note_that_looks_like_a_tag_stays_a_note():
    note = "One\nER - two\nTY - three\n\nfour"
    assert item(write({"type": "book", "note": note}))["note"] == note


@pytest.mark.parametrize("text", ["hello", "TI  - x", "{}"])
def test_a_file_without_records_is_told(text):
    with pytest.raises(FormatInvalid, match="line 1"):
        read(text)
    assert read("  \n") == ()


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_any_text_makes_one_line_a_value(text):
    written = write({"type": "book", "title": text, "publisher": text, "note": text})
    assert written.endswith("ER  - \r\n")
    (record,) = read(written)
    assert record.reference.title == " ".join(text.split())
    assert record.reference.publisher == " ".join(text.split())


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="TYERAU1 -\n\r/2a", max_size=80))
def test_no_text_breaks_it(text):
    with suppress(FormatInvalid):
        assert all(record.id for record in read(text))


@pytest.mark.parametrize(
    "text",
    [
        "TY  - JOUR\n" * 10_000,
        "TY  - JOUR\n" + "AU  - a, b\n" * 10_000,
        "TY  - JOUR\nN1  - x\n" + "y\n" * 50_000,
        "TY  - JOUR\nTI  - " + " " * 100_000,
        "TY  - JOUR\nKW  - " + ";" * 100_000,
        " " * 100_000,
        "TY  - JOUR\nPY  - " + "1" * 100_000,
    ],
)
def test_hostile_files_are_read_or_refused(text):
    records = ()
    with suppress(FormatInvalid):
        records = read(text)
    assert len(records) <= text.count("TY  - ")


def test_keywords_come_back():
    for keywords in ("care, towns", "prosthetics, design; care"):
        assert item(write({"type": "book", "keyword": keywords}))["keyword"] == keywords


def test_pages_of_a_book_are_not_its_number_of_pages():
    found = item(write({"type": "book", "page": "144"}))
    assert found == {"type": "book", "page": "144"}
    assert item(write({"type": "chapter", "page": "348-348"}))["page"] == "348-348"


@pytest.mark.parametrize(
    ("kind", "variable", "value", "line"),
    [
        ("chapter", "editor", [{"family": "Lee", "given": "T."}], "A2  - Lee, T."),
        ("chapter", "chapter-number", "7", "SE  - 7"),
        ("article-journal", "PMCID", "PMC1234567", "C2  - PMC1234567"),
        ("article-newspaper", "section", "Politics", "SE  - Politics"),
    ],
)
def test_tags_of_the_specification_for_endnote(kind, variable, value, line):
    assert FORMAT.write
    text = FORMAT.write([Record("r1", from_csl({"type": kind, variable: value}), "k")], "endnote")
    assert line in text.split("\r\n")
    assert item(text)[variable] == value


def test_an_article_number_stands_for_pages_where_there_are_none():
    assert item("TY  - JOUR\nC7  - e1234\nER  - \n")["page"] == "e1234"
    both = item("TY  - JOUR\nSP  - 1\nEP  - 9\nC7  - e1234\nER  - \n")
    assert (both["page"], both["C7"]) == ("1-9", "e1234")


def test_a_tag_of_no_row_is_not_read_as_the_value_that_zotero_wants_elsewhere():
    found = item("TY  - ELEC\r\nTI  - T\r\nM1  - Medium\r\nIS  - Edition\r\nER  - \r\n")
    assert (found["number"], found["IS"]) == ("Medium", "Edition")
    assert item(write(found)) == found


def test_what_zotero_passes_over_is_in_its_tag_for_others_and_in_extra():
    text = write({"type": "legislation", "publisher": "TSO"})
    assert {"PB  - TSO", "M2  - publisher: TSO"} <= set(text.split("\r\n"))
    assert item(text) == {"type": "legislation", "publisher": "TSO"}


def test_no_number_of_a_web_page_becomes_its_day_of_access():
    text = write({"type": "webpage", "number": "3"})
    assert "M1  - " not in text
    assert "M2  - number: 3" in text


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Lindqvar P.", {"family": "Lindqvar", "given": "P."}),
        ("Oakhurst W.S.", {"family": "Oakhurst", "given": "W.S."}),
        (
            "van den Mosk K",
            {"family": "Mosk", "given": "K", "non-dropping-particle": "van den"},
        ),
        ("Garcia Pellor M.-J.", {"family": "Garcia Pellor", "given": "M.-J."}),
        ("Kestrel M.L. Jr.", {"family": "Kestrel", "given": "M.L.", "suffix": "Jr."}),
        ("Bank A.", {"family": "Bank", "given": "A."}),
        *(
            (body, {"literal": body})
            for body in (
                "River Trial Group B",
                "Working Group A.",
                "Bridges UK",
                "Novaplast AG",
                "Ministry of Locks U.K.",
                "Task Force B",
                "Lockwardens ISI",
                "Cabinet Office",
            )
        ),
    ],
)
def test_initials_without_a_comma_tell_people_and_not_bodies(written, told):
    text = f"TY  - JOUR\nA1  - {written}\nTI  - Weirs\nER  - \n"
    assert item(text)["author"] == [told]
    assert item(write(item(text)))["author"] == [told]


@pytest.mark.parametrize(
    ("kind", "lines", "told"),
    [
        ("JOUR", ["03178471 (ISSN)"], {"ISSN": "0317-8471"}),
        ("JOUR", ["03178471 (ISSN); 1050124X (ISSN)"], {"ISSN": "0317-8471; 1050-124X"}),
        ("JOUR", ["0317-8471", "1050-124X (Electronic)"], {"ISSN": "0317-8471; 1050-124X"}),
        ("JOUR", ["03178471 (ISSN)", "0317-8471"], {"ISSN": "0317-8471"}),
        ("BOOK", ["9780306406157 (ISBN)"], {"ISBN": "9780306406157"}),
        (
            "CHAP",
            ["03178471 (ISSN); 9780306406157 (ISBN)"],
            {"ISBN": "9780306406157", "ISSN": "0317-8471"},
        ),
        ("JOUR", ["03178471"], {"ISSN": "03178471"}),
        ("JOUR", ["see (ISSN)"], {"ISSN": "see (ISSN)"}),
        ("RPRT", ["Cm 6683"], {"number": "Cm 6683"}),
    ],
)
def test_serial_numbers_are_read_without_labels_and_written_once(kind, lines, told):
    text = "\n".join([f"TY  - {kind}", "TI  - T", *(f"SN  - {line}" for line in lines), "ER  - "])
    found = item(text)
    assert {k: v for k, v in found.items() if k not in {"type", "title"}} == told
    written = write(found)
    assert written.count("\nSN  - ") == 1
    assert item(written) == found


def test_a_number_that_is_no_key_makes_no_second_id():
    found = item("TY  - JOUR\nTI  - T\nID  - 9\nER  - \n")
    assert found["ID"] == "9"
    written = write(found)
    assert written.count("\nID  - ") == 1
    assert item(written) == found
