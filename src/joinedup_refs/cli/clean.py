"""`joinedup-refs clean`: the main job."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from joinedup_refs.cli import options
from joinedup_refs.cli.groups import with_groups
from joinedup_refs.cli.inputs import STDIN, Given, alone, inputs
from joinedup_refs.cli.job import UNUSABLE, Job, each, exit_code, run, worst
from joinedup_refs.cli.journals import document_with_journals, refuse_list_alone
from joinedup_refs.cli.mending import mended_bytes, mended_name, refuse_other_carriers
from joinedup_refs.cli.showing import (
    narrated,
    refuse_form_of_diff,
    rendered,
    report_form,
    show_diff,
)
from joinedup_refs.cli.terminal import give, say
from joinedup_refs.cli.wanted import Said, additions, wanted
from joinedup_refs.errors import ConfigInvalid
from joinedup_refs.report.words import count
from joinedup_refs.saving import same_file, save

if TYPE_CHECKING:
    from typing import TextIO

    from joinedup_refs.formats import Target
    from joinedup_refs.forms import Form

_STDOUT = Path("-")


@with_groups
def clean(  # noqa: PLR0913  (a command has as many parameters as options)
    files: options.Files,
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
    journals: options.JournalTitles = None,
    journal_list: options.JournalList = None,
    report: options.ReportFile = None,
    in_place: Annotated[
        bool, typer.Option("--in-place", help="Mend FILE itself; FILE.bak keeps what it was.")
    ] = False,
    mended: Annotated[
        bool,
        typer.Option(
            "--mended",
            help="Write NAME.mended.EXT beside FILE: the text, list and citations mended.",
        ),
    ] = False,
    diff: options.Diff = False,
    full: options.Full = False,
    check: Annotated[
        bool, typer.Option("--check", help="Exit with 1 if there is anything to report.")
    ] = False,
    add: options.Add = [],  # noqa: B006  (typer asks for a list; it is only read)
    said: Said,
) -> None:
    """Mend the references of texts and say why.

    Without -o, --mended or --in-place the report is shown and no file is written.

    Examples:

      joinedup-refs clean article.txt

      joinedup-refs clean article.txt -o references.txt --report why.html

      joinedup-refs clean article.txt -o refs.bib

      joinedup-refs clean chapter1.md chapter2.md --mended

      joinedup-refs clean - --list-only -o - --to json < references.txt
    """  # noqa: D412  (this is the help of the command, not of a function)
    from joinedup_refs.forms import form_of

    if output is None and to:
        msg = "--to says in which form to write, so it needs -o\nfor standard output: -o -"
        raise ConfigInvalid(msg)
    if output is None and journals is not None:
        msg = "--journals says how titles are written, so it needs -o\nfor standard output: -o -"
        raise ConfigInvalid(msg)
    refuse_list_alone(journals, journal_list)
    _refuse_overwriting(files, output, report, in_place=in_place, mended=mended)
    written = _Written(
        output=output,
        form=None if output is None else form_of(output, to),
        target=program.value if program else None,
        journals=journals,
        journal_list=journal_list,
        report=report,
        report_as=report_form(report) if report else "",
        in_place=in_place,
        mended=mended,
    )
    said = replace(said, extend=[*said.extend, *additions(add)])
    want = wanted(said, program.value if program else "", whole=bool(add))
    refuse_form_of_diff(said.show_as, diff=diff)
    if len(files) > 1 and want.show_as in {options.Show.JSON, options.Show.SARIF}:
        msg = f"--format {want.show_as.value} tells of one text\nname one FILE, or use check"
        raise ConfigInvalid(msg)
    stream = sys.stderr if output == _STDOUT else sys.stdout

    def done(one: Given) -> Job:
        job = run(one, want)
        lines = written.write(job)
        if not said.quiet:
            _tell(job, lines, want.show_as, diff=diff, full=full, stream=stream)
            if want.policy.level == "unsafe":
                _tell_of_choices(job)
        return job

    jobs, unreadable = each(inputs(files, folders=False), done, alone=alone(files))
    codes = [exit_code(job, want.fail_on if check else None) for job in jobs]
    nothing = output is not None and any(map(_is_empty, jobs))
    raise typer.Exit(worst([*codes, *([UNUSABLE] if unreadable or nothing else [])]))


def _is_empty(job: Job) -> bool:
    """Whether there is no reference to write; a file that stands there is not emptied for that."""
    return not job.outcome.result.entries


def _tell(
    job: Job, said: list[str], show_as: options.Show, *, diff: bool, full: bool, stream: "TextIO"
) -> None:
    """Show the report or the diff, and say what was written where the report does not."""
    if diff:
        show_diff([job], stream, _say)
    else:
        narrated(job, show_as, full=full, files=said, stream=stream)
    if diff or show_as is not options.Show.PRETTY:
        for line in said:
            _say(line)
    if number := len(job.outcome.suppressed):
        _say(f"{number} suppressed in {job.name}; check --format json names them with reasons")


def _tell_of_choices(job: Job) -> None:
    """Say why some best guesses were not made though they were asked for."""
    from joinedup_refs.report.tally import tally

    if number := tally([job.outcome]).choices:
        places = count(number, "place")
        _say(f"{places} with several ways out: --unsafe takes none of them, the choice is yours.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """What is to be written, and where."""

    output: Path | None
    form: "Form | None"
    target: "Target | None"
    journals: options.Journals | None
    journal_list: Path | None
    report: Path | None
    report_as: str
    in_place: bool
    mended: bool

    def write(self, job: Job) -> list[str]:
        """Write what was asked for, nothing where a part is refused, and say what was done."""
        said: list[str] = []
        content = b""
        if self.in_place or self.mended:
            refuse_other_carriers(job)
            content = mended_bytes(job)
        if self.output is not None and self.form is not None and _is_empty(job):
            said.append(f"{self.output} was not written: no reference was found to put in it.")
        elif self.output is not None and self.form is not None:
            document, remarks = document_with_journals(
                job.outcome.result, self.journals, self.journal_list
            )
            references = self.form.content(document, self.target)
            said += remarks
            if self.output == _STDOUT:
                give(references)
                said.append("References went to standard output.")
            else:
                said.append(save(self.output, references))
        if self.in_place or self.mended:
            said.append(save(mended_name(job.path) if self.mended else job.path, content))
        if self.report:
            said.append(save(self.report, rendered(job, self.report_as).encode()))
        return said


def _refuse_overwriting(
    files: Sequence[Path], output: Path | None, report: Path | None, *, in_place: bool, mended: bool
) -> None:
    """Refuse to write over an input unless that was asked for, or twice to one place."""
    if in_place and mended:
        msg = "--in-place and --mended exclude each other\nleave one of them out"
        raise ConfigInvalid(msg)
    if (in_place or mended) and STDIN in files:
        named = "--in-place" if in_place else "--mended"
        msg = f"{named} needs a file; standard input has no place to be mended in"
        raise ConfigInvalid(msg)
    if len(files) > 1 and (output or report):
        given = [name for name, place in (("-o", output), ("--report", report)) if place]
        msg = (
            f"{' and '.join(given)} {'hold' if len(given) > 1 else 'holds'} one text, and several "
            "are given\nname one FILE, or write with --mended or --in-place"
        )
        raise ConfigInvalid(msg)
    output = None if output == _STDOUT else output
    if output and report and same_file(output, report):
        msg = f"references and report cannot both be written to {output}\nname two files"
        raise ConfigInvalid(msg)
    for file in files:
        if report and same_file(report, file):
            msg = f"the report would overwrite the input {file}\ngive it another name"
            raise ConfigInvalid(msg)
        if output and file != STDIN and same_file(output, file):
            msg = (
                f"{output} is the input, which is not overwritten with its list\n"
                "give another name, or --in-place without -o to mend the file itself"
            )
            raise ConfigInvalid(msg)
        copy = mended_name(file) if mended and not file.is_dir() else None
        if copy and any(place and same_file(place, copy) for place in (output, report)):
            msg = f"{copy} is where the mended text goes\ngive the other file another name"
            raise ConfigInvalid(msg)


def _say(line: str) -> None:
    say(line, err=True)
