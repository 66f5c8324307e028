"""`joinedup-refs cite`."""

import pytest

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
        (("refs.bib", "--style", "apa"), "apa"),
        (("gone.bib",), "there is no file"),
        (("refs.bib", "-o", "refs.bib"), "is the input"),
    ],
)
def test_what_cannot_be_done_is_said(program, tmp_path, arguments, message):
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    done = program("cite", *arguments)
    assert done.returncode == 2
    assert message in done.stderr.decode()
