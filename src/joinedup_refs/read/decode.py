"""Bytes to text: a byte order mark, UTF-8, then Windows-1252."""

import codecs
import re

from joinedup_refs.errors import InputUnreadable
from joinedup_refs.read.carrier import Carried, Content

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an old Word or Office document (.doc)"),
    (b"PK\x03\x04", "a zip archive, as .docx, .odt and .epub are"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"{\\rtf", "a rich text document (.rtf)"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
)
_HALF = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_DECLARED = re.compile(rb"<\?xml\s[^<>]{0,100}encoding\s?=\s?[\"']([A-Za-z][\w.-]{0,40})")
_WAY_OUT = "save it as text or HTML, or copy the text and paste it, and give that"
_ASKED_FOR = "name another encoding, or leave it to be found out"
SAY_WHICH = "say which encoding it is in (--encoding), or "
"""Advice for commands in which `--encoding` says so."""
_MARKED = f"its first bytes say so; {SAY_WHICH}save it as UTF-8"


def declared_in(data: bytes) -> str | None:
    """Give the encoding that the first line of an XML file declares, in lower case."""
    found = _DECLARED.match(data.removeprefix(codecs.BOM_UTF8))
    return found[1].decode("ascii").lower() if found else None


def decode(content: Content, declared: str | None = None) -> Carried:
    """Decode content; an explicit encoding wins, then a byte order mark, then what is declared.

    Newlines stay as they are; a byte order mark is no part of the text.

    Raises:
        InputUnreadable: the bytes are no text, or not in the encoding asked for.
    """
    data = content.data
    if isinstance(data, str):
        return Carried(whole_characters(data), "")
    if content.encoding is not None:
        return _as_told(data, content.encoding, content.name, _ASKED_FOR)
    _refuse_foreign(data, content.name)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _as_told(data, encoding, content.name, _MARKED)
    if guess := _without_mark(data):
        return Carried(data.decode(guess), guess)
    _refuse_binary(data, content.name)
    for likely in (declared, "utf-8", "cp1252"):
        if likely and (decoded := _try(data, likely)) is not None:
            return Carried(decoded, _told(likely))
    msg = (
        f"{content.name}: byte {_first_bad(data, 'cp1252')} is neither UTF-8 nor Windows-1252\n"
        f"{SAY_WHICH}save it as UTF-8"
    )
    raise InputUnreadable(msg)


def whole_characters(text: str) -> str:
    """Put the replacement character for each half of a surrogate pair, which no file can hold.

    Places stay as they are.
    """
    return _HALF.sub("\ufffd", text)


def _as_told(data: bytes, encoding: str, name: str, way_out: str) -> Carried:
    try:
        text = data.decode(encoding)
    except LookupError:
        msg = f"there is no encoding called {encoding!r}\nuse a name such as utf-8 or cp1252"
        raise InputUnreadable(msg) from None
    except UnicodeDecodeError as error:
        msg = (
            f"{name}: byte {error.start} (0x{data[error.start]:02x}) is not valid in "
            f"{_told(encoding)}\n{way_out}"
        )
        raise InputUnreadable(msg) from None
    except (UnicodeError, ValueError) as error:
        msg = f"{name} cannot be decoded as {encoding}: {error}"
        raise InputUnreadable(msg) from None
    return Carried(whole_characters(text).removeprefix("\ufeff"), _told(encoding))


def _refuse_foreign(data: bytes, name: str) -> None:
    for magic, what in _FOREIGN:
        if data.startswith(magic):
            msg = f"{name} is {what}, which is not read here\n{_WAY_OUT}"
            raise InputUnreadable(msg)


def is_binary(sample: bytes) -> bool:
    """Whether there are more control characters than a text has."""
    return len(_CONTROLS.findall(sample)) > len(sample) // 100 + 2


def _refuse_binary(data: bytes, name: str) -> None:
    if b"\0" in data or is_binary(data[:65536]):
        msg = f"{name} holds binary data, not text\n{_WAY_OUT}"
        raise InputUnreadable(msg)


def _without_mark(data: bytes) -> str | None:
    """Tell UTF-16 without a byte order mark, as Windows programs write it, by its zeros."""
    sample = data[:2000]
    if len(data) % 2 or len(sample) < 4 or b"\0" not in sample:
        return None
    for encoding, zeros, letters in (
        ("utf-16-le", sample[1::2], sample[::2]),
        ("utf-16-be", sample[::2], sample[1::2]),
    ):
        most = zeros.count(0) > 0.7 * len(zeros) and not letters.count(0)
        if most and _try(data, encoding) is not None:
            return encoding
    return None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (LookupError, ValueError):
        return None


def _first_bad(data: bytes, encoding: str) -> int:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _told(encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        return encoding
    return {"cp1252": "windows-1252", "utf-8-sig": "utf-8"}.get(name, name)
