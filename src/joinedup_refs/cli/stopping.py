"""Ctrl-C: a line, and the exit code that shells have for what was broken off."""

import os
import signal
from types import FrameType

STOPPED = 130
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


def _end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  (what Python hands over)
    os.write(2, _SAID)
    os._exit(STOPPED)
