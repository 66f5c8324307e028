"""A list of references, any number of them, and the works that a service has of them."""

from itertools import product
from typing import Any, NamedTuple

from crossref_server import work

_FAMILIES = (
    "Heronsgate",
    "Marlowe",
    "Quintrell",
    "Underhay",
    "Bellweather",
    "Tarnfield",
    "Volesby",
)
_HOW = ("Quiet", "Early", "Shared", "Distant", "Uneven", "Patient", "Narrow", "Common", "Hidden")
_WHAT = ("harbours", "meadows", "archives", "orchards", "ledgers", "ferries", "quarries", "mills")
_WHERE = (
    "coastal",
    "northern",
    "market",
    "mining",
    "island",
    "border",
    "river",
    "upland",
    "fenland",
)
_WHEN = ("drought", "reform", "war", "plenty", "floods", "union", "enclosure", "decline", "renewal")
_JOURNALS = ("Journal of Town Studies", "Review of Rural Letters", "Annals of Inland Trade")
KINDS = ("plain", "with doi", "unknown", "wrong doi", "alias", "comma in doi")


class Invented(NamedTuple):
    """A reference as printed, and what is true of it."""

    line: str
    kind: str
    doi: str
    """The DOI of its record, empty where the service has none."""
    printed: str
    """The DOI that is printed, if one is."""
    work: dict[str, Any] | None


def invented(number: int) -> list[Invented]:
    """Make so many references, no two alike; of every six, two have no record."""
    titles = product(_WHEN, _WHERE, _WHAT, _HOW)
    made = []
    for at, (when, where, what, how) in zip(range(number), titles, strict=False):
        made.append(_one(at, f"{how} {what} of {where} towns in times of {when}"))
    return made


def _one(at: int, title: str) -> Invented:
    kind = KINDS[at % len(KINDS)]
    family, journal = _FAMILIES[at % len(_FAMILIES)], _JOURNALS[at % len(_JOURNALS)]
    year, volume, page = 1950 + at % 70, 1 + at % 60, 1 + at * 20
    doi = f"10.5555/town{at}" + (",b" if kind == "comma in doi" else "")
    printed = {"plain": "", "unknown": "", "alias": f"10.5555/old{at}"}.get(kind, doi)
    line = (
        f"{family}, A. ({year}), {title}. {journal}, {volume}, 2, pp. {page}–{page + 9}."
        + f" https://doi.org/{printed}" * bool(printed)
    )
    if kind in {"unknown", "wrong doi"}:
        return Invented(line, kind, "", printed, None)
    record = work(
        doi,
        title,
        author=[{"family": family, "given": "Ada"}],
        issued={"date-parts": [[year]]},
        volume=str(volume),
        issue="2",
        page=f"{page}-{page + 9}",
        publisher="Towns Press",
        **{"container-title": [journal]},
    )
    return Invented(line, kind, doi, printed, record)
