"""MODS, written and read."""

import pytest
from lxml import etree

from joinedup_refs import formats
from joinedup_refs.errors import FormatInvalid
from joinedup_refs.formats import Record
from joinedup_refs.notation.csl import from_csl, to_csl
from joinedup_refs.tables import rows

FORMAT = formats.find("mods")
SPACE = {"m": "http://www.loc.gov/mods/v3"}


def written(*items):
    records = [Record(f"r{n}", from_csl(i), f"key{n}") for n, i in enumerate(items, 1)]
    return FORMAT.write(records, "bibtex")


def texts(xml, path):
    return [
        str(t) for t in etree.fromstring(xml.encode()).xpath(f"//{path}/text()", namespaces=SPACE)
    ]


def item(xml):
    (record,) = FORMAT.read(xml)
    return {k: v for k, v in to_csl(record.reference).items() if k != "citation-key"}


def mods(inner):
    return f'<mods xmlns="http://www.loc.gov/mods/v3">{inner}</mods>'


RANGE = (
    "<dateIssued encoding='w3cdtf' point='start'>1999</dateIssued>"
    "<dateIssued encoding='w3cdtf' point='end'>2002</dateIssued>"
)
HOST = "m:relatedItem[@type='host']"


@pytest.mark.parametrize(
    ("kind", "variable", "value", "path", "text"),
    [
        ("article-journal", "container-title", "J", f"{HOST}/m:titleInfo/m:title", "J"),
        ("article-journal", "volume", "4", f"{HOST}/m:part/m:detail[@type='volume']/m:number", "4"),
        ("article-journal", "issue", "3", f"{HOST}/m:part/m:detail[@type='issue']/m:number", "3"),
        ("article-journal", "page", "3-19", f"{HOST}/m:part/m:extent[@unit='pages']/m:end", "19"),
        ("article-journal", "page", "e204", f"{HOST}/m:part/m:extent/m:list", "e204"),
        ("article-journal", "ISSN", "1234-5679", f"{HOST}/m:identifier[@type='issn']", "1234-5679"),
        ("book", "volume", "4", "m:mods/m:part/m:detail[@type='volume']/m:number", "4"),
        ("book", "publisher", "P", "m:mods/m:originInfo/m:publisher", "P"),
        ("chapter", "publisher", "P", f"{HOST}/m:originInfo/m:publisher", "P"),
        ("book", "number-of-pages", "212", "m:physicalDescription/m:extent", "212 p."),
        ("report", "number", "Cm 1", "m:part/m:detail[@type='number']/m:number", "Cm 1"),
        ("thesis", "genre", "PhD thesis", "m:genre[not(@authority)]", "PhD thesis"),
        ("book", "DOI", "10.1/x", "m:identifier[@type='doi']", "10.1/x"),
        ("book", "URL", "https://a.b/c_d", "m:location/m:url", "https://a.b/c_d"),
        (
            "book",
            "issued",
            {"date-parts": [[2013, 2]]},
            "m:dateIssued[@encoding='w3cdtf']",
            "2013-02",
        ),
        (
            "book",
            "issued",
            {"date-parts": [[1599]], "circa": True},
            "m:dateIssued[@encoding='edtf']",
            "1599~",
        ),
        ("book", "issued", {"literal": "in press"}, "m:dateIssued[not(@encoding)]", "in press"),
        ("book", "original-date", {"date-parts": [[-340]]}, "m:dateIssued", "-0339"),
        ("book", "scale", "1:10", "m:note", "scale: 1:10"),
    ],
)
def test_elements(kind, variable, value, path, text):
    xml = written({"type": kind, variable: value})
    assert text in texts(xml, path)
    assert item(xml)[variable] == value


def test_people():
    xml = written(
        {
            "type": "chapter",
            "author": [{"family": "Linden", "given": "Jo", "non-dropping-particle": "van der"}],
            "editor": [{"family": "Grey", "given": "T.", "suffix": "Jr."}, {"literal": "Board"}],
            "collection-editor": [{"family": "Day"}],
        }
    )
    assert texts(xml, "m:mods/m:name/m:namePart[@type='family']") == ["van der Linden"]
    assert texts(xml, f"{HOST}/m:name[@type='corporate']/m:namePart") == ["Board"]
    assert texts(xml, f"{HOST}/m:name/m:namePart[@type='termsOfAddress']") == ["Jr."]
    assert sorted(texts(xml, "m:roleTerm")) == ["aut", "edt", "edt", "edt"]


def test_the_genre_tells_the_kind_to_zotero_and_to_libraries():
    xml = written({"type": "chapter"}, {"type": "report"})
    assert texts(xml, "m:genre[@authority='local']") == ["bookSection", "report"]
    assert texts(xml, "m:genre[@authority='marcgt']") == ["book", "technical report"]
    for row in rows("csl_types"):
        assert item(written({"type": row["type"], "title": "T"}))["type"] == row["type"]


