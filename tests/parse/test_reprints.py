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
