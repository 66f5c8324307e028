"""References as CSL items that pandoc's citeproc sets rightly.

Only what CSL has a place for is handed on, each in the shape that CSL asks for: a library may hold
anything. Source: CSL 1.0.2, appendix IV; pandoc 3.9, which takes a season as the months 13 to 16.
"""

import re
from functools import cache

from joinedup_refs.model.date import Date
from joinedup_refs.model.name import Person
from joinedup_refs.model.pages import Pages
from joinedup_refs.model.reference import Reference
from joinedup_refs.model.value import Json
from joinedup_refs.notation import databases, pages
from joinedup_refs.notation.csl import to_csl
from joinedup_refs.notation.dates import is_promise
from joinedup_refs.styles import formulas
from joinedup_refs.tables import rows

_OTHERS: dict[str, Json] = {"literal": "others"}
"""The last name, for which pandoc prints the style's own et al."""
_EAST_ASIAN = re.compile("[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\U00020000-\U0003fffd]+")
_SEASON = 12  # before spring, as months go on
_AS_PRINTED = "\u2060–\u2060"
"""A dash between word joiners, in which citeproc sees no range whose last page it might shorten or
complete."""
_BARE_INITIALS = re.compile(r"[A-ZÀ-ÖØ-Þ]{1,3}(?:[ -][A-ZÀ-ÖØ-Þ]{1,2})?")
"""`SM`, `J-P`, `A B`; of more letters may be a name in capitals."""
_SPECIES = re.compile(r"<i>([A-Z][a-z]{0,30}\.? [a-z]{3,30})</i>")
"""A name such as *Escherichia coli*, of which a style is to capitalise nothing."""
_KEPT = r'<i><span class="nocase">\1</span></i>'
_VERSION = re.compile(r"[vV]\.?\s?(\d\S{0,40})")
_LETTER = re.compile(r"(?P<letter>[A-ZÀ-ÖØ-Þ]) ?")
_PARTS = frozenset(
    {"family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"}
)


def item(reference: Reference, key: str, *, whole_names: bool) -> dict[str, Json]:
    """Give a reference as an item under a key; with `whole_names` "Perri 6" is one name."""
    out: dict[str, Json] = {"id": key}
    for variable, value in to_csl(reference).items():
        understood = _understood(variable, value, whole_names=whole_names)
        if "title" in variable and isinstance(understood, str):
            understood = _SPECIES.sub(_KEPT, formulas.shown(understood))
        if understood not in (None, "", []):
            out[variable] = understood
    for variable in reference.and_others:
        people = out.get(variable)
        if isinstance(people, list):
            out[variable] = [*people, _OTHERS]
    if promise := promise_of(reference):
        out.setdefault("status", promise)  # pandoc does not print the words of a date
    if out.get("type") not in _types():
        out["type"] = "document"
    _settle(out)
    return out


def _settle(out: dict[str, Json]) -> None:
    """Take out of an item what styles would print twice, or as something that it is not."""
    if out.get("archive") == out.get("publisher"):
        out.pop("archive", None)  # arXiv. arXiv.
    _leave_database_out(out)
    if version := _VERSION.fullmatch(str(out.get("version", ""))):
        out["version"] = version[1]  # Version v2.2
    title = str(out.get("title", ""))
    if out.get("type") == "software" and title and "<" not in title:
        out["title"] = f'<span class="nocase">{title}</span>'  # pandas-dev/pandas
    if out.get("type") == "legislation" and {"genre", "number", "publisher"} <= out.keys():
        out["type"] = "report"  # a paper laid before parliament is no act


def _leave_database_out(out: dict[str, Json]) -> None:
    """Take out the database in which a record was found: no printed reference names it."""
    kept = str(out.get("archive", ""))
    number = str(out.get("archive_location", ""))
    if databases.is_database(kept) or (not kept and databases.is_accession_number(number)):
        out.pop("archive", None)
        out.pop("archive_location", None)


def odd_names(reference: Reference) -> tuple[str, ...]:
    """Give the names of people whose family name is a number, each as its bearer writes it."""
    named = to_csl(reference)
    return tuple(
        _whole(name)
        for value in named.values()
        if isinstance(value, list)
        for name in value
        if isinstance(name, dict) and _odd(name)
    )


def says_something(reference: Reference) -> bool:
    """Whether a reference has what a style can print: a title, or somebody with a date."""
    people = reference.author or reference.editor
    return bool(reference.title or people or getattr(reference, "container_title", ""))


