"""Several lists in a document: a citation belongs to the next list after it."""

import pytest

import joinedup_refs as jr

PROSE = "Ferries were described many times, and few of those who cross have read of it. " * 3
FIRST = [
    "Adams P, Brook L. Ferries of the lower river. J Crossings. 2001;3(2):11-19.",
    "Castle M. Tolls and their payers. River Stud. 1999;12:101-120.",
    "Dunn R, Egan T. The keepers. Arch Rev. 2005;7:44-58.",
]
SECOND = [
    "Foster K. Bridges of the north. J Crossings. 2010;9(1):1-15.",
    "Grant H, Hill S. Why bridges come late. Bridge Eng. 2012;22:210-221.",
    "Ives J. Nobody knew. River Stud. 2011;24:33-40.",
    "Jones Q. The upper valley. Arch Rev. 2013;15:88-97.",
]
SUPPLEMENT = ["King A. More on ferries. J Crossings. 2015;14:5-9."]


def numbered(works, form="[{}] "):
    return "".join(f"{form.format(n)}{work}\n" for n, work in enumerate(works, 1))


def links(text):
    cleaned = jr.clean(text)
    return [(c.number or c.year, c.references) for c in cleaned.result.citations]


@pytest.mark.parametrize("form", ["[{}] ", "{}. ", ""])
def test_numbers_that_begin_anew_belong_to_their_chapter(form):
    text = (
        f"Chapter 1. Rivers\n\n{PROSE}So they say [1, 3].\n\n"
        f"References\n\n{numbered(FIRST, form)}\n"
        f"Chapter 2. Bridges\n\n{PROSE}So they say [1], and more [3,4].\n\n"
        f"References\n\n{numbered(SECOND, form)}\n"
    )
    assert links(text) == [
        ("1", ("r1",)),
        ("3", ("r3",)),
        ("1", ("r4",)),
        ("3", ("r6",)),
        ("4", ("r7",)),
    ]


def test_a_supplement_has_a_list_of_its_own():
    text = (
        f"{PROSE}So they say [1], [2] and [3].\n\nReferences\n\n{numbered(FIRST)}\n"
        f"Supplementary text\n\n{PROSE}More was found since [1].\n\n"
        f"Supplementary References\n\n{numbered(SUPPLEMENT)}"
    )
    assert links(text)[-1] == ("1", ("r4",))
    assert jr.clean(text).result.entries[2].reference.title == "The keepers"


def test_numbers_that_run_on_over_two_lists_are_one_row():
    more = "".join(f"[{n}] {work}\n" for n, work in enumerate(SECOND, 4))
    text = (
        f"{PROSE}So they say [1], [2,3] and [5].\n\nReferences\n\n{numbered(FIRST)}\n"
        f"Methods\n\n{PROSE}As before [2], and as others do [4,6,7].\n\nReferences\n\n{more}"
    )
    told = dict(links(text))
    assert (told["5"], told["2"], told["7"]) == (("r5",), ("r2",), ("r7",))


def test_parts_of_one_list_are_one_list():
    text = (
        f"{PROSE}So they say [1], [2], [3].\n\nReferences\n\n{numbered(FIRST)}\n"
        f"Further reading\n\n{numbered(SECOND)}"
    )
    assert [ids for _, ids in links(text)][:3] == [("r1",), ("r2",), ("r3",)]


def test_of_two_entries_of_one_name_and_year_that_of_the_chapter_is_meant():
    one = "Adams, P. (2001). Ferries. Journal of Crossings, 3, 11–19.\n"
    first = (
        one + "Brook, L. (2003). Tolls. Notes, 1, 1–9.\nCole, D. (2005). Tides. Notes, 2, 3–9.\n"
    )
    other = "Adams, P. (2001). Weather on the river. Weather, 9, 1–15.\n"
    second = (
        other + "Dunn, E. (1999). Boats. Notes, 4, 1–4.\nEaton, F. (1998). Oars. Notes, 5, 2–8.\n"
    )
    text = (
        f"{PROSE}So they say (Adams, 2001).\n\nReferences\n\n{first}\n"
        f"Chapter 2\n\n{PROSE}So they say (Adams, 2001; Brook, 2003).\n\nReferences\n\n{second}"
    )
    assert links(text) == [("2001", ("r1",)), ("2001", ("r4",)), ("2003", ("r2",))]
