"""Work on many things in a few threads: what comes out is in order, and memory stays flat."""

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

_T = TypeVar("_T")
_R = TypeVar("_R")
_LOOK_S = 0.5
"""How often a wait looks up, so that Ctrl-C is heard on every system."""


def in_order(
    work: Callable[[_T], _R],
    things: Iterable[_T],
    *,
    workers: int,
    ahead: int,
    apart: bool = False,
) -> Iterator[_R]:
    """Give what the work makes of each thing, in the order of the things.

    At most `ahead` things are taken before their turn. They are taken in the caller's thread, or,
    with `apart`, in one of its own: what is done is then given even while the next thing is still
    waited for, as with someone who types. The threads end with the program, whatever they are
    waiting for, so that Ctrl-C stops it at once.

    Raises:
        Exception: what the work or the things raise, where it would have come.
    """
    threads = _Threads(work, workers)
    tasks = _taken_apart(things, threads, ahead) if apart else _taken(things, threads, ahead)
    try:
        for task in tasks:
            while not task.done.wait(_LOOK_S):
                pass
            if task.error is not None:
                raise task.error
            yield task.result
    finally:
        threads.stop()


class _Task(Generic[_T, _R]):
    """A thing, and what became of it."""

    result: _R

    def __init__(self, thing: _T) -> None:
        self.thing = thing
        self.done = threading.Event()
        self.error: BaseException | None = None


class _Threads(Generic[_T, _R]):
    """Threads that work until they are stopped."""

    def __init__(self, work: Callable[[_T], _R], number: int) -> None:
        self._work = work
        self._queue: SimpleQueue[_Task[_T, _R] | None] = SimpleQueue()
        self._number = max(1, number)
        self.stopped = False
        for _ in range(self._number):
            threading.Thread(target=self._run, name="joinedup-refs match", daemon=True).start()

    def take(self, thing: _T) -> _Task[_T, _R]:
        """Begin work on a thing as soon as a thread is free."""
        task: _Task[_T, _R] = _Task(thing)
        self._queue.put(task)
        return task

    def stop(self) -> None:
        """Let no work begin any more."""
        self.stopped = True
        for _ in range(self._number):
            self._queue.put(None)

    def _run(self) -> None:
        while (task := self._queue.get()) is not None:
            if self.stopped:
                continue
            try:
                task.result = self._work(task.thing)
            except BaseException as error:  # noqa: BLE001  (raised by who waits for it)
                task.error = error
            task.done.set()


def _taken(things: Iterable[_T], threads: _Threads[_T, _R], ahead: int) -> Iterator[_Task[_T, _R]]:
    waiting: deque[_Task[_T, _R]] = deque()
    try:
        for thing in things:
            waiting.append(threads.take(thing))
            if len(waiting) >= ahead:
                yield waiting.popleft()
    except Exception:  # of the things: what was taken before comes out first
        yield from waiting
        raise
    yield from waiting


def _taken_apart(
    things: Iterable[_T], threads: _Threads[_T, _R], ahead: int
) -> Iterator[_Task[_T, _R]]:
    waiting: SimpleQueue[_Task[_T, _R] | BaseException | None] = SimpleQueue()
    room = threading.Semaphore(ahead)

    def feed() -> None:
        try:
            for thing in things:
                while not room.acquire(timeout=_LOOK_S):
                    if threads.stopped:
                        return
                waiting.put(threads.take(thing))
            waiting.put(None)
        except BaseException as error:  # noqa: BLE001  (raised by who waits for it)
            waiting.put(error)

    threading.Thread(target=feed, name="joinedup-refs lines", daemon=True).start()
    while True:
        try:
            task = waiting.get(timeout=_LOOK_S)
        except Empty:
            continue
        if task is None:
            return
        if isinstance(task, BaseException):
            raise task
        yield task
        room.release()
