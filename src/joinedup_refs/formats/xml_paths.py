"""Paths to elements, as the tables of XML formats have them: `titles/title`, `name[type=personal]`.

A step is a name and, in brackets, attributes as `name=value`; `name=` asks for none of that name.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from lxml import etree

from joinedup_refs.formats.xml_records import NO_XML, attribute, children

_STEP = re.compile(r"([\w-]{1,60})((?:\[[\w-]{1,40}=[^\]/]{0,60}\])*)")
_ATTRIBUTE = re.compile(r"\[([\w-]+)=([^\]]*)\]")


class Step(NamedTuple):
    """One element on the way."""

    name: str
    attributes: tuple[tuple[str, str], ...]


@cache
def steps(path: str) -> tuple[Step, ...]:
    """Take a path apart.

    >>> steps("relatedItem[type=host]/titleInfo")[0]
    Step(name='relatedItem', attributes=(('type', 'host'),))
    """
    found = [_STEP.fullmatch(step) for step in path.split("/")]
    if not all(found):
        msg = f"no path to an element: {path}"
        raise ValueError(msg)
    return tuple(Step(m[1], tuple(_ATTRIBUTE.findall(m[2]))) for m in found if m)


def find(node: etree._Element, path: str) -> Iterator[etree._Element]:
    """Give the elements at the end of a path, in the order of the file."""
    held = [node]
    for step in steps(path):
        held = [
            inner
            for outer in held
            for inner in children(outer, step.name)
            if all(attribute(inner, name) == value for name, value in step.attributes)
        ]
    return iter(held)


def put(
    node: etree._Element, path: str, text: str = "", *, space: str = "", apart: bool = False
) -> etree._Element:
    """Make the element at the end of a path; those on the way to it are made where they lack.

    `apart`: in an element of its own, not beside one of the same name.
    """
    *way, last = steps(path)
    for place, step in enumerate(way, 1):
        held = find(node, _written(step))
        if apart and place == len(way):
            held = (one for one in held if next(find(one, last.name), None) is None)
        one = next(held, None)
        node = _made(node, step, space) if one is None else one
    made = _made(node, last, space)
    if text:
        made.text = NO_XML.sub("", text)
    return made


def _written(step: Step) -> str:
    return step.name + "".join(f"[{name}={value}]" for name, value in step.attributes)


def _made(node: etree._Element, step: Step, space: str) -> etree._Element:
    made = etree.SubElement(node, f"{{{space}}}{step.name}" if space else step.name)
    for name, value in step.attributes:
        if value:
            made.set(name, value)
    return made
