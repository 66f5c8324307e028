import pytest
from counted_work import growth

from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse import parse
from joinedup_refs.parse.draft import Label
from joinedup_refs.parse.offices import with_offices

BODIES = [
    "Department for Business, Innovation and Skills",
    "Department of the Environment, Transport and the Regions",
    "Ministry of Agriculture, Fisheries and Food",
    "Her Majesty's Inspectorate of Prisons",
    "Social Market Foundation",
    "Health and Social Care Information Centre",
    "Joint Council for the Welfare of Immigrants",
    "Political Studies Association",
    "Race and Equality Foundation",
]


def author_and_title(raw):
    csl = to_csl(parse(raw).reference)
    return csl.get("author"), csl.get("title")


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize(
    "form",
    [
        "{} (2004) Caring for Change. London: Harrow Press.",
        "{}. Caring for Change. London: Harrow Press, 2004.",
    ],
)
def test_a_body_is_whole_and_none_of_the_title(body, form):
    assert author_and_title(form.format(body)) == ([{"literal": body}], "Caring for Change")


@pytest.mark.parametrize("body", ["Office of the Deputy Prime Minister", "Office of Tolls"])
def test_a_comma_parts_an_office_from_its_title(body):
    raw = f"{body}, Caring for Change: A Report on Services, 2004."
    assert author_and_title(raw) == (
        [{"literal": body}],
        "Caring for Change: A Report on Services",
    )


@pytest.mark.parametrize(
    "title",
    [
        "The Ford Foundation. The men and the tolls",
        "Democracy and Party. A reader",
        "Women in Society. Notes on tolls",
        "The Welfare State. A history",
        "Tolls and towns. A reader",
    ],
)
def test_titles_that_end_in_such_words_are_no_authors(title):
    raw = f"{title}. London: Harrow Press, 2004."
    labels = [
        Label("title", 0, len(title), 0.9),
        Label("publisher-place", len(title) + 2, len(title) + 8, 0.9),
    ]
    assert with_offices(labels, raw) == labels


@pytest.mark.parametrize("piece", ["Office of ", "Ann ", "'s Office", "Of, ", "Toll and "])
def test_hostile_heads_cost_no_more_than_their_length(piece):
    def work(size):
        raw = piece * (size // len(piece))
        half = len(raw) // 2
        for first in ("title", "author", "publisher"):
            labels = [Label(first, 0, half, 0.5), Label("title", half, len(raw), 0.5)]
            assert all(x.start <= x.end for x in with_offices(labels, raw))

    assert growth(work, 25_000) < 0.01
