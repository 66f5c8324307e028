"""The ground every model value stands on."""

from typing import TypeAlias

from pydantic import BaseModel, ConfigDict, JsonValue

Json: TypeAlias = JsonValue
"""Anything JSON can hold; inside edits and origins it is CSL-shaped."""


class Value(BaseModel):
    """A frozen value: equal by content, hashable where its parts are, the same after JSON."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        defer_build=True,
        use_attribute_docstrings=True,
        ser_json_inf_nan="strings",
    )
