"""A service over made-up works, on this machine."""

import json
import socket
import threading
import time

import pytest

pytest.importorskip("starlette")
uvicorn = pytest.importorskip("uvicorn")

from made_works import made_work  # noqa: E402

from joinedup_refs.serve.app import app  # noqa: E402
from joinedup_refs.serve.running import configured  # noqa: E402
from joinedup_refs.sources.index.build import build  # noqa: E402
from joinedup_refs.sources.index.outcome import Options  # noqa: E402
from joinedup_refs.sources.index.reading import Reading  # noqa: E402

COUNT = 120
ODD = "10.5555/(sici)1097<1::aid>3.0.co;2-#?/agency"
BOOK = {
    "id": "fenn1987",
    "type": "book",
    "title": "Dykes & ditches",
    "author": [{"family": "Fenn", "given": "Olaf"}],
    "issued": {"date-parts": [[1987]]},
    "publisher": "Reed",
    "DOI": "10.5555/dykes",
    "custom": {"aliases": ["10.5555/old-dykes"]},
}
UNNAMED = {"id": "salt", "type": "book", "title": "Salt roads without a number"}


def works():
    yield from map(made_work, range(COUNT))
    yield made_work(500, DOI=ODD, title=["An odd number"], abstract="<p>Odd.</p>")
    yield made_work(
        501,
        type="book-chapter",
        DOI="10.6666/chapter",
        prefix="10.6666",
        ISBN=["http://id.crossref.org/isbn/978-0-306-40615-7"],
        **{"container-title": ["Reeds, rushes, and sedges"]},
        author=[{"family": "Rush", "ORCID": "http://orcid.org/0000-0002-1825-0097"}],
    )


@pytest.fixture(scope="session")
def service(tmp_path_factory):
    """The address of the service."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "works.jsonl").write_text(
        "".join(json.dumps(work) + "\n" for work in works()), encoding="utf-8"
    )
    (folder / "books.json").write_text(json.dumps([BOOK, UNNAMED]), encoding="utf-8")
    inputs = [folder / "works.jsonl", folder / "books.json"]
    build(inputs, folder / "index", Options(processes=1))
    server = uvicorn.Server(configured(app(Reading(folder / "index"))))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()
