"""A web page's own text was copied along with the article.

## What it does

Reports view counts, navigation, buttons, and permissions or sharing text that stood on the web page
around the article and its list. They are left out of every entry when the text is read.

## Why it matters

A line such as “Obtain permissions instantly” that ends up in the last reference is exported with
it, and a button after each entry keeps a search for the work from finding it.

## Fix safety

Nothing needs mending: the words are left out in reading, and the report keeps them so that you can
see that nothing of yours is missing.

## Sources

The pages of journals as they come when copied.
"""

from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding

_SHOWN = 40  # characters of the first stretch that the message quotes


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Report the stretches that reading left out as web-page text."""
    del evidence, context
    text = document.text
    places = [cut.printed for cut in text.cuts if cut.why == "page-furniture"]
    if not places:
        return
    words = " ".join(text.slice(places[0]).split())
    shown = words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(" ", 1)[0] + " …"
    others = len(places) - 1
    more = f" and {others} more {'place' if others == 1 else 'places'}" if others else ""
    yield RULE.finding(
        f"Leftover web-page text was left out: “{shown}”{more}.", places[0], related=places[1:]
    )


RULE = Rule(
    code="DOC001",
    name="page-furniture",
    inputs="prose",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=(
                "1,204\nViews\n3\nCrossRef citations to date\n0\nAltmetric\n"
                "Shared services save little (Hall, 2009).\n\nReferences\n\n"
                "Hall, P. (2009), Shared services. Public Money & Management, 29, 2, pp. 11–14.\n\n"
                "Reprints and Corporate Permissions\n\n"
                "To request a reprint or corporate permissions for this article, please click on "
                "the relevant link below:\n"
            ),
            finds=("1,204\nViews\n3\nCrossRef citations to date\n0\nAltmetric",),
            why="Counts above the article and permissions below the list.",
        ),
        Example(
            text=(
                "Views of the public differ (Hall, 2009).\n\nReferences\n\n"
                "Hall, P. (2009), Views on permissions. Public Money & Management, 29, 2, "
                "pp. 11–14.\n"
            ),
            why="The same words as part of the article.",
        ),
    ),
)
