"""`joinedup-refs zotero clean`: a library mended, shown first, and written back only when asked."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from joinedup_refs.cli import options
from joinedup_refs.cli.groups import with_groups
from joinedup_refs.cli.job import exit_code, worst
from joinedup_refs.cli.showing import narrated, rendered, report_form, show
from joinedup_refs.cli.terminal import say
from joinedup_refs.cli.zotero import reach
from joinedup_refs.cli.zotero.asked import Held, Which
from joinedup_refs.cli.zotero.fates import told, worst_code
from joinedup_refs.cli.zotero.looking import Looked, look_through
from joinedup_refs.errors import ConfigInvalid
from joinedup_refs.saving import same_file, save

if TYPE_CHECKING:
    from joinedup_refs.forms import Form
    from joinedup_refs.targets.zotero.address import Library
    from joinedup_refs.targets.zotero.asking import Client
    from joinedup_refs.targets.zotero.changes import Plan

_STDOUT = Path("-")


@with_groups
def clean(
    *,
    which: Which,
    write: Annotated[
        bool, typer.Option("--write", help="Write the changes to Zotero, once you say yes.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")] = False,
    log: reach.LogFile = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write the references to a file too."),
    ] = None,
    to: Annotated[
        str, typer.Option("--to", metavar="FORM", help="The form of that file: bib, ris, json…")
    ] = "",
    report: options.ReportFile = None,
    held: Held,
) -> None:
    """Mend the items of a library: show what would change, and with --write change it.

    Only fields that were mended are sent, and only to items that nobody has changed meanwhile.
    Attachments, notes, annotations, collections, tags, relations and Extra stay as they are, and
    nothing is ever deleted. Before anything is sent, every item concerned is saved as it was:
    joinedup-refs zotero undo gives it back. The exit code is 1 if an item was skipped or refused, 2
    if Zotero could not be written to.

    Examples:

      joinedup-refs zotero clean --library groups/45 --source crossref

      joinedup-refs zotero clean --collection "Chapter 2" --source records --fill-only --write

      joinedup-refs zotero clean --local -o library.bib
    """  # noqa: D412  (this is the help of the command, not of a function)
    how = which.reached(quiet=held.quiet)
    if write:
        how.refuse_writing()
    elif yes or log:
        msg = f"{'--yes' if yes else '--log'} goes with --write, which was not said"
        raise ConfigInvalid(msg)
    files = _Files.named(output, to, report)
    want = held.wanted()
    counter = reach.Counter("items read", quiet=held.quiet)
    with how.client(counter) as client:
        if write:
            _refuse_reading_only(client, which.library)
        looked = look_through(
            client,
            which.library,
            which.selection(),
            want,
            counter,
            local=which.local,
            only_checked=False,
        )
        plan = _plan(looked)
        said = files.write(looked)
        if not held.quiet:
            told_last = _closing(plan, write=write)
            _show(looked, plan, want.show_as, [*said, told_last], full=held.full)
        code = exit_code(looked.job, None)
        if write and plan.changes:
            _confirm(plan, looked.library, yes=yes)
            counter.what = "items written"
            code = worst([code, _write(client, looked.library, plan, log, counter)])
    raise typer.Exit(code)


@dataclass(frozen=True, slots=True)
class _Files:
    """The files that are wanted."""

    output: Path | None
    form: "Form | None"
    report: Path | None
    report_as: str

    @classmethod
    def named(cls, output: Path | None, to: str, report: Path | None) -> "_Files":
        from joinedup_refs.forms import form_of

        if to and output is None:
            msg = "--to says in which form to write, so it needs -o"
            raise ConfigInvalid(msg)
        if output == _STDOUT:
            msg = "the report goes to standard output\nname a file: -o library.bib"
            raise ConfigInvalid(msg)
        if output and report and same_file(output, report):
            msg = f"references and report cannot both be written to {output}\nname two files"
            raise ConfigInvalid(msg)
        form = form_of(output, to) if output else None
        return cls(output, form, report, report_form(report) if report else "")

    def write(self, looked: Looked) -> list[str]:
        said = []
        if self.output and self.form:
            said.append(save(self.output, self.form.content(looked.job.outcome.result)))
        if self.report:
            said.append(save(self.report, rendered(looked.job, self.report_as).encode()))
        return said


def _refuse_reading_only(client: "Client", named: str) -> None:
    from joinedup_refs.targets.zotero.address import Library, library
    from joinedup_refs.targets.zotero.rights import refuse_reading_only, rights

    held = rights(client)
    refuse_reading_only(client, held, library(named) if named else Library("users", held.user))


def _plan(looked: Looked) -> "Plan":
    from joinedup_refs.targets.zotero.changes import plan

    outcome = looked.job.outcome
    return plan(looked.items, outcome.document.entries, outcome.result.entries)


def _closing(plan: "Plan", *, write: bool) -> str:
    number = len(plan.changes)
    if not number:
        return "There is nothing to write to Zotero."
    items = "1 item" if number == 1 else f"{number:,} items"
    if write:
        return f"{items} of Zotero would change, as shown below."
    return f"Nothing was written to Zotero. --write changes {items}, as shown below."


def _show(
    looked: Looked, plan: "Plan", show_as: options.Show, said: list[str], *, full: bool
) -> None:
    from joinedup_refs.report.library_changes import told as changes_told

    narrated(looked.job, show_as, full=full, files=said, stream=sys.stdout)
    pretty = show_as is options.Show.PRETTY
    show(changes_told(plan), sys.stdout if pretty else sys.stderr)
    if not pretty:
        for line in said:
            say(line, err=True)


def _confirm(plan: "Plan", library: "Library", *, yes: bool) -> None:
    if yes:
        return
    number = len(plan.changes)
    items = "this item" if number == 1 else f"these {number:,} items"
    if not sys.stdin.isatty():
        msg = f"nobody was there to say whether {items} may be changed\nsay --yes if so"
        raise ConfigInvalid(msg)
    typer.confirm(f"Change {items} in {library}?", abort=True, err=True)


def _write(
    client: "Client", library: "Library", plan: "Plan", named: Path | None, counter: reach.Counter
) -> int:
    from joinedup_refs.targets.zotero.log import Log
    from joinedup_refs.targets.zotero.writing import write

    path, at = reach.log_path(named, "changes")
    names = {change.key: change.entry.reference.title for change in plan.changes}
    with Log.begin(path, library, client.base, "changes", at) as log:
        try:
            written = write(client, library, plan.changes, log, counter)
        finally:
            counter.end()
            say(f"Before and after are in {path}; joinedup-refs zotero undo {path} takes it back.")
    told(written, names, of=len(plan.changes), done="changed")
    return worst_code(written)
