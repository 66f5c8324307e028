"""Names of people and bodies, after CSL's name variables."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from joinedup_refs.model.value import Value


class Person(Value):
    """One human being; a mononym has a family name and nothing else."""

    kind: Literal["person"] = "person"
    family: str
    """The name that comes first in a sorted list, without particles kept in `particle`."""
    given: str = ""
    """Given names or initials, as printed."""
    particle: str = ""
    """CSL's non-dropping particle: the "van" of a Dutch name."""
    dropping_particle: str = ""
    """CSL's dropping particle: the "de" of a French name."""
    suffix: str = ""
    """Jr., III and their like."""


class Organization(Value):
    """A body that signs as an author: a ministry, a society, a project."""

    kind: Literal["organization"] = "organization"
    name: str
    """The whole name, as printed."""


class Verbatim(Value):
    """Text recognised for what it is but not understood; kept exactly as it came."""

    kind: Literal["verbatim"] = "verbatim"
    text: str
    """The text as it came."""


Name: TypeAlias = Annotated[Person | Organization | Verbatim, Field(discriminator="kind")]
"""A contributor."""
