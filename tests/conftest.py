"""Fixtures for every test."""

import os
from pathlib import Path

import pytest
from hypothesis import settings
from quick_connections import few_certificates, no_proxy

# the same cases each time where a whole change hangs on them, new ones at every desk; and no case
# fails because the machine is busy
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


@pytest.fixture(scope="session", autouse=True)
def _caches_of_their_own(tmp_path_factory):
    """Keep the answers that tests get out of the caches of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("caches")))
        yield


@pytest.fixture(scope="session")
def quick_connections(tmp_path_factory):
    """Let clients read few certificates and look for no proxy, which takes most of their time."""
    before = dict(os.environ)
    few_certificates(tmp_path_factory.mktemp("certificates"))
    no_proxy()
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of real data, named by the environment or standing beside the checkout."""
    named = os.environ.get("JOINEDUP_REFS_CORPORA")
    folder = Path(named) if named else Path(__file__).resolve().parents[2] / "shared"
    if not (folder / "corpora").is_dir():
        pytest.skip("the corpora are not at hand (set JOINEDUP_REFS_CORPORA to their folder)")
    return folder


@pytest.fixture(scope="session")
def editorial(corpora: Path) -> str:
    """The editorial as pasted."""
    return (corpora / "seed" / "editorial.txt").read_bytes().decode("utf-8")
