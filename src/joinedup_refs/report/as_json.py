"""The JSON report."""

from collections import Counter
from collections.abc import Iterable, Mapping

from joinedup_refs.model.document import Outcome
from joinedup_refs.model.finding import Finding, Suppressed
from joinedup_refs.notation.csl import entry_to_csl
from joinedup_refs.report.json_text import harmless
from joinedup_refs.report.records import Records, Shown
from joinedup_refs.report.schema import (
    CitationItem,
    DifferenceItem,
    EvidenceItem,
    EvidencePart,
    FindingItem,
    FixItem,
    RecordItem,
    ReferenceItem,
    Report,
    Reports,
    Severities,
    Stretch,
    Summary,
    SuppressedItem,
    Tool,
    Totals,
    Unreadable,
)
from joinedup_refs.report.story import Story
from joinedup_refs.report.telling import tell
from joinedup_refs.version import __version__


def as_json(outcome: Outcome, name: str, *, encoding: str = "", parser_model: str = "") -> str:
    """Give the report as JSON, indented, with a line end; its shape is `report.schema.Report`."""
    return set_out(report(outcome, name, encoding=encoding, parser_model=parser_model))


def set_out(made: Report | Reports) -> str:
    """Give a report as JSON, indented, with a line end."""
    return harmless(made.model_dump_json(by_alias=True, indent=2)) + "\n"


def many_as_json(
    reports: Iterable[Report], unreadable: Iterable[tuple[str, str]] = (), passed_over: int = 0
) -> str:
    """Give the reports of several texts as one JSON value, `report.schema.Reports`.

    `unreadable` holds names of inputs, each with why it could not be read.
    """
    files = tuple(reports)
    summaries = [one.summary for one in files]
    made = Reports(
        files=files,
        unreadable=tuple(Unreadable(input=name, message=why) for name, why in unreadable),
        summary=Totals(
            files=len(files),
            passed_over=passed_over,
            references=sum(one.references for one in summaries),
            findings=_added(one.findings for one in summaries),
            left=_added(one.left for one in summaries),
            mended=sum(one.mended for one in summaries),
            open=sum(one.open for one in summaries),
            suppressed=sum(one.suppressed for one in summaries),
        ),
    )
    return set_out(made)


def _added(parts: Iterable[Severities]) -> Severities:
    parts = tuple(parts)
    return Severities(
        error=sum(one.error for one in parts),
        warning=sum(one.warning for one in parts),
        note=sum(one.note for one in parts),
    )


def report(outcome: Outcome, name: str, *, encoding: str = "", parser_model: str = "") -> Report:
    """Give the report as a value."""
    document, text = outcome.result, outcome.text
    story = tell(outcome)
    consequences: dict[str, list[Finding]] = {}
    top = {f.key for f in story.top}
    for finding in outcome.findings:
        if finding.key not in top and finding.because_of is not None:
            consequences.setdefault(finding.because_of, []).append(finding)
    return Report(
        tool=Tool(version=__version__, parser_model=parser_model),
        references=tuple(
            ReferenceItem(
                start=entry.span.start,
                end=entry.span.end,
                text=text.slice(entry.span),
                id=entry.id,
                at=entry.at,
                reading=document.reading(entry),
                csl=entry_to_csl(entry),
                confidence=entry.confidence,
                origins=entry.origins,
            )
            for entry in document.entries
        ),
        citations=tuple(
            CitationItem(
                start=citation.at.start,
                end=citation.at.end,
                text=text.slice(citation.at),
                id=citation.id,
                link=citation.link,
                references=citation.references,
                locator=citation.locator,
            )
            for citation in document.citations
        ),
        findings=tuple(_finding(outcome, f, consequences, frozenset()) for f in story.top),
        leftover=tuple(
            Stretch(start=span.start, end=span.end, text=text.slice(span))
            for span in document.leftover
        ),
        decisions=outcome.decisions,
        evidence=_evidence(outcome, story.records),
        suppressed=tuple(_suppressed(outcome, one) for one in outcome.suppressed),
        summary=_summary(outcome, story, name, encoding),
    )


def _finding(
    outcome: Outcome,
    finding: Finding,
    consequences: Mapping[str, list[Finding]],
    above: frozenset[str],
) -> FindingItem:
    above |= {finding.key}
    taken = outcome.taken(finding)
    return FindingItem(
        start=finding.primary.start,
        end=finding.primary.end,
        text=outcome.text.slice(finding.primary),
        code=finding.code,
        rule=finding.rule,
        severity=finding.severity,
        line=outcome.text.line(finding.primary.start),
        message=finding.message,
        references=finding.entries,
        related=finding.related,
        because=finding.reasons,
        state=outcome.state(finding),
        fixes=tuple(
            FixItem(
                title=fix.title,
                safety=fix.safety,
                taken=taken is not None and taken.fix == fix,
                edits=fix.edits,
            )
            for fix in finding.fixes
        ),
        consequences=tuple(
            _finding(outcome, f, consequences, above)
            for f in consequences.get(finding.key, ())
            if f.key not in above
        ),
    )


def _suppressed(outcome: Outcome, one: Suppressed) -> SuppressedItem:
    finding = one.finding
    return SuppressedItem(
        start=finding.primary.start,
        end=finding.primary.end,
        text=outcome.text.slice(finding.primary),
        code=finding.code,
        rule=finding.rule,
        severity=finding.severity,
        line=outcome.text.line(finding.primary.start),
        message=finding.message,
        references=finding.entries,
        reason=one.reason,
        where=one.where,
        in_text=one.in_text,
    )


def _evidence(outcome: Outcome, records: Records | None) -> EvidencePart | None:
    if records is None or outcome.evidence is None:
        return None
    return EvidencePart(
        asked=records.asked,
        unreachable=outcome.evidence.unreachable,
        failures=records.failures,
        references=tuple(
            EvidenceItem(
                reference=row.entry,
                status=row.verdict,
                records=tuple(_record(shown) for shown in row.records),
            )
            for row in records.rows
        ),
    )


def _record(shown: Shown) -> RecordItem:
    match = shown.match
    return RecordItem(
        verdict=match.verdict,
        source=match.candidate.origin.source,
        id=match.candidate.origin.id,
        url=shown.href,
        score=match.score,
        reason=match.reason,
        agreement=match.agreement,
        differences=tuple(
            DifferenceItem(field=d.field, printed=d.printed, recorded=d.recorded)
            for d in shown.differences
        ),
        csl=match.candidate.item,
        updates=match.candidate.updates,
    )


def _summary(outcome: Outcome, story: Story, name: str, encoding: str) -> Summary:
    count = story.count
    return Summary(
        input=name,
        encoding=encoding,
        items=count.items,
        references=count.references,
        citations=count.citations,
        exact=count.exact,
        paired=count.paired,
        lost=count.lost,
        keyed=count.keys,
        never_cited=count.never_cited if count.citations else None,
        findings=_severities(story.top),
        left=_severities(_left(outcome)),
        mended=sum(d.taken for d in outcome.decisions),
        open=sum(len(o.lines) for o in story.open),
        suppressed=len(outcome.suppressed),
        checked=story.records is not None,
    )


def _severities(findings: Iterable[Finding]) -> Severities:
    counts = Counter(finding.severity for finding in findings)
    return Severities(error=counts["error"], warning=counts["warning"], note=counts["note"])


def _left(outcome: Outcome) -> Iterable[Finding]:
    """Give what is open and follows from nothing that is."""
    left = {f.key: f for f in outcome.findings if outcome.state(f) == "open"}
    return (f for f in left.values() if f.because_of not in left or f.because_of == f.key)
