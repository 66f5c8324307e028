"""What is given as a DOI is none.

## What it does

Looks at what stands behind `doi:` or `doi.org/` and names what cannot be a DOI: one that does not
begin with `10.` and the number of a registrant, one without a slash, one with nothing behind it. A
blank that a lost line break has left is no fault, a short DOI (`10/abc`) is one, and words such as
`doi: in press` are no attempt at one.

## Why it matters

The link leads nowhere, and the entry is found by no program that goes by DOIs.

## Fix safety

Shown only: a DOI is never guessed.

## Sources

ISO 26324:2022; the DOI Handbook, section 2; shortdoi.org.
"""

from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.style.mending import whole
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.notation.identifiers import doi as notation


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name what is announced as a DOI and is none."""
    del evidence, context
    for entry in document.entries:
        reading = whole(document, entry)
        for start, end, why in notation.find_malformed(reading.text) if reading else ():
            at = reading.printed(start, end) if reading else entry.span
            shown = reading.text[start:end] if reading else ""
            yield RULE.finding(f"“{shown}” is no DOI: {why}.", at, entries=(entry.id,))


_LINE = "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9. "

RULE = Rule(
    code="IDN802",
    name="doi-malformed",
    severity="error",
    check=check,
    examples=(
        Example(
            text=_LINE + "doi:1080/01442870120026853\n",
            list_only=True,
            finds=("1080/01442870120026853",),
            why="The 10. is missing.",
        ),
        Example(
            text=_LINE + "https://doi.org/10.1080.01442870120026853\n",
            list_only=True,
            finds=("10.1080.01442870120026853",),
            why="A full stop in place of the slash.",
        ),
        Example(
            text=_LINE + "doi:10.1080/ 01442870120026853\n" + _LINE + "https://doi.org/10/abcde\n",
            list_only=True,
            why="A blank from a lost line break, and a short DOI.",
        ),
        Example(
            text=_LINE + "doi: in press\n" + _LINE + "https://doi.org/abc123\n",
            list_only=True,
            why="Words, and the address of a short DOI.",
        ),
    ),
)
