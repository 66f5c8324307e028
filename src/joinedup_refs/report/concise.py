"""One line for each finding, as compilers write them, for editors and for `grep`."""

from joinedup_refs.model.document import Outcome
from joinedup_refs.model.finding import Finding
from joinedup_refs.report.briefly import plain


def concise(outcome: Outcome, name: str) -> str:
    """Give `name:line:column: CODE rule-name message` for each finding, in the order of the text.

    Lines and columns count from 1, columns in code points. A finding that was mended ends with
    `[mended]`; one that follows from another names it.
    """
    causes = {f.key: f for f in outcome.findings}
    return "".join(f"{_line(outcome, f, plain(name), causes)}\n" for f in outcome.findings)


def _line(outcome: Outcome, finding: Finding, name: str, causes: dict[str, Finding]) -> str:
    text, at = outcome.text, finding.primary.start
    cause = causes.get(finding.because_of or "")
    tail = f" [with {cause.code}]" if cause else ""
    tail += " [mended]" if outcome.taken(finding) else ""
    said = f"{finding.code} {finding.rule} {plain(finding.message)}"
    return f"{name}:{text.line(at)}:{text.column(at)}: {said}{tail}"
