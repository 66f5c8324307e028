"""`joinedup-refs zotero check`: findings in a library of Zotero; nothing is changed."""

import shlex
from pathlib import Path
from typing import Annotated

import typer

from joinedup_refs.cli import options
from joinedup_refs.cli.access import Access
from joinedup_refs.cli.job import exit_code
from joinedup_refs.cli.showing import Checked, report_form
from joinedup_refs.cli.terminal import say
from joinedup_refs.cli.wanted import Said, wanted
from joinedup_refs.cli.zotero import reach
from joinedup_refs.cli.zotero.looking import look_through
from joinedup_refs.saving import save


def check(  # noqa: PLR0913  (a command has as many parameters as options)
    *,
    library: reach.LibraryName = "",
    collection: reach.Collection = "",
    tag: reach.Tags = [],  # noqa: B006  (typer asks for a list; it is only read)
    query: reach.Query = "",
    search: reach.Search = "",
    local: reach.Local = False,
    port: reach.Port = reach.USUAL_PORT,
    key_file: reach.KeyFile = None,
    server: reach.Server = "",
    report: options.ReportFile = None,
    show_as: options.Format = None,
    full: options.Full = False,
    select: options.Select = [],  # noqa: B006
    ignore: options.Ignore = [],  # noqa: B006
    extend: options.Extend = [],  # noqa: B006
    config: options.Config = None,
    no_config: options.NoConfig = False,
    source: options.Sources = [],  # noqa: B006
    mailto: options.MailTo = "",
    cache: options.CacheFile = None,
    no_cache: options.NoCache = False,
    offline: Annotated[
        bool, typer.Option("--offline", help="Ask no source but those on this machine.")
    ] = False,
    safe_only: options.SafeOnly = False,
    fill_only: options.FillOnly = False,
    unsafe: options.Unsafe = False,
    fail_on: options.Fail = None,
    quiet: options.Quiet = False,
) -> None:
    """Say what is wrong with the items of a library.

    Attachments, notes and what lies in the bin are passed over. Lines are those of the items' data,
    in Zotero's own names of fields. The exit code is 1 if there are findings from --fail-on on.

    Examples:

      joinedup-refs zotero check --local

      joinedup-refs zotero check --library groups/45 --collection "Chapter 2" --source crossref

      joinedup-refs zotero check --tag review --report check.html
    """  # noqa: D412  (this is the help of the command, not of a function)
    access = Access(mailto=mailto, cache=cache, no_cache=no_cache, offline=offline)
    want = wanted(
        Said(
            select=select,
            ignore=ignore,
            extend=extend,
            config=config,
            no_config=no_config,
            safe_only=safe_only,
            fill_only=fill_only,
            unsafe=unsafe,
            source=source,
            access=access,
            show_as=show_as,
            fail_on=fail_on,
            quiet=quiet,
        ),
        "zotero",
    )
    report_as = report_form(report) if report else ""
    how = reach.Reach(local=local, port=port, key_file=key_file, server=server, quiet=quiet)
    counter = reach.Counter("items read", quiet=quiet)
    chosen = reach.selection(collection, tag, query, search)
    with how.client(counter) as client:
        looked = look_through(
            client, library, chosen, want, counter, local=local, only_checked=True
        )
    command = _command(library, collection, tag, query, search)
    checked = Checked([looked.job], alone=True, level=want.level, command=command)
    _show(checked, report, report_as, want.show_as, full=full, quiet=quiet)
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


def _command(library: str, collection: str, tags: list[str], query: str, search: str) -> str:
    """Give the command that mends what was looked through."""
    parts = ["joinedup-refs", "zotero", "clean"]
    for option, value in (("--library", library), ("--collection", collection)):
        parts += [option, value] if value else []
    for tag in tags:
        parts += ["--tag", tag]
    parts += ["--query", query] if query else []
    parts += ["--local", "--search", search] if search else []
    return shlex.join(parts)
