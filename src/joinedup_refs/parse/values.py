"""A string and its labels to a typed reference. Pure: the labels come from anywhere."""

import math
import re
from collections.abc import Iterable, Sequence

from joinedup_refs.model.value import Json
from joinedup_refs.notation.csl import from_csl
from joinedup_refs.parse.acts import put_act
from joinedup_refs.parse.archives import put_archival
from joinedup_refs.parse.asides import lead_end
from joinedup_refs.parse.bodies_ahead import BODY
from joinedup_refs.parse.draft import Draft, Label
from joinedup_refs.parse.identified import put_identifiers
from joinedup_refs.parse.imprint import (
    joined_places,
    part_place_and_publisher,
    place_of_imprint,
)
from joinedup_refs.parse.kinds import LEAD, Evidence, csl_type
from joinedup_refs.parse.law import put_case
from joinedup_refs.parse.looked_at import put_access_days
from joinedup_refs.parse.numbers import put_numbers, put_unlabelled_numbers
from joinedup_refs.parse.parsed import Parsed, Plain
from joinedup_refs.parse.people import mend_people, put_body, put_people
from joinedup_refs.parse.quoted import outside, put_quoted
from joinedup_refs.parse.rearranged import ACCESS_WORDS as _ACCESS_WORDS
from joinedup_refs.parse.rearranged import rearrange
from joinedup_refs.parse.repairs import repaired
from joinedup_refs.parse.reports import put_report_number
from joinedup_refs.parse.repositories import put_repository
from joinedup_refs.parse.reprints import put_original_date
from joinedup_refs.parse.short_citation import short_citation
from joinedup_refs.parse.spoken import put_those_spoken_to
from joinedup_refs.parse.standards import put_standard
from joinedup_refs.parse.when import (
    put_accessed,
    put_issued,
    put_unlabelled_year,
)
from joinedup_refs.parse.wording import is_short_form, one_line, trimmed

_ENOUGH = 0.4
"""The first of several stretches counts, unless it has less than this share of the weightiest."""

_NEEDED = (
    ("author", "editor", "translator"),
    ("title", "container-title", "number"),
    ("issued", "DOI", "URL"),
)
"""Of each of these a reference has one: names, something to call the work, and when or where."""
_DOUBT = 0.6
"""What is left of the certainty for each of them that is missing."""

_PEOPLE = ("author", "editor", "translator", "reviewed-author", "recipient", "container-author")
_TEXTS = (
    "title",
    "reviewed-title",
    "container-title",
    "collection-title",
    "collection-number",
    "publisher",
    "publisher-place",
    "event-title",
    "genre",
    "number",
    "note",
)
_JOINABLE = frozenset({"title", "container-title", "publisher", "collection-title", "event-title"})


_SERIALS = frozenset({"container-title", "collection-title"})
_OPENERS = {")": "(", "]": "[", "”": "“„", "’": "‘", "»": "«", "«": "»", '"': '"'}
_NAMES = frozenset({"publisher", "publisher-place", "container-title", "collection-title"})
_NO_PUBLISHERS = frozenset(
    {"world wide web", "internet", "online", "edition", "ausgabe", "auflage", "ms", "mimeo"}
    | {"jstor", "project muse", "ebscohost", "recuperado de", "obtenido de"}
)
"""What says where a text was read, or what it is, and by whom nothing was published."""
_OWN_STOP = re.compile(r"[.,?!][\"”](?=\s)")
"""The stop within the quotation that a title ends with."""
_ASCII_MARKS = bytes(code for code in range(128) if not chr(code).isalnum())
_PAIRED = re.compile(r"[^\W\d_][.)]?\s?:\s?$")
_STOPPED = re.compile(
    r"\s(?:et al|etc|u\.\s?a|a\.\s?[MOR])$|/M$"
    r"|,\s(?:Mass|Calif|Conn|Ill|Mich|Minn|Wash|Penn|N\.\s?[JYHC]|D\.\s?C)$"
)
"""What keeps its full stop: `Berlin u. a.`, `Cambridge, Mass.`"""
_SHORT_PRESS = re.compile(r"(?:\.\s?[A-Z]|(?<!\w)(?:Pr|Univ|Inc|Publ?|Bros|Corp))$")
"""What keeps its full stop: `O.U.P.`, `Univ. of Mills Pr.`."""
_NUMBERS_ONLY = re.compile(
    r"\W{0,3}(?:pp?\.?|S\.|Seiten?|pages?)?\s?\d{1,6}(?:\s?[-‐–—−]{1,2}\s?\d{1,6}|\s?ff?)\W{0,3}"
)
"""Pages, which a label took for a name and which may hide the right one."""
_SHORTEST = 6
"""What is left of a text that a label ran into something else counts from so many characters on."""

