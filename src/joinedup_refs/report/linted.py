"""The screen of `check`: each finding with the line it stands in, as compilers show them."""

from dataclasses import dataclass

from rich.text import Text as Screen

from joinedup_refs.model.document import Outcome
from joinedup_refs.model.finding import Finding, Severity
from joinedup_refs.model.text import Span, Text
from joinedup_refs.report import words
from joinedup_refs.report.briefly import clip, plain
from joinedup_refs.report.causes import Cause, causes
from joinedup_refs.report.columns import in_lines
from joinedup_refs.report.openly import option
from joinedup_refs.report.phrases import ENDLESS, because, beyond
from joinedup_refs.report.source_lines import left_out, shown

_COLOURS: dict[Severity, str] = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
_DIM = "dim"
_BOLD = "bold"
_LOUD = "bold yellow"
_NARROWEST = 40
_LINES = 3
"""Lines of one place, and related places, shown unless all are asked for."""
_LONGEST = 400
_CHANGE = 160
_FOLD = 3
"""From so many places on, what is only shown is told once."""
_LEAD = "= "
_DEEPER = "    = "
_HANG = "    "


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A text that was looked through."""

    name: str
    """Its name, as it was given."""
    outcome: Outcome
    mendable_in_place: bool = True
    """Whether it is plain text or a .bib file, which can be written back nothing else changed."""
    level: str = ""
    """The option that says how far to go, where one was given: `--safe-only`."""
    command: str = ""
    """The command that mends it, where it is not the usual one."""


def linted(looked: Looked, *, width: int = 100, full: bool = False) -> Screen:
    """Set out the findings of a text; `full` shows long places and all related ones whole.

    What one rule only shows at several places is told once with a line for each, unless `full`.
    """
    sheet = _Sheet(looked, width, full=full)
    for alike in _told_alike(causes(looked.outcome.findings), full=full):
        if len(alike) == 1:
            sheet.cause(alike[0])
        else:
            sheet.alike([cause.finding for cause in alike])
    if not looked.outcome.result.entries:
        sheet.nothing()
    return sheet.screen


def _told_alike(found: tuple[Cause, ...], *, full: bool) -> list[list[Cause]]:
    """Put together what one rule shows at many places with nothing but its message to tell."""
    groups: dict[str, list[Cause]] = {}
    for cause in found:
        one = cause.finding
        bare = not (one.fixes or one.reasons or one.related or cause.consequences)
        groups.setdefault(f"{one.code} {one.severity}" if bare else one.key, []).append(cause)
    out: list[list[Cause]] = []
    for alike in groups.values():
        out += [alike] if len(alike) >= _FOLD and not full else [[cause] for cause in alike]
    order = {id(cause): number for number, cause in enumerate(found)}
    return sorted(out, key=lambda alike: order[id(alike[0])])


class _Sheet:
    """Lines being written, with the numbers of the text's lines in a margin."""

    def __init__(self, looked: Looked, width: int, *, full: bool) -> None:
        self.screen = Screen(end="")
        self.name = clip(looked.name, 120)
        self.outcome = looked.outcome
        self.text: Text = looked.outcome.text
        self.width = max(_NARROWEST, width)
        self.full = full
        self.most = len(self.text.printed) + 1 if full else _LINES
        self.margin = 0

    def cause(self, cause: Cause) -> None:
        """Write a finding, the lines it is about, and what follows from it."""
        finding = cause.finding
        places = finding.related[: self.most]
        lasts = [max(s.start, s.end - 1) for s in (finding.primary, *places)]
        self.margin = max(len(str(self.text.line(at))) for at in lasts)
        self.head(finding)
        self.place(finding.primary, "^", _COLOURS[finding.severity])
        for span in places:
            if span != finding.primary:
                self.place(span, "-", _COLOURS["note"])
        self.related_beyond(finding.related[self.most :])
        self.told(finding)
        for consequence in cause.consequences:
            # a note without a repair says nothing that its cause does not
            if self.full or consequence.severity != "note" or consequence.fixes:
                self.consequence(consequence)
        self.screen.append("\n")

    def alike(self, found: list[Finding]) -> None:
        """Write findings of one rule under one head, a line for each."""
        messages = {plain(finding.message) for finding in found}
        same = len(messages) == 1
        self.head(found[0], times=len(found), said=messages.pop() if same else "")
        self.margin = max(len(str(self.text.line(one.primary.start))) for one in found)
        room = self.width - self.margin - 3
        for one in found:
            said = self.text.slice(one.primary) if same else one.message
            self.screen.append(f"{self.text.line(one.primary.start):>{self.margin}} | ", style=_DIM)
            self.screen.append(f"{clip(said, room)}\n")
        self.screen.append("\n")

    def head(self, finding: Finding, *, times: int = 1, said: str | None = None) -> None:
        at = finding.primary.start
        where = f"{self.name}:{self.text.line(at)}:{self.text.column(at)}: "
        head = f"{where}{finding.severity} {_called(finding)}"
        head += ": " if times == 1 else f", at {times} places: "
        longest = _LONGEST + len(head)
        message = plain(finding.message) if said is None else said
        first, *rest = in_lines(head + message, self.width, longest)
        line = Screen(first)
        start, end = len(where), len(where) + len(finding.severity)
        line.stylize(_COLOURS[finding.severity], start, end)
        line.stylize(_BOLD, end + 1, len(head))
        self.screen.append_text(line).append("\n")
        if rest:
            for row in in_lines(" ".join(rest), self.width - len(_HANG), longest):
                self.screen.append(f"{_HANG}{row}\n")

    def place(self, span: Span, sign: str, style: str) -> None:
        """Write the lines of a place with signs under it."""
        room = self.width - self.margin - 3
        for one in shown(self.text, span, room, sign=sign, most=self.most):
            self.screen.append(f"{one.number:>{self.margin}} | ", style=_DIM)
            self.screen.append(f"{one.text}\n")
            self.screen.append(f"{'':{self.margin}} | ", style=_DIM)
            self.screen.append(f"{one.signs}\n", style=style)
        more = left_out(self.text, span, self.most)
        if more:
            self.note(f"and {words.count(more, 'more line')}; --full shows all", _DIM)

    def related_beyond(self, spans: tuple[Span, ...]) -> None:
        if spans:
            numbers = [self.text.line(span.start) for span in spans]
            self.note(f"and {words.lines(numbers)}; --full shows all", _DIM)

    def told(self, finding: Finding, lead: str = _LEAD) -> None:
        """Write why, and what can be done."""
        if reasons := beyond(finding.message, finding.reasons):
            self.note(because(reasons), _DIM, lead)
        taken = self.outcome.taken(finding)
        # what is not taken is seen in the text as it is mended otherwise
        document = self.outcome.document if taken else self.outcome.result
        fixes = (taken.fix,) if taken else finding.fixes
        for number, fix in enumerate(fixes):
            way = option(document, fix)
            word = "fix" if len(fixes) == 1 else "either" if not number else "or"
            self.note(f"{word} ({way.support}): {clip(way.title, 120)}", _BOLD, lead)
            for old, new in way.changes[: self.most]:
                change = f"{clip(old, _CHANGE)} → {clip(new, _CHANGE) or 'nothing'}"
                self.note(change if old else clip(new, _CHANGE), lead=" " * len(lead) + "  ")

    def consequence(self, finding: Finding) -> None:
        at = finding.primary.start
        where = f"line {self.text.line(at)}"
        said = f"with it, {where}: {_called(finding)}: {plain(finding.message)}"
        self.note(said, _COLOURS[finding.severity])
        self.told(finding, _DEEPER)

    def note(self, said: str, style: str = "", lead: str = _LEAD) -> None:
        """Write a remark under the lines, hung under its own beginning."""
        indent = " " * (self.margin + 1)
        room = self.width - len(indent) - len(lead)
        for number, row in enumerate(in_lines(said, room, 2 * _LONGEST)):
            self.screen.append(indent + (lead if not number else " " * len(lead)), style=_DIM)
            self.screen.append(f"{row}\n", style=style)

    def nothing(self) -> None:
        """Say that there is no list, and what to do."""
        if not self.text.printed.strip():
            self.screen.append(
                f"{self.name}: The text is empty: there is nothing to check.\n", _LOUD
            )
            return
        if self.outcome.result.endless:
            self.screen.append(f"{self.name}: {ENDLESS}\n", _LOUD)
            return
        if self.text.markup.bibliographies and not self.text.markup.items:
            return  # pandoc makes the list of a file, which the finding names
        self.screen.append(f"{self.name}: No reference list was found.\n", _LOUD)
        way_out = (
            'If it stands under an unusual heading, give it: --heading "My sources". '
            "If all of this is a list: --list-only."
        )
        self.note(way_out, lead="  ")


def _called(finding: Finding) -> str:
    """Give a rule's code, and its name where that is made of words for readers."""
    return f"{finding.code} {finding.rule}" if words.sayable(finding.rule) else finding.code
