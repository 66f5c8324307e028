"""What cleaning heals and harms in references set from real records, on a fixed sample."""

import random

import pytest
from benchmarks import heal_and_harm

from joinedup_refs.sources.memory import Memory


@pytest.fixture(scope="module")
def sample(corpora):
    records = heal_and_harm.candidates(corpora / "crossref" / "works.jsonl.gz", every=9)
    articles = heal_and_harm.drawn(records, 120, 3)
    return records, articles, list(heal_and_harm.lists(articles, 3))


@pytest.mark.corpus
def test_planted_errors_are_healed_and_no_right_value_is_harmed(sample):
    records, articles, lists = sample
    assert len(articles) == 120
    outcome = heal_and_harm.measured(lists, [Memory("works", records.values())])
    planted = sum(outcome.planted[error] for error in heal_and_harm.HEALABLE)
    assert planted >= 45
    assert outcome.harmed == []
    assert outcome.mended.total() >= 0.80 * planted
    assert outcome.mended.total() + outcome.proposed.total() >= 0.85 * planted


@pytest.mark.corpus
def test_without_the_records_not_one_value_changes(sample):
    records, articles, lists = sample
    outcome = heal_and_harm.measured(
        lists, [Memory("works", heal_and_harm.others(records, articles))]
    )
    assert outcome.changed == 0
    assert outcome.harmed == []


@pytest.mark.corpus
def test_a_second_source_stops_what_a_false_record_says(sample):
    records, articles, lists = sample
    rng = random.Random(3)
    false = [heal_and_harm.falsified(one, rng, 0.1) for one in articles]
    assert sum(len(wrong) for _, wrong in false) >= 60
    sources = [Memory("false", [one for one, _ in false]), Memory("works", records.values())]
    assert heal_and_harm.measured(lists, sources).harmed == []
