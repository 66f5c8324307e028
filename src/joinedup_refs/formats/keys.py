"""Citation keys: the first author, the first telling word of the title, the year.

The form is Better BibTeX's `auth.lower + shorttitle + year` with one word of the title.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import count
from typing import Protocol

from joinedup_refs.formats.format import Record
from joinedup_refs.model.date import Date
from joinedup_refs.model.name import Name, Organization, Person
from joinedup_refs.model.reference import Reference, Unclassified
from joinedup_refs.tables import rows

_KEY = re.compile(r"[^\s{}(),\"'#%~\\=@]+")
_PANDOC = re.compile(r"\w(?:\w|[:.#$%&+?<>~/-](?=\w))*")
"""What pandoc reads as a key after `@`; source: its manual, section Citation syntax."""
_NO_MARKS = re.compile(r"[\w:.#%&+?/~-]+")
_UNUSABLE = re.compile(r"[^A-Za-z0-9+./:_\s-]")
_WORD = re.compile(r"[a-z0-9]+")
JOINING = re.compile(r"['-]")
MARKUP = re.compile(r"</?(?:i|b|sub|sup|sc|span)\b[^<>]{0,80}>")
_BY_PLACE = re.compile(r"(?:entry|item|record|r)\d{1,9}")
"""What readers call a record that came without a key."""
_NOTHING = Unclassified()
_NAMELESS = "ref"
"""The key of what no key can be made of."""
_BODY_WORDS = 3
"""How many words of a body's name a key takes."""

PASSED_OVER = frozenset(
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


class KeyMaker(Protocol):
    """What makes keys for records that have none."""

    def plain(self, record: Record) -> str:
        """Give the key that a record is to have, if it is to be had; empty for want of one."""

    def variants(self, plain: str, start: int) -> Iterator[tuple[int, str]]:
        """Give that key and those that stand in for it, each with its number, from `start` on."""


def citation_keys(records: Sequence[Record], maker: KeyMaker | None = None) -> tuple[str, ...]:
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
    for place, own in enumerate(kept):
        if own:
            variants = _variants(own, tried.get(own.casefold(), 0))
            number, kept[place] = next((n, k) for n, k in variants if k.casefold() not in used)
            tried[own.casefold()] = number + 1
            used.add(kept[place].casefold())
    return new_keys(records, kept, maker or _Usual())


def named(record: Record) -> Record:
    """Give what its key is made of: of a record that came with one no more than that."""
    return record._replace(reference=_NOTHING) if is_key(record.key) else record


def identifiers(records: Sequence[Record]) -> tuple[str, ...]:
    """Give each record the identifier it goes by; of several with one, the later take letters.

    One that goes by its place alone, `entry3`, has the key that other formats write for it.
    """
    by_place = {n for n, r in enumerate(records) if not r.key and _BY_PLACE.fullmatch(r.id)}
    made = citation_keys(records) if by_place else ()
    own_of = [made[n] if n in by_place else record.id for n, record in enumerate(records)]
    used = set(own_of)
    seen: set[str] = set()
    tried: dict[str, int] = {}
    given: list[str] = []
    for named in own_of:
        own = named
        if own in seen:
            variants = _variants(own, tried.get(own, 1))
            number, own = next((n, k) for n, k in variants if k not in used)
            tried[named] = number + 1
            used.add(own)
        seen.add(named)
        given.append(own)
    return tuple(given)


def doubled(records: Sequence[Record]) -> dict[str, int]:
    """Give the keys that several records came with, case passed over, and how many have each."""
    often = Counter(record.key.casefold() for record in records if record.key)
    first: dict[str, str] = {}
    for record in records:
        first.setdefault(record.key.casefold(), record.key)
    return {first[key]: number for key, number in often.items() if number > 1}


def no_keys(records: Sequence[Record]) -> tuple[str, ...]:
    """Give the identifiers that records came with and that are no citation keys.

    >>> no_keys([Record("sm{th", _NOTHING), Record("item3", _NOTHING), Record("lee", _NOTHING)])
    ('sm{th',)
    """
    told = (r.id for r in records if not _kept(r) and not _BY_PLACE.fullmatch(r.id))
    return tuple(dict.fromkeys(own for own in told if own and not is_key(own)))


def in_braces(records: Sequence[Record]) -> tuple[str, ...]:
    """Give the identifiers that pandoc cites in braces alone, as `@{lee.}`.

    >>> in_braces([Record("lee.", _NOTHING), Record("lee:2000/a", _NOTHING)])
    ('lee.',)
    """
    named = dict.fromkeys(r.id for r in records if r.id and not _PANDOC.fullmatch(r.id))
    return tuple(own for own in named if _is_plain(own))


def unknown_in_yaml(records: Sequence[Record]) -> tuple[str, ...]:
    """Give the identifiers that pandoc does not find in YAML, where it reads them as Markdown.

    >>> unknown_in_yaml([Record("lee--roe", _NOTHING), Record("lee roe", _NOTHING)])
    ('lee--roe', 'lee roe')
    """
    return tuple(dict.fromkeys(r.id for r in records if r.id and not _is_plain(r.id)))


def _is_plain(text: str) -> bool:
    """Whether Markdown leaves a text as it is."""
    return _NO_MARKS.fullmatch(text) is not None and "--" not in text and "..." not in text


def new_keys(
    records: Sequence[Record], kept: Sequence[str], maker: KeyMaker, taken: Iterable[str] = ()
) -> tuple[str, ...]:
    """Give the keys kept, and to each record that has none a new one that is not taken.

    Case is passed over. What is kept or taken may hold a key twice.
    """
    used = {key.casefold() for key in (*kept, *taken) if key}
    tried: dict[str, int] = {}
    given: list[str] = []
    for record, own in zip(records, kept, strict=True):
        key = own
        if not own:
            plain = maker.plain(record) or _NAMELESS
            start = tried.get(plain.casefold(), 0)
            variants = maker.variants(plain, start)
            number, key = next((n, k) for n, k in variants if k.casefold() not in used)
            tried[plain.casefold()] = number + 1
            used.add(key.casefold())
        given.append(key)
    return tuple(given)


class _Usual:
    def plain(self, record: Record) -> str:
        return new_key(record.reference)

    def variants(self, plain: str, start: int) -> Iterator[tuple[int, str]]:
        return _variants(plain, start)


def letters_of(number: int) -> str:
    """Give `a` for 1, `z` for 26, `aa` for 27; nothing for 0."""
    letters = ""
    while number > 0:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("a") + letter) + letters
    return letters


