"""Editors and translators by what is said of them beside their names, whatever a label says."""

import re
from collections.abc import Iterator
from itertools import pairwise

from joinedup_refs.model.name import Person
from joinedup_refs.notation import names
from joinedup_refs.notation.name_words import UNKNOWN_LEAN, lean
from joinedup_refs.parse.draft import Label

_PEOPLE = frozenset({"author", "editor", "translator"})
_MISTAKEN = frozenset({"publisher", "container-title", "collection-title", "note"})
"""What a label may take people for, who are told by the words before them."""
_ED = r"(?:[Ee]ds?\.|[Ee]dited|[Hh]rsg\.|[Hh]g\.|[Hh]erausgegeben)"
_TRANS = r"(?:[Tt]ransl?\.|[Tt]ranslated|[Üü]bers\.|[Üü]bersetzt)"
_AND = r"\s?(?:and|&|und|u\.)\s?"
_BY = r"(?:\s(?:by|von|v\.))?\s"
_BEFORE = re.compile(
    rf"(?:(?P<both>{_ED}{_AND}{_TRANS}|{_TRANS}{_AND}{_ED}){_BY}"
    rf"|(?P<trans>[Tt]ranslated\sby|[Tt]ransl?\.\sby|[Üü]bersetzt\svon|[Üü]bers\.\svo?n?\.?)\s"
    r"|(?<=[,.;:(]\s)(?P<bare>[Tt]ransl?\.)\s|(?<=\()(?P<held>[Tt]ransl?\.)\s"
    rf"|(?P<ed>[Ee]dited\sby|[Ee]d\.\sby|[Hh]erausgegeben\svon)\s)$"
)
"""What stands right before the names; marks behind them are read with the names."""
_TRAD = re.compile(
    r"\btrad(?:uction|ucción|ução|uzione)?\.?\s(?:[a-zñç]{2,6}\.\s)?$", re.IGNORECASE
)
_OF = re.compile(r"(?:de|par|por|di|da)\s(?=[A-ZÀ-Þ])")
_SECOND_HALF = re.compile(rf"(?:and|&|und|u\.)\s(?:{_TRANS}|{_ED}){_BY}")
"""What a label took in of a mark for two: `ed. |and trans. R. Rivers`."""
_CONJUNCTIONS = ("and", "&", "und", "u.")
_LAST_LETTERS = (
    *("by", "von", "v.", "vo.", "vn.", "von."),
    *("d.", "ds.", "sg.", "hg.", "Hg.", "ns.", "sl.", "rs."),
)
_LONGEST_MARK = 60
_MARK = r"(?:Eds?\.\s?(?:&|and)\s?Trans\.|Trans\.\s?(?:&|and)\s?Eds?\.|Eds?\.|Trans\.)"
_PART = r"(?:Vols?\.\s\d[\d–-]{0,6}|\d{1,2}(?:st|nd|rd|th)\s(?:rev\.\s)?ed\.|Rev\.\sed\.)"
_IN_BRACKETS = re.compile(
    rf"\((?:(?P<head>{_PART})[,;]\s)?(?P<names>[^()\[\];]{{3,200}}?),\s(?P<mark>{_MARK})"
    rf"(?:;\s(?P<more>[^()\[\];]{{3,200}}?),\s(?P<other>{_MARK}))?"
    rf"(?P<end>)(?:[,;]\s{_PART}){{0,2}}\)"
)
"""APA's way with those who edited or translated a book (Publication Manual, 7th ed., 9.10).

Volume and edition may stand beside them.
"""
_BY_IN_BRACKETS = re.compile(
    r"\((?P<mark>[Tt]ransl?\.(?:\sby)?|[Tt]ranslated\sby|[Tt]r\.|[Ee]ds?\.(?:\sby)?|[Ee]dited\sby)\s"
    r"(?P<names>[A-ZÀ-Þ][^()\[\]\d;:]{3,80})\)"
)
"""A mark before the names: `Rivers (trans. A. Brook)`."""
_BEFORE_IMPRINT = re.compile(
    r"\((?P<head>\d{1,2}(?:st|nd|rd|th)\sedn,\s)?(?P<names>[A-ZÀ-Þ][^()\[\],;:\d]{3,80}?)\s"
    r"(?P<mark>trs?|eds?)(?P<end>),\s(?=[A-ZÀ-Þ][^()\[\]]{1,80}\d{4}\))"
)
"""The mark behind the names, before who published it: `(A. Brook tr, OUP 2002)` (OSCOLA, 3.2.4)."""
_IMPRINT_MARK = re.compile(r"\s(?:trs?|eds?),\s")
_PREFACE = re.compile(
    r"[,.;]\s(?:with\s(?:an?\s)?)?(?:new\s)?(?:[Pp]reface|[Ff]oreword|[Ii]ntroduction|[Aa]fterword)\sby\s"
    r"(?P<names>[A-ZÀ-Þ][^\d:;()\[\]\"“”]{3,60})$"
)
_FAMILIES = re.compile(
    r"[,.]\s(?:[Hh]rsg|[Hh]g)\.\s(?:von|v\.)\s(?P<names>[A-ZÀ-Þ][\w’'-]{1,25}(?:/[A-ZÀ-Þ][\w’'-]{1,25}){1,4})(?=[,.:;]\s)"
)
_TRANSLATED = re.compile(
    r"(?:[Tt]ransl?\.|[Tt]ranslated)\s(?:by\s)?(?P<names>(?P<given>[A-ZÀ-Þ][a-zß-ÿ’'-]{1,20}\s|(?=[A-ZÀ-Þ]\.))(?:[A-ZÀ-Þ]\.\s?){0,3}"
    r"(?:[A-ZÀ-Þ][\w’'-]{1,25}\s){0,2}[A-ZÀ-Þ][\w’'-]{1,25})[.,]\s(?=[A-ZÀ-Þ])"
)
_INITIALS = re.compile(r"(?<=\s)(?:[A-ZÀ-Þ]\.[\s-]?){1,3}$")
"""Initials that the label of names left out: `trans. H. |Brook`."""
_LAST_INITIAL = re.compile(
    r"\s(?:and|&|und|et)\s(?:[A-ZÀ-Þ]\.[\s-]?){0,3}[A-ZÀ-Þ]\.?$"
    r"|(?:^|\s)(?P<given>[A-ZÀ-Þ][a-zß-ÿ]{2,15})\s[A-ZÀ-Þ]\.?$"
)
"""The end of names whose last one lacks its family name: `A. Brook and C.`, `Edward N.`"""
_MARKED = re.compile(r"(?:\bby|\b[Ee]ds?\.|\b[Tt]r(?:ansl?)?\.|\b[Hh]rsg\.|\b[Hh]g\.|\bvon)\s$")
_LAST_NAME = 24
"""Letters at the end of names that their last one hardly goes beyond."""
_AND_NEXT = (" and", " &", " und", " et")
_FAMILY = re.compile(r"[A-ZÀ-Þ][\w’'-]{1,25}")
_MISTAKEN_NAMES = _MISTAKEN | {"publisher-place"}
_BESIDE = frozenset({"edition", "volume"})
_HELPERS = frozenset({"editor", "translator"})
_SERIES = re.compile(r"\s(?:Lectures?|Series|Studies|Monographs)$")
"""What names of people never end with, and names of series do."""
_HOLD_TITLES = frozenset({"title", "container-title"})
_SURE = 0.8


