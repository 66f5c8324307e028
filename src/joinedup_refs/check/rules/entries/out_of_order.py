"""An entry stands in the wrong place of an alphabetical list.

## What it does

Learns from the list whether it is alphabetical: nine neighbours in ten are in order. In one that
is, names the fewest entries without which the rest is in order. Case, accents, particles (van, de)
and articles never break an order, and neither does a work without an author that stands under its
title. A name in another script than most of the list (`Петров` among Latin names) may stand where
its transliteration would, or apart with its like, and is left alone. Of four to six entries that
the text cites by name one may be out of place, where neither years nor the order of citing put them
so. Where works of the same people stand by year, at least four times and four times in five, names
those that do not. Sections under headings of
their own (*Primary sources*) are sorted each for itself, and nothing is said of a list that seems
to be several, one behind the other.

## Why it matters

Readers look an entry up in its place. An entry out of place often belongs to another name: one that
has lost letters, or one written with the given name first.

## Fix safety

A best guess: the entry is put where the rest of its section has room for it, with its bullet and
line break, and not one character changes. Works by one first author stand as the list sorts them.
Entries that begin with a dash for its author go along with it. Nothing is offered in a list with
numbers, since its citations would have to be renumbered; for an entry with a dash alone, or where
such a dash would come to hang on another entry; where the list may sort a name in two places
(*van*, *Mc*); and where entries share a line.

## Sources

Longest increasing subsequence by patience sorting: C. Schensted (1961), Longest increasing and
decreasing subsequences, Canadian Journal of Mathematics 13, 179–191.
"""

from collections.abc import Iterator, Sequence

