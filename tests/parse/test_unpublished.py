import pytest

from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse import parse


def read(raw):
    return to_csl(parse(raw).reference)


@pytest.mark.parametrize(
    ("raw", "genre", "publisher"),
    [
        (
            "Quill, S. (1999). ‘Tolls: gates and pitfalls’. Mimeo, University of Mills.",
            "Mimeo",
            "University of Mills",
        ),
        (
            'Quill, S., "Tolls of a town", University of Cape Town, mimeo, 1999.',
            "mimeo",
            "University of Cape Town",
        ),
        ('Quill, S. 1999. "Toll Reform." Manuscript.', "Manuscript", None),
        (
            "Quill, S. (1999) Toll reform. University of Natal (mimeo).",
            "mimeo",
            "University of Natal",
        ),
    ],
)
def test_how_a_text_was_made_is_no_publisher(raw, genre, publisher):
    csl = read(raw)
    assert (csl["genre"], csl.get("publisher"), csl["type"]) == (genre, publisher, "manuscript")


def test_how_a_text_was_made_is_none_of_its_title():
    csl = read("Quill, S. (1999) Toll reform (mimeo). Durban: University of Natal.")
    assert (csl["title"], csl["genre"]) == ("Toll reform", "mimeo")
    assert (csl["publisher-place"], csl["publisher"]) == ("Durban", "University of Natal")


def test_an_anniversary_edition_holds_no_book():
    csl = read(
        "Quill, Judith. Gate Trouble: Tolls and the Subversion of a Town. "
        "Tenth Anniversary Edition. New York and London: Routledge, 1999 [1990]."
    )
    assert (csl["type"], csl["edition"]) == ("book", "Tenth Anniversary")
    assert "container-title" not in csl


@pytest.mark.parametrize("title", ["The Manuscript Found in Mills", "Mimeo and the Mills"])
def test_titles_keep_such_words(title):
    assert read(f"Quill, S. (1999) {title}. London: Routledge.")["title"] == title
