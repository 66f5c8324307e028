"""One work twice, works that only look alike, and identifiers that two works share."""

import string
from itertools import product

import pytest

import joinedup_refs as jr
from joinedup_refs.build import build
from joinedup_refs.check.copies import _neighbours as neighbours
from joinedup_refs.check.copies import copies
from joinedup_refs.check.printed_works import PrintedWork
from joinedup_refs.check.same_work import same_name
from joinedup_refs.model.layout import Layout
from joinedup_refs.read import read

LIST = Layout(list_only=True)
ADAMS = (
    "Adams, B. and Cole, R. (2001), Joint plans for wide rivers. Policy Studies, 22, 1, pp. 31–49."
)


def documented(*lines):
    return build(read("\n".join(lines) + "\n").text, (), LIST)


def pairs(*lines):
    return [(c.earlier.entry.id, c.later.entry.id) for c in copies(documented(*lines))]


@pytest.mark.parametrize(
    "again",
    [
        "Adams B, Cole R. Joint plans for wide rivers. Policy Stud. 2001;22(1):31-49.",
        "Adams, B. & Cole, R. (2001) joint plans for wide rivers. policy studies, 22, 1, pp. 31–49",
        "Adams, B. J., Cole, R. (2001), Joint Plans for Wide Rivers. Policy Studies, 22, pp. 31–9.",
        "Adams, B. and Cole, R. (2001), Joint plans for wide rivres. Policy Studies, 22, 31–49.",
        "Adams, B., et al. (2001), Joint plans for wide rivers. Policy Studies, 22, 1, pp. 31–49.",
        "Adams, B. and Cole, R. (2001a), Joint plans for wide rivers. Policy Studies, 22, 31–49.",
        "Adams, B. and Cole, R. (2002), Joint plans for wide rivers. Policy Studies, 22, 1, p. 31.",
        "Adam, B. and Cole, R. (2001), Joint plans for wide rivers. Policy Studies, 22, pp. 31–49.",
        "Adams, B. and Cole, R. (2001), Joint plans for wide rivers. Policy Studies, 22, S31–S49.",
    ],
)
def test_one_work_is_known_however_it_is_printed(again):
    assert pairs(ADAMS, again) == [("r1", "r2")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ADAMS, ADAMS.replace("22, 1, pp. 31–49", "23, 1, pp. 12–19")),
        (ADAMS, ADAMS.replace("Policy Studies", "Harbour Notes")),
        (ADAMS, ADAMS.replace("Joint plans", "Reply: Joint plans").replace("31–49", "50–51")),
        (ADAMS, ADAMS.replace("Adams, B.", "Brown, C.").replace("31–49", "77–80")),
        (
            "Adams, B. (2001), Rivers and their rules, 2nd edn (Routledge).",
            "Adams, B. (2001), Rivers and their rules (Routledge).",
        ),
        (
            "Adams, B. (2001), A history of locks. Vol. 1 (Harbour Press).",
            "Adams, B. (2001), A history of locks. Vol. 2 (Harbour Press).",
        ),
        (
            "Adams, B. (2001), Rivers and their rules (Routledge).",
            "Adams, B. (2004), Rivers and their rules (Routledge).",
        ),
        (
            "Adams, B. (2001), Interorganizational trust (Routledge).",
            "Adams, B. (2001), Intraorganizational trust (Routledge).",
        ),
        (
            "Adams, B. (2001), Rivers and their rules (Routledge).",
            "Adams, B. (2001), Rivers and their rules, translated by C. Brown (Routledge).",
        ),
        (
            "Adams, B. (2014), lme: models in layers. R package version 1.1-7.",
            "Adams, B. (2014), lme: models in layers. arXiv:1406.58230.",
        ),
        (
            "Rivers Office (2012), Annual report (Leeds: Rivers Office).",
            "Rivers Office (2013), Annual report (Leeds: Rivers Office).",
        ),
        ("Ibid., p. 12.", "Ibid., p. 12."),
        (
            "Genome Group (2015a). NCBI BioProject.",
            "Genome Group (2015b). NCBI BioProject.",
        ),
    ],
)
def test_works_that_look_alike_are_two(one, other):
    assert pairs(one, other) == []


def test_entries_under_dashes_are_told_apart_by_whom_the_dashes_stand_for():
    lines = (
        "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 31–49.",
        "——— (1999), Notes on joint plans and on what becomes of them.",
        "Brown, C. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.",
        "——— (1999), Notes on joint plans and on what becomes of them.",
    )
    assert not [f for f in jr.check("\n".join(lines)) if f.code == "DUP902"]
    again = (*lines[:2], lines[1])
    (found,) = [f for f in jr.check("\n".join(again)) if f.code == "DUP902"]
    assert found.entries == ("r3", "r2")


