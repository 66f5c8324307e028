"""The public functions `convert` and `cite`."""

import pytest

from joinedup_refs.bibliography import cite
from joinedup_refs.convert import convert, load
from joinedup_refs.errors import ConfigInvalid, FormatInvalid, InputUnreadable
from joinedup_refs.formats import Record, names
from joinedup_refs.model.reference import Book
from joinedup_refs.notation.csl import from_csl

BIB = "@book{p97,\n  author = {6, Perri},\n  title = {Holistic Government},\n  year = 1997\n}\n"
RIS = (
    "TY  - BOOK\r\nID  - p97\r\nAU  - 6, Perri\r\nTI  - Holistic Government\r\nPY  - 1997\r\n"
    "ER  - \r\n"
)


def test_bibtex_and_ris():
    assert convert(BIB, "bibtex", "ris") == RIS
    assert convert(RIS, "ris", "bibtex") == (
        "@book{p97,\n  author = {6, Perri},\n  title = {Holistic Government},\n"
        "  year = {1997},\n}\n"
    )


def test_what_it_is_can_be_told(tmp_path):
    path = tmp_path / "refs.bib"
    path.write_bytes(b"\xef\xbb\xbf" + BIB.encode())
    assert convert(path, "", "ris") == RIS
    assert convert(BIB, "", "ris") == RIS
    assert convert(RIS.encode(), "", "ris") == RIS
    assert convert('[{"type": "book", "title": "A"}]', "", ".bib").startswith("@book{")
    with pytest.raises(ConfigInvalid, match="--from"):
        convert("plain words", "", "ris")


def test_windows_1252_is_read():
    text = "@book{a, title={Café}}"
    assert "TI  - Café" in convert(text.encode("cp1252"), "bibtex", "ris")


def test_there_and_back_over_every_format():
    forms = [n for n in names() if n not in {"cff", "coins"}]
    text = BIB
    for one, other in zip(["bibtex", *forms], [*forms, "bibtex"], strict=True):
        text = convert(text, one, other)
    assert load(text, "bibtex").records == load(BIB, "bibtex").records


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ((BIB, "bibtex", "word"), ConfigInvalid, "no record format 'word' can be written"),
        ((BIB, "word", "ris"), ConfigInvalid, "no record format 'word' can be read"),
        ((BIB, "coins", "ris"), ConfigInvalid, "can be read"),
        ((BIB, "zotero-rdf", "ris"), FormatInvalid, "no item of Zotero's"),
        (("x", "bibtex", "ris"), FormatInvalid, "line 1"),
        (("refs.bib", "bibtex", "ris"), InputUnreadable, "pass a Path"),
        ((b"\x89PNG\r\n", "bibtex", "ris"), InputUnreadable, "an image"),
    ],
)
def test_what_cannot_be_done_is_said(arguments, error, message):
    with pytest.raises(error, match=message):
        convert(*arguments)


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(InputUnreadable, match="there is no file"):
        convert(tmp_path / "gone.bib", "", "ris")


def test_targets():
    dataset = '[{"type": "dataset", "title": "D"}]'
    assert convert(dataset, "csl-json", "bibtex", target="zotero").startswith("@online{")
    assert convert(dataset, "csl-json", "biblatex").startswith("@dataset{")
    assert convert(dataset, "csl-json", "bibtex", target="biber").startswith("@dataset{")
    with pytest.raises(ConfigInvalid, match="not written for biber"):
        convert(dataset, "csl-json", "ris", target="biber")


def test_what_could_not_be_read_is_told():
    found = load(BIB + "@book{b, title = {open", "bibtex")
    assert len(found.records) == 2
    assert {gap.line for gap in found.gaps} == {6}


def test_cite_takes_references_and_records():
    book = from_csl(
        {
            "type": "book",
            "title": "Holistic Government",
            "author": [{"family": "6", "given": "Perri"}],
            "issued": {"date-parts": [[1997]]},
            "publisher": "Demos",
        }
    )
    assert cite([book]) == ("[1] Perri 6. Holistic Government. Demos, 1997.",)
    assert cite([Record("x", book)], "unsrt") == cite([book], "unsrt")
    assert cite([], "plain") == ()
    with pytest.raises(ConfigInvalid, match="no-such-style"):
        cite([Book(title="T")], "no-such-style")


def test_a_record_without_a_key_has_the_same_one_in_every_format():
    bib = "@article{, author={Ash, B.}, title={Towns}, year={2003}}"
    written = [convert(bib, "bibtex", to) for to in ("csl-json", "csl-yaml", "ris", "biblatex")]
    assert all("ashtowns2003" in text and "entry1" not in text for text in written)
