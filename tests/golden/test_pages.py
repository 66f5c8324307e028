"""Pages in the shape of ten publishers' markup, as saved by a browser and as copied from it.

The works are made up; every page lists the same three.
"""

from pathlib import Path

import pytest

import joinedup_refs as jr

PAGES = Path(__file__).parent / "pages"
AUTHOR_YEAR = {
    "taylor-and-francis": "Adams, P., & Brook, L. (2001). Bridges over small rivers. Journal of "
    "Crossings, 4(2), 11–19. doi:10.9999/joc.2001.0402",
    "wiley": "Adams, P., & Brook, L. (2001). Bridges over small rivers. Journal of Crossings, "
    "4(2), 11–19. https://doi.org/10.9999/joc.2001.0402",
    "sciencedirect": "P. Adams, L. Brook. Bridges over small rivers. Journal of Crossings, 4 (2) "
    "(2001), pp. 11-19",
    "oup": "Adams P., Brook L. (2001), ‘Bridges over small rivers’, Journal of Crossings, 4/2: "
    "11–19.",
    "jstor": "Adams, P., and L. Brook. 2001. “Bridges over Small Rivers.” Journal of Crossings 4 "
    "(2): 11–19.",
    "cambridge": "Adams, P. and Brook, L. (2001). Bridges over small rivers. Journal of Crossings, "
    "4(2), 11–19.",
}
NUMERIC = {
    "springer": "Adams, P. & Brook, L. Bridges over small rivers. J. Cross. 4, 11–19 (2001).",
    "sage": "Adams P, Brook L. Bridges over small rivers. J Cross 2001; 4: 11–19.",
    "plos": "Adams P, Brook L. Bridges over small rivers. J Cross. 2001;4(2):11–19.",
    "pubmed-central": "Adams P., Brook L. Bridges over small rivers. J. Cross. 2001;4:11–19. doi: "
    "10.9999/joc.2001.0402.",
}
CITED = {
    "springer": [("r2",), ("r3",), ("r1", "r2", "r3")],
    "sage": [("r2",), ("r3",), ("r1",)],
    "plos": [("r2",), ("r3",), ("r1", "r2", "r3")],
    "pubmed-central": [("r2",), ("r3",), ("r1",)],
} | {name: [("r2",), ("r3",), ("r1",)] for name in AUTHOR_YEAR}
NAMES = sorted({**AUTHOR_YEAR, **NUMERIC})


@pytest.fixture(scope="module", params=NAMES)
def page(request):
    return request.param, jr.clean(PAGES / f"{request.param}.html")


def test_three_entries_and_nothing_of_the_page_in_them(page):
    name, cleaned = page
    readings = [cleaned.result.reading(entry) for entry in cleaned.entries]
    assert len(readings) == 3
    assert readings[0] == {**AUTHOR_YEAR, **NUMERIC}[name]
    assert readings[1].startswith(("Cole", "D. Cole"))
    assert readings[2].startswith(("Dunn", "E. Dunn"))
    words = "Scholar Crossref CrossRef PubMed Web ISI WorldCat View Find Article ADS DOI ["
    assert not [w for w in words.split() if any(w in reading for reading in readings)]
    assert cleaned.result.leftover == ()


def test_numbers_are_kept_and_bullets_are_not(page):
    name, cleaned = page
    numbers = ["1", "2", "3"] if name in NUMERIC else ["", "", ""]
    assert [entry.marker for entry in cleaned.entries] == numbers


def test_a_doi_behind_a_button_is_the_entrys_and_says_so(page):
    _, cleaned = page
    first, second, third = cleaned.entries
    assert (first.reference.doi, second.reference.doi) == ("10.9999/joc.2001.0402", "")
    assert third.reference.doi == "10.9999/tn.1999.12101"
    origin = third.origins["DOI"]
    assert origin.kind == "linked"
    assert "12101" in origin.address
    assert "doi" not in cleaned.result.reading(third)
    assert not [f for f in cleaned.findings if f.code == "IDN807"]


def test_every_citation_finds_its_entry(page):
    name, cleaned = page
    assert [c.references for c in cleaned.result.citations] == CITED[name]
    assert {c.link for c in cleaned.result.citations} == {"exact"}


def test_scripts_navigation_and_what_is_not_shown_are_not_read(page):
    _, cleaned = page
    printed = cleaned.text.printed
    absent = ["var x", "position:absolute", "All Journals", "nonprofit", "Follow NCBI", "dialog"]
    assert not [words for words in absent if words in printed]
    assert "10.9999/tn" not in printed


def test_tables_and_captions_stay_text():
    printed = jr.clean(PAGES / "sciencedirect.html").text.printed
    assert "Table 1. Tolls." in printed
    assert "Year\tToll\n1999\t4" in printed
    assert "Fig 1. A ferry." in jr.clean(PAGES / "plos.html").text.printed


