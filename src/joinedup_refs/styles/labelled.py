"""Lists in BibTeX's standard styles, set by pybtex as plain text.

Source: O. Patashnik, BibTeXing (1988), for plain, alpha and unsrt; pybtex 0.24 or later.
"""

import re
from collections.abc import Sequence
from typing import Any

from pybtex.backends.plaintext import Backend as PlainText
from pybtex.database import Entry as PybtexEntry
from pybtex.database import Person as PybtexPerson
from pybtex.plugin import find_plugin
from pybtex.style.template import FieldIsMissing

from joinedup_refs.errors import ConfigInvalid
from joinedup_refs.formats import Record, tex
from joinedup_refs.formats.bib_names import apart
from joinedup_refs.formats.bib_writing import fields
from joinedup_refs.formats.keys import citation_keys
from joinedup_refs.model.reference import Reference
from joinedup_refs.model.value import Json
from joinedup_refs.notation.csl import from_csl, to_csl

STYLES = ("plain", "alpha", "unsrt")
"""The styles that can be named."""

_SIGNS = {ord(sign): chr(0xE000 + n) for n, sign in enumerate("{}$#%&_~^\\<>")}
"""Signs of LaTeX, and characters for private use that stand for them while pybtex has the text."""
_BACK = {ord(held): chr(sign) for sign, held in _SIGNS.items()}
_EDITION = re.compile(r"\s+(?:ed\.?|edition)\Z", re.IGNORECASE)
_MARKUP = re.compile(r"</?(?:i|b|sub|sup|sc|span)(?:\s[^<>]{0,80})?>")
_LOOSE = frozenset({"misc", "online", "dataset", "software", "patent"})
"""Entry types of which pybtex prints little more than the title."""
_SAID_LOOSELY = ("container-title", "genre", "number", "version", "publisher")
_NOBODY = "editor. "
"""What pybtex prints of the editors of a book that has none."""
_PEOPLE = frozenset({"author", "editor"})
_MONTHS = {
    "jan": "January",
    "feb": "February",
    "mar": "March",
    "apr": "April",
    "may": "May",
    "jun": "June",
    "jul": "July",
    "aug": "August",
    "sep": "September",
    "oct": "October",
    "nov": "November",
    "dec": "December",
}


class _Unicode(PlainText):  # type: ignore[misc]  # pybtex has no types
    """pybtex's plain text with a real dash between pages."""

    symbols = PlainText.symbols | {"ndash": "–", "nbsp": " "}


def cite(records: Sequence[Record], style: str) -> tuple[str, ...]:
    """Give each reference as the style prints it, its label in brackets, in the style's order.

    `style` is `plain` (numbers, sorted by author), `alpha` (labels, sorted) or `unsrt` (numbers, in
    the given order). What a style requires and a reference does not have is left out.

    Raises:
        ConfigInvalid: there is no style of that name.
    """
    if style not in STYLES:
        msg = f"there is no style {style!r}\nname one of: {', '.join(STYLES)}"
        raise ConfigInvalid(msg)
    made = zip(records, citation_keys(records), strict=True)
    entries = [_entry(record.reference, key) for record, key in made]
    formatting = find_plugin("pybtex.style.formatting", style)()
    ordered = list(formatting.sort(entries))
    labels = list(formatting.format_labels(ordered))
    return tuple(
        f"[{label}] {_set(formatting, label, entry)}"
        for label, entry in zip(labels, ordered, strict=True)
    )


def _set(formatting: Any, label: str, entry: PybtexEntry) -> str:
    """Set one entry; what the style misses is given to it empty, once for each field."""
    for _ in range(20):
        try:
            text = formatting.format_entry(label, entry).text
        except FieldIsMissing as missing:
            if missing.field_name in _PEOPLE:
                entry.persons[missing.field_name] = []
            else:
                entry.fields[missing.field_name] = ""
            continue
        said = " ".join(str(text.render(_Unicode())).translate(_BACK).split())
        return said if any(entry.persons.values()) else said.removeprefix(_NOBODY)
    return ""


def _entry(reference: Reference, key: str) -> PybtexEntry:
    kind, written = fields(_plain(reference))
    values = {field.name: field.tex.removeprefix("{").removesuffix("}") for field in written}
    values["month"] = _MONTHS.get(values.get("month", ""), values.get("month", ""))
    persons = {
        role: [PybtexPerson(name) for name in apart(values.pop(role), "and")]
        for role in _PEOPLE
        if values.get(role)
    }
    for unprinted in ("annote", "abstract", "keywords", "urldate", "entrysubtype", "language"):
        values.pop(unprinted, None)
    if kind in _LOOSE:
        values["howpublished"] = _loosely(reference, numbered="eprint" in values)
    entry = PybtexEntry(kind, {name: value for name, value in values.items() if value}, persons)
    entry.key = key
    return entry


def _plain(reference: Reference) -> Reference:
    """Take the markup out of a reference, which plain text has no use for, and LaTeX's signs."""
    item = to_csl(reference)
    edition = _EDITION.sub("", str(item.get("edition", "")))
    return from_csl({k: _held(v) for k, v in (item | {"edition": edition}).items()})


def _held(value: Json) -> Json:
    match value:
        case str():
            return _MARKUP.sub("", value).translate(_SIGNS)
        case list():
            return [_held(inner) for inner in value]
        case dict():
            return {k: v if k == "parse-names" else _held(v) for k, v in value.items()}
        case _:
            return value


def _loosely(reference: Reference, *, numbered: bool) -> str:
    """Give what a style says nothing of where it has no type for the entry."""
    item = to_csl(_plain(reference))
    if numbered:
        item.pop("number", None)
    said = dict.fromkeys(str(item[name]) for name in _SAID_LOOSELY if item.get(name))
    return ", ".join(tex.line(part) for part in said)
