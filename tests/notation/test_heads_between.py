"""Heads of pages with a number that stand between entries, and what only looks like them."""

import pytest

from joinedup_refs.clean import clean_text
from joinedup_refs.model.layout import Layout
from joinedup_refs.notation.heads_between import standing_between
from joinedup_refs.read import read

ADAMS = "ADAMS, B. (2001), ‘Joint plans’, Policy Studies, 22 (1), 1–9."
BROWN = "BROWN, C. (2002), Joint Teams, Leeds: Harbour Press."
CLARK = "CLARK, D. (2003), ‘Joint funds’, Policy Studies, 24 (1), 21–9."
REST = [
    f"{name}, E. (2004), ‘Joint {noun}’, Policy Studies, 25 ({n}), 3–9."
    for n, (name, noun) in enumerate(
        [("DUNN", "aims"), ("EVANS", "ways"), ("FIRTH", "costs"), ("GRANT", "gains")], 1
    )
]
LIST = [BROWN, CLARK, *REST]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([ADAMS, "Shared rivers 279", BROWN, "Shared rivers 281", CLARK], [1, 3]),
        ([ADAMS, "278 Shared rivers", BROWN, "280 Shared rivers", CLARK], [1, 3]),
        ([ADAMS, "Shared rivers 279", *LIST], [1]),
        ([ADAMS, "Shared rivers 281", BROWN, "Shared rivers 279", CLARK], []),  # pages go up
        ([ADAMS, "Shared rivers 2", *LIST], []),  # a part's heading
        ([ADAMS, "Shared rivers 279", BROWN], []),  # nothing is known of the list
        ([ADAMS, "Harbour Working Paper 279", *LIST], []),
        ([ADAMS, "Harbour Reports 1999", *LIST], []),
        # a journal and its volume end entries that have no pages before it
        (["ADAMS, B. (2001), Plans.", "Policy Studies 22", BROWN, "Policy Studies 23", CLARK], []),
        (["ADAMS, B. (2001), Wages, 1990–2000.", "Policy Studies 122", *LIST], []),
    ],
)
def test_heads_with_a_number(lines, found):
    assert list(standing_between(lines)) == found


def test_such_heads_are_no_entries_and_no_part_of_one():
    lines = [ADAMS, "Shared rivers 279", BROWN, "Shared rivers 281", CLARK]
    cleaned = clean_text(read("\n".join(lines)).text, layout=Layout(list_only=True))
    assert [r.title for r in cleaned.references] == ["Joint plans", "Joint Teams", "Joint funds"]
    readings = [cleaned.document.reading(entry) for entry in cleaned.document.entries]
    assert readings == [ADAMS, BROWN, CLARK]
