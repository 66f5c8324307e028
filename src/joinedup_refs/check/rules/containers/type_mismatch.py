"""An entry has what works of its kind do not have.

## What it does

Names entries read as a book that have an issue number and pages, as an article has, and entries
read as a journal article that have an ISBN and neither volume nor issue. A book with pages alone is
left alone: footnotes cite pages of books.

## Why it matters

Programs print and search by the kind of work: a book with an issue number loses it in most styles.

## Fix safety

A best guess: the kind of work is changed to the one that its fields show; nothing is lost.

## Sources

CSL 1.0.2, which variables belong to which types.
"""

from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.understood import is_understood
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import ChangeType, Fix
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.origin import Rule as ByRule
from joinedup_refs.model.reference import Article, Book


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name entries whose fields contradict their kind."""
    del evidence, context
    for entry in document.entries:
        told = _told(entry)
        if told is None or not is_understood(document, entry):
            continue
        message, other, title = told
        origin = ByRule(code=RULE.code, witnesses=(message,))
        edit = ChangeType(entry=entry.id, type=other, origin=origin)
        yield RULE.finding(
            message,
            entry.span,
            entries=(entry.id,),
            fixes=(Fix(title=title, safety="unsafe", edits=(edit,)),),
        )


def _told(entry: Entry) -> tuple[str, str, str] | None:
    """Say what contradicts the kind of an entry, the type its fields show, and the fix."""
    work = entry.reference
    match work:
        case Book() if work.other.get("issue") and work.other.get("page"):
            message = "This was read as a book, but has an issue number and pages."
            return message, "article-journal", "take it as a journal article"
        case Article() if work.other.get("ISBN") and not (work.volume or work.issue):
            kind = "chapter" if work.container_title and work.pages else "book"
            message = "This was read as a journal article, but has an ISBN and no volume."
            return message, kind, f"take it as a {kind}"
        case _:
            return None


_ARTICLE = "Adams, B. (2001), Joint Plans (London: Routledge), 22(1), pp. 1–9."

RULE = Rule(
    code="CON605",
    name="type-mismatch",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_ARTICLE + "\n",
            list_only=True,
            finds=(_ARTICLE,),
            values={"r1": {"type": "article-journal", "issue": "1", "page": "1-9"}},
            safety="unsafe",
            why="A book has no issue number.",
        ),
        Example(
            text=(
                "Adams, B. (2001), Joint Plans (London: Routledge), pp. 17–31.\n"
                "Brown, C. (2002), Joint Teams, vol. 2 (London: Routledge).\n"
                "Clark, D. (2003), Joint funds. Public Administration, 81, 2, pp. 31–49.\n"
            ),
            list_only=True,
            why="Pages of a book, a book in volumes, and an article.",
        ),
    ),
)
