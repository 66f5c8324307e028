"""What a key opens.

Source: Zotero's Web API documentation, version 3 (`/keys/current`, `/users/…/groups`).
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from joinedup_refs.errors import ConfigInvalid, LibraryUnavailable
from joinedup_refs.model.value import Json
from joinedup_refs.targets.zotero.address import MINE, Library
from joinedup_refs.targets.zotero.asking import Client
from joinedup_refs.targets.zotero.key import SETTINGS, VARIABLE
from joinedup_refs.targets.zotero.reading import pages

_NO_KEY = (
    f"a key is needed for that, and {VARIABLE} holds none\n"
    f"make one at {SETTINGS}, and give it in that variable or in a file with --key-file"
)


class Rights(NamedTuple):
    """The account that a key belongs to, and what it opens."""

    user: int
    name: str
    own: Mapping[str, Json]
    groups: Mapping[str, Json]

    def writes(self, library: Library) -> bool:
        """Whether the key may write to a library."""
        if library.kind == "users":
            return library.number == self.user and bool(self.own.get("write"))
        granted = (self.groups.get(str(library.number)), self.groups.get("all"))
        found = next((one for one in granted if isinstance(one, dict)), {})
        return bool(found.get("write"))


class Opened(NamedTuple):
    """A library that a key opens."""

    library: Library
    name: str
    writable: bool


def rights(client: Client) -> Rights:
    """Ask what the key opens.

    Raises:
        ConfigInvalid: there is no key.
        LibraryUnavailable: Zotero does not know it, or cannot be asked.
    """
    if client.key is None:
        raise ConfigInvalid(_NO_KEY)
    reply = client.get("/keys/current", expect=frozenset({200, 403, 404}))
    if reply.status != 200:
        msg = f"Zotero does not know this key ({reply.status})\nmake another at {SETTINGS}"
        raise LibraryUnavailable(msg)
    told = reply.data()
    access = told.get("access") if isinstance(told, dict) else None
    user = told.get("userID") if isinstance(told, dict) else None
    if not isinstance(access, dict) or not isinstance(user, int):
        msg = (
            "Zotero did not say what the key opens\ntry again, or look at the address of the server"
        )
        raise LibraryUnavailable(msg)
    return Rights(
        user,
        client.hidden(str(told.get("username") or "")),
        _object(access.get("user")),
        _object(access.get("groups")),
    )


def refuse_reading_only(client: Client, held: Rights, library: Library) -> None:
    """Refuse to begin where the key, or the group itself, does not let it write.

    Raises:
        LibraryUnavailable: it does not.
    """
    if not held.writes(library):
        other = library.kind == "users" and library.number != held.user
        why = f"it belongs to {held.name or 'another user'} (users/{held.user})" if other else ""
        msg = (
            f"your key may not write to {library}{': ' + why if why else ''}\n"
            f"allow it at {SETTINGS}; nothing was written"
        )
        raise LibraryUnavailable(msg)
    if library.kind == "groups":
        group = _object(_object(client.get(library.path).data()).get("data"))
        admins = group.get("admins")
        above = [group.get("owner"), *(admins if isinstance(admins, list) else [])]
        if group.get("libraryEditing") == "admins" and held.user not in above:
            msg = (
                f"only administrators of the group may change {library}\n"
                "ask one of them; nothing was written"
            )
            raise LibraryUnavailable(msg)


def here(client: Client) -> tuple[Opened, ...]:
    """List the libraries on this computer, which lets them only be read.

    Raises:
        LibraryUnavailable: Zotero is not running.
    """
    return (Opened(MINE, "My Library", writable=False), *_groups(client, MINE.number))


def opened(client: Client, held: Rights) -> tuple[Opened, ...]:
    """List the libraries that the key opens, the user's own first.

    Raises:
        LibraryUnavailable: Zotero cannot be asked.
    """
    found = []
    if held.own.get("library"):
        own = Library("users", held.user)
        found.append(Opened(own, held.name or "my library", held.writes(own)))
    if held.groups:
        groups = _groups(client, held.user)
        found += [one._replace(writable=held.writes(one.library)) for one in groups]
    return tuple(found)


def _groups(client: Client, user: int) -> Iterator[Opened]:
    for one in pages(client, f"/users/{user}/groups"):
        data, number = _object(_object(one).get("data")), _object(one).get("id")
        if isinstance(number, int):
            name = str(data.get("name", ""))
            yield Opened(Library("groups", number), name, writable=False)


def _object(value: Json) -> dict[str, Json]:
    return value if isinstance(value, dict) else {}
