"""Hand-made references and records for the tests of matching; all of them are invented."""

from joinedup_refs.model.evidence import Candidate
from joinedup_refs.model.origin import Record
from joinedup_refs.notation.csl import from_csl

TEXT = (
    "Marlow, T. and Quint, B. (2008), Tidal marshes and the cost of sea walls. "
    "Coastal Policy Review, 41, 3, pp. 211–229."
)
PRINTED = {
    "type": "article-journal",
    "author": [{"family": "Marlow", "given": "T."}, {"family": "Quint", "given": "B."}],
    "title": "Tidal marshes and the cost of sea walls",
    "container-title": "Coastal Policy Review",
    "issued": {"date-parts": [[2008]]},
    "volume": "41",
    "issue": "3",
    "page": "211-229",
}
RECORDED = PRINTED | {
    "author": [{"family": "Marlow", "given": "Tess"}, {"family": "Quint", "given": "Bo"}],
    "DOI": "10.5555/cpr.41.211",
}


def item(base, **changes):
    """Change variables of an item (`_` for `-`); None takes one away."""
    changed = base | {name.replace("_", "-"): value for name, value in changes.items()}
    return {name: value for name, value in changed.items() if value is not None}


def issued(year):
    """A date of issue."""
    return {"date-parts": [[year]]}


def people(*families):
    """Authors by family name."""
    return [{"family": family} for family in families]


def reference(**changes):
    """The usual reference with changes."""
    return from_csl(item(PRINTED, **changes))


def record(*, source="works", years=(), aliases=(), **changes):
    """The usual record with changes."""
    made = item(RECORDED, **changes)
    year = made.get("issued", {}).get("date-parts", [[None]])[0][0]
    return Candidate(
        origin=Record(source=source, id=str(made.get("DOI", "w1"))),
        item=made,
        years=years or ((year,) if year else ()),
        aliases=aliases,
    )
