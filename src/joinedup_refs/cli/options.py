"""Options that several commands share."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Show(StrEnum):
    """How findings are shown."""

    PRETTY = "pretty"
    CONCISE = "concise"
    JSON = "json"
    SARIF = "sarif"


class FailOn(StrEnum):
    """The severity from which findings make the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Program(StrEnum):
    """The program that a file is written for."""

    ZOTERO = "zotero"
    BIBER = "biber"
    BIBTEX = "bibtex"


File = Annotated[
    Path,
    typer.Argument(metavar="FILE", help="A text or HTML file; - for standard input."),
]
Format = Annotated[Show, typer.Option("--format", help="How to show what was found.")]
Diff = Annotated[bool, typer.Option("--diff", help="Show only what changes, line by line.")]
Full = Annotated[bool, typer.Option("--full", help="Show long lists of findings whole.")]
Select = Annotated[
    list[str],
    typer.Option("--select", metavar="RULE", help="Only these rules: a code, a name, or LST."),
]
Ignore = Annotated[list[str], typer.Option("--ignore", metavar="RULE", help="Not these rules.")]
ListOnly = Annotated[bool, typer.Option("--list-only", help="The whole file is a reference list.")]
Heading = Annotated[
    str, typer.Option("--heading", metavar="TEXT", help="The heading that the list stands under.")
]
Encoding = Annotated[
    str, typer.Option("--encoding", metavar="NAME", help="How the file is encoded, if not found.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No report.")]
Fail = Annotated[
    FailOn, typer.Option("--fail-on", help="The severity from which the exit code is 1.")
]
For = Annotated[
    Program | None,
    typer.Option("--for", help="The program that is to read the records written."),
]
Sources = Annotated[
    list[str],
    typer.Option(
        "--source",
        metavar="SOURCE",
        help="Check against records: crossref, a file of them, or an index; several may be named.",
    ),
]
MailTo = Annotated[
    str,
    typer.Option("--mailto", metavar="ADDRESS", help="Your mail address, which Crossref asks for."),
]
OwnModel = Annotated[
    Path | None,
    typer.Option(
        "--model", metavar="FOLDER", help="Parse with a model that joinedup-refs train has written."
    ),
]
ReportFile = Annotated[
    Path | None,
    typer.Option("--report", metavar="FILE", help="Write the report too: .html, .json or .sarif."),
]
