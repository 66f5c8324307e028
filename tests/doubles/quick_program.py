"""The program as a process of its own, for which time goes by thirty times as fast."""

import time

from joinedup_refs.cli import program
from joinedup_refs.sources import opening
from joinedup_refs.sources.throttle import Timing

FASTER = 30

if __name__ == "__main__":
    opening.REAL = Timing(
        clock=lambda: time.monotonic() * FASTER, sleep=lambda seconds: time.sleep(seconds / FASTER)
    )
    program()
