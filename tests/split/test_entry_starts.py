"""Lists wrapped at a column without any mark: where entries begin is told by the list itself."""

import random
import textwrap
import time

import pytest

from joinedup_refs.model.text import Text
from joinedup_refs.read import read
from joinedup_refs.split import split
from joinedup_refs.split.entry_starts import entry_starts
from joinedup_refs.split.lines import lines_of

GIVEN_FIRST = [
    "A. Adams, Bridges over small rivers and those who cross them, Leeds 1979.",
    "B. Brook, The toll and the ferry, Florence, Harbour, 1981",
    "C. D. Castle, Slow boats. An inquiry into the speed of what floats, Paris 1990, p. 12;",
    "D. Dunn, E. Eaton, Tides, York 1971.",
    "E. Firth, The keepers of the archive, in Studies of the lower river, Bari 1966, pp. 33-45;",
    "G. Grant, Timetables, London, Mill, 1959.",
    "H. Hill, Weather and water on the upper river in the years of the great flood, Rome 1988.",
    "I. Ives, Pilots, Leeds 1980,",
    "J. Jones, What tolls pay for, Paris, Quay, 1974.",
]
AUTHOR_YEAR = [
    "Adams, P. (2001). Bridges. Journal of Crossings, Harbour Press",
    "Brook, L. (2004). Why bridges come late. In: Castle, M. and Dunn, R. (Eds.), Rivers. Leeds",
    "Castle, M. (1999). The very long history of tolls. Boston, MA: Quay",
    "Dunn, R. (2005). The keepers and their archive in the years of the flood. London: Mill",
    "Eaton, F. (2011). Pilots. Unpublished document",
    "Firth, G. (2015). Weather on the upper river. Weather and Water, 8, pp. 77-91",
]


def entries(works, width):
    lines = [line for work in works for line in textwrap.wrap(work, width)]
    text = read("References\n\n" + "\n".join(lines) + "\n").text
    parts = split(text)
    laid = text.with_cuts(parts.cuts)
    return [laid.read(*item.at).text for item in parts.items]


@pytest.mark.parametrize("works", [GIVEN_FIRST, AUTHOR_YEAR], ids=["given first", "author-year"])
@pytest.mark.parametrize("width", range(56, 84, 3))
def test_wrapped_lists_whose_entries_end_without_a_stop_or_on_a_full_line(works, width):
    assert entries(works, width) == works


def test_page_ranges_broken_at_their_dash_begin_no_entry():
    works = [
        f"{name}, A. (19{n}9). The crossing of rivers by {name}. Phys. Rev. Lett. 7{n}: 109{n} "
        f"--109{n + 1}, with notes on tolls."
        for n, name in enumerate(["Adams", "Brook", "Castle", "Dunn", "Eaton", "Firth"], 3)
    ]
    lines = [line for w in works for line in w.replace(" --", "\n--").split("\n")]
    text = read("References\n\n" + "\n".join(lines) + "\n").text
    assert [text.slice(i.at[0]).split(",")[0] for i in split(text).items] == [
        "Adams",
        "Brook",
        "Castle",
        "Dunn",
        "Eaton",
        "Firth",
    ]


def test_long_lists_take_time_in_proportion():
    def taken(times):
        chance = random.Random(times)
        words = [
            "tolls",
            "ferries",
            "of",
            "the",
            "river",
            "and",
            "its",
            "keepers",
            "in",
            "years",
            "of",
            "flood",
        ]
        works = [
            f"{chr(65 + n % 26)}dams, B. ({1950 + n % 70}). {' '.join(chance.choices(words, k=22))}"
            for n in range(times)
        ]
        text = Text(printed="\n".join(line for w in works for line in textwrap.wrap(w, 70)))
        lines = lines_of(text)
        began = time.process_time()
        found = entry_starts(lines)
        assert len(found) == times
        return time.process_time() - began

    taken(50)
    assert taken(1200) < 10 * taken(300)


def test_no_lines_begin_nothing():
    assert entry_starts([]) == set()
    assert entry_starts(lines_of(Text(printed="Adams"))) == {0}
