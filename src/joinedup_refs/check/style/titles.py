"""The sign between the title of an article and its journal."""

import re
from collections.abc import Iterator

from joinedup_refs.check.style.mending import between, least, printed_at
from joinedup_refs.check.style.trait import Sighting, Trait, each
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.reference import Article
from joinedup_refs.model.text import Reading, Span

STOP, COMMA = "Title. Journal", "Title, Journal"
_SIGNS = {".": STOP, ",": COMMA}
_SURE = 0.9
"""How sure the parser must be of title and journal: the border between them is what counts."""
_QUOTES = "'\"‘’“”«»‹›„"
_BETWEEN = re.compile(rf"\s?[{_QUOTES}]?(?P<sign>[.,])[{_QUOTES}]?[*_]{{0,2}}\s[*_]{{0,2}}")
_ABBREVIATED = re.compile(r"(?:\b[^\W\d_]{1,2}|\.[^\W\d_]{0,4})$")
"""An ending whose stop may be its own: `in the U.S. Journal`, `vs. Journal`."""


def _found(document: Document, entry: Entry) -> tuple[Reading, re.Match[str]] | None:
    """Give what stands between an article's title and its journal, and the sign in it."""
    title, journal = printed_at(entry, "title"), printed_at(entry, "container-title")
    if not _is_sure(entry) or title is None or journal is None:
        return None
    reading = between(document, entry, title.end, journal.start)
    sign = _BETWEEN.fullmatch(reading.text) if reading else None
    ending = document.text.read(Span(start=title.start, end=title.end)).text
    if reading is None or sign is None or _ABBREVIATED.search(ending):
        return None
    return reading, sign


def _is_sure(entry: Entry) -> bool:
    """Whether an entry is an article beyond doubt, and its title and journal well told apart."""
    work = entry.reference
    if not (isinstance(work, Article) and (work.volume or work.issue) and work.pages):
        return False
    origins = [entry.origins.get(variable) for variable in ("title", "container-title")]
    return all(isinstance(one, Printed) and one.confidence >= _SURE for one in origins)


def _seen(document: Document, entry: Entry) -> Iterator[Sighting]:
    found = _found(document, entry)
    if found is not None:
        reading, sign = found
        yield Sighting(entry, _SIGNS[sign["sign"]], reading.printed(*sign.span("sign")))


def _mended(document: Document, sighting: Sighting, way: str) -> tuple[AmendText, ...]:
    found = _found(document, sighting.entry)
    if found is None:
        return ()
    reading, sign = found
    if way == STOP and reading.text[sign.end("sign")] in _QUOTES:
        return ()  # a stop within quotation marks would be taken for the title's own
    return least(reading, *sign.span("sign"), "." if way == STOP else ",")


AFTER_TITLE = Trait(
    key="after_title",
    what="sign after titles of articles",
    rule="STY012",
    ways={STOP: "a full stop", COMMA: "a comma"},
    example=STOP,
    seen=_seen,
    mended=each(_mended),
    share=0.9,
)
