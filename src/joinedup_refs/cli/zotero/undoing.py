"""`joinedup-refs zotero undo`: what `clean --write` changed, taken back."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from joinedup_refs.cli.zotero import reach
from joinedup_refs.cli.zotero.fates import told, worst_code
from joinedup_refs.errors import ConfigInvalid

if TYPE_CHECKING:
    from joinedup_refs.targets.zotero.log import Told


def undo(
    log: Annotated[Path, typer.Argument(metavar="LOG", help="The log that clean --write wrote.")],
    *,
    key_file: reach.KeyFile = None,
    server: reach.Server = "",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say only what went wrong.")] = False,
) -> None:
    """Give items back the values that they had before clean --write changed them.

    Fields that were changed in Zotero since then stay as they are, and are named. If it is broken
    off, the same command does the rest.

    Examples:

      joinedup-refs zotero undo zotero-changes-20261128-101500.jsonl

      joinedup-refs zotero undo changes.jsonl --key-file key.txt
    """  # noqa: D412  (this is the help of the command, not of a function)
    from joinedup_refs.targets.zotero.log import Log, read
    from joinedup_refs.targets.zotero.rights import refuse_reading_only, rights
    from joinedup_refs.targets.zotero.writing import undo as undo_changes

    kept = read(log)
    how = reach.Reach(key_file=key_file, server=server, quiet=quiet)
    counter = reach.Counter("items taken back", quiet=quiet)
    with how.client(counter) as client:
        refuse_other_logs(kept, log, client.base, "changes")
        refuse_reading_only(client, rights(client), kept.library)
        with Log.go_on(log) as opened:
            written = undo_changes(client, kept, opened, counter)
    names = {one.key: str(one.before.get("title", "")) for one in kept.planned}
    told(written, names, of=len(written.done), done="taken back")
    raise typer.Exit(worst_code(written))


def refuse_other_logs(kept: "Told", path: Path, server: str, what: str) -> None:
    """Refuse a log of something else, or of another server than is asked.

    Raises:
        ConfigInvalid: it is one.
    """
    if kept.what != what:
        msg = (
            f"{path} tells of new items, which are not deleted from here\n"
            "move them to the bin in Zotero; their keys are in the log"
            if kept.what == "new"
            else f"{path} tells of changes; joinedup-refs zotero undo takes them back"
        )
        raise ConfigInvalid(msg)
    if kept.server != server:
        msg = f"{path} tells of the server {kept.server}, not of {server}\nname it with --server"
        raise ConfigInvalid(msg)
