"""What a carrier's markup says of stretches of its text: links, slanted words, items, keys."""

from joinedup_refs.model.span import Span
from joinedup_refs.model.value import Value


class Hyperlink(Value):
    """A link of the page that leads to a record of a work or to a place of the page."""

    at: Span
    """Its text; empty where it shows none."""
    address: str
    """As the page has it: `https://doi.org/10.1000/1`, `#ref-12`."""


class MarkedItem(Value):
    """An item of a list, by the page's own markup."""

    at: Span
    """From its bullet or number to its end, buttons included."""
    anchor: str = ""
    """The name that links of the page lead to it by, if it has one."""
    reference: bool = False
    """Whether the markup says that it is a reference, and not any list's item."""


class KeyCitation(Value):
    """A citation by a key of a bibliography file: `@smith2004` in Markdown."""

    key: str
    """Without its `@` and braces."""
    at: Span
    """The key with its `@`, and with the minus sign that leaves the author out."""
    cluster: Span
    """The brackets it stands in; in a sentence the key itself, with the brackets of its pages."""
    narrative: bool = False
    """Whether it stands in the sentence, outside of brackets."""
    author_left_out: bool = False
    """Whether only the year is to be printed: `[-@smith2004]`."""
    prefix: str = ""
    """What stands before it in its brackets: `see also`."""
    locator: str = ""
    """What stands after it: `p. 3`."""


class Markup(Value):
    """What markup says beside the text itself; all of it in the order of the text."""

    links: tuple[Hyperlink, ...] = ()
    italics: tuple[Span, ...] = ()
    items: tuple[MarkedItem, ...] = ()
    """None within another."""
    keys: tuple[KeyCitation, ...] = ()
    bibliographies: tuple[str, ...] = ()
    """Bibliography files that the text names, as it names them; none of them is opened."""
