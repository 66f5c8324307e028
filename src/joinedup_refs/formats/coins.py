"""COinS: references as invisible spans of a web page, for programs that look for them there.

Written only. What a format of the standard has no key for is not told. Sources: ANSI/NISO
Z39.88-2004 (OpenURL); OpenURL COinS: A Convention to Embed Bibliographic Metadata in HTML (2005).
"""

from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import quote, quote_plus

from joinedup_refs.formats import csl_markup, edtf, keywords, leftovers
from joinedup_refs.formats.field_table import FieldTable, Left
from joinedup_refs.formats.format import Format, Record, Target
from joinedup_refs.formats.one_line import one_line
from joinedup_refs.model.date import Date
from joinedup_refs.model.name import Name, Organization, Person
from joinedup_refs.model.reference import Reference
from joinedup_refs.model.value import Json
from joinedup_refs.notation import pages
from joinedup_refs.notation.csl import date_from_csl, to_csl
from joinedup_refs.tables import rows

TABLE = FieldTable("coins", none="dc:")
_KEV = "info:ofi/fmt:kev:mtx"
_ITEMS = {row["type"]: row["item"] for row in rows("zotero_types")}
_REFERENT = (("DOI", "info:doi/"), ("PMID", "info:pmid/"), ("URL", ""))


def write(records: Sequence[Record], target: Target = "zotero") -> str:  # noqa: ARG001  (one signature for all formats)
    """Write a span for each record, a line each, in their order."""
    return "".join(f"{_span(record.reference)}\n" for record in records)


def _span(reference: Reference) -> str:
    said = "&".join(
        f"{key}={quote_plus(text, safe='')}" for key, text in _pairs(reference) if text.strip()
    )
    return f'<span class="Z3988" title="{escape(said)}"></span>'


def _pairs(reference: Reference) -> Iterator[tuple[str, str]]:
    left = Left(reference, TABLE, shared=())
    form, _, genre = left.type.partition(":")
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", f"{_KEV}:{form}"
    item = to_csl(reference)
    yield from _identifiers(item)
    if genre:
        yield "rft.genre", genre
    elif form == "dc":
        yield "rft.type", _ITEMS.get(str(item["type"]), "document")
    for row, value in left.rows():
        left.take(row)
        yield from _values(row.kind, row.field, value)


def _identifiers(item: dict[str, Json]) -> Iterator[tuple[str, str]]:
    for variable, before in _REFERENT:
        if text := str(item.get(variable, "")).strip():
            yield "rft_id", f"{before}{quote(text, safe='/:;()<>.-_~') if before else text}"


def _values(kind: str, key: str, value: Json) -> Iterator[tuple[str, str]]:
    match kind:
        case "authors":
            yield from _authors(leftovers.people_of(value))
        case "line-names":
            yield from ((key, _full(name)) for name in leftovers.people_of(value))
        case "date":
            date = date_from_csl(value)
            if isinstance(date, Date) and date.start:
                start = Date(start=date.start)
                yield key, edtf.format(start) or str(date.start.year)
        case "pages":
            yield from _pages(key, str(value))
        case "keywords":
            yield from ((key, word) for word in keywords.split(str(value)))
        case _:
            yield key, csl_markup.plain(one_line(str(value)))


def _authors(people: Sequence[Name]) -> Iterator[tuple[str, str]]:
    """Give the first person in parts, as the standard asks, and everyone in full."""
    first = people[0] if people else None
    if isinstance(first, Person):
        yield "rft.aulast", _family(first)
        yield "rft.aufirst", first.given
        yield "rft.ausuffix", first.suffix
    for name in people:
        yield "rft.aucorp" if isinstance(name, Organization) else "rft.au", _full(name)


def _full(name: Name) -> str:
    match name:
        case Person():
            return ", ".join(p for p in (_family(name), name.given, name.suffix) if p)
        case Organization():
            return name.name
        case _:
            return name.text


def _family(name: Person) -> str:
    return " ".join(p for p in (name.dropping_particle, name.particle, name.family) if p)


def _pages(key: str, text: str) -> Iterator[tuple[str, str]]:
    found = pages.parse(text)
    if found is not None and len(found.ranges) == 1 and found.ranges[0].last:
        yield "rft.spage", found.ranges[0].first
        yield "rft.epage", found.ranges[0].last
    yield key, text


FORMAT = Format(
    name="coins",
    title="COinS",
    suffixes=(".coins",),
    write=write,
    target="zotero",
)
