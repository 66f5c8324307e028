"""References matched by several processes, each with the index open."""

import shutil

import pytest
from made_works import made_work

from joinedup_refs.match.entries import match_each, match_many
from joinedup_refs.parse.entries import parse_entry
from joinedup_refs.sources.source import Portable

NUMBERS = [*range(40), 400]


@pytest.fixture
def records(built, lines):
    return built(lines("works.jsonl", map(made_work, range(60))))[1]


@pytest.fixture
def entries():
    works = map(made_work, NUMBERS)
    texts = [
        f"{w['author'][0]['family']}, T. ({w['issued']['date-parts'][0][0]}). {w['title'][0]}. "
        f"Annals of Invented Places, {w['volume']}(2), {w['page']}."
        for w in works
    ]
    return [(parse_entry(text), text) for text in texts]


def test_two_processes_give_what_one_gives_in_order(records, entries):
    done = []
    shared = list(match_many(entries, records, processes=2, on_progress=done.append))
    alone = list(match_many(entries, records))
    assert shared == alone == match_each(entries, records)
    assert done == list(range(1, 42))
    found = [answer.best.candidate.item["DOI"] for answer in shared[:-1]]
    assert found == [f"10.5555/made.{number}" for number in NUMBERS[:-1]]
    assert all(answer.best.verdict == "accept" for answer in shared[:-1])
    assert shared[-1].best is None or shared[-1].best.verdict != "accept"


def test_it_is_opened_once_in_a_process(records):
    assert isinstance(records, Portable)
    again = records.again()
    assert again() is again()
    assert (again().name, len(again())) == (records.name, 60)


def test_an_index_that_is_gone_leaves_every_reference_unreachable(records, entries, folder):
    shutil.rmtree(folder)
    answers = list(match_many(entries, records, processes=2))
    assert len(answers) == 41
    assert all("no index" in answer.failure and not answer.matches for answer in answers)
