"""The field `doi` holds more than the DOI.

## What it does

Names a `doi` that begins with the address of a resolver or with `doi:`, where the rest is a DOI.

## Why it matters

biblatex and the styles that know the field put `https://doi.org/` before what it holds, so that the
link leads to `https://doi.org/https://doi.org/…`, which is nowhere.

## Fix safety

Tidying: what stands before the DOI is taken out.

## Sources

The biblatex manual 3.19, section 2.2.2, `doi`; Crossref's display guidelines for DOIs.
"""

import re
from collections.abc import Iterator

from joinedup_refs.check.bib_file import BibFile
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding

_LED = re.compile(
    r"(?P<lead>\s{0,4}(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi\s?:?\s{0,3}){1,2})"
    r"(?P<doi>10\.\d{4,9}/[^\s{}]{1,400})\s{0,4}",
    re.IGNORECASE,
)


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the DOIs that are led in by an address."""
    del evidence, context
    file = BibFile(document)
    for block, field in file.fields():
        if field.name != "doi" or field.shape in {"bare", "joined"}:
            continue
        if found := _LED.fullmatch(field.value):
            start, end = (field.start + place for place in found.span("lead"))
            yield RULE.finding(
                f"{found['lead'].strip()} stands before the DOI, and programs put it there again.",
                file.at(start, end),
                entries=file.ids(block),
                fixes=(
                    Fix(
                        title="Leave the DOI alone",
                        safety="safe",
                        edits=(file.put(start, end, ""),),
                    ),
                ),
            )


def _entry(doi: str) -> str:
    return f"@article{{adams01, title = {{Joint Plans}}, doi = {doi}}}"


RULE = Rule(
    code="BIB022",
    name="doi-not-bare",
    inputs="bib",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_entry("{https://doi.org/10.5555/plans.1}"),
            bib=True,
            finds=("https://doi.org/",),
            after=_entry("{10.5555/plans.1}"),
            safety="safe",
            why="The address of the resolver.",
        ),
        Example(
            text=_entry('"doi: 10.5555/plans.1"'),
            bib=True,
            finds=("doi: ",),
            after=_entry('"10.5555/plans.1"'),
            safety="safe",
            why="The word.",
        ),
        Example(text=_entry("{10.5555/plans.1}"), bib=True, why="The DOI alone."),
        Example(
            text=_entry("{https://publisher.example/10.5555/plans.1}"),
            bib=True,
            why="The address of a publisher is no form of the DOI.",
        ),
    ),
)
