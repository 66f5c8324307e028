"""What Markdown sets in blocks: front matter, code, comments, rules, marks at a line's edges."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from joinedup_refs.model.text import Cut, Span

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})(?P<info>[^`\r\n]*)$")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,}[ \t]*)$")
_DIV = re.compile(r" {0,3}:{3,}[^\r\n]{0,200}$")
_DEFINITION = re.compile(
    r" {0,3}\[(?!\^)[^\[\]]{1,200}\]:[ \t]{1,9}<?(?:https?://|mailto:|ftp://|[#/.])\S{0,1000}"
    r"(?:[ \t]+[\"'(][^\r\n]{0,300})?[ \t]*$"
)
_QUOTE = re.compile(r" {0,3}(?:>[ \t]?){1,9}")
_ATTRIBUTES = re.compile(r"[ \t]*\{[#.:-][^{}\r\n]{0,300}\}[ \t]*#*[ \t]*$|(?<=\S)[ \t]+#+[ \t]*$")
_NAMED = re.compile(r"bibliography:[ \t]*(?P<value>[^\r\n#]{0,500})")
_ITEM = re.compile(r"[ \t]{0,20}-[ \t]+(?P<value>[^\r\n#]{1,500})")
_LONGEST_FRONT = 400
"""Lines of front matter at most."""


class Blocks(NamedTuple):
    """The blocks of a text that are no words of it."""

    cuts: tuple[Cut, ...]
    """In order, none touching another."""
    bibliographies: tuple[str, ...]

    def hidden(self, at: int) -> bool:
        """Whether a code point lies in front matter, code or a comment."""
        before = bisect_right(self.cuts, at, key=lambda cut: cut.printed.start) - 1
        return before >= 0 and self.cuts[before].printed.end > at


def blocks_of(text: str) -> Blocks:
    """Find the blocks of a text; an opened fence that is not closed reaches to the end."""
    lines = [(met.start(), met.end(1), met[1]) for met in _LINE.finditer(text) if met[0]]
    first, bibliographies = _front_matter(lines)
    cuts = [_cut(0, lines[first - 1][1], "front-matter")] if first else []
    cuts += _of_lines(lines[first:])
    inside = Blocks(tuple(cuts), ())
    cuts += [c for c in _comments(text) if not inside.hidden(c.printed.start)]
    cuts.sort(key=lambda cut: (cut.printed.start, -cut.printed.end))
    apart: list[Cut] = []
    for cut in cuts:
        if not apart or cut.printed.start >= apart[-1].printed.end:
            apart.append(cut)
    return Blocks(tuple(apart), bibliographies)


def _cut(start: int, end: int, why: str) -> Cut:
    return Cut(printed=Span(start=start, end=end), reading="", why=why)


def _comments(text: str) -> Iterator[Cut]:
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            return
        yield _cut(start, end + 3, "comment")
        start = text.find("<!--", end + 3)


def _front_matter(lines: list[tuple[int, int, str]]) -> tuple[int, tuple[str, ...]]:
    """Give the lines of front matter, and the bibliography files that it names."""
    if not lines or lines[0][2].strip("\ufeff \t") != "---":
        return 0, ()
    named: list[str] = []
    listing = False
    for number, (_, _, string) in enumerate(lines[1:_LONGEST_FRONT], 1):
        if string.rstrip() in {"---", "..."}:
            return number + 1, tuple(named)
        if met := _NAMED.match(string):
            values = [one.strip(" \t'\"") for one in met["value"].strip(" \t[]").split(",")]
            named += [value for value in values if value]
            listing = not met["value"].strip()
        elif listing and (met := _ITEM.match(string)):
            named.append(met["value"].strip(" \t'\""))
        else:
            listing = False
    return 0, ()


def _of_lines(lines: list[tuple[int, int, str]]) -> Iterator[Cut]:
    fence, opened = "", 0
    before = ""
    for start, end, string in lines:
        met = _FENCE.match(string)
        if fence:
            if met and met["fence"].startswith(fence) and not met["info"].strip():
                yield _cut(opened, end, "code")
                fence = ""
            continue
        if met:
            fence, opened = met["fence"], start
            continue
        if (
            (_RULE.match(string) and (before or "=" not in string))
            or _DIV.match(string)
            or _DEFINITION.match(string)
        ):
            yield _cut(start, end, "markup")
        else:
            yield from _at_the_edges(start, string)
        before = string.strip()
    if fence and lines:
        yield _cut(opened, lines[-1][1], "code")


def _at_the_edges(start: int, string: str) -> Iterator[Cut]:
    if quote := _QUOTE.match(string):
        yield _cut(start, start + quote.end(), "markup")
    if string.lstrip().startswith("#") and (met := _ATTRIBUTES.search(string)):
        yield _cut(start + met.start(), start + met.end(), "markup")
    if string.endswith("\\") and not string.endswith("\\\\"):
        yield _cut(start + len(string) - 1, start + len(string), "markup")
