"""COinS spans."""

import re
from html.parser import HTMLParser
from urllib.parse import parse_qsl

import pytest

from joinedup_refs import formats
from joinedup_refs.convert import load
from joinedup_refs.errors import ConfigInvalid
from joinedup_refs.formats import Record
from joinedup_refs.notation.csl import from_csl
from joinedup_refs.tables import rows

FORMAT = formats.find("coins")


class _Spans(HTMLParser):
    def __init__(self):
        super().__init__()
        self.titles = []

    def handle_starttag(self, tag, attributes):
        held = dict(attributes)
        assert (tag, held["class"]) == ("span", "Z3988")
        self.titles.append(held["title"])


def spans(*items):
    text = FORMAT.write([Record(f"r{n}", from_csl(i)) for n, i in enumerate(items)], "zotero")
    parser = _Spans()
    parser.feed(text)
    return [parse_qsl(title) for title in parser.titles]


def test_an_article():
    (pairs,) = spans(
        {
            "type": "article-journal",
            "title": 'On <i>roads</i> & "towns" <x>',
            "author": [
                {"family": "Linden", "given": "Jo", "non-dropping-particle": "van der"},
                {"family": "Grey", "given": "T.", "suffix": "Jr."},
                {"literal": "Board of Roads"},
            ],
            "container-title": "Roads",
            "volume": "7",
            "issue": "2",
            "page": "3-19",
            "issued": {"date-parts": [[2013, 2], [2013, 4]]},
            "DOI": "10.5555/(a)1<2>",
            "ISSN": "1234-5679",
        }
    )
    assert pairs == [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"),
        ("rft_id", "info:doi/10.5555/(a)1<2>"),
        ("rft.genre", "article"),
        ("rft.atitle", 'On roads & "towns" <x>'),
        ("rft.jtitle", "Roads"),
        ("rft.aulast", "van der Linden"),
        ("rft.aufirst", "Jo"),
        ("rft.au", "van der Linden, Jo"),
        ("rft.au", "Grey, T., Jr."),
        ("rft.aucorp", "Board of Roads"),
        ("rft.date", "2013-02"),
        ("rft.volume", "7"),
        ("rft.issue", "2"),
        ("rft.spage", "3"),
        ("rft.epage", "19"),
        ("rft.pages", "3-19"),
        ("rft.issn", "1234-5679"),
    ]


@pytest.mark.parametrize(
    ("kind", "form", "genre"),
    [
        ("book", "book", "book"),
        ("chapter", "book", "bookitem"),
        ("paper-conference", "book", "proceeding"),
        ("report", "book", "report"),
        ("thesis", "dissertation", ""),
        ("patent", "patent", ""),
    ],
)
def test_metadata_formats(kind, form, genre):
    (pairs,) = spans({"type": kind, "title": "T"})
    told = dict(pairs)
    assert told["rft_val_fmt"].endswith(f":{form}")
    assert told.get("rft.genre", "") == genre


def test_what_has_no_format_of_its_own_is_dublin_core():
    (pairs,) = spans(
        {
            "type": "software",
            "title": "roadtool",
            "author": [{"literal": "Developers"}],
            "keyword": "roads; towns, old",
            "URL": "https://a.b/c?d=1&e=2",
        }
    )
    assert pairs[1:] == [
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft_id", "https://a.b/c?d=1&e=2"),
        ("rft.type", "computerProgram"),
        ("rft.title", "roadtool"),
        ("rft.creator", "Developers"),
        ("rft.subject", "roads"),
        ("rft.subject", "towns, old"),
    ]


def test_every_kind_gives_one_span_on_a_line_of_its_own():
    items = [{"type": row["type"], "title": "T\nx"} for row in rows("csl_types")]
    assert len(spans(*items)) == len(items)
    text = FORMAT.write([Record("r", from_csl(items[0]))], "zotero")
    assert re.fullmatch(r'<span class="Z3988" title="[^"<>]+"></span>\n', text)


def test_it_is_not_read():
    with pytest.raises(ConfigInvalid, match="can be read"):
        load("<span>", "coins")
