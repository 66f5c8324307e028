"""How the head of an entry looks: its authors, and in author-year lists its year.

A short tokenizer gives each word, number and sign a class letter; the forms of heads are regular
expressions over those letters, so that they stay readable and take linear time. Used for splitting
unmarked lists and for telling where one entry holds two references.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, islice
from typing import Literal, NamedTuple, TypeAlias

from joinedup_refs.notation.ends import ends_sentence
from joinedup_refs.notation.head_tokens import LETTER, Tokens, kind_of, tokens_of
from joinedup_refs.tables import rows

Style: TypeAlias = Literal["author-year", "numeric", "given-first", "full-name", "corporate"]
"""`Family, G. (2003)`; `Family AB. Title`; `G. Family, "Title`; `Family, Given.`; a body's name."""


class Head(NamedTuple):
    """The head of an entry."""

    authors: str
    """The authors as printed, without the punctuation after them."""
    year: str
    """The year or promise as printed, without brackets; empty where none stands there."""
    family: str
    """The first family name, or the body's name, as printed."""
    style: Style
    strength: float
    """How sure it is that an entry begins here, 0 to 1."""


class Border(NamedTuple):
    """A place inside an entry where a second one seems to begin."""

    at: int
    """Where the second head begins."""
    head: Head
    closed: bool
    """Whether what stands before is a reference with its end: pages, publisher, identifier…"""


_FAMILY = r"p{0,3}[FUT](?:p{0,3}[FT]){0,3}"
_INITIALS = r"(?:(?:[IT]\.-?){1,5}(?:[IT](?=[,;&(Y]))?|[IT](?:-?[IT]){0,3})s?"
_INVERTED = rf"(?:{_FAMILY},{_INITIALS}(?:p{{1,2}}(?=[,.;&(]))?(?:,?s\.?)?)"
_PLAIN = rf"(?:{_FAMILY}{_INITIALS})"
_FORWARD = rf"(?:(?:[IT]\.-?){{1,4}}{_FAMILY})"
_FULL = rf"(?:{_FAMILY},[FT](?:-?[FT]|I\.?|p){{0,3}})"
_GIVEN = rf"(?:[FT](?:I\.?){{0,2}}{_FAMILY})"
_AND_SIGN = r"(?:[,;]\.{0,3}&?&?|&|-)"
_MORE = 400
"""Authors a head may have; consortia run to hundreds."""
_ALIA = r"(?:[,;]?&?E\.?|[,;]?&[l]{1,2})?"
_EDITORS = r"(?:,?\(?d\.?\)?)?"
_IN_BRACKETS = rf"[,.:]?{_EDITORS}[,.]?(?P<y>\([cl]?\.?Y[^()]{{0,8}}\))"
_BARE = rf"[,.]?{_EDITORS}[,.]?(?P<y>Y)(?=[,.:)]|$)"
_LOOSE = r"[,.]?(?P<y>Y)(?=[FITqU])"


def _several(first: str, more: str) -> str:
    return rf"(?P<a>(?P<f>{first})(?>{_AND_SIGN}(?:{more})){{0,{_MORE}}}+{_ALIA})"


