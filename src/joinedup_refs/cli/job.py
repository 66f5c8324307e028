"""What `clean` and `check` do alike: read a text, look it through, and give the exit code."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from joinedup_refs.cli.inputs import STDIN, Given
from joinedup_refs.cli.looking_up import DryRun, begin
from joinedup_refs.cli.options import FailOn
from joinedup_refs.cli.stopping import StoppedError
from joinedup_refs.cli.terminal import say, taken
from joinedup_refs.errors import ConfigInvalid, InputUnreadable

if TYPE_CHECKING:
    from joinedup_refs.check.suppression import Suppression
    from joinedup_refs.cli.wanted import Wanted
    from joinedup_refs.model.document import Outcome
    from joinedup_refs.parse.model_file import Model
    from joinedup_refs.read import Input

UNUSABLE = 2
_COUNTS = {
    FailOn.ERROR: {"error"},
    FailOn.WARNING: {"error", "warning"},
    FailOn.NOTE: {"error", "warning", "note"},
}
_BY_GRAVITY = (0, 1, 3, UNUSABLE)
"""Exit codes, the worst last: found, could not be asked, could not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A file that was read and looked through."""

    given: "Input"
    outcome: "Outcome"
    path: Path
    name: str
    """The input as it was named on the command line."""
    in_folder: bool = False
    """Whether only a folder that it lies in was named."""
    model: "Model | None" = None
    """The model that parsed; None is the shipped one."""
    suppressions: "tuple[Suppression, ...]" = ()
    """What the settings ask to leave alone in it."""

    @property
    def title(self) -> str:
        """The file's name without its folders, for reports that may be sent on."""
        return Path(self.name).name


def run(one: Given, want: "Wanted", *, only_checked: bool = False) -> Job:
    """Read a file, or standard input, and clean its text as is wanted.

    Rules that are not selected and mend all the same tell it, unless the text is `only_checked`.

    Raises:
        InputUnreadable: it cannot be read.
        ConfigInvalid: the heading named is not in it.
    """
    from joinedup_refs.read import read

    source = taken() if one.path == STDIN else one.path
    suffix = Path(one.name).suffix if one.path == STDIN else ""
    given = read(source, encoding=want.encoding or None, suffix=suffix)
    if given.encoding not in {"", "utf-8", "ascii"} and not want.encoding and not want.quiet:
        say(f"{one.name} was read as {given.encoding}; --encoding NAME if that is wrong", err=True)
    return looked_through(given, one, want, only_checked=only_checked)


def looked_through(
    given: "Input", one: Given, want: "Wanted", *, only_checked: bool = False
) -> Job:
    """Clean a text that was read; see `run`.

    Raises:
        ConfigInvalid: the heading named is not in it.
    """
    from joinedup_refs.clean import clean_text

    heading = want.layout.heading
    if heading and heading.casefold() not in given.text.printed.casefold():
        msg = f"{one.name} has no heading {heading!r}\ngive it as it is printed, or leave it out"
        raise ConfigInvalid(msg)
    suppressions = want.suppressions(one.name)
    try:
        outcome = clean_text(
            given.text,
            policy=want.policy,
            layout=want.layout,
            rules=want.chosen.rules,
            asked=want.chosen.asked,
            silent=want.chosen.silent,
            suppress=suppressions,
            today=datetime.now(tz=UTC).astimezone().date(),
            sources=want.sources,
            addresses=want.addresses,
            on_begin=partial(begin, access=want.access, of=one.name, quiet=want.quiet),
            on_progress=want.looking_up.count,
            model=want.model,
            house_style=want.house_style,
            target=want.target,
        )
    except KeyboardInterrupt:
        want.looking_up.end()
        raise StoppedError(want.access.stopped(want.sources)) from None
    if only_checked:
        told = tuple(f for f in outcome.findings if f.code not in want.chosen.silent)
        outcome = outcome.model_copy(update={"findings": told})
    return Job(
        given=given,
        outcome=outcome,
        path=one.path,
        name=one.name,
        in_folder=one.in_folder,
        model=want.model,
        suppressions=suppressions,
    )


def each(
    given: Sequence[Given], work: Callable[[Given], Job], *, alone: bool
) -> tuple[list[Job], list[tuple[str, str]]]:
    """Do the work for each input, and give what came of it and what could not be read, and why.

    One that cannot be read does not keep the others from it.

    Raises:
        InputUnreadable: only one was named, and it cannot be read.
    """
    done: list[Job] = []
    unreadable: list[tuple[str, str]] = []
    for one in given:
        try:
            done.append(work(one))
        except DryRun:
            continue
        except InputUnreadable as error:
            if alone:
                raise
            unreadable.append((one.name, str(error)))
            say(f"joinedup-refs: {error}", err=True)
    return done, unreadable


def told_once(jobs: Sequence[Job]) -> list[Job]:
    """Call a suppression of the settings unused only if it is so in every file it is about.

    It is then said of the first of them.
    """
    from joinedup_refs.check.silence import asks

    if len(jobs) < 2:
        return list(jobs)
    given: Counter[str] = Counter()
    unused: Counter[str] = Counter()
    for job in jobs:
        given.update({asks(told, word) for told in job.suppressions for word in told.rules})
        unused.update({why for f in job.outcome.findings for why in f.reasons if why in given})
    left = {why for why, number in unused.items() if number == given[why]}
    out = []
    for job in jobs:
        kept = tuple(
            f
            for f in job.outcome.findings
            if not set(f.reasons) & given.keys() or set(f.reasons) & left
        )
        left -= {why for finding in kept for why in finding.reasons}
        out.append(replace(job, outcome=job.outcome.model_copy(update={"findings": kept})))
    return out


def exit_code(job: Job, fail_on: FailOn | None) -> int:
    """Give 3 where something could not be asked, 1 for findings from `fail_on` on, else 0."""
    evidence = job.outcome.evidence
    if evidence is not None and evidence.incomplete:
        return 3
    counted = _COUNTS[fail_on] if fail_on else set()
    return int(any(f.severity in counted for f in job.outcome.findings))


def worst(codes: Iterable[int]) -> int:
    """Give the gravest of several exit codes.

    >>> worst([1, 3, 0]), worst([3, 2]), worst([])
    (3, 2, 0)
    """
    return max(codes, key=_BY_GRAVITY.index, default=0)