def test_of_three_the_second_and_the_third_are_led_to_the_first():
    assert pairs(ADAMS, ADAMS, ADAMS) == [("r1", "r2"), ("r1", "r3")]


def test_lists_of_their_own_are_not_held_against_each_other():
    body = "Plans fail (Adams and Cole, 2001).\n\n"
    text = f"{body}Primary sources\n\n{ADAMS}\n\nReferences\n\n{ADAMS}\n"
    document = build(read(text.replace("Primary sources", "Bibliography")).text)
    assert len(document.regions) == 2
    assert not copies(document)


def test_the_later_is_named_in_a_numbered_list_and_the_poorer_in_a_sorted_one():
    poor = "Adams, B. and Cole, R. (2001), joint plans for wide rivers. Policy Studies, 22, 31–49"
    (sorted_,) = [f for f in jr.check(f"{poor}\n{ADAMS}\n") if f.code == "DUP902"]
    assert sorted_.entries == ("r1", "r2")
    (numbered,) = [f for f in jr.check(f"1. {poor}\n2. {ADAMS}\n") if f.code == "DUP902"]
    assert numbered.entries == ("r2", "r1")
    assert "number 1" in numbered.message


def test_the_message_says_how_each_is_cited():
    text = (
        "Plans fail [1], teams fail [2], and plans fail again [3].\n\nReferences\n\n"
        "1. Adams B. Joint plans for wide rivers. Policy Studies. 2001;22(1):31–49.\n"
        "2. Brown C. Joint teams. Policy Studies. 2002;23(1):1–9.\n"
        "3. Adams B. Joint plans for wide rivers. Policy Stud. 2001;22:31–49.\n"
    )
    (found,) = [f for f in jr.check(text) if f.code == "DUP902"]
    assert "Your text cites this one ([3]): cite number 1 there" in found.message
    assert not found.fixes


def test_of_two_that_nobody_cites_either_can_go():
    text = f"Towns grow (Brown, 2002).\n\nReferences\n\n{ADAMS}\n{ADAMS}\n"
    text += "Brown, C. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n"
    (found,) = [f for f in jr.check(text) if f.code == "DUP902"]
    assert found.message.endswith("Your text cites neither, so either can go.")


def test_a_copy_of_a_cited_entry_is_no_entry_that_nobody_cites():
    text = (
        f"Plans fail (Adams and Cole, 2001).\n\nReferences\n\n{ADAMS}\n"
        "Adams B, Cole R. Joint plans for wide rivers. Policy Stud. 2001;22:31-49.\n"
        "Brown, C. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n"
    )
    found = jr.check(text)
    assert [f.entries for f in found if f.code == "CIT202"] == [("r3",)]
    assert len([f for f in found if f.code == "DUP902"]) == 1


def test_a_shared_identifier_is_told_once_and_not_of_one_work():
    other = (
        "Brown, C. (2002), The cost of ferries. Policy Studies, 23, 1, pp. 1–9. doi:10.5555/ps.1"
    )
    found = jr.check(f"{ADAMS} doi:10.5555/ps.1\n{other}\n")
    assert [f.code for f in found if f.code.startswith("DUP")] == ["DUP901"]
    found = jr.check(f"{ADAMS} doi:10.5555/ps.1\n{ADAMS} doi:10.5555/ps.1\n")
    assert [f.code for f in found if f.code.startswith("DUP")] == ["DUP902"]


def test_taking_an_identifier_out_is_left_to_the_reader():
    other = (
        "Brown, C. (2002), The cost of ferries. Policy Studies, 23, 1, pp. 1–9. doi:10.5555/ps.1"
    )
    cleaned = jr.clean(f"{ADAMS} doi:10.5555/ps.1\n{other}\n")
    (found,) = [f for f in cleaned.findings if f.code == "DUP901"]
    assert [fix.safety for fix in found.fixes] == ["unsafe", "unsafe"]
    assert cleaned.taken(found) is None


def test_many_entries_with_one_title_are_held_against_a_few_each():
    lines = [
        f"{a}{b}delson, B. (2001), Editorial notes. Policy Studies, {n}, 1, pp. 1–9."
        for n, (a, b) in enumerate(product(string.ascii_uppercase, "aeiou"), 1)
    ]
    document = documented(*lines)
    works = tuple(PrintedWork(document, entry) for entry in document.entries)
    pairs_looked_at = sum(1 for _ in neighbours(works))
    assert len(lines) == 130
    assert pairs_looked_at <= 3 * 6 * len(lines)  # both ends of the title, and the page
    assert copies(document) == ()


def test_names_of_journals_and_their_abbreviations():
    assert same_name(
        ("proc", "natl", "acad", "sci"), ("proceedings", "national", "academy", "sciences")
    )
    assert same_name(("pnas",), ("proceedings", "national", "academy", "sciences"))
    assert not same_name(("policy", "society"), ("social", "policy", "society"))
