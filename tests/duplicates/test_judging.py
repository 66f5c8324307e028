"""Two records of one work, of possibly one, and of two."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_items import article, book, people, record
from strategies import references

import joinedup_refs as jr
from joinedup_refs.duplicates.judging import Columns, judged, tells_apart
from joinedup_refs.duplicates.recorded_works import RecordedWork
from joinedup_refs.formats import Record

DOI = "10.5555/ps.2001.22"


def verdict(one, other, *beside):
    works = [RecordedWork(record(item)) for item in (one, other, *beside)]
    found = judged(works[0], works[1], Columns(works))
    return found.verdict if found else None


@pytest.mark.parametrize(
    "again",
    [
        article(container_title="Policy Stud."),
        article(container_title="Policy Stud", author=people("Adams, B", "Cole, R")),
        article(title="JOINT PLANS FOR WIDE AND SHALLOW RIVERS"),
        article(title="[Joint plans for <i>wide</i> and shallow rivers.]"),
        article(page="31-9"),
        article(page="31"),
        article(issued={"date-parts": [[2002, 1, 3]]}),
        article(issue=None, issued={"date-parts": [[2001, 12, 31]]}),
        article(title="Joint plans for wide and shalow rivers"),
        article(author=None),
        article(volume="22 Suppl 1"),
        article(type="paper-conference"),
        article(page=None),
        article(container_title="Zhengce Yanjiu"),
    ],
    ids=lambda item: str(sorted(item.items()))[-60:],
)
def test_one_work_as_databases_write_it(again):
    assert verdict(article(), again) == "same"


def test_an_identifier_and_a_title_are_enough():
    bare = article(container_title=None, volume=None, issue=None, page=None, author=None, DOI=DOI)
    assert verdict(article(DOI=DOI.upper()), bare) == "same"
    assert verdict(article(DOI=DOI), article(URL=f"https://doi.org/{DOI}", volume="9")) == "same"
    assert (
        verdict(book(ISBN="0-306-40615-2"), book(ISBN="978-0-306-40615-7", author=None)) == "same"
    )


def test_a_type_is_soon_wrongly_chosen_under_one_identifier():
    posted = article(type="article", container_title=None, DOI=DOI, volume=None, page=None)
    assert verdict(article(DOI=DOI), posted) == "same"
    assert verdict(article(DOI=DOI), posted | {"DOI": "10.1101/2000.01"}) == "possible"
    assert verdict(book(DOI=DOI), book(DOI=DOI, type="chapter", container_title="Locks")) is None


def test_authors_given_up_without_a_sign():
    four = people("Adams, B", "Cole, R", "Dunn, E", "Eaton, F")
    assert verdict(article(author=four, page=None), article(author=four[:3])) == "same"
    assert verdict(article(author=four, page=None), article(author=four[:2])) != "same"


def test_a_journal_goes_by_its_issn():
    one = article(container_title="Gaceta", ISSN="0317-8471", volume=None)
    assert (
        verdict(one, article(container_title="Bulletin", ISSN="0317-8471", volume=None)) == "same"
    )
    other = article(container_title="Bulletin", ISSN="1050-124X", volume=None)
    assert verdict(one, other) != "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (article(), article(title="Joint plans for wide and deep rivers")),
        (
            book(title="C for engineers and for keepers of locks"),
            book(title="C++ for engineers and for keepers of locks"),
        ),
        (article(), article(title="Erratum: Joint plans for wide and shallow rivers", page="99")),
        (article(), article(title="Joint plans for wide and shallow rivers: reply", page="50")),
        (
            article(title="Joint plans for wide and shallow rivers, Part I"),
            article(title="Joint plans for wide and shallow rivers, Part II", page="50-61"),
        ),
        (article(), article(title="Joint plans for wide and shallow rivers: a study protocol")),
        (article(), article(volume="23", page="S12", issue="Suppl 1", genre="Conference Abstract")),
        (
            article(),
            article(type="paper-conference", container_title="Congress of Rivers", volume=None),
        ),
        (article(), article(type="dataset", publisher="Dryad", container_title=None)),
        (article(), article(type="thesis", publisher="Ghent", container_title=None)),
        (article(volume=None, page=None), article(genre="Published Erratum", volume=None)),
        (book(), book(type="chapter", container_title="Locks of the world")),
        (book(edition="1"), book(edition="2nd ed.")),
        (book(edition="First"), book(edition="third edition", ISBN="978-0-306-40615-7")),
        (book(volume="1"), book(volume="2")),
        (book(volume="1", DOI=DOI), book(volume="2", DOI=DOI)),
        (
            article(page="CD001234", DOI="10.1002/14651858.CD001234.pub2", volume=None),
            article(page="CD001234", DOI="10.1002/14651858.CD001234.pub3", volume=None),
        ),
        (
            article(page="CD001234", issue="3", volume="2008"),
            article(page="CD001234", issue="7", volume="2008"),
        ),
    ],
    ids=lambda item: str(item.get("title"))[-25:],
)
def test_two_works(one, other):
    assert verdict(one, other) is None


POSTED = [
    article(type="article", publisher="bioRxiv", container_title=None, DOI="10.1101/2000.01"),
    article(container_title="medRxiv", volume=None, page=None, issue=None),
]


@pytest.mark.parametrize("posted", POSTED, ids=["type", "place"])
def test_a_preprint_and_its_published_version_are_a_person_to_judge(posted):
    later = article(DOI=DOI, issued={"date-parts": [[2003]]})
    assert verdict(later, posted) == "possible"


@pytest.mark.parametrize(
    "other",
    [
        article(author=people("Elm, Ada")),
        article(issued={"date-parts": [[2009]]}),
        article(title="Joint plans for wide and shallow canals"),
        article(type="dataset", publisher="Dryad", container_title=None),
    ],
    ids=["people", "year", "title", "data"],
)
def test_a_preprint_of_another_work_is_not_shown(other):
    assert verdict(other, POSTED[0]) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (article(DOI=DOI), article(DOI="10.2307/4567")),
        (article(PMID="1234"), article(PMID="9999", DOI=DOI)),
        (article(), article(volume=None, page=None, issue=None)),
        (article(), article(page="S31")),
        (article(), article(author=people("Zola, E"))),
        (article(author=None), article(author=None, page=None, volume=None)),
        (article(DOI=DOI), article(DOI=DOI, title="Rivières larges et peu profondes: plans")),
        (book(), book(edition="2")),
        (book(translator=people("Rill, A")), book(translator=people("Mere, O"))),
        (book(type="software", version="1.2"), book(type="software", version="2.0")),
        (book(type="dataset", version="1"), book(type="dataset", version="2")),
        (
            book(type="webpage", URL="https://locks.example/a", container_title="Locks"),
            book(type="webpage", URL="https://locks.example/b", container_title="Locks"),
        ),
        (
            book(type="webpage", issued={"date-parts": [[2001, 3, 4]]}, container_title="Locks"),
            book(type="webpage", issued={"date-parts": [[2001, 3, 5]]}, container_title="Locks"),
        ),
        (
            book(type="paper-conference", event_title="Congress of Locksmiths 1999"),
            book(type="paper-conference", event_title="Harbour Days"),
        ),
        (article(title="Letters", author=None), article(title="Letters", author=None)),
    ],
    ids=lambda item: str(sorted(item.items()))[-40:],
)
def test_what_a_person_has_to_judge(one, other):
    assert verdict(one, other) == "possible"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (book(type="software", version="v1.0"), book(type="software", version="Version 1")),
        (book(type="software", version="2.1"), book(type="software")),
        (
            book(type="webpage", URL="http://www.locks.example/a/", container_title="Locks"),
            book(type="webpage", URL="https://locks.example/a", container_title="Locks"),
        ),
        (
            book(type="paper-conference", event_title="Harbour Days 1999"),
            book(type="paper-conference", event_title="12th Days of the Harbour, Leeds"),
        ),
        (book(translator=people("Rill, A")), book(translator=people("Rill, Ann", "Mere, O"))),
    ],
    ids=lambda item: str(sorted(item.items()))[-40:],
)
def test_versions_addresses_translators_and_conferences_told_in_two_ways(one, other):
    assert verdict(one, other) == "same"


def test_no_record_without_a_version_brings_two_versions_together():
    told = [book(type="software", version=version) for version in ("1.2", None, "2.0")]
    found = jr.duplicates([[record(one, f"k{n}") for n, one in enumerate(told)]])
    assert not any({0, 2} <= set(group) for group in found.groups)


def test_an_abstract_that_both_have_takes_the_doubt_away():
    said = "Rivers that are wide are mostly shallow, and nobody plans for both. " * 5
    bare = article(volume=None, page=None, issue=None)
    assert verdict(article(), bare) == "possible"
    assert verdict(article(abstract=said), bare | {"abstract": said.upper()}) == "same"


def test_a_title_that_many_works_have_is_learnt_from_the_records():
    column = "News and notes from the harbour offices"
    one = article(title=column, volume=None, page="7", author=None)
    other = article(title=column, volume="22", page=None, author=None)
    more = [article(title=column, volume=str(n), page="7") for n in range(1, 4)]
    same = article(title=column, author=None, page="7")
    assert verdict(same, same) == "same"
    assert verdict(same, same, *more) == "possible"
    assert verdict(one, other, *more) is None


def test_the_editor_of_many_editorials():
    first = article(title="Editorial", volume="22", issue="1", page="1-2")
    assert verdict(first, first | {"author": people("Adams, B", "Cole, R")}) == "same"
    assert verdict(first, first | {"issue": "2", "page": "77"}) is None
    assert verdict(first, first | {"issue": "2"}) == "possible"
    assert verdict(first, first | {"author": people("Zola, E")}) == "possible"


@given(st.tuples(references, references))
@settings(max_examples=150)
def test_judging_two_is_symmetric(two):
    one, other = (RecordedWork(Record(f"k{n}", reference)) for n, reference in enumerate(two))
    columns = Columns([one, other])
    here, there = judged(one, other, columns), judged(other, one, columns)
    assert (here is None) == (there is None)
    if here and there:
        assert (here.verdict, here.strength) == (there.verdict, there.strength)
    assert tells_apart(one, other) == tells_apart(other, one)


changes = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from(
            ["Joint plans", "Joint plans for wide and shallow rivers: a study", "Editorial", ""]
        ),
        "volume": st.sampled_from([None, "22", "23"]),
        "issue": st.sampled_from([None, "1", "2", "Suppl 1"]),
        "page": st.sampled_from([None, "31-49", "31", "S31", "e12345"]),
        "DOI": st.sampled_from([DOI, "10.2307/4567"]),
        "author": st.sampled_from([None, people("Adams, B"), people("Zola, E")]),
        "container_title": st.sampled_from([None, "Policy Stud.", "Harbour Notes"]),
        "type": st.sampled_from(["article-journal", "paper-conference", "book", "chapter"]),
        "genre": st.sampled_from(["Conference Abstract"]),
    },
)


@given(changes, changes)
@settings(max_examples=300)
def test_judging_two_that_are_alike_is_symmetric(one, other):
    assert verdict(article(**one), article(**other)) == verdict(article(**other), article(**one))
