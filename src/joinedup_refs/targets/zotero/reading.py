"""The items of a library, page by page.

Source: Zotero's Web API documentation, version 3 (`Link`, `Total-Results`,
`Last-Modified-Version`); its local API, which answers saved searches too.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from joinedup_refs.errors import ConfigInvalid, LibraryUnavailable
from joinedup_refs.formats.zotero_items import is_work
from joinedup_refs.model.value import Json
from joinedup_refs.targets.zotero.address import KEY, Library, Selection
from joinedup_refs.targets.zotero.asking import Client, Reply

PAGE = 100
"""Items of a page; the service gives no more."""
_ROUNDS = 3
"""How often a library is read from the start that others change meanwhile."""
_NEXT = re.compile(r'<([^<>]{1,2000})>\s{0,9};\s{0,9}rel="next"')
_SHOWN = 5


class Found(NamedTuple):
    """What was read."""

    items: tuple[dict[str, Json], ...]
    """The works, as the service has them for editing."""
    aside: int
    """How many attachments, notes and annotations stood among them."""


class Named(NamedTuple):
    """A collection or a saved search."""

    key: str
    name: str


def read(
    client: Client,
    library: Library,
    selection: Selection,
    on_progress: Callable[[int, int], None] | None = None,
) -> Found:
    """Read the works of a library, or what of it is selected, oldest first.

    Raises:
        ConfigInvalid: there is no such collection or search, or several; or the search cannot be
            asked for over the web.
        LibraryUnavailable: the library cannot be read whole.
    """
    path, params = _where(client, library, selection)
    items = _all(client, path, params, on_progress)
    works = tuple(item for item in items if is_work(item))
    if not all(KEY.fullmatch(str(item.get("key", ""))) for item in works):
        msg = "Zotero gave an item without a key of its kind\ntry again, or look at the address"
        raise LibraryUnavailable(msg)
    return Found(works, len(items) - len(works))


def by_keys(client: Client, library: Library, keys: list[str]) -> dict[str, dict[str, Json]]:
    """Give those of at most fifty items that are there, by their keys.

    Raises:
        LibraryUnavailable: it cannot be asked.
    """
    params = {"itemKey": ",".join(keys), "includeTrashed": 1}
    items = _all(client, f"{library.path}/items", params, None)
    return {str(item.get("key")): item for item in items}


def one(client: Client, library: Library, key: str) -> dict[str, Json] | None:
    """Give an item as it is now; None where it is not there any more.

    Raises:
        LibraryUnavailable: it cannot be asked.
    """
    reply = client.get(f"{library.path}/items/{key}", expect=frozenset({200, 404}))
    return _data(reply.data()) if reply.status == 200 else None


def listed(client: Client, library: Library, what: str) -> tuple[Named, ...]:
    """List the `collections` or `searches` of a library by their names.

    Raises:
        LibraryUnavailable: it cannot be asked.
    """
    found = (_data(one) for one in pages(client, f"{library.path}/{what}"))
    named = (Named(str(d.get("key", "")), str(d.get("name", ""))) for d in found)
    return tuple(sorted(named, key=lambda n: (n.name.casefold(), n.key)))


def _where(client: Client, library: Library, chosen: Selection) -> tuple[str, dict[str, Any]]:
    params: dict[str, Any] = {}
    if chosen.tags:
        params["tag"] = list(chosen.tags)
    if chosen.query:
        params |= {"q": chosen.query, "qmode": "titleCreatorYear"}
    if chosen.collection and chosen.search:
        msg = "a collection and a saved search exclude each other\nname one of them"
        raise ConfigInvalid(msg)
    if chosen.search:
        if not client.desktop:
            msg = (
                "Zotero does not carry out saved searches over the web\n"
                "say --local, with Zotero running on this computer; or --tag, or --query"
            )
            raise ConfigInvalid(msg)
        key = key_of(client, library, "searches", chosen.search)
        return f"{library.path}/searches/{key}/items", params
    if chosen.collection:
        key = key_of(client, library, "collections", chosen.collection)
        return f"{library.path}/collections/{key}/items/top", params
    return f"{library.path}/items/top", params


def key_of(client: Client, library: Library, what: str, named: str) -> str:
    """Give the key of a collection or a saved search by its key or name.

    Raises:
        ConfigInvalid: there is none of that name, or several.
    """
    known = listed(client, library, what)
    kind = "collection" if what == "collections" else "saved search"
    if KEY.fullmatch(named) and any(one.key == named for one in known):
        return named
    same = [one for one in known if one.name.casefold() == named.strip().casefold()]
    if len(same) == 1:
        return same[0].key
    if same:
        told = ", ".join(one.key for one in same[:_SHOWN])
        msg = f"{library} has {len(same)} of the name {named!r}\nname the {kind} by its key: {told}"
        raise ConfigInvalid(msg)
    near = ", ".join(one.name for one in known[:_SHOWN]) or "none"
    msg = f"{library} has no {kind} {named!r}\nthere are: {near}{' …' * (len(known) > _SHOWN)}"
    raise ConfigInvalid(msg)


def _all(
    client: Client,
    path: str,
    params: Mapping[str, Any],
    on_progress: Callable[[int, int], None] | None,
) -> list[dict[str, Json]]:
    return [_data(one) for one in pages(client, path, params, on_progress)]


def pages(
    client: Client,
    path: str,
    params: Mapping[str, Any] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> list[Json]:
    """Give the members of all pages, read in one state of the library.

    Raises:
        LibraryUnavailable: they cannot be read, or not all of them.
    """
    asked = {**(params or {}), "format": "json", "limit": PAGE}
    if "/items" in path:
        asked |= {"sort": "dateAdded", "direction": "asc"}
    for _ in range(_ROUNDS):
        found = _once(client, path, asked, on_progress)
        if found is not None:
            return found
    msg = "the library kept changing while it was read\nlet Zotero finish syncing, and try again"
    raise LibraryUnavailable(msg)


def _once(
    client: Client,
    path: str,
    params: Mapping[str, Any],
    on_progress: Callable[[int, int], None] | None,
) -> list[Json] | None:
    """Read all pages; None where the library was changed in between."""
    reply = client.get(path, params)
    version, total = reply.number("last-modified-version"), reply.number("total-results")
    found = _members(reply)
    seen = set[str]()
    while following := _next(client, reply):
        if on_progress and total is not None:
            on_progress(len(found), total)
        if following in seen:
            break
        seen.add(following)
        reply = client.get(following)
        if reply.number("last-modified-version") != version:
            return None
        page = _members(reply)
        if not page:
            break
        found += page
    if total is not None and len(found) != total:
        msg = (
            f"Zotero said that there are {total:,} entries and gave {len(found):,}\n"
            "try again; what is incomplete is not looked at"
        )
        raise LibraryUnavailable(msg)
    return found


def _next(client: Client, reply: Reply) -> str:
    found = _NEXT.search(reply.headers.get("link", "")[:8000])
    if found is None:
        return ""
    if not client.same_service(found[1]):
        msg = "Zotero's answer goes on at another address, where your key is not taken"
        raise LibraryUnavailable(msg)
    return found[1]


def _members(reply: Reply) -> list[Json]:
    found = reply.data()
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        msg = "Zotero gave something else than a list of items\ntry again, or look at the address"
        raise LibraryUnavailable(msg)
    return found


def _data(one: Json) -> dict[str, Json]:
    if isinstance(one, dict):
        inner = one.get("data")
        return inner if isinstance(inner, dict) else one
    return {}
