"""What a carrier of prose is."""

from collections.abc import Callable
from typing import NamedTuple

from joinedup_refs.model.markup import Markup
from joinedup_refs.model.text import Cut


class Content(NamedTuple):
    """What came in, before anything was made of it."""

    data: bytes | str
    """Bytes of a file or a clipboard, or text that was text already."""
    encoding: str | None
    """The encoding that the caller insists on."""
    name: str
    """What messages call it: a file's name, or words such as `the given bytes`."""


class Carried(NamedTuple):
    """The text that a carrier held."""

    printed: str
    encoding: str
    """The name of the encoding; empty where text came as text."""
    cuts: tuple[Cut, ...] = ()
    """What the carrier itself knows to be no text, in order, none touching another."""
    markup: Markup = Markup()


class Carrier(NamedTuple):
    """A kind of file or clipboard content that prose comes in."""

    name: str
    suffixes: tuple[str, ...]
    """File suffixes with their dots, in lower case."""
    sniff: Callable[[str], bool]
    """Whether content is of this kind, by its first characters (bytes as Latin-1)."""
    read: Callable[[Content], Carried]
    """Give the text; raises `InputUnreadable`."""
