"""What stands between year and title differs from the rest of the list.

## What it does

Learns from the list which signs stand between the year and the title: `), `, `). `, `: ` and so on,
and whether a comma stands between the names and the year. Where at least five entries agree, and at
least four in five of all, names those that differ. A house style takes the place of the majority;
only that also tells whether the year stands in brackets. A year in square brackets, which say that
it was inferred, is left alone.

## Why it matters

A missing comma is a small thing to a reader, but programs that take the list apart go by such
signs, and a copy-editor has to put it right.

## Fix safety

Tidying: the signs that the list has elsewhere are put in. Nothing but punctuation changes, and the
entry's brackets stay unless a house style asks for others and names stand right before the year.

## Sources

The list's own majority, or the house style.
"""

from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.style.deviants import Deviance, Held, deviants
from joinedup_refs.check.style.example_lists import five_articles
from joinedup_refs.check.style.trait import judge
from joinedup_refs.check.style.years import BEFORE_YEAR, YEAR, same_brackets, signs_of
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.house_style import HouseStyle


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name entries whose signs about the year differ from those of nearly all others."""
    del evidence
    yield from _after(document, context)
    yield from deviants(RULE, document, context, Held(BEFORE_YEAR, _before, _before_title))


def _after(document: Document, context: Context) -> Iterator[Finding]:
    judged = judge(document, YEAR, context.house_style)
    norm = judged.norm
    if norm is None:
        return
    for one in (s for found in judged.deviants(YEAR).values() for s in found):
        alike = same_brackets(one.way, norm.way)
        edits = YEAR.mended(document, (one,), norm.way)
        if not alike and (not norm.house or not edits):
            continue
        fix = Fix(title=_title(one.way, norm.way), safety="safe", edits=edits)
        what, asked = _message(Deviance(document, YEAR, one, norm))
        yield RULE.finding(
            f"{what}; {asked}.",
            edits[0].at if alike and len(edits[0].at) else one.at,
            entries=(one.entry.id,),
            reasons=(asked,),
            fixes=(fix,),
        )


def _message(odd: Deviance) -> tuple[str, str]:
    if odd.norm.house:
        return f"The year is printed as {odd.way}", odd.asked(of_house="writes the year as")
    norm = odd.norm
    usual = (
        f"{norm.agreeing} of {norm.total} entries have {_shown(signs_of(norm.way))} after the year"
    )
    return f"After the year stands {_shown(signs_of(odd.sighting.way))}", usual


def _before(odd: Deviance) -> tuple[str, str]:
    return f"Before the year stands {odd.way}", f"{odd.asked()} before the year"


def _before_title(odd: Deviance) -> str:
    comma = odd.norm.way == "Adams, 2003"
    return "put a comma before the year" if comma else "take out the comma before the year"


def _shown(signs: str) -> str:
    return f"“{signs.strip()}”" if signs.strip() else "a blank"


def _title(way: str, usual: str) -> str:
    if not same_brackets(way, usual):
        return f"write the year as {YEAR.called(usual)}"
    signs, wanted = signs_of(way), signs_of(usual)
    if wanted.replace(",", "", 1) == signs:
        return "put a comma after the year"
    return f"put {_shown(wanted)} after the year"


_USUAL = five_articles("{name} ({year}), Joint {noun}. {journal}, {volume}, {issue}, pp. {pages}.")
_ODD = "Grant, H. (2007) Joint costs. Policy Studies, 28, 1, pp. 1–9.\n"

RULE = Rule(
    code="STY001",
    name="year-delimiter",
    inputs="prose",
    severity="note",
    check=check,
    examples=(
        Example(
            text=_USUAL + _ODD,
            list_only=True,
            finds=(")",),
            after=_USUAL + _ODD.replace("(2007)", "(2007),"),
            safety="safe",
            values={"r6": {"title": "Joint costs"}},
            why="A missing comma.",
        ),
        Example(
            text=_USUAL.replace("),", ").") + _ODD.replace(")", "),"),
            list_only=True,
            finds=(",",),
            after=_USUAL.replace("),", ").") + _ODD.replace(")", ")."),
            safety="safe",
            why="The list has a full stop there, so the comma is the odd one.",
        ),
        Example(
            text=_ODD.replace("(2007)", "2007.").replace(" 2007", ", 2007"),
            list_only=True,
            house_style=HouseStyle(traits={"year": "(2003), Title", "before_year": "Adams 2003"}),
            finds=(",", "."),
            after=_ODD.replace("(2007)", "(2007),"),
            safety="safe",
            values={"r1": {"title": "Joint costs"}},
            why="A house style that asks for brackets, and for no comma before them.",
        ),
        Example(
            text=five_articles("{name} {year}. Joint {noun}. {journal} {volume}: {pages}.")
            + "Grant, H. n.d. Joint costs. Leeds: Joint Press.\n",
            list_only=True,
            why="The full stop of *n.d.* is the list's full stop too.",
        ),
        Example(
            text="\n".join(_USUAL.splitlines()[:2]) + "\n" + _ODD,
            list_only=True,
            why="Two entries make no habit.",
        ),
    ),
)
