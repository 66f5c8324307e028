"""Something is to be left alone, and nobody has written why.

## What it does

Names each suppression, in a comment of the text or in the settings, that gives no reason. It holds
all the same.

## Why it matters

Whoever reads the list next, its author included, cannot tell an exception made on purpose from a
complaint made to go away.

## Fix safety

Shown only: the reason is yours to write, behind the rules: `ignore[CIT202] for further reading`.

## Sources

The comments of the text, and the settings.
"""

from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.silence import laid
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the suppressions without a reason."""
    del evidence
    for one in laid(document, context.suppressions):
        told, place = one.suppression, one.place
        if told.reason.strip() or place is None:
            continue
        listed = ", ".join(told.rules) or "nothing"
        where = "" if told.at is not None else f" ({told.where})"
        message = f"It is not said why {told.named} is to be left alone by {listed}{where}."
        yield one.told(RULE, message, place)


_LIST = (
    "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    "{}\n"
    "Brown, C. (2002), Joint teams. Local Government Studies, 23, 4, pp. 21-29.\n"
)

RULE = Rule(
    code="SUP002",
    name="suppression-without-reason",
    phase="last",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_LIST.format("% joinedup-refs: ignore[NUM703]"),
            list_only=True,
            finds=("% joinedup-refs: ignore[NUM703]",),
            why="The rule is named, the reason is not.",
        ),
        Example(
            text=_LIST.format("% joinedup-refs: ignore[NUM703] the publisher prints a hyphen"),
            list_only=True,
            why="The reason stands behind the rule.",
        ),
        Example(
            text=_LIST.format("% ignore this one"),
            list_only=True,
            why="A comment that speaks to people.",
        ),
    ),
)
