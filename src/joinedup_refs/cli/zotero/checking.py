"""`joinedup-refs zotero check`: findings in a library of Zotero; nothing is changed."""

import shlex
from pathlib import Path

import typer

from joinedup_refs.cli import options
from joinedup_refs.cli.groups import with_groups
from joinedup_refs.cli.job import exit_code
from joinedup_refs.cli.showing import Checked, report_form
from joinedup_refs.cli.terminal import say
from joinedup_refs.cli.zotero import reach
from joinedup_refs.cli.zotero.asked import Held, Which
from joinedup_refs.cli.zotero.looking import look_through
from joinedup_refs.saving import save


@with_groups
def check(
    *,
    which: Which,
    report: options.ReportFile = None,
    fail_on: options.Fail = None,
    held: Held,
) -> None:
    """Say what is wrong with the items of a library.

    Attachments, notes and what lies in the bin are passed over. Lines are those of the items' data,
    in Zotero's own names of fields. The exit code is 1 if there are findings from --fail-on on.

    Examples:

      joinedup-refs zotero check --local

      joinedup-refs zotero check --library groups/45 --collection "Chapter 2" --source crossref

      joinedup-refs zotero check --tag review --report check.html
    """  # noqa: D412  (this is the help of the command, not of a function)
    want = held.wanted(fail_on)
    report_as = report_form(report) if report else ""
    counter = reach.Counter("items read", quiet=held.quiet)
    with which.reached(quiet=held.quiet).client(counter) as client:
        looked = look_through(
            client,
            which.library,
            which.selection(),
            want,
            counter,
            local=which.local,
            only_checked=True,
        )
    checked = Checked([looked.job], alone=True, level=want.level, command=_command(which))
    _show(checked, report, report_as, want.show_as, full=held.full, quiet=held.quiet)
    raise typer.Exit(exit_code(looked.job, want.fail_on))


def _show(
    checked: Checked,
    report: Path | None,
    report_as: str,
    show_as: options.Show,
    *,
    full: bool,
    quiet: bool,
) -> None:
    written = [save(report, checked.rendered(report_as).encode())] if report else []
    if quiet:
        return
    checked.show(show_as, full=full, files=written)
    if show_as is not options.Show.PRETTY:
        for line in written:
            say(line, err=True)


def _command(which: Which) -> str:
    """Give the command that mends what was looked through."""
    parts = ["joinedup-refs", "zotero", "clean"]
    for option, value in (("--library", which.library), ("--collection", which.collection)):
        parts += [option, value] if value else []
    for tag in which.tag:
        parts += ["--tag", tag]
    parts += ["--query", which.query] if which.query else []
    parts += ["--local", "--search", which.search] if which.search else []
    return shlex.join(parts)
