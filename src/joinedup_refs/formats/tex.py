"""Plain text, titles with CSL's markup, and addresses as LaTeX that every reader of .bib takes.

What Zotero's importer, Better BibTeX, bibtexparser and pybtex read back decides between LaTeX's
several ways to write a character.
"""

import re
from collections.abc import Iterator
from typing import Literal, TypeAlias

from joinedup_refs.formats.capitals import kept
from joinedup_refs.formats.format import Target

_ESCAPES = {
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "{": r"\{",
    "}": r"\}",
    "\\": r"{\textbackslash}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    "<": "$<$",
    ">": "$>$",
}
_FOR_ZOTERO = {"\x01": r"\\", "~": r"\~{}", "^": r"\^{}", "<": "<", ">": ">"}
"""What its importer reads so: it knows none of the commands above, and takes a `~` for a blank."""
_BEFORE_WORD = re.compile(r"(?<!\\)\\(?=\w)")
_LONE_BRACES = {"{": r"\{\vphantom{\}}", "}": r"\vphantom{\{}\}"}
"""A brace with an unseen partner: BibTeX sees a pair, and Zotero, whose way this is, one brace."""
_LIGATURE = re.compile(r"([-'`,])(?=\1)|[?!](?=`)")
_TO_ESCAPE = re.compile(r"[&%$#_{}\\~^<>\x00-\x08\x0b-\x1f\x7f-\x9f]|([-'`,])\1|[?!]`")
_NOT_IN_ADDRESS = re.compile(r"[{}\\\"\s\x00-\x1f]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_MARKUP = re.compile(
    r"<(?P<close>/?)(?P<tag>i|b|sub|sup|sc|span)(?P<attributes>\s[^<>]{0,80})?>"
    r"|\$(?=[^\s$])(?P<maths>[^$#%&]{1,200})(?<=[^\s\\])\$(?!\d)"
)
_MATHS = re.compile(r"[\\^_]")

_Kind: TypeAlias = Literal["text", "maths", "open", "close"]


def escape(text: str, target: Target = "bibtex") -> str:
    r"""Give plain text as LaTeX; UTF-8 stays.

    BibTeX counts a `\{` as a brace, so one that does not pair gets an unseen partner.

    >>> escape("R&D: 100% of {it}")
    'R\\&D: 100\\% of \\{it\\}'
    >>> escape("a { alone")
    'a \\{\\vphantom{\\}} alone'
    >>> escape("~ ^ <b>", "zotero")
    '\\~{} \\^{} <b>'
    """
    if _TO_ESCAPE.search(text) is None:
        return text
    text = _CONTROL.sub("", text)
    return _escaped(text, _table(text, target))


def line(text: str, target: Target = "bibtex") -> str:
    """Give text on one line as LaTeX, blanks in a row made one."""
    return escape(" ".join(text.split()), target)


def lines(text: str) -> str:
    r"""Give text as LaTeX, its line breaks kept.

    A line that begins with `@` is joined to the one before, as some readers take it for an entry.
    """
    broken = "\n".join(" ".join(one.split()) for one in text.splitlines())
    return escape(broken.strip().replace("\n@", " @"))


def address(text: str) -> str:
    """Give a URL or DOI unescaped, as readers want it, what would end the field per cent-encoded.

    >>> address("https://example.org/~x_y?a={b}&c=%20")
    'https://example.org/~x_y?a=%7Bb%7D&c=%20'
    """
    text = text.strip()
    if _NOT_IN_ADDRESS.search(text) is None:
        return text
    return "".join(
        f"%{ord(c):02X}" if c in '{}\\"' or c.isspace() or ord(c) < 32 else c for c in text
    )


def verbatim(text: str) -> str:
    r"""Give what no program reads as LaTeX, such as a `file`, as it stands where braces pair in it.

    >>> verbatim(r":C\:/pdf/Doe - 2001.pdf:PDF"), verbatim("a{b")
    (':C\\:/pdf/Doe - 2001.pdf:PDF', 'a%7Bb')
    """
    text = text.strip()
    plain = "\n" not in text and "\r" not in text and _CONTROL.search(text) is None
    return text if plain and _braces_pair(text) and not text.endswith("\\") else address(text)


