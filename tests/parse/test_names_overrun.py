import pytest

from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse import parse
from joinedup_refs.parse.draft import Label
from joinedup_refs.parse.names_overrun import with_title_of_names


def told(raw, *parts):
    labels, at = [], 0
    for label, text in parts:
        at = raw.index(text, at)
        labels.append(Label(label, at, at + len(text), 0.9))
        at += len(text)
    return [(one.label, raw[one.start : one.end]) for one in with_title_of_names(labels, raw)]


@pytest.mark.parametrize(
    ("raw", "names", "title"),
    [
        (
            "Quill, A. Housing, Class and Place, Mills: Harrow, 1969.",
            "Quill, A.",
            "Housing, Class and Place",
        ),
        ("Quill, M. Fair Tolls, Open Gates. Mills, 2010.", "Quill, M.", "Fair Tolls, Open Gates"),
        (
            "Anna Quill, Friction: Gates of a Town, Mills 1997.",
            "Anna Quill",
            "Friction: Gates of a Town",
        ),
        (
            "Anna Quill and Tom Harrow. TOLL-IT: Gates of a Town. Mills, 1997.",
            "Anna Quill and Tom Harrow",
            "TOLL-IT: Gates of a Town",
        ),
        (
            "Quill, Anna, Bridges, Tolls, and Gates: A History, Mills 2005",
            "Quill, Anna",
            "Bridges, Tolls, and Gates: A History",
        ),
    ],
)
def test_a_title_has_its_first_words_back(raw, names, title):
    cut = raw.index(title) + len(title.split(",")[0].split(":")[0])
    parts = (("author", raw[:cut]), ("title", raw[cut + 2 : raw.index(title) + len(title)]))
    assert told(raw, *parts)[:2] == [("author", names), ("title", title)]


@pytest.mark.parametrize(
    ("raw", "author", "title"),
    [
        ("Quill, J. Kenneth, The Toll Town. Mills, 1958.", "Quill, J. Kenneth", "The Toll Town"),
        (
            "Quill, A. Wharton, Rise of the Towns. Mills, 1990.",
            "Quill, A. Wharton",
            "Rise of the Towns",
        ),
        (
            "Quill, A., Harrow, Tolls of a town. Mills, 1990.",
            "Quill, A., Harrow",
            "Tolls of a town",
        ),
        ("Quill AB, Harrow: Tolls of a town. Mills, 1990.", "Quill AB, Harrow", "Tolls of a town"),
        (
            "Anna Quill, Tom Harrow. Gates of a town. Mills, 1990.",
            "Anna Quill, Tom Harrow",
            "Gates of a town",
        ),
    ],
)
def test_names_keep_what_may_be_theirs(raw, author, title):
    parts = (("author", author), ("title", title))
    assert told(raw, *parts) == list(parts)


@pytest.mark.parametrize(
    ("raw", "family", "title"),
    [
        ("Quill, J. M. Foe. Harmondsworth: Penguin Books, 1986.", "Quill", "Foe"),
        ("Finding Common Ground, New York: Civic Press, 2003.", "", "Finding Common Ground"),
        (
            "Quill, Judith. Gate Trouble: Tolls and Subversion. New York: Routledge, 1990.",
            "Quill",
            "Gate Trouble: Tolls and Subversion",
        ),
        (
            "Quill, Howard S. Strangers: Studies in Sociology. New York: Free Press, 1997.",
            "Quill",
            "Strangers: Studies in Sociology",
        ),
    ],
)
def test_a_book_without_a_year_ahead_has_its_whole_title(raw, family, title):
    csl = to_csl(parse(raw).reference)
    assert csl["title"] == title
    assert [name["family"] for name in csl.get("author", [])] == [family][: bool(family)]


@pytest.mark.parametrize("piece", ["Quill, A. ", "Quill, Anna, ", "Anna Quill. ", "a. B"])
def test_long_names_cost_no_more_than_their_length(piece):
    raw = piece * 20_000
    half = len(raw) // 2
    labels = [Label("author", 0, half, 0.5), Label("title", half + 2, len(raw), 0.5)]
    assert with_title_of_names(labels, raw) == labels
    assert len(with_title_of_names(labels[:1], raw)) == 1
