import pytest

from joinedup_refs.parse.parsed import Plain
from joinedup_refs.parse.sureness import Curve, Sureness, sureness_from

LINES = [
    "# a note",
    "title\t0.5\t0.2",
    "title\t1.0\t0.9",
    "(value)\t0.0\t0.5",
    "(reference)\t0.9\t0.7",
]


def values(**sure):
    return Plain({"title": "x"}, {name: (0, 1, s) for name, s in sure.items()}, (), 0.95)


def test_a_curve_is_flat_outside_its_points_and_straight_between():
    curve = Curve([0.5, 0.7, 1.0], [0.2, 0.8, 0.9])
    assert [curve.at(x) for x in (0.0, 0.5, 0.6, 0.7, 1.0, 1.5)] == pytest.approx(
        [0.2, 0.2, 0.5, 0.8, 0.9, 0.9]
    )


def test_each_value_is_told_by_its_own_curve_or_else_by_that_of_all():
    told = sureness_from(LINES).told(values(title=0.75, page=0.8))
    assert told.places["title"] == (0, 1, pytest.approx(0.55))
    assert told.places["page"] == (0, 1, 0.5)
    assert told.confidence == 0.7


def test_identifiers_are_vouched_for_by_their_grammar():
    assert sureness_from(LINES).told(values(DOI=1.0)).places["DOI"] == (0, 1, 1.0)


def test_a_string_of_which_nothing_was_read_stays_at_nothing():
    nothing = Plain({}, {}, (), 0.0)
    assert sureness_from(LINES).told(nothing).confidence == 0.0


def test_without_curves_nothing_changes():
    assert Sureness({}).told(values(title=0.3)) == values(title=0.3)


@pytest.mark.parametrize(
    "lines",
    [
        ["title\t0.5"],
        ["title\tx\t0.1"],
        ["t\t0.5\t0.2", "t\t0.4\t0.3"],
        ["t\t0.1\t0.2", "t\t0.2\t0.1"],
    ],
)
def test_lines_that_are_no_rising_curve_are_refused(lines):
    with pytest.raises(ValueError, match=r"."):
        sureness_from(lines)
