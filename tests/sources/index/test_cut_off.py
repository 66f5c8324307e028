"""A build that is cut off, anywhere, leaves nothing that looks whole, and is finished by itself."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from made_works import made_work

from joinedup_refs.errors import ConfigInvalid
from joinedup_refs.sources.index import build as building
from joinedup_refs.sources.index import layout
from joinedup_refs.sources.index.build import build
from joinedup_refs.sources.index.keys import Table
from joinedup_refs.sources.index.outcome import Options
from joinedup_refs.sources.index.source import Index

_PROGRAM = Path(__file__).with_name("build_until_killed.py")
_COUNT = 1500


class Cut(BaseException):
    """What stands for the end of the process."""


def works():
    """Works of which some come twice, the later version first or last."""
    for number in range(_COUNT):
        yield made_work(number)
        if number % 10 == 0:
            when = "2025-01-01" if number % 20 else "2020-01-01"
            yield made_work(number - number % 30, indexed=when, title=[f"Version {number}"])


def told(folder):
    """Tell all that an index says: each DOI with its record, and answers to searches."""
    index = Index(folder)
    table = Table(folder / index._reading.manifest.keys)
    records = [index._reading.message(int(at)) for at in table.columns["at"]]
    by_doi = {record["DOI"]: record for record in records}
    assert len(by_doi) == len(records) == len(index) == index._reading.searcher.num_docs
    # of the many that share only the common words, any may come next
    answers = {}
    for doi, record in sorted(by_doi.items())[::37]:
        text = f"{record['author'][0]['family']}, {record['title'][0]}"
        answers[doi] = [found.origin.id for found in index.search(text, most=1)]
        assert answers[doi] == [doi]
    inputs = [one.model_dump() for one in index._reading.manifest.inputs]
    return by_doi, answers, inputs


@pytest.fixture
def inputs(lines):
    made = list(works())
    size = len(made) // 6 + 1
    return [lines(f"{n}.jsonl.gz", made[n * size : (n + 1) * size]) for n in range(6)]


@pytest.fixture
def whole(tmp_path, inputs):
    folder = tmp_path / "whole"
    build(inputs, folder, Options(processes=1))
    return told(folder)


def started(folder, inputs, processes=1):
    return subprocess.Popen(
        [sys.executable, str(_PROGRAM), str(folder), str(inputs[0].parent), str(processes)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        start_new_session=True,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
@pytest.mark.parametrize("processes", [1, 2])
def test_a_process_that_is_killed(folder, inputs, whole, processes, monkeypatch):
    killed = 0
    for wanted in (1, 3, 6):
        process = started(folder, inputs, processes)
        # as soon as so many commits stand, somewhere in the work on the next
        while process.poll() is None:
            state = layout.read_building(folder) if folder.is_dir() else None
            if state is not None and state.runs >= wanted:
                os.killpg(process.pid, signal.SIGKILL)
                break
            time.sleep(0.002)
        process.wait()
        if process.returncode == -signal.SIGKILL and not (folder / layout.MANIFEST).exists():
            killed += 1
            with pytest.raises(ConfigInvalid, match="is not finished"):
                Index(folder)
    assert killed
    monkeypatch.setattr(building, "_COMMIT_RECORDS", 150)
    done = build(sorted(inputs), folder, Options(processes=1))
    assert done.resumed
    assert told(folder) == whole
    left = {path.name for path in folder.iterdir()}
    assert left == {"keys-1", "lock", "manifest.json", "records", "search-1"}


@pytest.mark.parametrize("name", ["save", "merge", "write", "clear", "placed", "sync"])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_cut_off_at_every_step(folder, inputs, whole, monkeypatch, name, after):
    """Each step is cut off at its first call, then at its second, and so on, until all is done."""
    monkeypatch.setattr(building, "_COMMIT_RECORDS", 400)
    owner = {"write": layout, "clear": layout, "sync": building.RecordWriter}.get(name, building)
    real = getattr(owner, name)
    most = 40 if name == "placed" else 9
    for allowed in range(0, 3 * most, 1 if most < 10 else 7):
        calls = 0

        def step(*arguments, allowed=allowed):
            nonlocal calls
            calls += 1
            if calls > allowed and not after:
                raise Cut
            result = real(*arguments)
            if calls > allowed:
                raise Cut
            return result

        with monkeypatch.context() as patch:
            patch.setattr(owner, name, step)
            try:
                build(inputs, folder, Options(processes=1))
            except Cut:
                _is_not_half(folder)
                continue
        break
    build(inputs, folder, Options(processes=1))
    assert told(folder) == whole


def _is_not_half(folder):
    """See to it that there is a whole index or none."""
    if (folder / layout.MANIFEST).exists():
        assert len(told(folder)[0]) == _COUNT
    else:
        with pytest.raises(ConfigInvalid):
            Index(folder)


def test_an_update_that_is_cut_off_leaves_the_old_index(folder, lines, monkeypatch):
    first = [lines(f"{n}.jsonl", map(made_work, range(n * 50, n * 50 + 50))) for n in range(3)]
    build(first, folder, Options(processes=1))
    before = told(folder)
    lines("1.jsonl", [made_work(n, title=[f"Changed {n}"]) for n in range(40, 70)])
    more = [*first, lines("3.jsonl", map(made_work, range(500, 600)))]
    monkeypatch.setattr(building, "_COMMIT_RECORDS", 40)
    for name in ("save", "merge"):
        with monkeypatch.context() as patch:
            patch.setattr(building, name, _cut)
            with pytest.raises(Cut):
                build(more, folder, Options(processes=1))
        assert told(folder) == before
    done = build(more, folder, Options(processes=1))
    assert done.resumed
    build(more, folder.with_name("anew"), Options(processes=1))
    one, other = told(folder), told(folder.with_name("anew"))
    assert (one[0], one[1]) == (other[0], other[1])
    assert Index(folder).get("10.5555/made.45").item["title"] == "Changed 45"
    assert Index(folder).get("10.5555/made.85") is None


def _cut(*_):
    raise Cut


def test_other_inputs_begin_the_unfinished_build_anew(folder, lines, monkeypatch):
    a, b = lines("a.jsonl", map(made_work, range(50))), lines("b.jsonl", [made_work(90)])
    with monkeypatch.context() as patch:
        patch.setattr(building, "merge", _cut)
        with pytest.raises(Cut):
            build([a], folder, Options(processes=1))
    done = build([b], folder, Options(processes=1))
    assert (done.resumed, set(told(folder)[0])) == (False, {"10.5555/made.90"})


def test_an_input_that_changes_after_the_cut_is_read_anew(folder, lines, monkeypatch):
    path = lines("a.jsonl", map(made_work, range(50)))
    with monkeypatch.context() as patch:
        patch.setattr(building, "merge", _cut)
        with pytest.raises(Cut):
            build([path], folder, Options(processes=1))
    lines("a.jsonl", map(made_work, range(40, 60)))
    done = build([path], folder, Options(processes=1))
    assert (done.resumed, len(told(folder)[0])) == (False, 20)
