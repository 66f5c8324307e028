"""Subtitles are set off by different signs.

## What it does

Counts how the list's titles set off their subtitles: by a colon, by an em dash, or by an en dash
between blanks. Where two ways occur, says so once, naming the entries that are in the minority.
Held to a house style, names each entry with another sign than that asks for.

## Why it matters

Styles ask for one sign throughout, most for the colon. Whether a dash is the publisher's own
punctuation, to be kept, only the book can tell.

## Fix safety

Shown only: which sign is right is a matter of taste, or of the title page. The sign of a house
style is a best guess, for a dash may be the title's own; a title with two such signs is left alone.

## Sources

The list's own majority, or the house style. The Chicago Manual of Style, 17th ed., 14.89–14.91, on
subtitles.
"""

from collections.abc import Iterator

from joinedup_refs.check.order import printed_name
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.style.subtitles import SUBTITLE
from joinedup_refs.check.style.trait import Judged, Norm, Sighting, judge
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.house_style import HouseStyle
from joinedup_refs.model.name import Person

_ENOUGH = 3  # subtitles that make a habit
_SHOWN = 6  # entries that the message names


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Report a list that sets off subtitles in more than one way."""
    del evidence
    judged = judge(document, SUBTITLE, context.house_style)
    if judged.norm is not None and judged.norm.house:
        yield from _held(document, judged, judged.norm)
    else:
        yield from _mixed(document, judged.sightings)


def _held(document: Document, judged: Judged, norm: Norm) -> Iterator[Finding]:
    for one in (s for found in judged.deviants(SUBTITLE).values() for s in found):
        edits = SUBTITLE.mended(document, (one,), norm.way)
        title = f"set off the subtitle by {SUBTITLE.called(norm.way)}"
        asked = f"the house style has {SUBTITLE.called(norm.way)} before subtitles"
        yield RULE.finding(
            f"The subtitle is set off by {SUBTITLE.called(one.way)}; {asked}.",
            one.at,
            entries=(one.entry.id,),
            reasons=(asked,) if edits else (),
            fixes=(Fix(title=title, safety="unsafe", edits=edits),) if edits else (),
        )


def _mixed(document: Document, sightings: tuple[Sighting, ...]) -> Iterator[Finding]:
    ways: dict[str, list[Sighting]] = {}
    for one in sightings:
        ways.setdefault(SUBTITLE.called(one.way), []).append(one)
    if len(ways) < 2 or len(sightings) < _ENOUGH:
        return
    (usual, most), *others = sorted(ways.items(), key=lambda way: -len(way[1]))
    if len(most) == len(others[0][1]):
        others = [(usual, most), *others]
        told = "Subtitles are set off in different ways"
    else:
        told = f"Subtitles are set off by {usual} in {len(most)} {_entries(len(most))}"
    parts = [
        f"by {what} in {len(found)} {_entries(len(found))} ({_named(document, found)})"
        for what, found in others
    ]
    odd = sorted((s for _, found in others for s in found), key=lambda s: s.at.start)
    yield RULE.finding(
        f"{told}{', ' if others[0][0] != usual else ': '}{', '.join(parts)}.",
        odd[0].at,
        related=[s.at for s in odd[1:]],
        entries=[s.entry.id for s in odd],
    )


def _named(document: Document, signs: list[Sighting]) -> str:
    names = [_name(document, sign.entry) for sign in signs]
    more = len(names) - _SHOWN
    return "; ".join(names if more <= 0 else [*names[:_SHOWN], f"{more} more"])


def _name(document: Document, entry: Entry) -> str:
    """Name an entry as a citation would."""
    year = getattr(entry.reference.issued, "year", None)
    people = entry.reference.author or entry.reference.editor
    names = [p.family if isinstance(p, Person) else getattr(p, "name", "") for p in people]
    who = f"{names[0]} et al." if len(names) > 2 else " and ".join(names)
    return " ".join(p for p in (who or printed_name(document.reading(entry)), str(year or "")) if p)


def _entries(count: int) -> str:
    return "entry" if count == 1 else "entries"


_COLONS = (
    "Adams, B. (2001), Joint plans: a review. Policy Studies, 22, 1, pp. 1–9.\n"
    "Brown, C. (2002), Joint teams: four cases. Local Government Studies, 23, 4, pp. 21–29.\n"
)

RULE = Rule(
    code="STY002",
    name="subtitle-separator",
    inputs="prose",
    severity="note",
    check=check,
    examples=(
        Example(
            text=_COLONS + "Clark, D. (2003), Joint Funds—Theory and Practice (Routledge).\n",
            list_only=True,
            finds=("—",),
            why="Two colons and a dash.",
        ),
        Example(
            text=_COLONS + "Clark, D. (2003), Packing more punch? Developing the field of teams. "
            "Policy Studies, 24, 1, pp. 1–9.\n",
            list_only=True,
            why="A question mark sets off a subtitle in any style.",
        ),
        Example(
            text="Clark, D. (2003), Joint Funds—Theory and Practice (Routledge).\n",
            list_only=True,
            house_style=HouseStyle(traits={"subtitle": "Title: subtitle"}),
            finds=("—",),
            after="Clark, D. (2003), Joint Funds: Theory and Practice (Routledge).\n",
            safety="unsafe",
            why="A house style with colons; the dash may still be the title's own.",
        ),
    ),
)
