import json
import os
import pty
import signal
import subprocess
import sys

import pytest

PERRI = "Perri 6 (1997), Holistic Government (Demos)."
HARTLEY = (
    "Hartley, J. (2005), Innovation in governance and public services: past and present. "
    "Public Money & Management, 25, 1, pp. 27–34."
)


def test_one_reference_is_shown_to_be_read(program):
    done = program("parse", HARTLEY)
    assert done.returncode == 0, done.stderr.decode()
    rows = [row.strip() for row in done.stdout.decode().splitlines()]
    assert "author  Hartley, J." in rows
    assert "journal or book  Public Money & Management" in rows
    assert "date  2005" in rows
    assert rows[-1].endswith("% sure")


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_one_reference_as_json(program, form):
    held = json.loads(program("parse", HARTLEY, "--format", form).stdout)
    assert held["csl"]["issued"] == {"date-parts": [[2005]]}
    assert 0 <= held["confidence"] <= 1


@pytest.mark.parametrize("extra", [(), ("--processes", "2")])
def test_lines_come_out_in_order_empty_ones_too(program, tmp_path, extra):
    lines = [HARTLEY, "", PERRI, "   ", "x\x85y\u2028z, (2001) W."]
    (tmp_path / "refs.txt").write_bytes(("\ufeff" + "\r\n".join(lines) + "\n").encode())
    done = program("parse", "--lines", "refs.txt", "--format", "jsonl", *extra)
    assert done.returncode == 0, done.stderr.decode()
    held = [json.loads(row) for row in done.stdout.decode().split("\n")[:-1]]
    assert len(held) == 5
    assert held[1] == held[3] == {"csl": {}, "confidence": 0.0}
    assert held[0]["csl"]["issued"] == {"date-parts": [[2005]]}
    assert held[2]["csl"]["title"] == "Holistic Government"


