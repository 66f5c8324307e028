"""A page taken in element by element, so that its size and depth cost no more than its text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from joinedup_refs.notation.identifiers import addresses
from joinedup_refs.read.page_parts import (
    LINES,
    NEVER_READ,
    PARAGRAPHS,
    SLANTED,
    anchor_meant,
    parts_of,
)
from joinedup_refs.read.page_text import Mark, PageText

_NUMBERS = re.compile(r"\d{1,4}(?:\s?[,;–—‐‑-]\s?\d{1,4}){0,60}")
_LONGEST_BUTTON = 300
_LONGEST_LABEL = 80
_LONGEST_ITALIC = 400
_MOST_LINKS = 100
"""Links looked at in a raised stretch or in one that is not shown."""


@dataclass(slots=True)
class _Open:
    """An element whose end is still to come."""

    tag: str
    since: Mark
    parts: frozenset[str]
    anchor: str
    """The entry of the page that a link leads to."""
    address: str
    doi: str
    """The DOI that an attribute gives, or `?` where the element's text is one."""
    ended: int
    """Items that had ended before it."""
    item: str | None = None
    """The name of the item that begins with it; None where none does."""
    inner: int = 0
    """Items that have begun within it."""


@dataclass(slots=True)
class _List:
    """A list whose end is still to come."""

    number: int | None
    """The number of its next item; None where it has bullets."""
    items: list[int] = field(default_factory=list)
    """Its items, as places among the stretches of the page."""


