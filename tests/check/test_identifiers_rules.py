"""Identifiers of a list."""

import pytest

from joinedup_refs.check.rule import Context
from joinedup_refs.check.rules.identifiers.identifiers_absent import RULE
from joinedup_refs.clean import clean_text
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.text import Span, Text
from joinedup_refs.notation.csl import from_csl
from joinedup_refs.read import read


def listed(*items: dict, text: str = "x") -> Document:
    return Document(
        text=Text(printed=text * len(items)),
        entries=tuple(
            Entry(
                id=f"r{n}",
                at=(Span(start=n * len(text), end=(n + 1) * len(text)),),
                reference=from_csl(item),
            )
            for n, item in enumerate(items)
        ),
    )


def found(document: Document):
    return list(RULE.check(document, None, Context()))


BOOK = {"type": "book", "title": "T"}


def test_one_note_for_the_list():
    (note,) = found(listed(BOOK, BOOK, {"type": "report"}))
    assert "None of the 3 entries" in note.message
    assert "2 are of kinds" in note.message
    assert note.entries == ("r0", "r1", "r2")
    assert note.primary == Span(start=0, end=3)


@pytest.mark.parametrize(
    "last",
    [
        {"type": "book", "DOI": "10.1/x"},
        {"type": "book", "ISBN": "9780333928912"},
        {"type": "webpage", "URL": "https://example.org"},
        {"type": "article-journal", "PMID": "1"},
    ],
)
def test_one_identifier_is_enough(last):
    assert found(listed(BOOK, BOOK, last)) == []


def test_silent_for_a_short_list_and_for_other_kinds():
    assert found(listed(BOOK, BOOK)) == []
    report = {"type": "report"}
    assert found(listed(BOOK, BOOK, report, report)) == []


def test_an_identifier_that_was_not_read_counts():
    assert found(listed(BOOK, BOOK, BOOK, text="see doi 10.1234/x ")) == []


def test_the_editorial(editorial):
    outcome = clean_text(read(editorial).text)
    (note,) = [f for f in outcome.findings if f.code == "IDN807"]
    assert note.severity == "note"
    assert len(note.entries) == 16
