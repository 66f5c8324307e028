"""Journals' titles in records, lists and files."""

import pytest

import joinedup_refs as jr
from joinedup_refs.errors import FormatInvalid, InputUnreadable
from joinedup_refs.formats import Record, journal_list
from joinedup_refs.formats.journals import of_document, of_records, with_short_forms
from joinedup_refs.model.reference import Article, Book
from joinedup_refs.notation.journal_titles import journals

ECONOMICS = "Journal of Public Economics"
TEXT = (
    "References\n\n"
    "Adams, B. (2001), Joint plans. Journal of Public Economics, 22, 1, pp. 1–9.\n"
    "Brown, C. (2002), Joint teams. J. Public Econ., 23, 4, pp. 21–29.\n"
    "Clark, D. (2003), Joint funds. Annals of Zyzzyvas, 81, 2, pp. 31–49.\n"
    "Davis, E. (2004), The Journal of Public Economics (Harbour Press).\n"
)


def articles(*titles):
    return [
        Record(f"r{n}", Article(title="T", container_title=title))
        for n, title in enumerate(titles, 1)
    ]


def in_way(way, *titles):
    records, remarks = of_records(articles(*titles), way, journals())
    held = [r.reference for r in records if isinstance(r.reference, Article)]
    return [(r.container_title, r.container_title_short) for r in held], remarks


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        ("full", [(ECONOMICS, ""), (ECONOMICS, "")]),
        ("abbreviated", [("J. Public Econ.", ""), ("J. Public Econ.", "")]),
        ("without-stops", [("J Public Econ", ""), ("J Public Econ", "")]),
        ("both", [(ECONOMICS, "J. Public Econ."), (ECONOMICS, "J. Public Econ.")]),
    ],
)
def test_ways(way, expected):
    found, remarks = in_way(way, ECONOMICS, "J. Public Econ.")
    assert found == expected
    assert remarks == ()


def test_what_is_not_known_stays_and_is_told():
    found, (said,) = in_way("abbreviated", "Annals of Zyzzyvas", "Annals of Zyzzyvas")
    assert found == [("Annals of Zyzzyvas", "")] * 2
    assert said.startswith("Left as they are, for want of a known abbreviation: “Annals of")
    assert said.count("Zyzzyvas") == 1
    found, (said,) = in_way("full", "Ann. Zyzzyv.")
    assert found == [("Ann. Zyzzyv.", "")]
    assert "known full title" in said
    assert in_way("without-stops", "Ann. Zyzzyv.")[0][0][0] == "Ann Zyzzyv"
    stays = "MFJ (Moorland research ed.)"
    found, (said,) = in_way("without-stops", stays)
    assert found == [(stays, "")]
    assert f"known abbreviation: “{stays}”" in said
    many = in_way("full", *(f"Ann. {c}yz." for c in "abcde"))[1]
    assert "and 2 more" in many[0]


def test_the_abbreviation_that_a_record_has_goes_first():
    one = Article(title="T", container_title=ECONOMICS, container_title_short="J. Pub. Econ.")
    (record,), _ = of_records([Record("r", one)], "abbreviated", journals())
    assert record.reference.container_title == "J. Pub. Econ."
    (record,), _ = with_short_forms([Record("r", one)], journals())
    assert record.reference == one


def test_only_journals_are_touched():
    book = Record("r", Book(title=ECONOMICS))
    assert of_records([book], "abbreviated", journals()) == ((book,), ())


def test_a_list_in_its_own_style():
    result = jr.clean(TEXT).result
    abbreviated, remarks = of_document(result, "abbreviated", journals())
    assert abbreviated.reading(abbreviated.entries[0]).endswith("J. Public Econ., 22, 1, pp. 1–9.")
    assert abbreviated.reading(abbreviated.entries[2]) == result.reading(result.entries[2])
    assert abbreviated.reading(abbreviated.entries[3]) == result.reading(result.entries[3])
    assert len(remarks) == 1
    full, _ = of_document(result, "full", journals())
    assert "teams. Journal of Public Economics, 23, 4" in full.reading(full.entries[1])
    assert full.entries[1].reference.container_title == ECONOMICS
    assert full.text.printed == TEXT


