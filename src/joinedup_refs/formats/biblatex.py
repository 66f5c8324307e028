"""BibLaTeX files, both directions: .bib files with the fields of biblatex, for biber.

Source: the biblatex manual 3.19, sections 2.1 and 2.2. What Zotero's importer keeps is measured.
"""

from collections.abc import Sequence

from joinedup_refs.formats import bib_reading, bib_writing
from joinedup_refs.formats.format import Format, Record, Target


def write(records: Sequence[Record], target: Target = "biber") -> str:
    """Write records as BibLaTeX entries in their order, each under its citation key.

    Dates are EDTF. What BibLaTeX has no field for stands in `annote`, which no standard style
    prints, as lines `variable: value`.
    """
    return bib_writing.write(records, "biblatex", target)


FORMAT = Format(
    name="biblatex",
    title="BibLaTeX",
    suffixes=(".biblatex", ".bib"),
    read=bib_reading.read,
    gaps=bib_reading.gaps,
    write=write,
    stream=bib_reading.stream,
    each=bib_writing.each("biblatex"),
    target="biber",
    targets=("biber", "zotero"),
)
