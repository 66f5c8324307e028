"""Names that are kept whole."""

import pytest

from joinedup_refs.build import build
from joinedup_refs.check.rule import Context
from joinedup_refs.check.rules.names.name_kept_whole import RULE
from joinedup_refs.clean import clean_text
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.layout import Layout
from joinedup_refs.model.name import Organization, Person
from joinedup_refs.model.reference import Book
from joinedup_refs.model.text import Span, Text
from joinedup_refs.read import read


def document(*entries: tuple[str, tuple]) -> Document:
    printed, made = "", []
    for number, (text, names) in enumerate(entries, 1):
        at = Span(start=len(printed), end=len(printed) + len(text))
        made.append(Entry(id=f"r{number}", at=(at,), reference=Book(author=names)))
        printed += text + "\n"
    return Document(text=Text(printed=printed), entries=tuple(made))


def found(doc: Document):
    return list(RULE.check(doc, None, Context()))


def test_bodies_are_told_in_one_note_and_a_person_at_the_entry():
    doc = document(
        ("Cabinet Office (2005), A.", (Organization(name="Cabinet Office"),)),
        ("Perri 6 (1997), B.", (Person(family="6", given="Perri"),)),
        ("OECD (1999), C.", (Organization(name="OECD"),)),
        ("Cabinet Office (2006), D.", (Organization(name="Cabinet Office"),)),
    )
    person, bodies = found(doc)
    assert doc.text.slice(person.primary) == "Perri 6"
    assert "“6” as the surname" in person.message
    assert bodies.entries == ("r1", "r3", "r4")
    assert bodies.message.startswith("“Cabinet Office” and “OECD” are taken as bodies")
    assert not person.fixes
    assert not bodies.fixes


def test_many_bodies_are_counted():
    doc = document(*((f"Body {n}", (Organization(name=f"Body {n}"),)) for n in range(9)))
    (note,) = found(doc)
    assert "and 5 more" in note.message


@pytest.mark.parametrize(
    "name",
    [
        Person(family="Hall", given="P."),
        Person(family="6", given="erri"),
        Person(family="Aalst", particle="van der"),
        Person(family="hall"),
    ],
)
def test_silent(name):
    assert found(document(("Some text.", (name,)))) == []


def test_a_surname_without_initials_beside_others_is_no_mononym():
    names = (Person(family="Hall", given="P."), Person(family="Irwin"))
    assert found(document(("Hall, P. and Irwin (1997).", names))) == []


def test_a_mononym():
    (note,) = found(document(("Plato (1997), Works.", (Person(family="Plato"),))))
    assert "“Plato” is taken as one person's name" in note.message


def test_in_a_list_as_parsed():
    text = Text(printed="Cabinet Office (2007), Joined-Up Services (The Stationery Office).\n")
    (note,) = found(build(text, (), Layout(list_only=True)))
    assert text.slice(note.primary) == "Cabinet Office"


def test_the_editorial(editorial):
    outcome = clean_text(read(editorial).text)
    notes = [f for f in outcome.findings if f.code == "NAM301"]
    assert ("r2",) in [n.entries for n in notes]
    entry = outcome.result.entry("r2")
    assert entry
    assert entry.reference.author == (Organization(name="Cabinet Office"),)
