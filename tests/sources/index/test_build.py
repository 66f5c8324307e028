"""Building: what is read, what counts, and what is said of what cannot be read."""

import errno
import gzip
import io
import json
import os
import tarfile

import pytest
from made_works import made_work

from joinedup_refs.errors import ConfigInvalid, InputUnreadable
from joinedup_refs.sources.index import build as building
from joinedup_refs.sources.index import layout, pieces
from joinedup_refs.sources.index.build import build
from joinedup_refs.sources.index.outcome import Options
from joinedup_refs.sources.index.records import RecordWriter

BIB = """@article{heron1990, author={Heron, Bea}, title={Lakes without birds},
  journal={Nature Notes}, volume={1}, pages={2--3}, year={1990}, doi={10.5555/lakes}}
@book{moor1991, author={Moor, Ann}, title={Peat}, year={1991}}
"""
RIS = "TY  - BOOK\nAU  - Fenn, Olaf\nTI  - Dykes and ditches\nPY  - 1987\nER  - \n"
CSL = [{"id": "x", "type": "book", "title": "Salt roads", "author": [{"family": "Ode"}]}]


def dois(index, numbers):
    return {n for n in numbers if index.get(f"10.5555/made.{n}") is not None}


def in_tar(path, members, mode="w:gz"):
    with tarfile.open(path, mode) as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


def dump(numbers):
    return json.dumps({"items": [made_work(n) for n in numbers]}).encode()


