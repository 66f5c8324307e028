"""`joinedup-refs match`: references held against a source of records."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from joinedup_refs.cli import options
from joinedup_refs.cli.parse import Shape, decoded, opened
from joinedup_refs.errors import ConfigInvalid

if TYPE_CHECKING:
    from joinedup_refs.match.entries import Answer

_INCOMPLETE = 3
_STDIN = Path("-")


def match(
    reference: Annotated[
        str, typer.Argument(metavar="[REFERENCE]", help="One reference, in quotation marks.")
    ] = "",
    *,
    source: Annotated[
        str,
        typer.Option(
            "--source",
            metavar="SOURCE",
            help="crossref, datacite, openalex, europepmc, openlibrary, arxiv, "
            "or a file of records.",
        ),
    ] = "",
    lines: Annotated[
        Path | None,
        typer.Option(
            "--lines", metavar="FILE", help="A file of references, one a line; - for input."
        ),
    ] = None,
    show_as: Annotated[
        Shape | None, typer.Option("--format", help="pretty; json; jsonl, one object a line.")
    ] = None,
    mailto: options.MailTo = "",
    model: options.OwnModel = None,
) -> None:
    """Find the record of a reference, or say that there is none.

    The exit code is 3 if the source could not be asked about some of them.

    Examples:

      joinedup-refs match "Perri 6 (1997), Holistic Government (Demos)." --source records.json

      joinedup-refs match --lines references.txt --source crossref --mailto you@example.org
    """  # noqa: D412  (this is the help of the command, not of a function)
    if (lines is None) == (not reference.strip()):
        msg = "give one reference in quotation marks, or a file with --lines"
        raise ConfigInvalid(msg)
    if not source:
        msg = "name where the records are: --source crossref, or --source records.json"
        raise ConfigInvalid(msg)
    from joinedup_refs.match.entries import match_many
    from joinedup_refs.parse.entries import parse_entry
    from joinedup_refs.parse.model_file import chosen
    from joinedup_refs.sources.opening import open_source

    parser = chosen(model)
    records = open_source(source, mailto=mailto)
    failed = False
    if lines is None:
        text = " ".join(reference.split())
        (answer,) = match_many([(parse_entry(text, model=parser), text)], records)
        failed = bool(answer.failure)
        sys.stdout.write(_told(answer) if show_as in {None, Shape.PRETTY} else _object(answer))
    else:
        with opened(lines) as file:
            strings = decoded(file, str(lines))
            entries = ((parse_entry(s, model=parser), s) for s in strings)
            for answer in match_many(entries, records):
                failed = failed or bool(answer.failure)
                sys.stdout.write(_object(answer))
                if lines == _STDIN:
                    sys.stdout.flush()
    raise typer.Exit(_INCOMPLETE if failed else 0)


def _object(answer: "Answer") -> str:
    """Give an answer as a line of JSON; `doi` is only ever that of an accepted record."""
    best = answer.best
    held: dict[str, object] = {"verdict": "unreachable" if answer.failure else "reject"}
    held |= {"doi": None, "score": 0.0, "reason": answer.failure or _NOTHING}
    if best is not None:
        accepted = best.verdict == "accept"
        doi = best.candidate.item.get("DOI")
        held = {
            "verdict": best.verdict if best.verdict in {"accept", "review"} else "reject",
            "doi": doi if accepted else None,
            "score": round(best.score, 4),
            "reason": best.reason,
        }
        if not accepted and best.verdict != "reject":
            held["related" if best.verdict == "related" else "candidate"] = doi
    return json.dumps(held) + "\n"


_NOTHING = "no record found, which proves nothing"


def _told(answer: "Answer") -> str:
    from joinedup_refs.report.words import VERDICTS

    if answer.failure:
        return f"could not be checked: {answer.failure}\n"
    likely = [found for found in answer.matches if found.verdict != "reject"]
    shown = [] if likely else [f"{_NOTHING}\n"]
    for found in likely or answer.matches[:1]:
        item = found.candidate.item
        origin, doi = found.candidate.origin, item.get("DOI")
        where = f"https://doi.org/{doi}" if doi else f"{origin.id} in {origin.source}"
        title = item.get("title") or "without a title"
        shown.append(
            f"{VERDICTS[found.verdict]} ({found.score:.0%}): {title}\n  {where}\n  {found.reason}\n"
        )
    kept = "".join(shown)
    return "".join(c if c.isprintable() or c == "\n" else "?" for c in kept)
