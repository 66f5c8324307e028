"""Records as PubMed saves them (.nbib), both directions.

Source: NLM, MEDLINE/PubMed Data Element (Field) Descriptions, 2026. A tag takes four columns, a
value goes on in lines set in by six blanks. Records stand apart by blank lines and begin with their
`PMID`; one that PubMed does not have begins with `OID`, an identifier of another.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from joinedup_refs.errors import FormatInvalid
from joinedup_refs.formats import keys, keywords, languages, leftovers, line_library, nbib_names
from joinedup_refs.formats.field_table import FieldTable, Left
from joinedup_refs.formats.format import Format, Gap, Library, Record, Target
from joinedup_refs.formats.gathering import gathered
from joinedup_refs.formats.one_line import one_line
from joinedup_refs.model.date import AnyDate, Date, DatePart
from joinedup_refs.model.name import Person
from joinedup_refs.model.value import Json
from joinedup_refs.notation import dates
from joinedup_refs.notation.csl import date_from_csl, date_to_csl, from_csl, name_to_csl

TABLE = FieldTable("nbib", none="")
_BOM = "\ufeff"
_TAG = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,3}-(?:[ \t](.*)|$)")
_HEAD = re.compile(r"\A\ufeff?\s{0,80}(?:PMID ?- ?\d{0,9}\s|OID - \S)")
_OWN_TAG = re.compile(r"[A-Z][A-Z0-9]{1,3}")
_ONCE = frozenset(["DP", "JT", "OID", "OWN", "STAT", "TA", "TI"])
"""Tags that a record has once, so that a second one, after a blank line, is the next record's."""
_IDENTIFIER = re.compile(r"(\S{1,300}) ?\[(\w{2,20})\]")
_ISSN = re.compile(r"(\d{4}-\d{3}[\dXx])(?: \((?:Print|Electronic|Linking)\))?")
_TITLES = frozenset({"TI", "BTI"})
_NAMES = {"FAU": "author", "FED": "editor"}
_SHORT = {"AU": "FAU", "ED": "FED"}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SEASONS = ("Spring", "Summer", "Autumn", "Winter")


@dataclass(slots=True)
class Tagged:
    """The tags of a record, with the lines that it takes."""

    first: int
    last: int = 0
    values: list[tuple[str, str]] = field(default_factory=list)

    def has(self, tag: str) -> bool:
        """Whether a tag was met."""
        return any(held == tag for held, _ in self.values)


def write(records: Sequence[Record], target: Target = "bibtex") -> str:  # noqa: ARG001  (one signature for all formats)
    """Write records in their order; `OID` holds each one's citation key.

    What PubMed has no tag for stands in general notes, `GN`, as lines `variable: value`.
    """
    made = keys.citation_keys(records)
    return "\n".join(
        "".join(f"{tag:4}- {text}\n" for tag, text in _lines(record, key))
        for record, key in zip(records, made, strict=True)
    )


def read(text: str) -> tuple[Record, ...]:
    """Read the records of a file in their order; one without a key of its own goes by its PMID.

    A tag that is not known stays in `other` under its own name.

    Raises:
        FormatInvalid: the file is not empty and holds no record.
    """
    tagged, gaps = _tagged(text)
    if not tagged and text.removeprefix(_BOM).strip():
        first = gaps[0] if gaps else Gap(1, "there is no line such as 'PMID- 12345678'")
        raise FormatInvalid(first.message, first.line)
    return tuple(_record(one, place) for place, one in enumerate(tagged, 1))


def gaps(text: str) -> tuple[Gap, ...]:
    """Give what could not be read as it should, in the order of the lines."""
    return tuple(_tagged(text)[1])


def open_library(text: str) -> Library:
    """Read a file as records, each with the lines that it takes.

    Raises:
        FormatInvalid: as `read` does.
    """
    tagged, _ = _tagged(text)
    records = read(text)
    return line_library.opened(
        text, ((r, one.first, one.last) for r, one in zip(records, tagged, strict=True))
    )


def sniff(head: str) -> bool:
    """Whether a text begins as such a file does."""
    return _HEAD.match(head) is not None


def _tagged(text: str) -> tuple[list[Tagged], list[Gap]]:
    """Take a file apart into records of tags, lines that go on joined to theirs."""
    found: list[Tagged] = []
    gaps: list[Gap] = []
    blank = False
    for number, written in enumerate(line_library.LINE_END.split(text.removeprefix(_BOM)), 1):
        if not written.strip():
            blank = True
            continue
        tag = _TAG.fullmatch(written.removeprefix(_BOM))
        if tag is not None:
            if tag[1] == "PMID" or not found or (blank and _is_next(tag[1], found[-1])):
                found.append(Tagged(number))
            found[-1].values.append((tag[1], (tag[2] or "").strip()))
        elif found:
            if not written[:1].isspace():
                gaps.append(Gap(number, f"no tag, so it was read on: {written.strip()[:40]!r}"))
            name, said = found[-1].values[-1]
            found[-1].values[-1] = name, f"{said} {written.strip()}".strip()
        else:
            gaps.append(Gap(number, f"no line of PubMed's format: {written.strip()[:40]!r}"))
        if found:
            found[-1].last = number
        blank = False
    return found, gaps


def _is_next(tag: str, record: Tagged) -> bool:
    """Whether a tag after a blank line begins the next record, for lines may stand apart."""
    further = tag == "OID" and len(record.values) > 1
    return further or (tag in _ONCE and record.has(tag))


def _lines(record: Record, key: str) -> Iterator[tuple[str, str]]:
    left = Left(record.reference, TABLE, shared=("GN",))
    made: list[tuple[str, str]] = []
    for row, value in left.rows():
        if row.field in _NAMES and not _can_tell(row.field, value):
            continue
        left.take(row)
        made += _values(row.kind, row.field, value)
        if row.kind == "issued":
            date = date_from_csl(value)
            if date is not None and not _told(date):
                plain = date.model_copy(update={"letter": ""}) if isinstance(date, Date) else date
                left.keep(row.variable, date_to_csl(plain))
    notes = [line for line in made if line[0] == "GN"]
    yield from (line for line in made if line[0] == "PMID")
    yield "OID", key
    yield from (line for line in made if line[0] not in {"PMID", "GN"})
    if left.type:
        yield "PT", left.type
    for tag, text in left.own():
        if _OWN_TAG.fullmatch(tag):
            left.drop(tag)
            yield from ((tag, one_line(line)) for line in text.splitlines())
    yield from notes
    yield from (("GN", line) for line in left.note().splitlines())


def _can_tell(tag: str, value: Json) -> bool:
    """Whether tags can tell the names: a body, `CN`, is always an author."""
    people = leftovers.people_of(value)
    return bool(people) and (tag == "FAU" or all(isinstance(p, Person) for p in people))


def _values(kind: str, tag: str, value: Json) -> Iterator[tuple[str, str]]:
    match kind:
        case "names":
            for name in leftovers.people_of(value):
                yield from nbib_names.write(name, tag)
        case "issued":
            date = date_from_csl(value)
            yield tag, "" if date is None else _dp(date)
        case "lid":
            yield from ((name, f"{one_line(str(value))} [doi]") for name in (tag, "AID"))
        case "keywords":
            yield from ((tag, word) for word in keywords.split(str(value)))
        case "language":
            yield tag, languages.three(one_line(str(value)))
        case "title":  # PubMed ends a title with a full stop, which readers keep or take off
            text = one_line(str(value))
            yield tag, f"{text}." if text.endswith(".") else text
        case "notes":
            yield from ((tag, one_line(line)) for line in str(value).splitlines())
        case _:
            yield tag, one_line(str(value))


def _dp(date: AnyDate) -> str:
    """Give a date as PubMed has it: `2013 Feb 5`, `1949 Spring`, `2013 Mar-Apr`."""
    if not isinstance(date, Date):
        return one_line(date.text)
    if date.start is None:
        return one_line(date.forthcoming)
    start = _part(date.start)
    if date.season:
        start = f"{date.start.year} {_SEASONS[date.season - 1]}"
    if date.end is None:
        return start
    end = _part(date.end)
    if date.end.year == date.start.year:
        year, *rest = end.split(" ")
        same_month = date.end.month == date.start.month and date.end.day
        end = str(date.end.day) if same_month else " ".join(rest) or year
    return f"{start}-{end}"


def _part(part: DatePart) -> str:
    months = [_MONTHS[part.month - 1]] if part.month else []
    return " ".join([str(part.year), *months, *([str(part.day)] if part.day else [])])


