import pytest

from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse import parse
from joinedup_refs.parse.reviews import is_review

JOURNAL = "Town Studies Journal"


def read(raw):
    return to_csl(parse(raw).reference)


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        (
            f"Quill, A. (2001) Review of the book Rivers, by C. Harrow. {JOURNAL}, 6(1), 99–101.",
            "Review of the book Rivers, by C. Harrow",
        ),
        (
            f"Quill, A. (2001). [Review of the book Rivers, by C. Harrow]. {JOURNAL}, 99–101.",
            "Review of the book Rivers, by C. Harrow",
        ),
        (
            f"Quill, Ann. Rev. of Rivers, by Clara Harrow. {JOURNAL} 6.1 (2001): 99-101. Print.",
            "Rev. of Rivers, by Clara Harrow",
        ),
        (
            f"Ann Quill, review of Rivers, by Clara Harrow, {JOURNAL} 6, no. 1 (2001): 99–101.",
            "review of Rivers, by Clara Harrow",
        ),
        (
            (
                f"Quill, A. (2001) Book review: Harrow, C. (1999) Rivers of town. York: Mill Press."
                f" {JOURNAL} 6(1): 99–101."
            ),
            "Book review: Harrow, C. (1999) Rivers of town. York: Mill Press",
        ),
        (
            (
                f"Quill, A. (2001) Review of Clara Harrow and Ann Brook (eds), Towns. {JOURNAL}, 6,"
                " 99–101."
            ),
            "Review of Clara Harrow and Ann Brook (eds), Towns",
        ),
    ],
)
def test_a_review_without_a_title_of_its_own_is_called_by_what_it_is_of(raw, title):
    csl = read(raw)
    assert (csl["type"], csl["title"], csl["container-title"]) == ("review-book", title, JOURNAL)
    assert [name["family"] for name in csl["author"]] == ["Quill"]
    assert "editor" not in csl
    assert csl["page"] == "99-101"


@pytest.mark.parametrize(
    "raw",
    [
        f"Quill, A. (2001). Towns anew [Review of the book Rivers, by C. Harrow]. {JOURNAL}, 9.",
        f"Quill, A. “Towns anew.” Review of Rivers, by C. Harrow. {JOURNAL} 6, no. 1 (2001): 9.",
    ],
)
def test_a_review_with_a_title_tells_whose_work_it_reviews(raw):
    csl = read(raw)
    assert (csl["type"], csl["title"], csl["reviewed-title"]) == (
        "review-book",
        "Towns anew",
        "Rivers",
    )
    assert csl["reviewed-author"] == [{"family": "Harrow", "given": "C."}]
    assert csl["container-title"] == JOURNAL


def test_nobody_is_made_the_author_of_a_review_and_no_year_its_year():
    csl = read(f"Review of Harrow, C. (1999) The Rivers of Town. {JOURNAL}, 4(2), 112–114.")
    assert csl["title"] == "Review of Harrow, C. (1999) The Rivers of Town"
    assert "author" not in csl
    assert "issued" not in csl


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Book review", True),
        ("Review of the film Tolls", True),
        ("Review of Clara Harrow, Rivers", True),
        ("Review of Rivers (eds.) 1999", True),
        ("Review of methods for tolls", False),
        ("Review of Town Finance", False),
        ("A review of the book trade", False),
    ],
)
def test_a_field_that_is_surveyed_is_no_work_that_is_reviewed(title, told):
    assert is_review(title) is told


def test_a_journal_called_review_stays_one():
    csl = read("Harrow, C. (2004) Tolls in towns. Review of Town Studies, 4(2), 12–19.")
    assert (csl["type"], csl["title"]) == ("article-journal", "Tolls in towns")
