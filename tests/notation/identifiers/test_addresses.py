import pytest

from joinedup_refs.notation.identifiers.addresses import parse


@pytest.mark.parametrize(
    ("address", "variable", "value"),
    [
        ("https://doi.org/10.9999%2Fs1-002", "DOI", "10.9999/s1-002"),
        ("http://dx.doi.org/10.9999/ABC", "DOI", "10.9999/abc"),
        ("https://doi-org.proxy.example.edu/10.9999/1", "DOI", "10.9999/1"),
        ("doi:10.9999/1", "DOI", "10.9999/1"),
        ("/doi/full/10.9999/14719030600853022?src=recsys", "DOI", "10.9999/14719030600853022"),
        ("/servlet/linkout?dbid=16&doi=10.9999%2F1&key=10.9998%2F2", "DOI", "10.9998/2"),
        ("https://scholar.google.com/scholar_lookup?doi=10.9999%2Fj.1", "DOI", "10.9999/j.1"),
        ("https://find.example.edu/sfx?sid=a&id=doi:10.9999/1", "DOI", "10.9999/1"),
        ("https://find.example.edu/?rft_id=info:pmid/123", "PMID", "123"),
        ("https://pubmed.ncbi.nlm.nih.gov/16793983/", "PMID", "16793983"),
        ("http://www.ncbi.nlm.nih.gov/pubmed/16793983", "PMID", "16793983"),
        ("/articles/PMC1234567/", "PMCID", "PMC1234567"),
    ],
)
def test_what_addresses_lead_to(address, variable, value):
    found = parse(address)
    assert (found.variable, found.value) == (variable, value)


@pytest.mark.parametrize(
    "address",
    [
        "#ref1",
        "https://example.org/a",
        "/servlet/linkout?dbid=8&doi=10.9999%2F1&key=11111",
        "https://scholar.google.com/scholar?q=10",
        "http://[bad",
        "https://doi.org/",
        "x" * 5000,
        "https://example.org/?" + "a=1&" * 500,
    ],
)
def test_addresses_that_lead_to_no_known_work(address):
    assert parse(address) is None
