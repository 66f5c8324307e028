"""Two made-up articles, whose citations were followed to their entries by hand."""

from collections import Counter
from pathlib import Path

import pytest

import joinedup_refs as jr
from joinedup_refs.report.telling import count

ARTICLES = Path(__file__).parent / "articles"

AUTHOR_YEAR = [
    ("Harrow, 2001", "The kept common"),
    ("Adeyemi, 1988", "Hedge and state"),
    ("Harrow, 2001", "The kept common"),
    ("2004", "Commons again"),
    ("Okoro and Bell (2012)", "Who holds the billhook?"),
    ("Quill, Osei and Tamm (2015)", "Keeping: a review"),
    ("Harrow (2003a", "Laws that grow"),
    ("Harrow, 2003b", "What hedges are not"),
    ("LSB, 2009", "The survey of hedges"),
    ("van Oordt & de Wit, 1998", "Dykes and hedges"),
    ("García Pardo, 2016", "Olive walls"),
    ("Lévi-Durand, in press", "Rites of the field"),
    ("Nguyễn, 2016", "Dykes without parishes"),
    ("Weber ([1922] 1978)", "Economy and society"),
    ("Marsh’s (2010)", "A book of Welsh hedges"),
    ("Marsh and colleagues (2013)", "Hedges counted"),
    ("Ferrer (1931", ""),
    ("Jones, 2006", "Ferrer and his ponds"),
    ("Author, 2018", ""),
    ("Marsh, 2010", "A book of Welsh hedges"),
    ("LSB (2009)", "The survey of hedges"),
    ("Tamm (1999)", "Ponds of the north"),
    ("LSB (2009)", "The survey of hedges"),
    ("Archer (n.d.)", "Ponds of the Dell"),
    ("Stone 2011", "The school pond"),
    ("Stone, 2011", "The school pond"),
    ("Webb/Young 2005", "Gates"),
    ("Lindqvist (1975)", "Pond houses"),
    ("Петров (2009)", "Пруды и люди"),
    ("Blake 1969", "Wire and thorn"),
    ("Zander (2007)", "The walked mile"),
]

NUMERIC = [
    ("1", "1"), ("2", "2"), ("3–5", "3 4 5"), ("2", "2"), ("4", "4"), ("6", "6"), ("6", "6"),
    ("7", "7"), ("8", "8"), ("9", "9"), ("10–12", "10 11 12"), ("13", "13"), ("14", "14"),
    ("3", "3"), ("5", "5"), ("7–9", "7 8 9"), ("15", "15"), ("16", "16"),
]  # fmt: skip


@pytest.fixture(scope="module")
def article():
    return {
        name: jr.clean(ARTICLES / f"{name}.txt", select=["CIT"])
        for name in ("author-year", "numeric")
    }


def _cited(cleaned):
    document = cleaned.result
    for citation in cleaned.result.citations:
        said = " ".join(document.text.read(citation.at).text.split())
        yield said, [document.entry(identifier) for identifier in citation.references]


def test_citations_by_author_and_year(article):
    got = [
        (said, " ".join(entry.reference.title for entry in entries))
        for said, entries in _cited(article["author-year"])
    ]
    assert got == AUTHOR_YEAR


def test_only_what_is_meant_to_be_said(article):
    """A pond seen in another book, and the authors' own work; neither is missing."""
    found = article["author-year"].findings
    assert Counter(f.code for f in found) == {"CIT210": 1, "CIT212": 1}
    assert {f.message for f in found} == {
        "Ferrer (1931) is cited by way of (Jones, 2006).",
        (
            "The authors' own work is cited without their names at 2 places; names and entries "
            "have to come back before printing."
        ),
    }


def test_what_the_list_need_not_have_is_not_lost(article):
    assert count(article["author-year"]).lost == 0


def test_locators_and_leads(article):
    citations = article["author-year"].result.citations
    assert [c.locator for c in citations if c.locator] == ["p. 12", "44–46", "ch. 3", "pp. 3–5"]
    assert [c.prefix for c in citations if c.prefix] == ["e.g.", "cf.", "but see", "as cited in"]


def test_citations_by_number(article):
    got = [
        (said, " ".join(entry.marker for entry in entries))
        for said, entries in _cited(article["numeric"])
    ]
    assert got == NUMERIC
    assert article["numeric"].findings == ()


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "at"),
    [
        ("author-year", "Okoro and Bell (2012) remark", "Okoro (2012) remarks", "CIT205",
         "Okoro (2012)"),
        ("author-year", "(Stone, 2011, pp", "(Stone et al., 2011, pp", "CIT205",
         "Stone et al., 2011"),
        ("author-year", "(Harrow, 2003b)", "(Harrow, 2003)", "CIT206", "Harrow, 2003"),
        ("author-year", "de Wit, 1998", "de Wit, 1999", "CIT203", "van Oordt & de Wit, 1999"),
        ("author-year", "Lindqvist (1975)", "Lindquist (1975)", "CIT204", "Lindquist (1975)"),
        ("author-year", "Zander (2007)", "Zahn (2007)", "CIT201", "Zahn (2007)"),
        ("numeric", "from [14]", "from [19]", "CIT211", "19"),
        ("numeric", "[10–12]", "[10–22]", "CIT211", "10–22"),
    ],
)  # fmt: skip
def test_one_slip_is_found_where_it_is(name, old, new, code, at):
    text = (ARTICLES / f"{name}.txt").read_text(encoding="utf-8")
    assert text.count(old) == 1
    cleaned = jr.clean(text.replace(old, new), select=["CIT"])
    found = {(f.code, cleaned.text.slice(f.primary)) for f in cleaned.findings}
    before = {"CIT210", "CIT212", "CIT202"}  # what it says without the slip, and the entry left
    assert {f for f in found if f[0] not in before} == {(code, at)}
