"""`joinedup-refs duplicates`."""

import csv
import io
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

RIS = """TY  - JOUR
ID  - adams01
AU  - Adams, B.
AU  - Cole, R.
TI  - Joint plans for wide and shallow rivers
T2  - Policy Stud.
VL  - 22
IS  - 1
SP  - 31
EP  - 49
PY  - 2001
DB  - Embase
AN  - L600
KW  - rivers
C5  - own
ER  -

TY  - JOUR
ID  - brown02
AU  - Brown, C.
TI  - Ferries and tolls along the northern coast
T2  - Harbour Notes
PY  - 2002
DB  - EMBASE
ER  -
"""
NBIB = """PMID- 7654321
OWN - NLM
TI  - Joint plans for wide and shallow rivers.
FAU - Adams, Bea
FAU - Cole, Rob
JT  - Policy studies
TA  - Policy Stud
VI  - 22
PG  - 31-49
DP  - 2001 Mar
AB  - Plans are joint.
LID - 10.5555/ps.22.31 [doi]
OT  - plans
PT  - Journal Article

PMID- 7654322
TI  - Ferries and tolls along the northern coast.
FAU - Brown, Cy
JT  - Harbour notes
VI  - 3
PG  - 7-9
DP  - 2002
PT  - Journal Article
"""


@pytest.fixture
def files(tmp_path):
    one, other = tmp_path / "embase.ris", tmp_path / "pubmed.nbib"
    one.write_text(RIS, encoding="utf-8")
    other.write_text(NBIB, encoding="utf-8")
    return one, other


def rows(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_the_report_names_files_lines_and_keys_and_writes_nothing(program, files, tmp_path):
    before = sorted(tmp_path.iterdir())
    done = program("duplicates", *files)
    said = done.stdout.decode()
    assert done.returncode == 0
    assert said.startswith("2 files, 4 records: embase.ris 2, pubmed.nbib 2\n")
    assert "Embase            2           1           1\n" in said
    assert "PubMed            2           0           2\n" in said
    assert "all               4           1           3\n" in said
    assert "kept    pubmed.nbib, line 1, 7654321\n" in said
    assert "merged  embase.ris, line 1, adams01: title, authors, year, journal or book" in said
    assert "YOUR DECISION (nothing merged): 1 pair may be one work\n" in said
    assert "embase.ris, line 18, brown02\n" in said
    assert "one has no place" in said
    assert "No file was written.\n" in said
    assert sorted(tmp_path.iterdir()) == before


def test_one_library_with_its_tables(program, files, tmp_path):
    done = program("duplicates", *files, "-o", "all.ris", "--pairs", "p.csv", "--counts", "c.json")
    assert done.returncode == 0
    assert files[0].read_text(encoding="utf-8") == RIS
    written = (tmp_path / "all.ris").read_text(encoding="utf-8")
    assert written.count("ER  - ") == 3
    for kept in (
        "DO  - 10.5555/ps.22.31",
        "AN  - L600",
        "C5  - own",
        "KW  - rivers",
        "KW  - plans",
    ):
        assert kept in written, kept
    assert "embase.ris, line 1, adams01 (Embase)" in written
    keys = {row["old"]: row["new"] for row in rows(tmp_path / "all.keys.csv")}
    assert keys["adams01"] == keys["7654321"] == "adams01"
    assert keys["brown02"] == "brown02"
    (tmp_path / "p.tex").write_text(r"See \cite{7654321,brown02}.", encoding="utf-8")
    assert program("recite", "p.tex", "--map", "all.keys.csv").returncode == 0
    assert (tmp_path / "p.mended.tex").read_text(encoding="utf-8") == r"See \cite{adams01,brown02}."
    differences = rows(tmp_path / "all.differences.csv")
    assert {row["field"] for row in differences} >= {"container-title", "author"}
    assert all(row["kept from"] for row in differences)
    counts = json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))
    assert counts["all"] == {"name": "all", "identified": 4, "duplicates": 1, "left": 3}
    for told in ("databases", "files"):
        for number in ("identified", "duplicates", "left"):
            assert sum(one[number] for one in counts[told]) == counts["all"][number]
    again = program("duplicates", "all.ris")
    assert "No work stands in several records.\n" in again.stdout.decode()


def test_pairs_are_decided_and_remembered(program, files, tmp_path):
    program("duplicates", *files, "--pairs", "p.csv", "-q")
    table = rows(tmp_path / "p.csv")
    assert [row["verdict"] for row in table] == ["possible", "same"]
    text = (tmp_path / "p.csv").read_text(encoding="utf-8-sig")
    head, first, second = text.splitlines()
    (tmp_path / "mine.csv").write_text(f"{head}\nsame{first}\ndifferent{second}\n")
    done = program("duplicates", *files, "--decided", "mine.csv", "--remember", "known.csv")
    said = done.stdout.decode()
    assert "DUPLICATES: 1 work" in said
    assert "brown02: decided" in said
    assert "YOUR DECISION" not in said
    assert "Written: known.csv" in said
    done = program("duplicates", *files, "--remember", "known.csv")
    assert "brown02: decided" in done.stdout.decode()
    assert "known.csv was already so" in done.stdout.decode()


