"""Titles of journals are abbreviated in some entries and written out in others.

## What it does

Tells by well-known words (`J`, `Rev`, `Natl`; `Journal`, `Review`, `National`), by tables of
titles, and by other entries where one title abbreviates another, which articles have the title of
their journal abbreviated and which have it written out, and says so once where both occur in a list
of at least five such titles, naming the entries that are
fewer. Titles of one word, titles whose words do not tell, and those that lists with
abbreviations mostly leave whole (BMC Bioinformatics) are left out of account.

## Why it matters

Journals ask for one way throughout, and somebody who looks for all articles of a journal in the
list finds half of them.

## Fix safety

A best guess. Where the list has the same journal in the other way too, its title is taken from
there; where it does not, from the tables of titles that publishers give, and only if they know the
journal: an abbreviation is written out where it stands for just one title. What is neither in the
list nor in the tables stays.

## Sources

The list itself; ISO 4:1997 on how titles are abbreviated; titles and abbreviations that publishers
deposit at Crossref (`tables/journal_titles.tsv`, `tables/journal_words.tsv`).
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from typing import NamedTuple

from joinedup_refs.check.abbreviated import Kind, abbreviates, initials_of, kind_in_tables, kind_of
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Fix
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.reference import Article
from joinedup_refs.model.text import Span
from joinedup_refs.notation.journal_titles import journals

_ENOUGH = 5  # titles that tell
_MOST_ALIKE = 8  # titles of the same initials that are held against each other
_CUT_OFF = 2  # letters that a short title leaves out at least
_SHOWN = 4  # titles that the message names
_CONFIDENT = 0.5


class _Title(NamedTuple):
    entry: Entry
    text: str
    at: Span
    kind: Kind


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Report a list that has journals' titles both abbreviated and written out."""
    del evidence, context
    kinds: dict[str, Kind] = {}
    found = [t for entry in document.entries if (t := _title(document, entry, kinds)) is not None]
    beside = _beside(kinds)
    titles = [t._replace(kind=kind) for t in found if (kind := t.kind or beside.get(t.text, ""))]
    short = [t for t in titles if t.kind == "short"]
    whole = [t for t in titles if t.kind == "whole"]
    if not short or not whole or len(titles) < _ENOUGH:
        return
    few, many = (short, whole) if len(short) <= len(whole) else (whole, short)
    ways = "abbreviated" if few is short else "written out"
    others = "written out" if few is short else "abbreviated"
    number = f"{len(few)} {'article' if len(few) == 1 else 'articles'}"
    edits = _edits(few, many)
    title = f"put the titles that are known {others} so"
    yield RULE.finding(
        f"The journal's title is {ways} in {number} ({_named(few)}) and {others} in {len(many)}.",
        few[0].at,
        related=[t.at for t in few[1:]],
        entries=[t.entry.id for t in few],
        fixes=(Fix(title=title, safety="unsafe", edits=edits),) if edits else (),
    )


def _title(document: Document, entry: Entry, kinds: dict[str, Kind]) -> _Title | None:
    """Give the title of an article's journal if it tells; `kinds` keeps what titles tell."""
    origin = entry.origins.get("container-title")
    if not isinstance(entry.reference, Article) or not isinstance(origin, Printed):
        return None
    if min(origin.confidence, entry.confidence) < _CONFIDENT or not entry.reference.volume:
        return None
    at = _with_stop(document, entry, origin.at)
    text = document.text.read(at).text
    if text not in kinds:
        kinds[text] = kind_of(text) or kind_in_tables(text)
    return _Title(entry, text, at, kinds[text])


def _beside(kinds: Mapping[str, Kind]) -> dict[str, Kind]:
    """Tell titles whose words do not tell by one that abbreviates another: `Policy Stud.`."""
    alike: dict[str, list[str]] = {}
    for text in kinds:
        if " " in text.strip():
            alike.setdefault(initials_of(text), []).append(text)
    found: dict[str, Kind] = {}
    for texts in alike.values():
        for one, other in permutations(texts[:_MOST_ALIKE], 2):
            if len(one) + _CUT_OFF <= len(other) and abbreviates(one, other):
                found[one] = "short"
                found.setdefault(other, "whole")
    return found


def _with_stop(document: Document, entry: Entry, at: Span) -> Span:
    """Take in the stop of the last word where the words before it have stops too."""
    behind = document.text.printed[at.end : at.end + 2]
    if behind[:1] != "." or not (behind == ".," or "." in document.text.read(at).text):
        return at  # before a comma it can be nothing but the word's own
    longer = Span(start=at.start, end=at.end + 1)
    return longer if entry.span.covers(longer) else at


