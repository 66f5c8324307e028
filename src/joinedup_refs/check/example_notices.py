"""The examples of a rule about notices: of the work itself, and of what may be another."""

from joinedup_refs.check.example_records import evidence, match
from joinedup_refs.check.rule import Example
from joinedup_refs.model.evidence import Update, Verdict

_LINE = "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 31–49.\n"


def of_a_notice(notice: Update) -> tuple[Example, ...]:
    """Give a record with a notice, found beyond doubt and not."""
    return (
        _example(notice, "accept", "The record of this work says so."),
        _example(notice, "review", "Of a record that may be of another work nothing is said."),
    )


def _example(notice: Update, verdict: Verdict, why: str) -> Example:
    return Example(
        text=_LINE,
        list_only=True,
        evidence=evidence(match("r1", {"DOI": "10.1080/0"}, updates=(notice,), verdict=verdict)),
        finds=(_LINE.strip(),) if verdict == "accept" else (),
        why=why,
    )
