"""Whether a document cites by numbers."""

from joinedup_refs.model.document import Document


def cites_by_number(document: Document) -> bool:
    """Whether the text cites by number, or the list is numbered and nothing says otherwise.

    Where the text cites by author and year, a numbered list is still cited so.
    """
    numeric = sum(c.form == "numeric" for c in document.citations)
    named = [c for c in document.citations if c.form != "numeric"]
    if numeric or named:
        linked = sum(c.link == "exact" for c in named)
        return numeric > max(linked, len(named) // 4)
    numbered = sum(entry.marker.isdigit() for entry in document.entries)
    return 2 * numbered > len(document.entries)
