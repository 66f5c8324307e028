"""What someone has written about findings that are to be left alone, and why."""

from collections.abc import Iterator

from joinedup_refs.model.text import Span, Text
from joinedup_refs.model.value import Value
from joinedup_refs.notation import comments as found


class Suppression(Value):
    """Rules that are to be silent about one entry or citation."""

    rules: tuple[str, ...]
    """Words that name rules: codes, names, or families."""
    reason: str = ""
    entry: str = ""
    """The entry's key, or the number or label printed before it."""
    text: str = ""
    """The beginning of an entry or of a citation, as it reads."""
    where: str = "the program"
    """Where this is written, in words: `line 12`."""
    at: Span | None = None
    """The comment, where it is written in the text itself."""

    @property
    def named(self) -> str:
        """What is to be left alone, in words."""
        return f"“{self.entry or self.text}”" if self.entry or self.text else "the entry"


def comments(text: Text) -> Iterator[Suppression]:
    """Find the comments of a text that say what to leave alone.

    `% joinedup-refs: ignore[CIT202, TTL505] why` stands on a line before an entry, or within one.
    """
    for one in found.asked(text.printed):
        yield Suppression(
            rules=one.rules,
            reason=one.reason,
            where=f"line {text.line(one.start)}",
            at=Span(start=one.start, end=one.end),
        )
