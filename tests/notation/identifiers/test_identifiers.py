import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup_refs.notation.identifiers import arxiv, doi, isbn, issn, pmcid, pmid, url
from joinedup_refs.notation.invalid import NotationInvalid

ALL = (arxiv, doi, isbn, issn, pmcid, pmid, url)


def found(module, text):
    return [value for _, _, value in module.find(text)]


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("10.1080/14719030600853022", "10.1080/14719030600853022"),
        ("doi:10.1080/14719030600853022.", "10.1080/14719030600853022"),
        ("DOI 10.1016/S0140-6736(05)67728-8", "10.1016/s0140-6736(05)67728-8"),
        ("https://doi.org/10.1000/182", "10.1000/182"),
        ("http://dx.doi.org/10.1000/182", "10.1000/182"),
        ("<https://doi.org/10.1000/182>", "10.1000/182"),
        ("https://www.tandfonline.com/doi/full/10.1080/123", "10.1080/123"),
        (
            "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID>3.0.CO;2-2",
            "10.1002/(sici)1097-0258(19980815)17:15<1661::aid>3.0.co;2-2",
        ),
        ("10.1111/j.1467‐9299.2006", "10.1111/j.1467-9299.2006"),
    ],
)
def test_dois(text, bare):
    assert doi.parse(text) == bare


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("See (doi: 10.1000/182).", "10.1000/182"),
        ("doi 10.1016/ j.cell.2005.01.002.", "10.1016/j.cell.2005.01.002"),
        ("https://doi.org/10.1016/j.cell.2005. 01.002. Accessed", "10.1016/j.cell.2005.01.002"),
        ("doi:10.1186/1471-2105-10- 24.", "10.1186/1471-2105-10-24"),
        ("10.1177/0020852306064607 2006", "10.1177/0020852306064607"),
        ("doi: 10. 1037/0021-843X.1", "10.1037/0021-843x.1"),
        ("10.1037 /0021-9010", "10.1037/0021-9010"),
        ("http://dx.doi.org/10.1371/jour nal.pone.0000219].", "10.1371/journal.pone.0000219"),
        ("https://doi.org/10.1000/roads /mum034", "10.1000/roads/mum034"),
        ("https://doi.org/10.1000/roads / mum034.", "10.1000/roads/mum034"),
        ("doi:10.1000/roads.2003 /PMID 123456", "10.1000/roads.2003"),
        ("doi:10.1000/roads.2003 / 034", "10.1000/roads.2003"),
        ("doi:10.1000/abc Accessed", "10.1000/abc"),
    ],
)
def test_dois_in_a_sentence_and_broken_over_a_line(text, bare):
    assert found(doi, text) == [bare]


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("doi:10.1000/roads.2003 / 034.", " / 034"),
        ("doi:10.1000/roads .100.228502, 2009", " .100.228502"),
        ("doi:10.1000/roads.2003 / PMID 123456", ""),
        ("doi:10.1000/roads / 10.1000/tolls", ""),
        ("doi:10.1000/roads / Leeds", ""),
        ("doi:10.1000/roads 34-55", ""),
        ("doi:10.1000/roads", ""),
    ],
)
def test_what_may_go_on_with_a_doi_is_told_and_not_joined(text, more):
    _, end, _ = next(doi.find(text))
    assert text[end : doi.end_in_doubt(text, end)] == more


def test_a_doi_is_placed_with_its_label():
    text = "Here: doi:10.1000/182."
    [(start, end, _)] = doi.find(text)
    assert text[start:end] == "doi:10.1000/182"


@given(st.from_regex(r"10\.[0-9]{4,9}/[a-z0-9]{1,20}([.\-_/][a-z0-9]{1,8}){0,3}", fullmatch=True))
def test_a_doi_comes_back_from_its_address(bare):
    assert doi.parse(doi.format(bare)) == bare


@pytest.mark.parametrize(
    "text", ["S. 10. 2004/05", "10.1/x", "11.1000/182", "version 10.2", "10.1000", ""]
)
def test_no_dois(text):
    assert doi.parse(text) is None


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("978-0-306-40615-7", "9780306406157"),
        ("ISBN 0-306-40615-2", "0306406152"),
        ("ISBN-13: 978 0 306 40615 7", "9780306406157"),
        ("0-8044-2957-X", "080442957X"),
    ],
)
def test_isbns(text, bare):
    assert isbn.parse(text) == bare
    assert found(isbn, f"London. {text}.") == [bare]


def test_isbn_check_digits_and_thirteen_digits():
    for at in range(13):
        wrong = list("9780306406157")
        wrong[at] = str((int(wrong[at]) + 1) % 10)
        assert isbn.parse("".join(wrong)) is None
    assert isbn.format("0306406152") == "9780306406157"
    assert found(isbn, "call 0306406152") == []


@pytest.mark.parametrize("text", ["ISSN 0317-8471", "0317-8471", "03178471", "e-ISSN: 0317-8471"])
def test_issns(text):
    assert issn.parse(text) == "0317-8471"


