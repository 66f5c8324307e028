"""One line for each finding, as compilers write them, for editors and for `grep`."""

from joinedup_refs.model.document import Outcome
from joinedup_refs.model.finding import Finding
from joinedup_refs.report.briefly import plain


def concise(outcome: Outcome, name: str, *, only_checked: bool = False) -> str:
    """Give `name:line:column: CODE rule-name: message` for each finding, in the order of the text.

    Lines and columns count from 1, columns in code points. A finding that follows from another
    names it, and one that was mended, by itself or with its cause, says so; with `only_checked`,
    that it can be.
    """
    causes = {f.key: f for f in outcome.findings}
    done = "can be mended" if only_checked else "mended"
    rows = (_line(outcome, f, plain(name), causes, done) for f in outcome.findings)
    return "".join(f"{row}\n" for row in rows)


def _line(
    outcome: Outcome, finding: Finding, name: str, causes: dict[str, Finding], done: str
) -> str:
    text, at = outcome.text, finding.primary.start
    cause = causes.get(finding.because_of or "")
    tail = f" [with {cause.code}]" if cause else ""
    state = outcome.state(finding)
    tail += "" if state == "open" else f" [{done}]" if state == "mended" else f" [{done} with it]"
    said = f"{finding.code} {finding.rule}: {plain(finding.message)}"
    return f"{name}:{text.line(at)}:{text.column(at)}: {said}{tail}"
