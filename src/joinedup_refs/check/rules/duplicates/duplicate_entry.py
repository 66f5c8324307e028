"""The same work stands in the list twice.

## What it does

Names each entry that is the same work as another one of the same list, however it is printed: with
another abbreviation of the journal, fewer initials, another dash between the pages, without its
DOI, with a slip in the title. Two entries are held to be one work when all their words are the
same; when they share an identifier and a title; when title, volume and first page agree; or when
title, authors and year agree and nothing contradicts it. Editions, volumes and parts, conference
abstracts, protocols, corrections, replies, preprints and translations are works of their own.

Of the two it names the one that can go: in a numbered list the later; in a list sorted by names,
where the order of the two says nothing, the one printed less fully.

## Why it matters

Citations of one work lead to two places: readers count it twice, a numbered list is wrong from the
second entry on, and a list by author and year grows letters (2005a, 2005b) that mean nothing.

## Fix safety

Shown only. Which of the two stays, and whether the numbers or letters of your citations move with
it, is for you: the message says how your text cites each.

## Sources

Blocking by keys, as for linking records: P. Christen (2012), A survey of indexing techniques for
scalable record linkage and deduplication, IEEE Transactions on Knowledge and Data Engineering 24,
1537–1555.
"""

from collections.abc import Iterator

from joinedup_refs.check.copies import Copy, copies
from joinedup_refs.check.numbered import cites_by_number
from joinedup_refs.check.printed_works import PrintedWork
from joinedup_refs.check.publisher import as_cited
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding

