"""Volume, issue and pages of a serial in one run: `84, 3`, `31(3):491–514`, `Bd. 3, H. 2`.

Source: the forms of the APA, Chicago, Harvard, Vancouver and DIN ISO 690 styles.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from joinedup_refs.model.pages import Pages
from joinedup_refs.notation import pages as page_notation
from joinedup_refs.notation.invalid import NotationInvalid

_LONGEST = 200
_ONE = r"[A-Z]{0,3}\d{1,5}[A-Za-z]?(?:\s?[-–/]\s?\d{1,5})?|[IVXLCDM]{1,12}|[ivxlcdm]{1,12}"
_ISSUE = (
    r"[A-Z]{0,3}\d{1,5}[A-Za-z]?(?:\s?[-–/&]\s?\d{1,5})?|[IVX]{1,5}|[Ss]uppl?\.?(?:\s?\w{1,4})?"
)
VOLUME_LABEL = (
    r"(?:volumes?|volumen|vols?|bände|band|bde?|jahrgang|jahrg|jg|tomes?|tomos?|t|année|anno|annata"
    r"|año|ano|jrg|jaargang|deel|v)\b\.?:?\s?"
)
"""A pattern for what stands before a volume, blanks included; for use in any case."""
ISSUE_LABEL = (
    r"(?:(?:numbers?|nummer|numéros?|numeros?|números?|numero|núms?|nums?|nos?|nrs?|nn?|heft|hft|hh?"
    r"|issues?|iss|fasc|fascicule|fascicolo|cahier|ausgabe|ausg|part|pt)\b\.?:?\s?|№\s?|n[°º]\.?\s?|\#\s?)"
)
"""A pattern for what stands before an issue, blanks included; for use in any case."""
_ORDINAL_LABEL = (
    r"\s?(?:\.|e|ème|er|a|th|rd|nd|st)?\s?"
    r"(?:jahrgang|jahrg|jg|année|band|bd|volume|vol|annata)\b\.?"
)
_PAGE = r"[A-Za-z]{0,2}\d[\w.]{0,9}"
_PAGES = (
    r"(?P<pages>(?:(?:pages?|pp?|ss?|seiten?|págs?|pagg?)\b\.?:?\s?)?"
    rf"{_PAGE}(?:\s?[-‐–—−]{{1,2}}\s?{_PAGE})?(?:\s?ff?\b\.?)?)"
)
_TAIL = (
    rf"(?:\s?[,;:.]\s?{_PAGES}|\s{{1,2}}(?=p|S|s)(?P<labelled>(?:pp?|S|s)\.\s?\d[\w–-]{{0,12}}))?"
)

_FORMS = tuple(
    re.compile(rf"\s{{0,3}}(?:{form}){_TAIL}[\s.,;:)]{{0,4}}$", re.IGNORECASE)
    for form in (
        rf"(?:{VOLUME_LABEL})?(?P<volume>{_ONE})\s?[(\[]\s?(?:{ISSUE_LABEL})?(?P<issue>[^()\[\]]{{1,20}})[)\]]",
        rf"(?:{VOLUME_LABEL})?(?P<volume>{_ONE})\s?[,;.:]?\s?{ISSUE_LABEL}(?P<issue>{_ISSUE})",
        rf"(?:{VOLUME_LABEL})?(?P<volume>\d{{1,4}}|[IVXLC]{{1,8}})\s?[,:]\s?(?P<issue>\d{{1,2}}(?:[-–/]\d{{1,2}})?)(?=\s?$|\s?[,;:.])",
        r"(?P<volume>\d{1,3})\s?[./]\s?(?P<issue>\d{1,2})(?=\s?$|\s?[,;:])",
        rf"{ISSUE_LABEL}(?P<issue>{_ISSUE})",
        r"(?P<volume>\d{1,4}),?\s(?P<issue>suppl?(?:ement)?\.?(?:\s?\w{1,4})?)",
        rf"(?P<volume>\d{{1,3}}){_ORDINAL_LABEL}(?:[\s,;]{{1,3}}{ISSUE_LABEL}(?P<issue>{_ISSUE}))?",
        rf"(?:{VOLUME_LABEL})?(?P<volume>{_ONE})",
    )
)
_AFTER_VOLUME = re.compile(rf"(?<=\d){_ORDINAL_LABEL}$", re.IGNORECASE)
_VOLUME_ALONE = re.compile(rf"^\W*(?:{VOLUME_LABEL})(?=\w)", re.IGNORECASE)
_ISSUE_ALONE = re.compile(rf"^\W*(?:{ISSUE_LABEL})(?=\w)", re.IGNORECASE)
_IN_TEXT = re.compile(
    rf"(?<![\w/.–-])(?:{VOLUME_LABEL})?\d{{1,4}}\s?"
    rf"(?:\(\s?(?:{ISSUE_LABEL})?[\w–/-]{{1,9}}\s?\)|,?\s?(?:no|nr|n[°º]|Heft|H)\.?\s?\d{{1,4}}|,\s?\d{{1,3}}(?=,))"
    r"(?:\s?[,:;]\s?(?:(?:pp?|S)\.\s?)?[A-Za-z]?\d{1,6}(?:\s?[-–—]\s?[A-Za-z]?\d{1,6})?)?(?![\w])",
    re.IGNORECASE,
)


class Numbering(NamedTuple):
    """Volume, issue and pages, each as printed without its label; empty or None if absent."""

    volume: str = ""
    issue: str = ""
    pages: Pages | None = None


class Places(NamedTuple):
    """Where each stands in the text, half-open; None for what is absent."""

    volume: tuple[int, int] | None = None
    issue: tuple[int, int] | None = None
    pages: tuple[int, int] | None = None


def parse(text: str) -> Numbering | None:
    """Read volume, issue and pages.

    >>> parse("84, 3, pp. 517–538")[:2], parse("31(3)")[:2], parse("Bd. 3, H. 2")[:2]
    (('84', '3'), ('31', '3'), ('3', '2'))
    >>> parse("Public Administration") is None
    True
    """
    read = parse_placed(text)
    return read[0] if read else None


def parse_placed(text: str) -> tuple[Numbering, Places] | None:
    """Read volume, issue and pages, and say where each stands."""
    if text.isdecimal() and len(text) < 6:
        return Numbering(text), Places(volume=(0, len(text)))
    if len(text) > _LONGEST or not (any(c.isdigit() for c in text) or _VOLUME_ALONE.match(text)):
        return None
    for form in _FORMS:
        if found := form.match(text):
            return _read(found)
    return None


def validate(text: str) -> Numbering:
    """Read volume, issue and pages.

    Raises:
        NotationInvalid: they are not understood.
    """
    read = parse(text)
    if read is None:
        raise NotationInvalid("a volume with issue and pages, such as 84(3), 517–538", text)
    return read


def find(text: str) -> Iterator[tuple[int, int, Numbering]]:
    """Find volumes that have an issue, with the pages after them: start, end, numbering."""
    for found in _IN_TEXT.finditer(text):
        read = parse(found[0])
        if read is not None and read.issue:
            yield found.start(), found.end(), read


def format(numbering: Numbering) -> str:  # noqa: A001  (one of the four verbs)
    """Write a numbering as `84(3), 517-538`.

    >>> format(Numbering("84", "3"))
    '84(3)'
    """
    issue = f"({numbering.issue})" if numbering.issue and numbering.volume else ""
    if numbering.issue and not numbering.volume:
        issue = f"no. {numbering.issue}"
    head = f"{numbering.volume}{issue}"
    tail = page_notation.format(numbering.pages) if numbering.pages else ""
    return ", ".join(part for part in (head, tail) if part)


def bare_volume(text: str) -> str:
    """Leave out `Vol.`, `Bd.`, `Jg.` and their like.

    >>> bare_volume("Vol. 12"), bare_volume("XII"), bare_volume("30. Jg.")
    ('12', 'XII', '30')
    """
    if not text or (text.isdecimal() and len(text) <= _LONGEST):
        return text
    text = _VOLUME_ALONE.sub("", text[:_LONGEST]).strip(" .,;:()[]")
    return _AFTER_VOLUME.sub("", text)


def bare_issue(text: str) -> str:
    """Leave out `no.`, `H.`, `n°` and their like.

    >>> bare_issue("no. 4"), bare_issue("(3)"), bare_issue("Suppl. 2")
    ('4', '3', 'Suppl. 2')
    """
    return text if not text or text.isdecimal() else _ISSUE_ALONE.sub("", text).strip(" .,;:()[]")


def _read(found: re.Match[str]) -> tuple[Numbering, Places]:
    groups = found.groupdict()
    name = "pages" if groups.get("pages") else "labelled"
    pages = page_notation.parse(groups[name]) if groups.get(name) else None
    places = Places(
        found.span("volume") if groups.get("volume") else None,
        found.span("issue") if groups.get("issue") else None,
        found.span(name) if pages else None,
    )
    issue = (groups.get("issue") or "").strip()
    return Numbering(groups.get("volume") or "", issue, pages), places