from joinedup_refs.check.by_year import OutOfYear, out_of_year
from joinedup_refs.check.moving import groups, moves, moves_behind
from joinedup_refs.check.order import learn, printed_name
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.date import Date
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix, MoveEntry
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.name import Person
from joinedup_refs.notation import repeats


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the misplaced entries of an alphabetical list."""
    del evidence, context
    orders = learn(document).sections
    for order in orders:
        ways = moves(document, order)
        places = {identifier: at for at, identifier in enumerate(order.ids)}
        for identifiers in groups(document, order):
            entries = [e for i in identifiers if (e := document.entry(i)) is not None]
            if len(entries) < len(identifiers):
                continue
            first, last = places[identifiers[0]], places[identifiers[-1]]
            yield RULE.finding(
                f"The list is alphabetical, but “{_name(document, entries[0])}”"
                f"{_along(len(entries) - 1)} {_where(document, order.ids, first, last)}.",
                entries[0].span,
                related=[entry.span for entry in entries[1:]],
                entries=identifiers,
                fixes=_fix(document, ways.get(identifiers[0], ())),
            )

    misplaced = {identifier for order in orders for identifier in order.misplaced}
    late = [one for one in out_of_year(document, orders) if one.entry.id not in misplaced]
    if late:
        pairs = [(one.entry, one.behind) for one in late if one.behind is not None]
        edits = moves_behind(document, sorted(pairs, key=lambda pair: _year(pair[0])))
        yield from (_by_year(document, one, edits.get(one.entry.id, ())) for one in late)


def _by_year(document: Document, odd: OutOfYear, edits: tuple[MoveEntry, ...]) -> Finding:
    side = "before" if odd.before else "behind"
    return RULE.finding(
        f"The list has works of the same people by year, but {_year(odd.entry)} stands {side} "
        f"{_year(odd.near)}.",
        odd.entry.span,
        related=(odd.near.span,),
        entries=(odd.entry.id,),
        fixes=_fix(document, edits),
    )


def _year(entry: Entry) -> str:
    issued = entry.reference.issued
    return f"{issued.year}{issued.letter}" if isinstance(issued, Date) else ""


def _along(count: int) -> str:
    if not count:
        return ""
    return f", with the {'entry' if count == 1 else f'{count} entries'} that a dash joins to it,"


def _where(document: Document, ids: Sequence[str], first: int, last: int) -> str:
    near = (document.entry(ids[n]) if 0 <= n < len(ids) else None for n in (first - 1, last + 1))
    before, behind = (f"“{_name(document, one)}”" if one else "" for one in near)
    if before and behind:
        return f"stands between {before} and {behind}"
    return f"stands first, before {behind}" if behind else f"stands last, behind {before}"


def _fix(document: Document, edits: tuple[MoveEntry, ...]) -> tuple[Fix, ...]:
    if not edits:
        return ()
    behind = document.entry(edits[0].behind)
    what = "it" if len(edits) == 1 else "them"
    if behind is None:
        title = f"Put {what} at the head of the list"
    else:
        year = _year(behind)
        title = f"Put {what} behind “{_name(document, behind)}{f' {year}' if year else ''}”"
    return (Fix(title=title, safety="unsafe", edits=edits),)


def _name(document: Document, entry: Entry) -> str:
    reading = document.reading(entry)
    people = entry.reference.author or entry.reference.editor
    if people and isinstance(people[0], Person) and repeats.match(reading):
        return people[0].family  # and not `Ders`, which stands for it
    return printed_name(reading)


_BEFORE = (
    "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    "Brown, C. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n"
    "Clark, D. (2003), Joint funds. Policy Studies, 24, 1, pp. 1–9.\n"
    "Davis, E. (2004), Joint goals. Policy Studies, 25, 1, pp. 1–9.\n"
    "Evans, F. (2005), Joint rules. Policy Studies, 26, 1, pp. 1–9.\n"
)
_AFTER = (
    "Grant, H. (2007), Joint costs. Policy Studies, 28, 1, pp. 1–9.\n"
    "Hirst, I. (2008), Joint gains. Policy Studies, 29, 1, pp. 1–9.\n"
)

_YOUNG = "Young, G. (2006), Joint risks. Policy Studies, 27, 1, pp. 1–9.\n"

_BY_YEAR = (
    "Adams, B. (2001), A fresh plan. Policy Studies, 22, 1, pp. 1–9.\n"
    "Adams, B. (2003), Joint goals. Policy Studies, 24, 1, pp. 1–9.\n"
    "Adams, B. (2004), Further teams. Policy Studies, 25, 1, pp. 1–9.\n"
    "Brown, C. (2005), A joint fund. Policy Studies, 26, 1, pp. 1–9.\n"
    "Clark, D. (2003), Joint funds. Policy Studies, 24, 1, pp. 1–9.\n"
    "Clark, D. (2004), Other funds. Policy Studies, 25, 1, pp. 1–9.\n"
    "Clark, D. (2006), Policy funds. Policy Studies, 27, 1, pp. 1–9.\n"
)
_LATE = "Davis, E. (2009), Joint rules. Policy Studies, 30, 1, pp. 1–9.\n"
_EARLY = "Davis, E. (2004), Why rules. Policy Studies, 25, 1, pp. 1–9.\n"

RULE = Rule(
    code="LST104",
    name="out-of-order",
    inputs="prose",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_BEFORE + _YOUNG + _AFTER,
            list_only=True,
            finds=(_YOUNG.strip(),),
            after=_BEFORE + _AFTER + _YOUNG,
            safety="unsafe",
            why="The misplaced entry is named, not its neighbours, and can be put at the end.",
        ),
        Example(
            text=_BEFORE
            + _YOUNG
            + "——— (2007), Joint losses. Policy Studies, 28, 2, pp. 1–9.\n"
            + _AFTER
            + _AFTER.replace("Grant", "Innes").replace("Hirst", "Jones"),
            list_only=True,
            finds=(_YOUNG.strip(),),
            after=_BEFORE
            + _AFTER
            + _AFTER.replace("Grant", "Innes").replace("Hirst", "Jones")
            + _YOUNG
            + "——— (2007), Joint losses. Policy Studies, 28, 2, pp. 1–9.\n",
            safety="unsafe",
            why="The dash stands for the entry before it, so both go together.",
        ),
        Example(
            text="".join(
                f"[{number}] {line}"
                for number, line in enumerate(
                    (_BEFORE + _YOUNG + _AFTER).splitlines(keepends=True), 1
                )
            ),
            list_only=True,
            finds=(_YOUNG.strip(),),
            why="A list with numbers: to move an entry, its citations would need other numbers.",
        ),
        Example(
            text=(
                _BEFORE
                + "van Eyck, G. (2006), Joint risks. Policy Studies, 27, 1, pp. 1–9.\n"
                + "Förster, G. (2006), Joint losses. Policy Studies, 27, 1, pp. 10–19.\n"
                + _AFTER
            ),
            list_only=True,
            why="A particle and an umlaut break no order.",
        ),
        Example(
            text=_BY_YEAR + _LATE + _EARLY,
            list_only=True,
            finds=(_LATE.strip(),),
            after=_BY_YEAR + _EARLY + _LATE,
            safety="unsafe",
            why="One author's works stand by year, as they do elsewhere, but for one.",
        ),
        Example(
            text=_BY_YEAR.replace("Further", "Joint") + _LATE + _EARLY,
            list_only=True,
            why="Works that stand by their titles.",
        ),
        Example(
            text=(
                _BEFORE
                + _AFTER
                + "Петров, И. (2006), Общие планы. Политика, 27, 1, с. 1–9.\n"
                + "Young, G. (2006), Joint risks. Policy Studies, 27, 1, pp. 1–9.\n"
                + "Абрамов, А. (2007), Общие цели. Политика, 28, 1, с. 1–9.\n"
            ),
            list_only=True,
            why="A name sorted as Petrov, and one that stands behind all Latin names.",
        ),
        Example(
            text=(
                "Young, G. (2006), Joint risks. Policy Studies, 27, 1, pp. 1–9.\n"
                "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
                "Grant, H. (2007), Joint costs. Policy Studies, 28, 1, pp. 1–9.\n"
                "Brown, C. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n"
                "Zuber, C. (2002), Joint tasks. Policy Studies, 23, 1, pp. 10–19.\n"
                "Davis, E. (2004), Joint goals. Policy Studies, 25, 1, pp. 1–9.\n"
            ),
            list_only=True,
            why="A list in the order of citing has no alphabetical order to break.",
        ),
    ),
)
