"""The lines of a page as they are put together, and which stretches of them were marked."""

import re
from typing import NamedTuple

_BLANKS = re.compile(r"[ \t\r\n\f]+")


class Stretch(NamedTuple):
    """A marked run of what was written, half-open, blanks at its ends included."""

    start: int
    end: int
    kind: str
    """`link`, `italic`, `item`, `reference`, `button`, `label` or `unseen`."""
    told: str = ""
    """Where a link leads, or by which name an item is known."""


class Mark(NamedTuple):
    """A place to come back to."""

    parts: int
    length: int
    stretches: int
    breaks: int
    blank: bool
    marker: str


class PageText:
    """A page being written as plain text: blanks made one, elements set on lines of their own."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.stretches: list[Stretch] = []
        self.breaks = 0
        self.blank = False
        self.marker = ""

    def here(self) -> Mark:
        """Give the present place."""
        return Mark(
            len(self.parts), self.length, len(self.stretches), self.breaks, self.blank, self.marker
        )

    def back_to(self, mark: Mark) -> None:
        """Take back all that was written since."""
        del self.parts[mark.parts :]
        del self.stretches[mark.stretches :]
        self.length = mark.length
        self.breaks, self.blank, self.marker = mark.breaks, mark.blank, mark.marker

    def since(self, mark: Mark) -> str:
        """Give what was written since."""
        return "".join(self.parts[mark.parts :])

    def bracketed(self, mark: Mark, numbers: str) -> None:
        """Put `numbers` in square brackets in place of what was written since."""
        lead = len(self.since(mark)) - len(self.since(mark).lstrip())
        before = self.since(mark)[:lead]
        moved = self.stretches[mark.stretches :]
        del self.parts[mark.parts :]
        self.length = mark.length
        self._add(f"{before}[{numbers}]")
        end = self.length - 1
        self.stretches[mark.stretches :] = [
            one._replace(start=min(one.start + 1, end), end=min(one.end + 1, end)) for one in moved
        ]

    def mark(self, since: Mark, kind: str, told: str = "") -> None:
        """Say what the stretch since a place is."""
        self.stretches.append(Stretch(since.length, self.length, kind, told))

    def part(self, most: int) -> None:
        """Begin a new line with `most` 1, or a new paragraph with 2, before the next text."""
        self.breaks = max(self.breaks, most)

    def line_break(self) -> None:
        """Take a forced line break."""
        self.breaks = self.breaks + 1 if self.breaks else 1

    def cell(self) -> None:
        """Set off what follows as the next cell of a row."""
        if not self.breaks:
            self._write("\t")

    def text(self, text: str, *, as_it_is: bool) -> None:
        """Write text, with its own line breaks or with blanks made one."""
        if as_it_is:
            self._write(text)
            return
        for at, piece in enumerate(_BLANKS.split(text)):
            self.blank |= at > 0
            if piece:
                self._write(piece)

    def finished(self) -> tuple[str, int]:
        """Give the page as text, one line break at its end, and how much is gone before it."""
        whole = "".join(self.parts)
        printed = whole.lstrip("\n")
        lead = len(whole) - len(printed)
        printed = printed.rstrip("\n")
        return (f"{printed}\n" if printed else ""), lead

    def _write(self, piece: str) -> None:
        if self.parts and self.breaks:
            self._add("\n" * min(self.breaks, 2))
        elif self.parts and self.blank and piece != "\t":
            self._add(" ")
        self.breaks, self.blank = 0, False
        if self.marker and piece.strip():
            if not _says(piece, self.marker):
                self._add(self.marker)
            self.marker = ""
        self._add(piece)

    def _add(self, piece: str) -> None:
        self.parts.append(piece)
        self.length += len(piece)


def _says(piece: str, marker: str) -> bool:
    """Whether an item's text begins with its number or a bullet already."""
    number = re.escape(marker.strip().rstrip(".")) if "•" not in marker else r"\d{1,3}"
    return re.match(rf"[\[(]?{number}(?:[\]).:](?!\d)|$)|[•·‣▪]", piece) is not None
