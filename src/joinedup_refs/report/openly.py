"""What is left for the reader to decide, with the ways out side by side."""

from bisect import bisect_left
from collections.abc import Iterable

from joinedup_refs.model.document import Document, Outcome
from joinedup_refs.model.edit import AmendText, Fix, MergeInto, SetField, SplitAt
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.text import Span
from joinedup_refs.report import words
from joinedup_refs.report.briefly import plain, value_text, whole_citation
from joinedup_refs.report.mending import in_sentence
from joinedup_refs.report.phrases import beyond
from joinedup_refs.report.story import Open, Option


def opened(outcome: Outcome, top: Iterable[Finding]) -> tuple[Open, ...]:
    """Tell the findings whose fixes were neither taken nor all refused.

    The same matter at several places of the text is told once, with all its lines.
    """
    refused = [(d.code, d.fix) for d in outcome.decisions if not d.taken]
    shown = {f.key for f in top}
    taken = {f.key for f in outcome.findings if outcome.taken(f)}
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in outcome.findings:
        # what follows from something still open is told there, not beside it
        follows = finding.key not in shown and finding.because_of not in taken
        held = [fix for fix in finding.fixes if (finding.code, fix) not in refused]
        if held and not follows and outcome.state(finding) == "open":
            groups.setdefault(_matter(outcome.result, finding), []).append(finding)
    return tuple(_one(outcome, found, number) for number, found in enumerate(groups.values(), 1))


def _matter(document: Document, finding: Finding) -> tuple[object, ...]:
    if _small(finding):
        return (finding.code,)
    if document.in_list(finding.primary):
        return finding.key, finding.message
    return finding.code, finding.entries, document.text.read(finding.primary).text


def following(outcome: Outcome, found: Iterable[Finding]) -> tuple[str, ...]:
    """Name what follows from the given findings; a note says nothing that they do not."""
    keys = {f.key for f in found}
    return tuple(
        dict.fromkeys(
            words.headline(f.rule)
            for f in outcome.findings
            if f.because_of in keys and f.severity != "note"
        )
    )


def _small(finding: Finding) -> bool:
    """Whether all there is to say is one change at one place, so that several fit in a line."""
    edits = [edit for fix in finding.fixes for edit in fix.edits]
    return len(edits) == 1 and isinstance(edits[0], AmendText) and not finding.entries


def _one(outcome: Outcome, found: list[Finding], number: int) -> Open:
    document, first = outcome.result, found[0]
    in_text = not document.in_list(first.primary)
    entries = [e for e in map(document.entry, first.entries) if e is not None]
    alone = len(found) == 1 or not _small(first)
    return Open(
        number=number,
        headline=words.headline(first.rule),
        lines=tuple(document.text.line(f.primary.start) for f in found),
        text=cited(document, first) if in_text and alone else "",
        listed=tuple(plain(document.reading(e)) for e in entries),
        message=plain(first.message) if alone else "",
        reasons=tuple(dict.fromkeys(r for f in found for r in beyond(f.message, f.reasons))),
        options=tuple(option(document, fix) for fix in first.fixes) if alone else (),
        places=() if alone else tuple(_place(document, f) for f in found),
        consequences=following(outcome, found),
        code=first.code,
        rule=first.rule,
    )


def cited(document: Document, finding: Finding) -> str:
    """Give the words in the text that a finding is about; a year alone with its names before it."""
    said = whole_citation(plain(document.text.read(finding.primary).text))
    if not said[:1].isdigit():
        return said
    at = bisect_left(document.citations, finding.primary.start, key=lambda one: one.at.start)
    one = document.citations[at] if at < len(document.citations) else None
    if one is None or one.at != finding.primary or not one.names or one.form == "numeric":
        return said
    *others, last = one.names
    people = " and ".join((", ".join(others), last) if others else (last,))
    return plain(f"{people}{' et al.' if one.et_al else ''} {one.year}")


def _place(document: Document, finding: Finding) -> tuple[int, str, str]:
    edit = finding.fixes[0].edits[0]
    assert isinstance(edit, AmendText)  # noqa: S101  (made so by `_small`)
    change = in_sentence(document, edit)
    return change.line, change.old, change.new


def option(document: Document, fix: Fix) -> Option:
    """Tell one way out, with what it changes in a document where it is not made yet."""
    changes: list[tuple[str, str]] = []
    for edit in fix.edits:
        match edit:
            case AmendText():
                change = in_sentence(document, edit)
                changes.append((change.old, change.new))
            case SplitAt():
                changes.append(("", f"{_after(document, edit)} begins an entry of its own"))
            case MergeInto():
                changes.append(("", "the two become one entry"))
            case _:
                pass
    if not changes:
        changes = [
            ("", f"{words.field(e.field)}: {value_text(e.value) or 'none'}")
            for e in fix.edits
            if isinstance(e, SetField)
        ]
    return Option(
        title=words.sentence(plain(fix.title)),
        support=words.SUPPORT[fix.safety],
        changes=tuple(dict.fromkeys(changes)),
    )


def _after(document: Document, edit: SplitAt) -> str:
    end = min(len(document.text.printed), edit.at + 40)
    said = plain(document.text.read(Span(start=edit.at, end=end)).text)
    return f"“{said} …”"
