"""Thirty files, each broken in a way of its own: what is whole is read, and the rest is told."""

import pytest

from joinedup_refs import formats
from joinedup_refs.errors import FormatInvalid

BIB = "@article{%s,\n  author = {Lee, A.},\n  title = {%s},\n  year = {2001}\n}\n"
RIS = "TY  - JOUR\r\nAU  - Lee, A.\r\nTI  - %s\r\nPY  - 2001\r\nER  - \r\n"
NBIB = "PMID- %s\nTI  - %s\nFAU - Lee, Ann\nDP  - 2001\n\n"
CSL = '{"id":"%s","type":"book","title":"%s"}'
ONE, TWO, THREE = (BIB % pair for pair in (("a", "One"), ("b", "Two"), ("c", "Three")))
MODS = '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>%s</title></titleInfo></mods>\n'
END = '<record><ref-type name="Book">6</ref-type><titles><title>%s</title></titles></record>\n'
RDF = '<rdf:Description rdf:about="#%s"><z:itemType>book</z:itemType><dc:title>%s</dc:title>'
SPACES = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:z="http://www.zotero.org/namespaces/export#" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
)
UNCLOSED = "<xml><records>\n" + END % "One" + (END % "Two").removesuffix("</record>\n") + "\n"
UNCLOSED += END % "Three &nbsp; & R&D" + "</records></xml>"
FILES = {  # what is wrong: the format, the file, the titles that are read, the lines that are told
    "an entry without its end": (
        "bibtex",
        f"{ONE}@book{{x, title = {{Two, year = 2002\n\n{THREE}",
        ["One", "Two", "Three"],
        [6, 6],
    ),
    "a quotation mark without its partner": (
        "bibtex",
        f'{ONE}@book{{x,\n  title = "Two,\n  year = 2002\n}}\n{THREE}',
        ["One", "Two", "Three"],
        [7],
    ),
    "no key, twice": (
        "bibtex",
        "@article{,\n title={One}}\n@article{title={Two}, year=2001}\n" + THREE,
        ["One", "Two", "Three"],
        [],
    ),
    "two versions that were not merged": (
        "bibtex",
        f"{ONE}<<<<<<< HEAD\n{TWO}=======\n{TWO}>>>>>>> x\n{THREE}",
        ["One", "Two", "Two", "Three"],
        [6],
    ),
    "round brackets that end as braces": (
        "bibtex",
        "@article(a, title={One}, year={2001})\n@article(c, title={Three}}\n" + TWO,
        ["One", "Three", "Two"],
        [2, 2],
    ),
    "words that no string explains": (
        "bibtex",
        "@article{a, title={One}, journal = j # k, month = foo}\n" + TWO,
        ["One", "Two"],
        [1, 1, 1],
    ),
    "no sign between field and value": (
        "bibtex",
        "@article{a,\n  title {One},\n  year = 2001,\n}\n" + TWO,
        ["One", "Two"],
        [2],
    ),
    "one field twice": (
        "bibtex",
        "@article{a,\n  title = {One},\n  title = {Uno}\n}\n",
        ["One"],
        [1],
    ),
    "an end and a beginning on one line": (
        "ris",
        f"{RIS % 'One'}TY  - JOUR\nTI  - Two\nER  - TY  - JOUR\nTI  - Three\nER  - \n",
        ["One", "Two", "Three"],
        [9],
    ),
    "blanks left out": (
        "ris",
        f"TY - JOUR\nTI - One\nER -\n\nTY-JOUR\nTI-Two\nER-\n{RIS % 'Three'}",
        ["One", "Three"],
        [5, 6],
    ),
    "a page around records": (
        "ris",
        f"<html><body>\n{RIS % 'One'}</body></html>\n",
        ["One"],
        [1, 7],
    ),
    "lines of a database between records": (
        "ris",
        f"Record 1 of 2\n{RIS % 'One'}*** end ***\n{RIS % 'Two'}",
        ["One", "Two"],
        [1, 7],
    ),
    "files put together with their marks": (
        "ris",
        f"{RIS % 'One'}\ufeff{RIS % 'Two'}",
        ["One", "Two"],
        [],
    ),
    "a type twice": (
        "ris",
        f"TY  - JOUR\nTY  - BOOK\nTI  - One\nER  - \n{RIS % 'Two'}",
        ["One", "Two"],
        [1],
    ),
    "tabs for blanks": ("ris", "TY  -\tJOUR\nTI  -\tOne\nER  -\t\n", ["One"], []),
    "tags in small letters": (
        "ris",
        f"ty  - JOUR\nti  - One\n{RIS % 'Two'}",
        ["Two"],
        [1, 2],
    ),
    "no blank line between records": (
        "nbib",
        (NBIB % ("11", "One")).rstrip() + "\n" + NBIB % ("12", "Two"),
        ["One", "Two"],
        [],
    ),
    "tabs for blanks at PubMed's": (
        "nbib",
        "PMID-\t11\nTI  -\tOne\n\n" + NBIB % ("12", "Two"),
        ["One", "Two"],
        [],
    ),
    "words before the first record": (
        "nbib",
        "1: J X. 2001\nPubMed export\n\n" + NBIB % ("12", "Two"),
        ["Two"],
        [1, 2],
    ),
    "a line that is not set in": (
        "nbib",
        "PMID- 11\nTI  - One that\ngoes on\n\n" + NBIB % ("12", "Two"),
        ["One that goes on", "Two"],
        [3],
    ),
    "a comma before the end of a list": (
        "csl-json",
        f"[{CSL % ('a', 'One')},{CSL % ('b', 'Two')},]",
        ["One", "Two"],
        [1],
    ),
    "a comma left out": (
        "csl-json",
        f"[\n{CSL % ('a', 'One')}\n{CSL % ('b', 'Two')}\n]",
        ["One", "Two"],
        [3],
    ),
    "the marks of another language": (
        "csl-json",
        f"[\n{CSL % ('a', 'One')},\n{{'id': 'b'}},\n{CSL % ('c', 'Three')}]",
        ["One", "Three"],
        [3],
    ),
    "records without a list": (
        "csl-json",
        f"{CSL % ('a', 'One')}\n{CSL % ('b', 'Two')}\n",
        ["One", "Two"],
        [2],
    ),
    "things that are no records": (
        "csl-json",
        f'[\n{CSL % ("a", "One")},\n"text",\n42,\nnull,\n[],\n{CSL % ("b", "Two")}\n]',
        ["One", "Two"],
        [3, 4, 5, 6],
    ),
    "a tab in YAML": (
        "csl-yaml",
        "references:\n- id: a\n  title: One\n-\tid: b\n\ttitle: Two\n- id: c\n  title: Three\n",
        ["One", "Three"],
        [4],
    ),
    "an element that is not closed": (
        "endnote-xml",
        UNCLOSED,
        ["One", "Two", "Three \xa0 & R&D"],
        [3, 4],
    ),
    "two roots, and words behind them": (
        "mods",
        MODS % "One" + MODS % "Two" + "trailing\n",
        ["One", "Two"],
        [3],
    ),
    "words before the XML": ("mods", "see below\n" + MODS % "One", ["One"], [1]),
    "an element cut in two": (
        "zotero-rdf",
        SPACES + RDF % ("1", "One") + "</rdf:Description>\n" + (RDF % ("2", "Tw"))[:-11],
        ["One", "Tw"],
        [3],
    ),
}


def test_there_are_thirty():
    assert len(FILES) == 30


@pytest.mark.parametrize("what", FILES)
def test_what_is_whole_is_read_and_the_rest_is_told_with_its_line(what):
    name, text, titles, lines = FILES[what]
    form = formats.find(name)
    assert [record.reference.title for record in form.read(text)] == titles
    told = form.gaps(text)
    assert [gap.line for gap in told] == lines
    assert all(gap.message and "\n" not in gap.message for gap in told)


def test_a_library_with_something_else_in_it_is_refused():
    with pytest.raises(FormatInvalid, match="member 2"):
        formats.find("csl-json").read('{"items": [{"id": "a"}, "text"]}')
