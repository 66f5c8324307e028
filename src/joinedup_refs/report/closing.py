"""The last lines of `check`: how much was found, how to mend it, what it was checked against."""

import shlex
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from rich.text import Text as Screen

from joinedup_refs.report import words
from joinedup_refs.report.briefly import clip, plain
from joinedup_refs.report.causes import causes
from joinedup_refs.report.columns import in_lines
from joinedup_refs.report.linted import Looked
from joinedup_refs.report.phrases import by_key
from joinedup_refs.report.records import records, unchecked
from joinedup_refs.report.tally import Tally, by_severity, tally
from joinedup_refs.report.telling import count

Say: TypeAlias = Callable[[str, str], None]

_BOLD = "bold"
_DIM = "dim"
_LOUD = "bold yellow"
_NARROWEST = 40
_LONGEST = 2000
_RANK = {"error": 0, "warning": 1, "note": 2}


def closing(
    many: Sequence[Looked],
    *,
    width: int = 100,
    passed_over: int = 0,
    files: Iterable[str] = (),
) -> Screen:
    """Sum up texts: counts, how to mend them, and against what they were checked.

    `passed_over` counts the files of a folder that hold no list, and `files` says what was written.
    """
    screen = Screen(end="")
    room = max(_NARROWEST, width)

    def say(text: str, style: str) -> None:
        for line in in_lines(text, room, _LONGEST):
            screen.append(f"{line}\n", style=style)

    told = tally(one.outcome for one in many)
    say(f"{_counted(told)}.", _BOLD)
    for line in _ways(told, many):
        screen.append(f"{line}\n")  # in one line, to be copied
    if passed_over:
        say(f"{words.count(passed_over, 'file')} without a reference list passed over.", _DIM)
    _by_key(many, say)
    _checked(many, say)
    for line in files:
        say(plain(line), "")
    found = [cause.finding for one in many for cause in causes(one.outcome.findings)]
    if found:
        gravest = min(found, key=lambda finding: _RANK[finding.severity])
        say(f"Why: joinedup-refs rule {gravest.code}", _DIM)
    return screen


def _counted(told: Tally) -> str:
    said = words.sentence(by_severity(told))
    if told.following:
        said += f", and {told.following} that {_follow(told.following)} from them"
    where = f"{words.count(told.references, 'reference')}"
    if told.texts != 1:
        where += f" of {words.count(told.texts, 'text')}"
    said += f" in {where}"
    return said + (f"; {told.suppressed} suppressed" if told.suppressed else "")


def _follow(number: int) -> str:
    return "follows" if number == 1 else "follow"


def _ways(told: Tally, many: Sequence[Looked]) -> Iterable[str]:
    """Say how many findings can be mended, and by which command."""
    name = many[0].name if len(many) == 1 else ""
    file = "-" if name == "stdin" else shlex.quote(plain(name)) if name else "FILE"
    whole = all(one.mendable_in_place for one in many) and file != "-"
    usual = f"joinedup-refs clean {file} {'--mended' if whole else '-o references.txt'}"
    command = next((one.command for one in many if one.command), usual)
    levels = " ".join(dict.fromkeys(one.level for one in many if one.level))
    if told.mended:
        yield f"{told.mended} can be mended: {command}{f' {levels}' if levels else ''}"
    if told.held_back:
        how = f"without {levels}" if levels else "once those are mended; check again then"
        yield f"{told.held_back} more can be mended {how}."
    if told.guesses:
        look = "it" if told.guesses == 1 else "each"
        yield f"{_rest(told.guesses)} a best guess: look at {look}, or {command} --unsafe"
    if told.choices:
        yield f"{words.count(told.choices, 'place')} with several ways out: the choice is yours."


def _rest(number: int) -> str:
    return "1 has" if number == 1 else f"{number} have"


def _by_key(many: Sequence[Looked], say: Say) -> None:
    """Say that citations by key were not checked, for silence would pass for a check."""
    counts = [(one.name, count(one.outcome)) for one in many]
    for name, held in counts:
        if said := by_key(held):
            say(f"{clip(name, 60)}: {said}" if len(many) > 1 else said, _LOUD)


def _checked(many: Sequence[Looked], say: Say) -> None:
    asked: dict[str, None] = {}
    counts: dict[str, int] = {}
    failures: dict[str, None] = {}
    for one in many:
        held = records(one.outcome)
        if held is None:
            continue
        asked |= dict.fromkeys(held.asked)
        failures |= dict.fromkeys(held.failures)
        for verdict, number in held.counts:
            counts[verdict] = counts.get(verdict, 0) + number
    if not asked:
        say(unchecked([one.outcome for one in many]), _LOUD)
        return
    verdicts = ", ".join(f"{number} {verdict}" for verdict, number in counts.items())
    missed = bool(counts) and set(counts) == {words.COULD_NOT}
    done = "NOT CHECKED, though asked of" if missed else "CHECKED against"
    style = _LOUD if words.COULD_NOT in counts else ""
    say(f"{done} {' and '.join(asked)}: {verdicts or 'no reference'}.", style)
    for failure in failures:
        say(f"  {clip(failure, 200)}", _LOUD)
