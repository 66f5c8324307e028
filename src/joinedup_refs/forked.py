"""Work on what is in memory, shared with copies of this process, which need not be handed it."""

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from typing import TypeVar

from joinedup_refs.spread import cores

T = TypeVar("T")

_MOST = 255
"""Pieces of work, each of which is one byte of the queue."""
_CHUNK = 1 << 16


def can_fork() -> bool:
    """Whether a copy of this process may be made: on Linux, and while it has one thread only."""
    return sys.platform == "linux" and cores() > 1 and threading.active_count() == 1


def shared(work: Callable[[int], T], pieces: int) -> list[T]:
    """Give what `work` makes of 0, 1, 2…, in order; a copy of this process does some of them.

    `work` must only read, and its results must pickle. Each process takes the next piece when it
    is done with one. What the copy does not answer for, because it failed or was ended, is done
    here, so that an exception is raised here.
    """
    if not 1 < pieces <= _MOST or not can_fork():
        return [work(piece) for piece in range(pieces)]
    queue, filling = os.pipe()
    os.write(filling, bytes(range(pieces)))
    os.close(filling)
    answer, answering = os.pipe()
    child = os.fork()
    if not child:
        os.close(answer)
        _answer(work, queue, answering)
    os.close(answering)
    try:
        done = {piece: work(piece) for piece in _taken(queue)}
        done |= _answered(answer)
    finally:
        os.close(queue)
        os.close(answer)
        os.kill(child, signal.SIGKILL)  # it has answered, or nobody waits for its answer
        os.waitpid(child, 0)
    return [done[piece] if piece in done else work(piece) for piece in range(pieces)]


def _taken(queue: int) -> Iterator[int]:
    """Take pieces from the queue until it is empty; one byte is read by one process only."""
    while piece := os.read(queue, 1):
        yield piece[0]


def _answer(work: Callable[[int], T], queue: int, answering: int) -> None:
    """Do pieces of work in the copy, write them down, and end without tidying up after it."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # the parent says that it was stopped
        told = pickle.dumps({piece: work(piece) for piece in _taken(queue)})
        with os.fdopen(answering, "wb") as file:
            file.write(told)
    finally:
        os._exit(0)


def _answered(answer: int) -> dict[int, T]:
    """Read what the copy has done; nothing where it ended before it had told all."""
    told = b"".join(iter(lambda: os.read(answer, _CHUNK), b""))
    try:
        done: dict[int, T] = pickle.loads(told)  # noqa: S301  (the copy of this process wrote it)
    except (pickle.UnpicklingError, EOFError):
        return {}
    return done
