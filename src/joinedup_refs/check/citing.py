"""How a document names several authors in its citations: who is named, and with which words."""

import re
from collections import Counter
from typing import NamedTuple

from joinedup_refs.model.citation import Citation
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.name import Name, Person
from joinedup_refs.model.origin import Printed

_SURE = 0.9  # of the parser, that these are the authors
_MOST_NAMES = 3
_FEWEST = 3  # entries cited in one way that make a custom
_OTHERS = re.compile(r",?\s*(?:et\.?\s?al\b\.?|u\.\s?a\.)", re.IGNORECASE)


class Named(NamedTuple):
    """A citation, its entry, and how many of its authors it names."""

    citation: Citation
    entry: Entry
    authors: tuple[Person, ...]


def named(document: Document) -> list[Named]:
    """Give the citations that name people and lead to one entry whose authors are surely people."""
    found = []
    people: dict[str, tuple[Person, ...]] = {}
    for citation in document.citations:
        if citation.form == "numeric" or citation.link != "exact" or not citation.names:
            continue
        if len(citation.references) != 1:
            continue
        identifier = citation.references[0]
        entry = document.entry(identifier)
        if entry is None:
            continue
        if identifier not in people:
            people[identifier] = _people(entry)
        if people[identifier]:
            found.append(Named(citation, entry, people[identifier]))
    return found


def _people(entry: Entry) -> tuple[Person, ...]:
    field = "author" if entry.reference.author else "editor"
    names: tuple[Name, ...] = entry.reference.author or entry.reference.editor
    origin = entry.origins.get(field)
    people = tuple(name for name in names if isinstance(name, Person))
    sure = isinstance(origin, Printed) and origin.confidence >= _SURE
    return people if sure and len(people) == len(names) else ()


class Custom:
    """How the citations of a document name two authors and more."""

    def __init__(self, document: Document, cited: list[Named]) -> None:
        self._document = document
        ways: Counter[tuple[str, str]] = Counter()
        two: dict[str, set[str]] = {"in full": set(), "with others": set(), "first alone": set()}
        many: dict[str, set[str]] = {"in full": set(), "with others": set(), "first alone": set()}
        for citation, entry, authors in cited:
            if len(authors) > 1:
                group = two if len(authors) == 2 else many
                group[_way(citation, len(authors))].add(entry.id)
            if len(citation.names) == 2 and not citation.et_al:
                ways[citation.form, self.joint(citation)] += 1
        self.others_for_two = len(two["with others"]) >= max(2, len(two["in full"]))
        """Whether `et al.` stands for a second author as a rule."""
        alone = len(two["first alone"] | many["first alone"])
        named_more = sum(len(g[w]) for g in (two, many) for w in ("in full", "with others"))
        self.first_alone = alone >= _FEWEST and alone >= named_more
        """Whether only first authors are named as a rule."""
        self._ways = ways

    def joint(self, citation: Citation) -> str:
        """Give the word or sign between the last two names of a citation, blanks included."""
        if citation.names_at is None:
            return ""
        reading = self._document.text.read(citation.names_at).text
        head, found, tail = reading.rpartition(citation.names[-1])
        at = head.rfind(citation.names[-2])
        between = head[at + len(citation.names[-2]) :] if found and not tail and at >= 0 else ""
        return between if len(between) < 12 else ""

    def both(self, citation: Citation, first: str, second: str) -> str:
        """Write two names as the document's citations of this form do."""
        ways = Counter({w: n for (form, w), n in self._ways.items() if form == citation.form and w})
        ways = ways or Counter({w: n for (_, w), n in self._ways.items() if w})
        joint = ways.most_common(1)[0][0] if ways else " and "
        return f"{first}{joint}{second}"


def _way(citation: Citation, authors: int) -> str:
    if citation.et_al:
        return "with others"
    return "first alone" if len(citation.names) == 1 < authors else "in full"


def others_behind(document: Document, citation: Citation) -> int:
    """Give how many code points behind its names a citation's `et al.` ends; 0 without one."""
    if citation.names_at is None:
        return 0
    found = _OTHERS.match(document.text.printed, citation.names_at.end)
    return found.end() - citation.names_at.end if found else 0
