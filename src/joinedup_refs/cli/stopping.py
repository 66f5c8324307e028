"""Ctrl-C: a line, and the exit code that shells have for what was broken off."""

import _thread
import os
import signal
import sys
import threading
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

STOPPED = 130
_SOON = 0.01  # seconds until Ctrl-C is tried again
_SAID = b"joinedup-refs: stopped\n"


class StoppedError(Exception):
    """A command was broken off, and says how far it came."""


def loading_begins() -> bool:
    """Have Ctrl-C end the process with a word while modules are loaded, and not in one of them.

    Whether it does is the answer: where someone else has set a handler, or Ctrl-C is to be passed
    over, that stays.
    """
    own = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if own:
        signal.signal(signal.SIGINT, _end)
    return own


def loading_ends() -> None:
    """Have Ctrl-C raise an exception again."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def heed_always() -> None:
    """Have Ctrl-C count where Python would print its exception and go on, too.

    Compiled code that asks Python something, as pydantic's does of what kind a value is, may have
    no way to hand the exception on.
    """
    sys.unraisablehook = _try_again


def _try_again(lost: "UnraisableHookArgs") -> None:
    if not issubclass(lost.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(lost)
        return
    again = threading.Timer(_SOON, _interrupt)
    again.daemon = True
    again.start()


def _interrupt() -> None:
    main = threading.main_thread().ident
    if main is not None and hasattr(signal, "pthread_kill"):
        signal.pthread_kill(main, signal.SIGINT)  # wakes what only waits, too
    else:
        _thread.interrupt_main()


def _end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  (what Python hands over)
    os.write(2, _SAID)
    os._exit(STOPPED)
