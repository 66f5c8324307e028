"""`joinedup-refs clean`: the main job."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from joinedup_refs.cli import options
from joinedup_refs.cli.job import STDIN, Job, exit_code, rendered, report_form, run, show
from joinedup_refs.errors import ConfigInvalid, InputUnreadable
from joinedup_refs.saving import same_file, save

if TYPE_CHECKING:
    from joinedup_refs.check.policy import Policy
    from joinedup_refs.formats import Target
    from joinedup_refs.forms import Form

_STDOUT = Path("-")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def clean(  # noqa: PLR0913  (a command has as many parameters as options)
    file: options.File,
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write the references; - for standard output."
        ),
    ] = None,
    to: Annotated[
        str,
        typer.Option(
            "--to", metavar="FORM", help="txt, md, html (the list in its own style), json, bib…"
        ),
    ] = "",
    program: options.For = None,
    report: options.ReportFile = None,
    in_place: Annotated[
        bool, typer.Option("--in-place", help="Mend FILE itself; FILE.bak keeps what it was.")
    ] = False,
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
    safe_only: Annotated[
        bool, typer.Option("--safe-only", help="Tidy only; propose everything else.")
    ] = False,
    fill_only: Annotated[
        bool, typer.Option("--fill-only", help="Fill what is empty; propose, not make, changes.")
    ] = False,
    unsafe: Annotated[
        bool, typer.Option("--unsafe", help="Make best guesses too; look at each of them.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Exit with 1 if there is anything to report.")
    ] = False,
    fail_on: options.Fail = options.FailOn.WARNING,
    quiet: options.Quiet = False,
) -> None:
    """Mend the references of a text and say why.

    Without -o the report is shown and no file is written.

    Examples:

      joinedup-refs clean article.txt

      joinedup-refs clean article.txt -o references.txt --report why.html

      joinedup-refs clean article.txt -o refs.bib

      joinedup-refs clean - --list-only -o - --to json < references.txt
    """  # noqa: D412  (this is the help of the command, not of a function)
    from joinedup_refs.forms import form_of

    policy = _policy(safe_only=safe_only, fill_only=fill_only, unsafe=unsafe)
    in_place = _sure_of_the_input(file, output, report, in_place=in_place)
    form = None if output is None else form_of(output, to)
    if output is None and to:
        msg = "--to says in which form to write, so it needs -o\nfor standard output: -o -"
        raise ConfigInvalid(msg)
    report_as = report_form(report) if report else ""
    job = run(
        file,
        policy,
        select=select,
        ignore=ignore,
        list_only=list_only,
        heading=heading,
        encoding=encoding,
        quiet=quiet,
        sources=source,
        mailto=mailto,
        model=model,
    )
    target: Target | None = program.value if program else None
    files = _written(job, file, output, form, target, in_place=in_place)
    if report:
        files.append(save(report, rendered(job, report_as).encode()))
    if not quiet:
        on_stdout = output == _STDOUT
        show(job, show_as, diff=diff, full=full, files=files, to_stderr=on_stdout)
        if show_as is not options.Show.PRETTY or diff:
            _say(files)
    raise typer.Exit(exit_code(job, fail_on if check else None))


def _policy(*, safe_only: bool, fill_only: bool, unsafe: bool) -> "Policy":
    from joinedup_refs.check.policy import Level, Policy

    if safe_only and unsafe:
        msg = "--safe-only and --unsafe exclude each other\nleave one of them out"
        raise ConfigInvalid(msg)
    level: Level = "safe" if safe_only else "unsafe" if unsafe else "evident"
    return Policy(level=level, fill_only=fill_only)


def _sure_of_the_input(
    file: Path, output: Path | None, report: Path | None, *, in_place: bool
) -> bool:
    """Refuse to write over the input unless that was asked for; give whether to mend it."""
    if in_place and file == STDIN:
        msg = "--in-place needs a file; standard input has no place to be mended in"
        raise ConfigInvalid(msg)
    if report and same_file(report, file):
        msg = f"the report would overwrite the input {file}\ngive it another name"
        raise ConfigInvalid(msg)
    if output and report and output != _STDOUT and same_file(output, report):
        msg = f"references and report cannot both be written to {output}\nname two files"
        raise ConfigInvalid(msg)
    if output and output != _STDOUT and file != STDIN and same_file(output, file):
        msg = (
            f"{output} is the input, which is not overwritten with its list\n"
            "give another name, or --in-place without -o to mend the file itself"
        )
        raise ConfigInvalid(msg)
    return in_place


def _written(
    job: Job,
    file: Path,
    output: Path | None,
    form: "Form | None",
    target: "Target | None",
    *,
    in_place: bool,
) -> list[str]:
    said: list[str] = []
    if output is not None and form is not None:
        content = form.write(job.outcome.result, target)
        if output == _STDOUT:
            sys.stdout.flush()
            sys.stdout.buffer.write(content.encode())
            sys.stdout.buffer.flush()
            said.append("References went to standard output.")
        else:
            said.append(save(output, content.encode()))
    if in_place:
        said.append(save(file, _mended_bytes(job, file)))
    return said


def _mended_bytes(job: Job, file: Path) -> bytes:
    from joinedup_refs.report.diff import mended_text

    if job.given.carrier not in {"text", "markdown"}:
        msg = (
            f"{file} is not plain text, so it is not mended in place\n"
            "write the list to a file of its own: -o references.html"
        )
        raise InputUnreadable(msg)
    mended = mended_text(job.outcome)
    try:
        content = mended.encode(job.given.encoding)
    except UnicodeEncodeError as error:
        msg = (
            f"{job.given.encoding} cannot hold {mended[error.start]!r}, which mending puts in\n"
            f"save {file} as UTF-8 first, or leave out --in-place"
        )
        raise InputUnreadable(msg) from None
    marked = job.given.encoding == "utf-8" and file.read_bytes().startswith(_BYTE_ORDER_MARK)
    return _BYTE_ORDER_MARK + content if marked else content


def _say(files: list[str]) -> None:
    for line in files:
        typer.echo(line, err=True)
