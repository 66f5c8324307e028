"""A web address leads nowhere any more.

## What it does

Names the entries whose web address is gone: its host says so (404, 410), or there is no such host.
It speaks only where you asked for the addresses to be looked at: `--check-urls`. An address that
answers to browsers only is not called gone, and one that gave no answer could not be checked, which
is told apart (`source-unreachable`).

## Why it matters

The reader of the list cannot follow it. An archived copy, or the page's new place, can be given
instead.

## Fix safety

Shown only: where the page went is not known here.

## Sources

The hosts themselves.
"""

from collections.abc import Iterator

from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Address, AddressState, Evidence
from joinedup_refs.model.finding import Finding


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the entries whose address is gone."""
    del context
    gone = [one for one in evidence.addresses if one.state == "gone"] if evidence else []
    told = {one.entry: one for one in gone}
    for entry in document.entries:
        if one := told.get(entry.id):
            yield RULE.finding(
                f"The address {one.url} {one.told}.", entry.span, entries=(entry.id,)
            )


_URL = "http://example.org/plans"
_LINE = f"Adams, B. (2001), Joint plans, {_URL} (accessed 3 May 2011).\n"


def _looked(state: AddressState, told: str) -> Evidence:
    address = Address(entry="r1", url=_URL, state=state, told=told)
    return _evidence().model_copy(update={"addresses": (address,), "asked": ()})


RULE = Rule(
    code="IDN806",
    name="dead-url",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_LINE,
            list_only=True,
            evidence=_looked("gone", "leads nowhere (404)"),
            finds=(_LINE.strip(),),
            why="The host has no such page.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_looked("answers", "answers (403)"),
            why="The host lets no program in, which says nothing against the address.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_looked("unreachable", "gave no answer in time"),
            why="Nobody knows.",
        ),
        Example(text=_LINE, list_only=True, why="Nobody asked for the addresses to be looked at."),
    ),
)
