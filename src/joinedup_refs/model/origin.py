"""Where a value comes from."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from joinedup_refs.model.text import Span
from joinedup_refs.model.value import Value

Probability: TypeAlias = Annotated[float, Field(ge=0, le=1)]
"""A probability, 0 to 1."""


class Printed(Value):
    """The value stands in the text."""

    kind: Literal["printed"] = "printed"
    at: Span
    """Where it stands."""
    confidence: Probability = 1.0
    """How sure the parser is that the value belongs to this variable."""


class Linked(Value):
    """The value is not printed: a link that stands with the entry on its page leads to it."""

    kind: Literal["linked"] = "linked"
    at: Span
    """The link's text, which often is a button behind the entry."""
    address: str
    """Where the link leads, as the page has it."""


class Record(Value):
    """The value comes from a record accepted as the same work."""

    kind: Literal["record"] = "record"
    source: str
    """The source's name, such as `crossref`."""
    id: str
    """The record's identifier there, most often a DOI."""
    retrieved: str = ""
    """The day it was fetched, ISO 8601; empty when unknown."""


class Rule(Value):
    """A rule put the value there, on the word of its witnesses."""

    kind: Literal["rule"] = "rule"
    code: str
    """The rule's code."""
    witnesses: tuple[str, ...]
    """What speaks for the value, each in words a reader understands."""
    instead_of: Printed | None = None
    """Where the replaced value stands, if one was printed."""


class Supplied(Value):
    """A person or a program gave the value."""

    kind: Literal["supplied"] = "supplied"
    who: str
    """Who gave it."""


Origin: TypeAlias = Annotated[
    Printed | Linked | Record | Rule | Supplied, Field(discriminator="kind")
]
"""Where the present value of a variable comes from."""
