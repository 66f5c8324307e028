"""BibLaTeX as written."""

import pytest

from joinedup_refs import formats
from joinedup_refs.formats import Record
from joinedup_refs.notation.csl import from_csl, to_csl

FORMAT = formats.find("biblatex")


def write(item, target="biber"):
    assert FORMAT.write
    return FORMAT.write([Record("r1", from_csl(item), "key")], target)


def back(text):
    assert FORMAT.read
    (record,) = FORMAT.read(text)
    return {k: v for k, v in to_csl(record.reference).items() if k != "citation-key"}


@pytest.mark.parametrize(
    ("variable", "value", "csl_type", "line"),
    [
        ("container-title", "J", "article-journal", "journaltitle = {J}"),
        ("container-title-short", "J", "article-journal", "shortjournal = {J}"),
        ("container-title", "B", "chapter", "booktitle = {B}"),
        ("container-title", "W", "webpage", "organization = {W}"),
        ("issue", "3", "article-journal", "number = {3}"),
        ("page", "1-12", "article-journal", "pages = {1--12}"),
        ("page", "e1234", "article-journal", "eid = {e1234}"),
        ("volume", "XIV", "article-journal", "volume = {14}"),
        ("publisher", "P", "book", "publisher = {P}"),
        ("publisher", "P", "report", "institution = {P}"),
        ("publisher", "P", "thesis", "institution = {P}"),
        ("publisher", "P", "software", "organization = {P}"),
        ("publisher-place", "London", "book", "location = {London}"),
        ("collection-title", "S", "book", "series = {S}"),
        ("collection-number", "5", "book", "number = {5}"),
        ("number", "Cm 6683", "report", "number = {Cm 6683}"),
        ("genre", "Command Paper", "report", "type = {Command Paper}"),
        ("edition", "2", "book", "edition = {2}"),
        ("version", "2.2", "software", "version = {2.2}"),
        ("status", "in press", "article-journal", "pubstate = {in press}"),
        ("event-title", "E", "paper-conference", "eventtitle = {E}"),
        ("event-place", "Rome", "paper-conference", "venue = {Rome}"),
        ("number", "arXiv:2301.01234", "article", "eprint = {2301.01234}"),
        ("number", "arXiv:2301.01234", "article", "eprinttype = {arXiv}"),
        ("URL", "https://a.b/c_d~e%20", "webpage", "url = {https://a.b/c_d~e%20}"),
        ("issued", {"date-parts": [[2004]]}, "book", "date = {2004}"),
        ("issued", {"date-parts": [[2004, 4, 5]]}, "book", "date = {2004-04-05}"),
        ("issued", {"date-parts": [[1999], [2001]]}, "book", "date = {1999/2001}"),
        ("issued", {"date-parts": [[1949]], "season": 1}, "book", "date = {1949-21}"),
        ("issued", {"date-parts": [[1599]], "circa": True}, "book", "date = {1599~}"),
        ("issued", {"date-parts": [[-350]]}, "book", "date = {-0349}"),
        ("issued", {"literal": "in press"}, "article-journal", "pubstate = {in press}"),
        ("accessed", {"date-parts": [[2024, 1, 31]]}, "webpage", "urldate = {2024-01-31}"),
        ("original-date", {"date-parts": [[1580]]}, "book", "origdate = {1580}"),
        ("event-date", {"date-parts": [[2012, 6]]}, "paper-conference", "eventdate = {2012-06}"),
    ],
)
def test_fields(variable, value, csl_type, line):
    assert f"  {line},\n" in write({"type": csl_type, variable: value})


@pytest.mark.parametrize(
    ("csl_type", "entry", "for_zotero"),
    [
        ("article-journal", "article", "article"),
        ("article-newspaper", "article", "article"),
        ("book", "book", "book"),
        ("chapter", "inbook", "incollection"),
        ("paper-conference", "inproceedings", "inproceedings"),
        ("entry-encyclopedia", "inreference", "inreference"),
        ("thesis", "thesis", "phdthesis"),
        ("report", "techreport", "techreport"),
        ("dataset", "dataset", "online"),
        ("software", "software", "software"),
        ("webpage", "online", "online"),
        ("article", "online", "techreport"),
        ("patent", "patent", "patent"),
        ("manuscript", "unpublished", "unpublished"),
        ("legislation", "misc", "legislation"),
        ("legal_case", "misc", "jurisdiction"),
        ("standard", "manual", "techreport"),
        ("motion_picture", "misc", "movie"),
        ("personal_communication", "misc", "letter"),
    ],
)
def test_types(csl_type, entry, for_zotero):
    assert write({"type": csl_type, "title": "T"}).startswith(f"@{entry}{{key,")
    assert write({"type": csl_type, "title": "T"}, "zotero").startswith(f"@{for_zotero}{{key,")


def test_a_report_with_its_kind_is_a_report():
    assert write({"type": "report", "genre": "White Paper"}).startswith("@report{")


def test_an_edited_book_is_a_collection_for_biber():
    edited = {"type": "book", "title": "T", "editor": [{"family": "Lee"}]}
    assert write(edited).startswith("@collection{")
    assert write(edited, "zotero").startswith("@book{")


def test_biber_wants_an_editor_of_a_collection():
    people = [{"family": "Lee"}]
    assert write({"type": "chapter", "title": "T", "editor": people}).startswith("@incollection{")


@pytest.mark.parametrize(
    ("csl_type", "variable"),
    [("dataset", "license"), ("chapter", "ISSN"), ("article-journal", "genre")],
)
def test_biber_gets_no_field_that_its_data_model_lacks(csl_type, variable):
    item = {"type": csl_type, "title": "T", variable: "CC-BY"}
    text = write(item)
    assert f"annote = {{{variable}: CC-BY}}" in text
    assert back(text) == item


