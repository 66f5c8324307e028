"""From strings, or stretches of a text, to entries."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from joinedup_refs.model.entry import Entry
from joinedup_refs.model.text import Span, Text
from joinedup_refs.model.value import Json
from joinedup_refs.parse.model_file import Choice, Model, chosen
from joinedup_refs.parse.parse import parse, parse_each, read, read_marked
from joinedup_refs.parse.parsed import Parsed
from joinedup_refs.parse.values import dressed
from joinedup_refs.spread import cores, spread

_BATCH = 64
"""Strings read at a time: enough to outweigh what a batch costs, or handing it to a process."""


class CslItem(NamedTuple):
    """What a string says, as CSL-JSON has it, and how surely."""

    csl: dict[str, Json]
    """A CSL item without an `id`; `{"type": "document"}` for a string that says nothing."""
    confidence: float
    """How sure the parser is of the item as a whole, 0 to 1."""


class Stretch(NamedTuple):
    """Where one entry stands in a text."""

    id: str
    at: tuple[Span, ...]
    marker: str = ""
    """The bullet or number before it, as printed."""


def read_entries(
    text: Text, stretches: Sequence[Stretch], *, model: Model | None = None
) -> tuple[Entry, ...]:
    """Parse stretches of a text, each as one entry."""
    readings = [text.read(*one.at) for one in stretches]
    parsed = parse_each([reading.text for reading in readings], model)
    return tuple(
        _entry(values, *one, reading.printed)
        for one, reading, values in zip(stretches, readings, parsed, strict=True)
    )


def parse_entry(raw: str, *, model: Choice = None) -> Entry:
    """Parse one reference string; the entry is `r1`, and its spans are code points of `raw`.

    A string that is no reference gives an entry with an `Unclassified` reference; nothing is ever
    split: one string, one entry. `model` is a folder that `joinedup-refs train` has written, to
    parse with in place of the shipped model.

    Raises:
        ModelInvalid: the model is missing, or is not the one that was shipped or trained.
    """
    return _alone(raw, parse(raw, chosen(model)))


def parse_many(
    strings: Iterable[str],
    *,
    processes: int | None = 1,
    batch: int = _BATCH,
    model: Choice = None,
) -> Iterator[Entry]:
    """Parse strings lazily and in order: one in, one out, in flat memory.

    Strings are read in batches, the first ones of a few strings only, later ones of `batch`; 1 is
    for a source that waits for each answer. With `processes` above 1, or None for as many as there
    are cores, the work is shared among so many copies of this process, or fresh interpreters where
    none can be made, which pays from a thousand strings on; under `if __name__ == "__main__":`, as
    always with processes. What the strings' iterator raises comes after the entries of what it gave
    before.

    Raises:
        TypeError: `strings` is one string, which `parse` takes.
        ModelInvalid: the parsing model is missing or is not the one that was shipped.
    """
    several, number = _several(strings), _number(processes)
    if number > 1:  # plain values are cheaper to hand over than entries
        reading = partial(read_marked, model=chosen(model))
        pairs = spread(reading, several, processes=number, batch=batch, copies=True)
        return (_alone(raw, dressed(values)) for raw, values in pairs)
    made = partial(_entries, model=chosen(model))
    return (entry for _, entry in spread(made, several, processes=1, batch=batch))


def parse_to_csl(
    strings: Iterable[str],
    *,
    processes: int | None = 1,
    batch: int = _BATCH,
    model: Choice = None,
) -> Iterator[CslItem]:
    """Parse strings to CSL items alone, faster than `parse_many` and otherwise like it.

    The items are those of `to_csl`, without `id`; where in a string a value stands, what was left
    unread and what looks wrong is not told.

        >>> next(parse_to_csl(["Perri 6 (1997), Holistic Government (Demos)."])).csl["title"]
        'Holistic Government'

    Raises:
        TypeError: `strings` is one string.
        ModelInvalid: the parsing model is missing or is not the one that was shipped.
    """
    several = spread(
        partial(read, model=chosen(model)),
        _several(strings),
        processes=_number(processes),
        batch=batch,
        copies=True,
    )
    return (CslItem(values.item, values.confidence) for _, values in several)


def _entries(raws: Sequence[str], model: Model | None) -> list[Entry]:
    """Make the entries of several strings at once, each of a text of its own."""
    return [
        _alone(raw, dressed(values))
        for raw, values in zip(raws, read_marked(raws, model), strict=True)
    ]


def _several(strings: Iterable[str]) -> Iterable[str]:
    if isinstance(strings, (str, bytes)):
        msg = "several strings are expected, not one; put it in a list, or call parse"
        raise TypeError(msg)
    return strings


def _number(processes: int | None) -> int:
    return cores() if processes is None else processes


def _alone(raw: str, parsed: Parsed) -> Entry:
    """Make the entry of a string that is a text by itself: its code points are the text's."""
    return _entry(parsed, "r1", (_as_it_stands(0, len(raw)),), "", _as_it_stands)


def _as_it_stands(start: int, end: int) -> dict[str, int]:
    return {"start": start, "end": end}


def _entry(
    parsed: Parsed,
    identifier: str,
    at: tuple[Span | dict[str, int], ...],
    marker: str,
    printed: Callable[[int, int], Span | dict[str, int]],
) -> Entry:
    """Make an entry in one step, which is much faster than part by part.

    `printed` gives the span of the text behind a stretch of what was parsed.
    """
    return Entry.model_validate(
        {
            "id": identifier,
            "at": at,
            "marker": marker,
            "reference": parsed.reference,
            "origins": {
                variable: {"kind": "printed", "at": printed(start, end), "confidence": sure}
                for variable, (start, end, sure) in parsed.places.items()
            },
            "confidence": parsed.confidence,
            "unread": tuple(printed(start, end) for start, end in parsed.unread),
            "marks": tuple(
                {"what": mark.what, "at": _start(printed(mark.at, mark.at))}
                for mark in parsed.marks
            ),
        }
    )


def _start(span: Span | dict[str, int]) -> int:
    return span.start if isinstance(span, Span) else span["start"]
