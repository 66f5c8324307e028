"""`joinedup-refs format` and `recite`."""

import shutil
import subprocess

import pytest

UNTIDY = """\
% kept by hand
@Article{ahl99, Author="Ahlgren, P.", title={Maps of care}, year=1999, pages={3-9}}
@book{moss, author={Moss, R.},
  crossref={ahl99},
  title = {Walls}}
"""
TIDY = """\
% kept by hand
@article{ahl99,
  author = {Ahlgren, P.},
  title = {Maps of care},
  year = {1999},
  pages = {3--9},
}

@book{moss,
  author = {Moss, R.},
  crossref = {ahl99},
  title = {Walls},
}
"""


@pytest.fixture
def bib(tmp_path):
    path = tmp_path / "refs.bib"
    path.write_bytes(UNTIDY.encode())
    return path


def test_a_file_is_laid_out_where_it_stands_and_once_is_enough(program, bib):
    done = program("format", bib)
    assert done.returncode == 0
    assert bib.read_bytes() == TIDY.encode()
    assert done.stdout.decode() == f"Formatted: {bib}\n"
    assert list(bib.parent.glob("*.bak")) == []
    again = program("format", bib)
    assert (again.returncode, again.stdout.decode()) == (0, "1 file already so.\n")


def test_check_writes_nothing_and_tells_by_its_exit_code(program, bib, tmp_path):
    tidy = tmp_path / "tidy.bib"
    tidy.write_text(TIDY, encoding="utf-8")
    done = program("format", "--check", bib, tidy)
    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == [
        f"Would be formatted: {bib}",
        "1 file would be formatted, 1 file already so.",
    ]
    assert bib.read_bytes() == UNTIDY.encode()
    assert program("format", "--check", tidy).returncode == 0
    assert program("format", "--check", "--quiet", bib).stdout == b""


def test_diff_writes_nothing_and_can_be_applied(program, bib):
    done = program("format", "--diff", bib)
    assert done.returncode == 0
    assert bib.read_bytes() == UNTIDY.encode()
    shown = done.stdout.decode()
    assert shown.startswith(f"--- {bib}\n+++ {bib} (laid out)\n@@ -2 +2,6 @@\n")
    assert "+  pages = {3--9},\n" in shown
    assert done.stderr.decode() == f"Would be formatted: {bib}\n"
    if shutil.which("patch"):
        subprocess.run(["patch", bib], input=done.stdout, check=True, capture_output=True)  # noqa: S607
        assert bib.read_bytes() == TIDY.encode()


def test_from_standard_input_to_standard_output(program):
    done = program("format", "-", given=UNTIDY.replace("\n", "\r\n").encode())
    assert done.returncode == 0
    assert done.stdout == TIDY.replace("\n", "\r\n").encode()
    assert done.stderr.decode() == "Formatted: stdin\n"


def test_to_another_file_which_is_kept_if_it_stood_there(program, bib, tmp_path):
    out = tmp_path / "out.bib"
    out.write_text("mine", encoding="utf-8")
    done = program("format", bib, "-o", out)
    assert done.returncode == 0
    assert bib.read_bytes() == UNTIDY.encode()
    assert out.read_bytes() == TIDY.encode()
    assert (tmp_path / "out.bib.bak").read_text(encoding="utf-8") == "mine"


