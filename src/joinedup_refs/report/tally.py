"""How much was found in one text or several, and how much of it can be mended."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from joinedup_refs.model.document import Outcome
from joinedup_refs.model.finding import Finding, Severity
from joinedup_refs.report import words
from joinedup_refs.report.causes import causes

Standing: TypeAlias = Literal["shown", "mended", "settled", "held back", "guess", "choice"]
"""What became of a finding's fixes or, where it has none, of its cause."""

_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts over texts."""

    texts: int
    references: int
    error: int
    """Findings of that severity which follow from no other."""
    warning: int
    note: int
    following: int
    """Findings told with their causes."""
    mended: int
    """Findings that were mended, or would be."""
    held_back: int
    """Findings with a fix that was not taken though it is more than a best guess."""
    guesses: int
    """Findings with one fix that is a best guess."""
    choices: int
    """Findings with several fixes that stand alike, so that a person has to choose."""
    suppressed: int

    @property
    def found(self) -> int:
        """Findings that follow from no other."""
        return self.error + self.warning + self.note


def tally(outcomes: Iterable[Outcome]) -> Tally:
    """Count what was found."""
    outcomes = tuple(outcomes)
    severities: Counter[Severity] = Counter()
    standing: Counter[Standing] = Counter()
    for outcome in outcomes:
        severities.update(cause.finding.severity for cause in causes(outcome.findings))
        standing.update(stands(outcome, finding) for finding in outcome.findings)
    return Tally(
        texts=len(outcomes),
        references=sum(len(outcome.result.entries) for outcome in outcomes),
        error=severities["error"],
        warning=severities["warning"],
        note=severities["note"],
        following=standing.total() - severities.total(),
        mended=standing["mended"],
        held_back=standing["held back"],
        guesses=standing["guess"],
        choices=standing["choice"],
        suppressed=sum(len(outcome.suppressed) for outcome in outcomes),
    )


def stands(outcome: Outcome, finding: Finding) -> Standing:
    """Tell what can be done about a finding, and whether it was."""
    state = outcome.state(finding)
    if state != "open":
        return state
    if not finding.fixes:
        return "shown"
    best = finding.fixes[0].safety
    if sum(fix.safety == best for fix in finding.fixes) > 1:
        return "choice"
    return "guess" if best == "unsafe" else "held back"


def by_severity(told: Tally) -> str:
    """Say how many findings there are of each severity.

    >>> none = dict.fromkeys(
    ...     ("following", "mended", "held_back", "guesses", "choices", "suppressed"), 0
    ... )
    >>> by_severity(Tally(texts=1, references=9, error=1, warning=2, note=0, **none))
    '1 error and 2 warnings'
    """
    parts = [
        words.count(number, severity)
        for severity in _SEVERITIES
        if (number := getattr(told, severity))
    ]
    if len(parts) < 2:
        return "".join(parts) or "nothing found"
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
