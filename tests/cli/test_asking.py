"""Services asked from the command line: answers kept, work broken off and gone on with, plans."""

import json
import os
import pty
import re
import select
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from pathlib import Path

import crossref_server as double
import pytest
from crossref_server import CrossrefServer
from invented_works import invented
from pretended_time import PretendedTime

from joinedup_refs.cli.access import usual_cache
from joinedup_refs.cli.looking_up import LookingUp, duration, told
from joinedup_refs.sources import opening
from joinedup_refs.sources.source import Plan

QUICK = Path(__file__).parents[1] / "doubles" / "quick_program.py"
MAILTO = ("--mailto", "reader@example.org")
TWENTY = invented(20)


def served(references=TWENTY):
    server = CrossrefServer(one.work for one in references if one.work)
    server.aliases = {one.printed: one.doi for one in references if one.kind == "alias"}
    return server


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setattr(opening, "REAL", PretendedTime().timing)
    with served() as running:
        yield running


@pytest.fixture
def lines(tmp_path):
    path = tmp_path / "refs.txt"
    path.write_text("".join(one.line + "\n" for one in TWENTY), encoding="utf-8")
    return path


def answers(done):
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def right(held, references=TWENTY):
    return [one["doi"] for one in held] == [one.doi or None for one in references]


def about(at):
    title = TWENTY[at].line.split("), ")[1].partition(".")[0]
    return lambda asked: title in str(asked.parameters)


@pytest.mark.parametrize("command", ["clean", "check", "match"])
def test_what_was_answered_is_not_asked_again(program, server, lines, command):
    named = ("--lines", lines) if command == "match" else (lines, "--list-only")
    first = program(command, *named, "--source", server.url, *MAILTO)
    asked = len(server.asked)
    assert asked > 20
    again = program(command, *named, "--source", server.url, *MAILTO)
    assert len(server.asked) == asked
    assert (again.returncode, again.stdout) == (first.returncode, first.stdout)
    if command == "match":
        assert right(answers(first))


def test_answers_are_kept_where_only_their_owner_reads_them(program, server, lines):
    program("match", "--lines", lines, "--source", server.url)
    path = usual_cache()
    assert path.is_relative_to(os.environ["XDG_CACHE_HOME"])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_cache_of_ones_own_and_none(program, server, lines, tmp_path):
    def asked_with(*options):
        server.asked.clear()
        program("match", "--lines", lines, "--source", server.url, *options)
        return server.questions

    everything = asked_with("--no-cache")
    assert {one.line for one in TWENTY} < everything
    assert asked_with("--cache", tmp_path / "own") == everything
    assert asked_with("--cache", tmp_path / "own") == frozenset()
    assert asked_with("--no-cache") == everything


@pytest.mark.parametrize("other", [("--offline",), ("--cache", "own")])
def test_no_cache_contradicts_what_needs_one(program, server, other):
    done = program("match", "A, B. (2001), C.", "--source", server.url, "--no-cache", *other)
    assert done.returncode == 2
    assert f"--no-cache and {other[0]} exclude each other" in done.stderr.decode()


def test_what_is_no_cache_is_not_touched(program, server, lines, tmp_path):
    thesis = tmp_path / "thesis.txt"
    thesis.write_text("Many words. " * 400, encoding="utf-8")
    library = tmp_path / "zotero.sqlite"
    with sqlite3.connect(library) as database:
        database.execute("CREATE TABLE items (id INTEGER)")
    database.close()
    for path in (thesis, library):
        before = path.read_bytes()
        done = program("match", "--lines", lines, "--source", server.url, "--cache", path)
        assert done.returncode == 2
        assert "cannot be used as a cache" in done.stderr.decode()
        assert program("cache", "clear", "--cache", path).returncode == 2
        assert path.read_bytes() == before
    assert server.asked == []


def test_a_usual_cache_that_is_damaged_is_said_and_done_without(program, server, lines):
    path = usual_cache()
    path.parent.mkdir(parents=True, exist_ok=True)
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    path.write_bytes(b"no database at all " * 400)
    done = program("match", "--lines", lines, "--source", server.url)
    assert done.returncode == 0
    assert done.stderr.decode().startswith("answers are not kept this time: ")
    assert right(answers(done))
    assert program("cache", "clear").returncode == 0
    assert program("match", "--lines", lines, "--source", server.url).stderr == b""


