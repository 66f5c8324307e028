"""A chapter is listed without the editor of its book.

## What it does

Where at least three chapters of the list, and three in four, give their book's editor, names those
that give none. Silent for works of reference, whose entries are cited without editors, for chapters
of a book by the same author, where part of the entry was not understood, where no publisher or
place tells that it is a book, and where the book is only pointed to (`in: Brown 2000`).

## Why it matters

Libraries file an edited book under its editor; title alone leads to several.

## Fix safety

Without a record the entry is shown only. Where a record was found that has the editors, they are
filled in, in the records only: well supported, or a best guess where fewer than three other fields
agree.

## Sources

The list's own majority; CSL's `editor`.
"""

import re
from collections.abc import Iterator

from joinedup_refs.check.amending import filled
from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.recorded import accepted, claims, filling
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.witnesses import reasons
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.reference import Chapter
from joinedup_refs.model.value import Json
from joinedup_refs.notation import names
from joinedup_refs.notation.csl import name_from_csl
from joinedup_refs.notation.roles import without_role

_ENOUGH = 3  # chapters with an editor that make a habit
_SHARE = 0.75
_CONFIDENT = 0.5  # below this the parser may have missed the editor
_OF_REFERENCE = (
    "dictionary",
    "encyclop",
    "handwörterbuch",
    "lexikon",
    "dictionnaire",
    "dizionario",
)
_OWN = ("ders", "dies", "idem", "id.", "same author")
_YEAR = re.compile(r"(?:1[89]|20)\d\d[a-z]?$")
_LONGEST = 200


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name chapters without an editor in a list that gives editors."""
    del context
    chapters = [
        (entry, entry.reference)
        for entry in document.entries
        if isinstance(entry.reference, Chapter) and entry.reference.csl_type == "chapter"
    ]
    having = [entry for entry, chapter in chapters if chapter.editor]
    if len(having) < _ENOUGH or len(having) < _SHARE * len(chapters):
        return
    for entry, chapter in chapters:
        if chapter.editor or not _could_have(document, entry, chapter):
            continue
        fixes, told = _from_record(evidence, entry)
        yield RULE.finding(
            f"No editor of the book; {len(having)} of the {len(chapters)} chapters in this list "
            "have one.",
            entry.span,
            entries=(entry.id,),
            reasons=told,
            fixes=fixes,
        )


def _could_have(document: Document, entry: Entry, chapter: Chapter) -> bool:
    """Whether the book is known, is no work of reference, and all of the entry was read."""
    book = chapter.container_title.casefold()
    if not book or chapter.container_author or any(word in book for word in _OF_REFERENCE):
        return False
    if not (chapter.publisher or chapter.publisher_place) or _YEAR.search(book):
        return False
    if not chapter.title:
        return False
    reading = document.reading(entry)
    behind = reading.casefold().partition(chapter.title.casefold())[2][:_LONGEST]
    words = behind.replace(":", " ").replace(",", " ").split()
    if any(word.startswith(_OWN) for word in words[:4]) or "translator" in entry.origins:
        return False
    if any(without_role(part).role for part in (behind, behind.partition(book)[0])):
        return False
    unread = "".join(document.text.read(span).text for span in entry.unread)
    return entry.confidence >= _CONFIDENT and not any(c.isalnum() for c in unread)


def _from_record(
    evidence: Evidence | None, entry: Entry
) -> tuple[tuple[Fix, ...], tuple[str, ...]]:
    """Give the fix that a record allows, and what speaks for it."""
    matches = accepted(evidence, entry.id) if evidence is not None else ()
    chosen = filling(claims(matches, "editor"), "editor", _same)
    if chosen is None:
        return (), ()
    claim, safety = chosen
    people = _people(claim.value)
    shown = ", ".join(people)
    fix = Fix(
        title=f"Fill in the editor {shown}" if len(people) == 1 else f"Fill in editors {shown}",
        safety=safety,
        edits=(filled(entry, "editor", claim, claim.value),),
    )
    return (fix,), reasons(claim, "editor", shown)


def _people(value: Json) -> list[str]:
    found = [name_from_csl(one) for one in value] if isinstance(value, list) else []
    return [names.display(name) for name in found if name is not None]


def _same(one: Json, other: Json) -> bool:
    return [p.split()[-1:] for p in _people(one)] == [p.split()[-1:] for p in _people(other)]


_EDITED = (
    "Adams, B. (2001), Joint plans. In: Brown, C. (ed.) Local Teams (Routledge), pp. 1–9.\n"
    "Clark, D. (2002), Joint teams. In: Davis, E. (ed.) Local Goals (Routledge), pp. 11–19.\n"
    "Evans, F. (2003), Joint funds. In: Frost, G. (ed.) Local Rules (Routledge), pp. 21–29.\n"
)
_BARE = "Grant, H. (2004), Joint goals. In: Local Costs (Routledge), pp. 31–39.\n"

RULE = Rule(
    code="NAM309",
    name="editor-missing",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_EDITED + _BARE,
            list_only=True,
            finds=(_BARE.strip(),),
            why="Three of four chapters have an editor.",
        ),
        Example(
            text=_EDITED + _BARE,
            list_only=True,
            evidence=_evidence(_match("r4", {"editor": [{"family": "Hall", "given": "P."}]})),
            finds=(_BARE.strip(),),
            values={"r4": {"editor": [{"family": "Hall", "given": "P."}]}},
            safety="evident",
            why="A record has the editor.",
        ),
        Example(
            text=_EDITED.splitlines()[0] + "\n" + _BARE,
            list_only=True,
            why="One chapter makes no habit.",
        ),
        Example(
            text=_EDITED
            + "Grant, H. (2004), Joint goals. In: Encyclopedia of Costs (Routledge), pp. 3–9.\n",
            list_only=True,
            why="Works of reference are cited without their editors.",
        ),
        Example(
            text="\n".join(
                f"@incollection{{k{n}, author = {{Adams, Bea}}, title = {{{title}}},\n"
                f"  booktitle = {{Local Teams}}, publisher = {{Sage}}, year = 2001{editor}}}"
                for n, (title, editor) in enumerate(
                    [(f"Plans {n}", ", editor = {Brown, Cy}") for n in "abc"] + [("", "")]
                )
            ),
            bib=True,
            why="A chapter of which not even the title is given.",
        ),
    ),
)