def with_told_people(labels: list[Label], raw: str) -> list[Label]:
    """Give people the part that words beside them tell; some have two.

    >>> told = with_told_people([Label("title", 0, 26, 0.9)], "Rivers (A. Brook, Trans.). London")
    >>> [(one.label, one.start, one.end) for one in told]
    [('title', 0, 6), ('translator', 8, 16)]
    """
    labels = _families_behind_mark(labels, raw) if "g. v" in raw else labels
    labels = _with_last_half(labels, raw)
    told = [one for found in _by_mark(labels, raw) for one in found]
    told = _before_imprint(_by_in_brackets(_bracketed(told, raw), raw), raw)
    told = _ahead_of_container(told, raw) if "rans" in raw else told
    return _without_preface(told, raw) if " by " in raw else told


def _with_last_half(labels: list[Label], raw: str) -> list[Label]:
    """Join helpers that two labels parted: `tr. A. Brook and |C. Dale`, `A. Brook and C. |Dale`.

    One name without a mark is a publisher's: `Tolls, Anna D. |Brook, Leeds`.
    """
    for at, (one, more) in enumerate(pairwise(labels)):
        if one.label not in _HELPERS or more.start - one.end > len(". "):
            continue
        whole = _joined_helpers(raw, one, more)
        if whole is not None:
            return [*labels[:at], whole, *labels[at + 2 :]]
    return labels


