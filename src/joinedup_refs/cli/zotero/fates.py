"""What became of items that were sent, in words and as an exit code."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from joinedup_refs.cli.terminal import say

if TYPE_CHECKING:
    from joinedup_refs.targets.zotero.writing import Written

_LONGEST = 60


def told(written: "Written", names: Mapping[str, str], *, of: int, done: str) -> None:
    """Say how many items were written, each that was not and why, and why it stopped, if it did."""
    count = written.counted("written")
    say(f"{count:,} of {of:,} {'item' if of == 1 else 'items'} {done}.")
    for one in written.done:
        if one.fate != "written" or one.why:
            name = names.get(one.key, "")[:_LONGEST]
            fate = "" if one.fate == "written" else f"{one.fate}: "
            say(f"  {one.key} {name}: {fate}{one.why}", err=True)
    if written.stopped:
        say(f"joinedup-refs: {written.stopped}", err=True)


def worst_code(written: "Written") -> int:
    """Give 2 where it stopped, 1 where an item was not written, else 0."""
    if written.stopped:
        return 2
    return int(any(one.fate != "written" for one in written.done))
