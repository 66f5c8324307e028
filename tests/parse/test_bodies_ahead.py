import pytest

from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse import parse


def read(raw):
    return to_csl(parse(raw).reference)


@pytest.mark.parametrize(
    ("raw", "body", "title"),
    [
        (
            "Turning Point (2009) Benefits of tolls. http://www.mills.example.org/tolls",
            "Turning Point",
            "Benefits of tolls",
        ),
        (
            "Rethink Mental Illness (2012) Later life. London: Rethink.",
            "Rethink Mental Illness",
            "Later life",
        ),
        (
            "BBC News (2009) 'Tolls to rise', BBC News Online, 4 April. http://news.example.org/uk",
            "BBC News",
            "Tolls to rise",
        ),
        (
            "[Supernova Team] (2004). Light from the far towns. London: Mill Press.",
            "Supernova Team",
            "Light from the far towns",
        ),
        (
            "[Supernova Team] Light from the far towns. Astronomy Notes, 12, 3–9, 2004.",
            "Supernova Team",
            "Light from the far towns",
        ),
    ],
)
def test_who_stands_where_authors_do_is_one(raw, body, title):
    csl = read(raw)
    assert csl["author"] == [{"literal": body}]
    assert csl["title"] == title


def test_a_newspaper_that_stands_under_its_own_name_has_no_author_beside():
    csl = read("The Guardian (2005) 'Schools fail', The Guardian, 12 May, p. 4.")
    assert "author" not in csl
    assert csl["container-title"] == "The Guardian"


@pytest.mark.parametrize(
    "raw",
    [
        "A. G. Harrow et al. [Supernova Team], Light from the far towns, Astron. J. 116 (1998) 9.",
        "[Supernova Team] A. G. Harrow et al., Light from the far towns, Astron. J. 116 (1998) 9.",
    ],
)
def test_a_group_in_brackets_beside_names_is_left_unread(raw):
    parsed = parse(raw)
    csl = to_csl(parsed.reference)
    assert csl["title"] == "Light from the far towns"
    assert csl["author"] == [{"family": "Harrow", "given": "A. G."}]
    assert "Supernova" in " ".join(raw[a:b] for a, b in parsed.unread) or raw[0] == "["


def test_a_key_in_brackets_is_no_body():
    csl = read("[Mill04] Harrow, C. (2004) Light from the far towns. London: Mill Press.")
    assert csl["author"] == [{"family": "Harrow", "given": "C."}]


@pytest.mark.parametrize(
    "raw",
    [
        "Jane Harrow (2009) Benefits of tolls. London: Jane Harrow.",
        "Jane Harrow (2009) Benefits of tolls. http://www.janeharrow.example.org/tolls",
        "Jane Harrow (JH) (2009) Benefits of tolls. London: Jane Harrow.",
        "Jane Church (2009) Benefits of tolls. London: Jane Church.",
        "DelVecchio, A. (2009) Benefits of tolls. London: Mill Press.",
        "McKinsey (2009) Benefits of tolls. London: Mill Press.",
        "VanderMeer (2009) Benefits of tolls. London: Mill Press.",
    ],
)
def test_persons_stay_persons(raw):
    assert not any("literal" in name for name in read(raw).get("author", ()))


@pytest.mark.parametrize(
    ("raw", "body"),
    [
        (
            "Policy Exchange (2010) Late life. https://policyexchange.org.uk/l",
            "Policy Exchange",
        ),
        ("Turning Tides (2010) Later life. https://www.turning-tides.org/life", "Turning Tides"),
        ("Living Streets (LS) (2009) Walking in towns. London.", "Living Streets (LS)"),
        ("Christian Aid, 2005. The Price of Tolls. London: Christian Aid.", "Christian Aid"),
        ("Oxfam GB (2010) Towns in want. Oxford: Oxfam.", "Oxfam GB"),
        ("ActionTolls (2008) Hunger in towns. Leeds: Mill Press.", "ActionTolls"),
        ("Ofcom (2013) Towns on air. London: Mill Press.", "Ofcom"),
    ],
)
def test_a_body_is_told_by_its_publisher_its_site_or_its_letters(raw, body):
    assert read(raw)["author"] == [{"literal": body}]


def test_names_run_together_are_no_body():
    csl = read("Lubbers, Marcel/MeroveGijsberts (2002). Voting in towns. London: Mill Press.")
    assert not any("literal" in name for name in csl["author"])


def test_a_body_keeps_the_bracket_of_its_short_name():
    csl = read("Mill Institute for Excellence [MIE] (2005) Tolls. Leeds: MIE.")
    assert csl["author"] == [{"literal": "Mill Institute for Excellence [MIE]"}]


def test_the_letters_of_the_author_before_the_place_are_the_publisher():
    csl = read("Office of the Toll Minister (OTM) (2003) Towns: Building them, OTM, London")
    assert (csl["title"], csl["publisher"]) == ("Towns: Building them", "OTM")
