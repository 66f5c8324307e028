"""Formatted text: runs as plain text, HTML, Markdown and pandoc's inlines."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from joinedup_refs.styles.links import address
from joinedup_refs.styles.runs import (
    Item,
    Run,
    as_html,
    as_markdown,
    as_pandoc,
    as_text,
    item_from_pandoc,
)

MARKS = st.frozensets(st.sampled_from(["b", "i", "sc", "sup", "sub"]), max_size=2)
WORDS = st.text(st.sampled_from("ab 1é.*_`[]<>&\\$~^!?-()“"), min_size=1, max_size=12)
RUNS = st.lists(st.builds(Run, WORDS, MARKS, st.just("")), min_size=1, max_size=5)


def shown(html):
    """Give what a reader sees of a page, blanks drawn together."""
    return " ".join(unescape(re.sub(r"<[^<>]*>", "", html)).split())


def plain(runs):
    return " ".join("".join(run.text for run in runs).split())


@settings(max_examples=150, deadline=None)
@given(RUNS)
def test_markdown_shows_the_text_as_it_is(runs):
    html = MarkdownIt("commonmark").render(as_markdown("", runs))
    assert shown(html) == plain(runs)


@settings(max_examples=150, deadline=None)
@given(RUNS)
def test_html_shows_the_text_as_it_is(runs):
    assert shown(as_html(runs)) == plain(runs)


@settings(max_examples=150, deadline=None)
@given(RUNS)
def test_what_goes_to_pandoc_comes_back(runs):
    item = item_from_pandoc("k", as_pandoc(Item("k", "[1]", tuple(runs))))
    assert item.label == "[1]"
    assert plain(item.runs) == plain(runs)
    marked = {mark for run in item.runs for mark in run.marks}
    assert marked == {mark for run in runs if run.text for mark in run.marks}


def test_italics_within_a_word_are_tags():
    runs = [Run("un", frozenset({"i"})), Run("told")]
    assert as_markdown("", runs) == "<i>un</i>told"
    assert as_markdown("", [Run("a ", frozenset({"i"})), Run("b")]) == "*a* b"


def test_raised_and_lowered():
    runs = [Run("10"), Run("−3", frozenset({"sup"})), Run(" CO"), Run("2", frozenset({"sub"}))]
    assert as_text(runs) == "10−3 CO₂"
    assert as_html(runs[2:]) == " CO<sub>2</sub>"


def test_upright_among_slanted_words():
    upright = {"t": "Span", "c": [["", ["nodecor"], []], [{"t": "Str", "c": "coli"}]]}
    inlines = [{"t": "Emph", "c": [{"t": "Str", "c": "Of"}, {"t": "Space"}, upright]}]
    item = item_from_pandoc("k", inlines)
    assert item.runs == (Run("Of ", frozenset({"i"})), Run("coli"))


def test_a_block_begins_a_line():
    block = {"t": "Span", "c": [["", ["csl-block"], []], [{"t": "Str", "c": "Abstract"}]]}
    item = item_from_pandoc("k", [{"t": "Str", "c": "Towns."}, block])
    assert item.text == "Towns. Abstract"
    assert as_html(item.runs) == "Towns.<br>Abstract"
    assert as_markdown("", item.runs) == "Towns.\\\nAbstract"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("https://example.org/a?b=c&d#e", "https://example.org/a?b=c&d#e"),
        ("HTTP://example.org:8080", "HTTP://example.org:8080"),
        ("https://example.org/a b>", "https://example.org/a%20b%3E"),
        ("https://javascript:alert(1)", ""),
        ("https://you@example.org", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("", ""),
    ],
)
def test_where_links_may_lead(target, expected):
    assert address(target) == expected
