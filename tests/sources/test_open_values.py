"""Abstracts, licences and free copies, out of records of every service and of any shape."""

import catalogue_records as records
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup_refs.model.evidence import FreeCopy
from joinedup_refs.notation import licences
from joinedup_refs.sources import (
    arxiv,
    crossref_work,
    datacite,
    europepmc,
    open_values,
    openalex,
)
from joinedup_refs.sources.open_values import abstract, best, free_copy, licence, unindexed

BY = "http://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("https://creativecommons.org/licenses/by-nc-nd/4.0/legalcode", "CC BY-NC-ND 4.0"),
        ("https://creativecommons.org/licenses/by/3.0/us/", "CC BY 3.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0"),
        ("CC-BY-SA-4.0", "CC BY-SA 4.0"),
        ("cc by", "CC BY"),
        ("Creative Commons BY-NC 4.0 International", "CC BY-NC 4.0"),
        ("cc0", "CC0"),
        ("Apache License, Version 2.0", "Apache-2.0"),
        ("https://opensource.org/licenses/MIT", "MIT"),
        ("https://www.gnu.org/licenses/gpl-3.0.html", "GPL-3.0"),
    ],
)
def test_licences_by_their_names_and_addresses(written, name):
    found = licences.parse(written)
    assert found is not None
    assert licences.format(found) == name
    assert licences.parse(name) == found


@pytest.mark.parametrize(
    "written",
    [
        "",
        "https://www.elsevier.com/tdm/userlicense/1.0/",
        "http://onlinelibrary.wiley.com/termsAndConditions#vor",
        "All rights reserved",
        "https://creativecommons.org.example.net/licenses/by/4.0/",
        "cc by " * 500,
        "publisher-specific-oa",
        "other-oa",
    ],
)
def test_what_is_no_open_licence(written):
    assert licences.parse(written) is None


def test_licences_agree_where_one_says_more():
    by, by4, by3 = (licences.parse(f"CC BY{version}") for version in ("", " 4.0", " 3.0"))
    assert licences.same(by, by4)
    assert not licences.same(by3, by4)
    assert not licences.same(by4, licences.parse("CC BY-NC 4.0"))


def test_each_service_has_its_own_way_of_saying_it():
    found = openalex.candidate(
        records.OPENALEX
        | {
            "abstract_inverted_index": {"Lakes": [0, 2], "and": [1]},
            "best_oa_location": {
                "pdf_url": None,
                "landing_page_url": "https://example.org/lakes",
                "version": "submittedVersion",
                "license": "cc-by-nc",
            },
        }
    )
    assert found.item["abstract"] == "Lakes and Lakes"
    assert found.item["license"] == "CC BY-NC"
    assert found.free_copy == FreeCopy(url="https://example.org/lakes", version="submitted")

    attributes = records.DATACITE["attributes"] | {
        "descriptions": [
            {"descriptionType": "Methods", "description": "Counted."},
            {"descriptionType": "Abstract", "description": "<p>Herons were counted.</p>"},
        ],
        "rightsList": [{"rights": "Creative Commons", "rightsUri": BY}],
    }
    found = datacite.candidate(records.DATACITE | {"attributes": attributes})
    assert found.item["abstract"] == "Herons were counted."
    assert found.item["license"] == "CC BY 4.0"
    assert found.free_copy == FreeCopy(url="https://example.org/heron-counts")
    assert datacite.candidate(records.DATACITE).free_copy is None

    found = europepmc.candidate(
        records.EUROPEPMC
        | {
            "abstractText": "<h4>Aim</h4>To count.<h4>Result</h4>Three.",
            "license": "cc by",
            "fullTextUrlList": {
                "fullTextUrl": [
                    {"availabilityCode": "S", "url": "https://example.org/pay"},
                    {"availabilityCode": "F", "url": "https://example.org/free"},
                ]
            },
        }
    )
    assert found.item["abstract"] == "Aim\nTo count.\nResult\nThree."
    assert found.item["license"] == "CC BY"
    assert found.free_copy == FreeCopy(url="https://example.org/free")

    (entry,) = arxiv.read_feed(
        records.feed([records.ARXIV | {"summary": "Herons\n are sparse."}]).encode()
    )
    found = arxiv.candidate(entry)
    assert found.item["abstract"] == "Herons are sparse."
    assert found.free_copy == FreeCopy(url="https://arxiv.org/abs/2001.12345")


