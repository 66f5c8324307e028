import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup_refs.notation import roman
from joinedup_refs.notation.invalid import NotationInvalid


@given(st.integers(1, 3999))
def test_every_number_comes_back(number):
    assert roman.parse(roman.format(number)) == number
    assert roman.parse(roman.format(number).upper()) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("iv", 4), ("IX", 9), ("xiv", 14), ("xl", 40), ("MCMXCIV", 1994), (" xii ", 12)],
)
def test_numerals(text, number):
    assert roman.parse(text) == number


@pytest.mark.parametrize("text", ["", "iiii", "vv", "ic", "Xi", "12", "mmmm", "abc", "x" * 100_000])
def test_what_is_no_numeral(text):
    assert roman.parse(text) is None
    with pytest.raises(NotationInvalid, match="Roman"):
        roman.validate(text)


def test_find_and_the_ends_of_the_range():
    assert list(roman.find("Vol. XII, pp. iv")) == [(5, 8, 12), (14, 16, 4)]
    for number in (0, 4000):
        with pytest.raises(NotationInvalid):
            roman.format(number)
