"""Europe PMC: PubMed records, by PMID, PMCID, DOI or title."""

import catalogue_records as records
import pytest
from pretended_time import PretendedTime

import joinedup_refs as jr
from joinedup_refs.sources.europepmc import candidate
from joinedup_refs.sources.source import Query

SEARCH = Query(
    text="Heron B. Lakes without birds. J Lakes. 2011;4(2):11-29.",
    title="Lakes without birds",
    kind="article-journal",
)


def asker(server):
    return jr.EuropePMC(base_url=server.url, timing=PretendedTime().timing)


def test_a_record_is_a_csl_item_with_what_else_is_known():
    found = candidate(records.EUROPEPMC, retrieved="2026-11-28")
    assert (found.origin.source, found.origin.id) == ("europepmc", "21000001")
    assert found.item == {
        "type": "article-journal",
        "DOI": "10.5555/lakes",
        "PMID": "21000001",
        "PMCID": "PMC3000001",
        "title": "Lakes without birds",
        "author": [
            {"family": "Heron", "given": "Bea"},
            {"literal": "Lake Study Group"},
            {"family": "Dole", "given": "CD"},
        ],
        "issued": {"date-parts": [[2011, 1, 1]]},
        "container-title": "Journal of lakes",
        "container-title-short": "J. Lakes",
        "volume": "4",
        "issue": "2",
        "page": "11-29",
        "ISSN": "0378-5955",
        "language": "eng",
    }
    assert (found.years, found.online_year, found.print_year) == ((2011, 2010), 2010, 2011)


def test_notices_about_the_work_are_told_and_those_about_others_are_not():
    assert [(one.kind, one.label) for one in candidate(records.EUROPEPMC).updates] == [
        ("retraction", "Retraction in")
    ]


@pytest.mark.parametrize(
    ("label", "kinds"),
    [
        ("Expression of concern in", ["concern"]),
        ("Erratum in", ["correction"]),
        ("Retracted and republished in", ["replacement"]),
        ("Retraction of", []),
        ("Comment on", []),
        ("Something new in", []),
    ],
)
def test_kinds_of_notices(label, kinds):
    told = {"commentCorrection": [{"type": label}, {"type": None}, "x"]}
    found = candidate(records.EUROPEPMC | {"commentCorrectionList": told})
    assert [one.kind for one in found.updates] == kinds


def test_a_retracted_publication_is_one_without_a_notice_too():
    record = records.EUROPEPMC | {
        "commentCorrectionList": None,
        "pubTypeList": {"pubType": ["Journal Article", "Retracted Publication"]},
    }
    assert [one.kind for one in candidate(record).updates] == ["retraction"]
    notice = record | {"pubTypeList": {"pubType": ["Retraction of Publication"]}}
    assert candidate(notice).updates == ()


def test_a_preprint_is_one():
    record = {
        "id": "PPR1001",
        "source": "PPR",
        "doi": "10.5555/pre",
        "title": "Lakes without birds",
        "bookOrReportDetails": {"publisher": "bioRxiv", "yearOfPublication": 2010},
        "pubTypeList": {"pubType": ["Preprint"]},
        "firstPublicationDate": "2010-05-01",
    }
    found = candidate(record)
    assert found.origin.id == "PPR1001"
    item = found.item
    assert (item["type"], item["genre"], item["publisher"]) == ("article", "preprint", "bioRxiv")
    assert found.years == (2010,)


def test_a_chapter_is_one():
    record = {
        "id": "NBK1",
        "source": "NBK",
        "title": "Birds.",
        "bookOrReportDetails": {"comprisingTitle": "Lakes", "isbn13": "9780306406157"},
    }
    item = candidate(record).item
    assert (item["type"], item["container-title"]) == ("chapter", "Lakes")
    assert item["ISBN"] == "9780306406157"


def test_what_is_printed_is_looked_up_in_one_request():
    with records.europepmc(records.EUROPEPMC) as server:
        query = SEARCH._replace(pmid="21000001", pmcid="pmc3000001", doi="10.5555/LAKES")
        (found,) = asker(server).candidates(query)
        assert found.origin.id == "21000001"
        (asked,) = server.asked
        assert asked.path == "/search"
        assert asked.parameters == {
            "query": '(EXT_ID:21000001 AND SRC:MED) OR PMCID:PMC3000001 OR DOI:"10.5555/lakes"',
            "resultType": "core",
            "format": "json",
            "pageSize": "6",
        }


def test_a_reference_without_identifier_is_searched_for_by_its_title():
    with records.europepmc(records.EUROPEPMC) as server:
        assert asker(server).candidates(SEARCH)[0].origin.id == "21000001"
        assert server.asked[0].parameters["query"] == "TITLE:(lakes AND without AND birds)"


def test_a_book_is_not_asked_about_unless_an_identifier_is_printed():
    source = jr.EuropePMC()
    assert not source.suits(SEARCH._replace(kind="book"))
    assert source.suits(SEARCH._replace(kind="book", pmid="21000001"))
