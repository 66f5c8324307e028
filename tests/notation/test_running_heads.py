import pytest

from joinedup_refs.notation.running_heads import find


def pages(style, count=4, lines=30, first=7):
    """A text of so many pages, with what stands between them."""
    text = ""
    for page in range(count):
        text += "".join(f"Line {page}-{n} of the text.\n" for n in "abcdefghijklmnopqrstuvwxyzABCD")
        text += style.format(page=first + page)
    return text[:lines] + text[lines:]


@pytest.mark.parametrize(
    "style",
    ["{page}\n", "\n{page}\n\n", "- {page} -\n", "Page {page} of 90\n", "Crossings   {page}\n"],
)
def test_numbers_that_go_up_by_one_from_page_to_page(style):
    text = pages(style)
    gone = [text[edge.start : edge.end].strip() for edge in find(text)]
    assert gone == [style.format(page=n).strip() for n in (7, 8, 9, 10)]


def test_a_head_that_comes_back_beside_the_number():
    text = pages("{page}\nJournal of Crossings\n")
    assert next(text[e.start : e.end] for e in find(text)) == "7\nJournal of Crossings"


def test_the_lines_around_stay_lines():
    text = pages("\n\n{page}\n\n")
    for edge in find(text):
        assert text[edge.start - 1] == "\n"
        assert edge.end == len(text) or text[edge.end] == "\n"


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"{n}\nSmith, J. ({1990 + n}), Title.\nJournal, {n}.\n" for n in range(1, 40)),
        pages("References\n"),
        pages("{page}\n", count=2),
        "".join(f"{n}. Introduction\n" for n in range(30)),
    ],
)
def test_numbers_of_items_and_headings_that_come_back_stay(text):
    assert list(find(text)) == []
