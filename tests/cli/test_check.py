"""`check`: one text or many, in every form."""

import json
import shutil

import pytest

LIST = "References\n\nAdams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"


@pytest.fixture
def folder(article):
    """Two articles, a list, a page, and what is passed over."""
    here = article.parent / "texts"
    (here / "deep").mkdir(parents=True)
    shutil.copy(article, here / "one.txt")
    shutil.copy(article, here / "deep" / "two.md")
    (here / "list.txt").write_text(LIST, encoding="utf-8")
    (here / "notes.txt").write_text("Nothing to see here.\n", encoding="utf-8")
    (here / "one.mended.txt").write_text(LIST, encoding="utf-8")
    (here / ".hidden.txt").write_text(LIST, encoding="utf-8")
    (here / ".git").mkdir()
    (here / ".git" / "a.txt").write_text(LIST, encoding="utf-8")
    (here / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return here


@pytest.mark.usefixtures("article")
def test_findings_are_shown_with_their_lines(program):
    told = program("check", "article.txt").stdout.decode()
    assert "article.txt:10:54: error CIT203 citation-year-mismatch: " in told.replace("\n    ", " ")
    assert "16 |   • erri 6 (1997), Holistic Towns (Demos)." in told
    assert "   |     ^^^^" in told
    assert "(best guess, your decision)" in told
    assert "NOT CHECKED against any record." in told
    assert "\x1b" not in told


def test_a_folder_is_checked_file_by_file(program, folder):
    done = program("check", folder.name, "--format", "json")
    assert done.returncode == 1
    held = json.loads(done.stdout)
    assert [one["summary"]["input"] for one in held["files"]] == [
        "texts/list.txt",
        "texts/one.txt",
        "texts/deep/two.md",
    ]
    assert held["summary"]["passed_over"] == 1
    assert held["summary"]["references"] == 13
    told = program("check", folder.name).stdout.decode()
    assert "in 13 references of 3 texts" in told
    assert "1 file without a reference list passed over." in told


def test_what_cites_works_and_has_no_list_does_not_pass(program, tmp_path):
    cites = tmp_path / "cites"
    cites.mkdir()
    (cites / "named.txt").write_text("On tolls\n\nTolls rose (Adams, 2001).\n", "utf-8")
    (cites / "numbered.txt").write_text("On tides\n\nTides rose [1, 2].\n", "utf-8")
    (cites / "keyed.md").write_text("On tugs\n\nTugs rose [@adams2001; @brook2002].\n", "utf-8")
    (cites / "none.txt").write_text("A note on tolls.\n", "utf-8")
    for name, said in (
        ("named.txt", "though the text cites 1 work."),
        ("numbered.txt", "though the text cites 2 works by number."),
        ("keyed.md", "though the text cites 2 works by key; check their bibliography file"),
    ):
        done = program("check", f"cites/{name}", "--format", "concise")
        assert done.returncode == 1
        assert said in done.stdout.decode()
    pandoc = "---\nbibliography: tugs.bib\n---\n\nTugs rose [@adams2001; @brook2002].\n"
    (tmp_path / "pandoc.md").write_text(pandoc, "utf-8")
    done = program("check", "pandoc.md")
    assert done.returncode == 1
    assert "what it cites by key is in tugs.bib" in " ".join(done.stdout.decode().split())
    assert "--heading" not in done.stdout.decode()
    assert program("check", "cites/none.txt").returncode == 0
    done = program("check", "cites", "--format", "json")
    assert done.returncode == 1
    held = json.loads(done.stdout)
    assert len(held["files"]) == 3
    assert held["summary"]["passed_over"] == 1
    listed = "References\n\nAdams, B. (2001), Tolls. Policy Studies, 22, 1, pp. 1–9.\n"
    (cites / "list.txt").write_text(f"Tolls rose (Adams, 2001).\n\n{listed}", "utf-8")
    done = program("check", "cites", "--format", "json")  # chapters, and their list
    assert done.returncode == 0
    assert json.loads(done.stdout)["summary"]["passed_over"] == 4


def test_an_empty_folder_is_refused(program, tmp_path):
    (tmp_path / "empty").mkdir()
    done = program("check", "empty")
    assert done.returncode == 2
    assert b"holds no file that is read here" in done.stderr


@pytest.mark.usefixtures("folder")
def test_each_file_is_looked_at_once(program):
    done = program("check", "texts/one.txt", "texts", "./texts/one.txt", "--format", "json")
    names = [one["summary"]["input"] for one in json.loads(done.stdout)["files"]]
    assert names == ["texts/one.txt", "texts/list.txt", "texts/deep/two.md"]


@pytest.mark.usefixtures("article")
def test_one_that_cannot_be_read_does_not_keep_the_others_from_it(program, tmp_path):
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    arguments = ("check", "none.txt", "article.txt", "binary.txt")
    done = program(*arguments, "--format", "json")
    assert done.returncode == 2
    held = json.loads(done.stdout)
    assert [one["summary"]["input"] for one in held["files"]] == ["article.txt"]
    assert [one["input"] for one in held["unreadable"]] == ["none.txt", "binary.txt"]
    assert b"there is no file none.txt" in done.stderr
    run = json.loads(program(*arguments, "--format", "sarif").stdout)["runs"][0]
    assert len(run["invocations"][0]["toolExecutionNotifications"]) == 2


def test_the_gravest_exit_code_counts(program, article):
    (article.parent / "clean.txt").write_text(LIST, encoding="utf-8")
    select = ("--select", "LST101")
    assert program("check", "clean.txt", *select).returncode == 0
    assert program("check", "clean.txt", "article.txt", *select).returncode == 1
    assert program("check", "clean.txt", "none.txt", *select).returncode == 2


def test_standard_input_has_a_name(program, article):
    given = article.read_bytes()
    done = program("check", "-", "--stdin-filename", "a/b.md", "--format", "concise", given=given)
    assert done.stdout.decode().splitlines()[0].startswith("a/b.md:")
    page = b"<p>References</p><p>Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1-9.</p>"
    done = program("check", "-", "--stdin-filename", "b.html", "--format", "json", given=page)
    assert json.loads(done.stdout)["references"][0]["text"].startswith("Adams")
    done = program("check", "article.txt", "--stdin-filename", "x.md")
    assert done.returncode == 2
    assert b"give - as the FILE" in done.stderr


@pytest.mark.usefixtures("article")
def test_github_is_told_of_each_finding(program):
    rows = program("check", "article.txt", "--format", "github").stdout.decode().splitlines()
    assert [
        r for r in rows if r.startswith("::error file=article.txt,line=10,col=54,endColumn=73,")
    ]
    assert all(row.startswith(("::error ", "::warning ", "::notice ")) for row in rows)


@pytest.mark.usefixtures("article")
def test_rules_are_counted(program):
    told = program("check", "article.txt", "--statistics").stdout.decode().splitlines()
    numbers = [int(row.split()[0]) for row in told]
    assert numbers == sorted(numbers, reverse=True)
    held = json.loads(program("check", "article.txt", "--statistics", "--format", "json").stdout)
    by_code = {row["code"]: row for row in held["statistics"]}
    assert by_code["LST101"]["found"] == by_code["LST101"]["mendable"] == 1
    assert by_code["CIT203"]["decisions"] == 1
    assert sum(row["found"] for row in held["statistics"]) == sum(numbers)
    for more, said in ((("--format", "sarif"), b"no form sarif"), (("--diff",), b"two views")):
        done = program("check", "article.txt", "--statistics", *more)
        assert done.returncode == 2
        assert said in done.stderr


@pytest.mark.usefixtures("article")
def test_levels_say_what_the_diff_shows(program):
    def added(*more) -> str:
        rows = program("check", "article.txt", "--diff", *more).stdout.decode().splitlines()
        return "\n".join(row for row in rows if row.startswith("+") and row[1:2] != "+")

    assert "Perri 6 (1997)" in added()
    assert "Perri" not in added("--safe-only")
    assert "Perri" not in added("--fill-only")
    assert added("--unsafe") != ""
    for other in ("--safe-only", "--fill-only"):
        done = program("check", "article.txt", other, "--unsafe")
        assert (done.returncode, done.stdout) == (2, b"")
        assert f"{other} and --unsafe exclude each other" in done.stderr.decode()
    told = program("check", "article.txt", "--safe-only").stdout.decode()
    assert "more can be mended without --safe-only." in told


@pytest.mark.usefixtures("article")
@pytest.mark.parametrize("command", ["check", "clean"])
def test_a_diff_has_one_form(program, command):
    done = program(command, "article.txt", "--diff", "--format", "json")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"cannot be shown as json" in done.stderr


@pytest.mark.usefixtures("article")
def test_where_nothing_would_change_that_is_said_aside(program):
    done = program("check", "article.txt", "--diff", "--select", "CIT", "--ignore", "LST")
    assert done.stdout == b""
    assert b"nothing changes in the text" in done.stderr


def test_reports_of_several_texts(program, folder):
    done = program("check", folder.name, "--report", "why.sarif", "--quiet")
    assert (done.stdout, done.stderr) == (b"", b"")
    log = json.loads((folder.parent / "why.sarif").read_text(encoding="utf-8"))
    uris = {
        r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for r in log["runs"][0]["results"]
    }
    assert uris >= {"texts/one.txt", "texts/deep/two.md"}
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert all("## What it does" in rule["help"]["markdown"] for rule in rules)
    assert program("check", folder.name, "--report", "why.html").returncode == 2
    done = program("check", folder.name, "--report", "texts/one.txt")
    assert b"overwrite the input" in done.stderr


@pytest.mark.parametrize("form", ["pretty", "concise", "github", "json", "sarif"])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_every_form_can_be_written_to_any_terminal(program, article, form, encoding):
    article.write_bytes("Weg\x1b[2J 王小明 (2001).\n\nReferences\n\n王小明 (2002), 題.\n".encode())
    done = program("check", "article.txt", "--format", form, encoding=encoding)
    assert done.returncode in {0, 1}, done.stderr.decode()
    assert b"\x1b" not in done.stdout


def test_no_colour_where_it_is_not_wanted(program, article, monkeypatch):
    from rich.console import Console

    monkeypatch.setattr(Console, "is_terminal", True)
    monkeypatch.setenv("TERM", "xterm-256color")
    coloured = program("check", article.name).stdout
    assert b"\x1b[" in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    assert b"\x1b[3" not in program("check", article.name).stdout
