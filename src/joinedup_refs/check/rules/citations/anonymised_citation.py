"""Citations of the authors' own work were made anonymous for review.

## What it does

Gathers the places where "Author, 2015", "Anonymous, in review" or "[removed for review]" stands for
a work of the authors. They are not reported as missing from the list. One note tells of them all.

## Why it matters

It is information: the names have to come back before the text is printed, and their entries too.

## Fix safety

Shown only: what was taken out only the authors know.

## Sources

The instructions of journals that review without names ask for it in these words.
"""

from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.text import Span
from joinedup_refs.notation.anonymised import find_taken_out
from joinedup_refs.notation.hidden_authors import hides_author


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Gather what stands in place of the authors' own work."""
    del evidence, context
    cited = [c.at for c in document.citations if hides_author(c)]
    places = sorted({*cited, *_taken_out(document)}, key=lambda place: place.start)
    if not places:
        return
    number = len(places)
    where = "one place" if number == 1 else f"{number} places"
    yield RULE.finding(
        f"The authors' own work is cited without their names at {where}; names and entries have "
        "to come back before printing.",
        places[0],
        related=places[1:],
    )


def _taken_out(document: Document) -> Iterator[Span]:
    for start, end in find_taken_out(document.text.printed):
        place = Span(start=start, end=end)
        if not document.in_list(place):
            yield place


_LIST = (
    "\n\nReferences\n\n"
    "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    "Anonymous (1611), The Whole Garden (London).\n"
    "Brown, C. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n"
)

RULE = Rule(
    code="CIT212",
    name="anonymised-citation",
    inputs="prose",
    severity="note",
    check=check,
    examples=(
        Example(
            text="We have shown (Author, 2015; Adams, 2001), and elsewhere [removed for blind "
            "review], that Brown (2002) is right (Anonymous, in review)." + _LIST,
            finds=("Author, 2015",),
            why="Three places, one note.",
        ),
        Example(
            text="As the first gardeners knew (Anonymous, 1611), Adams (2001) and Brown (2002) are "
            "wrong: the author removed for his patron all weeds (Arthur, 2002)." + _LIST,
            why="An old work without a name is a source, and Arthur is a name.",
        ),
        Example(
            text="We know (Adams, 2001; Brown, 2002; Anonymous, 1702)." + _LIST,
            why="An anonymous work of another age is not the authors' own, and simply missing.",
        ),
    ),
)
