"""The text cites a number that the list does not have, or its numbers do not run as they should.

## What it does

Names each numeric citation whose number, or part of whose range, no entry has. Where numbers are
missing from the list's own count or stand twice in it, and where a list is numbered in the order in
which the text first cites the works but a few come too early or too late, says so in one finding
each. Of a list without its text, only numbers that stand twice in a row are told.

## Why it matters

A number beyond the list leads nowhere. A gap or a break in the order is most often the trace of an
entry that was put in or taken out after the numbering, and then others may be wrong too.

## Fix safety

Shown only: which work is meant the document does not say.

## Sources

*Citing Medicine*, 2nd edition, and the International Committee of Medical Journal Editors'
recommendations: references are numbered in the order in which the text first mentions them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from joinedup_refs.check.numbered import cites_by_number
from joinedup_refs.check.order import out_of_order
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.citation import Citation
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.text import Span

_RANGE = re.compile(r"(\d{1,4})(?:\D{1,6}(\d{1,4}))?")
_FEWEST = 8  # works cited, below which their order may be chance
_MOST_ASTRAY = 0.1  # share of the works cited that may be out of order in an order
_FEW = 3  # of so many numbers one may stand twice
_SHOWN = 6  # numbers that a message names


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the numbers that lead nowhere, and breaks of the count and of the order."""
    del evidence, context
    cited = [c for c in document.citations if c.form == "numeric" and c.number[:1].isdigit()]
    numbers = _numbers(document)
    if not document.citations:
        yield from _repeated(document)
        return
    if not cited or not numbers or not cites_by_number(document):
        return
    gaps = tuple(_gaps(document, numbers))
    yield from gaps
    yield from _beyond(document, cited, numbers, gaps)
    yield from _astray(cited, numbers)


def _numbers(document: Document) -> dict[int, Entry]:
    """Give the entries by number, the first of each, or by their place where none is printed."""
    marked = [(int(e.marker), e) for e in document.entries if e.marker.isdecimal()]
    if not marked:
        marked = list(enumerate(document.entries, 1))
    found: dict[int, Entry] = {}
    for number, entry in marked:
        found.setdefault(number, entry)
    return found


def _gaps(document: Document, numbers: dict[int, Entry]) -> Iterator[Finding]:
    """Tell of numbers that are missing from the list or stand in it twice."""
    marked = [e for e in document.entries if e.marker.isdecimal()]
    if len(document.regions) != 1 or len(marked) < len(document.entries):
        return  # numbers may have been lost with an entry's head, or begin anew in another list
    missing = [n for a, b in pairwise(sorted(numbers)) if b - a <= _SHOWN for n in range(a + 1, b)]
    times = Counter(int(e.marker) for e in marked)
    twice = [n for n, count in sorted(times.items()) if count > 1]
    if not missing and not twice:
        return
    after = [numbers[n + 1] for n in missing if n + 1 in numbers]
    doubled = [e for e in marked if int(e.marker) in twice]
    told = [f"has no {_listed(missing)}"] if missing else []
    told += [f"has {_listed(twice)} twice"] if twice else []
    entries = [*after, *doubled] or marked[:1]
    yield RULE.finding(
        f"The list's numbers do not run on: it {' and '.join(told)}.",
        entries[0].span,
        related=tuple(e.span for e in entries[1:]),
        entries=tuple(dict.fromkeys(e.id for e in entries)),
    ).model_copy(update={"severity": "warning"})


def _repeated(document: Document) -> Iterator[Finding]:
    """Tell of numbers that a list without its text has twice in a row."""
    marked = [e for e in document.entries if e.marker.isdecimal()]
    pairs = [(a, b) for a, b in pairwise(marked) if int(a.marker) == int(b.marker)]
    if not pairs or len(pairs) * _FEW > len(marked) or len(document.regions) != 1:
        return  # where all bear one number, as in Markdown, they are no numbers
    doubled = list({e.id: e for pair in pairs for e in pair}.values())
    yield RULE.finding(
        "The list's numbers do not run on: it has "
        f"{_listed(sorted({int(a.marker) for a, _ in pairs}))} twice.",
        doubled[0].span,
        related=tuple(e.span for e in doubled[1:]),
        entries=tuple(e.id for e in doubled),
    ).model_copy(update={"severity": "warning"})