@pytest.mark.usefixtures("bib")
def test_of_a_folder_only_bib_files_are_taken(program, tmp_path):
    (tmp_path / "notes.txt").write_text("References\n\nAhl, P. (1999), Maps.\n", encoding="utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "more.bib").write_text("@misc{m,title={T}}", encoding="utf-8")
    done = program("format", tmp_path)
    assert done.stdout.decode().splitlines()[-1] == "2 files formatted."
    assert (tmp_path / "in" / "more.bib").read_text() == "@misc{m,\n  title = {T},\n}\n"
    assert (tmp_path / "notes.txt").read_text().startswith("References\n")


def test_options_and_settings(program, bib, tmp_path):
    settings = '[bib]\nindent = "tab"\nalign = true\nmonths = false\nsort-fields = ["title"]\n'
    (tmp_path / "joinedup-refs.toml").write_text(settings, encoding="utf-8")
    done = program("format", bib)
    assert b"settings are from joinedup-refs.toml" in done.stderr
    assert "@book{moss,\n\ttitle    = {Walls},\n\tauthor   =" in bib.read_text(encoding="utf-8")
    program("format", bib, "--indent", "4", "--no-align", "--sort-fields", "usual")
    assert "@book{moss,\n    author = {Moss, R.},\n    title =" in bib.read_text(encoding="utf-8")
    program("format", bib, "--no-config", "--values", "quotes", "--no-trailing-comma")
    assert '  title = "Walls",\n  crossref = "ahl99"\n}\n' in bib.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("[bib]\nindnet = 2\n", "joinedup-refs.toml, line 1, bib: there is no setting indnet"),
        ('[bib]\nalign = "yes"\n', "align takes true or false, not 'yes'"),
        ('[bib]\nvalues = "brackets"\n', "the setting bib.values is one of braces, quotes, kept"),
        ("[bib]\nindent = 40\n", "fields are set in by 0 to 16 blanks"),
        ("bib = 3\n", "bib: it is a table"),
    ],
)
def test_settings_that_make_no_sense(program, bib, tmp_path, settings, message):
    (tmp_path / "joinedup-refs.toml").write_text(settings, encoding="utf-8")
    done = program("format", bib)
    assert done.returncode == 2
    assert message in done.stderr.decode()
    assert bib.read_bytes() == UNTIDY.encode()


def test_letters_change_on_request_and_what_they_were_is_kept(program, tmp_path):
    path = tmp_path / "refs.bib"
    path.write_bytes("@book{b,\n  title = {Gödel},\n}\n".encode("cp1252"))
    assert program("format", path).stdout.decode() == "1 file already so.\n"
    program("format", path, "--encoding", "ascii")
    assert path.read_bytes() == b'@book{b,\n  title = {G{\\"o}del},\n}\n'
    assert (tmp_path / "refs.bib.bak").read_bytes() == "@book{b,\n  title = {Gödel},\n}\n".encode(
        "cp1252"
    )


@pytest.mark.parametrize(
    "content",
    [
        "@book{b,title={é, ü and ö}}".encode() + b" \xe9\n",
        b"@book{b,title={a\0b}}\n",
        b"@book{b,title={\x81\x8d}}\n",
    ],
)
def test_a_file_that_cannot_be_decoded_is_left_alone(program, bib, tmp_path, content):
    broken = tmp_path / "broken.bib"
    broken.write_bytes(content)
    done = program("format", broken, bib)
    assert done.returncode == 2
    assert done.stderr.decode().startswith(f"joinedup-refs: {broken}")
    assert broken.read_bytes() == content
    assert bib.read_bytes() == TIDY.encode()
    assert program("format", broken).returncode == 2


def test_a_file_too_broken_to_be_laid_out_is_left_alone(program, tmp_path):
    path = tmp_path / "broken.bib"
    content = b"\r%key@misc{c}pages={1-2}ids={q}},\n\rauthor={A}a = {y}}\n\n=@misc{c"
    path.write_bytes(content)
    done = program("format", path)
    assert done.returncode == 2
    assert "it was left as it is\njoinedup-refs check says where" in done.stderr.decode()
    assert path.read_bytes() == content


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe"])
def test_a_mark_at_the_start_stays(program, tmp_path, mark):
    path = tmp_path / "refs.bib"
    codec = "utf-8" if mark[0] == 0xEF else "utf-16-le"
    path.write_bytes(mark + "@misc{m,title={Ä}}".encode(codec))
    program("format", path)
    assert path.read_bytes() == mark + "@misc{m,\n  title = {Ä},\n}\n".encode(codec)


def test_what_is_left_as_it_is_is_told(program, tmp_path):
    path = tmp_path / "refs.bib"
    path.write_text("@misc{m,\n  title = {T},\n}\n\n@misc{n, title={open\n", encoding="utf-8")
    done = program("format", path)
    assert done.returncode == 0
    assert f"{path}, line 5: left as it is: the @misc that begins here is never closed" in (
        done.stdout.decode()
    )


