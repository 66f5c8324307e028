"""Citations in the running text."""

from typing import Literal, TypeAlias

from joinedup_refs.model.text import Span
from joinedup_refs.model.value import Value

Link: TypeAlias = Literal["exact", "paired", "none"]
"""`exact`: it names its entry. `paired`: it names none, and only one is left that it can mean."""


class Citation(Value):
    """One work cited at one place: "Smith, 2001; Jones, 2002" holds two."""

    id: str
    """`c1`, `c2`… in the order of the text."""
    at: Span
    """From the first name, or the number, to the end of the year; without brackets around all."""
    form: Literal["parenthetical", "narrative", "numeric"]
    names: tuple[str, ...] = ()
    """Family names or a body's name, as read."""
    et_al: bool = False
    """Whether further authors are meant (et al., and colleagues)."""
    year: str = ""
    """As read: `2006`, `2006a`, `n.d.`, `in press`."""
    year_at: Span | None = None
    """Where the year stands, link residue included."""
    names_at: Span | None = None
    """Where the names stand."""
    number: str = ""
    """The number or label of a numeric citation."""
    locator: str = ""
    """Pages or the like: `p. 9`."""
    prefix: str = ""
    """`see`, `e.g.`…"""
    cluster: Span
    """The brackets, or the narrative mention, that the citation stands in."""
    linked_by_publisher: bool = False
    """Whether the publisher's page had linked it to an entry: its residue is there."""
    link: Link = "none"
    references: tuple[str, ...] = ()
    """Identifiers of the entries meant; several where a numeric range is one citation."""
    through: str = ""
    """Identifier of the citation of the work in which this one was seen, as in "cited in"."""
    differs: Literal["", "year", "name"] = ""
    """For a paired citation, what keeps it from being exact."""

    def same_work(self, other: "Citation") -> bool:
        """Whether two citations print the same names and year."""
        return (self.names, self.year, self.number) == (other.names, other.year, other.number)
