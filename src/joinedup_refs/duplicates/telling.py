"""What was found, for people and for programs."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from joinedup_refs.duplicates.counting import Count
from joinedup_refs.duplicates.reading import Held
from joinedup_refs.duplicates.result import Duplicates, Pair
from joinedup_refs.model.name import Organization, Person
from joinedup_refs.model.value import Json

_WIDTH = 100
_SHOWN = 20
"""Groups, and pairs to judge, that are shown unless all are asked for."""


def pretty(found: Duplicates, *, full: bool = False) -> str:
    """Tell people what was found: counts, groups, and pairs for them to judge."""
    lines = [*_counts(found), *_groups(found, full=full), *_possible(found, full=full)]
    return "\n".join(lines) + "\n"


def to_json(found: Duplicates) -> dict[str, Json]:
    """Give what was found as JSON has it; records by file, line and key."""
    groups: list[Json] = []
    for group in found.groups:
        kept, *others = (_record(found.records[place]) for place in group)
        groups.append({"kept": kept, "merged": [*others]})
    pairs: list[Json] = [_pair(found, pair) for pair in found.pairs]
    return {"schema": 1, "counts": found.counts.to_json(), "groups": groups, "pairs": pairs}


def _pair(found: Duplicates, pair: Pair) -> Json:
    return {
        "verdict": pair.verdict,
        "decided": pair.decided is not None,
        "agree": list(pair.agree),
        "doubt": pair.doubt,
        "records": [_record(found.records[place]) for place in (pair.one, pair.other)],
    }


def _record(held: Held) -> Json:
    line = held.line or None
    return {"file": held.file, "line": line, "key": held.key, "database": held.database}


def _counts(found: Duplicates) -> Iterator[str]:
    counts = found.counts
    files = _number(len(counts.files), "file")
    yield f"{files}, {_number(counts.all.identified, 'record')}: " + _joined(
        f"{count.name} {count.identified:,}" for count in counts.files
    )
    if counts.unread:
        yield f"{_number(counts.unread, 'record')} could not be read and {_is(counts.unread)} not "
        yield "counted."
    if found.unmet:
        yield f"{_number(found.unmet, 'decision')} on records that are not in these files."
    yield ""
    names = [count.name[:40] for count in counts.databases]
    width = max(len(name) for name in (*names, "RECORDS"))
    yield f"{'RECORDS':{width}}  identified  duplicates        left"
    for name, count in zip(names, counts.databases, strict=True):
        yield _row(name, count, width)
    yield _row("all", counts.all, width)


def _joined(parts: Iterator[str]) -> str:
    return ", ".join(parts)


def _row(name: str, count: Count, width: int) -> str:
    numbers = (count.identified, count.duplicates, count.left)
    return f"{name:{width}}" + "".join(f"{number:>12,}" for number in numbers)


def _groups(found: Duplicates, *, full: bool) -> Iterator[str]:
    yield ""
    if not found.groups:
        yield "No work stands in several records."
        return
    yield f"DUPLICATES: {_number(len(found.groups), 'work')} in several records"
    agree = {(pair.one, pair.other): pair for pair in found.pairs}
    for number, group in enumerate(found.groups, 1):
        if number > _SHOWN and not full:
            yield f"  and {len(found.groups) - _SHOWN:,} more (--full shows them)"
            break
        head, *rest = group
        yield from _wrapped(f"{number} {_work(found.records[head])}", "  ", "    ")
        yield from _wrapped(f"kept    {found.records[head].place}", "    ", "            ")
        for place in rest:
            why = _why(agree, group, place)
            line = f"merged  {found.records[place].place}{why}"
            yield from _wrapped(line, "    ", "            ")


def _why(agree: dict[tuple[int, int], Pair], group: Sequence[int], place: int) -> str:
    """Say what tells that a record is of the work of another one in its group."""
    for other in group:
        pair = agree.get((min(place, other), max(place, other)))
        if pair is not None and pair.decided:
            return ": decided"
        if pair is not None and pair.verdict == "same":
            return f": {_agreement(pair)}"
    return ""


def _agreement(pair: Pair) -> str:
    return f"{', '.join(pair.agree)} {'agrees' if len(pair.agree) == 1 else 'agree'}"


def _possible(found: Duplicates, *, full: bool) -> Iterator[str]:
    pairs = found.possible
    if not pairs:
        return
    yield ""
    are = "pair may be one work" if len(pairs) == 1 else "pairs may be one work each"
    yield f"YOUR DECISION (nothing merged): {len(pairs):,} {are}"
    for number, pair in enumerate(pairs, 1):
        if number > _SHOWN and not full:
            yield f"  and {len(pairs) - _SHOWN:,} more (--full shows them, --pairs FILE lists them)"
            break
        one, other = found.records[pair.one], found.records[pair.other]
        yield from _wrapped(f"{number} {_work(one)}", "  ", "    ")
        yield from _wrapped(one.place, "    ", "      ")
        yield from _wrapped(other.place, "    ", "      ")
        yield from _wrapped(f"{_agreement(pair)}; {pair.doubt}", "    ", "      ")


def _work(held: Held) -> str:
    """Name a work: `Adams and Cole 2001, Joint plans for rivers`."""
    reference = held.record.reference
    people = [
        one.family if isinstance(one, Person) else one.name
        for one in reference.author or reference.editor
        if isinstance(one, (Person, Organization))
    ]
    who = " and ".join(people) if len(people) < 3 else f"{people[0]} et al."
    issued = reference.issued
    year = str(issued.year) if issued and issued.kind == "date" and issued.year else ""
    head = " ".join(part for part in (who, year) if part)
    title = " ".join(reference.title.split())[:_WIDTH] or "without a title"
    return f"{head}, {title}" if head else title


def _wrapped(line: str, first: str, rest: str) -> list[str]:
    return wrap(
        line, _WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    ) or [first]


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
