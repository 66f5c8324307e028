"""What says how a text was made or which edition it is, where a publisher's name might stand."""

import re

from joinedup_refs.parse.draft import Label

__all__ = ["with_made_told"]

_MADE = (
    r"(?:[Uu]npublished(?:\s(?:[Mm]imeo(?:graph)?|[Tt]ypescript|[Mm]anuscript|[Pp]aper|MS))?"
    r"|[Mm]imeo(?:graph(?:ed)?)?|[Tt]ypescript|[Mm]anuscript|[Pp]hotocopy|[Pp]hotocopied)"
)
_ALONE = re.compile(rf"(?P<genre>{_MADE})\.?")
_AHEAD = re.compile(rf"(?P<genre>{_MADE})(?:,|:|\.)\s(?P<rest>[A-ZÀ-Þ].{{3,}})")
_BEHIND = re.compile(
    rf"(?P<rest>[^()\[\]]{{3,}}?)(?:,\s|\.\s|\s(?=[(\[]))[(\[]?(?P<genre>{_MADE})[)\]]?"
)
_EDITION = re.compile(
    r"(?:(?:[A-Z][a-z]+(?:th|st|nd|rd)|First|Second|Third|\d{1,2}(?:th|st|nd|rd)|New|Revised|Expanded|Updated"
    r"|Enlarged|Anniversary|Centenary|Centennial|Critical|International|Student|Paperback|Reprint"
    r"|Abridged|English|Special|Kindle|and|&)\s){1,4}[Ee]d(?:itio)?n"
)
"""What an edition is called by, of words that hardly any series or press has in its name."""
_REVISED = re.compile(
    r"(?:(?:rev|exp|enl|aug|upd)(?:\.|ised|anded|arged|mented|ated)?(?:,?\s(?:and\s|&\s)?|$)){1,4}"
)
_THESIS = re.compile(
    r"(?P<rest>.{0,60}(?:Universit|College|Institut|School).{0,60}?),?\s"
    r"(?P<genre>(?:(?:[Uu]npublished|Ph\.?\s?D\.?|[Dd]octoral|M\.?A\.?|M\.?Sc\.?|B\.?A\.?|[Mm]aster[’']?s?)\s){0,2}"
    r"(?:[Dd]issertation|[Tt]hesis))"
)
"""Who took a thesis, and what it is, in one (Unified Style Sheet for Linguistics, 2007)."""
_NUMBERED = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|[Ss]econd|[Tt]hird|[Ff]ourth|[Rr]ev(?:ised|\.))"
    r"\s(?:[Rr]ev(?:ised|\.)\s)?ed(?:n|ition)?"
)
_NUMBERED_EDITION = re.compile(rf",\s(?P<edition>{_NUMBERED})$")
_EDITION_ALONE = re.compile(_NUMBERED)
_HOLDERS = frozenset({"publisher", "container-title", "collection-title"})
_SIGNS = (
    "imeo",
    "ypescript",
    "anuscript",
    "npublished",
    "hotocop",
    "dition",
    " and updated",
    "rev.",
    "issertation",
    "hesis",
    " ed",
)


def with_made_told(labels: list[Label], raw: str) -> list[Label]:
    """Tell mimeographs and editions from publishers, journals and titles.

    - `University of Mills, mimeo` and `Mimeo, University of Mills` have a publisher and a kind.
    - `Tolls (mimeo). Leeds: Press` has a kind behind its title.
    - `University of Mills dissertation` has both as well.
    - `Tenth Anniversary Edition` is no book that holds another, `Handbook of Tolls, 5th ed.` two
      values.
    """
    if not any(map(raw.__contains__, _SIGNS)):
        return labels
    told = {one.label for one in labels}
    out: list[Label] = []
    for one in labels:
        if one.label in _HOLDERS and "edition" not in told and _is_edition(one, raw):
            out.append(one._replace(label="edition"))
        elif (
            one.label in _HOLDERS
            and "edition" in told
            and _REVISED.fullmatch(raw, one.start, one.end)
        ):
            continue  # `3rd ed. rev., |exp. and updated`
        elif "edition" not in told and (found := _edition_of_book(one, raw)):
            out.append(one._replace(end=found.start()))
            out.append(one._replace(label="edition", start=found.start("edition")))
        elif "genre" in told or one.label not in {"publisher", "note", "title"}:
            out.append(one)
        else:
            out += _parted(one, raw)
    return out


def _is_edition(one: Label, raw: str) -> bool:
    forms = _EDITION, _EDITION_ALONE
    return any(form.fullmatch(raw, one.start, one.end) for form in forms)


def _edition_of_book(one: Label, raw: str) -> re.Match[str] | None:
    """Find the edition that a book's label took in at its end."""
    if one.label != "container-title":
        return None
    return _NUMBERED_EDITION.search(raw, max(one.start + 1, one.end - 30), one.end)


def _parted(one: Label, raw: str) -> list[Label]:
    """Part the kind of work from what a label took it in with."""
    stop = one.end + (raw[one.end : one.end + 1] in {")", "]"})
    if one.label != "title" and (found := _ALONE.fullmatch(raw, one.start, one.end)):
        return [one._replace(label="genre", end=found.end("genre"))]
    found = _BEHIND.fullmatch(raw, one.start, stop)
    if found and (one.label == "publisher" or raw[found.end() - 1] in ")]"):
        return [one._replace(end=found.end("rest")), _genre(one, found)]
    if one.label == "publisher" and (found := _THESIS.fullmatch(raw, one.start, one.end)):
        return [one._replace(end=found.end("rest")), _genre(one, found)]
    if one.label == "publisher" and (found := _AHEAD.fullmatch(raw, one.start, one.end)):
        return [_genre(one, found), one._replace(start=found.start("rest"))]
    return [one]


def _genre(one: Label, found: re.Match[str]) -> Label:
    start, end = found.span("genre")
    return one._replace(label="genre", start=start, end=end)
