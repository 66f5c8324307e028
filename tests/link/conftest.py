"""Makes small documents: prose and a list given as names, year and title."""

import re

import pytest

from joinedup_refs.link import link
from joinedup_refs.model.citation import Citation
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.text import Cut, Span, Text
from joinedup_refs.notation.csl import from_csl


class Linked:
    """A text and the citations found in it."""

    def __init__(self, text: Text, citations: tuple[Citation, ...]) -> None:
        self.text = text
        self.citations = citations

    @property
    def told(self) -> list[tuple[str, str, tuple[str, ...]]]:
        return [(self.text.slice(c.at), c.link, c.references) for c in self.citations]

    @property
    def printed(self) -> list[str]:
        return [self.text.slice(c.at) for c in self.citations]

    @property
    def only(self) -> Citation:
        assert len(self.citations) == 1, self.told
        return self.citations[0]


def _name(name: str) -> dict[str, str]:
    if name.startswith("="):
        return {"literal": name[1:]}
    family, _, given = name.partition(", ")
    return {"family": family, "given": given}


def make(prose: str, rows: list[str], markers: tuple[str, ...] = ()) -> Linked:
    """Link prose to rows such as `Smith, J. & Jones, K. | 2001 | Title`; `=Body` is a body."""
    printed = prose + "\n\nReferences\n\n"
    start = len(printed)
    entries = []
    for number, row in enumerate(rows, 1):
        names, year, title = (part.strip() for part in row.split("|"))
        raw = f"{names.replace('=', '')} ({year}) {title}."
        authors = [_name(n) for n in names.split(" & ")] if names else []
        reference = from_csl({"type": "book", "author": authors, "issued": year, "title": title})
        at = Span(start=len(printed), end=len(printed) + len(raw))
        printed += raw + "\n"
        marker = markers[number - 1] if markers else ""
        entries.append(Entry(id=f"r{number}", at=(at,), reference=reference, marker=marker))
    cuts = tuple(
        Cut(printed=Span(start=m.start(), end=m.end()), reading="", why="link-residue")
        for m in re.finditer(r"Citation(?=\d{4})", printed)
    )
    text = Text(printed=printed, cuts=cuts)
    region = Span(start=start, end=len(printed))
    return Linked(text, link(text, (region,), tuple(entries)))


@pytest.fixture(scope="session")
def linked():
    return make
