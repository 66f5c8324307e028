"""Work shared among processes: order, laziness, failures, ends."""

import gc
import os
import signal
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from joinedup_refs import forked
from joinedup_refs.spread import cores, spread

ONE_OR_TWO = pytest.mark.parametrize("processes", [1, 2])


def doubled(numbers):
    return [2 * number for number in numbers]


def reciprocal(numbers):
    return [1 / number for number in numbers]


def vanish(_numbers):
    os._exit(3)


def sizes(numbers):
    return [len(numbers)] * len(numbers)


def threads(names):
    return [os.environ.get(name) for name in names]


@ONE_OR_TWO
def test_each_item_is_paired_with_its_result_in_order(processes):
    pairs = spread(doubled, iter(range(300)), processes=processes, batch=8)
    assert list(pairs) == [(n, 2 * n) for n in range(300)]


@ONE_OR_TWO
def test_nothing_comes_of_nothing(processes):
    assert list(spread(doubled, [], processes=processes, batch=8)) == []


def test_a_batch_is_never_larger_than_what_was_given_before():
    held = [size for _, size in spread(sizes, range(70), processes=1, batch=16)]
    assert held == [1, 1, 2, 2, *[4] * 4, *[8] * 8, *[16] * 48, *[6] * 6]
    assert {size for _, size in spread(sizes, range(9), processes=1, batch=1)} == {1}


def test_the_first_answer_needs_one_item():
    asked = []
    pairs = spread(doubled, (asked.append(n) or n for n in range(99)), processes=1, batch=64)
    assert next(pairs) == (0, 0)
    assert asked == [0]


def test_processes_look_a_bounded_way_ahead():
    asked = []

    def endless():
        number = 0
        while True:
            asked.append(number)
            yield number
            number += 1

    pairs = spread(doubled, endless(), processes=2, batch=8)
    for given in range(200):
        assert next(pairs) == (given, 2 * given)
        assert len(asked) <= given + 1 + 6 * 8  # four batches wait, one is told, one is read
    pairs.close()


@ONE_OR_TWO
def test_the_failure_of_a_source_comes_after_the_answers(processes):
    def broken():
        yield from range(10)
        raise OSError("the disk is gone")

    pairs = spread(doubled, broken(), processes=processes, batch=4)
    assert [next(pairs) for _ in range(10)] == [(n, 2 * n) for n in range(10)]
    with pytest.raises(OSError, match="the disk is gone"):
        next(pairs)


@ONE_OR_TWO
def test_a_failure_at_work_is_passed_on(processes):
    pairs = spread(reciprocal, [1, 2, 0, 4], processes=processes, batch=1)
    assert [next(pairs), next(pairs)] == [(1, 1.0), (2, 0.5)]
    with pytest.raises(ZeroDivisionError):
        list(pairs)


def test_a_process_that_dies_is_told_with_what_may_help():
    with pytest.raises(BrokenProcessPool) as caught:
        list(spread(vanish, [1], processes=2, batch=1))
    assert "__main__" in caught.value.__notes__[0]


met = []


def met_before(items):
    met.append(os.getpid())
    return [(os.getpid(), tuple(met)) for _ in items]


@pytest.mark.skipif(sys.platform != "linux", reason="no copies are made elsewhere")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.parametrize("processes", [2, 3])
def test_copies_have_at_hand_what_the_first_batch_asked_for_here(monkeypatch, processes):
    monkeypatch.setattr(forked, "cores", lambda: 2)
    monkeypatch.setattr(forked.threading, "active_count", lambda: 1)
    met.clear()
    seen = list(spread(met_before, range(9), processes=processes, batch=2, copies=True))
    here = os.getpid()
    assert seen[0] == (0, (here, (here,)))
    others = [told for _, told in seen[1:]]
    assert all(pid != here and known[0] == here for pid, known in others)


def test_no_copies_are_made_of_a_process_with_threads(monkeypatch):
    monkeypatch.setattr(forked.threading, "active_count", lambda: 2)
    met.clear()
    seen = list(spread(met_before, range(3), processes=2, batch=1, copies=True))
    assert [os.getpid() in known for _, (_, known) in seen] == [True, False, False]


def test_a_child_keeps_to_one_core():
    names = ["OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"]
    held = [value for _, value in spread(threads, names, processes=2, batch=1)]
    assert held == [os.environ.get(name, "1") for name in names]


def test_there_is_a_core():
    assert cores() >= 1


ENDLESS = """
import itertools, os, sys
from joinedup_refs.spread import spread

def who(items):
    return [os.getpid()] * len(items)

if __name__ == "__main__":
    pairs = spread(who, itertools.count(), processes=2, batch=4, copies=%s)
    pids = set()
    while len(pids) < 2:  # until both processes are at work
        pids |= {next(pairs)[1]} - {os.getpid()}
    print(*pids, flush=True)
    %s
"""
FRESH_OR_COPIES = pytest.mark.parametrize("copies", [False, True])


def run(folder, last, *, copies):
    script = folder / "endless.py"
    script.write_text(ENDLESS % (copies, last))
    return subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # where the tests run in the background, Ctrl-C would be ignored
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  (one thread)
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )


def gone(pid, looks=200):
    """Look until there is no such process, or one that has ended."""
    for _ in range(looks):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


@FRESH_OR_COPIES
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_closing_early_ends_the_processes(tmp_path, copies):
    with run(
        tmp_path, "pairs.close(); print('closed', flush=True); input()", copies=copies
    ) as process:
        pids = [int(pid) for pid in process.stdout.readline().split()]
        assert process.stdout.readline() == b"closed\n"
        assert pids
        assert all(gone(pid) for pid in pids)
        process.kill()


@FRESH_OR_COPIES
@pytest.mark.skipif(sys.platform != "linux", reason="signals a group of processes")
def test_an_interrupt_is_told_once_and_leaves_no_process(tmp_path, copies):
    with run(tmp_path, "for _ in pairs: pass", copies=copies) as process:
        pids = [int(pid) for pid in process.stdout.readline().split()]
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=30)
    assert told.count(b"KeyboardInterrupt") == 1, told.decode()
    assert b"Process" not in told
    assert all(gone(pid) for pid in pids)


@FRESH_OR_COPIES
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_no_process_outlives_a_killed_parent(tmp_path, copies):
    with run(tmp_path, "for _ in pairs: pass", copies=copies) as process:
        pids = [int(pid) for pid in process.stdout.readline().split()]
        process.kill()
        process.communicate(timeout=30)
    assert all(gone(pid) for pid in pids)


def first_threshold(items):
    if items == ["fail"]:
        raise ValueError("failed")
    return [gc.get_threshold()[0]] * len(items)


def test_the_search_for_cycles_is_put_off_for_a_batch_and_set_as_before_after():
    before = gc.get_threshold()
    try:
        gc.set_threshold(701, 11, 12)
        seen = [told for _, told in spread(first_threshold, [1, 2, 3], processes=1, batch=2)]
        assert min(seen) > 701
        assert gc.get_threshold() == (701, 11, 12)
        with pytest.raises(ValueError, match="failed"):
            list(spread(first_threshold, ["fail"], processes=1, batch=1))
        assert gc.get_threshold() == (701, 11, 12)
        gc.set_threshold(0, 11, 12)  # somebody has turned it off
        assert list(spread(first_threshold, [1], processes=1, batch=1)) == [(1, 0)]
    finally:
        gc.set_threshold(*before)
