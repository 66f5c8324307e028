"""The screen: what a terminal shows, as rich's `Text`, which takes no markup from its input."""

import textwrap
from collections.abc import Iterable

from rich.text import Text as Screen

from joinedup_refs.model.document import Outcome
from joinedup_refs.report import words
from joinedup_refs.report.briefly import around_changes, clip, plain
from joinedup_refs.report.phrases import ENDLESS, because, by_key, citations, footnotes, shape
from joinedup_refs.report.records import Records, Row
from joinedup_refs.report.story import (
    Amended,
    Count,
    Mended,
    Noted,
    Open,
    Option,
    Story,
    Warned,
)
from joinedup_refs.report.telling import tell

_MANY = 12
"""Stories of one kind shown; the rest are counted."""
_MESSAGES = 3
"""Messages shown where findings of one kind have each their own."""
_NAMES = 8
"""Names shown in one line."""
_LIST = 40
"""Names shown where each of them is to be looked after."""
_TO_WORK_OFF = frozenset({"cited-not-listed", "listed-not-cited"})
_HEADLINE = "bold"
_SECTION = "bold cyan"
_OLD = "red"
_NEW = "green"
_DIM = "dim"
_LOUD = "bold yellow"
_WARNING = "bold red"


def pretty(
    outcome: Outcome,
    name: str,
    *,
    width: int = 100,
    only_checked: bool = False,
    full: bool = False,
    files: Iterable[str] = (),
) -> Screen:
    """Set an outcome out for a terminal `width` characters wide.

    `only_checked` says "can be mended" for what `clean` would mend. `full` folds nothing. `files`
    says what was written, a line each; without any the report says that no file was written.
    """
    sheet = _Sheet(width, full=full)
    story = tell(outcome)
    sheet.title(name, story.count)
    if not story.count.references:
        _nothing(sheet, outcome, story.count)
    _warned(sheet, story.warnings)
    _mended(sheet, story, "CAN BE MENDED" if only_checked else "MENDED")
    _open(sheet, story.open)
    _noted(sheet, story.noted)
    _checked(sheet, story.records)
    _counts(sheet, story)
    _amended(sheet, story.amended, only_checked=only_checked)
    _end(sheet, story, tuple(files), only_checked=only_checked)
    return sheet.screen


class _Sheet:
    """Lines being written, each wrapped to the width under its own indentation."""

    def __init__(self, width: int, *, full: bool) -> None:
        self.screen = Screen(end="")
        self.width = max(40, width)
        self.full = full

    def line(self, text: str = "", style: str = "", *, lead: str = "", label: str = "") -> None:
        """Write `lead`, a `label` in bold and `text`; what does not fit stands under the text."""
        hang = lead if not lead.strip() else " " * len(lead)
        whole = f"{label}{text}"
        rows = textwrap.wrap(
            whole,
            self.width,
            initial_indent=lead,
            subsequent_indent=hang,
            break_on_hyphens=False,
        ) or [lead.rstrip()]
        for number, row in enumerate(rows):
            piece = Screen(row, style=style)
            if number == 0 and label:
                piece.stylize(_HEADLINE, len(lead), len(lead) + len(label.rstrip()))
            self.screen.append_text(piece)
            self.screen.append("\n")

    def section(self, name: str) -> None:
        self.line()
        self.line(name, _SECTION)

    def title(self, name: str, count: Count) -> None:
        self.line(shape(count), label=f"{clip(name, 60)}: ")

    def some(self, things: tuple[str, ...], most: int = _NAMES) -> str:
        """Name a few of many."""
        shown = things if self.full else things[:most]
        rest = len(things) - len(shown)
        return ", ".join(shown) + (f" and {rest} more" if rest else "")

    def left(self, number: int, what: str) -> None:
        """Say how many of a kind are not shown, and how to see them."""
        if number > 0:
            self.line(f"… and {number} more {what}; --full shows all", _DIM, lead="  ")


