"""The title of an entry has other words than its record.

## What it does

Holds the printed title against the record's, word by word. Case, punctuation, accents and British
and American spelling are passed over. So is a subtitle that only one of the two has, unless the
list prints most of the subtitles that its records have, at least three: then one that is left out
is put in. A subtitle that only says the title once more, and one whose words stand elsewhere in the
entry, are never missed.

## Why it matters

A title with a word wrong is not found by searching for it, and programs take it for another work.

## Fix safety

Well supported for one misspelt word, where the record is of this work whatever its title, at least
three other fields agreeing, and no other source contradicts it. Well supported for a subtitle where
besides people, journal, year, volume and pages are the record's, nothing differs, the title is
written as the record writes it, and every record has the subtitle within its title: what publishers
register apart from it may be a translation or a summary. A best guess for a subtitle otherwise, and
only where the list prints three in four; for a dropped article, and for other words. The list's own
capitals and punctuation are kept.

## Sources

Crossref's metadata schema, `title` and `subtitle`.
"""

from collections.abc import Iterator

from joinedup_refs.check.amending import replaced
from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.left_out import (
    begins_subtitle,
    nothing_else_differs,
    stands_in,
    subtitle_left_out,
)
from joinedup_refs.check.recorded import Claim, claims, found, support
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.witnesses import named, reasons
from joinedup_refs.check.wording import Change, compare
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Edit, Fix, Safety
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.value import Json

_ENOUGH = 3  # subtitles that make a habit
_MOST = 0.5  # of them, beyond which one left out is no choice of style
_THROUGHOUT = 0.75  # from which one is offered on less evidence, too
_PASSED_OVER = frozenset({"same", "punctuation", "part"})


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the entries whose title has other words than the record's."""
    del context
    titled = [
        (entry, told)
        for entry, matches in found(document, evidence)
        if (told := tuple(c for c in claims(matches, "title") if c.standing == "own"))
        and entry.reference.title
    ]
    share = _share_of_subtitles(titled)
    for entry, told in titled:
        compared = [compare(entry.reference.title, str(c.value)) for c in told]
        if all(one.difference not in _PASSED_OVER for one in compared):
            yield _told(document, entry, told)
        elif share > _MOST and all(one.difference == "part" for one in compared):
            yield from _subtitle(document, entry, told, share)


def _share_of_subtitles(titled: list[tuple[Entry, tuple[Claim, ...]]]) -> float:
    """Give the share of the subtitles that records have which the list prints; 0 for too few."""
    having = [(e.reference.title, str(told[0].value)) for e, told in titled]
    having = [(printed, title) for printed, title in having if begins_subtitle(title)]
    shown = sum(compare(*pair).difference != "part" for pair in having)
    return shown / len(having) if shown >= _ENOUGH else 0.0


def _subtitle(
    document: Document, entry: Entry, told: tuple[Claim, ...], share: float
) -> Iterator[Finding]:
    """Put in the subtitle that a record has beyond the printed title, set off as there."""
    chosen = support(told, "title", _same)
    title = " ".join(str(chosen[0].value).split()) if chosen else ""
    found = subtitle_left_out(entry.reference.title, title)
    if chosen is None or found is None or stands_in(document.reading(entry), found.words):
        return
    sure = chosen[1] == "evident" and found.simple and _is_its_own(told)
    if not sure and share < _THROUGHOUT:
        return
    because = reasons(chosen[0], "title", "a subtitle")
    change = Change(found.at, found.at, "", found.text)
    mended, edits = _edits(document, entry, (change,))
    setting = replaced(entry, "title", mended, RULE.code, because)
    if edits and setting is not None:
        safety: Safety = "evident" if sure else "unsafe"
        fix = Fix(title=f"Put in “{found.words}”", safety=safety, edits=(*edits, setting))
        yield RULE.finding(
            f"The record has the title “{title}”; the list leaves out the subtitle here.",
            entry.span,
            entries=(entry.id,),
            reasons=because,
            fixes=(fix,),
        )


def _is_its_own(told: tuple[Claim, ...]) -> bool:
    """Whether all else agrees, and the title has its subtitle in every record, within the title.

    What publishers register apart is a translation, a summary or a body's name as well.
    """
    matches = [claim.match for claim in told]
    return all(nothing_else_differs(m) and not m.candidate.subtitle for m in matches)


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
_FOUR = (
    "Adams, B. (2001), Joint plans: a study. Policy Studies, 22, 1, pp. 31–49.\n"
    "Brown, C. (2002), Joint teams: an essay. Policy Studies, 23, 1, pp. 1–9.\n"
    "Clark, D. (2003), Joint funds: a survey. Policy Studies, 24, 1, pp. 11–19.\n"
    "Davis, E. (2004), Joint goals. Policy Studies, 25, 1, pp. 61–79.\n"
)
_THREE = (
    _match("r1", {"title": "Joint Plans: A Study"}),
    _match("r2", {"title": "Joint Teams: An Essay"}),
    _match("r3", {"title": "Joint Funds: A Survey"}),
)
_LATE: dict[str, Json] = {"title": "Joint goals: a late study"}
_ALL = "author title container-title issued volume issue page"
_FOURTH = "Davis, E. (2004), Joint goals. Policy Studies, 25, 1, pp. 61–79."
_WHOLE = _FOUR.replace("goals.", "goals: a late study.")
_NONE = _FOUR.replace(": an essay", "").replace(": a survey", "")

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
        Example(
            text=_FOUR,
            list_only=True,
            evidence=_evidence(*_THREE, _match("r4", _LATE, _ALL)),
            finds=(_FOURTH,),
            after=_WHOLE,
            values={"r4": {**_LATE}},
            safety="evident",
            why="The other three have their subtitles, and all else agrees.",
        ),
        Example(
            text=_FOUR,
            list_only=True,
            evidence=_evidence(*_THREE, _match("r4", _LATE, "author title issued page")),
            finds=(_FOURTH,),
            after=_WHOLE,
            safety="unsafe",
            why="Journal and volume could not be compared.",
        ),
        Example(
            text=_FOUR,
            list_only=True,
            evidence=_evidence(*_THREE, _match("r4", _LATE, _ALL, subtitle="a late study")),
            finds=(_FOURTH,),
            after=_WHOLE,
            safety="unsafe",
            why="Registered apart, it may be a translation or a summary.",
        ),
        Example(
            text=_NONE,
            list_only=True,
            evidence=_evidence(*_THREE, _match("r4", _LATE, _ALL)),
            why="A list that leaves out most subtitles means to.",
        ),
        Example(
            text=_FOUR.replace("goals.", "goals. A late study."),
            list_only=True,
            evidence=_evidence(*_THREE, _match("r4", _LATE, _ALL)),
            why="It is there, after a full stop.",
        ),
    ),
)
