"""Cells of tables that no calculating program takes for a formula.

A cell that it would take for one begins with an apostrophe, which is taken away when the table is
read again. Source: OWASP, "CSV injection", on the characters that begin formulas.
"""

import re

_FORMULA = re.compile(r"'*(?:\s*[=+\-@＝＋－＠|%]|[\t\r\n])")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def safe(cell: str) -> str:
    """Give a cell that no program takes for a formula.

    >>> safe("=1+1"), safe("Adams"), safe(" -3")
    ("'=1+1", 'Adams', "' -3")
    """
    cell = _CONTROL.sub(" ", cell)
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unsafe(cell: str) -> str:
    """Give a cell as it was before `safe` changed it."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell
