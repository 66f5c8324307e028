"""Tables: no cell is a formula, and what a person decides is found again."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_items import article, people, record

import joinedup_refs as jr
from joinedup_refs.errors import ConfigInvalid, FormatInvalid, InputUnreadable
from joinedup_refs.formats import Record, table_cells

ONE = article(DOI="10.5555/a")
TWO = article(DOI="10.5555/b")


def table(text):
    return list(csv.DictReader(io.StringIO(text)))


def decided(path, found, word, *, edit=lambda text: text, encoding="utf-8-sig", delimiter=","):
    rows = table(found.pairs_csv())
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0], delimiter=delimiter)
    writer.writeheader()
    writer.writerows({**row, "decision": word} for row in rows)
    path.write_bytes(edit(out.getvalue()).encode(encoding))
    return path


@given(st.text())
def test_no_cell_begins_a_formula_and_each_reads_back(text):
    shown = table_cells.safe(text)
    assert not shown.lstrip().startswith(("=", "+", "-", "@"))
    assert shown[:1] not in {"\t", "\r", "\n"}
    plain = text.translate(dict.fromkeys((*range(9), 11, 12, *range(14, 32), 13, 127), " "))
    assert table_cells.unsafe(shown) == plain


@pytest.mark.parametrize(
    "begin", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "'=1"]
)
def test_a_title_that_is_a_formula_is_none_in_any_table(begin):
    title = f"{begin} and the plans for wide and shallow rivers"
    one = article(title=title, volume="=1")
    found = jr.duplicates([[record(one, "a")], [record(one | {"volume": None}, "=b")]])
    assert found.pairs
    for told in (found.pairs_csv(), found.keys_csv(), found.differences_csv()):
        for row in csv.reader(io.StringIO(told)):
            assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row)


def test_a_row_has_both_records_side_by_side():
    other = article(container_title="Policy Stud.", volume=None, issued={"date-parts": [[2002]]})
    found = jr.duplicates([[record(article(), "a")], [record(other, "b")]])
    (row,) = table(found.pairs_csv())
    assert (row["decision"], row["verdict"]) == ("", "possible" if found.possible else "same")
    assert (row["key 1"], row["key 2"]) == ("a", "b")
    assert (row["file 1"], row["file 2"]) == ("records 1", "records 2")
    assert (row["volume 1"], row["volume 2"]) == ("22", "")
    assert row["authors 1"] == "Bea Adams; Rob Cole"
    assert row["differ"] == "year: 2001 | 2002"


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("cp1252", ";"), ("utf-16", "\t")],
)
def test_decisions_are_read_as_spreadsheets_save_them(tmp_path, encoding, delimiter):
    files = [[record(ONE, "a")], [record(TWO, "b")]]
    found = jr.duplicates(files)
    assert [pair.verdict for pair in found.pairs] == ["possible"]
    path = decided(tmp_path / "p.csv", found, " Same ", encoding=encoding, delimiter=delimiter)
    again = jr.duplicates(files, decided=[path])
    assert again.groups == ((0, 1),)
    assert [(pair.verdict, pair.decided) for pair in again.pairs] == [("same", True)]


def test_what_was_called_different_is_not_proposed_again(tmp_path):
    files = [[record(article(), "a")], [record(article(container_title="Policy Stud"), "b")]]
    found = jr.duplicates(files)
    assert found.groups
    path = decided(tmp_path / "p.csv", found, "different")
    for given_files in (files, files[::-1], [[*files[1], *files[0]]]):
        again = jr.duplicates(given_files, decided=[path])
        assert again.groups == ()
        assert again.possible == ()
        assert again.unmet == 0
        assert [row["decision"] for row in table(again.pairs_csv())] == ["different"]


def test_equal_records_can_be_called_different(tmp_path):
    files = [[record(article(), "a"), record(article(), "b")]]
    path = decided(tmp_path / "p.csv", jr.duplicates(files), "different")
    assert jr.duplicates(files, decided=[path]).groups == ()


def test_a_decision_is_found_again_by_what_the_records_say_or_by_their_keys(tmp_path):
    found = jr.duplicates([[record(ONE, "a")], [record(TWO, "b")]])
    path = decided(tmp_path / "p.csv", found, "same")
    renamed = [[record(TWO, "new")], [record(article(title="Else"), "x"), record(ONE, "other")]]
    assert jr.duplicates(renamed, decided=[path]).groups == ((0, 2),)
    mended = [[record(ONE | {"publisher": "Harbour Press"}, "a")], [record(TWO, "b")]]
    assert jr.duplicates(mended, decided=[path]).groups == ((0, 1),)
    gone = jr.duplicates([[record(ONE, "a")]], decided=[path])
    assert (gone.groups, gone.unmet) == ((), 1)


def test_the_later_of_two_decisions_holds(tmp_path):
    files = [[record(ONE, "a")], [record(TWO, "b")]]
    found = jr.duplicates(files)
    same = decided(tmp_path / "same.csv", found, "same")
    different = decided(tmp_path / "different.csv", found, "different")
    assert jr.duplicates(files, decided=[different, same]).groups == ((0, 1),)
    assert jr.duplicates(files, decided=[same, different]).groups == ()


def test_decisions_that_contradict_each_other(tmp_path):
    three = [record(article(DOI=f"10.5555/{n}"), f"k{n}") for n in range(3)]
    found = jr.duplicates([three])
    rows = table(found.pairs_csv())
    assert len(rows) == 3
    path = tmp_path / "p.csv"
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        for row, word in zip(rows, ("same", "same", "different"), strict=True):
            writer.writerow({**row, "decision": word})
    with pytest.raises(ConfigInvalid, match="contradict each other"):
        jr.duplicates([three], decided=[path])


def test_a_table_that_is_none(tmp_path):
    files = [[record(ONE, "a")], [record(TWO, "b")]]
    path = tmp_path / "p.csv"
    path.write_text("key,other\na,b\n")
    with pytest.raises(FormatInvalid, match="no column 'decision'"):
        jr.duplicates(files, decided=[path])
    decided(path, jr.duplicates(files), "perhaps")
    with pytest.raises(FormatInvalid, match=r"the decision 'perhaps' is neither"):
        jr.duplicates(files, decided=[path])
    with pytest.raises(InputUnreadable, match="there is no file"):
        jr.duplicates(files, decided=[tmp_path / "none.csv"])
    path.write_text("key,other\n")
    with pytest.raises(FormatInvalid, match="no column 'decision'"):
        jr.duplicates(files, decided=[path])
    path.write_bytes(b"")
    assert jr.duplicates(files, decided=[path]).unmet == 0


def test_two_decided_the_same_are_merged_whatever_they_say(tmp_path):
    other = article(title="Something else altogether, of another kind", type="book", volume="9")
    files = [[record(article(), "a")], [record(other, "b")]]
    sham = jr.duplicates([[record(ONE, "a")], [record(TWO, "b")]])
    rows = table(sham.pairs_csv())
    marks = [jr.duplicates(files).works[n].mark for n in (0, 1)]
    path = tmp_path / "p.csv"
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        named = {"decision": "same", "mark 1": marks[1], "mark 2": marks[0]}
        writer.writerow({**rows[0], **named})
    assert jr.duplicates(files, decided=[path]).groups == ((0, 1),)


def test_what_is_remembered_outlives_the_records(tmp_path):
    files = [[record(ONE, "a")], [record(TWO, "b")]]
    path = decided(tmp_path / "p.csv", jr.duplicates(files), "different")
    from joinedup_refs.duplicates.decisions import read_decisions

    kept = read_decisions(path)
    elsewhere = jr.duplicates([[Record("z", record(article(title="Else")).reference)]])
    path.write_text(elsewhere.decisions_csv(kept), encoding="utf-8")
    assert jr.duplicates(files, decided=[path]).possible == ()


def test_a_table_of_works_by_thousands_of_people_is_read_again(tmp_path):
    many = people(*(f"Nameofsomebody{n}" for n in range(6000)))
    one, other = article(author=many), article(author=many[:-1], DOI="10.5555/a")
    found = jr.duplicates([[record(one, "a")], [record(other, "b")]])
    (row,) = table(found.pairs_csv())
    assert all(len(cell) < 32_767 for cell in row.values())
    file = decided(tmp_path / "pairs.csv", found, "different")
    again = jr.duplicates([[record(one, "a")], [record(other, "b")]], decided=[file])
    assert again.groups == ()
    assert again.unmet == 0
