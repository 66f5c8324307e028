"""A reference string as fine tokens: runs of letters, runs of digits, single marks.

`31(3):491–514` comes apart into eight tokens, so that a label never has to cover two facts. What
has a grammar of its own (DOI, URL, arXiv, ISBN, …) stays in one token, whatever marks it holds:
no later step can cut an identifier in two.
"""

import re
from typing import NamedTuple

__all__ = ["Token", "identifiers", "tokenize"]


class Token(NamedTuple):
    """One token; `start` and `end` are half-open code points of the string."""

    text: str
    start: int
    end: int
    kind: str
    """`word`, `number`, `mark`, or the CSL-like name of the identifier: `DOI`, `URL`, `arXiv`,
    `ISBN`, `ISSN`, `PMID`, `PMCID`."""


# Every repetition is over one character class or bounded, so the time is linear in the length.
_IDENTIFIER = re.compile(
    r"""
    (?:\b(?=[\dacdfghimnpqw])|(?=https?://|dx\.|www\.|doi\.org/))  # quicker than to try each form
    (?:
    (?P<DOI>(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/)?\b10\.\d{4,9}(?:\.\d{1,9}){0,3}/\s?[^\s"“”]+)
  | (?P<arXiv>\barXiv\s?:?\s?(?:\d{4}\.\d{4,5}(?:v\d{1,2})?|[a-z-]{2,12}(?:\.[A-Z]{2})?/\d{7})
      |\b(?:hep-(?:ph|th|ex|lat)|astro-ph|gr-qc|quant-ph|nucl-(?:th|ex)|cond-mat|math-ph)/\d{7}
      |(?<![\w.])\d{4}\.\d{4,5}(?:v\d{1,2})?(?=\s?\[[a-z-]{2,12}[\].]))
  | (?P<URL>(?:\bhttps?|\bftp)\s?:\s?/\s?/\s?[^\s<>"“”]+|\bwww\.[^\s<>"“”]+)
  | (?P<ISBN>\bISBN(?:-1[03])?\s?:?\s?[\dX][\dX\u2010-\u2014\s-]{8,17})
  | (?P<ISSN>\bISSN\s?:?\s?\d{4}[-\u2010-\u2014]?\d{3}[\dXx])
  | (?P<PMCID>\bPMC\d{4,9})
  | (?P<PMID>\bPMID\s?:?\s?\d{3,9})
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SIGNS = (
    "10.", "arxiv", "http", "ftp", "www.", "isbn", "issn", "pmc", "pmid", "[", "hep-", "-ph/",
    "gr-qc", "nucl-", "cond-mat",
)  # fmt: skip
"""Where none of these stands, there is no identifier; far quicker than to look for each."""
_TOKEN = re.compile(
    r"(?P<word>[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*)|(?P<number>\d+)|(?P<mark>\S)"
)
_CLOSERS = {")": "(", "]": "[", ">": "<", "}": "{"}
_TAIL = ".,;:'’”»›|"
_DIGIT_KINDS = frozenset({"ISBN", "ISSN"})


def _trimmed(text: str, kind: str) -> int:
    """Say how many code points of `text` belong to the identifier itself.

    Closing marks stay only where they were opened inside: `10.1002/(SICI)…` keeps its bracket,
    `(see www.example.org).` does not.
    """
    end = len(text)
    if kind in _DIGIT_KINDS:
        while end and not (text[end - 1].isdigit() or text[end - 1] in "Xx"):
            end -= 1
        return end
    # Counted once, for a count at every step would make a long run of brackets quadratic.
    stray = {c: text.count(c) - text.count(o) for c, o in _CLOSERS.items()}
    while end:
        last = text[end - 1]
        if last in stray and stray[last] > 0:
            stray[last] -= 1
        elif last not in _TAIL:
            break
        end -= 1
    return end


def identifiers(raw: str) -> tuple[Token, ...]:
    """Find the stretches of `raw` that are identifiers by their grammar, in order.

    >>> [(t.kind, t.text) for t in identifiers("doi:10.1000/xyz(1), see www.example.org).")]
    [('DOI', '10.1000/xyz(1)'), ('URL', 'www.example.org')]
    """
    found: list[Token] = []
    folded = raw.lower()
    if not any(map(folded.__contains__, _SIGNS)):
        return ()
    for match in _IDENTIFIER.finditer(raw):
        kind = match.lastgroup or "URL"
        text = match[0]
        length = _trimmed(text, kind)
        if length > len("www."):
            start = match.start()
            found.append(Token(text[:length], start, start + length, kind))
    return tuple(found)


def tokenize(raw: str) -> tuple[Token, ...]:
    """Cut `raw` into tokens; every character that is no blank is in exactly one of them.

    >>> [t.text for t in tokenize("Nature 31(3):491–514")]
    ['Nature', '31', '(', '3', ')', ':', '491', '–', '514']
    """
    tokens: list[Token] = []
    position = 0
    for whole in (*identifiers(raw), None):
        end = len(raw) if whole is None else whole.start
        for match in _TOKEN.finditer(raw, position, end):
            kind = match.lastgroup or "mark"
            tokens.append(Token(match[0], match.start(), match.end(), kind))
        if whole is not None:
            tokens.append(whole)
            position = whole.end
    return tuple(tokens)
