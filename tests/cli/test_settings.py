"""Settings: where they are found, what they may say, and how their faults are told."""

import json

import pytest


def codes(done) -> set[str]:
    return {row.split(": ")[1].split()[0] for row in done.stdout.decode().splitlines()}


def concise(program, *more):
    return program("check", "article.txt", "--format", "concise", *more)


def test_settings_of_the_working_folder_are_taken_and_said(program, article):
    (article.parent / "joinedup-refs.toml").write_text('ignore = ["LST"]\nfail-on = "note"\n')
    done = concise(program)
    assert "CIT203" in codes(done)
    assert not [code for code in codes(done) if code.startswith("LST")]
    assert b"settings are from joinedup-refs.toml" in done.stderr
    assert concise(program, "--quiet").stderr == b""
    only_a_note = ("--select", "IDN807")
    assert concise(program, *only_a_note).returncode == 1
    assert concise(program, *only_a_note, "--no-config").returncode == 0
    assert "LST101" in codes(concise(program, "--no-config"))


def test_the_nearest_file_counts_and_a_project_of_others_is_passed_over(
    program, article, monkeypatch
):
    folder = article.parent / "a" / "b"
    folder.mkdir(parents=True)
    (article.parent / "joinedup-refs.toml").write_text('select = ["CIT203"]\n')
    (article.parent / "a" / "pyproject.toml").write_text('[tool.other]\nname = "x"\n')
    article.rename(folder / "article.txt")
    monkeypatch.chdir(folder)
    assert codes(concise(program)) == {"CIT203"}
    (folder / "pyproject.toml").write_text('[tool.joinedup-refs]\nselect = ["LST101"]\n')
    assert codes(concise(program)) == {"LST101"}
    # beside one another, the file of one's own goes before
    (folder / "joinedup-refs.toml").write_text('select = ["CIT204"]\n')
    assert codes(concise(program)) == set()


def test_another_programs_broken_file_is_nobodys_business(program, article):
    (article.parent / "pyproject.toml").write_text("[tool.other\n")
    assert concise(program).returncode == 1
    (article.parent / "pyproject.toml").write_text("[tool.joinedup-refs\n")
    done = concise(program)
    assert done.returncode == 2
    assert b"pyproject.toml is not TOML" in done.stderr


def test_the_command_line_goes_before(program, article):
    (article.parent / "joinedup-refs.toml").write_text(
        'select = ["CIT203"]\nignore = ["CIT203"]\nformat = "json"\nsafe-only = true\n'
        'heading = "References"\n'
    )
    done = program("check", "article.txt")
    assert json.loads(done.stdout)["findings"] == []
    assert codes(concise(program, "--select", "LST101")) == {"LST101"}
    assert codes(concise(program, "--extend", "CIT203")) == {"CIT203"}
    diff = ("check", "article.txt", "--select", "LST", "--diff")
    assert b"+  " not in program(*diff).stdout
    assert b"+  " in program(*diff, "--unsafe").stdout


def test_a_rule_of_taste_is_asked_for(program, article):
    listed = program("rule", "--format", "json").stdout
    off = [r["code"] for r in json.loads(listed)["rules"] if not r["by_default"]]
    assert {"CON603", "TTL504"} <= set(off)
    (article.parent / "joinedup-refs.toml").write_text('extend = ["TTL504"]\n')
    done = program("check", "article.txt", "--format", "json", "--extend", "CON603")
    assert done.returncode == 1


def test_settings_are_named(program, article):
    mine = article.parent / "mine.toml"
    mine.write_text('select = ["CIT203"]\n')
    (article.parent / "joinedup-refs.toml").write_text('select = ["LST101"]\n')
    done = concise(program, "--config", "mine.toml")
    assert codes(done) == {"CIT203"}
    assert done.stderr == b""
    (article.parent / "pyproject.toml").write_text("[project]\n")
    for arguments, said in (
        (("--config", "none.toml"), b"none.toml cannot be read"),
        (("--config", "mine.toml", "--no-config"), b"exclude each other"),
        (("--config", "pyproject.toml"), b"has no table [tool.joinedup-refs]"),
    ):
        done = concise(program, *arguments)
        assert done.returncode == 2
        assert said in done.stderr


SECRET = {
    "mailto": '"a@example.org"',
    "source": '["crossref"]',
    "model": '"my-model"',
}


@pytest.mark.parametrize(("key", "value"), SECRET.items())
@pytest.mark.parametrize("name", ["joinedup-refs.toml", "pyproject.toml"])
def test_a_found_file_says_neither_whom_to_ask_nor_what_to_open(program, article, key, value, name):
    table = "[tool.joinedup-refs]\n" if name == "pyproject.toml" else ""
    (article.parent / name).write_text(f"{table}ignore = []\n{key} = {value}\n")
    done = concise(program)
    message = done.stderr.decode()
    assert done.returncode == 2
    assert f"{name}, line {3 if table else 2}, {key}: a file that was only found" in message
    assert f"--{key}" in message
    assert f"--config {name}" in message
    assert len(message.splitlines()) <= 3


