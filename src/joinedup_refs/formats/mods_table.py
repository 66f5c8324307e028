"""The mapping between CSL and MODS, as both the writer and the reader use it."""

from joinedup_refs.formats.field_table import FieldTable
from joinedup_refs.tables import rows

SPACE = "http://www.loc.gov/mods/v3"
TABLE = FieldTable("mods", none="document")
_TERMS = {row["name"]: row["term"] for row in rows("mods_types") if row["use"] == "written"}


def term_of(genre: str) -> str:
    """Give the MARC genre term for a local genre; empty where there is none.

    >>> term_of("report"), term_of("dataset")
    ('technical report', '')
    """
    return _TERMS.get(genre, "") or ""