_ACCESS_INSIDE = re.compile(
    r";\swith\s|[.,;]\s(?:[Aa]vailable\s(?:at|from|through|via|online)|[Rr]etrieved|[Aa]ccessed"
    r"|[Rr]ecuperado\sde|[Oo]btenido\sde|[Dd]isponible\sen|[Dd]isponível\sem)\b"
)
_LEAD_IN = re.compile(
    r"(?:in|dans)(?:\s?:\s{0,3}|\s{1,3}(?=\S)(?!(?:vitro|vivo|situ|silico|practice|style|touch|these)\b))",
    re.IGNORECASE,
)
_LED_ALREADY = re.compile(r"(?<!\w)[Ii]n:?\s$")
_SAME_AUTHOR = re.compile(
    r"(?:ders|dies|derselbe|dieselben?|idem|id)(?:\.|(?=[,:\s]))"
    r"(?:\s?[(\[](?:hgg?|hrsg|eds?|dir)\.?[)\]])?\s?[,:]?\s{1,2}",
    re.IGNORECASE,
)
"""`Ders.,` before the container that the author has written or edited as well."""
_LED_OUT = re.compile(r"['’”\"»],?\s(?:in|dans):?\s{0,2}$", re.IGNORECASE)
"""The `in` behind a quoted title, which the label took in."""


def typed(raw: str, labelled: Iterable[tuple[str, int, int, float]]) -> Parsed:
    """Make a typed reference of a string and the labels of its stretches.

    Labels combine with grammar: identifiers, report numbers, volume with issue and pages, and
    dates are read by their own notation, wherever they stand.
    """
    return dressed(plain(raw, labelled))


def dressed(values: Plain) -> Parsed:
    """Make a typed reference of plain values."""
    item, places, unread, confidence, marks = values
    return Parsed(from_csl(item), places, unread, confidence, marks)


def plain(raw: str, labelled: Iterable[tuple[str, int, int, float]]) -> Plain:
    """Make a CSL item of a string and the labels of its stretches, as `typed` does.

    The item is the one that `to_csl` would give of the typed reference.
    """
    labels = repaired(short_citation(raw) or list(map(Label._make, labelled)), raw)
    draft = Draft(raw)
    draft.own(0, lead_end(raw))
    lost, preprint = put_identifiers(draft)
    if kind := _put_law(draft, labels):
        unread = _unread(draft, lost)
        law: dict[str, Json] = {"type": kind}
        return Plain(law | draft.item, draft.places, unread, _confidence(draft, unread))
    labels = outside(labels, *put_standard(draft))
    if (kept_at := put_archival(draft)) != (0, 0):
        labels = outside(labels, *kept_at)
    if (quoted := put_quoted(draft)) != (0, 0):
        labels = outside(labels, *quoted)
    of = _by_label(labels)
    if BODY in of:
        put_body(draft, of[BODY][0])
    for variable in _PEOPLE:
        if variable in of:
            put_people(draft, variable, of[variable])
    put_issued(draft, of.get("issued", ()))
    put_accessed(draft, of.get("accessed", ()))
    reported = put_report_number(draft, labels)
    of = _by_label(labels) if reported else of  # a title may have been shortened
    for variable in _TEXTS:
        if variable in of:
            _put_text(draft, variable, of[variable])
    put_numbers(draft, labels)
    for one in labels:
        if one.label == "citation-number":
            draft.own(one.start, one.end)
    part_place_and_publisher(draft)
    put_unlabelled_numbers(draft)
    put_unlabelled_year(draft)
    put_original_date(draft)
    rearrange(draft)
    mend_people(draft)
    put_those_spoken_to(draft)
    kept = put_repository(draft)
    unread = _unread(draft, lost)
    kind = csl_type(_evidence(draft, unread, report=reported, preprint=preprint))
    if kind == "book" and kept:  # a repository keeps anything but books
        kind = "document"
    item: dict[str, Json] = {"type": kind}
    return Plain(item | draft.item, draft.places, unread, _confidence(draft, unread))


