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
    GITHUB = "github"


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
    ENDNOTE = "endnote"


class Journals(StrEnum):
    """How titles of journals are written."""

    FULL = "full"
    ABBREVIATED = "abbreviated"
    WITHOUT_STOPS = "without-stops"
    BOTH = "both"


File = Annotated[
    Path,
    typer.Argument(metavar="FILE", help="A text or HTML file; - for standard input."),
]
# typer is not to look whether files are readable: it would stop at one, and the others be left
Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE", help="Text or HTML files; - for standard input.", readable=False
    ),
]
FilesAndFolders = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE", help="Files, and folders of them; - for standard input.", readable=False
    ),
]
Format = Annotated[
    Show | None,
    typer.Option("--format", help="How to show what was found; pretty unless said."),
]
Diff = Annotated[bool, typer.Option("--diff", help="Show only what changes, line by line.")]
Full = Annotated[bool, typer.Option("--full", help="Show long lists of findings whole.")]
Select = Annotated[
    list[str],
    typer.Option("--select", metavar="RULE", help="Only these rules: a code, a name, or LST."),
]
Ignore = Annotated[list[str], typer.Option("--ignore", metavar="RULE", help="Not these rules.")]
Extend = Annotated[
    list[str],
    typer.Option(
        "--extend", metavar="RULE", help="These too, though they are off unless asked for."
    ),
]
Config = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Settings, in place of those that are found."),
]
NoConfig = Annotated[
    bool, typer.Option("--no-config", help="No settings but those of this command.")
]
SafeOnly = Annotated[bool, typer.Option("--safe-only", help="Tidy only; propose everything else.")]
FillOnly = Annotated[
    bool, typer.Option("--fill-only", help="Fill what is empty; propose, not make, changes.")
]
Unsafe = Annotated[
    bool, typer.Option("--unsafe", help="Make best guesses too; look at each of them.")
]
ListOnly = Annotated[bool, typer.Option("--list-only", help="The whole file is a reference list.")]
Heading = Annotated[
    str, typer.Option("--heading", metavar="TEXT", help="The heading that the list stands under.")
]
Encoding = Annotated[
    str, typer.Option("--encoding", metavar="NAME", help="How the file is encoded, if not found.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No report.")]
Fail = Annotated[
    FailOn | None,
    typer.Option(
        "--fail-on", help="The severity from which the exit code is 1; warning unless said."
    ),
]
For = Annotated[
    Program | None,
    typer.Option("--for", help="The program that is to read the records written."),
]
JournalTitles = Annotated[
    Journals | None,
    typer.Option(
        "--journals",
        help="Write the titles of journals in full, abbreviated (J. Public Econ.), so without "
        "stops, or in full with the abbreviation beside it; those not known stay.",
    ),
]
JournalList = Annotated[
    Path | None,
    typer.Option(
        "--journal-list", metavar="FILE", help="Titles and abbreviations of your own, as JabRef's."
    ),
]
Sources = Annotated[
    list[str],
    typer.Option(
        "--source",
        metavar="SOURCE",
        help="Check against records: crossref, datacite, openalex, europepmc, openlibrary, arxiv, "
        "a file of them, or an index; several may be named.",
    ),
]
MailTo = Annotated[
    str,
    typer.Option("--mailto", metavar="ADDRESS", help="Your mail address, which services ask for."),
]
CacheFile = Annotated[
    Path | None,
    typer.Option("--cache", metavar="FILE", help="Keep answers in FILE, not in the usual place."),
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Neither use nor keep answers.")]
Offline = Annotated[
    bool,
    typer.Option(
        "--offline", help="Ask no service: answers that are kept, and what else is on this machine."
    ),
]
Dry = Annotated[
    bool,
    typer.Option("--dry-run", help="Say what the sources would be asked, and how long it takes."),
]
CheckUrls = Annotated[
    bool,
    typer.Option(
        "--check-urls", help="Ask for each web address that is printed whether it still answers."
    ),
]
Add = Annotated[
    list[str],
    typer.Option(
        "--add",
        metavar="WHAT",
        help="Fill in from records: abstract, licence, open-access (a free copy's address).",
    ),
]
OwnModel = Annotated[
    Path | None,
    typer.Option(
        "--model", metavar="FOLDER", help="Parse with a model that joinedup-refs train has written."
    ),
]
HouseStyle = Annotated[
    Path | None,
    typer.Option(
        "--house-style", metavar="FILE", help="Hold the list to what joinedup-refs style learnt."
    ),
]
ReportFile = Annotated[
    Path | None,
    typer.Option("--report", metavar="FILE", help="Write the report too: .html, .json or .sarif."),
]
