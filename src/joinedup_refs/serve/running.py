"""Starts the service on this computer."""

import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from joinedup_refs.errors import ConfigInvalid
from joinedup_refs.sources.index.reading import Reading

if TYPE_CHECKING:
    import uvicorn
    from starlette.applications import Starlette

_MISSING = (
    'the extra "web" is not installed, which a service needs\npip install "joinedup-refs[web]"'
)
_LONGEST_HEAD = 16_384
_LATENESS_S = 20


def run(folder: Path, port: int, say: Callable[[str], None]) -> None:
    """Answer from an index at 127.0.0.1 until the process is stopped.

    `port` 0 is any that is free; `say` is told the address once it is open.

    Raises:
        ConfigInvalid: the extra is missing, there is no index in the folder, or the port is taken.
        SourceUnavailable: the index is damaged.
    """
    try:
        import uvicorn  # noqa: PLC0415  (an extra)

        from joinedup_refs.serve.app import app  # noqa: PLC0415
    except ImportError:
        raise ConfigInvalid(_MISSING) from None
    reading = Reading(folder)
    with _opened(port) as listening:
        say(f"{len(reading):,} records at http://127.0.0.1:{listening.getsockname()[1]}/works")
        say("Answers to programs on this computer as Crossref does; Ctrl-C ends it.")
        uvicorn.Server(configured(app(reading))).run(sockets=[listening])


def configured(program: "Starlette") -> "uvicorn.Config":
    """Give the settings of the server: little is taken in, and little is said."""
    import uvicorn  # noqa: PLC0415

    from joinedup_refs.serve.app import AT_ONCE  # noqa: PLC0415  (an extra)

    return uvicorn.Config(
        program,
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="off",
        access_log=False,
        log_level="warning",
        server_header=False,
        h11_max_incomplete_event_size=_LONGEST_HEAD,
        limit_concurrency=AT_ONCE,
        timeout_keep_alive=_LATENESS_S,
    )


def _opened(port: int) -> socket.socket:
    try:
        listening = socket.create_server(("127.0.0.1", port))
    except OSError as error:
        msg = f"port {port} cannot be used: {error.strerror or error}\nname another with --port"
        raise ConfigInvalid(msg) from None
    return listening
