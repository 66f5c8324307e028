"""An entry lacks what the others of its type give.

## What it does

For each type of reference with at least four entries: where three in four or more give a volume,
a publisher or a place, names the entries that give none; and where nine articles in ten have a
title, those that have none and stand in a journal that the list names elsewhere. A house style that
gives the place needs no majority, and under one that leaves it out nothing is said of it; what else
a house style needs is told by `missing-for-style`. Issue numbers, pages and days of access have
rules of their own (`missing-issue`, `missing-pages`, `url-without-access-date`). Silent where part
of the entry was not understood, for what seems to lack may stand there, about the publisher and
place of what is read on the web, about the volume where an issue stands alone, as some journals
count by year, or the page is one of a newspaper's section (A1), and about the publisher of a book
from before 1900.

## Why it matters

A list that gives the place of one book gives it for all; a volume left out sends a reader
searching.

## Fix safety

Shown only: the list does not tell what is missing.

## Sources

The list's own majority, so that a list without places is silent; or the house style.
"""

import re
from collections.abc import Iterator

from joinedup_refs.check.order import folded
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.style.needs import PLURALS
from joinedup_refs.check.style.places import GIVEN, PLACE, PLACE_KINDS
from joinedup_refs.check.understood import is_out, is_understood
from joinedup_refs.model.date import Date
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.house_style import HouseStyle
from joinedup_refs.model.pages import Pages
from joinedup_refs.model.reference import Article

