"""`joinedup-refs check`: findings only."""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from joinedup_refs.cli import options
from joinedup_refs.cli.groups import with_groups
from joinedup_refs.cli.inputs import STDIN, Given, alone, inputs
from joinedup_refs.cli.job import UNUSABLE, Job, each, exit_code, run, told_once, worst
from joinedup_refs.cli.showing import Checked, refuse_form_of_diff, report_form, show_diff, write
from joinedup_refs.cli.terminal import say
from joinedup_refs.cli.wanted import Said, wanted
from joinedup_refs.errors import ConfigInvalid
from joinedup_refs.saving import same_file, save


@with_groups
def check(
    files: options.FilesAndFolders,
    *,
    report: options.ReportFile = None,
    diff: options.Diff = False,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Show only how often each rule found something.")
    ] = False,
    full: options.Full = False,
    stdin_filename: Annotated[
        str,
        typer.Option("--stdin-filename", metavar="NAME", help="What to call standard input."),
    ] = "",
    said: Said,
) -> None:
    """Say what is wrong with the references of texts.

    Nothing is changed. The exit code is 1 if there are findings from --fail-on on, otherwise 0.
    --safe-only, --fill-only and --unsafe say what counts as mendable, and what --diff shows.

    Examples:

      joinedup-refs check article.txt

      joinedup-refs check chapters/ appendix.md --format concise

      joinedup-refs check article.txt --format json --report check.html

      joinedup-refs check references.txt --list-only --fail-on error
    """  # noqa: D412  (this is the help of the command, not of a function)
    if diff and statistics:
        msg = "--diff and --statistics are two views\nask for one of them"
        raise ConfigInvalid(msg)
    refuse_form_of_diff(said.show_as, diff=diff)
    given = inputs(files, stdin_filename)
    report_as = _report_form(report, given)
    want = wanted(said)
    only = alone(files)
    jobs, unreadable = each(given, lambda one: run(one, want, only_checked=True), alone=only)
    if said.access.dry_run:
        raise typer.Exit(UNUSABLE if unreadable else 0)
    held = _held(jobs)
    checked = Checked(
        told_once(held),
        alone=only,
        unreadable=unreadable,
        passed_over=len(jobs) - len(held),
        level=want.level,
    )
    written = [save(report, checked.rendered(report_as).encode())] if report else []
    if not said.quiet:
        if diff:
            show_diff(checked.jobs, sys.stdout, partial(say, err=True))
        elif statistics:
            write(checked.statistics(want.show_as), sys.stdout)
        else:
            checked.show(want.show_as, full=full, files=written)
        if diff or statistics or want.show_as is not options.Show.PRETTY:
            for line in written:
                say(line, err=True)
    codes = [exit_code(job, want.fail_on) for job in checked.jobs]
    raise typer.Exit(worst([*codes, *([UNUSABLE] if unreadable else [])]))


def _held(jobs: Sequence[Job]) -> list[Job]:
    """Leave out the files of folders that hold no list, such as chapters whose list is in another.

    Where no file has one, those that cite works stay: nothing that was not checked passes.
    """
    listed = any(job.outcome.result.entries for job in jobs)
    return [
        job
        for job in jobs
        if not job.in_folder
        or job.outcome.result.entries
        or (not listed and any(f.rule == "list-not-found" for f in job.outcome.findings))
    ]


def _report_form(report: Path | None, given: Sequence[Given]) -> str:
    if report is None:
        return ""
    for one in given:
        if one.path != STDIN and same_file(report, one.path):
            msg = f"the report would overwrite the input {one.path}\ngive it another name"
            raise ConfigInvalid(msg)
    form = report_form(report)
    if form == "html" and len(given) != 1:
        msg = f"a page tells of one text, so {report} cannot be written for {len(given)}"
        raise ConfigInvalid(f"{msg}\nname the report .json or .sarif, or check one at a time")
    return form
