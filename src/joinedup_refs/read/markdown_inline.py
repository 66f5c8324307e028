"""What Markdown sets within lines: emphasis, links, code, escapes, tags, notes."""

import re
from typing import NamedTuple

from joinedup_refs.model.markup import Hyperlink
from joinedup_refs.model.text import Cut, Span
from joinedup_refs.notation.identifiers import addresses
from joinedup_refs.read.markdown_blocks import Blocks

_TOKEN = re.compile(
    r"""
    (?P<escape>\\[!-/:-@\[-`{-~])
    |(?P<code>(?<!`)(?P<ticks>`{1,4})(?!`)[^`\r\n]{1,2000}(?P=ticks)(?!`))
    |(?P<auto><(?P<to>https?://[^\s<>]{1,1000})>)
    |(?P<tag></?[a-zA-Z][^<>\r\n]{0,300}>)
    |(?P<after>\]\((?P<address><[^<>\r\n]{0,1000}>|(?:[^\s()<>]|\([^\s()]{0,200}\)){0,1000})
        (?:[ \t]+["'(][^\r\n"]{0,300}["')])?\)(?:\{[^{}\r\n]{0,300}\})?)
    |(?P<note>\[\^[^\s\[\]]{1,60}\](?!:))
    |(?P<inner>\^\[)
    |(?P<open>!?\[)
    |(?P<close>\])
    |(?P<run>\*{1,3}|_{1,3}(?!_))
    |(?P<raised>\^(?=\S{1,40}?\^))
    |(?P<lowered>~(?=[^\s~]{1,40}?~(?!~))(?<!~~))
    |(?P<paragraph>(?:\r\n|\n|\r)[ \t]*(?=\r|\n))
    """,
    re.VERBOSE,
)
_NUMBERS = re.compile(r"\^(?P<numbers>\d{1,4}(?:\s?[,;–-]\s?\d{1,4}){0,40})\^")
_END = re.compile(r"[.,;:!?)\]”’\"'»]")
_ITALIC_TAGS = frozenset({"i", "em", "cite"})
_MOST = 500_000
"""Marks that are taken out; what follows them stays as it is."""
_DEEPEST = 200
"""Brackets and emphasis open at once; what is opened beyond is text."""


class Marks(NamedTuple):
    """What was found."""

    cuts: list[Cut]
    links: list[Hyperlink]
    italics: list[Span]


class _Run(NamedTuple):
    """Asterisks or underscores that may begin emphasis."""

    sign: str
    start: int
    end: int


def inline(text: str, blocks: Blocks) -> Marks:
    """Find the marks of a text outside of its front matter, code and comments."""
    scan = _Scan(text)
    for met in _TOKEN.finditer(text):
        if len(scan.marks.cuts) > _MOST:
            break
        if not blocks.hidden(met.start()):
            scan.take(met)
    marks = scan.marks
    marks.links.sort(key=lambda link: (link.at.start, link.at.end))
    marks.italics.sort(key=lambda span: (span.start, span.end))
    return marks


class _Scan:
    """Pairs what opens with what closes, within a paragraph."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.marks = Marks([], [], [])
        self._brackets: list[tuple[str, int, int]] = []
        self._runs: list[_Run] = []
        self._tags: list[tuple[str, int]] = []
        self._raised = -1
        self._lowered = -1

    def take(self, met: re.Match[str]) -> None:
        """Take the next mark."""
        start, end = met.span()
        match met.lastgroup or "":
            case "escape":
                self._cut(start, start + 1)
            case "code" | "ticks":
                self._cut(start, end, why="code")
            case "auto" | "to":
                self._automatic(met)
            case "tag":
                self._tag(met[0], start, end)
            case "after" | "address":
                self._link(met)
            case "note":
                self._cut(start, end)
            case "inner" | "open":
                if len(self._brackets) < _DEEPEST:
                    self._brackets.append((met[0], start, end))
            case "close":
                self._closed(start, end)
            case "run":
                self._emphasis(met)
            case "raised" | "lowered":
                self._shifted(met)
            case _:
                self._brackets.clear()
                self._runs.clear()

    def _cut(self, start: int, end: int, reading: str = "", why: str = "markup") -> None:
        self.marks.cuts.append(Cut(printed=Span(start=start, end=end), reading=reading, why=why))

    def _automatic(self, met: re.Match[str]) -> None:
        self._cut(met.start(), met.start() + 1)
        self._cut(met.end() - 1, met.end())
        self._linked(Span(start=met.start() + 1, end=met.end() - 1), met["to"])

    def _linked(self, at: Span, address: str) -> None:
        if address.startswith("#") or addresses.parse(address):
            self.marks.links.append(Hyperlink(at=at, address=address))

    def _tag(self, tag: str, start: int, end: int) -> None:
        self._cut(start, end, " " if tag[1:3].casefold() == "br" else "")
        name = re.match(r"</?(\w+)", tag)
        named = name[1].casefold() if name else ""
        if named not in _ITALIC_TAGS:
            return
        if not tag.startswith("</"):
            self._tags = [*self._tags[-_DEEPEST:], (named, end)]
        elif self._tags and self._tags[-1][0] == named:
            self._italic(self._tags.pop()[1], start)

    def _italic(self, start: int, end: int) -> None:
        if start < end:
            self.marks.italics.append(Span(start=start, end=end))

    def _link(self, met: re.Match[str]) -> None:
        if not self._brackets:
            return
        opened, start, end = self._brackets.pop()
        if opened == "^[":
            return
        self._cut(start, end)
        self._cut(met.start(), met.end())
        if opened == "[":
            self._linked(Span(start=end, end=met.start()), met["address"].strip("<>"))

    def _closed(self, start: int, end: int) -> None:
        if not self._brackets:
            return
        opened, before, after = self._brackets.pop()
        if opened == "^[":  # a note in the text reads as one in brackets
            self._cut(before, after, " (")
            self._cut(start, end, ")")

    def _emphasis(self, met: re.Match[str]) -> None:
        """Open or close emphasis, by the signs that stand on either side."""
        start, end = met.span()
        sign = met[0][0]
        before, after = self.text[start - 1 : start], self.text[end : end + 1]
        if sign in {before, after}:
            return  # a longer row of them is no emphasis
        opens = (
            bool(after)
            and not after.isspace()
            and not (
                _END.match(after) and before and not before.isspace() and not _END.match(before)
            )
        )
        closes = bool(before) and not before.isspace()
        if sign == "_":
            opens = opens and not before.isalnum()
            closes = closes and not after.isalnum()
        if closes and self._close(_Run(met[0], start, end)):
            return
        if opens:
            self._runs = [*self._runs[-_DEEPEST:], _Run(met[0], start, end)]

    def _close(self, run: _Run) -> bool:
        for number in range(len(self._runs) - 1, -1, -1):
            opened = self._runs[number]
            if opened.sign == run.sign:
                self._cut(opened.start, opened.end)
                self._cut(run.start, run.end)
                if len(run.sign) != 2:
                    self._italic(opened.end, run.start)
                del self._runs[number:]
                return True
        return False

    def _shifted(self, met: re.Match[str]) -> None:
        """Take the sign before or behind raised or lowered text."""
        start, end = met.span()
        other = self.text.find(met[0], end)
        if met[0] == "^" and (numbers := _NUMBERS.match(self.text, start)):
            before = self.text[start - 1 : start]
            if _END.match(before) or not numbers["numbers"].isdecimal():
                self._cut(start, end, "[")
                self._cut(other, other + 1, "]")
                return
        self._cut(start, end)
        self._cut(other, other + 1)
