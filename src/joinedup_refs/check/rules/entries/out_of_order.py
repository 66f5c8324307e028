"""An entry stands in the wrong place of an alphabetical list.

## What it does

Learns from the list whether it is alphabetical: nine neighbours in ten are in order. In one that
is, names the fewest entries without which the rest is in order. Case, accents, particles (van, de)
and articles never break an order, and neither does a work without an author that stands under its
title. A name in another script than most of the list (`Петров` among Latin names) may stand where
its transliteration would, or apart with its like, and is left alone.

## Why it matters

Readers look an entry up in its place. An entry out of place often belongs to another name: one that
has lost letters, or one written with the given name first.

## Fix safety

Shown only. Moving an entry, or deciding by which of its names it is sorted, is for you.

## Sources

Longest increasing subsequence by patience sorting: C. Schensted (1961), Longest increasing and
decreasing subsequences, Canadian Journal of Mathematics 13, 179–191.
"""

from collections.abc import Iterator

from joinedup_refs.check.order import learn, printed_name
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the misplaced entries of an alphabetical list."""
    del evidence, context
    order = learn(document)
    for identifier in order.misplaced:
        at = order.ids.index(identifier)
        entry = document.entries[at]
        neighbours = [document.entries[n] for n in (at - 1, at + 1) if 0 <= n < len(order.ids)]
        where = " and ".join(f"“{_name(document, other)}”" for other in neighbours)
        stands = "stands between" if len(neighbours) == 2 else "stands beside"
        yield RULE.finding(
            f"The list is alphabetical, but “{_name(document, entry)}” {stands} {where}.",
            entry.span,
            entries=(identifier,),
        )


def _name(document: Document, entry: Entry) -> str:
    return printed_name(document.reading(entry))


_BEFORE = (
    "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    "Brown, C. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n"
    "Clark, D. (2003), Joint funds. Policy Studies, 24, 1, pp. 1–9.\n"
    "Davis, E. (2004), Joint goals. Policy Studies, 25, 1, pp. 1–9.\n"
    "Evans, F. (2005), Joint rules. Policy Studies, 26, 1, pp. 1–9.\n"
)
_AFTER = (
    "Grant, H. (2007), Joint costs. Policy Studies, 28, 1, pp. 1–9.\n"
    "Hirst, I. (2008), Joint gains. Policy Studies, 29, 1, pp. 1–9.\n"
)

RULE = Rule(
    code="LST104",
    name="out-of-order",
    inputs="prose",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=(
                _BEFORE
                + "Young, G. (2006), Joint risks. Policy Studies, 27, 1, pp. 1–9.\n"
                + _AFTER
            ),
            list_only=True,
            finds=("Young, G. (2006), Joint risks. Policy Studies, 27, 1, pp. 1–9.",),
            why="The misplaced entry is named, not its neighbours.",
        ),
        Example(
            text=(
                _BEFORE
                + "van Eyck, G. (2006), Joint risks. Policy Studies, 27, 1, pp. 1–9.\n"
                + "Förster, G. (2006), Joint losses. Policy Studies, 27, 1, pp. 10–19.\n"
                + _AFTER
            ),
            list_only=True,
            why="A particle and an umlaut break no order.",
        ),
        Example(
            text=(
                _BEFORE
                + _AFTER
                + "Петров, И. (2006), Общие планы. Политика, 27, 1, с. 1–9.\n"
                + "Young, G. (2006), Joint risks. Policy Studies, 27, 1, pp. 1–9.\n"
                + "Абрамов, А. (2007), Общие цели. Политика, 28, 1, с. 1–9.\n"
            ),
            list_only=True,
            why="A name sorted as Petrov, and one that stands behind all Latin names.",
        ),
        Example(
            text=(
                "Young, G. (2006), Joint risks. Policy Studies, 27, 1, pp. 1–9.\n"
                "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
                "Grant, H. (2007), Joint costs. Policy Studies, 28, 1, pp. 1–9.\n"
                "Brown, C. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n"
                "Zuber, C. (2002), Joint tasks. Policy Studies, 23, 1, pp. 10–19.\n"
                "Davis, E. (2004), Joint goals. Policy Studies, 25, 1, pp. 1–9.\n"
            ),
            list_only=True,
            why="A list in the order of citing has no alphabetical order to break.",
        ),
    ),
)
