"""Volume, issue, pages and edition: by their labels, and by their grammar where labels fail."""

import re
from collections.abc import Sequence

from joinedup_refs.notation import dates, numbering, pages, roman
from joinedup_refs.notation.numbering_run import Run, after_volume, is_issue, label_before
from joinedup_refs.parse.draft import Draft, Label
from joinedup_refs.parse.number_edges import put_at_edges
from joinedup_refs.parse.page_labels import follows, inside, put_pages, put_total
from joinedup_refs.parse.wording import edition, edition_at, one_line

_BY_GRAMMAR = 0.6
"""How sure a value is that its grammar alone found."""
_VOLUMES = re.compile(
    r"(\d{1,3})\s?(?:vols?|volumes|volumi|volúmenes|Bde|Bände|tomes|tomos|t|Tle)\.?", re.IGNORECASE
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_LEADING = re.compile(
    rf"\W*(?:{numbering.VOLUME_LABEL})?(?P<volume>[A-Z]?\d{{1,4}}|[IVXLC]{{1,8}})(?=\s?[,;:.]|\s)",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    rf"(?P<head>[^\d\n]{{3,80}}?)[\s,]{{1,3}}(?P<label>{numbering.ISSUE_LABEL})?(?P<number>\d{{1,4}})\W*",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\d{1,3}\.?\s?(?:Jg|Jahrg|Jahrgang|année|annata)\.?", re.IGNORECASE)
_ISSUE_AND_DATE = re.compile(
    r"(?P<issue>[^\s,;(]{1,9})(?:[\s,;(]{1,3}|/)(?P<date>[^\W\d_]\D{2,12}\d{4})\)?"
)
_AT_PAGE = re.compile(r"\W{0,2}at\s(?P<page>\d{1,5})\W{0,2}")
"""`Id. at 45`, which the label took for a volume."""
_SUPPLEMENT = re.compile(r"(?:^|[^\w.])[sS]$")
_ENDS = re.compile(r"\(?(\d{1,4})\s?[-–—−\x96]\s?(\d{1,4})\)?")
_TEXTS = ("publisher", "note", "genre", "collection-title", "container-title", "publisher-place")


def put_numbers(draft: Draft, labels: Sequence[Label]) -> None:
    """Put what the labels call a volume, an issue, pages, a number of pages or an edition.

    A notation that speaks for itself wins over its label: `Nr. 5` is an issue and `30. Jg.` a
    volume, whatever they were taken for; a stretch that cannot be a number at all stays unread.
    """
    mine = [_closed(draft.raw, x) for x in labels if x.label in _PUT]
    for one in mine:
        if draft.is_free(one.start, one.end):
            _PUT[one.label](draft, one, mine)
    _read_on(draft)
    _year_for_issue(draft)


def put_unlabelled_numbers(draft: Draft) -> None:
    """Read volume with issue, pages and edition where the labels left them out."""
    if "container-title" in draft.item and not {"volume", "issue"} & draft.item.keys():
        after = draft.places["container-title"][1]
        for start, end in draft.gaps():
            if start < after:
                continue
            found = next(numbering.find(draft.raw[start:end]), None)
            if found is not None:
                one = Label("volume", start + found[0], start + found[1], _BY_GRAMMAR)
                _put_volume(draft, one, (one,))
                break
    put_at_edges(draft)
    _read_on(draft)
    note = draft.places.get("note", (0, 0, 0.0))
    if several := _VOLUMES.fullmatch(draft.raw, note[0], note[1]):
        draft.take_back("note")
        draft.put("number-of-volumes", several[1], *note)
    if "page" not in draft.item:
        for start, end in draft.gaps():
            spot = next(pages.find(draft.raw[start:end]), None)
            if spot is not None:
                at, to = start + spot[0], start + spot[1]
                draft.put("page", pages.format(spot[2]), at, to, _BY_GRAMMAR)
                break
    if "edition" not in draft.item and (found_edition := edition_at(draft.raw)):
        start, end, value = found_edition
        if draft.is_free(start, start + len(value)):
            draft.put("edition", value, start, end, _BY_GRAMMAR)


def _closed(raw: str, one: Label) -> Label:
    """Take the bracket in that closes right after a stretch which opens it: `19(supp 5`.

    So with the letter of a supplement that stands before its number: the `s` of `66, s1`.
    """
    text = raw[one.start : one.end]
    ahead = raw[max(0, one.start - 2) : one.start]
    if one.label == "issue" and text.isdecimal() and _SUPPLEMENT.search(ahead):
        one = one._replace(start=one.start - 1)
    opened = text.count("(") > text.count(")") and raw[one.end : one.end + 1] == ")"
    return one._replace(end=one.end + 1) if opened else one


def _put_volume(draft: Draft, one: Label, labels: Sequence[Label]) -> None:
    """Put what a volume's label covers, as what its notation says that it is."""
    text = draft.raw[one.start : one.end]
    if at_page := _AT_PAGE.fullmatch(text):
        start, end = (one.start + at for at in at_page.span("page"))
        draft.put("page", at_page["page"], start, end, one.confidence / 2)
        return
    said = label_before(draft.raw[max(0, one.start - 14) : one.start])
    if said == "issue" and (
        not {"container-title", "volume"} & draft.item.keys() or _is_of_book(draft, labels)
    ):
        said = ""  # the number of a book or a report, which its label knows better
    if several := _VOLUMES.fullmatch(text.strip()):
        draft.put("number-of-volumes", several[1], one.start, one.end, one.confidence)
    elif _YEAR.fullmatch(text.strip()) and (
        "issued" not in draft.item or any(x.label == "volume" and x is not one for x in labels)
    ):
        year = text.strip()
        at = draft.raw.find(year, one.start)
        draft.put("issued", {"date-parts": [[int(year)]]}, at, at + 4, one.confidence / 2)
    elif "volume" in draft.item and _ORDINAL.fullmatch(text.strip()):
        draft.take_back("volume")  # a running number stood before the volume that says so
        _put_numbering(draft, one, text)
    elif "volume" in draft.item and _stands_first(draft, one, labels):
        draft.put("page", text, one.start, one.end, one.confidence)
    elif said == "issue" or "volume" in draft.item:
        free = "issue" not in draft.item and follows(draft, "volume", one.start)
        if said == "issue" or (free and said != "volume"):
            _put_issue(draft, one, labels)
    elif _is_page_range(draft, text, one, labels):
        put_pages(draft, one, labels)
    else:
        _put_numbering(draft, one, text)


def _is_of_book(draft: Draft, labels: Sequence[Label]) -> bool:
    """Whether a book is numbered: `A. Quill (ed.), Advances in Tolls, no 8. Leeds: Press`."""
    held = {"editor", "publisher", "publisher-place"} <= draft.item.keys()
    return held and all(x.label != "issue" for x in labels)


def _stands_first(draft: Draft, one: Label, labels: Sequence[Label]) -> bool:
    """Whether a number is the first page, with the page cited behind: `101 L. Rev. 885, 886`."""
    container = draft.places.get("container-title")
    if container is None or draft.places["volume"][1] > container[0]:
        return False
    after = next((x for x in labels if x.start > one.start), None)
    return (
        draft.raw[one.start : one.end].isdecimal()
        and draft.raw[container[1] : one.start].strip(" .,") == ""
        and after is not None
        and after.label == "page"
        and draft.raw[one.end : after.start] == ", "
    )


def _put_numbering(draft: Draft, one: Label, text: str) -> None:
    read = numbering.parse_placed(text)
    if read is not None and (read[0].volume or read[0].issue):
        values, places = read
        draft.own(one.start, one.end)
        written = pages.format(values.pages) if values.pages else ""
        for variable, value, place in (
            ("volume", values.volume, places.volume),
            ("issue", values.issue, places.issue),
            ("page", written, places.pages),
        ):
            if place is not None:
                at, to = one.start + place[0], one.start + place[1]
                draft.put(variable, one_line(value), at, to, one.confidence)
        return
    timed = dates.names_time(text)
    if (
        (found := _LEADING.match(text))
        and _is_number(found["volume"])
        and not (timed and text[found.end() :][:1].isspace())
    ):
        start, end = (one.start + at for at in found.span("volume"))
        draft.put("volume", found["volume"], start, end, one.confidence / 2)
    elif (found := _TRAILING.fullmatch(text)) and not timed:
        start, end = (one.start + at for at in found.span("number"))
        variable = "issue" if found["label"] else "volume"
        draft.put(variable, found["number"], start, end, one.confidence / 2)
        if "container-title" not in draft.item and text[:1].isupper():
            first, last = (one.start + at for at in found.span("head"))
            draft.put("container-title", one_line(found["head"]), first, last, one.confidence / 2)
    else:
        value = numbering.bare_volume(one_line(text))
        if _is_number(value):
            draft.put("volume", value, *inside(draft.raw, one, value), one.confidence / 2)


def _put_issue(draft: Draft, one: Label, _labels: Sequence[Label]) -> None:
    text = draft.raw[one.start : one.end]
    said = label_before(draft.raw[max(0, one.start - 14) : one.start])
    if said == "volume" and "volume" not in draft.item:
        _put_numbering(draft, one, text)
        return
    read = numbering.parse_placed(text) if "volume" not in draft.item else None
    if read is not None and read[0].volume and read[0].issue and "/" not in text:
        _put_numbering(draft, one, text)
        return
    value = numbering.bare_issue(one_line(text))
    if (dated := _ISSUE_AND_DATE.fullmatch(value)) and dates.parse(dated["date"]):
        value = dated["issue"]
    if (
        is_issue(value)
        or _is_number(value)
        or numbering.bare_issue(text) != text.strip(" .,;:()[]")
    ):
        draft.put("issue", value, *inside(draft.raw, one, value), one.confidence)


def _put_edition(draft: Draft, one: Label, _labels: Sequence[Label]) -> None:
    text = draft.raw[one.start : one.end]
    value = edition(text)
    if several := _VOLUMES.fullmatch(text.strip()):
        draft.put("number-of-volumes", several[1], one.start, one.end, one.confidence / 2)
    elif value and (value.isdecimal() or edition_at(text) or value != one_line(text)):
        draft.put("edition", value, one.start, one.end, one.confidence)
    elif len(value) <= 40 and not any(c.isdigit() for c in value):
        draft.put("edition", value, one.start, one.end, one.confidence / 2)


_PUT = {
    "volume": _put_volume,
    "issue": _put_issue,
    "page": put_pages,
    "number-of-pages": put_total,
    "edition": _put_edition,
}


def _read_on(draft: Draft) -> None:
    """Read the date, the issue and the pages that follow a volume, whatever their labels."""
    if "volume" not in draft.item:
        return
    end, sure = draft.places["volume"][1:]
    run = after_volume(draft.raw, end)
    if run is None:
        return
    if run.issue and "issue" in draft.item:
        start, to, _ = draft.places["issue"]
        if (
            run.issue[0] <= start
            and to <= run.issue[1]
            and to - start < run.issue[1] - run.issue[0]
        ):
            draft.take_back("issue")  # `3 Pt 1` in one bracket is one issue
    for variable in _TEXTS:
        start, to, _ = draft.places.get(variable, (-1, 0, 0.0))
        if end <= start and to <= run.end + 1:
            draft.take_back(variable)
    _put_run(draft, run, sure)


def _put_run(draft: Draft, run: Run, sure: float) -> None:
    raw = draft.raw
    if run.date and "issued" not in draft.item:
        date = dates.parse(raw[slice(*run.date)])
        if date and date.start:
            draft.put("issued", {"date-parts": [[date.start.year]]}, *run.date, sure)
    start, end, _ = draft.places.get("page", (0, 0, 0.0))
    if run.issue and not (start < run.issue[1] and run.issue[0] < end):
        draft.put("issue", one_line(raw[slice(*run.issue)]), *run.issue, sure)
    if run.pages and "issue" in draft.item and (value := pages.parse(raw[slice(*run.pages)])):
        draft.put("page", pages.format(value), *run.pages, sure)


def _year_for_issue(draft: Draft) -> None:
    """Take the 2010 of `7/2010` for the year that it is, and leave the 89 of `4/89` out."""
    issue, volume = draft.item.get("issue"), draft.places.get("volume")
    if not isinstance(issue, str):
        return
    start, end, sure = draft.places["issue"]
    issued = draft.item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    year = str(parts[0][0]) if isinstance(parts, list) and isinstance(parts[0], list) else ""
    number, slash, last = issue.partition("/")
    if slash and number and year and last in {year, year[2:]}:
        draft.take_back("issue")
        draft.put("issue", number, start, start + len(number), sure)
    elif volume and _YEAR.fullmatch(issue) and draft.raw[volume[1] : start].strip() == "/":
        draft.take_back("issue")
        draft.put("issued", {"date-parts": [[int(issue)]]}, start, end, sure)


def _is_number(text: str) -> bool:
    """Whether a text can be a volume's number: digits, a numeral, few letters beside."""
    digits = sum(c.isdigit() for c in text)
    letters = sum(c.isalpha() for c in text)
    return (digits > 0 and letters <= 3 and len(text) <= 20) or roman.parse(text) is not None


def _is_page_range(draft: Draft, text: str, one: Label, labels: Sequence[Label]) -> bool:
    """Whether a "volume" is a range too long for volumes, in a reference without pages."""
    found = _ENDS.fullmatch(text.strip())
    if found is None or any(x.label == "page" for x in labels) or "page" in draft.item:
        return False
    after = draft.raw[one.end : one.end + 3].lstrip(") ")
    return int(found[2]) - int(found[1]) > 3 and after[:1] in {"", "."}
