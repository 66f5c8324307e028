"""Words and types that tell a version of a work, or a notice about it, from the work itself."""

from functools import lru_cache
from typing import NamedTuple

from joinedup_refs.match.values import Printed, Recorded
from joinedup_refs.notation import version_words
from joinedup_refs.sources.words import words_of

_NOTICES = frozenset(["correction", "retraction", "reply", "comment", "review", "supplement"])
_KIND_OF_TYPE = {
    "article": "preprint",
    "dataset": "dataset",
    "software": "software",
    "thesis": "thesis",
    "manuscript": "unfinished",
    "peer-review": "review",
    "review": "review",
    "review-book": "review",
    "component": "supplement",
    "figure": "supplement",
}
_WHOLES = frozenset(["book", "monograph", "edited-book", "reference-book", "collection"])
_PARTS = frozenset(["chapter", "entry", "entry-encyclopedia", "entry-dictionary"])
_SERIAL_PARTS = frozenset(["article-journal", "article-magazine", "article-newspaper", "review"])


class Kinds(NamedTuple):
    """What a reference or a record says that it is, beside the work itself."""

    notices: frozenset[str]
    """Correction, reply and the like, by the words of its title or its type."""
    versions: frozenset[str]
    """Preprint, dataset, thesis and the like, by the words around the title or its type."""


def of_printed(printed: Printed) -> Kinds:
    """Read the kinds off a reference."""
    return _of_printed(printed.text, printed.promise, printed.title, printed.kind)


@lru_cache(maxsize=64)
def _of_printed(text: str, promise: str, printed_title: str, kind: str) -> Kinds:
    """Read the kinds off a reference, which stands against several records in turn."""
    title = words_of(printed_title)
    rest = _without(words_of(f"{text} {promise}"), title)
    # That an article is a review is the parser's reading of its words, which speak for themselves.
    by_type = _of_type(kind) - {"review"}
    return _sorted(version_words.in_title(title) | version_words.anywhere(rest) | by_type)


def of_recorded(recorded: Recorded) -> Kinds:
    """Read the kinds off a record."""
    return _of_recorded(recorded.title, recorded.containers, recorded.publisher, recorded.kind)


@lru_cache(maxsize=1024)
def _of_recorded(title: str, containers: tuple[str, ...], publisher: str, kind: str) -> Kinds:
    around = " ".join((*containers, publisher))
    found = (
        version_words.in_title(words_of(title))
        | version_words.anywhere(words_of(around))
        | _of_type(kind)
    )
    return _sorted(found)


@lru_cache(maxsize=256)
def mentions(text: str, kind: str) -> bool:
    """Whether a text has any word of a kind, wherever it stands."""
    return version_words.mentions(words_of(text), kind)


def whole_against_part(printed: Printed, recorded: Recorded) -> str:
    """Say which of a book and a part of one stand against each other: `whole`, `part` or neither.

    The word is what the record is.
    """
    if printed.kind in _WHOLES and recorded.kind in _PARTS:
        return "part"
    if printed.kind in _PARTS and recorded.kind in _WHOLES:
        return "whole"
    return ""


def book_against_article(printed: Printed, recorded: Recorded) -> bool:
    """Whether a book is held against an article in a journal: a review of it, most often."""
    one = printed.kind in _WHOLES and not printed.containers and bool(printed.publisher)
    return one and recorded.kind in _SERIAL_PARTS


def both_books(printed: Printed, recorded: Recorded) -> bool:
    """Whether a book is held against a book."""
    return printed.kind in _WHOLES and recorded.kind in _WHOLES


def _sorted(found: set[str]) -> Kinds:
    return Kinds(frozenset(found & _NOTICES), frozenset(found - _NOTICES))


def _of_type(kind: str) -> set[str]:
    return {_KIND_OF_TYPE[kind]} if kind in _KIND_OF_TYPE else set()


def _without(words: tuple[str, ...], part: tuple[str, ...]) -> tuple[str, ...]:
    for at in range(len(words) - len(part) + 1) if part else ():
        if words[at : at + len(part)] == part:
            return words[:at] + words[at + len(part) :]
    return words
