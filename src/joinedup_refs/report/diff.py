"""The text as it would be printed with the decisions, and what differs from what was given."""

from collections.abc import Iterable
from difflib import unified_diff

from joinedup_refs.model.document import Outcome
from joinedup_refs.model.edit import AmendText, SplitAt, edits_of
from joinedup_refs.model.text import Span, Text
from joinedup_refs.report.briefly import plain

_MARKER = 12
"""Characters that bullet and blanks before an entry take at most."""


def mended_text(outcome: Outcome) -> str:
    """Give the whole text with the amendments made and a line for each entry split off.

    Whatever no decision touched stays character for character, web-page text included.
    """
    if outcome.result.written is not None:
        return outcome.result.written.reading
    changes = sorted(_changes(outcome), key=lambda c: (c[0].start, c[0].end))
    printed = outcome.text.printed
    parts: list[str] = []
    here = 0
    for at, new in changes:
        if at.start < here:
            continue
        parts += (printed[here : at.start], new)
        here = at.end
    return "".join((*parts, printed[here:]))


def _changes(outcome: Outcome) -> Iterable[tuple[Span, str]]:
    text = outcome.text
    for edit in edits_of(outcome.decisions):
        if isinstance(edit, AmendText):
            yield edit.at, edit.text
        elif isinstance(edit, SplitAt):
            before = text.printed[: edit.at]
            yield Span(start=len(before.rstrip()), end=edit.at), _break(text, edit.at)


def _break(text: Text, at: int) -> str:
    """Give the line end, and the bullet or indentation, that lines of the list have."""
    printed = text.printed
    start = at - text.column(at) + 1
    row = printed[start : start + _MARKER]
    marker = row[: next((n for n, char in enumerate(row) if char.isalnum()), 0)]
    return ("\r\n" if "\r\n" in printed else "\n") + marker


def diff(outcome: Outcome, name: str) -> str:
    """Give a unified diff from the text as given to the text as mended; empty without a change.

    Values filled in that the text does not print are in the report, not here.
    """
    old, new = outcome.text.printed, mended_text(outcome)
    rows = unified_diff(
        _rows(old), _rows(new), f"{plain(name)} (as given)", f"{plain(name)} (mended)", n=1
    )
    return "".join(_shown(row) for row in rows)


def _rows(printed: str) -> list[str]:
    return [f"{row}\n" for row in printed.replace("\r\n", "\n").replace("\r", "\n").split("\n")]


def _shown(row: str) -> str:
    """Take control characters away, the blanks of the line kept."""
    kept = (char if char in " \t" else plain(char) for char in row.rstrip("\n"))
    return "".join(kept) + "\n"