def test_issn_check_digit_and_word():
    assert issn.parse("0317-8472") is None
    assert issn.parse("2434-561X") == "2434-561X"
    assert found(issn, "pp. 0317-8471") == []


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("arXiv:2001.12345v2", "2001.12345v2"),
        ("arXiv preprint arXiv:1706.03762", "1706.03762"),
        ("https://arxiv.org/abs/1706.03762", "1706.03762"),
        ("https://arxiv.org/pdf/1706.03762.pdf", "1706.03762"),
        ("hep-th/9901001", "hep-th/9901001"),
        ("math.GT/0309136", "math.GT/0309136"),
    ],
)
def test_arxiv(text, bare):
    assert arxiv.parse(text) == bare


def test_arxiv_months_end_at_twelve():
    assert arxiv.parse("2013.12345") is None
    assert found(arxiv, "pages 1706.03762") == []


def test_pubmed():
    assert pmid.parse("PMID: 16793983") == "16793983"
    assert found(pmid, "https://pubmed.ncbi.nlm.nih.gov/16793983/") == ["16793983"]
    assert found(pmid, "vol. 16793983") == []
    assert pmcid.parse("PMC1234567") == "PMC1234567"
    assert found(pmcid, "see PMCID: PMC1234567.") == ["PMC1234567"]
    assert pmcid.parse("1234567") is None


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Available at http://www.example.org/a_(b).", "http://www.example.org/a_(b)"),
        ("(see www.example.org/x), 2005", "http://www.example.org/x"),
        ("<https://example.org/>", "https://example.org/"),
        ("http: //example.org/baz", "http://example.org/baz"),
        (
            "http://www.example.org/reports/ 2004/file.pdf accessed",
            "http://www.example.org/reports/2004/file.pdf",
        ),
        ("http://www. example.org/en/ (25.06.2009)", "http://www.example.org/en/"),
        ("http://www.example.org/ London", "http://www.example.org/"),
        ("online: htp://www.example.org/a.pdf/ (Aufruf", "http://www.example.org/a.pdf/"),
        ("http//www.example.org/b", "http://www.example.org/b"),
        ("[http:www.example.org]", "http://www.example.org"),
        ("h t t p://example.org/c", "http://example.org/c"),
        ("in: www. example.org; 25.4.2007", "http://www.example.org"),
        ("www3.example.ac. uk/pdf/qwps95.pdf", "http://www3.example.ac.uk/pdf/qwps95.pdf"),
        ("Internet: things.example.de/2010/06/a-b/ (1", "http://things.example.de/2010/06/a-b/"),
        ("in: example.org; 24.6.2007", "http://example.org"),
        ("[text](http://www.example.org/b)", "http://www.example.org/b"),
        ("[http://www.example.org/b](http://c", "http://www.example.org/b"),
        ("< htp://a.com/ en2010/09/c_1.htm> (2", "http://a.com/en2010/09/c_1.htm"),
        ("http://a.eu/de/ com/2001/ com_ 0366.pdf, Z", "http://a.eu/de/com/2001/com_0366.pdf"),
        ("http://a.com/group/de /relations/news/x, Z", "http://a.com/group/de/relations/news/x"),
        ("http://a.org/zeit - schriften/zn_51.pdf (1", "http://a.org/zeit-schriften/zn_51.pdf"),
        ("http://a.org/Grund+zur +Meta+der (Stand", "http://a.org/Grund+zur+Meta+der"),
        ("[http://a.eu/att_37 7_DE_2002 _DE.pdf].", "http://a.eu/att_377_DE_2002_DE.pdf"),
        ("http://a.lu/i.php?o=c&id=13 57&Item=1 [Z", "http://a.lu/i.php?o=c&id=1357&Item=1"),
        ("<htp://a.com.br/o-jul - gamento/hora/> (13", "http://a.com.br/o-jul-gamento/hora/"),
        ("http://a.com/AR_08/No_DK_A R2008.pdf, Z", "http://a.com/AR_08/No_DK_AR2008.pdf"),
        ("http://a.eu/att_37_ DE_ar01_de .pdf].", "http://a.eu/att_37_DE_ar01_de.pdf"),
        ("http://a.org/ and/or others", "http://a.org/"),
        ("http://a.org/x 12/3/2004", "http://a.org/x"),
        ("http://a.org/x_y 2005/06, S. 3", "http://a.org/x_y"),
        ("http://a.org/x S. 3/4", "http://a.org/x"),
    ],
)
def test_addresses(text, address):
    assert found(url, text) == [address]


@pytest.mark.parametrize(
    "text", ["write to a.b@example.org/x", "and/or e.g. U.S. in/out", "Science.com 5/6", "10.12.de"]
)
def test_no_addresses(text):
    assert found(url, text) == []


def test_an_address_is_encoded_where_it_must_be():
    assert url.format("http://example.org/a b{c}\\") == "http://example.org/a%20b%7Bc%7D%5C"