def test_crossref_links_count_where_the_licence_is_open_and_has_begun():
    work = {
        "DOI": "10.5555/lakes",
        "abstract": "<jats:sec><jats:title>Aim</jats:title><jats:p>To\n count</jats:p></jats:sec>",
        "license": [
            {"URL": "https://example.org/tdm", "content-version": "tdm"},
            {
                "URL": BY,
                "content-version": "vor",
                "start": {"date-time": "2025-06-01T00:00:00Z"},
            },
        ],
        "link": [
            {
                "URL": "https://example.org/similarity.pdf",
                "content-type": "application/pdf",
                "intended-application": "similarity-checking",
            },
            {
                "URL": "https://example.org/am.pdf",
                "content-type": "application/pdf",
                "content-version": "am",
                "intended-application": "syndication",
            },
            {
                "URL": "https://example.org/vor.xml",
                "content-type": "text/xml",
                "intended-application": "text-mining",
            },
        ],
    }
    found = crossref_work.candidate(work, retrieved="2025-07-01")
    assert found.item["abstract"] == "Aim\nTo count"
    assert found.item["license"] == "CC BY 4.0"
    assert found.free_copy == FreeCopy(url="https://example.org/am.pdf", version="accepted")
    before = crossref_work.candidate(work, retrieved="2025-05-31")
    assert "license" not in before.item
    assert before.free_copy is None


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "ftp://example.org/x",
        "https://",
        "https://example.org/a b",
        'https://example.org/"><script>',
        "https://example.org/{a}",
        "file:///etc/passwd",
        None,
        7,
        ["https://example.org"],
        "https://example.org/" + "a" * 5000,
    ],
)
def test_hostile_addresses_are_no_copies(address):
    assert free_copy(address) is None


def test_the_published_text_before_others():
    copies = [
        free_copy("https://example.org/1"),
        None,
        free_copy("https://example.org/2", "acceptedVersion"),
        free_copy("https://example.org/3", "publishedVersion"),
    ]
    assert best(copies).url == "https://example.org/3"
    assert best([None]) is None


def test_abstracts_without_markup():
    assert abstract("Abstract: Lakes &amp; ponds.<br/>Ice <b>early</b>") == (
        "Lakes & ponds.\nIce early"
    )
    assert abstract("Abstract art has no lakes.") == "Abstract art has no lakes."
    assert abstract("<p>x" * 100_000) == ""
    assert abstract("word " * 2000).count("word") == 2000
    assert unindexed({"a": [10**12, -1, True, "x"], "b": "no", "c": [0]}) == "c"


_TAGS = ["jats:p", "/jats:p", "jats:title", "/jats:title", "jats:sec", "/jats:sec", "i", "/i"]
_MARKUP = st.sampled_from(
    [*(f"<{tag}>" for tag in _TAGS), "<JATS:P>", "<jats:p", "<", ">", "&amp;", "\n ", "\ue000"]
)


@given(st.lists(_MARKUP | st.text("ab Abstract:\u00a0\u200bé", max_size=9), max_size=12))
def test_paragraphs_are_read_as_any_abstract_is(pieces):
    value = "".join(pieces)
    found = open_values._paragraphs(value)
    slowly = [line for line in map(open_values._line, open_values._BREAK.split(value)) if line]
    assert found is None or found == slowly


def test_paragraphs_alone_take_the_short_way():
    value = "<jats:sec><jats:title>Aims</jats:title>\n<jats:p>Ice\nfirst.</jats:p></jats:sec>"
    assert open_values._paragraphs(value) == ["Aims", "Ice first."] == abstract(value).split("\n")


_ANY = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


@given(_ANY)
def test_whatever_stands_there_nothing_raises(value):
    assert isinstance(abstract(value), str)
    assert isinstance(unindexed(value), str)
    assert isinstance(licence(value), str)
    free_copy(value, value)
    for members in ("license", "link", "abstract"):
        crossref_work.candidate({members: value}, retrieved="2026-11-28")
