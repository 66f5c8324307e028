"""Files turned record by record: the same text as all at once, and what is not held."""

import gc
import weakref

import pytest

from joinedup_refs import formats
from joinedup_refs.convert import converted, load, write
from joinedup_refs.formats import Record
from joinedup_refs.formats.one_by_one import Writing
from joinedup_refs.model.reference import Article

BIB = """@string{jf = "Journal of Ferries"}
@article{moss01, author = {Moss, R.}, title = {Tolls}, journal = jf, year = 2001}
@article{moss01, author = {Lee, A.}, title = {Roads}, year = 2002}
@book{, author = {Ash, B.}, title = {Towns}, year = {2003}}
@inbook{kid, title = {Locks}, crossref = {mum}}
@book{open, title = {Never closed, year = {1999}
@book{mum, title = {Canals}, publisher = {Harbour}, year = 1987}
"""
RIS = "TY  - BOOK\nID  - a1\nTI  - Towns\n\nTY  - JOUR\nAU  - Roe, R.\nTI  - Roads\nER  - \n"
JSON = (
    '[{"id": "a", "type": "book", "title": "Towns"}, {"id": "a", "type": "book"},'
    ' {"id": 7, "type": "article", "note": "\\"id\\": 0\\n x"}, {"type": "book", "title": "Locks"}]'
)
FILES = [("bibtex", BIB), ("ris", RIS), ("csl-json", JSON)]


@pytest.mark.parametrize(("name", "text"), FILES)
@pytest.mark.parametrize(
    ("to", "target"),
    [
        ("bibtex", "bibtex"),
        ("bibtex", "biber"),
        ("biblatex", "zotero"),
        ("ris", "zotero"),
        ("ris", "endnote"),
        ("csl-json", None),
        ("csl-json", "zotero"),
        ("csl-yaml", None),
    ],
)
def test_a_file_reads_back_as_what_is_written_at_once(name, text, to, target):
    form = formats.find(to)
    made = converted(text.encode(), name, form, target)
    loaded = load(text.encode(), name)
    assert made.text == write(loaded.records, form, target)
    assert made.gaps == loaded.gaps
    assert [record.key for record in made.named] == [record.key for record in loaded.records]
    assert len(form.read(made.text)) == len(loaded.records)


def test_of_a_record_with_a_key_nothing_else_is_held():
    each = formats.find("bibtex").each
    assert each is not None
    writing = Writing(each, "bibtex")
    reference = Article(title="Tolls", citation_key="moss01")
    gone = weakref.ref(reference)
    writing.add(Record("moss01", reference, "moss01"))
    del reference
    gc.collect()
    assert gone() is None
    assert writing.text() == "@article{moss01,\n  title = {Tolls},\n}\n"
