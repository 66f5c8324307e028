import pytest

from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse import parse


@pytest.mark.parametrize(
    ("raw", "year"),
    [
        ("Morano, M. (1978). Looms. Leeds: Quill Press. (Original work published 1922)", 1922),
        ("Morano, M. 1980 (first published 1973). Looms and ledgers. London: Hutchin.", 1973),
        ("Morano, Mia. Looms and ledgers. 1966. Reprint, London: Pimlin, 1992.", 1966),
        ("Morano, M. (1990) Looms and ledgers. London: Hutchin. First published 1867.", 1867),
    ],
)
def test_the_first_printing_is_the_original_date(raw, year):
    csl = to_csl(parse(raw).reference)
    assert csl["original-date"] == {"date-parts": [[year]]}
    assert csl["issued"]["date-parts"][0][0] != year


def test_a_reprint_gives_neither_publisher_nor_editor_nor_pages():
    raw = (
        "Morano, M. (1957). The pull of water. Mill Science, 2, 201–215. Reprinted in R. Bell "
        "(ed.), Water Power. Leeds: Quill Press, 1969, pp. 79–93."
    )
    csl = to_csl(parse(raw).reference)
    assert csl["type"] == "article-journal"
    assert not {"editor", "publisher", "publisher-place"} & csl.keys()
    assert (csl["page"], csl["issued"]) == ("201-215", {"date-parts": [[1957]]})
    assert csl["note"].startswith("Reprinted in R. Bell (ed.), Water Power")


def test_a_reference_of_the_reprint_alone_keeps_its_book():
    raw = "Morano, M., The pull of water, repr. in Water Power, ed. R. Bell (Leeds: Quill, 1969)."
    assert to_csl(parse(raw).reference)["issued"] == {"date-parts": [[1969]]}


@pytest.mark.parametrize(
    ("raw", "first", "now", "edition"),
    [
        ("Morano, M. (1845; repr. 1969) Looms and ledgers. London: Pimlin.", 1845, 1969, None),
        ("Morano, M. (1963; 2nd edn 1980) Looms and ledgers. London: Pimlin.", 1963, 1980, "2"),
        (
            "Morano, Mia. Looms and Ledgers. 1776. Ed. R. Bell. 2 vols. York: Quill, 1976. Print.",
            1776,
            1976,
            None,
        ),
    ],
)
def test_of_two_years_the_later_is_of_the_printing_used(raw, first, now, edition):
    csl = to_csl(parse(raw).reference)
    assert csl["title"].casefold() == "looms and ledgers"
    assert csl["original-date"] == {"date-parts": [[first]]}
    assert csl["issued"] == {"date-parts": [[now]]}
    assert csl.get("edition") == edition


def test_a_year_of_reprint_brings_a_note_and_no_publisher():
    raw = "Morano, M. (1863). Looms. London: Pimlin. Reprinted 1998, Oxford: Quill Press."
    csl = to_csl(parse(raw).reference)
    assert csl["issued"] == {"date-parts": [[1863]]}
    assert csl["note"] == "Reprinted 1998, Oxford: Quill Press"
    assert csl["publisher-place"] == "London"
