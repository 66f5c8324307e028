"""Pages as printed: ranges, roman numerals, letters and article numbers."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from joinedup_refs.model.name import Verbatim
from joinedup_refs.model.value import Value


class PageRange(Value):
    """One stretch of pages; `last` is empty for a single page or an article number."""

    first: str
    """The first page as printed: `377`, `S12`, `xiv`, `e1234`."""
    last: str = ""
    """The last page, elided digits as printed."""


class Pages(Value):
    """One stretch or several."""

    kind: Literal["pages"] = "pages"
    ranges: Annotated[tuple[PageRange, ...], Field(min_length=1)]


AnyPages: TypeAlias = Annotated[Pages | Verbatim, Field(discriminator="kind")]
"""Pages, or the text of some that were not understood."""
