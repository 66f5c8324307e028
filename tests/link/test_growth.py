"""Linking takes work that grows with the text and the list, not with their product."""

import random

import pytest
from counted_work import growth


def _case(kind, count):
    chance = random.Random(7)

    def name():
        return "".join(chance.choice("abcdefghijklmnop") for _ in range(8)).title()

    rows, cited = [], []
    for number in range(count):
        year = 2001 if kind == "one year" else 1900 + number % 120
        family = "Smith" if kind in {"one name", "one pair"} else name()
        other = f" & {name()}, B." if kind == "one pair" else ""
        rows.append(f"{family}, A.{other} | {year} | Work {number} on {name()}")
        printed = name() if kind in {"lost", "one year"} else family
        names = f"{printed} and {other[3:-4]}" if other else printed
        cited.append(f"So it is ({names}, {year}).")
    return " ".join(cited), rows


@pytest.mark.parametrize("kind", ["one name", "one pair", "one year", "lost"])
def test_no_citation_is_held_against_every_entry(linked, kind):
    def work(count):
        assert len(linked(*_case(kind, count)).citations) == count

    assert growth(work, 100) < 0.5
