"""Perri 6 in every form, and the editorial in other dress: the same references each time."""

import html
import json
import textwrap

import pytest

import joinedup_refs as jr
from joinedup_refs.model.name import Person


def test_perri_6_is_one_person_with_6_as_the_surname(cleaned):
    assert cleaned.references[10].author == (Person(family="6", given="Perri"),)
    (item,) = (i for i in json.loads(cleaned.to("csl-json")) if i.get("publisher") == "Demos")
    assert item["author"] == [{"family": "6", "given": "Perri"}]


def test_perri_6_in_bibtex(cleaned):
    written = cleaned.to("bibtex")
    assert "author = {6, Perri}" in written
    assert "@book{perri6holistic1997," in written


def test_perri_6_keeps_name_and_place_in_the_list(cleaned):
    lines = [line.strip("• ") for line in cleaned.to("txt").splitlines() if line.strip()]
    assert len(lines) == 16
    assert [line[:8] for line in lines[9:12]] == ["Osborne,", "Perri 6 ", "Ranade, "]


@pytest.mark.parametrize("words", ["Perri 6, 1997", "6, P., 1997", "6, 1997"])
def test_perri_6_is_found_by_every_name(given, words):
    outcome = jr.clean(given.replace("Perri 6, Citation1997", words))
    (citation,) = (c for c in outcome.result.citations if c.year == "1997")
    assert (citation.link, citation.references) == ("exact", ("r11",))


def divided(text: str) -> tuple[str, list[str], str]:
    """What stands before the list, its items without bullets, and what follows."""
    before, bullet, rest = text.partition("  • Bevan, G.")
    items = (bullet + rest).splitlines()
    number = sum(line.startswith("  • ") for line in items)
    return before, [line[4:] for line in items[:number]], "\n".join(items[number:])


def wrapped(text: str) -> str:
    return "\n".join(
        textwrap.fill(line, 72, subsequent_indent="    ", break_on_hyphens=False)
        for line in text.split("\n")
    )


def listed_as(mark):
    def change(text: str) -> str:
        before, items, after = divided(text)
        lines = [mark(number) + item for number, item in enumerate(items, 1)]
        return before + "\n".join(lines) + "\n" + after

    return change


def page(text: str) -> str:
    before, items, after = divided(text)
    paragraphs = [f"<p>{html.escape(p)}</p>" for p in before.split("\n") if p.strip()]
    entries = [f"<li>{html.escape(item)}</li>" for item in items]
    footer = [f"<p>{html.escape(p)}</p>" for p in after.split("\n") if p.strip()]
    paragraphs[-1] = "<h2>References</h2>"
    rows = ["<!DOCTYPE html>", "<html><body>", *paragraphs, "<ul>", *entries, "</ul>", *footer]
    return "\n".join([*rows, "</body></html>", ""])


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: wrapped(text).encode(),
        lambda text: listed_as(lambda _: "")(text).encode(),
        lambda text: listed_as("{}. ".format)(text).encode(),
        lambda text: listed_as("[{}] ".format)(text).encode(),
        lambda text: text.encode("cp1252"),
        lambda text: page(text).encode(),
    ],
    ids=["windows lines", "wrapped", "no bullets", "numbers", "brackets", "cp1252", "html"],
)
def test_another_dress_changes_no_reference(given, sixteen, change):
    outcome = jr.clean(change(given))
    for read, meant in zip(outcome.references, sixteen, strict=True):
        assert read == meant
    assert [c.link for c in outcome.result.citations].count("exact") == 17
    assert [c.link for c in outcome.result.citations].count("paired") == 2
