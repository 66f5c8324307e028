"""House styles: learnt from a good list, read from a file."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from joinedup_refs.build import build
from joinedup_refs.check.style import house_file
from joinedup_refs.check.style.learning import Lesson, learn
from joinedup_refs.errors import ConfigInvalid, InputUnreadable
from joinedup_refs.model.house_style import HouseStyle
from joinedup_refs.model.layout import Layout
from joinedup_refs.model.text import Text
from joinedup_refs.read import read

if TYPE_CHECKING:
    from joinedup_refs.parse.model_file import Model

_NO_HINTS = Layout()
_FEWEST = 3  # entries that a style is learnt from
_LARGEST = 1_000_000  # bytes of a file


def learn_style(
    source: str | bytes | os.PathLike[str],
    *,
    layout: Layout = _NO_HINTS,
    encoding: str | None = None,
    model: os.PathLike[str] | None = None,
) -> HouseStyle:
    """Learn from a good list what its style is, for `clean` and `check` to hold others to.

    A trait is learnt where at least three entries show it and four in five of them agree; what
    every work of a type gives, where nine in ten do. `source` is as for `clean`.

    Raises:
        InputUnreadable: the source is missing, no text, or a `str` that looks like a file name.
        ConfigInvalid: it holds too few entries to learn from.
        ModelInvalid: the folder holds no model, or one that was damaged.
    """
    from joinedup_refs.parse.model_file import chosen as chosen_model  # noqa: PLC0415

    parser = chosen_model(model)
    return lesson_of(read(source, encoding=encoding).text, layout, parser).style


def lesson_of(text: Text, layout: Layout = _NO_HINTS, model: "Model | None" = None) -> Lesson:
    """Say what the style of a list is, and of how many entries each part was learnt.

    Raises:
        ConfigInvalid: it holds too few entries to learn from.
    """
    lesson = learn(build(text, (), layout, model))
    if lesson.entries < _FEWEST:
        found = "no reference list" if not lesson.entries else f"a list of {lesson.entries}"
        msg = (
            f"{found} was found, and a style takes {_FEWEST} references or more to learn\n"
            "if the whole text is the list, say so (--list-only)"
        )
        raise ConfigInvalid(msg)
    return lesson


def read_style(path: os.PathLike[str] | str) -> HouseStyle:
    """Read a house style from its file.

    Raises:
        InputUnreadable: the file is missing or cannot be read.
        ConfigInvalid: it makes no sense; the message says the line and the way out.
    """
    place = Path(path)
    try:
        content = place.read_bytes()
    except FileNotFoundError:
        msg = f"there is no file {place}\njoinedup-refs style learn good.txt -o {place} makes one"
        raise InputUnreadable(msg) from None
    except (OSError, ValueError) as error:
        msg = f"{place} cannot be read: {getattr(error, 'strerror', None) or error}"
        raise InputUnreadable(msg) from None
    if len(content) > _LARGEST:
        msg = f"{place} is too large for a house style\nname the file that style learn has written"
        raise ConfigInvalid(msg)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        msg = f"{place}, line {line}: this is no UTF-8\nsave the file as UTF-8"
        raise ConfigInvalid(msg) from None
    return house_file.parse(text, str(place))


def chosen_style(named: HouseStyle | os.PathLike[str] | None) -> HouseStyle:
    """Give the house style that a caller names: a value, a file, or none.

    Raises:
        InputUnreadable: the file is missing or cannot be read.
        ConfigInvalid: the file makes no sense.
    """
    if named is None:
        return HouseStyle()
    return named if isinstance(named, HouseStyle) else read_style(named)
