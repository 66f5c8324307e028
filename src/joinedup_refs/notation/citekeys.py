"""Citations by key in Markdown: `[@smith2004, p. 3; see also @jones1999]`, `@smith2004`.

Source: the Pandoc User's Guide, "Citation syntax"; cross-references: Quarto's and bookdown's.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple


class CiteKey(NamedTuple):
    """One key cited at one place; half-open code points."""

    key: str
    start: int
    end: int
    cluster: tuple[int, int]
    """The brackets it stands in; in a sentence the key itself, with the brackets of its pages."""
    narrative: bool
    author_left_out: bool
    prefix: str
    locator: str


_KEY = r"@(?:\{(?P<braced>[^{}\s]{1,200})\}|(?P<plain>\w(?:\w|[:.#$%&+?<>~/-](?=\w)){0,200}))"
_ONE = re.compile(rf"(?<![\w@\\/.])(?P<minus>-)?{_KEY}")
_CLUSTER = re.compile(r"(?<![\\\]])\[(?P<inside>[^\[\]]{1,4000})\](?![(\[])")
_LOCATOR = re.compile(r"\s?\[(?P<said>[^\[\]@]{1,200})\](?![(\[:])")
_REFERENCE = re.compile(
    r"(?:fig|tbl|tab|eq|sec|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|nte|tip|wrn|imp|cau)[:-]"
)
"""Cross-references within the document, which look like keys."""


def find(text: str) -> Iterator[CiteKey]:
    """Find citations by key, in order; cross-references and mail addresses are none.

    >>> [(c.key, c.prefix, c.locator) for c in find("As [see @a2004, p. 3; -@b1999] says.")]
    [('a2004', 'see', 'p. 3'), ('b1999', '', '')]
    """
    if "@" not in text:
        return
    end = 0
    for cluster in _CLUSTER.finditer(text):
        if "@" not in cluster["inside"]:
            continue
        yield from _narrative(text, end, cluster.start())
        yield from _within(text, cluster)
        end = cluster.end()
    yield from _narrative(text, end, len(text))


def _within(text: str, cluster: re.Match[str]) -> Iterator[CiteKey]:
    at = cluster.start("inside")
    for part in cluster["inside"].split(";"):
        met = _ONE.search(text, at, at + len(part))
        if met and not _REFERENCE.match(_key(met)):
            yield CiteKey(
                key=_key(met),
                start=met.start(),
                end=met.end(),
                cluster=cluster.span(),
                narrative=False,
                author_left_out=bool(met["minus"]),
                prefix=text[at : met.start()].strip(),
                locator=text[met.end() : at + len(part)].strip(" ,\n"),
            )
        at += len(part) + 1


def _narrative(text: str, start: int, end: int) -> Iterator[CiteKey]:
    for met in _ONE.finditer(text, start, end):
        if _REFERENCE.match(_key(met)):
            continue
        located = _LOCATOR.match(text, met.end())
        yield CiteKey(
            key=_key(met),
            start=met.start(),
            end=met.end(),
            cluster=(met.start(), located.end() if located else met.end()),
            narrative=True,
            author_left_out=bool(met["minus"]),
            prefix="",
            locator=located["said"].strip() if located else "",
        )


def _key(met: re.Match[str]) -> str:
    return met["braced"] or met["plain"] or ""
