"""The works in one pair of brackets do not run as they do in the others.

## What it does

Learns from the brackets that hold several works how these run: by name, from the earliest to the
latest, from the latest to the earliest, or by number. Where at least nine in ten, and eight, run
one way, names those that do not. What stands behind "see also" or the like begins a new run;
brackets that hold a work without a year are passed over.

## Why it matters

Styles ask for one order throughout; a reader takes a deviation for a sign, such as of weight.

## Fix safety

A best guess, since an author may have meant the order: the works are put in that of the others. It
is not offered where the brackets hold more than works set apart by semicolons, or by commas between
numbers.

## Sources

The document's own majority. *Publication Manual of the American Psychological Association*, 7th
edition, section 8.12; *The Chicago Manual of Style*, 17th edition, section 15.30.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple, TypeAlias

from joinedup_refs.check.clusters import items_of
from joinedup_refs.check.order import Keys, folded, follows, keys_of
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.citation import Citation
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Fix
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.text import Span

_FEWEST = 8  # brackets that run one way
_SHARE = 0.9
_APART = 0.75  # share of the brackets that may run the other way too

Run: TypeAlias = tuple[Citation, ...]


class _Cluster(NamedTuple):
    """The works of one pair of brackets, and the runs that each must be in order."""

    works: Run
    runs: tuple[Run, ...]


class _Way(NamedTuple):
    """A way in which works may run."""

    words: str
    follows: Callable[[Citation, Citation], bool]
    key: Callable[[Citation], tuple[object, ...]]


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the brackets that do not run as the others do."""
    del evidence, context
    for numeric, ways in ((False, _BY_NAME_OR_DATE), (True, _BY_NUMBER)):
        clusters = [c for c in _clusters(document, numeric=numeric) if c.runs]
        way = _prevailing(clusters, ways)
        if way is None:
            continue
        odd = [cluster for cluster in clusters if not _in_order(cluster, way)]
        habit = f"{len(clusters) - len(odd)} of {len(clusters)} brackets with several works"
        for cluster in odd:
            fixes = _in_turn(document, cluster, way)
            yield RULE.finding(
                f"The works in these brackets do not run {way.words}, as they do elsewhere.",
                cluster.works[0].cluster,
                reasons=(f"{habit} run {way.words}",) if fixes else (),
                fixes=fixes,
            )


def _clusters(document: Document, *, numeric: bool) -> Iterator[_Cluster]:
    wanted = "numeric" if numeric else "parenthetical"
    cited = [c for c in document.citations if c.form == wanted]
    for _, group in groupby(cited, key=lambda c: (c.cluster.start, c.cluster.end)):
        works = tuple(group)
        if all(_known(c) for c in works) and not any(c.through for c in works):
            yield _Cluster(works, tuple(run for run in _runs(works) if len(run) > 1))


def _known(citation: Citation) -> bool:
    dated = bool(citation.names) and _YEAR.match(citation.year) is not None
    return dated or _NUMBER.match(citation.number) is not None


def _runs(works: Run) -> Iterator[Run]:
    """Part works where a lead such as "see also" begins another run; one author's are one work."""
    run: list[Citation] = []
    for work in works:
        if work.prefix and run:
            yield tuple(run)
            run = []
        if not run or not work.names or work.names != run[-1].names:
            run.append(work)
    yield tuple(run)


def _prevailing(clusters: Sequence[_Cluster], ways: Sequence[_Way]) -> _Way | None:
    """Give the way in which the clusters run, if no other would do nearly as well."""
    counted = sorted(
        ((sum(_in_order(c, way) for c in clusters), way) for way in ways), key=lambda two: -two[0]
    )
    most, way = counted[0]
    if most < _FEWEST or most < _SHARE * len(clusters):
        return None
    if len(counted) > 1 and counted[1][0] > _APART * len(clusters):
        return None
    return way


def _in_order(cluster: _Cluster, way: _Way) -> bool:
    return all(way.follows(a, b) for run in cluster.runs for a, b in pairwise(run))