def test_a_record_of_a_library():
    assert item(
        mods(
            "<titleInfo><nonSort>The</nonSort><title>long road</title>"
            "<subTitle>a history</subTitle></titleInfo>"
            "<titleInfo type='alternative'><title>Roads</title></titleInfo>"
            "<name type='personal' usage='primary'><namePart>Stone, Ida</namePart>"
            "<namePart type='date'>1950-</namePart><role><roleTerm type='text'>Author.</roleTerm>"
            "</role></name><name type='corporate'><namePart>Board of Roads</namePart>"
            "<namePart>Maps</namePart><role><roleTerm type='code'>ctb</roleTerm></role></name>"
            "<genre authority='marcgt'>book</genre><originInfo><place><placeTerm type='code'>enk"
            "</placeTerm></place><place><placeTerm type='text'>Leeds</placeTerm></place>"
            "<publisher>Field</publisher><dateIssued>c1999</dateIssued>"
            "<dateIssued encoding='marc' point='start'>1999</dateIssued></originInfo>"
            "<language><languageTerm type='code' authority='iso639-2b'>eng</languageTerm>"
            "</language>"
            "<subject><topic>Roads</topic><geographic>Zenda</geographic></subject>"
            "<identifier type='isbn'>9780306406157</identifier>"
        )
    ) == {
        "type": "book",
        "title": "The long road: a history",
        "author": [{"family": "Stone", "given": "Ida"}],
        "contributor": [{"literal": "Board of Roads. Maps"}],
        "publisher": "Field",
        "publisher-place": "Leeds",
        "issued": {"date-parts": [[1999]]},
        "language": "en",
        "keyword": "Roads",
        "ISBN": "9780306406157",
        "mods.titleInfo[type=alternative]/title": "Roads",
        "mods.originInfo/place/placeTerm[type=code]": "enk",
    }


def test_an_article_is_told_by_its_journal_and_prefixes_do_not_matter():
    xml = (
        '<m:modsCollection xmlns:m="http://www.loc.gov/mods/v3"><m:mods><m:titleInfo>'
        "<m:title>A road</m:title></m:titleInfo>"
        "<m:relatedItem type='host'><m:genre authority='marcgt'>periodical"
        "</m:genre><m:titleInfo><m:title>Roads</m:title></m:titleInfo><m:part><m:date>2009</m:date>"
        "<m:detail type='volume'><m:number>7</m:number></m:detail></m:part></m:relatedItem>"
        "</m:mods></m:modsCollection>"
    )
    assert item(xml) == {
        "type": "article-journal",
        "title": "A road",
        "container-title": "Roads",
        "volume": "7",
        "issued": {"date-parts": [[2009]]},
    }


@pytest.mark.parametrize(
    ("inner", "issued"),
    [
        ("<dateIssued encoding='iso8601'>20130209</dateIssued>", {"date-parts": [[2013, 2, 9]]}),
        (
            RANGE,
            {"date-parts": [[1999], [2002]]},
        ),
        (
            "<dateIssued encoding='w3cdtf' qualifier='approximate'>1601</dateIssued>",
            {"date-parts": [[1601]], "circa": True},
        ),
        ("<copyrightDate>1970</copyrightDate>", {"date-parts": [[1970]]}),
        ("<dateIssued>in spring, maybe</dateIssued>", {"literal": "in spring, maybe"}),
    ],
)
def test_dates(inner, issued):
    assert item(mods(f"<originInfo>{inner}</originInfo>"))["issued"] == issued


def test_what_mods_has_beside_is_written_again():
    xml = mods(
        "<titleInfo><title>T</title></titleInfo><titleInfo type='uniform'>"
        "<title>U</title></titleInfo>"
        "<tableOfContents>One. Two.</tableOfContents><identifier type='lccn'>99-1</identifier>"
    )
    (first,) = FORMAT.read(xml)
    again = FORMAT.write([first], "bibtex")
    assert texts(again, "m:titleInfo[@type='uniform']/m:title") == ["U"]
    assert texts(again, "m:identifier[@type='lccn']") == ["99-1"]
    other = FORMAT.read(again)[0].reference
    assert other.model_copy(update={"citation_key": ""}) == first.reference


def test_a_file_without_records_is_told():
    with pytest.raises(FormatInvalid, match="no element <mods>"):
        FORMAT.read("<modsCollection/>")
    assert FORMAT.read("") == ()


def test_several_titles_of_a_kind_that_has_no_variable_all_come_back():
    others = "<titleInfo type='alternative'><title>One</title></titleInfo>"
    others += "<titleInfo type='alternative'><title>Two</title></titleInfo>"
    contents = "<tableOfContents>a\n\t\tb</tableOfContents>"
    xml = mods(f"<titleInfo><title>T</title></titleInfo>{others}{contents}")
    found = item(xml)
    assert found["mods.titleInfo[type=alternative]/title"] == "One\nTwo"
    assert found["mods.tableOfContents"] == "a\nb"
    assert item(written(found)) == found
