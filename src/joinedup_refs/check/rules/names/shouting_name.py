"""A name stands in capitals where the list has none.

## What it does

Names people whose family name is set in capitals (`NG, ANDREW`) in a list that sets nearly all
others with a capital and small letters. A list that sets family names in capitals throughout has a
style of its own and is left alone; so are bodies, acronyms, words that the entry's title has in
capitals too, and short names before initials.

## Why it matters

Such names are pasted from databases. They look like acronyms, and programs that tell bodies from
people by their capitals take them for bodies.

## Fix safety

A best guess: the name is written as the text or another entry writes it, or else with one capital
to each part; whether it is *Macdonald* or *MacDonald*, capitals do not tell.

## Sources

The list's own majority.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from joinedup_refs.check.printed_names import PrintedNames, unsplit_names
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Fix
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.name import Person
from joinedup_refs.notation.name_words import (
    is_all_initials,
    is_initials,
    is_particle,
    letters_of,
)

_FEWEST = 4  # names in small letters that make a habit
_SHARE = 0.2  # of the names; more in capitals are another style
_LONGER = 4  # letters from which a family name before initials is no set of initials itself
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


class _Shouted(NamedTuple):
    """A person in capitals, and the place among the names."""

    names: PrintedNames
    person: Person
    start: int
    end: int


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name people in capitals in a list of small letters."""
    del evidence, context
    printed = list(unsplit_names(document))
    capitals = (one.split() for one in printed if _has_capitals(one.reading.text))
    shouted = [one for names in capitals if names is not None for one in _shouted(names)]
    if not shouted:  # as in most lists: then no other name need be read
        return
    forms: dict[str, str] = {}
    calm = 0
    for names in filter(None, (one.split() for one in printed)):
        acronyms = _acronyms(names.entry)
        for name in names.names:
            if not isinstance(name, Person) or name.family in acronyms or name.family.isupper():
                continue
            calm += 1
            forms.setdefault(name.family.casefold(), name.family)
    if calm < _FEWEST or len(shouted) > _SHARE * (calm + len(shouted)):
        return
    for citation in document.citations:
        for family in citation.names:
            if not family.isupper():
                forms.setdefault(family.casefold(), family)
    by_entry: dict[tuple[str, str], list[_Shouted]] = {}
    for one in shouted:
        by_entry.setdefault((one.names.entry.id, one.names.variable), []).append(one)
    for group in by_entry.values():
        yield _finding(group, forms)


def _has_capitals(text: str) -> bool:
    """Whether a word of some letters stands in capitals, by which few entries are left."""
    return any(word.isupper() and letters_of(word) > 1 for word in text.split())


def _shouted(names: PrintedNames) -> Iterator[_Shouted]:
    """Give the people of an entry that stand in capitals."""
    acronyms = _acronyms(names.entry)
    for name, (start, end) in zip(names.names, names.spans, strict=True):
        if isinstance(name, Person) and name.family not in acronyms and _is_shouted(name):
            yield _Shouted(names, name, start, end)


def _acronyms(entry: Entry) -> frozenset[str]:
    """Give the words that a title has in capitals among small letters."""
    title = entry.reference.title
    words = () if title.isupper() else _WORD.findall(title)
    return frozenset(word for word in words if word.isupper())


def _is_shouted(person: Person) -> bool:
    if not person.family.isupper() or letters_of(person.family) < 2 or not person.given:
        return False
    if is_all_initials(person.given):
        return letters_of(person.family) >= _LONGER
    return True


def _finding(group: list[_Shouted], forms: dict[str, str]) -> Finding:
    """Tell the people of one entry together."""
    reading, entry = group[0].names.reading, group[0].names.entry
    edits, written, known = [], [], []
    for one in group:
        text = reading.text[one.start : one.end]
        form = forms.get(one.person.family.casefold())
        known += [form] if form else []
        written.append(_calmed(text, one.person, form))
        edits.append(AmendText(at=reading.printed(one.start, one.end), text=written[-1]))
    names = ", ".join(f"“{one.person.family}”" for one in group)
    stand = "stands" if len(group) == 1 else "stand"
    fix = Fix(title=f"Write {'; '.join(written)}", safety="unsafe", edits=tuple(edits))
    return RULE.finding(
        f"{names} {stand} in capitals; nearly all other names in this list do not.",
        reading.printed(group[0].start, group[-1].end),
        entries=(entry.id,),
        reasons=tuple(f"“{form}” is written so elsewhere" for form in dict.fromkeys(known)),
        fixes=(fix,),
    )


def _calmed(text: str, person: Person, known: str | None) -> str:
    """Write the words of a name with one capital each; initials and suffixes stay."""
    before, family, after = text.partition(person.family)
    if not family:
        return _WORD.sub(_calm_given, text)
    family = known or _WORD.sub(_calm, family)
    return _WORD.sub(_calm_given, before) + family + _WORD.sub(_calm_given, after)


def _calm_given(found: re.Match[str]) -> str:
    word = found[0]
    initials = letters_of(word) < _LONGER and is_initials(word)
    return word if initials or word in {"III", "VIII"} else _calm(found)


def _calm(found: re.Match[str]) -> str:
    word = found[0]
    if not word.isupper() or letters_of(word) < 2:
        return word
    if is_particle(word.casefold()):
        return word.casefold()
    plain = "".join(part.capitalize() for part in re.split(r"(?<=['’])", word))
    return f"Mc{plain[2:].capitalize()}" if plain.startswith("Mc") and len(plain) > 4 else plain


_USUAL = (
    "Adams, B. and Brown, C. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    "Clark, D. and Davis, E. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n"
    "Evans, F. (2003), Joint funds. Policy Studies, 24, 1, pp. 1–9.\n"
)
_REST = " (2004), Joint goals. Policy Studies, 25, 1, pp. 1–9.\n"

RULE = Rule(
    code="NAM307",
    name="shouting-name",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_USUAL + "NG, ANDREW" + _REST,
            list_only=True,
            finds=("NG, ANDREW",),
            after=_USUAL + "Ng, Andrew" + _REST,
            values={"r4": {"author": [{"family": "Ng", "given": "Andrew"}]}},
            safety="unsafe",
            why="A name as a database has it.",
        ),
        Example(
            text=_USUAL + "O'HARE-MCKAY, J. R." + _REST,
            list_only=True,
            finds=("O'HARE-MCKAY, J. R.",),
            after=_USUAL + "O'Hare-McKay, J. R." + _REST,
            safety="unsafe",
            why="Each part of a name has its capital; initials keep theirs.",
        ),
        Example(
            text=_USUAL.replace("Adams", "ADAMS").replace("Brown", "BROWN") + "GRANT, H." + _REST,
            list_only=True,
            why="Capitals are common here.",
        ),
        Example(
            text=_USUAL + "UNESCO" + _REST + "LSE, Department of Health" + _REST + "Li W" + _REST,
            list_only=True,
            why="Acronyms, and a short name before initials.",
        ),
        Example(
            text=_USUAL + "Grant, H. and COSMOS, T." + _REST.replace("goals", "goals in COSMOS"),
            list_only=True,
            why="The title shows that what a database took for a name is an acronym.",
        ),
    ),
)
