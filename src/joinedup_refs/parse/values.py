"""A string and its labels to a typed reference. Pure: the labels come from anywhere."""

import math
import re
from collections.abc import Iterable, Sequence
from itertools import islice

from joinedup_refs.notation import report_numbers
from joinedup_refs.notation.csl import from_csl
from joinedup_refs.notation.identifiers import arxiv
from joinedup_refs.parse.draft import Draft, Label
from joinedup_refs.parse.identified import put_identifiers
from joinedup_refs.parse.kinds import Evidence, csl_type
from joinedup_refs.parse.numbers import put_numbers, put_unlabelled_numbers
from joinedup_refs.parse.parsed import Parsed
from joinedup_refs.parse.people import put_people, role_of
from joinedup_refs.parse.rearranged import rearrange
from joinedup_refs.parse.when import put_accessed, put_issued, put_unlabelled_year
from joinedup_refs.parse.wording import one_line, trimmed

_MOST_NUMBERS = 20
"""How many report numbers of a string are looked at."""
_ENOUGH = 0.4
"""The first of several stretches counts, unless it has less than this share of the weightiest."""

_PEOPLE = ("author", "editor", "translator")
_TEXTS = (
    "title",
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


_LEAD_IN = re.compile(
    r"(?:in|dans)(?:\s?:\s{0,3}|\s{1,3}(?=\S)(?!(?:vitro|vivo|situ|silico|practice|style|touch|these)\b))",
    re.IGNORECASE,
)
_PLACE_AND_PUBLISHER = re.compile(r"^(?P<place>[^\d:()]{2,40}?)\s?:\s(?P<publisher>\S.{1,100})$")


def typed(raw: str, labelled: Iterable[tuple[str, int, int, float]]) -> Parsed:
    """Make a typed reference of a string and the labels of its stretches.

    Labels combine with grammar: identifiers, report numbers, volume with issue and pages, and
    dates are read by their own notation, wherever they stand.
    """
    labels = _sound([Label(*one) for one in labelled], raw)
    draft = Draft(raw)
    put_identifiers(draft)
    for variable in _PEOPLE:
        put_people(draft, variable, [x for x in labels if x.label == variable])
    put_issued(draft, [x for x in labels if x.label == "issued"])
    put_accessed(draft, [x for x in labels if x.label == "accessed"])
    reported = _put_report_number(draft, labels)
    for variable in _TEXTS:
        _put_text(draft, variable, [x for x in labels if x.label == variable])
    put_numbers(draft, labels)
    for one in labels:
        if one.label == "citation-number":
            draft.own(one.start, one.end)
    _part_place_and_publisher(draft)
    put_unlabelled_numbers(draft)
    put_unlabelled_year(draft)
    rearrange(draft)
    unread = draft.unread()
    draft.item["type"] = csl_type(_evidence(draft, unread, report=reported))
    if draft.item["type"] == "article":
        _name_server(draft)
        unread = draft.unread()
    return Parsed(
        reference=from_csl(draft.item),
        places=dict(draft.places),
        unread=unread,
        confidence=_confidence(draft, unread),
        marks=(),
    )


def _sound(labels: list[Label], raw: str) -> list[Label]:
    """Set right what a sequence of labels cannot mean.

    Names before the title that bear no editor's mark are authors when other editors follow it; a
    publisher before another one, in a reference without a title, is the title.
    """
    title = next((x.start for x in labels if x.label == "title"), -1)
    if not any(x.label == "author" for x in labels) and title >= 0:
        ahead = [x for x in labels if x.label == "editor" and x.start < title]
        behind = [x for x in labels if x.label == "editor" and x.start > title]
        if ahead and behind and not any(role_of(raw, x.start, x.end)[0] for x in ahead):
            labels = [x._replace(label="author") if x in ahead else x for x in labels]
    publishers = [x for x in labels if x.label == "publisher"]
    if title < 0 and len(publishers) > 1 and not any(x.label == "container-title" for x in labels):
        labels = [x._replace(label="title") if x == publishers[0] else x for x in labels]
    return labels


def _put_text(draft: Draft, variable: str, labels: Sequence[Label]) -> None:
    stretches = [_stretch(draft.raw, x) for x in labels]
    sure = [x.confidence for x in labels]
    if variable in _JOINABLE:
        stretches, sure = _joined(draft.raw, stretches, sure, over_stops=variable == "title")
    at = _chosen(draft, stretches, sure)
    if at is None:
        return
    start, end = at
    value = one_line(draft.raw[start:end])
    confidence = sure[stretches.index(at)]
    if variable in draft.item or not any(c.isalnum() for c in value):
        return
    draft.put(variable, value, start, end, confidence)


def _stretch(raw: str, one: Label) -> tuple[int, int]:
    """Give where a text stands, without the "In" that brings a container."""
    start, end = trimmed(raw, one.start, one.end)
    lead = _LEAD_IN.match(raw, start, end) if one.label == "container-title" else None
    return trimmed(raw, lead.end(), end) if lead else (start, end)


def _chosen(
    draft: Draft, stretches: Sequence[tuple[int, int]], sure: Sequence[float]
) -> tuple[int, int] | None:
    known = [(a, b) for a, b in stretches if a < b and draft.is_free(a, b)]
    if not known:
        return None
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


def _put_report_number(draft: Draft, labels: Sequence[Label]) -> bool:
    """Put a report's number and genre, and end a title that the label let run into them."""
    for start, end, found in islice(report_numbers.find(draft.raw), _MOST_NUMBERS):
        title = next(
            (x for x in labels if x.label == "title" and x.start < end and start < x.end), None
        )
        container = any(
            x.label == "container-title" and x.start < end and start < x.end and x.end > end + 3
            for x in labels
        )
        inside_title = title is not None and not (title.end <= end + 2 and title.start < start)
        if inside_title or container or not draft.is_free(start, end):
            continue
        place = draft.raw.rfind(found.number.split()[-1], start, end)
        whole = draft.raw[start:end].startswith(found.number.split()[0])
        first = start if whole else max(start, place)
        sure = max([x.confidence for x in labels if x.start < end and start < x.end], default=0.8)
        draft.put("number", found.number, first, end, sure)
        draft.put("genre", found.genre, start, end, sure)
        if title is not None:
            _shorten(labels, title, start)
        return True
    return False


def _shorten(labels: Sequence[Label], title: Label, end: int) -> None:
    if isinstance(labels, list):
        labels[labels.index(title)] = title._replace(end=end)


def _part_place_and_publisher(draft: Draft) -> None:
    publisher = draft.item.get("publisher")
    if "publisher-place" in draft.item or not isinstance(publisher, str):
        return
    found = _PLACE_AND_PUBLISHER.match(publisher)
    start, end, sure = draft.places["publisher"]
    if found is None or draft.raw[start:end] != publisher:
        return
    draft.take_back("publisher")
    draft.put("publisher-place", found["place"], start, start + found.end("place"), sure)
    draft.put("publisher", found["publisher"], start + found.start("publisher"), end, sure)


def _evidence(draft: Draft, unread: Sequence[tuple[int, int]], *, report: bool) -> Evidence:
    ahead = [draft.places[v][0] for v in ("container-title", "editor") if v in draft.places]
    title_end = draft.places.get("title", (0, 0, 0.0))[1]
    start = min((a for a in ahead if a >= title_end), default=0)
    issued = draft.item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    first = parts[0] if isinstance(parts, list) and parts else []
    return Evidence(
        variables=draft.item,
        raw=draft.raw,
        before_container=draft.raw[max(0, start - 12) : start],
        container=str(draft.item.get("container-title", "")),
        genre=str(draft.item.get("genre", "")),
        unread=" | ".join(draft.raw[a:b] for a, b in unread)[:2000],
        title=str(draft.item.get("title", "")),
        day=isinstance(first, list) and len(first) == 3,
        report=report,
        preprint=any(True for _ in arxiv.find(draft.raw)),
    )


def _name_server(draft: Draft) -> None:
    """Take `arXiv` for the publisher of a preprint that names no other."""
    found = re.search(r"(?<!\w)(?:arXiv|bioRxiv|medRxiv|PsyArXiv|SocArXiv|SSRN)(?!\w)", draft.raw)
    if found and "publisher" not in draft.item and "container-title" not in draft.item:
        draft.put("publisher", found[0], found.start(), found.end(), 0.9)


def _confidence(draft: Draft, unread: Sequence[tuple[int, int]]) -> float:
    """Put the fields' probabilities into one.

    Their geometric mean, weakest field counted twice, less by half the share of the letters that
    nobody owns.
    """
    sure = [max(p[2], 0.001) for p in draft.places.values()]
    if not sure:
        return 0.0
    product = math.prod((*sure, min(sure)))
    letters = sum(c.isalnum() for c in draft.raw) or 1
    lost = sum(c.isalnum() for a, b in unread for c in draft.raw[a:b])
    mean = math.pow(product, 1 / (len(sure) + 1))
    return min(1.0, mean * (1 - 0.5 * lost / letters))
