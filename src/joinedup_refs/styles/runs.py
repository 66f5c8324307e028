"""Formatted text as runs: what a style sets in italics, raised or as a link, for any output.

Source: the inlines of pandoc's document model (pandoc-types 1.23), which citeproc writes; the
display classes of its entries (`csl-left-margin`, `csl-block`…) are those of CSL 1.0.2.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any, Literal, NamedTuple, TypeAlias

from joinedup_refs.styles import links, markdown

Mark: TypeAlias = Literal["b", "i", "u", "sc", "sup", "sub"]
"""Bold, italic, underlined, small capitals, raised, lowered."""

_TAGS: dict[str, tuple[str, str]] = {
    "b": ("<b>", "</b>"),
    "i": ("<i>", "</i>"),
    "u": ("<u>", "</u>"),
    "sc": ('<span style="font-variant: small-caps">', "</span>"),
    "sup": ("<sup>", "</sup>"),
    "sub": ("<sub>", "</sub>"),
}
_PANDOC: dict[str, Mark] = {
    "Emph": "i",
    "Strong": "b",
    "Underline": "u",
    "SmallCaps": "sc",
    "Superscript": "sup",
    "Subscript": "sub",
}
_NODES = {mark: node for node, mark in _PANDOC.items()}
_RAISED = str.maketrans("0123456789+-=()in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_RAISABLE = re.compile(r"[0-9+\-=()in]+")
_LOWERABLE = re.compile(r"[0-9+\-=()]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_PIECE = re.compile(r"\n|[ \t]+|[^\n \t]+")


class Run(NamedTuple):
    """A stretch of text that is set alike."""

    text: str
    """May hold `\\n`, where the style begins a new line within an entry."""
    marks: frozenset[Mark] = frozenset()
    address: str = ""
    """Where it leads: http, https or nowhere."""


class Item(NamedTuple):
    """One entry of a formatted list."""

    key: str
    label: str
    """The number or label that stands in the margin; empty in most styles."""
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The entry on one line, as plain text."""
        said = f"{self.label} {as_text(self.runs)}" if self.label else as_text(self.runs)
        return " ".join(said.split())


def item_from_pandoc(key: str, inlines: Sequence[Any]) -> Item:
    """Take an entry as pandoc's citeproc gives it; what stands in the margin is its label."""
    label: list[Run] = []
    runs: list[Run] = []
    for inline in inlines:
        aside = inline["t"] == "Span" and "csl-left-margin" in inline["c"][0][1]
        (label if aside else runs).extend(_taken(inline, frozenset(), ""))
    return Item(key, as_text(label).strip(), tuple(_joined(runs)))


def as_text(runs: Iterable[Run]) -> str:
    """Give plain text; what is raised or lowered has signs of its own where there are such.

    >>> as_text([Run("CO"), Run("2", frozenset({"sub"})), Run(" in towns", frozenset({"i"}))])
    'CO₂ in towns'
    """
    return _CONTROL.sub("", "".join(_plain(run) for run in runs))


def as_html(runs: Iterable[Run]) -> str:
    """Give HTML in which every sign of the text is text; links lead to http and https only.

    >>> as_html([Run("A < B", frozenset({"i"})), Run(".")])
    '<i>A &lt; B</i>.'
    """
    return "".join(
        _linked(
            _tagged(escape(_CONTROL.sub("", run.text)).replace("\n", "<br>"), run.marks),
            run.address,
        )
        for run in runs
    )


def as_markdown(label: str, runs: Sequence[Run]) -> str:
    r"""Give one paragraph of CommonMark.

    >>> as_markdown("[1]", [Run("Towns", frozenset({"i"})), Run(" of 1997. See *")])
    '\\[1\\] *Towns* of 1997. See \\*'
    """
    out: list[str] = []
    if label:
        out.append(f"{markdown.escaped(label)} ")
    for number, run in enumerate(runs):
        shown = _CONTROL.sub("", run.text)
        if run.address and run.address == shown:
            out.append(f"<{run.address}>")
            continue
        inner = markdown.escaped(shown)
        before = _touches(runs[:number][-1:], -1)
        after = _touches(runs[number + 1 : number + 2], 0)
        marked = _starred(inner, run.marks, touches=(before, after))
        out.append(f"[{marked}](<{run.address}>)" if run.address else marked)
    lines = "".join(out).split("\n")
    return "\\\n".join(markdown.guarded(line.strip()) for line in lines if line.strip())


