"""A .bib file taken apart into entries with their fields as written, broken files included.

One pass finds the blocks and says of each field where its name and its value stand, in time linear
in the length of the text. A block ends at the latest where a line begins another, so a brace that
is never closed costs one entry at most. What is well formed is read by one expression for each
field; all else by `bib_broken`, which goes on behind what it cannot read and says what that was.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from joinedup_refs.formats.bib_broken import UNCLOSED_QUOTE, Inside, read_block
from joinedup_refs.formats.bib_parts import (
    Block,
    Blocks,
    Fault,
    Field,
    Macro,
    Shape,
    Strings,
    Use,
)
from joinedup_refs.formats.format import Gap, Place, stretch

_BLOCK = re.compile(r"@[ \t]{0,20}([A-Za-z]{1,40})\s{0,40}([{(])")
_HEAD = re.compile(r"@[ \t]{0,20}[A-Za-z]{1,40}\s{0,40}[{(]")
_INDENT = 80  # blanks at most before a block that begins on a line of its own
_COMMENTED = re.compile(r"^[ \t]{0,80}%[^\n]{0,200}\Z", re.MULTILINE)
_PLAIN_KEY = re.compile(r"\s*+([^\s,=#\"{}()%][^,=#\"{}\n]*+),")
_IN_BRACES = r"\{(?:[^{}]++|\{[^{}]*+\})*+\}"
_PLAIN_FIELD = re.compile(
    r"[\s,]*+([A-Za-z][\w:+.-]*+)\s*+=\s*+"
    rf"(?:\{{((?:[^{{}}]++|{_IN_BRACES})*+)\}}|\"((?:[^\"{{}}]++|{_IN_BRACES})*+)\""
    r"|([A-Za-z0-9][\w:./-]*+))\s*+(?=[,}])"
)
_BEHIND = re.compile(r"[\s,]{0,80}([A-Za-z][\w-]{1,40})[ \t]{0,40}=[ \t]{0,40}[{\"]")
_PLAIN_END = re.compile(r"[\s,]*+\}")


@lru_cache(maxsize=4)
def blocks(text: str) -> Blocks:
    """Take a .bib file apart; text between entries is no part of it, as BibTeX has it.

    An entry on a line that begins with `%` is commented out, as biber has it.
    """
    return BlockReader(text).read()


_MERGE = re.compile(r"(?m)^<{7} ")
_TWO_VERSIONS = "two versions that were not merged begin here; the entries of both were read"


class Part(NamedTuple):
    """An entry, or a block that is none."""

    start: int
    end: int
    block: Block | None
    faults: tuple[Fault, ...]
    """What is wrong in it."""


class BlockReader:
    """Takes a file apart, all at once or, which holds little of it at a time, part by part."""

    def __init__(self, text: str) -> None:
        if "\r" in text and "\n" not in text:  # lines end with it, as on old Macintoshes
            text = text.replace("\r", "\n")
        self.text = text
        *lines, _ = text.split("\n")
        self._lines = array("q", accumulate((len(line) + 1 for line in lines), initial=0))
        self._starts = array("q", _on_a_line(text))
        self._known = Strings(len(text))
        self._macros: list[Macro] = []
        self._uses: list[Use] = []
        self._faults: list[Fault] = []
        self._comment_open = False

    def parts(self) -> Iterator[Part]:
        """Give entries, and blocks that are none, one by one."""
        at = told = 0
        while found := _BLOCK.search(self.text, at):
            line_start = self._lines[self._line(found.start()) - 1]
            # a per cent sign within the block before is that block's
            if line_start >= at and _COMMENTED.match(self.text, line_start, found.start()):
                at = self._to_line_end(found.end())
                yield Part(line_start, at, None, ())
                continue
            kind = found[1].lower()
            if kind == "comment":
                at = self._after_comment(found.end())
                yield Part(found.start(), at, None, ())
                continue
            block = self._plain(found, kind) or self._broken(found, kind)
            at = max(block.end, found.end())
            self._outside(block, at)
            faults = tuple(self._faults[told:])
            told = len(self._faults)
            if kind in {"preamble", "string"}:
                yield Part(block.start, at, None, faults)
            elif block.fields or block.key:
                yield Part(block.start, block.end, block, faults)
            else:
                message = f"the @{kind} here holds nothing"
                self._faults.append(Fault("hollow", block.start, at, message, block.start))
                told += 1

    def _outside(self, block: Block, at: int) -> None:
        """Tell of fields behind the end of an entry, which a brace too many closes before them."""
        found = _BEHIND.match(self.text, at) if block.closed else None
        if found:
            message = f"{found[1]} stands behind the end of {block.key}: a brace too many closes it"
            self._faults.append(Fault("stray", found.start(1), found.end(), message, block.start))

    def read(self) -> Blocks:
        """Give all that the file holds."""
        entries: list[Block] = []
        aside: list[Place] = []
        for part in self.parts():
            if part.block is not None:
                entries.append(part.block)
            else:
                aside.append((part.start, part.end))
        return Blocks(
            entries=tuple(entries),
            macros=tuple(self._macros),
            uses=tuple(self._uses),
            faults=tuple(self._faults),
            gaps=self.gaps(),
            aside=tuple(aside),
            between=self._between(entries, aside),
        )

    def gaps(self) -> tuple[Gap, ...]:
        """Give the faults so far that lose something, and where two versions were not merged."""
        found = [Gap(self._line(f.at), f.message) for f in self._faults if f.what != "comma"]
        found += [Gap(self._line(m.start()), _TWO_VERSIONS) for m in _MERGE.finditer(self.text)]
        return tuple(found)

    def _line(self, at: int) -> int:
        return bisect_right(self._lines, at)

    def _to_line_end(self, at: int) -> int:
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end

    def _limit(self, found: re.Match[str]) -> int:
        after = bisect_right(self._starts, found.start())
        return self._starts[after] if after < len(self._starts) else len(self.text)

    def _after_comment(self, start: int) -> int:
        end = None if self._comment_open else Inside(self.text, start, len(self.text), paren=False)
        self._comment_open = end is None or not end.closed
        return end.after if end is not None and end.closed else start

    def _plain(self, found: re.Match[str], kind: str) -> Block | None:
        """Read a block that is well formed; None for any other."""
        if found[2] != "{" or kind in {"preamble", "string"}:
            return None
        limit = self._limit(found)
        key = _PLAIN_KEY.match(self.text, found.end(), limit)
        if key is None:
            return None
        fields: list[Field] = []
        uses: list[Use] = []
        at = key.end()
        while field := _PLAIN_FIELD.match(self.text, at, limit):
            at = field.end()
            group = field.lastindex or 2
            value, start, end = field[group], field.start(group), field.end(group)
            shape: Shape = "braces" if group == 2 else "quotes"
            if group == 4:
                shape, bare = "bare", value
                if not value[0].isdigit():
                    value = self._known.value(bare.lower()) or ""
                    uses.append(Use(bare.lower(), start, bool(value), key[1].strip()))
                    if not value:
                        return None
            elif group == 3 and UNCLOSED_QUOTE.search(value, max(0, len(value) - 80)):
                return None
            after = end if group == 4 else end + 1
            fields.append(Field(field[1].lower(), value, field.start(1), start, end, after, shape))
        closing = _PLAIN_END.match(self.text, at, limit)
        if closing is None:
            return None
        self._uses += uses
        return Block(
            type=kind,
            key=key[1].strip(),
            line=self._line(found.start()),
            fields=tuple(fields),
            start=found.start(),
            end=closing.end(),
            type_at=found.start(1),
            key_at=key.start(1),
            closed=True,
            plain=True,
        )

    def _broken(self, found: re.Match[str], kind: str) -> Block:
        inside = Inside(self.text, found.end(), self._limit(found), paren=found[2] == "(")
        read = read_block(self.text, found, kind, inside, self._known)
        self._faults += read.faults
        self._uses += read.uses
        if kind == "string":
            for field in read.block.fields:
                self._known.define(field.name, field.value)
                self._macros.append(Macro(field.name, field.value, field.at, field.after))
        return read.block._replace(line=self._line(found.start()))

    def _between(self, entries: list[Block], aside: list[Place]) -> tuple[Place, ...]:
        taken = sorted((*aside, *((b.start, b.end) for b in entries)))
        edges = [(0, 0), *taken, (len(self.text), len(self.text))]
        gaps = ((end, start) for (_, end), (start, _) in pairwise(edges))
        return tuple(place for start, end in gaps for place in stretch(self.text, start, end))


def _on_a_line(text: str) -> Iterator[int]:
    """Give where lines begin on which a block does."""
    for head in _HEAD.finditer(text):
        least = max(0, head.start() - _INDENT)
        line = text.rfind("\n", max(0, least - 1), head.start()) + 1
        if (line or not least) and not text[line : head.start()].strip(" \t"):
            yield line
