"""Places and publishers that one label took for the other, or cut in two."""

import re
from collections.abc import Sequence

from joinedup_refs.parse.draft import Draft, Label

__all__ = [
    "joined_places",
    "part_place_and_publisher",
    "place_of_imprint",
    "with_paired_publisher",
]

_BEFORE_ITS_PAIR = re.compile(r"\s?:\s[^\W\d_]")
_APART = re.compile(r"\.\s")
"""Where a meeting was, with its publisher's place in a sentence behind: `Leeds. London: Press`."""
_STATE_AHEAD = re.compile(
    r"(?P<state>[A-Z]{2}|(?:United|New|The)\s[A-Z][a-z]{2,10}(?:\sof\s[A-Z][a-z]{3,8})?)\s?:\s(?=[^\W\d_])"
)
"""A state or a country that the label of the publisher took in: `Mills, |SC: Press`."""
_PROCEEDINGS_OF = re.compile(
    r"[^,]{0,120}?(?:Proceedings|Conference|Congress|Symposium|Transactions)[^,]{0,80},\s"
    r"(?P<body>[A-Z][^,]{5,80}(?:,\sInc)?)"
)
"""Proceedings and who published them, in one: `Proceedings of the Toll Forum, Toll Society`."""
_PUBLISHING_BODY = re.compile(
    r"(?!.{0,80}(?:Conference|Congress|Forum|Meeting|Symposium|Workshop))"
    r"[A-Z]\S{1,20}\s.{2,70}\s(?:Society|Association|Institut(?:e|ion)|Press|Federation|Council|Union|Academy)"
    r"(?:,\sInc)?"
)
"""Who publishes proceedings; a university or a centre may be where the meeting was."""
_UNKNOWN = re.compile(r"\.?\s\[place\sunknown\](?:\s?:\s(?P<publisher>[^\[\]]{3,120})|[.;:]?)$")
_NAMED_AFTER_PLACE = re.compile(
    r"(?<!\w)(?:(?:University|Imperial|Trinity|King[’']s)\sCollege|Universität|Université|Hochschule"
    r"|University\sof|Universidad\sde|Università\sdi)$"
)
"""What a place goes on with to one name: `University College |Dublin`."""
_BETWEEN_PLACES = frozenset({"; ", " / ", " – ", " - ", " — "})
_PRESS_BEHIND = re.compile(
    r"(?P<place>[A-ZÀ-Þ][^\d:();,]{2,40}),\s(?P<press>(?:[A-Z]\.?|Univ\.\s?){1,2}\s?U\.?\s?P\.?)"
)
"""A university's press in letters that a place's label took in: `Oxford, O.U.P.`."""
_PLACE_AND_PUBLISHER = re.compile(
    r"^(?P<place>[^\d:()]{2,40}?(?:\s\([A-Z]{2}\))?)\s?:\s(?P<publisher>(?!(?:pp?\.?|S\.|Seiten?|pages?)?\s?\d)\S.{1,100})$"
)


def with_paired_publisher(labels: list[Label], raw: str) -> list[Label]:
    """Take a second place behind a colon for the publisher: `New York: |Lexington`.

    >>> told = with_paired_publisher(
    ...     [Label("publisher-place", 0, 8, 0.9), Label("publisher-place", 10, 19, 0.6)],
    ...     "New York: Lexington.",
    ... )
    >>> [one.label for one in told]
    ['publisher-place', 'publisher']
    """
    if "unknown]" in raw:
        labels = _behind_unknown(labels, raw)
    kinds = [one.label for one in labels]
    if "publisher" not in kinds and "publisher-place" in kinds[1:]:
        labels = _behind_proceedings(labels, kinds.index("publisher-place", 1), raw)
    if "publisher" in kinds and "publisher-place" in kinds:
        return _with_state(labels, kinds.index("publisher-place"), raw)
    if kinds.count("publisher-place") != 2:
        return labels
    at = kinds.index("publisher-place")
    if kinds[at + 1] != "publisher-place" or raw[labels[at].end : labels[at + 1].start] != ": ":
        return labels
    return [*labels[: at + 1], labels[at + 1]._replace(label="publisher"), *labels[at + 2 :]]


