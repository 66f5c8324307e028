"""A preprint and the article that it became both stand in the list.

## What it does

Names each preprint for which the record of its published article was met, where another entry of
the list was found to be that very article: by its DOI, or by the relation that the preprint's own
record states.

## Why it matters

Readers count one work twice, and its citations lead to two versions.

## Fix safety

Shown only: which of the two was read, and whether both are cited on purpose, the author of the text
knows.

## Sources

Crossref's metadata schema, relations `is-preprint-of` and `has-preprint`.
"""

from collections.abc import Iterator

from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.recorded import accepted
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.witnesses import named
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence, Match
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.reference import Preprint

_BECAME = "is-preprint-of"


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the preprints whose article is listed too."""
    del context
    if evidence is None:
        return
    by_doi: dict[str, Entry] = {}
    for entry in document.entries:
        if not isinstance(entry.reference, Preprint):
            for match in accepted(evidence, entry.id):
                by_doi |= dict.fromkeys(_dois(match), entry)
    for entry in document.entries if by_doi else ():
        if not isinstance(entry.reference, Preprint):
            continue
        for match in evidence.of(entry.id):
            article = next((by_doi[doi] for doi in _published(match) if doi in by_doi), None)
            if article is not None:
                yield _told(document, entry, article, match)
                break


def _dois(match: Match) -> tuple[str, ...]:
    candidate = match.candidate
    return tuple(
        doi.casefold() for doi in (str(candidate.item.get("DOI") or ""), *candidate.aliases) if doi
    )


def _published(match: Match) -> tuple[str, ...]:
    """Give the DOIs of the article that a preprint's match points to."""
    if match.verdict == "accept":
        return tuple(doi.casefold() for how, doi in match.candidate.related if how == _BECAME)
    same = all(match.agreement.get(v) in {"equal", "close"} for v in ("title", "author"))
    return _dois(match) if match.verdict == "related" and same else ()


def _told(document: Document, preprint: Entry, article: Entry, match: Match) -> Finding:
    place = (
        f"number {article.marker}"
        if article.marker.isdigit()
        else f"the entry in line {document.text.line(article.span.start)}"
    )
    return RULE.finding(
        f"This is a preprint of an article that stands in the list also, as {place}.",
        preprint.span,
        related=(article.span,),
        entries=(preprint.id, article.id),
        reasons=(f"{named(match)} connects the two",),
    )


_PREPRINT = "Adams, B. (2000). Joint plans. bioRxiv. https://doi.org/10.1101/2000.01.01.425001"
_ARTICLE = "Adams, B. (2001). Joint plans. Policy Studies, 22(1), 31–49."
_LIST = f"{_PREPRINT}\n{_ARTICLE}\n"
_RECORD = {"DOI": "10.5555/ps.22.31", "title": "Joint plans"}
_OTHER = {"DOI": "10.5555/ps.22.99", "title": "Joint plants"}
_POSTED = {"DOI": "10.1101/2000.01.01.425001", "title": "Joint plans"}

RULE = Rule(
    code="DUP903",
    name="preprint-and-published",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_LIST,
            list_only=True,
            evidence=_evidence(
                _match("r1", _RECORD, "author title", verdict="related"), _match("r2", _RECORD)
            ),
            finds=(_PREPRINT,),
            why="The article's record was met for both.",
        ),
        Example(
            text=_LIST,
            list_only=True,
            evidence=_evidence(
                _match("r1", _POSTED, related=((_BECAME, "10.5555/PS.22.31"),)),
                _match("r2", _RECORD),
            ),
            finds=(_PREPRINT,),
            why="The preprint's own record names the article.",
        ),
        Example(
            text=_LIST,
            list_only=True,
            evidence=_evidence(
                _match("r1", _OTHER, "author title", verdict="related"), _match("r2", _RECORD)
            ),
            why="The article of this preprint is another.",
        ),
        Example(
            text=f"{_ARTICLE}\n{_ARTICLE.replace('22(1)', '22(2)')}\n",
            list_only=True,
            evidence=_evidence(_match("r1", _RECORD), _match("r2", _RECORD)),
            why="Two articles: a matter of other rules.",
        ),
    ),
)