_INVERTED_LIST = _several(_INVERTED, f"{_INVERTED}|{_PLAIN}|{_FORWARD}|{_GIVEN}|n?[FU](?=[.,(])")
_PLAIN_LIST = _several(_PLAIN, f"{_PLAIN}|{_INVERTED}|[FUp][FUIpl&]{{0,6}}(?=[.,(])")
_FULL_LIST = _several(_FULL, f"{_GIVEN}|{_FORWARD}|{_FULL}")
_FORWARD_LIST = _several(_FORWARD, f"{_FORWARD}|{_GIVEN}")
_FAMILIES = _several(_FAMILY, _FAMILY)
_BODY = r"(?P<a>(?P<f>[FUIT](?:[FUITlp&'-]|,(?=[FU])){0,11}))(?:\([FUIT&]{1,4}\))?"
_BODY_AND_MORE = (
    rf"(?P<a>(?P<f>[FUI][FUIlp]{{0,6}}),?&{_INVERTED}(?:{_AND_SIGN}{_INVERTED}){{0,9}})"
)
_MONONYM = r"(?P<a>(?P<f>[FT]n))"
_CLIPPED_INVERTED = _several(
    rf"[l&p](?:p{{0,2}}[FT]){{0,2}},{_INITIALS}", f"{_INVERTED}|{_FORWARD}"
)
_CLIPPED_PLAIN = _several(rf"[l&p](?:p{{0,2}}[FT]){{0,2}}{_INITIALS}", _PLAIN)
_CLIPPED_MONONYM = r"(?P<a>(?P<f>ln))"
_TITLE = r"\.?(?=[FITUqnYlp(])"

_SHAPES: tuple[tuple[str, str, Style, float], ...] = (
    (_INVERTED_LIST, _IN_BRACKETS, "author-year", 1.0),
    (_PLAIN_LIST, _IN_BRACKETS, "author-year", 1.0),
    (_INVERTED_LIST, _BARE, "author-year", 0.95),
    (_PLAIN_LIST, _BARE, "author-year", 0.95),
    (_FULL_LIST, _IN_BRACKETS, "author-year", 0.9),
    (_FULL_LIST, _BARE, "author-year", 0.85),
    (_INVERTED_LIST, _LOOSE, "author-year", 0.8),
    (_PLAIN_LIST, _LOOSE, "author-year", 0.8),
    (_FORWARD_LIST, _IN_BRACKETS, "author-year", 0.75),
    (_FORWARD_LIST, _BARE, "author-year", 0.7),
    (_MONONYM, _IN_BRACKETS, "author-year", 0.75),
    (_CLIPPED_INVERTED, _IN_BRACKETS, "author-year", 0.7),
    (_CLIPPED_PLAIN, _IN_BRACKETS, "author-year", 0.7),
    (_CLIPPED_INVERTED, _BARE, "author-year", 0.65),
    (_CLIPPED_PLAIN, _BARE, "author-year", 0.65),
    (_CLIPPED_MONONYM, _IN_BRACKETS, "author-year", 0.6),
    (_FAMILIES, _IN_BRACKETS, "corporate", 0.6),
    (_BODY, _IN_BRACKETS, "corporate", 0.6),
    (_BODY, r"\.(?P<y>Y)(?=[.,:])", "corporate", 0.5),
    (_BODY_AND_MORE, _IN_BRACKETS, "author-year", 0.7),
    (_PLAIN_LIST, r"(?:(?:(?<=\.)|[.:])(?=[FITUqnYlp(x])|[.,:]?(?=q))", "numeric", 0.6),
    (_INVERTED_LIST, _TITLE, "numeric", 0.55),
    (_FORWARD_LIST, r"[,.:](?=[FITUqnlp])", "given-first", 0.55),
    (_FULL_LIST, r"\.(?=[FITUqn])", "full-name", 0.4),
    (_CLIPPED_PLAIN, r"(?:(?<=\.)|\.)(?=[FITUq])", "numeric", 0.55),
)
_AUTHORS = (
    _INVERTED_LIST,
    _PLAIN_LIST,
    _FULL_LIST,
    _FORWARD_LIST,
    _CLIPPED_INVERTED,
    _CLIPPED_PLAIN,
)
_FIRST = re.compile(
    rf"{_INVERTED}|{_PLAIN}|{_FORWARD}|{_FULL}|{_MONONYM}|[l&p](?:p{{0,2}}[FT]){{0,2}},?[IT]|ln\("
)
_GLIMPSE = 24
"""Tokens looked at before a line is read as a head in earnest."""
_NAME = re.compile(rf"{_INVERTED}|{_PLAIN}|{_FULL}|[pFUT]{{5}}[pFUT,]$")
"""How a head begins that is a person's, family name first; or its first six tokens."""
_REACHES = (240, 960, 4800)
"""Characters a head is looked for in; more only where the authors run on so far."""


