"""Dates as bibliographies have them: often a year, sometimes a range, a season or a promise."""

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from joinedup_refs.model.name import Verbatim
from joinedup_refs.model.value import Value


class DatePart(Value):
    """A year, or a month or day of it; years before the common era are negative (-1 is 1 BCE)."""

    year: int
    month: Annotated[int, Field(ge=1, le=12)] | None = None
    day: Annotated[int, Field(ge=1, le=31)] | None = None

    @model_validator(mode="after")
    def _no_day_without_month(self) -> Self:
        if self.day is not None and self.month is None:
            msg = "a day needs its month"
            raise ValueError(msg)
        return self


class Date(Value):
    """A date or a range of dates, after CSL's date variable."""

    kind: Literal["date"] = "date"
    start: DatePart | None = None
    """The date, or the first of a range; None when only a promise is printed."""
    end: DatePart | None = None
    """The last date of a range."""
    season: Annotated[int, Field(ge=1, le=4)] | None = None
    """1 spring, 2 summer, 3 autumn, 4 winter."""
    circa: bool = False
    """Whether the date is approximate."""
    letter: str = ""
    """The letter that tells works of one year apart: the "a" of 2006a."""
    forthcoming: str = ""
    """The printed promise, such as "in press"; empty for what is out."""

    @property
    def year(self) -> int | None:
        """The year, or the first year of a range."""
        return self.start.year if self.start else None


AnyDate: TypeAlias = Annotated[Date | Verbatim, Field(discriminator="kind")]
"""A date, or the text of one that was not understood."""
