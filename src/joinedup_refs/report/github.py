"""Findings as GitHub's workflow commands, which show them beside the lines of a change.

Source: GitHub Docs, "Workflow commands for GitHub Actions"; its toolkit's way of escaping.
"""

from joinedup_refs.model.document import Outcome
from joinedup_refs.model.finding import Finding, Severity
from joinedup_refs.model.text import Text
from joinedup_refs.report import words
from joinedup_refs.report.briefly import clip, plain
from joinedup_refs.report.causes import Cause, causes
from joinedup_refs.report.openly import option
from joinedup_refs.report.phrases import because, beyond

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})
_CHANGE = 120


def github(outcome: Outcome, name: str) -> str:
    """Give a command for each finding, with its reasons, its fixes and what follows from it."""
    return "".join(f"{_command(outcome, name, cause)}\n" for cause in causes(outcome.findings))


def _command(outcome: Outcome, name: str, cause: Cause) -> str:
    finding = cause.finding
    properties = {
        "file": plain(name).replace("\\", "/"),
        **_place(outcome.text, finding),
        "title": f"{finding.code} {finding.rule}",
    }
    told = ",".join(f"{key}={value.translate(_PROPERTY)}" for key, value in properties.items())
    lines = [plain(finding.message), *_more(outcome, finding)]
    for one in cause.consequences:
        where = f"line {outcome.text.line(one.primary.start)}"
        lines.append(f"With it, {where}: {one.code} {one.rule}: {plain(one.message)}")
        lines += _more(outcome, one)
    return f"::{_COMMANDS[finding.severity]} {told}::{chr(10).join(lines).translate(_DATA)}"


def _place(text: Text, finding: Finding) -> dict[str, str]:
    """Give the place; columns only within one line, since they are shown for nothing else."""
    start, end = finding.primary.start, finding.primary.end
    line, last = text.line(start), text.line(max(start, end - 1))
    if last > line:
        return {"line": str(line), "endLine": str(last)}
    column = text.column(start)
    after = column + max(1, end - start)
    return {"line": str(line), "col": str(column), "endColumn": str(after)}


def _more(outcome: Outcome, finding: Finding) -> list[str]:
    lines = []
    if reasons := beyond(finding.message, finding.reasons):
        lines.append(words.sentence(because(reasons)))
    taken = outcome.taken(finding)
    document = outcome.document if taken else outcome.result
    fixes = (taken.fix,) if taken else finding.fixes
    for number, fix in enumerate(fixes):
        way = option(document, fix)
        changes = "; ".join(
            f"{clip(old, _CHANGE)} → {clip(new, _CHANGE) or 'nothing'}"
            if old
            else clip(new, _CHANGE)
            for old, new in way.changes[:3]
        )
        word = "Fix" if len(fixes) == 1 else "Either" if not number else "Or"
        lines.append(f"{word} ({way.support}): {way.title}" + (f": {changes}" if changes else ""))
    return lines