def as_pandoc(item: Item) -> list[dict[str, Any]]:
    """Give the inlines of pandoc's document model."""
    inlines: list[dict[str, Any]] = []
    for run in item.runs:
        inner = list(_pieces(run.text))
        for mark in sorted(run.marks):
            inner = [{"t": _NODES[mark], "c": inner}]
        if run.address:
            inner = [{"t": "Link", "c": [["", [], []], inner, [run.address, ""]]}]
        inlines += inner
    if not item.label:
        return inlines
    margin = [*_pieces(item.label), {"t": "Space"}]
    return [_span("csl-left-margin", margin), _span("csl-right-inline", inlines)]


def _span(name: str, inlines: list[dict[str, Any]]) -> dict[str, Any]:
    return {"t": "Span", "c": [["", [name], []], inlines]}


def _pieces(text: str) -> Iterator[dict[str, Any]]:
    for piece in _PIECE.findall(_CONTROL.sub("", text)):
        if piece == "\n":
            yield {"t": "LineBreak"}
        elif piece.isspace() and "\u00a0" not in piece:
            yield {"t": "Space"}
        else:
            yield {"t": "Str", "c": piece}


def _taken(inline: dict[str, Any], marks: frozenset[Mark], address: str) -> Iterator[Run]:
    kind: str = inline["t"]
    content: Any = inline.get("c")
    match kind:
        case "Str":
            yield Run(content, marks, address)
        case "Space" | "SoftBreak":
            yield Run(" ", marks, address)
        case "LineBreak":
            yield Run("\n", marks, address)
        case "Code" | "Math" | "RawInline":
            yield Run(content[1], marks, address)
        case "Span":
            yield from _of_span(content, marks, address)
        case "Link":
            yield from _all(content[1], marks, links.address(content[2][0]))
        case "Quoted":
            yield from _quoted(content, marks, address)
        case "Cite" | "Image":
            yield from _all(content[1], marks, address)
        case "Emph" | "Strong" | "Underline" | "SmallCaps" | "Superscript" | "Subscript":
            yield from _all(content, marks | {_PANDOC[kind]}, address)
        case "Strikeout":
            yield from _all(content, marks, address)
        case _:  # a note: no style sets one in a list
            return


def _all(inlines: Iterable[dict[str, Any]], marks: frozenset[Mark], address: str) -> Iterator[Run]:
    for inline in inlines:
        yield from _taken(inline, marks, address)


def _of_span(content: list[Any], marks: frozenset[Mark], address: str) -> Iterator[Run]:
    """Take a span: one that begins a line, and one that is set upright among slanted words."""
    classes = content[0][1]
    if "csl-block" in classes or "csl-indent" in classes:
        yield Run("\n", marks, address)
    upright = marks & {"sup", "sub"} if "nodecor" in classes else marks
    yield from _all(content[1], upright, address)


def _quoted(content: list[Any], marks: frozenset[Mark], address: str) -> Iterator[Run]:
    opening, closing = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
    yield Run(opening, marks, address)
    yield from _all(content[1], marks, address)
    yield Run(closing, marks, address)


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Put neighbours that are set alike together; an italic blank is none of its own."""
    held: Run | None = None
    for run in runs:
        if held is not None and (run.marks, run.address) == (held.marks, held.address):
            held = held._replace(text=held.text + run.text)
            continue
        if held is not None:
            yield held
        held = run
    if held is not None:
        yield held


def _plain(run: Run) -> str:
    if "sup" in run.marks and _RAISABLE.fullmatch(run.text):
        return run.text.translate(_RAISED)
    if "sub" in run.marks and _LOWERABLE.fullmatch(run.text):
        return run.text.translate(_LOWERED)
    return run.text


def _tagged(html: str, marks: Iterable[Mark]) -> str:
    for mark in sorted(marks):
        begin, end = _TAGS[mark]
        html = f"{begin}{html}{end}"
    return html


def _linked(html: str, address: str) -> str:
    return f'<a href="{escape(address)}">{html}</a>' if address else html


def _touches(neighbour: Sequence[Run], end: int) -> bool:
    """Whether a neighbour leaves no room for stars: a letter, or stars of its own."""
    if not neighbour or not neighbour[0].text or neighbour[0].text[end].isspace():
        return False
    return neighbour[0].text[end].isalnum() or bool(neighbour[0].marks & {"i", "b"})


def _starred(text: str, marks: frozenset[Mark], *, touches: tuple[bool, bool]) -> str:
    """Mark up a run; stars within a word, or about blanks, would be read as stars."""
    core = text.strip(" ")
    if not core or not marks:
        return text
    start = len(text) - len(text.lstrip(" "))
    before, after = text[:start], text[start + len(core) :]
    if (touches[0] and not before) or (touches[1] and not after):
        return before + _tagged(core, marks) + after
    stars = "*" * (("i" in marks) + 2 * ("b" in marks))
    return f"{before}{stars}{_tagged(core, marks - {'i', 'b'})}{stars}{after}"
