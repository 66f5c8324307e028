"""A .bib file taken apart into entries with their fields as written, broken files included.

One pass finds the blocks, in time linear in the length of the text. The fields of a whole block
are read by bibtexparser; those of a broken one, and values put together with `#`, are read here,
and it is said on which line each is broken. A block ends at the latest where a line begins another,
so a brace that is never closed costs one entry at most.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from joinedup_refs.formats.bib_fields import whole_fields
from joinedup_refs.formats.format import Gap

_BLOCK = re.compile(r"@[ \t]{0,20}([A-Za-z]{1,40})\s{0,40}([{(])")
_ON_A_LINE = re.compile(r"^[ \t]{0,80}@[ \t]{0,20}[A-Za-z]{1,40}\s{0,40}[{(]", re.MULTILINE)
_KEY = re.compile(r"\s*([^\s,=#\"{}()%][^,=#\"{}\n]*)?")
_NAME = re.compile(r"[\s,]*([^\s=,{}\"#()%'@\\]+)\s*=\s*")
_NEXT_FIELD = re.compile(r"\n[ \t]{0,80}[A-Za-z][\w-]{1,40}[ \t]{0,40}=[ \t]{0,40}[{\"\w]")
_BARE = re.compile(r"[^\s,#{}\"]+")
_TO_READ = re.compile(r"[{}()\"\n,]")
_JOINED = re.compile(r"\s*#\s*")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOSERS = re.compile(r"[{})]")


@dataclass(slots=True)
class Block:
    """An entry as written."""

    type: str
    """In lower case."""
    key: str
    line: int
    fields: list[tuple[str, str]] = field(default_factory=list)
    """Names in lower case and values in LaTeX, without the braces or quotation marks around."""


class Blocks(NamedTuple):
    """What a file holds."""

    entries: list[Block]
    gaps: list[Gap]


def blocks(text: str) -> Blocks:
    """Take a .bib file apart; text between entries is no part of it, as BibTeX has it."""
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = [0, *(m.end() for m in re.finditer("\n", text))]
        self._starts = [m.start() for m in _ON_A_LINE.finditer(text)]
        self._macros = {month: month for month in _MONTHS}
        self._gaps: list[Gap] = []
        self._comment_open = False

    def read(self) -> Blocks:
        entries: list[Block] = []
        at = 0
        while found := _BLOCK.search(self._text, at):
            kind = found[1].lower()
            if kind == "comment":
                at = self._after_comment(found.end())
                continue
            after = bisect_right(self._starts, found.start())
            limit = self._starts[after] if after < len(self._starts) else len(self._text)
            inside = _Inside(self._text, found.end(), limit, found[2] == "(")
            if not inside.closed:
                self._gap(found.start(), f"the @{kind} that begins here is never closed")
            at = max(inside.after, found.end())
            if kind == "preamble":
                continue
            block = Block(kind, "", self._line(found.start()))
            start = inside.start if kind == "string" else self._key(inside, block)
            known = None
            if inside.closed and kind != "string":
                known = whole_fields(self._text[found.start() : inside.after], self._macros)
            block.fields += self._fields(inside, start, block) if known is None else known
            if kind == "string":
                self._macros |= {name: value for name, value in block.fields if value}
            elif block.fields or block.key:
                entries.append(block)
            else:
                self._gap(found.start(), f"the @{kind} here holds nothing")
        return Blocks(entries, self._gaps)

    def _line(self, at: int) -> int:
        return bisect_right(self._lines, at)

    def _gap(self, at: int, message: str) -> None:
        self._gaps.append(Gap(self._line(at), message))

    def _after_comment(self, start: int) -> int:
        if self._comment_open:
            return start
        inside = _Inside(self._text, start, len(self._text), paren=False)
        self._comment_open = not inside.closed
        return inside.after if inside.closed else start

    def _key(self, inside: "_Inside", block: Block) -> int:
        found = _KEY.match(self._text, inside.start, inside.end)
        key = (found[1] or "").strip() if found else ""
        after = found.end() if found else inside.start
        if self._text[after : after + 1] == "=" and after < inside.end:  # no key, a field at once
            key, _, name = key.rpartition(" ")
            block.key = key.strip()
            return after - len(name) if key else inside.start
        block.key = key
        return after

    def _fields(self, inside: "_Inside", at: int, block: Block) -> Iterator[tuple[str, str]]:
        while at < inside.end:
            found = _NAME.match(self._text, at, inside.end)
            if found is None:
                begun, at = at, inside.past(at)
                lost = self._text[begun:at].strip(" \t\r\n,")
                if lost:
                    self._gap(
                        self._text.index(lost[0], begun),
                        f"no field is named by {lost[:40]!r} in {block.key or 'this'}",
                    )
                continue
            value, at = self._value(inside, found.end(), block)
            yield found[1].lower(), value

    def _value(self, inside: "_Inside", at: int, block: Block) -> tuple[str, int]:
        pieces: list[str] = []
        while True:
            piece, at = self._piece(inside, at, block)
            pieces.append(piece)
            joined = _JOINED.match(self._text, at, inside.end)
            if joined is None:
                return "".join(pieces), at
            at = joined.end()

    def _piece(self, inside: "_Inside", at: int, block: Block) -> tuple[str, int]:
        opener = self._text[at : at + 1] if at < inside.end else ""
        if opener in {"{", '"'}:
            end = inside.pairs.get(at) if opener == "{" else inside.quote_end(at)
            if end is None:
                self._gap(at, f"a value of {block.key or 'this entry'} is never closed")
                end = self._text.find("\n", at, inside.end)
                end = inside.end if end < 0 else end
                return self._text[at + 1 : end].rstrip(" \t\r\n,}"), end
            cut = None if inside.closed else _NEXT_FIELD.search(self._text, at, end)
            if cut is not None:
                return self._text[at + 1 : cut.start()].rstrip(" \t\r\n,}"), cut.start()
            return self._text[at + 1 : end], end + 1
        bare = _BARE.match(self._text, at, inside.end)
        if bare is None:
            return "", at
        word = bare[0]
        known = self._macros.get(word.lower())
        if known is None and not word[0].isdigit():
            self._gap(at, f"no @string says what {word[:40]} stands for; it was kept as it is")
        return (word if known is None else known), bare.end()


class _Inside:
    """What stands between the delimiters of a block: where it ends, and which braces pair."""

    def __init__(self, text: str, start: int, limit: int, paren: bool) -> None:
        self._text = text
        self.start = start
        self.end = self.after = limit
        self.closed = False
        self.pairs: dict[int, int] = {}
        """For each opening brace that has one, the place of its partner."""
        opened: list[int] = []
        closer = ")" if paren else "}"
        for found in _CLOSERS.finditer(text, start, limit):
            at = found.start()
            if found[0] == closer and not opened:
                self.end, self.after, self.closed = at, at + 1, True
                return
            if found[0] == "{":
                opened.append(at)
            elif found[0] == "}" and opened:
                self.pairs[opened.pop()] = at

    def quote_end(self, at: int) -> int | None:
        """Give the place of the quotation mark that closes the one at `at`."""
        here = at + 1
        while found := _TO_READ.search(self._text, here, self.end):
            if found[0] == '"':
                return found.start()
            here = found.end()
            if found[0] == "{":
                here = self.pairs.get(found.start(), here - 1) + 1
        return None

    def past(self, at: int) -> int:
        """Give the place after the next comma or line end, braces passed over whole."""
        here = at
        while found := _TO_READ.search(self._text, here, self.end):
            here = found.end()
            if found[0] == "{":
                here = self.pairs.get(found.start(), here - 1) + 1
            elif found[0] in ",\n" and self._text[at:here].strip(" \t\r\n,"):
                return here
        return self.end
