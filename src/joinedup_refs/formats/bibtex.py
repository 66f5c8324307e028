"""BibTeX files, both directions.

Sources: O. Patashnik, BibTeXing (1988), for types and fields; the biblatex manual 3.19 for what
biber reads beside them; what Zotero's importer keeps is measured. UTF-8 throughout.
"""

import re
from collections.abc import Sequence

from joinedup_refs.formats import bib_filling, bib_library, bib_reading, bib_writing
from joinedup_refs.formats.format import Format, Record, Target

_HEAD = re.compile(
    r"\A\ufeff?(?:\s|%[^\n]{0,400}\n){0,80}@\s?"
    r"(?:article|book|collection|comment|incollection|inproceedings|inbook|manual|mastersthesis|misc"
    r"|online|phdthesis|preamble|proceedings|report|string|techreport|thesis|unpublished)\s?[{(]",
    re.IGNORECASE,
)


def sniff(head: str) -> bool:
    """Whether a text begins as a .bib file does."""
    return _HEAD.match(head) is not None


def write(records: Sequence[Record], target: Target = "bibtex") -> str:
    """Write records as BibTeX entries in their order, each under its citation key.

    What BibTeX has no field for stands in `annote`, which no standard style prints, as lines
    `variable: value`. `target` is the program to read the file; biber gets BibLaTeX.
    """
    return bib_writing.write(records, "biblatex" if target == "biber" else "bibtex", target)


FORMAT = Format(
    name="bibtex",
    title="BibTeX",
    suffixes=(".bib",),
    sniff=sniff,
    read=bib_reading.read,
    gaps=bib_reading.gaps,
    open=bib_library.open_library,
    fill=bib_filling.fill,
    write=write,
    stream=bib_reading.stream,
    each=bib_writing.each("bibtex"),
    targets=("bibtex", "biber", "zotero"),
)
