"""Documents made by hand, so that a rule is tested apart from what finds citations and entries."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from joinedup_refs.model.citation import Citation
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.text import Cut, Span, Text
from joinedup_refs.notation import names
from joinedup_refs.notation.csl import from_csl, name_to_csl

HEAD = re.compile(r"(?P<author>[^(\n]{1,80}?),? \((?P<year>\d{4})\)")


def span_of(printed: str, words: str, after: int = 0) -> Span:
    start = printed.index(words, after)
    return Span(start=start, end=start + len(words))


def entry_at(printed: str, number: int, at: Span) -> Entry:
    line = printed[at.start : at.end]
    head = HEAD.match(line)
    if head is None:
        return Entry(id=f"r{number}", at=(at,), reference=from_csl({"title": line}))
    item: dict[str, Any] = {
        "type": "book",
        "author": [name_to_csl(n) for n in names.split(head["author"]).names],
        "issued": {"date-parts": [[int(head["year"])]]},
        "title": line[head.end() :].strip(" ,."),
    }
    places = {"author": head.span("author"), "issued": head.span("year")}
    return Entry(
        id=f"r{number}",
        at=(at,),
        reference=from_csl(item),
        origins={
            variable: Printed(at=Span(start=at.start + a, end=at.start + b))
            for variable, (a, b) in places.items()
        },
    )


@pytest.fixture
def span() -> Callable[..., Span]:
    return span_of


@pytest.fixture
def make() -> Callable[..., Document]:
    """Give a maker of documents: body, list lines, citations as keywords, cuts as words and why."""

    def document(
        body: str,
        lines: tuple[str, ...] = (),
        citations: tuple[dict[str, Any], ...] = (),
        cuts: tuple[tuple[str, str], ...] = (),
    ) -> Document:
        printed = body + "\n\nReferences\n\n" + "\n".join(lines)
        start = len(printed) - len("\n".join(lines))
        entries = []
        for number, line in enumerate(lines, 1):
            at = span_of(printed, line, start)
            start = at.end
            entries.append(entry_at(printed, number, at))
        made, from_here = [], 0
        for number, given in enumerate(citations, 1):
            words = given["words"]
            at = span_of(printed, words, from_here)
            from_here = at.end
            cluster = span_of(printed, given.get("cluster", words), 0)
            keys = {k: v for k, v in given.items() if k not in {"words", "cluster"}}
            year = words.rstrip(")").rsplit(" ", 1)[-1].strip("(")
            year_at = Span(start=at.end - len(words) + words.rindex(year), end=at.end)
            if words.endswith(")"):
                year_at = Span(start=year_at.start, end=year_at.end - 1)
            keys.setdefault("year", re.sub(r"\D*(\d{4}[a-z]?)", r"\1", year))
            keys.setdefault("form", "narrative" if words.endswith(")") else "parenthetical")
            keys.setdefault("names_at", Span(start=at.start, end=year_at.start))
            made.append(Citation(id=f"c{number}", at=at, year_at=year_at, cluster=cluster, **keys))
        found, after = [], 0
        for words, why in cuts:
            at = span_of(printed, words, after)
            after = at.end
            found.append(Cut(printed=at, reading="", why=why))
        return Document(
            text=Text(printed=printed, cuts=tuple(found)),
            regions=(Span(start=entries[0].span.start, end=len(printed)),) if entries else (),
            entries=tuple(entries),
            citations=tuple(made),
        )

    return document