def test_offline_gives_what_is_kept_and_calls_nothing_else_missing(program, server, lines):
    half = lines.with_name("half.txt")
    half.write_text("".join(one.line + "\n" for one in TWENTY[::2]), encoding="utf-8")
    match = ("match", "--source", server.url, "--cache", "kept", "--lines")
    program(*match, half)
    server.asked.clear()
    done = program(*match, lines, "--offline")
    assert server.asked == []
    assert done.returncode == 3
    held = answers(done)
    assert [one["verdict"] == "unreachable" for one in held] == [False, True] * 10
    assert right(held[::2], TWENTY[::2])
    assert "nothing that Crossref has answered before is kept" in held[1]["reason"]
    again = program(*match, half, "--offline")
    assert again.returncode == 0
    cleaned = program("clean", lines, "--list-only", *match[1:-1], "--offline")
    assert cleaned.returncode == 3
    assert cleaned.stdout.decode().lower().count("could not be checked") >= 1
    assert server.asked == []


def test_lines_are_incomplete_until_everything_was_answered(program, server, lines):
    server.spoil = lambda asked, right: double.BROKEN if about(3)(asked) else right
    match = ("match", "--lines", lines, "--source", server.url, "--cache", "kept")
    first = program(*match)
    assert first.returncode == 3
    assert [one["verdict"] for one in answers(first)].count("unreachable") == 1
    assert answers(first)[3]["verdict"] == "unreachable"
    server.spoil = lambda _, right: right
    server.asked.clear()
    second = program(*match)
    assert second.returncode == 0
    assert right(answers(second))
    assert len(server.asked) == 1


THREE = """\
{found}
{contradicted}
{missing}
{unreachable}
"""


def test_unreachable_not_found_and_contradicted_are_three_things_everywhere(
    program, server, tmp_path
):
    contradicted = TWENTY[6].line.replace("(1956)", "(1999)")
    assert contradicted != TWENTY[6].line
    text = tmp_path / "refs.txt"
    text.write_text(
        THREE.format(
            found=TWENTY[0].line,
            contradicted=contradicted,
            missing=TWENTY[2].line,
            unreachable=TWENTY[12].line,
        ),
        encoding="utf-8",
    )
    server.spoil = lambda asked, right: double.HTML if about(12)(asked) else right
    source = ("--source", server.url)
    match = program("match", "--lines", text, *source)
    assert match.returncode == 3
    held = answers(match)
    assert [one["verdict"] for one in held][2:] == ["reject", "unreachable"]
    assert [one["verdict"] for one in held][:2] == ["accept", "accept"]
    assert "differs" not in held[0]["reason"]
    assert "year differs" in held[1]["reason"]
    assert held[2]["reason"] != held[3]["reason"]
    shown = {
        form: program("clean", text, "--list-only", *source, "--format", form)
        for form in ("pretty", "concise", "json", "sarif", "github")
    }
    page = program("clean", text, "--list-only", *source, "--report", "page.html")
    assert {one.returncode for one in (*shown.values(), page)} == {3}
    told = {form: done.stdout.decode() for form, done in shown.items()}
    told["html"] = (tmp_path / "page.html").read_text(encoding="utf-8")
    for form, output in told.items():
        said = output.casefold()
        assert "could not be checked" in said, form
        assert "which proves nothing" in said, form
        assert "1999" in said, form
    codes = {"EVD003": "r3", "EVD004": "r4"}
    for finding in json.loads(told["json"])["findings"]:
        if finding["code"] in codes:
            assert finding["references"] == [codes.pop(finding["code"])]
    assert not codes


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_what_was_broken_off_is_gone_on_with(tmp_path, how):
    references = invented(60)
    text = tmp_path / "refs.txt"
    text.write_text("".join(one.line + "\n" for one in references), encoding="utf-8")
    with served(references) as server:
        # nobody waits for the later ones, and so the work cannot be over before it is broken off
        later = {one.line for one in references[40:]}
        server.spoil = lambda asked, right: (
            double.slow(600) if later & set(double.questions(asked)) else right
        )
        command = [sys.executable, QUICK, "match", "--lines", text, "--source", server.url]
        command += [*MAILTO, "--cache", tmp_path / "kept"]
        environment = os.environ | {"PYTHONFAULTHANDLER": "1"}
        process = subprocess.Popen(
            [str(part) for part in command],
            bufsize=0,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  (one thread)
        )
        with process:
            first = [process.stdout.readline() for _ in range(20)]
            process.send_signal(how)
            rest, said = process.communicate(timeout=60)
        assert process.returncode == (130 if how is signal.SIGINT else -signal.SIGKILL)
        if how is signal.SIGINT:
            done = len(first) + len(rest.splitlines())
            after = re.fullmatch(
                r"joinedup-refs: after (\d+) lines stopped; what was answered is kept, "
                r"and the same command goes on from there\n",
                said.decode(),
            )
            assert int(after[1]) in {done, done - 1}  # the last may be written but not counted
        server.asked.clear()
        server.spoil = lambda _, right: right
        finished = subprocess.run(
            [str(part) for part in command], capture_output=True, env=environment, check=False
        )
        assert finished.returncode == 0, finished.stderr.decode()
        held = [json.loads(line) for line in finished.stdout.splitlines()]
        assert right(held, references)
        assert finished.stdout.startswith(b"".join(first))
        # what was told is not asked about again, and what nobody answered is
        told = references[:20]
        assert server.questions.isdisjoint(part for one in told for part in (one.line, one.printed))
        assert later <= server.questions
        server.asked.clear()
        again = subprocess.run(
            [str(part) for part in command], capture_output=True, env=environment, check=False
        )
        assert again.stdout == finished.stdout
        assert server.asked == []


