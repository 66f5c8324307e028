"""Packed records, tables of keys, pieces of inputs, terms of works."""

import gzip
import json
import os

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_works import made_work
from pydantic_core import from_json

from joinedup_refs.errors import SourceUnavailable
from joinedup_refs.sources.crossref_dates import work_dates
from joinedup_refs.sources.index import keys, pieces, terms
from joinedup_refs.sources.index.parts import Parts, parsed, read, whole
from joinedup_refs.sources.index.prepare import prepare
from joinedup_refs.sources.index.records import Packer, RecordFiles, RecordWriter
from joinedup_refs.sources.record_file import RecordFile
from joinedup_refs.sources.source import Query

LINES = st.binary(min_size=1, max_size=9000).map(lambda b: b.replace(b"\n", b" "))


def packed(*records):
    packer = Packer()
    for record in records:
        packer.add(record)
    packer.finish()
    return packer


@settings(max_examples=30)
@given(st.lists(st.builds(Parts, LINES, LINES | st.just(b"")), max_size=40))
def test_what_is_packed_is_read_again(tmp_path_factory, records):
    folder = tmp_path_factory.mktemp("records")
    writer = RecordWriter(folder, {}, 1)
    packer = packed(*records)
    places = packer.places
    at = writer.append(packer.blocks)
    writer.sync()
    writer.close()
    files = RecordFiles(folder, writer.lengths)
    assert [files.read(at[block] | number) for block, number in places] == records
    assert [files.first(at[block] | number) for block, number in places] == [
        record.first for record in records
    ]


def test_many_small_records_fill_several_blocks():
    places = packed(*[Parts(b"{}")] * 1000).places
    assert max(number for _, number in places) == 254
    assert places[-1] == (3, 1000 - 3 * 255 - 1)


def _noise():
    return os.urandom(300).replace(b"\n", b"")


def test_a_new_file_is_begun_when_one_is_full(tmp_path, monkeypatch):
    monkeypatch.setattr("joinedup_refs.sources.index.records._LARGEST_FILE", 550)
    writer = RecordWriter(tmp_path, {}, 5)
    at = [
        place
        for n in range(4)
        for place in writer.append(packed(Parts(_noise() + b"%d" % n)).blocks)
    ]
    writer.sync()
    writer.close()
    assert sorted(writer.lengths) == [5, 6, 7, 8]
    assert sorted(at) == at
    files = RecordFiles(tmp_path, writer.lengths)
    assert [files.first(place)[-1:] for place in at] == [b"0", b"1", b"2", b"3"]


@pytest.mark.parametrize("part", ["first", "read"])
@pytest.mark.parametrize("harm", ["cut", "flip", "gone", "place"])
def test_damage_is_said(tmp_path, harm, part):
    rest = b"" if part == "first" else b'{"b": 1}' * 100
    writer = RecordWriter(tmp_path, {}, 1)
    (at,) = writer.append(packed(Parts(b'{"a": 1}' * 100, rest)).blocks)
    writer.sync()
    writer.close()
    path = tmp_path / "00001.rec"
    if harm == "gone":
        path.unlink()
    elif harm == "cut":
        path.write_bytes(path.read_bytes()[:-5])
    elif harm == "flip":
        path.write_bytes(path.read_bytes()[:-9] + b"\0" * 9)
    with pytest.raises(SourceUnavailable, match="the index is damaged"):
        getattr(RecordFiles(tmp_path, writer.lengths), part)(at + (harm == "place") * 999)


ROWS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 5), st.integers(1, 4)), max_size=60)


