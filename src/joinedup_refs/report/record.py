"""One parsed reference, to be read by a person."""

from rich.text import Text as Screen

from joinedup_refs.model.entry import Entry
from joinedup_refs.notation.csl import to_csl
from joinedup_refs.report import words
from joinedup_refs.report.briefly import clip, plain, value_text

_FIRST = ("author", "editor", "issued", "title", "container-title", "volume", "issue", "page")
_DOUBTFUL = 0.5


def record(entry: Entry, printed: str) -> Screen:
    """Set the fields of an entry under one another, what was not understood last.

    `printed` is the string that the entry's spans count in.
    """
    item = to_csl(entry.reference)
    rows = [("kind", str(item.pop("type")))]
    order = [*(f for f in _FIRST if f in item), *(f for f in item if f not in _FIRST)]
    rows += [(words.field(name), clip(value_text(item[name]), 500)) for name in order]
    unread = [plain(printed[s.start : s.end]) for s in entry.unread]
    rows += [("not understood", clip(said, 300)) for said in unread if said]
    wide = max(len(name) for name, _ in rows)
    screen = Screen(end="")
    for name, value in rows:
        screen.append(f"{name:>{wide}}", style="bold").append(f"  {value}\n")
    sure = f"{entry.confidence:.0%} sure"
    if entry.confidence < _DOUBTFUL:
        sure += ": look at every field"
    screen.append(f"{'':>{wide}}  {sure}\n", style="dim")
    if any(mark.what == "border" for mark in entry.marks):
        screen.append(f"{'':>{wide}}  perhaps two references in one\n", style="yellow")
    return screen
