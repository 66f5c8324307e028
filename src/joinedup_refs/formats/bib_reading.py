"""Entries of .bib files as references: fields of BibTeX and BibLaTeX, by the shared table."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from joinedup_refs.errors import FormatInvalid
from joinedup_refs.formats import bib_dates, bib_names, leftovers, untex
from joinedup_refs.formats.bib_addresses import address
from joinedup_refs.formats.bib_annote import corrects
from joinedup_refs.formats.bib_blocks import BlockReader, blocks
from joinedup_refs.formats.bib_parts import MONTHS, Block, Field, Purse
from joinedup_refs.formats.bib_table import Kind, Row, is_entry_type, kind_of, reading
from joinedup_refs.formats.bib_writing import IN_BIBTEX, RAW
from joinedup_refs.formats.format import Gap, Place, Record
from joinedup_refs.model.reference import Reference
from joinedup_refs.model.value import Json
from joinedup_refs.notation import and_others
from joinedup_refs.notation.csl import from_csl, name_to_csl

_KEPT = 8192
"""Entries of which what they say is kept, so that reading a mended file again costs little."""
_KEY = "{"  # as the next: where the key is what says something
_TYPE = "@"  # goes for the name of a field where the type of the entry says something
_BOM = "\ufeff"
_REFERRING = re.compile(r"crossref|xdata", re.IGNORECASE)
_DISPUTED = re.compile(r"[@#]")
"""What two readers of a well-formed block can still take differently: signs of another block, or of
values joined, within a value."""
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)", re.IGNORECASE)
_DOI_ADDRESS = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)(?=10\.)", re.IGNORECASE)
_SUBTITLES = {
    "title": "subtitle",
    "booktitle": "booksubtitle",
    "journaltitle": "journalsubtitle",
    "journal": "journalsubtitle",
}
_GENRES = {
    "phdthesis": "PhD thesis",
    "mathesis": "MA thesis",
    "bathesis": "BA thesis",
    "candthesis": "Cand. thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
}
"""Words that biblatex has for the field `type`, section 4.9.2.13 of its manual."""
_FROM_PARENT = frozenset(
    [
        "editor",
        "translator",
        "publisher",
        "institution",
        "organization",
        "address",
        "location",
        "date",
        "year",
        "month",
        "series",
        "volume",
        "number",
        "edition",
        "isbn",
        "issn",
        "venue",
        "eventdate",
        "eventtitle",
        "language",
        "journal",
        "journaltitle",
        "booktitle",
        "volumes",
    ]
)
_TITLES_OF_PARENT = {"title": "booktitle", "subtitle": "booksubtitle", "author": "bookauthor"}
_IN_SERIAL = {"title": "journaltitle", "subtitle": "journalsubtitle"}


def read(text: str) -> tuple[Record, ...]:
    """Read a .bib file: its entries in their order, each under its key.

    An entry without a key goes by its place, `entry3`. What has no CSL variable stays in `other`
    under the name of its field. Text between entries is no part of the file, as BibTeX has it.

    Raises:
        FormatInvalid: the file is not empty and no entry can be read; says the first reason.
    """
    records, gaps = _read(text)
    if not records and text.removeprefix(_BOM).strip():
        _refuse(gaps)
    return records


def gaps(text: str) -> tuple[Gap, ...]:
    """Give what could not be read as it should, in the order of the lines."""
    return _read(text)[1]


def _refuse(found: Sequence[Gap]) -> None:
    first = found[0] if found else Gap(1, "there is no entry such as @article{key, title = {…}}")
    raise FormatInvalid(first.message, first.line)


class Written(NamedTuple):
    """An entry as a record, with where it says what."""

    block: Block
    record: Record
    places: dict[str, Place]
    """For each variable of its CSL item, where the value stands, half-open; in another block for
    one that it has from there."""


@lru_cache(maxsize=4)
def written(text: str) -> tuple[Written, ...]:
    """Read the entries of a .bib file with the places of their values."""
    entries = blocks(text).entries
    return tuple(_written(entries, _by_key(entries), len(text), []))


@lru_cache(maxsize=1)
def _read(text: str) -> tuple[tuple[Record, ...], tuple[Gap, ...]]:
    found: list[Gap] = []
    records = tuple(stream(text, found))
    return records, tuple(found)


def stream(text: str, gaps: list[Gap]) -> Iterator[Record]:
    """Read a .bib file as `read` does, entry by entry."""
    text = text.removeprefix(_BOM)
    reader = BlockReader(text)
    told = (part.block for part in reader.parts() if part.block is not None)
    entries: Iterable[Block] = (_as_bibtexparser(text, entry) for entry in told)
    by_key: Mapping[str, Block] = {}
    if _REFERRING.search(text):  # an entry may be lent something by one further on
        entries = list(entries)
        by_key = _by_key(entries)
    found: list[Gap] = []
    for one in _written(entries, by_key, len(text), found):
        yield one.record
    gaps += sorted((*reader.gaps(), *found))


def _by_key(entries: Iterable[Block]) -> Mapping[str, Block]:
    """Give the first entry of each key, in lower case."""
    by_key: dict[str, Block] = {}
    for entry in entries:
        by_key.setdefault(entry.key.lower(), entry)
    return by_key


def _as_bibtexparser(text: str, entry: Block) -> Block:
    """Give a well-formed block the values that bibtexparser reads in it.

    It is asked where a value can be taken in two ways; elsewhere pairs of braces and quotation
    marks leave no doubt.
    """
    if not entry.plain or _DISPUTED.search(text, entry.start + 1, entry.end) is None:
        return entry
    # it takes a while to load, and few files have such a block
    from joinedup_refs.formats.bib_fields import whole_fields  # noqa: PLC0415

    known = {month: month for month in MONTHS}
    told = whole_fields(text[entry.start : entry.end], known)
    if told is None or [name for name, _ in told] != [field.name for field in entry.fields]:
        return entry
    pairs = zip(entry.fields, told, strict=True)
    return entry._replace(fields=tuple(own._replace(value=value) for own, (_, value) in pairs))


def _written(
    entries: Iterable[Block], by_key: Mapping[str, Block], size: int, found: list[Gap]
) -> Iterator[Written]:
    purse = Purse(size)
    for place, entry in enumerate((e for e in entries if e.type != "xdata"), 1):
        if not is_entry_type(entry.type):
            message = f"no program knows the type @{entry.type}; it was read as a document"
            found.append(Gap(entry.line, message))
        fields, places = _inherited(entry, by_key, purse, found)
        for name in bib_names.with_ampersand(fields):
            message = f"“&” stands between names in {name} of {entry.key}; they were read as one"
            found.append(Gap(entry.line, message))
        reference, sources = _reference(entry.type, entry.key, tuple(fields.items()))
        if "date" in places:
            places["date-open"] = places["date"]
        places[_KEY] = (entry.key_at, entry.key_at + len(entry.key))
        at = {variable: places[name] for variable, name in sources}
        yield Written(entry, Record(entry.key or f"entry{place}", reference, entry.key), at)


@lru_cache(maxsize=_KEPT)
def _reference(
    entry: str, key: str, fields: tuple[tuple[str, str], ...]
) -> tuple[Reference, tuple[tuple[str, str], ...]]:
    """Give the reference of an entry, and for each variable the field that it comes from."""
    made = _Item(entry, dict(fields))
    item = made.item()
    sources = tuple(made.sources.items())
    if key:
        item["citation-key"] = key
        sources = (*sources, ("citation-key", _KEY))
    return from_csl(item), sources


def _inherited(
    entry: Block, by_key: Mapping[str, Block], purse: Purse, found: list[Gap]
) -> tuple[dict[str, str], dict[str, Place]]:
    """Give the fields of an entry with those of the entry that it refers to, which keeps its own.

    Source: the biblatex manual 3.19, appendix B; only what is the same for the whole and its part.
    """
    own: dict[str, str] = {}
    often: Counter[str] = Counter()
    places: dict[str, Place] = {_TYPE: (entry.type_at, entry.type_at + len(entry.type))}
    for field in entry.fields:
        name, value = field.name, field.value
        if name in own:
            if value == own[name]:
                continue
            found.append(Gap(entry.line, f"{entry.key} has two fields {name}; both were kept"))
            often[name] += 1
            while f"{name}-{often[name] + 1}" in own:
                often[name] += 1
            name = f"{name}-{often[name] + 1}"
        own[name] = value
        places[name] = (field.start, field.end)
    for reference in ("crossref", "xdata"):
        for key in own[reference].split(",") if reference in own else ():
            parent = by_key.get(key.strip().lower())
            if parent is None or parent is entry:
                continue
            lent = [(n, field) for n, field in _lent(parent, reference, own) if n not in own]
            if not purse.spend(sum(len(field.value) for _, field in lent)):
                message = f"{parent.key} lends too much text; {entry.key} has none of it"
                found.append(Gap(entry.line, message))
                continue
            for name, field in lent:
                if name not in own:
                    own[name], places[name] = field.value, (field.start, field.end)
            own.pop(reference, None)
    return own, places


def _lent(parent: Block, reference: str, own: Mapping[str, str]) -> Iterator[tuple[str, Field]]:
    """Give the fields that an entry has from another, under the names that they take there."""
    dated = "date" in own or "year" in own
    renamed = _IN_SERIAL if parent.type == "periodical" else _TITLES_OF_PARENT
    for field in parent.fields:
        if reference == "xdata":
            yield field.name, field
        elif field.name in renamed:
            yield renamed[field.name], field
        elif field.name in _FROM_PARENT and not (dated and field.name in {"date", "year", "month"}):
            yield field.name, field


class _Item:
    """Turns the fields of one entry into a CSL item."""

    def __init__(self, entry: str, fields: dict[str, str]) -> None:
        self._fields = fields
        subtype = untex.decode(fields.get("entrysubtype", ""))
        self._kind = self._settled(kind_of(entry, subtype), subtype)
        if subtype in {self._kind.type, self._kind.type.removeprefix("article-")}:
            fields.pop("entrysubtype", None)
        self._item: dict[str, Json] = {"type": self._kind.type}
        self._other: dict[str, Json] = {}
        self.sources: dict[str, str] = {}
        """For each variable, the name of the field it comes from."""

    def _settled(self, kind: Kind, subtype: str) -> Kind:
        """Take a `@misc` or `@online` of an archive of preprints for a preprint."""
        archive = self._fields.get("archiveprefix", self._fields.get("eprinttype", ""))
        if not subtype and archive.lower() == "arxiv" and kind.type in {"document", "webpage"}:
            return kind_of("preprint", "")
        return kind

    def item(self) -> dict[str, Json]:
        fields = self._fields
        self._titles()
        self._eprint()
        dated = next((name for name in ("date", "year", "month", "day") if name in fields), "")
        letter = bib_dates.letter(fields)
        issued = bib_dates.issued(fields)
        known = reading(self._kind.group)
        rows = [(name, raw, known.get(name)) for name, raw in fields.items()]
        if any(row is not None and name in row.also for name, _, row in rows):
            # a field gives way to the usual one of its variable, as `issue` to `number`
            rows.sort(key=lambda row: row[2] is not None and row[0] in row[2].also)
        for name, raw, row in rows:
            self._set(name, raw, row)
        if issued:
            self._item["issued"] = issued
            self.sources["issued"] = dated
        if letter:
            self._item["year-suffix"], self.sources["year-suffix"] = letter, "year"
        if self._kind.genre and "genre" not in self._item:
            self._item["genre"] = self._kind.genre
            self.sources["genre"] = _TYPE
        if genre := _GENRES.get(str(self._item.get("genre", ""))):
            self._item["genre"] = genre
        self._howpublished()
        return self._with_annote()

    def _set(self, name: str, raw: str, row: Row | None) -> None:
        value = None if row is None else self._value(row.kind, raw)
        if row is None or row.variable in self._item or value is None:
            self._keep(name, raw)
        elif value:
            self._item[row.variable] = value
            self.sources[row.variable] = name

    def _with_annote(self) -> dict[str, Json]:
        if "annote" not in self._item:
            return and_others.taken_out(self._other | self._item)
        annote, told = leftovers.read(str(self._item.pop("annote")))
        origin = self.sources.pop("annote", "")
        twice = [v for v in told if v in self._item]
        again = {v: told.pop(v) for v in twice if not corrects(v, told[v], self._item[v])}
        if again:  # someone's own words, which give way to the fields
            annote = "\n".join(part for part in (annote, leftovers.write(again)) if part)
        issued = told.get("issued")
        if isinstance(issued, dict) and self._item.get("status") == issued.get("literal"):
            self._item.pop("status", None)  # `pubstate` said it for biblatex's sake
            self.sources.pop("status", None)
        if annote:
            self._item["annote"] = annote
            self.sources["annote"] = origin
        self.sources |= {variable: origin for variable in told if variable != "type"}
        return and_others.taken_out(self._other | self._item | told)

    def _titles(self) -> None:
        for name, below in _SUBTITLES.items():
            title, subtitle = self._fields.get(name, ""), self._fields.get(below, "")
            if title and subtitle:
                del self._fields[below]
                ends = title.rstrip("} ").endswith(("?", "!", ":", "."))
                self._fields[name] = f"{title}{' ' if ends else ': '}{subtitle}"

    def _eprint(self) -> None:
        fields = self._fields
        archive = fields.get("archiveprefix", fields.get("eprinttype", "")).lower()
        if not fields.get("eprint"):
            return
        if archive in {"arxiv", "pubmed"}:
            number = address(fields.pop("eprint"))
            fields.pop("archiveprefix", None)
            fields.pop("eprinttype", None)
            prefix = "arXiv:" if archive == "arxiv" else ""
            variable = "number" if prefix else "PMID"
            self._item[variable] = prefix + number.removeprefix("arXiv:")
            self.sources[variable] = "eprint"

    def _howpublished(self) -> None:
        """Take an address out of `howpublished`, where old files have it."""
        container = str(self._item.get("container-title", ""))
        if container.startswith(("http://", "https://")) and "booktitle" not in self._fields:
            del self._item["container-title"]
            source = self.sources.pop("container-title")
            if "URL" not in self._item:
                self._item["URL"] = container
                self.sources["URL"] = source

    def _keep(self, name: str, raw: str) -> None:
        """Keep what has no variable under the name of its field, or what a second field says."""
        if name == "eid":
            if "page" not in self._item:
                self._item["page"] = untex.decode(raw)
                self.sources["page"] = name
            return
        value = raw.strip() if name in RAW else untex.decode_lines(raw)
        if value:
            variable = f"{name}-2" if name in self._item else IN_BIBTEX.get(name, name)
            self._other[variable] = value
            self.sources[variable] = name

    def _value(self, kind: str, raw: str) -> Json:  # noqa: PLR0911  (one line for each kind)
        match kind:
            case "names":
                return [name_to_csl(name) for name in bib_names.read(raw)]
            case "date":
                return bib_dates.date(raw)
            case "lines":
                return untex.decode_lines(raw)
            case "address" | "url":
                whole = address(raw)
                return _DOI_ADDRESS.sub("", whole, count=1) if kind == "address" else whole
            case "edition":
                text = untex.decode(raw)
                ordinal = _ORDINAL.fullmatch(text)
                return ordinal[1] if ordinal else text
            case "container" if "://" in raw:
                return address(raw)
            case _:
                return untex.decode(raw)
