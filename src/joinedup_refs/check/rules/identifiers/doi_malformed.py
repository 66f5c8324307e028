"""What is given as a DOI is none, has a blank inside, or may go on behind one.

## What it does

Looks at what stands behind `doi:` or `doi.org/` and names what cannot be a DOI: one that does not
begin with `10.` and the number of a registrant, one without a slash, one with nothing behind it. A
short DOI (`10/abc`) is one, and words such as `doi: in press` are no attempt at one. Names a DOI
with a blank inside as well, which a lost line break leaves; a line that ends within a DOI is none.
Where a slash or a stop with a number follows a DOI behind a blank, the DOI is read up to the blank,
and that it may be longer is told.

## Why it matters

The link leads nowhere, and the entry is found by no program that goes by DOIs.

## Fix safety

Tidying where a blank goes: what is joined is a DOI by its grammar. All else is shown only: a DOI is
never guessed.

## Sources

ISO 26324:2022; the DOI Handbook, section 2; shortdoi.org.
"""

import re
from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.style.mending import whole
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Fix
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.text import Reading
from joinedup_refs.notation.identifiers import doi as notation


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name what is announced as a DOI and is none."""
    del evidence, context
    for entry in document.entries:
        reading = whole(document, entry)
        if reading is None:
            continue
        for start, end, why in notation.find_malformed(reading.text):
            message = f"“{reading.text[start:end]}” is no DOI: {why}."
            yield RULE.finding(message, reading.printed(start, end), entries=(entry.id,))
        for start, end, doi in () if _is_sound(reading.text) else notation.find(reading.text):
            where = reading.text.find("10.", start), end
            yield from _parted(document, entry, reading, where, doi)
            if longer := notation.end_in_doubt(reading.text, end):
                yield RULE.finding(
                    f"“{reading.text[where[0] : longer]}” may be one DOI with a blank inside; it is"
                    f" read as {doi}.",
                    reading.printed(where[0], longer),
                    entries=(entry.id,),
                )


def _is_sound(text: str) -> bool:
    """Whether every DOI in a text ends at a brace or a comma before a blank, as in .bib files."""
    return text.count("10.") == len(_CLOSED.findall(text))


def _parted(
    document: Document, entry: Entry, reading: Reading, where: tuple[int, int], doi: str
) -> Iterator[Finding]:
    """Name a DOI in which blanks stand, unless a line of the text ends there."""
    start, end = where
    blanks = [
        reading.printed(start + met.start(), start + met.end())
        for met in _BLANKS.finditer(reading.text[start:end])
    ]
    if not blanks or any("\n" in document.text.slice(at) for at in blanks):
        return
    edits = tuple(AmendText(at=at, text="") for at in blanks)
    fix = Fix(title="take the blank out of the DOI", safety="safe", edits=edits)
    # where more may belong to it, taking one blank out would leave the DOI cut short
    whole_one = not _MORE.match(reading.text, end)
    yield RULE.finding(
        f"“{reading.text[start:end]}” has a blank inside, so that its link leads nowhere.",
        reading.printed(start, end),
        entries=(entry.id,),
        reasons=(f"{doi} is a DOI",) if whole_one else (),
        fixes=(fix,) if whole_one else (),
    )


_CLOSED = re.compile(r"10\.\d{4,9}/[^\s\"“”<>{},]{1,300}[},]")
_BLANKS = re.compile(r"\s+")
_MORE = re.compile(r"[\s.]{0,3}\d|\.\s?[a-z]|\s?:|[<>]")
"""What may go on with a DOI behind another blank: `10.1080/ j.towns. 2009.09.007`."""
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
            text=_LINE + "https://doi.org/10.1080/ ps.26.1\n",
            list_only=True,
            finds=("10.1080/ ps.26.1",),
            after=_LINE + "https://doi.org/10.1080/ps.26.1\n",
            safety="safe",
            values={"r1": {"DOI": "10.1080/ps.26.1"}},
            why="A blank behind the slash.",
        ),
        Example(
            text=_LINE + "https://doi.org/10.1080/towns /mum034\n",
            list_only=True,
            finds=("10.1080/towns /mum034",),
            after=_LINE + "https://doi.org/10.1080/towns/mum034\n",
            safety="safe",
            values={"r1": {"DOI": "10.1080/towns/mum034"}},
            why="A blank before a slash.",
        ),
        Example(
            text=_LINE + "doi: 10.1080/ j.towns. 2009.09.007\n",
            list_only=True,
            finds=("10.1080/ j.towns",),
            why="Where it ends is not plain, so the blanks are shown and stay.",
        ),
        Example(
            text=_LINE + "doi: 10.1080/towns.2003 / 034\n",
            list_only=True,
            finds=("10.1080/towns.2003 / 034",),
            values={"r1": {"DOI": "10.1080/towns.2003"}},
            why="What follows may be the DOI's own or another number: nothing is joined or cut.",
        ),
        Example(
            text=_LINE + "doi: 10.1080/towns.2003 / PMID 1234567\n",
            list_only=True,
            why="Another number, with its name.",
        ),
        Example(
            text=_LINE + "doi: 10.1080/01442870120026853 (accessed 3 May 2009)\n"
            "Brown, C. (2002), Joint teams. Policy Studies, 23, 4, pp. 2–9. doi:10.1080/\n"
            "   ps.26.1\n",
            list_only=True,
            why="Words behind a DOI, and a line that ends within one.",
        ),
        Example(
            text=_LINE + "https://doi.org/10/abcde\n",
            list_only=True,
            why="A short DOI.",
        ),
        Example(
            text=_LINE + "doi: in press\n" + _LINE + "https://doi.org/abc123\n",
            list_only=True,
            why="Words, and the address of a short DOI.",
        ),
    ),
)
