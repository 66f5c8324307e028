"""Where a text value begins and ends inside its stretch: edges, quotation marks, labels."""

import re

from joinedup_refs.notation.signs import Signs

_BLANK = " \t\r\n\u00a0\u2009\u202f"
_EDGE = _BLANK + ".,;:–—-/|=&·：，。、；"
_PAIRS = {
    "“": "”",
    "„": "“",
    "«": "»",
    "»": "«",
    "‹": "›",
    '"': '"',
    "‘": "’",
    "‚": "‘",
    "'": "'",
    "(": ")",
    "[": "]",
    "<": ">",
    "《": "》",
    "『": "』",
    "「": "」",
}
_LONE_ENDS = '”»›"》』」'
_LONE_STARTS = '“„«‹"《『「'
_MAY_OPEN = frozenset({*_PAIRS, *_LONE_STARTS})
_MAY_CLOSE = frozenset({*_LONE_ENDS, ")", "]"})
_ABBREVIATED = re.compile(r"(?:^|\s)[A-Z][\w.]{0,7}\.$")
_CUT_WORD = re.compile(
    r"(?!.*(?:ing|tion|ment|ness|ics|al)$)[A-ZÀ-Þ][^\W\d_]{0,6}(?<![aeiouyAEIOUY])"
)
"""A word that may be cut short: it ends with a consonant, and as no whole word does."""
_EDITION_LABEL = (
    r"(?:editions?|edn|eds?|éditions?|éd|edición|edic|edizione|ediz|edição|aufl(?:age)?|auflagen"
    r"|ausgabe|druk|uitg|print(?:ing)?)"
)
_ORDINAL = re.compile(
    r"^(?P<number>\d{1,3})(?!\d)\s?(?:st|nd|rd|th|ère|ème|e|er|a|ª|º|\.)?,?(?:\s|\.|$)",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    rf"^(?P<value>.{{1,80}}?)(?:\s{{1,3}}|(?<=\.)){_EDITION_LABEL}\.?$", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"(?<![\w./-])(?P<number>\d{1,2})\s?(?:st|nd|rd|th|ère|ème|e|a|ª|º)?\.?,?\s"
    r"(?:[^\W\d_]{2,20}[.,]{0,2}\s(?:u\.\s|und\s|and\s)?){0,4}?"
    r"(?:aufl(?:age)?\b\.?|ed\.(?![^\W\d_])|edn\b\.?|edition\b|éd(?:ition\b|\.)|ediz(?:ione\b|\.)|edición\b"
    r"|druk\b|(?-i:print)(?:ing\b|\.))",
    re.IGNORECASE,
)
_NAMES_EDITION = Signs(("aufl", "ed", "druk", "print", "éd"))
_DIGIT = re.compile(r"\d")
_ORDINALS = {
    word: str(number)
    for number, words in enumerate(
        (
            "first erste première prima primera",
            "second zweite deuxième seconde seconda segunda",
            "third dritte troisième terza tercera",
            "fourth vierte quatrième quarta cuarta",
            "fifth fünfte cinquième quinta",
            "sixth sechste sixième sesta sexta",
            "seventh siebte septième settima séptima",
            "eighth achte huitième ottava octava",
            "ninth neunte neuvième nona novena",
            "tenth zehnte dixième decima décima",
        ),
        1,
    )
    for word in words.split()
}


def trimmed(raw: str, start: int, end: int) -> tuple[int, int]:
    """Leave out separators, and quotation marks or brackets that go all round or lack a partner.

    `?` and `!` stay, and the stop of an abbreviation after another one.

    >>> raw = "“What counts?”, "
    >>> raw[slice(*trimmed(raw, 0, len(raw)))]
    'What counts?'
    """
    for _ in range(8):
        before = start, end
        while start < end and raw[start] in _EDGE:
            start += 1
        while start < end and raw[end - 1] in _EDGE and not _keeps_stop(raw, start, end):
            end -= 1
        start, end = _unquoted(raw, start, end)
        if before == (start, end):
            break
    return start, end


def one_line(text: str) -> str:
    """Make every run of blanks one."""
    return " ".join(text.split())


def is_short_form(title: str) -> bool:
    """Whether a journal's title without its last full stop is a short form, which keeps it.

    >>> is_short_form("Am. J. Sociol"), is_short_form("Int. J. Nursing")
    (True, False)
    >>> is_short_form("Public Administration")
    False
    """
    *others, last = title.split()
    if "." in last:
        return last[0].isalpha() and last[-2:-1] == "."  # U.S.A
    told = [word for word in others if word[:1].isupper()]
    dotted = sum(word.endswith(".") for word in told)
    return 0 < len(told) <= 2 * dotted and _CUT_WORD.fullmatch(last) is not None


def edition(text: str) -> str:
    """Give the number of an edition, or its words without "edition".

    >>> edition("2nd ed."), edition("3., überarb. Aufl."), edition("Third edition")
    ('2', '3', '3')
    >>> edition("rev. edn")
    'rev.'
    """
    text = one_line(text).strip(" ,;:()[]")
    if ordinal := _ORDINAL.match(text):
        return ordinal["number"]
    labelled = _LABELLED.match(text) if len(text) < 120 else None
    value = labelled["value"] if labelled else text
    return _ORDINALS.get(value.casefold().strip(" ."), value)


def edition_at(text: str) -> tuple[int, int, str] | None:
    """Find an edition by its number and its word: start, end, number; None where there is none.

    >>> edition_at("Sage, 3., vollst. überarb. Auflage, London")
    (6, 34, '3')
    """
    first = _DIGIT.search(text)
    if first is None or not _NAMES_EDITION.may_be_in(text):
        return None
    found = _NUMBERED.search(text, first.start())
    return (found.start(), found.end(), found["number"]) if found else None


def _keeps_stop(raw: str, start: int, end: int) -> bool:
    """Whether the last stop belongs to an abbreviation among abbreviations: `J. Phys. Chem.`."""
    if raw[end - 1] != "." or raw[end - 2 : end - 1] == ".":
        return False
    text = raw[max(start, end - 80) : end]
    return text.count(".") > 1 and bool(_ABBREVIATED.search(text)) and len(text) < 80


def _unquoted(raw: str, start: int, end: int) -> tuple[int, int]:  # noqa: PLR0911  (by kind of mark)
    if end - start < 2:
        return start, end
    first, last = raw[start], raw[end - 1]
    if first not in _MAY_OPEN and last not in _MAY_CLOSE:
        return start, end
    closing = _PAIRS.get(first, "")
    inner = raw[start + 1 : end - 1]
    if (
        closing
        and last == closing
        and first not in inner
        and closing not in inner.replace("’s", "")
    ):
        return start + 1, end - 1
    if first in _LONE_STARTS and _PAIRS[first] not in raw[start + 1 : end]:
        return start + 1, end
    if last in _LONE_ENDS and not any(
        opener in raw[start : end - 1] for opener, closer in _PAIRS.items() if closer == last
    ):
        return start, end - 1
    for opener, closer in (("(", ")"), ("[", "]")):
        if first == opener and closer not in inner + last:
            return start + 1, end
        if last == closer and opener not in first + inner:
            return start, end - 1
    return start, end
