import pytest

from joinedup_refs.parse import parse


@pytest.mark.parametrize(
    ("doi", "sure"), [("10.1000/roads.2003 / 034", False), ("10.1000/roads.2003", True)]
)
def test_a_doi_that_may_go_on_is_less_sure(doi, sure):
    parsed = parse(f"Harrow, C. (2003) Tolls and towns. Public Notes, 4, 12–19. doi:{doi}")
    assert parsed.reference.doi == "10.1000/roads.2003"
    assert (parsed.places["DOI"][2] > 0.9) is sure