_SECTION = re.compile(r"[A-F]\d{1,2}")
"""The page of a newspaper, with its section."""
_PUBLISHERS = 1900
"""The year from which on a publisher is expected of a book."""
_ENOUGH = 4  # entries of one type that make a habit
_SHARE = 0.75
_NEARLY_ALL = 0.9
_FIELDS = {
    "article": (("volume", "volume"),),
    "book": (("publisher", "publisher"), ("publisher_place", "place of publication")),
    "chapter": (
        ("publisher", "publisher"),
        ("publisher_place", "place of publication"),
    ),
    "report": (("publisher", "publisher"), ("publisher_place", "place of publication")),
    "thesis": (("publisher", "university"),),
}
_OF_PAPER = frozenset({"publisher", "publisher_place"})


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name entries that lack a field most entries of their type have."""
    del evidence
    for kind, fields in _FIELDS.items():
        entries = [e for e in document.entries if e.reference.kind == kind]
        lacking: dict[str, list[str]] = {}
        for field, word in fields:
            without = [e for e in entries if not getattr(e.reference, field, None)]
            why = _why(kind, field, len(entries), len(without), context.house_style)
            for entry in without if why else ():
                if _is_expected(entry, field) and is_out(entry) and is_understood(document, entry):
                    lacking.setdefault(entry.id, []).append(f"no {word} ({why})")
        for entry in entries:
            if entry.id in lacking:
                message = " and ".join(lacking[entry.id])
                yield RULE.finding(
                    f"{message[0].upper()}{message[1:]}.", entry.span, entries=(entry.id,)
                )

    yield from _untitled(document)


def _untitled(document: Document) -> Iterator[Finding]:
    """Name articles that go from their date right to a journal that others name behind a title."""
    articles = [(e, e.reference) for e in document.entries if isinstance(e.reference, Article)]
    titled = [work for _, work in articles if work.title]
    if len(titled) < _ENOUGH or len(titled) < _NEARLY_ALL * len(articles):
        return
    journals = {folded(work.container_title or "") for work in titled}
    for entry, work in articles:
        if work.title or not work.volume or not work.container_title:
            continue
        known = folded(work.container_title) in journals
        if known and is_out(entry) and is_understood(document, entry):
            yield RULE.finding(
                f"No title ({len(titled)} of {len(articles)} journal articles have one).",
                entry.span,
                entries=(entry.id,),
            )


def _is_expected(entry: Entry, field: str) -> bool:
    """Whether a work of this kind can have the field."""
    reference = entry.reference
    if field == "volume":  # a journal that counts its issues by year has none, nor has a newspaper
        pages = getattr(reference, "pages", None)
        in_section = isinstance(pages, Pages) and any(
            _SECTION.fullmatch(one.first) for one in pages.ranges
        )
        return not getattr(reference, "issue", "") and not in_section
    if field in _OF_PAPER and reference.url:
        return False
    issued = reference.issued
    year = issued.year if isinstance(issued, Date) else None
    # older books were printed for a place
    return field != "publisher" or year is None or year >= _PUBLISHERS


def _why(kind: str, field: str, entries: int, without: int, house: HouseStyle) -> str:
    """Say why a field is expected; empty where it is not, or where another rule speaks of it."""
    if field in house.needs.get(kind, ()):
        return ""
    place = house.traits.get(PLACE.key) if field == "publisher_place" else None
    if place is not None and kind in PLACE_KINDS:
        return "the house style gives one" if place == GIVEN else ""
    having = entries - without
    if entries < _ENOUGH or having < _SHARE * entries:
        return ""
    return f"{having} of {entries} {PLURALS[kind]} have one"


_BOOKS = (
    "Adams, B. (2001), Joint Plans (Routledge, London).\n"
    "Brown, C. (2002), Joint Teams (Palgrave, Basingstoke).\n"
    "Clark, D. (2003), Joint Funds (Oxford University Press, Oxford).\n"
)

RULE = Rule(
    code="STY003",
    name="field-coverage",
    inputs="prose",
    severity="note",
    check=check,
    examples=(
        Example(
            text="".join(
                f"{name}, B. (200{n}), Joint {noun}. Policy Studies, 2{n}, 1, pp. 1–9.\n"
                for n, (name, noun) in enumerate(
                    zip(
                        (
                            "Adams",
                            "Brown",
                            "Clark",
                            "Davis",
                            "Evans",
                            "Grant",
                            "Hill",
                            "Irwin",
                            "Jo",
                        ),
                        (
                            "plans",
                            "teams",
                            "funds",
                            "aims",
                            "goals",
                            "rules",
                            "means",
                            "ways",
                            "aid",
                        ),
                        strict=True,
                    )
                )
            )
            + "Mills, B. (2009), Policy Studies, 29, 1, pp. 1–9.\n",
            list_only=True,
            finds=("Mills, B. (2009), Policy Studies, 29, 1, pp. 1–9.",),
            why="A title that was left out.",
        ),
        Example(
            text=_BOOKS + "Davis, E. (2004), Joint Goals (Routledge).\n",
            list_only=True,
            finds=("Davis, E. (2004), Joint Goals (Routledge).",),
            why="Three of four books have a place.",
        ),
        Example(
            text=(
                "Adams, B. (2001), Joint Plans (Routledge).\n"
                "Brown, C. (2002), Joint Teams (Palgrave).\n"
                "Clark, D. (2003), Joint Funds (Oxford University Press).\n"
                "Davis, E. (2004), Joint Goals (Routledge).\n"
            ),
            list_only=True,
            why="A list that gives no places.",
        ),
        Example(
            text="Davis, E. (2004), Joint Goals (Routledge).\n",
            list_only=True,
            house_style=HouseStyle(traits={"place": "given"}),
            finds=("Davis, E. (2004), Joint Goals (Routledge).",),
            why="A house style needs no majority.",
        ),
        Example(
            text=_BOOKS + "Davis, E. (2004), Joint Goals (Routledge).\n",
            list_only=True,
            house_style=HouseStyle(traits={"place": "left out"}),
            why="Under a house style without places, none is missing.",
        ),
        Example(
            text=(
                "1. Adams B. Joint plans. Policy Stud. 2001;22(1):1-9.\n"
                "2. Brown C. Joint teams. Policy Stud. 2002;23(1):1-9.\n"
                "3. Clark D. Joint funds. Policy Stud. 2003;24(1):1-9.\n"
                "4. Davis E. Joint goals for ferries. Cochrane Database Syst Rev. 2011;(3):CD001.\n"
                "5. Evans F. Obesity affects status. The Leeds Post. 1993: A1-A4.\n"
            ),
            list_only=True,
            why="A journal whose issues are counted by year, and a newspaper.",
        ),
        Example(
            text=_BOOKS + "Davis, E. (1804), Joint Goals, London.\n",
            list_only=True,
            why="A book of that time has no publisher.",
        ),
    ),
)
