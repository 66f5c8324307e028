"""PubMed's records, written and read."""

import pytest

from joinedup_refs import formats
from joinedup_refs.errors import FormatInvalid
from joinedup_refs.formats import Record
from joinedup_refs.formats.nbib_names import read_short
from joinedup_refs.notation.csl import from_csl, to_csl
from joinedup_refs.tables import rows

FORMAT = formats.find("nbib")
SAMPLE = """\
PMID- 12345678
OWN - NLM
STAT- MEDLINE
IS  - 1756-1833 (Electronic)
IS  - 0959-8138 (Linking)
VI  - 8
IP  - 2
DP  - 2013 Mar-Apr
TI  - Roads that go on and on until they have to be
      wrapped at some point.
PG  - 101-10
LID - 10.5555/x.1 [doi]
LID - e1234 [pii]
AB  - BACKGROUND: Roads
      are long. (c) 2013
FAU - Grey, Thomas L Jr
AU  - Grey TL Jr
AD  - Zenda.
FAU - van der Linden, Jo
AU  - van der Linden J
CN  - Road Study Group
LA  - eng
PT  - Journal Article
PT  - Review
PL  - England
TA  - J Roads
JT  - Journal of roads
MH  - Humans
OT  - *care
OT  - towns, old
ZZZ - what
AID - 10.5555/x.1 [doi]
SO  - J Roads. 2013
"""


def written(item, key=""):
    return FORMAT.write([Record("r1", from_csl(item), key)], "bibtex")


def item(text):
    (record,) = FORMAT.read(text)
    return {k: v for k, v in to_csl(record.reference).items() if k != "citation-key"}


def test_a_record_of_pubmed():
    assert item(SAMPLE) == {
        "type": "article-journal",
        "author": [
            {"family": "Grey", "given": "Thomas L", "suffix": "Jr"},
            {"family": "Linden", "given": "Jo", "non-dropping-particle": "van der"},
            {"literal": "Road Study Group"},
        ],
        "title": "Roads that go on and on until they have to be wrapped at some point",
        "issued": {"date-parts": [[2013, 3], [2013, 4]]},
        "language": "en",
        "DOI": "10.5555/x.1",
        "keyword": "care; towns, old",
        "abstract": "BACKGROUND: Roads are long. (c) 2013",
        "page": "101-10",
        "container-title": "Journal of roads",
        "container-title-short": "J Roads",
        "volume": "8",
        "issue": "2",
        "ISSN": "1756-1833",
        "PMID": "12345678",
        "OWN": "NLM",
        "STAT": "MEDLINE",
        "AD": "Zenda.",
        "PL": "England",
        "MH": "Humans",
        "ZZZ": "what",
        "SO": "J Roads. 2013",
        "LID": "e1234 [pii]",
        "IS": "0959-8138 (Linking)",
        "PT": "Review",
    }
    assert FORMAT.read(SAMPLE)[0].id == "12345678"
    assert FORMAT.gaps(SAMPLE) == ()


def test_it_is_written_so_that_it_reads_the_same():
    records = FORMAT.read(SAMPLE)
    again = FORMAT.write(records, "bibtex")
    assert "DP  - 2013 Mar-Apr\n" in again
    assert "TI  - Roads that go on and on until they have to be wrapped at some point\n" in again
    assert "FAU - Grey, Thomas L Jr\nAU  - Grey TL Jr\n" in again
    assert "ZZZ - what\n" in again
    assert again.startswith("PMID- 12345678\nOID - greyroads2013\nIS  - 1756-1833\n")
    (back,) = FORMAT.read(again)
    assert back.reference.model_copy(update={"citation_key": ""}) == records[0].reference


@pytest.mark.parametrize(
    ("issued", "dp"),
    [
        ({"date-parts": [[2013]]}, "2013"),
        ({"date-parts": [[2013, 2]]}, "2013 Feb"),
        ({"date-parts": [[2013, 2, 5]]}, "2013 Feb 5"),
        ({"date-parts": [[1949]], "season": 1}, "1949 Spring"),
        ({"date-parts": [[2012, 6, 14], [2012, 6, 15]]}, "2012 Jun 14-15"),
        ({"date-parts": [[1998, 12], [1999, 1]]}, "1998 Dec-1999 Jan"),
        ({"literal": "in press"}, "in press"),
    ],
)
def test_dates(issued, dp):
    text = written({"type": "article-journal", "issued": issued})
    assert f"DP  - {dp}\n" in text
    assert item(text)["issued"] == issued


