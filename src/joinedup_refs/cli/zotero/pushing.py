"""`joinedup-refs zotero push`: records of a file added to a library as new items."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from joinedup_refs.cli.terminal import say, taken
from joinedup_refs.cli.zotero import reach
from joinedup_refs.cli.zotero.fates import told, worst_code
from joinedup_refs.errors import ConfigInvalid

if TYPE_CHECKING:
    from joinedup_refs.targets.zotero.address import Library
    from joinedup_refs.targets.zotero.asking import Client
    from joinedup_refs.targets.zotero.pushing import New
    from joinedup_refs.targets.zotero.writing import Written

_STDIN = Path("-")


def push(  # noqa: PLR0913  (a command has as many parameters as options)
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="A file of records (.bib, .ris, .json…); - for stdin."),
    ] = None,
    *,
    library: reach.LibraryName = "",
    collection: Annotated[
        str, typer.Option("--collection", metavar="NAME", help="Put them into this collection.")
    ] = "",
    from_: Annotated[
        str,
        typer.Option("--from", metavar="FORMAT", help="What FILE is, if its name does not tell."),
    ] = "",
    skip_existing: Annotated[
        bool,
        typer.Option(
            "--skip-existing", help="Leave out works that the library has; it is read whole for it."
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be written; nothing is.")
    ] = False,
    resume: Annotated[
        Path | None,
        typer.Option("--resume", metavar="LOG", help="Add the rest of what was broken off."),
    ] = None,
    log: reach.LogFile = None,
    key_file: reach.KeyFile = None,
    server: reach.Server = "",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say only what went wrong.")] = False,
) -> None:
    """Add the records of a file to a library as new items.

    Nothing that is in the library is touched. What Zotero has no field for stands in Extra. It is
    seen to first that your key may write there. The exit code is 1 if Zotero refused an item, 2 if
    it could not be written to; the log that is kept then lets --resume add the rest, none twice.

    Examples:

      joinedup-refs zotero push refs.bib --dry-run

      joinedup-refs zotero push refs.bib --library groups/45 --collection "Chapter 2"

      joinedup-refs zotero push --resume zotero-new-20261128-101500.jsonl
    """  # noqa: D412  (this is the help of the command, not of a function)
    if (file is None) == (resume is None):
        msg = "name a file of records, or with --resume the log of what was broken off"
        raise ConfigInvalid(msg)
    if resume and (library or collection or skip_existing or dry_run or log):
        msg = "--resume goes by its log alone\nleave the other options out"
        raise ConfigInvalid(msg)
    how = reach.Reach(key_file=key_file, server=server, quiet=quiet)
    counter = reach.Counter("items added", quiet=quiet)
    items = _items(file, from_, quiet=quiet) if file else ()
    if dry_run and not skip_existing:
        _show(items)
        return
    with how.client(counter) as client:
        if resume is not None:
            raise typer.Exit(_go_on(client, resume, counter))
        chosen = _writable(client, library)
        if skip_existing:
            items = _without_existing(client, chosen, items, quiet=quiet)
        if dry_run:
            _show(items)
            return
        code = _push(client, chosen, collection, items, log, counter)
    raise typer.Exit(code)


def _items(file: Path, from_: str, *, quiet: bool) -> "tuple[New, ...]":
    from joinedup_refs.convert import load
    from joinedup_refs.formats.zotero_json import new_item
    from joinedup_refs.targets.zotero.pushing import numbered

    loaded = load(taken() if file == _STDIN else file, from_)
    for gap in () if quiet else loaded.gaps:
        say(f"{file}, line {gap.line}: {gap.message}", err=True)
    return numbered(new_item(record) for record in loaded.records)


def _show(items: "tuple[New, ...]") -> None:
    from joinedup_refs.cli.showing import write
    from joinedup_refs.formats.zotero_json import printed

    aside = ("key", "version", "collections")
    shown = [{k: v for k, v in one.data.items() if k not in aside} for one in items]
    write(printed(shown), sys.stdout)
    say(f"{_counted(len(items))} would be added; nothing was written.", err=True)


def _writable(client: "Client", named: str) -> "Library":
    """Give the library, once it is sure that it may be written to."""
    from joinedup_refs.targets.zotero.address import Library, library
    from joinedup_refs.targets.zotero.rights import refuse_reading_only, rights

    held = rights(client)
    chosen = library(named) if named else Library("users", held.user)
    refuse_reading_only(client, held, chosen)
    return chosen


def _without_existing(
    client: "Client", library: "Library", items: "tuple[New, ...]", *, quiet: bool
) -> "tuple[New, ...]":
    from joinedup_refs.cli.zotero.existing import existing
    from joinedup_refs.targets.zotero.address import Selection
    from joinedup_refs.targets.zotero.reading import read

    counter = reach.Counter("items read", quiet=quiet)
    held = read(client, library, Selection(), counter).items
    counter.end()
    there = existing(held, [one.data for one in items])
    for number, key in () if quiet else sorted(there.items()):
        title = str(items[number].data.get("title", ""))
        say(f"  {title}: there already, {key}", err=True)
    return tuple(one for number, one in enumerate(items) if number not in there)


def _push(
    client: "Client",
    chosen: "Library",
    collection: str,
    items: "tuple[New, ...]",
    log: Path | None,
    counter: reach.Counter,
) -> int:
    from joinedup_refs.targets.zotero.log import Log
    from joinedup_refs.targets.zotero.pushing import push as push_items
    from joinedup_refs.targets.zotero.reading import key_of

    if not items:
        say("There is no record to add; nothing was written.")
        return 0
    if collection:
        key = key_of(client, chosen, "collections", collection)
        items = tuple(one._replace(data={**one.data, "collections": [key]}) for one in items)
    path, at = reach.log_path(log, "new")
    with Log.begin(path, chosen, client.base, "new", at) as opened:
        try:
            written = push_items(client, chosen, items, opened, counter)
        except BaseException:
            say(f"Broken off; add the rest with --resume {path}", err=True)
            raise
        finally:
            counter.end()
    return _told(written, items, chosen, path)


def _told(written: "Written", items: "tuple[New, ...]", library: "Library", path: Path) -> int:
    names = {one.key: str(one.data.get("title", "")) for one in items}
    told(written, names, of=len(items), done=f"added to {library}")
    say(f"Their keys are in {path}")
    if written.stopped:
        say(f"Add the rest: joinedup-refs zotero push --resume {path}", err=True)
    return worst_code(written)


def _go_on(client: "Client", path: Path, counter: reach.Counter) -> int:
    from joinedup_refs.cli.zotero.undoing import refuse_other_logs
    from joinedup_refs.targets.zotero.log import Log, read
    from joinedup_refs.targets.zotero.pushing import go_on
    from joinedup_refs.targets.zotero.rights import refuse_reading_only, rights

    kept = read(path)
    refuse_other_logs(kept, path, client.base, "new")
    refuse_reading_only(client, rights(client), kept.library)
    with Log.go_on(path) as log:
        written = go_on(client, kept, log, counter)
    counter.end()
    names = {one.key: str(one.patch.get("title", "")) for one in kept.planned}
    told(written, names, of=len(written.done), done=f"added to {kept.library}")
    return worst_code(written)


def _counted(number: int) -> str:
    return "1 item" if number == 1 else f"{number:,} items"
