"""Words that a publisher's links leave in the text stand before the years.

## What it does

Reports link texts, such as “Citation” glued to a year (`Osborne, Citation2006`), that come along
when an article is copied from its publisher's page. They are left out when the text is read, so a
citation is matched by its names and its year alone.

## Why it matters

“Citation2006” is no year: a search in the text misses it, and a manuscript that quotes the
paragraph carries the word into print.

## Fix safety

Nothing needs mending: the words are left out in reading. Where they stand, and where they do not,
tells which citations the publisher could link; see publisher-link-missing.

## Sources

Pages of Taylor & Francis journals as they come when copied.
"""

from collections import Counter
from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Report the link texts that reading left out, once for the document."""
    del evidence, context
    text = document.text
    places = [cut.printed for cut in text.cuts if cut.why == "link-residue"]
    if not places:
        return
    words = Counter(" ".join(text.slice(place).split()) for place in places)
    before_years = sum(text.printed[p.end : p.end + 4].isdigit() for p in places)
    listed = ", ".join(f"“{word}”" for word, _ in words.most_common(3))
    if len(words) > 3:
        listed += " and others"
    if before_years == len(places):
        told = f"before {_counted(len(places), 'year')}"
    else:
        told = f"in {_counted(len(places), 'place')}"
    yield RULE.finding(
        f"Leftover web-page text was left out: {listed} {told}.", places[0], related=places[1:]
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


RULE = Rule(
    code="DOC002",
    name="link-residue",
    inputs="prose",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=(
                "Sharing pays (Hall, Citation2009), or not (Moss and Ito, Citation2011).\n\n"
                "References\n\n"
                "Hall, P. (2009), Shared services. Public Money & Management, 29, 2, pp. 11–14.\n"
                "Moss, A. and Ito, K. (2011), Against sharing. Policy Studies, 32, 1, pp. 1–9.\n"
            ),
            finds=("Citation",),
            why="The word stands before both years; one finding tells of it.",
        ),
        Example(
            text=(
                "Citation practice differs (Hall, 2009).\n\nReferences\n\n"
                "Hall, P. (2009), Citation counts. Public Money & Management, 29, 2, pp. 11–14.\n"
            ),
            why="The word as a word.",
        ),
    ),
)
