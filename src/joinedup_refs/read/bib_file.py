"""A .bib file to its text, to be written again whole, and back to bytes."""

from joinedup_refs.errors import InputUnreadable
from joinedup_refs.formats import told_by
from joinedup_refs.formats.bib_blocks import blocks
from joinedup_refs.formats.bibtex import FORMAT
from joinedup_refs.model.text import Text
from joinedup_refs.read.carrier import Content
from joinedup_refs.read.decode import whole_characters
from joinedup_refs.read.library import decode_library, encode

_BIB = ("bibtex", "biblatex")
_ENDINGS = (".bib", ".biblatex")
_HEAD = 4_000


def read_bib(data: bytes, name: str, suffix: str = "", encoding: str | None = None) -> Text:
    """Decode a .bib file so that it can be written as it was, byte for byte.

    Raises:
        InputUnreadable: it is no text or no .bib file, or a byte of it could not be decoded.
    """
    text = decode_library(Content(data, encoding, name), FORMAT).text
    if not _is_bib(text.printed, suffix):
        msg = f"{name} is no .bib file, which is all that is laid out here"
        raise InputUnreadable(msg)
    if text.cuts or not text.encoding or text.printed != whole_characters(text.printed):
        line = text.printed.count("\n", 0, text.cuts[0].printed.start) + 1 if text.cuts else 0
        where = f"{name}, line {line}" if line else name
        msg = f"{where}: a byte there is not UTF-8, so it was left as it is\nsave it as UTF-8 first"
        raise InputUnreadable(msg)
    return text


def _is_bib(text: str, suffix: str) -> bool:
    if suffix.lower() in _ENDINGS:  # no need to load the other formats
        return True
    told = told_by(suffix, text[:_HEAD])
    if told is not None:
        return told.name in _BIB
    if suffix not in {"", ".txt"}:
        return False
    held = blocks(text)
    return not text.strip() or bool(held.entries or held.macros)


def written_bib(read: Text, now: str) -> bytes:
    """Give a text in the encoding, with the byte order mark, of the file that was read.

    Raises:
        InputUnreadable: that encoding has no sign for a character.
    """
    return encode(Text(printed=now, form=read.form, encoding=read.encoding))
