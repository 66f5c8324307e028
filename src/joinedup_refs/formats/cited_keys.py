r"""Citation keys changed where a text cites them: `\cite{…}` and its like, and pandoc's `[@key]`.

Sources: the manuals of natbib 8.3 and biblatex 3.19, section 3.9, for the commands; what Markdown
has is in `notation.citekeys`.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from joinedup_refs.notation import citekeys

_COMMAND = re.compile(r"\\(?P<name>[A-Za-z]*(?:[cC]ite[A-Za-z]*|bibentry))\*?")
_OPTION = re.compile(r"\s{0,20}(?:\[(?:[^\[\]{}]|\{[^{}]{0,500}\}){0,1000}\]|<[^<>{}]{0,200}>)")
_PARENTHESIS = re.compile(r"\s{0,20}\((?:[^(){}]|\{[^{}]{0,500}\}){0,1000}\)")
_KEYS = re.compile(r"\s{0,20}\{(?P<keys>[^{}]{1,200000})\}")
_PART = re.compile(r"%[^\n]*\n?|[^,%]+")
_CODE = re.compile(
    r"^(?P<fence>`{3,20}|~{3,20})[^\n]*\n.*?^(?P=fence)[`~]*[ \t]*$"
    r"|(?<!`)``(?!`)[^\n]{1,500}?(?<!`)``(?!`)|(?<!`)`[^`\n]{1,500}`(?!`)",
    re.MULTILINE | re.DOTALL,
)
"""Code in Markdown: between fences, and between backticks within a line."""
_SHOWN = re.compile(
    r"\\begin\{(?P<name>[Vv]erbatim\*?|lstlisting|minted|comment)\}"
    r"|\\(?:verb|lstinline)\*?(?P<sign>[^\w\s*{])[^\n]{0,500}?(?P=sign)"
)
"""What LaTeX prints as it stands, or where such a stretch begins."""
_SIGN = re.compile(r"[^\n]")
_NO_KEYS = ("citetext", "style", "setup", "command", "reset")
"""What the name of a command has that takes no keys, such as natbib's `\\citetext`."""


class Recited(NamedTuple):
    """A text with its citations changed."""

    text: str
    changed: int
    """How many keys were changed, each place counted."""


def recited(
    text: str, changes: Mapping[str, str], *, latex: bool = True, markdown: bool = False
) -> Recited:
    r"""Change the keys that a text cites; nothing else of it changes, and each key changes once.

    >>> recited(r"See \citep[3]{a, b} and \textcites{b}{c}.", {"a": "x", "b": "a"}).text
    'See \\citep[3]{x, a} and \\textcites{a}{c}.'
    >>> recited("As @a says [see @b, p. 3].", {"a": "x"}, latex=False, markdown=True).text
    'As @x says [see @b, p. 3].'
    """
    edits: dict[int, tuple[int, str]] = {}
    shown = _CODE.sub(_blank, text) if markdown else text
    if latex:
        _in_latex(_without_verbatim(shown), changes, edits)
    if markdown:
        for one in citekeys.find(shown):
            if one.key in changes:
                end = one.end - (text[one.end - 1 : one.end] == "}")
                edits[end - len(one.key)] = end, changes[one.key]
    parts: list[str] = []
    here = 0
    for start in sorted(edits):
        end, new = edits[start]
        parts += (text[here:start], new)
        here = end
    return Recited("".join((*parts, text[here:])), len(edits))


def _blank(found: re.Match[str]) -> str:
    """Put blanks for what is shown and not cited; nothing else moves."""
    return _SIGN.sub(" ", found[0])


def _without_verbatim(text: str) -> str:
    parts: list[str] = []
    here = 0
    open_: set[str] = set()  # environments that nothing closes any more
    for found in _SHOWN.finditer(text):
        if found.start() < here or found["name"] in open_:
            continue
        end = found.end()
        if name := found["name"]:
            closed = text.find(f"\\end{{{name}}}", end)
            if closed < 0:
                open_.add(name)
                continue
            end = closed
        parts += (text[here : found.start()], _SIGN.sub(" ", text[found.start() : end]))
        here = end
    return "".join((*parts, text[here:]))


def _in_latex(text: str, changes: Mapping[str, str], edits: dict[int, tuple[int, str]]) -> None:
    for command in _COMMAND.finditer(text):
        name = command["name"].lower()
        if any(word in name for word in _NO_KEYS):
            continue
        at, group = command.end(), 0
        many = name.endswith("cites")
        last = 1 if "volcite" in name else 0
        while True:
            at = _past(text, at, _OPTION)
            at = _past(text, at, _PARENTHESIS) if many else at
            at = _past(text, at, _OPTION) if many else at
            keys = _KEYS.match(text, at)
            if keys is None:
                break
            if many or group == last:
                _of_group(keys, changes, edits)
            at, group = keys.end(), group + 1
            if not many and group > last:
                break


def _past(text: str, at: int, what: re.Pattern[str]) -> int:
    for _ in range(2):
        found = what.match(text, at)
        if found is None:
            break
        at = found.end()
    return at


def _of_group(
    keys: re.Match[str], changes: Mapping[str, str], edits: dict[int, tuple[int, str]]
) -> None:
    for part in _PART.finditer(keys["keys"]):
        key = part[0].strip()
        if not key.startswith("%") and key in changes:
            start = keys.start("keys") + part.start() + part[0].index(key)
            edits[start] = start + len(key), changes[key]
