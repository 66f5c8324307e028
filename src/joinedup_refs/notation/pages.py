"""Pages: single ones, ranges, roman numerals, letters, article numbers.

Source: the forms that reference lists print, as CSL 1.0.2 keeps them in its variable `page`.
"""

import re
from collections.abc import Iterator
from itertools import chain

from joinedup_refs.model.pages import PageRange, Pages
from joinedup_refs.notation import roman
from joinedup_refs.notation.invalid import NotationInvalid

_LONGEST = 200
_EN_DASH = "–"
_HELD = "\u2011"  # the non-breaking hyphen: a hyphen that belongs to the page, not to the range
_DASHES = "‐‒–—―−﹣－\x96\x97\u2043\ufe58"
_DASH = re.compile(rf"\s*[{_DASHES}]+\s*")
_WORDS_LABEL = (
    r"pages?|pgs?|pp|p|seiten?|ss?|págs?|pags?|páginas?|pagine?|pagg|str|blz|bl|coll?|cols|sp|fols?|ff"
    r"|articles?|art|artikel|id"
)
_LABEL = re.compile(
    rf"(?i:(?:{_WORDS_LABEL})(?:\.\s*:?|:|(?<=\w)\s+(?=[\w]))|pp(?=\d)|S\.?\s+(?=\d)"
    r"|№|n[°º]\.?)\s*(?i:(?:no|nr|id)\.?\s*(?=\w))?|p(?=\d)|(?i:article|art\.?)\s?(?=e?\d)"
)
"""A small `p` may touch its number; a capital one is a part of it, as in `P25-P32`."""
_FOLLOWING = re.compile(
    r"^(.*?\d)\s?(ff?|sqq?|et seqq?|et suiv|e segg?|y sigs?|ss|e\.v)\.?$", re.IGNORECASE
)
_PLAIN = re.compile(r"(\d{1,20})(?:[-–](\d{1,20}))?")
_THOUSANDS = re.compile(rf"(?<![\w,.])(\d{{1,2}}),(\d{{3}})(?=[-{_DASHES}]|$)")
"""A page above a thousand with its comma: `1,404-18`; pages apart have a blank between them."""
_LOST_DASH = re.compile(r"(\d{1,4})[e±](\d{1,4})")
_PAGE = re.compile(r"[^\W_]{1,20}(?:[.:/*\-][^\W_]{1,20}){0,4}\*?(?:\([^\W_]{1,4}\))?")
_NUMBERED = re.compile(r"([^\W\d_]{0,4})(\d{1,20})")
_OWN_HYPHEN = re.compile(r"[A-Z]{1,3}-\d{1,6}")
_TOTAL = re.compile(
    r"^\W*(?:[ivxlc]{1,8}\s?[,+]\s?)?(\d{1,5})\s?"
    r"(?:pages?|pp?|ss?|seiten|str|pags?|págs?|páginas|pagine|blz|leaves|bl)\b\.?\W*$",
    re.IGNORECASE,
)
_IN_TEXT = re.compile(
    r"\b(?:pp?|P|pages?|[Ss]eiten?|S|págs?|pagg?|blz)(?:\.\s?:?\s?|:\s?|\s|(?<=[p.])(?=\d))"
    r"(?P<pages>(?:[A-Za-z]?\d{1,6}(?:[a-z](?![^\W\d_]))?"
    r"(?:\s?[-‐‑‒–—−\x96\x97]{1,2}\s?[A-Za-z]?\d{1,6}(?:[a-z](?![^\W\d_]))?)?"
    r"(?:,\s?\d{1,6}(?:\s?[-‐‑‒–—−]\s?\d{1,6})){0,8}|[ivxlc]{1,8}\s?[-–—]\s?[ivxlc]{1,8}(?!\w))"
    r"(?:\s?ff?\b\.?)?)(?!\d)"
)


def parse(text: str) -> Pages | None:
    """Read pages; None for what is not understood, and for a number of pages such as `623 p.`.

    A label in front (`pp.`, `S.`, `str.` …) is left out. Hyphen, dash and minus make a range; a
    non-breaking hyphen, or a hyphen beside a longer dash, belongs to the page. Last pages keep
    their elision.

    >>> format(parse("pp. 377–388, xii"))
    '377-388, xii'
    >>> parse("623 p.") is None
    True
    """
    if len(text) > _LONGEST:
        return None
    if plain := _PLAIN.fullmatch(text):
        return Pages(ranges=(PageRange(first=plain[1], last=plain[2] or ""),))
    body = text.strip().strip(",;:").strip()
    if body[:1] in {"(", "["} and body[-1:] in {")", "]"}:
        body = body[1:-1].strip()
    if total(body):
        return None
    label = _LABEL.match(body)
    if label and label.end() < len(body):
        body = body[label.end() :]
    body = body.strip().rstrip(".,;:").strip()
    if "," in body:
        body = _with_thousands(body)
    parts = [p for p in re.split(r"\s*[,;&]\s*|\s+(?:and|und|et|y|e)\s+", body) if p]
    ranges = [_range(part) for part in parts]
    known = tuple(r for r in ranges if r is not None)
    return Pages(ranges=known) if known and len(known) == len(ranges) else None


def _with_thousands(body: str) -> str:
    """Leave the comma out of pages above a thousand where a range tells them: `1,404-18`."""
    first = _THOUSANDS.match(body)
    if first is None or first.end() == len(body):
        return body
    return _THOUSANDS.sub(r"\1\2", body)


def validate(text: str) -> Pages:
    """Read pages.

    Raises:
        NotationInvalid: they are not understood.
    """
    pages = parse(text)
    if pages is None:
        raise NotationInvalid("pages, such as 12, 12–15, S12–S18 or xiv", text)
    return pages


