"""arXiv identifiers, of the old form and the new.

Source: arXiv, "Understanding the arXiv identifier" (info.arxiv.org/help/arxiv_identifier.html).
"""

import re
from collections.abc import Iterator

from joinedup_refs.notation.invalid import NotationInvalid
from joinedup_refs.notation.signs import folded

_NEW = r"\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}(?:v\d{1,2})?"
_ARCHIVES = (
    r"(?:astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nlin|nucl-(?:ex|th)|physics|quant-ph"
    r"|math|cs|q-bio|q-fin|stat|cmp-lg|alg-geom|chao-dyn|funct-an|solv-int|q-alg)"
)
_OLD = rf"{_ARCHIVES}(?:\.[A-Z]{{2}})?/\d{{7}}(?:v\d{{1,2}})?"
_VERSION = re.compile(r"(?<=\d)v\d{1,2}\Z", re.IGNORECASE)
_MAYBE = re.compile(r"/\d{7}|\.\d{4,5}(?:[vV]\d{1,2})?\s?\[")
"""A cheap sign that an identifier without its name may be there at all."""
_FOUND = re.compile(
    rf"(?:https?://)?(?:www\.)?(?:arxiv\.org/(?:abs|pdf)/|arxiv\s?[:.]?\s?(?:preprint\s)?"
    rf"(?:arxiv:\s?)?)(?P<named>{_NEW}|{_OLD})(?!\d)"
    rf"|(?<![\w./-])(?P<old>{_OLD})(?!\w)"
    rf"|(?<![\w./-])(?P<new>{_NEW})(?=\s?\[[a-z-]{{2,12}}(?:\.[A-Za-z-]{{2,12}})?\])",
    re.IGNORECASE,
)


def parse(text: str) -> str | None:
    """Give the bare identifier, its version kept.

    >>> parse("arXiv:2001.12345v2"), parse("https://arxiv.org/abs/hep-th/9901001")
    ('2001.12345v2', 'hep-th/9901001')
    """
    text = text.strip(" .,;:()[]")
    if len(text) > 100:
        return None
    if re.fullmatch(f"{_NEW}|{_OLD}", text, re.IGNORECASE):
        return text
    found = _FOUND.match(text)
    rest = text[found.end() :] if found else "?"
    return _bare(found) if found and not rest.removesuffix(".pdf").strip() else None


def validate(text: str) -> str:
    """Give the bare identifier.

    Raises:
        NotationInvalid: the text is no arXiv identifier.
    """
    identifier = parse(text)
    if identifier is None:
        raise NotationInvalid("an arXiv identifier, such as 2001.12345 or hep-th/9901001", text)
    return identifier


def find(text: str) -> Iterator[tuple[int, int, str]]:
    """Find arXiv identifiers: start and end with `arXiv:` or the address, and the identifier."""
    if "arxiv" in folded(text) or _MAYBE.search(text):
        yield from _find(text)


def _find(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _FOUND.finditer(text):
        yield found.start(), found.end(), _bare(found)


def format(identifier: str) -> str:  # noqa: A001  (one of the four verbs of every notation)
    """Write an identifier as arXiv asks to cite it: `arXiv:2001.12345`."""
    return f"arXiv:{identifier}"


def unversioned(identifier: str) -> str:
    """Give an identifier without its version.

    >>> unversioned("2001.12345v2"), unversioned("solv-int/9901001")
    ('2001.12345', 'solv-int/9901001')
    """
    return _VERSION.sub("", identifier)


def _bare(found: re.Match[str]) -> str:
    return found["named"] or found["old"] or found["new"]
