"""An entry lacks a field that its type cannot do without.

## What it does

Names, for each entry, the fields that its type needs and that neither it nor the entry it refers to
has. A file with `date` and `journaltitle` is measured by what biblatex needs for the reference to
be whole, any other by what BibTeX asks for. An organization, an institution, a key or label, and
whatever else takes the place of a name in the printed reference, will do for an author.

Articles, books and reports can be unsigned: newspapers, dictionaries, legends. Those that lack
nothing but a name are told once for the file, as a note.

## Why it matters

The reference comes out with a hole: BibTeX warns of an empty field and prints the commas around it.

## Fix safety

Shown only; what is missing stands on the work. Checking against records (`--source`) may find it.

## Sources

O. Patashnik, BibTeXing (1988), section 3.1; the biblatex manual 3.19, section 2.1.1.
"""

from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA

from joinedup_refs.check.bib_file import BibFile
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.formats.bib_dialect import alias, fields_read_by, required
from joinedup_refs.formats.bib_parts import Block
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.text import Span

_PARENTS = ("crossref", "xdata")
_FROM_TITLE = {"title": "booktitle"}
_INSTEAD = {
    "author": frozenset(
        (
            *("key", "label", "shorthand", "sortname", "shortauthor", "shorteditor"),
            *("organization", "institution", "translator"),
        )
    ),
    "year": frozenset(("pubstate", "shorthand")),
}
"""For a field, others that stand for it in the printed reference; what is in press has no year."""
_UNSIGNED = frozenset(("article", "book", "inbook", "incollection", "mvbook", "report"))
"""Types of which works without a name are about."""
_SHOWN = 6  # keys that a message names


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the fields that entries lack."""
    del evidence, context
    file = BibFile(document)
    unsigned: list[Block] = []
    for block in file.entries:
        missing = _missing(file, block)
        if _is_unsigned(block, missing):
            unsigned.append(block)
        elif missing:
            needed = _listed([" or ".join(group) for group in missing])
            yield RULE.finding(
                f"An entry @{block.type} needs {needed}; {block.key or 'this one'} has none.",
                _type_at(file, block),
                entries=file.ids(block),
            )
    if unsigned:
        yield _told_once(file, unsigned)


def _missing(file: BibFile, block: Block) -> list[tuple[str, ...]]:
    """Give the groups of fields of which an entry needs one and has none."""
    groups = required(block.type, file.dialect) if block.closed else ()
    there = frozenset(f.name for f in block.fields if f.value and not f.value.isspace())
    if not there.isdisjoint(_PARENTS):
        there |= _inherited(file, block)
    return [group for group in groups if not _has(there, group)]


def _is_unsigned(block: Block, missing: list[tuple[str, ...]]) -> bool:
    """Whether an entry lacks its names alone, and no fault of the file can have swallowed them."""
    names = len(missing) == 1 and "author" in missing[0]
    return names and block.type in _UNSIGNED and block.plain


def _told_once(file: BibFile, unsigned: list[Block]) -> Finding:
    named = [block.key for block in unsigned if block.key][:_SHOWN]
    more = len(unsigned) - len(named)
    who = _listed([*named, f"{more} more"] if more and named else named) if named else ""
    if len(unsigned) == 1:
        told = f"{who or 'This entry'} names no author or editor: right only for an unsigned work."
    else:
        which = f" ({who})" if who else ""
        told = (
            f"{len(unsigned)} entries name no author or editor{which}: right only for unsigned "
            "works."
        )
    places = [_type_at(file, block) for block in unsigned]
    finding = RULE.finding(told, places[0], related=places[1:], entries=file.ids(*unsigned))
    return finding.model_copy(update={"severity": "note"})


def _type_at(file: BibFile, block: Block) -> Span:
    return file.at(block.type_at, block.type_at + len(block.type))


@lru_cache(maxsize=256)  # most entries of a file have the same few sets of fields
def _has(fields: frozenset[str], group: tuple[str, ...]) -> bool:
    """Whether an entry has one of a group, or what stands for it."""
    there = set(map(alias, fields))
    names = [alias(name) for name in group]
    if any(name in there or not there.isdisjoint(_INSTEAD.get(name, ())) for name in names):
        return True
    unknown = there - fields_read_by().keys()  # a slip in the name is told by another rule
    return any(OSA.distance(n, m, score_cutoff=1) < 2 for n in names for m in unknown if len(m) > 3)


def _inherited(file: BibFile, block: Block) -> set[str]:
    there: set[str] = set()
    for field in block.fields:
        for key in field.value.split(",") if field.name in _PARENTS else ():
            parent = file.by_key.get(key.strip().lower())
            if parent is None:  # told by another rule, and what it has is not known
                return {
                    alias(name) for group in required(block.type, file.dialect) for name in group
                }
            names = {alias(f.name) for f in parent.fields if f.value.strip()}
            there |= names | {_FROM_TITLE.get(name, name) for name in names}
    return there


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


RULE = Rule(
    code="BIB007",
    name="missing-field",
    inputs="bib",
    severity="warning",
    check=check,
    examples=(
        Example(
            text="@article{adams01, author = {Adams, Bea}, title = {Joint Plans}, year = 2001}",
            bib=True,
            finds=("article",),
            why="An article without its journal.",
        ),
        Example(
            text="@article{adams01, author = {Adams, Bea}, title = {Joint Plans},\n"
            "  journaltitle = {Policy Studies}, date = {2001-03}}\n"
            "@book{brown02, editor = {Brown, Cy}, title = {Joint Teams}, date = {2002}}",
            bib=True,
            why="Names that biblatex has; and no publisher, which biblatex lets pass.",
        ),
        Example(
            text="@incollection{adams01, author = {Adams, Bea}, title = {Joint Plans},\n"
            "  crossref = {brown02}}\n"
            "@book{brown02, editor = {Brown, Cy}, title = {Joint Teams}, publisher = {Sage},\n"
            "  year = {2002}}",
            bib=True,
            why="Title, publisher and year of the book come from its own entry.",
        ),
        Example(
            text="@article{adams01, author = {Adams, Bea}, title = {Plans}, year = 2001,\n"
            "  joural = {Policy Studies}}",
            bib=True,
            why="A misspelt field is told as such.",
        ),
        Example(
            text="@book{oed89, title = {A Dictionary}, publisher = {Press}, year = 1989}\n"
            "@article{news90, title = {Ferry Late}, journal = {The Gazette}, year = 1990}\n"
            "@book{plans01, key = {Plans}, title = {Plans}, publisher = {Press}, year = 2001}",
            bib=True,
            finds=("book",),
            why="Two unsigned works are told together; `key` takes the place of a name.",
        ),
        Example(
            text="@misc{adams01, title = {Joint Plans}}", bib=True, why="`@misc` needs nothing."
        ),
    ),
)
