"""The functions of patterns for citation keys, as Better BibTeX and JabRef have them.

Sources: the documentation of Better BibTeX ("Citation keys") and of JabRef ("Customize the citation
key generator").
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

from joinedup_refs.formats import keywords
from joinedup_refs.formats.bib_parts import MONTHS
from joinedup_refs.formats.key_work import Work
from joinedup_refs.model.date import Date
from joinedup_refs.model.pages import Pages

Argument: TypeAlias = str | int | bool
Given: TypeAlias = Mapping[str, Argument]

_DIGITS = re.compile(r"\d+")
_BEFORE_DIGITS = re.compile(r"\s*([A-Za-z]*)\d")
_DATE_PART = re.compile(r"%(-?)([Yymd])")


class Function(NamedTuple):
    """A function and what it takes, each with its value where none is said."""

    value: Callable[[Work, Given], str]
    takes: Mapping[str, Argument]


class NextAlternativeError(Exception):
    """A condition of a pattern that does not hold, so that the next alternative is tried."""


def _named(work: Work, given: Given) -> tuple[list[str], bool]:
    people, others = work.people(str(given.get("creator", "*")))
    told = [work.family(name) for name in people]
    if given.get("initials"):
        told = [t + work.initials(name) for t, name in zip(told, people, strict=True)]
    return told, others


def _number(given: Given, name: str = "n") -> int:
    return int(given[name])


def _auth(work: Work, given: Given) -> str:
    people, _ = work.people(str(given["creator"]))
    wanted = _number(given, "m") - 1
    if not 0 <= wanted < len(people):
        return ""
    name = work.family(people[wanted])
    if _number(given) > 0:
        name = "".join(name.split())[: _number(given)]
    return name + (work.initials(people[wanted]) if given["initials"] else "")


def _auth_first_full(work: Work, given: Given) -> str:
    people, _ = work.people(str(given["creator"]))
    return work.full_family(people[0]) if people else ""


def _initial_of(at: int) -> Callable[[Work, Given], str]:
    def value(work: Work, given: Given) -> str:
        people, _ = work.people(str(given["creator"]))
        return work.initials(people[at])[:1] if people else ""

    return value


def _author_last(work: Work, given: Given) -> str:
    told, _ = _named(work, given)
    return told[-1] if told else ""


def _et_al(work: Work, given: Given) -> str:
    """Give one name or two, or the first and a word for the others."""
    told, others = _named(work, given)
    sep = str(given["sep"])
    if len(told) == 2 and not others:
        return sep.join(told)
    many = len(told) > 1 or others
    return sep.join([*told[:1], str(given["etal"])]) if many and told else "".join(told)


def _auth_auth_ea(work: Work, given: Given) -> str:
    told, others = _named(work, given)
    return str(given["sep"]).join([*told[:2], *(["ea"] if len(told) > 2 or others else [])])


def _authors(work: Work, given: Given) -> str:
    told, others = _named(work, given)
    most, sep = _number(given), str(given["sep"])
    cut = told[:most] if most else told
    ending = [str(given["etal"])] if len(cut) < len(told) or others else []
    return sep.join([*cut, *(word for word in ending if word)])


def _authors_alpha(work: Work, given: Given) -> str:
    """Give what the style alpha of BibTeX has as the letters of its labels."""
    told, others = _named(work, given)
    sep = str(given["sep"])
    if len(told) == 1 and not others:
        return told[0].strip()[:3]
    shown = told if len(told) <= 4 else told[:3]
    more = "+" if len(told) > 4 or (others and told) else ""
    return sep.join(name.strip()[:1] for name in shown) + more


def _auth_ini(work: Work, given: Given) -> str:
    told, _ = _named(work, given)
    return str(given["sep"]).join(name.strip()[: _number(given) or None] for name in told)


def _author_ini(work: Work, given: Given) -> str:
    told, _ = _named(work, given)
    shown = [name.strip()[: 1 if number else 5] for number, name in enumerate(told)]
    return str(given["sep"]).join(shown)


def _auth_short(work: Work, given: Given) -> str:
    told, others = _named(work, given)
    if len(told) == 1 and not others:
        return told[0]
    letters = str(given["sep"]).join(name.strip()[:1] for name in told[:3])
    return letters + ("+" if len(told) > 3 or (others and told) else "")


def _short_title(work: Work, given: Given) -> str:
    told = work.title_words()[: _number(given)]
    raised = _number(given, "m")
    return " ".join(w[:1].upper() + w[1:] if n < raised else w for n, w in enumerate(told))


def _title(work: Work, given: Given) -> str:
    del given
    return " ".join(word[:1].upper() + word[1:] for word in work.title_words())


def _camel(work: Work, given: Given) -> str:
    told = work.title_words(all_of_them=True)[: _number(given) or None]
    return " ".join(word[:1].upper() + word[1:] for word in told)


def _title_word(work: Work, given: Given) -> str:
    told = work.title_words()
    return told[_number(given) - 1] if 0 < _number(given) <= len(told) else ""


def _year(work: Work, given: Given) -> str:
    return formatted_date(work.date(str(given["of"])), "%-Y")


def _date(work: Work, given: Given) -> str:
    return formatted_date(work.date(str(given["of"])), str(given["format"]))


def formatted_date(date: Date | None, wanted: str) -> str:
    """Give a date by a format of `%Y`, `%y`, `%m` and `%d`, up to the first that it lacks."""
    if date is None or date.start is None:
        return ""
    start = date.start
    held = {"Y": start.year, "y": start.year, "m": start.month, "d": start.day}
    out: list[str] = []
    here = 0
    for found in _DATE_PART.finditer(wanted):
        number = held[found[2]]
        if number is None:
            return "".join(out)
        width = 1 if found[1] else 4 if found[2] == "Y" else 2
        shown = f"{abs(number) % 100:02d}" if found[2] == "y" else f"{number:0{width}d}"
        out += (wanted[here : found.start()], shown)
        here = found.end()
    return "".join((*out, wanted[here:]))


def _month(work: Work, given: Given) -> str:
    del given
    date = work.date()
    number = date.start.month if date is not None and date.start is not None else None
    return MONTHS[number - 1] if number else ""


def _journal(work: Work, given: Given) -> str:
    short = work.field("container-title-short") if given["abbrev"] not in {"full", "off"} else ""
    return short or work.field("container-title")


def _first_page(work: Work, given: Given) -> str:
    del given
    pages: object = getattr(work.reference, "pages", None)
    if isinstance(pages, Pages):
        firsts = [one.first for one in pages.ranges]
        numbers = [first for first in firsts if first.isdecimal()]
        return min(numbers, key=int) if len(numbers) == len(firsts) else firsts[0]
    found = _DIGITS.search(work.field("page"))
    return found[0] if found else ""


def _last_page(work: Work, given: Given) -> str:
    del given
    found: list[str] = _DIGITS.findall(work.field("page"))
    return found[-1] if found else ""


def _page_prefix(work: Work, given: Given) -> str:
    del given
    found = _BEFORE_DIGITS.match(work.field("page"))
    return found[1] if found else ""


def _keyword(work: Work, given: Given) -> str:
    told = keywords.split(work.field("keyword"))
    return told[_number(given) - 1] if 0 < _number(given) <= len(told) else ""


def _type(work: Work, given: Given) -> str:
    wanted = [part.strip().lower() for part in str(given["of"]).split("/") if part.strip()]
    if not wanted:
        return work.type.capitalize()
    if work.type not in wanted and str(work.item["type"]).lower() not in wanted:
        raise NextAlternativeError
    return ""


_PEOPLE: dict[str, Argument] = {"creator": "*", "initials": False}

FUNCTIONS: dict[str, Function] = {
    "auth": Function(_auth, {"n": 0, "m": 1, **_PEOPLE}),
    "authFirstFull": Function(_auth_first_full, {"creator": "*"}),
    "authForeIni": Function(_initial_of(0), {"creator": "*"}),
    "authorLast": Function(_author_last, _PEOPLE),
    "authorLastForeIni": Function(_initial_of(-1), {"creator": "*"}),
    "authEtAl": Function(_et_al, {**_PEOPLE, "sep": " ", "etal": "EtAl"}),
    "authEtal2": Function(_et_al, {**_PEOPLE, "sep": ".", "etal": "etal"}),
    "authAuthEa": Function(_auth_auth_ea, {**_PEOPLE, "sep": "."}),
    "authors": Function(_authors, {"n": 0, **_PEOPLE, "sep": " ", "etal": ""}),
    "authorsAlpha": Function(_authors_alpha, {**_PEOPLE, "sep": " "}),
    "authIni": Function(_auth_ini, {"n": 0, **_PEOPLE, "sep": "."}),
    "authorIni": Function(_author_ini, {**_PEOPLE, "sep": "."}),
    "authshort": Function(_auth_short, {**_PEOPLE, "sep": "."}),
    "title": Function(_title, {}),
    "camel": Function(_camel, {"n": 0}),
    "fulltitle": Function(lambda work, _: work.title, {}),
    "shorttitle": Function(_short_title, {"n": 3, "m": 0}),
    "veryshorttitle": Function(_short_title, {"n": 1, "m": 0}),
    "titleword": Function(_title_word, {"n": 1}),
    "year": Function(_year, {"of": "issued"}),
    "shortyear": Function(_date, {"format": "%y", "of": "issued"}),
    "date": Function(_date, {"format": "%Y-%m-%d", "of": "issued"}),
    "month": Function(_month, {}),
    "day": Function(_date, {"format": "%-d", "of": "issued"}),
    "origyear": Function(_year, {"of": "original-date"}),
    "origdate": Function(_date, {"format": "%Y-%m-%d", "of": "original-date"}),
    "journal": Function(_journal, {"abbrev": "abbrev+auto"}),
    "firstpage": Function(_first_page, {}),
    "lastpage": Function(_last_page, {}),
    "pageprefix": Function(_page_prefix, {}),
    "keyword": Function(_keyword, {"n": 1}),
    "type": Function(_type, {"of": ""}),
    "entrytype": Function(_type, {"of": ""}),
    "key": Function(lambda work, _: work.key, {}),
    "field": Function(lambda work, given: work.field(str(given["name"])), {"name": ""}),
}
"""By the names that users know; case is passed over."""

ALSO = {
    "auth.etal": "authEtal2",
    "auth.auth.ea": "authAuthEa",
    "authorsn": "authors",
    "citationkey": "key",
    "citekey": "key",
}
"""Other names, in lower case."""
