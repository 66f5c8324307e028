import random

import pytest

from joinedup_refs.notation import heads
from joinedup_refs.notation.ends import closes
from joinedup_refs.notation.heads import borders, find, match


@pytest.mark.parametrize(
    ("text", "family", "year"),
    [
        ("Adams, P. and Brook, L. (2003), Bridges", "Adams", "2003"),
        ("Adams P, Brook LH. 2009. Bridges", "Adams", "2009"),
        ("Adams, P. (2003a). Bridges", "Adams", "2003a"),
        ("van der Berg, A.-M. (n.d.). Title", "van der Berg", "n.d."),
        ("O’Connor J, et al. (2012) Title", "O’Connor", "2012"),
        ("Smith, John, and Mary Jones. 2001. Title", "Smith", "2001"),
        ("Ministry of Ferries (2007) Crossing", "Ministry of Ferries", "2007"),
        ("Perri 6 (1997), Holistic Government", "Perri 6", "1997"),
        ("erri 6 (1997), Holistic Government", "erri 6", "1997"),
        ("dams S, Brook S, Cole D. 2015. Title", "dams", "2015"),
        ("Adams AB, Brook CD. Bridges and ferries.", "Adams", ""),
        ("J. Adams and A. B. Brook, “Bridges,”", "Adams", ""),
    ],
)
def test_heads_of_many_styles(text, family, year):
    head = match(text)
    assert head is not None
    assert (head.family, head.year) == (family, year)


@pytest.mark.parametrize(
    "text", ["In this theme, we take stock of 2003.", "", "  ", "12 pages", "Boston, MA. 2001. X"]
)
def test_what_is_no_head(text):
    assert match(text) is None


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("erri 6 (1997), Whole (Demos). Ranade, W. and Hudson, B. (2003) Issues.", "Ranade"),
        ("Cole D. 2001. Ferries. Notes 2:1–9. Dunn E, Eaton F. 2004. Tolls. Notes 3:2–3.", "Dunn"),
        (
            "Cole, D. (2001). . Harbour Press. Ministry of Tolls (2004). A plan.",
            "Ministry of Tolls",
        ),
    ],
)
def test_a_second_head_is_a_border(text, second):
    assert [(text[b.at :].startswith(second), b.closed) for b in borders(text)] == [(True, True)]


@pytest.mark.parametrize(
    "text",
    [
        "Cole, D. (2001), A chapter. In: Dunn, E. and Eaton, F. (2001), A book. Harbour Press.",
        "Cole, D. (2001), A title. Reprinted in Dunn, E. (2003), A reader. Harbour Press.",
        "Cole, D. (2001), A title. Translated by Dunn, E. (2003). Harbour Press.",
        "Cole, D. (2001), A review of Dunn, E. (1999), Ferries. Notes, 2, pp. 1–9.",
        "Cole, D., Dunn, E., Eaton, F. and Firth, G. (2001), Title. Notes, 2, 1–9.",
        "Cole, D. (2001), Title. Boston, MA. 2001. Harbour Press.",
        "Ministry of Tolls (2001) Ferries: A White Paper. COM(2001) 428 final. Town: MT. Tolls.",
    ],
)
def test_no_border_within_one_reference(text):
    assert list(borders(text)) == []


def test_find_gives_places_of_heads_in_a_list():
    text = "Cole, D. (2001), Ferries.\nDunn, E. (2002), Tolls."
    assert [(text[s:e], h.family) for s, e, h in find(text)] == [
        ("Cole, D. (2001)", "Cole"),
        ("Dunn, E. (2002)", "Dunn"),
    ]


def test_what_closes_a_reference():
    assert closes("Harbour Press.")
    assert closes("pp. 1–9")
    assert not closes("In: Dunn, E. and")


@pytest.mark.parametrize("unit", ["Ab Cd, ", "Ab, C., ", "A.B.-", "de van ", "(2003 ", "é́", "a-"])
def test_hostile_strings_are_read_to_the_end(unit):
    text = unit * (100_000 // len(unit))
    list(borders(text))
    match(text)


PIECES = (
    "Adams, P. (2003), Bridges and ferries. Notes, 2, pp. 1–9.",
    "Adams P, Brook LH. 2009. Bridges. Notes 2:1–9.",
    "Cole D, Dunn E. Tolls of the north. Notes 1991;3:2–3.",
    "Eaton, Mary. “Harbours.” Notes 3 (1999): 12–14.",
    "Ministry of Ferries (2007) Crossing. Harbour Press.",
    "Firth, G. (in press), Piers. In: Good, H. (ed.) A book (Harbour Press).",
    "Md. Ivanov, A. B., Tolls, Notes v.28 n.6, p.833, June 2012 [doi>10.1000/182]",
    "J. Adams and A. B. Brook, “Bridges,” Notes, n.d.",
    "and others. 12 pages",
)


def test_the_cheap_look_passes_every_border(monkeypatch):
    chance = random.Random(5)
    texts = [" ".join(chance.choices(PIECES, k=chance.randint(1, 4))) for _ in range(400)]
    found = [list(borders(text)) for text in texts]
    assert sum(map(len, found)) > 150
    monkeypatch.setattr(heads, "_worth", lambda *_: True)
    assert [list(borders(text)) for text in texts] == found


def test_a_text_with_one_year_is_hardly_looked_at(monkeypatch):
    def never(*_):
        raise AssertionError

    monkeypatch.setattr(heads, "extent", never)
    text = "Adams, P. (2003), Bridges? A history of ferries. Harbour Notes, 2(3), pp. 1–9."
    assert list(borders(text)) == []


def test_what_looks_like_an_end_and_is_none_does_not_count_as_a_sentence():
    head = "Cole, D. (2001) "
    second = " Dunn, E. (2004), Tolls. Harbour Press."
    assert [b.closed for b in borders(f"{head}a.b c.d ee!{second}")] == [False]
    assert [b.closed for b in borders(f"{head}abc. Def. Ghi!{second}")] == [True]
