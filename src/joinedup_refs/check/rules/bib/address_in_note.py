"""A DOI or a web address stands in `note` or `howpublished`, and the field for it is missing.

## What it does

Names a DOI in either field where the entry has no `doi`; in a file for biblatex a web address too,
where it has no `url`. For BibTeX, whose standard styles know no `url`, `howpublished` is the place
for an address.

## Why it matters

Programs that look the work up, or link to it, look into `doi` and `url` only.

## Fix safety

A best guess where the field holds nothing else: it becomes the field that is missing. Otherwise
shown only.

## Sources

The biblatex manual 3.19, section 2.2.2; the usual way of BibTeX files before it.
"""

import re
from collections.abc import Iterator

from joinedup_refs.check.bib_file import BibFile
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.formats.bib_parts import Block, Field
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding

_DOI = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/|\bdoi:?\s{0,3})?(10\.\d{4,9}/[^\s{}\"<>]{1,200})",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://[^\s{}\"<>]{1,400}")
_AROUND = re.compile(
    r"\\(?:url|path|href|nolinkurl)|[{}\s.,;]|doi|available (?:at|from|online)|url", re.IGNORECASE
)


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the addresses that stand in the wrong field."""
    del evidence, context
    file = BibFile(document)
    names: set[str] = set()
    last: Block | None = None
    for block, field in file.fields():
        if block is not last:
            names, last = {f.name for f in block.fields}, block
        if field.name not in {"note", "howpublished"} or field.shape in {"bare", "joined"}:
            continue
        doi = _DOI.search(field.value)
        url = _URL.search(field.value)
        if doi is not None:
            if "doi" not in names and "doi.org/" not in _value(block, "url"):
                yield _told(file, block, field, doi, "doi", doi[1].rstrip(".,;)"))
        elif url is not None and file.dialect == "biblatex" and "url" not in names:
            yield _told(file, block, field, url, "url", url[0].rstrip(".,;)"))


def _value(block: Block, name: str) -> str:
    return next((field.value for field in block.fields if field.name == name), "")


def _told(
    file: BibFile, block: Block, field: Field, found: re.Match[str], name: str, value: str
) -> Finding:
    rest = field.value.replace(found[0], "", 1)
    alone = not _AROUND.sub("", rest).strip(":()")
    what = "A DOI" if name == "doi" else "A web address"
    fixes: tuple[Fix, ...] = ()
    if alone and "\\" not in value:
        edits = (
            file.put(field.at, field.at + len(field.name), name),
            file.put(field.start, field.end, value),
        )
        fixes = (Fix(title=f"Make it the field {name}", safety="unsafe", edits=edits),)
    start = field.start + found.start()
    return RULE.finding(
        f"{what} stands in {field.name}, and the entry has no {name}.",
        file.at(start, field.start + found.end()),
        entries=file.ids(block),
        fixes=fixes,
    )


def _misc(fields: str) -> str:
    return f"@misc{{adams01, title = {{Joint Plans}}, {fields}}}"


RULE = Rule(
    code="BIB018",
    name="address-in-note",
    inputs="bib",
    severity="note",
    check=check,
    examples=(
        Example(
            text=_misc("note = {\\url{https://doi.org/10.5555/plans.1}}, year = {2001}"),
            bib=True,
            finds=("https://doi.org/10.5555/plans.1",),
            after=_misc("doi = {10.5555/plans.1}, year = {2001}"),
            safety="unsafe",
            why="A DOI and nothing else.",
        ),
        Example(
            text=_misc("howpublished = {https://example.org/plans, read in May}, date = {2001}"),
            bib=True,
            finds=("https://example.org/plans,",),
            why="A file for biblatex; what else is said stays.",
        ),
        Example(
            text=_misc("howpublished = {\\url{https://example.org/plans}}, year = {2001}"),
            bib=True,
            why="The way of BibTeX.",
        ),
        Example(
            text=_misc("note = {doi: 10.5555/plans.1}, doi = {10.5555/plans.1}, year = {2001}"),
            bib=True,
            why="The field is there.",
        ),
    ),
)
