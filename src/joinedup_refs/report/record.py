"""One parsed reference, to be read by a person."""

from collections.abc import Collection, Mapping

from rich.text import Text as Screen

from joinedup_refs.model.entry import Entry, Suspicion
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.value import Json
from joinedup_refs.notation import and_others
from joinedup_refs.notation.csl import to_csl
from joinedup_refs.report import words
from joinedup_refs.report.briefly import clip, plain, value_text
from joinedup_refs.report.columns import in_lines

_ORDER = (
    *("author", "editor", "translator", "issued", "original-date", "title", "container-title"),
    *("volume", "issue", "page", "edition", "collection-title", "collection-number"),
    *("genre", "number", "event-title", "publisher-place", "publisher"),
)
_LAST = ("ISBN", "ISSN", "PMID", "PMCID", "DOI", "URL", "accessed", "note")
_DOUBTFUL = 0.5
"""Below it, every field needs a look; a single field from `_SHAKY` down."""
_SHAKY = 0.7
_MOST_MARKS = 3
_MOST_UNREAD = 20
_LONGEST = 500
_NARROWEST = 20
_SEASONS = {1: "spring", 2: "summer", 3: "autumn", 4: "winter"}

_KINDS = {
    "article": "preprint",
    "article-journal": "journal article",
    "article-magazine": "magazine article",
    "article-newspaper": "newspaper article",
    "document": "not told by what is printed",
    "entry-dictionary": "dictionary entry",
    "entry-encyclopedia": "encyclopedia entry",
    "legal_case": "court case",
    "manuscript": "unpublished work",
    "motion_picture": "film",
    "paper-conference": "conference paper",
    "post-weblog": "blog post",
    "review": "review article",
    "review-book": "book review",
    "webpage": "web page",
}

SUSPICIONS: dict[Suspicion, str] = {
    "border": "a second reference seems to begin here",
    "cut-start": "the beginning seems to be missing",
    "cut-end": "the end seems to be missing",
}
"""What a mark means, set where it stands."""


def record(entry: Entry, printed: str, *, width: int | None = None) -> Screen:
    """Set the fields of an entry under one another, what was not understood last.

    `printed` is the string that the entry's spans count in. With a `width`, in columns, longer
    values go on beneath their beginning.
    """
    item = to_csl(entry.reference)
    rows = [("type", kind(str(item.pop("type"))))]
    told = readings(item)
    rows += [(words.field(v), clip(told[v], _LONGEST)) for v in in_order(told)]
    unread = [clip(printed[s.start : s.end], 300) for s in entry.unread[:_MOST_UNREAD]]
    more = len(entry.unread) - _MOST_UNREAD
    unread += [f"and {more:,} more such stretches"] if more > 0 else []
    rows += [("not understood", one) for one in unread if one]
    wide = max(len(name) for name, _ in rows)
    screen = Screen(end="")
    for name, value in rows:
        screen.append(f"{name:>{wide}}", style="bold")
        _hang(screen, value, wide, width)
    screen.append(" " * wide)
    _hang(screen, how_sure(entry), wide, width, style="dim")
    for sentence in suspicions(entry, printed):
        screen.append(" " * wide)
        _hang(screen, sentence, wide, width, style="yellow")
    return screen


def _hang(screen: Screen, said: str, wide: int, width: int | None, style: str = "") -> None:
    """Set a text beside what is `wide` columns."""
    room = max(_NARROWEST, width - wide - 2) if width else len(said) * 2 + 1
    for number, line in enumerate(in_lines(said, room, _LONGEST)):
        screen.append(" " * (wide * bool(number) + 2)).append(f"{line}\n", style=style)


def kind(csl_type: str) -> str:
    """Give the words for a CSL type.

    >>> kind("article-journal"), kind("chapter")
    ('journal article', 'chapter')
    """
    return plain(_KINDS.get(csl_type, csl_type.replace("-", " ").replace("_", " ")))


def in_order(variables: Collection[str]) -> list[str]:
    """Give CSL variables in the order that a reader looks for them: who, when, what, where.

    >>> in_order(["DOI", "title", "language", "author"])
    ['author', 'title', 'language', 'DOI']
    """
    middle = [v for v in variables if v not in _ORDER and v not in _LAST]
    return [v for v in (*_ORDER, *middle, *_LAST) if v in variables]


