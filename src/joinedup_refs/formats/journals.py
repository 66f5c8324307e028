"""Journals' titles in full or abbreviated, in records and in lists, where they are known.

What is not known stays as it is, and is told. `notation.journal_titles` says what is known.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias

from joinedup_refs.formats import tex
from joinedup_refs.formats.format import Record
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.reference import Article, Reference
from joinedup_refs.model.text import Cut, Span, Text
from joinedup_refs.notation.journal_titles import JournalTitles, key_of, without_stops

Way: TypeAlias = Literal["full", "abbreviated", "without-stops", "both"]
"""In full; abbreviated (J. Public Econ.); so without stops; in full, the abbreviation beside it."""

_SHOWN = 3  # titles that a remark names
_LATEX = re.compile(r"[\\{}$%&#]")
_BIB_FORMS = ("bibtex", "biblatex")


class Written(NamedTuple):
    """How a title is to be written."""

    title: str
    short: str
    """The abbreviation to be kept beside it; may be empty."""
    known: bool
    """False where the title stays, for want of knowledge."""


def of_records(
    records: Iterable[Record], way: Way, titles: JournalTitles
) -> tuple[tuple[Record, ...], tuple[str, ...]]:
    """Give records with the titles of their journals so, and remarks on those not known."""
    out: list[Record] = []
    unknown: dict[str, None] = {}
    for record in records:
        reference, known = of_reference(record.reference, way, titles)
        if not known:
            unknown[_title(reference)] = None
        out.append(record._replace(reference=reference))
    return tuple(out), tuple(_remarks(tuple(unknown), way))


def with_short_forms(
    records: Iterable[Record], titles: JournalTitles
) -> tuple[tuple[Record, ...], tuple[str, ...]]:
    """Give records with abbreviations beside titles, for styles that ask for them, and remarks."""
    out: list[Record] = []
    unknown: dict[str, None] = {}
    for record in records:
        reference = record.reference
        if isinstance(reference, Article) and not reference.container_title_short:
            short = _written(reference, "both", titles).short
            if not short and reference.container_title and not titles.is_cut(_title(reference)):
                unknown[_title(reference)] = None
            reference = reference.model_copy(update={"container_title_short": short})
        out.append(record._replace(reference=reference))
    return tuple(out), tuple(_remarks(tuple(unknown), "abbreviated"))


def without_short_forms(records: Iterable[Record]) -> tuple[Record, ...]:
    """Give records with no abbreviation beside a title, so that every style prints the title."""
    return tuple(
        record._replace(
            reference=record.reference.model_copy(update={"container_title_short": ""})
            if isinstance(record.reference, Article)
            else record.reference
        )
        for record in records
    )


def of_reference(reference: Reference, way: Way, titles: JournalTitles) -> tuple[Reference, bool]:
    """Give a reference with its journal's title so; False where the title is not known."""
    if not isinstance(reference, Article) or not reference.container_title:
        return reference, True
    written = _written(reference, way, titles)
    update = {"container_title": written.title, "container_title_short": written.short}
    return reference.model_copy(update=update), written.known


def of_document(
    document: Document, way: Way, titles: JournalTitles
) -> tuple[Document, tuple[str, ...]]:
    """Give a document whose list and entries have their journals' titles so, and remarks.

    In a library file a title is left alone that is written with commands or by an abbreviation of
    the file's own (`@string`).
    """
    entries: list[Entry] = []
    cuts: list[Cut] = []
    unknown: dict[str, None] = {}
    for entry in document.entries:
        reference, known = of_reference(entry.reference, way, titles)
        changed = _title(reference) != _title(entry.reference)
        cut = _cut(document, entry, _title(reference)) if changed else None
        if not known or (changed and cut is None and document.written is not None):
            unknown[_title(entry.reference)] = None
        if cut is not None:
            cuts.append(cut)
        entries.append(entry.model_copy(update={"reference": reference}))
    update = {
        "entries": tuple(entries),
        "text": document.text.with_cuts(cuts),
        "written": document.written and document.written.with_cuts(cuts),
    }
    return document.model_copy(update=update), tuple(_remarks(tuple(unknown), way))


def _title(reference: Reference) -> str:
    return reference.container_title if isinstance(reference, Article) else ""


def _written(reference: Article, way: Way, titles: JournalTitles) -> Written:
    title, held = reference.container_title, reference.container_title_short
    cut = titles.is_cut(title)
    full = titles.in_full(title) if cut else title
    stops = way != "without-stops"
    short = _short(full, held, titles, stops=stops) if full else ""
    match way:
        case "full":
            return Written(full or title, held, bool(full))
        case "both":
            return Written(full or title, short or held, bool(full and (short or held)))
        case "abbreviated" | "without-stops":
            if cut and not short and (stops or full or titles.is_cut_in_words(title)):
                short = title if stops else without_stops(title)
            return Written(short or title, "" if short else held, bool(short))


def _short(full: str, held: str, titles: JournalTitles, *, stops: bool) -> str:
    """Give an abbreviation; the one that a record has itself goes before another that is known."""
    known = titles.abbreviated(full, stops=stops)
    if not held or key_of(held) == key_of(known) or key_of(held) == key_of(full):
        return known
    return held if stops else without_stops(held)


def _cut(document: Document, entry: Entry, title: str) -> Cut | None:
    """Give what is read in place of a printed title; None where it is not printed as it reads."""
    origin = entry.origins.get("container-title")
    if not isinstance(origin, Printed):
        return None
    if document.written is not None:
        return _cut_of_file(document.written, origin.at, document.text.form, title)
    at = _with_stop(document.text, entry, origin.at)
    behind = Span(start=at.end, end=at.end + 1)
    doubled = title.endswith(".") and document.text.printed[at.end : at.end + 1] == "."
    if doubled and entry.span.covers(behind):
        title = title.removesuffix(".")
    return Cut(printed=at, reading=title, why="amended")


def _with_stop(text: Text, entry: Entry, at: Span) -> Span:
    """Take in the stop of the last word where the words before it have stops too."""
    longer = Span(start=at.start, end=at.end + 1)
    stopped = "." in text.slice(at)
    if stopped and entry.span.covers(longer) and text.slice(longer).endswith("."):
        return longer
    return at


def _cut_of_file(written: Text, at: Span, form: str, title: str) -> Cut | None:
    if form in _BIB_FORMS:
        around = written.printed[at.start - 1 : at.start] + written.printed[at.end : at.end + 1]
        if around not in {"{}", '""'} or _LATEX.search(written.slice(at).replace("\\&", "")):
            return None
        title = tex.line(title)
    return Cut(printed=at, reading=title, why="amended")


def _remarks(unknown: Sequence[str], way: Way) -> Iterator[str]:
    if not unknown:
        return
    shown = ", ".join(f"“{title}”" for title in unknown[:_SHOWN])
    more = f" and {len(unknown) - _SHOWN} more" if len(unknown) > _SHOWN else ""
    what = "full title" if way == "full" else "abbreviation"
    yield (
        f"Left as they are, for want of a known {what}: {shown}{more}. "
        "--journal-list FILE brings titles and abbreviations of your own."
    )