_TELLING = 0.9
"""Behind a stop alone a head must be so sure; others need pages, a publisher or an identifier."""
_UNREAD = Head("", "", "", "corporate", 0.0)
"""The head of an entry whose head is of no known form."""


def match(text: str, at: int = 0) -> Head | None:
    """Read the head of an entry that begins at code point `at`, if one does.

    >>> match("Hood, C. and Scott, C. (2003), Title.").family
    'Hood'
    >>> match("In this theme, we take stock.") is None
    True
    """
    found = extent(text, at)
    return found[1] if found else None


def find(text: str) -> Iterator[tuple[int, int, Head]]:
    """Find heads at the beginning of the text, of its lines, and after what closes a sentence.

    Yields half-open code points, the head's year included, and the head.
    """
    end = 0
    for start in _places(text):
        if start >= end and (found := extent(text, start)):
            end = found[0]
            yield start, end, found[1]


def borders(text: str) -> Iterator[Border]:
    """Find where a second reference begins inside an entry, read on one line.

    A border has a full head with its year (of a list without years at the heads, two authors at
    least) behind something that can end a reference. The head of a chapter's book, of a reprint or
    a review is none.
    """
    years: list[int] | None = None
    begin, head = -1, _UNREAD
    for start in _places(text):
        if start < begin or not ends_sentence(text, start):
            continue
        if years is None:  # in many texts nothing ends a sentence
            years = [year.start() for year in _MAY_BE_YEAR.finditer(text)]
        if not _worth(text, start, years):
            continue
        found = extent(text, start)
        if found is None:
            continue
        if begin < 0:  # put off until here, where few texts come: reading a head takes long
            begin, head = extent(text, _skip_blanks(text, 0)) or (0, _UNREAD)
        if start < begin or not _is_second(head, found[1]):
            continue
        between = text[begin:start]
        if _HOST.search(between[-60:]) or not _substance(between):
            continue
        bracketed = text[found[0] - 1] in ")]", text[begin - 1] in ")]"
        if found[1].style == "corporate" and bracketed[0] != bracketed[1]:
            continue
        closed = _closed(between, found[1].strength)
        if head is _UNREAD and not (closed and found[1].strength >= 0.9):
            continue
        yield Border(start, found[1], closed)
        begin, head = found


