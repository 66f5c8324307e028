"""Finds the parts that are one file each: rules, formats, carriers."""

from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType
from typing import TypeVar

T = TypeVar("T")


def parts(package: ModuleType, constant: str, kind: type[T]) -> tuple[T, ...]:
    """Give the part that each module of `package`, at any depth, holds as `constant`.

    A module without the constant is no part and is passed over. The tuple is made anew at each
    call, in the order of the modules' names; importing a part has no effect but to define it.

    Raises:
        TypeError: a module's constant is not of the kind asked for.
    """
    found = []
    for info in walk_packages(package.__path__, f"{package.__name__}."):
        if info.ispkg:
            continue
        part = getattr(import_module(info.name), constant, None)
        if part is None:
            continue
        if not isinstance(part, kind):
            msg = f"{info.name}.{constant} is a {type(part).__name__}, not a {kind.__name__}"
            raise TypeError(msg)
        found.append(part)
    return tuple(found)
