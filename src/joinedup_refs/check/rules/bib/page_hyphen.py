"""A hyphen stands between pages where a .bib file has `--`.

## What it does

Names the ranges in `pages` with a single hyphen, a minus or a long dash. A hyphen within a page
(`A-12`), and numbers that do not rise, are passed over; so is an en dash.

## Why it matters

Styles that print the field as it stands print a hyphen; `--` is what LaTeX sets as an en dash.

## Fix safety

Tidying: the sign is changed, the pages stay the same.

## Sources

O. Patashnik, BibTeXing (1988), section 3.2, `pages`; the biblatex manual 3.19, `pages`.
"""

from collections.abc import Iterator

from joinedup_refs.check.bib_file import BibFile
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.formats.bib_pages import other_dashes
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the ranges of pages that a hyphen makes."""
    del evidence, context
    file = BibFile(document)
    for block, field in file.fields():
        if field.name != "pages" or field.shape not in {"braces", "quotes"}:
            continue
        for place in other_dashes(field.value):
            start, end = (field.start + at for at in place)
            edit = file.put(start, end, "--")
            sign = field.value[slice(*place)].strip()
            yield RULE.finding(
                f"{sign} stands between pages; .bib files have -- there.",
                file.at(start, end),
                entries=file.ids(block),
                fixes=(Fix(title="Write --", safety="safe", edits=(edit,)),),
            )


def _article(pages: str) -> str:
    return f"@article{{adams01, title = {{Joint Plans}}, pages = {{{pages}}}}}"


RULE = Rule(
    code="BIB015",
    name="page-hyphen",
    inputs="bib",
    severity="note",
    check=check,
    examples=(
        Example(
            text=_article("12-34, 517 - 38"),
            bib=True,
            finds=("-", " - "),
            after=_article("12--34, 517--38"),
            safety="safe",
            why="Two ranges, one of them shortened.",
        ),
        Example(
            text=_article("S12---S15"),
            bib=True,
            finds=("---",),
            after=_article("S12--S15"),
            safety="safe",
            why="Three hyphens are a dash of another kind.",
        ),
        Example(
            text="".join(
                _article(pages).replace("adams01", f"a{n}")
                for n, pages in enumerate(("12--34", "12–34", "A-12", "3-1--3-15", "045-2", "12-1"))
            ),
            bib=True,
            why="Right ones, and hyphens that belong to the page or to the number of an article.",
        ),
    ),
)
