"""`joinedup-refs format`: .bib files laid out anew, in place."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from joinedup_refs.cli import options
from joinedup_refs.cli.groups import with_groups
from joinedup_refs.cli.inputs import STDIN, Given, alone, inputs
from joinedup_refs.cli.laying_out import (
    LaidOut,
    NewKeys,
    layout_of,
    map_beside,
    of_changes,
    save_map,
)
from joinedup_refs.cli.terminal import give, say, taken
from joinedup_refs.errors import ConfigInvalid, FormatInvalid, InputUnreadable
from joinedup_refs.saving import same_file, save

if TYPE_CHECKING:
    from joinedup_refs.formats.bib_layout import Layout
    from joinedup_refs.formats.format import Gap

_UNUSABLE = 2
_SHOWN = 20  # lines of a file that are named as left as they are


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """What is asked for."""

    layout: "Layout"
    keys: str
    rekey: bool
    keep_old: bool
    encoding: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Done:
    """A file and what it was made."""

    one: Given
    before: str
    after: str
    old: bytes
    new: bytes
    changes: Mapping[str, str]
    remarks: "tuple[Gap, ...]"
    line_now: Callable[[int], int]
    """Gives for a line of what the file was that of what it is made."""
    sections: int
    keep: bool
    """Whether what the file was is worth keeping: what its keys and letters were is lost else."""

    @property
    def changed(self) -> bool:
        return self.old != self.new


@with_groups
def format_(  # noqa: PLR0913  (a command has as many parameters as options)
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE",
            help="Files, and folders of them; - for standard input.",
            readable=False,  # one that is not does not keep the others from being laid out
        ),
    ],
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 if a file would change.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Write nothing; show what would change.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="OUT", help="Where to; - for standard output."),
    ] = None,
    said: LaidOut,
    new_keys: NewKeys,
    keep_old_keys: Annotated[
        bool, typer.Option("--keep-old-keys", help="Keep old keys in ids, for biblatex.")
    ] = False,
    config: options.Config = None,
    no_config: options.NoConfig = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing.")] = False,
) -> None:
    """Lay .bib files out: one field a line, everything written alike.

    Files are rewritten where they stand; what BibTeX and biber read of them stays the same.
    Comments, @string and what could not be read are kept as they are.

    Examples:

      joinedup-refs format refs.bib

      joinedup-refs format --check chapters/

      joinedup-refs format refs.bib --diff --align --sort-fields usual

      joinedup-refs format refs.bib --keys "auth.lower + shorttitle(1) + year" --rekey

      joinedup-refs format - < refs.bib > laid-out.bib
    """  # noqa: D412  (this is the help of the command, not of a function)
    from joinedup_refs.cli.settings import settings

    held = settings(config, none=no_config)
    if held.bib and config is None and not quiet:
        say(f"settings are from {held.path}; --no-config leaves them out", err=True)
    pattern = str(held.bib.get("keys", "")) if new_keys.keys is None else new_keys.keys
    new_keys.refuse_halves(pattern, others=keep_old_keys)
    _refuse(files, output, new_keys.map_)
    want = _Wanted(
        layout=layout_of(said, held.bib),
        keys=pattern,
        rekey=new_keys.rekey,
        keep_old=keep_old_keys,
        encoding=held.encoding or None,
    )
    done, unreadable = _all_formatted(files, want)
    to_stream = diff or output == STDIN or STDIN in files
    for made in done:
        _give(made, output, new_keys.map_, only_shown=check or diff, diff=diff)
    if not quiet:
        for line in _told(done, output, new_keys.map_, only_shown=check or diff):
            say(line, err=to_stream)
    if unreadable:
        raise typer.Exit(_UNUSABLE)
    raise typer.Exit(int(check and any(one.changed for one in done)))


def _all_formatted(files: list[Path], want: _Wanted) -> tuple[list[_Done], int]:
    """Lay out each file, and give how many could not be; one does not keep the others from it."""
    given = [one for one in inputs(files) if not one.in_folder or _is_bib(one.path)]
    if not given:
        msg = "the folder holds no .bib file\nname one"
        raise InputUnreadable(msg)
    done: list[_Done] = []
    for one in given:
        try:
            done.append(_formatted(one, want))
        except (InputUnreadable, FormatInvalid) as error:
            if alone(files):
                raise InputUnreadable(_named(one, error)) from None
            say(f"joinedup-refs: {_named(one, error)}", err=True)
    return done, len(given) - len(done)


def _named(one: Given, error: Exception) -> str:
    """Say what is wrong with a file; `--encoding` is no way out here, as it is about letters."""
    from joinedup_refs.read.decode import SAY_WHICH

    said = str(error).replace(SAY_WHICH, "")
    return said if one.name in said.partition("\n")[0] else f"{one.name}: {said}"


def _is_bib(path: Path) -> bool:
    return path.suffix.lower() in {".bib", ".biblatex"}


def _refuse(files: list[Path], output: Path | None, map_: Path | None) -> None:
    """Refuse one place for several files, and a map in the place of one of them."""
    if (output or map_) and not alone(files):
        named = "-o" if output else "--map"
        msg = (
            f"{named} names one place, and several files are given\ngive one, or leave {named} out"
        )
        raise ConfigInvalid(msg)
    if map_ is not None:
        for other in (*files, *([output] if output else [])):
            if STDIN not in {other, map_} and same_file(map_, other):
                msg = f"the map would overwrite {other}\ngive it another name"
                raise ConfigInvalid(msg)


def _formatted(one: Given, want: _Wanted) -> _Done:
    from joinedup_refs.formats.bib_format import formatted
    from joinedup_refs.read.bib_file import read_bib, written_bib
    from joinedup_refs.read.read import file_content

    old = taken() if one.path == STDIN else file_content(one.path)
    text = read_bib(old, one.name, one.path.suffix, want.encoding)
    before = text.printed
    changes: Mapping[str, str] = {}
    remarks: list[Gap] = []
    source = before
    if want.keys:
        from joinedup_refs.formats.bib_keys import rekeyed
        from joinedup_refs.formats.key_pattern import key_pattern

        made = rekeyed(source, key_pattern(want.keys), every=want.rekey, keep_old=want.keep_old)
        source, changes = made.text, made.changes
        remarks += made.remarks
    laid = formatted(source, want.layout)
    new = old if laid.text == before else written_bib(text, laid.text)
    return _Done(
        one=one,
        before=before,
        after=laid.text,
        old=old,
        new=new,
        changes=changes,
        remarks=(*remarks, *laid.kept, *laid.odd),
        line_now=laid.line_now,
        sections=laid.sections,
        keep=bool(changes) or want.layout.letters != "kept",
    )


def _told(
    done: list[_Done], output: Path | None, map_: Path | None, *, only_shown: bool
) -> Iterator[str]:
    """Say what was done, or would be."""
    formatted = 0
    for one in done:
        name = one.one.name
        formatted += one.changed
        if one.changed:
            place = "" if output is None or output == STDIN else f", to {output}"
            yield f"{'Would be formatted' if only_shown else 'Formatted'}: {name}{place}"
        if one.changes and not only_shown:
            yield f"{name}: {of_changes(one.changes, _map_of(one, output, map_))}"
        if one.sections > 1:
            divided = "divided by what stands between entries or is broken"
            yield f"{name}: sorted in {one.sections} parts, {divided}"
        rewritten = output is None and one.one.path != STDIN and not only_shown
        for gap in one.remarks[:_SHOWN]:
            line = one.line_now(gap.line) if rewritten else gap.line
            yield f"{name}, line {line}: {gap.message}"
        if len(one.remarks) > _SHOWN:
            yield f"and {len(one.remarks) - _SHOWN} more such lines in {name}"
    if len(done) > 1 or not formatted:
        yield _counted(formatted, len(done) - formatted, only_shown=only_shown)


def _map_of(one: _Done, output: Path | None, map_: Path | None) -> Path | None:
    target = output or one.one.path
    return map_ or (None if target == STDIN else map_beside(target))


def _counted(formatted: int, left: int, *, only_shown: bool) -> str:
    def files(number: int) -> str:
        return "1 file" if number == 1 else f"{number} files"

    done = "would be formatted" if only_shown else "formatted"
    told = [f"{files(formatted)} {done}"] if formatted else []
    told += [f"{files(left)} already so"] if left else []
    return f"{', '.join(told)}." if told else "No file was formatted."


def _give(
    one: _Done, output: Path | None, map_: Path | None, *, only_shown: bool, diff: bool
) -> None:
    """Write a file, or show what would change."""
    if only_shown:
        if diff and one.changed:
            from joinedup_refs.report.bib_diff import bib_diff

            give("".join(bib_diff(one.before, one.after, one.one.name)).encode())
        return
    target = output or one.one.path
    place = _map_of(one, output, map_)
    if one.changes and place is not None:
        save_map(one.changes, place)
    if target == STDIN:
        give(one.new)
    elif output is not None:
        save(target, one.new, keep=not same_file(target, one.one.path))
    elif one.changed:
        save(target, one.new, keep=one.keep)