@settings(max_examples=60)
@given(old=ROWS, fresh=ROWS, dropped=st.sets(st.integers(1, 4)))
def test_merging_keeps_the_latest_of_each(tmp_path_factory, old, fresh, dropped):
    """Held against a dictionary; `when`, then the input, then the place decide."""
    folder = tmp_path_factory.mktemp("keys")
    expected: dict[str, tuple[int, int, int]] = {}
    gone: set[int] = set()
    count = 0

    def table(name, rows):
        nonlocal count
        columns = keys.rows_of([(*keys.hashed(f"10.5555/{n}"), when) for n, when, _ in rows])
        places = range(count, count + len(rows))
        count += len(rows)
        columns["at"] = np.array(places, dtype="<u8")
        columns["input"] = np.array([number for *_, number in rows], dtype="<u4")
        keys.save(folder / name, columns)
        return places

    for name, rows in (("old", old), ("fresh", fresh)):
        for (n, when, number), at in zip(rows, table(name, rows), strict=True):
            if name == "old" and number in dropped:
                gone.add(at)
                continue
            row = (when, number, at)
            beaten = expected.get(f"10.5555/{n}", row)
            expected[f"10.5555/{n}"] = max(row, beaten)
            gone |= {min(row, beaten)[2]} if row != beaten else set()
    merged = keys.merge(
        keys.Table(folder / "old"), dropped, [keys.Table(folder / "fresh")], folder / "new"
    )
    result = keys.Table(folder / "new")
    assert set(merged.passed_over) == gone
    assert len(result) == merged.count == len(expected)
    for n in range(13):
        assert result.find(f"10.5555/{n}") == expected.get(f"10.5555/{n}", (0, 0, None))[2]


def test_ranges_of_hashes_give_the_same(tmp_path, monkeypatch):
    rows = [(*keys.hashed(f"10.5555/{n % 700}"), n) for n in range(1000)]
    for name, part in (("one", rows[:500]), ("two", rows[500:])):
        columns = keys.rows_of(part)
        columns["at"] = np.arange(len(part), dtype="<u8") + 500 * (name == "two")
        columns["input"] = np.full(len(part), 1, dtype="<u4")
        keys.save(tmp_path / name, columns)
    tables = [keys.Table(tmp_path / name) for name in ("one", "two")]
    keys.merge(None, (), tables, tmp_path / "at-once")
    monkeypatch.setattr(keys, "_AT_ONCE", 90)
    merged = keys.merge(None, (), tables, tmp_path / "in-parts")
    assert merged.count == 700
    for name in keys.COLUMNS:
        one, other = (tmp_path / f / name for f in ("at-once", "in-parts"))
        assert one.read_bytes() == other.read_bytes()


NESTED = st.recursive(
    st.text('}],"reference:[{ab\\', max_size=20) | st.integers(), lambda v: st.lists(v, max_size=3)
)


@settings(max_examples=200)
@given(
    st.lists(st.dictionaries(st.text('}],"ab{', max_size=9), NESTED, max_size=3), max_size=3),
    NESTED,
)
def test_a_work_is_read_without_its_references_whatever_is_in_them(references, more):
    work = {"DOI": "10.5555/a", "reference": references, "title": ["T"], "more": more}
    line = json.dumps(work, separators=(",", ":"), ensure_ascii=False).encode()
    found, parts = read(line)
    assert {k: v for k, v in found.items() if k != "reference"} == {
        k: v for k, v in work.items() if k != "reference"
    }
    assert bool(found["reference"]) == bool(references)
    assert whole(parts) == work
    assert parsed(parts.first) == found


def test_pieces_are_the_same_each_time_and_lose_no_line(tmp_path, monkeypatch):
    monkeypatch.setattr(pieces, "_SMALL", 10)
    monkeypatch.setattr(pieces, "_PIECE", 3000)
    monkeypatch.setattr(pieces, "_READ", 700)
    path = tmp_path / "works.jsonl.gz"
    texts = [json.dumps(made_work(n)).encode() for n in range(90)]
    path.write_bytes(
        gzip.compress(b"\n".join(texts[:50]) + b"\n") + gzip.compress(b"\n".join(texts[50:]))
    )
    cut = list(pieces.pieces_of(path, path.stat().st_size))
    assert cut == list(pieces.pieces_of(path, path.stat().st_size))
    assert len(cut) > 10
    assert b"\n".join(piece.content for piece in cut if piece.content).split(b"\n") == texts
    firsts = [(piece.first, piece.content.split(b"\n")[0]) for piece in cut[:-1]]
    assert all(texts[first - 1] == line for first, line in firsts)
    assert cut[-1].digest == pieces.digest_of(path.read_bytes())


