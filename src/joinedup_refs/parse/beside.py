"""What stands beside a work's own values: how it is cited, its licence, where it came out again.

Sources: the usage of German law (`zit.: Quill, Zollrecht`) and of French and German printers
(`rééd. 2007`, `Nachdruck 1999`); the World Health Organization, how its works ask to be cited.
"""

import re

from joinedup_refs.parse.draft import Label

__all__ = ["parted_behind_series", "with_notes_beside"]

_YEAR = r"(?:1[5-9]|20)\d\d"
_CITED_AS = re.compile(
    r"[(\[](?P<note>(?:zit(?:\.|iert)(?:\s(?:als|nach|n\.))?|cited\sas|cité\s(?:ci-après|comme)):?\s"
    r"[^()\[\]]{2,120})[)\]]",
    re.IGNORECASE,
)
_LICENCE = re.compile(
    r"(?<=[.;,(]\s)(?P<note>Licen[cs]e\s?:\s(?:CC[\s-]?(?:BY|0)|Creative\sCommons)[^;()\[\]]{0,80}?)"
    r"(?=\.?\s{0,2}$|[.;]\s|\))"
)
_PRINTED_AGAIN = re.compile(
    r"[(\[](?P<note>(?:[Rr]ééd(?:ition|\.)|[Rr]éimpr(?:ession|\.)|Nachdruck|Neudruck|Nachdr\.)"
    rf"(?!\sin\b)[^()\[\]]{{0,80}}?\b{_YEAR})[)\]]"
)
_OF_EDITION = re.compile(
    r"(?<=[,.;(]\s)(?:[Uu]nv(?:eränderter|\.)\s)?(?P<note>Neudruck|Nachdruck|Nachdr\.|Neudr\.)\sder\s"
    r"(?P<edition>\d{1,3}\.,?\s(?:[^\W\d_]{2,20}\.?,?\s(?:und\s|u\.\s)?){0,3}?Aufl(?:age|\.))"
)
"""`Neudruck der 20. Aufl.`: the edition is that of the text."""
_LOOSE_LEAVES = re.compile(
    r"(?<=[,;:(]\s)(?P<note>\d{1,3}\.\s(?:EL|Erg\.-?\s?Lfg\.?|Ergänzungslieferung))(?!\w)"
)
"""How far a work of loose leaves is kept up: `95. EL`, which is no volume."""
_MARGINAL = re.compile(
    r"(?<=[,;]\s)(?:(?:Art\.|§{1,2})\s\d{1,4}[a-z]?\s(?:(?:Abs\.|S\.|Nr\.)\s\d{1,3}\s){0,3})?"
    r"(?:Rn|Rdnr|Rdn|Rz)\.\s?\d{1,4}(?:\s?ff?\.?)?(?=\W{0,3}$)"
)
"""The paragraph and the number in the margin that are cited."""
_BEHIND_SERIES = re.compile(
    r"coll(?:\.|ection)\s«\s?[^«»]{2,100}?\s?»"
    rf"(?:,\s(?P<issued>{_YEAR}))(?:,\s(?P<pages>\d{{1,4}})(?=\s?p(?:\.|ages|\b)|$))?\W{{0,2}}$",
    re.IGNORECASE,
)
"""`coll. « Péages », 2018, 2036 p.`, the number of pages looking like a year."""
_BEHIND_YEAR = re.compile(
    r";\s(?P<series>(?!Vol|Chap|Repr|Rpt|Eng|Trans|Suppl|Part|Plate|Cited|See)[A-ZÀ-Þ][^;:\d()\[\]]{4,140}?)"
    r"(?:,?\s(?P<number>(?:(?:[nN]\.\s?[sSfF]\.|NF|new\sseries|\d(?:st|nd|rd|th)\sseries),?\s)?"
    r"(?:\d{1,4}|[IVXL]{1,6})))?[.\s]{0,2}$"
)
"""A series behind the imprint, as library catalogues have it: `Bern, 1990; Studies in Tolls, 8`."""
_FORMS = (_CITED_AS, _LICENCE, _PRINTED_AGAIN, _OF_EDITION, _LOOSE_LEAVES, _MARGINAL)
_SIGNS = (
    *("zit", "Zit", "ited as", "cité", "icen", "éé", "éimpr", "druck", "achdr", "eudr"),
    *(". EL", ". Erg", "Rn", "Rdn", "Rz"),
)
"""Letters of all these words; a quick look before the slow one."""
_HELD = frozenset({"publisher", "container-title", "collection-title"})
_SURE = 0.8