def readings(item: Mapping[str, Json]) -> dict[str, str]:
    """Say each value of a CSL item in one line, the letter after a year with the year.

    >>> readings({"issued": {"date-parts": [[1997, 5]]}, "year-suffix": "a", "page": "1-3"})
    {'issued': '1997a-05', 'page': '1–3'}
    """
    others = and_others.of(item)
    item = and_others.marked(item, ()) if others else item
    told = {variable: said(variable, value) for variable, value in item.items()}
    told |= {variable: f"{told[variable]}; et al." for variable in others if variable in told}
    if "year-suffix" in told and told.get("issued", "")[:4].isdecimal():
        issued = told["issued"]
        told["issued"] = f"{issued[:4]}{told.pop('year-suffix')}{issued[4:]}"
    return told


def said(variable: str, value: Json) -> str:
    """Say a CSL value in one line: days as ISO 8601 has them, names that were not taken apart so.

    >>> said("page", "27-34"), said("issued", {"date-parts": [[2012, 3, 1]]})
    ('27–34', '2012-03-01')
    >>> said("author", [{"literal": "Lee Kim Ho", "parse-names": True}])
    'Lee Kim Ho (name not taken apart)'
    """
    if variable == "page":
        return value_text(value).replace("-", "–")
    if isinstance(value, dict) and "date-parts" in value:
        return _date(value)
    if isinstance(value, list):
        return "; ".join(filter(None, map(_name, value)))
    return value_text(value)


def _name(value: Json) -> str:
    apart = not (isinstance(value, dict) and value.get("parse-names"))
    return value_text(value) + ("" if apart else " (name not taken apart)")


def _date(value: dict[str, Json]) -> str:
    parts = value["date-parts"]
    days = [
        "-".join(f"{int(str(n)):02}" for n in part)
        for part in (parts if isinstance(parts, list) else [])
        if isinstance(part, list)
    ]
    season = value.get("season")
    before = ["about"] if value.get("circa") else []
    before += [_SEASONS[season]] if isinstance(season, int) and season in _SEASONS else []
    after = [f"({plain(str(value['literal']))})"] if value.get("literal") else []
    return " ".join([*before, "–".join(days), *after])


def percent(sure: float) -> str:
    """Give a probability in hundredths; certainty is not claimed for less than certainty.

    >>> percent(1.0), percent(0.9985), percent(0.004), percent(0.5)
    ('100%', '99%', '1%', '50%')
    """
    if 0 < sure < 1:
        sure = min(max(sure, 0.01), 0.99)
    return f"{sure:.0%}"


def how_sure(entry: Entry) -> str:
    """Say how sure the parser is of the whole, and which fields need a look."""
    if not entry.origins:
        return "no field was found"
    whole = f"{percent(entry.confidence)} sure"
    if entry.confidence < _DOUBTFUL:
        return f"{whole}: look at every field"
    printed = {
        variable: origin
        for variable, origin in entry.origins.items()
        if isinstance(origin, Printed) and variable != "custom"
    }
    shaky = sorted((o.confidence, v) for v, o in printed.items() if o.confidence < _SHAKY)
    named = [f"{words.field(v)} ({percent(sure)})" for sure, v in shaky]
    return f"{whole}; look at {', '.join(named)}" if named else whole


def suspicions(entry: Entry, printed: str) -> list[str]:
    """Say, with the words around, where a second reference may begin or an end be missing."""
    told = []
    for mark in entry.marks:
        ahead = clip(printed[mark.at : mark.at + 200], 40)
        if mark.what == "border":
            told.append(f"a second reference seems to begin at “{ahead}”")
        elif mark.what == "cut-start":
            told.append(f"{SUSPICIONS[mark.what]}: it starts with “{ahead}”")
        else:
            behind = " ".join(plain(printed[max(0, mark.at - 200) : mark.at]).split()[-5:])
            told.append(f"{SUSPICIONS[mark.what]}: it stops at “{behind[-40:]}”")
    more = len(told) - _MOST_MARKS
    return [*told[:_MOST_MARKS], f"and {more} more such places"] if more > 1 else told
