"""Comments in plain text, and per cent signs that are none."""

import pytest

from joinedup_refs.build import build
from joinedup_refs.model.layout import Layout
from joinedup_refs.notation import comments
from joinedup_refs.read import read
from joinedup_refs.styles import own

ADAMS = "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9."
BROWN = "Brown, C. (2002), Joint teams. Policy Studies, 23, 4, pp. 21–29."
MINE = "% look this one up"
ASKS = "% joinedup-refs: ignore[NUM703] as the publisher prints it"
LIST = (
    f"{MINE}\n{ADAMS}\n{ASKS}\n  {MINE} (and that)\n{BROWN} {ASKS}\n\n{MINE}\n"
    f"Clark, D. (2003), Joint\n{ASKS}\nfunds. Public Administration, 81, 2, pp. 31–49.\n"
)


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in comments.find(text)]


def test_comments_stand_before_behind_and_within_entries():
    assert found(LIST) == [MINE, ASKS, f"{MINE} (and that)", ASKS, MINE, ASKS]


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_every_line_ending_is_one(ending):
    assert found(LIST.replace("\n", ending)) == found(LIST)


@pytest.mark.parametrize(
    "text",
    [
        "Brown, C. (2002), What the other 50\n% of towns pay. Policy Studies, 23, pp. 1–9.",
        "Brown, C. (2002), What half of all towns (50\n\t% in 2001) pay.",
        f"{ADAMS} 12 % of all, said 5% once.",
    ],
)
def test_a_per_cent_sign_is_no_comment(text):
    assert not found(text)


def test_no_comment_is_an_entry_or_a_part_of_one():
    document = build(read(LIST).text, (), Layout(list_only=True))
    assert [document.reading(entry) for entry in document.entries] == [
        ADAMS,
        BROWN,
        "Clark, D. (2003), Joint funds. Public Administration, 81, 2, pp. 31–49.",
    ]
    assert not document.leftover


def test_the_list_as_printed_keeps_its_comments():
    document = build(read(LIST).text, (), Layout(list_only=True))
    assert own.write(document, "txt") == LIST.removeprefix(f"{MINE}\n").rstrip("\n")


@pytest.mark.parametrize("hostile", ["%\n" * 100_000, "a\n" + "%a\n" * 100_000, "%" * 200_000])
def test_a_hostile_text_gives_stretches_apart(hostile):
    ends = [0]
    for start, end in comments.find(hostile):
        assert ends[-1] <= start < end
        ends.append(end)
    assert len(ends) <= hostile.count("\n") + 2
