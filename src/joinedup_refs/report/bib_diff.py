"""What changes in a .bib file, as a unified diff, in time linear in the length of the file.

Entries are held against one another one by one, so that no line of one is looked for in another.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from joinedup_refs.formats.bib_format import units

_LONGEST = 2000
"""Lines of one entry that are matched to one another; a longer one is shown replaced whole."""
_CONTEXT = 2
_OPEN = "\0end"
"""Behind a last line that nothing ends."""
_NO_END = "\n\\ No newline at end of file\n"


def bib_diff(before: str, after: str, name: str) -> Iterator[str]:
    """Give the lines of a diff, each with its end; nothing where nothing changes."""
    if before == after:
        return
    yield f"--- {name}\n"
    yield f"+++ {name} (laid out)\n"
    old_line, new_line = 1, 1
    for old, new in _pieces(before, after):
        if old != new:
            yield from _hunks(old, new, old_line, new_line)
        old_line += len(old)
        new_line += len(new)


def _pieces(before: str, after: str) -> Iterator[tuple[list[str], list[str]]]:
    """Give the lines of both texts in pieces that belong together, an entry or more each."""
    old, new = (_ends(text) for text in (before, after))
    if len(old) != len(new):
        yield _lines(before), _lines(after)
        return
    here, there = 0, 0
    for old_end, new_end in zip(old, new, strict=True):
        if old_end is not None and new_end is not None:
            yield _lines(before[here:old_end]), _lines(after[there:new_end])
            here, there = old_end, new_end
    if here < len(before) or there < len(after):
        yield _lines(before[here:]), _lines(after[there:])


def _ends(text: str) -> list[int | None]:
    """Give where the line ends that each unit ends in; None where the next one begins in it."""
    found = list(units(text))
    out: list[int | None] = []
    for number, unit in enumerate(found):
        end = text.find("\n", unit.end)
        end = len(text) if end < 0 else end + 1
        follows = number + 1 < len(found) and found[number + 1].start < end
        out.append(None if follows else end)
    return out


def _lines(text: str) -> list[str]:
    *lines, last = text.split("\n")
    return [*lines, f"{last}{_OPEN}"] if last else lines


def _hunks(old: Sequence[str], new: Sequence[str], old_at: int, new_at: int) -> Iterator[str]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if max(len(old), len(new)) > _LONGEST:
        yield from _hunk([("replace", 0, len(old), 0, len(new))], old, new, old_at, new_at)
        return
    for group in matcher.get_grouped_opcodes(_CONTEXT):
        yield from _hunk(group, old, new, old_at, new_at)


def _hunk(
    group: Sequence[tuple[str, int, int, int, int]],
    old: Sequence[str],
    new: Sequence[str],
    old_at: int,
    new_at: int,
) -> Iterator[str]:
    first, last = group[0], group[-1]
    yield f"@@ -{_range(old_at, first[1], last[2])} +{_range(new_at, first[3], last[4])} @@\n"
    for tag, a, b, c, d in group:
        if tag == "equal":
            yield from (_shown(" ", line) for line in old[a:b])
            continue
        yield from (_shown("-", line) for line in old[a:b])
        yield from (_shown("+", line) for line in new[c:d])


def _range(at: int, start: int, end: int) -> str:
    length = end - start
    begun = at + start - (length == 0)
    return str(begun) if length == 1 else f"{begun},{length}"


def _shown(sign: str, line: str) -> str:
    return (
        f"{sign}{line.removesuffix(_OPEN)}{_NO_END}" if line.endswith(_OPEN) else f"{sign}{line}\n"
    )