def test_sorting_says_where_it_had_to_stop(program, tmp_path):
    path = tmp_path / "refs.bib"
    path.write_text(
        "@misc{b,title={B}}\n@misc{a,title={A}}\n@comment{x}\n@misc{d,title={D}}\n@misc{c,title={C}}\n",
        encoding="utf-8",
    )
    done = program("format", path, "--sort", "key")
    assert "sorted in 2 parts" in done.stdout.decode()
    text = path.read_text(encoding="utf-8")
    assert [text.index(f"{{{key},") for key in "abcd"] == sorted(
        text.index(f"{{{key},") for key in "abcd"
    )


def test_keys_change_with_a_map_and_texts_follow(program, bib, tmp_path):
    done = program("format", bib, "--keys", "[auth:lower][year]", "--rekey")
    assert done.returncode == 0
    assert f"{bib}: 2 keys changed; the map of old to new is {tmp_path / 'refs.keys.csv'}" in (
        done.stdout.decode()
    )
    assert "@article{ahlgren1999," in bib.read_text(encoding="utf-8")
    assert "crossref = {ahlgren1999}" in bib.read_text(encoding="utf-8")
    held = (tmp_path / "refs.keys.csv").read_text(encoding="utf-8")
    assert held == "old,new\nahl99,ahlgren1999\nmoss,moss1999\n"  # the year of what it stands in
    assert (tmp_path / "refs.bib.bak").read_bytes() == UNTIDY.encode()
    paper, notes = tmp_path / "paper.tex", tmp_path / "notes.md"
    paper.write_bytes("Ä \\citep[3]{moss, ahl99} @ahl99\r\n".encode("cp1252"))
    notes.write_text("[@ahl99, p. 3] and \\cite{ahl99}\n", encoding="utf-8")
    done = program("recite", paper, notes, "--map", "refs.keys.csv")
    assert done.returncode == 0
    assert (tmp_path / "paper.mended.tex").read_bytes() == (
        "Ä \\citep[3]{moss1999, ahlgren1999} @ahl99\r\n".encode("cp1252")
    )
    assert (tmp_path / "notes.mended.md").read_text(encoding="utf-8") == (
        "[@ahlgren1999, p. 3] and \\cite{ahlgren1999}\n"
    )
    assert b"ahl99" in paper.read_bytes()
    assert done.stdout.decode().splitlines()[0] == f"{paper}: 2 citations changed"


def test_check_with_new_keys_writes_no_map(program, bib, tmp_path):
    done = program("format", bib, "--keys", "auth", "--rekey", "--check")
    assert done.returncode == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["refs.bib"]


def test_keys_are_made_in_what_is_converted(program, tmp_path):
    (tmp_path / "refs.ris").write_text(
        "TY  - BOOK\nID  - x\nAU  - Ahl, P.\nPY  - 1999\nTI  - Maps\nER  - \n", encoding="utf-8"
    )
    done = program("convert", "refs.ris", "-o", "refs.bib", "--keys", "auth + year", "--rekey")
    assert done.returncode == 0
    assert (tmp_path / "refs.bib").read_text(encoding="utf-8").startswith("@book{Ahl1999,\n")
    assert (tmp_path / "refs.keys.csv").read_text() == "old,new\nx,Ahl1999\n"
    done = program("convert", "refs.ris", "-o", "kept.bib", "--keys", "auth + year")
    assert (tmp_path / "kept.bib").read_text(encoding="utf-8").startswith("@book{x,\n")
    assert "changed" not in done.stdout.decode()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("format", "refs.bib", "--rekey"), "--rekey makes new keys"),
        (("format", "refs.bib", "--map", "m.csv"), "add --rekey"),
        (("format", "refs.bib", "--keep-old-keys"), "add --rekey"),
        (("format", "refs.bib", "--keys", "auth + foo"), "there is no function 'foo'"),
        (
            ("format", "refs.bib", "refs.bib", ".", "-o", "x.bib"),
            "-o names one place, and several files are given",
        ),
        (("format", "refs.bib", "--keys", "a", "--rekey", "--map", "refs.bib"), "overwrite"),
        (("format", "refs.bib", "--indent", "x"), "fields are set in by 0 to 16 blanks"),
        (("format", "refs.bib", "--sort", "size"), "entries are not sorted by 'size'"),
        (("format", "gone.bib"), "there is no file gone.bib"),
        (("format", "paper.tex"), "paper.tex is no .bib file"),
        (("convert", "refs.bib", "-o", "x.ris", "--rekey"), "--rekey makes new keys"),
        (
            ("recite", "paper.tex", "--map", "refs.bib"),
            "a map of keys begins with the columns old,new",
        ),
        (("recite", "paper.tex", "--map", "gone.csv"), "there is no file gone.csv"),
        (("recite", "paper.tex", "--map", "m.csv", "-o", "paper.tex"), "is the input"),
        (("recite", "paper.tex", "--map", "m.csv", "-o", "m.csv"), "m.csv is the map"),
        (("recite", "paper.tex", "--map", "bad.csv"), "bad.csv, line 2: a line of this map has"),
        (("recite", "paper.tex", "--map", "bytes.csv"), "bytes.csv is not UTF-8"),
    ],
)
def test_what_cannot_be_done_is_told(program, bib, tmp_path, arguments, message):
    (tmp_path / "paper.tex").write_text("\\cite{ahl99}", encoding="utf-8")
    (tmp_path / "m.csv").write_text("old,new\n", encoding="utf-8")
    (tmp_path / "bad.csv").write_text("old,new\na\n", encoding="utf-8")
    (tmp_path / "bytes.csv").write_bytes(b"old,new\n\xff,b\n")
    done = program(*arguments)
    assert done.returncode == 2
    assert message in done.stderr.decode()
    assert bib.read_bytes() == UNTIDY.encode()


