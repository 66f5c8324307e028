"""Groups that sign a work at its head, and trials by their registry.

Sources: NLM, Citing Medicine (2nd ed.), chapters 1 and 22; the GBD studies, how they sign.
"""

import re

from joinedup_refs.notation.name_words import is_site
from joinedup_refs.parse.bodies_ahead import BODY
from joinedup_refs.parse.draft import Label

__all__ = ["with_registered_trials", "with_signing_groups"]

_GROUP = (
    r"(?:Collaborati(?:ve\sGroup|on)|(?:Study|Working|Trial|Research)\sGroup|Group|Collaborators"
    r"|Investigators|Consortium|Network|Trialists)"
)
_BEFORE_PEOPLE = re.compile(
    rf"[A-ZÀ-Þ][^.,:;()]{{1,90}}?\b{_GROUP}(?=[,;]\s[A-ZÀ-Þ][^\W\d_]{{1,30}}\s[A-ZÀ-Þ]{{1,3}}[,.;])"
)
_WITH_YEAR = re.compile(
    rf"[A-Z][A-Za-z-]{{1,15}}\s(?:19|20)\d\d\s[A-Z][^.,:;()\d]{{2,90}}\b{_GROUP}(?=[.:]\s[A-ZÀ-Þ])"
    rf"|[A-Z][A-Za-z-]{{1,15}}\s(?:19|20)\d\d\s{_GROUP}(?=[.:]\s[A-ZÀ-Þ])"
)
"""`TOLL 2019 Ferries Collaborators.`, whose year is none of issue."""
_HEAD = 4
_LED_TITLE = re.compile(r"[.:]\s{1,2}")
_TRIAL = re.compile(r"(?:Trial\s)?Identifier:?\s(?P<number>NCT\d{8}|ISRCTN\d{5,9})(?!\w)")
_MEDIUM = re.compile(r"\s\[Internet\]\.\s")
_SURE = 0.8


def with_signing_groups(labels: list[Label], raw: str) -> list[Label]:
    """Give a group at the head its whole name: before people, or with a year in its name."""
    first = labels[0] if labels else None
    if first is None or first.start >= _HEAD or len(labels) < 2:
        return labels
    if first.label == "collaboration" and labels[1].label == "author":
        group = _BEFORE_PEOPLE.match(raw, first.start)
        if group and first.end <= group.end() and labels[1].start <= group.end() + 2:
            return [labels[1]._replace(start=first.start), *labels[2:]]
        return labels
    group = _WITH_YEAR.match(raw, first.start) if first.label == "author" else None
    if group is None or not any(x.label == "issued" and x.start > group.end() for x in labels):
        return labels
    led = _LED_TITLE.match(raw, group.end())
    start = led.end() if led else group.end()
    rest = [x._replace(start=max(x.start, start)) for x in labels[1:] if x.end > start]
    return [Label(BODY, first.start, group.end(), first.confidence), *rest]


def with_registered_trials(labels: list[Label], raw: str) -> list[Label]:
    """Read the number of a trial, and the registry's site as the title where no other stands."""
    found = _TRIAL.search(raw) if "dentifier" in raw else None
    if found is None or not labels:
        return labels
    start, end = found.span()
    kept = []
    for one in labels:
        if one.end <= start or one.start >= end:
            kept.append(one)
        elif one.start < start:
            kept.append(one._replace(end=start))
        elif any(map(str.isalnum, raw[end : one.end])):
            kept.append(one._replace(start=end))
    number = Label("number", *found.span("number"), _SURE)
    kept = sorted([*kept, number], key=lambda one: one.start)
    first = kept[0]
    named = first.label == "author" and is_site(raw[first.start : first.end])
    if named and _MEDIUM.match(raw, first.end):
        titled = any(x.label == "title" for x in kept)
        kept[0] = first._replace(label="container-title" if titled else "title")
    return kept
