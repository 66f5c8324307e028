"""Several services asked about one list: which are asked, and what is said where they disagree."""

import time

import catalogue_records as records
import pytest
from catalogue_server import Answer
from pretended_time import PretendedTime

import joinedup_refs as jr
from joinedup_refs.model.reference import Article, Book
from joinedup_refs.sources.openalex import KEY

LINE = "Heron, B. (2011), Lakes without birds. Journal of Lakes, 4, 2, pp. 11–29. doi:10.5555/lakes"
BOOK = "Heron, B. (1999), Herons of the lakes. Uppsala: Lake Press. ISBN 978-0-306-40615-7."
OTHERS = [
    f"Owl, C. ({year}), Owls of {year}. Lake Press. ISBN {isbn}."
    for year, isbn in ((1999, "978-0-19-929619-4"), (2001, "978-0-201-53082-7"))
]


@pytest.fixture(autouse=True)
def _alone(monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", KEY):
        monkeypatch.delenv(name, raising=False)


def asking(kind, server):
    return kind(base_url=server.url, timing=PretendedTime().timing)


def listed(*lines):
    return "References\n\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize(("pages", "told"), [("11-29", 0), ("11-31", 1)])
def test_two_services_that_disagree_are_both_named(pages, told):
    heron = records.EUROPEPMC["authorList"]["author"][0]
    second = records.EUROPEPMC | {
        "pageInfo": pages,
        "authorList": {"author": [heron]},
        "commentCorrectionList": None,
    }
    first = records.OPENALEX | {"authorships": records.OPENALEX["authorships"][:1]}
    with records.openalex(first) as alex, records.europepmc(second) as pmc:
        sources = [asking(jr.OpenAlex, alex), asking(jr.EuropePMC, pmc)]
        findings = jr.check(listed(LINE), sources=sources)
    said = [one.message for one in findings if one.code == "EVD005"]
    assert len(said) == told
    for message in said:
        assert "the record W1001 in openalex has pages 11–29" in message
        assert "the record 21000001 in europepmc has pages 11–31" in message
    assert not any(one.code.startswith("RET") for one in findings)


def test_a_retraction_that_pubmed_tells_is_told():
    heron = records.EUROPEPMC["authorList"]["author"][0]
    record = records.EUROPEPMC | {"authorList": {"author": [heron]}}
    with records.europepmc(record) as server:
        findings = jr.check(listed(LINE), sources=[asking(jr.EuropePMC, server)])
    (told,) = [one for one in findings if one.code == "RET001"]
    assert "the record 21000001 in europepmc says so" in " ".join(told.reasons)


def test_each_is_asked_about_what_it_may_have_and_books_together():
    with (
        records.openlibrary({"9780306406157": records.EDITION}) as books,
        records.europepmc() as articles,
    ):
        sources = [asking(jr.OpenLibrary, books), asking(jr.EuropePMC, articles)]
        cleaned = jr.clean(listed(LINE, BOOK, *OTHERS), sources=sources)
        assert [type(r) for r in cleaned.references] == [Article, Book, Book, Book]
        lookups = [one for one in books.asked if one.path == "/api/books"]
        assert [one.parameters["bibkeys"].count("ISBN:") for one in lookups] == [3]
        assert all("lakes" in one.parameters["query"] for one in articles.asked)
        assert not any("herons" in one.parameters["query"] for one in articles.asked)


def test_the_only_source_is_asked_about_everything():
    with records.openlibrary() as books:
        jr.check(listed(LINE), sources=[asking(jr.OpenLibrary, books)])
        assert [one.path for one in books.asked] == ["/search.json"]


def test_one_that_fails_leaves_the_other_its_word():
    with records.openalex(records.OPENALEX) as alex, records.europepmc() as pmc:
        pmc.always = Answer(403, b'{"message": "no"}')
        sources = [asking(jr.OpenAlex, alex), asking(jr.EuropePMC, pmc)]
        findings = jr.check(listed(LINE), sources=sources)
    codes = {one.code for one in findings}
    assert "EVD003" not in codes
    (told,) = [one for one in findings if one.code == "EVD004"]
    assert told.reasons[0].startswith("Europe PMC (at http://127.0.0.1:")


def test_a_source_whose_choice_fails_is_asked():
    class Odd:
        name = "odd"
        asked = 0

        def suits(self, query):
            raise RuntimeError(query)

        def announce(self, queries):
            raise RuntimeError(queries)

        def candidates(self, query, *, most=5):  # noqa: ARG002  (the protocol's names)
            self.asked += 1
            return ()

    odd = Odd()
    jr.check(listed(LINE, BOOK), sources=[odd])
    assert odd.asked == 2


def test_ten_thousand_authors_are_held_against_an_entry_in_good_time():
    authors = [{"raw_author_name": f"Ada Heron{n}"} for n in range(10_000)]
    with records.openalex(records.OPENALEX | {"authorships": authors}) as server:
        began = time.monotonic()
        matches = jr.match(jr.parse(LINE), asking(jr.OpenAlex, server), text=LINE)
        assert time.monotonic() - began < 20
    assert len(matches) == 1
