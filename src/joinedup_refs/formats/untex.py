r"""LaTeX as it stands in .bib files, read as Unicode text with CSL's markup.

Nothing is executed: `\input` and its like are passed over. A command that is not known stays as it
is written, so that nothing is lost. One pass, linear in the length of the text.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from joinedup_refs.tables import rows

_TOKEN = re.compile(
    r"\\([A-Za-z]+)\*?[ \t\n]*|\\(.|\n)|([{}])|(\$)|(-{2,3}|``|''|,,|[?!]`)|(~)"
    r"|([^\\{}$\-`',?!~]+|.)",
    re.DOTALL,
)
_TO_DECODE = re.compile(r"[\\{}$~]|[^\S ]| {2}|\A | \Z|--|``|''|,,|[?!]`")
"""What there is in a text that does not read as it is written."""
_SIGNS = re.compile(r"[\\{}$~]|--|``|''|,,|[?!]`")
_MORE_THAN_BRACES = re.compile(
    r"[\\$~]|[^\S ]| {2}|\A | \Z|``|''|,,|[?!]`|\{[ {}-]|[ {}-]\}|\}[{-]|-\{|-{4}|\A\}|\{\Z"
)
"""What there is in a text beside braces around words, and dashes apart from them."""
_BRACE_OR_DASH = re.compile(r"[{}]|-{2,3}")
_ODD_BLANKS = re.compile(r"[^\S ]| {2}")
_RUNS = re.compile(r"\S++(?: \S++)*+|\s++")
_EDGES = re.compile(r"\A | \Z|[^ ]++(?: [^ ]++)*+")
_TO_DECODE = re.compile(r"[\\{}$~]|[^\S ]| {2}|\A | \Z|--|``|''|,,|[?!]`")
"""What there is in a text that does not read as it is written."""
ACCENTS = {
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "d": "\u0323",
    "b": "\u0331",
    "k": "\u0328",
    "r": "\u030a",
    "h": "\u0309",
    "G": "\u030f",
    "U": "\u030e",
    "textcommabelow": "\u0326",
}
_ALONE = {"~": "~", "^": "^", "'": "'", "`": "`", '"': '"', "=": "", ".": "."}
_WRAPPED = {
    "textit": ("<i>", "</i>"),
    "emph": ("<i>", "</i>"),
    "textsl": ("<i>", "</i>"),
    "mkbibemph": ("<i>", "</i>"),
    "mkbibitalic": ("<i>", "</i>"),
    "textbf": ("<b>", "</b>"),
    "mkbibbold": ("<b>", "</b>"),
    "textsubscript": ("<sub>", "</sub>"),
    "textsuperscript": ("<sup>", "</sup>"),
    "mkbibquote": ("“", "”"),
    "enquote": ("“", "”"),
    "textsc": ('<span style="font-variant:small-caps;">', "</span>"),
}
_DECLARED = {
    "it": "textit",
    "itshape": "textit",
    "em": "textit",
    "sl": "textit",
    "bf": "textbf",
    "bfseries": "textbf",
    "sc": "textsc",
    "scshape": "textsc",
}
_THROUGH = frozenset(
    [
        *("text", "textrm", "textsf", "texttt", "textup", "textmd", "textnormal", "mbox", "hbox"),
        *("url", "path", "nolinkurl", "uppercase", "MakeUppercase", "lowercase", "MakeLowercase"),
        *("bibstring", "protect", "relax", "rm", "tt", "sf", "upshape", "mdseries", "normalfont"),
        *("texorpdfstring", "NoCaseChange", "nocase", "ensuremath", "underline", "allowbreak"),
    ]
)
"""Commands of which only the argument is read."""
_PASSED_OVER = frozenset(
    [
        *("input", "include", "vphantom", "hphantom", "phantom", "noopsort", "label", "write"),
        *("openout", "openin", "read", "immediate", "def", "let", "newcommand", "usepackage"),
        *("catcode", "csname", "endcsname", "special", "message", "href"),
    ]
)
"""Commands that are left out with their argument."""
_LIGATURES = {"--": "–", "---": "—", "``": "“", "''": "”", ",,": "„", "?`": "¿", "!`": "¡"}
_SPACES = frozenset(" \n\t,;:!\\")
_NOTHING = frozenset("-/@")
_COMMAND_ALONE = re.compile(r"\\([A-Za-z]+)\s*\{")
_BRACES = re.compile(r"[{}]")
_RAISED = re.compile(r"(?:\{\})?([_^])(?:\{([^{}$\\]*)\}|(\w))\Z")
_MATHS_END = re.compile(r"(?<!\\)\$")


def decode(text: str) -> str:
    r"""Read LaTeX on one line.

    >>> decode(r"{E}ffect of \textit{E. coli} on {CO}$_{2}$ \& caf{\'e}s--bars")
    'Effect of <i>E. coli</i> on CO<sub>2</sub> & cafés–bars'
    """
    if _is_plain(text) or not _TO_DECODE.search(text):
        return text
    if not _MORE_THAN_BRACES.search(text):
        return _BRACE_OR_DASH.sub(lambda m: _LIGATURES.get(m[0], ""), text)
    return " ".join(_Decoder(text).decoded().split())


def _is_plain(text: str) -> bool:
    """Whether a text plainly reads as it is written, which is told in a tenth of the time."""
    return text.isalnum() or (
        text.isprintable()
        and "{" not in text
        and "}" not in text
        and "\\" not in text
        and "$" not in text
        and "~" not in text
        and "`" not in text
        and "  " not in text
        and "--" not in text
        and "''" not in text
        and ",," not in text
        and text[:1] != " "
        and text[-1:] != " "
    )


def decode_name(text: str) -> str:
    r"""Read part of a name on one line; of a command that is not known the argument is read.

    >>> decode_name(r"\textcyr{Ivanov} \& \unknown"), decode(r"\textcyr{Ivanov}")
    ('Ivanov & \\unknown', '\\textcyr{Ivanov}')
    """
    if "\\" not in text:
        return decode(text)
    return " ".join(_Decoder(text, through=True).decoded().split())


def within_unknown(text: str) -> str:
    r"""Give the argument of a command that is not known, where both are all of a text; else it.

    >>> within_unknown(r"\textcyr{Ivanov, A.}"), within_unknown(r"\emph{Ivanov} A.")
    ('Ivanov, A.', '\\emph{Ivanov} A.')
    """
    found = _COMMAND_ALONE.match(text)
    if found is None or _is_known(found[1]):
        return text
    depth = 0
    for brace in _BRACES.finditer(text, found.end() - 1):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return text[found.end() : -1].strip() if brace.end() == len(text) else text
    return text


def decode_lines(text: str) -> str:
    """Read LaTeX, its line breaks kept."""
    read = _Decoder(text).decoded() if _SIGNS.search(text) else text
    lines = (" ".join(line.split()) for line in read.splitlines())
    return "\n".join(lines).strip()


class Change(NamedTuple):
    """A stretch of LaTeX, and what is read there in its place."""

    start: int
    end: int
    reading: str


def changes(text: str) -> tuple[Change, ...]:
    r"""Give what reads otherwise than it is written; with it, the rest reads as `decode` has it.

    >>> [tuple(change) for change in changes(r"{E}ffect of caf{\'e}s")]
    [(0, 1, ''), (2, 3, ''), (15, 20, 'é')]
    """
    if _is_plain(text) or not _TO_DECODE.search(text):
        return ()
    if not _MORE_THAN_BRACES.search(text):
        signs = _BRACE_OR_DASH.finditer(text)
        return tuple(Change(m.start(), m.end(), _LIGATURES.get(m[0], "")) for m in signs)
    pieces: list[Change] = []
    _Decoder(text).decoded(pieces)
    out: list[Change] = []
    for one in _single_blanks([unit for piece in pieces for unit in _units(text, piece)]):
        if one.reading == text[one.start : one.end]:
            continue
        if out and out[-1].end == one.start:
            out[-1] = Change(out[-1].start, one.end, out[-1].reading + one.reading)
        else:
            out.append(one)
    return tuple(out)


def _units(text: str, piece: Change) -> Iterator[Change]:
    """Part a piece into what stands as it is read, and what is in the place of the rest."""
    start, end, reading = piece
    same = end - start if reading == text[start:end] else 0
    most = min(len(reading), end - start)
    while same < most and reading[-1 - same] == text[end - 1 - same]:
        same += 1
    if same < end - start or same < len(reading):
        yield Change(start, end - same, reading[: len(reading) - same])
    stands = text[end - same : end]
    for run in _RUNS.finditer(stands) if _ODD_BLANKS.search(stands) else _EDGES.finditer(stands):
        yield Change(end - same + run.start(), end - same + run.end(), run[0])


def _single_blanks(units: Sequence[Change]) -> list[Change]:
    """Make one blank of several, and none at either end."""
    out: list[Change] = []
    last = -1  # the unit that ends what was read so far with a blank
    blank = True
    for number, unit in enumerate(units):
        words = " ".join(unit.reading.split())
        if words:
            before = " " if unit.reading[:1].isspace() and not blank else ""
            blank = unit.reading[-1:].isspace()
            reading = before + words + (" " if blank else "")
            last = number
        elif unit.reading and not blank:
            reading, blank, last = " ", True, number
        else:
            reading = ""
        out.append(unit if reading == unit.reading else unit._replace(reading=reading))
    if blank and last >= 0:
        out[last] = out[last]._replace(reading=out[last].reading.rstrip())
    return out


def _is_known(name: str) -> bool:
    told = (ACCENTS, _WRAPPED, _DECLARED, _PASSED_OVER, _THROUGH, _symbols())
    return any(name in names for names in told)


@cache
def _symbols() -> dict[str, str]:
    return {row["command"]: row["text"] or " " for row in rows("latex_symbols")}


class _Decoder:
    """Reads token by token; a stack holds what each open group has to end with."""

    def __init__(self, text: str, *, through: bool = False) -> None:
        self._text = text
        self._through = through
        self._out: list[str] = []
        self._ends: list[str] = []
        self._skipped = 0
        self._accent = ""
        self._wrap: tuple[str, str] | None = None
        self._skip_next = False
        self._no_maths = False

    def decoded(self, pieces: list[Change] | None = None) -> str:
        """Give the text as it reads, and in `pieces` what each token of it came to."""
        at = 0
        while found := _TOKEN.match(self._text, at):
            told = len(self._out)
            at = self._token(found)
            if pieces is not None:
                pieces.append(Change(found.start(), at, "".join(self._out[told:])))
        told = len(self._out)
        while self._ends:
            self._brace("}")
        if pieces is not None:
            pieces.append(Change(at, at, "".join(self._out[told:])))
        return "".join(self._out)

    def _token(self, found: re.Match[str]) -> int:
        """Read a token, and give where to go on."""
        at = found.end()
        if self._skipped:
            self._skipped += {"{": 1, "}": -1}.get(found[0], 0)
            return at
        command, sign, brace, maths, ligature, tie, plain = found.groups()
        if command:
            self._command(command, found[0], self._text[at : at + 1])
        elif sign is not None:
            self._sign(sign)
        elif brace:
            self._brace(brace)
        elif maths:
            return self._maths(at)
        else:
            said = _LIGATURES[ligature] if ligature else " " if tie else plain
            self._put(said or "")
        return at

    def _put(self, text: str) -> None:
        if self._accent and text:
            base = {"ı": "i", "ȷ": "j"}.get(text[0], text[0])
            if base.isalpha():
                text = unicodedata.normalize("NFC", base + ACCENTS[self._accent]) + text[1:]
            else:
                text = _ALONE.get(self._accent, "") + text
            self._accent = ""
        if self._wrap and text.strip():
            start, end = self._wrap
            text, self._wrap = f"{start}{text[0]}{end}{text[1:]}", None
        self._skip_next = False
        self._out.append(text)

    def _command(self, name: str, written: str, following: str) -> None:
        self._skip_next = False
        if name in ACCENTS and name.isalpha():
            self._accent = name
        elif name in _WRAPPED:
            self._wrap = _WRAPPED[name]
        elif name in _DECLARED:
            start, end = _WRAPPED[_DECLARED[name]]
            self._out.append(start)
            if self._ends:
                self._ends[-1] = end + self._ends[-1]
            else:
                self._ends.append(end)
        elif name in _PASSED_OVER:
            self._skip_next = following == "{"
        elif name in _symbols():
            self._put(_symbols()[name])
        elif name not in _THROUGH and not (self._through and following == "{"):
            self._put(written)
            if following == "{":  # so that the command can still be told from its argument
                self._wrap = ("{", "}")

    def _sign(self, sign: str) -> None:
        if sign in ACCENTS:
            self._accent = sign
        elif sign in _SPACES:
            self._put(" ")
        elif sign not in _NOTHING:
            self._put({"(": "$", ")": "$"}.get(sign, sign))

    def _brace(self, brace: str) -> None:
        if brace == "{":
            if self._skip_next:
                self._skip_next, self._skipped = False, 1
                return
            start, end = self._wrap or ("", "")
            self._wrap = None
            self._out.append(start)
            self._ends.append(end)
            return
        if self._accent:
            self._out.append(_ALONE.get(self._accent, ""))
            self._accent = ""
        self._wrap = None
        self._out.append(self._ends.pop() if self._ends else "")

    def _maths(self, at: int) -> int:
        end = None if self._no_maths else _MATHS_END.search(self._text, at)
        if end is None:
            self._no_maths = True
            self._put("$")
            return at
        inside = self._text[at : end.start()]
        raised = _RAISED.match(inside)
        if inside in {"<", ">"}:
            self._put(inside)
        elif raised:
            tag = "sub" if raised[1] == "_" else "sup"
            self._out.append(f"<{tag}>{raised[2] or raised[3]}</{tag}>")
        elif not inside:
            self._put("")
        else:
            self._out.append(f"${inside}$")
        return end.end()
