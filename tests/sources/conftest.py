"""Puts the tests' own modules and the doubles on the path."""

import os
import sys
from pathlib import Path

import pytest

_TESTS = Path(__file__).resolve().parent.parent
for _folder in (str(_TESTS), str(_TESTS / "doubles")):
    if _folder not in sys.path:
        sys.path.insert(0, _folder)


@pytest.fixture(autouse=True, scope="session")
def _quick_connections(tmp_path_factory):
    from quick_connections import few_certificates, no_proxy

    before = dict(os.environ)
    few_certificates(tmp_path_factory.mktemp("certificates"))
    no_proxy()
    yield
    os.environ.clear()
    os.environ.update(before)
