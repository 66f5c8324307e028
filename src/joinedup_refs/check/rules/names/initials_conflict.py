"""The initials of an author are not those of the record.

## What it does

Compares the initials of each author with those that the record has for the same family name. Fewer
initials than the record's are no conflict, and neither is one that stands further on in them. Where
only a record of another work by the same people is at hand, its names are shown.

## Why it matters

Initials tell people of one family name apart. With wrong ones the author is credited as somebody
else.

## Fix safety

Well supported where the record is of this work whatever its authors' initials, at least three other
fields agreeing, and no other source contradicts it. A best guess where a short name may explain the
difference (Bob, Robert), where the record says less than the list (one initial for a name written
out), or where the record has the name by circumstance only. A record of another work by the same
people is shown and changes nothing.

## Sources

Crossref's metadata schema, `author`; CSL 1.0.2, name variables.
"""

from collections.abc import Iterator

from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.given_names import claimed, differing, elsewhere, told, written
from joinedup_refs.check.people import Pair, letters, likeness, may_be_short_name
from joinedup_refs.check.recorded import Claim, support
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix, Safety
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.value import Json
from joinedup_refs.notation import names, persons


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the entries whose authors have other initials in their record."""
    del context
    for entry, held, claims in claimed(document, evidence):
        if not claims:
            yield from elsewhere(RULE, entry, held, _conflicts)
        elif all(differing(entry, claim, _conflicts) for claim in claims):
            yield _told(document, entry, claims)


def _conflicts(pair: Pair) -> bool:
    return likeness(pair) == "conflict"


def _told(document: Document, entry: Entry, claims: tuple[Claim, ...]) -> Finding:
    chosen = support(claims, "author", _same_initials, compared=False)
    claim, safety = chosen or (claims[0], None)
    wrong = differing(entry, claim, _conflicts)

    def fixes(because: tuple[str, ...]) -> tuple[Fix, ...]:
        return () if safety is None else _fixes(document, entry, wrong, safety, because)

    return told(RULE, entry, claim, wrong, fixes)


def _fixes(
    document: Document,
    entry: Entry,
    wrong: tuple[Pair, ...],
    safety: Safety,
    because: tuple[str, ...],
) -> tuple[Fix, ...]:
    done = written(document, entry, wrong, code=RULE.code, because=because)
    if done is None:
        return ()
    if any(may_be_short_name(pair) or _says_less(pair) for pair in wrong):
        safety = "unsafe"
    title = f"Write {'; '.join(map(names.inverted, done.people))}"
    return (Fix(title=title, safety=safety, edits=done.edits),)


def _says_less(pair: Pair) -> bool:
    """Whether the record has an initial where the list has a name or several initials."""
    printed, recorded = letters(pair.printed.given), letters(pair.recorded.given)
    spelt = not persons.is_all_initials(pair.printed.given)
    return len(recorded) < len(printed) or (spelt and persons.is_all_initials(pair.recorded.given))


def _same_initials(one: Json, other: Json) -> bool:
    return _given(one) == _given(other)


def _given(value: Json) -> tuple[str, ...]:
    people = value if isinstance(value, list) else []
    given = (str(p.get("given", "")) if isinstance(p, dict) else "" for p in people)
    return tuple(names.initials_of(g)[:1].casefold() for g in given)


_LINE = "Adams, B. and Cole, D. (2001), Joint plans. Policy Studies, 22, 1, pp. 31–49.\n"
_COLE: Json = {"family": "Cole", "given": "Dora"}
_OTHER_WORK: dict[str, Json] = {
    "title": "Wide Care",
    "author": [{"family": "Adams", "given": "Jane"}, _COLE, {"family": "Finch", "given": "Edna"}],
}

RULE = Rule(
    code="NAM302",
    name="initials-conflict",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(
                _match("r1", {"author": [{"family": "Adams", "given": "Jane M."}, _COLE]})
            ),
            finds=(_LINE.strip(),),
            after=_LINE.replace("B.", "J. M."),
            values={
                "r1": {
                    "author": [
                        {"family": "Adams", "given": "J. M."},
                        {"family": "Cole", "given": "D."},
                    ]
                }
            },
            safety="evident",
            why="The record of this work has another Adams.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(
                _match("r1", {"author": [{"family": "Adams", "given": "William"}, _COLE]})
            ),
            finds=(_LINE.strip(),),
            after=_LINE.replace("B.", "W."),
            safety="unsafe",
            why="B. may be Bill.",
        ),
        Example(
            text=_LINE.replace("B.", "Beatrice"),
            list_only=True,
            evidence=_evidence(
                _match("r1", {"author": [{"family": "Adams", "given": "J."}, _COLE]})
            ),
            finds=(_LINE.strip().replace("B.", "Beatrice"),),
            after=_LINE.replace("B.", "J."),
            safety="unsafe",
            why="The record has less than the list, which is not given up for it.",
        ),
        Example(
            text=_LINE.replace(" and Cole, D.", ", Cole, D. and Finch, E."),
            list_only=True,
            evidence=_evidence(_match("r1", _OTHER_WORK, "author", verdict="reject")),
            finds=(_LINE.strip().replace(" and Cole, D.", ", Cole, D. and Finch, E."),),
            why="Another work by the same three people: shown and no more.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(
                _match("r1", {"author": [{"family": "Adams", "given": "Bea R."}, _COLE]})
            ),
            why="The record has more initials, not other ones.",
        ),
    ),
)
