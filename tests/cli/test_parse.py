import json
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
    shown = program("parse", "A\x1b[31m. [/i] (2001), [bold]T.").stdout.decode()
    assert "\x1b" not in shown
    assert "[/i" in shown
