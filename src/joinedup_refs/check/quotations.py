"""Quotations in the running text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from joinedup_refs.model.document import Document
from joinedup_refs.model.text import Span

_LONGEST = 800  # characters; more is a quotation mark that was never closed
_QUOTED = re.compile(
    rf"“(?P<a>[^“”\n]{{1,{_LONGEST}}})”"
    rf"|(?<!\w)‘(?P<b>(?:[^‘’\n]|’(?=\w)|‘(?=\w)){{1,{_LONGEST}}}+)’(?!\w)"
    rf"|«(?P<c>[^«»\n]{{1,{_LONGEST}}})»"
    rf"|„(?P<d>[^„“”\n]{{1,{_LONGEST}}})[“”]"
    rf'|(?<![\w"])"(?P<e>[^"\n]{{1,{_LONGEST}}})"(?![\w"])'
)


class Quotation(NamedTuple):
    """Words within quotation marks."""

    at: Span
    """With the marks."""
    words: str
    """Without them."""


def find(document: Document) -> Iterator[Quotation]:
    """Find the quotations outside the reference list, in the order of the text."""
    for met in _QUOTED.finditer(document.text.printed):
        at = Span(start=met.start(), end=met.end())
        if not document.meets_list(at):
            yield Quotation(at, met[met.lastgroup or 0])
