"""PubMed identifiers.

Source: NLM, "PMID/PMCID/DOI" (a number of up to eight digits, given without leading zeros).
"""

import re
from collections.abc import Iterator

from joinedup_refs.notation.invalid import NotationInvalid
from joinedup_refs.notation.signs import folded

_FOUND = re.compile(
    r"(?:\bPMID\s?:?\s?|\bPubMed\s?(?:ID|PMID)\s?:?\s?"
    r"|(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/))"
    r"(?P<pmid>[1-9]\d{0,7})(?!\d)/?",
    re.IGNORECASE,
)


def parse(text: str) -> str | None:
    """Give the bare number.

    >>> parse("PMID: 16793983"), parse("16793983"), parse("012")
    ('16793983', '16793983', None)
    """
    text = text.strip(" .,;:()[]")
    if len(text) > 100:
        return None
    if re.fullmatch(r"[1-9]\d{0,7}", text):
        return text
    found = _FOUND.fullmatch(text)
    return found["pmid"] if found else None


def validate(text: str) -> str:
    """Give the bare number.

    Raises:
        NotationInvalid: the text is no PubMed identifier.
    """
    pmid = parse(text)
    if pmid is None:
        raise NotationInvalid("a PubMed identifier of up to eight digits", text)
    return pmid


def find(text: str) -> Iterator[tuple[int, int, str]]:
    """Find labelled or linked PubMed identifiers: start, end, the bare number."""
    if "pmid" not in (low := folded(text)) and "pubmed" not in low:
        return
    for found in _FOUND.finditer(text):
        yield found.start(), found.end(), found["pmid"]


def format(pmid: str) -> str:  # noqa: A001  (one of the four verbs of every notation)
    """Write a PubMed identifier with its label."""
    return f"PMID: {pmid}"
