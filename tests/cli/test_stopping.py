"""Ctrl-C while the program is loaded and while it works."""

import signal
import subprocess
import sys
import time

import pytest

COMMAND = [sys.executable, "-m", "joinedup_refs.cli"]
LOADING = """
import os, signal
from joinedup_refs.cli import stopping
assert stopping.loading_begins()
os.kill(os.getpid(), signal.SIGINT)
"""
SWALLOWED = """
import os, signal, sys, time
from joinedup_refs.cli import start

class Kept:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(1)

def app(**_):
    Kept()
    time.sleep(20)

start.app = app
start.program()
"""


def interrupted(*arguments, after):
    with subprocess.Popen(
        [*COMMAND, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # where the tests run in the background, Ctrl-C would be ignored
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509  (one thread)
    ) as process:
        time.sleep(after)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    return process.returncode, said.decode()


@pytest.mark.parametrize("after", [0.5, 2.0])
def test_ctrl_c_has_a_word_and_the_exit_code_of_shells(tmp_path, after):
    (tmp_path / "long.bib").write_text(
        "".join(f"@book{{k{n}, title={{Town {n}}}, year={{2001}}}}\n" for n in range(60_000)),
        encoding="utf-8",
    )
    code, said = interrupted(
        "convert", str(tmp_path / "long.bib"), "-o", str(tmp_path / "out.ris"), after=after
    )
    assert (code, said) == (130, "joinedup-refs: stopped\n")


def test_ctrl_c_while_modules_are_loaded_is_no_traceback():
    done = subprocess.run(
        [sys.executable, "-c", LOADING],
        capture_output=True,
        check=False,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert (done.returncode, done.stderr) == (130, b"joinedup-refs: stopped\n")


def test_ctrl_c_counts_where_python_would_print_its_exception_and_go_on():
    done = subprocess.run(
        [sys.executable, "-c", SWALLOWED],
        capture_output=True,
        check=False,
        timeout=15,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert (done.returncode, done.stderr) == (130, b"joinedup-refs: stopped\n")
