"""What formats carry of records that are made up to be hard, and the page that tells it."""

import importlib.util
from pathlib import Path

import pytest

from joinedup_refs import formats

DOCS = Path(__file__).parents[2] / "docs"
PARTICLES = {("signs2018", "author"), ("spring1950", "author")}
"""Dropping particles, which only CSL tells from the others."""
NOCASE = {("markup2012", "title")}
CHANGED = {
    "biblatex": PARTICLES | NOCASE,
    "bibtex": PARTICLES | NOCASE,
    "csl-json": set(),
    "csl-yaml": set(),
    "endnote-xml": PARTICLES | NOCASE,
    "mods": PARTICLES,
    "nbib": PARTICLES | {("signs2018", "abstract")},
    "ris": PARTICLES,
    # a name alone is a body there, and a director the author of a film
    "zotero-rdf": PARTICLES | {("greek1890", "author"), ("film1975", "director")},
}


@pytest.fixture(scope="module")
def pages():
    spec = importlib.util.spec_from_file_location("format_pages", DOCS / "format_pages.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def fates(pages):
    return pages.fates()


@pytest.mark.parametrize("name", sorted(CHANGED))
def test_what_changes_is_known(fates, name):
    found = {(f.record, f.variable) for f in fates if f.format == name and f.fate == "changed"}
    assert found == CHANGED[name]


def test_nothing_is_lost_but_in_coins(fates):
    assert {f.format for f in fates if f.fate == "lost"} == {"coins"}
    assert {f.format for f in fates} == set(formats.names())


def test_the_page_says_where_a_value_goes(pages):
    page = pages.page()
    rows = {line.split(" | ")[0]: line for line in page.splitlines() if line.startswith("| ")}
    names = rows["| variable"].strip("| ").split(" | ")[1:]

    def cell(variable, name):
        return rows[f"| {variable}"].strip("| ").split(" | ")[1 + names.index(name)]

    assert cell("accessed", "nbib") == "note"
    assert cell("accessed", "ris") == "yes"
    assert cell("abstract", "coins") == "no"
    assert cell("title", "endnote-xml") == "changed (29/30 yes)"
    assert "| EndNote XML | `endnote-xml` | `.xml` | yes | yes |" in page