def new_key(reference: Reference) -> str:
    """Make a key of lower-case ASCII letters and digits that does not begin with a digit."""
    people = reference.author or reference.editor
    who = _of_name(people[0]) if people else ""
    words = _WORD.findall(JOINING.sub("", fold(MARKUP.sub("", reference.title))))
    telling = next((w for w in words if w not in PASSED_OVER), words[0] if words else "")
    issued = reference.issued
    year = str(issued.year) if isinstance(issued, Date) and issued.year is not None else ""
    key = who + telling + year.replace("-", "bc")
    return key if key and not key[0].isdigit() else f"ref{key}"


def in_ascii(text: str) -> str:
    """Give the text in ASCII; what has no ASCII form is left out.

    >>> in_ascii("Łukasiewicz, Straße, Иванов, 文")
    'Lukasiewicz, Strasse, Ivanov, '
    """
    if text.isascii():
        return text
    text = text.replace("’", "'")
    plain = "".join(_letters().get(c, c) for c in unicodedata.normalize("NFKD", text))
    return plain.encode("ascii", "ignore").decode("ascii")


def usable(text: str, *, blanks: bool = False, place: str = "") -> str:
    """Give what of an ASCII text every program takes in a key.

    Blanks are kept on request, and so is a sign, `place`, that something is to be put in for.
    """
    out = place.join(_UNUSABLE.sub("", part) for part in (text.split(place) if place else [text]))
    return out if blanks else "".join(out.split())


def fold(text: str) -> str:
    """Give the text in lower-case ASCII; what has no ASCII form is left out.

    >>> fold("Łukasiewicz, Đorđević, Иванов")
    'lukasiewicz, dordevic, ivanov'
    """
    return in_ascii(text).lower()


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
    words = [w for w in _WORD.findall(fold(text)) if w not in PASSED_OVER]
    return "".join(words[:_BODY_WORDS])


def _odd(family: str) -> bool:
    """Whether a family name does not do by itself: the "6" of Perri 6."""
    return family[:1].isdigit()


def _variants(key: str, start: int) -> Iterator[tuple[int, str]]:
    """Give the key plain, then with `a`…`z`, `aa`…, each under its number; begin at `start`."""
    for number in count(start):
        yield number, key + letters_of(number)
