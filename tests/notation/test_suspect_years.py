"""Texts that stand for a year and are none."""

import pytest

from joinedup_refs.notation import suspect_years


@pytest.mark.parametrize(
    ("text", "why", "years", "letter"),
    [
        ("20l7", "letters", (2017,), ""),
        ("2O15", "letters", (2015,), ""),
        ("(I998)", "letters", (1998,), ""),
        ("19B4", "letters", (1984,), ""),
        ("2O15b", "letters", (2015,), "b"),
        ("20 17", "blank", (2017,), ""),
        ("2 017", "blank", (2017,), ""),
        ("199", "lost", (), ""),
        ("201c", "lost", (), "c"),
        ("20016", "extra", (2001, 2006, 2016), ""),
        ("19999", "extra", (1999,), ""),
        ("2105", "order", (2015,), ""),
    ],
)
def test_a_suspect_tells_which_year_it_may_be(text, why, years, letter):
    assert suspect_years.read(text) == suspect_years.Suspect(why, years, letter)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2017",
            "2017a",
            "1789",
            "n.d.",
            "in press",
            "",
            "42",
            "350",
            "12",
            "OSLO",
            "BOOS",
            "lOSI",
        ),
        *("2O", "1O98", "123456", "8. ed.", "100", "20l7–18", "3000"),
    ],
)
def test_a_year_and_what_is_far_from_one_are_none(text):
    assert suspect_years.read(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Doe, J. (20l7), Title", "20l7"),
        ("Doe, J. 20l7. Title", "20l7"),
        ("Doe, J. (20016) Title", "20016"),
        ("Doe, J. 20016 Title", None),
        ("Doe, J. (2017) Title", None),
        ("Doe, J. BOOS, a title", None),
    ],
)
def test_a_suspect_right_behind_the_names(text, found):
    place = suspect_years.ahead(text, 7, len(text))
    assert (text[place[0] : place[1]] if place else None) == found


@pytest.mark.parametrize("piece", ["1", "l", "20l7 ", " ", "(", "O"])
def test_long_texts_hold_none(piece):
    assert suspect_years.read(piece * 100_000) is None
    assert suspect_years.ahead(piece * 100_000, 0, 100_000) is None
