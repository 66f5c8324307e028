"""Filters of lists of works, as questions to the search."""

import re
from collections.abc import Iterator
from datetime import date

import tantivy
from tantivy import FieldType, Occur, Query

from joinedup_refs.serve.bodies import RefusedError
from joinedup_refs.sources.index.reading import Reading
from joinedup_refs.sources.index.terms import SEEN, day_number, tag

_TAGS = ("type", "prefix", "member", "issn", "isbn", "orcid", "container-title")
_PRESENT = (*SEEN.values(), "has-orcid")
_DATES = {
    "pub-date": "published",
    "issued-date": "published",
    "created-date": "created",
    "deposit-date": "deposited",
    "index-date": "indexed",
    "update-date": "indexed",
}
_BOUNDS = {
    f"{side}-{name}": (side, field) for name, field in _DATES.items() for side in ("from", "until")
}
NAMES = ("doi", *_TAGS, *_PRESENT, *_BOUNDS)
"""All filters."""

_FORMS = {
    "doi": (
        "DOI",
        r"(?:.*/)?10\.\d{4,9}(?:\.\d{1,9}){0,9}/.+",
        "10.prefix/suffix where prefix is 4 or more digits and suffix is a string",
    ),
    "prefix": (
        "Prefix",
        r"(?:.*/)?10\.\d{4,9}(?:\.\d{1,9}){0,9}",
        "10.digits where digits is 4 or more digits",
    ),
    "issn": (
        "ISSN",
        r"(?:.*/)?\d{4}-?\d{3}[\dXx]",
        "aaaa-aaab where a is a digit, and b is a digit or 'X'",
    ),
    "orcid": (
        "ORCID",
        r"(?:.*/)?(?:\d{4}-?){3}\d{3}[\dXx]",
        "aaaa-aaaa-aaaa-aaab where a is a digit and b is a digit or 'X'",
    ),
    "member": ("Integer", r"\d{1,9}", "a positive integer"),
}
"""Filters whose values have a form: what they are called, the form, and how Crossref tells it."""
_DATE = re.compile(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?(?:T[\d:.]{1,20}Z?)?")
_MOST = 300
"""Values that one request may filter by."""


def questions(text: str, reading: Reading) -> list[Query]:
    """Give the conditions of a `filter` parameter, all of which are to hold.

    Several values of one filter are alternatives, as with Crossref.

    Raises:
        RefusedError: a filter is unknown, or has a value that it cannot have.
    """
    values: dict[str, list[str]] = {}
    for name, value in _pairs(text):
        values.setdefault(name, []).append(value)
    if sum(map(len, values.values())) > _MOST:
        raise RefusedError("filter-not-valid", "", f"more than {_MOST} values to filter by")
    schema = reading.schema
    found: list[Query] = []
    for name, wanted in values.items():
        for value in wanted:
            _of_its_form(name, value)
        if name == "doi":
            places = [at for at in map(reading.find, wanted) if at is not None]
            found.append(_any([Query.term_query(schema, "at", at) for at in dict.fromkeys(places)]))
        elif name in _TAGS:
            marks = dict.fromkeys(tag(name, _folded(name, value)) for value in wanted)
            found.append(_any([_tagged(schema, mark) for mark in marks]))
        elif name in _PRESENT:
            found += [_present(schema, name, value) for value in wanted]
        else:
            found += [_dated(schema, name, value) for value in wanted]
    return found


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Take filters apart; a comma that no filter follows belongs to the value before it."""
    pending: tuple[str, str] | None = None
    for part in text.split(",") if text.strip() else ():
        name, colon, value = part.strip().partition(":")
        known = bool(colon) and name in NAMES
        if pending and not known and (not colon or not re.fullmatch(r"[a-z][a-z.-]{0,40}", name)):
            pending = (pending[0], f"{pending[1]},{part}")
            continue
        if pending:
            yield pending
        if not known:
            raise RefusedError(
                "filter-not-available",
                name,
                f"Filter {name[:60]} specified but there is no such filter for this route."
                f" Valid filters for this route are: {', '.join(NAMES)}",
            )
        pending = (name, value.strip())
    if pending:
        yield pending


def _of_its_form(name: str, value: str) -> None:
    called, form, told = _FORMS.get(name, ("", "", ""))
    if form and not re.fullmatch(form, value, re.DOTALL | re.ASCII):
        kind = "integer" if name == "member" else name
        must = "must be" if name == "member" else "must be of the form:"
        msg = f"{called} specified as {value[:60]} but {must} {told}"
        raise RefusedError(f"{kind}-not-valid", value, msg)


def _folded(name: str, value: str) -> str:
    return value.casefold() if name in {"type", "prefix"} else value


def _any(questions: list[Query]) -> Query:
    if not questions:
        return Query.empty_query()
    return Query.boolean_query([(Occur.Should, question) for question in questions])


def _tagged(schema: tantivy.Schema, mark: str) -> Query:
    return Query.term_query(schema, "tags", mark, "basic")


def _present(schema: tantivy.Schema, name: str, value: str) -> Query:
    if value not in {"true", "false", "1", "0", "t", "f"}:
        msg = f"Boolean specified as {value[:60]} but must be one of: t, true, 1, f, false, 0"
        raise RefusedError("boolean-not-valid", value, msg)
    there = _tagged(schema, f"has:{name}")
    if value[0] in "t1":
        return there
    return Query.boolean_query([(Occur.Must, Query.all_query()), (Occur.MustNot, there)])


def _dated(schema: tantivy.Schema, name: str, value: str) -> Query:
    side, field = _BOUNDS[name]
    found = _DATE.fullmatch(value)
    if found is None:
        msg = (
            f"Date specified as {value[:60]} but must be of the form: yyyy or yyyy-MM or yyyy-MM-dd"
        )
        raise RefusedError("date-not-valid", value, msg)
    year, month, day = found.groups()
    try:
        date(max(1, int(year)), int(month or 1), int(day or 1))
    except ValueError:
        told = "specified in the correct format but represents an illegitimate date."
        msg = f"Date {value[:60]} {told}"
        raise RefusedError("date-not-legitimate", value, msg) from None
    if side == "from":
        low, high = day_number(int(year), int(month or 1), int(day or 1)), None
    else:
        low, high = 1, _last_day(int(year), int(month or 12), int(day or 0))
    return Query.range_query(
        schema, field, FieldType.Unsigned, lower_bound=max(1, low), upper_bound=high
    )


def _last_day(year: int, month: int, day: int) -> int:
    """Number the day, or the last of the month where no day is given."""
    if day:
        return day_number(year, month, day)
    return day_number(year + month // 12, month % 12 + 1) - 1