def with_notes_beside(labels: list[Label], raw: str) -> list[Label]:
    """Make notes of what no value takes in; nothing that is all the reference has for a date.

    >>> raw = "Mühle: Bern 1999 (zit.: Quill, Brücken)."
    >>> mixed = [Label("issued", 12, 16, 0.9), Label("publisher", 24, 38, 0.5)]
    >>> [(one.label, raw[one.start : one.end]) for one in with_notes_beside(mixed, raw)]
    [('issued', '1999'), ('note', 'zit.: Quill, Brücken')]
    """
    if not any(map(raw.__contains__, _SIGNS)):
        return labels
    for form in _FORMS:
        found = form.search(raw)
        if found:
            told = [Label(kind, *found.span(kind), _SURE) for kind in found.groupdict()]
            if form is _PRINTED_AGAIN and not _dated_outside(labels, found):
                told = [x for x in labels if x.label == "issued" and found.start() < x.start]
            labels = sorted([*_outside(labels, found), *told], key=lambda one: one.start)
    return labels


def parted_behind_series(labels: list[Label], raw: str) -> list[Label]:
    """Part the year and the number of pages from a series that a note's label ran on from.

    >>> raw = "coll. « Péages », 2018, 2036 p."
    >>> parted = parted_behind_series([Label("note", 0, 28, 0.7)], raw)
    >>> [(one.label, raw[one.start : one.end]) for one in parted]
    [('note', 'coll. « Péages »'), ('issued', '2018'), ('number-of-pages', '2036')]
    """
    labels = _with_series_behind_year(labels, raw) if "; " in raw else labels
    out: list[Label] = []
    for one in labels:
        found = _BEHIND_SERIES.match(raw[one.start : one.end]) if one.label == "note" else None
        if found is None:
            out.append(one)
            continue
        out.append(one._replace(end=one.start + found.start("issued") - 2))
        for label, group in (("issued", "issued"), ("number-of-pages", "pages")):
            if found[group]:
                start, end = (one.start + at for at in found.span(group))
                out.append(Label(label, start, end, one.confidence))
    return out


def _with_series_behind_year(labels: list[Label], raw: str) -> list[Label]:
    """Label the series that stands behind place and year, and its number."""
    kinds = [x.label for x in labels]
    at = kinds.index("issued") if "issued" in kinds else 0
    ahead = frozenset(kinds[:at])
    if "title" not in ahead or kinds[at - 1] != "publisher-place" or ahead & _HELD:
        return labels
    found = _BEHIND_YEAR.match(raw, labels[at].end)
    if found is None:
        return labels
    told = [Label("collection-title", *found.span("series"), _SURE)]
    if found["number"]:
        told.append(Label("collection-number", *found.span("number"), _SURE))
    return [*labels[: at + 1], *told]


def _dated_outside(labels: list[Label], found: re.Match[str]) -> bool:
    return any(
        x.label == "issued" and (x.end <= found.start() or x.start >= found.end()) for x in labels
    )


def _outside(labels: list[Label], found: re.Match[str]) -> list[Label]:
    """Give the labels without the stretch of a match, cut where they reach into it."""
    start, end = found.span()
    kept = []
    for one in labels:
        if one.end <= start or one.start >= end:
            kept.append(one)
        elif one.start < start:
            kept.append(one._replace(end=start))
        elif one.end > end:
            kept.append(one._replace(start=end))
    return kept
