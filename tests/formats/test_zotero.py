"""What is written for Zotero: its RDF, and CSL-JSON as its importer keeps it."""

import json

import pytest
from lxml import etree

from joinedup_refs import formats
from joinedup_refs.formats import Record
from joinedup_refs.notation.csl import from_csl, to_csl
from joinedup_refs.tables import rows

RDF = formats.find("zotero-rdf")
CSL = formats.find("csl-json")
SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "z": "http://www.zotero.org/namespaces/export#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "bib": "http://purl.org/net/biblio#",
    "foaf": "http://xmlns.com/foaf/0.1/",
}


def rdf(*items):
    assert RDF.write
    records = [Record(f"r{n}", from_csl(i), f"key{n}") for n, i in enumerate(items, 1)]
    return etree.fromstring(RDF.write(records, "zotero").encode())


def texts(root, path):
    return root.xpath(f"//{path}/text()", namespaces=SPACES)


def for_zotero(item):
    assert CSL.write
    (written,) = json.loads(CSL.write([Record("r1", from_csl(item))], "zotero"))
    return {k: v for k, v in written.items() if k != "id"}


def test_a_command_paper():
    root = rdf(
        {
            "type": "report",
            "title": "Transformational Government",
            "author": [{"literal": "Cabinet Office"}],
            "genre": "Command Paper",
            "number": "Cm 6683",
            "publisher": "The Stationery Office",
            "publisher-place": "London",
            "issued": {"date-parts": [[2005, 11]]},
            "keyword": "care, towns",
            "note": "One\ntwo <b>\n\nthree",
        }
    )
    assert texts(root, "z:itemType") == ["report"]
    assert texts(root, "z:citationKey") == ["key1"]
    assert texts(root, "dc:title") == ["Transformational Government"]
    assert texts(root, "bib:authors//foaf:surname") == ["Cabinet Office"]
    assert texts(root, "bib:authors//foaf:givenName") == []
    assert texts(root, "z:reportType") == ["Command Paper"]
    assert texts(root, "z:reportNumber") == ["Cm 6683"]
    assert texts(root, "z:institution") == ["The Stationery Office"]
    assert texts(root, "z:place") == ["London"]
    assert texts(root, "z:date") == ["2005-11"]
    assert texts(root, "dc:subject") == ["care", "towns"]
    assert texts(root, "rdf:value") == ["<p>One<br/>two &lt;b&gt;</p><p>three</p>"]
    (link,) = root.xpath("//dcterms:isReferencedBy/@rdf:resource", namespaces=SPACES)
    assert root.xpath("//bib:Memo/@rdf:about", namespaces=SPACES) == [link]
    assert texts(root, "z:extra") == []


@pytest.mark.parametrize(
    ("kind", "item_type", "variable", "value", "path"),
    [
        ("article-journal", "journalArticle", "container-title", "J", "z:publicationTitle"),
        ("chapter", "bookSection", "container-title", "B", "z:bookTitle"),
        ("paper-conference", "conferencePaper", "container-title", "P", "z:proceedingsTitle"),
        ("paper-conference", "conferencePaper", "event-title", "C", "z:conferenceName"),
        ("paper-conference", "conferencePaper", "event-place", "Rome", "z:place"),
        ("webpage", "webpage", "container-title", "W", "z:websiteTitle"),
        ("thesis", "thesis", "publisher", "U", "z:university"),
        ("software", "computerProgram", "publisher", "C", "z:company"),
        ("software", "computerProgram", "version", "2.2", "z:versionNumber"),
        ("dataset", "dataset", "version", "3", "z:versionNumber"),
        ("dataset", "dataset", "publisher", "R", "z:repository"),
        ("article", "preprint", "number", "arXiv:1", "z:archiveID"),
        ("legislation", "statute", "number", "c. 7", "z:publicLawNumber"),
        ("legal_case", "case", "authority", "High Court", "z:court"),
        ("patent", "patent", "number", "US1", "z:patentNumber"),
        ("book", "book", "number-of-pages", "350", "z:numPages"),
        ("book", "book", "collection-title", "S", "z:series"),
        ("book", "book", "collection-number", "5", "z:seriesNumber"),
        ("standard", "standard", "number", "ISO 690", "z:number"),
    ],
)
def test_fields(kind, item_type, variable, value, path):
    root = rdf({"type": kind, variable: value})
    assert texts(root, "z:itemType") == [item_type]
    assert texts(root, path) == [value]
    assert texts(root, "z:extra") == []


