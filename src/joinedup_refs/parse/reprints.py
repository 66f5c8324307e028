"""What a reference tells of another printing of its work: when it first came out, where again."""

import re

from joinedup_refs.notation import dates
from joinedup_refs.notation.csl import date_to_csl
from joinedup_refs.parse.draft import Draft, Label
from joinedup_refs.parse.wording import one_line, trimmed

_AGAIN = re.compile(
    r"(?<=[.,;(\[–—-]\s|.[(\[])"
    r"(?:[Rr]epr(?:inted|\.)?(?:\s(?:as|with)\s[^.()]{1,60})?|[Ww]ieder(?:\s?ab|\s?neu)?gedruckt"
    r"|[Ww]ieder\sabgedruckt|[Ww]iederabdruck|[Nn]achgedruckt|[Aa]bgedruckt)"
    r"(?:\s(?:auch\s)?(?:in|from)\b:?|\s(?:1[5-9]|20)\d\d[,.:]\s(?=[A-ZÀ-Þ]))"
)
"""Behind it stands the book of another printing, whose editor and publisher are not the work's."""
_FIRST = re.compile(
    r"[(\[]?(?:[Oo]riginal(?:ly)?(?:\swork)?\spublished|[Ff]irst\s(?:published|printed|edition)"
    r"|[Ee]rstausgabe|[Ee]rstauflage|[Zz]uerst(?:\serschienen)?|[Oo]riginalausgabe)[,:]?\s"
    r"(?:in\s)?(?P<year>(?:1[4-9]|20)\d\d)(?!\d)[)\]]?"
)
_BEFORE_REPRINT = re.compile(
    r"(?<=[.,;:(]\s)(?P<year>(?:1[4-9]|20)\d\d)[.,;]\s(?:Repr(?:int(?:ed)?|\.)|Rpt\.)[,.:]?\s(?=[A-ZÀ-Þ])"
)
"""Chicago's way (17th ed., 14.119): `1966. Reprint, Mills: Quill Press, 1992`."""
_BOTH_YEARS = re.compile(
    r"\((?P<year>(?:1[4-9]|20)\d\d)[;,]\s(?P<how>(?:[Rr]epr(?:int(?:ed)?|\.)?|[Rr]pt\.?|[Rr]eissued?"
    r"|(?P<edition>(?:\d{1,2}(?:st|nd|rd|th)|[Nn]ew|[Rr]ev(?:ised|\.))\s(?:edn\.?|ed\.|edition)))"
    r"(?:\sin)?)[,:]?\s(?P<now>(?:1[5-9]|20)\d\d[a-z]?)\)"
)
"""The year of the printing used behind the first one's: `(1845; repr. 1969)`."""
_FIRST_AHEAD = re.compile(
    r"\((?P<year>(?:1[4-9]|20)\d\d)\)\s(?P<now>(?:1[5-9]|20)\d\d)[a-z]?\.\s(?=\W?[^\W\d_a-z])"
)
"""Chicago's way with two years behind the names (17th ed., 15.40): `(1755) 1900. Tolls`."""
_OWN_SENTENCE = re.compile(r"[.,]?[”\"’]?\s(?P<year>1[4-9]\d\d|20\d\d)\.\s")
"""The year of the first printing right behind the title (MLA Handbook, 8th ed., p. 51)."""
_SIGNS = ("epr", "Rpt", "druck", "ublished", "rst", "riginal")
"""Letters of all these words; a quick look before the slow one."""
_SURE = 0.8
_FAR = 8
"""Behind the title's own year, that of the printing stands at least so far on."""


def ended_at_reprint(labels: list[Label], raw: str) -> list[Label]:
    """Give labels up to `Reprinted in`; that and what follows is a note.

    Without a title and a date before it, the reference is one of the reprint.
    """
    again = _AGAIN.search(raw) if any(map(raw.__contains__, _SIGNS)) else None
    if again is None:
        return labels
    start = again.start()
    before = [x for x in labels if x.start < start]
    if not {"title", "issued"} <= {x.label for x in before}:
        return labels
    kept = [x._replace(end=min(x.end, start)) for x in before]
    links = [x for x in labels if x.start >= start and x.label in {"DOI", "URL", "accessed"}]
    end = min((x.start for x in links), default=len(raw))
    note = Label("note", *trimmed(raw, start, end), _SURE)
    return [*(x for x in kept if x.label != "note"), note, *links]


def with_both_years(labels: list[Label], raw: str) -> list[Label]:
    """Label the later of two years in one bracket as the date: `(1845; repr. 1969)`.

    What a title took in of the bracket is the edition. So is the year behind the bracket of the
    first: `(1755) 1900. Tolls`.
    """
    if ") " in raw[:400]:
        labels = _with_later_year(labels, raw)
    if "; " not in raw[:400] and ", " not in raw[:400]:
        return labels
    found = _BOTH_YEARS.search(raw, 0, 400) if "(" in raw[:200] else None
    if found is None or not any(x.label == "title" for x in labels):
        return labels
    start, end = found.span()
    kept = [x for x in labels if x.end <= start or x.end > end]
    kept = [x._replace(start=max(x.start, end)) if x.end > end > x.start else x for x in kept]
    told = [Label("issued", *found.span("now"), _SURE)]
    if found["edition"]:
        told.insert(0, Label("edition", *found.span("edition"), _SURE))
    return sorted([*kept, *told], key=lambda one: one.start)


def _with_later_year(labels: list[Label], raw: str) -> list[Label]:
    """Leave out the first of two years behind the names where the second is that of the issue."""
    if [x.label for x in labels[1:4]] != ["issued", "issued", "title"]:
        return labels
    first = labels[1]
    found = _FIRST_AHEAD.match(raw, first.start - 1)
    if found is None or found["now"] <= found["year"] or labels[2].start != found.start("now"):
        return labels
    return [labels[0], *labels[2:]]


def _first_year(draft: Draft) -> re.Match[str] | None:
    """Find the year of the first printing where the date does not tell it already."""
    found = _BOTH_YEARS.search(draft.raw, 0, 400)
    if found is None and any(map(draft.raw.__contains__, _SIGNS)):
        found = _FIRST.search(draft.raw) or _BEFORE_REPRINT.search(draft.raw)
    if found is None and (ahead := _FIRST_AHEAD.search(draft.raw, 0, 400)):
        found = ahead if draft.places["issued"][0] == ahead.start("now") else None
    if found is not None or "title" not in draft.places or "publisher" not in draft.item:
        return found
    alone = _OWN_SENTENCE.match(draft.raw, draft.places["title"][1])
    later = draft.places["issued"][0] > draft.places["title"][1] + _FAR
    return alone if later else None


def put_original_date(draft: Draft) -> None:
    """Put the year in which a work first came out: `(Original work published 1922)`."""
    if "original-date" in draft.item or "issued" not in draft.item:
        return
    found = _first_year(draft)
    if found is None:
        return
    if found.re is _OWN_SENTENCE and not draft.is_free(*found.span("year")):
        return
    date = dates.parse(one_line(found["year"]))
    issued = draft.places["issued"]
    if date is None or (found.start("year") < issued[1] and issued[0] < found.end("year")):
        return
    note = draft.places.get("note")
    if note and note[0] <= found.end() and found.start() <= note[1]:
        if found.end() - found.start() < note[1] - note[0]:  # it tells more than that
            draft.item["original-date"] = date_to_csl(date)
            draft.places["original-date"] = (*found.span("year"), _SURE)
            return
        draft.take_back("note")
    draft.put("original-date", date_to_csl(date), *found.span("year"), _SURE)
    draft.own(*found.span())