def test_each_line_is_answered_at_once():
    command = [sys.executable, "-m", "joinedup_refs.cli", "parse", "--lines", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        for _ in range(2):
            process.stdin.write(f"{PERRI}\n".encode())
            process.stdin.flush()
            held = json.loads(process.stdout.readline())
            assert held["csl"]["title"] == "Holistic Government"
        process.stdin.close()
        assert process.wait(30) == 0


def test_a_plain_terminal_gets_valid_json(program):
    reference = "Müller, Ö. (2001), Über Öl. 中文."
    done = program("parse", reference, "--format", "jsonl", encoding="ascii")
    assert done.stdout.isascii()
    assert "Über Öl" in json.dumps(json.loads(done.stdout), ensure_ascii=False)


def test_hostile_references_give_an_object_each(program, tmp_path):
    lines = [b"[/i] [bold]x", b"\x1b[31mred", b"\xff\xfe\xfa", b"(" * 20_000, b"a, " * 5_000]
    (tmp_path / "refs.txt").write_bytes(b"ok\n" + b"\n".join(lines))
    done = program("parse", "--lines", "refs.txt")
    assert done.returncode == 0, done.stderr.decode()
    rows = done.stdout.decode().split("\n")[:-1]
    assert len([json.loads(row) for row in rows]) == 6
    reference = "Tarn, O.\x1b[31m (2006), A [/i] title (Demos)."
    assert b"\x1b" not in program("parse", reference).stdout
    shown = program("parse", reference, "--explain").stdout.decode()
    assert shown.splitlines()[0] == reference.replace("\x1b", "")


TWO = (
    "Ostrom, E. (1990), Governing the Commons (Cambridge University Press). "
    "Hardin, G. (1968), The tragedy of the commons. Science, 162, pp. 1243–1248."
)


def test_a_suspected_border_and_a_missing_end_are_said(program):
    shown = program("parse", TWO).stdout.decode()
    assert "a second reference seems to begin at “Hardin, G. (1968), The tragedy of the …”" in shown
    assert "seems" not in program("parse", HARTLEY).stdout.decode()
    shown = program("parse", "Hood, C. (1991), A public management for all seasons? (Oxford").stdout
    assert "the end seems to be missing: it stops at “" in shown.decode()
    assert shown.decode().rstrip().endswith("for all seasons? (Oxford”")


def test_marks_are_given_to_programs_where_there_are_any(program):
    assert "marks" not in json.loads(program("parse", HARTLEY, "--format", "json").stdout)
    marks = json.loads(program("parse", TWO, "--format", "json").stdout)["marks"]
    assert {"what": "border", "at": TWO.index("Hardin")} in marks
    assert set(json.loads(program("parse", TWO, "--format", "jsonl").stdout)) == {
        "csl",
        "confidence",
    }


def test_a_reference_is_explained_to_a_reader(program):
    done = program("parse", HARTLEY, "--explain")
    assert done.returncode == 0, done.stderr.decode()
    rows = done.stdout.decode().splitlines()
    assert b"\x1b" not in done.stdout
    assert rows[0] == HARTLEY[:100].rsplit(" ", 1)[0]
    assert rows[1].startswith("a author~~~  b~~~   c title~~~")
    table = [" ".join(row.split()) for row in rows]
    assert any(row.startswith("b 13-17 date ") and row.endswith(" 2005") for row in table)
    assert any(row.startswith("type: journal article") for row in rows)


def test_a_reference_is_explained_to_a_program(program):
    held = json.loads(program("parse", f"  {HARTLEY}\n", "--explain", "--format", "json").stdout)
    assert list(held) == ["csl", "confidence", "string", "fields", "unread", "marks"]
    assert held["string"] == HARTLEY
    found = {field["variable"]: field for field in held["fields"]}
    assert found["issued"]["text"] == "2005"
    assert found.keys() == held["csl"].keys() - {"type"}
    for field in held["fields"]:
        assert field["text"] == HARTLEY[field["start"] : field["end"]]
        assert 0 <= field["confidence"] <= 1
    assert held["unread"] == held["marks"] == []


def test_each_line_of_a_file_is_explained(program, tmp_path):
    (tmp_path / "refs.txt").write_text(f"{HARTLEY}\n\n{TWO}\n", encoding="utf-8")
    done = program("parse", "--lines", "refs.txt", "--explain")
    assert done.returncode == 0, done.stderr.decode()
    rows = done.stdout.decode().splitlines()
    assert [row for row in rows if row.startswith("line ")] == [
        "line 1",
        "line 2 is empty",
        "line 3",
    ]
    assert any(row.strip("^ ") == "a second reference seems to begin here" for row in rows)
    done = program("parse", "--lines", "refs.txt", "--explain", "--format", "jsonl")
    held = [json.loads(row) for row in done.stdout.decode().splitlines()]
    assert [one["string"] for one in held] == [HARTLEY, "", TWO]
    assert held[1]["csl"] == {}
    plain = program("parse", "--lines", "refs.txt").stdout.decode().splitlines()
    assert [json.loads(row)["csl"] for row in plain] == [one["csl"] for one in held]
    assert all(json.loads(row).keys() == {"csl", "confidence"} for row in plain)
    read = program("parse", "--lines", "refs.txt", "--format", "pretty").stdout.decode()
    assert "line 3" in read
    assert "journal or book  Public Money & Management" in read


@pytest.mark.parametrize(
    ("arguments", "way_out"),
    [
        ((), "--lines FILE"),
        (("x", "--lines", "refs.txt"), "leave one of them out"),
        (("--lines", "refs.txt", "--format", "json"), "--format jsonl"),
        (("refs.txt",), "--lines refs.txt"),
        (("--lines", "."), "is a folder"),
        (("--lines", "ref.txt"), "did you mean refs.txt?"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_way_out(program, tmp_path, arguments, way_out):
    (tmp_path / "refs.txt").write_text(PERRI, encoding="utf-8")
    done = program("parse", *arguments)
    assert done.returncode == 2
    assert not done.stdout
    assert way_out in done.stderr.decode()
    assert len(done.stderr.decode().splitlines()) <= 3


def test_lines_of_another_encoding_and_endless_ones_are_said(program, tmp_path):
    endless = "€" * 50_000  # of three bytes each, so that one is cut in the middle
    lines = [
        PERRI.encode(),
        "Müller (2001), Öl.".encode("cp1252"),
        endless.encode(),
        PERRI.encode(),
    ]
    (tmp_path / "refs.txt").write_bytes(b"\n".join(lines))
    done = program("parse", "--lines", "refs.txt", "--explain", "--format", "jsonl")
    held = [json.loads(row)["string"] for row in done.stdout.decode().splitlines()]
    assert [held[0], held[1], held[3]] == [PERRI, "Müller (2001), Öl.", PERRI]
    assert held[2] == "€" * 33_333
    said = done.stderr.decode().splitlines()
    assert said[0].startswith("refs.txt: line 2 is not UTF-8 and read as Windows-1252")
    assert said[1].startswith("refs.txt: line 3 is longer than 100,000 bytes")
    assert program("parse", "--lines", "-", given=PERRI.encode()).stderr == b""


def test_a_line_as_long_as_can_be_is_whole(program, tmp_path):
    (tmp_path / "refs.txt").write_bytes(b"a" * 100_000 + b"\r\n" + b"b" * 99_999 + b"\n\nc")
    done = program("parse", "--lines", "refs.txt", "--explain", "--format", "jsonl")
    held = [json.loads(row)["string"] for row in done.stdout.decode().splitlines()]
    assert [(line[:1], len(line)) for line in held] == [
        ("a", 100_000),
        ("b", 99_999),
        ("", 0),
        ("c", 1),
    ]
    assert done.stderr == b""


COMMAND = (sys.executable, "-m", "joinedup_refs.cli", "parse", "--lines")


def test_ctrl_c_says_how_far_it_came():
    with subprocess.Popen(
        [*COMMAND, "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": ""},  # an answer that was read was counted
        # where the tests run in the background, Ctrl-C would be ignored
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  (one thread)
    ) as process:
        for _ in range(3):
            process.stdin.write(f"{PERRI}\n".encode())
            process.stdin.flush()
            assert process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        assert process.stderr.read().decode() == "joinedup-refs: stopped after 3 lines\n"
        process.stdin.close()


@pytest.mark.parametrize("extra", [(), ("--explain",)])
def test_a_reader_who_has_had_enough_is_no_error(tmp_path, extra):
    (tmp_path / "refs.txt").write_text(f"{HARTLEY}\n" * 2_000, encoding="utf-8")
    with subprocess.Popen(
        [*COMMAND, str(tmp_path / "refs.txt"), *extra],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout.readline()
        process.stdout.close()
        process.wait(30)
        assert process.stderr.read() == b""


def everything(terminal: int) -> str:
    """Read what was shown on a terminal that is closed on the other side."""
    told = b""
    try:
        while more := os.read(terminal, 4096):
            told += more
    except OSError:  # how Linux tells the end
        pass
    os.close(terminal)
    return told.decode()


def test_on_a_terminal_long_work_tells_how_far_it_is(tmp_path, monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    (tmp_path / "refs.txt").write_text(
        "".join(f"{n} {HARTLEY}\n" for n in range(60)), encoding="utf-8"
    )
    slow = (
        "from joinedup_refs.cli import lines, main\n"
        "lines._EVERY_S = lines._LONG_S = 0\n"
        "raise SystemExit(main())"
    )
    parent, child = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", slow, "parse", "--lines", str(tmp_path / "refs.txt")],
        stdout=subprocess.PIPE,
        stderr=child,
    ) as process:
        assert len(process.stdout.read().splitlines()) == 60
        assert process.wait(60) == 0
    os.close(child)
    told = everything(parent).replace("\x1b[K", "").split("\r")
    assert any(part.startswith("30 lines of the file (") for part in told)
    assert [part for part in told if part.startswith("60 lines in ") and "a second" in part]


def test_binary_data_are_no_lines(program, tmp_path):
    (tmp_path / "data.txt").write_bytes(bytes(range(1, 256)) * 40)
    done = program("parse", "--lines", "data.txt")
    assert done.returncode == 2
    assert done.stdout == b""
    assert "data.txt holds binary data, not text" in done.stderr.decode()


def test_a_file_without_lines_is_told(program, tmp_path):
    (tmp_path / "none.txt").write_bytes(b"")
    done = program("parse", "--lines", "none.txt")
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode() == "none.txt is empty: there is no line in it\n"
