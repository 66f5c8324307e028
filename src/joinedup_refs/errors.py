"""What can go wrong for a caller, as a tree.

    JoinedUpError
    ├── InputUnreadable      a file, a string or bytes that cannot be taken in
    ├── FormatInvalid        a record file that breaks its own format; says the line
    ├── ModelInvalid         the parsing model is missing or is not the one that was shipped
    ├── SourceUnavailable    a source of records could not be asked; not the same as not found
    ├── LibraryUnavailable   a reference manager's library could not be read or written
    ├── DecisionRefused      edits that overlap, or that name what is not there
    └── ConfigInvalid        an option or a configuration file that makes no sense

A bad reference is never an exception: it is an entry with less in it. Messages take at most three
lines and name the way out.
"""


class JoinedUpError(Exception):
    """The root of every error this library raises on purpose."""


class InputUnreadable(JoinedUpError):  # noqa: N818  (the name tells the state, as users read it)
    """The input cannot be taken in: missing, a folder, binary, or of an unknown kind."""


class FormatInvalid(JoinedUpError):  # noqa: N818
    """A record file breaks its format; `line` counts from 1, and is None where there is none."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message if line is None else f"line {line}: {message}")
        self.line = line


class ModelInvalid(JoinedUpError):  # noqa: N818
    """The parsing model is missing, or its hash is not the shipped one; it was not opened."""


class SourceUnavailable(JoinedUpError):  # noqa: N818
    """A source could not be asked, or its answer made no sense; says nothing about the work.

    `ask_on` tells that the source itself leaves a service alone that is down, so that it may be
    asked again at once, and about other works, at no cost.
    """

    def __init__(self, message: str = "", *, ask_on: bool = False) -> None:
        super().__init__(message)
        self.ask_on = ask_on


class LibraryUnavailable(JoinedUpError):  # noqa: N818
    """A reference manager's library could not be read or written.

    `unsure` tells that what was to be written may have been written all the same: the answer to it
    did not come.
    """

    def __init__(self, message: str = "", *, unsure: bool = False) -> None:
        super().__init__(message)
        self.unsure = unsure


class DecisionRefused(JoinedUpError):  # noqa: N818
    """An edit overlaps another or names an entry that is not there; nothing was applied."""


class ConfigInvalid(JoinedUpError):  # noqa: N818
    """An option or a configuration file makes no sense."""
