"""Lists whose entries stand as a label, the authors, the title and the rest on lines of their own.

So ScienceDirect sets them: `Adams and Brook, 2001` or `[1]`, then three lines, then buttons.
"""

import re
from collections.abc import Sequence

from joinedup_refs.split.lines import Line
from joinedup_refs.split.markers import Marker, marker

_LABEL = re.compile(r"[^\W\d_][^\d\r\n]{1,100},? (?:(?:1[5-9]|20)\d\d[a-z]?|n\.d\.)")
_FEWEST = 3
_MOST_LINES = 7
"""Lines of one entry, its label included."""


def stacked(lines: Sequence[Line]) -> dict[int, Marker | None]:
    """Give the lines that begin entries, each with its label; nothing in a list of another kind."""
    groups: list[list[int]] = [[]]
    for at, line in enumerate(lines):
        if not line.empty:
            groups[-1].append(at)
        elif line.gone == "link-residue" and groups[-1]:
            groups.append([])
    groups = [group for group in groups if group]
    several = [group for group in groups if 3 <= len(group) <= _MOST_LINES]
    if len(groups) < _FEWEST or len(several) * 5 < len(groups) * 3:
        return {}
    labels = {group[0]: _label(lines[group[0]].string) for group in groups}
    if sum(label is not None for label in labels.values()) * 5 < len(groups) * 4:
        return {}
    return labels


def _label(string: str) -> Marker | None:
    """Read a line that is no more than a label or a number."""
    if _LABEL.fullmatch(string):
        return Marker("label", "", len(string))
    found = marker(string)
    return found if found and found.end >= len(string) else None


def joint(left: str, right: str) -> str:
    """Say what is read between two such lines: a full stop where the line has no end of its own."""
    if (left[-1].isalnum() or left[-1] in ')”’"') and not right[0].islower():
        return ". "
    return " "
