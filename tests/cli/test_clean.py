"""`clean` and `check` on an invented article, from bytes to files."""

import json
import shutil

import pytest

MENDED = [
    "Perri 6 (1997), Holistic Towns (Demos).",
    "Quist, W. and Bell, T. (2004), Towns that join. Local Government Studies, 29, 3, pp. 32–50.",
]


def out(done) -> str:
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done.stdout.decode()


def names(folder) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_without_o_the_report_is_shown_and_nothing_written(program, article):
    before = article.read_bytes()
    done = program("clean", "article.txt")
    assert done.returncode == 0, done.stderr.decode()
    told = out(done)
    assert told.startswith("article.txt: 6 citations; 5 list items holding 6 references\n")
    assert all(f"+ {reading}" in told for reading in MENDED)
    assert "No file was written." in told
    assert "NOT CHECKED" in told
    assert "\x1b" not in told
    assert article.read_bytes() == before
    assert names(article.parent) == {"article.txt"}


def test_the_list_is_written_in_its_own_style(program, article):
    done = program("clean", "article.txt", "-o", "refs.txt")
    assert done.returncode == 0, done.stderr.decode()
    written = (article.parent / "refs.txt").read_text(encoding="utf-8")
    assert all(reading in written for reading in MENDED)
    assert "Views" not in written
    assert "Reprints" not in written
    assert "Written: refs.txt" in out(done)
    assert names(article.parent) == {"article.txt", "refs.txt"}


@pytest.mark.parametrize("name", ["refs.bib", "refs.json", "refs.md", "refs.html"])
def test_every_form_holds_every_reference(program, article, name):
    assert program("clean", "article.txt", "-o", name).returncode == 0
    written = (article.parent / name).read_text(encoding="utf-8")
    for title in ("Maps of", "Holistic", "Towns that", "Hedges", "Roads and", "Leadership"):
        assert title in written.replace("{", "").replace("}", "")


def test_records_alone_go_to_standard_output(program, article):
    done = program("clean", "article.txt", "-o", "-", "--to", "json")
    assert done.returncode == 0, done.stderr.decode()
    assert len(json.loads(out(done))) == 6
    assert "MENDED" in done.stderr.decode()
    assert names(article.parent) == {"article.txt"}


def test_standard_input_is_read(program, article):
    done = program("clean", "-", given=article.read_bytes())
    assert out(done).startswith("stdin: 6 citations;")


def test_an_output_that_differs_is_kept(program, article):
    (article.parent / "refs.txt").write_text("mine")
    (article.parent / "refs.txt.bak").write_text("older")
    done = program("clean", "article.txt", "-o", "refs.txt")
    assert "what stood there before is in refs.txt.bak2" in out(done)
    assert (article.parent / "refs.txt.bak").read_text() == "older"
    assert (article.parent / "refs.txt.bak2").read_text() == "mine"


@pytest.mark.parametrize("name", ["why.html", "why.json", "why.sarif"])
def test_the_report_is_written_too(program, article, name):
    done = program("clean", "article.txt", "--report", name)
    assert f"Written: {name}" in out(done)
    report = (article.parent / name).read_text(encoding="utf-8")
    if name.endswith("html"):
        assert "Perri" in report
    else:
        json.loads(report)


def test_in_place_mends_the_file_and_keeps_what_it_was(program, article):
    before = article.read_bytes()
    done = program("clean", "article.txt", "--in-place")
    assert done.returncode == 0, done.stderr.decode()
    assert (article.parent / "article.txt.bak").read_bytes() == before
    after = article.read_bytes().decode()
    assert all(f"  • {reading}\n" in after for reading in MENDED)
    assert "1,204 Views\n" in after
    again = program("clean", "article.txt", "--in-place")
    assert "left as it is" in out(again)
    assert names(article.parent) == {"article.txt", "article.txt.bak"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("newline", ["\r\n", "\n"])
def test_in_place_keeps_encoding_and_line_ends(program, article, encoding, newline):
    text = article.read_bytes().decode().replace("\n", newline)
    article.write_bytes(text.encode(encoding))
    done = program("clean", "article.txt", "--in-place")
    assert done.returncode == 0, done.stderr.decode()
    after = article.read_bytes()
    assert after.startswith(text.encode(encoding)[:12])
    mended = after.decode(encoding)
    assert f"{MENDED[0]}{newline}  • {MENDED[1]}{newline}" in mended
    assert mended.count(newline) == mended.count("\n") == text.count("\n") + 1
    assert ("windows-1252" in done.stderr.decode()) == (encoding == "cp1252")


@pytest.mark.usefixtures("article")
def test_the_diff_can_be_applied_by_eye(program):
    done = program("clean", "article.txt", "--diff")
    added = [r[1:] for r in out(done).splitlines() if r.startswith("+  •")]
    assert added == [f"  • {reading}" for reading in MENDED]


@pytest.mark.usefixtures("article")
def test_quiet_says_nothing(program):
    done = program("clean", "article.txt", "-q", "-o", "refs.txt")
    assert (done.stdout, done.stderr) == (b"", b"")


@pytest.mark.usefixtures("article")
def test_tidying_alone_divides_nothing(program):
    told = out(program("clean", "article.txt", "--safe-only"))
    assert "5 references" in told
    assert "Two references in one item" in told


def test_two_ways_out_are_left_even_by_unsafe_and_that_is_said(program, tmp_path):
    text = "Towns grow (Adams, 1987).\n\nReferences\n\nAdams, B. (1986) Towns. London: Sage.\n"
    (tmp_path / "years.txt").write_text(text)
    said = b"1 place with several ways out: --unsafe takes none of them, the choice is yours."
    done = program("clean", "years.txt", "--unsafe", "-o", "list.txt")
    assert said in done.stderr
    assert (tmp_path / "list.txt").read_text() == "Adams, B. (1986) Towns. London: Sage.\n"
    assert said not in program("clean", "years.txt").stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("-o", "both.bib"), b"-o holds one text"),
        (("--report", "both.html"), b"--report holds one text"),
        (("-o", "both.bib", "--report", "both.html"), b"-o and --report hold one text"),
    ],
)
def test_one_file_holds_one_text(program, tmp_path, options, said):
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text("References\n\nAdams, B. (1986) Towns. London: Sage.\n")
    done = program("clean", "one.txt", "two.txt", *options)
    assert done.returncode == 2
    assert said in done.stderr