def test_a_standard_is_a_manual_which_has_its_fields():
    item = {"type": "standard", "title": "T", "number": "690", "publisher": "ISO", "edition": "4"}
    text = write(item)
    assert text.startswith("@manual{")
    assert "entrysubtype = {standard}" in text
    assert back(text) == item


def test_zotero_gets_no_fields_that_it_loses():
    item = {
        "type": "chapter",
        "title": "T",
        "page": "e12",
        "number-of-volumes": "2",
        "original-date": {"date-parts": [[1580]]},
        "status": "in press",
        "event-place": "Rome",
    }
    text = write(item, "zotero")
    for lost in ("eid", "volumes", "origdate", "pubstate", "venue", "langid"):
        assert f"  {lost} = " not in text
    assert "pages = {e12}" in text
    assert "number-of-volumes: 2" in text
    assert "original-date: 1580" in text


def test_bib_files_are_bibtex_unless_asked():
    assert formats.find(".bib").name == "bibtex"
    assert formats.find("biblatex") == FORMAT


@pytest.mark.parametrize(
    ("csl_type", "variable", "value", "line"),
    [
        ("legislation", "number", "c. 3", "number: c. 3"),  # would be an issue, which is dropped
        ("book", "page", "7–9", "page: 7–9"),  # would be the number of pages
        ("chapter", "chapter-number", "7", "chapter-number: 7"),
        ("webpage", "edition", "2", "edition: 2"),
        ("article", "archive", "arXiv", "archive: arXiv"),
        ("article-journal", "coden", "2", "other.coden: 2"),
        ("thesis", "editor", [{"family": "Lee", "given": "T."}], "editor: Lee, T."),
    ],
)
def test_what_zotero_drops_or_misplaces_is_told_in_annote(csl_type, variable, value, line):
    item = {"type": csl_type, "title": "T", variable: value}
    text = write(item, "zotero")
    assert f"  annote = {{{line}}},\n" in text
    assert back(text) == item


def test_a_preprint_for_zotero_is_a_report_with_its_number():
    item = {"type": "article", "title": "T", "genre": "Preprint", "number": "arXiv:2301.01234"}
    text = write(item, "zotero")
    assert text.startswith("@report{key,")
    assert "  type = {Preprint},\n" in text
    assert "  number = {arXiv:2301.01234},\n" in text
    assert back(text) == item


@pytest.mark.parametrize(
    ("csl_type", "variable", "value", "field"),
    [
        ("dataset", "publisher", "Archive of Towns", "publisher"),
        ("article-newspaper", "publisher-place", "Leeds", "address"),
    ],
)
def test_what_only_the_newest_zotero_has_a_field_for_is_told_twice(
    csl_type, variable, value, field
):
    item = {"type": csl_type, "title": "T", variable: value}
    text = write(item, "zotero")
    assert f"  {field} = {{{value}}},\n" in text
    assert f"  annote = {{{variable}: {value}}},\n" in text
    assert back(text) == item


def test_signs_of_a_title_are_written_as_zotero_reads_them():
    item = {"type": "book", "title": "From c:\\towns ~ or ^, p < 1 and p > 0"}
    text = write(item, "zotero")
    assert r"  title = {From c:\\towns \~{} or \^{}, p < 1 and p > 0}," in text
    assert back(text) == item


def test_an_article_has_its_number_of_arxiv_as_eprint_and_the_class_under_its_name():
    item = {"type": "article-journal", "title": "T", "number": "arXiv:2301.01234"}
    text = write(item | {"primaryclass": "cs.CL"})
    for field in ("eprint = {2301.01234}", "eprinttype = {arXiv}", "eprintclass = {cs.CL}"):
        assert f"  {field},\n" in text
    assert "annote" not in text
    assert back(text) == item | {"primaryclass": "cs.CL"}


def test_circa_is_no_tie_for_zotero():
    item = {"type": "book", "title": "T", "issued": {"date-parts": [[1599]], "circa": True}}
    text = write(item, "zotero")
    assert "  year = {c. 1599},\n" in text
    assert back(text) == item


def test_zotero_gets_no_author_named_others():
    people = [{"family": "Hall", "given": "P."}]
    item = {"type": "book", "author": people, "custom": {"and-others": ["author"]}}
    text = write(item, "zotero")
    assert "author = {Hall, P.}" in text
    assert "and-others: author" in text
    assert back(text) == item


@pytest.mark.parametrize("target", ["biber", "zotero"])
def test_a_paper_laid_before_parliament_is_a_report(target):
    item = {
        "type": "legislation",
        "title": "Joined-up towns",
        "number": "Cm 9999",
        "publisher": "TSO",
        "genre": "Command Paper",
    }
    text = write(item, target)
    assert "report{key," in text
    for field in ("number = {Cm 9999}", "institution = {TSO}", "type = {Command Paper}"):
        assert f"  {field},\n" in text
    assert back(text) == item


@pytest.mark.parametrize(
    "file", [r":C\:/pdf/0.pdf:PDF", "Full Text:files/12/Doe - 2002.pdf:application/pdf;b:c.html:d"]
)
def test_the_files_of_a_reference_manager_stay_as_they_are(file):
    printed = f"@article{{a, author={{Doe, J.}}, title={{T}}, year={{2001}}, file={{{file}}}}}"
    form = formats.find("biblatex")
    written = form.write(form.read(printed), "biber")
    assert f"file = {{{file}}}" in written
