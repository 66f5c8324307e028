r"""Formulas that LaTeX has in titles, as lists print them: `$O(n^2)$` as O(*n*²).

Only what signs, letters and raised or lowered groups can show is put so. Any other formula stays as
it is written, kept from the changes of case that a style makes to titles.
"""

import re
from functools import cache

from joinedup_refs.tables import rows

_FORMULA = re.compile(r"\$(?=[^\s$])(?P<inner>[^$#%&]{1,200})(?<=[^\s\\])\$(?!\d)")
_TELLING = re.compile(r"[\\^_]")
_PIECE = re.compile(
    r"\\(?P<command>[A-Za-z]{1,20})|(?P<moved>[_^])(?:\{(?P<group>[^{}\\^_<>]{1,40})\}"
    r"|(?P<one>[\w+*-]))|(?P<letters>[A-Za-z]+)|(?P<plain>[\w\s()\[\]+=,.:;!|/*'-]+?)"
)


def shown(text: str) -> str:
    r"""Give a title with its formulas as CSL's markup and signs.

    >>> shown(r"The $O(n^2)$ of roads")
    'The <span class="nocase">O(<i>n</i><sup>2</sup>)</span> of roads'
    >>> shown(r"An $\alpha$-fair $\mathcal{P}$")
    'An <span class="nocase">α</span>-fair <span class="nocase">$\\mathcal{P}$</span>'
    >>> shown("For $5_000 and $6")
    'For $5_000 and $6'
    """
    return _FORMULA.sub(_shown, text) if "$" in text else text


def _shown(found: re.Match[str]) -> str:
    inner = found["inner"]
    if not _TELLING.search(inner):
        return found[0]
    pieces: list[str] = []
    at = 0
    while at < len(inner):
        piece = _PIECE.match(inner, at)
        said = "" if piece is None else _piece(piece)
        if piece is None or not said:
            return f'<span class="nocase">{found[0]}</span>'
        pieces.append(said)
        at = piece.end()
    return f'<span class="nocase">{"".join(pieces)}</span>'


def _piece(piece: re.Match[str]) -> str:
    """Give a piece of a formula; empty for a command that stands for no sign."""
    if command := piece["command"]:
        return _signs().get(command, "")
    if piece["moved"]:
        tag = "sub" if piece["moved"] == "_" else "sup"
        return f"<{tag}>{_minus(piece['group'] or piece['one'])}</{tag}>"
    if letters := piece["letters"]:
        # one small letter is a variable; more are a name, and capitals may be either
        return f"<i>{letters}</i>" if len(letters) == 1 and letters.islower() else letters
    return _minus(piece["plain"])


def _minus(text: str) -> str:
    return text.replace("-", "−")


@cache
def _signs() -> dict[str, str]:
    return {row["command"]: row["sign"] for row in rows("maths_signs")}