def letter_of(reference: Reference) -> str:
    """Give the year with its letter, such as 2006a; empty where there is no letter."""
    issued = reference.issued
    return f"{issued.year}{issued.letter}" if isinstance(issued, Date) and issued.letter else ""


def promise_of(reference: Reference) -> str:
    """Give what says that a work is still to come, such as "in press"; empty for others."""
    issued = reference.issued
    if isinstance(issued, Date) and issued.forthcoming:
        return issued.forthcoming
    status = getattr(reference, "status", "") or reference.other.get("status")
    return status if isinstance(status, str) and is_promise(status) else ""


def as_printed(text: str) -> str:
    """Take out of a formatted text what keeps citeproc from changing pages."""
    return text.replace(_AS_PRINTED, "–")


def surname(reference: Reference) -> str:
    """Give the first family name, for messages."""
    first = next(iter(reference.author or reference.editor), None)
    return first.family if isinstance(first, Person) else getattr(first, "name", "")


def _understood(variable: str, value: Json, *, whole_names: bool) -> Json:
    match _kinds().get(variable):
        case "names" if isinstance(value, list):
            return [_name(n, whole=whole_names) for n in value if isinstance(n, dict)]
        case "date" if isinstance(value, dict):
            return _date(value)
        case "pages" if isinstance(value, str | int):
            return _pages(str(value))
        case "text" if isinstance(value, str | int):
            return str(value)
        case None if variable in {"type", "year-suffix"}:
            return str(value)
        case _:
            return None


def _pages(text: str) -> str:
    """Keep pages that do not rise as they are: citeproc would make 19–13 of 19–3."""
    found = pages.parse(text)
    if found is None or not any(map(pages.falls, found.ranges)):
        return text
    return ", ".join(
        pages.format(Pages(ranges=(one,)), _AS_PRINTED if pages.falls(one) else "-")
        for one in found.ranges
    )


def _name(name: dict[str, Json], *, whole: bool) -> Json:
    if whole and _odd(name):
        return {"literal": _whole(name)}
    if together := _unspaced(name):
        return {"literal": together}
    parts: dict[str, Json] = {
        part: str(text) for part, text in name.items() if part in _PARTS and text
    }
    if stopped := _with_stops(str(name.get("given") or ""), str(name.get("family") or "")):
        parts["given"] = stopped
    return parts


def _with_stops(given: str, family: str) -> str:
    """Give initials printed without stops, `SM`, with them; empty for any other given name.

    Citeproc takes `SM` for one word and keeps its first letter alone.
    """
    if not _BARE_INITIALS.fullmatch(given) or (family.isupper() and len(given) > 2):
        return ""
    return _LETTER.sub(r"\g<letter>. ", given).replace(". -", ".-").strip()


def _unspaced(name: dict[str, Json]) -> str:
    """Give a Chinese, Japanese or Korean name in its own script; empty for any other.

    CSL has such names written together and never shortened; citeproc puts a stop after them.
    """
    family, given = str(name.get("family", "")), str(name.get("given", ""))
    return family + given if given and _EAST_ASIAN.fullmatch(family + given) else ""


def _odd(name: dict[str, Json]) -> bool:
    return str(name.get("family", "")).isdigit() and bool(name.get("given"))


def _whole(name: dict[str, Json]) -> str:
    return f"{name.get('given')} {name.get('family')}"


def _date(date: dict[str, Json]) -> Json:
    parts = date.get("date-parts")
    if not isinstance(parts, list) or not parts:
        literal = date.get("literal")
        return {"literal": str(literal)} if literal else None
    if not all(isinstance(part, list) and _is_date(part) for part in parts):
        return None
    season = date.get("season")
    if isinstance(season, int) and isinstance(parts[0], list) and len(parts[0]) == 1:
        parts = [[parts[0][0], _SEASON + season], *parts[1:]]
    kept: dict[str, Json] = {"date-parts": parts}
    return kept | {"circa": True} if date.get("circa") else kept


def _is_date(part: list[Json]) -> bool:
    """Whether a year, a month and a day are numbers, or texts of digits, which CSL takes too."""
    return 0 < len(part) < 4 and all(str(one).removeprefix("-").isdecimal() for one in part)


@cache
def _kinds() -> dict[str, str]:
    return {row["variable"]: row["kind"] for row in rows("csl_variables")}


@cache
def _types() -> frozenset[str]:
    return frozenset(row["type"] for row in rows("csl_types"))
