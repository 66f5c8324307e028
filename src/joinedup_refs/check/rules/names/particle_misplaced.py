"""The particle of a family name stands where no style has it.

## What it does

Names people whose particle stands behind the family name and before the comma (`Berg van der, J.`),
behind the comma and before the initials (`Berg, van der J.`), or before a comma of its own
(`van der, Berg, J.`). Both `van der Berg, J.` and `Berg, J. van der` are customs and are left
alone, and so is a list that writes `Berg van der, J.` again and again.

## Why it matters

The particle is taken for a given name or for the whole family name, and the work is sorted and
cited under the wrong word.

## Fix safety

A best guess: the particle is put before the family name, as in `van der Berg, J.`.

## Sources

ISO 690:2021, 7.2; CSL 1.0.2, name particles.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Fix
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.text import Reading, Span

_CUSTOM = 2  # names with the particle behind that make a custom of the list
_ONE = (
    r"(?:van['’]t|van|von|vom|der?|den|des|du|del|della|di|da|dos?|das|ter|ten|zu|zur|zum|la|le"
    r"|af|av)"
)
_PARTICLE = rf"(?P<particle>(?i:{_ONE})(?:\s(?i:{_ONE})){{0,2}})"
_NEAR_COMMA = re.compile(rf",\s{_ONE}\b|\b{_ONE},", re.IGNORECASE)
_FAMILY = r"(?P<family>[A-ZÀ-Þ][\w’'-]{1,30}(?:\s[A-ZÀ-Þ][\w’'-]{1,30})?)"
_GIVEN = r"(?P<given>(?:[A-ZÀ-Þ]\.[\s-]?){1,4})"
_HERE = r"(?:^|(?<=[,;/&:(]\s)|(?<=[/(])|(?<=\band\s)|(?<=\bund\s)|(?<=\bet\s)|(?<=\b[ey]\s))"
_BEHIND = re.compile(rf"{_HERE}{_FAMILY}\s{_PARTICLE},\s{_GIVEN}")
_AFTER_COMMA = re.compile(rf"{_HERE}{_FAMILY},\s{_PARTICLE},?\s{_GIVEN}")
_ALONE = re.compile(rf"{_HERE}{_PARTICLE},\s{_FAMILY},\s{_GIVEN}")


class _Place(NamedTuple):
    """A name whose particle is misplaced."""

    entry: Entry
    at: Span
    found: re.Match[str]


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name people whose particle is misplaced."""
    del evidence, context
    held = list(_held(document))
    behind = list(_places(held, _BEHIND))
    places = [] if len(behind) >= _CUSTOM else behind
    places += [*_places(held, _AFTER_COMMA), *_places(held, _ALONE)]
    for place in sorted(places, key=lambda p: p.at.start):
        particle, family, given = place.found.group("particle", "family", "given")
        lowered = particle if particle.islower() else particle[0].lower() + particle[1:].lower()
        written = f"{lowered} {family}, {given}"
        edit = AmendText(at=place.at, text=written)
        yield RULE.finding(
            f"“{place.found[0].strip()}” has its particle in an odd place.",
            place.at,
            entries=(place.entry.id,),
            fixes=(Fix(title=f"Write {written.strip()}", safety="unsafe", edits=(edit,)),),
        )


def _held(document: Document) -> Iterator[tuple[Entry, Reading]]:
    """Give what stands for names and holds a particle before a comma or behind one."""
    for entry in document.entries:
        for variable in ("author", "editor", "translator"):
            origin = entry.origins.get(variable)
            if isinstance(origin, Printed):
                reading = document.text.read(origin.at)
                if _NEAR_COMMA.search(reading.text):
                    yield entry, reading


def _places(held: Iterable[tuple[Entry, Reading]], form: re.Pattern[str]) -> Iterator[_Place]:
    for entry, reading in held:
        for found in form.finditer(reading.text):
            start, end = found.start(), found.start() + len(found[0].rstrip())
            yield _Place(entry, reading.printed(start, end), found)


_REST = " (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"

RULE = Rule(
    code="NAM308",
    name="particle-misplaced",
    severity="warning",
    check=check,
    examples=(
        Example(
            text="Adams, B. and Berg, van der J." + _REST,
            list_only=True,
            finds=("Berg, van der J.",),
            after="Adams, B. and van der Berg, J." + _REST,
            values={
                "r1": {
                    "author": [
                        {"family": "Adams", "given": "B."},
                        {"family": "Berg", "given": "J.", "non-dropping-particle": "van der"},
                    ]
                }
            },
            safety="unsafe",
            why="Behind the comma the particle passes for a given name.",
        ),
        Example(
            text="Berg van der, J." + _REST,
            list_only=True,
            finds=("Berg van der, J.",),
            after="van der Berg, J." + _REST,
            safety="unsafe",
            why="Behind the family name it passes for a part of it.",
        ),
        Example(
            text="van der, Berg, J." + _REST,
            list_only=True,
            finds=("van der, Berg, J.",),
            after="van der Berg, J." + _REST,
            safety="unsafe",
            why="A comma parts the particle from the family name.",
        ),
        Example(
            text="van der Berg, J." + _REST + "Dam, K. van" + _REST + "De Wit, L." + _REST,
            list_only=True,
            why="Three customs.",
        ),
        Example(
            text="Berg van der, J." + _REST + "Dam van, K." + _REST,
            list_only=True,
            why="A custom of this list.",
        ),
    ),
)
