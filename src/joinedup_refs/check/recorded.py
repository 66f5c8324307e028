"""What accepted records say about a value, and how far their word goes."""

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple, TypeAlias

from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Safety
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Candidate, Evidence, Match
from joinedup_refs.model.origin import Record
from joinedup_refs.model.value import Json

Standing: TypeAlias = Literal["own", "list", "guess"]
"""Whose word a value is: the work's own record, another work's reference list, a guess."""

_NUMBERS = ("issued", "volume", "issue", "page")
_ENOUGH = 3  # fields beside the one in question that must agree before a value is replaced
_GUESSED = ("circumstance", "not this", "another work")


class Claim(NamedTuple):
    """What one record says about one variable."""

    match: Match
    value: Json
    standing: Standing

    @property
    def origin(self) -> Record:
        """The record that says so."""
        return self.match.candidate.origin


def found(
    document: Document, evidence: Evidence | None
) -> Iterator[tuple[Entry, tuple[Match, ...]]]:
    """Give the entries whose record was found beyond doubt, with their records."""
    if evidence is None:
        return
    for entry in document.entries:
        matches = accepted(evidence, entry.id)
        if matches:
            yield entry, matches


def accepted(evidence: Evidence, entry: str) -> tuple[Match, ...]:
    """Give the records accepted for an entry, those left out that have a rival."""
    return tuple(m for m in evidence.accepted(entry) if not m.runner_up)


def claims(matches: Iterable[Match], variable: str) -> tuple[Claim, ...]:
    """Give what records say about a variable; what somebody only remembers is no word of theirs."""
    told: list[Claim] = []
    for match in matches:
        value = match.candidate.item.get(variable)
        standing = standing_of(match.candidate, variable)
        if value not in (None, "", [], {}) and standing is not None:
            told.append(Claim(match, value, standing))
    return tuple(told)


def standing_of(candidate: Candidate, variable: str) -> Standing | None:
    """Say whose word a record's value is; None for one that rests on memory.

    A source's record speaks for itself. In one put together by hand each value has a level: A a
    publisher's page or title page, B a library or university, C another work's reference list.
    """
    if not candidate.levels:
        return "own"
    level = candidate.levels.get(variable, "").strip()
    if level[:1].upper() == "M":
        return None
    if any(word in level.casefold() for word in _GUESSED):
        return "guess"
    return "own" if level[:1].upper() in {"A", "B"} else "list"


def agreeing(match: Match, without: str) -> tuple[str, ...]:
    """Give the variables of an entry that agree with a record, one left out of account."""
    left_out = {"author", "editor"} if without in {"author", "editor"} else {without}
    return tuple(
        variable
        for variable, how in match.agreement.items()
        if how in {"equal", "close"} and variable not in left_out
    )


def is_free_of(match: Match, variable: str) -> bool:
    """Whether the record was accepted with a variable left out of the comparison, too."""
    names = ("author", "editor") if variable in {"author", "editor"} else (variable,)
    said = [v for v in names if match.agreement.get(v, "missing") != "missing"]
    return set(said) <= set(match.stands_without)


def support(
    told: Iterable[Claim],
    variable: str,
    same: Callable[[Json, Json], bool],
    *,
    compared: bool = True,
) -> tuple[Claim, Safety] | None:
    """Say which record's value may take the place of a printed one, and how well supported that is.

    `compared` is false for what the decision never looks at, such as initials. None where only
    another work's list speaks for it, or where the records contradict each other.
    """
    told = tuple(told)
    own = [claim for claim in told if claim.standing == "own"]
    chosen = own or [claim for claim in told if claim.standing == "guess"]
    if not chosen or any(not same(claim.value, chosen[0].value) for claim in told):
        return None
    free = [claim for claim in chosen if not compared or is_free_of(claim.match, variable)]
    best = max(free or chosen, key=lambda claim: len(agreeing(claim.match, variable)))
    enough = own and free and len(agreeing(best.match, variable)) >= _ENOUGH
    return best, "evident" if enough and not _also_differs(best.match, variable) else "unsafe"


def _also_differs(match: Match, variable: str) -> bool:
    """Whether the record has another number too that is not the entry's.

    One number off is a slip of the list, most likely. With two, the record may be the careless one.
    """
    return any(match.agreement.get(v) == "differs" for v in _NUMBERS if v != variable)


def filling(
    told: Iterable[Claim], variable: str, same: Callable[[Json, Json], bool]
) -> tuple[Claim, Safety] | None:
    """Say which record's value may fill an empty field, and how well supported that is.

    None where the records contradict each other.
    """
    told = tuple(told)
    if not told or any(not same(claim.value, told[0].value) for claim in told):
        return None
    order: dict[Standing, int] = {"own": 0, "list": 1, "guess": 2}
    best = min(told, key=lambda c: (order[c.standing], -len(agreeing(c.match, variable))))
    enough = best.standing != "guess" and len(agreeing(best.match, variable)) >= _ENOUGH
    return best, "evident" if enough else "unsafe"


def years_of(candidate: Candidate) -> frozenset[int]:
    """Give every year that a record gives its work: online, in print, issued."""
    years = {*candidate.years, candidate.online_year, candidate.print_year}
    years.add(issued_year(candidate.item))
    return frozenset(year for year in years if year)


def issued_year(item: dict[str, Json]) -> int | None:
    """Give the year of a CSL item's date of issue."""
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    year = first[0] if isinstance(first, list) and first else None
    return int(year) if isinstance(year, (int, str)) and str(year).isdecimal() else None
