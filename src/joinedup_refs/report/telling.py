"""From an outcome to what is told of it."""

from collections.abc import Iterable
from itertools import pairwise

from joinedup_refs.model.citation import Citation
from joinedup_refs.model.document import Document, Outcome
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.text import Span
from joinedup_refs.notation.hidden_authors import hides_author
from joinedup_refs.report import words
from joinedup_refs.report.briefly import clip, entry_name, plain
from joinedup_refs.report.mending import amended, mended
from joinedup_refs.report.openly import cited, following, opened
from joinedup_refs.report.records import records, unchecked
from joinedup_refs.report.story import Count, Noted, Story, Warned

_ASIDE = frozenset({"page-furniture", "link-residue"})
"""Rules that only report what reading left out; told under "left aside"."""
_IN_RECORDS = frozenset({"matched", "not-found", "source-unreachable"})
"""Rules that say how looking for a record went; told with the records."""
_WARNINGS = ("retracted", "retracted-and-replaced", "expression-of-concern")
"""Rules whose findings are told before all else."""
_LEFT_OUT = frozenset({"page-furniture", "link-residue", "running-head", "page-number"})
_RANK = {"error": 0, "warning": 1, "note": 2}
_FEW_WORDS = 25
"""Words beside the list below which they are no running text."""


def tell(outcome: Outcome) -> Story:
    """Group what an outcome holds into the story that every report sets out."""
    keys = {f.key for f in outcome.findings}
    top = tuple(f for f in outcome.findings if f.because_of not in keys)
    refused = sum(not d.taken for d in outcome.decisions)
    open_ = opened(outcome, top)
    return Story(
        count=count(outcome),
        mended=mended(outcome),
        open=open_,
        noted=_noted(outcome, top, len(open_)),
        aside=_aside(outcome),
        amended=amended(outcome),
        refused=refused,
        suppressed=len(outcome.suppressed),
        records=records(outcome),
        unchecked=unchecked([outcome]),
        warnings=_warnings(outcome, top),
        top=top,
    )


def count(outcome: Outcome) -> Count:
    """Count citations, items and references of the result."""
    document = outcome.result
    links = [c.link for c in document.citations]
    cited = {r for c in document.citations for r in c.references}
    return Count(
        citations=len(links),
        exact=links.count("exact"),
        paired=links.count("paired"),
        lost=sum(c.link == "none" and not _is_excused(c) for c in document.citations),
        items=len(outcome.document.entries),
        references=len(document.entries),
        never_cited=sum(e.id not in cited for e in document.entries),
        has_text=bool(links) or _has_text(document),
        library=document.written is not None,
        keys=len({k.at for k in document.text.markup.keys} - {c.at for c in document.citations}),
        bibliographies=document.text.markup.bibliographies,
        notes=len(document.notes),
    )


def _is_excused(citation: Citation) -> bool:
    """Whether no entry is expected: seen in another work, or made anonymous for review."""
    return bool(citation.through) or hides_author(citation)


def _has_text(document: Document) -> bool:
    edges = [0, *(e for r in document.regions for e in (r.start, r.end)), document.text.whole.end]
    gaps = zip(edges[::2], edges[1::2], strict=True)
    beside = (document.text.read(Span(start=a, end=b)).text for a, b in gaps if a < b)
    return sum(len(text.split()) for text in beside) >= _FEW_WORDS


def place(document: Document, finding: Finding) -> str:
    """Name what a finding is about: its entry, or its words in the text with their line."""
    if not document.citations or document.in_list(finding.primary) or not len(finding.primary):
        entry = next(filter(None, map(document.entry, finding.entries)), None)
        if entry is not None:
            return entry_name(entry, document.reading(entry))
    where = words.lines([document.text.line(finding.primary.start)])
    said = clip(cited(document, finding), 48)
    return f"{said} ({where})" if said else where


def _noted(outcome: Outcome, top: Iterable[Finding], so_far: int) -> tuple[Noted, ...]:
    groups: dict[str, list[Finding]] = {}
    for finding in top:
        told = finding.rule in _ASIDE or finding.rule in _IN_RECORDS or finding.rule in _WARNINGS
        told = told or (finding.rule == "list-not-found" and not outcome.result.entries)
        if not finding.fixes and not told:
            groups.setdefault(finding.code, []).append(finding)
    ordered = sorted(groups.values(), key=lambda fs: _RANK[fs[0].severity])
    return tuple(_note(outcome, found, number) for number, found in enumerate(ordered, so_far + 1))