@pytest.mark.parametrize(
    "issued", [{"date-parts": [[1599]], "circa": True}, {"date-parts": [[-350]]}]
)
def test_a_date_that_pubmed_cannot_tell_stands_in_a_note(issued):
    assert item(written({"type": "book", "issued": issued}))["issued"] == issued


@pytest.mark.parametrize(
    ("short", "parts"),
    [
        ("Grey TL Jr", ("", "Grey", "TL", "Jr")),
        ("van der Linden J", ("van der", "Linden", "J", "")),
        ("Aristotle", ("", "Aristotle", "", "")),
        ("Li X", ("", "Li", "X", "")),
    ],
)
def test_short_names(short, parts):
    name = read_short(short)
    assert (name.particle, name.family, name.given, name.suffix) == parts
    assert item(f"PMID- 1\nTI  - T.\nAU  - {short}\n")["author"][0]["family"] == parts[1]


def test_a_body_that_edits_stays_an_editor():
    editors = [{"family": "Berg", "given": "Lou"}, {"literal": "Board of Roads"}]
    text = written({"type": "chapter", "editor": editors})
    assert "GN  - editor: Berg, Lou; Board of Roads,\n" in text
    assert item(text)["editor"] == editors


def test_notes_keys_and_addresses_come_back():
    note = "One\n\nTwo - three\nPMID- 5"
    text = written({"type": "webpage", "note": note, "URL": "https://a.b/c"}, "own-key")
    found = item(text)
    assert text.startswith("OID - own-key\n")  # PubMed does not have it, so there is no PMID
    assert (found["note"], found["URL"], found["type"]) == (note, "https://a.b/c", "webpage")
    assert FORMAT.read(text)[0].key == "own-key"
    assert "GN  - URL: https://a.b/c\n" in text


def test_every_type_comes_back():
    for row in rows("csl_types"):
        assert item(written({"type": row["type"], "title": "T"}))["type"] == row["type"]


def test_a_chapter_and_a_book_are_told_by_their_titles():
    assert (
        item("PMID- 1\nTI  - A part.\nBTI - The whole\nPT  - Journal Article")["type"] == "chapter"
    )
    book = item("PMID- 1\nBTI - The whole\n")
    assert (book["type"], book["title"]) == ("book", "The whole")


def test_several_records_one_without_a_pmid():
    text = "PMID- 1\nTI  - A.\n\nTI  - B.\nDP  - 2001\n\n\nPMID- 2\nTI  - C.\n\nOID - d\nTI  - D."
    assert [to_csl(r.reference)["title"] for r in FORMAT.read(text)] == ["A", "B", "C", "D"]


def test_blank_lines_within_a_record_do_not_cut_it():
    text = SAMPLE.replace("\n", "\n\n").replace("be\n\n      wrapped", "be\n      wrapped")
    (record,) = FORMAT.read(text)
    assert record.reference.doi == "10.5555/x.1"


def test_lines_that_are_no_tags_are_told_and_kept():
    text = "stray\nPMID- 1\nTI  - A road\nthat is long.\nDP  - 2001"
    found = item(text)
    assert found["title"] == "A road that is long"
    assert [(g.line, g.message.split(":")[0]) for g in FORMAT.gaps(text)] == [
        (1, "no line of PubMed's format"),
        (4, "no tag, so it was read on"),
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_mark_at_the_start(newline):
    text = "\ufeff" + SAMPLE.replace("\n", newline)
    assert item(text) == item(SAMPLE)


def test_a_file_without_records_is_told():
    with pytest.raises(FormatInvalid, match="line 1"):
        FORMAT.read("plain words")
    assert FORMAT.read("\n") == ()


@pytest.mark.parametrize("title", ["Towns", "Towns, etc.", "Why towns?"])
def test_a_title_comes_back_with_and_without_a_full_stop(title):
    (record,) = FORMAT.read(FORMAT.write([Record("k", from_csl({"type": "book", "title": title}))]))
    assert to_csl(record.reference)["title"] == title


def test_a_book_has_its_title_where_zotero_looks_for_it():
    written = FORMAT.write([Record("k", from_csl({"type": "book", "title": "Towns"}))])
    assert "BTI - Towns\n" in written
    assert "TI  - " not in written.replace("BTI - ", "")
