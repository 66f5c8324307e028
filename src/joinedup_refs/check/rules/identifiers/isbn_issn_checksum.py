"""The last digit of an ISBN or ISSN does not fit the others.

## What it does

Reckons the check digit of every number that stands behind the word ISBN or ISSN, or in the field of
that name in a record, and names those that are wrong, and ISBNs with too few digits or too many.
Other numbers are left alone.

## Why it matters

One digit is wrong, and the book is not found by its number, or another one is.

## Fix safety

Shown only: which digit is wrong the number does not tell. Where a record was found beyond doubt
whose number differs in one digit, that digit is put in: well supported where at least three other
fields agree, otherwise a best guess.

## Sources

ISO 2108:2017 and the ISBN Users' Manual, 7th edition, section 4; ISO 3297:2022, annex B.
"""

from collections.abc import Iterator

from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.recorded import agreeing, claims, found
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.style.mending import whole
from joinedup_refs.check.witnesses import reasons
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Fix, Safety
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence, Match
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.text import Reading, Span
from joinedup_refs.model.value import Json
from joinedup_refs.notation.identifiers import isbn, issn


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name ISBNs and ISSNs whose digits do not agree."""
    del context
    records = {entry.id: matches for entry, matches in found(document, evidence)}
    for entry in document.entries:
        for word, notation in (("ISBN", isbn), ("ISSN", issn)):
            reading, lead = _where(document, entry, word)
            if reading is None:
                continue
            for start, end, why in notation.find_wrong(lead + reading.text):
                at = reading.printed(start - len(lead), end - len(lead))
                shown = reading.text[start - len(lead) : end - len(lead)]
                fixes, because = _recorded(shown, word, at, records.get(entry.id, ()))
                yield RULE.finding(
                    f"“{shown}” is no {word}: {why}.",
                    at,
                    entries=(entry.id,),
                    reasons=because,
                    fixes=fixes,
                )


def _recorded(
    shown: str, word: str, at: Span, matches: tuple[Match, ...]
) -> tuple[tuple[Fix, ...], tuple[str, ...]]:
    """Put in the number of a record that differs from the printed one in one digit."""
    printed = _digits(shown)
    near = [
        (claim, digits)
        for claim in claims(matches, word)
        for digits in {_digits(str(one)) for one in _listed(claim.value)}
        if len(digits) == len(printed)
        and sum(a != b for a, b in zip(digits, printed, strict=True)) == 1
    ]
    if len({digits for _, digits in near}) != 1:
        return (), ()
    claim, digits = near[0]
    if claim.standing != "own":
        return (), ()
    at_digit = [n for n, sign in enumerate(shown) if sign.isdigit() or sign in "Xx"]
    (wrong,) = (n for n, (a, b) in enumerate(zip(digits, printed, strict=True)) if a != b)
    number = shown[: at_digit[wrong]] + digits[wrong] + shown[at_digit[wrong] + 1 :]
    edit = AmendText(at=at, text=number)
    safety: Safety = "evident" if len(agreeing(claim.match, word)) >= _ENOUGH else "unsafe"
    fix = Fix(title=f"write {number}", safety=safety, edits=(edit,))
    return (fix,), reasons(claim, word, number)


def _listed(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [value]


def _digits(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit() or sign in "Xx").upper()


def _where(document: Document, entry: Entry, word: str) -> tuple[Reading | None, str]:
    """Give where numbers of a kind stand, and the word that says so where a field's name does."""
    if not document.text.form:
        return whole(document, entry), ""
    origin = entry.origins.get(word)
    at = origin.at if isinstance(origin, Printed) else None
    return (document.text.read(at) if at is not None else None), f"{word} "


_ENOUGH = 3  # other fields that agree
_BOOK = "Adams, B. (2001), Joint Plans (London: Routledge). "

RULE = Rule(
    code="IDN805",
    name="isbn-issn-checksum",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_BOOK + "ISBN 0-306-40615-3.\n" + _BOOK + "ISBN 978-0-306-40615-8.\n",
            list_only=True,
            finds=("0-306-40615-3", "978-0-306-40615-8"),
            why="Ten digits and thirteen.",
        ),
        Example(
            text=_BOOK + "ISBN 0-306-40615-3.\n",
            list_only=True,
            evidence=_evidence(
                _match("r1", {"ISBN": ["9780306406157", "0306406152"]}, "author title publisher")
            ),
            finds=("0-306-40615-3",),
            after=_BOOK + "ISBN 0-306-40615-2.\n",
            safety="evident",
            why="The record of the book has the digit.",
        ),
        Example(
            text="Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9. ISSN 0317-8472.\n",
            list_only=True,
            finds=("0317-8472",),
            why="A journal's number.",
        ),
        Example(
            text="@book{a, title = {Joint Plans}, isbn = {0-306-40615-3}}\n"
            "@book{b, title = {Joint Goals}, isbn = {0-306-40615-2}}\n",
            bib=True,
            finds=("0-306-40615-3",),
            why="The name of a field is the word.",
        ),
        Example(
            text=_BOOK
            + "ISBN 0-306-40615-2.\n"
            + _BOOK
            + "ISBN-13: 978-0-306-40615-7 (paperback).\n"
            + _BOOK
            + "0306406153.\n",
            list_only=True,
            why="Right numbers, and one that may be anything.",
        ),
    ),
)
