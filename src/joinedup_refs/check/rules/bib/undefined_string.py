"""A bare word stands for a string that nothing defines.

## What it does

Names each word without braces or quotation marks that is no number, no month's macro, and no string
that the file defines before it. The strings of BibTeX's own styles and of IEEE's list of journals
are passed over. Many such words in a file that defines no string at all are told once.

## Why it matters

BibTeX puts nothing in its place: the entry loses its journal or its month.

## Fix safety

Tidying for a month by its full name, which becomes the macro. A best guess where one defined string
is a letter away, and for braces around the word otherwise.

## Sources

O. Patashnik, BibTeXing (1988), sections 2 and 3; `plain.bst`, macro definitions.
"""

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from joinedup_refs.check.bib_file import BibFile
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.formats.bib_dates import month_of
from joinedup_refs.formats.bib_parts import MONTHS, Use
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix, Safety
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding

_OF_STYLES = frozenset(
    [
        *(
            "acmcs",
            "acta",
            "cacm",
            "ibmjrd",
            "ibmsj",
            "ieeese",
            "ieeetc",
            "ieeetcad",
            "ipl",
            "jacm",
        ),
        *("jcss", "scp", "sicomp", "tocs", "tods", "tog", "toms", "toois", "toplas", "tcs"),
    ]
)
_OF_LISTS = ("ieee_", "iet_")
_MANY = 5  # strings that a file without a single @string is likely to have from another file
_SHOWN = 8


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the bare words that stand for nothing."""
    del evidence, context
    file = BibFile(document)
    defined: dict[str, int] = {}
    for macro in file.held.macros:
        defined.setdefault(macro.name, macro.at)
    owners = {block.key: block for block in file.entries}
    undefined = [
        use
        for use in file.held.uses
        if not (use.known or use.name in _OF_STYLES or use.name.startswith(_OF_LISTS))
    ]
    several = [use for use in undefined if month_of(use.name) is None]
    if not defined and len({use.name for use in several}) >= _MANY:
        yield _elsewhere(file, several)
        undefined = [use for use in undefined if month_of(use.name) is not None]
    for use in undefined:
        owner = owners.get(use.key)
        span = file.at(use.at, use.at + len(use.name))
        if use.name in defined:
            line = document.text.line(file.at(defined[use.name], defined[use.name]).start)
            said = f"The string {use.name} is defined only on line {line}, after its use."
            fixes: tuple[Fix, ...] = ()
        else:
            said = f"No @string says what {use.name} stands for; BibTeX leaves it out."
            fixes = (_fix(file, use, list(defined)),)
        yield RULE.finding(said, span, entries=file.ids(owner) if owner else (), fixes=fixes)


def _elsewhere(file: BibFile, uses: list[Use]) -> Finding:
    """Tell of strings that another file, read before this one, may well define."""
    names = list(dict.fromkeys(use.name for use in uses))
    shown = ", ".join(names[:_SHOWN]) + (
        f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    )
    spans = [file.at(use.at, use.at + len(use.name)) for use in uses]
    finding = RULE.finding(
        f"The file defines no strings and uses {len(names)}: {shown}. "
        "A file that is read before it has to define them.",
        spans[0],
        related=spans[1:],
    )
    return finding.model_copy(update={"severity": "warning"})


def _fix(file: BibFile, use: Use, defined: list[str]) -> Fix:
    end = use.at + len(use.name)
    month = month_of(use.name) if use.name.isalpha() else None
    near = [name for name in defined if OSA.distance(name, use.name, score_cutoff=1) == 1]
    safety: Safety = "unsafe"
    if month is not None:
        new, safety = MONTHS[month - 1], "safe"
    elif len(near) == 1 and len(use.name) > 2:
        new = near[0]
    else:
        new = f"{{{file.text[use.at : end]}}}"
    title = f"Write {new}" if new[0] != "{" else "Put braces around it"
    return Fix(title=title, safety=safety, edits=(file.put(use.at, end, new),))


_STRINGS = '@string{polstud = "Policy Studies"}\n'

RULE = Rule(
    code="BIB008",
    name="undefined-string",
    inputs="bib",
    severity="error",
    check=check,
    examples=(
        Example(
            text=_STRINGS + "@article{adams01, journal = polstd}",
            bib=True,
            finds=("polstd",),
            after=_STRINGS + "@article{adams01, journal = polstud}",
            safety="unsafe",
            why="A letter left out of a string's name.",
        ),
        Example(
            text="@article{adams01, month = September, year = 2001}",
            bib=True,
            finds=("September",),
            after="@article{adams01, month = sep, year = 2001}",
            safety="safe",
            why="The whole name of a month is no macro.",
        ),
        Example(
            text="@article{adams01, journal = Synthese}",
            bib=True,
            finds=("Synthese",),
            after="@article{adams01, journal = {Synthese}}",
            safety="unsafe",
            why="Braces were forgotten.",
        ),
        Example(
            text="@article{adams01, journal = polstud}\n" + _STRINGS,
            bib=True,
            finds=("polstud",),
            why="Defined too late.",
        ),
        Example(
            text="".join(f"@misc{{{n}, note = {n}}}\n" for n in ("pst", "lgs", "pad", "pmm", "pm")),
            bib=True,
            finds=("pst",),
            why="A file of strings is read before this one, it seems.",
        ),
        Example(
            text=_STRINGS + "@article{adams01, journal = POLSTUD # {: A}, month = jan, year = 2001,"
            " number = 3, series = IEEE_J_PAMI}",
            bib=True,
            why="Case tells nothing; and numbers, a month, and a string of IEEE's list.",
        ),
    ),
)
