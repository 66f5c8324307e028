"""What no one means to give: each is refused in three lines, or has an honest empty result."""

import io
import random
import time
import zipfile

import pytest

COMMANDS = ["clean", "check"]
LIST = "References\n\nPerri 6 (1997), Holistic Government (Demos).\n"


def archive(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        for name in names:
            packed.writestr(name, "<w/>")
    return held.getvalue()


def noise(length: int) -> bytes:
    letters = "abcdefghijklmnopqrstuvwxyz      .,;:()[]{}0123456789-–’“”&\\<>\t\n"
    return "".join(random.Random(7).choices(letters, k=length)).encode()


def contents(folder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("name", "content", "said", "way_out"),
    [
        ("bytes.txt", bytes(range(256)) * 40, "binary data", "save it as text"),
        ("one.txt", b"\x00", "binary data", "save it as text"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".doc", "save it as text"),
        ("old.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".doc", "save it as text"),
        ("paper.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\n", "PDF", "copy the text"),
        (
            "paper.docx",
            archive("[Content_Types].xml", "word/document.xml"),
            ".docx",
            "save it as text",
        ),
        ("cut.docx", archive("word/document.xml")[:20], ".docx", "save it as text"),
        ("half.txt", b"\xff\xfea", "utf-16", "save it as UTF-8"),
        ("bad.txt", b"\xef\xbb\xbfM\xfcller (2001)\n", "utf-8", "--encoding"),
        ("lost.txt", b"M\xfcller (2001)\x81\n", "byte 13", "--encoding"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_way_out(
    program, tmp_path, command, name, content, said, way_out
):
    (tmp_path / name).write_bytes(content)
    done = program(command, name, "--report", "why.json")
    message = done.stderr.decode()
    assert done.returncode == 2, message
    assert done.stdout == b""
    assert len(message.splitlines()) <= 3
    assert name in message
    assert said in message
    assert way_out in message
    assert contents(tmp_path) == {name: content}


@pytest.mark.parametrize("command", ["clean", "check", "parse"])
def test_a_missing_file_names_the_one_that_was_meant(program, article, command):
    before = contents(article.parent)
    given = ["--lines", "articel.txt"] if command == "parse" else ["articel.txt"]
    done = program(command, *given)
    assert done.returncode == 2
    assert done.stdout == b""
    message = done.stderr.decode()
    assert "there is no file articel.txt" in message
    assert "did you mean article.txt?" in message
    assert len(message.splitlines()) <= 3
    assert contents(article.parent) == before


@pytest.mark.parametrize("command", ["clean", "parse"])
def test_a_folder_is_no_file(program, article, command):
    given = ["--lines", "."] if command == "parse" else ["."]
    done = program(command, *given)
    assert done.returncode == 2
    assert "is a folder" in done.stderr.decode()
    assert len(done.stderr.decode().splitlines()) <= 3
    assert list(contents(article.parent)) == ["article.txt"]


def test_a_folder_is_no_output(program, article):
    before = contents(article.parent)
    (article.parent / "refs.bib").mkdir()
    done = program("clean", "article.txt", "-o", "refs.bib")
    assert done.returncode == 2
    message = done.stderr.decode()
    assert "is a folder" in message
    assert len(message.splitlines()) <= 3
    assert contents(article.parent) == before
    assert list((article.parent / "refs.bib").iterdir()) == []


@pytest.mark.parametrize("content", [b"", b" \n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_said_to_be_empty(program, tmp_path, content):
    (tmp_path / "a.txt").write_bytes(content)
    done = program("clean", "a.txt")
    assert done.returncode == 0, done.stderr.decode()
    told = done.stdout.decode()
    assert told.startswith("a.txt: 0 references")
    assert "The text is empty" in told
    assert contents(tmp_path) == {"a.txt": content}


def test_nothing_found_still_writes_what_was_asked_for_and_keeps_what_was_there(program, tmp_path):
    (tmp_path / "a.txt").write_bytes(b"Prose, and no list at all.\n")
    (tmp_path / "refs.json").write_bytes(b"mine")
    done = program("clean", "a.txt", "-o", "refs.json")
    assert "No reference list was found" in done.stdout.decode()
    held = contents(tmp_path)
    assert held.pop("a.txt") == b"Prose, and no list at all.\n"
    assert b"mine" in held.values()


def test_a_list_of_one_under_its_heading(program, tmp_path):
    (tmp_path / "a.txt").write_text(LIST)
    done = program("clean", "a.txt", "-o", "refs.txt")
    assert done.returncode == 0, done.stderr.decode()
    assert "1 reference\n" in done.stdout.decode()
    assert (tmp_path / "refs.txt").read_text().strip() == LIST.splitlines()[-1]


def test_noise_ends_in_a_report_and_stays_as_it_is(program, tmp_path):
    content = noise(100_000)
    (tmp_path / "noise.txt").write_bytes(content)
    done = program("clean", "noise.txt")
    assert done.returncode == 0, done.stderr.decode()
    told = done.stdout.decode()
    assert told.startswith("noise.txt: ")
    assert "NOT CHECKED" in told
    assert contents(tmp_path) == {"noise.txt": content}


@pytest.mark.parametrize(
    "line", ["(" * 100_000, "Hood, C. (1991), A. " * 2_000, "a" * 100_000, "{\\" * 40_000]
)
def test_one_endless_line_is_one_line(program, tmp_path, line):
    content = f"References\n\n{line}\n".encode()
    (tmp_path / "a.txt").write_bytes(content)
    done = program("clean", "a.txt")
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode().startswith("a.txt: ")
    assert len(done.stdout) < 50_000
    assert contents(tmp_path) == {"a.txt": content}


@pytest.mark.parametrize("name", ["article.txt.bak", "refs.bib", "refs.json", "why.sarif"])
def test_a_text_named_like_an_output_is_read_and_kept(program, tmp_path, name):
    (tmp_path / name).write_bytes(LIST.encode())
    done = program("clean", name)
    assert done.returncode in {0, 2}
    assert len(done.stderr.decode().splitlines()) <= 3
    if done.returncode == 0:
        said = "The file holds no entry." if name == "refs.bib" else "1 reference\n"
        assert said in done.stdout.decode()
    assert contents(tmp_path) == {name: LIST.encode()}


@pytest.mark.parametrize("option", [("-o", "refs.txt"), ("--report", "refs.txt")])
def test_an_output_that_is_the_input_is_refused(program, tmp_path, option):
    (tmp_path / "refs.txt").write_bytes(LIST.encode())
    done = program("clean", "refs.txt", *option)
    assert done.returncode == 2
    assert "input" in done.stderr.decode()
    assert len(done.stderr.decode().splitlines()) <= 3
    assert contents(tmp_path) == {"refs.txt": LIST.encode()}


@pytest.mark.parametrize("name", ["library.ris", "library.json"])
def test_a_file_of_records_that_holds_none_is_not_taken_for_prose(program, tmp_path, name):
    path = tmp_path / name
    path.write_text("@book{k, title={T}}\n", encoding="utf-8")
    done = program("clean", str(path))
    assert done.returncode == 2
    assert "this is no" in done.stderr.decode()


def test_a_file_of_records_without_spaces_to_stand_in_is_refused(program, tmp_path):
    path = tmp_path / "CITATION.cff"
    path.write_text("cff-version: 1.2.0\n", encoding="utf-8")
    done = program("clean", str(path))
    assert done.returncode == 2
    assert "is a file of records" in done.stderr.decode()
    assert "convert" in done.stderr.decode()


def test_a_heading_that_is_not_there_is_said(program, tmp_path):
    path = tmp_path / "article.txt"
    path.write_text("References\n\nBrown, C. (2002), Joint Teams (Demos).\n", encoding="utf-8")
    done = program("clean", str(path), "--heading", "Works consulted")
    assert done.returncode == 2
    assert "no heading 'Works consulted'" in done.stderr.decode()
    assert program("clean", str(path), "--heading", "references").returncode == 0


def test_a_list_is_not_written_for_a_program(program, tmp_path):
    path = tmp_path / "article.txt"
    path.write_text("References\n\nBrown, C. (2002), Joint Teams (Demos).\n", encoding="utf-8")
    done = program("clean", str(path), "-o", "-", "--for", "zotero")
    assert done.returncode == 2
    assert "--to" in done.stderr.decode()


@pytest.mark.parametrize(
    "arguments",
    [
        ("clean", "large.txt"),
        ("check", "large.bib"),
        ("convert", "large.bib", "-o", "small.ris"),
        ("cite", "large.bib"),
    ],
)
def test_what_is_too_large_is_refused_before_it_is_read(program, tmp_path, arguments):
    for name in ("large.txt", "large.bib"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(100_000_000)
    began = time.process_time()
    done = program(*arguments)
    assert time.process_time() - began < 2
    assert done.returncode == 2
    assert "100 MB; more than 64 MB are not read" in done.stderr.decode()
    assert "give the part with the references" in done.stderr.decode()
