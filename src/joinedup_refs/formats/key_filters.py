"""What the values in patterns for citation keys can be put through, as Better BibTeX and JabRef do.

Sources: as in `key_functions`.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from joinedup_refs.formats.key_functions import Argument, Given, NextAlternativeError
from joinedup_refs.formats.key_work import words
from joinedup_refs.formats.keys import PASSED_OVER, in_ascii, usable

_DASHES = re.compile(r"[-‐‑–—]")
_PUNCTUATION = re.compile(r"[^\w\s-]")
_RELATIONS: dict[str, Callable[[int, int], bool]] = {
    "<": int.__lt__,
    "<=": int.__le__,
    "=": int.__eq__,
    "!=": int.__ne__,
    ">=": int.__ge__,
    ">": int.__gt__,
}


class Filter(NamedTuple):
    """A filter and what it takes, each with its value where none is said."""

    value: Callable[[str, Given], str]
    takes: Mapping[str, Argument]


def _capitalized(text: str, given: Given) -> str:
    del given
    return " ".join(word[:1].upper() + word[1:] for word in text.split())


def _title_case(text: str, given: Given) -> str:
    del given
    low = (word.lower() for word in text.split())
    return " ".join(w if w in PASSED_OVER else w[:1].upper() + w[1:] for w in low)


def _select(text: str, given: Given) -> str:
    told = text.split()
    start, count = int(given["start"]) or 1, int(given["n"])
    first = max(0, len(told) + start) if start < 0 else start - 1
    return " ".join(told[first : first + count if count > 0 else None])


def _substring(text: str, given: Given) -> str:
    first, count = max(0, int(given["start"]) - 1), int(given["n"])
    return text[first : first + count if count > 0 else None]


def _replace(text: str, given: Given) -> str:
    find, put = str(given["find"]), str(given["replace"])
    return re.sub(re.escape(find), lambda _: put, text, flags=re.IGNORECASE) if find else text


def _no_punctuation(text: str, given: Given) -> str:
    return _PUNCTUATION.sub("", _DASHES.sub(lambda _: str(given["dash"]), text))


def _length(text: str, given: Given) -> str:
    relation = _RELATIONS[str(given["relation"])]
    if not relation(len("".join(text.split())), int(given["length"])):
        raise NextAlternativeError
    return text


def _around(text: str, given: Given) -> str:
    return f"{given.get('prefix', '')}{text}{given.get('postfix', '')}" if text else ""


FILTERS: dict[str, Filter] = {
    "lower": Filter(lambda text, _: text.lower(), {}),
    "upper": Filter(lambda text, _: text.upper(), {}),
    "capitalize": Filter(_capitalized, {}),
    "titlecase": Filter(_title_case, {}),
    "sentencecase": Filter(lambda text, _: text[:1].upper() + text[1:].lower(), {}),
    "fold": Filter(lambda text, _: in_ascii(text), {}),
    "transliterate": Filter(lambda text, _: in_ascii(text), {}),
    "ascii": Filter(lambda text, _: text.encode("ascii", "ignore").decode("ascii"), {}),
    "clean": Filter(lambda text, _: usable(in_ascii(text), blanks=True), {}),
    "alphanum": Filter(lambda text, _: "".join(c for c in text if c.isalnum() or c == " "), {}),
    "skipwords": Filter(lambda text, _: " ".join(words(text)), {}),
    "nopunct": Filter(_no_punctuation, {"dash": "-"}),
    "nopunctordash": Filter(_no_punctuation, {"dash": ""}),
    "abbr": Filter(
        lambda text, given: "".join(word[: int(given["n"])] for word in text.split()), {"n": 1}
    ),
    "select": Filter(_select, {"start": 1, "n": 0}),
    "substring": Filter(_substring, {"start": 1, "n": 0}),
    "truncate": Filter(lambda text, given: text[: int(given["n"])].rstrip(), {"n": 0}),
    "condense": Filter(lambda text, given: str(given["sep"]).join(text.split()), {"sep": ""}),
    "replace": Filter(_replace, {"find": "", "replace": ""}),
    "prefix": Filter(_around, {"prefix": ""}),
    "postfix": Filter(_around, {"postfix": ""}),
    "default": Filter(lambda text, given: text or str(given["text"]), {"text": ""}),
    "numeric": Filter(lambda text, _: text if text.strip().isdecimal() else "", {}),
    "discard": Filter(lambda _text, _: "", {}),
    "len": Filter(_length, {"relation": ">", "length": 0}),
}
"""By the names that users know; case is passed over."""
