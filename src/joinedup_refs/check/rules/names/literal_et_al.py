"""Words for further people are kept as an author.

## What it does

Names entries one of whose authors, editors or translators is `et al.`, `and others`, `u. a.` or a
misspelling of one (`at al.`). The words at the end of the names are understood, and no person; a
.bib file has a rule of its own, `name-separator`.

## Why it matters

Reference managers take the words for a person: *al., E.* is sorted, counted and cited like one.

## Fix safety

Tidying: the words are taken out of the record's names; nobody is lost. What is printed in your list
stays.

## Sources

CSL 1.0.2, name variables, which hold people and bodies only.
"""

from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix, SetField
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.name import Name, Person
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.origin import Rule as ByRule
from joinedup_refs.model.text import Span
from joinedup_refs.model.value import Json
from joinedup_refs.notation import names
from joinedup_refs.notation.csl import name_to_csl
from joinedup_refs.notation.name_words import stands_for_others

_WORDS = {"author": "an author", "editor": "an editor", "translator": "a translator"}


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name people that stand for others, and take them out."""
    del evidence, context
    for entry in document.entries:
        for variable, word in _WORDS.items():
            people: tuple[Name, ...] = getattr(entry.reference, variable)
            kept = [name for name in people if not _is_others(name)]
            if len(kept) == len(people) or not kept:
                continue
            written = next(names.display(n) for n in people if _is_others(n))
            yield RULE.finding(
                f"“{written}” stands for further people and is kept as {word}.",
                _place(document, entry, variable, written),
                entries=(entry.id,),
                fixes=(_fix(entry, variable, kept, written),),
            )


def _is_others(name: Name) -> bool:
    if isinstance(name, Person) and name.given and name.family.casefold().rstrip(".") == "al":
        return name.family[:1].islower() and name.given[:1] in "eE"  # `al., E.` out of a database
    return stands_for_others(names.display(name).strip())


def _fix(entry: Entry, variable: str, kept: list[Name], written: str) -> Fix:
    before = entry.origins.get(variable)
    origin = ByRule(
        code=RULE.code,
        witnesses=(f"“{written}” is no name",),
        instead_of=before if isinstance(before, Printed) else None,
    )
    value: list[Json] = [dict(name_to_csl(name)) for name in kept]
    edit = SetField(entry=entry.id, field=variable, value=value, origin=origin)
    return Fix(title=f"Take “{written}” out of the names", safety="safe", edits=(edit,))


def _place(document: Document, entry: Entry, variable: str, written: str) -> Span:
    """Find the words among the names; the names, or the entry, where they are not written so."""
    origin = entry.origins.get(variable)
    if not isinstance(origin, Printed):
        return entry.span
    reading = document.text.read(origin.at)
    at = reading.text.find(written)
    return origin.at if at < 0 else reading.printed(at, at + len(written))


_REST = "(2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"

RULE = Rule(
    code="NAM305",
    name="literal-et-al",
    inputs="prose",
    severity="warning",
    check=check,
    examples=(
        Example(
            text="Adams, B., et al., and Clark, D. " + _REST,
            list_only=True,
            finds=("et al.",),
            values={
                "r1": {
                    "author": [
                        {"family": "Adams", "given": "B."},
                        {"family": "Clark", "given": "D."},
                    ]
                }
            },
            safety="safe",
            why="In the midst of the names it is no sign of their end.",
        ),
        Example(
            text="Adams, B., at al. " + _REST,
            list_only=True,
            finds=("at al",),
            values={"r1": {"author": [{"family": "Adams", "given": "B."}]}},
            safety="safe",
            why="A misspelling, which would be a person called Al.",
        ),
        Example(
            text="Adams, B. et al. " + _REST + "Al, S. and al-Din, N. " + _REST,
            list_only=True,
            why="At the end of the names it is understood; Al is a family name.",
        ),
    ),
)
