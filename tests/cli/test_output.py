import os
import stat
import sys
from pathlib import Path
from threading import Thread

import pytest

from joinedup_refs.cli.showing import report_form
from joinedup_refs.errors import ConfigInvalid, InputUnreadable
from joinedup_refs.forms import form_of
from joinedup_refs.saving import same_file, save


def test_a_new_file_is_written_and_nothing_else(tmp_path):
    assert save(tmp_path / "refs.bib", b"one") == f"Written: {tmp_path / 'refs.bib'}"
    assert [p.name for p in tmp_path.iterdir()] == ["refs.bib"]
    assert (tmp_path / "refs.bib").read_bytes() == b"one"


def test_what_stood_there_is_kept_and_no_backup_is_overwritten(tmp_path):
    path = tmp_path / "refs.bib"
    for content in (b"one", b"two", b"three", b"four"):
        said = save(path, content)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {
        "refs.bib": b"four",
        "refs.bib.bak": b"one",
        "refs.bib.bak2": b"two",
        "refs.bib.bak3": b"three",
    }
    assert "(what stood there before is in refs.bib.bak3)" in said


def test_the_same_content_is_not_written_again(tmp_path):
    path = tmp_path / "refs.bib"
    save(path, b"one")
    os.utime(path, (1, 1))
    assert "left as it is" in save(path, b"one")
    assert path.stat().st_mtime == 1
    assert [p.name for p in tmp_path.iterdir()] == ["refs.bib"]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are another matter there")
def test_permissions_are_kept(tmp_path):
    path = tmp_path / "refs.bib"
    save(path, b"one")
    path.chmod(0o640)
    save(path, b"two")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real.bib").write_bytes(b"one")
    link = tmp_path / "refs.bib"
    link.symlink_to("real.bib")
    save(link, b"two")
    assert link.is_symlink()
    assert (tmp_path / "real.bib").read_bytes() == b"two"
    assert (tmp_path / "real.bib.bak").read_bytes() == b"one"


def test_what_cannot_be_written_is_said(tmp_path):
    with pytest.raises(InputUnreadable, match="is a folder"):
        save(tmp_path, b"one")
    with pytest.raises(InputUnreadable, match="cannot be written"):
        save(tmp_path / "no" / "refs.bib", b"one")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("path", "to", "form"),
    [
        ("refs.txt", "", "txt"),
        ("refs.MD", "", "md"),
        ("refs.html", "", "html"),
        ("refs.json", "", "csl-json"),
        ("refs.bib", "", "bibtex"),
        ("-", "", "txt"),
        ("-", "json", "csl-json"),
        ("refs.txt", "bib", "bibtex"),
        ("refs", "csl-json", "csl-json"),
    ],
)
def test_the_form_is_told_by_the_name_given_or_the_ending(path, to, form):
    assert form_of(Path(path), to).name == form


@pytest.mark.parametrize(("path", "to"), [("refs.xyz", ""), ("refs", ""), ("refs.txt", "xyz")])
def test_an_unknown_form_is_refused_with_those_there_are(path, to):
    with pytest.raises(ConfigInvalid, match=r"txt, md, html, .*csl-json"):
        form_of(Path(path), to)


def test_a_report_is_html_json_or_sarif():
    assert report_form(Path("a.HTML")) == "html"
    with pytest.raises(ConfigInvalid, match=r"\.html, \.json or \.sarif"):
        report_form(Path("a.pdf"))


def test_one_file_under_two_names_is_one_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"")
    assert same_file(path, tmp_path / "." / "a.txt")
    assert not same_file(path, tmp_path / "b.txt")
    assert same_file(tmp_path / "new.txt", tmp_path / "new.txt")


def test_a_file_is_not_emptied_for_a_text_without_references(program, tmp_path):
    text, kept = tmp_path / "prose.txt", tmp_path / "refs.bib"
    text.write_text("Nothing here is a reference.\n", encoding="utf-8")
    kept.write_text("@book{kept}", encoding="utf-8")
    done = program("clean", text, "-o", kept)
    assert done.returncode == 2
    assert b"was not written: no reference was found" in b" ".join(done.stdout.split())
    assert kept.read_text(encoding="utf-8") == "@book{kept}"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_what_is_no_file_is_written_to_and_not_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got, said = [], []
    reader = Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    writer = Thread(target=lambda: said.append(save(pipe, b"a list")), daemon=True)
    for thread in (reader, writer):
        thread.start()
    for thread in (reader, writer):
        thread.join(timeout=20)
    assert (got, said) == ([b"a list"], [f"Written: {pipe}"])
    assert pipe.is_fifo()
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


READABLE = "References\n\nAdams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1-9.\n"


@pytest.mark.parametrize("command", ["check", "clean", "format"])
def test_a_file_that_may_not_be_read_does_not_keep_the_others_from_it(
    program, tmp_path, monkeypatch, command
):
    for name in ("shut.bib", "open.bib"):
        (tmp_path / name).write_text("@book{b, title={Towns}}\n", encoding="utf-8")
    (tmp_path / "shut.bib").chmod(0)
    able = os.access
    shut = (tmp_path / "shut.bib").name
    monkeypatch.setattr(
        os, "access", lambda path, mode, **how: Path(path).name != shut and able(path, mode, **how)
    )
    done = program(command, "shut.bib", "open.bib")
    assert "open.bib" in done.stdout.decode()
    assert "Invalid value" not in done.stderr.decode()