def test_every_record_is_marked_and_none_left_out(program, files, tmp_path):
    program("duplicates", *files, "--marked", "m.ris", "-q")
    written = (tmp_path / "m.ris").read_text(encoding="utf-8")
    assert written.count("ER  - ") == 4
    assert written.count("KW  - duplicate 1 kept") == 1
    assert written.count("KW  - duplicate 1 spare") == 1
    assert written.count("KW  - possible duplicate 1") == 2


def test_as_json(program, files):
    done = program("duplicates", *files, "--format", "json")
    told = json.loads(done.stdout)
    assert told["groups"][0]["kept"]["file"] == "pubmed.nbib"
    assert told["groups"][0]["merged"][0] == {
        "file": "embase.ris",
        "line": 1,
        "key": "adams01",
        "database": "Embase",
    }
    assert [pair["verdict"] for pair in told["pairs"]] == ["same", "possible"]
    assert done.stderr == b""


def test_through_the_streams(program, files):
    done = program("duplicates", files[0], "-", "-o", "-", "--to", "csl-json", given=NBIB.encode())
    assert len(json.loads(done.stdout)) == 3
    assert b"stdin 2" in done.stderr


def test_quiet(program, files):
    done = program("duplicates", *files, "-q")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["embase.ris", "-o", "embase.ris"], "is an input"),
        (["embase.ris", "--pairs", "embase.ris"], "is an input"),
        (["embase.ris", "./embase.ris"], "is named twice"),
        (["embase.ris", "-o", "a.ris", "--marked", "a.ris"], "written twice"),
        (["embase.ris", "-o", "a.ris", "--pairs", "a.keys.csv"], "written twice"),
        (["embase.ris", "-o", "library"], "tells no format"),
        (["embase.ris", "-o", "a.pdf"], "can be written"),
        (["embase.ris", "--pairs", "-"], "only -o writes to standard output"),
        (["-", "-"], "can be read once"),
        (["none.ris"], "there is no file"),
        (["embase.ris", "--decided", "embase.ris"], "no table of pairs"),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_written(
    program, files, tmp_path, arguments, message
):
    del files
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    done = program("duplicates", *arguments)
    assert done.returncode == 2
    assert message in done.stderr.decode()
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_what_stood_there_is_kept(program, files, tmp_path):
    (tmp_path / "all.ris").write_text("mine", encoding="utf-8")
    program("duplicates", *files, "-o", "all.ris")
    assert (tmp_path / "all.ris.bak").read_text(encoding="utf-8") == "mine"


def test_files_of_one_name_go_by_their_paths(program, tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "refs.ris").write_text(RIS, encoding="utf-8")
    said = program("duplicates", "a/refs.ris", "b/refs.ris").stdout.decode()
    assert "kept    a/refs.ris, line 1, adams01\n" in said
    assert "merged  b/refs.ris, line 1, adams01: every word agrees" in said


def test_what_could_not_be_read_is_told(program, files, tmp_path):
    broken = tmp_path / "broken.bib"
    broken.write_text("@book{a, title = {Locks}}\n@book{open, title = {x", encoding="utf-8")
    said = program("duplicates", files[0], broken).stdout.decode()
    assert "broken.bib, line 2" in said


def test_the_guide_shows_what_is_printed(program, tmp_path):
    guide = (ROOT / "docs/guide/duplicates.md").read_text(encoding="utf-8")
    texts = [part.partition("\n```")[0] for part in guide.split("```text\n")[1:]]
    (tmp_path / "embase.ris").write_text(texts[0] + "\n", encoding="utf-8")
    (tmp_path / "pubmed.nbib").write_text(texts[1] + "\n", encoding="utf-8")
    console = guide.partition("```console\n$ joinedup-refs ")[2].partition("\n```")[0]
    command, _, shown = console.partition("\n")
    assert program(*command.split()).stdout.decode().strip() == shown.strip()


def test_names_and_titles_do_not_command_the_terminal(program, tmp_path):
    evil = RIS.replace("Joint plans", "Joint \x1b[31m plans").replace("adams01", "a\x1b]0;x")
    (tmp_path / "evil.ris").write_text(evil + evil, encoding="utf-8")
    done = program("duplicates", "evil.ris")
    assert b"\x1b" not in done.stdout
    assert b"DUPLICATES" in done.stdout


@pytest.mark.parametrize(
    ("held", "status", "said"),
    [
        ("", 0, "decided.csv: nothing is decided in it"),
        (
            "decision,mark 1,mark 2\nperhaps,A,B\n",
            2,
            "decided.csv, line 2: the decision 'perhaps' is",
        ),
    ],
)
def test_a_table_in_which_nothing_is_decided_is_told(program, files, tmp_path, held, status, said):
    (tmp_path / "decided.csv").write_text(held, encoding="utf-8")
    done = program("duplicates", *files, "--decided", "decided.csv")
    assert done.returncode == status
    assert said in (done.stdout + done.stderr).decode()


def test_a_file_that_cannot_be_read_is_named(program, files, tmp_path):
    (tmp_path / "bad.ris").write_text("one\n", encoding="utf-8")
    done = program("duplicates", *files, "bad.ris")
    assert done.returncode == 2
    assert "bad.ris, line 1: this is no line of RIS" in done.stderr.decode()
