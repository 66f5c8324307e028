"""What `clean` and `check` do alike: read, run, show, and give the exit code."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from joinedup_refs.cli.options import FailOn, Show
from joinedup_refs.errors import ConfigInvalid

if TYPE_CHECKING:
    from joinedup_refs.check.policy import Policy
    from joinedup_refs.model.document import Outcome
    from joinedup_refs.parse.model_file import Model
    from joinedup_refs.read import Input
    from joinedup_refs.sources.source import Source

STDIN = Path("-")
_COUNTS = {
    FailOn.ERROR: {"error"},
    FailOn.WARNING: {"error", "warning"},
    FailOn.NOTE: {"error", "warning", "note"},
}
_WIDTH = 100
_REPORTS = ("html", "json", "sarif")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A file that was read and looked through."""

    given: "Input"
    outcome: "Outcome"
    name: str
    """The input as it was named on the command line."""
    model: "Model | None" = None
    """The model that parsed; None is the shipped one."""

    @property
    def title(self) -> str:
        """The file's name without its folders, for reports that may be sent on."""
        return Path(self.name).name


def run(  # noqa: PLR0913  (what the commands were told, passed on)
    file: Path,
    policy: "Policy",
    *,
    select: Sequence[str],
    ignore: Sequence[str],
    list_only: bool,
    heading: str,
    encoding: str,
    quiet: bool,
    sources: Sequence[str] = (),
    mailto: str = "",
    model: Path | None = None,
    target: str = "",
) -> Job:
    """Read a file, or standard input for `-`, and clean its text under a policy.

    Raises:
        InputUnreadable: it cannot be read.
        ConfigInvalid: a rule is named that there is not.
        ModelInvalid: `model` is no folder of a model.
    """
    from joinedup_refs.check.run import chosen
    from joinedup_refs.clean import clean_text
    from joinedup_refs.model.layout import Layout
    from joinedup_refs.read import read

    parser = _parser(model)
    records = _opened(sources, mailto)
    rules = chosen(_apart(select), _apart(ignore))
    source = sys.stdin.buffer.read() if file == STDIN else file
    given = read(source, encoding=encoding or None)
    if given.encoding not in {"", "utf-8", "ascii"} and not encoding and not quiet:
        typer.echo(
            f"{file} was read as {given.encoding}; --encoding NAME if that is wrong", err=True
        )
    if heading and heading.casefold() not in given.text.printed.casefold():
        msg = f"{file} has no heading {heading!r}\ngive it as it is printed, or leave it out"
        raise ConfigInvalid(msg)
    outcome = clean_text(
        given.text,
        policy=policy,
        layout=Layout(list_only=list_only, heading=heading),
        rules=rules,
        asked=frozenset(rule.code for rule in rules) if select else frozenset(),
        today=datetime.now(tz=UTC).astimezone().date(),
        sources=records,
        on_progress=_progress() if records and not quiet else None,
        model=parser,
        target=target,
    )
    name = "stdin" if file == STDIN else str(file)
    return Job(given=given, outcome=outcome, name=name, model=parser)


def _parser(folder: Path | None) -> "Model | None":
    if folder is None:
        return None
    from joinedup_refs.parse.model_file import chosen as chosen_model

    return chosen_model(folder)


def _opened(sources: Sequence[str], mailto: str) -> "list[Source]":
    if not sources:
        return []
    from joinedup_refs.sources.opening import open_source

    return [open_source(named, mailto=mailto) for named in sources]


def _progress() -> "Callable[[int, int], None] | None":
    """Count on a terminal while records are looked for."""
    if not sys.stderr.isatty():
        return None

    def count(done: int, all_of_them: int) -> None:
        end = "\r\033[K" if done == all_of_them else ""
        sys.stderr.write(f"\r{done} of {all_of_them} references looked up{end}")
        sys.stderr.flush()

    return count


def _apart(words: Sequence[str]) -> list[str]:
    """Take `LST101,CIT` as two."""
    return [part for word in words for part in word.split(",") if part.strip()]


def show(
    job: Job,
    form: Show,
    *,
    diff: bool,
    full: bool = False,
    only_checked: bool = False,
    files: Sequence[str] = (),
    to_stderr: bool = False,
) -> None:
    """Print the report of a job, in colour on a terminal only."""
    stream = sys.stderr if to_stderr else sys.stdout
    if diff:
        from joinedup_refs.report.diff import diff as compare

        stream.write(compare(job.outcome, job.name))
    elif form is Show.PRETTY:
        from rich.console import Console

        from joinedup_refs.report.pretty import pretty

        console = Console(file=stream, highlight=False, markup=False, emoji=False)
        width = min(console.width, _WIDTH) if console.is_terminal else _WIDTH
        screen = pretty(
            job.outcome, job.title, width=width, only_checked=only_checked, full=full, files=files
        )
        console.print(screen, soft_wrap=True, end="")
    elif form is Show.CONCISE:
        stream.write(rendered(job, form.value))
    else:
        # JSON is UTF-8, whatever the terminal's encoding
        stream.flush()
        stream.buffer.write(rendered(job, form.value).encode())
        stream.buffer.flush()


def rendered(job: Job, form: str) -> str:
    """Give the report of a job as text for machines and browsers.

    `form` is `concise`, `json`, `sarif` or `html`.
    """
    if form == "concise":
        from joinedup_refs.report.concise import concise

        return concise(job.outcome, job.name)
    if form == "sarif":
        from joinedup_refs.report.sarif import sarif

        return sarif(job.outcome, job.name)
    if form == "html":
        from joinedup_refs.report.as_html import as_html

        return as_html(job.outcome, job.title)
    from joinedup_refs.report.as_json import as_json

    version = _parser_version(job)
    return as_json(job.outcome, job.name, encoding=job.given.encoding, parser_model=version)


def _parser_version(job: Job) -> str:
    """Give the version of the model that parsed; a library file was parsed by none."""
    if job.outcome.text.form:
        return ""
    from joinedup_refs.parse.labeller import load

    return load(job.model).version


def exit_code(job: Job, fail_on: FailOn | None) -> int:
    """Give 3 where a source could not be asked, 1 for findings from `fail_on` on, else 0."""
    evidence = job.outcome.evidence
    if evidence is not None and evidence.unreachable:
        return 3
    counted = _COUNTS[fail_on] if fail_on else set()
    return int(any(f.severity in counted for f in job.outcome.findings))


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
