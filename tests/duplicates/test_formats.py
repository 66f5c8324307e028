"""One library in every format comes out as one."""

from made_items import article, book, people, record

import joinedup_refs as jr
from joinedup_refs.convert import write
from joinedup_refs.formats import all_formats

CHAPTER = {
    "type": "chapter",
    "author": people("Dunn, Eva"),
    "title": "Tolls, ferries and the northern coast",
    "container-title": "Crossing water",
    "issued": {"date-parts": [[2003]]},
    "page": "101-120",
    "publisher": "Harbour Press",
}


def test_one_library_in_every_format_comes_out_as_one(tmp_path):
    records = [record(article(), "adams01"), record(book(), "adams99"), record(CHAPTER, "dunn03")]
    files = []
    for form in all_formats():
        if form.read and form.write:
            files.append(tmp_path / f"{form.name}{form.suffixes[0]}")
            files[-1].write_text(write(records, form), encoding="utf-8")
    assert len(files) >= 9
    found = jr.duplicates(files)
    assert [len(group) for group in found.groups] == [len(files)] * 3
    assert [r.key for r in found.library.records] == ["adams01", "adams99", "dunn03"]
    without_lines = {held.file for held in found.records if not held.line}
    assert without_lines == {
        "biblatex.biblatex"
    }  # which has no library of its own to be looked through
    for back, item in zip(found.library.records, (article(), book(), CHAPTER), strict=True):
        assert back.reference.title == item["title"]
        assert len(back.reference.other["merged-from"].splitlines()) == len(files)