_PLACE = re.compile(
    r"(?:^|(?<=[\n\r])|(?<=[.)\]\d?!”\"’/>])[ \t\u00a0]{1,4})(?=[^\W\d_])", re.MULTILINE
)
_BLANK_BEHIND = re.compile(
    r"[ \t\u00a0](?<=[.)\]\d?!”\"’/>][ \t\u00a0])[ \t\u00a0]{0,3}(?=[^\W\d_])"
)
"""As `_PLACE`, on one line; a blank is found before it is asked what stands before it."""
_LETTER = re.compile(LETTER)
_HOST = re.compile(
    r"(?:\b(?:[Ii]n|IN|[Ee]n|[Dd]ans|[Bb]y|[Vv]on|[Ww]ith|[Ss]ee|and|of|on|from|cf\.?|[Tt]o"
    r"|[Ii]n ?:"
    r"|[Ff]oreword|[Ii]ntroduction|[Rr]eviews?(?: of)?|[Tt]rans(?:lated|l)?\.?"
    r"|[Ee]d(?:ited|s)?\.?\)?"
    r"|[Rr]eply(?: to)?|[Cc]omment(?:ary)?(?: on)?|[Hh]rsg\.?|[Rr]eprint(?:ed)?(?: in)?\.?"
    r"|[Cc]ited in|[Aa]fter|vs\.?|versus)[ :,]*|(?:[,:;&–—-]|[(\[](?:\.{3}|…)[)\]])\s*)$"
)
_NO_NAME = re.compile(
    r"(?:(?:COM|KOM|SEC|SWD|JOIN)\s?\((?:19|20)\d\d\)\s?\d|(?:Reprinted|Translated|Edited|Cited|Quoted"
    r"|Reviewed|Reviews?|[Ii]n|See|Also|Available|Retrieved|Accessed|Published|Originally|Presented|Table"
    r"|Figure|Chapter|Volume|Vol|Edition|Auflage|Aufl|Édition|Edizione|Ausgabe|Jahrgang|Heft|Band(?=\s\())\b)"
)
"""Words that stand before a name of something else than the entry's author."""
_BEGINS = re.compile(r"[^\W\d_]|&")
"""How every head begins; a cheap look before the dear one."""
_SECOND = re.compile(r"[^\W\d_]\w{0,30} ([a-z]{2,20})(?=[ ,.])")
_CLOSED = re.compile(
    r"(?:\d\s?[–—‐‑-]+\s?[A-Za-z]?\d+[a-z]?(?:\s?pp?)?|[)\]”\"’]|10\.\d{4,9}/\S+|https?://\S+"
    r"|\b(?:Press|Publishers?|Publishing|Verlag|Books?|University|Routledge|Springer|Wiley|Inc|Ltd)"
    r"|[:,(;]\s?[eE]?\d[\w.-]*|\d)[.,;]?\s*$"
)
_MAY_BE_YEAR = re.compile(
    r"(?:1[5-9]|20)\d\d|n\.\s?d\.|[Ss]\.\s?a\.|o\.\s?J\.|orthcoming|press|prep|review|prensa"
    r"|stampa|Druck|Erschein"
)
"""Wherever a token `Y` stands, and in some more places."""
_SENTENCE = re.compile(r"[^\W\d_]{3}(?:[^.?!]*(?P<end>[.?!)])(?=\s|$)|[^.?!]*(?:[.?!]|$))")
"""Up to the end of a sentence, or without `end` to a sign that ends none: none is read twice."""


def extent(text: str, at: int = 0) -> tuple[int, Head] | None:
    """Give where the head ends that begins at code point `at`, its year included, and the head.

    >>> extent("Hood, C. and Scott, C. (2003), Title.")[0]
    29
    """
    if not _BEGINS.match(text, at) or _NO_NAME.match(text, at) or _is_sentence(text, at):
        return None
    tokens = tokens_of(text, at, at + _REACHES[0])
    if not tokens.kinds or tokens.starts[0] != at:
        return None
    if not _FIRST.match(tokens.kinds) and "Y" not in tokens.kinds[:_GLIMPSE]:
        return None
    tokens = _enough(text, at, tokens)
    best: tuple[int, Head] | None = None
    for form, style, strength in _forms():
        if best and strength <= best[1].strength:
            continue
        met = form.match(tokens.kinds)
        if met is None or _is_place(text, tokens, met):
            continue
        head = Head(
            authors=_slice(text, tokens, *met.span("a")),
            year=_year(text, tokens, met),
            family=_family(text, tokens, *met.span("f")),
            style=style,
            strength=strength if _more_than_one(style, met) else strength - 0.15,
        )
        best = (tokens.ends[met.end() - 1], head)
    return best


def _is_sentence(text: str, at: int) -> bool:
    """Whether a second word in lower case, and no year, leave no form of head to begin here."""
    second = _SECOND.match(text, at)
    return (
        second is not None
        and kind_of(second[1]) == "l"
        and not _MAY_BE_YEAR.search(text, at, at + 500)
    )


def _enough(text: str, at: int, tokens: Tokens) -> Tokens:
    """Give tokens beyond the authors that begin at `at`; the first are given."""
    for reach, more in zip(_REACHES, (*_REACHES[1:], 0), strict=True):
        ends = [met.end() for form in _authors() if (met := form.match(tokens.kinds))]
        if at + reach >= len(text) or max(ends, default=0) + 12 < len(tokens.kinds) or not more:
            break
        tokens = tokens_of(text, at, at + more)
    return tokens


