"""HTML, as a browser saves it or puts it on the clipboard."""

import re

from lxml import etree

from joinedup_refs.read.carrier import Carried, Carrier, Content
from joinedup_refs.read.decode import decode
from joinedup_refs.read.page import Page
from joinedup_refs.read.page_markup import carried
from joinedup_refs.read.page_text import PageText

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
    return carried(_page(_fragment(source.printed)), source.encoding)


def _fragment(source: str) -> str:
    """Give what was selected of a clipboard's content: its header and context are left out."""
    if _CLIPBOARD.match(source.lstrip()):
        source = source[max(0, source.find("<")) :]
    start, end = source.find("<!--StartFragment"), source.rfind("<!--EndFragment")
    if start < 0:
        return source
    return source[source.find(">", start) + 1 : end if end > start else len(source)]


def _without_entities(source: str) -> str:
    """Leave out the first document type if it has entities; one that is not closed stays."""
    begun = re.search("<!DOCTYPE", source, re.IGNORECASE)
    found = _DOCTYPE.match(source, begun.start()) if begun else None
    return source[: found.start()] + source[found.end() :] if found else source


def _page(source: str) -> PageText:
    """Take a page in; the parser builds no tree, so that neither depth nor size is held at once."""
    data = _UNFIT.sub("\ufffd", _without_entities(source)).encode("utf-8")
    page = Page()
    parser = etree.HTMLParser(
        target=page, encoding="utf-8", no_network=True, huge_tree=True, remove_pis=True
    )
    try:
        parser.feed(data)
        parser.close()
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError):
        return Page().close()
    return page.close()


CARRIER = Carrier("html", (".html", ".htm", ".xhtml"), _sniff, _read)
