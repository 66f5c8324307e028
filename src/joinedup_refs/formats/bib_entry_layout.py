"""One entry of a .bib file laid out anew: its fields one a line, what they say untouched.

What BibTeX (O. Patashnik, BibTeXing, 1988) and biber pass over may change: blanks, what encloses a
value, the case of names of types and fields. An entry in which anything is missing or odd is not
laid out.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from joinedup_refs.formats import tex_letters
from joinedup_refs.formats.bib_dialect import fields_read_by
from joinedup_refs.formats.bib_layout import Layout
from joinedup_refs.formats.bib_library import VERBATIM
from joinedup_refs.formats.bib_pages import with_dashes
from joinedup_refs.formats.bib_parts import MONTHS, Block, Field

_BLANKS = " \t\r\n\f\v"
_NAMES_OF_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_MACROS = {
    said: macro
    for number, (name, macro) in enumerate(zip(_NAMES_OF_MONTHS, MONTHS, strict=True), 1)
    for said in (name, macro, str(number), f"{number:02d}")
} | {"sept": "sep"}
_BLANKS_IN_A_ROW = re.compile(r"[ \t]*[\t\r\n\f\v][ \t\r\n\f\v]*| {2,}")
_COMMENT_SIGN = re.compile(r"(?<!\\)%")
_FREE = frozenset(["abstract", "annote", "annotation", "note"])
"""Fields of several lines, whose lines say something to other programs than BibTeX."""
_BRACES_OR_QUOTE = re.compile(r'[{}"]')
_BRACES = re.compile(r"[{}]")
_BARE = re.compile(r"[^\s#{}\"]+")
_JOINED = re.compile(r"\s*#\s*")
_NUMBER = re.compile(r"[0-9]+")


class Laid(NamedTuple):
    """How the entries of one file are laid out."""

    layout: Layout
    months: bool
    """Whether the macros of months mean what every style has them mean."""


def laid_out(text: str, block: Block, how: Laid, newline: str) -> str | None:
    """Give an entry laid out, without a line end; None for one that is better left as it is."""
    if not block.key or not block.closed or not _stands_well(text, block):
        return None
    fields: list[tuple[str, str]] = []
    for field in block.fields:
        value = _value(text, field, how)
        if value is None:
            return None
        fields.append((field.name, value))
    head = f"@{block.type}{{{block.key}"
    if not fields:
        return text[block.start : block.end]
    layout = how.layout
    if layout.field_order:
        fields.sort(key=_place(layout.field_order))
    width = max(len(name) for name, _ in fields) if layout.align else 0
    lines = [f"{layout.indent}{name:<{width}} = {value}" for name, value in fields]
    end = "," if layout.trailing_comma else ""
    inside = f",{newline}".join((head, *lines))
    return f"{inside}{end}{newline}}}"


def macro_of_month(value: str) -> str:
    """Give the macro for a month by its English name, its macro or its number; else nothing."""
    return _MACROS.get(value.strip(_BLANKS + ".").lower(), "")


def _place(order: Sequence[str]) -> Callable[[tuple[str, str]], int]:
    places = {name: number for number, name in reversed(list(enumerate(order)))}
    last = len(places)
    return lambda field: places.get(field[0], last)


def _stands_well(text: str, block: Block) -> bool:
    """Whether one comma, and blanks, are all that stands between the parts of an entry."""
    here = block.key_at + len(block.key)
    if text[here - len(block.key) : here] != block.key:
        return False
    for field in block.fields:
        if text[here : field.at].strip(_BLANKS) != "," or field.shape == "open":
            return False
        if not field.name.isascii():
            return False
        here = field.after
    return text[here : block.end - 1].strip(_BLANKS) in {"", ","}


def _value(text: str, field: Field, how: Laid) -> str | None:
    layout = how.layout
    name, shape = field.name, field.shape
    if name == "month" and how.months and layout.months:
        bare = shape == "bare"
        said = text[field.start : field.end] if bare else field.value
        # BibTeX prints the number of a month as it stands, and its macro as a word.
        if (
            shape != "joined"
            and not said.strip(_BLANKS).isdigit()
            and (macro := macro_of_month(said))
        ):
            return macro
    if shape == "joined":
        return _joined(text[field.start : field.end])
    written = text[field.start : field.end]
    if shape == "bare":
        if not _NUMBER.fullmatch(written) or layout.values == "kept":
            return written
        return f'"{written}"' if layout.values == "quotes" else f"{{{written}}}"
    value = written
    if name in one_line():
        value = _on_one_line(value)
        if layout.letters != "kept":
            value = tex_letters.written(value, layout.letters)
        if layout.pages and name == "pages":
            value = with_dashes(value)
    elif layout.letters != "kept" and name in _FREE:
        value = tex_letters.written(value, layout.letters)
    return _enclosed(value, quoted=shape == "quotes", layout=layout)


def _on_one_line(value: str) -> str:
    """Make one blank of several and take off those at the ends, as BibTeX does itself."""
    if "%" in value and _COMMENT_SIGN.search(value, 0, value.rfind("\n") + 1):
        return value
    if "\n" in value or "\t" in value or "  " in value or "\r" in value:
        value = _BLANKS_IN_A_ROW.sub(" ", value)
    stripped = value.strip(_BLANKS)
    return value.lstrip(_BLANKS) if stripped.endswith("\\") else stripped


def _enclosed(value: str, *, quoted: bool, layout: Layout) -> str | None:
    wanted = quoted if layout.values == "kept" else layout.values == "quotes"
    if quoted and not wanted and not _braces_pair(value):
        return None
    if wanted and not quoted:
        wanted = _can_be_quoted(value)
    return f'"{value}"' if wanted else f"{{{value}}}"


def _braces_pair(value: str) -> bool:
    depth = 0
    for found in _BRACES.finditer(value):
        depth += 1 if found[0] == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _can_be_quoted(value: str) -> bool:
    """Whether every quotation mark of a value stands within braces of its own."""
    depth = 0
    for found in _BRACES_OR_QUOTE.finditer(value):
        if found[0] == '"' and depth == 0:
            return False
        depth += (found[0] == "{") - (found[0] == "}")
    return True


def _joined(written: str) -> str | None:
    """Give what `#` joins with a blank on each side of it; None where it is put together oddly."""
    pieces = list(_pieces(written))
    return " # ".join(pieces) if "" not in pieces else None


def _pieces(written: str) -> Iterator[str]:
    here = 0
    while True:
        end = _piece_end(written, here)
        yield written[here:end]
        joined = _JOINED.match(written, end)
        if end <= here or joined is None:
            if written[end:].strip(_BLANKS):
                yield ""
            return
        here = joined.end()


def _piece_end(written: str, at: int) -> int:
    opener = written[at : at + 1]
    if opener not in {"{", '"'}:
        bare = _BARE.match(written, at)
        return bare.end() if bare else at
    depth = 0
    for found in _BRACES_OR_QUOTE.finditer(written, at + (opener == '"')):
        depth += (found[0] == "{") - (found[0] == "}")
        if depth == 0 and found[0] == ("}" if opener == "{" else '"'):
            return found.end()
    return at


@cache
def one_line() -> Collection[str]:
    """Give the fields whose line breaks say nothing."""
    read = {name for name, by in fields_read_by().items() if by != "program"}
    return frozenset(read - _FREE - VERBATIM)