_SHOWN = 2  # ways of citing an entry that are quoted


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the one of two entries of a work that can be spared."""
    del evidence, context
    for copy in copies(document):
        kept, spare = _by_worth(document, copy)
        yield RULE.finding(
            f"This work stands in the list twice, here and {_place(document, kept.entry)}: "
            f"{_agreement(copy)}{_only(kept, spare)}. "
            f"{_advice(document, kept.entry, spare.entry)}",
            spare.entry.span,
            related=(kept.entry.span,),
            entries=(spare.entry.id, kept.entry.id),
        )


def _by_worth(document: Document, copy: Copy) -> tuple[PrintedWork, PrintedWork]:
    """Give the entry to keep and the one to spare: the later, or the one printed less fully.

    In a numbered list the first keeps its number. In one sorted by names the order of the two says
    nothing, and the shorter one, or the one with fewer capitals, has lost something.
    """
    earlier, later = copy.earlier, copy.later
    if later.entry.marker or cites_by_number(document):
        return earlier, later
    left, right = (_fullness(document, work) for work in (earlier, later))
    return (later, earlier) if left < right else (earlier, later)


def _fullness(document: Document, work: PrintedWork) -> tuple[int, int]:
    reading = document.reading(work.entry)
    return len(reading), sum(map(str.isupper, reading))


def _place(document: Document, entry: Entry) -> str:
    if entry.marker.isdigit():
        return f"as number {entry.marker}"
    return f"in line {document.text.line(entry.span.start)}"


def _agreement(copy: Copy) -> str:
    if not copy.agree:
        return "all words are the same"
    *rest, last = copy.agree
    return f"{', '.join(rest)} and {last} agree" if rest else f"the {last} agrees"


def _only(kept: PrintedWork, spare: PrintedWork) -> str:
    """Say which of the two has an identifier that the other lacks."""
    here, there = _kinds(spare), _kinds(kept)
    told = [
        f"; only {which} has the {' and '.join(sorted(kinds))}"
        for which, kinds in (("this one", here - there), ("that one", there - here))
        if kinds
    ]
    return "".join(told)


def _kinds(work: PrintedWork) -> set[str]:
    return {kind for kind, _ in work.identifiers}


def _advice(document: Document, kept: Entry, spare: Entry) -> str:
    """Say what becomes of the citations once one of the two is taken out."""
    ways = _ways(document, spare)
    if not document.citations:
        return "One of the two can go."
    if not ways and not _ways(document, kept):
        return "Your text cites neither, so either can go."
    if not ways:
        return "Your text does not cite this one, so it can go."
    if cites_by_number(document):
        others = f"cite number {kept.marker} there" if kept.marker else "cite the first there"
        return (
            f"Your text cites this one ({', '.join(ways)}): {others}, and number the entries "
            "behind it anew."
        )
    both = [way for way in ways if way in _ways(document, kept)]
    if both:
        return f"Your text cites both as {both[0]}, so either can go."
    return f"Your text cites this one as {' and '.join(ways)}: let that lead to the one you keep."


def _ways(document: Document, entry: Entry) -> list[str]:
    """Give how the text cites an entry, each way once."""
    said = (
        as_cited(document, c) if c.form != "numeric" else f"[{c.number}]"
        for c in document.citing(entry.id)
    )
    return list(dict.fromkeys(said))[:_SHOWN]


_ADAMS = (
    "Adams, B. and Cole, R. (2001), Joint plans for rivers. Policy Studies, 22, 1, pp. 31–49. "
    "doi:10.5555/ps.2001.22"
)
_AGAIN = "Adams, B., Cole, R. (2001) Joint plans for rivers. Policy Stud. 22, 31-9."

RULE = Rule(
    code="DUP902",
    name="duplicate-entry",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=f"{_ADAMS}\nBrown, C. (2002), Joint Teams (Routledge).\n{_AGAIN}\n",
            list_only=True,
            finds=(_AGAIN,),
            why="Journal abbreviated, pages shortened, DOI missing.",
        ),
        Example(
            text=(
                "Plans fail [1], and so do teams [2]. Plans fail often [3].\n\nReferences\n\n"
                "1. Adams B. Joint plans for wide rivers. Policy Studies. 2001;22(1):31–49.\n"
                "2. Brown C. Joint teams. Policy Studies. 2002;23(1):1–9.\n"
                "3. Adams B. Joint Plans for Wide Rivres. Policy Studies. 2001;22:31–49.\n"
            ),
            finds=("Adams B. Joint Plans for Wide Rivres. Policy Studies. 2001;22:31–49.",),
            why="A slip in the title, on the same page of the same volume.",
        ),
        Example(
            text=(
                "Adams, B. (2001), Rivers and Their Rules, 1st edn (Routledge).\n"
                "Adams, B. (2001), Rivers and Their Rules, 2nd edn (Routledge).\n"
                "Brown, C. (2002), A History of Locks, Vol. 1 (Harbour Press).\n"
                "Brown, C. (2002), A History of Locks, Vol. 2 (Harbour Press).\n"
                "Clark, D. (2003), Ferries at night, Part I. Policy Studies, 24, 1, pp. 1–9.\n"
                "Clark, D. (2003), Ferries at night, Part II. Policy Studies, 24, 1, pp. 10–19.\n"
                "Dale, R. (2004), A Guide to Tolls, trans. A. Rill (Leeds: Harbour Press).\n"
                "Dale, R. (2004), A Guide to Tolls, trans. O. Mere (Leeds: Harbour Press).\n"
            ),
            list_only=True,
            why="Editions, volumes, parts and translations.",
        ),
        Example(
            text=(
                "@book{adams88, author = {Adams, Bea}, title = {Rivers and Their Rules},\n"
                "  publisher = {Sage}, year = 1988, edition = {Second}, isbn = {0-201-08319-1}}\n"
                "@book{adams91, author = {Adams, Bea}, title = {Rivers and Their Rules},\n"
                "  publisher = {Sage}, year = 1991, edition = {Third}, isbn = {0-201-08319-1}}\n"
            ),
            bib=True,
            why="Two editions that a library keeps under one ISBN.",
        ),
        Example(
            text=(
                "Adams, B. (2001), Tolls on wide rivers. Policy Studies, 22, 1, pp. 31–49.\n"
                "Adams, B. (2001), Tolls on wide rivers (abstract). Harbour Meetings, 4, p. 12.\n"
                "Adams, B. (2001), Erratum: Tolls on wide rivers. Policy Studies, 22, 2, p. 99.\n"
                "Brown, C. (2002), Editorial. Policy Studies, 23, 1, pp. 1–2.\n"
                "Brown, C. (2002), Editorial. Policy Studies, 23, 2, pp. 101–102.\n"
            ),
            list_only=True,
            why="An abstract, an erratum, and two editorials.",
        ),
        Example(
            text=(
                "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 31–49.\n"
                "——— (2003), Notes on joint plans. Policy Studies, 24, 1, pp. 5–9.\n"
                "Brown, C. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n"
                "——— (2003), Notes on joint plans. Policy Studies, 24, 2, pp. 77–81.\n"
            ),
            list_only=True,
            why="The dashes stand for two different people.",
        ),
    ),
)
