"""HTML, as a browser saves it or puts it on the clipboard."""

import re
from collections.abc import Iterator

from lxml import etree, html

from joinedup_refs.errors import InputUnreadable
from joinedup_refs.read.carrier import Carried, Carrier, Content
from joinedup_refs.read.decode import decode

_DROPPED = frozenset(
    [
        "head",
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "nav",
        "button",
        "select",
        "textarea",
        "object",
        "iframe",
        "audio",
        "video",
        "canvas",
    ]
)
_PARAGRAPHS = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "dl",
        "table",
        "blockquote",
        "pre",
        "section",
        "article",
        "figure",
    ]
)
_LINES = frozenset(
    [
        "div",
        "li",
        "tr",
        "dt",
        "dd",
        "header",
        "footer",
        "main",
        "aside",
        "address",
        "figcaption",
        "caption",
        "form",
        "fieldset",
        "body",
        "html",
        "hr",
        "details",
        "summary",
        "center",
        "thead",
        "tbody",
        "tfoot",
    ]
)
_CLIPBOARD = re.compile(r"Version:\d\.\d\s{1,2}StartHTML:")
_PAGE = re.compile(
    r"\s*(?:<!doctype\s+html|<\?xml[^>]{0,200}\?>\s*<(?:!doctype\s+)?html|<(?:html|head|body|meta)\b"
    r"|<!--\s*StartFragment)",
    re.IGNORECASE,
)
_FRAGMENT = re.compile(
    r"\s*<(p|div|ul|ol|li|h[1-6]|table|span|section|article|dl|blockquote|font|center|b|i|a|em"
    r"|strong)(?:\s[^<>]{0,500})?>",
    re.IGNORECASE,
)
_DECLARED = re.compile(
    r"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{2,30})"
)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_UNFIT = re.compile("[\ud800-\udfff\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]{0,300}\[[^\]]*\]\s*>", re.IGNORECASE)
"""A document type with entities of its own, which HTML has not."""
_TAG = re.compile(r"<[a-zA-Z!/]")
_HEAD = 4096


def _sniff(head: str) -> bool:
    head = head.lstrip("\ufeffï»¿")
    if _CLIPBOARD.match(head) or _PAGE.match(head):
        return True
    opened = _FRAGMENT.match(head)
    return opened is not None and f"</{opened[1].lower()}>" in head.lower()


def _read(content: Content) -> Carried:
    data = content.data
    start = data[:_HEAD] if isinstance(data, str) else data[:_HEAD].decode("latin-1")
    declared = _DECLARED.search(start)
    source = decode(content, declared[1] if declared else None)
    if not _TAG.search(source.printed):
        return source
    return source._replace(printed=_render(_fragment(source.printed), content.name))


def _fragment(source: str) -> str:
    """Give what was selected of a clipboard's content: its header and context are left out."""
    if _CLIPBOARD.match(source.lstrip()):
        source = source[max(0, source.find("<")) :]
    start, end = source.find("<!--StartFragment"), source.rfind("<!--EndFragment")
    if start < 0:
        return source
    return source[source.find(">", start) + 1 : end if end > start else len(source)]


def _render(source: str, name: str) -> str:
    data = _UNFIT.sub("\ufffd", _DOCTYPE.sub("", source, count=1)).encode("utf-8")
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = html.document_fromstring(data, parser=parser, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError):
        return ""
    if any(error.level_name == "FATAL" and "depth" in error.message for error in parser.error_log):
        msg = (
            f"{name} is HTML nested more deeply than any page, and would be read only in part\n"
            "copy the text itself and paste it"
        )
        raise InputUnreadable(msg)
    page = _Page()
    for event, element in _walk(root):
        page.open(element) if event == "start" else page.close(element)
    return page.text()


def _walk(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Walk a tree without recursion, past elements that hold no text to be read."""
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "start" and (element.tag in _DROPPED or _is_hidden(element)):
            walker.skip_subtree()
        yield event, element


def _is_hidden(element: etree._Element) -> bool:
    style = element.get("style", "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style


class _Page:
    """The lines of a page as they are put together."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.breaks = 0
        self.blank = False
        self.marker = ""
        self.lists: list[int | None] = []
        self.preformatted = 0

    def open(self, element: etree._Element) -> None:
        """Take the beginning of an element and the text up to its first child."""
        tag = element.tag
        if tag in _DROPPED or _is_hidden(element):
            return
        self._part(tag)
        if tag == "br":
            self._put_break()
        elif tag in {"td", "th"} and not self.breaks:
            self._write("\t")
        elif tag in {"ul", "ol"}:
            self.lists.append(_number(element.get("start"), 1) if tag == "ol" else None)
        elif tag == "li":
            self._item(element)
        self.preformatted += tag == "pre"
        self._text(element.text)

    def close(self, element: etree._Element) -> None:
        """Take the end of an element and the text behind it."""
        tag = element.tag
        if tag not in _DROPPED and not _is_hidden(element):
            self.preformatted -= tag == "pre"
            if tag in {"ul", "ol"} and self.lists:
                self.lists.pop()
            if tag == "li":
                self.marker = ""
            self._part(tag)
        self._text(element.tail)

    def text(self) -> str:
        """Give the page as plain text, one line break at its end."""
        printed = "".join(self.parts).strip("\n")
        return f"{printed}\n" if printed else ""

    def _part(self, tag: object) -> None:
        nested = tag in {"ul", "ol"} and len(self.lists) > 0
        if tag in _PARAGRAPHS and not nested and not self.marker:
            self.breaks = max(self.breaks, 1 if self._in_item() else 2)
        elif tag in _PARAGRAPHS or tag in _LINES:
            self.breaks = max(self.breaks, 1)

    def _in_item(self) -> bool:
        return bool(self.lists)

    def _put_break(self) -> None:
        if self.breaks:
            self.breaks += 1
        else:
            self.breaks = 1

    def _item(self, element: etree._Element) -> None:
        number = self.lists[-1] if self.lists else None
        if number is None:
            self.marker = "  • "
            return
        number = _number(element.get("value"), number)
        self.lists[-1] = number + 1
        self.marker = f"{number}. "

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if self.preformatted:
            self._write(text)
            return
        pieces = _BLANKS.split(text)
        for at, piece in enumerate(pieces):
            self.blank |= at > 0
            if piece:
                self._write(piece)

    def _write(self, piece: str) -> None:
        if self.parts and self.breaks:
            self.parts.append("\n" * min(self.breaks, 2))
        elif self.parts and self.blank and piece != "\t":
            self.parts.append(" ")
        self.breaks, self.blank = 0, False
        if self.marker and piece.strip():
            if not _says(piece, self.marker):
                self.parts.append(self.marker)
            self.marker = ""
        self.parts.append(piece)


def _says(piece: str, marker: str) -> bool:
    """Whether an item's text begins with its number or a bullet already."""
    number = re.escape(marker.strip().rstrip("."))
    return re.match(rf"[\[(]?{number}(?:[\]).:]|$)|[•·‣▪]", piece) is not None


def _number(given: str | None, usual: int) -> int:
    return int(given) if given and re.fullmatch(r"\d{1,6}", given) else usual


CARRIER = Carrier("html", (".html", ".htm", ".xhtml"), _sniff, _read)
