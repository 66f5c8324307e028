"""Entries of .bib files as references: fields of BibTeX and BibLaTeX, by the shared table."""

import re
from collections.abc import Mapping

from joinedup_refs.errors import FormatInvalid
from joinedup_refs.formats import bib_dates, bib_names, leftovers, untex
from joinedup_refs.formats.bib_blocks import Block, blocks
from joinedup_refs.formats.bib_table import Kind, is_entry_type, kind_of, read_as
from joinedup_refs.formats.bib_writing import RAW
from joinedup_refs.formats.format import Gap, Record
from joinedup_refs.model.value import Json
from joinedup_refs.notation import and_others
from joinedup_refs.notation.csl import from_csl, name_to_csl

_BOM = "\ufeff"
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([&%#_~$])|\{\\?([_~])\}")
_COMMAND = re.compile(r"\\(?:url|path|nolinkurl|href)\s*\{([^{}]*)\}(?:\{[^{}]*\})?")
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
_CORRECTED = frozenset({"type", "issued", "status", "volume", "ISBN"})
"""Variables of which `annote` says more than a field can, where we wrote both."""
_DATES = frozenset({"date", "year", "month"})
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
    return tuple(sorted(_read(text)[1]))


def _refuse(found: list[Gap]) -> None:
    first = found[0] if found else Gap(1, "there is no entry such as @article{key, title = {…}}")
    raise FormatInvalid(first.message, first.line)


def _read(text: str) -> tuple[tuple[Record, ...], list[Gap]]:
    entries, found = blocks(text.removeprefix(_BOM))
    found = list(found)
    by_key: dict[str, Block] = {}
    for entry in entries:
        by_key.setdefault(entry.key.lower(), entry)
    records = []
    for place, entry in enumerate((e for e in entries if e.type != "xdata"), 1):
        if not is_entry_type(entry.type):
            message = f"no program knows the type @{entry.type}; it was read as a document"
            found.append(Gap(entry.line, message))
        item = _Item(entry, _inherited(entry, by_key, found)).item()
        if entry.key:
            item["citation-key"] = entry.key
        records.append(Record(entry.key or f"entry{place}", from_csl(item), entry.key))
    return tuple(records), found


def _inherited(entry: Block, by_key: Mapping[str, Block], found: list[Gap]) -> dict[str, str]:
    """Give the fields of an entry with those of the entry that it refers to, which keeps its own.

    Source: the biblatex manual 3.19, appendix B; only what is the same for the whole and its part.
    """
    own: dict[str, str] = {}
    for name, value in entry.fields:
        if name not in own:
            own[name] = value
        elif value != own[name]:
            number = sum(other == name or other.startswith(f"{name}-") for other in own) + 1
            own[f"{name}-{number}"] = value
            found.append(Gap(entry.line, f"{entry.key} has two fields {name}; both were kept"))
    for reference in ("crossref", "xdata"):
        for key in own.get(reference, "").split(","):
            parent = by_key.get(key.strip().lower())
            if parent is None or parent is entry:
                continue
            dated = "date" in own or "year" in own
            renamed = _IN_SERIAL if parent.type == "periodical" else _TITLES_OF_PARENT
            for name, value in parent.fields:
                if reference == "xdata":
                    own.setdefault(name, value)
                elif name in renamed:
                    own.setdefault(renamed[name], value)
                elif name in _FROM_PARENT and not (dated and name in _DATES):
                    own.setdefault(name, value)
            own.pop(reference, None)
    return own


class _Item:
    """Turns the fields of one entry into a CSL item."""

    def __init__(self, entry: Block, fields: dict[str, str]) -> None:
        self._fields = fields
        subtype = untex.decode(fields.get("entrysubtype", ""))
        self._kind = self._settled(kind_of(entry.type, subtype), subtype)
        if subtype in {self._kind.type, self._kind.type.removeprefix("article-")}:
            fields.pop("entrysubtype", None)
        self._item: dict[str, Json] = {"type": self._kind.type}
        self._other: dict[str, Json] = {}

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
        issued = bib_dates.issued(fields)
        for name, raw in sorted(fields.items(), key=self._second):
            row = read_as(name, self._kind.group)
            value = None if row is None else self._value(row.kind, raw)
            if row is None or row.variable in self._item or value is None:
                self._keep(name, raw)
            elif value:
                self._item[row.variable] = value
        if issued:
            self._item["issued"] = issued
        if self._kind.genre:
            self._item.setdefault("genre", self._kind.genre)
        if genre := _GENRES.get(str(self._item.get("genre", ""))):
            self._item["genre"] = genre
        self._howpublished()
        annote, told = leftovers.read(str(self._item.pop("annote", "")))
        again = {v: told.pop(v) for v in list(told) if v in self._item and v not in _CORRECTED}
        if again:  # someone's own words, which give way to the fields
            annote = "\n".join(part for part in (annote, leftovers.write(again)) if part)
        issued = told.get("issued")
        if isinstance(issued, dict) and self._item.get("status") == issued.get("literal"):
            self._item.pop("status", None)  # `pubstate` said it for biblatex's sake
        if annote:
            self._item["annote"] = annote
        return and_others.taken_out(self._other | self._item | told)

    def _second(self, field: tuple[str, str]) -> bool:
        """Whether a field gives way to the usual one of its variable, as `issue` to `number`."""
        row = read_as(field[0], self._kind.group)
        return row is not None and field[0] in row.also

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
            number = _address(fields.pop("eprint"))
            fields.pop("archiveprefix", None)
            fields.pop("eprinttype", None)
            prefix = "arXiv:" if archive == "arxiv" else ""
            self._item["number" if prefix else "PMID"] = prefix + number.removeprefix("arXiv:")

    def _howpublished(self) -> None:
        """Take an address out of `howpublished`, where old files have it."""
        container = str(self._item.get("container-title", ""))
        if container.startswith(("http://", "https://")) and "booktitle" not in self._fields:
            del self._item["container-title"]
            self._item.setdefault("URL", container)

    def _keep(self, name: str, raw: str) -> None:
        """Keep what has no variable under the name of its field, or what a second field says."""
        if name == "eid":
            self._item.setdefault("page", untex.decode(raw))
            return
        value = raw.strip() if name in RAW else untex.decode_lines(raw)
        if value:
            self._other[f"{name}-2" if name in self._item else name] = value

    def _value(self, kind: str, raw: str) -> Json:  # noqa: PLR0911  (one line for each kind)
        match kind:
            case "names":
                return [name_to_csl(name) for name in bib_names.read(raw)]
            case "date":
                return bib_dates.date(raw)
            case "lines":
                return untex.decode_lines(raw)
            case "address" | "url":
                address = _address(raw)
                return _DOI_ADDRESS.sub("", address, count=1) if kind == "address" else address
            case "edition":
                text = untex.decode(raw)
                ordinal = _ORDINAL.fullmatch(text)
                return ordinal[1] if ordinal else text
            case "container" if "://" in raw:
                return _address(raw)
            case _:
                return untex.decode(raw)


def _address(raw: str) -> str:
    r"""Give an address as it is: `\url{…}` and needless escapes taken off, nothing else decoded."""
    found = _COMMAND.search(raw)
    text = found[1] if found else raw
    text = _ESCAPED.sub(lambda m: m[1] or m[2], text)
    return "".join(text.split()).strip("{}")
