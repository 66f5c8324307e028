"""Characters that a wrong decoding, markup read as text, or a typesetter's font has left in a text.

Sources: the Unicode Standard 15.0, table 3-7 (well-formed UTF-8) and block FB00 (ligatures);
Python's codecs cp1252 and mac_roman for what those encodings make of the bytes; the HTML standard,
section 13.5 (named character references).
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from html.entities import html5
from typing import NamedTuple

_PASSES = 3  # times that a text can have been decoded wrongly, one upon the other
_CP1252_ONLY = {0x81: "\x81", 0x8D: "\x8d", 0x8F: "\x8f", 0x90: "\x90", 0x9D: "\x9d"}


def _decoded(encoding: str, byte: int) -> str:
    """Give the character that an encoding makes of a byte; the five gaps of Windows-1252 stay."""
    if encoding == "cp1252" and byte in _CP1252_ONLY:
        return _CP1252_ONLY[byte]
    return bytes([byte]).decode(encoding)


def _tail(encoding: str) -> str:
    """Give what an encoding makes of any byte that goes on a letter in UTF-8."""
    return "".join(re.escape(_decoded(encoding, byte)) for byte in range(0x80, 0xC0))


_TAIL = rf"[{_tail('cp1252')}\x80-\x9f]"
_MAC_TAIL = rf"[{_tail('mac_roman')}]"
_LATIN = (
    rf"(?:[\u00c2-\u00c5\u00c9\u00ca\u00cc-\u00cf\u00d0-\u00d3]{_TAIL}"
    rf"|\u00e2[\u20ac\x80\u201a\x82\u201e\x84\u2020\x86\u2021\x87\u02c6\x88\u2030\x89]{_TAIL}"
    rf"|\u00ef[\u00ac\u00bb\u00bc]{_TAIL}|[\u00e1\u00e3-\u00ed]{_TAIL}{_TAIL}"
    rf"|\u00f0\u0178{_TAIL}{_TAIL})"
)
_MAC = rf"(?:[\u221a\u00ac\u0192\u2248]{_MAC_TAIL}|\u201a[\u00c4\u00c7]{_MAC_TAIL})"
_ENTITY = r"&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
_FOUND = re.compile(
    rf"(?P<latin>{_LATIN}{{1,200}})|(?P<mac>{_MAC}{{1,200}})|(?P<entity>{_ENTITY})"
    r"|(?P<ligature>[\ufb00-\ufb06])|(?P<control>[\x80-\x9f])|(?P<lost>\ufffd{1,20}"
    r"|(?<=[a-z])\u00c3(?=[\s?]|$))"
)
_HINT = re.compile(
    r"[&\x80-\x9f\u00ac\u00c2-\u00c5\u00c9\u00ca\u00cc-\u00d3\u00e1-\u00ed\u00ef\u00f0\u0192"
    r"\u201a\u221a\u2248\ufb00-\ufb06\ufffd]"
)
"""What any such stretch begins with; looking for it first is several times as fast."""
_NEXT_LINE = "\x85"
"""What some systems end a line with (NEL). At the end of one it is no ellipsis of Windows-1252,
unless the text has other characters of that encoding too."""
_OTHER_CONTROL = re.compile(r"[\x80-\x84\x86-\x9f]")
_LIGATURE = re.compile(r"[\ufb00-\ufb06]")
_CLOSING = frozenset(
    "\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u2022\u00bb\u00ab\u203a\u2039\u2122\u00ae\u00a9"
)
"""What may stand behind a capital with an accent by right: `CAFÉ’`, `PARÁ–`, `MANHÃ»`."""
_ONE_IS_ENOUGH = frozenset("\u00c2\u00c3\u00c4\u00c5\u00e2\u00ef\u221a\u201a")
"""Signs of UTF-8 of Latin letters and punctuation; other scripts take two in a row."""


class Garbled(NamedTuple):
    """A stretch that reads as nobody wrote it."""

    start: int
    end: int
    reading: str
    """What was meant; empty where that is lost."""
    kind: str
    """`encoding`, `entity`, `ligature` or `lost`."""


def find(text: str) -> Iterator[Garbled]:
    """Find stretches that a wrong decoding, markup or a font's ligature has left.

    A stretch is read otherwise only where writing what is meant in the right encoding and reading
    it in the wrong one gives the stretch again.

    >>> [g.reading for g in find("M\u00c3\u00bcller, \ufb01eld &amp; forest")]
    ['\u00fc', 'fi', '&']
    >>> list(find("CAFÉ–BAR, MANHÃ’, Ärger"))
    []
    """
    if text.isascii() and "&" not in text:
        return
    plain = _NEXT_LINE in text and _OTHER_CONTROL.search(text) is None
    at = 0
    for hint in _HINT.finditer(text):
        found = _FOUND.match(text, hint.start()) if hint.start() >= at else None
        if found is None:
            continue
        at = found.end()
        start, end, kind = found.start(), found.end(), found.lastgroup or ""
        said = found[0]
        match kind:
            case "lost":
                yield Garbled(start, end, "", "lost")
            case "ligature":
                yield Garbled(start, end, unicodedata.normalize("NFKC", said), "ligature")
            case "entity":
                meant = _unescaped(said)
                if meant:
                    yield Garbled(start, end, meant, "entity")
            case "control":
                meant = _as_windows(said)
                if meant and not (said == _NEXT_LINE and _ends_line(text, end) and plain):
                    yield Garbled(start, end, meant, "encoding")
            case _:
                meant = _meant(text, start, end, "cp1252" if kind == "latin" else "mac_roman")
                if meant:
                    yield Garbled(start, end, meant, "encoding")


def find_lost(text: str) -> Iterator[Garbled]:
    """Find the stretches of which nobody can tell what was meant."""
    if "\ufffd" in text or "\u00c3" in text:
        yield from (found for found in find(text) if found.kind == "lost")


def _unescaped(said: str) -> str:
    """Give the character that a reference stands for; nothing where HTML knows none."""
    if said[1] != "#" and said[1:] not in html5:
        return ""
    meant = html.unescape(said)
    if meant.isspace():
        return meant if meant == "\u00a0" else " "
    return meant if meant != said and meant.isprintable() else ""


def _as_windows(said: str) -> str:
    """Read a control character as Windows-1252 has it, where 0x92 is an apostrophe."""
    try:
        return said.encode("latin-1").decode("cp1252")
    except UnicodeDecodeError:
        return ""


def _ends_line(text: str, at: int) -> bool:
    return text[at : at + 1] in {"", "\r", "\n"}


def _meant(text: str, start: int, end: int, encoding: str) -> str:
    """Undo a wrong decoding, once or several times; nothing where it does not go back and forth."""
    said = text[start:end]
    meant = _undone(said, encoding)
    for _ in range(_PASSES - 1):
        again = _undone(meant, encoding) if meant[:1] in _ONE_IS_ENOUGH else ""
        if not again or len(again) >= len(meant):
            break
        meant = again
    if not meant or not _is_likely(text, start, end, said, meant):
        return ""
    return _LIGATURE.sub(lambda met: unicodedata.normalize("NFKC", met[0]), meant)


def _undone(said: str, encoding: str) -> str:
    try:
        raw = b"".join(_byte(char, encoding) for char in said)
        meant = raw.decode("utf-8")
    except UnicodeError:
        return ""
    again = "".join(_decoded(encoding, b) for b in meant.encode())
    same = again == said or again.translate(_TO_CONTROLS) == said.translate(_TO_CONTROLS)
    return meant if same and all(map(_is_printed, meant)) else ""


_TO_CONTROLS = {
    ord(bytes([b]).decode("cp1252")): chr(b) for b in range(0x80, 0xA0) if b not in _CP1252_ONLY
}


def _byte(char: str, encoding: str) -> bytes:
    if encoding == "cp1252" and "\x80" <= char <= "\x9f":
        return char.encode("latin-1")
    return char.encode(encoding)


def _is_printed(char: str) -> bool:
    return (
        unicodedata.category(char)[0] in "LMNPS" or char in "\u00a0\u00ad\u200b\ufeff\u2009\u2003"
    )


def _is_likely(text: str, start: int, end: int, said: str, meant: str) -> bool:
    """Whether nobody can have meant the stretch as it stands."""
    if len(meant) > 1 and len(said) > 3:
        return True
    if said[0] not in _ONE_IS_ENOUGH:
        return False
    if said[0] in "\u221a\u201a":  # a root or a low quotation mark stands there by right, if alone
        return bool(meant) and (text[end : end + 1].isalpha() or text[:start][-1:].isalpha())
    if said[-1] in _CLOSING and len(said) == 2:
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        begins = not before.isalpha() and after.isalpha()
        return begins or before.islower() or after.islower()
    return True
