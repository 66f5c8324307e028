"""`joinedup-refs convert`: record files from one format to another."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from joinedup_refs.cli import options
from joinedup_refs.cli.groups import with_groups
from joinedup_refs.cli.laying_out import NewKeys, map_beside, of_changes, save_map
from joinedup_refs.cli.terminal import give, say, taken
from joinedup_refs.errors import ConfigInvalid
from joinedup_refs.saving import same_file, save

if TYPE_CHECKING:
    from joinedup_refs.convert import Converted
    from joinedup_refs.formats import Format, Record, Target

_STREAM = Path("-")
_SHOWN = 5
_NO_RECORD = 1


@with_groups
def convert(  # noqa: PLR0913  (a command has as many parameters as options)
    file: Annotated[
        Path, typer.Argument(metavar="IN", help="A record file; - for standard input.")
    ],
    *,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="OUT", help="Where to; - for standard output."),
    ],
    from_: Annotated[
        str, typer.Option("--from", metavar="FORMAT", help="What IN is, if its name does not tell.")
    ] = "",
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="FORMAT",
            help="bibtex, biblatex, ris, csl-json, csl-yaml, zotero-rdf, zotero-json, endnote-xml,"
            " nbib, mods, coins, cff.",
        ),
    ] = "",
    program: options.For = None,
    journals: options.JournalTitles = None,
    journal_list: options.JournalList = None,
    new_keys: NewKeys,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing.")] = False,
) -> None:
    """Turn a file of records into another format.

    Records keep their order and the keys they came with. A file that holds no record is told, and
    nothing is written; the exit code is 1 then.

    Examples:

      joinedup-refs convert refs.ris -o refs.bib

      joinedup-refs convert pubmed.nbib -o for-endnote.xml

      joinedup-refs convert refs.bib -o for-zotero.bib --to biblatex --for zotero

      joinedup-refs convert refs.bib -o short.bib --journals abbreviated

      joinedup-refs convert refs.ris -o refs.bib --keys "auth.lower + year" --rekey

      joinedup-refs convert refs.bib --to csl-json -o - > refs.json
    """  # noqa: D412  (this is the help of the command, not of a function)
    from joinedup_refs.convert import writable

    new_keys.refuse_halves(new_keys.keys or "")
    _refuse_names(file, output, to)
    wanted = writable(to or output.suffix)
    given = (taken() if file == _STREAM else file, from_)
    target: Target | None = program.value if program else None
    into = (wanted, target)
    made, remarks, changes = _made(given, into, (journals, journal_list), new_keys)
    records = made.named
    content = made.text.encode()
    said = [_counted(len(records), made.format.title, wanted.title)]
    said += [f"{file}, line {gap.line}: {gap.message}" for gap in made.gaps[:_SHOWN]]
    if len(made.gaps) > _SHOWN:
        said.append(f"and {len(made.gaps) - _SHOWN} more such lines in {file}")
    said += _of_doubled(records)
    said += _of_names(records, wanted.name)
    said += remarks
    place = new_keys.map_ or (None if output == _STREAM else map_beside(output))
    if not records:
        said.append("Nothing was written.")
    elif changes:
        said.append(of_changes(changes, place))
        if place is not None:
            save_map(changes, place)
    if records and output == _STREAM:
        give(content)
    elif records:
        said.append(save(output, content))
    if not quiet:
        for line in said:
            say(line, err=output == _STREAM)
    if not records:
        raise typer.Exit(_NO_RECORD)


def _refuse_names(file: Path, output: Path, to: str) -> None:
    """Refuse an output that tells no format, or is the input."""
    if not to and not output.suffix:
        msg = f"the name {output} tells no format\nname one with --to, such as --to bibtex"
        raise ConfigInvalid(msg)
    if _STREAM not in {file, output} and same_file(file, output):
        msg = f"{output} is the input, which is not overwritten\ngive the output another name"
        raise ConfigInvalid(msg)


def _made(
    given: "tuple[Path | bytes, str]",
    into: "tuple[Format, Target | None]",
    titles: "tuple[options.Journals | None, Path | None]",
    wanted: NewKeys,
) -> "tuple[Converted, tuple[str, ...], Mapping[str, str]]":
    """Convert a file; give remarks and the keys that changed besides."""
    from joinedup_refs.cli.journals import with_journals
    from joinedup_refs.convert import Converted, converted, load, write

    if not any(titles) and not wanted.keys:
        return converted(*given, *into), (), {}
    loaded = load(*given)
    records, remarks = with_journals(loaded.records, *titles)
    records, changes = _keyed(records, wanted)
    made = Converted(write(records, *into), records, loaded.gaps, loaded.format)
    return made, remarks, changes


def _of_doubled(records: "tuple[Record, ...]") -> Iterator[str]:
    """Tell of keys that several records have, by which a text cites only one of them."""
    from joinedup_refs.formats.keys import doubled

    found = doubled(records)
    for key, number in list(found.items())[:_SHOWN]:
        yield (
            f"{number} records have the key {key}; "
            "where keys have to differ, the later take a letter"
        )
    if len(found) > _SHOWN:
        yield f"and {len(found) - _SHOWN} more such keys"


def _of_names(records: "tuple[Record, ...]", to: str) -> Iterator[str]:
    """Tell of identifiers that are no citation keys, or that pandoc cites in braces alone."""
    from joinedup_refs.formats.keys import in_braces, no_keys, unknown_in_yaml

    if to == "csl-yaml":
        if odd := in_braces(records):
            yield f"pandoc cites {_some(odd)} in braces: @{{{odd[0]}}}"
        if odd := unknown_in_yaml(records):
            told = "reads keys in YAML as Markdown, and cannot cite"
            yield f"pandoc {told} {_some(odd)}; --keys with --rekey makes others"
    elif to != "csl-json" and (odd := no_keys(records)):
        yield f"no citation key can be called {_some(odd)}; others were made"


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(f"“{name[:60]}”" for name in names[:3])
    return f"{shown} and {len(names) - 3} more" if len(names) > 3 else shown


def _keyed(
    records: "tuple[Record, ...]", wanted: NewKeys
) -> "tuple[tuple[Record, ...], Mapping[str, str]]":
    """Give records under their keys, and the keys that changed."""
    if not wanted.keys:
        return records, {}
    from joinedup_refs.formats.key_pattern import key_pattern
    from joinedup_refs.formats.keying import keyed

    made = keyed(records, key_pattern(wanted.keys), every=wanted.rekey)
    return made.records, made.changes


def _counted(number: int, from_: str, to: str) -> str:
    records = "1 record" if number == 1 else f"{number} records"
    return f"{records}, from {from_} to {to}."
