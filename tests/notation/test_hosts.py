import pytest

from joinedup_refs.notation.hosts import bears_name, is_host


@pytest.mark.parametrize(
    ("address", "name", "told"),
    [
        ("https://www.turning-tides.org/tolls", "Turning Tides", True),
        ("http://blog.turningtides.co.uk", "The Turning Tides", True),
        ("turningtides.org", "Turning Tides", True),
        ("https://turningtideshome.org", "Turning Tides", False),
        ("https://harbour.org/turningtides", "Turning Tides", False),
        ("https://towns.org", "Town S", False),
        ("", "Turning Tides", False),
    ],
)
def test_a_site_bears_a_name_that_is_a_whole_part_of_its_host(address, name, told):
    assert bears_name(address, name) is told


def test_a_name_may_be_the_host_itself():
    assert is_host("https://www.gov.uk/tolls", "GOV.UK")
    assert not is_host("https://www.gov.uk/tolls", "GOV")
    assert not is_host("https://www.mygov.uk/tolls", "GOV.UK")
