"""EndNote's XML, written and read."""

import pytest
from lxml import etree

from joinedup_refs import formats
from joinedup_refs.errors import FormatInvalid
from joinedup_refs.formats import Record
from joinedup_refs.notation.csl import from_csl, to_csl
from joinedup_refs.tables import rows

FORMAT = formats.find("endnote-xml")


def written(*items):
    records = [Record(f"r{n}", from_csl(i), f"key{n}") for n, i in enumerate(items, 1)]
    return FORMAT.write(records, "endnote")


def texts(text, path):
    return [
        "".join(node.itertext()) for node in etree.fromstring(text.encode()).iterfind(f".//{path}")
    ]


def item(text):
    (record,) = FORMAT.read(text)
    return {k: v for k, v in to_csl(record.reference).items() if k != "citation-key"}


def record(inner, kind='<ref-type name="Journal Article">17</ref-type>'):
    return f"<xml><records><record>{kind}{inner}</record></records></xml>"


@pytest.mark.parametrize(
    ("kind", "variable", "value", "path", "text"),
    [
        ("article-journal", "container-title", "J", "titles/secondary-title", "J"),
        ("article-journal", "container-title", "J", "periodical/full-title", "J"),
        ("article-journal", "container-title-short", "J.", "periodical/abbr-1", "J."),
        ("article-journal", "issue", "3", "number", "3"),
        ("article-journal", "ISSN", "1234-5679", "isbn", "1234-5679"),
        ("article-journal", "PMID", "123", "accession-num", "123"),
        ("book", "collection-title", "S", "titles/secondary-title", "S"),
        (
            "book",
            "editor",
            [{"family": "Moss", "given": "A."}],
            "tertiary-authors/author",
            "Moss, A.",
        ),
        ("book", "number-of-pages", "212", "pages", "212"),
        ("chapter", "container-title", "B", "titles/secondary-title", "B"),
        ("chapter", "editor", [{"literal": "Board"}], "secondary-authors/author", "Board,"),
        ("chapter", "chapter-number", "5", "section", "5"),
        ("paper-conference", "container-title", "Proc", "custom3", "Proc"),
        ("paper-conference", "event-title", "Meeting", "titles/secondary-title", "Meeting"),
        ("paper-conference", "event-place", "Rome", "custom1", "Rome"),
        ("report", "number", "Cm 1", "isbn", "Cm 1"),
        ("thesis", "genre", "PhD thesis", "work-type", "PhD thesis"),
        ("software", "version", "2.2", "edition", "2.2"),
        ("book", "DOI", "10.1/x", "electronic-resource-num", "10.1/x"),
        ("book", "URL", "https://a.b/c_d", "urls/related-urls/url", "https://a.b/c_d"),
        ("book", "issued", {"date-parts": [[2013, 2, 5]]}, "dates/pub-dates/date", "February 5"),
        ("book", "issued", {"date-parts": [[1949]], "season": 1}, "dates/pub-dates/date", "Spring"),
        ("book", "abstract", "One\nTwo", "abstract", "One\rTwo"),
        ("book", "medium", "CSV", "notes", "medium: CSV"),
    ],
)
def test_elements(kind, variable, value, path, text):
    xml = written({"type": kind, variable: value})
    assert text in texts(xml, path)
    assert item(xml)[variable] == value


def test_a_record_begins_as_endnote_has_it():
    xml = written({"type": "book", "title": "T"})
    node = etree.fromstring(xml.encode()).find("records/record")
    assert [one.tag for one in node] == ["rec-number", "ref-type", "titles", "label"]
    assert (node.find("ref-type").get("name"), node.find("ref-type").text) == ("Book", "6")
    assert texts(xml, "label") == ["key1"]


def test_the_kind_of_every_work_comes_back():
    for row in rows("csl_types"):
        assert item(written({"type": row["type"], "title": "T"}))["type"] == row["type"]


