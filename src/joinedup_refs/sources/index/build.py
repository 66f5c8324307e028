"""Builds an index: new and changed inputs alone, by several processes, to be cut off anywhere.

What is built counts once the manifest is replaced, in one step, at the end. Until then the state
as of the last commit stands in `building.json`; the same command goes on from there, and what was
written after it is passed over.
"""

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import tantivy

from joinedup_refs.errors import ConfigInvalid, InputUnreadable
from joinedup_refs.sources.index import layout, planning
from joinedup_refs.sources.index.input_read import InputRead
from joinedup_refs.sources.index.keys import COLUMNS, Merged, Table, merge, save
from joinedup_refs.sources.index.layout import Building, Input, Manifest, Progress
from joinedup_refs.sources.index.outcome import Built, Options, Told
from joinedup_refs.sources.index.pieces import Piece, pieces_of
from joinedup_refs.sources.index.prepare import Prepared, prepare
from joinedup_refs.sources.index.records import RecordWriter, place
from joinedup_refs.sources.index.schema import opened, placed, schema
from joinedup_refs.spread import cores, spread
from joinedup_refs.version import __version__

_COMMIT_RECORDS = 2_000_000
_COMMIT_S = 120.0
_HEAP = 400_000_000
"""Bytes that tantivy may fill before it writes a segment: those of some 1.7 million records.

A question is looked up in each segment by itself, and fewer are quicker.
"""
_UNWRITTEN = ("No space left", "os error", "writer was killed")
"""How tantivy says that it could not write."""
_AT_ONCE = 1000
"""Records that are taken out of the search by one question."""
_WORTH_IT = 4_000_000
"""Bytes of input from which several processes are quicker than one."""


def build(inputs: Sequence[os.PathLike[str] | str], folder: Path, options: Options) -> Built:
    """Build an index of files of records, or bring one up to date, and give what was done.

    Folders stand for all the files of known kinds in them. An input that has not changed since it
    was read is not read again; of one that has, the records it had before count no more. Records
    and inputs that cannot be read are told of, and the rest goes on.

    Raises:
        ConfigInvalid: the folder holds other things, or another process builds in it.
        InputUnreadable: the folder cannot be written to, or none of the inputs can be read.
    """
    layout.sure_of_the_place(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / layout.RECORDS).mkdir(exist_ok=True)
        with layout.locked(folder):
            return _Build(folder, options).run(inputs)
    except OSError as error:
        raise InputUnreadable(_unwritable(folder, error)) from None
    except ValueError as error:
        # tantivy tells of a full disk by a ValueError alone
        if any(told in str(error) for told in _UNWRITTEN):
            raise InputUnreadable(_unwritable(folder, error)) from None
        raise


def _unwritable(folder: Path, error: OSError | ValueError) -> str:
    why = getattr(error, "strerror", None) or str(error)
    where = getattr(error, "filename", None) or folder
    return (
        f"the index cannot be written: {where}: {why}\n"
        "what was there before counts still; the same command goes on from where it stopped"
    )


