"""Packing by whichever library is there: each reads what the other has made."""

import gzip
import random
import zlib

import pytest

from joinedup_refs.sources.index import deflate

CONTENT = b"".join(b'{"DOI": "10.5555/%d"}\n' % n for n in range(5000))


def test_it_is_zlibs_format_both_ways():
    assert zlib.decompress(deflate.packed(CONTENT)) == CONTENT
    assert deflate.unpacked(zlib.compress(CONTENT)) == CONTENT
    assert len(deflate.packed(CONTENT)) < len(CONTENT) / 5
    noise = random.Random(1).randbytes(70_000)
    assert zlib.decompress(deflate.packed(noise)) == noise
    assert deflate.unpacked(deflate.packed(b"")) == b""


@pytest.mark.parametrize("content", [b"", b"no such thing", zlib.compress(CONTENT)[:-40]])
def test_what_does_not_unpack_is_a_value_error(content):
    with pytest.raises(ValueError):  # noqa: PT011  (each library has its own words)
        deflate.unpacked(content)


def test_gzip_is_unpacked_bit_by_bit():
    whole = gzip.compress(CONTENT) + b"more"
    unpacking, out, rest = deflate.gunzip(), b"", whole
    while rest and not unpacking.eof:
        part = unpacking.decompress(rest, 1000)
        assert len(part) <= 1000
        out, rest = out + part, unpacking.unconsumed_tail
    assert (out, unpacking.unused_data) == (CONTENT, b"more")
    with pytest.raises(deflate.DAMAGED):
        deflate.gunzip().decompress(b"no gzip at all")
