"""How an index is to be built, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from joinedup_refs.sources.index.layout import Input, Manifest, Problem


class Told(NamedTuple):
    """How far a build has come."""

    records: int
    """Records read in this run."""
    consumed: int
    """Bytes of inputs read, those of an earlier run included."""
    total: int
    """Bytes of all inputs to be read."""
    inputs: int
    """Inputs read whole."""
    of: int
    doing: str
    """What is being done now: `reading`, `finishing`."""


class Built(NamedTuple):
    """What a build did."""

    manifest: Manifest
    read: tuple[Input, ...]
    """Inputs read in this build."""
    unchanged: int
    """Inputs given that the index had already, as they are."""
    failed: tuple[Problem, ...]
    """Inputs that could not be read at all; they are tried again the next time."""
    resumed: bool
    """Whether it went on with a build that was cut off."""

    @property
    def complete(self) -> bool:
        """Whether all that was given could be read."""
        return not self.failed and not any(one.unread for one in self.read)


@dataclass(frozen=True, kw_only=True)
class Options:
    """How to build."""

    processes: int = 0
    """Processes that read; 0 for as many as there are cores."""
    leave_out: tuple[str, ...] = ()
    """Members of Crossref's works that are not kept: `reference`, `abstract`…"""
    anew: bool = False
    """Whether to begin anew, without what the index holds; it holds that until all is done."""
    on_progress: Callable[[Told], None] | None = None
