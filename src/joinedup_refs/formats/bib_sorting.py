"""Entries of a .bib file in another order.

What stands between entries divides a file into parts that are sorted by themselves: a heading, a
`@string`, a `@comment`; so does an entry that is broken, for where it ends is not sure. A comment
directly above an entry goes with it. BibTeX wants an entry that others refer to by `crossref`
behind them, so such entries come last in their part.
"""

import re
from collections.abc import Callable, Container, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from joinedup_refs.formats import bib_names
from joinedup_refs.formats.bib_layout import SortedBy
from joinedup_refs.formats.bib_parts import Block
from joinedup_refs.formats.keys import fold
from joinedup_refs.model.name import Organization, Person

if TYPE_CHECKING:
    from joinedup_refs.formats.bib_format import Unit

_YEAR = re.compile(r"-?\d{1,6}")
_LATE = 10**7
_BLANKS = " \t"

_Place: TypeAlias = tuple[object, ...]


def in_order(
    text: str,
    units: Sequence["Unit"],
    between: Sequence[str],
    by: Sequence[SortedBy],
    broken: Container[int],
) -> tuple[list[int], int]:
    """Give the order of units, by their numbers, and how many parts were sorted by themselves.

    Units whose numbers are in `broken` stay where they are.
    """
    parents = _parents(units)
    order: list[int] = []
    part: list[list[int]] = []
    sections = 0

    def close() -> None:
        nonlocal part, sections
        sections += len(part) > 1
        part.sort(key=lambda group: _place(units[group[-1]].block, by, parents))
        order.extend(number for group in part for number in group)
        part = []

    above: list[int] = []
    for number, unit in enumerate(units):
        if unit.block is not None and number not in broken:
            part.append([*above, number])
            above = []
        elif number + 1 not in broken and _goes_with_next(text, units, between, number):
            above.append(number)
        else:
            close()
            order.append(number)
    close()
    return order, sections


def _goes_with_next(
    text: str, units: Sequence["Unit"], between: Sequence[str], number: int
) -> bool:
    """Whether other text is a comment in lines of its own, directly above an entry."""
    unit = units[number]
    if unit.block or number + 1 >= len(units) or units[number + 1].block is None:
        return False
    before = text[units[number - 1].end if number else 0 : unit.start].rpartition("\n")
    alone = not before[2].strip(_BLANKS) and (before[1] != "" or not number)
    held = text[unit.start : unit.end]
    if not alone or any(not line.lstrip().startswith("%") for line in held.splitlines()):
        return False
    return between[number].count("\n") == 1 or between[number] == "\r"


def _parents(units: Sequence["Unit"]) -> Mapping[str, int]:
    """Give how many steps below them an entry has others that refer to it, for those that have."""
    refers = {
        unit.block.key.lower(): field.value.strip().lower()
        for unit in units
        if unit.block is not None
        for field in unit.block.fields
        if field.name == "crossref"
    }
    depth: dict[str, int] = {}
    for child in refers:
        key, steps, seen = child, 0, {child}
        while (key := refers.get(key, "")) and key not in seen and steps < 20:
            seen.add(key)
            steps += 1
            depth[key] = max(depth.get(key, 0), steps)
    return depth


def _place(block: Block | None, by: Sequence[SortedBy], parents: Mapping[str, int]) -> _Place:
    assert block is not None  # noqa: S101  (the last of a group is an entry)
    fields = {field.name: field.value for field in reversed(block.fields)}
    return parents.get(block.key.lower(), 0), *(_BY[one](block, fields) for one in by)


def _by_key(block: Block, fields: Mapping[str, str]) -> str:
    del fields
    return block.key.casefold()


def _by_year(block: Block, fields: Mapping[str, str]) -> int:
    del block
    found = _YEAR.search(fields.get("date") or fields.get("year", ""))
    return int(found[0]) if found else _LATE


def _by_author(block: Block, fields: Mapping[str, str]) -> tuple[int, str]:
    del block
    people = bib_names.read(fields.get("author") or fields.get("editor", ""))
    told = [fold(_shown(name)) for name in people]
    return not told, "\n".join(told)


def _shown(name: object) -> str:
    match name:
        case Person():
            return f"{name.particle} {name.family} {name.given}".strip()
        case Organization():
            return name.name
        case _:
            return str(getattr(name, "text", ""))


_BY: dict[SortedBy, Callable[[Block, Mapping[str, str]], object]] = {
    "key": _by_key,
    "year": _by_year,
    "author": _by_author,
}
