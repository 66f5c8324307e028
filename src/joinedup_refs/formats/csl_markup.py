"""CSL's HTML in titles, taken out for formats that have plain text alone."""

import re

_TAG = re.compile(
    r"</?(?:i|b|sub|sup|sc)>|<span (?:class|style)=\"[\w\s:;-]{1,60}\">|</span>",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """Give a text without CSL's markup.

    >>> plain('<i>E. coli</i> in CO<sub>2</sub>, a<b and <script>')
    'E. coli in CO2, a<b and <script>'
    """
    return _TAG.sub("", text)