def test_raised_numbers_are_citations_only_where_they_lead_to_entries():
    printed = jr.clean(PAGES / "springer.html").text.printed
    assert (
        "older than bridges[2,3], and few are as deep as 103\xa0m. This was shown before[1–3]."
        in (printed)
    )


def test_slanted_words_and_links_of_the_text_are_kept_as_markup():
    text = jr.clean(PAGES / "taylor-and-francis.html").text
    assert [text.slice(span) for span in text.markup.italics][:2] == ["Journal of Crossings", "4"]
    inside = [link for link in text.markup.links if link.address.startswith("#")]
    assert [link.address for link in inside] == ["#CIT0002", "#CIT0003", "#CIT0001"]
    assert [item.anchor for item in text.markup.items if item.reference] == [
        "CIT0001",
        "CIT0002",
        "CIT0003",
    ]


COPIED = {
    "sciencedirect": """References
Adams and Brook, 2001
P. Adams, L. Brook
Bridges over small rivers
Journal of Crossings, 4 (2) (2001), pp. 11-19
CrossrefView in ScopusGoogle Scholar
Cole, 2005
D. Cole
The ferry and the long way round
Harbour Press, Leeds (2005)
Google Scholar
Dunn et al., 1999
E. Dunn, F. Eaton, G. Firth
What tolls pay for
Transport Notes, 12 (1999), pp. 101-140
View PDFView articleCrossrefGoogle Scholar
""",
    "wiley": """REFERENCES
Adams, P., & Brook, L. (2001). Bridges over small rivers. Journal of Crossings, 4(2), 11–19. \
https://doi.org/10.9999/joc.2001.0402
CrossrefPubMedWeb of Science®Google Scholar
Cole, D. (2005). The ferry and the long way round. Harbour Press.
Google Scholar
Dunn, E., Eaton, F., & Firth, G. (1999). What tolls pay for. Transport Notes, 12, 101–140.
Find it @ Example UniversityCrossrefGoogle Scholar
""",
    "oup": """References
Adams P., Brook L. (2001), ‘Bridges over small rivers’, Journal of Crossings, 4/2: 11–19. Google \
Scholar Crossref Search ADS WorldCat
Cole D. (2005), The Ferry and the Long Way Round. Leeds: Harbour Press Google Scholar Google \
PreviewWorldCatCOPAC
Dunn E., Eaton F., Firth G. (1999), ‘What tolls pay for’, Transport Notes, 12: 101–40. Google \
Scholar Crossref Search ADS
""",
    "cambridge": """References
Adams, P. and Brook, L. (2001). Bridges over small rivers. Journal of Crossings, 4(2), \
11–19.CrossRefGoogle ScholarPubMed
Cole, D. (2005). The Ferry and the Long Way Round. Leeds: Harbour Press.Google Scholar
Dunn, E., Eaton, F. and Firth, G. (1999). What tolls pay for. Transport Notes, 12, \
101–140.CrossRefGoogle Scholar
""",
    "pubmed-central": """References
1.Adams P., Brook L. Bridges over small rivers. J. Cross. 2001;4:11–19. doi: \
10.9999/joc.2001.0402. [DOI] [PMC free article] [PubMed] [Google Scholar]
2.Cole D. The Ferry and the Long Way Round. Harbour Press; Leeds, UK: 2005. [Google Scholar]
3.Dunn E., Eaton F., Firth G. What tolls pay for. Transp. Notes. 1999;12:101–140. [DOI] [Google \
Scholar]
""",
    "springer": """References
Adams, P. & Brook, L. Bridges over small rivers. J. Cross. 4, 11–19 (2001).

Article  ADS  CAS  PubMed  PubMed Central  Google Scholar

Cole, D. The Ferry and the Long Way Round (Harbour Press, 2005).

Google Scholar

Dunn, E., Eaton, F. & Firth, G. What tolls pay for. Transp. Notes 12, 101–140 (1999).

Article  MathSciNet  Google Scholar

Download references
""",
    "sage": """References
1. Adams P, Brook L. Bridges over small rivers. J Cross 2001; 4: 11–19.
Crossref
PubMed
ISI
Google Scholar
2. Cole D. The ferry and the long way round. Leeds: Harbour Press, 2005.
Google Scholar
3. Dunn E, Eaton F, Firth G. What tolls pay for. Transp Notes 1999; 12: 101–140.
Crossref
ISI
Google Scholar
""",
}


@pytest.mark.parametrize("name", COPIED)
def test_the_same_list_as_copied(name):
    cleaned = jr.clean(f"Small ferries are old.\n\n{COPIED[name]}")
    readings = [cleaned.result.reading(entry) for entry in cleaned.entries]
    assert readings[0] == {**AUTHOR_YEAR, **NUMERIC}[name]
    assert len(readings) == 3
    assert not [r for r in readings if "Scholar" in r or "Crossref" in r or "Download" in r]
    assert cleaned.result.leftover == ()
