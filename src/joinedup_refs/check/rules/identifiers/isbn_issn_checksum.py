"""The last digit of an ISBN or ISSN does not fit the others.

## What it does

Reckons the check digit of every number that stands behind the word ISBN or ISSN, and names those
that are wrong, and ISBNs with too few digits or too many. Numbers without the word are left alone.

## Why it matters

One digit is wrong, and the book is not found by its number, or another one is.

## Fix safety

Shown only: which digit is wrong the number does not tell.

## Sources

ISO 2108:2017 and the ISBN Users' Manual, 7th edition, section 4; ISO 3297:2022, annex B.
"""

from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.style.mending import whole
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.notation.identifiers import isbn, issn


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name ISBNs and ISSNs whose digits do not agree."""
    del evidence, context
    for entry in document.entries:
        reading = whole(document, entry)
        if reading is None:
            continue
        for word, notation in (("ISBN", isbn), ("ISSN", issn)):
            for start, end, why in notation.find_wrong(reading.text):
                shown = reading.text[start:end]
                yield RULE.finding(
                    f"“{shown}” is no {word}: {why}.",
                    reading.printed(start, end),
                    entries=(entry.id,),
                )


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
            text="Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9. ISSN 0317-8472.\n",
            list_only=True,
            finds=("0317-8472",),
            why="A journal's number.",
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