class _Build:
    """One build, in a folder that is locked."""

    def __init__(self, folder: Path, options: Options) -> None:
        self._folder = folder
        self._options = options
        self._standing = _standing(folder, anew=options.anew)
        self._base = None if options.anew else self._standing
        self._consumed = self._total = self._records = self._fresh = 0
        self._rows: list[dict[str, Any]] = []
        self._committed_at = time.monotonic()

    def run(self, inputs: Sequence[os.PathLike[str] | str]) -> Built:
        given, failed = planning.given(inputs, self._folder)
        if not given:
            told = "; ".join(f"{p.place} {p.message}" for p in failed[:3])
            raise InputUnreadable(f"nothing to build from: {told or 'no file was named'}")
        plan = planning.plan(given, self._base)
        self._state, resumed = self._begun(given, plan)
        if self._base is not None and not plan.read and not resumed:
            layout.clear(self._folder, self._standing)
            manifest = self._base.model_copy(update={"inputs": plan.kept})
            layout.write(self._folder, layout.MANIFEST, manifest)
            return Built(manifest, (), plan.unchanged, tuple(failed), resumed=False)
        self._readings = {p.input.path: InputRead.of(p) for p in self._state.progress}
        self._total = sum(one.input.size for one in self._readings.values())
        self._open()
        try:
            self._read_all()
            manifest = self._finish(plan)
        except BaseException:
            with suppress(Exception):
                self._search.rollback()
                self._search.wait_merging_threads()  # which lets go of the folder
            raise
        finally:
            self._files.close()
        read = tuple(one.progress().input for one in self._readings.values())
        by_number = {one.number: one for one in manifest.inputs}
        return Built(
            manifest,
            tuple(by_number[one.number] for one in read),
            plan.unchanged,
            tuple(failed),
            resumed,
        )

    def _begun(self, given: Sequence[planning.Given], plan: planning.Plan) -> tuple[Building, bool]:
        """Give the state to go on from: that of a build of the same that was cut off, or none."""
        base = self._base.generation if self._base else 0
        leave_out = planning.leaving_out(self._options.leave_out, self._base)
        named = tuple((one.path, one.size, one.mtime_ns) for one in given)
        old = layout.read_building(self._folder)
        if old is not None and (self._folder / f"search-{old.generation}").is_dir():
            same = (old.base, old.leave_out, old.given, old.tool)
            if same == (base, leave_out, named, __version__):
                return old, True
        layout.clear(self._folder, self._standing)
        standing = self._standing
        first = max(standing.files, default=0) + 1 if standing else 1
        return (
            Building(
                generation=(standing.generation if standing else 0) + 1,
                base=base,
                tool=__version__,
                leave_out=leave_out,
                given=named,
                dropped=plan.dropped,
                progress=tuple(Progress(input=one) for one in plan.read),
                files=dict(self._base.files) if self._base else {},
                first_file=first,
                end=place(first, 0),
            ),
            False,
        )

    def _open(self) -> None:
        state = self._state
        search = self._folder / f"search-{state.generation}"
        if not (self._folder / layout.BUILDING).exists():
            shutil.rmtree(search, ignore_errors=True)
            search.mkdir()
            if self._base is not None:
                _share(self._folder / self._base.search, search)
            layout.write(self._folder, layout.BUILDING, state)
        for number in range(state.runs + 1, state.runs + 3):
            shutil.rmtree(self._run(number), ignore_errors=True)
        shutil.rmtree(self._folder / f"keys-{state.generation}", ignore_errors=True)
        self._files = RecordWriter(self._folder / layout.RECORDS, state.files, state.first_file)
        self._search = opened(search).writer(_HEAP, max(1, min(4, cores() // 2)))
        # A commit of the search that the state does not know of holds what will be read again.
        self._search.delete_documents_by_query(
            tantivy.Query.range_query(
                schema(), "at", tantivy.FieldType.Unsigned, lower_bound=state.end
            )
        )

    def _read_all(self) -> None:
        work = partial(prepare, leave_out=self._state.leave_out)
        left = sum(one.input.size for one in self._readings.values() if not one.done)
        processes = self._options.processes or cores()
        processes = processes if left > _WORTH_IT else 1
        self._tell("reading")
        for piece, prepared in spread(work, self._pieces(), processes=processes, batch=1):
            self._take(self._readings[piece.path], piece, prepared)
            self._tell("reading")
            late = time.monotonic() - self._committed_at > _COMMIT_S
            if self._fresh >= _COMMIT_RECORDS or (late and self._fresh):
                self._commit()
        self._commit(last=True)

    def _pieces(self) -> Iterator[Piece]:
        """Give the pieces that have not been taken in."""
        for one in list(self._readings.values()):
            if one.done:
                continue
            passed = one.pieces
            try:
                for number, piece in enumerate(pieces_of(Path(one.input.path), one.input.size)):
                    if number >= passed:
                        yield piece
            except InputUnreadable as error:
                one.retry = True
                path = one.input.path
                why = str(error).removeprefix(f"{path} ")
                yield Piece(
                    path, Path(path).name, ".jsonl", 0, b"", problem=why, digest="unreadable"
                )

    def _take(self, one: InputRead, piece: Piece, prepared: Prepared) -> None:
        blocks = np.array(self._files.append(prepared.blocks), dtype=COLUMNS["at"])
        columns = dict(prepared.columns)
        places = blocks[columns.pop("block")] | columns.pop("number")
        for document, at in zip(prepared.documents, places.tolist(), strict=True):
            self._search.add_json(placed(document, at))
        count = len(places)
        if count:
            numbers = np.full(count, one.input.number, dtype=COLUMNS["input"])
            self._rows.append(columns | {"at": places, "input": numbers})
        one.take(piece, prepared)
        self._consumed = 0 if one.done else piece.consumed
        self._records += count
        self._fresh += count

    def _commit(self, *, last: bool = False) -> None:
        """Make all that was taken in a part of the build for good; with the last, merge the keys.

        The search keeps one core busy meanwhile.
        """
        runs = self._state.runs
        with ThreadPoolExecutor(1) as beside:
            committed = beside.submit(self._search.commit)
            self._files.sync()
            if self._rows:
                runs += 1
                parts = self._rows
                whole = {name: np.concatenate([part[name] for part in parts]) for name in COLUMNS}
                save(self._run(runs), whole)
            if last:
                self._tell("finishing")
                self._merged = self._merge(runs)
            committed.result()
        self._state = self._state.model_copy(
            update={
                "progress": tuple(one.progress() for one in self._readings.values()),
                "files": dict(self._files.lengths),
                "end": self._files.end,
                "runs": runs,
            }
        )
        layout.write(self._folder, layout.BUILDING, self._state)
        self._rows, self._fresh = [], 0
        self._committed_at = time.monotonic()

    def _finish(self, plan: planning.Plan) -> Manifest:
        """Let the latest record of each DOI alone count, and put the manifest in place."""
        state, merged = self._state, self._merged
        for start in range(0, len(merged.passed_over), _AT_ONCE):
            places = merged.passed_over[start : start + _AT_ONCE]
            gone = tantivy.Query.term_set_query(schema(), "at", places)
            self._search.delete_documents_by_query(gone)
        self._search.commit()
        self._search.wait_merging_threads()
        manifest = Manifest(
            generation=state.generation,
            tool=__version__,
            built=datetime.now(UTC).date().isoformat(),
            records=merged.count,
            leave_out=state.leave_out,
            files=state.files,
            inputs=self._inputs(plan, merged),
        )
        layout.write(self._folder, layout.MANIFEST, manifest)
        layout.clear(self._folder, manifest)
        return manifest

    def _merge(self, runs: int) -> Merged:
        """Find the latest record of each DOI in what counts now and in the runs of this build."""
        state = self._state
        old = Table(self._folder / self._base.keys) if self._base else None
        fresh = [Table(self._run(number)) for number in range(1, runs + 1)]
        return merge(old, state.dropped, fresh, self._folder / f"keys-{state.generation}")

    def _inputs(self, plan: planning.Plan, merged: Merged) -> tuple[Input, ...]:
        fresh = {p.input.number: p.input for p in self._state.progress}
        kept = {one.number: one for one in (self._base.inputs if self._base else ())}
        kept |= {one.number: one for one in plan.kept if one.number not in fresh}
        inputs = []
        for number, one in sorted((kept | fresh).items()):
            before = () if number in fresh else one.took_over_from
            changed = {
                "counting": merged.of_input.get(number, 0),
                "took_over_from": tuple(sorted({*before, *merged.lost.get(number, ())})),
            }
            inputs.append(one.model_copy(update=changed))
        return tuple(inputs)

    def _run(self, number: int) -> Path:
        return self._folder / f"run-{self._state.generation}-{number}"

    def _tell(self, doing: str) -> None:
        if self._options.on_progress is None:
            return
        done = [one for one in self._readings.values() if one.done]
        read = sum(one.input.size for one in done)
        self._options.on_progress(
            Told(
                records=self._records,
                consumed=min(self._total, read + self._consumed),
                total=self._total,
                inputs=len(done),
                of=len(self._readings),
                doing=doing,
            )
        )


def _standing(folder: Path, *, anew: bool) -> Manifest | None:
    """Read what counts now; a damaged manifest does not stand in the way of building anew."""
    try:
        return layout.read_manifest(folder)
    except ConfigInvalid:
        if anew:
            return None
        raise


def _share(old: Path, new: Path) -> None:
    """Give a folder the files of a search: parts that never change are shared, not copied."""
    for path in old.iterdir():
        if path.name.endswith(".lock") or not path.is_file():
            continue
        if path.name in {"meta.json", ".managed.json"}:
            shutil.copyfile(path, new / path.name)
            continue
        try:
            os.link(path, new / path.name)
        except OSError:  # a file system without links
            shutil.copyfile(path, new / path.name)
