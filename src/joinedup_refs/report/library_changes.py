"""What would be changed in a library, item by item: each value before and after."""

from collections.abc import Iterable, Iterator

from rich.text import Text as Screen

from joinedup_refs.model.value import Json
from joinedup_refs.report import words
from joinedup_refs.report.briefly import clip, entry_name, plain, value_text
from joinedup_refs.targets.zotero.changes import Change, Difference, Kept, Plan

_WIDTH = 18
_LONGEST = 300
_DIM, _LOUD = "dim", "bold"
_NOTHING = "(nothing)"


def told(plan: Plan) -> Screen:
    """Set the changes out for a screen, and under them what stays though it was mended."""
    screen = Screen()
    for change in plan.changes:
        screen.append("\n")
        screen.append(_head(change), _LOUD)
        screen.append(f"  {change.key}\n", _DIM)
        for one in change.differences:
            _before_and_after(screen, one)
    if plan.kept:
        screen.append("\nMended here and not written to Zotero:\n")
        for line in _kept(plan.kept):
            screen.append(f"  {line}\n")
    return screen


def _head(change: Change) -> str:
    title = change.entry.reference.title
    name = entry_name(change.entry, title)
    return plain(f"{name}: {clip(title, 60)}" if title and title not in name else name)


def _before_and_after(screen: Screen, one: Difference) -> None:
    before, after = _said(one.before), _said(one.after)
    screen.append(f"  {words.field(one.variable):<{_WIDTH}}")
    screen.append(f"- {before}\n", "red")
    screen.append(f"  {'':<{_WIDTH}}")
    screen.append(f"+ {after}\n", "green")


def _said(value: Json) -> str:
    return clip(value_text(value), _LONGEST) or _NOTHING


def _kept(kept: Iterable[Kept]) -> Iterator[str]:
    for one in kept:
        name = entry_name(one.entry, one.entry.reference.title)
        change = one.difference
        yield plain(
            f"{name} ({one.key}), {words.field(change.variable)}: {_said(change.before)} → "
            f"{_said(change.after)}: {one.why}"
        )
