"""A fix of a value as a library file writes it: in LaTeX, within its field, or as a line.

Rules that speak of any input write plain text. What a file cannot be given that way is not offered:
the finding stays, without the fix.
"""

from typing import NamedTuple

from joinedup_refs.formats import find, tex
from joinedup_refs.formats.ascii_tex import in_ascii
from joinedup_refs.formats.bib_library import VERBATIM
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Fix, SetField
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.text import Span

_VERBATIM = frozenset({"DOI", "URL", "PMID", "PMCID"}) | VERBATIM
_CLOSERS = {"{": "}", '"': '"'}


def as_written(document: Document, finding: Finding) -> Finding:
    """Give a finding with its fixes as the library file writes them; in prose, as it is."""
    if document.written is None or not finding.fixes:
        return finding
    entries = [entry for entry in map(document.entry, finding.entries) if entry is not None]
    made = (_fix(document, entries, fix) for fix in finding.fixes)
    return finding.model_copy(update={"fixes": tuple(fix for fix in made if fix is not None)})


def told_by_key(document: Document, finding: Finding) -> Finding:
    """Begin what a finding says with the key of its entry, by which a library knows it."""
    if document.written is None or len(finding.entries) != 1:
        return finding
    entry = document.entry(finding.entries[0])
    key = entry.reference.citation_key if entry else ""
    if not key or _names(finding.message, key):
        return finding
    return finding.model_copy(update={"message": f"In {key}: {finding.message}"})


def _names(message: str, key: str) -> bool:
    """Whether a message holds a key as a word of its own."""
    at = message.find(key)
    while at >= 0:
        around = message[at - 1 : at] + message[at + len(key) : at + len(key) + 1]
        if not any(char.isalnum() or char == "_" for char in around):
            return True
        at = message.find(key, at + 1)
    return False


class _Value(NamedTuple):
    """A value as the file has it."""

    variable: str
    at: Span
    whole: Span
    """With the braces or quotation marks around it."""
    opener: str
    """`{`, `"`, or nothing for a macro or a number."""


def _fix(document: Document, entries: list[Entry], fix: Fix) -> Fix | None:
    """Give a fix as the file writes it; None where the file cannot be given it."""
    sets = [edit for edit in fix.edits if isinstance(edit, SetField)]
    amends = [edit for edit in fix.edits if isinstance(edit, AmendText)]
    by_id = {entry.id: entry for entry in entries}
    if len(sets) + len(amends) < len(fix.edits) or any(e.entry not in by_id for e in sets):
        return None
    printed = [edit for edit in sets if edit.field in by_id[edit.entry].origins]
    if find(document.text.form).fill is None or (sets and not printed):
        # written anew, or put in on a line for which the format finds the place
        return fix.model_copy(update={"edits": tuple(sets)}) if sets else None
    written = [_amended(document, entries, amend) for amend in amends]
    for edit in printed:
        origin = by_id[edit.entry].origins[edit.field]
        if isinstance(origin, Printed) and not any(origin.at.covers(e.at) for e in amends):
            return None
    edits = tuple(edit for edit in written if edit is not None)
    whole = len(edits) == len(written)
    return fix.model_copy(update={"edits": (*edits, *sets)}) if whole else None


def _value(document: Document, entries: list[Entry], at: Span) -> _Value | None:
    """Give the value, printed in one of the entries themselves, that a stretch lies in."""
    printed = document.text.printed
    for entry in entries:
        for variable, origin in entry.origins.items():
            if not isinstance(origin, Printed) or not origin.at.covers(at):
                continue
            if not any(span.covers(origin.at) for span in entry.at):
                continue
            before, after = origin.at.start - 1, origin.at.end + 1
            opener = printed[before : origin.at.start]
            if opener in _CLOSERS and printed[origin.at.end : after] == _CLOSERS[opener]:
                return _Value(variable, origin.at, Span(start=before, end=after), opener)
            return _Value(variable, origin.at, origin.at, "")
    return None


def _amended(document: Document, entries: list[Entry], amend: AmendText) -> AmendText | None:
    """Write a change of a value in LaTeX; None where there is none, or it would break the field."""
    value = _value(document, entries, amend.at)
    if value is None:
        return None
    written = _encoded(document, value, amend.text)
    if not value.opener:
        whole = amend.at == value.at and _is_one_piece(document.text.slice(value.at))
        return AmendText(at=amend.at, text=f"{{{written}}}") if whole else None
    at = _balanced(document.text.printed, amend.at, value.at)
    if at is None:
        return None
    if value.opener == '"':
        written = written.replace('"', '{"}')
    return AmendText(at=at, text=written)


def _is_one_piece(printed: str) -> bool:
    return not any(sign in printed for sign in '#"{}')


def _encoded(document: Document, value: _Value, text: str) -> str:
    if value.variable in _VERBATIM:
        return tex.address(text)
    written = tex.escape(text)
    if value.variable == "page":
        return written.replace("–", "--")
    plain = document.written is not None and document.written.reading.isascii()
    return in_ascii(written) if plain else written


def _balanced(printed: str, at: Span, within: Span) -> Span | None:
    """Widen a stretch over braces beside it until those in it pair; None where that cannot be."""
    start, end = at.start, at.end
    while (need := _unpaired(printed[start:end])) != (0, 0):
        closing, opening = need
        if closing and start > within.start and printed[start - 1] == "{":
            start -= 1
        elif opening and end < within.end and printed[end] == "}":
            end += 1
        else:
            return None
    return Span(start=start, end=end)


def _unpaired(text: str) -> tuple[int, int]:
    """Count closing braces that open before, and opening ones that close behind."""
    closing = opening = 0
    for char in text:
        if char == "{":
            opening += 1
        elif char == "}":
            closing, opening = (closing, opening - 1) if opening else (closing + 1, opening)
    return closing, opening
