"""Work done in batches, here or by several processes: lazily, in order, not far ahead."""

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from threading import Lock, Thread
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

__all__ = ["SELDOM", "cores", "spread"]

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 2
"""Batches that wait for each process: one at work, one at hand."""
_RARELY = 20_000
"""Objects a process makes until it looks for those that only refer to one another."""
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def cores() -> int:
    """Give how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def spread(
    work: Callable[[list[T]], list[R]],
    source: Iterable[T],
    *,
    processes: int,
    batch: int,
    copies: bool = False,
) -> Iterator[tuple[T, R]]:
    """Pair every item of a source with what `work` makes of it, in order.

    A batch holds `batch` items, and never more than were given before it, so that the first
    answers come at once. Where the source fails, the answers to what it gave come first, and its
    exception after them. With more than one process, fresh interpreters do the work, or with
    `copies`, where they can be made, copies of this process, which have at hand what the first
    batch asked for here; `work` and the items must pickle. Work that holds files or connections
    open is for fresh interpreters.
    """
    batches = _batches(iter(source), max(1, batch))
    if processes > 1:
        if copies:
            yield from _here(work, islice(batches, 1))
        yield from _shared(work, batches, processes, copies=copies)
    else:
        yield from _here(work, batches)


def _here(work: Callable[[list[T]], list[R]], batches: Iterable[list[T]]) -> Iterator[tuple[T, R]]:
    for items in batches:
        with SELDOM:
            results = work(items)
        yield from zip(items, results, strict=True)


class _Seldom:
    """Puts Python's search for cycles off while a batch is at work, which makes objects and none.

    Threads may overlap: the first in keeps what is set, the last out puts it back.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._within = 0
        self._before = (0, 0, 0)

    def __enter__(self) -> None:
        with self._lock:
            if not self._within:
                self._before = gc.get_threshold()
                if self._before[0]:  # 0 is never, as somebody has chosen
                    gc.set_threshold(max(_RARELY, self._before[0]), *self._before[1:])
            self._within += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._within -= 1
            if not self._within:
                gc.set_threshold(*self._before)


SELDOM = _Seldom()
"""Within it, what makes objects and no cycles is not stopped for cycles to be looked for."""


def _batches(source: Iterator[T], most: int) -> Iterator[list[T]]:
    given = 0
    while True:
        wanted = min(most, max(1, given))
        batch: list[T] = []
        failure: Exception | None = None
        try:
            for item in islice(source, wanted):
                batch.append(item)  # noqa: PERF402  (what came before a failure must not be lost)
        except Exception as error:  # noqa: BLE001  (whatever it is, it is raised below)
            failure = error
        if batch:
            yield batch
        if failure is not None:
            raise failure
        if len(batch) < wanted:
            return
        given += wanted


def _shared(
    work: Callable[[list[T]], list[R]],
    batches: Iterator[list[T]],
    processes: int,
    *,
    copies: bool,
) -> Iterator[tuple[T, R]]:
    # what only several processes need is imported here: it takes a while
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from multiprocessing import get_context  # noqa: PLC0415

    from joinedup_refs.forked import can_fork  # noqa: PLC0415

    waiting: deque[tuple[list[T], Future[list[R]]]] = deque()
    failure: Exception | None = None
    kind = "fork" if copies and can_fork() else "spawn"
    pool = ProcessPoolExecutor(processes, mp_context=get_context(kind), initializer=_begin_in_child)
    try:
        while failure is None:
            try:
                items = next(batches, None)
            except Exception as error:  # noqa: BLE001  (raised below, after what came before it)
                failure = error
                break
            if items is None:
                break
            waiting.append((items, pool.submit(work, items)))
            while waiting and (len(waiting) > _AHEAD * processes or waiting[0][1].done()):
                yield from _answered(*waiting.popleft())
        while waiting:
            yield from _answered(*waiting.popleft())
    finally:
        pool.shutdown(cancel_futures=True)
    if failure is not None:
        raise failure


def _answered(items: list[T], future: "Future[list[R]]") -> Iterator[tuple[T, R]]:
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

    try:
        results = future.result()
    except BrokenProcessPool as error:
        error.add_note(
            "A script that shares work among processes must do so under "
            '`if __name__ == "__main__":`, since each of them imports it anew.'
        )
        raise
    return zip(items, results, strict=True)


def _begin_in_child() -> None:
    """Leave Ctrl-C to the parent, end when it ends, keep to one core, and do nothing in vain."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in _THREADS:  # read when numpy is imported, which in fresh interpreters is not yet
        os.environ.setdefault(name, "1")
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    gc.set_threshold(_RARELY)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process  # noqa: PLC0415

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
