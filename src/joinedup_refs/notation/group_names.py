"""Groups that sign a work beside its authors: `…, for the STAR Study Group`.

Source: ICMJE, Recommendations (2024), II.A, on group authors; NLM, Citing Medicine, chapter 1.
"""

import re

__all__ = ["group_ahead", "group_at_end", "tells_group"]

_WORD = (
    r"(?:Groups?|Investigators|Collaborat(?:ors|ion|ive)|Consortium|Network|Team|Committee"
    r"|Trialists|Researchers|Working\sParty|Task\sForce|Initiative|Alliance|Registry|Panel)"
)
_NAME = rf"[A-Z][^.,:;()]{{1,90}}?\b{_WORD}"
_LEAD = r"(?:for|on\sbehalf\sof|in\scollaboration\swith|and|&)\s(?:the\s)?"
_BEHIND_NAMES = (
    r"(?:\s?[,;]\s{1,2}|(?:(?<=\s[A-Z])|(?<=\s[A-Z]{2})|(?<=\s[A-Z]{3})|(?<=[A-Z]\.))\s)"
)
_AT_END = re.compile(
    rf"(?:{_BEHIND_NAMES}{_LEAD}|(?<=\bet\sal)\.?[,;]?\s(?:{_LEAD})?)(?={_NAME}[\s.]{{0,2}}$)"
)
_WITH_ACRONYM = (
    rf"[A-Z][^.,:;()]{{1,90}}?\s\([A-Z][\w&/-]{{1,14}}\)\s(?:[A-Z][a-z]{{2,14}}\s){{0,2}}{_WORD}"
)
"""`Study of Tolls and Towns (STAR) Investigators`."""
_AHEAD = re.compile(
    rf"(?:{_LEAD}|the\s|)(?:{_NAME};\s){{0,3}}(?P<name>{_NAME}|{_WITH_ACRONYM})(?=[.:]\s\w)"
)
_TELLING = re.compile(r"[^.:;,]{0,60}(?:\b[A-Z]{3,}|\bStudy\sGroup|\bTrial|\bInvestigators)\b")
"""What only a group that signs is called: an acronym, or those who carried a trial out."""
_LONGEST = 140
_SIGNS = (
    *("roup", "nvestigators", "ollaborat", "onsortium", "etwork", "Team", "ommittee", "ialists"),
    *("esearchers", "Party", "Force", "nitiative", "lliance", "egistry", "Panel"),
)


def group_at_end(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Find the words that bring a group at the end of names: where they begin and end.

    >>> text = "Smith J, Brown K, for the STAR Study Group"
    >>> found = group_at_end(text, 0, len(text))
    >>> text[found[0] : found[1]], text[found[1] :]
    (', for the ', 'STAR Study Group')
    """
    tail = text[max(start, end - _LONGEST) : end]
    if not any(map(tail.__contains__, _SIGNS)):
        return None
    found = _AT_END.search(tail)
    return (end - len(tail) + found.start(), end - len(tail) + found.end()) if found else None


def group_ahead(text: str, start: int, end: int) -> int | None:
    """Give where a group's name ends that stands at `start`, before a full stop or a colon.

    >>> group_ahead("on behalf of the STAR Group. Outcomes", 0, 37)
    27
    >>> group_ahead("STAR Group; Town Team. Outcomes", 0, 31)
    21
    >>> group_ahead("Group work. Outcomes", 0, 20) is None
    True
    """
    found = _AHEAD.match(text, start, end)
    return found.end() if found else None


def tells_group(text: str, start: int, end: int) -> bool:
    """Whether a stretch can be nothing but a group that signs, as no title's first words can.

    >>> tells_group("STAR Trial Investigators", 0, 24), tells_group("The Working Group", 0, 17)
    (True, False)
    """
    return _TELLING.match(text, start, end) is not None
