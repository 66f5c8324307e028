"""The command line: one file for each command; nothing heavy is loaded before one runs.

Processes that only work for one (`match --lines`) import this package too, and need no command.
"""

from collections.abc import Sequence
from typing import NoReturn

__all__ = ["main", "program"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and give its exit code; see `joinedup_refs.cli.start`."""
    from joinedup_refs.cli import start

    return start.main(arguments)


def program() -> NoReturn:
    """Run the program and end its process; see `joinedup_refs.cli.start`."""
    from joinedup_refs.cli.stopping import loading_begins, loading_ends

    changed = loading_begins()
    from joinedup_refs.cli import start

    if changed:
        loading_ends()
    start.program()
