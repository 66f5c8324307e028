"""ISSN and ISBN in RIS, where one tag, `SN`, holds either, and may stand more than once.

Scopus labels them, `00284793 (ISSN); 15334406 (ISSN)`, and PubMed tells print and online apart.
"""

import re
from collections.abc import MutableMapping
from typing import NamedTuple

_TAG = "SN"
_JOINT = "; "
_ONE = re.compile(
    r"(?P<number>[\dXx][\dXx -]{6,15}[\dXx])"
    r"(?:\s?\((?P<label>e-?ISSN|ISSN|ISBN|print|electronic|online|linking)\))?",
    re.IGNORECASE,
)
_ISSN = re.compile(r"(\d{4})-?(\d{3}[\dXx])")
_ISBN = re.compile(r"\d{9}[\dXx]|97[89]\d{10}")


class _Number(NamedTuple):
    variable: str
    text: str
    labelled: bool


def gather(by_tag: MutableMapping[str, list[str]], own: str) -> dict[str, str]:
    """Put the numbers of all `SN` into one, without labels; give those of another kind than `own`.

    `own` is the variable that `SN` is read as in such records. Numbers in a form that is not known
    leave all as they are.

    >>> tags = {"SN": ["00284793 (ISSN)", "1533-4406", "9780306406157 (ISBN)"]}
    >>> gather(tags, "ISSN"), tags
    ({'ISBN': '9780306406157'}, {'SN': ['0028-4793; 1533-4406']})
    """
    values = by_tag.get(_TAG, [])
    parts = [part.strip() for value in values for part in value.split(";") if part.strip()]
    found = [number for part in parts if (number := _read(part)) is not None]
    plain = len(values) < 2 and not any(number.labelled for number in found)
    if own not in {"ISSN", "ISBN"} or len(found) < len(parts) or plain:
        return {}
    texts: dict[str, dict[str, None]] = {}
    for number in found:
        texts.setdefault(number.variable, {})[number.text] = None
    joined = {variable: _JOINT.join(numbers) for variable, numbers in texts.items()}
    del by_tag[_TAG]
    if own in joined:
        by_tag[_TAG] = [joined.pop(own)]
    return joined


def _read(text: str) -> _Number | None:
    """Read one number; nothing where its form is neither an ISSN's nor an ISBN's."""
    found = _ONE.fullmatch(text)
    if found is None:
        return None
    number, labelled = found["number"], found["label"] is not None
    if issn := _ISSN.fullmatch(number):
        return _Number("ISSN", f"{issn[1]}-{issn[2]}" if labelled else number, labelled)
    digits = number.replace("-", "").replace(" ", "")
    return _Number("ISBN", number, labelled) if _ISBN.fullmatch(digits) else None
