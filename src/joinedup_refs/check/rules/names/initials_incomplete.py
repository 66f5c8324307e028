"""An author has fewer given names or initials than in the record.

## What it does

Names the authors for whom the record of the work has further given names, or a fuller family name.
Titles such as Professor, which some records keep in a name, are left out. Where only a record of
another work by the same people is at hand, a fuller family name in it is shown.

## Why it matters

Further initials tell people of a common name apart. Many lists leave them out on purpose, so this
is an offer and no complaint.

## Fix safety

Always a best guess: the given names are offered, and written as initials where the list has
initials.

## Sources

Crossref's metadata schema, `author`; CSL 1.0.2, name variables.
"""

from collections.abc import Callable, Iterator

from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.given_names import claimed, differing, elsewhere, told, written
from joinedup_refs.check.people import Pair, likeness
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.name import Person
from joinedup_refs.model.value import Json
from joinedup_refs.notation import names


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the entries whose record has fuller names."""
    del context
    for entry, held, claims in claimed(document, evidence):
        claim = next((claim for claim in claims if claim.standing != "list"), None)
        if claim is None:
            yield from elsewhere(RULE, entry, held, lambda pair: pair.fuller)
        elif short := differing(entry, claim, _is_incomplete):
            yield told(RULE, entry, claim, short, _offer(document, entry, short))


def _is_incomplete(pair: Pair) -> bool:
    return likeness(pair) == "incomplete"


def _offer(
    document: Document, entry: Entry, short: tuple[Pair, ...]
) -> Callable[[tuple[str, ...]], tuple[Fix, ...]]:
    # which of the words are the family name, a record alone does not settle
    plain = [pair for pair in short if not pair.fuller]

    def fixes(because: tuple[str, ...]) -> tuple[Fix, ...]:
        done = written(document, entry, plain, code=RULE.code, because=because, whole=True)
        if done is None:
            return ()
        people = zip(done.people, done.recorded, strict=True)
        title = f"Write {'; '.join(_written(listed, whole) for listed, whole in people)}"
        return (Fix(title=title, safety="unsafe", edits=done.edits),)

    return fixes


def _written(listed: Person, whole: Person) -> str:
    said = names.inverted(listed)
    return said if listed == whole else f"{said} ({whole.given} in records)"


_LINE = "Adams, B. and Cole, D. (2001), Joint plans. Policy Studies, 22, 1, pp. 31–49.\n"
_COLE: Json = {"family": "Cole", "given": "Dora"}

RULE = Rule(
    code="NAM303",
    name="initials-incomplete",
    severity="note",
    check=check,
    examples=(
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(
                _match("r1", {"author": [{"family": "Adams Professor", "given": "Bea R."}, _COLE]})
            ),
            finds=(_LINE.strip(),),
            after=_LINE.replace("B.", "B. R."),
            values={
                "r1": {
                    "author": [
                        {"family": "Adams", "given": "Bea R."},
                        {"family": "Cole", "given": "D."},
                    ]
                }
            },
            safety="unsafe",
            why="A second given name; the title in the record is no part of the name.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(
                _match("r1", {"author": [{"family": "Adams", "given": "Bea"}, _COLE]})
            ),
            why="A given name written out where the list has its initial.",
        ),
    ),
)
