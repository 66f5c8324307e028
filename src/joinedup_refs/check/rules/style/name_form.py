"""A name is written otherwise than the names of the rest of the list.

## What it does

Learns from the list how names with initials are written: `Adams, J. M.`, `Adams, J.M.`, `Adams JM`,
`J. M. Adams`; apart from each other for the first name of an entry and for the further ones, which
many styles turn around. Where at least five entries agree, and at least four in five of all, names
those that differ. A house style takes the place of the majority. Given names in full are left
alone, and so are initials with a hyphen.

## Why it matters

Initials with and without stops side by side look unfinished, and programs that compare names take
them for different people.

## Fix safety

Tidying: stops, blanks and the comma are put as the others have them; the letters stay. A name whose
order differs is shown only, for where a family name begins is not always plain. Where the list has
no habit for further names, those written like the first are mended with it.

## Sources

The list's own majority, or the house style.
"""

import re
from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.style.deviants import Deviance, Held, Wording, deviants
from joinedup_refs.check.style.names import FIRST_NAME, OTHER_NAMES, WHOLE_ENTRY, completed
from joinedup_refs.check.style.trait import judge
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.house_style import HouseStyle


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name entries whose names are written otherwise than those of nearly all others."""
    del evidence
    first = judge(document, FIRST_NAME, context.house_style)
    others = judge(document, OTHER_NAMES, context.house_style)
    trait = FIRST_NAME if others.norm else WHOLE_ENTRY
    as_first, as_further = _message("as the first name"), _message("as further names")
    yield from deviants(
        RULE,
        document,
        context,
        Held(trait, as_first, _title, completed(FIRST_NAME, first, others.norm)),
        Held(OTHER_NAMES, as_further, _title, completed(OTHER_NAMES, others, first.norm)),
    )


def _message(place: str) -> Wording:
    def message(odd: Deviance) -> tuple[str, str]:
        asked = odd.asked(verb=f"have, {place}, the form of")
        asked = f"{asked} {place}" if odd.norm.house else asked
        return f"“{odd.printed}” is written otherwise than the rest", asked

    return message


def _title(odd: Deviance) -> str:
    return f"write names as {odd.usual}"


_USUAL = (
    "Adams, B. C. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    "Brown, C. D. (2002), Joint teams. Local Government Studies, 23, 4, pp. 21–29.\n"
    "Clark, D. (2003), Joint funds. Public Administration, 81, 2, pp. 31–49.\n"
    "Davis, E. F. (2004), Joint goals. Policy Studies, 25, 1, pp. 61–79.\n"
    "Evans, F. G. (2005), Joint rules. Policy Studies, 26, 1, pp. 1–9.\n"
)
_SINGLE = re.sub(r" [DG]\.(?= )", "", _USUAL).replace("E. F.", "E.")
_ODD = "Grant, H.J. (2007), Joint costs. Policy Studies, 28, 1, pp. 11–19.\n"

RULE = Rule(
    code="STY007",
    name="name-form",
    inputs="prose",
    severity="note",
    check=check,
    examples=(
        Example(
            text=_USUAL + _ODD,
            list_only=True,
            finds=("Grant, H.J.",),
            after=_USUAL + _ODD.replace("H.J.", "H. J."),
            safety="safe",
            values={"r6": {"author": [{"family": "Grant", "given": "H. J."}]}},
            why="A blank is missing between the initials.",
        ),
        Example(
            text=_USUAL + _ODD.replace(", H.J.", " HJ"),
            list_only=True,
            finds=("Grant HJ",),
            after=_USUAL + _ODD.replace("H.J.", "H. J."),
            safety="safe",
            why="Another style's way.",
        ),
        Example(
            text=_USUAL + _ODD.replace("Grant, H.J.", "Grant HJ and Hill KL"),
            list_only=True,
            finds=("Grant HJ",),
            after=_USUAL + _ODD.replace("Grant, H.J.", "Grant, H. J. and Hill, K. L."),
            safety="safe",
            why="An entry is mended whole, or its names would differ among themselves.",
        ),
        Example(
            text=_ODD,
            list_only=True,
            house_style=HouseStyle(traits={"first_name": "Adams J M"}),
            finds=("Grant, H.J.",),
            after=_ODD.replace(", H.J.", " H J"),
            safety="safe",
            why="A house style needs no majority.",
        ),
        Example(
            text=_ODD.replace("Grant, H.J.", "Grant, H.J. and Hill, K.L."),
            list_only=True,
            house_style=HouseStyle(
                traits={"first_name": "Adams, J. M.", "other_names": "Adams, J."}
            ),
            finds=("Grant, H.J.", "Hill, K.L."),
            after=_ODD.replace("Grant, H.J.", "Grant, H. J. and Hill, K. L."),
            safety="safe",
            why="What one form leaves open, the other tells: one entry is not written in two ways.",
        ),
        Example(
            text=_SINGLE + "Grant, H.J. (2007), Joint costs. Policy Studies, 28, 1, pp. 11–19.\n",
            list_only=True,
            why="One entry with a blank between two initials makes no habit.",
        ),
        Example(
            text=_USUAL + _ODD.replace("Grant, H.J.", "H. J. Grant"),
            list_only=True,
            finds=("H. J. Grant",),
            why="The order is shown, and left to you.",
        ),
        Example(
            text=_USUAL
            + _ODD.replace("Grant, H.J.", "Grant, Henry J.")
            + _ODD.replace("Grant, H.J.", "Hill, J.-P.")
            + _ODD.replace("Grant, H.J.", "FAO, WHO"),
            list_only=True,
            why="A full name, initials with a hyphen, and bodies.",
        ),
    ),
)
