"""Titles of journals, abbreviated and in full."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup_refs.notation.journal_titles import JournalTitles, journals, key_of, with_own
from joinedup_refs.tables import rows

KNOWN = JournalTitles(
    {
        "journal": "j",
        "town": "town",
        "studies": "stud",
        "care": "care",
        "national": "natl",
        "economie": "econ",
        "bio": "bio",
        "medical": "med",
    },
    [
        ("Journal of Town Studies", "", "", "", ""),
        ("Journal of Towns", "J. Town.", "j towns;j tow", "", ""),
        ("Journal of the Town's Studies", "", "", "", ""),
        ("Journal for Town Studies", "", "", "", ""),
        ("Care of National Towns", "Care Natl. Towns", "", "", ""),
        ("Caring for National Townships", "Care Natl. Towns", "", "", ""),
    ],
)


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Journal of Town Studies", "J. Town Stud."),
        ("The Journal of Town Studies", "J. Town Stud."),
        ("journal of town studies", "J. Town Stud."),
        ("Journal of Town Studies B", "J. Town Stud. B"),  # a section
        ("Journal of Town Care & Studies", "J. Town Care Stud."),
        ("National Care", "Natl. Care"),  # drawn together
        ("Économie", "Économie"),  # a title of one word
        ("The Town", "Town"),
        ("TOWN", "TOWN"),
        ("Journal d'Économie", ""),  # an elided article is no word of the table
        ("Journal: Économie", ""),  # a subtitle
        ("Bio-Medical Studies", "Bio-Med. Stud."),
        ("IEEE Journal", "IEEE J."),
        ("Journal of Zyzzyvas", ""),  # a word that is not known
        ("In Care", ""),  # a preposition that counts
        ("In Vitro Studies", ""),
        ("J. Town Stud.", ""),  # is abbreviated
        ("JOURNAL OF TOWN STUDIES", ""),
        ("", ""),
    ],
)
def test_abbreviations(title, short):
    assert KNOWN.abbreviated(title) == short


def test_abbreviations_without_stops():
    assert KNOWN.abbreviated("Bio-Medical Studies", stops=False) == "Bio-Med Stud"


@pytest.mark.parametrize(
    ("short", "title"),
    [
        ("J. Town.", "Journal of Towns"),
        ("J Towns", "Journal of Towns"),  # another abbreviation that is printed
        ("J. Town Stud.", "Journal of Town Studies"),  # those that differ in small words are one
        ("J TOWN STUD", "Journal of Town Studies"),
        ("Care Natl. Towns", ""),  # two titles fit
        ("J. Zyzzyv.", ""),
        ("J.", ""),
        ("", ""),
    ],
)
def test_titles_in_full(short, title):
    assert KNOWN.in_full(short) == title


def test_what_is_abbreviated_shows():
    assert KNOWN.is_cut("J. Zyzzyv.")
    assert KNOWN.is_cut("J Town Stud")
    assert not KNOWN.is_cut("Town Care")
    assert not KNOWN.is_cut("J Zyzzyv")  # words that nobody knows
    assert KNOWN.is_whole("The Journal of Town Studies")
    assert not KNOWN.is_whole("Town Care")


def test_ones_own_titles_go_first():
    own = with_own([("Journal of Public Economics", "J Pub Ec"), ("Journal of Zyzzyvas", "J.Zyz.")])
    assert own.abbreviated("Journal of Public Economics") == "J Pub Ec"
    assert own.in_full("J Pub Ec") == "Journal of Public Economics"
    assert own.in_full("J. Zyz.") == "Journal of Zyzzyvas"
    assert own.abbreviated("Public Administration") == "Public Adm."


@pytest.mark.parametrize(
    ("title", "short"),
    [  # as the journals' own publishers give them
        ("Journal of the American Chemical Society", "J. Am. Chem. Soc."),
        ("New England Journal of Medicine", "N. Engl. J. Med."),
        ("Physical Review B", "Phys. Rev. B"),
        ("Journal of Clinical Medicine", "J. Clin. Med."),
        ("Annals of Internal Medicine", "Ann. Intern. Med."),
    ],
)
def test_the_tables(title, short):
    assert journals().abbreviated(title) == short
    assert key_of(journals().in_full(short)) == key_of(title)


def test_every_row_of_the_tables_is_sound():
    words = {row["word"]: row["short"] for row in rows("journal_words")}
    assert all(word == key_of(word)[0] for word in words if len(key_of(word)) == 1)
    assert all(short[:1] in ("", word[0]) for word, short in words.items())
    assert all(len(short) < len(word) for word, short in words.items())
    titles = rows("journal_titles")
    assert len({key_of(row["title"]) for row in titles}) == len(titles)
    unknown = [row["title"] for row in titles if not journals().abbreviated(row["title"])]
    assert unknown == []
    short = {row["title"]: key_of(journals().abbreviated(row["title"])) for row in titles}
    assert all(short[row["title"]] == tuple(row["folded"].split()) for row in titles)


def test_an_abbreviation_that_is_written_out_comes_back():
    wrong = []
    for row in rows("journal_titles"):
        short = journals().abbreviated(row["title"])
        full = journals().in_full(short)
        if full and key_of(full) != key_of(row["title"]):
            wrong.append((row["title"], short, full))
    assert wrong == []


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_taken(text):
    titles = journals()
    assert isinstance(titles.abbreviated(text), str)
    assert isinstance(titles.in_full(text), str)
    assert isinstance(titles.is_cut(text), bool)
