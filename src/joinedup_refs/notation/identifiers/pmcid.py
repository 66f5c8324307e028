"""PubMed Central identifiers.

Source: NLM, "PMID/PMCID/DOI" (`PMC` and digits, an optional version after a full stop).
"""

import re
from collections.abc import Iterator

from joinedup_refs.notation.invalid import NotationInvalid
from joinedup_refs.notation.signs import folded

_FOUND = re.compile(
    r"(?:\bPMCID\s?:?\s?|(?:https?://)?(?:www\.)?(?:ncbi\.nlm\.nih\.gov/pmc/articles/"
    r"|pmc\.ncbi\.nlm\.nih\.gov/articles/))?\b(?P<pmcid>PMC\s?\d{2,9})(?:\.\d{1,2}(?!\d))?(?!\d)/?",
    re.IGNORECASE,
)


def parse(text: str) -> str | None:
    """Give `PMC` and the number.

    >>> parse("PMCID: PMC1234567"), parse("1234567")
    ('PMC1234567', None)
    """
    text = text.strip(" .,;:()[]")
    found = _FOUND.fullmatch(text) if len(text) <= 100 else None
    return _bare(found) if found else None


def validate(text: str) -> str:
    """Give `PMC` and the number.

    Raises:
        NotationInvalid: the text is no PubMed Central identifier.
    """
    pmcid = parse(text)
    if pmcid is None:
        raise NotationInvalid("a PubMed Central identifier, such as PMC1234567", text)
    return pmcid


def find(text: str) -> Iterator[tuple[int, int, str]]:
    """Find PubMed Central identifiers: start, end, and `PMC` with the number."""
    if "pmc" not in folded(text):
        return
    for found in _FOUND.finditer(text):
        yield found.start(), found.end(), _bare(found)


def format(pmcid: str) -> str:  # noqa: A001  (one of the four verbs of every notation)
    """Write a PubMed Central identifier with its label."""
    return f"PMCID: {pmcid}"


def _bare(found: re.Match[str]) -> str:
    return "".join(found["pmcid"].upper().split())
