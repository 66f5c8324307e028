"""`clean --mended`: the text itself, with its list and citations mended, and nothing else."""

import codecs

import pytest

from joinedup_refs.cli.mending import mended_name

OLD = "  • erri 6 (1997), Holistic Towns (Demos). Quist, W. and Bell, T. (2004) Towns"
NEW = "  • Perri 6 (1997), Holistic Towns (Demos).{0}  • Quist, W. and Bell, T. (2004), Towns"


def test_a_mended_copy_is_written_beside_the_file(program, article):
    before = article.read_bytes()
    done = program("clean", "article.txt", "--mended")
    assert done.returncode == 0, done.stderr.decode()
    assert b"Written: article.mended.txt" in done.stdout
    assert article.read_bytes() == before
    after = (article.parent / "article.mended.txt").read_bytes().decode()
    assert after == before.decode().replace(OLD, NEW.format("\n"))
    again = program("clean", "article.txt", "--mended")
    assert b"article.mended.txt was already so" in again.stdout


def test_what_stood_there_is_kept(program, article):
    (article.parent / "article.mended.txt").write_text("mine")
    done = program("clean", "article.txt", "--mended")
    assert b"what stood there before is in article.mended.txt.bak" in done.stdout
    assert (article.parent / "article.mended.txt.bak").read_text() == "mine"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
        ("utf-16-le", b""),
        ("cp1252", b""),
    ],
)
@pytest.mark.parametrize("option", ["--mended", "--in-place"])
def test_bytes_line_ends_and_marks_are_kept(program, article, newline, encoding, mark, option):
    text = article.read_bytes().decode().replace("\n", newline)
    article.write_bytes(mark + text.encode(encoding))
    done = program("clean", "article.txt", option)
    assert done.returncode == 0, done.stderr.decode()
    name = "article.mended.txt" if option == "--mended" else "article.txt"
    expected = text.replace(OLD, NEW.format(newline))
    assert expected != text
    assert (article.parent / name).read_bytes() == mark + expected.encode(encoding)


def test_several_files_are_mended_each_beside_itself(program, article):
    (article.parent / "b").mkdir()
    (article.parent / "b" / "two.md").write_bytes(article.read_bytes())
    done = program("clean", "article.txt", "b/two.md", "--mended", "--quiet")
    assert (done.returncode, done.stdout) == (0, b"")
    assert (article.parent / "b" / "two.mended.md").is_file()
    assert (article.parent / "article.mended.txt").is_file()


@pytest.mark.parametrize("option", ["--mended", "--in-place"])
def test_a_page_is_not_mended_and_nothing_is_written(program, tmp_path, option):
    page = b"<html><body><p>References</p><p>Adams, B. (2001), Joint plans.</p></body></html>"
    (tmp_path / "a.html").write_bytes(page)
    done = program("clean", "a.html", option, "-o", "refs.txt")
    message = done.stderr.decode()
    assert done.returncode == 2
    assert "a.html is not plain text or Markdown" in message
    assert "-o references.html" in message
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-", "--mended"), b"standard input"),
        (("article.txt", "--mended", "--in-place"), b"exclude each other"),
        (("article.txt", "--mended", "-o", "article.mended.txt"), b"where the mended text goes"),
        (
            ("article.txt", "article.txt", "-o", "refs.txt"),
            b"-o holds one text, and several are given",
        ),
        (("article.txt", "article.txt", "--format", "json"), b"tells of one text"),
        ((".", "--mended"), b"is a folder"),
    ],
)
def test_what_makes_no_sense_is_refused(program, article, arguments, said):
    done = program("clean", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert [path.name for path in article.parent.iterdir()] == ["article.txt"]


def test_an_encoding_that_lacks_a_letter_is_told(program, article):
    # the list has no dash to mend that latin-1 lacks, unless its pages are dashed by the majority
    text = article.read_bytes().decode().replace("–", "-").replace("•", "*")
    article.write_bytes(text.encode("latin-1"))
    done = program("clean", "article.txt", "--mended", "--encoding", "latin-1")
    assert done.returncode == 0, done.stderr.decode()
    assert (article.parent / "article.mended.txt").read_bytes().decode("latin-1").count("Perri 6")


def test_a_copy_of_a_file_without_an_ending_has_a_name(tmp_path):
    assert mended_name(tmp_path / "article").name == "article.mended"
    assert mended_name(tmp_path / "a.b.md").name == "a.b.mended.md"