def test_a_text_that_was_broken_off_is_gone_on_with(tmp_path, lines):
    with served() as server:
        later = {one.line for one in TWENTY[10:]}
        server.spoil = lambda asked, right: (
            double.slow(600) if later & set(double.questions(asked)) else right
        )
        command = [sys.executable, str(QUICK), "clean", str(lines), "--list-only"]
        command += ["--source", server.url, *MAILTO, "--cache", str(tmp_path / "kept")]
        with subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509  (one thread)
        ) as process:
            while not later & server.questions:
                assert process.poll() is None
                time.sleep(0.01)
            process.send_signal(signal.SIGINT)
            shown, said = process.communicate(timeout=60)
        assert (process.returncode, shown) == (130, b"")
        assert said.decode() == (
            "joinedup-refs: stopped; what was answered is kept, "
            "and the same command goes on from there\n"
        )
        server.spoil = lambda _, right: right
        server.asked.clear()
        finished = subprocess.run(command, capture_output=True, check=False)
        assert finished.returncode == 0, finished.stderr.decode()
        rest = server.questions
        server.asked.clear()
        subprocess.run([*command[:-2], "--no-cache"], capture_output=True, check=True)
        assert later <= rest < server.questions


def test_who_types_a_line_gets_its_answer_before_the_next(tmp_path):
    with served() as server:
        command = [sys.executable, str(QUICK), "match", "--lines", "-", "--source", server.url]
        with subprocess.Popen(
            [*command, "--no-cache"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path
        ) as process:
            for one in TWENTY[:4]:
                process.stdin.write(one.line.encode() + b"\n")
                process.stdin.flush()
                ready, _, _ = select.select([process.stdout], [], [], 30)
                assert ready
                assert json.loads(process.stdout.readline())["doi"] == (one.doi or None)
            process.stdin.close()
            assert process.stdout.read() == b""
        assert process.returncode == 0


def test_many_requests_are_told_before_they_are_made(program, tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "REAL", PretendedTime().timing)
    references = invented(150)
    text = tmp_path / "refs.txt"
    text.write_text("".join(f"{one.line}\n" * 2 for one in references), encoding="utf-8")
    with served(references) as server:
        few = program("match", "--lines", text, "--source", server.url, "--dry-run")
        assert server.asked == []
        assert few.returncode == 0
        # a line that stands there twice is asked about once; a DOI is printed in 4 of 6
        assert few.stdout.decode() == (
            f"{text}, crossref: 150 searches and 2 requests for printed DOIs at 1 a second: "
            "about 3 min\n"
        )
        monkeypatch.setattr("joinedup_refs.cli.looking_up.MANY", 100)
        told_first = program("match", "--lines", text, "--source", server.url, *MAILTO)
        assert told_first.returncode == 0
        assert told_first.stderr.decode() == (
            "crossref: 150 searches and 2 requests for printed DOIs at 3 a second: about 50 s; "
            "a local index needs no network\n"
        )
        kept = program("match", "--lines", text, "--source", server.url, "--dry-run")
        assert kept.stdout.decode() == (
            f"{text}, crossref: nothing to ask; 250 answers kept from before\n"
        )


@pytest.mark.parametrize("command", ["clean", "check"])
def test_a_plan_for_texts(program, server, lines, tmp_path, command):
    other = tmp_path / "other.txt"
    other.write_text(TWENTY[0].line + "\n", encoding="utf-8")
    done = program(
        *(command, lines, other, "--list-only", "--source", server.url, "--dry-run", "--no-cache")
    )
    assert done.returncode == 0
    assert server.asked == []
    assert done.stdout.decode() == (
        f"{lines}, crossref: 20 searches and 1 request for printed DOIs at 1 a second: about 20 s\n"
        f"{other}, crossref: 1 search at 1 a second: about 1 s\n"
    )


def test_a_plan_needs_somebody_to_ask(program, lines, tmp_path):
    done = program("clean", lines, "--dry-run")
    assert done.returncode == 2
    assert "--source" in done.stderr.decode()
    shelf = tmp_path / "shelf.json"
    shelf.write_text("[]", encoding="utf-8")
    done = program("match", "--lines", lines, "--source", shelf, "--dry-run")
    assert done.stdout.decode() == f"{lines}: nothing is asked; the records are on this machine\n"


def test_the_plan_of_a_long_list_is_in_hours():
    plan = Plan("crossref", searches=200_000, lookups=0, kept=0, per_second=3)
    assert told(plan) == (
        "crossref: 200,000 searches at 3 a second: about 18 h 30 min; "
        "a local index needs no network"
    )
    slow = plan._replace(per_second=1, kept=1, hint="with an address it is quicker")
    assert told(slow) == (
        "crossref: 200,000 searches at 1 a second: about 56 h; 1 answer kept from before; "
        "a local index needs no network\nwith an address it is quicker"
    )


def test_the_plan_of_what_one_day_does_not_allow_is_in_days():
    plan = Plan("openalex", 150, 0, 0, per_second=5, hint="with a key it is more", days=2)
    assert told(plan) == (
        "openalex: 150 searches at 5 a second: 2 days at the least, since it allows only so much "
        "in a day; a local index needs no network\nwith a key it is more"
    )


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "1 s"),
        (9.4, "9 s"),
        (94, "90 s"),
        (96, "2 min"),
        (3569, "59 min"),
        (3571, "1 h"),
        (35_900, "10 h"),
        (86_400, "24 h"),
        (1e6, "278 h"),
    ],
)
def test_times_are_told_in_round_numbers(seconds, said):
    assert duration(seconds) == said


