"""What a format has no field for, as lines `variable: value` in a note, both directions.

Zotero keeps such lines in its field Extra, so people know them.
"""

import json
import re
from collections.abc import Mapping

from joinedup_refs.formats import plain_names
from joinedup_refs.model.date import Date
from joinedup_refs.model.name import Name
from joinedup_refs.model.value import Json
from joinedup_refs.notation import and_others, dates
from joinedup_refs.notation.csl import date_from_csl, date_to_csl, name_from_csl, name_to_csl
from joinedup_refs.tables import rows

_KINDS = {row["variable"]: row["kind"] for row in rows("csl_variables")} | {"type": "text"}
_LINE = re.compile(r"(?:other\.(\S{1,80}?)|([A-Za-z][\w-]{1,40})): (.*)")
_RANGE = re.compile(
    r"(?P<about>c\.\s)?(?P<first>-?\d{1,4}(?:-\d\d){0,2})[/–](?P<last>-?\d{1,4}(?:-\d\d){0,2})"
)
_GOES_ON = "| "
_OTHERS = "and-others"
"""Not a variable: whose names end in *et al.*"""


def write(left: Mapping[str, Json]) -> str:
    r"""Give variables as lines, those that CSL knows first; others are marked as such.

    >>> write({"coden": "TEST", "director": [{"family": "Varda", "given": "Agnès"}]})
    'director: Varda, Agnès\nother.coden: TEST'
    """
    others = and_others.of(left)
    left = and_others.marked(left, ()) if others else left
    known = [v for v in left if v in _KINDS]
    rest = [v for v in left if v not in _KINDS]
    lines = [f"{variable}: {_words(left[variable])}" for variable in known]
    lines += [f"{_OTHERS}: {', '.join(others)}"] if others else []
    lines += [f"other.{variable}: {_words(left[variable])}" for variable in rest]
    return "\n".join(line.replace("\n", f"\n{_GOES_ON}") for line in lines)


def read(text: str) -> tuple[str, dict[str, Json]]:
    r"""Take the lines that name a variable out of a note: what else it says, and their values.

    >>> read("Bought in Ghent\nmedium: CSV\nAsk: Ann")
    ('Bought in Ghent\nAsk: Ann', {'medium': 'CSV'})
    """
    if not text:
        return "", {}
    said: list[str] = []
    told: dict[str, str] = {}
    last = ""
    for line in text.splitlines():
        found = _LINE.fullmatch(line)
        name = (found[1] or found[2]) if found else ""
        if found and name not in told and (found[1] or name in _KINDS or name == _OTHERS):
            last = name
            told[last] = found[3]
        elif last and line.startswith(_GOES_ON.rstrip()):
            told[last] += f"\n{line.removeprefix(_GOES_ON.rstrip()).lstrip()}"
        else:
            last = ""
            said.append(line)
    others = told.pop(_OTHERS, "")
    values = {variable: value(variable, text) for variable, text in told.items()}
    return "\n".join(said), and_others.marked(values, others.split(", ")) if others else values


def value(variable: str, text: str) -> Json:
    """Give the value that a text has for a variable, as CSL-JSON has it."""
    match _KINDS.get(variable):
        case "names":
            found = [plain_names.read(part) for part in text.split("; ")]
            return [name_to_csl(name) for name in found if name is not None]
        case "date":
            date = dates.parse(text) or _range(text)
            return {"literal": text} if date is None else date_to_csl(date)
        case "text" | "pages":
            return text
        case _:
            return _json(text)


def _range(text: str) -> Date | None:
    """Read a range as `_words` gives one, however long: `-1000/1000-01-01`."""
    found = _RANGE.fullmatch(text)
    sides = [dates.parse(found[name]) for name in ("first", "last")] if found else []
    starts = [side.start for side in sides if side is not None and side.start is not None]
    if found is None or len(starts) < 2:
        return None
    return Date(start=starts[0], end=starts[1], circa=bool(found["about"]))


def _json(text: str) -> Json:
    if text[:1] in {"{", "["} and len(text) < 10_000:
        try:
            loaded: Json = json.loads(text)
        except (ValueError, RecursionError):
            return text
        return loaded
    return text


def _words(value: Json) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict) and (date := date_from_csl(value)) is not None:
        return _date_in_words(date) if date.kind == "date" else date.text
    if people := people_of(value):
        return "; ".join(plain_names.write(name) for name in people)
    return json.dumps(value, ensure_ascii=False)


def _date_in_words(date: Date) -> str:
    """Give a date as people write it; where a month is known, a season tells nothing more."""
    if date.start is not None and date.start.month is not None:
        date = date.model_copy(update={"season": None})
    return dates.format(date)


def people_of(value: Json) -> tuple[Name, ...]:
    """Give the names of a CSL name variable; none where one of them is no name."""
    found = [name_from_csl(v) for v in value] if isinstance(value, list) else []
    people = tuple(name for name in found if name is not None)
    return people if len(people) == len(found) else ()