def test_styles_are_runs_and_no_blank_is_added_between_them():
    title = "Growth of <i>Sinapis</i> at CO<sub>2</sub> and <b>x</b>"
    xml = written({"type": "book", "title": title})
    faces = [n.get("face") for n in etree.fromstring(xml.encode()).iter("style")]
    assert faces == ["normal", "italic", "normal", "subscript", "normal", "bold"]
    assert texts(xml, "title") == ["Growth of Sinapis at CO2 and x"]
    assert item(xml)["title"] == title


def test_a_file_of_endnotes_own_is_read():
    style = '<style face="normal" font="default" size="100%">{}</style>'
    names = "".join(
        f"<author>{style.format(name)}</author>" for name in ("Stone, Ida", "Board of Roads,")
    )
    xml = record(
        "<database name='My.enl' path='C:\\My.enl'>My.enl</database><rec-number>7</rec-number>"
        f"<contributors><authors>{names}</authors></contributors>"
        f"<auth-address>{style.format('Zenda')}</auth-address>"
        f"<titles><title>{style.format('On ')}<style face='italic'>roads</style></title>"
        f"<secondary-title>{style.format('J. Roads')}</secondary-title></titles>"
        f"<periodical><full-title>{style.format('Journal of Roads')}</full-title></periodical>"
        "<pages>101-10</pages><volume>4</volume><number>2</number>"
        "<keywords><keyword>towns</keyword><keyword>care, old</keyword></keywords>"
        "<dates><year>2013</year><pub-dates><date>Mar 9</date></pub-dates></dates>"
        "<isbn>1234-5679</isbn><accession-num>WOS:0001</accession-num>"
        "<electronic-resource-num>https://doi.org/10.5555/x</electronic-resource-num>"
        "<notes>One&#xD;Two</notes><custom4>mine</custom4>"
    )
    assert item(xml) == {
        "type": "article-journal",
        "author": [{"family": "Stone", "given": "Ida"}, {"literal": "Board of Roads"}],
        "title": "On <i>roads</i>",
        "container-title": "J. Roads",
        "page": "101-10",
        "volume": "4",
        "issue": "2",
        "keyword": "towns; care, old",
        "issued": {"date-parts": [[2013, 3, 9]]},
        "ISSN": "1234-5679",
        "archive_location": "WOS:0001",
        "DOI": "10.5555/x",
        "note": "One\nTwo",
        "endnote.auth-address": "Zenda",
        "endnote.custom4": "mine",
        "endnote.periodical/full-title": "Journal of Roads",
    }


def test_what_endnote_has_beside_is_written_again():
    xml = record("<titles><title>T</title></titles><custom4>mine</custom4><size>3</size>")
    (first,) = FORMAT.read(xml)
    again = FORMAT.write([first], "endnote")
    assert texts(again, "custom4") == ["mine"]
    assert FORMAT.read(again)[0].reference == first.reference.model_copy(
        update={"citation_key": "t"}
    )


def test_the_authors_of_an_edited_book_are_its_editors():
    inner = "<contributors><authors><author>Moss, A.</author></authors></contributors>"
    found = item(record(inner, '<ref-type name="Edited Book">28</ref-type>'))
    assert (found["editor"], "author" in found) == ([{"family": "Moss", "given": "A."}], False)


def test_a_type_is_read_by_its_number_where_its_name_is_not_known():
    assert item(record("", '<ref-type name="Buch">6</ref-type>'))["type"] == "book"
    odd = record("<titles><title>T</title></titles>", '<ref-type name="Rune">99</ref-type>')
    assert item(odd)["type"] == "document"
    assert "no type Rune" in FORMAT.gaps(odd)[0].message


def test_a_note_and_what_has_no_element_stay_apart():
    note = "One\n\nTwo: three"
    xml = written({"type": "book", "note": note, "scale": "1:10"})
    assert texts(xml, "notes") == ["One\r\rTwo: three\r\rscale: 1:10"]
    found = item(xml)
    assert (found["note"], found["scale"]) == (note, "1:10")


def test_a_file_without_records_is_told():
    with pytest.raises(FormatInvalid, match="no <record>"):
        FORMAT.read("<xml><records/></xml>")
    assert FORMAT.read(" \n") == ()
