"""Titles of journals, abbreviated and written out."""

import pytest

from joinedup_refs.check.abbreviated import abbreviates, initials_of, kind_of
from joinedup_refs.tables import rows


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("J. Town Stud.", "short"),
        ("J Town Stud", "short"),
        ("Int Rev Adm Sci", "short"),
        ("Proc. Natl. Acad. Sci. U.S.A.", "short"),
        ("Journal of Town Studies", "whole"),
        ("International Review of Administrative Sciences", "whole"),
        ("Nature", ""),
        ("PLoS Biol", ""),
        ("Molecular Cell", ""),
        ("Public Administration", ""),
        ("IEEE Software", ""),
        ("Proceedings of the Fifth Symposium on Towns", ""),
        ("Am Fluss", ""),
        ("", ""),
    ],
)
def test_kind(title, kind):
    assert kind_of(title) == kind


@pytest.mark.parametrize(
    ("short", "whole", "same"),
    [
        ("J. Town Stud.", "Journal of Town Studies", True),
        ("Proc Natl Acad Sci", "Proceedings of the National Academy of Sciences", True),
        ("Q J Econ", "Quarterly Journal of Economics", True),
        ("J Town Stud", "Journal of Tower Studies", False),
        ("J Town Stud", "Journal of Town Studies and Plans", False),
        ("J Polit Econ", "Journal of Public Economics", False),
    ],
)
def test_abbreviates(short, whole, same):
    assert abbreviates(short, whole) is same
    if same:
        assert initials_of(short) == initials_of(whole)


def test_the_table():
    table = rows("title_truncations")
    assert {row["word"] for row in table} == {row["head"] for row in table} == {"yes", "no"}
    for row in table:
        assert row["short"] == row["short"].casefold()
        assert row["short"][0] == row["long"][0]
        assert len(row["short"]) < len(row["long"]) + 2
    assert len({(row["short"], row["long"]) for row in table}) == len(table)
