"""Titles of records: what a list in a text seldom keeps within them, and a library file does."""

import pytest

from joinedup_refs.check.rule import Context
from joinedup_refs.check.rules.titles import swallowed_field, trailing_title_period
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import ChangeType, SetField
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.text import Span, Text
from joinedup_refs.notation.csl import from_csl
from joinedup_refs.notation.sentence_case import sentence_case


def document_of(*items):
    """A document whose entries hold these records, one a line; nothing of them is printed."""
    printed = "\n".join(item["title"] for item in items)
    entries, start = [], 0
    for number, item in enumerate(items, 1):
        end = start + len(item["title"])
        at = (Span(start=start, end=end),)
        entries.append(Entry(id=f"r{number}", at=at, reference=from_csl(item)))
        start = end + 1
    return Document(text=Text(printed=printed), entries=tuple(entries))


def found(rule, *items):
    return list(rule.check(document_of(*items), None, Context()))


def values(finding):
    return {e.field: e.value for e in finding.fixes[0].edits if isinstance(e, SetField)}


@pytest.mark.parametrize(
    ("title", "mended"),
    [
        ("Joint plans.", "Joint plans"),
        ("Joint plans of towns.", "Joint plans of towns"),
        ("Joint plans", None),
        ("Joint plans…", None),
        ("Joint plans...", None),
        ("Joint plans of the U.S.", None),
        ("Joint plans of Pratt Inc.", None),
        ("Joint plans, vol.", None),
        ("Joint plans of Part B.", None),
        ("Plans?", None),
        ("Demos.", None),
    ],
)
def test_the_stop_of_a_title(title, mended):
    told = found(trailing_title_period, {"type": "book", "title": title})
    assert [values(f) for f in told] == ([] if mended is None else [{"title": mended}])
    assert all(f.fixes[0].safety == "safe" for f in told)


OF_BOOK = {"title": "Joint funds", "publisher": "Harrowgate Books"}
BOOK = {
    "type": "book",
    "title": "Joint Teams",
    "publisher": "Harrowgate Books",
    "publisher-place": "Kilcott",
}
ARTICLE = {"type": "article-journal", "title": "Joint plans", "container-title": "Borough Affairs"}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "Joint funds. Kilcott: Harrowgate Books",
            {**OF_BOOK, "publisher-place": "Kilcott"},
        ),
        (
            "Joint funds, Harrowgate Books",
            {"title": "Joint funds", "publisher": "Harrowgate Books"},
        ),
        (
            "Joint funds (Harrowgate Books)",
            {"title": "Joint funds", "publisher": "Harrowgate Books"},
        ),
        (
            "Joint funds? Borough Affairs",
            {"title": "Joint funds?", "container-title": "Borough Affairs"},
        ),
        ("Joint funds of Harrowgate Books", None),
        ("Harrowgate Books", None),
        ("Borough Affairs: a history", None),
    ],
)
def test_what_a_title_swallowed(title, expected):
    told = found(swallowed_field, BOOK, ARTICLE, {"type": "book", "title": title})
    assert [values(f) for f in told] == ([] if expected is None else [expected])
    serial = [e.type for f in told for e in f.fixes[0].edits if isinstance(e, ChangeType)]
    assert serial == (["article-journal"] if expected and "container-title" in expected else [])


def test_a_journal_of_one_word_at_the_end_of_a_title_is_chance():
    nature = {"type": "article-journal", "title": "Plans", "container-title": "Nature"}
    assert not found(swallowed_field, nature, {"type": "book", "title": "A second look: Nature"})


def test_an_entry_that_has_its_publisher_has_swallowed_none():
    own = {"type": "book", "title": "Joint funds: Borough Affairs", "publisher": "Demos"}
    assert not found(swallowed_field, ARTICLE, own)


@pytest.mark.parametrize(
    ("title", "calm"),
    [
        ("JOINT PLANS", "Joint plans"),
        ("JOINT PLANS: A LOOK", "Joint plans: A look"),
        ("WHO PLANS? THE TOWNS", "Who plans? The towns"),
        ("PLANS IN CHAPTER XIV", "Plans in chapter XIV"),
        ("PLANS OF UNESCO", "Plans of UNESCO"),
        ("THE CITY'S PLANS", "The city's plans"),
        ("COVID-19 PLANS", "Covid-19 plans"),
        ("PLANS OF 2-YEAR-OLDS", "Plans of 2-year-olds"),
    ],
)
def test_sentence_case(title, calm):
    assert sentence_case(title, {}) == calm


def test_a_word_is_written_as_it_is_elsewhere():
    assert sentence_case("COVID-19 IN WALES", {"covid": "COVID", "wales": "Wales"}) == (
        "COVID-19 in Wales"
    )
