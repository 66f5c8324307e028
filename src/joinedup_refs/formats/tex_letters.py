r"""Letters beyond ASCII in LaTeX: as such or as commands, everything else as it stands.

Only accents and commands that stand for one letter are looked at; maths, and all commands that do
something, are passed over. What would not read the same afterwards is left alone.
"""

import re
import unicodedata
from functools import cache
from typing import Literal

from joinedup_refs.formats.ascii_tex import in_ascii
from joinedup_refs.formats.untex import ACCENTS, decode_lines
from joinedup_refs.tables import rows

_MATHS = re.compile(r"(?<!\\)(\$[^$]*\$)")
_BASE = r"(?:\{(?P<{0}braced>\\[ij]|[A-Za-z])\}|(?P<{0}plain>\\[ij](?![A-Za-z])|[A-Za-z]))"
_SIGN = r"(?P<sign>['`^\"~=.])[ ]?" + _BASE.replace("{0}", "s")
_WORD = (
    r"(?P<word>[uvHcdbkrGU])(?:[ ]?\{(?P<wbraced>\\[ij]|[A-Za-z])\}"
    r"|[ ]+(?P<wplain>\\[ij](?![A-Za-z])|[A-Za-z]))"
)
_LETTER = r"(?P<letter>{0})(?![A-Za-z])(?:\{\}|[ ]|(?=[^\s]|\Z))"


def written(value: str, way: Literal["utf8", "ascii"]) -> str:
    r"""Give a value with its letters so.

    >>> written(r"G{\"o}del, \'{E}. \& {\L}ukasz \o re", "utf8")
    'Gödel, É. \\& Łukasz øre'
    >>> written("Gödel", "ascii")
    'G{\\"o}del'
    """
    if way == "ascii":
        changed = value if value.isascii() else _outside_maths(value, ascii_=True)
    else:
        changed = _outside_maths(value, ascii_=False) if "\\" in value else value
    return changed if changed == value or _same(value, changed) else value


def _outside_maths(value: str, *, ascii_: bool) -> str:
    parts = _MATHS.split(value)
    for number in range(0, len(parts), 2):
        part = parts[number]
        parts[number] = in_ascii(part) if ascii_ else _unit().sub(_as_letter, part)
    return "".join(parts)


def _same(one: str, other: str) -> bool:
    return decode_lines(one) == decode_lines(other)


@cache
def _unit() -> re.Pattern[str]:
    letters = "|".join(sorted(_letters(), key=len, reverse=True))
    inner = rf"\\(?:{_SIGN}|{_WORD}|{_LETTER.replace('{0}', letters)})"
    outer = re.sub(r"\(\?P<(\w+)>", r"(?P<in\1>", inner)
    return re.compile(rf"\{{{outer}\}}|{inner}")


def _as_letter(found: re.Match[str]) -> str:
    groups = found.groupdict()
    within = found[0].startswith("{")
    held = {n.removeprefix("in"): g for n, g in groups.items() if n.startswith("in") == within}
    if letter := held["letter"]:
        return _letters()[letter]
    accent = held["sign"] or held["word"] or ""
    base = next(held[n] for n in ("sbraced", "splain", "wbraced", "wplain") if held[n])
    base = base.removeprefix("\\") if accent not in "cdbk" else base
    made = unicodedata.normalize("NFC", (base or "") + ACCENTS[accent])
    return made if len(made) == 1 else found[0]


@cache
def _letters() -> dict[str, str]:
    """Give the commands that stand for a letter."""
    found = {row["command"]: row["text"] for row in rows("latex_symbols") if row["text"]}
    return {c: t for c, t in found.items() if len(t) == 1 and t.isalpha() and c.isalpha()}
