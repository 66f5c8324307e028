"""RIS files, both directions.

Source: the RIS format specification (2011). Written with CRLF and UTF-8, a value to a line; read
with any line ends, with or without a BOM, with one blank or two before the hyphen, and without a
last `ER`.
"""

import re
from collections.abc import Iterator, Sequence

from joinedup_refs.errors import FormatInvalid
from joinedup_refs.formats import (
    csl_markup,
    keys,
    keywords,
    leftovers,
    line_library,
    one_by_one,
    plain_names,
    ris_dates,
    ris_zotero,
)
from joinedup_refs.formats.field_table import Left, Row
from joinedup_refs.formats.format import (
    Each,
    Format,
    Gap,
    Library,
    Record,
    Target,
)
from joinedup_refs.formats.one_line import one_line
from joinedup_refs.formats.ris_reading import MANY_LINES, Line, item_of
from joinedup_refs.formats.ris_table import TABLE
from joinedup_refs.model.date import Date
from joinedup_refs.model.reference import Reference
from joinedup_refs.model.value import Json
from joinedup_refs.notation import pages
from joinedup_refs.notation.csl import date_from_csl, date_to_csl, from_csl, to_csl

_BOM = "\ufeff"
_TAG = re.compile(r"\s{0,8}([A-Z][A-Z0-9]) {0,4}-(?:[ \t](.*))?")
_OWN_TAG = re.compile(r"[A-Z][A-Z0-9]")
_TY = re.compile(r"(?:\A|[\r\n])[ \t]{0,8}TY {0,4}- ")
_NO_TYPE = ""
"""What stands for `TY` before lines that have none."""
_TELLING = frozenset({"TI", "T1", "AU", "A1"})
_OF_KEY = frozenset({"ID"})
_ONCE = frozenset({"SN"})
"""Tags that a record has once; what else one held is told among the rest."""
_HEAD = re.compile(r"\A\ufeff?\s{0,80}TY {1,2}- [A-Z]{2,8}\s")


def write(records: Sequence[Record], target: Target = "zotero") -> str:
    """Write records in their order; `ID` holds each one's citation key.

    What RIS has no tag for stands in a note, `N1`, as lines `variable: value`; for Zotero in `M2`,
    its field Extra. EndNote shows HTML as it stands and keeps the key as a label: for it titles are
    plain, and the key is `LB` too.
    """
    return one_by_one.write(EACH, records, target)


def _parts(record: Record, target: Target) -> tuple[str, ...]:
    kind, *lines = _lines(record.reference, target)
    if target == "endnote":
        lines = [(tag, t if tag in MANY_LINES else csl_markup.plain(t)) for tag, t in lines]
    elif target == "zotero":
        lines = [(tag, t if tag in MANY_LINES else ris_zotero.shown(t)) for tag, t in lines]
    label = ("\r\nLB  - ",) if target == "endnote" else ()
    rest = "".join(f"\r\n{tag}  - {text}" for tag, text in lines)
    return f"TY  - {kind[1]}\r\nID  - ", *label, f"{rest}\r\n"


EACH = Each(_parts, keys.citation_keys, "\r\n".join)


def read(text: str) -> tuple[Record, ...]:
    """Read the records of an RIS file in their order; one without `ID` goes by its place.

    A tag that is not known stays in `other` under its own name.

    Raises:
        FormatInvalid: the file is not empty and holds no record.
    """
    records, gaps = _read(text)
    if not records and text.removeprefix(_BOM).strip():
        first = gaps[0] if gaps else Gap(1, "there is no line such as 'TY  - JOUR'")
        raise FormatInvalid(first.message, first.line)
    return records


def gaps(text: str) -> tuple[Gap, ...]:
    """Give what could not be read as it should, in the order of the lines."""
    return tuple(_read(text)[1])


def _read(text: str) -> tuple[tuple[Record, ...], list[Gap]]:
    found: list[Gap] = []
    return tuple(stream(text, found)), found


def stream(text: str, gaps: list[Gap]) -> Iterator[Record]:
    """Read an RIS file as `read` does, record by record."""
    for place, (line, _, lines) in enumerate(_records(text.removeprefix(_BOM), gaps), 1):
        item = item_of(lines)
        kind = lines[0].text
        if kind and not TABLE.knows(kind) and item["type"] == "document":
            gaps.append(Gap(line, f"RIS has no type {kind}; it was read as a document"))
        key = str(item.get("citation-key", ""))
        yield Record(key or f"record{place}", from_csl(item), key)


