"""`check` and `clean` on library files."""

import json

import pytest

MESSY = """\ufeff% kept by hand\r
@string{pst = "Policy Studies"}\r
\r
@Article{Adams2001,\r
  author  = "Adams, B.; Müller, K.",\r
  title   = "Joint DNA plans & more",\r
  journal = pst,\r
  year    = 2001,\r
  pages   = "31-49"\r
}\r
\r
@comment{jabref-meta: groups;}\r
@book{clark03,   title = {Work}, editor = {Clark, Di}, publisher = {Sage}, year = {2003}, }\r
"""
MENDED = (
    MESSY.replace("B.; Müller", "B. and Müller")
    .replace("DNA plans & more", "{DNA} plans \\& more")
    .replace("31-49", "31--49")
)


@pytest.fixture
def library(tmp_path):
    path = tmp_path / "refs.bib"
    path.write_bytes(MESSY.encode())
    return path


def test_check_gives_line_column_code_and_key(program, library):
    done = program("check", "refs.bib", "--format", "concise")
    assert done.returncode == 1
    rows = done.stdout.decode().splitlines()
    places = [row.partition(" ")[0] for row in rows]
    assert places == ["refs.bib:5:23:", "refs.bib:6:20:", "refs.bib:6:30:", "refs.bib:9:16:"]
    assert all("Adams2001" in row for row in rows)
    assert library.read_bytes() == MESSY.encode()


def test_the_machine_reports_have_the_places(program, library):
    found = json.loads(program("check", str(library), "--format", "json").stdout)
    printed = MESSY.removeprefix("\ufeff")
    assert [printed[f["start"] : f["end"]] for f in found["findings"]] == [";", "DNA", "&", "-"]
    assert found["references"][0]["csl"]["id"] == "Adams2001"
    log = json.loads(program("check", str(library), "--format", "sarif").stdout)
    (first, *_), message = (
        [r["locations"][0]["physicalLocation"]["region"] for r in log["runs"][0]["results"]],
        log["runs"][0]["results"][0]["message"]["text"],
    )
    assert (first["startLine"], first["startColumn"]) == (5, 23)
    assert "Adams2001" in message
    assert log["runs"][0]["results"][0]["fixes"]


@pytest.mark.usefixtures("library")
def test_clean_reports_and_writes_nothing(program, tmp_path):
    done = program("clean", "refs.bib")
    said = done.stdout.decode()
    assert "refs.bib: 2 entries" in said
    assert "No file was written." in said
    assert "No text stands" not in said
    assert [p.name for p in tmp_path.iterdir()] == ["refs.bib"]


@pytest.mark.usefixtures("library")
def test_clean_writes_the_file_mended_and_all_else_as_it_came(program, tmp_path):
    program("clean", "refs.bib", "-o", "out.bib")
    assert (tmp_path / "out.bib").read_bytes() == MENDED.encode()
    program("clean", "out.bib", "-o", "again.bib")
    assert (tmp_path / "again.bib").read_bytes() == MENDED.encode()
    assert program("clean", "refs.bib", "-o", "-", "--to", "bib", "-q").stdout == MENDED.encode()


def test_clean_in_place_keeps_what_there_was(program, library, tmp_path):
    program("clean", "refs.bib", "--in-place")
    assert library.read_bytes() == MENDED.encode()
    assert (tmp_path / "refs.bib.bak").read_bytes() == MESSY.encode()


@pytest.mark.usefixtures("library")
def test_safe_only_and_diff(program):
    shown = program("clean", "refs.bib", "--diff").stdout.decode().replace("\r\n", "\n")
    assert '-  pages   = "31-49"\n+  pages   = "31--49"' in shown


@pytest.mark.usefixtures("library")
def test_other_forms_are_written_anew(program, tmp_path):
    program("clean", "refs.bib", "-o", "out.ris")
    assert b"AU  - M\xc3\xbcller, K.\r\n" in (tmp_path / "out.ris").read_bytes()
    program("clean", "refs.bib", "-o", "out.json")
    (first, _) = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert (first["title"], first["page"]) == ("Joint DNA plans & more", "31-49")
    program("clean", "refs.bib", "-o", "biber.bib", "--for", "biber")
    assert "@article{Adams2001,\n" in (tmp_path / "biber.bib").read_text(encoding="utf-8")


@pytest.mark.usefixtures("library")
def test_a_list_in_its_own_style_is_refused_with_a_way_out(program, tmp_path):
    done = program("clean", "refs.bib", "-o", "refs.txt")
    assert done.returncode == 2
    assert "cite prints it" in done.stderr.decode()
    assert not (tmp_path / "refs.txt").exists()


@pytest.mark.usefixtures("library")
def test_a_file_for_bibtex_has_its_letters_told(program):
    written = ("clean", "refs.bib", "-o", "out.bib", "--for", "bibtex")
    done = program(*written, "--select", "BIB020", "--check", "--fail-on", "note")
    assert done.returncode == 1
    assert "Adams2001" in done.stdout.decode()


@pytest.mark.usefixtures("library")
def test_other_record_files_are_checked_and_written_anew(program):
    program("clean", "refs.bib", "-o", "refs.ris", "-q")
    assert program("check", "refs.ris").returncode == 0
    done = program("clean", "refs.ris", "--in-place")
    assert done.returncode == 2
    assert "-o mended.ris" in done.stderr.decode()


@pytest.mark.parametrize("name", ["library.ris", "library.json", "library.rdf"])
def test_what_is_no_such_file_is_refused(program, tmp_path, name):
    (tmp_path / name).write_text("@book{k, title={T}}\n", encoding="utf-8")
    done = program("check", name)
    assert done.returncode == 2
    assert 1 <= len(done.stderr.decode().splitlines()) <= 3


def test_binary_data_is_no_library(program, tmp_path):
    (tmp_path / "refs.bib").write_bytes(b"@book{a, title = {\0\0}}")
    assert "binary data" in program("check", "refs.bib").stderr.decode()
