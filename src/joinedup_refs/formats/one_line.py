"""Texts of several lines for fields that have but one."""

import re

_LINE_ENDS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def one_line(text: str) -> str:
    r"""Give a text on one line: line ends become a blank, and other blanks stay as they are.

    >>> one_line("Cited By :9  Export\n Date ")
    'Cited By :9  Export Date'
    """
    return " ".join(part.strip(" \t") for part in _LINE_ENDS.split(text)).strip()
