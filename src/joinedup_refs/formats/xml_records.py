"""The records of an XML file, each read by itself, so that a broken one spoils no other.

Nothing outside the file is ever opened: entities, DTDs and the network are off, and what a file
declares is passed over. Source: Extensible Markup Language 1.0, fifth edition.
"""

import re
from collections.abc import Callable, Iterator
from html.entities import html5
from typing import NamedTuple, TypeAlias

from lxml import etree

from joinedup_refs.errors import FormatInvalid
from joinedup_refs.formats.format import Gap
from joinedup_refs.formats.line_library import Lines

Begins: TypeAlias = Callable[[str, str], bool]
"""Whether a tag begins a record: its name without prefix, and what else stands in it."""

LARGEST = 64_000_000
"""Characters of a file that are read at most."""
_TAG = re.compile(r"<(?:!--|!\[CDATA\[|\?|(/?)(?:[\w.-]{1,40}:)?([\w.-]{1,60})([^<>]*)>)")
_ENDS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}
_MARK = re.compile(
    r"<!--|<!\[CDATA\[|<!\s{0,9}(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE
)
_DECLARED = re.compile(r"<!--(?s:.*?)(?:-->|\Z)|\"[^\"]*\"|'[^']*'|[\[\]>]")
_SEEN = re.compile(r"[^\n]")
_DECLARES = "it declares a document type or entities, which are not read: they can open other files"
_AMPERSAND = re.compile(r"&(?!#\d{1,8};|#x[0-9A-Fa-f]{1,6};|(?:amp|lt|gt|quot|apos);)(\w{1,31};)?")
_CDATA = re.compile(r"(<!\[CDATA\[(?s:.*?)(?:\]\]>|\Z))")
NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A sign that no XML file may hold."""
_NO_PREFIX = "NS_ERR_UNDEFINED_NAMESPACE"


class Part(NamedTuple):
    """A record, and where in the file it stands."""

    node: etree._Element
    start: int
    end: int
    line: int
    """The line that it begins in, from 1."""
    gaps: tuple[Gap, ...]


def parts(text: str, begins: Begins) -> tuple[Part, ...]:
    """Give the records of a file in their order; of a broken one what of it can be read.

    Raises:
        FormatInvalid: the file is larger than 64 million characters, or what it declares has no
            end.
    """
    text, declared = _undeclared(text)
    lines = Lines(text)
    found: list[Part] = []
    for start, end, closed in _places(text, begins):
        line = lines.of(start)
        node, gaps = _parsed(text[start:end], line)
        if not closed:
            told = Gap(line, "the record that begins here is not closed; what there is was read")
            gaps = [told, *(gap for gap in gaps if gap.line != line)]
        if node is not None:
            gaps = [declared, *gaps] if declared and not found else gaps
            found.append(Part(node, start, end, line, tuple(gaps)))
    if found:
        _with_strays(text, lines, found)
    return tuple(found)


def _with_strays(text: str, lines: Lines, found: list[Part]) -> None:
    """Tell, with the first and the last record, of text before the first tag or after the last."""
    first = text.find("<")
    last = text.rfind(">") + 1
    for at, stray, place in ((0, text[:first], 0), (last, text[last:], -1)):
        said = stray.strip(" \t\r\n\ufeff")
        part = found[place]
        if said and not part.start <= at < part.end:
            line = lines.of(at + stray.index(said))
            told = Gap(line, f"this stands outside the XML, and was not read: {said[:40]!r}")
            gaps = (told, *part.gaps) if place == 0 else (*part.gaps, told)
            found[place] = part._replace(gaps=gaps)


def local(node: etree._Element) -> str:
    """Give the name of an element without its namespace or prefix; empty for what is no element."""
    tag = node.tag
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def inner(node: etree._Element) -> str:
    """Give the text of an element and of those in it."""
    return "".join(node.itertext()).strip()


def children(node: etree._Element, name: str) -> Iterator[etree._Element]:
    """Give the elements of a name that stand right in another."""
    return (child for child in node if local(child) == name)


def child(node: etree._Element, name: str) -> etree._Element | None:
    """Give the first element of a name that stands right in another."""
    return next(children(node, name), None)


def attribute(node: etree._Element, name: str) -> str:
    """Give an attribute by its name without prefix; empty where there is none."""
    for key, value in node.attrib.items():
        if key.rpartition("}")[2].rpartition(":")[2] == name:
            return str(value)
    return ""


def _undeclared(text: str) -> tuple[str, Gap | None]:
    """Give a text with blanks for what it declares, and what is said of that.

    Raises:
        FormatInvalid: the text is larger than 64 million characters, or a declaration has no end.
    """
    if len(text) > LARGEST:
        msg = f"the file has more than {LARGEST // 1_000_000} million characters\ngive it in parts"
        raise FormatInvalid(msg)
    kept: list[str] = []
    first: Gap | None = None
    at = done = 0
    while found := _MARK.search(text, at):
        end = _ENDS.get(found[0])
        if end is not None:
            at = text.find(end, found.end())
            if at < 0:
                break
            continue
        at = _end_of(text, found.end())
        kept += (text[done : found.start()], _SEEN.sub(" ", text[found.start() : at]))
        done = at
        first = first or Gap(Lines(text).of(found.start()), _DECLARES)
    return "".join((*kept, text[done:])), first


def _end_of(text: str, at: int) -> int:
    """Give where a declaration ends; what it quotes and what it holds in brackets is part of it."""
    start, depth = at, 0
    while found := _DECLARED.search(text, at):
        at = found.end()
        if found[0] in "[]":
            depth += 1 if found[0] == "[" else -1
        elif found[0] == ">" and depth <= 0:
            return at
    msg = "a declaration of a document type or of entities begins here and has no end"
    raise FormatInvalid(msg, Lines(text).of(start))


def _places(text: str, begins: Begins) -> Iterator[tuple[int, int, bool]]:
    """Give where each record starts and ends, and whether it is closed."""
    start, name, depth = -1, "", 0
    after_opening = False
    for tag in _tags(text):
        closing, own, rest = tag[1] == "/", tag[2], tag[3]
        alone = rest.endswith("/")
        if start >= 0 and closing and own == name:
            depth -= 1
            if depth == 0:
                yield start, tag.end(), True
                start = -1
        elif not closing and begins(own, rest) and (start < 0 or not after_opening):
            if start >= 0:
                yield start, tag.start(), False
            start, name, depth = tag.start(), own, 1
            if alone:
                yield start, tag.end(), True
                start = -1
        elif start >= 0 and own == name and not alone:
            depth += 1
        after_opening = not closing and not alone
    if start >= 0:
        yield start, len(text), False


def _tags(text: str) -> Iterator[re.Match[str]]:
    """Give the tags of elements; comments, CDATA and instructions are passed over."""
    at = 0
    while found := _TAG.search(text, at):
        at = found.end()
        end = _ENDS.get(found[0])
        if end is None:
            yield found
            continue
        at = text.find(end, at)
        if at < 0:
            return
        at += len(end)


def _parsed(written: str, line: int) -> tuple[etree._Element | None, list[Gap]]:
    plain = NO_XML.sub("", written)
    gaps = []
    if len(plain) != len(written):
        gaps.append(Gap(line, "signs that XML does not allow were left out of this record"))
    pieces = _CDATA.split(plain)
    plain = "".join(p if n % 2 else _AMPERSAND.sub(_told, p) for n, p in enumerate(pieces))
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        node = etree.fromstring(plain.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        node = None
    errors = (e for e in parser.error_log if e.type_name != _NO_PREFIX)
    first = next(errors, None)
    if first is not None:
        at = line + max(first.line, 1) - 1
        gaps.append(Gap(at, f"broken XML; what stands around it was read: {first.message[:80]}"))
    return node, gaps


def _told(found: re.Match[str]) -> str:
    """Give what an ampersand stands for where XML itself does not say it: `&nbsp;`, `R & D`."""
    name = found[1]
    if name and name in html5:
        return "".join(f"&#{ord(sign)};" for sign in html5[name])
    return f"&amp;{name or ''}"
