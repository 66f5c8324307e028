"""Citations by key that name an entry of the text's own list: `@cole2005`, and Cole 2005 in it."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from joinedup_refs.model.citation import Citation
from joinedup_refs.model.date import Date
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.markup import KeyCitation
from joinedup_refs.model.name import Organization, Person
from joinedup_refs.model.text import Text

_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")


def with_keys(
    text: Text, entries: Sequence[Entry], citations: Sequence[Citation]
) -> tuple[Citation, ...]:
    """Add the citations by key that can mean one entry alone, by its label or its name and year.

    All other keys are those of a bibliography file, of which nothing is known here.
    """
    if not text.markup.keys or not entries:
        return tuple(citations)
    known = dict(_known(entries))
    tied = [
        _citation(key, found)
        for key in text.markup.keys
        if (found := known.get(key.key) or _by_name(key.key, known))
    ]
    ordered = sorted((*citations, *tied), key=lambda c: (c.at.start, c.at.end))
    return tuple(
        citation.model_copy(update={"id": f"c{number}"})
        for number, citation in enumerate(ordered, 1)
    )


def _known(entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """Give what means one entry alone: its label, and its first name with its year."""
    named: dict[str, set[str]] = {}
    for entry in entries:
        if entry.marker and not entry.marker.isdigit():
            yield entry.marker, entry.id
        issued = entry.reference.issued
        author = next(iter(entry.reference.author or entry.reference.editor), None)
        if isinstance(issued, Date) and isinstance(author, (Person, Organization)):
            family = author.family if isinstance(author, Person) else author.name
            year = issued.start.year if issued.start else ""
            named.setdefault(f"{_plain(family)} {year}", set()).add(entry.id)
    for name, ids in named.items():
        if len(ids) == 1 and len(name) > len(" 2005"):
            yield name, next(iter(ids))


def _by_name(key: str, known: dict[str, str]) -> str:
    """Give the entry whose name begins the key and whose year it holds."""
    year = _YEAR.search(key)
    if year is None:
        return ""
    name = _plain(re.split(r"[\d_:./+-]", key[: year.start()].strip("_:./+-"), maxsplit=1)[0])
    return known.get(f"{name} {year[0]}", "")


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.replace("ß", "ss")).casefold()
    return "".join(char for char in folded if char.isalpha())


def _citation(key: KeyCitation, entry: str) -> Citation:
    return Citation(
        id="c0",
        at=key.at,
        form="numeric",
        number=key.key,
        locator=key.locator,
        prefix=key.prefix,
        cluster=key.cluster,
        link="exact",
        references=(entry,),
    )
