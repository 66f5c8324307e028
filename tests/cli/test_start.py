"""How the program begins, and how it fails."""

import json

import pytest

from joinedup_refs import __version__
from joinedup_refs.cli import start


def refused(done, *said):
    """The program said so in at most three lines on standard error, and nothing else."""
    message = done.stderr.decode()
    assert done.returncode == 2, message
    assert done.stdout == b""
    assert len(message.splitlines()) <= 3, message
    assert "Traceback" not in message
    assert "an error in joinedup-refs itself" not in message
    for part in said:
        assert part in message


def test_alone_it_prints_three_examples(program):
    done = program()
    assert done.returncode == 0
    assert sum(row.startswith("  joinedup-refs ") for row in done.stdout.decode().splitlines()) == 3


def test_version(program):
    assert program("--version").stdout.decode().strip() == f"joinedup-refs {__version__}"


@pytest.mark.parametrize("command", [(), ("clean",), ("check",), ("parse",), ("rule",)])
def test_every_help_has_examples(program, command):
    done = program(*command, "--help")
    assert done.returncode == 0
    assert "Examples:" in done.stdout.decode()
    assert done.stdout.decode().count("    joinedup-refs ") >= 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bogus"], "No such command"),
        (["clean"], "Missing argument"),
        (["clean", "--bogus", "x"], "No such option"),
        (["check", "article.txt", "--format", "xml"], "pretty"),
        (["check", "article.txt", "--fail-on", "never"], "warning"),
        (["clean", "article.txt", "--to", "bib"], "-o -"),
        (["clean", "article.txt", "-o", "refs.xyz"], "--to"),
        (["clean", "article.txt", "-o", "refs.txt", "--to", "xyz"], "no form is called"),
        (["clean", "article.txt", "--report", "why.pdf"], ".html"),
        (["clean", "article.txt", "--safe-only", "--unsafe"], "exclude each other"),
        (["clean", "article.txt", "-o", "article.txt"], "is the input"),
        (["clean", "article.txt", "--report", "./article.txt"], "overwrite the input"),
        (["clean", "-", "--in-place"], "standard input"),
        (["check", "article.txt", "--select", "LST999"], "no rule is called"),
        (["rule", "merged-entry"], "did you mean merged-entries?"),
        (["rule", "lst10"], "did you mean LST10"),
        (["parse"], "--lines"),
        (["parse", "x", "--lines", "y"], "--lines"),
        (["parse", "--lines", "none.txt"], "there is no file none.txt"),
    ],
)
def test_what_makes_no_sense_is_refused(program, article, arguments, said):
    before = article.read_bytes()
    refused(program(*arguments), said)
    assert article.read_bytes() == before
    assert [p.name for p in article.parent.iterdir()] == ["article.txt"]


@pytest.mark.parametrize(("group", "last"), [("style", "learn"), ("zotero", "push")])
def test_a_group_without_its_command_shows_its_whole_help(program, group, last):
    done = program(group)
    assert (done.returncode, done.stdout) == (2, b"")
    rows = done.stderr.decode().splitlines()
    assert rows[0].startswith("Usage: ")
    assert any(row.split()[:1] == [last] for row in rows)


@pytest.mark.parametrize("command", ["clean", "check"])
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("binary.txt", bytes(range(256)) * 20, "binary"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".doc"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "image"),
        ("undefined.txt", b"caf\x81 \x8d " * 9, "--encoding"),
    ],
)
def test_what_is_no_text_is_refused(program, tmp_path, command, name, content, said):
    (tmp_path / name).write_bytes(content)
    refused(program(command, name), said)
    assert (tmp_path / name).read_bytes() == content


def test_a_folder_and_a_missing_file_are_refused(program, article):
    refused(program("clean", article.parent), "is a folder")
    refused(program("clean", "artcle.txt"), "there is no file", "did you mean article.txt?")
    refused(program("clean", "nowhere/else.txt"), "there is no folder")


def test_a_hostile_file_name_commands_no_terminal(program):
    refused(program("clean", "a\x1b[31m\nb\nc\nd.txt"), "there is no file")
    assert b"\x1b" not in program("clean", "a\x1b[31m.txt").stderr


def test_the_last_resort_says_what_to_do_and_hides_nothing_when_asked(monkeypatch, capsys):
    def broken(*_, **__):
        raise ZeroDivisionError("deep\ninside")

    monkeypatch.setattr(start, "app", broken)
    monkeypatch.delenv("JOINEDUP_REFS_DEBUG", raising=False)
    assert start.main([]) == 2
    said = capsys.readouterr().err
    assert "an error in joinedup-refs itself" in said
    assert len(said.splitlines()) <= 3
    monkeypatch.setenv("JOINEDUP_REFS_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        start.main([])


def test_every_rule_has_its_page(program):
    listed = program("rule").stdout.decode().splitlines()
    assert any(row.startswith("LST101  merged-entries ") for row in listed)
    done = program("rule", "lst101")
    assert done.returncode == 0
    page = done.stdout.decode()
    assert page.startswith("LST101 merged-entries (error)")
    assert "Why" in page
    assert program("rule", "Merged-Entries").stdout == done.stdout
    assert "on by default; mends: well supported" in page
    assert "## Examples\n\nFound: " in page
    assert "  entries afterwards:\n    " in page


def test_rules_are_listed_by_family_with_those_that_are_off(program):
    told = program("rule").stdout.decode()
    assert "\n\nLST: the division of the list into entries\nLST101  merged-entries" in told
    [row] = [row for row in told.splitlines() if row.startswith("CON603")]
    assert row.endswith("(off unless asked for)")
    page = program("rule", "CON603").stdout.decode()
    assert "off unless asked for: --extend CON603; shown only; needs records: --source" in page


def test_rules_can_be_read_by_programs(program):
    held = json.loads(program("rule", "--format", "json").stdout)
    rules = {rule["code"]: rule for rule in held["rules"]}
    assert list(rules) == sorted(rules)
    assert rules["CON603"]["by_default"] is False
    assert rules["CON603"]["needs_records"] is True
    assert rules["LST101"]["fixes"] == ["evident", "unsafe"]
    assert rules["SUP001"]["about"] == "what is to be left alone"
    one = json.loads(program("rule", "LST101", "--format", "json").stdout)
    assert one == rules["LST101"]
    assert one["examples"][0]["finds"]


@pytest.mark.parametrize("group", ["style", "zotero"])
def test_a_group_of_commands_alone_shows_its_whole_help(program, group):
    done = program(group)
    assert done.returncode == 2
    said = done.stderr.decode()
    assert f" {group} [OPTIONS] COMMAND" in said.splitlines()[0]
    assert said.strip() == program(group, "--help").stdout.decode().strip()
