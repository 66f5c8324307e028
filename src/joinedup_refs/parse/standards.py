"""Standards, known by the number that their body gives them: `ISO 9001:2015`, `DIN EN 1990`."""

import re

from joinedup_refs.notation import dates
from joinedup_refs.notation.csl import date_to_csl
from joinedup_refs.parse.draft import Draft
from joinedup_refs.parse.kinds import STANDARD
from joinedup_refs.parse.wording import one_line

_SURE = 0.9
_LEAD = re.compile(r"\s{0,3}(?:(?:\[\d{1,3}\]|\d{1,3}[.)])\s{1,3})?")
_YEAR = re.compile(r"[:–-](?P<date>(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?)$")
_AFTER = re.compile(r"[\s.,:;–—-]{1,4}(?=[^\W\d_]|['\"‘“„«])")


def put_standard(draft: Draft) -> tuple[int, int]:
    """Put the number of a standard that opens the string, and its year; say where they stand."""
    raw = draft.raw
    lead = _LEAD.match(raw)
    start = lead.end() if lead else 0
    found = STANDARD.match(raw, start)
    if found is None or not _AFTER.match(raw, found.end()) or not draft.is_free(start, found.end()):
        return 0, 0
    draft.put("number", one_line(found[0]), start, found.end(), _SURE)
    if year := _YEAR.search(raw, start, found.end()):
        date = dates.parse(year["date"])
        if date is not None:
            draft.put("issued", date_to_csl(date), *year.span("date"), _SURE)
    return start, found.end()
