"""Lines put into the entries of a .bib file, written as the lines beside them are."""

import re
from collections.abc import Mapping, Sequence

from joinedup_refs.formats import bib_writing
from joinedup_refs.formats.bib_blocks import blocks
from joinedup_refs.formats.bib_dialect import alias, dialect_of
from joinedup_refs.formats.bib_parts import Block, Field
from joinedup_refs.formats.bib_reading import written
from joinedup_refs.formats.bib_table import Dialect
from joinedup_refs.formats.bibtex_values import Field as NewField
from joinedup_refs.formats.format import Target
from joinedup_refs.model.reference import Reference

_EQUALS = re.compile(r"(\s*)=(\s*)")
_COMMA = re.compile(r"\s*,")
_BLANKS = re.compile(r"[ \t]*")


def fill(text: str, wanted: Mapping[int, Reference]) -> Sequence[tuple[int, str]]:
    """Say what to put in where, so that entries have the values of `wanted` that they lack.

    A value that the file's dialect has no field for, or whose field is there, is passed over; so is
    an entry that is not closed.
    """
    entries = written(text)
    dialect = dialect_of(blocks(text).entries)
    put: dict[int, list[str]] = {}
    for number, reference in wanted.items():
        block = entries[number].block
        if not block.closed or not block.fields:
            continue
        for anchor, new in _missing(block, entries[number].record.reference, reference, dialect):
            at, line = _line(text, block, anchor, new)
            put.setdefault(at, []).append(line)
    return [(at, "".join(put[at])) for at in sorted(put)]


def _missing(
    block: Block, before: Reference, after: Reference, dialect: Dialect
) -> list[tuple[Field, NewField]]:
    """Give the fields that a reference has more than it had, each with the field to go behind."""
    target: Target = "biber" if dialect == "biblatex" else "bibtex"
    old = {field.name for field in bib_writing.fields(before, dialect, target)[1]}
    there = {alias(field.name): field for field in block.fields}
    anchor = block.fields[-1]
    out: list[tuple[Field, NewField]] = []
    for field in bib_writing.fields(after, dialect, target)[1]:
        own = there.get(alias(field.name))
        if own is not None:
            anchor = own
        elif field.name not in old:
            out.append((anchor, field))
    return out


def _line(text: str, block: Block, anchor: Field, new: NewField) -> tuple[int, str]:
    """Give a field as the one before it is written, and where it goes."""
    begun = text.rfind("\n", 0, anchor.at) + 1
    indent = text[begun : anchor.at]
    ending = "\r\n" if text[begun - 2 : begun] == "\r\n" else "\n"
    alone = begun > block.start and not indent.strip(" \t,")
    told = _told(text, block, anchor, new)
    comma = _COMMA.match(text, anchor.after, block.end)
    before = f"{ending}{indent}" if alone else " "
    if alone and "," in indent:  # lines begin with their commas
        return anchor.after, f"{before}{told}"
    if comma is None:
        return anchor.after, f",{before}{told}"
    if "\n" in comma[0]:
        return anchor.after, f"{comma[0]} {told}"
    return comma.end(), f"{before}{told},"


def _told(text: str, block: Block, anchor: Field, new: NewField) -> str:
    written_name = text[anchor.at : anchor.at + len(anchor.name)]
    name = new.name.upper() if written_name.isupper() else new.name
    if written_name.istitle():
        name = new.name.title()
    gap = _EQUALS.match(text, anchor.at + len(anchor.name))
    left, right = (gap[1], gap[2]) if gap and "\n" not in gap[0] else (" ", " ")
    widths = {len(f.name) + len(_left(text, f)) for f in block.fields}
    if len(widths) == 1 and len({len(f.name) for f in block.fields}) > 1:
        left = " " * max(0, widths.pop() - len(name)) or left[:1]
    value = new.tex
    quoted = all(f.shape == "quotes" for f in block.fields if f.shape in {"braces", "quotes"})
    if quoted and value[:1] == "{" and '"' not in value and _has_quotes(block):
        value = f'"{value[1:-1]}"'
    return f"{name}{left}={right}{value}"


def _left(text: str, field: Field) -> str:
    found = _BLANKS.match(text, field.at + len(field.name))
    return found[0] if found else ""


def _has_quotes(block: Block) -> bool:
    return any(field.shape == "quotes" for field in block.fields)
