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
