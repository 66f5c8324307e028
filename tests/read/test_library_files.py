"""Library files as bytes: whatever they are encoded in, they can be written as they came."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup_refs.build import build
from joinedup_refs.errors import FormatInvalid, InputUnreadable
from joinedup_refs.model.edit import AmendText, Decision, Fix
from joinedup_refs.model.text import Span
from joinedup_refs.read import read
from joinedup_refs.read.library import encode

ENTRY = "@book{a,\r\n  author = {Müller – “x”},\r\n}\r\n"


def amended(text, old, new):
    start = text.printed.index(old)
    edit = AmendText(at=Span(start=start, end=start + len(old)), text=new)
    fix = Fix(title="mend", safety="safe", edits=(edit,))
    return build(text, [Decision(code="X001", fix=fix)]).written


@pytest.mark.parametrize(
    "data",
    [
        ENTRY.encode(),
        codecs.BOM_UTF8 + ENTRY.encode(),
        ENTRY.encode("cp1252"),
        codecs.BOM_UTF16_LE + ENTRY.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + ENTRY.encode("utf-16-be"),
        ENTRY.encode("utf-16-le"),
        ENTRY.encode() + "ö é ü ß".encode() + b"caf\xe9 r\x81",
    ],
)
def test_a_file_is_written_as_it_came_but_for_what_is_mended(data):
    text = read(data, suffix=".bib").text
    assert encode(build(text).written) == data
    codec = "cp1252" if data == ENTRY.encode("cp1252") else text.encoding.removesuffix("-sig")
    mended = encode(amended(text, "Müller", "Möller"))
    assert mended == data.replace("Müller".encode(codec), "Möller".encode(codec))


def test_a_stray_byte_is_read_marked_and_mended():
    data = "% ä ö ü\n@book{a, author = {Müller}, title = {".encode() + b"Caf\xe9}}"
    text = read(data, suffix=".bib").text
    assert text.printed.endswith("{Café}}")
    (cut,) = text.cuts
    assert (text.slice(cut.printed), cut.why) == ("é", "stray-byte")
    assert encode(amended(text, "é", "é")) == data.replace(b"\xe9", "é".encode())


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_written_as_they_came_or_refused(data):
    try:
        text = read(b"@book{a, title = {ab}}\n" + data, suffix=".bib").text
    except InputUnreadable:
        return
    if text.encoding:
        assert encode(build(text).written) == b"@book{a, title = {ab}}\n" + data


def test_what_an_encoding_cannot_hold_is_said():
    text = read(ENTRY.encode("cp1252"), suffix=".bib").text
    with pytest.raises(InputUnreadable, match="no sign for 'Ł'"):
        encode(amended(text, "Müller", "Łódź"))


def test_a_file_that_breaks_its_format_is_refused_by_it():
    with pytest.raises(FormatInvalid, match="no JSON"):
        build(read("{", suffix=".json").text)
    with pytest.raises(FormatInvalid):
        build(read("no record here", suffix=".ris").text)
    assert build(read("no record here", suffix=".bib").text).entries == ()
