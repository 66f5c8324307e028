"""Works of one author and year are not told apart by a letter, or a letter tells nothing apart.

## What it does

Names citations that fit several entries alike because a letter is missing behind the year, in the
text or in the list; citations with letters where the list has only one such work and no letter; and
entries whose letter no citation uses and no other work needs.

## Why it matters

Where a letter is missing the reader cannot know which work is meant. A stray one lets the reader
look for a second work.

## Fix safety

A stray letter is taken out: well supported where another citation of the same work has none, or
where two citations agree against the list; otherwise a best guess. Where only the list lacks the
letters that the text has, the works get them in the order of the list, a best guess too. Where the
text lacks them, which work each citation means only the author knows, so that is shown only.

## Sources

*Publication Manual of the American Psychological Association*, 7th edition, sections 8.19 and 9.47;
*The Chicago Manual of Style*, 17th edition, section 15.20.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from string import ascii_lowercase
from typing import TypeAlias

from rapidfuzz import fuzz

from joinedup_refs.check.order import folded
from joinedup_refs.check.publisher import as_cited
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.citation import Citation
from joinedup_refs.model.date import Date
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Edit, Fix, Safety, SetField
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.name import Person
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.origin import Rule as ByRule
from joinedup_refs.model.text import Span

_Citing: TypeAlias = dict[tuple[str, ...], list[Citation]]

_LETTERED = re.compile(r"(?P<year>\d{4})\s?(?P<letter>[a-z])")
_YEAR = re.compile(r"\d{4}")
_ALIKE = 90  # of 100, from which two titles are those of one work
_MOST = 26  # entries that letters can tell apart


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the letters that are missing or stray."""
    del evidence, context
    citing: _Citing = defaultdict(list)
    for citation in document.citations:
        if citation.form != "numeric" and citation.link == "exact":
            citing[citation.references].append(citation)
    alone = _without_namesakes(document)
    for identifiers, citations in citing.items():
        found = (document.entry(i) for i in identifiers[:_MOST])
        entries = [entry for entry in found if entry is not None]
        if len(entries) > 1:
            yield from _needed(document, entries, citations)
        elif entries:
            yield from _stray_in_text(document, entries[0], citations)
            if entries[0].id in alone:
                yield from _stray_in_list(document, entries[0], citations)


def _needed(
    document: Document, entries: Sequence[Entry], citations: Sequence[Citation]
) -> Iterator[Finding]:
    titles = [folded(entry.reference.title) for entry in entries]
    if any(fuzz.ratio(titles[0], title) >= _ALIKE for title in titles[1:]):
        return  # one work listed twice is another matter
    first = citations[0]
    letters = [letter for entry in entries if (letter := _letter(entry))]
    if letters:
        told = f"the list has {_listed([f'{first.year[:4]}{x}' for x in letters])}"
    elif len({_initials(entry) for entry in entries}) > 1:
        told = f"the list has {len(entries)} authors of this name in this year"
    else:
        told = f"the list has {len(entries)} works with these names and this year, without letters"
    yield RULE.finding(
        f"{as_cited(document, first)} can mean more than one work: {told}.",
        first.at,
        related=(*(c.at for c in citations[1:]), *(entry.span for entry in entries)),
        entries=tuple(entry.id for entry in entries),
        fixes=() if letters else _with_letters(document, entries, citations),
    )


def _with_letters(
    document: Document, entries: Sequence[Entry], citations: Sequence[Citation]
) -> tuple[Fix, ...]:
    """Give the list's works, in their order, the letters by which the text tells them apart."""
    used = {found["letter"] for c in citations if (found := _LETTERED.fullmatch(c.year))}
    letters = ascii_lowercase[: len(entries)]
    if used != set(letters):
        return ()
    edits: list[Edit] = []
    reasons = (f"the text has {_listed(sorted(used))}", "letters follow the order of the list")
    for entry, letter in zip(entries, letters, strict=True):
        before, issued = entry.origins.get("issued"), entry.reference.issued
        if not isinstance(before, Printed) or not isinstance(issued, Date):
            return ()
        reading = document.text.read(before.at)
        at = reading.text.find(str(issued.year)) + 4
        if at < 4 or reading.text[at : at + 1].isalnum():
            return ()
        place = reading.printed(at, at).start
        origin = ByRule(code=RULE.code, witnesses=reasons)
        edits += [
            AmendText(at=Span(start=place, end=place), text=letter),
            SetField(entry=entry.id, field="year-suffix", value=letter, origin=origin),
        ]
    return (Fix(title="Letter the works in the list", safety="unsafe", edits=tuple(edits)),)