def test_every_kind_of_input(tmp_path, built, lines):
    (tmp_path / "library.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "dykes.ris").write_text(RIS, encoding="utf-8")
    (tmp_path / "roads.json").write_text(json.dumps(CSL), encoding="utf-8")
    (tmp_path / "dump.json.gz").write_bytes(gzip.compress(dump(range(10, 20))))
    pretty = json.dumps({"message": {"items": [made_work(30)]}}, indent=1)
    (tmp_path / "answer.json").write_text(pretty, encoding="utf-8")
    members = {
        "all/0.json": dump(range(40, 45)),
        "all/1.json.gz": gzip.compress(dump(range(45, 50))),
        "all/2.jsonl": b"\n".join(json.dumps(made_work(n)).encode() for n in range(50, 55)),
        "README.md": b"no records",
    }
    done, index = built(
        lines("plain.jsonl", map(made_work, range(3))),
        lines("packed.jsonl.gz", map(made_work, range(3, 6))),
        *(tmp_path / n for n in ("library.bib", "dykes.ris", "roads.json", "dump.json.gz")),
        *(tmp_path / "answer.json", in_tar(tmp_path / "all.tar.gz", members)),
        in_tar(tmp_path / "more.tar", {"9.json": dump([60])}, "w"),
    )
    assert done.complete
    assert dois(index, range(70)) == {*range(6), *range(10, 20), 30, *range(40, 55), 60}
    assert len(index) == done.manifest.records == 33 + 4
    for text, title in (("Heron Lakes birds", "Lakes without birds"), ("Fenn dykes", None)):
        assert index.search(text)[0].item["title"] == (title or "Dykes and ditches")
    assert index.get("10.5555/LAKES").item["volume"] == "1"
    assert index.search("Ode, Salt roads")[0].origin.id == "x"


def test_a_folder_stands_for_its_files(tmp_path, built, lines):
    inner = tmp_path / "in" / "deep"
    inner.mkdir(parents=True)
    lines("in/deep/b.jsonl", [made_work(1)])
    lines("in/a.jsonl.gz", [made_work(2)])
    (tmp_path / "in" / "notes.txt").write_text("no records", encoding="utf-8")
    done, index = built(tmp_path / "in")
    assert (done.complete, dois(index, range(5))) == (True, {1, 2})


def test_the_index_is_no_input_of_its_own(tmp_path, built, lines):
    lines("a.jsonl", [made_work(1)])
    lines(".hidden.jsonl", [made_work(2)])
    os.mkfifo(tmp_path / "pipe.jsonl")
    for _ in range(2):  # the index stands in the folder that is read
        done, index = built(tmp_path)
        assert (done.complete, dois(index, range(4))) == (True, {1})
    assert done.unchanged == 1
    done, _ = built(tmp_path / "pipe.jsonl", tmp_path / "a.jsonl")
    assert done.failed[0].message == "cannot be read: it is no file"


def test_what_has_not_changed_is_not_read_again(built, lines, monkeypatch):
    path = lines("works.jsonl", map(made_work, range(4)))
    first, _ = built(path)
    monkeypatch.setattr(building, "pieces_of", lambda *_: pytest.fail("it was read"))
    again, index = built(path)
    assert (again.read, again.unchanged, len(index)) == ((), 1, 4)
    os.utime(path, (1, 1))  # another time, the same content
    touched, _ = built(path)
    assert (touched.read, touched.unchanged) == ((), 1)
    assert touched.manifest.inputs[0].mtime_ns == 1_000_000_000
    assert touched.manifest.generation == first.manifest.generation


def test_new_and_changed_inputs_alone_are_read(built, lines):
    built(lines("a.jsonl", map(made_work, range(4))), lines("b.jsonl", [made_work(10)]))
    lines("a.jsonl", map(made_work, range(2, 6)))
    done, index = built(*(lines("c.jsonl", [made_work(20)]).with_name(f"{n}.jsonl") for n in "abc"))
    assert sorted(one.path[-7:] for one in done.read) == ["a.jsonl", "c.jsonl"]
    assert dois(index, range(30)) == {2, 3, 4, 5, 10, 20}
    assert len(index) == 6
    assert index._reading.searcher.num_docs == 6


@pytest.mark.parametrize("later_first", [False, True])
def test_the_record_indexed_last_counts(built, lines, later_first):
    old = made_work(1, indexed="2020-05-05", title=["The old title"])
    new = made_work(1, indexed="2023-05-05", title=["The new title"])
    order = [new, old] if later_first else [old, new]
    done, index = built(*(lines(f"{n}.jsonl", [one]) for n, one in enumerate(order)))
    assert index.get("10.5555/made.1").item["title"] == "The new title"
    assert len(index) == index._reading.searcher.num_docs == 1
    assert sorted((one.read, one.counting) for one in done.read) == [(1, 0), (1, 1)]


def test_the_deposit_tells_where_the_index_date_is_missing(built, lines):
    old = made_work(1, title=["Old"]) | {
        "indexed": None,
        "deposited": {"date-time": "2019-01-01T00:00:00Z"},
    }
    new = made_work(1, title=["New"]) | {
        "indexed": None,
        "deposited": {"date-time": "2021-01-01T00:00:00Z"},
    }
    _, index = built(lines("a.jsonl", [new, old]))
    assert index.get("10.5555/made.1").item["title"] == "New"


def test_of_records_alike_in_date_the_later_input_counts(built, lines):
    one, two = (made_work(1, title=[title]) for title in ("First", "Second"))
    paths = lines("a.jsonl", [one]), lines("b.jsonl", [two])
    _, index = built(*paths)
    assert index.get("10.5555/made.1").item["title"] == "Second"
    # reading the first again does not make it the later one
    lines("a.jsonl", [one, made_work(2)])
    _, index = built(*paths)
    assert index.get("10.5555/made.1").item["title"] == "Second"


def test_an_older_version_counts_again_when_the_later_one_is_gone(built, lines):
    old = made_work(1, indexed="2020-05-05", title=["The old title"])
    new = made_work(1, indexed="2023-05-05", title=["The new title"])
    paths = lines("a.jsonl", [old, made_work(2)]), lines("b.jsonl", [new, made_work(3)])
    built(*paths)
    lines("b.jsonl", [made_work(3), made_work(4)])
    done, index = built(*paths)
    assert index.get("10.5555/made.1").item["title"] == "The old title"
    assert dois(index, range(6)) == {1, 2, 3, 4}
    assert len(done.read) == 2
    assert index._reading.searcher.num_docs == len(index) == 4


def test_records_without_a_doi_are_each_their_own(tmp_path, built):
    path = tmp_path / "two.json"
    path.write_text(json.dumps([*CSL, *CSL]), encoding="utf-8")
    _, index = built(path)
    assert len(index.search("Salt roads")) == len(index) == 2


def test_members_left_out_are_left_out(built, lines):
    path = lines("a.jsonl", [made_work(1, abstract="<p>Long</p>")])
    done, index = built(path, leave_out=("reference", "abstract"))
    message = index._reading.message(index._reading.find("10.5555/made.1"))
    assert message == {k: v for k, v in made_work(1).items() if k != "reference"}
    assert done.manifest.leave_out == ("abstract", "reference")
    lines("a.jsonl", [made_work(2)])
    done, _ = built(path)  # an update needs not say it again
    assert done.manifest.leave_out == ("abstract", "reference")
    with pytest.raises(ConfigInvalid, match="--anew"):
        built(path, leave_out=("abstract",))
    with pytest.raises(ConfigInvalid, match="cannot be left out"):
        built(path, leave_out=("title",), anew=True)


def test_a_record_is_kept_as_it_came(built, lines):
    _, index = built(lines("a.jsonl", [made_work(1)]))
    assert index._reading.message(index._reading.find("10.5555/made.1")) == made_work(1)


def test_building_anew_forgets_what_was(built, lines):
    built(lines("a.jsonl", [made_work(1)]))
    done, index = built(lines("b.jsonl", [made_work(2)]), anew=True)
    assert dois(index, range(4)) == {2}
    assert [one.path[-7:] for one in done.manifest.inputs] == ["b.jsonl"]
    kept = sorted(path.name for path in index._reading.folder.iterdir())
    assert kept == ["keys-2", "lock", "manifest.json", "records", "search-2"]
    assert [p.name for p in (index._reading.folder / "records").iterdir()] == ["00002.rec"]


def test_an_index_is_read_as_it_stood_when_it_was_opened(built, lines):
    _, before = built(lines("a.jsonl", [made_work(1, title=["Bitterns of the reeds"])]))
    _, after = built(lines("a.jsonl", [made_work(2)]))
    assert before.get("10.5555/made.1").item["title"] == "Bitterns of the reeds"
    assert len(before.search("bitterns reeds")) == 1
    assert (after.get("10.5555/made.1"), after.search("bitterns reeds")) == (None, ())


def test_broken_lines_are_told_and_the_rest_goes_in(tmp_path, built):
    path = tmp_path / "works.jsonl"
    good = [json.dumps(made_work(n)) for n in range(3)]
    path.write_text(
        "\n".join([good[0], '{"DOI": "10.', "[1]", "", good[1], "7", good[2]]), encoding="utf-8"
    )
    done, index = built(path)
    assert not done.complete
    assert dois(index, range(5)) == {0, 1, 2}
    assert [p.place for p in done.read[0].problems] == [f"works.jsonl, line {n}" for n in (2, 3, 6)]
    assert "no record" in done.read[0].problems[0].message


@pytest.mark.parametrize("small", [True, False])
def test_a_packed_file_that_is_cut_short_is_read_as_far_as_it_goes(
    tmp_path, built, monkeypatch, small
):
    if not small:
        monkeypatch.setattr(pieces, "_SMALL", 100)
        monkeypatch.setattr(pieces, "_PIECE", 5000)
    content = "".join(json.dumps(made_work(n)) + "\n" for n in range(400)).encode()
    path = tmp_path / "works.jsonl.gz"
    path.write_bytes(gzip.compress(content)[:-2000])
    done, index = built(path)
    found = dois(index, range(400))
    assert 100 < len(found) < 400
    assert found == set(range(len(found)))
    (problem,) = done.read[0].problems
    assert problem.place == "works.jsonl.gz"
    assert problem.message == f"from line {len(found) + 1} on it is cut short"


def test_a_packed_file_that_is_damaged(tmp_path, built):
    content = bytearray(gzip.compress(dump(range(400))))
    content[len(content) // 2] ^= 0xFF
    (tmp_path / "dump.json.gz").write_bytes(bytes(content))
    with_good = tmp_path / "good.json"
    with_good.write_bytes(dump([5]))
    done, index = built(tmp_path / "dump.json.gz", with_good)
    assert dois(index, range(10)) == {5}
    (problem,) = done.read[0].problems
    assert "damaged" in problem.message or "no JSON" in problem.message


def test_an_archive_that_is_cut_short(tmp_path, built):
    path = in_tar(
        tmp_path / "all.tar", {"0.json": dump(range(5)), "1.json": dump(range(5, 99))}, "w"
    )
    path.write_bytes(path.read_bytes()[:-30_000])
    done, index = built(path)
    assert dois(index, range(99)) == set(range(5))
    assert (
        done.read[0].problems[-1].message.startswith("after 1.json the archive is damaged or cut")
    )


@pytest.mark.parametrize("name", ["bomb.jsonl.gz", "bomb.json.gz", "big.jsonl.gz"])
def test_what_unpacks_without_end_is_left(tmp_path, built, name, monkeypatch):
    if name.startswith("big"):
        monkeypatch.setattr(pieces, "_SMALL", 100)
    path = tmp_path / name
    with gzip.open(path, "wb", compresslevel=9) as packed:
        for _ in range(80):
            packed.write(b" " * 1_000_000)
    good = tmp_path / "good.json"
    good.write_bytes(dump([5]))
    done, index = built(path, good)
    assert len(index) == 1
    assert "unpacks to more than" in done.read[0].problems[0].message


def test_an_archive_that_unpacks_without_end_is_left(tmp_path, built):
    path = in_tar(tmp_path / "bomb.tar.gz", {"0.json": dump([1]), "1.json": b" " * 90_000_000})
    done, index = built(path)
    assert len(index) == 1
    assert "unpacks to more than" in done.read[0].problems[0].message


def test_nested_and_odd_json_is_told_and_nothing_worse(tmp_path, built):
    path = tmp_path / "odd.jsonl"
    odd = [b"[" * 100_000, b'{"DOI": 5, "title": ["x"]}', b'{"DOI": "10.5555/a", "title": null}']
    odd += [
        b'{"title": "\xff"}',
        b'{"DOI": "10.5555/b", "title": [{"a": 1}], "author": "me", "page": []}',
    ]
    path.write_bytes(b"\n".join(odd))
    done, index = built(path)
    assert [p.place[-6:] for p in done.read[0].problems] == ["line 1", "line 4"]
    assert len(index) == 3
    assert index.get("10.5555/b").item == {"type": "document", "DOI": "10.5555/b"}


def test_a_missing_input_is_told_and_the_rest_goes_on(tmp_path, built, lines):
    done, index = built(tmp_path / "nowhere.jsonl", lines("a.jsonl", [made_work(1)]))
    assert (len(index), done.complete) == (1, False)
    assert "No such file" in done.failed[0].message


def test_nothing_but_missing_inputs(tmp_path, folder):
    with pytest.raises(InputUnreadable, match=r"nothing to build from: .*nowhere"):
        build([tmp_path / "nowhere.jsonl"], folder, Options())


def test_an_input_that_could_not_be_read_is_tried_again(built, lines, monkeypatch):
    path = lines("a.jsonl", [made_work(1)])

    def refused(*_):
        raise InputUnreadable("it cannot be read: Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(building, "pieces_of", refused)
        done, index = built(path)
    assert (len(index), done.complete) == (0, False)
    assert "Input/output error" in done.read[0].problems[0].message
    done, index = built(path)
    assert (len(index), done.complete) == (1, True)


def test_an_unknown_kind_of_file_is_told(tmp_path, built, lines):
    (tmp_path / "x.docx").write_bytes(b"PK")
    done, index = built(tmp_path / "x.docx", lines("a.jsonl", [made_work(1)]))
    assert len(index) == 1
    assert "of no known kind" in done.read[0].problems[0].message


def test_a_folder_with_other_things_is_not_touched(folder, lines):
    folder.mkdir()
    (folder / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ConfigInvalid, match="holds other things"):
        build([lines("a.jsonl", [made_work(1)])], folder, Options())
    assert [path.name for path in folder.iterdir()] == ["thesis.txt"]
    with pytest.raises(ConfigInvalid, match="no folder"):
        build([lines("a.jsonl", [made_work(1)])], folder / "thesis.txt", Options())


def test_two_builders_do_not_meet(folder, lines):
    folder.mkdir()
    with layout.locked(folder), pytest.raises(ConfigInvalid, match=f"process {os.getpid()}"):
        build([lines("a.jsonl", [made_work(1)])], folder, Options())
    build([lines("a.jsonl", [made_work(1)])], folder, Options())


def test_a_full_disk_is_said_where_the_search_is_written_too(built, lines, monkeypatch):
    path = lines("a.jsonl", [made_work(1)])

    def full(*_):
        raise ValueError("An IO error occurred: 'No space left on device (os error 28)'")

    with monkeypatch.context() as patch:
        patch.setattr(building, "placed", full)
        with pytest.raises(InputUnreadable, match="the same command goes on from where it stopped"):
            built(path)
    done, index = built(path)
    assert (done.resumed, len(index)) == (True, 1)


def test_a_full_disk_is_said_and_what_was_there_counts(built, lines, monkeypatch, folder):
    built(lines("a.jsonl", [made_work(1)]))
    path = lines("b.jsonl", [made_work(2)])

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device", str(folder / "records"))

    with monkeypatch.context() as patch:
        patch.setattr(RecordWriter, "append", full)
        with pytest.raises(InputUnreadable, match="No space left on device") as raised:
            built(path)
    assert len(str(raised.value).splitlines()) == 2
    done, index = built(path)
    assert (done.resumed, dois(index, range(4))) == (True, {1, 2})


def test_several_processes_build_the_same(tmp_path, lines, monkeypatch):
    monkeypatch.setattr(building, "_WORTH_IT", 0)
    paths = [lines(f"{n}.jsonl", map(made_work, range(n * 50, n * 50 + 60))) for n in range(4)]
    made = []
    for processes in (1, 2):
        folder = tmp_path / f"by-{processes}"
        manifest = build(paths, folder, Options(processes=processes)).manifest
        columns = [(folder / manifest.keys / n).read_bytes() for n in ("high", "at", "input")]
        made.append((manifest.model_dump(exclude={"built"}), columns))
    assert made[0] == made[1]


def test_progress_is_told(folder, lines):
    told = []
    paths = [lines(f"{n}.jsonl", map(made_work, range(n, n + 3))) for n in range(3)]
    build(paths, folder, Options(processes=1, on_progress=told.append))
    assert told[-1].doing == "finishing"
    assert [one.consumed for one in told] == sorted(one.consumed for one in told)
    assert (told[-1].records, told[-1].inputs, told[-1].consumed) == (9, 3, told[-1].total)


def test_a_library_that_breaks_its_format_says_its_line(tmp_path, built):
    (tmp_path / "odd.json").write_text('[{"id": "a"},\n {"id": }]', "utf-8")
    (tmp_path / "lines.json").write_text(json.dumps(made_work(1)) + "\n" + json.dumps(made_work(2)))
    done, index = built(tmp_path / "odd.json", tmp_path / "lines.json")
    assert dois(index, range(5)) == {1, 2}
    (problem,) = done.read[0].problems
    assert (problem.place, problem.message[:23]) == ("odd.json, line 2", "the record that begins ")
