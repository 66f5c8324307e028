"""Works that stand in a list of the text that was passed over."""

from joinedup_refs.check.naming import names_fit, same_year
from joinedup_refs.model.citation import Citation
from joinedup_refs.model.document import Document
from joinedup_refs.model.finding import key_of
from joinedup_refs.notation.heads import match

_CODE = "DOC005"
"""The rule that tells of such lists, at the heading of the first."""
_YEAR = 4


class PassedOver:
    """The entries of lists that were passed over, as far as their heads tell."""

    def __init__(self, document: Document) -> None:
        self._told = key_of(_CODE, document.passed_over[0]) if document.passed_over else None
        self._authors: dict[str, list[tuple[str, str]]] = {}
        for line in document.unread:
            head = match(document.text.read(line).text.strip())
            if head is not None:
                known = self._authors.setdefault(head.year[:_YEAR], [])
                known.append((head.authors, head.year))

    def cause(self, citation: Citation) -> str | None:
        """Give the key of the finding about the lists, if one of them has a citation's work."""
        heads = self._authors.get(citation.year[:_YEAR], ())
        there = any(same_year(citation, y) and names_fit(citation, who) for who, y in heads)
        return self._told if there else None
