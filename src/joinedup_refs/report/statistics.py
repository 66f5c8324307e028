"""How often each rule found something."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from joinedup_refs.model.document import Outcome
from joinedup_refs.model.finding import Severity
from joinedup_refs.report import words
from joinedup_refs.report.tally import Standing, stands

_DECISIONS: tuple[Standing, ...] = ("held back", "guess", "choice")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequency:
    """One rule, and what it found in one text or several."""

    code: str
    rule: str
    severity: Severity
    found: int
    """Findings, those told with another one included."""
    mendable: int
    """Of these, what is mended without asking, or goes with the mend of its cause."""
    guesses: int
    """Of these, what has a fix that nobody makes for you."""


def frequencies(outcomes: Iterable[Outcome]) -> tuple[Frequency, ...]:
    """Count findings by rule, the most frequent first."""
    rules: dict[str, tuple[str, Severity]] = {}
    counts: dict[str, Counter[Standing]] = defaultdict(Counter)
    for outcome in outcomes:
        for finding in outcome.findings:
            rules[finding.code] = (finding.rule, finding.severity)
            counts[finding.code][stands(outcome, finding)] += 1
    rows = [
        Frequency(
            code=code,
            rule=rule,
            severity=severity,
            found=counts[code].total(),
            mendable=counts[code]["mended"] + counts[code]["settled"],
            guesses=sum(counts[code][kind] for kind in _DECISIONS),
        )
        for code, (rule, severity) in rules.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.found, row.code)))


def as_table(rows: Iterable[Frequency]) -> str:
    """Set frequencies out in lines: how many, which rule, how many of them can be mended."""
    rows = tuple(rows)
    wide = max((len(str(row.found)) for row in rows), default=0)
    name = max((len(row.rule) for row in rows), default=0)
    lines = [
        f"{row.found:>{wide}}  {row.code}  {row.rule:<{name}}  {row.severity:<7}  {_mendable(row)}"
        for row in rows
    ]
    return "".join(f"{line.rstrip()}\n" for line in lines) or "Nothing found.\n"


def as_data(rows: Iterable[Frequency], suppressed: int) -> str:
    """Give frequencies as JSON, indented, with a line end."""
    held = {
        "schema": 1,
        "statistics": [
            {
                "code": row.code,
                "rule": row.rule,
                "severity": row.severity,
                "found": row.found,
                "mendable": row.mendable,
                "decisions": row.guesses,
            }
            for row in rows
        ],
        "suppressed": suppressed,
    }
    return json.dumps(held, ensure_ascii=False, indent=2) + "\n"


def _mendable(row: Frequency) -> str:
    told = [f"{row.mendable} can be mended"] if row.mendable else []
    told += [f"{words.count(row.guesses, 'decision')} of yours"] if row.guesses else []
    return ", ".join(told)