def _slice(text: str, tokens: Tokens, start: int, end: int) -> str:
    return text[tokens.starts[start] : tokens.ends[end - 1]] if end > start else ""


def _year(text: str, tokens: Tokens, met: re.Match[str]) -> str:
    if "y" not in met.re.groupindex:
        return ""
    at = tokens.kinds.index("Y", met.start("y"))
    return text[tokens.starts[at] : tokens.ends[at]]


def _family(text: str, tokens: Tokens, start: int, end: int) -> str:
    kinds = tokens.kinds[start:end]
    if "," in kinds and re.match(rf"{_FAMILY},|[l&p](?:p{{0,2}}[FT]){{0,2}},", kinds):
        return _slice(text, tokens, start, start + kinds.index(","))
    if plain := re.match(rf"({_FAMILY}|[l&p](?:p{{0,2}}[FT]){{0,2}})[IT]", kinds):
        return _slice(text, tokens, start, start + plain.end(1))
    if forward := re.match(r"(?:[IT]\.-?){1,4}(?=p|[FU])", kinds):
        return _slice(text, tokens, start + forward.end(), end)
    return _slice(text, tokens, start, end)


def _is_place(text: str, tokens: Tokens, met: re.Match[str]) -> bool:
    """Whether the one "author" is a town and its state: `Boston, MA. 2001.`."""
    start, end = met.span("a")
    last = _slice(text, tokens, *met.span("f")).rpartition(" ")[2].strip(".")
    return met.span("f")[1] == end and "," in tokens.kinds[start:end] and last in _states()


def _more_than_one(style: Style, met: re.Match[str]) -> bool:
    """Whether a head without a year names several authors, which a sentence seldom begins with."""
    return style not in {"numeric", "given-first"} or met.end("a") > met.end("f")


@cache
def _forms() -> tuple[tuple[re.Pattern[str], Style, float], ...]:
    """Give the forms of heads; compiling them takes long, and many texts need none."""
    return tuple(
        (re.compile(authors + after), style, strength)
        for authors, after, style, strength in _SHAPES
    )


@cache
def _authors() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(form) for form in _AUTHORS)


@cache
def _states() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("head_words") if row["kind"] == "state")


def _places(text: str) -> Iterator[int]:
    if "\n" in text or "\r" in text:
        return (place.end() for place in _PLACE.finditer(text))
    first = (0,) if _LETTER.match(text) else ()
    return chain(first, (blank.end() for blank in _BLANK_BEHIND.finditer(text)))


def _skip_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _worth(text: str, start: int, years: Sequence[int]) -> bool:
    """Whether a second head can begin at `start` at all; a cheap look before the dear one.

    Between two years stands any head. Where a year is missing on either side, only that of a
    person with the family name first can be told from a sentence.
    """
    if years and years[0] < start <= years[-1]:
        return True
    second = _SECOND.match(text, start)
    if second is not None and kind_of(second[1]) == "l":
        return False
    return bool(_NAME.match(tokens_of(text, start, start + 500, 6).kinds))


def _is_second(first: Head, second: Head) -> bool:
    if second.year:
        return bool(first.year or first is _UNREAD) and second.strength >= (
            0.5 if second.style == "corporate" else 0.7
        )
    several = bool(re.search(r",|;|&| and ", second.authors))
    return not first.year and second.style == "numeric" == first.style and several


def _substance(between: str) -> bool:
    return bool(re.search(LETTER + "{3}|[.]", between))


def _closed(between: str, strength: float) -> bool:
    """Whether what stands between two heads has a title and something after it, and an end."""
    if _CLOSED.search(between[-120:].rstrip()):
        return True
    if strength < _TELLING:
        return False
    ends = (True for sentence in _SENTENCE.finditer(between) if sentence["end"])
    return sum(islice(ends, 2)) == 2
