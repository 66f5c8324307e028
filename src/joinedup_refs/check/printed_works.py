"""What an entry prints of its work, folded so that two entries can be held against each other."""

import re
from functools import cached_property

from joinedup_refs.check.works import Words, Work
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.text import Span
from joinedup_refs.notation import repeats
from joinedup_refs.sources.words import words_of

_BESIDE = ("DOI", "URL", "ISBN", "ISSN", "PMID", "PMCID", "accessed")
"""Variables whose digits say nothing about the work itself."""
_NUMBER = re.compile(r"\w{0,3}\d\w{0,9}|\b[IVXLC]{1,7}\b")
_AND = frozenset({"and", "und", "et", "y"})


class PrintedWork(Work):
    """What an entry prints of its work."""

    def __init__(self, document: Document, entry: Entry) -> None:
        super().__init__(entry.reference)
        self.entry = entry
        self._document = document

    @cached_property
    def region(self) -> int:
        """The list that it stands in, from 0."""
        return 0 if self.is_record else self._document.list_of(self.entry.span) or 0

    @property
    def is_record(self) -> bool:
        """Whether it stands in a file of records."""
        return self._document.written is not None

    @cached_property
    def words(self) -> Words:
        """All its words."""
        return words_of(self._document.reading(self.entry))

    @cached_property
    def letters(self) -> str:
        """All its letters and digits; those of the authors too where a dash stands for them.

        Empty where nobody knows for whom the dash stands.
        """
        plain = "".join(word for word in self.words if word not in _AND)
        if not repeats.match(self._document.reading(self.entry)):
            return plain
        return "".join(author.family for author in self.authors) + plain if self.authors else ""

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Every number but those of identifiers, addresses and dates of access."""
        return _numbers(self._document, self.entry)


def _numbers(document: Document, entry: Entry) -> frozenset[str]:
    beside = sorted(
        (origin.at.start, origin.at.end)
        for variable in _BESIDE
        if isinstance(origin := entry.origins.get(variable), Printed)
    )
    here, parts = entry.span.start, []
    for start, end in (*beside, (entry.span.end, entry.span.end)):
        if here < start:
            parts.append(document.text.read(Span(start=here, end=start)).text)
        here = max(here, end)
    return frozenset(n.lstrip("0") for part in parts for n in _NUMBER.findall(part))
