"""The last name is joined on otherwise than in the rest of the list.

## What it does

Learns from the list what stands before the last of two names, and before the last of several:
` and `, ` & `, `, and `, a comma alone, a semicolon. That tells the word, and whether a serial
comma stands before it. Where at least five entries agree, and at least four in five of all, names
those that differ. A house style takes the place of the majority. The same word in another language
is no difference.

## Why it matters

`&` and `and` side by side look unfinished, and programs that take names apart go by such signs.

## Fix safety

Tidying: the sign that the others have is put in, and no name changes.

## Sources

The list's own majority, or the house style.
"""

from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.style.deviants import Deviance, Held, Wording, deviants
from joinedup_refs.check.style.joiners import MORE_NAMES, TWO_NAMES
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.house_style import HouseStyle


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name entries whose last name is joined on otherwise than in nearly all others."""
    del evidence
    yield from deviants(
        RULE,
        document,
        context,
        Held(TWO_NAMES, _message("entries of two names"), _title),
        Held(MORE_NAMES, _message("entries of more names"), _title),
    )


def _message(noun: str) -> Wording:
    return lambda odd: (
        f"Before the last name stands “{odd.printed}”",
        odd.asked(noun, "are joined as", "joins names as"),
    )


def _title(odd: Deviance) -> str:
    return f"join the names as in {odd.usual}"


_USUAL = (
    "Adams, B. and Brown, C. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    "Brown, C. and Clark, D. (2002), Joint teams. Local Government Studies, 23, 4, pp. 21–29.\n"
    "Clark, D. and Davis, E. (2003), Joint funds. Public Administration, 81, 2, pp. 31–49.\n"
    "Davis, E. and Evans, F. (2004), Joint goals. Policy Studies, 25, 1, pp. 61–79.\n"
    "Evans, F. and Grant, H. (2005), Joint rules. Policy Studies, 26, 1, pp. 1–9.\n"
)
_ODD = "Grant, H. & Hill, J. (2007), Joint costs. Policy Studies, 28, 1, pp. 11–19.\n"
_THREE = (
    "Grant, H., Hill, J. and Innes, K. (2007), Joint costs. Policy Studies, 28, 1, pp. 11–19.\n"
)

RULE = Rule(
    code="STY008",
    name="name-joiner",
    inputs="prose",
    severity="note",
    check=check,
    examples=(
        Example(
            text=_USUAL + _ODD,
            list_only=True,
            finds=(" & ",),
            after=_USUAL + _ODD.replace("&", "and"),
            safety="safe",
            why="Five entries of two names have the word.",
        ),
        Example(
            text=_THREE,
            list_only=True,
            house_style=HouseStyle(traits={"more_names": "Adams, Brown, and Clark"}),
            finds=(" and ",),
            after=_THREE.replace(" and ", ", and "),
            safety="safe",
            why="A house style with a serial comma.",
        ),
        Example(
            text=_USUAL + _THREE + "Hill, J. und Innes, K. (2008), Gemeinsame Kosten. "
            "Policy Studies, 29, 1, pp. 11–19.\n",
            list_only=True,
            why="Three names are another matter than two, and a German entry has its own word.",
        ),
        Example(
            text=_USUAL
            + "Barnes & Grant (2008), Joint costs. Policy Studies, 29, 1, pp. 11–19.\n"
            + "West Riding & Derwent Health Board (2009), Joint care (Leeds).\n",
            list_only=True,
            why="Names without initials may be those of firms and bodies.",
        ),
    ),
)
