"""Citation keys: the first author, the first telling word of the title, the year.

The form is Better BibTeX's `auth.lower + shorttitle + year` with one word of the title.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import count

from joinedup_refs.formats.format import Record
from joinedup_refs.model.date import Date
from joinedup_refs.model.name import Name, Organization, Person
from joinedup_refs.model.reference import Reference
from joinedup_refs.tables import rows

_KEY = re.compile(r"[^\s{}(),\"'#%~\\=@]+")
_WORD = re.compile(r"[a-z0-9]+")
_JOINING = re.compile(r"['-]")
_MARKUP = re.compile(r"</?(?:i|b|sub|sup|sc|span)\b[^<>]{0,80}>")
_BODY_WORDS = 3
"""How many words of a body's name a key takes."""

_PASSED_OVER = frozenset(
    [
        "a",
        "about",
        "above",
        "across",
        "after",
        "against",
        "an",
        "and",
        "as",
        "at",
        "before",
        "between",
        "by",
        "do",
        "does",
        "for",
        "from",
        "how",
        "in",
        "into",
        "is",
        "its",
        "of",
        "on",
        "or",
        "over",
        "the",
        "their",
        "through",
        "to",
        "toward",
        "towards",
        "under",
        "upon",
        "via",
        "vs",
        "what",
        "whats",
        "when",
        "where",
        "whether",
        "which",
        "who",
        "why",
        "with",
        "within",
        "without",
        "das",
        "de",
        "del",
        "der",
        "des",
        "die",
        "ein",
        "eine",
        "el",
        "et",
        "la",
        "las",
        "le",
        "les",
        "los",
        "un",
        "una",
        "und",
        "une",
        "y",
    ]
)


def is_key(text: str) -> bool:
    """Whether BibTeX and biber take the text as a citation key."""
    return _KEY.fullmatch(text) is not None


def citation_keys(records: Sequence[Record]) -> tuple[str, ...]:
    """Give each record a key, unique ignoring case.

    The key that a record came with is kept. Of several records that would get one key the first
    has it plain and the others take `a`, `b`… in their order, so that adding records at the end
    changes none.

    >>> from joinedup_refs.model.reference import Book
    >>> plain = Book(title="Holistic Government", author=(Person(family="6", given="Perri"),))
    >>> citation_keys([Record("r1", plain), Record("r2", plain)])
    ('perri6holistic', 'perri6holistica')
    """
    kept = [_kept(record) for record in records]
    used: set[str] = set()
    tried: dict[str, int] = {}
    reserved = {key.casefold() for key in kept if key}
    given: list[str] = []
    for record, own in zip(records, kept, strict=True):
        taken = used if own else used | reserved
        wanted = own or new_key(record.reference)
        start = 0 if own else tried.get(wanted.casefold(), 0)
        number, key = next((n, k) for n, k in _variants(wanted, start) if k.casefold() not in taken)
        if not own:
            tried[wanted.casefold()] = number + 1
        used.add(key.casefold())
        given.append(key)
    return tuple(given)


def new_key(reference: Reference) -> str:
    """Make a key of lower-case ASCII letters and digits that does not begin with a digit."""
    people = reference.author or reference.editor
    who = _of_name(people[0]) if people else ""
    words = _WORD.findall(_JOINING.sub("", fold(_MARKUP.sub("", reference.title))))
    telling = next((w for w in words if w not in _PASSED_OVER), words[0] if words else "")
    issued = reference.issued
    year = str(issued.year) if isinstance(issued, Date) and issued.year is not None else ""
    key = who + telling + year.replace("-", "bc")
    return key if key and not key[0].isdigit() else f"ref{key}"


def fold(text: str) -> str:
    """Give the text in lower-case ASCII; what has no ASCII form is left out.

    >>> fold("Łukasiewicz, Đorđević, Иванов")
    'lukasiewicz, dordevic, ivanov'
    """
    text = text.replace("’", "'")
    plain = "".join(_letters().get(c, c) for c in unicodedata.normalize("NFKD", text))
    return plain.encode("ascii", "ignore").decode("ascii").lower()


@cache
def _letters() -> dict[str, str]:
    return {row["letter"]: row["ascii"] or "" for row in rows("ascii_letters")}


def _kept(record: Record) -> str:
    for key in (record.key, record.reference.citation_key):
        if is_key(key):
            return key
    return ""


def _of_name(name: Name) -> str:
    match name:
        case Person():
            family = "".join(_WORD.findall(fold(name.family)))
            return "".join(_WORD.findall(fold(name.given))) + family if _odd(family) else family
        case Organization():
            text = name.name
        case _:
            text = name.text
    words = [w for w in _WORD.findall(fold(text)) if w not in _PASSED_OVER]
    return "".join(words[:_BODY_WORDS])


def _odd(family: str) -> bool:
    """Whether a family name does not do by itself: the "6" of Perri 6."""
    return family[:1].isdigit()


def _variants(key: str, start: int) -> Iterator[tuple[int, str]]:
    """Give the key plain, then with `a`…`z`, `aa`…, each under its number; begin at `start`."""
    for number in count(start):
        letters, rest = "", number
        while rest > 0:
            rest, letter = divmod(rest - 1, 26)
            letters = chr(ord("a") + letter) + letters
        yield number, key + letters