def open_library(text: str) -> Library:
    """Read an RIS file as records, each with the place that it takes from `TY` to `ER`.

    Raises:
        FormatInvalid: the file is not empty and holds no record.
    """
    spans = ((first, last) for first, last, _ in _records(text, []))
    return line_library.opened(
        text, ((record, *span) for record, span in zip(read(text), spans, strict=True))
    )


def sniff(head: str) -> bool:
    """Whether a text begins as an RIS file does."""
    return _HEAD.match(head) is not None


def _records(text: str, gaps: list[Gap]) -> Iterator[tuple[int, int, list[Line]]]:
    """Give each record's first and last line and its tags, lines that go on joined to theirs."""
    begun, lines = 0, list[Line]()
    number = 0
    typed = _TY.search(text) is not None
    for number, written in enumerate(line_library.LINE_END.split(text), 1):
        found = _TAG.fullmatch(written.removeprefix(_BOM))  # files that were put together
        if found is None or (lines and written[:1].isspace() and lines[-1].tag in MANY_LINES):
            _go_on(lines, written, number, gaps)
        elif found[1] == "TY":
            if len(lines) == 1 and lines[0].tag == "TY":
                gaps.append(Gap(begun, "nothing stands between this TY and the next"))
            elif _is_record(lines, begun, gaps, typed=typed):
                told = "the record that begins here has no ER; the next one ends it"
                gaps.append(Gap(begun, told))
                yield begun, number - 1, lines
            begun, lines = number, [Line("TY", (found[2] or "").strip())]
        elif found[1] == "ER":
            if _is_record(lines, begun, gaps, typed=typed):
                yield begun, number, lines
            begun, lines = 0, []
        else:
            if not lines:
                begun, lines = number, [Line(_NO_TYPE, "")]
            lines.append(Line(found[1], (found[2] or "").strip()))
    if _is_record(lines, begun, gaps, typed=typed):
        gaps.append(Gap(begun, "the last record has no ER; it was read to the end of the file"))
        yield begun, number, lines


def _is_record(lines: Sequence[Line], begun: int, gaps: list[Gap], *, typed: bool) -> bool:
    """Whether lines make a record; in a `typed` file a title or an author do without `TY`."""
    if not lines or lines[0].tag != _NO_TYPE:
        return bool(lines)
    if typed and any(line.tag in _TELLING for line in lines):
        gaps.append(Gap(begun, "the record that begins here has no TY; it was read as a document"))
        return True
    told = "stands outside a record: TY has to come first"
    gaps.extend(Gap(begun + n, f"{line.tag} {told}") for n, line in enumerate(lines[1:]))
    return False


def _go_on(lines: list[Line], written: str, number: int, gaps: list[Gap]) -> None:
    if lines and len(lines) > 1:
        joint = "\n" if lines[-1].tag in MANY_LINES else " "
        lines[-1].more.append(joint + written.strip())
    elif written.strip():
        gaps.append(Gap(number, f"this is no line of RIS: {written.strip()[:40]!r}"))


def _lines(reference: Reference, target: Target) -> Iterator[tuple[str, str]]:
    csl_type = to_csl(reference)["type"]
    named = ris_zotero.type_for(str(csl_type)) if target == "zotero" else ""
    left = Left(reference, TABLE, shared=("N1",), kind=named)
    yield "TY", left.type
    into = _Tags(left, target)
    for row, value in left.rows():
        tag = into.tag(row)
        made = list(_values(row.kind, tag, value)) if tag and into.can_tell(row, value) else []
        whole = into.whole_date(row, value)
        if whole:
            made = [pair for pair in made if pair[0] != "DA"] + [("DA", whole)]
        if made:
            left.take(row)
            into.take(tag)
            yield from made
        elif not tag and into.passed_over(row):
            yield from _values(row.kind, row.field, value)
        date = date_from_csl(value) if row.kind in {"issued", "accessed"} else None
        if made and date is not None and not whole and not ris_dates.told(date):
            plain = date.model_copy(update={"letter": ""}) if isinstance(date, Date) else date
            left.keep(row.variable, date_to_csl(plain))
    for tag, text in left.own():
        if _OWN_TAG.fullmatch(tag) and into.reads_as_own(tag):
            left.drop(tag)
            yield from ((tag, one_line(line)) for line in text.splitlines())
    if into.item is not None and into.item.csl != csl_type:
        left.keep("type", csl_type)
    if rest := left.note():
        yield from into.rest(rest)
    yield "ER", ""


