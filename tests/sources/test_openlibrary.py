"""Open Library: books, by ISBN or by title and author."""

import catalogue_records as records
from pretended_time import PretendedTime

import joinedup_refs as jr
from joinedup_refs.sources.openlibrary import candidate
from joinedup_refs.sources.source import Query

SEARCH = Query(
    text="Heron, B. (2004), Herons of the lakes: a field guide. Uppsala: Lake Press.",
    title="Herons of the lakes: a field guide",
    authors=("Heron",),
    kind="book",
)


def asker(server):
    return jr.OpenLibrary(base_url=server.url, timing=PretendedTime().timing)


def test_an_edition_says_what_stands_on_its_title_page():
    found = candidate(records.EDITION, retrieved="2026-11-28")
    assert (found.origin.source, found.origin.id) == ("openlibrary", "OL1001M")
    assert found.item == {
        "type": "book",
        "title": "Herons of the lakes: a field guide",
        "author": [{"family": "Heron", "given": "Bea"}],
        "issued": {"date-parts": [[1999]]},
        "publisher": "Lake Press",
        "publisher-place": "Uppsala",
        "ISBN": "9780306406157",
    }
    assert found.years == (1999,)


def test_a_work_of_several_editions_has_their_years_and_no_publisher():
    found = candidate(records.WORK)
    assert found.origin.id == "OL2002W"
    assert found.years == (1987, 1999, 2004)
    assert sorted(found.item) == ["author", "title", "type"]


def test_a_work_of_one_edition_has_what_that_has():
    lone = {"edition_count": 1, "publish_year": [1987], "publisher": ["Lake Press"]}
    item = candidate(records.WORK | lone).item
    assert (item["publisher"], item["ISBN"]) == ("Lake Press", "9780306406157")
    assert item["issued"] == {"date-parts": [[1987]]}


def test_an_isbn_is_looked_up_in_its_long_form():
    with records.openlibrary({"9780306406157": records.EDITION}) as server:
        (found,) = asker(server).candidates(SEARCH._replace(isbn="0306406152"))
        assert found.origin.id == "OL1001M"
        assert [(one.path, one.parameters) for one in server.asked] == [
            ("/api/books", {"bibkeys": "ISBN:9780306406157", "format": "json", "jscmd": "data"})
        ]


def test_announced_isbns_are_looked_up_together():
    with records.openlibrary({"9780306406157": records.EDITION}) as server:
        source = asker(server)
        queries = [SEARCH._replace(isbn=i) for i in ("9780306406157", "9780199296194")]
        source.announce(queries)
        source.candidates(queries[0])
        assert server.asked[0].parameters["bibkeys"] == "ISBN:9780306406157,ISBN:9780199296194"
        assert len(server.asked) == 1


def test_a_book_is_searched_for_by_title_and_author():
    with records.openlibrary(None, records.WORK) as server:
        (found,) = asker(server).candidates(SEARCH)
        assert found.origin.id == "OL2002W"
        (asked,) = server.asked
        assert asked.path == "/search.json"
        assert asked.parameters["title"] == "herons of the lakes"
        assert asked.parameters["author"] == "heron"
        assert asked.parameters["limit"] == "5"


def test_a_work_that_was_found_is_accepted_for_any_of_its_editions():
    with records.openlibrary(None, records.WORK) as server:
        entry = jr.parse("Heron, B. (2004), Herons of the lakes. Uppsala: Lake Press.")
        (best, *_) = jr.match(entry, asker(server))
        assert best.agreement["issued"] == "equal"
        assert best.verdict in {"accept", "review"}


def test_articles_are_not_asked_about():
    source = jr.OpenLibrary()
    assert source.suits(SEARCH)
    assert not source.suits(SEARCH._replace(kind="article-journal"))
    assert source.suits(SEARCH._replace(kind="article-journal", isbn="9780306406157"))