def title(
    text: str, target: Target, *, protect: bool = True, language: str = "", book: bool = False
) -> str:
    r"""Give a title with CSL's markup as LaTeX, the words braced that must keep their capitals.

    >>> title("Effect of <i>E. coli</i> on CO<sub>2</sub> in the iPhone era", "zotero")
    'Effect of \\textit{E. coli} on {CO}$_{2}$ in the {iPhone} era'
    """
    text = _CONTROL.sub("", " ".join(text.split()))
    if "<" not in text and "$" not in text:
        return _braced(text, kept(text, language=language, book=book) if protect else (), target)
    pieces = list(_paired(_pieces(text)))
    plain = "".join(piece for kind, piece in pieces if kind == "text")
    words = kept(plain, language=language, book=book) if protect else ()
    out: list[str] = []
    ends: list[str] = []
    at = 0
    for kind, piece in pieces:
        if kind == "open":
            start, end = _command(piece, target)
            out.append(start)
            ends.append(end)
        elif kind == "close":
            out.append(ends.pop())
        elif kind == "maths":
            out.append(f"{{{piece}}}")
        else:
            inside = () if ends else tuple((a - at, b - at) for a, b in words)
            out.append(_braced(piece, inside, target))
            at += len(piece)
    return "".join(out)


def _table(text: str, target: Target) -> dict[str, str]:
    table = _ESCAPES | _FOR_ZOTERO if target == "zotero" else _ESCAPES
    braced = "{" in text or "}" in text
    return table | _LONE_BRACES if braced and not _braces_pair(text) else table


def _escaped(text: str, table: dict[str, str]) -> str:
    if _TO_ESCAPE.search(text) is None:
        return text
    spaced = _LIGATURE.sub("\\g<0>\x00", text)
    if "\x01" in table:
        spaced = _BEFORE_WORD.sub("\x01", spaced)
    return "".join(table.get(c, c) for c in spaced).replace("\x00", "{}")


def _braces_pair(text: str) -> bool:
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0


def _braced(text: str, words: tuple[tuple[int, int], ...], target: Target) -> str:
    """Escape a stretch, each of the words that lie in it, whole or in part, in braces."""
    table = _table(text, target)
    out = []
    here = 0
    for start, end in words:
        first, last = max(start, here), min(end, len(text))
        if first < last:
            out += [_escaped(text[here:first], table), "{", _escaped(text[first:last], table), "}"]
            here = last
    return "".join((*out, _escaped(text[here:], table)))


def _pieces(text: str) -> Iterator[tuple[_Kind, str]]:
    here = 0
    for found in _MARKUP.finditer(text):
        maths = found["maths"]
        if maths is not None and not (_MATHS.search(maths) and _braces_pair(maths)):
            continue
        yield "text", text[here : found.start()]
        here = found.end()
        if maths is not None:
            yield "maths", found[0]
        else:
            yield ("close" if found["close"] else "open"), found[0]
    yield "text", text[here:]


def _paired(pieces: Iterator[tuple[_Kind, str]]) -> Iterator[tuple[_Kind, str]]:
    """Take a tag without its partner as text."""
    every = list(pieces)
    partners: set[int] = set()
    opened: list[tuple[int, str]] = []
    for number, (kind, piece) in enumerate(every):
        if kind == "open":
            opened.append((number, _tag(piece)))
        elif kind == "close" and opened and opened[-1][1] == _tag(piece):
            partners |= {opened.pop()[0], number}
    for number, (kind, piece) in enumerate(every):
        lone = kind in {"open", "close"} and number not in partners
        yield ("text" if lone else kind), piece


def _tag(piece: str) -> str:
    found = _MARKUP.fullmatch(piece)
    return found["tag"] if found else ""


def _command(piece: str, target: Target) -> tuple[str, str]:
    """Give what begins and ends the LaTeX for a tag."""
    maths = target == "zotero"
    match _tag(piece):
        case "i":
            return r"\textit{", "}"
        case "b":
            return r"\textbf{", "}"
        case "sub":
            return ("$_{", "}$") if maths else (r"\textsubscript{", "}")
        case "sup":
            return ("$^{", "}$") if maths else (r"\textsuperscript{", "}")
        case "sc":
            return r"\textsc{", "}"
        case _:
            return (r"\textsc{", "}") if "small-caps" in piece else ("{", "}")
