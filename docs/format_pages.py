"""Makes the page of record formats: what each carries, measured on records made up for it."""

import re
from collections.abc import Iterator
from itertools import chain, zip_longest
from pathlib import Path
from typing import NamedTuple

from sphinx.application import Sphinx

from joinedup_refs import formats
from joinedup_refs.formats import Format, Record
from joinedup_refs.model.value import Json
from joinedup_refs.notation.csl import from_csl, to_csl

RECORDS = Path(__file__).parents[1] / "tests" / "formats" / "made_records.csl.json"
FIELD, NOTE, CHANGED, LOST = "field", "note", "changed", "lost"
_SHOWN = {FIELD: "yes", NOTE: "note", CHANGED: "changed", LOST: "no"}
_ORDER = (LOST, CHANGED, NOTE, FIELD)
_MEASURED = (
    "Measured on {} records made up to be hard: signs, markup, scripts, particles, ranges of "
    "dates, every kind of work. Each is written and read again."
)
_LEGEND = (
    "**yes**: in a field of the format's own, and back as it was (where the format is only "
    "written: told in it). **note**: as a line `variable: value` of a note, which this program and "
    "Zotero read, and people can. **changed**: not quite as it was, see below. **no**: not told. "
    "Where it depends on the kind of work or on the value, the worst is shown, and in brackets the "
    "share that is carried."
)


class Fate(NamedTuple):
    """What became of a value in a format."""

    format: str
    record: str
    variable: str
    fate: str
    before: Json
    after: Json


def write(app: Sphinx) -> None:
    """Write the generated page into the folder of the documentation, where it is ignored."""
    target = Path(app.srcdir) / "formats" / "index.md"
    target.parent.mkdir(exist_ok=True)
    target.write_text(page(), encoding="utf-8")


def page() -> str:
    """Give the Markdown of the page."""
    found = fates()
    return "\n\n".join(
        (
            "# Record formats",
            _formats(),
            "## What a format carries",
            _MEASURED.format(len(records())),
            _shares(found),
            _LEGEND,
            _by_variable(found),
            "## What changes",
            _changes(found),
            "",
        )
    )


def records() -> tuple[Record, ...]:
    """Give the records that formats are measured on."""
    read = formats.find("csl-json").read
    assert read is not None  # noqa: S101  (CSL-JSON is read)
    return read(RECORDS.read_text(encoding="utf-8"))


def fates() -> tuple[Fate, ...]:
    """Give what becomes of every value of the records in every format that is written."""
    written = [f for f in formats.all_formats() if f.write is not None]
    return tuple(
        chain.from_iterable(_fates(form, record) for form in written for record in records())
    )


def _fates(form: Format, record: Record) -> Iterator[Fate]:
    assert form.write is not None  # noqa: S101  (only such are asked)
    before = to_csl(record.reference)
    text = form.write([record], form.target)
    after = to_csl(form.read(text)[0].reference) if form.read else {}
    for variable in before:
        noted = _in_note(variable, _notes(text) if form.name == "cff" else text)
        noted = noted and not form.name.startswith("csl-")
        if form.read is not None:
            same = after.get(variable) == before[variable]
            fate = (NOTE if noted else FIELD) if same else CHANGED
        else:
            without = {k: v for k, v in before.items() if k != variable}
            other = form.write([record._replace(reference=from_csl(without))], form.target)
            fate = LOST if other == text else NOTE if noted else FIELD
        yield Fate(form.name, record.id, variable, fate, before[variable], after.get(variable))


def _notes(text: str) -> str:
    return text.partition("  notes:")[2]


def _in_note(variable: str, text: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(variable)}: ", text) is not None


def _formats() -> str:
    rows = [
        "| format | `--from`, `--to` | endings | read | written | `--for` |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for form in formats.all_formats():
        programs = dict.fromkeys((*form.targets, form.target)) if form.targets else ()
        cells = (
            form.title,
            f"`{form.name}`",
            " ".join(f"`{suffix}`" for suffix in form.suffixes),
            "yes" if form.read else "",
            "yes" if form.write else "",
            ", ".join(programs),
        )
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def _shares(found: tuple[Fate, ...]) -> str:
    names = dict.fromkeys(fate.format for fate in found)
    rows = ["| format | values | own field | note | changed | not told |", "| --- " * 6 + "|"]
    for name in names:
        own = [fate.fate for fate in found if fate.format == name]
        shares = (f"{own.count(fate) / len(own):.1%}" for fate in (FIELD, NOTE, CHANGED, LOST))
        rows.append(f"| {name} | {len(own)} | {' | '.join(shares)} |")
    return "\n".join(rows)


def _by_variable(found: tuple[Fate, ...]) -> str:
    names = tuple(dict.fromkeys(fate.format for fate in found))
    held: dict[str, dict[str, list[str]]] = {}
    for fate in found:
        held.setdefault(fate.variable, {}).setdefault(fate.format, []).append(fate.fate)
    rows = [f"| variable | {' | '.join(names)} |", "| --- " * (len(names) + 1) + "|"]
    for variable in sorted(held, key=str.casefold):
        cells = [_cell(held[variable][name]) for name in names]
        if set(cells) != {_SHOWN[FIELD]}:
            rows.append(f"| {variable} | {' | '.join(cells)} |")
    whole = [v for v in held if {_cell(held[v][n]) for n in names} == {_SHOWN[FIELD]}]
    return "\n".join(rows) + f"\n\nEverywhere in a field of its own: {', '.join(sorted(whole))}."


def _cell(own: list[str]) -> str:
    worst = next(fate for fate in _ORDER if fate in own)
    good = own.count(FIELD)
    return _SHOWN[worst] if good in {0, len(own)} else f"{_SHOWN[worst]} ({good}/{len(own)} yes)"


def _changes(found: tuple[Fate, ...]) -> str:
    return "\n".join(
        f"- {fate.format}, {fate.variable} of {fate.record}: {_code(before)} → {_code(after)}"
        for fate in found
        if fate.fate == CHANGED
        for before, after in _parts(fate)
    )


def _parts(fate: Fate) -> Iterator[tuple[Json, Json]]:
    """Give what differs, of a list member by member."""
    before, after = fate.before, fate.after
    if isinstance(before, list) and isinstance(after, list):
        pairs = zip_longest(before, after)
        yield from ((one, other) for one, other in pairs if one != other)
    else:
        yield before, after


def _code(value: Json) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return ", ".join(f"{name} `{part}`" for name, part in value.items())
    if isinstance(value, list):
        return "; ".join(_code(one) for one in value)
    return f"`{value}`".replace("\n", "⏎")
