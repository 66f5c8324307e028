"""What finding gives: a citation as it stands in the reading of the prose, not yet tied."""

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple


class NameAt(NamedTuple):
    """One name of a citation and its half-open code points in the reading of the prose."""

    text: str
    start: int
    end: int
    given: str = ""
    """Initials printed with it, folded: `ab` of `A. B. Smith`."""


class Dated(NamedTuple):
    """A year of a citation and its half-open code points in the reading of the prose."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A citation in the prose; places are code points of its reading."""

    start: int
    end: int
    form: Literal["parenthetical", "narrative", "numeric"]
    names: tuple[NameAt, ...] = ()
    et_al: bool = False
    year: Dated | None = None
    number: str = ""
    numbers: tuple[str, ...] = ()
    """The numbers or labels that a numeric citation stands for, a range counted out."""
    locator: str = ""
    prefix: str = ""
    cluster: tuple[int, int]
    sure: bool = True
    """Whether its form alone makes it a citation; others need an entry that bears them out."""
    bare: bool = False
    """Whether one name of the list and a year stand side by side in running prose: `Beck 1987`."""

    @property
    def families(self) -> tuple[str, ...]:
        """The names alone."""
        return tuple(name.text for name in self.names)

    def moved(self, by: int) -> "Mention":
        """Give a citation by number as it stands so many code points further on."""
        cluster = self.cluster[0] + by, self.cluster[1] + by
        return replace(self, start=self.start + by, end=self.end + by, cluster=cluster)