def test_a_named_file_may_name_records_beside_it(program, article):
    folder = article.parent / "settings"
    folder.mkdir()
    (folder / "records.json").write_text("[]")
    (folder / "mine.toml").write_text('source = ["records.json"]\n')
    done = program("check", "article.txt", "--config", "settings/mine.toml")
    assert b"CHECKED against records:" in done.stdout


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("ignor = []", ["line 1, ignor: there is no such setting", "did you mean ignore?"]),
        ("zzz = 1", ["line 1, zzz: there is no such setting", "known are select"]),
        ('select = ["XX1"]', ["line 1, select: no rule is called 'XX1'", "joinedup-refs rule"]),
        ("\n\nselect = 3", ["line 3, select: it takes a list"]),
        ('fail-on = "never"', ["line 1, fail-on: it takes error, warning, note"]),
        ("list-only = 1", ["list-only: it takes true or false"]),
        ('heading = ""', ["heading: it takes a text in quotes"]),
        ("unsafe = true", ["unsafe: it cannot be set once for all", "--unsafe"]),
        ("suppress = 1", ["suppress: each suppression is a table"]),
        ('[tool.joinedup-refs]\nselect = ["CIT"]', ["tool: ", "is for pyproject.toml"]),
        ("a = ", ["joinedup-refs.toml is not TOML", "line 1"]),
        (
            '[[suppress]]\nentry = "a"\nrules = ["CIT202"]\n\n[[suppress]]\nentry = "b"',
            ["line 5, suppress: it names no rule"],
        ),
        (
            '[[suppress]]\nentry = "a"\nrules = ["CIT999"]',
            ["line 3, suppress.rules: no rule is called 'CIT999'"],
        ),
        (
            '[[suppress]]\nentry = "a"\ntext = "b"\nrules = ["CIT"]',
            ["line 1, suppress: it takes either entry or text"],
        ),
        ('[[suppress]]\nrules = ["CIT"]', ["line 1, suppress: it takes either entry or text"]),
        (
            '[[suppress]]\nentry = "a"\nrules = ["CIT"]\nwhy = "b"',
            ["line 4, suppress.why: there is no such key", "reason"],
        ),
        (
            '[[suppress]]\nentry = 1\nrules = ["CIT"]',
            ["line 2, suppress.entry: it takes a text in quotes"],
        ),
    ],
)
def test_faults_are_told_with_file_line_and_way_out(program, article, content, said):
    (article.parent / "joinedup-refs.toml").write_text(f"{content}\n")
    done = concise(program)
    message = done.stderr.decode()
    assert done.returncode == 2
    assert done.stdout == b""
    assert message.startswith("joinedup-refs: joinedup-refs.toml")
    assert len(message.splitlines()) <= 3
    for part in said:
        assert part in message


def test_settings_that_are_no_utf_8_are_refused(program, article):
    (article.parent / "joinedup-refs.toml").write_bytes(b'heading = "Litt\xe9rature"\n')
    done = concise(program)
    assert done.returncode == 2
    assert b"not UTF-8" in done.stderr


def suppress(folder, **keys: str) -> None:
    rows = "".join(f"{key} = {json.dumps(value)}\n" for key, value in keys.items())
    with (folder / "joinedup-refs.toml").open("a", encoding="utf-8") as file:
        file.write(f"[[suppress]]\n{rows}")


def test_a_suppressed_finding_is_counted_kept_and_not_mended(program, article):
    suppress(article.parent, text="erri 6 (1997)", rules=["LST101", "LST103"], reason="as it is")
    done = program("check", "article.txt")
    assert b"; 2 suppressed." in done.stdout
    held = json.loads(program("check", "article.txt", "--format", "json").stdout)
    assert {s["code"]: s["reason"] for s in held["suppressed"]} == {
        "LST101": "as it is",
        "LST103": "as it is",
    }
    assert held["suppressed"][0]["where"] == "joinedup-refs.toml, line 1"
    run = json.loads(program("check", "article.txt", "--format", "sarif").stdout)["runs"][0]
    aside = [r for r in run["results"] if "suppressions" in r]
    assert {r["ruleId"] for r in aside} == {"LST101", "LST103"}
    done = program("clean", "article.txt")
    assert b"Perri 6 (1997), Holistic" not in done.stdout
    assert b"2 suppressed in article.txt" in done.stderr


def test_a_suppression_is_unused_only_where_it_is_so_in_every_file(program, article):
    (article.parent / "other.txt").write_text(
        "Towns join (Adams, 2001).\n\nReferences\n\n"
        "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    )
    suppress(article.parent, text="Tarn and Vole, 2008", rules=["CIT203"], reason="so printed")
    suppress(article.parent, text="Nobody", rules=["CIT203"], reason="gone")
    arguments = ("--format", "concise", "--select", "CIT,SUP")
    alone = program("check", "other.txt", *arguments).stdout.decode()
    assert alone.count("SUP001") == 2
    both = program("check", "article.txt", "other.txt", *arguments).stdout.decode()
    assert both.count("SUP001") == 1
    assert "“Nobody”" in both
    assert "Tarn" not in both


def test_a_suppression_can_be_about_some_files(program, article):
    (article.parent / "chapters").mkdir()
    article.rename(article.parent / "chapters" / "one.txt")
    suppress(
        article.parent, text="Tarn and Vole", rules=["CIT203"], reason="r", file="chapters/*.txt"
    )
    suppress(article.parent, text="Nobody", rules=["CIT203"], reason="r", file="two.txt")
    done = program("check", "chapters/one.txt", "--format", "concise", "--select", "CIT203,SUP")
    assert done.stdout == b""
    assert done.returncode == 0


def test_comments_in_the_text_suppress_too(program, tmp_path):
    (tmp_path / "a.txt").write_text(
        "Towns join (Adams, 2001).\n\nReferences\n\n"
        "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
        "% joinedup-refs: ignore[CIT202] for further reading\n"
        "Brown, C. (2002), Joint teams. Local Government Studies, 23, 4, pp. 21–29.\n"
    )
    done = program("check", "a.txt", "--select", "CIT202,SUP")
    assert done.returncode == 0
    assert b"Nothing found in 2 references; 1 suppressed." in done.stdout
