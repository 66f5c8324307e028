"""The public functions, as a program would call them."""

import json
import pickle
from pathlib import Path

import pytest

import joinedup_refs as jr

EDITORIAL = Path(__file__).parents[1] / "data" / "editorial"


@pytest.fixture(scope="module")
def cleaned():
    return jr.clean(EDITORIAL / "editorial.txt")


def test_the_editorial_gives_sixteen_typed_references(cleaned):
    kinds = [reference.kind for reference in cleaned.references]
    assert (kinds.count("article"), kinds.count("book"), kinds.count("report")) == (10, 5, 1)
    assert len(kinds) == 16


def test_undo_is_building_without(cleaned):
    refused = [d.model_copy(update={"taken": False, "by": "person"}) for d in cleaned.decisions]
    again = jr.clean(EDITORIAL / "editorial.txt", decisions=refused)
    assert not [d for d in again.decisions if d.taken]
    assert again.result == cleaned.document
    assert len(again.references) == 15


def test_cleaning_twice_changes_nothing_more(cleaned):
    again = jr.clean(EDITORIAL / "editorial.txt", decisions=cleaned.decisions)
    assert again.decisions == cleaned.decisions
    assert again.result == cleaned.result
    once_more = jr.clean(cleaned.to("txt"))
    assert [r.title for r in once_more.references] == [r.title for r in cleaned.references]
    assert not once_more.decisions


def test_a_result_survives_json_and_pickle(cleaned):
    assert type(cleaned).model_validate_json(cleaned.model_dump_json()) == cleaned
    assert pickle.loads(pickle.dumps(cleaned)) == cleaned  # noqa: S301  (our own bytes)


def test_every_value_has_an_origin(cleaned):
    for entry in cleaned.entries:
        item = jr.to_csl(entry)
        held = set(item) - {"id", "type", "year-suffix"}
        assert held == set(entry.origins), entry.id
        for variable, origin in entry.origins.items():
            assert origin.kind in {"printed", "rule"}, (entry.id, variable)


def test_saving_goes_by_the_ending_and_keeps_what_was_there(cleaned, tmp_path):
    path = tmp_path / "refs.json"
    path.write_text("[]")
    cleaned.save(path)
    assert len(json.loads(path.read_text())) == 16
    assert (tmp_path / "refs.json.bak").read_text() == "[]"
    cleaned.save(tmp_path / "list", "txt")
    assert (tmp_path / "list").read_text().count("•") == 16


def test_an_unknown_form_is_said(cleaned):
    with pytest.raises(jr.ConfigInvalid, match="no form is called 'docx'"):
        cleaned.to("docx")


def test_check_gives_the_findings_of_clean(cleaned):
    assert jr.check(EDITORIAL / "editorial.txt") == cleaned.findings


def test_what_is_suppressed_is_neither_told_nor_mended(cleaned):
    merged = jr.Suppression(rules=("LST",), text="erri 6", reason="so printed")
    left = jr.clean(EDITORIAL / "editorial.txt", suppress=[merged])
    assert {s.finding.code for s in left.suppressed} == {"LST101", "LST103", "LST105"}
    assert {s.reason for s in left.suppressed} == {"so printed"}
    assert len(left.references) == len(cleaned.references) - 1
    assert not {"LST101", "LST103"} & {f.code for f in left.findings}
    assert cleaned.suppressed == ()
    assert type(left).model_validate_json(left.model_dump_json()) == left


def test_parse_many_keeps_order_and_is_lazy():
    asked = []

    def strings():
        for number in range(200):
            asked.append(number)
            yield f"Brown, C. ({1800 + number}), Working together (Routledge)."

    entries = jr.parse_many(strings())
    first = next(entries)
    assert asked == [0]
    years = [e.reference.issued.year for e in (first, *entries)]
    assert years == [1800 + number for number in range(200)]


def test_processes_give_the_same_in_the_same_order():
    strings = [f"Brown, C. ({1900 + n % 100}), Plan {n} (Routledge)." for n in range(150)]
    shared = [entry.reference for entry in jr.parse_many(strings, processes=2)]
    assert shared == [entry.reference for entry in jr.parse_many(strings)]


MERGED = (
    "Much is joint (Adams, 2001; Brown, 2002; Clark, 2003; Dunn, 2004), said Ellis (2005).\n\n"
    "References\n\n"
    "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    "Brown, C. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9. Clark, D. (2003), Joint funds. "
    "Policy Studies, 24, 1, pp. 1–9.\n"
    "Dunn, E. (2004), Joint goals. Policy Studies, 25, 1, pp. 1–9.\n"
    "Ellis, F. (2005), Joint ends. Policy Studies, 26, 1, pp. 1–9.\n"
)


def test_the_list_is_put_in_shape_whatever_is_selected():
    whole, chosen = jr.clean(MERGED), jr.clean(MERGED, select=["CIT"])
    assert "LST101" in {f.code for f in whole.findings}
    assert [f.code for f in chosen.findings] == ["LST101"]
    assert chosen.result == whole.result
    assert len(chosen.entries) == 5


def test_a_rule_that_is_ignored_mends_nothing():
    ignored = jr.clean(MERGED, ignore=["LST101"])
    assert len(ignored.entries) == 4
    assert {f.code for f in jr.check(MERGED, select=["CIT"], ignore=["LST101"])} == {"CIT201"}
    assert jr.check(MERGED, select=["CIT"]) == ()
    assert jr.check(MERGED, select=["CIT"], ignore=["CIT"]) == ()


def test_a_source_is_no_name():
    with pytest.raises(TypeError, match=r"a source is an object, such as joinedup_refs\.Crossref"):
        jr.clean(
            "References\n\nAdams, B. (2001), Joint plans. Tolls, 22, 1, pp. 1–9.\n",
            sources=["crossref"],
        )
