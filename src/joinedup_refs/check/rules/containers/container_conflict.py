"""An entry names another journal or book than its record.

## What it does

Where a record was found for an entry whatever the journal, names the entries whose journal or book
has a name that shares no word with the record's, words such as *journal* aside. Silent where the
two share one, whole or cut short, since journals are renamed and sections split off; where the
printed name is a single word that may be an abbreviation; where the record's stands anywhere else
in the entry; where the two are in different scripts; and where one of several records has the
printed one.

## Why it matters

Sent to the wrong journal, a reader finds another article on that page or nothing.

## Fix safety

A best guess: journals are renamed and translated, and records often have the later or the English
name.

## Sources

Crossref's metadata schema, `container-title`; ISO 4:1997 for abbreviations.
"""

from collections.abc import Iterator

from joinedup_refs.check.amending import put, replaced
from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.recorded import Claim, claims, found, is_free_of
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.witnesses import named, reasons
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.notation.journal_names import abbreviates, weighty
from joinedup_refs.sources.words import plain, words_of

_VARIABLE = "container-title"
_COMMON = frozenset(
    [
        *("journal", "j", "review", "rev", "revue", "annals", "ann", "letters", "lett"),
        *("international", "int", "proceedings", "proc", "quarterly", "bulletin", "bull"),
    ]
)


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the entries whose journal or book is another than their record's."""
    del context
    for entry, matches in found(document, evidence):
        printed = str(getattr(entry.reference, "container_title", ""))
        told = tuple(c for c in claims(matches, _VARIABLE) if c.standing == "own")
        if not told or not _is_telling(printed, told):
            continue
        if all(_conflicts(claim) for claim in told):
            yield _told(document, entry, printed, told[0])


def _is_telling(printed: str, told: tuple[Claim, ...]) -> bool:
    words = _telling(printed)
    latin = printed.isascii() and all(str(claim.value).isascii() for claim in told)
    return latin and len(words) > 1 and not any(_share(words, str(c.value)) for c in told)


def _telling(name: str) -> list[str]:
    return [w for w in weighty(words_of(name)) if w not in _COMMON and not w[0].isdigit()]


def _share(words: list[str], name: str) -> bool:
    """Whether a word stands in both names, cut short perhaps."""
    return any(abbreviates([one], [other]) for one in words for other in _telling(name))


def _conflicts(claim: Claim) -> bool:
    differs = claim.match.agreement.get(_VARIABLE) == "differs"
    return differs and is_free_of(claim.match, _VARIABLE)


def _told(document: Document, entry: Entry, printed: str, claim: Claim) -> Finding:
    recorded = " ".join(plain(str(claim.value)).split())
    because = reasons(claim, _VARIABLE, f"“{recorded}”")
    setting = replaced(entry, _VARIABLE, recorded, RULE.code, because)
    amendment = put(document, entry, _VARIABLE, printed, recorded)
    fixes: tuple[Fix, ...] = ()
    if setting is not None and amendment is not None:
        title = f"Change “{printed}” to “{recorded}”"
        fixes = (Fix(title=title, safety="unsafe", edits=(amendment, setting)),)
    who = "the record" if fixes else named(claim.match)
    return RULE.finding(
        f"The list has “{printed}”; {who} has “{recorded}”.",
        entry.span,
        entries=(entry.id,),
        reasons=because if fixes else (),
        fixes=fixes,
    )


_LINE = "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 31–49.\n"

RULE = Rule(
    code="CON604",
    name="container-conflict",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(
                _match(
                    "r1",
                    {"container-title": "Local Government Review"},
                    "author title volume page issued",
                    differ="container-title",
                )
            ),
            finds=(_LINE.strip(),),
            after=_LINE.replace("Policy Studies", "Local Government Review"),
            values={"r1": {"container-title": "Local Government Review"}},
            safety="unsafe",
            why="All else agrees with the record.",
        ),
        Example(
            text=_LINE.replace("Policy Studies", "Pol. Stud. (London)"),
            list_only=True,
            evidence=_evidence(_match("r1", {"container-title": "Policy Studies"})),
            why="The same journal.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(
                _match("r1", {"container-title": "Journal of Policy"}, differ="container-title")
            ),
            why="The journal may have been renamed.",
        ),
        Example(
            text=_LINE.replace("Policy Studies", "PSt"),
            list_only=True,
            evidence=_evidence(
                _match("r1", {"container-title": "Policy Studies"}, differ="container-title")
            ),
            why="One word may be an abbreviation that nobody knows.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(
                _match("r1", {"container-title": "Planning"}, differ="container-title"),
                _match("r1", {"container-title": "Policy Studies"}, source="library"),
            ),
            why="One of two records has the journal as printed.",
        ),
    ),
)
