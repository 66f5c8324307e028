"""Keeps numpy's matrix products on one core while references are labelled.

The products are small. Shared among cores, most of their time goes by in waiting for one another,
and on a busy machine single references then take ten times as long.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import RLock

from threadpoolctl import ThreadpoolController

__all__ = ["one_core"]

_alone = RLock()


@contextmanager
def one_core() -> Iterator[None]:
    """Let numpy's linear algebra use one core inside, and as many as before afterwards.

    One thread is inside at a time: the limit holds for the whole process, and of two that set and
    unset it at once the slower one would leave it behind.
    """
    with _alone, _libraries().limit(limits=1):
        yield


@cache
def _libraries() -> ThreadpoolController:
    """Find the libraries that numpy has loaded by now."""
    return ThreadpoolController().select(user_api="blas")
