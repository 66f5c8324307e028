r"""Text of CSL-YAML, which pandoc reads as Markdown, and CSL's HTML, both directions.

What Markdown has a mark for is written so; elements within elements stay HTML. Source: pandoc 3
manual, sections Citations and Inline formatting.
"""

import re

_MARKS = {"i": "*", "b": "**", "sub": "~", "sup": "^"}
_SPANS = {
    "nocase": '<span class="nocase">',
    "smallcaps": '<span style="font-variant:small-caps;">',
}
_ELEMENT = re.compile(
    r"<(?P<name>i|b|sub|sup)>(?P<text>[^<>]{1,2000})</(?P=name)>"
    r'|<span (?:(?P<nocase>class="nocase")|style="font-variant:\s?small-caps;")>'
    r"(?P<inside>[^<>\[\]]{1,2000})</span>"
    r"|</?(?:i|b|sub|sup|sc)>|<span [^<>]{1,80}>|</span>"
)
_SIGN = re.compile(r"[\\*`\[\]<>~^$@#|]|(?<!\w)_|_(?!\w)|&(?=[#\w]{1,32};)")
_AT_START = re.compile(r"(?m)^(\d{1,9}|[a-z]|[ivxlc]{1,8})?([.)+-])(?=\s|$)")
_RUN = re.compile(r"-(?=-)|\.(?=\.\.)|!(?=\\\[)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_WITHOUT_STAR = r"(?:[^*\\]|\\.){0,1000}"
_MARKED = re.compile(
    r"\\[!-/:-@\[-`{-~]"
    r"|\*\*(?=[^\s*])(?P<b>(?:[^*\\]|\\.){1,2000})(?<!\s)\*\*"
    rf"|\*(?=\S)(?P<i>{_WITHOUT_STAR}(?:\*\*(?=\S){_WITHOUT_STAR}\*\*{_WITHOUT_STAR}){{0,3}})(?<!\s)\*"
    r"|(?<!\w)_(?=[^\s_])(?P<i2>(?:[^_\\]|\\.){1,1000})(?<!\s)_(?!\w)"
    r"|~(?P<sub>(?:[^~\\\s]|\\.){1,200})~|\^(?P<sup>(?:[^^\\\s]|\\.){1,200})\^"
    r"|\[(?P<span>(?:[^\[\]\\]|\\.){0,2000})\]\{\.(?P<kind>nocase|smallcaps)\}"
)
_DEPTH = 4


def write(text: str) -> str:
    r"""Give CSL's text as Markdown.

    >>> write('<i>E. coli</i> in the <span class="nocase">iPhone</span> *era*')
    '*E. coli* in the [iPhone]{.nocase} \\*era\\*'
    """
    out = ""
    here = 0
    parts: list[str] = []
    for found in _ELEMENT.finditer(text):
        out = _escaped(text[here : found.start()]) or out
        parts += (_escaped(text[here : found.start()]), made := _element(found, out[-1:]))
        out, here = made, found.end()
    parts.append(_escaped(text[here:]))
    return "".join(parts)


def read(text: str, depth: int = 0) -> str:
    r"""Give Markdown as CSL's text; HTML in it stays.

    >>> read("CO~2~ in the [iPhone]{.nocase} *era **x*** \\*")
    'CO<sub>2</sub> in the <span class="nocase">iPhone</span> <i>era <b>x</b></i> *'
    """

    def told(found: re.Match[str]) -> str:
        for name in ("b", "i", "i2", "sub", "sup"):
            if (inside := found[name]) is not None:
                tag = name.removesuffix("2")
                return f"<{tag}>{read(inside, depth + 1)}</{tag}>"
        if found["kind"]:
            return f"{_SPANS[found['kind']]}{read(found['span'], depth + 1)}</span>"
        return found[0][1:]

    return _MARKED.sub(told, text) if depth < _DEPTH else plain(text)


def plain(text: str) -> str:
    r"""Give the text of a field that is no prose, such as an address: only escapes are undone.

    >>> plain("https://example.org/a\\_b*c*")
    'https://example.org/a_b*c*'
    """
    return _ESCAPED.sub(r"\1", text)


def _element(found: re.Match[str], before: str) -> str:
    """Give a mark for an element, or the element itself where a mark would not be read as one."""
    text = found["text"] or found["inside"]
    if text is None:
        return found[0]
    inside = _escaped(text)
    start, end = found.span("text" if found["text"] else "inside")
    as_html = f"{found[0][: start - found.start()]}{inside}{found[0][end - found.start() :]}"
    if text != text.strip():
        return as_html
    if not found["name"]:
        return f"[{inside}]{{.{'nocase' if found['nocase'] else 'smallcaps'}}}"
    mark = _MARKS[found["name"]]
    blank = mark in "~^" and any(sign.isspace() for sign in text)
    return as_html if blank or before == mark[0] else f"{mark}{inside}{mark}"


def _escaped(text: str) -> str:
    text = _SIGN.sub(r"\\\g<0>", text)
    text = _RUN.sub(r"\\\g<0>", text)
    return _AT_START.sub(r"\1\\\2", text)