class Terminal:
    """Standard error that says it is a terminal."""

    def __init__(self):
        self.written = []

    def isatty(self):
        return True

    def write(self, text):
        self.written.append(text)

    def flush(self):
        """Do nothing."""


def test_the_rate_is_that_of_the_last_minute(monkeypatch):
    terminal, clock = Terminal(), PretendedTime()
    monkeypatch.setattr(sys, "stderr", terminal)
    shown = LookingUp(clock=lambda: clock.now)
    for done in range(1, 501):  # kept from before: all in a second
        clock.sleep(0.002)
        shown.count(done, 1000)
    for done in range(501, 801):
        clock.sleep(1 / 3)
        shown.count(done, 1000)
    assert terminal.written[-1] == (
        "\r\033[K800 of 1,000 references looked up, 3.0 a second, about 1 min left"
    ) or terminal.written[-1].endswith("3.0 a second, about 70 s left")
    assert len(terminal.written) < 250
    shown.waits(12, "Crossref says it was asked too often (429)\x1b[31m")
    assert terminal.written[-1] == (
        "\r\033[KCrossref says it was asked too often (429)?[31m; trying again in 10 s"
    )
    shown.count(801, 1000)
    assert "trying again" in terminal.written[-1]
    clock.sleep(13)
    shown.count(802, 1000)
    assert "802 of 1,000" in terminal.written[-1]
    shown.count(1000, 1000)
    assert terminal.written[-1] == "\r\033[K"


def test_a_count_is_shown_on_a_terminal_only(tmp_path):
    references = invented(30)
    text = tmp_path / "refs.txt"
    text.write_text("".join(one.line + "\n" for one in references), encoding="utf-8")
    parent, child = pty.openpty()
    with served(references) as server:
        server.pace_s = 0.03
        command = [sys.executable, str(QUICK), "clean", str(text), "--list-only"]
        command += ["--source", server.url, *MAILTO, "--no-cache"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=child) as process:
            os.close(child)
            said = b""
            while True:
                try:
                    piece = os.read(parent, 4096)
                except OSError:
                    break
                if not piece:
                    break
                said += piece
        os.close(parent)
        assert process.returncode == 0
        assert re.search(rb"\d+ of 30 references looked up, [\d.]+ a second, about \d", said)
        assert said.endswith(b"\r\033[K")
        quiet = subprocess.run(command, capture_output=True, check=False)
        assert quiet.stderr == b""


def test_the_cache_tells_what_it_holds_and_forgets_it(program, server, lines, tmp_path):
    own = tmp_path / "own"
    empty = program("cache", "info", "--cache", own)
    assert empty.stdout.decode() == f"{own}: nothing is kept\n"
    assert not own.exists()
    program("match", "--lines", lines, "--source", server.url, "--cache", own)
    held = program("cache", "--cache", own).stdout.decode()
    missing = sum(one.kind == "wrong doi" for one in TWENTY)
    assert re.fullmatch(rf"{own}: \d+ with records, {missing} without, [\d.]+ [kM]B\n", held)
    assert program("cache", "clear", "--cache", own).returncode == 0
    assert (
        program("cache", "info", "--cache", own)
        .stdout.decode()
        .startswith(f"{own}: 0 with records, 0 without")
    )
    asked = server.questions
    server.asked.clear()
    program("match", "--lines", lines, "--source", server.url, "--cache", own)
    assert server.questions == asked