def _stray_in_text(
    document: Document, entry: Entry, citations: Sequence[Citation]
) -> Iterator[Finding]:
    """Name letters in the text of a work that the list has without one."""
    lettered = [c for c in citations if _LETTERED.fullmatch(c.year)]
    if not lettered or _letter(entry) or not isinstance(entry.reference.issued, Date):
        return
    if len({c.year for c in lettered}) > 1:
        years = _listed(sorted({c.year for c in lettered}))
        yield RULE.finding(
            f"The text tells {years} apart; the list has one such work, without a letter.",
            lettered[0].at,
            related=(*(c.at for c in lettered[1:]), entry.span),
            entries=(entry.id,),
        )
        return
    bare = [c for c in citations if _YEAR.fullmatch(c.year)]
    safety: Safety = "evident" if bare else "unsafe"
    edits = [edit for c in lettered if (edit := _bared(document, c))]
    year = lettered[0].year[:4]
    yield RULE.finding(
        f"The text cites {as_cited(document, lettered[0])}; the list has {year}, and no other "
        "work that the letter would tell it from.",
        lettered[0].at,
        related=(*(c.at for c in lettered[1:]), entry.span),
        entries=(entry.id,),
        reasons=(f"the text also cites it as {year}",) if bare else (),
        fixes=(Fix(title=f"Change the text to {year}", safety=safety, edits=tuple(edits)),)
        if len(edits) == len(lettered)
        else (),
    )


def _stray_in_list(
    document: Document, entry: Entry, citations: Sequence[Citation]
) -> Iterator[Finding]:
    """Name a letter in the list that no citation uses."""
    letter, issued = _letter(entry), entry.reference.issued
    all_bare = all(_YEAR.fullmatch(c.year) for c in citations)
    if not letter or not isinstance(issued, Date) or not all_bare:
        return
    safety: Safety = "evident" if len(citations) > 1 else "unsafe"
    reasons = (f"the text cites it as {issued.year}", "no other entry shares author and year")
    yield RULE.finding(
        f"The list has {issued.year}{letter}; the text cites {as_cited(document, citations[0])}, "
        "and there is no other work that the letter would tell it from.",
        entry.span,
        related=tuple(c.at for c in citations),
        entries=(entry.id,),
        reasons=reasons,
        fixes=_without_letter(document, entry, issued, safety, reasons),
    )


def _without_letter(
    document: Document, entry: Entry, issued: Date, safety: Safety, reasons: tuple[str, ...]
) -> tuple[Fix, ...]:
    before = entry.origins.get("issued")
    if not isinstance(before, Printed):
        return ()
    reading = document.text.read(before.at)
    found = _LETTERED.search(reading.text)
    if found is None:
        return ()
    at = reading.printed(found.end("year"), found.end("letter"))
    origin = ByRule(code=RULE.code, witnesses=reasons, instead_of=before)
    edits: tuple[Edit, ...] = (
        AmendText(at=at, text=""),
        SetField(entry=entry.id, field="year-suffix", value=None, origin=origin),
    )
    return (Fix(title=f"Change the list to {issued.year}", safety=safety, edits=edits),)


def _bared(document: Document, citation: Citation) -> AmendText | None:
    """Take the letter from behind a citation's year."""
    if citation.year_at is None:
        return None
    reading = document.text.read(citation.year_at)
    found = _LETTERED.fullmatch(reading.text)
    if found is None:
        return None
    return AmendText(at=reading.printed(found.end("year"), found.end("letter")), text="")


def _initials(entry: Entry) -> str:
    people = entry.reference.author or entry.reference.editor
    return people[0].given[:1].casefold() if people and isinstance(people[0], Person) else ""


