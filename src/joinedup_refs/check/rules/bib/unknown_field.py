"""A field has a name that no program knows.

## What it does

Where the name is one letter away from that of a field which the entry lacks, says which. Other
names that neither BibTeX, biblatex nor a common program writes are told once for the file. Fields
that reference managers keep for themselves are passed over.

## Why it matters

BibTeX and biber pass over a field they do not know, without a word: with `joural = {…}` the entry
has no journal.

## Fix safety

Well supported where the type of the entry cannot do without the field meant and the entry has none;
otherwise a best guess. The value stays as it is.

## Sources

O. Patashnik, BibTeXing (1988), section 3.2; the biblatex manual 3.19, section 2.2; what reference
managers write is in the project's table `bib_known_fields.tsv`.
"""

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from joinedup_refs.check.bib_file import BibFile
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.formats.bib_dialect import alias, fields_read_by, required
from joinedup_refs.formats.bib_parts import Block, Field
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding

_SHORTEST = 4  # letters of a name that may be a slip for another
_SECOND = "abcdef"
_MARKED = "+-_.:"  # what names made by programs and styles have, biblatex's annotations too


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the fields that no program knows."""
    del evidence, context
    file = BibFile(document)
    known = fields_read_by()
    others: dict[str, list[tuple[Block, Field]]] = {}
    for block, field in file.fields():
        if field.name in known or any(sign in field.name for sign in _MARKED):
            continue
        if field.name[:-1] in known and field.name[-1] in _SECOND:  # a style's own second date
            others.setdefault(field.name, []).append((block, field))
            continue
        meant = _meant(file, block, field.name)
        if meant:
            yield _slip(file, block, field, meant)
        else:
            others.setdefault(field.name, []).append((block, field))
    for name, found in others.items():
        yield _unknown(file, name, found)


def _meant(file: BibFile, block: Block, name: str) -> str:
    """Give the one field that a name is a slip for; nothing where there is none, or several."""
    if len(name) < _SHORTEST or any(char.isdigit() for char in name):
        return ""
    there = {alias(field.name) for field in block.fields}
    readers = {"both", file.dialect}
    near = [
        known
        for known, reader in fields_read_by().items()
        if reader in readers
        and abs(len(known) - len(name)) < 2
        and OSA.distance(name, known, score_cutoff=1) == 1
        and alias(known) not in there
    ]
    return near[0] if len(near) == 1 else ""


def _slip(file: BibFile, block: Block, field: Field, meant: str) -> Finding:
    groups = required(block.type, file.dialect)
    needed = any(alias(meant) in group for group in groups)
    edit = file.put(field.at, field.at + len(field.name), meant)
    reasons = [f"an entry @{block.type} needs a {alias(meant)}, and this one has none"]
    return RULE.finding(
        f"No program reads {field.name}; is {meant} meant?",
        file.at(field.at, field.at + len(field.name)),
        entries=file.ids(block),
        reasons=reasons if needed else [],
        fixes=(
            Fix(
                title=f"Call it {meant}",
                safety="evident" if needed else "unsafe",
                edits=(edit,),
            ),
        ),
    )


def _unknown(file: BibFile, name: str, found: list[tuple[Block, Field]]) -> Finding:
    places = [file.at(field.at, field.at + len(name)) for _, field in found]
    many = f", in {len(found)} entries" if len(found) > 1 else ""
    finding = RULE.finding(
        f"Neither BibTeX nor biblatex reads {name}{many}.",
        places[0],
        related=places[1:],
        entries=[identifier for block, _ in found for identifier in file.ids(block)],
    )
    return finding.model_copy(update={"severity": "note"})


_ENTRY = "@article{adams01,\n  title = {Joint Plans},\n  journal = {Policy Studies},\n}\n"

RULE = Rule(
    code="BIB005",
    name="unknown-field",
    inputs="bib",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_ENTRY.replace("journal", "joural"),
            bib=True,
            finds=("joural",),
            after=_ENTRY,
            safety="evident",
            why="An article needs a journal.",
        ),
        Example(
            text=_ENTRY.replace("journal =", "journal = {A}, abstarct ="),
            bib=True,
            finds=("abstarct",),
            after=_ENTRY.replace("journal =", "journal = {A}, abstract ="),
            safety="unsafe",
            why="Two letters the wrong way round, in a field that need not be there.",
        ),
        Example(
            text=_ENTRY.replace("},\n}", "},\n  shelfmark = {B 12}\n}"),
            bib=True,
            finds=("shelfmark",),
            why="A name of somebody's own is a note.",
        ),
        Example(
            text=_ENTRY.replace(
                "},\n}", "},\n  timestamp = {2001}, author+an = {1=x}, file = {}\n}"
            ),
            bib=True,
            why="What JabRef keeps for itself, and an annotation of biblatex.",
        ),
        Example(
            text=_ENTRY.replace("},\n}", "},\n  number = {1}, numbers = {1--2}\n}"),
            bib=True,
            finds=("numbers",),
            why="The field that may have been meant is there, so nothing is guessed.",
        ),
    ),
)
