"""JSON, SARIF, one-line and diff reports."""

import json

import pytest

from joinedup_refs import __version__
from joinedup_refs.report.as_json import as_json, report
from joinedup_refs.report.concise import concise
from joinedup_refs.report.diff import diff, mended_text
from joinedup_refs.report.sarif import sarif
from joinedup_refs.report.schema import Report


@pytest.fixture
def held(outcome) -> dict:
    return json.loads(as_json(outcome, "care.txt", encoding="utf-8", parser_model="m1"))


def test_json_has_the_promised_keys(held):
    assert held["schema"] == 1
    assert held["tool"] == {"name": "joinedup-refs", "version": __version__, "parser_model": "m1"}
    assert set(held) >= {"references", "citations", "findings", "leftover", "summary"}
    assert [r["id"] for r in held["references"]] == ["r1", "r2", "r2b", "r3"]
    assert held["references"][1]["csl"]["author"] == [{"family": "6", "given": "Perri"}]
    assert [c["link"] for c in held["citations"]] == ["exact", "exact", "exact", "paired"]
    assert held["citations"][2]["references"] == ["r2b"]


def test_every_text_is_what_is_printed_there(held, outcome):
    def stretches(value):
        if isinstance(value, dict):
            if {"start", "end", "text"} <= set(value):
                yield value
            for inner in value.values():
                yield from stretches(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from stretches(inner)

    found = list(stretches(held))
    assert len(found) > 10
    for one in found:
        assert outcome.text.printed[one["start"] : one["end"]] == one["text"]


def test_what_follows_from_a_finding_stands_under_it(held):
    codes = [f["code"] for f in held["findings"]]
    assert codes == ["DOC001", "CIT203", "DOC003", "NUM701", "LST101"]
    merged = held["findings"][-1]
    assert [c["code"] for c in merged["consequences"]] == ["LST103", "NAM301", "STY001"]


def test_fixes_are_data_and_say_whether_they_were_taken(held):
    year = held["findings"][1]["fixes"]
    assert [f["taken"] for f in year] == [False, False]
    assert {f["safety"] for f in year} == {"unsafe"}
    merged = held["findings"][-1]["fixes"][0]
    assert merged["taken"]
    assert merged["edits"] == [
        {"kind": "split", "entry": "r2", "at": held["references"][2]["start"]}
    ]


def test_the_figures_are_counted(held):
    assert held["summary"] == {
        "input": "care.txt",
        "encoding": "utf-8",
        "items": 3,
        "references": 4,
        "citations": 4,
        "exact": 3,
        "paired": 1,
        "lost": 0,
        "keyed": 0,
        "never_cited": 0,
        "findings": {"error": 2, "warning": 3, "note": 0},
        "mended": 4,
        "open": 1,
        "checked": False,
    }


def test_the_report_comes_back_from_its_json(outcome):
    made = report(outcome, "care.txt")
    assert Report.model_validate_json(made.model_dump_json(by_alias=True)) == made
    assert "schema" in Report.model_json_schema(mode="serialization")["properties"]


def test_a_finding_without_its_cause_stands_on_its_own(outcome):
    without = tuple(f for f in outcome.findings if f.code != "LST101")
    held = json.loads(as_json(outcome.model_copy(update={"findings": without}), "x"))
    assert "LST103" in [f["code"] for f in held["findings"]]


def test_findings_in_a_circle_are_not_lost_in_it(outcome):
    first, second = outcome.findings[1], outcome.findings[4]
    circle = (
        first.model_copy(update={"because_of": second.key}),
        second.model_copy(update={"because_of": first.key}),
    )
    assert as_json(outcome.model_copy(update={"findings": circle}), "x").endswith("}\n")


def test_concise_gives_a_line_with_line_and_column_for_each_finding(outcome):
    rows = concise(outcome, "care.txt").splitlines()
    assert len(rows) == len(outcome.findings)
    assert "care.txt:9:5: LST101 merged-entries Something about merged entries. [mended]" in rows
    assert "care.txt:4:46: CIT203 citation-year-mismatch The text has 2008 and the list 2006." in (
        rows
    )


def test_concise_keeps_each_finding_on_its_line(outcome):
    nasty = outcome.findings[1].model_copy(update={"message": "one\ntwo\x1b[2J"})
    rows = concise(outcome.model_copy(update={"findings": (nasty,)}), "a\nb.txt")
    assert rows.count("\n") == 1
    assert "\x1b" not in rows


def test_diff_shows_what_the_decisions_change_and_nothing_else(outcome):
    rows = diff(outcome, "care.txt").splitlines()
    changed = [r for r in rows if r[:1] in "+-" and not r.startswith(("+++", "---"))]
    quist = "Quist, W. (2004) Towns that join. Wall Papers, 2, 1."
    assert changed == [
        "-disagree over long- term plans (Quist, 2004; Tarn and Vole, 2008). Towns go on.",
        "+disagree over long-term plans (Quist, 2004; Tarn and Vole, 2008). Towns go on.",
        f"-  • erri 6 (1997), Holistic Towns (Demesne). {quist}",
        "+  • Perri 6 (1997), Holistic Towns (Demesne).",
        "+  • Quist, W. (2004), Towns that join. Wall Papers, 2, 1.",
    ]


def test_without_decisions_nothing_differs(undecided):
    assert diff(undecided, "care.txt") == ""
    assert mended_text(undecided) == undecided.text.printed


def test_the_mended_text_keeps_every_other_character(outcome):
    mended = mended_text(outcome)
    assert mended.replace("long-term", "long- term").replace(
        "Perri 6 (1997)", "erri 6 (1997)"
    ).replace("(Demesne).\n  • Quist", "(Demesne). Quist").replace("(2004),", "(2004)") == (
        outcome.text.printed
    )


def test_sarif_has_what_the_standard_asks_for(outcome):
    log = json.loads(sarif(outcome, "my notes/care.txt"))
    assert log["version"] == "2.1.0"
    run = log["runs"][0]
    rules = [r["id"] for r in run["tool"]["driver"]["rules"]]
    assert rules == sorted(set(rules))
    assert len(run["results"]) == len(outcome.findings)
    for result, finding in zip(run["results"], outcome.findings, strict=True):
        assert rules[result["ruleIndex"]] == result["ruleId"] == finding.code
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "my%20notes/care.txt"
        region = place["region"]
        assert region["charOffset"] == finding.primary.start
        line = outcome.text.printed.splitlines()[region["startLine"] - 1]
        said = outcome.text.slice(finding.primary)
        assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == said
    year = next(r for r in run["results"] if r["ruleId"] == "CIT203")
    assert len(year["fixes"]) == 2
