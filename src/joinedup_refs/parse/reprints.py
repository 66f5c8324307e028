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
    r"\s(?:auch\s)?(?:in|from)\b:?"
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
_SIGNS = ("epr", "Rpt", "druck", "ublished", "rst", "riginal")
"""Letters of all these words; a quick look before the slow one."""
_SURE = 0.8


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


def put_original_date(draft: Draft) -> None:
    """Put the year in which a work first came out: `(Original work published 1922)`."""
    if "original-date" in draft.item or "issued" not in draft.item:
        return
    if not any(map(draft.raw.__contains__, _SIGNS)):
        return
    found = _FIRST.search(draft.raw) or _BEFORE_REPRINT.search(draft.raw)
    if found is None:
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
