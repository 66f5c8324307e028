from html.parser import HTMLParser

import pytest

from joinedup_refs.clean import clean_text
from joinedup_refs.model.finding import Suppressed
from joinedup_refs.notation.csl import from_csl
from joinedup_refs.read import read as read_text
from joinedup_refs.report.as_html import as_html, safe_link

_VOID = {"meta", "br", "hr", "link", "img"}


class Reader(HTMLParser):
    """Counts that elements nest, and collects headings, links and attributes."""

    def __init__(self):
        super().__init__()
        self.open, self.seen, self.headings, self.links, self.attributes = [], set(), [], [], set()

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag == "a":
            self.links.append(dict(attrs)["href"])
        if tag in {"h1", "h2", "h3"}:
            self.headings.append(int(tag[1]))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


@pytest.mark.parametrize("which", ["outcome", "undecided", "nothing"])
def test_the_page_is_well_formed_and_alone(which, request):
    page = as_html(request.getfixturevalue(which), "care.txt")
    reader = read(page)
    assert not reader.seen & {"script", "img", "link", "iframe", "form", "object"}
    assert not [a for a in reader.attributes if a.startswith("on")]
    assert "url(" not in page
    assert "@import" not in page
    assert reader.headings[0] == 1
    assert all(b - a <= 1 for a, b in zip(reader.headings, reader.headings[1:], strict=False))


def test_the_sections_stand_in_order(outcome):
    page = as_html(outcome, "care.txt")
    places = [page.index(f'id="{key}"') for key in ("decide", "text", "list", "look", "aside")]
    assert places == sorted(places)
    assert "<strong>NOT CHECKED</strong>" in page


def test_what_is_suppressed_is_counted(outcome):
    aside = Suppressed(finding=outcome.findings[0], reason="", where="line 1", in_text=True)
    page = as_html(outcome.model_copy(update={"suppressed": (aside,)}), "care.txt")
    assert "<p>Suppressed, each where it is written: 1.</p>" in page
    assert "Suppressed" not in as_html(outcome, "care.txt")


def test_what_changed_is_marked(outcome):
    page = as_html(outcome, "care.txt")
    assert "<del>erri</del> 6 (1997), Holistic" in page
    assert "<ins>Perri</ins> 6 (1997), Holistic" in page
    assert "<del>long- term</del> <ins>long-term</ins>" in page


def with_first(outcome, **more):
    first = outcome.result.entries[0]
    reference = from_csl({"type": "article-journal", "title": "T"} | more)
    entry = first.model_copy(update={"reference": reference})
    result = outcome.result.model_copy(update={"entries": (entry, *outcome.result.entries[1:])})
    return outcome.model_copy(update={"result": result})


def links(outcome) -> list[str]:
    return [href for href in read(as_html(outcome, "x")).links if not href.startswith("#")]


def test_a_doi_becomes_a_link(outcome):
    assert links(with_first(outcome, DOI="10.1000/a<b>(3)")) == [
        "https://doi.org/10.1000/a%3Cb%3E(3)"
    ]


def test_an_address_that_is_printed_stands_once_and_is_the_link():
    text = (
        "References\n\n"
        "Adams, B. (2001) Plans, Policy Studies, 22 (1): 1–9. https://doi.org/10.1000/PS.26.1\n"
        "Brown, C. (2002) Tolls & towns. London: Sage. https://example.org/a?b=1&c=2\n"
        "Cole, D. (2003) Tides, Policy Studies, 24 (1): 1–9. doi:10.1000/ps.28\n"
    )
    page = as_html(clean_text(read_text(text).text), "x")
    rows = [row for row in page.splitlines() if row.startswith("<li>")]
    assert [row.rpartition(". ")[2] for row in rows] == [
        '<a href="https://doi.org/10.1000/ps.26.1">https://doi.org/10.1000/PS.26.1</a></li>',
        '<a href="https://example.org/a?b=1&amp;c=2">https://example.org/a?b=1&amp;c=2</a></li>',
        '<a href="https://doi.org/10.1000/ps.28">doi:10.1000/ps.28</a></li>',
    ]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "http://",
        "https:// a.b",
        "//example.org",
        "http://[",
        "vbscript:x",
        " javascript:alert(1)",
    ],
)
def test_other_links_are_not_set(outcome, url):
    assert not safe_link(url)
    assert links(with_first(outcome, URL=url)) == []


def test_a_web_address_becomes_a_link_escaped(outcome):
    url = 'https://example.org/?a=1&b="><script>'
    page = as_html(with_first(outcome, URL=url), "x")
    assert "<script" not in page
    assert links(with_first(outcome, URL=url)) == [url]


def test_markup_in_names_and_messages_is_text(outcome):
    first = outcome.findings[1].model_copy(
        update={"message": "<b onclick=x>&amp;</b>", "reasons": ("</dl><h1>",)}
    )
    page = as_html(outcome.model_copy(update={"findings": (first,)}), "<i>.txt")
    reader = read(page)
    assert not reader.seen & {"b", "i"}
    assert "onclick" not in reader.attributes
    assert reader.headings.count(1) == 1
