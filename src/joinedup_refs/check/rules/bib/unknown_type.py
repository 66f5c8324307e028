"""An entry is of a type that no program knows.

## What it does

Names the entries whose type neither BibTeX nor biblatex has, nor one of their usual extensions, and
says which type is one letter away. Other types, as styles for one field have them, are told once.

## Why it matters

BibTeX prints such an entry as `@misc`, without its journal or its editors; biber warns and leaves
the fields out that it does not know for it.

## Fix safety

Well supported where the entry has all that the type meant needs; otherwise a best guess.

## Sources

O. Patashnik, BibTeXing (1988), section 3.1; the biblatex manual 3.19, section 2.1.
"""

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from joinedup_refs.check.bib_file import BibFile
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.formats.bib_dialect import alias, required
from joinedup_refs.formats.bib_parts import Block
from joinedup_refs.formats.bib_table import entry_types
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.text import Span

_SPECIAL = frozenset(
    [
        *("set", "xdata", "bibnote", "ieeetranbstctl", "control", "customa", "customb"),
        *("customc", "customd", "custome", "customf"),
    ]
)
"""Types that are no works: settings of styles, sets, and those that biblatex leaves open."""


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the entries of a type that no program knows."""
    del evidence, context
    file = BibFile(document)
    known = entry_types()
    others: dict[str, list[Block]] = {}
    for block in file.entries:
        if block.type in known or block.type in _SPECIAL or not block.closed:
            continue
        near = [name for name in known if OSA.distance(block.type, name, score_cutoff=1) == 1]
        if len(near) == 1:
            yield RULE.finding(
                f"No program knows the type @{block.type}; is @{near[0]} meant?",
                _at(file, block),
                entries=file.ids(block),
                fixes=(_fix(file, block, near[0]),),
            )
        else:
            others.setdefault(block.type, []).append(block)
    for name, blocks in others.items():
        many = f", which {len(blocks)} entries have" if len(blocks) > 1 else ""
        yield RULE.finding(
            f"No program knows the type @{name}{many}.",
            _at(file, blocks[0]),
            related=[_at(file, block) for block in blocks[1:]],
            entries=[identifier for block in blocks for identifier in file.ids(block)],
        )


def _at(file: BibFile, block: Block) -> Span:
    return file.at(block.type_at, block.type_at + len(block.type))


def _fix(file: BibFile, block: Block, meant: str) -> Fix:
    there = {alias(field.name) for field in block.fields}
    groups = required(meant, file.dialect)
    whole = bool(groups) and all(there & set(group) for group in groups)
    edit = file.put(block.type_at, block.type_at + len(block.type), meant)
    return Fix(title=f"Make it @{meant}", safety="evident" if whole else "unsafe", edits=(edit,))


_ENTRY = (
    "@article{adams01,\n  author = {Adams, Bea},\n  title = {Joint Plans},\n"
    "  journal = {Policy Studies},\n  year = {2001},\n}\n"
)

RULE = Rule(
    code="BIB006",
    name="unknown-type",
    inputs="bib",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_ENTRY.replace("article", "artcle"),
            bib=True,
            finds=("artcle",),
            after=_ENTRY,
            safety="evident",
            why="A letter left out; the entry has all that an article needs.",
        ),
        Example(
            text="@boook{adams01, title = {Joint Plans}}",
            bib=True,
            finds=("boook",),
            after="@book{adams01, title = {Joint Plans}}",
            safety="unsafe",
            why="Much of a book is missing.",
        ),
        Example(
            text="@podcast{adams01, title = {Joint Plans}}",
            bib=True,
            finds=("podcast",),
            why="A type of somebody's own.",
        ),
        Example(
            text=_ENTRY.replace("@article", "@ARTICLE") + "@IEEEtranBSTCTL{ctl, x = {y}}",
            bib=True,
            why="Case tells nothing, and a style's settings are no work.",
        ),
    ),
)
