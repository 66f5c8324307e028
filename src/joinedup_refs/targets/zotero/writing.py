"""Changes to items that are there, one at a time, each only if nobody else has changed it since.

Source: Zotero's Web API documentation, version 3 (PATCH, `If-Unmodified-Since-Version`, 412, 428).
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from joinedup_refs.errors import LibraryUnavailable
from joinedup_refs.formats.zotero_schema import item_type
from joinedup_refs.model.value import Json
from joinedup_refs.targets.zotero import log as logs
from joinedup_refs.targets.zotero import reading
from joinedup_refs.targets.zotero.address import Library
from joinedup_refs.targets.zotero.asking import Client, Reply
from joinedup_refs.targets.zotero.changes import Change, may_be_written
from joinedup_refs.targets.zotero.log import Log, Planned

Fate: TypeAlias = Literal["written", "skipped", "refused"]
"""What became of an item: `skipped` where it was changed or taken away by others, `refused` by
Zotero."""
_ANSWERS = frozenset({200, 204, 400, 404, 412, 413, 428})
CHANGED = "it was changed in Zotero meanwhile"
GONE = "it is not in the library any more"


class Done(NamedTuple):
    """What became of one item."""

    key: str
    fate: Fate
    why: str = ""


class Written(NamedTuple):
    """What became of all."""

    done: tuple[Done, ...]
    stopped: str = ""
    """Why the rest was not come to; empty where all was."""

    def counted(self, fate: Fate) -> int:
        """Count the items with a fate."""
        return sum(one.fate == fate for one in self.done)


def write(
    client: Client,
    library: Library,
    changes: Sequence[Change],
    log: Log,
    on_progress: Callable[[int, int], None] | None = None,
) -> Written:
    """Send changes; every item as it was is in the log before the first is sent."""
    log.plan(*(Planned(change.key, change.before, change.patch) for change in changes))
    return each(changes, lambda change: _write_one(client, library, change, log), on_progress)


def each(
    things: Sequence[Change] | Sequence[Planned],
    work: Callable[[Change], Done] | Callable[[Planned], Done],
    on_progress: Callable[[int, int], None] | None,
) -> Written:
    """Do something for each, until Zotero cannot be reached or refuses everything."""
    done: list[Done] = []
    for number, thing in enumerate(things, 1):
        try:
            done.append(work(thing))  # type: ignore[arg-type]  # things and work are of one kind
        except LibraryUnavailable as error:
            return Written(tuple(done), str(error))
        if on_progress:
            on_progress(number, len(things))
    return Written(tuple(done))


def _write_one(client: Client, library: Library, change: Change, log: Log) -> Done:
    log.tell("sending", change.key, version=change.version)
    reply = patched(client, library, change.key, change.version, change.patch)
    if reply.status == 412 and reply.again:
        # an attempt whose answer did not come may have been the one that changed it
        now = reading.one(client, library, change.key)
        if now is not None and not differing(now, change.patch):
            log.tell("sent", change.key)
            return Done(change.key, "written")
    done = fate_of(client, change.key, reply)
    log.tell("sent" if done.fate == "written" else "skipped", change.key, why=done.why)
    return done


def patched(
    client: Client, library: Library, key: str, version: int, patch: Mapping[str, Json]
) -> Reply:
    """Send fields of an item, to be taken only if it is still of that version.

    Raises:
        LibraryUnavailable: no answer came, or the library may not be written to.
    """
    return client.send(
        "PATCH",
        f"{library.path}/items/{key}",
        dict(patch),
        headers={"If-Unmodified-Since-Version": str(version)},
        expect=_ANSWERS,
    )


def fate_of(client: Client, key: str, reply: Reply) -> Done:
    """Say what an answer means."""
    if reply.status in {200, 204}:
        return Done(key, "written")
    if reply.status == 404:
        return Done(key, "skipped", GONE)
    if reply.status in {412, 428}:
        return Done(key, "skipped", CHANGED)
    return Done(key, "refused", client.words_of(reply) or f"Zotero answered {reply.status}")


def differing(item: Mapping[str, Json], patch: Mapping[str, Json]) -> tuple[str, ...]:
    """Give the fields in which an item is not as it was sent, blanks at the edges aside."""
    return tuple(f for f, value in patch.items() if _as_kept(item.get(f)) != _as_kept(value))


def _as_kept(value: Json) -> Json:
    """Give a value as Zotero keeps it: composed letters, no blanks at the edges, nothing as ''."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value).strip()
    if isinstance(value, list):
        return [_as_kept(one) for one in value]
    if isinstance(value, dict):
        kept = {name: _as_kept(one) for name, one in value.items()}
        return {name: one for name, one in sorted(kept.items()) if one != ""}
    return "" if value is None else value


def undo(
    client: Client,
    told: logs.Told,
    log: Log,
    on_progress: Callable[[int, int], None] | None = None,
) -> Written:
    """Give back their old values to the fields that were written and that nobody changed since."""
    open_ones = [one for one in told.planned if told.last.get(one.key) in {"sending", "sent"}]
    return each(open_ones, lambda one: _undo_one(client, told.library, one, log), on_progress)


def _undo_one(client: Client, library: Library, one: Planned, log: Log) -> Done:
    for _ in range(2):
        now = reading.one(client, library, one.key)
        if now is None:
            return Done(one.key, "skipped", GONE)
        kind = item_type(str(now.get("itemType", "")))
        patch = {f: value for f, value in one.patch.items() if may_be_written(kind, f)}
        old = {field: _old(one.before, field) for field in patch}
        ours = [f for f in patch if f not in differing(now, patch)]
        others = [f for f in differing(now, patch) if f in differing(now, old)]
        if ours:
            version = now.get("version")
            number = version if isinstance(version, int) else 0
            back = {field: old[field] for field in ours}
            reply = patched(client, library, one.key, number, back)
            if reply.status == 412:
                continue
            done = fate_of(client, one.key, reply)
            if done.fate != "written":
                return done
        log.tell("undone", one.key)
        why = f"{_named(others)} changed in Zotero since, and stayed so" if others else ""
        return Done(one.key, "skipped" if others and not ours else "written", why)
    return Done(one.key, "skipped", CHANGED)


def _old(before: Mapping[str, Json], field: str) -> Json:
    return before.get(field, [] if field == "creators" else "")


def _named(fields: Iterable[str]) -> str:
    names = list(fields)
    return f"{', '.join(names)} {'was' if len(names) == 1 else 'were'}"
