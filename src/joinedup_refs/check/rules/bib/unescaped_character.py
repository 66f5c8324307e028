r"""A sign that LaTeX reads as a command stands bare in a field that is printed.

## What it does

Names `&`, `%`, `#` and `_` without their backslash in fields that styles print, and a `$` that has
no second one in its field. Addresses, mathematics, arguments of `\url` and the like, and fields
that only programs read are passed over.

## Why it matters

LaTeX stops at `&`, `#` and `_`, and takes what follows a `%` for a comment, so that the rest of the
reference is lost. A single `$` begins mathematics that never end, and LaTeX stops there too.

## Fix safety

Tidying: the backslash is put in, and the same sign is printed. `&amp;`, which web pages have,
becomes `\&`. A best guess for a `$` without a number behind it, which may be mathematics of which
the other end was lost.

## Sources

L. Lamport, LaTeX (1994), section 2.2.1: the ten special characters.
"""

import re
from collections.abc import Iterator

from joinedup_refs.check.bib_file import BibFile
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.formats.bib_dialect import fields_read_by
from joinedup_refs.formats.bib_library import VERBATIM
from joinedup_refs.formats.bib_parts import Block, Field
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Fix, Safety
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding

_NOT_PRINTED = VERBATIM | {
    *(
        "abstract",
        "keywords",
        "keyword",
        "annote",
        "annotation",
        "crossref",
        "xdata",
        "xref",
        "ids",
    ),
    *("options", "related", "relatedoptions", "entryset", "langid", "key", "sortkey", "presort"),
    *(
        "eprint",
        "archiveprefix",
        "primaryclass",
        "eprintclass",
        "eprinttype",
        "biburl",
        "bibsource",
    ),
    *("date", "origdate", "eventdate", "urldate", "year", "slaccitation", "indextitle"),
    *("indexsorttitle", "usera", "userb", "userc", "userd", "usere", "userf"),
    *("execute", "sortname", "sorttitle", "sortyear", "gender", "label", "shorthand"),
}
_NAMES = frozenset({"author", "editor", "translator", "bookauthor"})
_SIGN = re.compile(
    r"\\(?:url|path|nolinkurl|href|label|ref|cite)\s*\{[^{}]*\}"  # read as they stand
    r"|\\(?:begin|verb|lstinline|ensuremath)\b"
    r"|\\."
    r"|(?P<maths>\$(?:[^$\\]|\\.){0,400}\$)"
    r"|(?P<entity>&amp;)|&\#?\w{1,12};"
    r"|(?P<sign>[&#_]|%(?!\s*\n))",
    re.DOTALL,
)
_DOLLAR = re.compile(r"\\.|(?P<dollar>\$)(?P<sum>\s?\d)?", re.DOTALL)
_GIVES_UP = ("\\begin", "\\verb", "\\lstinline", "\\ensuremath")


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the signs that LaTeX would take for commands."""
    del evidence, context
    file = BibFile(document)
    readers = fields_read_by()
    for block, field in file.fields():
        value = field.value
        if not any(map(value.__contains__, "&%_#$")):
            continue
        if field.name in _NOT_PRINTED or readers.get(field.name, "program") == "program":
            continue
        if field.shape in {"braces", "quotes"}:
            edits = _edits(file, field)
            if edits:
                yield _told(document, file, block, field, edits)
            yield from _lone_dollar(file, block, field)


def _edits(file: BibFile, field: Field) -> list[AmendText]:
    edits: list[AmendText] = []
    for found in _SIGN.finditer(field.value):
        start, end = field.start + found.start(), field.start + found.end()
        if found[0].startswith(_GIVES_UP):
            return []
        if found["entity"]:
            edits.append(file.put(start, end, r"\&"))
        elif found["sign"]:
            joins = found[0] == "&" and field.name in _NAMES  # told as a sign between names
            if not joins:
                edits.append(file.put(start, end, f"\\{found[0]}"))
    return edits


def _lone_dollar(file: BibFile, block: Block, field: Field) -> Iterator[Finding]:
    """Tell of a `$` that is the only one, which an amount of money may have but no mathematics."""
    if "$" not in field.value or any(map(field.value.__contains__, _GIVES_UP)):
        return
    dollars = [found for found in _DOLLAR.finditer(field.value) if found["dollar"]]
    if len(dollars) != 1:
        return
    (found,) = dollars
    start = field.start + found.start()
    edit = file.put(start, start + 1, r"\$")
    safety: Safety = "safe" if found["sum"] else "unsafe"
    yield RULE.finding(
        f"$ stands alone in {field.name}; LaTeX takes it for the start of mathematics.",
        edit.at,
        entries=file.ids(block),
        fixes=(Fix(title="Put in the backslash", safety=safety, edits=(edit,)),),
    )


def _told(
    document: Document, file: BibFile, block: Block, field: Field, edits: list[AmendText]
) -> Finding:
    signs = sorted({document.text.slice(edit.at) for edit in edits})
    named = " and ".join(signs)
    return RULE.finding(
        f"{named} {'has' if len(signs) == 1 else 'have'} no backslash in {field.name}; "
        f"LaTeX takes {'it for a command' if len(signs) == 1 else 'them for commands'}.",
        edits[0].at,
        related=[edit.at for edit in edits[1:]],
        entries=file.ids(block),
        fixes=(Fix(title="Put in the backslash", safety="safe", edits=tuple(edits)),),
    )


RULE = Rule(
    code="BIB012",
    name="unescaped-character",
    inputs="bib",
    severity="error",
    check=check,
    examples=(
        Example(
            text="@article{adams01, journal = {Money & Management}, title = {The 10% _x_ #1}}",
            bib=True,
            finds=("&", "%"),
            after=r"@article{adams01, journal = {Money \& Management}, "
            r"title = {The 10\% \_x\_ \#1}}",
            safety="safe",
            why="One field, one finding, however many signs.",
        ),
        Example(
            text="@book{adams01, publisher = {Allen &amp; Unwin}}",
            bib=True,
            finds=("&amp;",),
            after=r"@book{adams01, publisher = {Allen \& Unwin}}",
            safety="safe",
            why="As copied from a web page.",
        ),
        Example(
            text="@book{adams01, title = {A toll of $100 a bridge}}",
            bib=True,
            finds=("$",),
            after=r"@book{adams01, title = {A toll of \$100 a bridge}}",
            safety="safe",
            why="A sum of money, and no second sign for mathematics to end with.",
        ),
        Example(
            text=r"@book{adams01, title = {Tolls of \$5, and order $n$ and $k$ of {US}\$ loans},"
            "\n  url = {https://example.org/$a}, note = {$5 and $10}}",
            bib=True,
            why="Escaped, mathematics, an address; two signs may be mathematics as well.",
        ),
        Example(
            text=r"@article{adams01, journal = {Money \& Management}, title = {$x_1$ at 10\%},"
            "\n  url = {https://example.org/a_b?c=%20&d#e}, file = {a_b}, abstract = {10% & more},"
            "\n  note = {\\url{https://example.org/a_b}}, publisher = {Sage%\n}}",
            bib=True,
            why="Escaped, in mathematics, in addresses, in fields that are not printed.",
        ),
    ),
)
