"""`joinedup-refs index`, and the guide that shows it."""

import json
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest
from made_works import made_work

from joinedup_refs.cli.index import progress_line
from joinedup_refs.sources.index.outcome import Told

ROOT = Path(__file__).parents[2]
EVIDENCE = ROOT / "data/editorial/evidence.csl.json"
GUIDE = (ROOT / "docs/guide/local-index.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```console\n\$ (.+)\n([^`]*)```", GUIDE)
STATEMENTS = "\n".join(re.findall(r"```python\n([^`]*)```", GUIDE))
CLAIMS = re.findall(r"^(?! )([^#\n]+?)  # (.+)$", STATEMENTS, re.MULTILINE)


@pytest.fixture
def records(program, tmp_path):
    """The index of the editorial's records, in the program's folder."""
    shutil.copy(EVIDENCE, tmp_path)
    assert program("index", "build", EVIDENCE.name, "-o", "records").returncode == 0
    return tmp_path / "records"


def test_the_guide_shows_what_is_printed(program, tmp_path):
    shutil.copy(EVIDENCE, tmp_path)
    assert len(SHOWN) == 5
    for command, output in SHOWN:
        name, *arguments = shlex.split(command)
        done = program(*arguments)
        assert (name, done.returncode) == ("joinedup-refs", 0)
        said, shown = (re.sub(r"\d+%", "n%", text) for text in (done.stdout.decode(), output))
        assert said == shown, command


@pytest.mark.usefixtures("records")
def test_what_the_guide_says_of_python_is_so():
    known: dict[str, object] = {}
    exec(STATEMENTS, known)  # noqa: S102  (the guide's own lines)
    assert len(CLAIMS) == 4
    for expression, value in CLAIMS:
        assert eval(expression, known) == eval(value), expression  # noqa: S307


def test_cleaning_by_an_index_is_cleaning_by_its_records(program, records, tmp_path):
    editorial = ROOT / "data/editorial/editorial.txt"
    written = []
    for source in (records, EVIDENCE):
        output = tmp_path / f"{source.name}.bib"
        assert program("clean", editorial, "--source", source, "-o", output).returncode == 0
        written.append(output.read_bytes())
    assert written[0] == written[1]


def test_info(program, records):
    said = program("index", "info", records).stdout.decode()
    assert said.startswith("13 records, built 20")
    assert f"{EVIDENCE.name}: 13 records" in said
    held = json.loads(program("index", "info", records, "--json").stdout)
    assert (held["records"], held["inputs"][0]["counting"]) == (13, 13)


def test_search_in_other_shapes(program, records):
    done = program(
        "index", "search", records, "new public governance", "-n", 2, "--format", "jsonl"
    )
    first, second = map(json.loads, done.stdout.splitlines())
    assert first["id"] == first["DOI"] == "10.1080/14719030600853022"
    assert second["id"] != first["id"]
    listed = json.loads(
        program("index", "search", records, "governance", "--format", "json").stdout
    )
    assert first in listed
    nothing = program("index", "search", records, "xyzzy")
    assert (nothing.returncode, nothing.stdout) == (0, b"no record found\n")


def test_what_cannot_be_read_is_told_with_its_place(program, tmp_path):
    lines = [json.dumps(made_work(1)), "{broken", json.dumps(made_work(2))]
    (tmp_path / "works.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = program("index", "build", "works.jsonl", "nowhere.bib", "-o", "index")
    said = done.stdout.decode()
    assert done.returncode == 1
    assert "works.jsonl, line 2: no record:" in said
    assert "nowhere.bib: cannot be read: No such file or directory" in said
    assert "Read: 2 records from 1 file; 1 could not be read." in said
    assert program("index", "build", "works.jsonl", "-q", "-o", "other").stdout == b""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("build", "nowhere.json", "-o", "x"), "nothing to build from"),
        (("build", str(EVIDENCE), "-o", "."), "holds other things than an index"),
        (("info", "nowhere"), "there is no index in nowhere"),
        (("search", ".", "x"), "make one: joinedup-refs index build"),
        (("serve", "nowhere"), "there is no index in nowhere"),
        (("build", str(EVIDENCE), "-o", "x", "--leave-out", "DOI"), "cannot be left out"),
    ],
)
def test_what_cannot_be_done_is_said(program, tmp_path, arguments, said):
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    if arguments[0] == "serve":
        pytest.importorskip("starlette")
    done = program("index", *arguments)
    assert done.returncode == 2
    assert said in done.stderr.decode()


def test_a_service_without_its_extra_says_what_to_install(program, records, monkeypatch):
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    done = program("index", "serve", records)
    assert done.returncode == 2
    assert 'pip install "joinedup-refs[web]"' in done.stderr.decode()


def test_a_port_that_is_taken_is_said(program, records):
    import socket

    pytest.importorskip("uvicorn")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = program("index", "serve", records, "--port", port)
    assert done.returncode == 2
    assert f"port {port} cannot be used" in done.stderr.decode()


def test_index_alone_shows_its_commands(program):
    done = program("index")
    assert done.returncode == 0
    for name in ("build", "info", "search", "serve"):
        assert f"\n  {name} " in done.stdout.decode()


@pytest.mark.parametrize(
    ("told", "spent_s", "line"),
    [
        (
            Told(1_234_000, 30_000, 90_000, 12, 30, "reading"),
            60,
            "1,234,000 records, 20,567 a second, file 12 of 30, about 2 min left",
        ),
        (Told(0, 0, 90, 0, 1, "reading"), 0, "0 records, 0 a second, file 0 of 1"),
        (Told(5, 1, 1, 1, 1, "finishing"), 9, "putting the latest records first"),
    ],
)
def test_progress(told, spent_s, line):
    assert progress_line(told, spent_s) == line


def test_records_of_hostile_titles_do_nothing_to_a_terminal(program, tmp_path):
    work = made_work(1, title=["Red \x1b[31m alert [/i]"])
    (tmp_path / "works.jsonl").write_text(json.dumps(work), encoding="utf-8")
    program("index", "build", "works.jsonl", "-o", "index")
    said = program("index", "search", "index", "red alert").stdout
    assert b"\x1b" not in said
    assert b"alert [/i]" in said


def test_an_index_of_nothing_is_not_to_be_used(program, tmp_path):
    (tmp_path / "none.json").write_text("[]", encoding="utf-8")
    done = program("index", "build", "none.json", "-o", "records")
    assert done.returncode == 1
    said = done.stdout.decode()
    assert "No record is in it" in said
    assert "Use it" not in said


@pytest.mark.parametrize("command", ["match", "check"])
def test_records_of_which_there_are_none_are_said_to_be_none(program, tmp_path, command):
    (tmp_path / "none.json").write_text("[]")
    (tmp_path / "list.txt").write_text(
        "References\n\nMarlow, T. (2006) Tidal marshes. Fen Press.\n"
    )
    asked = ["--lines", "list.txt"] if command == "match" else ["list.txt"]
    done = program(command, *asked, "--source", "none.json")
    assert "none.json has no record in it: nothing is found there" in done.stderr.decode()


def test_what_is_no_file_of_records_is_named_once_with_what_is_taken(program, tmp_path):
    (tmp_path / "notes.xyz").write_text("Notes\n", encoding="utf-8")
    done = program("index", "build", "notes.xyz", "-o", "records")
    assert "notes.xyz: is of no known kind; indexed are .jsonl, " in done.stdout.decode()
