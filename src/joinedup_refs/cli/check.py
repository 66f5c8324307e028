"""`joinedup-refs check`: findings only."""

import typer

from joinedup_refs.cli import options
from joinedup_refs.cli.job import exit_code, rendered, report_form, run, show
from joinedup_refs.errors import ConfigInvalid
from joinedup_refs.saving import same_file, save


def check(  # noqa: PLR0913  (a command has as many parameters as options)
    file: options.File,
    *,
    report: options.ReportFile = None,
    show_as: options.Format = options.Show.PRETTY,
    diff: options.Diff = False,
    full: options.Full = False,
    select: options.Select = [],  # noqa: B006  (typer asks for a list; it is only read)
    ignore: options.Ignore = [],  # noqa: B006
    list_only: options.ListOnly = False,
    heading: options.Heading = "",
    encoding: options.Encoding = "",
    source: options.Sources = [],  # noqa: B006
    mailto: options.MailTo = "",
    model: options.OwnModel = None,
    house_style: options.HouseStyle = None,
    fail_on: options.Fail = options.FailOn.WARNING,
    quiet: options.Quiet = False,
) -> None:
    """Say what is wrong with the references of a text.

    Nothing is changed. The exit code is 1 if there are findings from --fail-on on, otherwise 0.

    Examples:

      joinedup-refs check article.txt

      joinedup-refs check article.txt --format json --report check.html

      joinedup-refs check references.txt --list-only --fail-on error
    """  # noqa: D412  (this is the help of the command, not of a function)
    from joinedup_refs.check.policy import Policy

    if report and same_file(report, file):
        msg = f"the report would overwrite the input {file}\ngive it another name"
        raise ConfigInvalid(msg)
    report_as = report_form(report) if report else ""
    job = run(
        file,
        Policy(),
        select=select,
        ignore=ignore,
        list_only=list_only,
        heading=heading,
        encoding=encoding,
        quiet=quiet,
        sources=source,
        mailto=mailto,
        model=model,
        house_style=house_style,
    )
    files = [save(report, rendered(job, report_as).encode())] if report else []
    if not quiet:
        show(job, show_as, diff=diff, full=full, files=files, only_checked=True)
        if show_as is not options.Show.PRETTY or diff:
            for line in files:
                typer.echo(line, err=True)
    raise typer.Exit(exit_code(job, fail_on))
