"""What an outcome tells, grouped as a reader wants it; the screens and pages only set it out."""

from dataclasses import dataclass, field

from joinedup_refs.model.finding import Finding, Severity
from joinedup_refs.report.records import Records


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """One item of the list, or two that were joined, before and after."""

    line: int
    headline: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    """Readings, whole; equal to `before` where only values changed."""
    values: tuple[str, ...]
    """Values put in that the readings do not show, each as `DOI: 10.1/x`."""
    reasons: tuple[str, ...]
    support: str
    """How well it is supported, in the words shown."""
    codes: tuple[str, ...]
    rules: tuple[str, ...]
    remains: tuple[str, ...] = ()
    """What followed from the same cause and is still to be looked at."""
    alike: tuple[str, ...] = ()
    """Names of other entries mended in the same way, folded into this story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One way out of something open."""

    title: str
    support: str
    changes: tuple[tuple[str, str], ...]
    """Old and new, for each stretch of text and each value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """Something for the reader to decide; nothing was changed."""

    number: int
    headline: str
    lines: tuple[int, ...]
    text: str
    """The citation as it reads, where the matter lies in the text."""
    listed: tuple[str, ...]
    """The entries concerned, as they read."""
    message: str
    reasons: tuple[str, ...]
    options: tuple[Option, ...]
    consequences: tuple[str, ...]
    code: str
    rule: str
    places: tuple[tuple[int, str, str], ...] = ()
    """Line, old and new, where the same small thing at several places is told as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """Findings of one kind that offer no repair, told together."""

    number: int
    headline: str
    severity: Severity
    names: tuple[str, ...]
    """The entries or citations concerned, briefly."""
    remark: str
    """What is true of all of them; empty where each has its own message."""
    messages: tuple[str, ...]
    consequences: tuple[str, ...]
    code: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """A change in the running text."""

    line: int
    old: str
    new: str
    before: str
    """The sentence up to the change."""
    after: str
    """The sentence from the change on."""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """A work that was retracted, or about which its editors voice concern."""

    headline: str
    name: str
    """The entry, briefly."""
    line: int
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """The figures of a document."""

    citations: int
    exact: int
    paired: int
    lost: int
    items: int
    references: int
    never_cited: int
    has_text: bool
    """Whether running text stands beside the list."""
    library: bool = False
    """Whether it is a file of records, which is cited elsewhere."""
    keys: int = 0
    """Citations by key of a bibliography file, which is not opened."""
    bibliographies: tuple[str, ...] = ()
    """Bibliography files that the text names."""
    notes: int = 0
    """Footnotes or endnotes that hold references."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """All that is told of one outcome."""

    count: Count
    mended: tuple[Mended, ...]
    open: tuple[Open, ...]
    noted: tuple[Noted, ...]
    aside: tuple[str, ...]
    """What was left out of every entry, and what was not understood, in phrases."""
    amended: tuple[Amended, ...]
    refused: int
    """Fixes that a person declined."""
    records: Records | None
    """Each reference beside its record; None where no source was asked."""
    unchecked: str = ""
    """What is said where no source was asked."""
    suppressed: int = 0
    """Findings left out because someone has said so."""
    warnings: tuple[Warned, ...] = ()
    """Works that were retracted or are in doubt, told before all else."""
    top: tuple[Finding, ...] = field(default=())
    """Findings that follow from no other."""