def _nothing(sheet: _Sheet, outcome: Outcome, count: Count) -> None:
    sheet.line()
    if not outcome.text.printed.strip():
        sheet.line("The text is empty: there is nothing to clean.", _LOUD)
        return
    if outcome.text.form:
        sheet.line("The file holds no entry.", _LOUD)
        return
    if outcome.result.endless:
        sheet.line(ENDLESS, _LOUD)
        return
    sheet.line("No reference list was found.", _LOUD)
    if count.keys:
        sheet.line(by_key(count), lead="  ")
    if outcome.result.notes:
        sheet.line(footnotes(len(outcome.result.notes)), lead="  ")
        return
    sheet.line(
        'If it stands under an unusual heading, give it: --heading "My sources". '
        "If all of this is a list: --list-only.",
        lead="  ",
    )


def _warned(sheet: _Sheet, things: tuple[Warned, ...]) -> None:
    if not things:
        return
    sheet.line()
    for one in things:
        label = f"{one.headline.upper()}: "
        sheet.line(f"{one.name}, line {one.line}. {one.message}", _WARNING, label=label)


def _checked(sheet: _Sheet, records: Records | None) -> None:
    if records is None:
        return
    told = ", ".join(f"{number} {verdict}" for verdict, number in records.counts)
    sheet.line()
    missed = all(verdict == words.COULD_NOT for verdict, number in records.counts if number)
    done = "NOT CHECKED, though asked of" if records.counts and missed else "CHECKED against"
    label = f"{done} {' and '.join(records.asked)}: "
    sheet.line(told or "no reference", label=label)
    for verdict, _ in records.counts:
        names = sheet.some(records.named(verdict))
        if verdict == words.COULD_NOT:
            sheet.line(names, _LOUD, lead="  ", label=f"{words.COULD_NOT.upper()}: ")
            for failure in records.failures:
                sheet.line(clip(failure, 200), _LOUD, lead="    ")
        elif verdict != words.VERDICTS["accept"]:
            sheet.line(names, lead="  ", label=f"{words.sentence(verdict)}: ")
    if sheet.full:
        for row in records.rows:
            _record(sheet, row)


def _record(sheet: _Sheet, row: Row) -> None:
    for shown in row.records:
        told = f"{shown.verdict}, {shown.href or shown.label} in {shown.source}"
        sheet.line(told, lead="  ", label=f"{row.name}: ")
        for one in shown.differences:
            printed = one.printed or "nothing"
            sheet.line(f"{one.field}: printed {printed}, in the record {one.recorded}", lead="    ")


def _mended(sheet: _Sheet, story: Story, name: str) -> None:
    if not story.mended:
        return
    sheet.section(name)
    shown = story.mended if sheet.full else story.mended[:_MANY]
    for one in shown:
        _mending(sheet, one)
    sheet.left(len(story.mended) - len(shown), "of these")


def _mending(sheet: _Sheet, one: Mended) -> None:
    if one.alike:
        many = f"{words.count(len(one.alike), 'entry', 'entries')}: {sheet.some(one.alike)}"
        sheet.line(many, lead="  ", label=f"{words.sentence(one.headline)}, ")
    else:
        sheet.line(one.headline, lead="  ", label=f"Line {one.line}: ")
    before, after = around_changes(one.before, one.after)
    if one.before != one.after:
        for old in before:
            sheet.line(old, _OLD, lead="  - ")
        for new in after:
            sheet.line(new, _NEW, lead="  + ")
    elif one.values and not one.alike:
        sheet.line(clip("; ".join(before), 90), lead="    ")
    for value in one.values:
        sheet.line(clip(value, 300), _NEW, lead="  + ")
    if one.reasons:
        sheet.line(because(one.reasons), _DIM, lead="    ")
    for remaining in one.remains:
        sheet.line(clip(remaining, 300), _LOUD, lead="    still open: ")


def _open(sheet: _Sheet, things: tuple[Open, ...]) -> None:
    if not things:
        return
    sheet.section("YOUR DECISION (nothing changed)")
    shown = things if sheet.full else things[:_MANY]
    for one in shown:
        _decision(sheet, one)
    sheet.left(len(things) - len(shown), "to decide")