def _beyond(
    document: Document,
    cited: Sequence[Citation],
    numbers: dict[int, Entry],
    gaps: Sequence[Finding],
) -> Iterator[Finding]:
    last = max(numbers)
    for citation in cited:
        lost = [n for n in _meant(citation) if n not in numbers]
        if not lost:
            continue
        inside = all(n < last for n in lost)
        told = f"has no {_listed(lost)}" if inside else f"ends at {last}"
        yield RULE.finding(
            f"The text cites {_bracketed(document, citation)}; the list {told}.",
            citation.at,
            because_of=gaps[0].key if inside and gaps else None,
        )


def _meant(citation: Citation) -> range:
    found = _RANGE.match(citation.number)
    if found is None:
        return range(0)
    return range(int(found[1]), int(found[2] or found[1]) + 1)


def _bracketed(document: Document, citation: Citation) -> str:
    before = document.text.slice(citation.cluster)[:1]
    pair = {"[": "[]", "(": "()"}.get(before)
    return f"{pair[0]}{citation.number}{pair[1]}" if pair else citation.number


def _astray(cited: Sequence[Citation], numbers: dict[int, Entry]) -> Iterator[Finding]:
    """Tell of works first cited out of their turn, where all but a few are in it."""
    first: dict[int, Citation] = {}
    for citation in cited:
        for number in _meant(citation):
            if number in numbers:
                first.setdefault(number, citation)
    order = list(first)
    astray = [order[place] for place in out_of_order([(f"{n:06}",) for n in order])]
    if len(order) < _FEWEST or not astray or len(astray) > _MOST_ASTRAY * len(order):
        return
    places = tuple(dict.fromkeys((p.start, p.end) for p in (first[n].at for n in astray)))
    spans = [Span(start=start, end=end) for start, end in places]
    comes = "comes" if len(astray) == 1 else "come"
    yield RULE.finding(
        "Works are numbered in the order in which the text first cites them; "
        f"{_listed(astray)} {comes} too early or too late for that.",
        spans[0],
        related=spans[1:],
        entries=tuple(numbers[n].id for n in astray),
    ).model_copy(update={"severity": "warning"})


def _listed(numbers: Sequence[int]) -> str:
    words = [str(n) for n in numbers[:_SHOWN]]
    if len(numbers) > _SHOWN:
        return f"{', '.join(words)} …"
    return " and ".join((", ".join(words[:-1]), words[-1]) if words[:-1] else words)


_NAMES = ("Adams", "Brown", "Clark", "Dunn", "Ellis", "Ford", "Gray", "Hall", "Ives", "Judd")


def _list(*numbers: int) -> str:
    return "\n\nReferences\n\n" + "".join(
        f"{n}. {name}, B. ({2000 + n}), Joint plans of {name}. Policy Studies, {n}, 1, pp. 1–9.\n"
        for n, name in zip(numbers, _NAMES, strict=False)
    )


RULE = Rule(
    code="CIT211",
    name="number-out-of-range",
    inputs="prose",
    severity="error",
    check=check,
    examples=(
        Example(
            text="Much is joint [1, 2], some [3–5] not, and [6] is beyond; see [3]."
            + _list(1, 2, 3, 4),
            finds=("3–5", "6"),
            why="The list ends at 4.",
        ),
        Example(
            text="Much is joint [1, 2], some [3] not, and [5] too." + _list(1, 2, 4, 5),
            finds=("3", "Clark, B. (2004), Joint plans of Clark. Policy Studies, 4, 1, pp. 1–9."),
            why="Number 3 is missing.",
        ),
        Example(
            text=_list(1, 2, 2, 3).lstrip(),
            list_only=True,
            finds=("Brown, B. (2002), Joint plans of Brown. Policy Studies, 2, 1, pp. 1–9.",),
            why="Number 2 stands twice.",
        ),
        Example(
            text=_list(1, 1, 1, 1).lstrip(),
            list_only=True,
            why="Markdown counts for itself; these are no numbers.",
        ),
        Example(
            text=_list(4, 7, 8, 12).lstrip(),
            list_only=True,
            why="Some entries of a list, without their text.",
        ),
        Example(
            text="It is [1], [2], [3], [9], [4], [5], [6], [7], [8] and [10]."
            + _list(1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
            finds=("9",),
            why="All but 9 are numbered as they are first cited.",
        ),
        Example(
            text="It is [4], [2], [3], [9], [1], [5], [10], [7], [8] and [6]."
            + _list(1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
            why="This list is not numbered in the order of the text.",
        ),
        Example(
            text="Much is joint [1–3]. The values lie in [5, 80], those of 2004 in [0, 7], and "
            "x[12] is not cited." + _list(1, 2, 3, 4),
            why="Intervals.",
        ),
    ),
)
