"""Packing and unpacking (DEFLATE and gzip, RFC 1951 and 1952), by isal where it is installed.

isal packs four times as quickly as zlib, and unpacks twice as quickly; what either packs the
other unpacks. See docs/decisions/0012-a-local-index.md.
"""

import zlib
from importlib import import_module
from typing import Any


def _library() -> Any:
    try:
        return import_module("isal.isal_zlib")
    except ImportError:
        return zlib


_LIBRARY = _library()
_LEVEL = 2 if _LIBRARY is zlib else 0
"""Of isal the quickest, at a tenth more bytes; zlib is no quicker for more."""
_GZIP = 31  # zlib's way of saying that a head and a sum are expected

DAMAGED: tuple[type[Exception], ...] = (zlib.error, _LIBRARY.error)
"""What unpacking bit by bit raises for content that does not unpack."""


def packed(content: bytes) -> bytes:
    """Pack content."""
    made: bytes = _LIBRARY.compress(content, _LEVEL)
    return made


def unpacked(content: bytes) -> bytes:
    """Unpack what `packed` made.

    Raises:
        ValueError: it does not unpack.
    """
    try:
        made: bytes = _LIBRARY.decompress(content)
    except DAMAGED as error:
        raise ValueError(str(error)) from None
    return made


def gunzip() -> Any:
    """Give what unpacks a member of gzip bit by bit, as `zlib.decompressobj` does.

    What it gives may raise `DAMAGED`.
    """
    return _LIBRARY.decompressobj(_GZIP)