def _told(date: AnyDate) -> bool:
    """Whether DP says all of a date, its letter apart."""
    if not isinstance(date, Date):
        return dates.parse(date.text) is None
    plain = date.model_copy(update={"letter": ""})
    return dates.parse(_dp(date)) == plain


def _record(tagged: Tagged, place: int) -> Record:
    fields: dict[str, list[str]] = {}
    known: dict[str, Json] = {}
    types: list[str] = []
    people: dict[str, list[Json]] = {}
    tags = {tag for tag, _ in tagged.values}
    for tag, value in tagged.values:
        if tag in {*_NAMES, *_SHORT, "CN"}:
            _person(tag, value, tags, people)
        elif tag == "PT":
            types.append(value)
        elif value or tag == "GN":
            fields.setdefault(tag, []).append(value)
    known |= people
    said, told = leftovers.read("\n".join(fields.pop("GN", [])))
    kind = str(told["type"]) if "type" in told else _kind(types, fields)
    beside = _identifiers(fields)
    own, *others = fields.pop("OID", [""])
    if keys.is_key(own) and not own.isdigit():
        known["citation-key"] = own
    elif own:
        others.insert(0, own)
    beside |= {"OID": others} if others else {}
    if issued := fields.pop("DP", []):
        parsed = dates.parse(issued[0])
        known["issued"] = date_to_csl(parsed) if parsed else {"literal": issued[0]}
    for tag in _TITLES & fields.keys():
        fields[tag] = [title.removesuffix(".") for title in fields[tag]]
    if words := fields.get("OT"):
        fields["OT"] = [word.removeprefix("*") for word in words]
    if spoken := fields.get("LA"):
        fields["LA"] = [languages.two(word) for word in spoken]
    if said.strip():
        known["note"] = said.strip("\n")
    found = gathered(kind, fields, TABLE, note="GN", known=known)
    beside |= {"PT": types} if types else {}
    other = found.other | {tag: "\n".join(values) for tag, values in beside.items()}
    key = str(known.get("citation-key", ""))
    pmid = fields.get("PMID", [""])[0]
    return Record(key or pmid or f"record{place}", from_csl(other | found.item | told), key)


def _person(tag: str, value: str, tags: set[str], people: dict[str, list[Json]]) -> None:
    """Add a name; a short one only where the record does not give it in full."""
    if _SHORT.get(tag) in tags:
        return
    variable = _NAMES.get(_SHORT.get(tag, tag), "author")
    if tag == "CN":
        if value:
            people.setdefault(variable, []).append({"literal": value})
        return
    name = nbib_names.read_short(value) if tag in _SHORT else nbib_names.read(value)
    if name is not None:
        people.setdefault(variable, []).append(name_to_csl(name))


def _kind(types: list[str], fields: dict[str, list[str]]) -> str:
    """Tell the CSL type, and take the publication type out that is written for it."""
    kinds = [TABLE.read_type(name) for name in types if TABLE.knows(name)]
    kind = next((k for k in kinds if k != "article-journal"), "article-journal")
    if kind == "article-journal" and "BTI" in fields:
        kind = "chapter" if "TI" in fields else "book"
        fields.setdefault("TI", fields.pop("BTI") if kind == "book" else [])
    written = TABLE.written_type(kind).casefold()
    types[:] = [name for name in types if name and name.casefold() != written]
    return kind


def _identifiers(fields: dict[str, list[str]]) -> dict[str, list[str]]:
    """Make the DOI and the ISSN bare; give the other identifiers, by tag and as they are."""
    doi = ""
    beside: dict[str, list[str]] = {}
    for tag in ("LID", "AID"):
        for value in fields.pop(tag, []):
            found = _IDENTIFIER.fullmatch(value)
            if found and found[2] == "doi" and doi in {"", found[1]}:
                doi = found[1]
            else:
                beside.setdefault(tag, []).append(value)
    if doi:
        fields["LID"] = [doi]
    if issns := fields.get("IS"):
        found = _ISSN.fullmatch(issns[0])
        fields["IS"] = [found[1] if found else issns[0]]
        beside |= {"IS": issns[1:]} if issns[1:] else {}
    return beside


FORMAT = Format(
    name="nbib",
    title="PubMed NBIB",
    suffixes=(".nbib", ".medline"),
    sniff=sniff,
    read=read,
    gaps=gaps,
    open=open_library,
    write=write,
)
