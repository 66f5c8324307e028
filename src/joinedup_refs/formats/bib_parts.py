"""What a .bib file is made of: entries, fields, strings, and what is wrong with them."""

from typing import Literal, NamedTuple, TypeAlias

from joinedup_refs.formats.format import Gap

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The macros that every style defines."""

_MOST = 4
"""Characters that strings, or entries lent from, may put in for each one of the file."""
_LEAST = 1_000_000
"""Characters that they may put in at least."""

Shape: TypeAlias = Literal["braces", "quotes", "bare", "joined", "open"]
"""What encloses a value: a bare word or number has nothing, a joined one several pieces, and an
open one nothing that ends it."""

FaultKind: TypeAlias = Literal["open-block", "open-value", "stray", "comma", "macro", "hollow"]


class Purse:
    """What may still be put into entries that is written elsewhere in the file.

    Without a limit a file of a few lines can ask for more than any machine has: strings made of
    twice the string before, or thousands of entries lent the fields of one that is long.
    """

    def __init__(self, size: int) -> None:
        self._left = _LEAST + _MOST * size

    def spend(self, characters: int) -> bool:
        """Whether so many more may be put in; they count as put in then."""
        if characters > self._left:
            return False
        self._left -= characters
        return True


class Strings:
    """What the macros of a file stand for."""

    def __init__(self, size: int) -> None:
        self._values = {month: month for month in MONTHS}
        self._purse = Purse(size)

    def define(self, name: str, value: str) -> None:
        """Take in what a `@string` says; the last one counts."""
        self._values[name] = value

    def defines(self, name: str) -> bool:
        """Whether a macro stands for anything."""
        return name in self._values

    def value(self, name: str) -> str | None:
        """Give what a macro stands for; None where that is nothing, or more than may be put in."""
        value = self._values.get(name)
        return value if value is not None and self._purse.spend(len(value)) else None


class Field(NamedTuple):
    """A field as written."""

    name: str
    """In lower case."""
    value: str
    """In LaTeX, without the braces or quotation marks around; macros replaced."""
    at: int
    """Where its name begins."""
    start: int
    """Where its value begins, behind the brace or quotation mark."""
    end: int
    after: int
    """One past the brace or quotation mark that closes it."""
    shape: Shape


class Block(NamedTuple):
    """An entry as written."""

    type: str
    """In lower case."""
    key: str
    line: int
    fields: tuple[Field, ...]
    start: int
    """Where its `@` stands."""
    end: int
    """One past its last brace, or where it has to end."""
    type_at: int
    key_at: int
    """Where its key begins, or would begin."""
    closed: bool
    plain: bool
    """Whether it was well formed throughout."""


class Macro(NamedTuple):
    """What a `@string` defines."""

    name: str
    """In lower case."""
    value: str
    at: int
    end: int


class Use(NamedTuple):
    """A bare word that stands for a string."""

    name: str
    at: int
    known: bool
    key: str
    """The key of the entry it stands in."""


class Fault(NamedTuple):
    """Something that could not be read as it should."""

    what: FaultKind
    at: int
    end: int
    message: str
    block: int
    """Where the block begins that it stands in."""


class Blocks(NamedTuple):
    """What a file holds."""

    entries: tuple[Block, ...]
    macros: tuple[Macro, ...]
    uses: tuple[Use, ...]
    faults: tuple[Fault, ...]
    gaps: tuple[Gap, ...]
    """The faults that lose something, as a line and a sentence."""
    aside: tuple[tuple[int, int], ...]
    """Blocks that are no entries: `@string`, `@preamble`, `@comment`, and lines commented out."""
    between: tuple[tuple[int, int], ...]
    """Text outside of all blocks, without the blanks around it."""
