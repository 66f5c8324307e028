import pytest

from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse import parse
from joinedup_refs.parse.draft import Label
from joinedup_refs.parse.told_people import with_told_people


def families(raw, variable):
    return [name["family"] for name in to_csl(parse(raw).reference).get(variable, [])]


TAIL = "Notes from the Weir. {} Leeds: Quill Press."


@pytest.mark.parametrize(
    ("told", "editors", "translators"),
    [
        ("Ed. and transl. by Q. Harrow and G. Brook.", ["Harrow", "Brook"], ["Harrow", "Brook"]),
        ("Trans. and ed. Q. Harrow.", ["Harrow"], ["Harrow"]),
        ("Edited and translated by Q. Harrow.", ["Harrow"], ["Harrow"]),
        ("Translated by Q. Harrow.", [], ["Harrow"]),
    ],
)
def test_a_mark_before_the_names_tells_what_they_did(told, editors, translators):
    raw = f"Morano, A. 1971. {TAIL.format(told)}"
    assert families(raw, "editor") == editors
    assert families(raw, "translator") == translators
    assert families(raw, "author") == ["Morano"]


def test_two_who_did_different_things_are_told_apart():
    raw = (
        "Morano, A. (1971). Notes from the Weir, translated by Q. Harrow, edited by J. Brook. "
        "Leeds: Quill Press."
    )
    assert (families(raw, "translator"), families(raw, "editor")) == (["Harrow"], ["Brook"])


def test_people_in_brackets_have_the_part_that_stands_with_them():
    raw = (
        "Morano, A. (2003). Notes from the Weir (M. Berta & A. Fonda, Eds.; D. Macey, Trans.). "
        "Leeds: Quill Press."
    )
    assert families(raw, "editor") == ["Berta", "Fonda"]
    assert families(raw, "translator") == ["Macey"]
    assert to_csl(parse(raw).reference)["title"] == "Notes from the Weir"


@pytest.mark.parametrize(
    ("brackets", "edition", "volume"),
    [
        ("(D. Macey, Trans.; 2nd ed.)", "2", None),
        ("(D. Macey, Trans.; Vol. 3)", None, "3"),
        ("(Vol. 3, D. Macey, Trans.)", None, "3"),
        ("(2nd ed., D. Macey, Trans.)", "2", None),
    ],
)
def test_edition_and_volume_may_stand_beside_the_people_in_brackets(brackets, edition, volume):
    item = to_csl(
        parse(f"Morano, A. (2003). Notes from the Weir {brackets}. Quill Press.").reference
    )
    assert item["title"] == "Notes from the Weir"
    assert [name["family"] for name in item["translator"]] == ["Macey"]
    assert (item.get("edition"), item.get("volume")) == (edition, volume)


def test_the_editor_of_the_book_and_the_translator_of_the_chapter_are_two():
    raw = (
        "Morano, J. (1996). Notes from the Weir (W. Reeve, Trans.). In J. Brook (Ed.), "
        "Readings on water (pp. 3–9). Leeds: Quill Press."
    )
    csl = to_csl(parse(raw).reference)
    assert (families(raw, "translator"), families(raw, "editor")) == (["Reeve"], ["Brook"])
    assert (csl["title"], csl["container-title"]) == ("Notes from the Weir", "Readings on water")


def test_brackets_of_a_title_are_no_names():
    raw = "Notes (two old tales, Eds.). Leeds."
    labels = [Label("title", 0, 27, 0.9)]
    assert with_told_people(labels, raw) == labels


def test_who_wrote_an_introduction_did_not_translate():
    raw = (
        "Gramsci, A. (1971). Selections from the Prison Notebooks, "
        "with an introduction by Q. Hoare. London: Lawrence & Wishart."
    )
    assert families(raw, "translator") == []
    assert families(raw, "contributor") == ["Hoare"]


@pytest.mark.parametrize(
    "told",
    ["(trans. R. Macey)", "(Trans. by R. Macey)", "(translated by R. Macey)"],
)
def test_who_translated_stands_in_brackets_behind_the_mark(told):
    raw = f"Morano, A. (1979) Notes: Weirs in Towns {told}. Leeds: Quill Press."
    assert families(raw, "translator") == ["Macey"]
    assert to_csl(parse(raw).reference)["title"] == "Notes: Weirs in Towns"


def test_initials_behind_the_mark_belong_to_who_translated():
    raw = "trans. H. Macey, Leeds"
    labels = [Label("translator", raw.index("Macey"), raw.index(","), 0.9)]
    behind = "Notes, trans. H. Macey, Leeds"
    at = behind.index("Macey")
    assert with_told_people([Label("translator", at, at + 5, 0.9)], behind) == [
        Label("translator", behind.index("H."), at + 5, 0.9)
    ]
    assert with_told_people(labels, raw) == labels  # nothing says what `trans.` belongs to


def test_trans_before_a_name_and_ed_before_another_are_two_people():
    raw = (
        "Morano (1967) Notes: An Introduction to Weirs, trans. F. Macey, abridged and ed. N. Brook."
        " Leeds: Quill Press."
    )
    assert (families(raw, "translator"), families(raw, "editor")) == (["Macey"], ["Brook"])


def test_a_series_is_nobody_who_helped():
    raw = "Notes, The John Seeley Lectures, Leeds"
    at = raw.index("John")
    (one,) = with_told_people([Label("translator", at, raw.index(", Leeds"), 0.9)], raw)
    assert one.label == "collection-title"


@pytest.mark.parametrize(
    ("bracket", "editors", "translators"),
    [
        ("(Julian Rivers tr, OUP 2002)", [], ["Rivers"]),
        ("(2nd edn, Julian Rivers and Anna Brook trs, OUP 2002)", [], ["Rivers", "Brook"]),
        ("(Julian Rivers ed, Hart Publishing 2002)", ["Rivers"], []),
    ],
)
def test_a_mark_may_stand_between_names_and_imprint(bracket, editors, translators):
    raw = f"Robert Quill, A Theory of Tolls {bracket}"
    assert (families(raw, "editor"), families(raw, "translator")) == (editors, translators)
    csl = to_csl(parse(raw).reference)
    assert (csl["title"], csl.get("publisher-place")) == ("A Theory of Tolls", None)
