"""Addresses in fields of .bib files, with or without a command around them."""

import re

_COMMAND = re.compile(r"\\(?:url|path|nolinkurl|href)\s*\{((?:[^{}]|\{\})*+)\}(?:\{[^{}]*\})?")
_ESCAPED = re.compile(r"\\([&%#_~$])|\{\\?([_~])\}")


def address(raw: str) -> str:
    r"""Give an address as it is: `\url{…}` and needless escapes taken off, nothing else decoded.

    >>> address(r"\url{http://a.b/\~{}c\_d}")
    'http://a.b/~c_d'
    """
    found = _COMMAND.search(raw)
    text = found[1] if found else raw
    text = _ESCAPED.sub(lambda m: m[1] or m[2], text).replace("{}", "")
    return "".join(text.split()).strip("{}")