class _Tags:
    """The tags of one record, as the program for which it is written reads them."""

    def __init__(self, left: Left, target: Target) -> None:
        self._group = left.group
        self.item = ris_zotero.item_of(left.type) if target == "zotero" else None
        """What Zotero makes of the record; None for any other program."""
        self._filled: set[str] = set()
        self._written: set[str] = set()

    def tag(self, row: Row) -> str:
        """Give the tag for a row; empty where its value is to be told among the rest."""
        if self.item is None:
            return row.field
        tag = ris_zotero.tag_for(self.item, row, self._group)
        again = ris_zotero.filled(self.item, tag) in self._filled and row.kind != "notes"
        return "" if again else tag

    def reads_as_own(self, tag: str) -> bool:
        """Whether a tag that no row is written as would not be read as the key, or a row's value.

        A further number that stands beside an ISSN, or a second `ID`, is none of its own.
        """
        if tag in _OF_KEY:
            return False
        row = next(iter(TABLE.read_as(tag, self._group)), None)
        return row is None or (row.field in self._written and tag not in _ONCE)

    def passed_over(self, row: Row) -> bool:
        """Whether other programs read a value in its tag, and Zotero takes nothing from that."""
        if row.kind != "line" or row.field == "-":
            return False
        again = TABLE.read_as(row.field, self._group)[:1] == (row,)
        return again and self.item is not None and ris_zotero.drops(self.item, row.field)

    def can_tell(self, row: Row, value: Json) -> bool:
        """Whether a tag can tell a value: a date in words is one of the year 0000 to Zotero."""
        if self.item is None or row.kind != "issued":
            return True
        date = date_from_csl(value)
        return date is None or any(char.isdigit() for char in ris_dates.year(date))

    def whole_date(self, row: Row, value: Json) -> str:
        """Give a date of issue that the program takes though no day tells it; or nothing."""
        date = date_from_csl(value) if self.item is not None and row.kind == "issued" else None
        return "" if date is None else ris_dates.for_zotero(date)

    def take(self, tag: str) -> None:
        """Note that a tag is written."""
        self._written.add(tag)
        if self.item is not None:
            self._filled.add(ris_zotero.filled(self.item, tag))

    def rest(self, lines: str) -> Iterator[tuple[str, str]]:
        """Give what no tag holds: lines of a note, or for Zotero each by itself."""
        if self.item is None:
            yield "N1", _many(lines)
        else:
            yield from ((ris_zotero.EXTRA, one_line(line)) for line in lines.splitlines())


def _values(kind: str, tag: str, value: Json) -> Iterator[tuple[str, str]]:
    match kind:
        case "names":
            for name in leftovers.people_of(value):
                yield tag, plain_names.write(name)
        case "issued" | "accessed":
            yield from _date(tag, value)
        case "pages":
            yield from _pages(str(value))
        case "keywords":
            yield from ((tag, word) for word in keywords.split(str(value)))
        case "lines" | "notes":
            yield tag, _many(str(value))
        case _ if isinstance(value, (str, int, float)):
            yield tag, _line(str(value))


def _date(tag: str, value: Json) -> Iterator[tuple[str, str]]:
    date = date_from_csl(value)
    if date is None:
        return
    year, whole = _line(ris_dates.year(date)), ris_dates.whole(date)
    if tag == "Y2":
        yield tag, whole or year
        return
    if year:
        yield tag, year
    if whole:
        yield "DA", whole


def _pages(text: str) -> Iterator[tuple[str, str]]:
    found = pages.parse(text)
    if found is None or len(found.ranges) > 1 or found.ranges[0].first == found.ranges[0].last:
        yield "SP", _line(text)
        return
    yield "SP", found.ranges[0].first
    if found.ranges[0].last:
        yield "EP", found.ranges[0].last


def _line(text: str) -> str:
    return " ".join(text.split())


def _many(text: str) -> str:
    """Give text of several lines; one that looks like a tag is set in by a blank."""
    lines = [one_line(line) for line in text.strip().splitlines()]
    return "\r\n".join(f" {x}" if n and _TAG.fullmatch(x) else x for n, x in enumerate(lines))


FORMAT = Format(
    name="ris",
    title="RIS",
    suffixes=(".ris",),
    sniff=sniff,
    read=read,
    gaps=gaps,
    open=open_library,
    write=write,
    stream=stream,
    each=EACH,
    target="zotero",
    targets=("endnote",),
)