@pytest.mark.parametrize("module", ALL, ids=lambda m: m.__name__.rpartition(".")[2])
def test_validate_refuses_and_says_what_is_wanted(module):
    with pytest.raises(NotationInvalid, match=r"is not an?"):
        module.validate("nothing of the kind")


@given(st.text(max_size=100))
def test_no_text_breaks_them_and_places_lie_inside(text):
    for module in ALL:
        module.parse(text)
        assert all(0 <= a < b <= len(text) for a, b, _ in module.find(text))


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "http://",
        "www.",
        "ISSN 1234",
        "PMC1",
        "(",
        "arXiv:",
        " ",
        "10.",
        "a/",
    ],
)
def test_long_noise_is_no_identifier(piece):
    text = piece * (100_000 // len(piece))
    for module in ALL:
        assert module.parse(text) is None, module.__name__
        assert not list(module.find(text)), module.__name__


def test_long_rows_of_identifiers_are_taken_apart():
    # ten ones with a hyphen between every two are 1111111111, whose check digit is right
    row = list(isbn.find("1-" * 50_000))
    assert len(row) == 5_000
    assert {value for _, _, value in row} == {"1111111111"}
    # a suffix has no end but a bound, so that a long run is no single DOI
    run = "10.1000/" * 12_500
    stretches = [(a, b) for a, b, _ in doi.find(run)]
    assert all(b - a <= 400 for a, b in stretches)
    assert all(run[a:b].startswith("10.1000/") for a, b in stretches)
    assert doi.parse(run) is None


class TestWrong:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("doi:1080/14719030600853022", "does not begin with 10."),
            ("https://doi.org/10.10.1038/nature1", "does not begin with 10."),
            ("doi: 1O.1038/nature12", "does not begin with 10."),
            ("DOI: 10,1038/nature12", "does not begin with 10."),
            ("doi:10.1038-nature123", "no slash"),
            ("https://doi.org/10.1080.14719030600853022", "no slash"),
            ("Policy, 1. doi:10.1080/.", "nothing stands behind its slash"),
        ],
    )
    def test_malformed_dois(self, text, said):
        ((start, end, why),) = doi.find_malformed(text)
        assert said in why
        assert text[start:end] in text
        assert not text[start:end].startswith(("doi", "DOI", "http"))

    @pytest.mark.parametrize(
        "text",
        [
            "doi:10.1080/14719030600853022",
            "doi:10.1080/ 14719030600853022",
            "https://doi.org/10.1002/(SICI)1097-0258(19980815)17:15<1661::AID>3.0.CO;2-2",
            "doi:10.5334%2Fjcms.7011",
            "doi:10/abcde",
            "https://doi.org/abc123",
            "doi: in press",
            "DOI not assigned",
            "see doi: 12/2014",
            "doi.org/ accessed 2014",
            "doi:https://doi.org/10.1000/182",
        ],
    )
    def test_sound_dois_and_words(self, text):
        assert list(doi.find_malformed(text)) == []

    @pytest.mark.parametrize(
        ("module", "text", "said"),
        [
            (isbn, "ISBN 0-306-40615-3", "its last digit should be 2"),
            (isbn, "ISBN: 978-0-306-40615-8", "its last digit should be 7"),
            (isbn, "ISBN 0-306-4061-2", "it has 9 digits, not 10 or 13"),
            (isbn, "ISBN-13 9780306406157 and ISBN 080442957Y", ""),
            (isbn, "ISBN 0-8044-2957-1", "its last digit should be X"),
            (issn, "ISSN 0317-8472", "its last digit should be 1"),
            (issn, "ISSN 2434-5610", "its last digit should be X"),
        ],
    )
    def test_check_digits(self, module, text, said):
        assert [why for _, _, why in module.find_wrong(text)] == ([said] if said else [])

    @pytest.mark.parametrize("module", [isbn, issn])
    @pytest.mark.parametrize(
        "text",
        [
            "ISBN 0-306-40615-2, ISBN-13: 978-0-306-40615-7 (paperback)",
            "ISBN 0-306-40615-2 978-0-306-40615-7",
            "ISSN 0317-8471; ISSN 2434-561X",
            "0-306-40615-3",
            "ISBN 12",
            "the ISBN and the ISSN of 2004–2006",
        ],
    )
    def test_right_numbers_and_others(self, module, text):
        assert list(module.find_wrong(text)) == []

    @given(
        st.lists(
            st.sampled_from([*"0123456789xX- .:/", "ISBN", "ISSN", "doi:", "10."]), max_size=60
        )
    )
    def test_whatever_stands_there_is_looked_at(self, pieces):
        text = "".join(pieces)
        for finder in (doi.find_malformed, isbn.find_wrong, issn.find_wrong):
            for start, end, why in finder(text):
                assert 0 <= start < end <= len(text)
                assert why
        for digits in (text[start:end] for start, end, _ in isbn.find_wrong(text)):
            assert isbn.parse(digits) is None
