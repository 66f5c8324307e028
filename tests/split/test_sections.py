"""Lists under unusual looks: names in full before a colon, a heading of one's own, sections."""

import pytest

from joinedup_refs.build import build
from joinedup_refs.check.policy import Policy
from joinedup_refs.clean import clean_text
from joinedup_refs.model.layout import Layout
from joinedup_refs.model.text import Text
from joinedup_refs.read import read
from joinedup_refs.report.diff import mended_text
from joinedup_refs.split import split

GERMAN = [
    "Auer, Erna: Brücken. Bern: Hafenverlag 1946.",
    "Berg, Fritz / Conrad, Max (Hg.): Fähren. München: Fluss 1976.",
    "Dorn-Ahl, Inge: Die Furt. Frankfurt a. M.: Uferverlag 1981.",
]
FIRST = [
    f"{name}, B. ({n}) Bridges of {name}. Leeds: Harbour Press."
    for n, name in enumerate(["Adams", "Brook", "Cole", "Dunn", "Evans", "Firth"], 2001)
]
SECOND = [
    f"{name}, C. ({n}) Ferries of {name}. Leeds: Harbour Press."
    for n, name in enumerate(["Abel", "Baker", "Clark", "Dale", "Ely", "Fox", "Gale"], 1991)
]


ALL = Layout(list_only=True)
FOUND = Layout()


def items(printed, layout=FOUND):
    text = read(printed, suffix=".txt").text
    return [text.read(*item.at).text for item in split(text, layout).items]


@pytest.mark.parametrize("own", ["", "Literaturverzeichnis"])
@pytest.mark.parametrize("list_only", [False, True])
def test_names_in_full_before_a_colon(own, list_only):
    printed = "Ein Text über Brücken.\n\nLiteraturverzeichnis\n\n" + "\n".join(GERMAN) + "\n"
    assert items(printed, Layout(heading=own, list_only=list_only)) == GERMAN


def test_names_in_full_with_hanging_lines():
    printed = (
        "Literatur\n\nAuer, Erna / Berg, Fritz (Hg.): Die Brücken der Flüsse. Eine\n"
        "    Geschichte in Bildern. Bern: Hafenverlag 1946.\n"
        "Conrad, Max: Fähren im Winter. Über die Kunst, nicht\n"
        "    unterzugehen. In: Jahrbuch 12 (1961), S. 4-19.\n"
        "Dorn, Inge: Die Furt. München: Fluss 1976.\n"
    )
    assert [one[:6] for one in items(printed)] == ["Auer, ", "Conrad", "Dorn, "]


def test_a_town_before_a_publisher_begins_no_entry():
    printed = (
        "References\n\nAdams, B. (2001) Bridges and what they\ncost everybody. Leeds,\n"
        "West Yorkshire: Harbour Press, 2001.\n"
    )
    assert len(items(printed)) == 1


def test_a_heading_that_the_user_names_is_believed():
    printed = "On ferries.\n\nWhat I have used\n\nHarbour plan\nThe bridge book\n"
    assert items(printed) == []
    assert items(printed, Layout(heading="what I have used")) == ["Harbour plan", "The bridge book"]


def test_a_named_heading_over_nothing_heads_no_list():
    assert items("On ferries.\n\nSources\n", Layout(heading="Sources")) == []


def test_a_table_of_contents_is_not_the_list_that_is_named():
    printed = "Contents\nMy sources\nIndex\n\nOn ferries.\n\nMy sources\n\n" + "\n".join(FIRST)
    assert items(printed, Layout(heading="My sources")) == FIRST


SECTIONS = {
    "plain": "Bibliography\n\nPrimary sources\n{}\n\nSecondary sources\n{}\n",
    "numbered": "Literatur\n\n1. Archival material\n{}\n\n2. Published works\n{}\n",
    "spaced": "Literatur\n\n1. Archival material\n\n{}\n\n2. Published works\n\n{}\n",
    "Markdown": "# Bibliography\n\n## Primary sources\n\n{}\n\n## 2. Published works\n\n{}\n",
    "bold": "# Bibliography\n\n**Quellen**\n\n{}\n\n**Forschungsliteratur**\n\n{}\n",
}


