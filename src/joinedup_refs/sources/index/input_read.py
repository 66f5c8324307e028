"""An input as far as it has been read."""

from dataclasses import dataclass, field
from typing import Any, Self

from joinedup_refs.sources.index.layout import Input, Problem, Progress
from joinedup_refs.sources.index.pieces import Piece
from joinedup_refs.sources.index.prepare import Prepared

_TOLD = 20
"""Problems of one input that are kept."""


@dataclass
class InputRead:
    """An input as far as it has been read."""

    input: Input
    pieces: int = 0
    done: bool = False
    read: int = 0
    unread: int = 0
    problems: list[Problem] = field(default_factory=list)
    hash: str = ""
    retry: bool = False

    @classmethod
    def of(cls, progress: Progress) -> Self:
        """Give it as a build that was cut off has left it."""
        one = progress.input
        return cls(
            input=one,
            pieces=progress.pieces,
            done=progress.done,
            read=one.read,
            unread=one.unread,
            problems=list(one.problems),
            hash=one.hash,
        )

    def progress(self) -> Progress:
        """Give it as it is kept."""
        changed: dict[str, Any] = {
            "read": self.read,
            "unread": self.unread,
            "problems": tuple(self.problems),
            "hash": self.hash,
        }
        if self.retry:  # so that it does not pass for unchanged the next time
            changed["mtime_ns"] = 0
        return Progress(
            input=self.input.model_copy(update=changed), pieces=self.pieces, done=self.done
        )

    def take(self, piece: Piece, prepared: Prepared) -> None:
        """Note what came of a piece."""
        self.pieces += 1
        self.read += len(prepared.documents)
        self.unread += prepared.unread
        self.problems += prepared.problems[: _TOLD - len(self.problems)]
        self.hash = prepared.digest or self.hash
        self.retry = self.retry or prepared.failed
        self.done = self.done or piece.content is None or bool(piece.digest)
