"""A string and its labels to a typed reference. Pure: the labels come from anywhere."""

import math
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from joinedup_refs.model.name import Verbatim
from joinedup_refs.model.value import Json
from joinedup_refs.notation import names, numbering, pages, report_numbers
from joinedup_refs.notation.csl import from_csl, name_to_csl
from joinedup_refs.notation.identifiers import arxiv
from joinedup_refs.notation.roles import without_role
from joinedup_refs.parse.draft import Draft
from joinedup_refs.parse.identified import put_identifiers
from joinedup_refs.parse.kinds import Evidence, csl_type
from joinedup_refs.parse.parsed import Parsed
from joinedup_refs.parse.rearranged import rearrange
from joinedup_refs.parse.when import put_accessed, put_issued, put_unlabelled_year
from joinedup_refs.parse.wording import edition, one_line, trimmed


class Label(NamedTuple):
    """One labelled stretch: half-open code points of the string, probability 0 to 1."""

    label: str
    start: int
    end: int
    confidence: float


_BY_GRAMMAR = 0.6
"""How sure a value is that its grammar alone found."""

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
_VOLUMES = re.compile(r"(\d{1,3})\s?(?:vols?|volumes|Bde|Bände|tomes|t)\.?", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(
    r"[\s,;/&.]{0,6}(?:and|und|et|y|e|with|mit)?[\s,;/&.]{0,6}", re.IGNORECASE
)
_GLUED_NUMBER = re.compile(
    r"(?:\W{0,2}\d{1,4}[.)\]]?\s{1,3}|\[?[A-Z]{2,5}\d\d[a-z]?\]\s?)(?=[^\W\d_]{2})"
)
_AFTER_NAMES = re.compile(r"[\s,]{0,3}[(\[]?\s?[^\W\d_]{2,12}\.?\s?[)\]]?")
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
        _put_people(draft, variable, [x for x in labels if x.label == variable])
    put_issued(draft, [x for x in labels if x.label == "issued"])
    put_accessed(draft, [x for x in labels if x.label == "accessed"])
    reported = _put_report_number(draft, labels)
    for variable in _TEXTS:
        _put_text(draft, variable, [x for x in labels if x.label == variable])
    _put_numbers(draft, labels)
    for one in labels:
        if one.label == "citation-number":
            draft.own(one.start, one.end)
    _part_place_and_publisher(draft)
    _put_unlabelled_numbers(draft)
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
        if ahead and behind and not any(_role(raw, x.start, x.end)[0] for x in ahead):
            labels = [x._replace(label="author") if x in ahead else x for x in labels]
    publishers = [x for x in labels if x.label == "publisher"]
    if title < 0 and len(publishers) > 1 and not any(x.label == "container-title" for x in labels):
        labels = [x._replace(label="title") if x == publishers[0] else x for x in labels]
    return labels


def _put_people(draft: Draft, variable: str, labels: Sequence[Label]) -> None:
    for first, end, sure in _groups(draft.raw, labels):
        start = first
        role, stop = _role(draft.raw, start, end)
        kept = variable
        if role and (variable == "author" or role == "translator"):
            kept = role if role != "compiler" else "editor"
        if kept in draft.item:
            continue  # a second string of names stays unread: nothing says whose they are
        if glued := _GLUED_NUMBER.match(draft.raw[start:end]):
            draft.own(start, start + glued.end())
            start += glued.end()
        found = names.split(draft.raw[start:end])
        if not found.names:
            continue
        value: list[Json] = [name_to_csl(n) for n in found.names]
        shaky = any(isinstance(n, Verbatim) for n in found.names)
        draft.put(kept, value, start, end, sure / 2 if shaky else sure)
        draft.own(end, stop)


def _groups(raw: str, labels: Sequence[Label]) -> list[tuple[int, int, float]]:
    """Join stretches of names that only a conjunction or punctuation parts."""
    out: list[tuple[int, int, float]] = []
    for one in labels:
        if out and _goes_on(raw[out[-1][1] : one.start]):
            before = out.pop()
            out.append((before[0], one.end, min(before[2], one.confidence)))
        else:
            out.append((one.start, one.end, one.confidence))
    return out


def _goes_on(gap: str) -> bool:
    """Whether names go on after a gap: a conjunction, punctuation, or a few stray characters."""
    if len(gap) > 20:
        return False
    stray = (
        len(gap) <= 8 and not any(c.isdigit() for c in gap) and "in" not in gap.casefold().split()
    )
    return bool(_BETWEEN_NAMES.fullmatch(gap)) or stray


def _role(raw: str, start: int, end: int) -> tuple[str, int]:
    """Tell the role from a mark inside the names or right after them, and where the mark ends."""
    inside = without_role(raw[start:end]).role
    if inside:
        return inside, end
    after = _AFTER_NAMES.match(raw, end)
    if after:
        role = without_role(raw[start : after.end()]).role
        if role:
            return role, after.end()
    return "", end


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
    for start, end, found in report_numbers.find(draft.raw):
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


def _put_numbers(draft: Draft, labels: Sequence[Label]) -> None:
    for one in labels:
        text = draft.raw[one.start : one.end]
        if one.label in {"volume", "issue"} and not draft.is_free(one.start, one.end):
            continue
        match one.label:
            case "volume" if "volume" not in draft.item:
                _put_volume(draft, one, text)
            case "issue" if "issue" not in draft.item:
                value = numbering.bare_issue(one_line(text))
                draft.put("issue", value, *_inside(draft.raw, one, value), one.confidence)
            case "page" if "page" not in draft.item:
                _put_pages(draft, one, text)
            case "number-of-pages":
                count = pages.total(text) or "".join(re.findall(r"\d{1,5}", text)[-1:])
                draft.put("number-of-pages", count, one.start, one.end, one.confidence)
            case "edition":
                draft.put("edition", edition(text), one.start, one.end, one.confidence)
            case _:
                pass
    _year_for_issue(draft)


def _year_for_issue(draft: Draft) -> None:
    """Take the 2010 of `7/2010` for the year that it is."""
    issue, volume = draft.item.get("issue"), draft.places.get("volume")
    if volume is None or not isinstance(issue, str) or not re.fullmatch(r"(?:19|20)\d\d", issue):
        return
    start, end, sure = draft.places["issue"]
    if draft.raw[volume[1] : start].strip() != "/":
        return
    draft.take_back("issue")
    draft.put("issued", {"date-parts": [[int(issue)]]}, start, end, sure)


def _put_volume(draft: Draft, one: Label, text: str) -> None:
    if several := _VOLUMES.fullmatch(text.strip()):
        draft.put("number-of-volumes", several[1], one.start, one.end, one.confidence)
        return
    read = numbering.parse_placed(text)
    if read is None or not read[0].volume:
        value = numbering.bare_volume(one_line(text))
        if read is not None and read[0].issue:
            draft.put("issue", read[0].issue, one.start, one.end, one.confidence)
        else:
            draft.put("volume", value, *_inside(draft.raw, one, value), one.confidence)
        return
    values, places = read
    draft.own(one.start, one.end)
    written = pages.format(values.pages) if values.pages else ""
    for variable, value, place in (
        ("volume", values.volume, places.volume),
        ("issue", values.issue, places.issue),
        ("page", written, places.pages),
    ):
        if place is not None:
            draft.put(variable, value, one.start + place[0], one.start + place[1], one.confidence)


def _put_pages(draft: Draft, one: Label, text: str) -> None:
    if count := pages.total(text):
        draft.put("number-of-pages", count, one.start, one.end, one.confidence)
        return
    read = pages.parse(one_line(text))
    if read is None:
        value = one_line(text).strip(" ,;:.()")
        sure = one.confidence / 2
    else:
        value, sure = pages.format(read), one.confidence
    draft.put("page", value, one.start, one.end, sure)


def _inside(raw: str, one: Label, value: str) -> tuple[int, int]:
    """Say where a value stands within its stretch, its label left out."""
    at = raw.find(value, one.start, one.end) if value else -1
    return (at, at + len(value)) if at >= 0 else (one.start, one.end)


def _put_unlabelled_numbers(draft: Draft) -> None:
    """Read volume with issue, and labelled pages, where the labels left them out."""
    if "container-title" in draft.item and not {"volume", "issue"} & draft.item.keys():
        after = draft.places["container-title"][1]
        for start, end in draft.gaps():
            if start < after:
                continue
            found = next(numbering.find(draft.raw[start:end]), None)
            if found is not None:
                one = Label("volume", start + found[0], start + found[1], _BY_GRAMMAR)
                _put_volume(draft, one, draft.raw[one.start : one.end])
                break
    if "page" not in draft.item:
        for start, end in draft.gaps():
            spot = next(pages.find(draft.raw[start:end]), None)
            if spot is not None:
                at, to = start + spot[0], start + spot[1]
                draft.put("page", pages.format(spot[2]), at, to, _BY_GRAMMAR)
                return


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