def _letter(entry: Entry) -> str:
    issued = entry.reference.issued
    return issued.letter if isinstance(issued, Date) else ""


def _without_namesakes(document: Document) -> frozenset[str]:
    """Give the entries that share their first author and year with no other."""
    groups: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for entry in document.entries:
        people, issued = entry.reference.author or entry.reference.editor, entry.reference.issued
        if people and isinstance(people[0], Person) and isinstance(issued, Date) and issued.year:
            groups[folded(people[0].family), issued.year].append(entry.id)
    return frozenset(ids[0] for ids in groups.values() if len(ids) == 1)


def _listed(words: Sequence[str]) -> str:
    return " and ".join((", ".join(words[:-1]), words[-1]) if words[:-1] else words)


_LIST = (
    "\n\nReferences\n\n"
    "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    "Brown, C. (2002{a}), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n"
    "Brown, C. (2002{b}), The price of wool. Policy Studies, 24, 1, pp. 1–9.\n"
    "Clark, D. (2003{c}), Joint funds. Policy Studies, 24, 2, pp. 1–9.\n"
)

RULE = Rule(
    code="CIT206",
    name="ambiguous-year-letter",
    inputs="prose",
    severity="warning",
    check=check,
    examples=(
        Example(
            text="Much is joint (Adams, 2001; Brown, 2002), said Clark (2003)."
            + _LIST.format(a="a", b="b", c=""),
            finds=("Brown, 2002",),
            why="Either of two works can be meant.",
        ),
        Example(
            text="Much is joint (Adams, 2001; Brown, 2002), said Clark (2003)."
            + _LIST.format(a="", b="", c=""),
            finds=("Brown, 2002",),
            why="Neither text nor list tells them apart.",
        ),
        Example(
            text="Much is joint (Adams, 2001; Brown, 2002a, b), said Clark (2003)."
            + _LIST.format(a="", b="", c=""),
            finds=("Brown, 2002a",),
            after="Much is joint (Adams, 2001; Brown, 2002a, b), said Clark (2003)."
            + _LIST.format(a="a", b="b", c=""),
            safety="unsafe",
            why="The text has letters that the list lacks.",
        ),
        Example(
            text="Much is joint (Adams, 2001; Brown, 2002a, b), said Clark (2003a), and again "
            "Clark (2003)." + _LIST.format(a="a", b="b", c=""),
            finds=("Clark (2003a)",),
            after="Much is joint (Adams, 2001; Brown, 2002a, b), said Clark (2003), and again "
            "Clark (2003)." + _LIST.format(a="a", b="b", c=""),
            safety="evident",
            why="The list and another citation agree against the letter.",
        ),
        Example(
            text="Much is joint (Adams, 2001; Brown, 2002a, b; Clark, 2003), and Clark (2003) too."
            + _LIST.format(a="a", b="b", c="a"),
            finds=("Clark, D. (2003a), Joint funds. Policy Studies, 24, 2, pp. 1–9.",),
            after="Much is joint (Adams, 2001; Brown, 2002a, b; Clark, 2003), and Clark (2003) too."
            + _LIST.format(a="a", b="b", c=""),
            safety="evident",
            why="Two citations agree against the list's letter.",
        ),
        Example(
            text="Much is joint (Adams, 2001; Brown, 2002a, 2002b), said Clark (2003a)."
            + _LIST.format(a="a", b="b", c="a"),
            why="Letters that text and list agree on are let alone.",
        ),
        Example(
            text="Much is joint (Adams, 2001; C. Brown, 2002; G. Brown, 2002), said Clark (2003)."
            + _LIST.format(a="", b="", c="").replace(
                "Brown, C. (2002), The", "Brown, G. (2002), The"
            ),
            why="Two authors of one name are told apart by their initials.",
        ),
        Example(
            text="Much is joint (Adams, 2001; Brown, 2002), said Clark (2003)."
            + _LIST.format(a="", b="", c="").replace("The price of wool", "Joint teams"),
            why="One work that is listed twice is another matter.",
        ),
    ),
)
