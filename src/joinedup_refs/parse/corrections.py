"""Corrected references as a file has them: each a string and what it should have been read as.

The lines that `joinedup-refs parse --lines … --explain --format jsonl` prints will do, mended where
they are wrong, and so will the `references` of a JSON report.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from joinedup_refs.model.value import Json

__all__ = ["Correction", "Passed", "merged", "read_corrections", "written"]

_TEXT = ("text", "raw", "string")
"""Names that the string may have in an object."""
_LONGEST = 3000
"""Characters: a longer string is no single reference."""


class Correction(NamedTuple):
    """A reference string with its right values."""

    text: str
    csl: Mapping[str, Json]
    place: str
    """Where it was given, for messages: a file and a line."""


class Passed(NamedTuple):
    """What could not be used, and why."""

    place: str
    why: str

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.place}: {self.why}"


def read_corrections(content: bytes, name: str) -> tuple[list[Correction], list[Passed]]:
    r"""Read corrections; whatever cannot be used is told and passed over.

    >>> read_corrections(b'{"text": "Demos 1997", "csl": {"publisher": "Demos"}}\n{', "a.jsonl")[1]
    [Passed(place='a.jsonl, line 2', why='is no JSON: put one object on each line')]
    """
    found: list[Correction] = []
    passed: list[Passed] = []
    for place, held, why in _objects(content, name):
        if why:
            passed.append(Passed(place, why))
            continue
        one = _correction(held, place)
        if isinstance(one, Passed):
            passed.append(one)
        elif one is not None:
            found.append(one)
    return found, passed


def _objects(content: bytes, name: str) -> Iterator[tuple[str, Any, str]]:
    """Give each object with its place, or the reason why there is none."""
    content = content.removeprefix(b"\xef\xbb\xbf")
    whole = _whole(content)
    if whole is not None:
        yield from ((f"{name}, reference {n}", one, "") for n, one in enumerate(whole, 1))
        return
    for number, line in enumerate(content.split(b"\n"), 1):
        if not line.strip():
            continue
        place = f"{name}, line {number}"
        try:
            yield place, json.loads(line.decode("utf-8")), ""
        except UnicodeDecodeError:
            yield place, None, "is not UTF-8: save the file as UTF-8"
        except (ValueError, RecursionError):
            yield place, None, "is no JSON: put one object on each line"


def _whole(content: bytes) -> Sequence[Any] | None:
    """Give the references of a file that is one JSON value, such as a report."""
    if content.lstrip()[:1] not in {b"{", b"["}:
        return None
    try:
        held = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    if isinstance(held, dict) and isinstance(held.get("references"), list):
        return list(held["references"])
    return held if isinstance(held, list) else None


def _correction(held: Any, place: str) -> Correction | Passed | None:
    """Read one object; None for an empty line of a parsed file."""
    if not isinstance(held, dict):
        return Passed(place, 'is no object such as {"text": "…", "csl": {…}}')
    text = next((held[key] for key in _TEXT if key in held), None)
    item = held.get("csl")
    if isinstance(text, str) and not text.strip() and not item:
        return None
    why = _unusable(text, item)
    if why or not isinstance(text, str) or not isinstance(item, dict):
        return Passed(place, why)
    writable = text.encode("utf-8", "replace").decode("utf-8")  # no lone surrogates
    return Correction(" ".join(writable.split()), item, place)


def _unusable(text: Any, item: Any) -> str:
    """Say why nothing can be learnt from a string and its values; empty where something can."""
    if not isinstance(text, str):
        return 'has no "text": parse with --explain --format jsonl, which gives it'
    if not isinstance(item, dict):
        return 'has no "csl", the right values as a CSL-JSON object'
    if not text.strip() or not item.keys() - {"type", "id"}:
        return "is empty: there is nothing to learn from it"
    if len(text) > _LONGEST:
        return f"has more than {_LONGEST:,} characters, which no reference has"
    return ""


def merged(corrections: Iterable[Correction]) -> tuple[list[Correction], list[Passed]]:
    """Leave out what was corrected again later: the last one counts."""
    last: dict[str, Correction] = {}
    passed: list[Passed] = []
    for one in corrections:
        before = last.pop(one.text, None)
        if before is not None and before.csl != one.csl:
            passed.append(Passed(before.place, f"is corrected again in {one.place}"))
        last[one.text] = one
    return list(last.values()), passed


def written(corrections: Iterable[Correction]) -> bytes:
    """Write corrections as lines that `read_corrections` reads."""
    lines = [
        json.dumps({"text": one.text, "csl": dict(one.csl)}, ensure_ascii=False)
        for one in corrections
    ]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