def _decision(sheet: _Sheet, one: Open) -> None:
    lead = f"  {one.number} "
    indent = " " * len(lead)
    where = words.lines(one.lines)
    alone = "" if one.text and one.listed else one.message
    sheet.line(clip(alone, 300), lead=lead, label=f"{words.sentence(one.headline)}, {where}. ")
    if one.text and one.listed:
        sheet.line(clip(one.text, 90), lead=f"{indent}  text  ")
    for reading in one.listed[:4]:
        sheet.line(clip(reading, sheet.width - 14), lead=f"{indent}  list  ")
    if one.places:
        shown = one.places if sheet.full else one.places[:_NAMES]
        told = [f"{clip(old, 40)} → {clip(new, 40)} (line {n})" for n, old, new in shown]
        rest = len(one.places) - len(shown)
        sheet.line(", ".join(told) + (f" and {rest} more" if rest else ""), lead=f"{indent}  ")
    for number, option in enumerate(one.options):
        word = "fix " if len(one.options) == 1 else ("either", "or", "or", "or")[min(number, 3)]
        sheet.line(_way(option), lead=f"{indent}  {word:<8}")
    if one.reasons:
        sheet.line(because(one.reasons), _DIM, lead=f"{indent}  ")
    if one.consequences:
        sheet.line(f"with it: {', '.join(one.consequences)}", _DIM, lead=f"{indent}  ")


def _way(option: Option) -> str:
    told = [
        f"{clip(old, 120)} → {clip(new, 120) or 'nothing'}" if old else clip(new, 90)
        for old, new in option.changes[:3]
    ]
    said = f"{clip(option.title, 120)}: {'; '.join(told)}" if told else clip(option.title, 120)
    return said if option.support == words.SUPPORT["unsafe"] else f"{said} ({option.support})"


def _noted(sheet: _Sheet, things: tuple[Noted, ...]) -> None:
    if not things:
        return
    sheet.section("WORTH A LOOK")
    for one in things:
        lead = f"  {one.number} "
        label = f"{words.sentence(one.headline):<20}  "
        each = one.rule in _TO_WORK_OFF
        sheet.line(sheet.some(one.names, _LIST if each else _NAMES), lead=lead, label=label)
        several = one.messages if sheet.full else one.messages[:_MESSAGES]
        for said in (one.remark,) if one.remark else several:
            sheet.line(clip(said, 400), _DIM, lead=" " * (len(lead) + 2))
        if not one.remark and len(several) < len(one.messages):
            sheet.left(len(one.messages) - len(several), "of these")
        if one.consequences:
            with_it = f"with it: {', '.join(one.consequences)}"
            sheet.line(with_it, _DIM, lead=" " * (len(lead) + 2))


def _counts(sheet: _Sheet, story: Story) -> None:
    if not story.count.references:
        return
    sheet.line()
    if story.aside:
        sheet.line(f"Left aside: {'; '.join(story.aside)}.")
    sheet.line(citations(story.count, "above"))
    if story.refused:
        sheet.line(f"Kept as they are, as you decided: {story.refused}.")


def _amended(sheet: _Sheet, things: tuple[Amended, ...], *, only_checked: bool) -> None:
    if not things:
        return
    sheet.section("CHANGE IN YOUR TEXT" + (" (not made yet)" if only_checked else ""))
    shown = things if sheet.full else things[: 2 * _MANY]
    for one in shown:
        sheet.line(f"{one.old} → {one.new}", lead="  ", label=f"Line {one.line}: ")
        sheet.line(f"{one.before} [{one.new}] {one.after}".strip(), _DIM, lead="    ")
        if one.reasons:
            sheet.line(because(one.reasons), _DIM, lead="    ")
    sheet.left(len(things) - len(shown), "places")


def _saving(count: Count) -> str:
    if count.library:
        return "Save   -o mended.bib (your file, mended), --in-place, -o refs.ris"
    return "Save   -o references.txt (your list, mended), -o refs.bib"


def _end(sheet: _Sheet, story: Story, files: tuple[str, ...], *, only_checked: bool) -> None:
    sheet.line()
    if story.records is None:
        sheet.line(story.unchecked, _LOUD)
    for said in files or ("No file was written.",):
        sheet.line(plain(said))
    codes = [*(m.rules[0] for m in story.mended if m.rules), *(o.rule for o in story.open)]
    why = next((c for c in [*codes, *(n.rule for n in story.noted)] if words.sayable(c)), "")
    saving = not files and not only_checked
    ways = [_saving(story.count)] if saving else []
    ways += [f"Why    joinedup-refs rule {why}"] if why else []
    if story.count.references:
        for way in ways:
            sheet.line(way[7:], _DIM, lead=f"  {way[:7]}")
