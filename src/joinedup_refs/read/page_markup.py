"""What a page's elements say of its text: cuts, and markup with its places."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from joinedup_refs.model.markup import Hyperlink, MarkedItem, Markup
from joinedup_refs.model.text import Cut, Span
from joinedup_refs.read.carrier import Carried
from joinedup_refs.read.page_text import PageText, Stretch
from joinedup_refs.tables import rows

_NUMBER = re.compile(r"[\[(]?\d{1,4}[\]).:]{0,2}")
_BETWEEN = re.compile(r"[ \t\u00a0|·•,;/]{0,8}")
_OPENS = {"[": "]", "(": ")"}


def carried(page: PageText, encoding: str) -> Carried:
    """Make a page's text and what its elements say of it one."""
    printed, lead = page.finished()
    placed: dict[str, list[tuple[Span, str]]] = {}
    for one in page.stretches:
        placed.setdefault(one.kind, []).append((_trimmed(printed, one, lead), one.told))
    links = sorted(placed.get("link", []), key=_order)
    items = [
        (at, name, kind == "reference") for kind in _ITEMS for at, name in placed.get(kind, [])
    ]
    return Carried(
        printed=printed,
        encoding=encoding,
        cuts=_cuts(printed, placed),
        markup=Markup(
            links=tuple(Hyperlink(at=at, address=address) for at, address in links),
            italics=tuple(
                sorted(_filled(placed.get("italic", [])), key=lambda s: (s.start, s.end))
            ),
            items=tuple(
                MarkedItem(at=at, anchor=name, reference=reference)
                for at, name, reference in sorted(items, key=lambda i: (i[0].start, i[0].end))
                if len(at)
            ),
        ),
    )


_ITEMS = ("item", "reference")


def _order(placed: tuple[Span, str]) -> tuple[int, int]:
    return placed[0].start, placed[0].end


def _trimmed(printed: str, one: Stretch, lead: int) -> Span:
    """Give the place of a stretch in the text as printed, without blanks at its ends."""
    start = min(max(0, one.start - lead), len(printed))
    end = min(max(start, one.end - lead), len(printed))
    while start < end and printed[start].isspace():
        start += 1
    while start < end and printed[end - 1].isspace():
        end -= 1
    return Span(start=start, end=end)


def _filled(placed: Iterable[tuple[Span, str]]) -> Iterator[Span]:
    return (at for at, _ in placed if len(at))


def _cuts(printed: str, placed: dict[str, list[tuple[Span, str]]]) -> tuple[Cut, ...]:
    references = sorted((at for at, _ in placed.get("reference", [])), key=lambda at: at.start)
    for kind in ("button", "maybe-button", "label"):
        placed[kind] = [(at, told) for at, told in placed.get(kind, []) if _within(at, references)]
    found = [(at, "link-residue") for at in _filled(placed.get("unseen", []))]
    found += [(at, "link-residue") for at in _filled(placed.get("button", []))]
    found += [
        (at, "link-residue")
        for at in _filled(placed.get("maybe-button", []))
        if printed[at.start : at.end] in _buttons()
    ]
    found += [
        (at, "list-marker")
        for at in _filled(placed.get("label", []))
        if not _NUMBER.fullmatch(printed[at.start : at.end])
    ]
    found.sort(key=lambda f: (f[0].start, -f[0].end))
    apart: list[tuple[Span, str]] = []
    for at, why in found:
        if not apart or at.start >= apart[-1][0].end:
            apart.append((_with_brackets(printed, at), why))
    return tuple(Cut(printed=at, reading="", why=why) for at, why in _joined(printed, apart))


def _within(at: Span, spans: Sequence[Span]) -> bool:
    before = bisect_right(spans, at.start, key=lambda span: span.start) - 1
    return before >= 0 and spans[before].covers(at)


def _with_brackets(printed: str, at: Span) -> Span:
    closing = _OPENS.get(printed[at.start - 1 : at.start])
    if closing and printed[at.end : at.end + 1] == closing:
        return Span(start=at.start - 1, end=at.end + 1)
    return at


def _joined(printed: str, apart: list[tuple[Span, str]]) -> Iterator[tuple[Span, str]]:
    """Make one of buttons with nothing but separators between them."""
    if not apart:
        return
    here, why = apart[0]
    for (_, before), (at, other) in pairwise(apart):
        if before == other and _BETWEEN.fullmatch(printed, here.end, at.start):
            here = Span(start=here.start, end=at.end)
            continue
        yield here, why
        here, why = at, other
    yield here, why


@cache
def _buttons() -> frozenset[str]:
    return frozenset(row["text"] for row in rows("residue"))
