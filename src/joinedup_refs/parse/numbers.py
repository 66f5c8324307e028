"""Volume, issue, pages and edition: by their labels, and by their grammar where labels fail."""

import re
from collections.abc import Sequence

from joinedup_refs.notation import numbering, pages
from joinedup_refs.parse.draft import Draft, Label
from joinedup_refs.parse.wording import edition, one_line

_BY_GRAMMAR = 0.6
"""How sure a value is that its grammar alone found."""
_VOLUMES = re.compile(r"(\d{1,3})\s?(?:vols?|volumes|Bde|Bände|tomes|t)\.?", re.IGNORECASE)


def put_numbers(draft: Draft, labels: Sequence[Label]) -> None:
    """Put what the labels call a volume, an issue, pages, a number of pages or an edition."""
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


def put_unlabelled_numbers(draft: Draft) -> None:
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
