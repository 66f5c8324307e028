"""The title of an entry has other words than its record.

## What it does

Holds the printed title against the record's, word by word. Case, punctuation, accents, British and
American spelling, and a subtitle that only one of the two has are passed over.

## Why it matters

A title with a word wrong is not found by searching for it, and programs take it for another work.

## Fix safety

Well supported for one misspelt word, where the record is of this work whatever its title, at least
three other fields agreeing, and no other source contradicts it. A best guess for a dropped article
and for other words. The list's own capitals and punctuation are kept.

## Sources

Crossref's metadata schema, `title` and `subtitle`.
"""

from collections.abc import Iterator

from joinedup_refs.check.amending import replaced
from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.recorded import Claim, claims, found, support
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.witnesses import named, reasons
from joinedup_refs.check.wording import Change, compare
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Edit, Fix
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.value import Json

_PASSED_OVER = frozenset({"same", "punctuation", "part"})


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the entries whose title has other words than the record's."""
    del context
    for entry, matches in found(document, evidence):
        printed = entry.reference.title
        told = tuple(c for c in claims(matches, "title") if c.standing == "own")
        if not printed or not told:
            continue
        compared = [compare(printed, str(c.value)) for c in told]
        if all(one.difference not in _PASSED_OVER for one in compared):
            yield _told(document, entry, told)


def _told(document: Document, entry: Entry, told: tuple[Claim, ...]) -> Finding:
    chosen = support(told, "title", _same)
    claim = chosen[0] if chosen else told[0]
    title = str(claim.value)
    compared = compare(entry.reference.title, title)
    because = reasons(claim, "title", "this title")
    fixes: tuple[Fix, ...] = ()
    if chosen is not None:
        safety = chosen[1] if compared.difference == "slip" else "unsafe"
        mended, edits = _edits(document, entry, compared.changes)
        setting = replaced(entry, "title", mended, RULE.code, because)
        if edits and setting is not None:
            edits = (*edits, setting)
            fixes = (Fix(title=_wording(compared.changes), safety=safety, edits=edits),)
    who = "The record" if fixes else f"T{named(claim.match)[1:]}"
    return RULE.finding(
        f"{who} has the title “{title}”.",
        entry.span,
        entries=(entry.id,),
        reasons=because if fixes else (),
        fixes=fixes,
    )


def _edits(
    document: Document, entry: Entry, changes: tuple[Change, ...]
) -> tuple[str, tuple[Edit, ...]]:
    """Give the title with the changes made, and the edits; none where the places are not plain."""
    title, origin = entry.reference.title, entry.origins.get("title")
    if not isinstance(origin, Printed):
        return title, ()
    reading = document.text.read(origin.at)
    at = reading.text.find(title)
    if at < 0:
        return title, ()
    edits: list[Edit] = []
    for change in reversed(changes):
        title = title[: change.start] + change.new + title[change.end :]
        place = reading.printed(at + change.start, at + change.end)
        edits.append(AmendText(at=place, text=change.new))
    return title, tuple(reversed(edits))


def _wording(changes: tuple[Change, ...]) -> str:
    told = []
    for change in changes:
        old, new = change.old.strip(), change.new.strip()
        if not old:
            told.append(f"put in “{new}”")
        elif not new:
            told.append(f"leave out “{old}”")
        else:
            told.append(f"change “{old}” to “{new}”")
    joined = ", ".join(told)
    return joined[:1].upper() + joined[1:]


def _same(one: Json, other: Json) -> bool:
    return compare(str(one), str(other)).difference in _PASSED_OVER


_LINE = "Adams, B. (2001), Planning the jointly owned town. Policy Studies, 22, 1, pp. 31–49.\n"
_BOOK = "Brown, C. (2003), Working Together—Practice of Teams (Routledge).\n"

RULE = Rule(
    code="TTL503",
    name="title-differs",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_LINE.replace("jointly", "jointely"),
            list_only=True,
            evidence=_evidence(
                _match(
                    "r1",
                    {"title": "Planning the Jointly Owned Town"},
                    "author container-title volume page title",
                )
            ),
            finds=(_LINE.strip().replace("jointly", "jointely"),),
            after=_LINE,
            values={"r1": {"title": "Planning the jointly owned town"}},
            safety="evident",
            why="One word misspelt; the list's lower case is kept.",
        ),
        Example(
            text=_BOOK,
            list_only=True,
            evidence=_evidence(_match("r1", {"title": "Working Together: The Practice of Teams"})),
            finds=(_BOOK.strip(),),
            after=_BOOK.replace("—Practice", "—The Practice"),
            values={"r1": {"title": "Working Together—The Practice of Teams"}},
            safety="unsafe",
            why="A dropped article is offered; the dash is taste.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(
                _match("r1", {"title": "Planning the Jointly-Owned Town: An Inquiry"})
            ),
            why="Capitals, a hyphen, and a subtitle left out.",
        ),
    ),
)
