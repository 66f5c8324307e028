"""New items: batches of fifty, each under a token that keeps it from being taken in twice.

Every item gets its key here, before it is sent, so that after an answer that did not come it can be
asked which are there.

Source: Zotero's Web API documentation, version 3 (creating items, `Zotero-Write-Token`, keys of
one's own with version 0, what was `successful` and what `failed`).
"""

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from joinedup_refs.errors import LibraryUnavailable
from joinedup_refs.model.value import Json
from joinedup_refs.targets.zotero import reading
from joinedup_refs.targets.zotero.address import Library
from joinedup_refs.targets.zotero.asking import Client, Reply
from joinedup_refs.targets.zotero.log import Log, Planned, Told
from joinedup_refs.targets.zotero.writing import Done, Written

_T = TypeVar("_T")
BATCH = 50
"""Items that the service takes in one request."""
_SIGNS = "23456789ABCDEFGHIJKLMNPQRSTUVWXYZ"
"""Characters of keys; Zotero leaves out 0, 1 and O."""
_ANSWERS = frozenset({200, 400, 412, 413})


class New(NamedTuple):
    """An item to be added."""

    key: str
    data: dict[str, Json]


def numbered(
    items: Iterable[Mapping[str, Json]],
    collection: str = "",
    choose: Callable[[str], str] = secrets.choice,
) -> tuple[New, ...]:
    """Give new items keys of their own, and put them into a collection if one is named."""
    made: dict[str, New] = {}
    for item in items:
        key = "".join(choose(_SIGNS) for _ in range(8))
        while key in made:
            key = "".join(choose(_SIGNS) for _ in range(8))
        into: list[Json] = [collection] if collection else []
        made[key] = New(key, {**item, "key": key, "version": 0, "collections": into})
    return tuple(made.values())


def push(
    client: Client,
    library: Library,
    items: Sequence[New],
    log: Log,
    on_progress: Callable[[int, int], None] | None = None,
) -> Written:
    """Add items; all of them are in the log before the first is sent."""
    log.plan(*(Planned(one.key, {}, one.data) for one in items))
    return _push(client, library, items, log, on_progress)


def go_on(
    client: Client,
    told: Told,
    log: Log,
    on_progress: Callable[[int, int], None] | None = None,
) -> Written:
    """Add what of a log was not added yet.

    Raises:
        LibraryUnavailable: it cannot be asked what is there.
    """
    open_ones = [one for one in told.planned if told.last.get(one.key) not in {"sent", "skipped"}]
    there: dict[str, Any] = {}
    for batch in _batches(open_ones):
        there |= reading.by_keys(client, told.library, [one.key for one in batch])
    for key in there:
        log.tell("sent", key)
    rest = [New(one.key, one.patch) for one in open_ones if one.key not in there]
    return _push(client, told.library, rest, log, on_progress)


def _push(
    client: Client,
    library: Library,
    items: Sequence[New],
    log: Log,
    on_progress: Callable[[int, int], None] | None,
) -> Written:
    done: list[Done] = []
    for batch in _batches(items):
        try:
            done += _send(client, library, batch, log)
        except LibraryUnavailable as error:
            return Written(tuple(done), str(error))
        if on_progress:
            on_progress(len(done), len(items))
    return Written(tuple(done))


def _send(client: Client, library: Library, batch: Sequence[New], log: Log) -> list[Done]:
    log.tell("sending", *(one.key for one in batch))
    try:
        reply = client.send(
            "POST",
            f"{library.path}/items",
            [one.data for one in batch],
            headers={"Zotero-Write-Token": secrets.token_hex(16)},
            expect=_ANSWERS,
        )
    except LibraryUnavailable as error:
        if error.unsure:
            _note_what_is_there(client, library, batch, log)
        raise
    if reply.status == 413 and len(batch) > 1:
        half = len(batch) // 2
        return [
            *_send(client, library, batch[:half], log),
            *_send(client, library, batch[half:], log),
        ]
    settled = _settled(client, library, batch, reply)
    for done in settled:
        log.tell("sent" if done.fate == "written" else "skipped", done.key, why=done.why)
    return settled


def _settled(client: Client, library: Library, batch: Sequence[New], reply: Reply) -> list[Done]:
    """Say what became of each item of a batch."""
    told = reply.data() if reply.status == 200 else {}
    told = told if isinstance(told, dict) else {}
    failed, added = _by_number(told.get("failed")), _by_number(told.get("successful"))
    added |= _by_number(told.get("success")) | _by_number(told.get("unchanged"))
    found: dict[int, Done] = {}
    open_ones: dict[int, New] = {}
    for number, one in enumerate(batch):
        why = failed.get(number)
        code = why.get("code") if isinstance(why, dict) else None
        if number in added:
            found[number] = Done(one.key, "written")
        elif isinstance(why, dict) and code != 412:
            said = client.hidden(str(why.get("message") or f"Zotero answered {code}"))
            found[number] = Done(one.key, "refused", said)
        else:
            open_ones[number] = one
    if open_ones:
        keys = [one.key for one in open_ones.values()]
        there = reading.by_keys(client, library, keys)
        refused = client.words_of(reply) if reply.status != 200 else "Zotero did not say why"
        for number, one in open_ones.items():
            is_there = one.key in there
            found[number] = (
                Done(one.key, "written") if is_there else Done(one.key, "refused", refused)
            )
    return [found[number] for number in range(len(batch))]


def _note_what_is_there(client: Client, library: Library, batch: Sequence[New], log: Log) -> None:
    """Note which items got there though the answer did not come, if that can be asked."""
    try:
        there = reading.by_keys(client, library, [one.key for one in batch])
    except LibraryUnavailable:
        return
    for key in there:
        log.tell("sent", key)


def _by_number(value: Any) -> dict[int, Any]:
    pairs = value.items() if isinstance(value, dict) else ()
    return {int(number): told for number, told in pairs if str(number).isdecimal()}


def _batches(things: Sequence[_T]) -> Iterable[Sequence[_T]]:
    return (things[at : at + BATCH] for at in range(0, len(things), BATCH))