def test_a_stop_is_not_doubled():
    text = "References\n\nAdams B. Joint plans. Journal of Public Economics. 2001;22(1):1-9.\n"
    written = jr.clean(text).to("txt", journals="abbreviated")
    assert "plans. J. Public Econ. 2001;22(1):1" in written


def test_in_python():
    cleaned = jr.clean(TEXT)
    assert "journal = {J Public Econ}" in cleaned.to("bibtex", journals="without-stops")
    assert "J. Public Econ., 22" not in cleaned.to("txt")
    bib = "@article{a, title={T}, journal={J. Public Econ.}, year=2001}"
    assert f"journal = {{{ECONOMICS}}}" in jr.convert(bib, "bibtex", "bibtex", journals="full")
    listed = jr.cite(articles("J. Public Econ."), "plain", journals="full")
    assert ECONOMICS in listed[0]


BIB = r"""@string{jpe = "J. Public Econ."}
% a note
@article{a, author={Ash, B.}, title={T}, journal={Journal of Public Economics}, year=2001}
@article{b, author={Ash, B.}, title={U}, journal=jpe, year=2002}
@article{c, author={Ash, B.}, title={V}, journal="J. Clin. Med.", year=2003}
@article{d, author={Ash, B.}, title={W}, journal={Computers \& Education}, year=2004}
@article{e, author={Ash, B.}, title={X}, journal={Journal of {Public} Economics}, year=2005}
"""


def test_a_bib_file_is_changed_where_its_titles_stand(tmp_path):
    path = tmp_path / "refs.bib"
    path.write_text(BIB, encoding="utf-8")
    cleaned = jr.clean(path)
    full, (said,) = of_document(cleaned.result, "full", journals())
    assert full.written is not None
    assert full.written.reading == BIB.replace("J. Clin. Med.", "Journal of Clinical Medicine")
    assert "J. Public Econ." in said  # of the file's own abbreviation
    short, _ = of_document(cleaned.result, "abbreviated", journals())
    assert short.written is not None
    assert short.written.reading == BIB.replace(ECONOMICS, "J. Public Econ.").replace(
        r"Computers \& Education", "Comput. Educ."
    )


@pytest.mark.parametrize(
    "line",
    [
        "Annals of Zyzzyvas,Ann. Zyzzyv.",
        '"Annals of Zyzzyvas","Ann. Zyzzyv.","AZ"',
        "Annals of Zyzzyvas;Ann. Zyzzyv.;AZ;M",
        "Annals of Zyzzyvas\tAnn. Zyzzyv.",
    ],
)
def test_lists_of_ones_own(tmp_path, line):
    path = tmp_path / "own.csv"
    path.write_text(f"\ufeff# mine\n\n{line}\r\n", encoding="utf-8")
    assert journal_list.read(path) == (("Annals of Zyzzyvas", "Ann. Zyzzyv."),)
    records, remarks = of_records(
        articles("Ann Zyzzyv", "Annals of Zyzzyvas"), "full", journal_list.known(path)
    )
    assert {r.reference.container_title for r in records} == {"Annals of Zyzzyvas"}
    assert remarks == ()


def test_a_title_with_a_comma_is_quoted(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text('"Zyzzyvas, Weevils, and Us","Zyzzyv. Weev. Us"\n', encoding="utf-8")
    assert journal_list.read(path) == (("Zyzzyvas, Weevils, and Us", "Zyzzyv. Weev. Us"),)


def test_a_list_that_is_none(tmp_path):
    path = tmp_path / "own.csv"
    with pytest.raises(InputUnreadable, match="cannot be read"):
        journal_list.read(path)
    path.write_text("Annals of Zyzzyvas,Ann.\nno pair\n", encoding="utf-8")
    with pytest.raises(FormatInvalid, match="line 2"):
        journal_list.read(path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputUnreadable, match="UTF-8"):
        journal_list.read(path)
