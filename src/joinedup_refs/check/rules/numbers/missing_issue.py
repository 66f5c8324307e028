"""An article has no issue number where its neighbours have one.

## What it does

Where at least three journal articles of the list, and at least half of them, give an issue number
beside the volume, names those that give none. Silent for an article with a single page, which may
be an article number, for one still to appear, for an annual, for a journal that the list cites
several times and never with an issue, and where part of the entry was not understood. In a library
file it speaks only where a record has the number.

## Why it matters

In a journal whose every issue begins at page 1, volume and pages alone do not lead to the article;
and editors ask for a list that gives the same particulars throughout.

## Fix safety

The list does not tell which number is missing, so without a record the entry is shown only. Where
a record was found that has the number, it is filled in, written as the other articles of the list
have theirs: well supported, or a best guess where fewer than three other fields agree. Where the
records contradict each other nothing is filled.

## Sources

The list itself, and Crossref's `issue`. Article numbers: JATS 1.3, `<elocation-id>`, which stands
in place of pages.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from joinedup_refs.check.amending import filled, issue_put
from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.recorded import accepted, claims, filling
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.witnesses import reasons
from joinedup_refs.model.date import Date
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.pages import Pages
from joinedup_refs.model.reference import Article
from joinedup_refs.model.value import Json
from joinedup_refs.notation import numbering

_ENOUGH = 3  # articles with an issue that make a habit
_SHOWN = 12  # articles of the same journal that are told as related
_ANNUALS = ("annual review", "annu rev", "annu. rev", "advances in")


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name articles with a volume and no issue in a list that gives issues."""
    del context
    articles = [
        (entry, entry.reference)
        for entry in document.entries
        if isinstance(entry.reference, Article) and _could_have(entry.reference)
    ]
    having = [(entry, article) for entry, article in articles if article.issue]
    if len(having) < _ENOUGH or 2 * len(having) < len(articles) or len(having) == len(articles):
        return
    journals = Counter(_folded(article.container_title) for _, article in articles)
    numbered_of: defaultdict[str, list[tuple[Entry, Article]]] = defaultdict(list)
    for entry, article in having:
        numbered_of[_folded(article.container_title)].append((entry, article))
    for entry, article in articles:
        if article.issue:
            continue
        journal = _folded(article.container_title)
        numbered = numbered_of[journal][:_SHOWN] if journal else []
        never = bool(journal) and journals[journal] > 1 and not numbered
        if never or not _is_understood(document, entry):
            continue
        fixes, told = _from_record(document, evidence, entry)
        if document.written is not None and not fixes:  # a library is no list with one way
            continue
        yield RULE.finding(
            f"No issue number; {len(having)} of the {len(articles)} journal articles "
            "in this list have one.",
            entry.span,
            related=[e.span for e, _ in numbered],
            entries=(entry.id,),
            reasons=(*told, *_reasons(article, numbered)),
            fixes=fixes,
        )


def _from_record(
    document: Document, evidence: Evidence | None, entry: Entry
) -> tuple[tuple[Fix, ...], tuple[str, ...]]:
    """Give the fix that a record allows, and what speaks for it."""
    matches = accepted(evidence, entry.id) if evidence is not None else ()
    chosen = filling(claims(matches, "issue"), "issue", _same_issue)
    if chosen is None:
        return (), ()
    claim, safety = chosen
    issue = numbering.bare_issue(str(claim.value))
    amendment = issue_put(document, entry, issue)
    edits = (*((amendment,) if amendment else ()), filled(entry, "issue", claim, issue))
    fix = Fix(title=f"Fill in issue {issue}", safety=safety, edits=edits)
    return (fix,), reasons(claim, "issue", f"issue {issue}")


def _same_issue(one: Json, other: Json) -> bool:
    return numbering.bare_issue(str(one)) == numbering.bare_issue(str(other))


def _reasons(article: Article, numbered: Sequence[tuple[Entry, Article]]) -> list[str]:
    if not numbered:
        return []
    other = numbered[0][1]
    journal, numbers = article.container_title, f"{other.volume}, {other.issue}"
    return [f"another article of {journal} in this list has one: {numbers}"]


def _could_have(article: Article) -> bool:
    issued = article.issued
    forthcoming = isinstance(issued, Date) and bool(issued.forthcoming)
    annual = article.container_title.casefold().startswith(
        ("annual review", "annu rev", "advances")
    )
    return bool(article.volume) and not (forthcoming or annual or _has_article_number(article))


def _is_understood(document: Document, entry: Entry) -> bool:
    """Whether no letter or digit of the entry was left unread, nor brackets after the volume."""
    unread = "".join(document.text.read(span).text for span in entry.unread)
    volume = getattr(entry.reference, "volume", "")
    bracketed = re.search(rf"\b{re.escape(volume)}\s?\([^)]{{1,20}}\)", document.reading(entry))
    return not any(c.isalnum() for c in unread) and bracketed is None


def _has_article_number(article: Article) -> bool:
    """Whether what stands for pages may be the number of an article: `e1234`, `4:e06807`, `23`."""
    pages = article.pages
    if article.other.get("number"):
        return True
    if not isinstance(pages, Pages):
        return pages is not None
    return not any(r.last for r in pages.ranges)


def _folded(title: str) -> str:
    return " ".join(title.casefold().replace("&", "and").removeprefix("the ").split())


_NUMBERED = (
    "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    "Brown, C. (2002), Joint teams. Local Government Studies, 23, 4, pp. 21–29.\n"
    "Clark, D. (2003), Joint funds. Public Administration, 81, 2, pp. 31–49.\n"
)

RULE = Rule(
    code="NUM701",
    name="missing-issue",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_NUMBERED + "Davis, E. (2004), Joint goals. Policy Studies, 25, pp. 61–79.\n",
            list_only=True,
            finds=("Davis, E. (2004), Joint goals. Policy Studies, 25, pp. 61–79.",),
            why="Three of four articles have an issue, one of them in the same journal.",
        ),
        Example(
            text=_NUMBERED + "Davis, E. (2004), Joint goals. Policy Studies, 25, pp. 61–79.\n",
            list_only=True,
            evidence=_evidence(_match("r4", {"issue": "3", "DOI": "10.1/d"})),
            finds=("Davis, E. (2004), Joint goals. Policy Studies, 25, pp. 61–79.",),
            after=_NUMBERED + "Davis, E. (2004), Joint goals. Policy Studies, 25, 3, pp. 61–79.\n",
            values={"r4": {"issue": "3"}},
            safety="evident",
            why="A record has the number, and the list shows how it writes one.",
        ),
        Example(
            text=_NUMBERED + "Davis, E. (2004), Joint Goals (Routledge).\n",
            list_only=True,
            why="A book has no issue.",
        ),
        Example(
            text=(
                "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
                "Brown, C. (2002), Joint teams. Local Government Studies, 23, pp. 21–29.\n"
                "Clark, D. (2003), Joint funds. Public Administration, 81, pp. 31–49.\n"
                "Davis, E. (2004), Joint goals. Policy Studies, 25, pp. 61–79.\n"
            ),
            list_only=True,
            why="A list that gives no issues.",
        ),
    ),
)
