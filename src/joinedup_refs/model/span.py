"""A stretch of a text."""

from typing import Self

from pydantic import model_validator

from joinedup_refs.model.value import Value


class Span(Value):
    """Half-open code points of `Text.printed`; never of the reading."""

    start: int
    """First code point."""
    end: int
    """One past the last code point; equal to `start` for a place between two characters."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not 0 <= self.start <= self.end:
            msg = f"a span must run forward from 0 or more, not {self.start}–{self.end}"
            raise ValueError(msg)
        return self

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        return True

    def covers(self, other: "Span") -> bool:
        """Whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    def touches(self, other: "Span") -> bool:
        """Whether both claim a character, or a place strictly inside the other, or one place."""
        if self == other:
            return True
        return max(self.start, other.start) < min(self.end, other.end) or any(
            not len(a) and b.start < a.start < b.end for a, b in ((self, other), (other, self))
        )