def _warnings(outcome: Outcome, top: Iterable[Finding]) -> tuple[Warned, ...]:
    found = sorted((f for f in top if f.rule in _WARNINGS), key=lambda f: _WARNINGS.index(f.rule))
    return tuple(
        Warned(
            headline=words.headline(finding.rule),
            name=place(outcome.result, finding),
            line=outcome.result.text.line(finding.primary.start),
            message=plain(finding.message),
        )
        for finding in found
    )


def _note(outcome: Outcome, found: list[Finding], number: int) -> Noted:
    document = outcome.result
    reasons = {f.reasons for f in found}
    messages = tuple(dict.fromkeys(plain(f.message) for f in found))
    remark = ""
    if len(reasons) == 1 and found[0].reasons:
        said = "; ".join(map(plain, found[0].reasons)).rstrip(".")
        remark = f"{said[:1].upper()}{said[1:]}."
    elif len(messages) == 1:
        remark = messages[0]
    elif len(alike := {_without_place(document, f) for f in found}) == 1:
        remark = alike.pop()
    several = [tuple(filter(None, map(document.entry, f.entries))) for f in found]
    names: tuple[str, ...]
    if len(found) == 1 and len(several[0]) == len(document.entries) > 1:
        names = (f"all {len(document.entries)} entries",)
    elif len(found) == 1 and len(several[0]) > 1:
        names = tuple(entry_name(e, document.reading(e)) for e in several[0])
    else:
        names = tuple(dict.fromkeys(place(document, f) for f in found))
    return Noted(
        number=number,
        headline=words.headline(found[0].rule),
        severity=found[0].severity,
        names=names,
        remark=remark,
        messages=messages,
        consequences=following(outcome, found),
        code=found[0].code,
        rule=found[0].rule,
    )


def _without_place(document: Document, finding: Finding) -> str:
    """Give a message with `…` for the citation that it names, so that it fits several."""
    message, said = plain(finding.message), plain(document.text.read(finding.primary).text)
    return message.replace(f"({said})", "…").replace(said, "…") if said else message


def _aside(outcome: Outcome) -> tuple[str, ...]:
    text = outcome.document.text  # an amendment can cover what was left out beneath it
    residue: dict[str, int] = {}
    rows: list[int] = []
    edges = 0
    for cut in text.cuts:
        if cut.why not in _LEFT_OUT:
            continue
        printed = plain(text.slice(cut.printed))
        if cut.why == "link-residue":
            residue[printed] = residue.get(printed, 0) + 1
        elif cut.why == "running-head":
            edges += bool(printed)
        elif printed:
            last = max(cut.printed.start, cut.printed.end - 1)
            rows += range(text.line(cut.printed.start), text.line(last) + 1)
    told = [f"“{clip(said, 40)}” {_times(n)}" for said, n in list(residue.items())[:4]]
    if rows:
        rows = _over_blanks(rows, _blank(text.printed))
        told.append(f"leftover web-page text ({words.lines(rows)})")
    if edges:
        told.append(f"page numbers and running heads, {_times(edges)}")
    told += _not_understood(outcome)
    return tuple(told)


def _blank(printed: str) -> frozenset[int]:
    text = printed.replace("\r\n", "\n").replace("\r", "\n")
    return frozenset(n for n, line in enumerate(text.split("\n"), 1) if not line.strip())


def _over_blanks(rows: list[int], blank: frozenset[int]) -> list[int]:
    """Close gaps of blank lines, and leave out blank lines at the edges."""
    full = sorted({n for n in rows if n not in blank}) or sorted(set(rows))
    gaps = (range(a + 1, b) for a, b in pairwise(full))
    return full + [n for gap in gaps if blank.issuperset(gap) for n in gap]


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


def _not_understood(outcome: Outcome) -> list[str]:
    text = outcome.result.text
    left = [s for s in outcome.result.leftover if plain(text.slice(s))]
    told = [
        f"not understood and kept as it came, {words.lines([text.line(s.start)])}: "
        f"“{clip(text.slice(s), 60)}”"
        for s in left[:5]
    ]
    if len(left) > 5:
        told.append(f"and {words.count(len(left) - 5, 'such stretch', 'such stretches')} more")
    return told
