"""The command line: one file for each command; nothing heavy is loaded before one runs."""

from joinedup_refs.cli.start import main, program

__all__ = ["main", "program"]
