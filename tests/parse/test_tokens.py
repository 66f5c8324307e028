import pytest
from counted_work import growth
from hypothesis import given
from hypothesis import strategies as st

from joinedup_refs.parse.tokens import identifiers, tokenize


@given(st.text(max_size=300))
def test_offsets_slice_back_and_nothing_is_lost(raw):
    tokens = tokenize(raw)
    covered = set()
    for token in tokens:
        assert raw[token.start : token.end] == token.text
        assert token.text
        places = set(range(token.start, token.end))
        assert not places & covered
        covered |= places
    assert [t.start for t in tokens] == sorted(t.start for t in tokens)
    assert all(i in covered or char.isspace() for i, char in enumerate(raw))


@given(
    st.lists(st.sampled_from(["10.1000/", "http://", "(", ")", "a", "ISBN ", "5", ".", " ", "<"]))
)
def test_what_looks_like_identifiers_keeps_the_same_promise(parts):
    raw = "".join(parts)
    tokens = tokenize(raw)
    assert "".join(t.text for t in tokens).replace(" ", "") == raw.replace(" ", "")


def test_volume_issue_and_pages_come_apart():
    texts = [t.text for t in tokenize("31(3):491–514")]
    assert texts == ["31", "(", "3", ")", ":", "491", "–", "514"]


def test_letters_and_digits_come_apart_but_marked_letters_do_not():
    assert [t.text for t in tokenize("2007c e\u0301tude")] == ["2007", "c", "e\u0301tude"]


@pytest.mark.parametrize(
    ("raw", "kind", "text"),
    [
        ("doi: 10.1000/182.", "DOI", "10.1000/182"),
        ("https://doi.org/10.1000/182.", "DOI", "https://doi.org/10.1000/182"),
        (
            "10.1002/(SICI)1097-0258(19980815/30)17:15<1661::AID-SIM968>3.0.CO;2-2,",
            "DOI",
            "10.1002/(SICI)1097-0258(19980815/30)17:15<1661::AID-SIM968>3.0.CO;2-2",
        ),
        ("(see http://www.example.org/a_(b)).", "URL", "http://www.example.org/a_(b)"),
        ("www.example.org, 2001", "URL", "www.example.org"),
        ("[arXiv:2101.01234v2]", "arXiv", "arXiv:2101.01234v2"),
        ("hep-ph/9901234", "arXiv", "hep-ph/9901234"),
        ("ISBN: 978-0-262-03384-8. New", "ISBN", "ISBN: 978-0-262-03384-8"),
        ("PMID: 958409", "PMID", "PMID: 958409"),
        ("PMCID: PMC1255050.", "PMCID", "PMC1255050"),
        ("ISSN 1234-567X", "ISSN", "ISSN 1234-567X"),
    ],
)
def test_an_identifier_is_one_token(raw, kind, text):
    assert [(t.kind, t.text) for t in identifiers(raw)] == [(kind, text)]


@pytest.mark.parametrize(
    "unit", ["(", ")", "a", "1.", "http://", "http://)", "10.1000/", "10.1000/x)", "ISBN ", "\x00"]
)
def test_hostile_strings_cost_no_more_than_their_length(unit):
    def work(size):
        tokenize(unit * (size // len(unit)))
        tokenize("10.1000/" + unit * (size // len(unit)))

    assert growth(work, 5000) < 0.01
