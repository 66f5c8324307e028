import pytest

from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse import parse


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (
            "Jane Harrow, The Problem of Tolls, 3 J.L. & ECON. 1 (1960).",
            {"container-title": "J.L. & ECON.", "volume": "3", "page": "1"},
        ),
        (
            "Jane Harrow, Tolls and the Weirs of Old, 1983 Wis. L. Rev. 379, 426.",
            {"container-title": "Wis. L. Rev.", "page": "379"},
        ),
        (
            "JANE HARROW, ECONOMIC ANALYSIS OF TOLLS 24-26 (7th ed. 2007).",
            {"title": "ECONOMIC ANALYSIS OF TOLLS", "page": "24-26", "edition": "7"},
        ),
        (
            "Jane Harrow, Principles of Public Tolls 33 (6th ed. 2003) (on old tolls).",
            {"title": "Principles of Public Tolls", "page": "33", "edition": "6"},
        ),
        (
            "Jane L. Harrow, The Morality of Tolls 39 (rev. ed. 1969).",
            {"title": "The Morality of Tolls", "page": "39", "edition": "rev."},
        ),
    ],
)
def test_bare_numbers_are_what_law_reviews_mean_by_them(raw, told):
    csl = to_csl(parse(raw).reference)
    assert {key: csl.get(key) for key in told} == told
    assert ("volume" in csl) == ("volume" in told)


def test_pages_with_their_sign_are_a_part_of_a_book():
    csl = to_csl(
        parse("Harrow et al. (Tolls of Old, 5th ed., pp. 876-889, Quill, Leeds 2000)").reference
    )
    assert csl.get("page", "876-889") == "876-889"
    assert "Tolls of Old" in {csl.get("title"), csl.get("container-title")}
