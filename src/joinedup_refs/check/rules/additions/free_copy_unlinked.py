"""An entry does not say where its work may be read free of charge, and its record does.

## What it does

Fills in the address of a copy that everybody may read, where the entry has no address; otherwise it
is only told. It says which text stands there, published, accepted or submitted, if the record does.
It runs only when it is asked for: `--add open-access`.

## Why it matters

Most readers of a list have no subscription.

## Fix safety

Well supported where at least three fields agree with the record; a best guess otherwise. Nothing
that is printed changes. Of several copies the one nearest to the published text is taken.

## Sources

Crossref, DataCite, OpenAlex, Europe PMC, arXiv.
"""

from collections.abc import Iterator

from joinedup_refs.check.amending import filled
from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.recorded import Claim, filling, found
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.witnesses import named, otherwise
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence, FreeCopy, Match
from joinedup_refs.model.finding import Finding

_BEST = ("published", "accepted", "submitted", "")
_TEXTS = {
    "published": "as published",
    "accepted": "the accepted manuscript",
    "submitted": "the text as submitted",
    "": "",
}


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Give the entries the address of a free copy that their records know of."""
    del context
    for entry, matches in found(document, evidence):
        known = [(m, m.candidate.free_copy) for m in matches if m.candidate.free_copy]
        copies = [(match, copy) for match, copy in known if copy and copy.url]
        if not copies or any(copy.url == entry.reference.url for _, copy in copies):
            continue
        match, copy = min(copies, key=lambda one: _BEST.index(one[1].version))
        yield RULE.finding(
            f"This work may be read free of charge{_text(copy)}: {copy.url}.",
            entry.span,
            entries=(entry.id,),
            reasons=filter(None, (f"{named(match)} says so{_text(copy)}", otherwise(match, "URL"))),
            fixes=() if entry.reference.url else _fixes(entry, match, copy),
        )


def _text(copy: FreeCopy) -> str:
    return f", {_TEXTS[copy.version]}" if copy.version else ""


def _fixes(entry: Entry, match: Match, copy: FreeCopy) -> tuple[Fix, ...]:
    claim = Claim(match, copy.url, "own")
    chosen = filling([claim], "URL", lambda one, other: one == other)
    if chosen is None:
        return ()
    return (
        Fix(
            title=f"Fill in the address of a free copy{_text(copy)}",
            safety=chosen[1],
            edits=(filled(entry, "URL", claim, copy.url),),
        ),
    )


_LINE = "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 31–49.\n"
_AT = "https://example.org/adams.pdf"


def _with_copy(url: str, version: str = "", source: str = "crossref") -> Match:
    match = _match("r1", {"title": "Joint plans"}, source=source)
    copy = FreeCopy.model_validate({"url": url, "version": version})
    candidate = match.candidate.model_copy(update={"free_copy": copy})
    return match.model_copy(update={"candidate": candidate})


RULE = Rule(
    code="ADD003",
    name="free-copy-unlinked",
    severity="note",
    check=check,
    by_default=False,
    examples=(
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(
                _with_copy("https://example.org/draft", "submitted"),
                _with_copy(_AT, "published", "library"),
            ),
            finds=(_LINE.strip(),),
            after=_LINE,
            values={"r1": {"URL": _AT}},
            safety="evident",
            why="The published text before the one that was submitted.",
        ),
        Example(
            text=_LINE.replace("49.", "49. https://example.com/adams"),
            list_only=True,
            evidence=_evidence(_with_copy(_AT)),
            finds=(_LINE.strip().replace("49.", "49. https://example.com/adams"),),
            why="The entry has an address of its own, which stays.",
        ),
        Example(
            text=_LINE.replace("49.", f"49. {_AT}"),
            list_only=True,
            evidence=_evidence(_with_copy(_AT)),
            why="It is printed.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", {"URL": "https://example.com/adams"})),
            why="An address that the record does not call free.",
        ),
    ),
)
