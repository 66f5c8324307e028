"""Heads of pages without numbers that go up by one, within and between the entries of a list."""

import pytest

from joinedup_refs.clean import clean_text
from joinedup_refs.model.layout import Layout
from joinedup_refs.notation.recurring_heads import standing_once
from joinedup_refs.notation.running_heads import find
from joinedup_refs.read import read

PAGES = """\
References
1. Adams BC, Brook D. Bridges over small rivers. J
Crossings 2001;4:11-9.
2. Cole E, Dunn F. Ferries and what they are good for
in the winter months. J Crossings Ferries Rev
{}
2005;1:12-24.
3. Evans G, Firth H. Fords of the north.
J Crossings 2012;9:71-6.
4. Grant I, Hirst J. Hip boots for crossing.
J Crossings Ferries Rev 2014;3:25-9.
{}
5. Irwin K, Jones L. What tolls pay for. J Crossings
2007;36:56-62.
"""
"""Five entries, and two places for what stands at the edge of a page."""


def gone(printed):
    return [printed[edge.start : edge.end].strip() for edge in find(printed)]


@pytest.mark.parametrize(
    "heads",
    [
        ("Rivers and Roads 2021; 50: 1-9", "Rivers and Roads 2021; 50: 1-9"),
        ("B. Adams et al.", "B. Adams et al."),
        ("Rivers and Roads 8", "Rivers and Roads 10"),
        ("8 Rivers and Roads", "10 Rivers and Roads"),
    ],
)
def test_a_line_that_comes_back_where_none_can_stand(heads):
    printed = PAGES.format(*heads)
    assert gone(printed) == list(heads)
    cleaned = clean_text(read(printed).text, layout=Layout(list_only=True))
    readings = [cleaned.document.reading(entry) for entry in cleaned.document.entries]
    plain = read(PAGES.replace("{}\n", "")).text
    expected = clean_text(plain, layout=Layout(list_only=True)).document
    assert readings == [expected.reading(entry) for entry in expected.entries]


def test_a_number_far_from_its_head():
    heads = ("Author Manuscript          7", "Author Manuscript          9")
    assert gone(PAGES.format(*heads)) == list(heads)


@pytest.mark.parametrize(
    "heads",
    [
        ("Rivers and Roads 2021; 50: 1-9", "B. Adams et al."),  # each stands once
        ("Rivers and Roads 10", "Rivers and Roads 8"),  # pages do not go back
        ("Leeds: Harbour Press.", "Leeds: Harbour Press."),  # as publishers end an entry
    ],
)
def test_what_may_be_part_of_an_entry_stays(heads):
    assert gone(PAGES.format(*heads)) == []


@pytest.mark.parametrize(
    "line", ["Journal of Crossings", "Harbour University Press", "https://doi.org/10.1234/ab-12"]
)
def test_lines_of_entries_that_come_back_stay(line):
    printed = "".join(
        f"{name}, B. (200{n}) Bridges of {name} and what they cost the town of {name}.\n{line}\n"
        for n, name in enumerate(["Adams", "Brook", "Cole", "Dunn", "Evans"], 1)
    )
    assert gone(printed) == []


def test_a_work_listed_in_two_chapters_stays():
    entry = "Adams, B. (2001) Bridges over rivers and lakes.\nJ Crossings Ferries 2001; 50: 1-9\n"
    other = "Brook, D. (2002) Fords.\nLeeds, Harbour Press, a book of rivers\n"
    assert gone(entry + other + "Chapter two\n\nReferences\n" + entry + other) == []


def test_headings_of_chapters_stay():
    chapter = "On {0}.\nMuch is said of {0}.\n\nReferences\n\nAdams, B. (2001) {0}. Leeds: Press.\n"
    assert gone("".join(map(chapter.format, ["fords", "tolls", "tides"]))) == []


ADAMS = "Adams, B. 2001. Joint plans. Policy Studies 22: 1–9."
BROWN = "Brown, C. 2002. Joint teams. Policy Studies 23: 1–9."


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([ADAMS, "RIVERS AND BORDERS 213", BROWN], [1]),
        ([ADAMS, "212 THE GEOGRAPHICAL REVIEW", BROWN], [1]),
        (["All use subject to http://about.jstor.org/terms", "RIVERS 213", BROWN], [1]),
        (["Adams, B. 2001. Joint plans of the", "RIVERS AND BORDERS 213", "north. Leeds."], [1]),
        ([ADAMS, "2 SECONDARY SOURCES", BROWN], []),
        ([ADAMS, "REPORTS 2015", BROWN], []),
        ([ADAMS, "Rivers and borders 213", BROWN], []),
        (["Adams, B. 2001. JOINT PLANS:", "RIVERS AND BORDERS 213", BROWN], []),
    ],
)
def test_a_head_that_stands_once(lines, found):
    assert list(standing_once(lines)) == found
