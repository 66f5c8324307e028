"""How a .bib file is laid out."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias, get_args

from joinedup_refs.errors import ConfigInvalid
from joinedup_refs.tables import rows

Around: TypeAlias = Literal["braces", "quotes", "kept"]
"""What is put around values; `kept` leaves each as it is."""
Letters: TypeAlias = Literal["kept", "utf8", "ascii"]
"""How letters beyond ASCII are written: as they are, as such, or as commands of LaTeX."""
SortedBy: TypeAlias = Literal["key", "year", "author"]

USUAL = "usual"
"""What asks for the usual order of fields by one word."""
_DEEPEST = 16
_DATED = ("date", "year", "month", "day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What is asked for; the plain `Layout()` is how this project writes .bib files."""

    indent: str = "  "
    align: bool = False
    """Whether the equals signs of an entry stand under one another."""
    field_order: tuple[str, ...] = ()
    """Names of fields in lower case, those to come first; empty leaves all where they stand."""
    values: Around = "braces"
    months: bool = True
    """Whether months become the macros that every style has (`mar`)."""
    pages: bool = True
    """Whether `--` is put between pages."""
    trailing_comma: bool = True
    letters: Letters = "kept"
    sort: tuple[SortedBy, ...] = ()
    """What entries are sorted by, the first before the next; empty leaves them in their order."""


def indent_of(said: str) -> str:
    """Give the indentation for a number of blanks, or for the word `tab`.

    Raises:
        ConfigInvalid: it is neither, or more than 16 blanks.
    """
    if said.strip().lower() == "tab":
        return "\t"
    if said.isdecimal() and len(said) < 4 and int(said) <= _DEEPEST:
        return " " * int(said)
    msg = f"fields are set in by 0 to {_DEEPEST} blanks or by a tab, not {said!r}"
    raise ConfigInvalid(msg)


def field_order(said: str) -> tuple[str, ...]:
    """Give an order of fields from names with commas between, or from the word `usual`."""
    if said.strip().lower() == USUAL:
        return usual_order()
    return tuple(name for part in said.split(",") if (name := part.strip().lower()))


def sorted_by(said: str) -> tuple[SortedBy, ...]:
    """Give what entries are sorted by, from words with commas between.

    Raises:
        ConfigInvalid: entries are not sorted by one of them.
    """
    wanted = [part.strip().lower() for part in said.split(",") if part.strip()]
    found = tuple(one for part in wanted for one in get_args(SortedBy) if one == part)
    if len(found) < len(wanted):
        wrong = next(part for part in wanted if part not in found)
        msg = f"entries are not sorted by {wrong!r}\nthey are by {', '.join(get_args(SortedBy))}"
        raise ConfigInvalid(msg)
    return found


@cache
def usual_order() -> tuple[str, ...]:
    """Give the fields in the order in which this project writes them."""
    order: dict[str, None] = {}
    for row in rows("bib_fields"):
        if row["variable"] == "issued":
            order |= dict.fromkeys(_DATED)
        for column in ("bibtex", "biblatex"):
            if row[column].strip("-"):
                order[row[column].strip("-")] = None
    return tuple(order)
