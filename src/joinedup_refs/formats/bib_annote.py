"""What `annote` says of a variable that a field of the same entry has, too."""

from joinedup_refs.model.value import Json

_SAYS_MORE = frozenset({"type", "issued", "status", "volume", "ISBN"})
"""Variables of which `annote` says more than a field can, where both were written."""


def corrects(variable: str, value: Json, held: Json) -> bool:
    r"""Whether a line of `annote` stands above the field, or says just what the field says.

    For Zotero a backslash of a title is written as LaTeX's line break, which reads as a blank.

    >>> corrects("title", r"From C:\temp", "From C: temp"), corrects("title", "Mine", "Yours")
    (True, False)
    """
    if variable in _SAYS_MORE or value == held:
        return True
    if not (isinstance(value, str) and isinstance(held, str) and "\\" in value):
        return False
    return _unbroken(value) == _unbroken(held)


def _unbroken(text: str) -> list[str]:
    return text.replace("\\", " ").split()