def test_creators():
    root = rdf(
        {
            "type": "chapter",
            "author": [{"family": "Berg", "given": "Ann", "non-dropping-particle": "van den"}],
            "editor": [{"family": "King", "given": "Martin", "suffix": "Jr."}],
            "translator": [{"family": "Lee", "given": "T."}],
            "container-author": [{"family": "Roe", "given": "R."}],
        },
        {"type": "speech", "author": [{"family": "Blair", "given": "Tony"}]},
    )
    assert texts(root, "bib:authors//foaf:surname") == ["van den Berg"]
    assert texts(root, "bib:editors//foaf:givenName") == ["Martin, Jr."]
    assert texts(root, "z:translators//foaf:surname") == ["Lee"]
    assert texts(root, "z:bookAuthors//foaf:surname") == ["Roe"]
    assert texts(root, "z:presenters//foaf:surname") == ["Blair"]


def test_what_zotero_has_no_field_for_goes_to_extra():
    root = rdf({"type": "treaty", "title": "T", "status": "in force", "DOI": "10.1/x"})
    assert texts(root, "z:itemType") == ["statute"]
    (extra,) = texts(root, "z:extra")
    assert set(extra.split("\n")) == {"type: treaty", "status: in force"}
    assert texts(root, "z:DOI") == ["10.1/x"]


def test_every_type_has_an_item_type():
    assert {row["type"] for row in rows("zotero_types")} == {r["type"] for r in rows("csl_types")}


def test_signs_that_xml_forbids_are_left_out():
    assert texts(rdf({"type": "book", "title": "a\x00\x0b<b>&\ud7ff"}), "dc:title") == [
        "a<b>&\ud7ff"
    ]


def test_software_does_not_make_zotero_refuse_the_file():
    assert for_zotero({"type": "software", "title": "T", "version": "2"}) == {
        "type": "book",
        "title": "T",
        "version": "2",
    }
    assert for_zotero({"type": "software", "title": "T"})["note"] == "type: software"


def test_particles_and_suffixes_are_not_lost():
    name = {
        "family": "Aalst",
        "given": "Wil",
        "non-dropping-particle": "van der",
        "dropping-particle": "de",
        "suffix": "Jr.",
    }
    found = for_zotero({"type": "book", "author": [name, {"literal": "Cabinet Office"}]})
    assert found["author"] == [
        {"family": "de van der Aalst", "given": "Wil, Jr."},
        {"literal": "Cabinet Office"},
    ]


def test_a_statute_keeps_its_publisher_in_the_note():
    found = for_zotero(
        {"type": "legislation", "title": "T", "publisher": "TSO", "genre": "Act", "note": "Mine"}
    )
    assert found == {
        "type": "legislation",
        "title": "T",
        "note": "Mine\npublisher: TSO\ngenre: Act",
    }


def test_seasons_abbreviations_and_keywords():
    found = for_zotero(
        {
            "type": "article-journal",
            "container-title-short": "J.",
            "keyword": "care",
            "issued": {"date-parts": [[1949]], "season": 1},
        }
    )
    assert found["issued"] == {"date-parts": [[1949]], "season": "Spring"}
    assert found["journalAbbreviation"] == "J."
    assert found["note"] == "keyword: care"
    assert CSL.read
    (back,) = CSL.read(json.dumps([found]))
    assert back.reference.issued.season == 1


def test_every_tricky_record_is_written(corpora):
    assert CSL.read
    records = CSL.read((corpora / "formats" / "tricky.csl.json").read_text(encoding="utf-8"))
    assert RDF.write
    root = etree.fromstring(RDF.write(records, "zotero").encode())
    assert texts(root, "z:citationKey") == [record.id for record in records]
    assert len(texts(root, "dc:title")) == len(records)
    assert CSL.write
    written = json.loads(CSL.write(records, "zotero"))
    assert len(written) == len(records)
    assert "software" not in {item["type"] for item in written}


def test_a_field_that_the_type_has_not_is_told_in_the_note():
    page = {
        "type": "webpage",
        "title": "T",
        "container-title": "Site",
        "archive": "Deep",
        "edition": "2",
    }
    assert for_zotero(page) == {
        "type": "webpage",
        "title": "T",
        "container-title": "Site",
        "note": "archive: Deep\nedition: 2",
    }


@pytest.mark.parametrize(
    ("csl_type", "variable", "value", "field"),
    [
        ("article-journal", "PMID", "12345678", "PMID"),
        ("book", "original-date", {"date-parts": [[1890]]}, "originalDate"),
    ],
)
def test_what_only_the_newest_schema_has_is_in_its_field_and_in_extra(
    csl_type, variable, value, field
):
    item = {"type": csl_type, "title": "T", variable: value}
    root = rdf(item)
    assert len(texts(root, f"z:{field}")) == 1
    assert texts(root, "z:extra")[0].startswith(f"{variable}: ")
    (back,) = RDF.read(etree.tostring(root, encoding="unicode"))
    assert {k: v for k, v in to_csl(back.reference).items() if k != "citation-key"} == item