def _named(titles: Sequence[_Title]) -> str:
    names = list(dict.fromkeys(" ".join(t.text.split()) for t in titles))
    more = len(names) - _SHOWN
    return "; ".join(names if more <= 0 else [*names[:_SHOWN], f"{more} more"])


def _edits(few: Sequence[_Title], many: Sequence[_Title]) -> tuple[AmendText, ...]:
    """Take the other way of a title from the entries that have it, or else from the tables."""
    stops = 2 * sum("." in one.text for one in many) >= len(many)
    known: dict[str, set[str]] = {}
    for one in many:
        known.setdefault(initials_of(one.text), set()).add(one.text)
    edits: list[AmendText] = []
    for one in few:
        same = {t for t in known.get(initials_of(one.text), ()) if _same(one, t)}
        other = next(iter(same), "") if same else _known(one, stops=stops)
        if len(same) < 2 and other:
            edits.append(AmendText(at=one.at, text=other))
    return tuple(edits)


def _known(one: _Title, *, stops: bool) -> str:
    """Give the other way of a title that publishers give; empty where it is not known."""
    if one.kind == "short":
        return journals().in_full(one.text)
    return journals().abbreviated(one.text, stops=stops)


def _same(one: _Title, other: str) -> bool:
    return abbreviates(one.text, other) if one.kind == "short" else abbreviates(other, one.text)


_WHOLE = (
    "Adams, B. (2001), Joint plans. Journal of Town Studies, 22, 1, pp. 1–9.\n"
    "Brown, C. (2002), Joint teams. Quarterly Review of Towns, 23, 4, pp. 21–29.\n"
    "Clark, D. (2003), Joint funds. Annals of Public Care, 81, 2, pp. 31–49.\n"
    "Davis, E. (2004), Joint goals. International Review of Care, 25, 1, pp. 61–79.\n"
)
_SHORT = "Evans, F. (2005), Joint rules. J. Town Stud., 26, 1, pp. 1–9.\n"

_OTHER = (
    "Adams, B. (2001), Joint plans. {0}, 22(1), 1–9.\n"
    "Brown, C. (2002), Joint teams. {1}, 23(1), 1–9.\n"
    "Clark, D. (2003), Joint funds. {2}, 24(1), 1–9.\n"
    "Davis, E. (2004), Joint goals. {0}, 25(1), 1–9.\n"
    "Evans, F. (2005), Joint rules. {1}, 26(1), 1–9.\n"
)

RULE = Rule(
    code="CON602",
    name="mixed-abbreviation",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_OTHER.format("Policy Studies", "Policy Studies", "Policy Stud."),
            list_only=True,
            finds=("Policy Stud.",),
            after=_OTHER.format("Policy Studies", "Policy Studies", "Policy Studies"),
            safety="unsafe",
            why="The words do not tell, but the list has the title whole.",
        ),
        Example(
            text=_WHOLE + _SHORT,
            list_only=True,
            finds=("J. Town Stud.",),
            after=_WHOLE + _SHORT.replace("J. Town Stud.", "Journal of Town Studies"),
            safety="unsafe",
            values={"r5": {"container-title": "Journal of Town Studies"}},
            why="One of five titles is abbreviated, and the first entry has it whole.",
        ),
        Example(
            text=_WHOLE + _SHORT.replace("J. Town Stud.", "Ann. Zyzzyv. Sci."),
            list_only=True,
            finds=("Ann. Zyzzyv. Sci.",),
            why="Neither the list nor a table tells what the title is in full.",
        ),
        Example(
            text=_WHOLE + _SHORT.replace("J. Town Stud.", "J. Public Econ."),
            list_only=True,
            finds=("J. Public Econ.",),
            after=_WHOLE + _SHORT.replace("J. Town Stud.", "Journal of Public Economics"),
            safety="unsafe",
            values={"r5": {"container-title": "Journal of Public Economics"}},
            why="The list has this journal once, and one title has that abbreviation.",
        ),
        Example(
            text=_WHOLE + _SHORT.replace("J. Town Stud.", "PLoS Biol"),
            list_only=True,
            finds=("PLoS Biol",),
            after=_WHOLE + _SHORT.replace("J. Town Stud.", "PLoS Biology"),
            safety="unsafe",
            values={"r5": {"container-title": "PLoS Biology"}},
            why="No word of it tells by itself, but it is a publisher's own abbreviation.",
        ),
        Example(
            text=_WHOLE + _SHORT.replace("J. Town Stud.", "Nature"),
            list_only=True,
            why="A title of one word is whole in any style.",
        ),
        Example(
            text=_WHOLE + _SHORT.replace("J. Town Stud.", "IEEE Software"),
            list_only=True,
            why="An acronym that is a title's own.",
        ),
    ),
)
