"""The mapping between CSL and RIS, as both the writer and the reader use it."""

from joinedup_refs.formats.field_table import FieldTable

TABLE = FieldTable("ris", none="GEN")


def ris_type(csl_type: str) -> str:
    """Give the reference type for a CSL type; the generic one where RIS has none.

    >>> ris_type("report"), ris_type("periodical"), ris_type("performance")
    ('RPRT', 'JFULL', 'GEN')
    """
    return TABLE.written_type(csl_type)


def csl_type(ris: str) -> str:
    """Give the CSL type of a reference type; a document for one that RIS does not have."""
    return TABLE.read_type(ris)
