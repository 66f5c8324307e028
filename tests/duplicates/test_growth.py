"""The work grows with the records, whatever they have in common."""

import pytest
from counted_work import growth, steps
from made_items import article, record

import joinedup_refs as jr
from joinedup_refs.duplicates.merging import merged
from joinedup_refs.duplicates.reading import Held

SHAPES = {
    "titles of a column": lambda n: article(title="Editorial", page=f"{n}", volume=f"{n % 40}"),
    "one page": lambda n: article(title=f"Note {n} on tolls and on ferries", page="1"),
    "one beginning": lambda n: article(
        title=f"The effects of wide and shallow river {n}", page=f"{n}"
    ),
    "equal records": lambda _n: article(),
    "one identifier": lambda n: article(title=f"Rivers {n}, all of them", DOI="10.5555/ps.1"),
    "no titles": lambda n: article(title=None, page=f"{n}"),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_four_times_the_records_take_not_much_more_than_four_times_the_steps(shape):
    made = [record(SHAPES[shape](n), f"k{n}") for n in range(1000, 1160)]

    def work(count):
        found = jr.duplicates([made[:count]])
        return len(found.library.records), found.pairs_csv()

    work(160)  # what is worked out once, for any records
    few, many = (steps(lambda count=count: work(count)) for count in (40, 160))
    # neighbours are fewer at the edge of so few records
    assert many < 8 * few  # sixteen times would be the product


def test_merging_grows_with_the_records_and_not_with_their_square():
    made = [record(article(keyword=f"rivers {n}, tolls {n}"), f"k{n}") for n in range(160)]
    places = [Held(one, "a.ris", 0, "a.ris") for one in made]
    assert growth(lambda count: merged(places[:count]), 40) < 0.5
