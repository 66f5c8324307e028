"""Options that go together: a dataclass of them, which several commands take as one parameter."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import wraps
from inspect import Parameter
from typing import Any, get_type_hints

from typer.models import ParameterInfo


def with_groups(command: Callable[..., None]) -> Callable[..., None]:
    """Make a command that has the options of its groups, each in the place of its group.

    A group is a dataclass whose fields are annotated with options, or are groups themselves. Fields
    that are neither keep their defaults.
    """
    signature = inspect.signature(command, eval_str=True)
    taken = signature.parameters.values()
    options = [one for parameter in taken for one in _spread(parameter)]

    @wraps(command)
    def run(**values: object) -> None:
        command(**{one.name: _gathered(one.name, one.annotation, values) for one in taken})

    shown: Any = run
    shown.__signature__ = signature.replace(parameters=options)
    shown.__annotations__ = {one.name: one.annotation for one in options}
    return run


def _spread(parameter: Parameter) -> Iterator[Parameter]:
    """Give the options that a parameter stands for: those of a group, or itself."""
    if not _is_group(parameter.annotation):
        yield parameter
        return
    for field, kind in _fields(parameter.annotation):
        one = Parameter(field.name, Parameter.KEYWORD_ONLY, annotation=kind, default=_unless(field))
        yield from _spread(one)


def _gathered(name: str, kind: Any, values: Mapping[str, object]) -> object:
    """Give the value of a parameter: a group made of the values of its options, or its own."""
    if not _is_group(kind):
        return values[name]
    return kind(**{field.name: _gathered(field.name, one, values) for field, one in _fields(kind)})


def _fields(group: Any) -> Iterator[tuple[Field[Any], Any]]:
    """Give the fields of a group that are options or groups, with their annotations."""
    kinds = get_type_hints(group, include_extras=True)
    for field in fields(group):
        kind = kinds[field.name]
        if _is_group(kind) or any(isinstance(m, ParameterInfo) for m in _metadata(kind)):
            yield field, kind


def _is_group(kind: object) -> bool:
    return isinstance(kind, type) and is_dataclass(kind)


def _metadata(kind: object) -> tuple[object, ...]:
    return getattr(kind, "__metadata__", ())


def _unless(field: Field[Any]) -> object:
    """Give what an option is where nothing is said."""
    if field.default is not MISSING:
        return field.default
    return Parameter.empty if field.default_factory is MISSING else field.default_factory()