def test_dumps_are_cut_into_items_or_read_whole():
    tricky = made_work(2, title=['},{"DOI":"10.5555/x"'], more=[{"a": 1}, {"DOI": "y"}])
    for spaced in (True, False):
        for items in ([made_work(1)], [made_work(1), tricky, made_work(3)], []):
            content = json.dumps({"items": items}, separators=None if spaced else (",", ":"))
            piece = pieces.Piece("d.json", "d.json", ".json", 0, content.encode())
            (made,) = prepare([piece])
            assert (len(made.documents), made.problems) == (len(items), ())


@given(st.lists(st.sampled_from([b"{}", b"", b" ", b"[", b'{"DOI":"10.5555/a"}']), max_size=9))
def test_lines_are_taken_alike_however_they_come_in_parts(lines):
    content = b"\n".join(lines)
    whole = prepare([pieces.Piece("a.jsonl", "a.jsonl", ".jsonl", 0, content)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "_SLICE", 3)
        parts = prepare([pieces.Piece("a.jsonl", "a.jsonl", ".jsonl", 0, content)])
    assert (parts[0].documents, parts[0].problems) == (whole[0].documents, whole[0].problems)
    wrong = [f"a.jsonl, line {n}" for n, line in enumerate(lines, 1) if line == b"["]
    assert [problem.place for problem in whole[0].problems] == wrong


def test_the_date_of_a_version():
    assert terms.when({"indexed": {"date-time": "1970-01-02T00:00:01Z"}}) == 86_401
    assert terms.when({"indexed": {"timestamp": 1_700_000_000_123}}) == 1_700_000_000
    assert terms.when({"deposited": {"date-time": "2001-09-09T01:46:40Z"}}) == 1_000_000_000
    assert terms.when({"indexed": None, "deposited": {"date-time": "soon"}}) == 0


def test_days_come_in_order():
    days = [
        terms.day_number(*d)
        for d in ((1999, 12, 31), (2000,), (2000, 2, 29), (2000, 3), (2000, 3, 2))
    ]
    assert days == sorted(set(days))
    assert days[3] - days[2] == 1
    assert days[1] - days[0] == 1


@pytest.mark.corpus
def test_dates_and_references_of_real_works_are_read_right(corpora):
    with gzip.open(corpora / "crossref" / "works.jsonl.gz") as lines:
        for number, line in enumerate(lines):
            if number % 20 == 0:
                work, (short, _) = from_json(line), read(line)
                dates = work_dates(work)
                day = terms.day_number(*dates.issued) if dates.issued else 0
                years, published = terms._published(work)
                assert (tuple(years), published) == (dates.years, day)
                assert short | {"reference": 0} == work | {"reference": 0}


def test_a_library_is_found_like_a_record_file(tmp_path, built):
    item = {
        "id": "marlow2008",
        "type": "article-journal",
        "title": "Tidal marshes and the cost of sea walls",
        "author": [{"family": "Marlow", "given": "Tess", "non-dropping-particle": "von"}],
        "container-title": "Coastal Policy Review",
        "issued": {"date-parts": [[2006]]},
        "volume": "41",
        "page": "211-229",
        "DOI": "10.5555/cpr.41.211",
        "custom": {
            "levels": {"title": "A page"},
            "years": [2007],
            "online-year": 2007,
            "aliases": ["10.5555/OLD"],
        },
    }
    path = tmp_path / "shelf.json"
    path.write_text(json.dumps([item]), encoding="utf-8")
    _, index = built(path)
    (expected,) = RecordFile(path, name="index").candidates(Query(text="Tidal marshes"))
    for query in (
        Query(text="tidal marshes"),
        Query(text="", doi="10.5555/CPR.41.211"),
        Query(text="", doi="10.5555/old"),
        Query(text="M. 41, 211", volume="41", page="211"),
        Query(text="41 (2006) 211"),
        Query(text="2007, 41"),
    ):
        assert index.candidates(query) == (expected,), query
    assert index.candidates(Query(text="quite another")) == index.candidates(Query(text="")) == ()
    assert index.candidates(Query(text="tidal"), most=0) == ()
