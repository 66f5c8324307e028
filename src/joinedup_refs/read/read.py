"""A file, a string or bytes to a text with its cuts."""

import codecs
import os
import re
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import NamedTuple

from joinedup_refs import read as package
from joinedup_refs.discover import parts
from joinedup_refs.errors import InputUnreadable
from joinedup_refs.formats import all_formats, told_by
from joinedup_refs.model.text import Text
from joinedup_refs.read.carrier import Carrier, Content
from joinedup_refs.read.cuts import cuts_of
from joinedup_refs.read.library import decode_library, format_of
from joinedup_refs.read.plain import CARRIER as PLAIN

LARGEST = 64_000_000
"""Bytes, or characters of a string, that are taken in at most."""
LONGEST = 16_000_000
"""Characters of text that are read at most, a page's tags left out; a long book has two million."""
MOST_LINES = 300_000
"""Lines that are read at most."""

LIBRARY = "library"
"""What the carrier of a file of records is called."""

_SNIFFED = 4096
_FILE_NAME = re.compile(
    r"[^\n\r]{0,300}\.(?:txt|text|md|markdown|[rq]md|html?|xhtml|docx?|odt|rtf|pdf|epub|bib|ris|nbib|enw"
    r"|json|csljson|xml|mods|ya?ml|rdf|cff|tex)",
    re.IGNORECASE,
)


class Input(NamedTuple):
    """What was read, and how."""

    text: Text
    """The text with what its reading leaves out: residue, furniture, lost line breaks."""
    name: str
    """The file's name as given; empty for strings and bytes."""
    encoding: str
    """The encoding found or given; empty for strings."""
    carrier: str
    """The kind of content: `text`, `html`, `markdown`, `library` for a file of records."""


def read(
    source: str | bytes | os.PathLike[str], *, encoding: str | None = None, suffix: str = ""
) -> Input:
    """Read a text: `str` is always text, an `os.PathLike` is a file, `bytes` is content.

    Without `encoding`, bytes are read by their byte order mark, as UTF-8, then as Windows-1252.
    `suffix` (`.html`) says what bytes or a string hold where nothing in them tells.

    A file of records (`.bib`) is told by its ending or by how it begins; its text says which
    format it has, and is to be read by it.

    Raises:
        InputUnreadable: no such file, no text, another encoding, more than 64 million bytes, or
            more text than a dozen long books hold.
    """
    if isinstance(source, (str, bytes)):
        data, name = source, ""
        if isinstance(source, str):
            _refuse_file_name(source)
    else:
        path = Path(source)
        _refuse_records(path)
        data, name = file_content(path), os.fspath(source)
        suffix = suffix or path.suffix
    refuse_size(len(data), name)
    content = Content(data, encoding, name or "the given content")
    form = format_of(suffix, _head(data))
    if form is not None:
        decoded = decode_library(content, form)
        return Input(decoded.text, name, decoded.encoding, LIBRARY)
    carrier = _carrier(data, suffix)
    carried = carrier.read(content)
    _refuse_length(carried.printed, name)
    text = Text(
        printed=carried.printed,
        cuts=cuts_of(carried.printed, carried.cuts),
        markup=carried.markup,
    )
    return Input(text, name, carried.encoding, carrier.name)


@cache
def carriers() -> tuple[Carrier, ...]:
    """Give every carrier of prose."""
    return parts(package, "CARRIER", Carrier)


def _carrier(data: bytes | str, suffix: str) -> Carrier:
    head = _head(data)
    named = next((c for c in carriers() if suffix.lower() in c.suffixes), PLAIN)
    if named is not PLAIN:
        return named
    return next((c for c in carriers() if c.sniff(head)), PLAIN)


def _head(data: bytes | str) -> str:
    head = data[:_SNIFFED]
    if isinstance(head, str):
        return head
    head = head.removeprefix(codecs.BOM_UTF8)
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return head.decode("utf-16", "ignore") if wide else head.decode("latin-1")


def file_content(path: Path) -> bytes:
    """Give what a file holds.

    Raises:
        InputUnreadable: there is none, it cannot be read, or has more than 64 million bytes.
    """
    try:
        if path.is_dir():
            msg = f"{path} is a folder\nname a file in it"
            raise InputUnreadable(msg)
        refuse_size(path.stat().st_size, str(path))
        return path.read_bytes()
    except FileNotFoundError:
        msg = f"there is no file {path}{_near(path)}"
        raise InputUnreadable(msg) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        msg = f"{path} cannot be read: {reason}"
        raise InputUnreadable(msg) from None


def _near(path: Path) -> str:
    try:
        names = sorted(p.name for p in path.parent.iterdir())
    except OSError:
        return f"\nthere is no folder {path.parent} either"
    close = get_close_matches(path.name, names, n=1)
    return f"\ndid you mean {path.parent / close[0]}?" if close else ""


def _refuse_records(path: Path) -> None:
    """Refuse a file of records, whose fields would be taken for words."""
    form = told_by(path.suffix, "")
    if form is not None and form.open is not None:
        return
    kinds = [f for f in all_formats() if path.suffix.lower() in f.suffixes]
    if kinds and all(kind.open is None for kind in kinds) and path.is_file():
        kind = kinds[0]
        msg = (
            f"{path} is a file of records ({kind.title}), not a text with a list\n"
            "joinedup-refs convert turns it into another format, cite prints it as a list"
        )
        raise InputUnreadable(msg)


def refuse_size(size: int, name: str) -> None:
    """Refuse what is larger than is taken in, before it is read where its size is known.

    Raises:
        InputUnreadable: it is.
    """
    if size > LARGEST:
        most = LARGEST // 1_000_000
        held = f"{size // 1_000_000} MB; more than {most} MB are not read"
        if size == LARGEST + 1:  # all that was taken of standard input
            held = f"more than {most} MB, which are not read"
        msg = f"{name or 'the given content'} has {held}\ngive the part with the references"
        raise InputUnreadable(msg)


def _refuse_length(printed: str, name: str) -> None:
    """Refuse what is no manuscript, before it takes all memory."""
    lines = max(printed.count("\n"), printed.count("\r"))
    if len(printed) <= LONGEST and lines <= MOST_LINES:
        return
    held = (
        f"{len(printed) / 1e6:.0f} million characters of text; "
        f"more than {LONGEST // 1_000_000} million"
        if len(printed) > LONGEST
        else f"{lines:,} lines; more than {MOST_LINES:,}"
    )
    msg = (
        f"{name or 'the given content'} has {held} are not read\ngive the part with the references"
    )
    raise InputUnreadable(msg)


def _refuse_file_name(source: str) -> None:
    line = source.strip()
    if len(line) <= 300 and " (" not in line and _FILE_NAME.fullmatch(line) and "://" not in line:
        msg = f"{line!r}: this looks like a file name; pass a Path\nfor example Path({line!r})"
        raise InputUnreadable(msg)
