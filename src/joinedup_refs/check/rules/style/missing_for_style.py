"""An entry lacks what the house style gives for works of its kind.

## What it does

Held to a house style, names the entries that lack a field which that style gives for every work of
their type: the issue number of an article, the editor of a chapter, the day of access of a web
page. Without a house style nothing is said; what an entry lacks beside its neighbours is told by
`field-coverage`, `missing-issue` and `missing-pages`. Silent for what is still to appear, where
part of the entry was not understood, and about the publisher of what is read on the web.

## Why it matters

Such an entry comes back from the copy-editor with a query.

## Fix safety

Shown only: the list does not tell what is missing.

## Sources

The house style.
"""

from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.style.needs import FIELDS, PLURALS, has
from joinedup_refs.check.understood import is_out, is_understood
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.house_style import HouseStyle

_OF_PAPER = frozenset({"publisher", "ISBN", "number-of-pages"})


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name entries that lack what the house style needs."""
    del evidence
    for entry in document.entries:
        lacking = _lacking(entry, context.house_style)
        if lacking and is_out(entry) and is_understood(document, entry):
            words = f"{', '.join(lacking[:-1])} and {lacking[-1]}" if lacking[1:] else lacking[0]
            kind = PLURALS[entry.reference.kind]
            yield RULE.finding(
                f"No {words}, which the house style gives for {kind}.",
                entry.span,
                entries=(entry.id,),
            )


def _lacking(entry: Entry, house: HouseStyle) -> list[str]:
    kind = entry.reference.kind
    words = FIELDS.get(kind, {})
    return [
        words[variable]
        for variable in house.needs.get(kind, ())
        if variable in words
        and not has(entry, variable)
        and not (entry.reference.url and variable in _OF_PAPER)
    ]


_LINE = "Adams, B. (2001), Joint plans. Policy Studies, 22, pp. 1–9.\n"

RULE = Rule(
    code="STY004",
    name="missing-for-style",
    inputs="prose",
    severity="note",
    check=check,
    examples=(
        Example(
            text=_LINE,
            list_only=True,
            house_style=HouseStyle(needs={"article": ("volume", "issue", "DOI")}),
            finds=(_LINE.strip(),),
            why="The house style gives an issue number and a DOI.",
        ),
        Example(
            text="Adams, B. (2001), Joint plans. Policy Studies, 22, e123.\n"
            "Brown, C. (in press), Joint teams. Policy Studies.\n"
            "Clark, D. (2003), Joint Funds (Routledge).\n",
            list_only=True,
            house_style=HouseStyle(needs={"article": ("volume", "page")}),
            why="An article number, an article still to appear, and a book.",
        ),
        Example(text=_LINE, list_only=True, why="No house style."),
    ),
)
