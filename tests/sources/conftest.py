"""Clients that connect quickly."""

import pytest


@pytest.fixture(autouse=True, scope="session")
def _quick(quick_connections):
    """Have the clients of all these tests connect quickly."""