def _behind_proceedings(labels: list[Label], at: int, raw: str) -> list[Label]:
    """Tell a body before the place from the proceedings that it published: `…, |Toll Society`."""
    before, place = labels[at - 1 : at + 1]
    if raw[before.end : place.start] not in {", ", "., "}:
        return labels
    start = before.start
    if before.label == "container-title":
        found = _PROCEEDINGS_OF.fullmatch(raw, before.start, before.end)
        start = found.start("body") if found else before.end
    elif before.label != "event-title" or labels[at - 2].label != "container-title":
        return labels
    if _PUBLISHING_BODY.fullmatch(raw, start, before.end) is None:
        return labels
    held = [before._replace(end=start - len(", "))] if start > before.start else []
    body = before._replace(label="publisher", start=start)
    return [*labels[: at - 1], *held, body, *labels[at:]]


def _behind_unknown(labels: list[Label], raw: str) -> list[Label]:
    """End a title before the bracket that says no place is known, and label who published it.

    Source: NLM, Citing Medicine (2nd ed.), 2.1: `[place unknown]: Mills Press`.
    """
    for at, one in enumerate(labels):
        found = _UNKNOWN.search(raw, one.start, one.end) if one.label == "title" else None
        if found is None:
            continue
        told = [one._replace(end=found.start())]
        if found["publisher"]:
            start, end = found.span("publisher")
            told.append(one._replace(label="publisher", start=start, end=end))
        return [*labels[:at], *told, *labels[at + 1 :]]
    return labels


def _with_state(labels: list[Label], at: int, raw: str) -> list[Label]:
    """Give a place its state that its publisher's label took in, a college the town in its name."""
    before, place = labels[at - 1] if at else labels[at], labels[at]
    named = before.label == "publisher" and raw[before.end : place.start] == " "
    if named and _NAMED_AFTER_PLACE.search(raw, max(before.start, before.end - 30), before.end):
        return [*labels[: at - 1], before._replace(end=place.end), *labels[at + 1 :]]
    press = labels[min(at + 1, len(labels) - 1)]
    if press.label != "publisher" or raw[place.end : press.start] != ", ":
        return labels
    found = _STATE_AHEAD.match(raw, press.start, press.end)
    if found is None:
        return labels
    whole = place._replace(end=found.end("state"))
    return [*labels[:at], whole, press._replace(start=found.end()), *labels[at + 2 :]]


def place_of_imprint(raw: str, stretches: Sequence[tuple[int, int]]) -> int:
    """Give which of several places has its publisher behind it, in a sentence of its own."""
    if len(stretches) < 2 or _BEFORE_ITS_PAIR.match(raw, stretches[0][1]):
        return 0
    for number, (start, end) in enumerate(stretches[1:], 1):
        if start < end and _BEFORE_ITS_PAIR.match(raw, end):
            return number if _APART.search(raw, stretches[0][1], start) else 0
    return 0


def joined_places(
    raw: str, stretches: list[tuple[int, int]], sure: list[float]
) -> tuple[list[tuple[int, int]], list[float]]:
    """Join the places of one imprint: `Oxford, UK; |Malden, MA: Press`."""
    (start, end), (first, last) = stretches[:2]
    if start < end and raw[end:first] in _BETWEEN_PLACES:
        return [(start, last), *stretches[2:]], [min(sure[:2]), *sure[2:]]
    return stretches, sure


def part_place_and_publisher(draft: Draft) -> None:
    """Part a place and its publisher where one label has both: `Oxford, O.U.P.`, `Bern: Mill`."""
    publisher = draft.item.get("publisher")
    if publisher is None and (found := _PRESS_BEHIND.fullmatch(_place(draft))):
        start, end, sure = draft.places["publisher-place"]
        draft.take_back("publisher-place")
        stop = start + found.end("place")
        draft.put("publisher-place", found["place"], start, stop, sure)
        draft.put("publisher", found["press"], end - len(found["press"]), end, sure / 2)
        return
    if "publisher-place" in draft.item or not isinstance(publisher, str):
        return
    found = _PLACE_AND_PUBLISHER.match(publisher)
    start, end, sure = draft.places["publisher"]
    if found is None or draft.raw[start:end] != publisher:
        return
    draft.take_back("publisher")
    draft.put("publisher-place", found["place"], start, start + found.end("place"), sure)
    draft.put("publisher", found["publisher"], start + found.start("publisher"), end, sure)


def _place(draft: Draft) -> str:
    """Give the place as it is printed."""
    start, end, _ = draft.places.get("publisher-place", (0, 0, 0.0))
    return draft.raw[start:end]