def _joined_helpers(raw: str, one: Label, more: Label) -> Label | None:
    text = raw[max(one.start, one.end - _LAST_NAME) : one.end]
    whole = one._replace(end=more.end)
    if more.label in _HELPERS:
        return whole if text.endswith(_AND_NEXT) and more.start == one.end + 1 else None
    found = _LAST_INITIAL.search(text) if more.label in _MISTAKEN_NAMES else None
    if found is None or _FAMILY.fullmatch(raw, more.start, more.end) is None:
        return None
    behind = raw[more.end : more.end + 2]
    if not found["given"]:
        return whole if behind == ", " else None
    if lean(found["given"]) <= UNKNOWN_LEAN or behind not in {", ", ". ", "."}:
        return None
    if _MARKED.search(raw, max(0, one.start - 14), one.start):
        return whole
    alone = found.start() == 0 and more.label == "publisher" and behind == ", "
    return whole._replace(label="publisher") if alone else None


def _families_behind_mark(labels: list[Label], raw: str) -> list[Label]:
    """Label editors who are told by family names alone: `hrsg. von Quill/Harrow, Bern`."""
    found = _FAMILIES.search(raw)
    if found is None or any(x.label == "editor" for x in labels):
        return labels
    start, end = found.span("names")
    kept = [x for x in labels if x.end <= start or x.start >= end]
    kept = [x for x in kept if not (x.end <= start < x.end + 5 and x.label == "author")]
    return sorted([*kept, Label("editor", start, end, _SURE)], key=lambda one: one.start)


def _ahead_of_container(labels: list[Label], raw: str) -> list[Label]:
    """Part a translator from the journal that took him in: `Trans. Tom Quill. |Public Notes`."""
    for at, one in enumerate(labels):
        if one.label != "container-title":
            continue
        found = _TRANSLATED.match(raw, one.start, one.end)
        if found and not any(x.label == "translator" for x in labels):
            told = one._replace(
                label="translator", start=found.start("names"), end=found.end("names")
            )
            known = not found["given"] or lean(found["given"].strip()) >= UNKNOWN_LEAN
            if known and _are_names(found["names"]):
                return [*labels[:at], told, one._replace(start=found.end()), *labels[at + 1 :]]
    return labels


def _without_preface(labels: list[Label], raw: str) -> list[Label]:
    """End a title before who introduced the book: `Towns, |preface by Tom Quill, trans. …`."""
    for at, one in enumerate(labels):
        found = _PREFACE.search(raw, one.start, one.end) if one.label == "title" else None
        if found and found.start() > one.start + 2 and _are_names(found["names"]):
            return [*labels[:at], one._replace(end=found.start()), *labels[at + 1 :]]
    return labels


def _by_mark(labels: list[Label], raw: str) -> Iterator[list[Label]]:
    for one in labels:
        if one.label in _HELPERS and _SERIES.search(raw, one.start, one.end):
            yield [one._replace(label="collection-title")]
            continue
        if one.label not in _PEOPLE and one.label not in _MISTAKEN:
            yield [one]
            continue
        if (named := _behind_of(raw, one)) > one.start:
            yield [one._replace(start=named)]
            continue
        half = None
        if one.label in _PEOPLE and raw.startswith(_CONJUNCTIONS, one.start):
            half = _SECOND_HALF.match(raw + " ", one.start)
        if half and half.end() >= one.end:
            continue  # nothing but the mark
        start = half.end() if half else _with_initials(raw, one)
        told = _told(raw, start)
        if told is None or not (one.label in _PEOPLE or _are_names(raw[start : one.end])):
            yield [one]
            continue
        kinds = ["editor", "translator"] if told["both"] else []
        direct = told["bare"] or told["held"]
        if direct and one.label == "author":
            yield [one]  # `A. Brook, trans., Rivers`
            continue
        kinds = kinds or ["translator" if told["trans"] or direct else "editor"]
        yield [one._replace(label=kind, start=start) for kind in kinds]


