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
)


def with_made_told(labels: list[Label], raw: str) -> list[Label]:
    """Tell mimeographs and editions from publishers, journals and titles.

    - `University of Mills, mimeo` and `Mimeo, University of Mills` have a publisher and a kind.
    - `Tolls (mimeo). Leeds: Press` has a kind behind its title.
    - `Tenth Anniversary Edition` is no book that holds another.
    """
    if not any(map(raw.__contains__, _SIGNS)):
        return labels
    told = {one.label for one in labels}
    out: list[Label] = []
    for one in labels:
        if one.label in _HOLDERS and "edition" not in told and _EDITION.fullmatch(raw, *_at(one)):
            out.append(one._replace(label="edition"))
        elif one.label in _HOLDERS and "edition" in told and _REVISED.fullmatch(raw, *_at(one)):
            continue  # `3rd ed. rev., |exp. and updated`
        elif "genre" in told or one.label not in {"publisher", "note", "title"}:
            out.append(one)
        else:
            out += _parted(one, raw)
    return out


def _at(one: Label) -> tuple[int, int]:
    return one.start, one.end


def _parted(one: Label, raw: str) -> list[Label]:
    """Part the kind of work from what a label took it in with."""
    stop = one.end + (raw[one.end : one.end + 1] in {")", "]"})
    if one.label != "title" and (found := _ALONE.fullmatch(raw, one.start, one.end)):
        return [one._replace(label="genre", end=found.end("genre"))]
    found = _BEHIND.fullmatch(raw, one.start, stop)
    if found and (one.label == "publisher" or raw[found.end() - 1] in ")]"):
        return [one._replace(end=found.end("rest")), _genre(one, found)]
    if one.label == "publisher" and (found := _AHEAD.fullmatch(raw, one.start, one.end)):
        return [_genre(one, found), one._replace(start=found.start("rest"))]
    return [one]


def _genre(one: Label, found: re.Match[str]) -> Label:
    start, end = found.span("genre")
    return one._replace(label="genre", start=start, end=end)
