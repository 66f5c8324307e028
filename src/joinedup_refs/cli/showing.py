"""Reports on the screen and in files."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from joinedup_refs.cli.job import Job
from joinedup_refs.cli.options import Show
from joinedup_refs.errors import ConfigInvalid

if TYPE_CHECKING:
    from typing import TextIO

    from rich.console import Console
    from rich.text import Text as Screen

    from joinedup_refs.report.linted import Looked
    from joinedup_refs.report.rule_card import RuleCard
    from joinedup_refs.report.schema import Report

_WIDTH = 100
_REPORTS = ("html", "json", "sarif")


class Checked:
    """What `check` has looked through, set out in any form."""

    def __init__(
        self,
        jobs: Sequence[Job],
        *,
        alone: bool,
        unreadable: Sequence[tuple[str, str]] = (),
        passed_over: int = 0,
        level: str = "",
        command: str = "",
    ) -> None:
        self.jobs = jobs
        self.alone = alone
        self.unreadable = unreadable
        self.passed_over = passed_over
        self.level = level
        self.command = command

    def rendered(self, form: str) -> str:
        """Give the report for machines and browsers: concise, github, json, sarif or html."""
        if form == "json" and not self.alone:
            from joinedup_refs.report.as_json import many_as_json

            reports = [_report(job) for job in self.jobs]
            return many_as_json(reports, self.unreadable, self.passed_over)
        if form == "sarif":
            from joinedup_refs.report.sarif import sarif

            looked = [(job.name, job.outcome) for job in self.jobs]
            unreadable = [why for _, why in self.unreadable]
            return sarif(looked, cards(), unreadable, only_checked=True)
        return "".join(rendered(job, form, only_checked=True) for job in self.jobs)

    def statistics(self, form: Show) -> str:
        """Count by rule, as a table or as JSON.

        Raises:
            ConfigInvalid: the form has no place for counts.
        """
        from joinedup_refs.report.statistics import as_data, as_table, frequencies

        if form in {Show.SARIF, Show.GITHUB}:
            msg = f"--statistics has no form {form.value}\nleave --format out, or say json"
            raise ConfigInvalid(msg)
        outcomes = [job.outcome for job in self.jobs]
        rows = frequencies(outcomes)
        if form is Show.JSON:
            return as_data(rows, sum(len(outcome.suppressed) for outcome in outcomes))
        return as_table(rows)

    def show(self, form: Show, *, full: bool, files: Sequence[str]) -> None:
        """Print the report, in colour on a terminal only."""
        if form is not Show.PRETTY:
            write(self.rendered(form.value), sys.stdout)
            return
        from joinedup_refs.report.closing import closing
        from joinedup_refs.report.linted import linted

        console, width = _console(sys.stdout)
        looked = [self._looked(job) for job in self.jobs]
        for one in looked:
            _print(console, linted(one, width=width, full=full))
        end = closing(looked, width=width, passed_over=self.passed_over, files=files)
        _print(console, end)

    def _looked(self, job: Job) -> "Looked":
        from joinedup_refs.report.linted import Looked

        in_place = job.given.carrier in {"text", "markdown"} or job.outcome.text.form == "bibtex"
        return Looked(
            name=job.name,
            outcome=job.outcome,
            mendable_in_place=in_place,
            level=self.level,
            command=self.command,
        )


def cards() -> "dict[str, RuleCard]":
    """Give what reports say of each rule."""
    from joinedup_refs.check.about import page, summary
    from joinedup_refs.check.run import all_rules
    from joinedup_refs.report.rule_card import RuleCard

    return {
        rule.code: RuleCard(
            code=rule.code,
            name=rule.name,
            severity=rule.severity,
            summary=summary(rule),
            page=page(rule),
        )
        for rule in all_rules()
    }


def narrated(job: Job, form: Show, *, full: bool, files: Sequence[str], stream: "TextIO") -> None:
    """Print the report of `clean`, which tells what was done."""
    if form is not Show.PRETTY:
        write(rendered(job, form.value), stream)
        return
    from joinedup_refs.report.pretty import pretty

    console, width = _console(stream)
    _print(console, pretty(job.outcome, job.title, width=width, full=full, files=files))


def refuse_form_of_diff(show_as: Show | None, *, diff: bool) -> None:
    """Refuse a form for what `--diff` shows, which has one form alone.

    Raises:
        ConfigInvalid: another one was asked for.
    """
    if diff and show_as not in {None, Show.PRETTY}:
        msg = f"--diff has a form of its own, so it cannot be shown as {show_as.value}\n"
        raise ConfigInvalid(f"{msg}leave --diff out for --format {show_as.value}")


def show_diff(jobs: Sequence[Job], stream: "TextIO", say: Callable[[str], None]) -> None:
    """Print what would change, line by line; where nothing would, that is said aside."""
    from joinedup_refs.report.diff import coloured, diff

    for job in jobs:
        on_terminal = stream.isatty()
        told = diff(job.outcome, job.name, raw=not on_terminal)
        if not told:
            say(f"{job.name}: nothing changes in the text")
        elif on_terminal:
            _print(_console(stream)[0], coloured(told))
        else:
            write(told, stream)


def rendered(job: Job, form: str, *, only_checked: bool = False) -> str:
    """Give the report of one text for machines and browsers.

    `form` is `concise`, `github`, `json`, `sarif` or `html`; `only_checked` says that nothing was
    mended yet.
    """
    if form == "concise":
        from joinedup_refs.report.concise import concise

        return concise(job.outcome, job.name, only_checked=only_checked)
    if form == "github":
        from joinedup_refs.report.github import github

        return github(job.outcome, job.name)
    if form == "sarif":
        from joinedup_refs.report.sarif import sarif

        return sarif([(job.name, job.outcome)], cards(), only_checked=only_checked)
    if form == "html":
        from joinedup_refs.report.as_html import as_html

        return as_html(job.outcome, job.title)
    from joinedup_refs.report.as_json import set_out

    return set_out(_report(job))


def _report(job: Job) -> "Report":
    from joinedup_refs.report.as_json import report

    version = _parser_version(job)
    return report(job.outcome, job.name, encoding=job.given.encoding, parser_model=version)


def _parser_version(job: Job) -> str:
    """Give the version of the model that parsed; a library file was parsed by none."""
    if job.outcome.text.form:
        return ""
    from joinedup_refs.parse.labeller import load

    return load(job.model).version


def write(content: str, stream: "TextIO") -> None:
    """Write what a program may read, in UTF-8, whatever the terminal's encoding."""
    stream.flush()
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        stream.write(content)
    else:
        buffer.write(content.encode("utf-8", "replace"))
        buffer.flush()


def show(screen: "Screen", stream: "TextIO") -> None:
    """Print what was set out, in colour on a terminal only."""
    _print(_console(stream)[0], screen)


def _console(stream: "TextIO") -> "tuple[Console, int]":
    from rich.console import Console

    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    return console, min(console.width, _WIDTH) if console.is_terminal else _WIDTH


def _print(console: "Console", screen: "Screen") -> None:
    console.print(screen, soft_wrap=True, end="")


def report_form(path: Path) -> str:
    """Tell the form of a report by the ending of its file's name: html, json or sarif.

    Raises:
        ConfigInvalid: it has another ending.
    """
    form = path.suffix.lower().lstrip(".")
    if form not in _REPORTS:
        msg = f"a report is .html, .json or .sarif, so {path} cannot be written"
        raise ConfigInvalid(msg)
    return form
