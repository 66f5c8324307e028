"""Italics of a Markdown text or a page, kept in the list that is written of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup_refs.clean import clean_text
from joinedup_refs.forms import OwnStyle
from joinedup_refs.read import read
from joinedup_refs.styles.listed import Listed

LIST = """\
# References

Adams, P. and Brook, L. (2003) *Bridges over small rivers*. Leeds: Harbour Press.

erri 6 (1997) *Holistic Towns* (Demos). Dunn, E. (2001) ‘Tolls’, *Transport Notes*, 12, pp. 1–9.

Firth, G. (2005) *See https://example.org/a_b now*. Leeds: Harbour Press.
"""


def written(text, form, suffix=".md"):
    outcome = clean_text(read(text, suffix=suffix).text)
    return OwnStyle(form).write(outcome.result)


def test_italics_stay_in_markdown():
    said = written(LIST, "md")
    assert "*Bridges over small rivers*." in said
    assert "‘Tolls’, *Transport Notes*, 12" in said
    assert "*Holistic Towns* (Demos)" in said


def test_italics_stay_on_a_page_and_addresses_lead_where_they_did():
    said = written(LIST, "html")
    assert "<i>Bridges over small rivers</i>." in said
    assert '<a href="https://example.org/a_b">' in said
    assert said.count("<i>") == said.count("</i>")


def test_plain_text_has_none():
    assert "*" not in written(LIST, "txt")


def test_italics_of_a_page():
    page = (
        "<html><body><h2>References</h2><ul>"
        "<li>Adams, P. (2003) <em>Bridges</em>. Leeds: Harbour Press.</li>"
        "<li>Cole, D. (2005) <i>Long ways <b>round</b></i>. Leeds: Harbour Press.</li>"
        "</ul></body></html>"
    )
    said = written(page, "md", ".html")
    assert "*Bridges*." in said
    assert "*Long ways round*." in said


@given(
    st.text(alphabet="ab *_.\ue000", max_size=12),
    st.lists(st.integers(0, 12), max_size=6, unique=True).map(sorted),
)
def test_nothing_but_marks_is_added(text, edges):
    spans = tuple(zip(edges[::2], edges[1::2], strict=False))
    line = Listed("entry", "r1", text, "", spans)
    marked = line.marked("<", ">")
    assert marked.replace("<", "").replace(">", "") == text
    assert marked.count("<") == marked.count(">")


@pytest.mark.parametrize("held", ["\ue000", "\ue001"])
def test_a_text_that_holds_a_mark_itself_gets_none(held):
    line = Listed("entry", "r1", f"a{held}b", "", ((0, 1),))
    assert line.marked("\ue000", "\ue001") == f"a{held}b"