@pytest.mark.parametrize("form", SECTIONS)
def test_headings_part_a_list_into_sections(form):
    between = "\n\n" if SECTIONS[form].startswith("#") else "\n"
    printed = SECTIONS[form].format(between.join(FIRST), between.join(SECOND))
    text = read(printed, suffix=".md" if between == "\n\n" else ".txt").text
    document = build(text)
    assert [document.reading(entry) for entry in document.entries] == FIRST + SECOND
    assert document.headings
    for heading in document.headings:
        assert heading in document.leftover
    first, second = document.entries[:6], document.entries[6:]
    assert len({document.section_of(entry) for entry in first}) == 1
    assert len({document.section_of(entry) for entry in second}) == 1
    assert document.section_of(first[0]) != document.section_of(second[0])
    cleaned = clean_text(text, policy=Policy(level="unsafe"))
    assert not [f for f in cleaned.findings if f.code == "LST104"]
    assert mended_text(cleaned) == printed


def test_a_section_of_what_does_not_look_like_entries():
    talks = ["Interview with a ferryman, Leeds, 3 May 2001.", "Interview with a pilot, Hull."]
    printed = (
        "References\n\n1. Interviews\n\n" + "\n".join(talks) + "\n\n2. Books\n\n" + "\n".join(FIRST)
    )
    assert items(printed) == talks + FIRST


def test_numbers_of_entries_with_short_first_lines_are_no_headings():
    printed = "".join(
        f"{n}. Ministry of {what}\nReport on {what}. Leeds: Harbour Press; 200{n}.\n"
        for n, what in enumerate(["Ferries", "Bridges", "Fords"], 1)
    )
    assert len(items(printed, ALL)) == 3


def test_an_entry_moves_within_its_section_only():
    late = "Zorn, C. (1999) Ferries of Zorn. Leeds: Harbour Press."
    lines = ["Bibliography", "", "Primary sources", *FIRST, "", "Secondary sources"]
    printed = "\n".join([*lines, SECOND[0], late, *SECOND[1:]]) + "\n"
    cleaned = clean_text(Text(printed=printed), policy=Policy(level="unsafe"))
    found = [f for f in cleaned.findings if f.code == "LST104"]
    assert [f.message for f in found] == [
        "The list is alphabetical, but “Zorn” stands between “Abel” and “Baker”."
    ]
    assert mended_text(cleaned) == "\n".join([*lines, *SECOND, late]) + "\n"


def test_the_first_of_a_section_is_put_behind_its_heading():
    lines = ["Bibliography", "", "Primary sources", *FIRST, "", "Secondary sources"]
    printed = "\n".join([*lines, *SECOND[1:4], SECOND[0], *SECOND[4:]]) + "\n"
    cleaned = clean_text(Text(printed=printed), policy=Policy(level="unsafe"))
    assert mended_text(cleaned) == "\n".join([*lines, *SECOND]) + "\n"


@pytest.mark.parametrize("times", [2, 3, 20])
def test_of_lists_one_behind_the_other_no_order_is_told(times):
    cleaned = clean_text(Text(printed="\n".join(FIRST * times)), layout=ALL)
    assert not [f for f in cleaned.findings if f.code == "LST104"]


LAW = [
    "Hirst AB, The Concept of Tolls (Harbour 1961)",
    "Rivers CD, Fords and Empires (Quay 1986)",
    "Wall J, The Authority of Ferries (Harbour 1979)",
]
PROSE = "Tolls are rules.\n\nReferences\n\n"


def test_a_heading_over_a_few_short_entries_heads_a_list():
    assert items(PROSE + "\n".join(LAW) + "\n") == LAW


def test_a_heading_over_sentences_with_years_heads_none():
    lines = [*LAW, "The bridge at Leeds, of 1961, was sold again in 1986"]
    assert items(PROSE + "\n".join(lines) + "\n") == []
