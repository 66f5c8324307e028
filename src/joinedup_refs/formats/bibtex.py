"""BibTeX files: writing.

Sources: O. Patashnik, BibTeXing (1988), for types and fields; the biblatex manual 3.19 for what
biber reads beside them; what Zotero's importer keeps is measured. UTF-8 throughout.
"""

from collections.abc import Sequence

from joinedup_refs.formats import bibtex_fields, keys
from joinedup_refs.formats.bibtex_values import Field
from joinedup_refs.formats.format import Format, Record, Target


def write(records: Sequence[Record], target: Target = "bibtex") -> str:
    """Write records as BibTeX entries in their order, each under its citation key.

    What BibTeX has no field for stands in `annote`, which no standard style prints, as lines
    `variable: value`. `target` is the program to read the file.
    """
    entries = [
        _entry(key, *bibtex_fields.fields(record.reference, target))
        for key, record in zip(keys.citation_keys(records), records, strict=True)
    ]
    return "\n".join(entries)


def _entry(key: str, entry_type: str, fields: Sequence[Field]) -> str:
    lines = [f"  {field.name} = {field.tex}," for field in fields]
    return "\n".join([f"@{entry_type}{{{key},", *lines, "}", ""])


FORMAT = Format(
    name="bibtex",
    title="BibTeX",
    suffixes=(".bib",),
    write=write,
    targets=("bibtex", "biber", "zotero"),
)
