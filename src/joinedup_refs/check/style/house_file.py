"""A house style as a file: TOML with two tables, `style` and `needs`."""

import json
import re
import tomllib
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from joinedup_refs.check.style.learning import Lesson
from joinedup_refs.check.style.needs import FIELDS, PLURALS
from joinedup_refs.check.style.table import BY_KEY
from joinedup_refs.check.style.trait import Trait
from joinedup_refs.errors import ConfigInvalid
from joinedup_refs.model.house_style import HouseStyle

_STYLE, _NEEDS = "style", "needs"
_SHOWN = 120  # characters of a value that a message repeats


def write(lesson: Lesson, name: str) -> str:
    """Give the file of a style learnt from the list called `name`; each line says from how many."""
    lines = [
        "# What a list is held to by: joinedup-refs clean --house-style FILE",
        f"# Learnt from the {lesson.entries} entries of {json.dumps(name, ensure_ascii=False)}.",
        "# Each value is an example of the form; a trait that is not here follows the list itself.",
        "",
        f"[{_STYLE}]",
    ]
    for one in lesson.learnt:
        if one.norm is not None:
            told = f"{one.trait.what}: {one.norm.agreeing} of {one.norm.total} entries"
            lines.append(f"{one.trait.key} = {_quoted(one.norm.way)}  # {told}")
    lines += ["", "# What every entry of a type gives, by CSL variable.", f"[{_NEEDS}]"]
    for kind, variables in lesson.needs.items():
        shown = ", ".join(map(_quoted, variables))
        lines.append(f"{kind} = [{shown}]  # {lesson.kinds[kind]} {PLURALS[kind]}")
    return "\n".join(lines) + "\n"


def parse(text: str, name: str) -> HouseStyle:
    r"""Read a house style; `name` is the file's, for messages.

    Raises:
        ConfigInvalid: it is no TOML, or a key or a value is not known; says the line.

    >>> parse('[style]\nyear = "(2003), Title"', "house.toml").traits
    {'year': '(2003), Title'}
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        msg = f'{name}: {error}\neach line is a key and a value, as in year = "(2003), Title"'
        raise ConfigInvalid(msg) from None
    for key, value in table.items():
        if key not in {_STYLE, _NEEDS} or not isinstance(value, dict):
            msg = (
                f"{_place(text, name, key)}: {key!r} has no place outside of the tables\n"
                f"there are two of them, [{_STYLE}] and [{_NEEDS}]"
            )
            raise ConfigInvalid(msg)
    return HouseStyle(
        traits={k: _trait(text, name, k, v) for k, v in table.get(_STYLE, {}).items()},
        needs={k: _needed(text, name, k, v) for k, v in table.get(_NEEDS, {}).items()},
    )


def _trait(text: str, name: str, key: str, value: Any) -> str:
    if key not in BY_KEY:
        raise _unknown(text, name, key, BY_KEY, "trait of style")
    trait = BY_KEY[key]
    if not isinstance(value, str) or not trait.knows(value):
        msg = (
            f"{_place(text, name, key)}: {key} cannot be {_quoted(value)[:_SHOWN]}\n"
            f"{_way_out(trait)}"
        )
        raise ConfigInvalid(msg)
    return value


def _way_out(trait: Trait) -> str:
    if isinstance(trait.ways, str):
        return f"write an example of it, as in {trait.key} = {_quoted(trait.example)}"
    return f"it is one of {', '.join(map(_quoted, trait.ways))}"


def _needed(text: str, name: str, key: str, value: Any) -> tuple[str, ...]:
    if key not in FIELDS:
        raise _unknown(text, name, key, FIELDS, "type of reference")
    fields = FIELDS[key]
    wrong = [v for v in value if v not in fields] if isinstance(value, list) else [value]
    if wrong:
        msg = (
            f"{_place(text, name, key)}: {key} cannot need {_quoted(wrong[0])[:_SHOWN]}\n"
            f"give a list of these: {', '.join(map(_quoted, fields))}"
        )
        raise ConfigInvalid(msg)
    return tuple(value)


def _unknown(text: str, name: str, key: str, known: Iterable[str], what: str) -> ConfigInvalid:
    known = tuple(known)
    near = get_close_matches(key, known, 1)
    way_out = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
    msg = f"{_place(text, name, key)}: no {what} is called {key!r}\n{way_out}"
    return ConfigInvalid(msg)


def _place(text: str, name: str, key: str) -> str:
    """Name the file and the line on which a key stands."""
    pattern = re.compile(
        rf"^[ \t]*(?:\[[ \t]*)?[\"']?{re.escape(key)}[\"']?[ \t]*[=\].]", re.MULTILINE
    )
    found = pattern.search(text)
    return f"{name}, line {text.count(chr(10), 0, found.start()) + 1}" if found else name


def _quoted(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
