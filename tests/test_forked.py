"""Work shared with a copy of the process."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest

from joinedup_refs import check, forked
from joinedup_refs.check import run as running

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="no copies are made elsewhere"),
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]
_PATIENCE_S = 20


@pytest.fixture
def _two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forked, "cores", lambda: 2)


@pytest.fixture
def _one_thread(_two_cores: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Overlook threads that other tests have left waiting."""
    monkeypatch.setattr(forked.threading, "active_count", lambda: 1)


def _in_turn(folder: Path) -> Callable[[int], tuple[int, int]]:
    """Give work that goes on, here and in the copy, only when each has begun a piece."""

    def work(piece: int) -> tuple[int, int]:
        (folder / f"{piece}-{os.getpid()}").touch()
        until = time.monotonic() + _PATIENCE_S
        while len({file.name.partition("-")[2] for file in folder.iterdir()}) < 2:
            assert time.monotonic() < until, "one of them does nothing"
        return piece, os.getpid()

    return work


@pytest.mark.usefixtures("_one_thread")
def test_two_processes_do_each_piece_once(tmp_path: Path) -> None:
    done = forked.shared(_in_turn(tmp_path), 9)
    assert [piece for piece, _ in done] == list(range(9))
    assert len({process for _, process in done}) == 2
    assert sorted(int(file.name.partition("-")[0]) for file in tmp_path.iterdir()) == [*range(9)]


@pytest.mark.usefixtures("_one_thread")
def test_more_than_a_pipe_holds_comes_back(tmp_path: Path) -> None:
    wait = _in_turn(tmp_path)

    def work(piece: int) -> str:
        wait(piece)
        return str(piece) * 400_000

    assert forked.shared(work, 4) == [str(piece) * 400_000 for piece in range(4)]


@pytest.mark.usefixtures("_one_thread")
def test_what_a_copy_that_is_killed_had_taken_is_done_here(tmp_path: Path) -> None:
    here, wait = os.getpid(), _in_turn(tmp_path)

    def work(piece: int) -> int:
        wait(piece)
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return piece

    assert forked.shared(work, 6) == [*range(6)]


@pytest.mark.usefixtures("_one_thread")
def test_an_exception_in_the_copy_is_raised_here(tmp_path: Path) -> None:
    here, wait = os.getpid(), _in_turn(tmp_path)

    def work(piece: int) -> int:
        wait(piece)
        if piece == 0 or os.getpid() != here:
            raise ValueError(piece)
        return piece

    with pytest.raises(ValueError, match=r"\d"):
        forked.shared(work, 6)


@pytest.mark.usefixtures("_one_thread")
def test_an_exception_here_leaves_no_process_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    here, fork, made = os.getpid(), os.fork, list[int]()

    def seen() -> int:
        made.append(fork())
        return made[-1]

    monkeypatch.setattr(os, "fork", seen)

    def work(piece: int) -> int:
        if os.getpid() == here:
            raise ValueError(piece)
        time.sleep(_PATIENCE_S)
        return piece

    begun = time.monotonic()
    with pytest.raises(ValueError, match=r"\d"):
        forked.shared(work, 6)
    assert time.monotonic() - begun < _PATIENCE_S / 2
    with pytest.raises(ProcessLookupError):
        os.kill(made[0], 0)


@pytest.mark.usefixtures("_two_cores")
def test_a_process_with_threads_is_not_copied() -> None:
    done = Event()
    thread = Thread(target=done.wait)
    thread.start()
    try:
        assert set(forked.shared(lambda _: os.getpid(), 5)) == {os.getpid()}
    finally:
        done.set()
        thread.join()


@pytest.mark.usefixtures("_one_thread")
def test_a_large_library_has_the_findings_that_one_process_gives(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    library = tmp_path / "library.bib"
    entries = (
        f"@article{{smith{n}, author = {{SMITH, John}}, title = {{Joint plans {n % 7}}},"
        f" journal = {{Policy}}, year = {{20{n % 90 + 10}a5}}, pages = {{{n + 9}--{n}}}}}\n"
        for n in range(40)
    )
    library.write_text("".join(entries))
    alone = check(library)
    monkeypatch.setattr(running, "_MANY", 1)
    assert check(library) == alone
    assert len(alone) > 20
