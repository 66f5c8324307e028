"""Records put together: no group holds two works, and the order says nothing."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_items import article, people, record

import joinedup_refs as jr
from joinedup_refs.duplicates.doubts import Strength
from joinedup_refs.duplicates.grouping import Against, Edge, grouped
from joinedup_refs.errors import ConfigInvalid


def groups(count, edges, apart=(), different=()):
    pairs = {frozenset(pair) for pair in apart}
    against = Against(
        lambda one, other: frozenset((one, other)) in pairs,
        [f"{n}" for n in range(count)],
        different,
    )
    return grouped(count, edges, against)


def test_edges_join():
    edges = [Edge(0, 1, Strength.WORDS), Edge(1, 2, Strength.PLACE), Edge(3, 4, Strength.WORDS)]
    assert groups(6, edges).groups == ((0, 1, 2), (3, 4))


def test_a_record_that_may_be_either_of_two_works_joins_neither():
    edges = [Edge(0, 1, Strength.WORDS), Edge(1, 2, Strength.WORDS)]
    told = groups(3, edges, apart=[(0, 2)])
    assert told.groups == ()
    assert set(told.undecided) == set(edges)


def test_what_is_better_supported_stays():
    edges = [Edge(0, 1, Strength.IDENTIFIER), Edge(1, 2, Strength.WORDS)]
    told = groups(3, edges, apart=[(0, 2)])
    assert told.groups == ((0, 1),)
    assert told.undecided == (edges[1],)


def test_a_decision_goes_before_all_else():
    edges = [Edge(0, 1, Strength.DECIDED), Edge(1, 2, Strength.IDENTIFIER)]
    assert groups(3, edges, apart=[(0, 1)]).groups == ((0, 1, 2),)
    assert groups(3, edges, different=[(0, 2)]).groups == ((0, 1),)


def test_decisions_that_contradict_each_other_are_refused():
    edges = [Edge(0, 1, Strength.DECIDED), Edge(1, 2, Strength.DECIDED)]
    with pytest.raises(ConfigInvalid, match="contradict each other"):
        groups(3, edges, different=[(0, 2)])


def test_an_article_its_abstract_and_a_record_without_a_place():
    """The bare record is neither put to the one nor to the other."""
    bare = article(volume=None, page=None, issue=None, container_title=None)
    abstract = article(volume="30", page="7", issue="2")
    found = jr.duplicates([[record(i, f"k{n}") for n, i in enumerate((article(), bare, abstract))]])
    assert found.groups == ()


items = st.lists(
    st.builds(
        lambda changes: article(**changes),
        st.fixed_dictionaries(
            {},
            optional={
                "volume": st.sampled_from([None, "22", "23"]),
                "page": st.sampled_from([None, "31-49", "31", "77"]),
                "issue": st.sampled_from([None, "1", "2"]),
                "DOI": st.sampled_from(["10.5555/ps.1", "10.5555/ps.2"]),
                "title": st.sampled_from(["Editorial", "Joint plans for wide rivers and towns"]),
                "author": st.sampled_from([people("Adams, B"), people("Adams, Bea"), None]),
                "container_title": st.sampled_from(["Policy Stud.", "Harbour Notes", None]),
                "abstract": st.sampled_from(["Wide rivers. " * 20, "Deep towns. " * 20]),
            },
        ),
    ),
    max_size=9,
)


@given(items, st.randoms(use_true_random=False))
@settings(max_examples=120)
def test_the_order_of_files_and_records_changes_no_group(held, chance):
    records = [record(item, f"k{n}") for n, item in enumerate(held)]
    mixed = chance.sample(records, len(records))
    cut = len(records) // 2
    assert _named(jr.duplicates([records])) == _named(jr.duplicates([mixed[:cut], mixed[cut:]]))


def _named(found):
    """Give groups by keys; pairs by what is said, for of equal records any may stand for all."""
    told = {frozenset(found.records[p].key for p in group) for group in found.groups}
    pairs = {frozenset(found.works[p].mark for p in (x.one, x.other)) for x in found.possible}
    return told, pairs


@pytest.mark.parametrize("title", ["Joint plans for wide and shallow rivers", "Editorial", "", "—"])
def test_ten_thousand_equal_records(title):
    one = record(article(title=title, author=None))
    many = [one._replace(id=f"k{n}", key=f"k{n}") for n in range(10_000)]
    found = jr.duplicates([many])
    assert len(found.pairs) <= 10_000
    if len(title) > 20:
        assert [len(group) for group in found.groups] == [10_000]
        assert len(found.library.records) == 1
    else:
        assert found.groups == ()
    assert found.counts.all.identified == found.counts.all.duplicates + found.counts.all.left


def test_ten_thousand_records_that_differ_a_little():
    chance = random.Random(4)
    many = [
        record(article(page=f"31-{chance.randrange(32, 99)}", abstract="x" * n), f"k{n}")
        for n in range(3_000)
    ]
    assert [len(group) for group in jr.duplicates([many]).groups] == [3_000]


def test_progress_ends_with_all_records():
    told = []
    many = [[record(article(page=f"{n}"), f"k{n}") for n in range(700)]]
    jr.duplicates(many, on_progress=lambda done, total: told.append((done, total)))
    assert told[0] == (0, 700)
    assert told[-1] == (700, 700)
    assert told == sorted(told)


def test_records_without_a_title_are_left_alone():
    bare = [record({"type": "document"}, f"k{n}") for n in range(500)]
    found = jr.duplicates([bare])
    assert found.groups == ()
    assert found.pairs == ()