def _unread(draft: Draft, lost: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Give what was left unread, a second identifier of a kind among it."""
    for start, end in lost:
        draft.free(start, end)
    return draft.unread()


def _put_law(draft: Draft, labels: Sequence[Label]) -> str:
    """Put a decision or an act, of which labels know little; "" for what is neither."""
    kind = "legal_case" if put_case(draft) else "legislation" if put_act(draft) else ""
    if kind:
        put_access_days(draft)
        for one in labels:
            if one.label == "citation-number" and draft.is_free(one.start, one.end):
                draft.own(one.start, one.end)
    return kind


def _by_label(labels: Iterable[Label]) -> dict[str, list[Label]]:
    out: dict[str, list[Label]] = {}
    for one in labels:
        out.setdefault(one.label, []).append(one)
    return out


def _put_text(draft: Draft, variable: str, labels: Sequence[Label]) -> None:
    """Put a text; what somebody owns of its stretch is cut off, and what is left counts."""
    stretches = [_cut(draft, variable, *_stretch(draft.raw, x)) for x in labels]
    sure = [x.confidence for x in labels]
    if len(stretches) > 1 and variable in _JOINABLE:
        stretches, sure = _joined(draft.raw, stretches, sure, over_stops=variable == "title")
    if variable == "publisher-place" and len(stretches) > 1 and "event-title" not in draft.item:
        stretches, sure = joined_places(draft.raw, stretches, sure)
    if variable == "publisher-place" and (own := place_of_imprint(draft.raw, stretches)):
        stretches, sure = [stretches[own]], [sure[own]]
    at = _chosen(draft, stretches, sure, paired=variable == "publisher")
    if at is None:
        return
    start, end = at
    confidence = sure[stretches.index(at)]
    if draft.raw[end : end + 1] == ".":
        end += _keeps_stop(variable, draft.raw, start, end)
    value = one_line(draft.raw[start:end])
    if variable in draft.item or not any(map(str.isalnum, value)):
        return
    if variable == "publisher" and value.casefold() in _NO_PUBLISHERS:
        return
    draft.put(variable, value, start, end, confidence)


def _keeps_stop(variable: str, raw: str, start: int, end: int) -> bool:
    """Whether the full stop behind a text is its own: `Cambridge, Mass.`, `Univ. of Mills Pr.`."""
    if variable == "publisher-place":
        return _STOPPED.search(raw[start:end]) is not None
    if variable == "publisher":
        return _SHORT_PRESS.search(raw, max(start, end - 6), end) is not None
    return variable in _SERIALS and is_short_form(one_line(raw[start:end]))


def _cut(draft: Draft, variable: str, start: int, end: int) -> tuple[int, int]:
    """Give the first part of a text's stretch that nobody owns and that can be a text."""
    if draft.is_free(start, end):
        if variable in _NAMES and _NUMBERS_ONLY.fullmatch(draft.raw, start, end):
            return start, start
        return start, end
    for first, last in draft.gaps():
        a, b = trimmed(draft.raw, max(start, first), min(end, last))
        if found := _ACCESS_WORDS.search(draft.raw, max(a, b - 60), max(a, b)):
            a, b = trimmed(draft.raw, a, found.start())
        if b - a >= _SHORTEST and any(c.isalpha() for c in draft.raw[a:b]):
            return a, b
    return start, start


def _stretch(raw: str, one: Label) -> tuple[int, int]:
    """Give where a text stands, without the "In" that brings a container."""
    end = one.end
    if one.label == "title" and (led := _LED_OUT.search(raw, max(one.start, end - 6), end)):
        end = led.start() + (not raw[one.start].isalnum())  # the quote goes with its opener
    start, end = trimmed(raw, one.start, end)
    lead = _LEAD_IN.match(raw, start, end) if one.label == "container-title" else None
    if lead and _LED_ALREADY.search(raw, max(0, start - 5), start):
        lead = None  # `In In the Mirror: Essays`
    if one.label == "publisher" and (access := _ACCESS_INSIDE.search(raw, start, end)):
        start, end = trimmed(raw, start, access.start())
    if one.label == "publisher" and (close := raw.find("]. ", start, end)) > start:
        end = end if "[" in raw[start:close] else close
    if one.label == "publisher" and (sign := raw.find("©", start, end)) > start:
        start, end = trimmed(raw, start, sign)
    closer = raw[end : end + 1]
    if closer in _OPENERS:
        opened = sum(raw.count(opener, start, end) for opener in _OPENERS[closer])
        closed = raw.count(closer, start, end) if closer != '"' else 0
        end += opened > closed and (closer != '"' or opened % 2 == 1)
    elif one.label == "title" and _OWN_STOP.match(raw, end) and _ends_in_quote(raw, start, end):
        end += 2
    start = lead.end() if lead else start
    same = _SAME_AUTHOR.match(raw, start, end) if one.label == "container-title" else None
    return trimmed(raw, same.end() if same else start, end)


def _ends_in_quote(raw: str, start: int, end: int) -> bool:
    """Whether a quotation is open that the mark two places on closes: `on “walls.”`."""
    opener = {"”": "“"}.get(raw[end + 1], raw[end + 1])
    held = raw.count(opener, start, end)
    return held % 2 == 1 if opener == '"' else held > raw.count("”", start, end)


def _chosen(
    draft: Draft, stretches: Sequence[tuple[int, int]], sure: Sequence[float], *, paired: bool
) -> tuple[int, int] | None:
    """Give the stretch that counts: the first of some weight, or of a pair `Place: Publisher`."""
    known = [(a, b) for a, b in stretches if a < b and draft.is_free(a, b)]
    if len(known) < 2:
        return known[0] if known else None
    told = (s for s in known if paired and _PAIRED.search(draft.raw, max(0, s[0] - 5), s[0]))
    if (behind_its_place := next(told, None)) is not None:
        return behind_its_place
    weight = {s: (s[1] - s[0]) * c for s, c in zip(stretches, sure, strict=True)}
    most = max(weight[s] for s in known)
    return next(s for s in known if weight[s] >= _ENOUGH * most)


def _joined(
    raw: str, stretches: list[tuple[int, int]], sure: list[float], *, over_stops: bool
) -> tuple[list[tuple[int, int]], list[float]]:
    """Join stretches of one text that only punctuation parts."""
    out: list[tuple[int, int]] = []
    out_sure: list[float] = []
    for (start, end), confidence in zip(stretches, sure, strict=True):
        gap = raw[out[-1][1] : start] if out else "x"
        if len(gap) < 6 and not any(c.isalnum() for c in gap) and (over_stops or "." not in gap):
            out[-1] = (out[-1][0], end)
            out_sure[-1] = min(out_sure[-1], confidence)
        else:
            out.append((start, end))
            out_sure.append(confidence)
    return out, out_sure


def _evidence(
    draft: Draft, unread: Sequence[tuple[int, int]], *, report: bool, preprint: bool
) -> Evidence:
    ahead = [draft.places[v][0] for v in ("container-title", "editor") if v in draft.places]
    title_end = draft.places.get("title", (0, 0, 0.0))[1]
    start = min((a for a in ahead if a >= title_end), default=0)
    issued = draft.item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    first = parts[0] if isinstance(parts, list) and parts else []
    return Evidence(
        variables=draft.item,
        raw=draft.raw,
        before_container=draft.raw[max(0, start - LEAD) : start],
        container=str(draft.item.get("container-title", "")),
        genre=str(draft.item.get("genre", "")),
        unread=" | ".join(draft.raw[a:b] for a, b in unread)[:2000],
        title=str(draft.item.get("title", "")),
        day=isinstance(first, list) and len(first) == 3,
        report=report,
        preprint=preprint,
    )


def _confidence(draft: Draft, unread: Sequence[tuple[int, int]]) -> float:
    """Put the fields' probabilities into one.

    Their geometric mean, weakest field counted twice, less by half the share of the letters that
    nobody owns, and less for each thing that every reference has and this one lacks.
    """
    sure = [max(p[2], 0.001) for p in draft.places.values()]
    if not sure:
        return 0.0
    product = math.prod((*sure, min(sure)))
    lost = sum(_letters(draft.raw[a:b]) for a, b in unread)
    share = lost / _letters(draft.raw) if lost else 0.0
    mean = math.pow(product, 1 / (len(sure) + 1))
    missing = sum(map(draft.item.keys().isdisjoint, _NEEDED))
    return min(1.0, mean * (1 - 0.5 * share)) * _DOUBT**missing


def _letters(text: str) -> int:
    """Count the letters and digits."""
    if text.isascii():  # nearly all; what is dropped at once is counted ten times as fast
        return len(text.encode("ascii").translate(None, _ASCII_MARKS))
    return sum(map(str.isalnum, text))
