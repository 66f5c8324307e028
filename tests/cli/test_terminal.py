"""On a real terminal nothing of a file, nor of its name, is a command; a pipe gets every byte."""

import os
import re
import subprocess
import sys

import pytest

pty = pytest.importorskip("pty", reason="Windows has no such terminals")

COMMANDS = "\x1b]0;mine\x07\x1b[2J\x9b31m\x08\u202e\u2067\x7f"
OBEYED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
TEXT = (
    f"Tolls rose (Har{COMMANDS}row, 2001; Vole{COMMANDS}, 1999). {'Ferries went on. ' * 50}\n\n"
    "References\n\n"
    f"Harrow, T. (2001), Tolls{COMMANDS} and ferries. Harbour Review, 12(3), pp. 9–4.\n"
    f"Quill, N. (2002), Ferries. Harbour{COMMANDS} Review, 12, pp. 56–61.\n"
)
LIST = TEXT.splitlines(keepends=True)[4:]
BIB = (
    f"@book{{a{COMMANDS}, title = {{Tolls{COMMANDS} & x}}, year = 2001, b{COMMANDS} = {{c}}}}\n"
    + ("@misc{b, title = {Ferries}, author = {Quill, N.}, year = 2002}\n" * 20)
)
NAME, LIBRARY = f"a{COMMANDS}.txt", f"a{COMMANDS}.bib"


def run(folder, arguments, stream):
    command = [sys.executable, "-m", "joinedup_refs.cli", *arguments]
    environment = {**os.environ, "TERM": "dumb", "PYTHONUTF8": "1"}
    return subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=stream,
        stderr=stream,
    )


def on_terminal(folder, arguments):
    ours, theirs = pty.openpty()
    process = run(folder, arguments, theirs)
    os.close(theirs)
    told = b""
    try:
        while piece := os.read(ours, 65_536):
            told += piece
    except OSError:  # how Linux says that the other end was closed
        pass
    os.close(ours)
    process.wait()
    return told.decode("utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("hostile")
    (made / NAME).write_text(TEXT, encoding="utf-8")
    (made / LIBRARY).write_text(BIB, encoding="utf-8")
    (made / "old.txt").write_bytes(
        b"M\xfcller (2001)\n\nReferences\n\nM\xfcller, A. (2001) Tolls.\n"
    )
    return made


@pytest.mark.parametrize(
    "arguments",
    [
        ("clean", NAME, "--full"),
        ("clean", NAME, "--unsafe", "--diff"),
        ("clean", NAME, "-o", "-"),
        ("clean", NAME, "-o", "-", "--to", "md"),
        ("clean", NAME, "-o", "-", "--to", "html", "--quiet"),
        ("clean", NAME, "-o", "-", "--to", "ris", "--quiet"),
        ("clean", NAME, "-o", f"refs{COMMANDS}.bib"),
        ("check", NAME, LIBRARY, f"no{COMMANDS}.txt"),
        ("check", NAME, LIBRARY, "--format", "concise"),
        ("check", NAME, LIBRARY, "--format", "github"),
        ("check", NAME, LIBRARY, "--format", "json"),
        ("check", NAME, LIBRARY, "--format", "sarif"),
        ("parse", LIST[0].strip()),
        ("parse", LIST[0].strip(), "--explain"),
        ("parse", "--lines", NAME, "--format", "jsonl"),
        ("convert", LIBRARY, "--to", "biblatex", "-o", "-"),
        ("convert", LIBRARY, "--to", "csl-json", "-o", "-"),
        ("cite", LIBRARY),
        ("style", "learn", NAME),
    ],
    ids=lambda given: " ".join(part[:12] for part in given if part.isprintable()),
)
def test_a_terminal_is_shown_signs_for_what_would_command_it(folder, arguments):
    told = on_terminal(folder, arguments).replace("\r\n", "\n")
    assert len(told) > 10, "something is shown"
    assert "Traceback" not in told
    assert "binary data" not in told
    assert not OBEYED.findall(told)


def test_a_file_or_a_program_gets_every_byte(folder):
    process = run(folder, ["clean", NAME, "-o", "-", "--quiet"], subprocess.PIPE)
    told = process.communicate()[0].decode("utf-8")
    assert told == "".join(LIST).replace("\x9b", "›")  # mended: so that code is meant
