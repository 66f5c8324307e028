"""What splitting gives."""

from typing import NamedTuple

from joinedup_refs.model.text import Cut, Span


class Item(NamedTuple):
    """One item of a list as printed."""

    at: tuple[Span, ...]
    """Where it stands, without bullet or number."""
    marker: str
    """The number or label before it, without brackets; empty for a bullet or nothing."""


class Parts(NamedTuple):
    """The lists of a text, taken apart.

    Every character of `regions` lies in an item, in one of `cuts` or of the text's own cuts, or in
    `leftover`.
    """

    regions: tuple[Span, ...]
    items: tuple[Item, ...]
    cuts: tuple[Cut, ...]
    """Bullets, numbers, line breaks within items, and what separates them."""
    leftover: tuple[Span, ...]
    passed_over: tuple[Span, ...] = ()
    """Headings of further lists, which were not taken apart."""
    unread: tuple[Span, ...] = ()
    """Entries of those lists, each a line; they are neither items nor text that cites."""
    notes: tuple[Span, ...] = ()
    """Footnotes or endnotes that hold references; they are no list, and no item is one of them."""
    headings: tuple[Span, ...] = ()
    """Headings of sections within the lists; each is in `leftover` too."""
