"""Library files: bytes to a text that can be written back byte for byte, and back to bytes."""

import codecs
import re
from contextlib import suppress
from typing import NamedTuple

from joinedup_refs.errors import InputUnreadable
from joinedup_refs.formats import told_by
from joinedup_refs.formats.format import Format
from joinedup_refs.model.text import Cut, Span, Text
from joinedup_refs.read.carrier import Content
from joinedup_refs.read.decode import declared_in, decode, whole_characters

STRAY = "stray-byte"
"""Why a character of a UTF-8 file is cut: its byte is no UTF-8."""

_MARKS = {
    "utf-8-sig": (codecs.BOM_UTF8, "utf-8"),
    "utf-32-le-sig": (codecs.BOM_UTF32_LE, "utf-32-le"),
    "utf-32-be-sig": (codecs.BOM_UTF32_BE, "utf-32-be"),
    "utf-16-le-sig": (codecs.BOM_UTF16_LE, "utf-16-le"),
    "utf-16-be-sig": (codecs.BOM_UTF16_BE, "utf-16-be"),
}
_SURROGATE = re.compile("[\udc80-\udcff]")


class Decoded(NamedTuple):
    """A library file as text."""

    text: Text
    encoding: str
    """Its name, as users are told it."""


def format_of(suffix: str, head: str) -> Format | None:
    """Give the format of a library file by its ending or its beginning; None for any other file."""
    found = told_by(suffix, head)
    return found if found is not None and found.open is not None else None


def decode_library(content: Content, form: Format) -> Decoded:
    """Decode a library file; in UTF-8, a byte that is none is read as Windows-1252 and marked.

    Raises:
        InputUnreadable: the bytes are no text, or not in the encoding asked for.
    """
    data = content.data
    if isinstance(data, str):
        return Decoded(Text(printed=whole_characters(data), form=form.name, encoding="utf-8"), "")
    declared = declared_in(data)
    if content.encoding is None and declared in {None, "utf-8"} and (mixed := _mixed(data)):
        return Decoded(_with_strays(mixed, form.name), "utf-8")
    carried = decode(content, declared)
    return Decoded(
        Text(
            printed=carried.printed,
            form=form.name,
            encoding=_encoding(data, carried.printed, carried.encoding),
        ),
        carried.encoding,
    )


def _mixed(data: bytes) -> str:
    """Decode UTF-8 with stray bytes; empty for what is whole, or of one other encoding."""
    if b"\0" in data:
        return ""
    text = data.decode("utf-8", "surrogateescape")
    if not _SURROGATE.search(text):
        return ""
    strays = len(_SURROGATE.findall(text))
    if sum(not char.isascii() for char in text) > 2 * strays:  # mostly UTF-8
        return text
    with suppress(UnicodeDecodeError):
        data.decode("cp1252")
        return ""
    return text


def _with_strays(text: str, form: str) -> Text:
    places = [m.start() for m in _SURROGATE.finditer(text)]
    printed = _SURROGATE.sub(lambda m: _from_byte(ord(m[0]) - 0xDC00), text)
    cuts = tuple(
        Cut(printed=Span(start=at, end=at + 1), reading=printed[at], why=STRAY) for at in places
    )
    marked = printed.startswith("\ufeff")
    encoding = "utf-8"
    if marked:
        printed, encoding = printed[1:], "utf-8-sig"
        cuts = tuple(
            cut.model_copy(
                update={"printed": Span(start=cut.printed.start - 1, end=cut.printed.end - 1)}
            )
            for cut in cuts
        )
    return Text(printed=printed, cuts=cuts, form=form, encoding=encoding)


def _from_byte(byte: int) -> str:
    raw = bytes([byte])
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _to_byte(char: str) -> bytes:
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1")


def _encoding(data: bytes, printed: str, told: str) -> str:
    """Give the encoding in which the text becomes these very bytes; empty where there is none."""
    marked = next((name for name, (mark, _) in _MARKS.items() if data.startswith(mark)), "")
    for name in filter(None, (marked, told)):
        with suppress(LookupError, UnicodeError, ValueError):
            mark, codec = _MARKS.get(name, (b"", name))
            if mark + printed.encode(codec) == data:
                return name
    return ""


def encode(written: Text) -> bytes:
    """Give a library file as it is to be written: its own bytes, but for what is amended.

    Raises:
        InputUnreadable: its encoding cannot be written, or has no sign for what was put in.
    """
    if not written.encoding:
        msg = "its encoding cannot be written again as it is\nsave the file as UTF-8 first"
        raise InputUnreadable(msg)
    mark, codec = _MARKS.get(written.encoding, (b"", written.encoding))
    parts = [mark]
    here = 0
    for cut in written.cuts:
        parts.append(_encoded(written.printed[here : cut.printed.start], codec))
        stray = cut.why == STRAY
        parts.append(_to_byte(cut.reading) if stray else _encoded(cut.reading, codec))
        here = cut.printed.end
    parts.append(_encoded(written.printed[here:], codec))
    return b"".join(parts)


def encode_as(data: bytes, printed: str, told: str, now: str) -> bytes:
    """Give another text as a file is encoded that holds `data`, which reads as `printed`.

    `told` is the encoding by the name that users are told.

    Raises:
        InputUnreadable: that encoding does not give the file again, or lacks a sign.
    """
    return encode(Text(printed=now, encoding=_encoding(data, printed, told)))


def _encoded(text: str, codec: str) -> bytes:
    try:
        return text.encode(codec)
    except UnicodeEncodeError as error:
        msg = (
            f"{codec} has no sign for {text[error.start]!r}, which mending puts in\n"
            "save the file as UTF-8 first, and mend it then"
        )
        raise InputUnreadable(msg) from None
