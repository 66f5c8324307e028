import pytest

from joinedup_refs.notation.residue import find


def left(text):
    """The text without what is residue."""
    for one in reversed(list(find(text))):
        text = text[: one.start] + text[one.end :]
    return text


def test_the_word_glued_to_a_year():
    text = (
        "(Hood, Citation2005a; Perri 6, Citation1997; CrossRef citations to date; Citation style)"
    )
    assert left(text) == "(Hood, 2005a; Perri 6, 1997; CrossRef citations to date; Citation style)"


@pytest.mark.parametrize(
    "tail",
    [
        "\nView Article\nPubMed/NCBI\nGoogle Scholar",
        "\nArticle CAS PubMed Google Scholar",
        " [Google Scholar] [CrossRef]",
        " [CrossRef], [Web of Science ®], [Google Scholar]",
        "Article ADS Google Scholar",
        " (open in a new window)",
        " View ArticleGoogle Scholar",
        "CrossrefPubMedGoogle Scholar",
        " | CrossRef Full Text | Google Scholar",
        " Google Scholar Crossref Search ADS PubMed WorldCat",
        " [DOI] [PMC free article] [PubMed] [Google Scholar]",
        "(Open in a new window)Web of Science ®(Open in a new window)Google Scholar",
        " Find it @ Example University",
        "\nFind it @ Example UniversityCrossrefGoogle Scholar",
    ],
)
def test_buttons_after_an_entry(tail):
    text = f"Cole, D. (2001), Ferries. Notes, 2, 1–9.{tail}\nDunn, E. (2002), Tolls."
    assert left(text).replace("\n\n", "\n").replace(",,", "") in {
        "Cole, D. (2001), Ferries. Notes, 2, 1–9.\nDunn, E. (2002), Tolls.",
        "Cole, D. (2001), Ferries. Notes, 2, 1–9., ,\nDunn, E. (2002), Tolls.",
    }


@pytest.mark.parametrize(
    "text",
    [
        "We searched PubMed, Web of Science and\nGoogle Scholar for papers.",
        "Article\n\nThe beginning.",
        "Searching in Google Scholar\nis fast.",
        "Indexed in PubMed.",
    ],
)
def test_prose_about_databases_stays(text):
    assert left(text) == text


def test_long_runs_are_read_to_the_end():
    assert left("PubMed " * 15_000).startswith("PubMed")
    assert left("Google Scholar\n" * 7_000).strip() == ""


def test_the_names_before_a_year_as_cambridge_has_them():
    text = (
        "(Cole Reference Cole2004; Dunn and Firth, Reference Dunn and Firth2005: 12; Reference 9)"
    )
    assert left(text) == "(Cole 2004; Dunn and Firth, 2005: 12; Reference 9)"


def test_buttons_glued_to_what_closes_nothing():
    assert left("Oxford: ClarendonGoogle Scholar\nCole") == "Oxford: Clarendon\nCole"
    assert left("doi:10.9999/abcCrossrefGoogle Scholar\n") == "doi:10.9999/abc\n"


def test_a_habit_of_the_page_tells_buttons_behind_an_open_end():
    line = "Cole, D. (2001), Ferries. Harbour Press Google Scholar\n"
    assert left(line) == line
    assert "Scholar" not in left(line * 4)
    prose = "They were found by using Google Scholar\n"
    assert left(line * 4 + prose).endswith(prose)


def test_buttons_between_entries_of_one_line():
    text = "Cole, D. (2001), Ferries. PubMed Google Scholar Dunn, E. (2002), Tolls. Google Scholar"
    assert left(text) == "Cole, D. (2001), Ferries. Dunn, E. (2002), Tolls."
    assert left("It is in 5. Google Scholar Citations say so.") == (
        "It is in 5. Google Scholar Citations say so."
    )
