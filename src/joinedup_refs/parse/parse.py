"""Strings to typed references; never split, never an error."""

import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from threading import Lock
from typing import TypeAlias

from joinedup_refs.parse.labeller import MAX_CHARS, load
from joinedup_refs.parse.marks import marks_of
from joinedup_refs.parse.model_file import Model
from joinedup_refs.parse.parsed import Parsed, Plain
from joinedup_refs.parse.values import dressed, plain

_KEPT = 4096
"""Strings whose parse is kept: several long lists, some megabytes."""
_SHOWN = 200
"""Characters of a string that a failure shows."""
_AT_ONCE = 12_000
"""Characters read at once: some dozens of references, or a few long lines."""
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


_Key: TypeAlias = tuple[str, Model | None]


class _Kept:
    """The last strings parsed, and what they gave; may be shared between threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._parsed: OrderedDict[_Key, Parsed] = OrderedDict()
        self._lock = Lock()

    def known(self, keys: Sequence[_Key]) -> dict[_Key, Parsed]:
        """Give those of the strings that are kept."""
        with self._lock:
            met = {key: self._parsed[key] for key in keys if key in self._parsed}
            for key in met:
                self._parsed.move_to_end(key)
            return met

    def keep(self, parsed: dict[_Key, Parsed]) -> None:
        """Keep some more, and forget those asked for longest ago."""
        with self._lock:
            self._parsed.update(parsed)
            while len(self._parsed) > self._most:
                self._parsed.popitem(last=False)


_kept = _Kept(_KEPT)


def parse(raw: str, model: Model | None = None) -> Parsed:
    """Parse one reference string; places and marks are code points of it.

    A string that is no reference gives an `Unclassified` one. The last few thousand strings are
    kept, so that parsing a list again costs only what changed in it. `model` is the one that
    reads, by default the shipped one.

    Raises:
        ModelInvalid: the parsing model is missing or is not the one that was shipped.
    """
    return parse_each([raw], model)[0]


def parse_each(raws: Sequence[str], model: Model | None = None) -> list[Parsed]:
    """Parse several strings as `parse` does each; at once, which takes half the time.

    Raises:
        ModelInvalid: the parsing model is missing or is not the one that was shipped.
    """
    keys = [(raw, model) for raw in raws]
    parsed = _kept.known(keys)
    new = [key for key in dict.fromkeys(keys) if key not in parsed]
    if new:
        values = read_marked([raw for raw, _ in new], model)
        found = {key: dressed(plain) for key, plain in zip(new, values, strict=True)}
        _kept.keep(found)
        parsed |= found
    return [parsed[key] for key in keys]


def read(raws: Sequence[str], model: Model | None = None) -> list[Plain]:
    """Read several strings at once, which costs less than one by one; without their marks.

    Raises:
        ModelInvalid: the parsing model is missing or is not the one that was shipped.
    """
    return [values for portion in _portions(raws) for values in _read(portion, model)]


def _portions(raws: Sequence[str]) -> Iterator[Sequence[str]]:
    """Part strings so that few long ones are read at once: memory grows with their length."""
    first = length = 0
    for at, raw in enumerate(raws):
        length += min(len(raw), MAX_CHARS)
        if length > _AT_ONCE and at > first:
            yield raws[first:at]
            first, length = at, min(len(raw), MAX_CHARS)
    yield raws[first:]


def _read(raws: Sequence[str], model: Model | None) -> list[Plain]:
    labeller = load(model)
    # Half a character can be written nowhere, in no JSON either; the mark for what is lost can.
    whole = [raw if raw.isascii() else _LONE_SURROGATE.sub("\ufffd", raw) for raw in raws]
    try:
        labelled = labeller.label_many(whole)
        told = labeller.opened.sureness.told
        return [told(plain(raw, labels)) for raw, labels in zip(whole, labelled, strict=True)]
    except Exception as error:
        if len(raws) > 1:  # one by one, so that the failure names the string
            return [_read([raw], model)[0] for raw in raws]
        error.add_note(f"while parsing {raws[0][:_SHOWN]!r}")
        raise


def read_marked(raws: Sequence[str], model: Model | None = None) -> list[Plain]:
    """Read several strings at once, with their marks.

    Raises:
        ModelInvalid: the parsing model is missing or is not the one that was shipped.
    """
    return [
        values._replace(marks=marks_of(raw)) if raw.strip() else values
        for raw, values in zip(raws, read(raws, model), strict=True)
    ]