def _behind_of(raw: str, one: Label) -> int:
    """Give where the names begin of a translator whose label took in the `de` before them."""
    if one.label != "translator" or not _TRAD.search(raw[max(0, one.start - 16) : one.start]):
        return one.start
    found = _OF.match(raw, one.start, one.end)
    return found.end() if found else one.start


def _with_initials(raw: str, one: Label) -> int:
    """Give where a helper's name begins whose initials the label left out behind the mark."""
    if one.label not in {"editor", "translator"} or raw[one.start - 2 : one.start - 1] != ".":
        return one.start
    found = _INITIALS.search(raw, max(0, one.start - 12), one.start)
    return found.start() if found and _told(raw, found.start()) else one.start


def _told(raw: str, start: int) -> re.Match[str] | None:
    """Find the mark that ends right where names begin."""
    before = raw[max(0, start - _LONGEST_MARK) : start]
    if not before.rstrip().endswith(_LAST_LETTERS):
        return None  # a cheap look before the dear one
    return _BEFORE.search(before)


def _bracketed(labels: list[Label], raw: str) -> list[Label]:
    """Relabel the people in brackets with their mark, `(A. Brook & C. Dale, Eds.)`."""
    if "(" not in raw or not ("Ed" in raw or "Trans" in raw):
        return labels
    found = next((m for m in _IN_BRACKETS.finditer(raw) if _are_names(m["names"])), None)
    if found is None:
        return labels
    opened, start, end = found.start(), found.start("names"), found.start("end")
    end += raw[end] == ")"
    kept: list[Label] = []
    for one in labels:
        if one.start < opened < one.end:
            kept.append(one._replace(end=len(raw[:opened].rstrip())))
        elif one.end <= start or one.start >= end:
            kept.append(one)
        elif one.label in _BESIDE and one.end > end + 2:
            kept.append(one._replace(start=end + 2))
    told = [
        Label(kind, *found.span(group), _SURE)
        for group, mark in (("names", "mark"), ("more", "other"))
        if found[group]
        for kind in _kinds(found[mark])
    ]
    if found["head"] and all(one.end <= found.start("head") or one.start >= start for one in kept):
        what = "volume" if found["head"].startswith("Vol") else "edition"
        told.append(Label(what, *found.span("head"), _SURE))
    return sorted([*kept, *told], key=lambda one: one.start)


def _by_in_brackets(labels: list[Label], raw: str) -> list[Label]:
    """Relabel the people in brackets behind their mark that a title took in."""
    if "(" not in raw or not any(map(raw.__contains__, ("rans", "(tr", "(Tr", "(ed", "(Ed"))):
        return labels
    found = next((m for m in _BY_IN_BRACKETS.finditer(raw) if _are_names(m["names"])), None)
    at = next((n for n, x in enumerate(labels) if found and x.start < found.start() < x.end), -1)
    if found is None or at < 0 or labels[at].label not in _HOLD_TITLES:
        return labels
    kind = "translator" if found["mark"][0] in "tT" else "editor"
    whole = labels[at]
    cut = whole._replace(end=len(raw[: found.start()].rstrip()))
    rest = [x for x in labels[at + 1 :] if x.start >= found.end()]
    return [*labels[:at], cut, Label(kind, *found.span("names"), _SURE), *rest]


def _before_imprint(labels: list[Label], raw: str) -> list[Label]:
    """Label the people whose mark stands behind their names in the bracket of the imprint."""
    found = _BEFORE_IMPRINT.search(raw) if "(" in raw and _IMPRINT_MARK.search(raw) else None
    if found is None or not _are_names(found["names"]):
        return labels
    start, end = found.start("names"), found.end("end")
    kept = [
        x._replace(start=max(x.start, end))
        if x.start >= start
        else x._replace(end=min(x.end, start))
        for x in labels
        if x.end <= start or x.start >= end or x.start < found.start() or x.end > end
    ]
    kind = "translator" if found["mark"][0] == "t" else "editor"
    told = Label(kind, *found.span("names"), _SURE)
    return sorted([*kept, told], key=lambda one: one.start)


def _are_names(text: str) -> bool:
    read = names.split(text).names
    return bool(read) and all(
        isinstance(name, Person) and name.given[:1].isupper() and name.family[:1].isupper()
        for name in read
    )


def _kinds(mark: str) -> list[str]:
    return [kind for sign, kind in (("Ed", "editor"), ("Tr", "translator")) if sign in mark]