def find(text: str) -> Iterator[tuple[int, int, Pages]]:
    """Find labelled pages in running text: start and end without the label, and the pages."""
    for found in _IN_TEXT.finditer(text):
        pages = parse(found["pages"])
        if pages is not None:
            yield found.start("pages"), found.end("pages"), pages


def format(pages: Pages, dash: str = "-") -> str:  # noqa: A001  (one of the four verbs)
    """Write pages, `dash` between first and last; `parse` reads the same pages from it.

    A page that holds a hyphen of its own gets an en dash in its range, or where that is not enough
    a non-breaking hyphen.

    >>> format(Pages(ranges=(PageRange(first="12-3", last="12-9"),)))
    '12-3–12-9'
    """
    return ", ".join(_written(r, dash) for r in pages.ranges)


def total(text: str) -> str:
    """Give the number in a number of pages such as `623 p.` or `xii, 345 pp.`; "" for no such.

    >>> total("xii, 345 pp."), total("pp. 3-5")
    ('345', '')
    """
    found = _TOTAL.match(text) if len(text) <= _LONGEST else None
    return found[1] if found else ""


def first_and_last(pages: Pages) -> tuple[str, str]:
    """Give the first page and the last, its elided digits filled in; equal for a single page.

    >>> first_and_last(parse("515-9"))
    ('515', '519')
    """
    before = pages.ranges[-1].first
    return pages.ranges[0].first, _unelided(before, pages.ranges[-1].last or before)


def ends(text: str) -> tuple[str, str] | None:
    """Read pages, and give the first and the last as `first_and_last` does; None as `parse` does.

    >>> ends("515-9"), ends("no pages")
    (('515', '519'), None)
    """
    if plain := _PLAIN.fullmatch(text):
        return plain[1], _unelided(plain[1], plain[2] or plain[1])
    pages = parse(text)
    return None if pages is None else first_and_last(pages)


def _unelided(first: str, last: str) -> str:
    elided = last.isdigit() and first.isdigit() and len(last) < len(first)
    return first[: -len(last)] + last if elided else last


def completed(one: PageRange) -> PageRange:
    """Fill in the digits that a last page leaves out; a range that would not rise stays as it is.

    >>> completed(PageRange(first="517", last="38"))
    PageRange(first='517', last='538')
    >>> completed(PageRange(first="517", last="12"))
    PageRange(first='517', last='12')
    """
    missing = len(one.first) - len(one.last)
    if not (one.first.isdecimal() and one.last.isdecimal()) or missing <= 0:
        return one
    last = one.first[:missing] + one.last
    return PageRange(first=one.first, last=last) if int(last) > int(one.first) else one


def falls(one: PageRange) -> bool:
    """Whether the last page comes before the first even when its left-out digits are filled in.

    >>> [falls(parse(text).ranges[0]) for text in ("19-3", "S19-S3", "517-38", "19-19")]
    [True, True, False, False]
    """
    first, last = _NUMBERED.fullmatch(one.first), _NUMBERED.fullmatch(one.last)
    if first is None or last is None or last[1].casefold() not in {"", first[1].casefold()}:
        return False
    whole = completed(PageRange(first=first[2], last=last[2])) if not last[1] else None
    return int(whole.last if whole else last[2]) < int(first[2])


def _written(pages: PageRange, dash: str) -> str:
    if "-" not in pages.first + pages.last:
        return f"{pages.first}{dash}{pages.last}" if pages.last else pages.first
    text = f"{pages.first}{_EN_DASH}{pages.last}" if pages.last else pages.first
    if _range(text) == pages:
        return text
    held = pages.first.replace("-", _HELD), pages.last.replace("-", _HELD)
    return f"{held[0]}{dash}{held[1]}" if pages.last else held[0]


def _range(text: str) -> PageRange | None:
    ends = _ends(text.strip())
    pages = [_page(end) for end in ends]
    if not 1 <= len(pages) <= 2 or not all(pages):
        return None
    return PageRange(first=pages[0], last=pages[1] if len(pages) > 1 else "")


def _ends(text: str) -> list[str]:
    if len(ends := _DASH.split(text)) > 1:
        return ends
    if len(ends := re.split(r"\s+-+\s*|\s*-+\s+|--+|\s+(?:to|bis|à|al?)\s+", text)) > 1:
        return ends
    if (lost := _LOST_DASH.fullmatch(text)) and _rises(lost[1], lost[2]):
        return [lost[1], lost[2]]
    pieces = text.split("-")
    if len(pieces) == 1 or _OWN_HYPHEN.fullmatch(text):
        return [text]
    if len(pieces) % 2:
        return []
    half = len(pieces) // 2
    return ["-".join(pieces[:half]), "-".join(pieces[half:])]


def _rises(first: str, last: str) -> bool:
    """Whether a last page, short or whole, comes after the first."""
    whole = first[: -len(last)] + last if len(last) < len(first) else last
    return int(whole) > int(first)


def _page(text: str) -> str:
    text = text.strip().strip(".,;:").replace(_HELD, "-")
    label = _LABEL.match(text)
    if label and label.end() < len(text):
        text = text[label.end() :]
    following = _FOLLOWING.match(text)
    after = ""
    if following:
        text, after = following[1], f" {following[2]}"
    if not _PAGE.fullmatch(text):
        return ""
    known = any(c.isdigit() for c in text) or roman.parse(text) is not None
    return text + after if known else ""


def numbers(pages: Pages) -> tuple[str, ...]:
    """Give every page named, first and last pages alike, in order."""
    return tuple(p for p in chain.from_iterable((r.first, r.last) for r in pages.ranges) if p)
