"""The ground every model value stands on."""

import ast
import inspect
from collections.abc import Mapping
from itertools import pairwise
from textwrap import dedent
from typing import Any, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, JsonValue

Json: TypeAlias = JsonValue
"""Anything JSON can hold; inside edits and origins it is CSL-shaped."""


class Value(BaseModel):
    """A frozen value: equal by content, hashable where its parts are, the same after JSON."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        defer_build=True,
        ser_json_inf_nan="strings",
    )

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Copy as pydantic does, without what was worked out from values that are replaced.

        Pydantic copies cached properties too, which would then tell of the original.
        """
        copied = super().model_copy(update=update, deep=deep)
        held = copied.__dict__
        if update and len(held) > len(type(self).model_fields):
            for name in held.keys() - type(self).model_fields.keys():
                del held[name]
        return copied

    @classmethod
    def __get_pydantic_json_schema__(
        cls,
        core_schema: Any,
        handler: GetJsonSchemaHandler,
    ) -> dict[str, Any]:
        """Describe each field by the docstring below it.

        Pydantic can do so by itself, but reads the sources of all classes whenever they are
        imported, which is a fifth of the time until the first reference is parsed.
        """
        schema = handler(core_schema)
        fields = handler.resolve_ref_schema(schema).get("properties", {})
        for name, told in _told(cls).items():
            if name in fields:
                fields[name].setdefault("description", told)
        return schema


def _told(cls: type) -> dict[str, str]:
    """Give the docstrings of the fields of a class and of those it is derived from."""
    told: dict[str, str] = {}
    for one in reversed(cls.__mro__):
        if issubclass(one, Value):
            told |= _told_by(one)
    return told


def _told_by(cls: type) -> dict[str, str]:
    try:
        [definition] = ast.parse(dedent(inspect.getsource(cls))).body
    except (OSError, TypeError):  # no sources at hand
        return {}
    told: dict[str, str] = {}
    for field, after in pairwise(getattr(definition, "body", [])):
        match field, after:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                told[name] = inspect.cleandoc(text)
            case _:
                pass
    return told
