"""A body stands among the people without braces.

## What it does

Names authors and editors that are bodies by their words, such as *World Health Organization*, and
do not stand in braces. Whatever has a comma, an initial or braces is passed over.

## Why it matters

BibTeX and biber take the last word for a family name: they print *Organization, W. H.* and sort the
body under O. `Department of Health and Social Care` is two people to them.

## Fix safety

A best guess: the name is put in braces.

## Sources

O. Patashnik, BibTeXing (1988), section 4; the biblatex manual 3.19, section 2.3.3.
"""

import re
from collections.abc import Iterator

from joinedup_refs.check.bib_file import BibFile
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.formats.bib_parts import Block, Field
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.name import Organization
from joinedup_refs.notation import names
from joinedup_refs.notation.bodies import has_body_word, is_body
from joinedup_refs.notation.name_words import is_given

_NAMES = frozenset({"author", "editor", "translator", "bookauthor"})
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_PLAIN = re.compile(r"[^{},.;\\~$\"]{5,120}")
"""Words alone: no braces, no inversion, no initials, no LaTeX."""


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the bodies that BibTeX would take for people."""
    del evidence, context
    file = BibFile(document)
    for block, field in file.fields():
        if field.name not in _NAMES or field.shape not in {"braces", "quotes"}:
            continue
        for start, end in _bodies(field.value):
            yield _told(file, block, field, (start, end))


def _bodies(value: str) -> Iterator[tuple[int, int]]:
    """Give where bodies stand in a list of names; one with `and` in its name is a single one."""
    whole = value.strip()
    if _PLAIN.fullmatch(whole) and _AND.search(whole):
        told = names.split(whole).names
        if len(told) == 1 and isinstance(told[0], Organization):
            start = value.index(whole)
            yield start, start + len(whole)
            return
    depth = start = 0
    for found in re.finditer(r"[{}]|\s+and\s+|\Z", value, re.IGNORECASE):
        depth += (found[0] == "{") - (found[0] == "}")
        if found[0] in {"{", "}"} or depth:
            continue
        piece = value[start : found.start()]
        name = piece.strip()
        if " " in name and _PLAIN.fullmatch(name) and _is_sure(name):
            at = start + piece.index(name)
            yield at, at + len(name)
        start = found.end()


def _is_sure(name: str) -> bool:
    """Whether words are a body's and hold none that is a given name: `Zoe Zentrum` is a person.

    A word in small letters between others, such as `for`, is none.
    """
    words = name.split()
    capitals = [word for word in words if not word.islower()] or words
    return has_body_word(name) and is_body(name) and not any(map(is_given, capitals))


def _told(file: BibFile, block: Block, field: Field, at: tuple[int, int]) -> Finding:
    start, end = field.start + at[0], field.start + at[1]
    name = field.value[at[0] : at[1]]
    edit = file.put(start, end, f"{{{name}}}")
    return RULE.finding(
        f"“{name}” is a body, and BibTeX would take “{name.split()[-1]}” for a family name.",
        file.at(start, end),
        entries=file.ids(block),
        fixes=(Fix(title="Put it in braces", safety="unsafe", edits=(edit,)),),
    )


def _book(authors: str) -> str:
    return f"@book{{adams01, author = {{{authors}}}, title = {{Joint Plans}}}}"


RULE = Rule(
    code="BIB023",
    name="body-not-braced",
    inputs="bib",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_book("World Health Organization"),
            bib=True,
            finds=("World Health Organization",),
            after=_book("{World Health Organization}"),
            safety="unsafe",
            why="A body alone.",
        ),
        Example(
            text=_book("Department of Health and Social Care"),
            bib=True,
            finds=("Department of Health and Social Care",),
            after=_book("{Department of Health and Social Care}"),
            safety="unsafe",
            why="A body with “and” in its name, which would be two people.",
        ),
        Example(
            text=_book("Office for Harbour Statistics"),
            bib=True,
            finds=("Office for Harbour Statistics",),
            after=_book("{Office for Harbour Statistics}"),
            safety="unsafe",
            why="“for” is a word here and no given name.",
        ),
        Example(
            text=_book("OECD and Harbour Research Group"),
            bib=True,
            finds=("Harbour Research Group",),
            after=_book("OECD and {Harbour Research Group}"),
            safety="unsafe",
            why="Two bodies, not one.",
        ),
        Example(
            text=_book("Adams, Bea and Audit Commission"),
            bib=True,
            finds=("Audit Commission",),
            after=_book("Adams, Bea and {Audit Commission}"),
            safety="unsafe",
            why="A body beside a person.",
        ),
        Example(
            text=_book("{Audit Commission} and Zoe Zentrum and Bank, A. and Perri 6"),
            bib=True,
            why="A body in braces, and people, one of whom has the name of a thing.",
        ),
    ),
)
