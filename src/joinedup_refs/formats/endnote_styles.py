"""Italics and the like: runs of `style` in EndNote's XML, HTML in CSL, both directions."""

import re

from lxml import etree

from joinedup_refs.formats.xml_records import local

_FACES = {"i": "italic", "b": "bold", "sub": "subscript", "sup": "superscript"}
_TAGS = {face: tag for tag, face in _FACES.items()}
_ORDER = ("bold", "italic", "subscript", "superscript")
_TAG = re.compile(r"<(/?)(i|b|sub|sup)>")
_NOCASE = re.compile(r"</?span(?: class=\"nocase\")?>")


def marked(text: str) -> bool:
    """Whether a text holds markup that EndNote has a style for."""
    return _TAG.search(text) is not None or _NOCASE.search(text) is not None


def put(node: etree._Element, text: str) -> None:
    """Write a text with CSL's HTML as runs; a span that only keeps the case is left out."""
    text = _NOCASE.sub("", text)
    here = 0
    faces: list[str] = []
    for tag in _TAG.finditer(text):
        _run(node, text[here : tag.start()], faces)
        here = tag.end()
        face = _FACES[tag[2]]
        if not tag[1]:
            faces.append(face)
        elif face in faces:
            faces.remove(face)
    _run(node, text[here:], faces)


def _run(node: etree._Element, text: str, faces: list[str]) -> None:
    if text:
        face = " ".join(f for f in _ORDER if f in faces) or "normal"
        etree.SubElement(node, "style", face=face, font="default", size="100%").text = text


def text_of(node: etree._Element) -> str:
    """Give the text of an element, its styled runs in CSL's HTML, line ends as newlines."""
    parts = [node.text or ""]
    for inside in node:
        text = "".join(inside.itertext())
        if local(inside) == "style" and text.strip():
            faces = str(inside.get("face", "")).split()
            for tag in (_TAGS[face] for face in reversed(_ORDER) if face in faces):
                text = f"<{tag}>{text}</{tag}>"
        parts += (text, inside.tail or "")
    return "".join(parts).replace("\r\n", "\n").replace("\r", "\n").strip()