def test_a_file_that_cannot_be_decoded_is_told_with_a_way_out_that_there_is(program, tmp_path):
    (tmp_path / "bad.bib").write_bytes(b"\xff\xfe\x00")
    done = program("format", "bad.bib")
    assert done.returncode == 2
    assert b"save it as UTF-8" in done.stderr
    assert b"--encoding" not in done.stderr
    assert program("format", "gone.bib").stderr.count(b"gone.bib") == 1


ODD = "@misc{m, title={T}, title={U}}\n@misc{M, title={V},\n note={N}}\n@misc{n, title={open\n"


@pytest.mark.parametrize(("arguments", "lines"), [([], (1, 6, 11)), (["--check"], (1, 2, 4))])
def test_lines_are_those_of_the_file_as_it_stands_now(program, tmp_path, arguments, lines):
    path = tmp_path / "refs.bib"
    path.write_text(ODD, encoding="utf-8")
    said = program("format", path, *arguments).stdout.decode()
    named = path.read_text(encoding="utf-8").splitlines()
    assert [named[line - 1][:8] for line in lines] == ["@misc{m,", "@misc{M,", "@misc{n,"]
    assert f"{path}, line {lines[0]}: the field title stands in m more than once" in said
    assert f"{path}, line {lines[1]}: the key M is that of an entry above, too" in said
    assert f"{path}, line {lines[2]}: left as it is: " in said


def test_no_copy_is_written_where_no_citation_changes(program, tmp_path):
    (tmp_path / "refs.keys.csv").write_text("old,new\na,b\n", encoding="utf-8")
    (tmp_path / "paper.tex").write_text(r"As \cite{c} says", encoding="utf-8")
    done = program("recite", "paper.tex", "--map", "refs.keys.csv")
    assert done.stdout.decode() == "paper.tex: 0 citations changed, so no copy was written\n"
    assert not (tmp_path / "paper.mended.tex").exists()
    program("recite", "paper.tex", "--map", "refs.keys.csv", "-o", "new.tex")
    assert (tmp_path / "new.tex").read_text(encoding="utf-8") == r"As \cite{c} says"


def test_a_map_that_is_none_is_named(program, tmp_path):
    (tmp_path / "x.csv").write_text("key,value\n", encoding="utf-8")
    (tmp_path / "paper.tex").write_text(r"As \cite{c} says", encoding="utf-8")
    done = program("recite", "paper.tex", "--map", "x.csv")
    assert done.returncode == 2
    assert "x.csv, line 1: a map of keys begins with the columns old,new" in done.stderr.decode()
