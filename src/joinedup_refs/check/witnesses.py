"""Says in words what speaks for a value."""

from joinedup_refs.check.recorded import Claim, agreeing
from joinedup_refs.model.evidence import Match

_FIELDS = {
    "author": "surnames",
    "editor": "editors",
    "container-title": "journal or book",
    "page": "pages",
    "issued": "year",
    "publisher": "publisher",
}
_LEVELS = {
    "A": "the publisher's page or the title page",
    "B": "a library's or a university's record",
    "C": "another work's reference list",
}
_LONGEST = 160


def named(match: Match) -> str:
    """Name a record: `the record 10.1/x in crossref`."""
    origin = match.candidate.origin
    return (
        f"the record {origin.id} in {origin.source}"
        if origin.id
        else f"a record in {origin.source}"
    )


def says(claim: Claim, variable: str, value: str) -> str:
    """Say who has a value: `the record 10.1/x in crossref has 377–387`."""
    if claim.standing == "guess":
        return f"{named(claim.match)} has {value}, by circumstance only"
    who = _vouching(claim.match.candidate.levels.get(variable, ""))
    return f"{named(claim.match)} has {value}" + (f", on the word of {who}" if who else "")


def _vouching(level: str) -> str:
    """Say who stands for a value of a record put together by hand: `C: a list of 2005`."""
    letter, _, who = level.partition(":")
    return who.strip()[:_LONGEST] or _LEVELS.get(letter.strip()[:1].upper(), "")


def otherwise(match: Match, variable: str) -> str:
    """Say what agrees beside the value in question; empty where nothing does."""
    counted = agreeing(match, variable)
    equal = [field(v) for v in counted if match.agreement[v] == "equal"]
    nearly = [field(v) for v in counted if match.agreement[v] == "close"]
    told = [f"{_listed(equal)} {_agree(equal)} otherwise"] if equal else []
    told += [f"{_listed(nearly)} nearly {_agree(nearly)}"] if nearly else []
    return ", ".join(told)


def _listed(fields: list[str]) -> str:
    return fields[0] if len(fields) == 1 else f"{', '.join(fields[:-1])} and {fields[-1]}"


def _agree(fields: list[str]) -> str:
    return "agree" if len(fields) > 1 or fields[0].endswith("s") else "agrees"


def reasons(claim: Claim, variable: str, value: str) -> tuple[str, ...]:
    """Give what speaks for a record's value, each part in words."""
    told = (says(claim, variable, value), otherwise(claim.match, variable))
    return tuple(part for part in told if part)


def field(variable: str) -> str:
    """Give the word for a CSL variable."""
    return _FIELDS.get(variable, variable)