@pytest.mark.parametrize(
    ("item", "path"),
    [
        ({"type": "software", "author": [{"literal": "Team"}]}, "schema:author"),
        ({"type": "motion_picture", "producer": [{"literal": "Team"}]}, "schema:producer"),
    ],
)
def test_creators_stand_where_the_importer_looks_for_them_too(item, path):
    root = rdf(item | {"title": "T"})
    spaces = SPACES | {"schema": "http://schema.org/"}
    assert root.xpath(f"//{path}//foaf:surname/text()", namespaces=spaces) == ["Team"]
    assert RDF.read
    (back,) = RDF.read(etree.tostring(root, encoding="unicode"))
    found = to_csl(back.reference)
    assert {k: v for k, v in found.items() if k != "citation-key"} == item | {"title": "T"}


def test_names_of_a_kind_that_the_type_has_not_are_no_authors():
    people = [{"family": "Roe", "given": "R."}]
    found = for_zotero({"type": "thesis", "author": people, "editor": people})
    assert found["author"] == people
    assert found["note"] == "editor: Roe, R."


ACCEPTED = {  # an item of any other type, and Zotero refuses the whole file
    *("article", "article-journal", "article-magazine", "article-newspaper", "bill", "book"),
    *("broadcast", "chapter", "dataset", "entry", "entry-dictionary", "entry-encyclopedia"),
    *("figure", "graphic", "interview", "legal_case", "legislation", "manuscript", "map"),
    *("motion_picture", "musical_score", "pamphlet", "paper-conference", "patent"),
    *("personal_communication", "post", "post-weblog", "report", "review", "review-book", "song"),
    *("speech", "thesis", "treaty", "webpage"),
}


@pytest.mark.parametrize("csl_type", [row["type"] for row in rows("csl_types")])
def test_every_type_is_written_as_one_that_the_importer_accepts(csl_type):
    assert for_zotero({"type": csl_type, "title": "T"})["type"] in ACCEPTED


@pytest.mark.parametrize(
    ("csl_type", "written", "note"),
    [
        ("review-book", "article-journal", "type: review-book"),
        ("pamphlet", "manuscript", "type: pamphlet"),
        ("treaty", "legislation", "type: treaty"),
        ("collection", "pamphlet", "type: collection"),
        ("hearing", "bill", "type: hearing"),
        ("standard", "report", "type: standard"),
        ("document", "pamphlet", "type: document"),
    ],
)
def test_a_type_that_zotero_has_not_is_the_nearest_and_told(csl_type, written, note):
    found = for_zotero({"type": csl_type, "title": "T"})
    assert (found["type"], found.get("note")) == (written, note)


@pytest.mark.parametrize(
    ("item", "note"),
    [
        ({"type": "book", "version": "3"}, "version: 3"),  # would be taken for a program
        ({"type": "bill", "publisher": "TSO"}, "publisher: TSO"),  # for a hearing
        ({"type": "song", "number": "3"}, "number: 3"),  # for a podcast
    ],
)
def test_no_value_makes_an_item_of_another_type(item, note):
    assert for_zotero(item) == {"type": item["type"], "note": note}


@pytest.mark.parametrize(
    ("date", "literal"),
    [
        ({"date-parts": [[2012, 6, 14], [2012, 6, 15]]}, "2012-06-14/2012-06-15"),
        ({"date-parts": [[1599]], "circa": True}, "1599~"),
    ],
)
def test_the_end_of_a_range_and_circa_are_kept(date, literal):
    found = for_zotero({"type": "book", "issued": date})
    assert found["issued"] == {"literal": literal}
    assert CSL.read
    (back,) = CSL.read(json.dumps([found]))
    assert to_csl(back.reference)["issued"] == date


def test_a_day_of_access_that_is_none_goes_to_the_note():
    accessed = {"date-parts": [[2024, 1]]}
    assert for_zotero({"type": "book", "accessed": accessed})["note"] == "accessed: 2024-01"


def test_a_key_is_given_along():
    assert CSL.write
    written = json.loads(CSL.write([Record("a1", from_csl({"type": "book"}), "a1")], "zotero"))
    assert written == [{"id": "a1", "type": "book", "citation-key": "a1"}]


def test_a_field_that_a_type_of_item_has_not_is_told_in_extra():
    root = rdf({"type": "webpage", "title": "T", "archive": "Deep"})
    assert texts(root, "z:archive") == []
    assert texts(root, "z:extra") == ["archive: Deep"]
