"""Puts the tests' own modules and the doubles on the path."""

import sys
from pathlib import Path

import pytest

_TESTS = Path(__file__).resolve().parent.parent
for _folder in (str(_TESTS), str(_TESTS / "doubles")):
    if _folder not in sys.path:
        sys.path.insert(0, _folder)


@pytest.fixture(autouse=True)
def _quick_connections(monkeypatch, tmp_path):
    """Make no certificates be read for each request, most of its time: nothing here needs them."""
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