class Page:
    """Takes the elements of a page as the parser meets them."""

    def __init__(self) -> None:
        self.page = PageText()
        self._open: list[_Open] = []
        self._passed_over = 0
        self._lists: list[_List] = []
        self._led_to: set[str] = set()
        self._items: list[_Open] = []
        self._preformatted = 0
        self._anchored = 0
        self._in_lists = 0
        self._ended = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        parts = parts_of(tag, attributes) if attributes else frozenset()
        if self._passed_over or tag in NEVER_READ or "aside" in parts:
            self._passed_over += 1
            return
        if "inline" not in parts:
            self._part(tag)
        if tag == "br":
            self.page.line_break()
        elif tag in {"td", "th"}:
            self.page.cell()
        elif tag in {"ul", "ol"}:
            number = _number(attributes.get("start"), 1) if tag == "ol" else None
            self._lists.append(_List(number))
        elif tag == "li":
            self._set_marker(attributes)
        self._preformatted += tag == "pre"
        one = _Open(
            tag=tag,
            since=self.page.here(),
            parts=parts,
            anchor=anchor_meant(attributes) if tag == "a" else "",
            address=attributes.get("href", "") if tag == "a" else "",
            doi=attributes.get("data-doi", "") or _doi_as_text(attributes),
            ended=self._ended,
        )
        self._anchored += bool(one.anchor)
        if one.anchor:
            self._led_to.add(one.anchor)
        self._in_lists += "list" in parts
        self._open.append(one)
        self._begin_item(one, attributes)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if self._passed_over:
            self._passed_over -= 1
            return
        if not self._open:
            return
        one = self._open.pop()
        self._end_item(one)
        self._anchored -= bool(one.anchor)
        self._in_lists -= "list" in one.parts
        self._preformatted -= tag == "pre"
        if tag in {"ul", "ol"} and self._lists:
            self._end_list(self._lists.pop())
        if tag == "li":
            self.page.marker = ""
        self._tell(one)
        if "inline" not in one.parts:
            self._part(tag)

    def data(self, text: str) -> None:
        """Take text."""
        if not self._passed_over:
            self.page.text(text, as_it_is=bool(self._preformatted))

    def comment(self, text: str) -> None:
        """Pass over a comment."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Pass over a processing instruction."""

    def close(self) -> PageText:
        """Give what was written."""
        while self._open:
            self.end(self._open[-1].tag)
        return self.page

    def _part(self, tag: str) -> None:
        nested = tag in {"ul", "ol"} and len(self._lists) > 0
        if tag in PARAGRAPHS and not nested and not self.page.marker:
            self.page.part(1 if self._lists else 2)
        elif tag in PARAGRAPHS or tag in LINES:
            self.page.part(1)

    def _set_marker(self, attributes: Mapping[str, str]) -> None:
        here = self._lists[-1] if self._lists else None
        if here is None or here.number is None:
            self.page.marker = "  • "
            return
        number = _number(attributes.get("value"), here.number)
        here.number = number + 1
        self.page.marker = f"{number}. "

    def _begin_item(self, one: _Open, attributes: Mapping[str, str]) -> None:
        outer = self._items[-1] if self._items else None
        if "label" in one.parts and outer is not None and outer.since.length == self.page.length:
            self.page.marker = ""  # the page's own label stands for the number of the list
        if one.tag == "li" and self._in_lists and not self._items:
            one.parts |= {"reference"}
        reference = "reference" in one.parts
        if not reference and (one.tag != "li" or (outer and "reference" in outer.parts)):
            return
        name = attributes.get("id", "") or attributes.get("data-bib-id", "")
        if outer is not None:
            outer.inner += 1
            within = outer.tag == "li" and one.tag != "li"  # and no list of its own in one
            if reference and within and outer.inner == 1:
                outer.parts |= {"reference"}
                outer.item = outer.item or name
        one.item = name
        self._items.append(one)

    def _end_item(self, one: _Open) -> None:
        if one.item is None:
            return
        self._items.pop()
        reference = "reference" in one.parts
        if one.inner > 1 or (one.inner and not reference):
            return  # a list within an item: its own items count
        if one.inner:
            self._forget_inner(one)
        self._ended += 1
        if one.tag == "li" and self._lists:
            self._lists[-1].items.append(len(self.page.stretches))
        self.page.mark(one.since, "reference" if reference else "item", one.item)

    def _end_list(self, one: _List) -> None:
        """Make the items of a list either references all, or none.

        Often only entries that links lead to have names. But a name in one item alone, which
        nothing leads to, may be anything.
        """
        stretches = self.page.stretches
        named = [at for at in one.items if stretches[at].kind == "reference"]
        if len(named) in {0, len(one.items)}:
            return
        sure = len(named) > 1 or stretches[named[0]].told in self._led_to
        for at in one.items:
            stretches[at] = stretches[at]._replace(kind="reference" if sure else "item")

    def _forget_inner(self, one: _Open) -> None:
        """Take back that an entry's text within the entry is one of its own."""
        stretches = self.page.stretches
        least = max(one.since.stretches, len(stretches) - _MOST_LINKS)
        for at in range(len(stretches) - 1, least - 1, -1):
            if stretches[at].kind == "reference":
                del stretches[at]
                return

    def _tell(self, one: _Open) -> None:
        """Say what an element that has ended was, or take it back."""
        since, page = one.since, self.page
        length = page.length - since.length
        if one.doi and length < _LONGEST_BUTTON:
            doi = page.since(since).strip() if one.doi == "?" else one.doi
            page.mark(since, "link", f"doi:{doi.removeprefix('doi:')}")
        if "unseen" in one.parts and self._is_taken_back(one, length):
            return
        if one.tag == "sup" and length <= _LONGEST_ITALIC:
            self._cite(one)
        if one.anchor:
            page.mark(since, "link", f"#{one.anchor}")
        elif one.address and addresses.parse(one.address):
            page.mark(since, "link", one.address)
        if one.tag in SLANTED and length <= _LONGEST_ITALIC:
            page.mark(since, "italic")
        if not self._items and one.item is None:
            return
        if "button" in one.parts and length <= _LONGEST_BUTTON:
            page.mark(since, "button")
        elif one.tag == "a" and length <= _LONGEST_BUTTON:
            page.mark(since, "maybe-button")
        if "label" in one.parts and length <= _LONGEST_LABEL:
            page.mark(since, "label")
            page.blank = True

    def _cite(self, one: _Open) -> None:
        """Keep raised numbers apart: in square brackets where they lead to entries, else raised."""
        numbers = self.page.since(one.since).strip()
        if not _NUMBERS.fullmatch(numbers):
            return
        new = self.page.stretches[one.since.stretches :][:_MOST_LINKS]
        if self._anchored or any(s.kind == "link" and s.told.startswith("#") for s in new):
            self.page.bracketed(one.since, numbers)
        else:
            self.page.raised(one.since)

    def _is_taken_back(self, one: _Open, length: int) -> bool:
        """Take back what is not shown, but for lists that are folded away and texts of links."""
        if self._ended - one.ended > 1:
            return False
        if self._anchored and length <= _LONGEST_LABEL:
            self.page.mark(one.since, "unseen")
            return True
        new = self.page.stretches[one.since.stretches :]
        links = [s for s in new if s.kind == "link" and s.told.startswith("doi:")][:_MOST_LINKS]
        self.page.back_to(one.since)
        items = self._lists[-1].items if self._lists else []
        while items and items[-1] >= one.since.stretches:
            items.pop()
        at = self.page.length
        self.page.stretches += [s._replace(start=at, end=at) for s in links]
        return True


def _doi_as_text(attributes: Mapping[str, str]) -> str:
    return "?" if "data-doi" in attributes.get("class", "").split() else ""


def _number(given: str | None, usual: int) -> int:
    return int(given) if given and re.fullmatch(r"\d{1,6}", given) else usual
