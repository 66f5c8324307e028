"""Lines that hold what a format has no field for."""

from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup_refs import formats
from joinedup_refs.formats import Record, leftovers
from joinedup_refs.notation.csl import from_csl, to_csl


def test_a_value_of_several_lines_is_no_other_value():
    left = {"acknowledgement": "Ann,\nURL: http://x\nother.a: b", "medium": "CSV"}
    written = leftovers.write(left)
    assert leftovers.read(written) == ("", left)


def test_words_of_someones_own_stay():
    said, told = leftovers.read("See: chapter 3\nmedium: CSV\nBought second-hand.")
    assert said == "See: chapter 3\nBought second-hand."
    assert told == {"medium": "CSV"}


def test_what_someone_notes_does_not_replace_a_field():
    read = formats.find("bibtex").read
    assert read
    (record,) = read("@book{k, url = {https://a.b}, annote = {Ann's page.\nURL: https://c.d}}")
    item = to_csl(record.reference)
    assert item["URL"] == "https://a.b"
    assert item["annote"] == "Ann's page.\nURL: https://c.d"


def test_foreign_fields_come_back_through_every_format():
    item = {
        "type": "book",
        "title": "T",
        "coden": "TEST",
        "acknowledgement": "Ann,\nTel: 1\nURL: http://x",
        "x-own": {"a": [1, "b"]},
    }
    for name, target in (("bibtex", "bibtex"), ("biblatex", "biber"), ("ris", "zotero")):
        form = formats.find(name)
        assert form.write
        assert form.read
        (back,) = form.read(form.write([Record("k", from_csl(item), "k")], target))
        found = to_csl(back.reference)
        assert found.pop("citation-key") == "k"
        assert found == item


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["medium", "scale", "coden", "my-own"]),
        st.text(max_size=30).filter(lambda text: text.lstrip()[:1] not in {"[", "{"}),
    )
)
def test_any_text_comes_back_but_for_blanks(left):
    kept = {k: "\n".join(" ".join(x.split()) for x in v.splitlines()) for k, v in left.items()}
    said, told = leftovers.read(leftovers.write(kept))
    assert said == ""
    assert {k: str(v).strip() for k, v in told.items()} == {k: v.strip() for k, v in kept.items()}