def _in_turn(document: Document, cluster: _Cluster, way: _Way) -> tuple[Fix, ...]:
    """Put the works of a cluster in order, where nothing but them stands in it."""
    if len(cluster.runs) != 1 or cluster.runs[0] != cluster.works:
        return ()
    works, numeric = cluster.works, cluster.works[0].form == "numeric"
    items = [c.at for c in works] if numeric else items_of(document, works)
    if items is None or (numeric and not _only_commas(document, items)):
        return ()
    ordered = sorted(zip(works, items, strict=True), key=lambda pair: way.key(pair[0]))
    separators = [document.text.slice(_between(a, b)) for a, b in pairwise(items)]
    texts = [document.text.read(item).text for _, item in ordered]
    joined = "".join(
        part for text, sign in zip(texts, [*separators, ""], strict=True) for part in (text, sign)
    )
    at = Span(start=items[0].start, end=items[-1].end)
    if joined == document.text.read(at).text:
        return ()
    edit = AmendText(at=at, text=joined)
    return (Fix(title=f"Let the works run {way.words}", safety="unsafe", edits=(edit,)),)


def _only_commas(document: Document, items: Sequence[Span]) -> bool:
    between = (document.text.slice(_between(a, b)) for a, b in pairwise(items))
    return all(sign.strip() in {",", ";"} for sign in between)


def _between(one: Span, other: Span) -> Span:
    return Span(start=one.end, end=other.start)


def _name_keys(citation: Citation) -> Keys:
    return keys_of(citation.names[0])


def _year(citation: Citation) -> int:
    found = _YEAR.match(citation.year)
    return int(found[1]) if found else 0


def _number(citation: Citation) -> int:
    found = _NUMBER.match(citation.number)
    return int(found[0]) if found else 0


_NUMBER = re.compile(r"\d{1,6}")
_YEAR = re.compile(r"\[?(\d{4})")
_BY_NAME_OR_DATE = (
    _Way(
        "by name",
        lambda a, b: follows(_name_keys(a), _name_keys(b)),
        lambda c: (folded(c.names[0]), _year(c)),
    ),
    _Way(
        "from the earliest to the latest", lambda a, b: _year(a) <= _year(b), lambda c: (_year(c),)
    ),
    _Way(
        "from the latest to the earliest", lambda a, b: _year(a) >= _year(b), lambda c: (-_year(c),)
    ),
)
_BY_NUMBER = (_Way("by number", lambda a, b: _number(a) <= _number(b), lambda c: (_number(c),)),)

_LIST = (
    "\n\nReferences\n\n"
    "Adams, B. (2002), Joint plans. Policy Studies, 26, 1, pp. 1–9.\n"
    "Brown, C. (2005), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n"
    "Clark, D. (2001), Joint funds. Policy Studies, 24, 1, pp. 1–9.\n"
    "Dunn, E. (2003), Joint goals. Policy Studies, 22, 1, pp. 1–9.\n"
)
_BY_NAME = (
    "So (Adams, 2002; Brown, 2005), and (Brown, 2005; Clark, 2001); also (Clark, 2001; Dunn, 2003) "
    "and (Adams, 2002; Dunn, 2003). Or (Brown, 2005; Dunn, 2003), (Adams, 2002; Clark, 2001), "
    "(Adams, 2002; Brown, 2005; Dunn, 2003), (Adams, 2002; Clark, 2001; Dunn, 2003) and (Adams, "
    "2002; Brown, 2005)."
)
_NUMBERED = "\n\nReferences\n\n" + "".join(
    f"{name}, B. ({2000 + n}), Joint plans {n}. Policy Studies, {n}, 1, pp. 1–9.\n"
    for n, name in enumerate(("Adams", "Brown", "Clark", "Dunn"), 1)
)
_BY_NUMBERS = "So [1, 2], [2, 3], [1–3], [1, 4], [3, 4], [2, 4], [1, 2, 3], [1, 3], [2, 3], [1, 4]."

RULE = Rule(
    code="CIT207",
    name="cluster-order",
    inputs="prose",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=f"{_BY_NAME} Last (Clark, 2001; Adams, 2002)." + _LIST,
            finds=("(Clark, 2001; Adams, 2002)",),
            after=f"{_BY_NAME} Last (Adams, 2002; Clark, 2001)." + _LIST,
            safety="unsafe",
            why="All others run by name.",
        ),
        Example(
            text=f"{_BY_NAME} Last (Clark, 2001; see also Adams, 2002)." + _LIST,
            why="A lead begins a new run.",
        ),
        Example(
            text="So (Clark, 2001; Adams, 2002), (Adams, 2002; Brown, 2005) and (Brown, 2005; "
            "Dunn, 2003; Clark, 2001)." + _LIST,
            why="There is no order to break.",
        ),
        Example(
            text=f"{_BY_NUMBERS} Last [4, 2]." + _NUMBERED,
            finds=("[4, 2]",),
            after=f"{_BY_NUMBERS} Last [2, 4]." + _NUMBERED,
            safety="unsafe",
            why="Numbers run upwards.",
        ),
    ),
)
