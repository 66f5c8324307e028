import pytest

from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse import parse
from joinedup_refs.parse.short_citation import short_citation


@pytest.mark.parametrize(
    ("raw", "families", "page"),
    [
        ("Kmenta 2006: 1336 f", ["Kmenta"], "1336"),
        ("Kettler und Spitz 2008: 3", ["Kettler", "Spitz"], "3"),
        ("O’Reilly / Both (2002, S.409-439)", ["O’Reilly", "Both"], "409-439"),
        ("Foukal (1977), S. 173.", ["Foukal"], "173"),
        ("van der Meer & Brown (2010), pp. 3-4", ["van der Meer", "Brown"], "3-4"),
    ],
)
def test_a_citation_in_place_of_a_reference_has_author_year_and_page(raw, families, page):
    csl = to_csl(parse(raw).reference)
    assert [name["family"] for name in csl["author"]] == families
    assert csl["page"].startswith(page)
    assert csl["issued"]["date-parts"][0][0] > 1900
    assert not {"title", "container-title", "publisher"} & csl.keys()


@pytest.mark.parametrize(
    "raw",
    [
        "Census 2003",
        "Domenichi, Facezie, Venezia 1588, p. 97.",
        "Brown, A. (2003), Rivers, 12.",
        "World Health Organization (2003), 12",
    ],
)
def test_what_has_a_title_is_no_citation(raw):
    assert short_citation(raw) == []


@pytest.mark.parametrize(
    ("raw", "author"),
    [
        ("Ministry of Tolls (2004: 12)", {"literal": "Ministry of Tolls"}),
        ("Max Harrow (1985: 545)", {"family": "Harrow", "given": "Max"}),
    ],
)
def test_year_and_page_in_one_bracket_make_a_citation(raw, author):
    csl = to_csl(parse(raw).reference)
    assert csl["author"] == [author]
    assert "title" not in csl


@pytest.mark.parametrize("raw", ["Quill as told by Harrow (2008, 127).", "Quill (1979, 1994)"])
def test_prose_and_two_years_are_no_such_citation(raw):
    csl = to_csl(parse(raw).reference)
    assert "page" not in csl or csl.get("title")