@pytest.mark.usefixtures("article")
def test_rules_can_be_chosen(program):
    done = program("check", "article.txt", "--format", "concise", "--select", "lst101,CIT203")
    codes = {row.split(": ")[1].split()[0] for row in out(done).splitlines()}
    assert codes == {"LST101", "CIT203"}
    done = program("check", "article.txt", "--format", "concise", "--ignore", "LST")
    assert "LST" not in out(done)
    assert "CIT203" in out(done)


def test_check_as_json_has_text_positions(program, article):
    done = program("check", "article.txt", "--format", "json")
    assert done.returncode == 1
    report = json.loads(out(done))
    text = article.read_bytes().decode()
    assert report["summary"]["references"] == 6
    assert report["summary"]["encoding"] == "utf-8"
    assert report["tool"]["parser_model"]
    assert len(report["citations"]) == 6
    stretches = [*report["references"], *report["citations"], *report["findings"]]
    assert all(text[s["start"] : s["end"]] == s["text"] for s in stretches)
    assert not [r["text"] for r in report["references"] if "•" in r["text"]]


@pytest.mark.usefixtures("article")
def test_exit_codes_follow_the_severity(program):
    assert program("check", "article.txt").returncode == 1
    assert program("check", "article.txt", "--select", "CIT202").returncode == 0
    assert program("clean", "article.txt").returncode == 0
    assert program("clean", "article.txt", "--check").returncode == 1
    only_notes = ("check", "article.txt", "--select", "IDN807")
    assert program(*only_notes).returncode == 0
    assert program(*only_notes, "--fail-on", "note").returncode == 1
    assert (
        program("check", "article.txt", "--select", "NUM701", "--fail-on", "error").returncode == 0
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The text is empty"),
        (b"\n \n\t\n", "The text is empty"),
        (b"Prose without any list of sources, and nothing else to see.\n", "No reference list"),
        (b"\xef\xbb\xbf", "The text is empty"),
    ],
)
def test_a_file_without_a_list_has_an_honest_report(program, tmp_path, content, said):
    (tmp_path / "a.txt").write_bytes(content)
    for command in ("clean", "check"):
        done = program(command, "a.txt")
        # that there is no list may itself be a finding of `check`
        assert done.returncode <= (command == "check"), done.stderr.decode()
        assert said in out(done)
    assert (tmp_path / "a.txt").read_bytes() == content


def test_a_list_of_one_is_a_list(program, tmp_path):
    (tmp_path / "a.txt").write_text("Perri 6 (1997), Holistic Government (Demos).\n")
    told = out(program("clean", "a.txt", "--list-only"))
    assert told.startswith("a.txt: 1 reference\n")
    assert "is not known" in told
    assert "lost" not in told


def test_invalid_bytes_are_read_as_windows_and_it_is_said(program, article):
    article.write_bytes(article.read_bytes().decode().encode("cp1252"))
    done = program("clean", "article.txt")
    assert done.returncode == 0
    assert "was read as windows-1252" in done.stderr.decode()
    assert "Perri 6" in out(done)


def test_a_reader_that_stops_reading_is_no_error(article):
    import subprocess
    import sys

    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("needs a shell")
    command = (
        f"set -o pipefail; {sys.executable} -m joinedup_refs.cli clean article.txt | head -c 1"
    )
    done = subprocess.run(
        [bash, "-c", command], cwd=article.parent, capture_output=True, check=False
    )
    assert done.stderr == b""
    assert done.returncode == 0


def test_the_editorial(program, editorial, tmp_path):
    (tmp_path / "editorial.txt").write_bytes(editorial.encode())
    told = out(program("clean", "editorial.txt"))
    assert told.startswith("editorial.txt: 19 citations; 15 list items holding 16 references\n")
    assert "+ Perri 6 (1997), Holistic Government (Demos).\n" in told
    assert "Year differs" in told
    assert "Spelling differs" in told
    assert (
        "Citations: 17 found in the list, 2 paired above, 0 lost. Entries never cited: 0." in told
    )
    assert "“Citation” 17 times" in told
