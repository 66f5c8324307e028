"""Made-up works, and files of them."""

import gzip
import json

import pytest

from joinedup_refs.sources.index.build import build
from joinedup_refs.sources.index.outcome import Options
from joinedup_refs.sources.index.source import Index


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def built(folder):
    """Build with one process, and open what was built."""

    def do(*inputs, **options):
        done = build(inputs, folder, Options(processes=1, **options))
        return done, Index(folder)

    return do


@pytest.fixture
def lines(tmp_path):
    """Write works as JSON lines, packed where the name says so."""

    def write(name, works):
        path = tmp_path / name
        content = "".join(json.dumps(work) + "\n" for work in works).encode()
        path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
        return path

    return write
