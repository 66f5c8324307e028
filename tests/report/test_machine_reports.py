"""JSON, SARIF, one-line and diff reports."""

import json

import pytest

from joinedup_refs import __version__
from joinedup_refs.model.finding import Suppressed
from joinedup_refs.model.text import Text
from joinedup_refs.report.as_json import as_json, many_as_json, report
from joinedup_refs.report.concise import concise
from joinedup_refs.report.diff import diff, mended_text
from joinedup_refs.report.github import github
from joinedup_refs.report.rule_card import RuleCard
from joinedup_refs.report.sarif import sarif
from joinedup_refs.report.schema import Report, Reports
from joinedup_refs.report.statistics import as_data, as_table, frequencies


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
        "left": {"error": 1, "warning": 2, "note": 1},
        "mended": 4,
        "open": 1,
        "suppressed": 0,
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
    assert "care.txt:9:5: LST101 merged-entries: Something about merged entries. [mended]" in rows
    assert "care.txt:4:46: CIT203 citation-year-mismatch: The text has 2008 and the list 2006." in (
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
    log = json.loads(sarif([("my notes/care.txt", outcome)]))
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


@pytest.fixture
def suppressing(outcome):
    """The first finding left alone, by a comment in the text; the second by the settings."""
    told = (("for the printer", "line 3", True), ("", "joinedup-refs.toml, line 4", False))
    aside = tuple(
        Suppressed(finding=f, reason=reason, where=where, in_text=in_text)
        for f, (reason, where, in_text) in zip(outcome.findings, told, strict=False)
    )
    return outcome.model_copy(update={"findings": outcome.findings[2:], "suppressed": aside})


def test_what_is_suppressed_stays_in_the_json(suppressing):
    held = json.loads(as_json(suppressing, "care.txt"))
    assert held["summary"]["suppressed"] == 2
    assert [(s["code"], s["reason"], s["in_text"]) for s in held["suppressed"]] == [
        ("DOC001", "for the printer", True),
        ("CIT203", "", False),
    ]
    assert held["suppressed"][0]["text"] == "1,204 Views"


def test_what_is_suppressed_stays_in_sarif(suppressing):
    results = json.loads(sarif([("care.txt", suppressing)]))["runs"][0]["results"]
    aside = {r["ruleId"]: r["suppressions"] for r in results if "suppressions" in r}
    assert aside == {
        "DOC001": [{"kind": "inSource", "status": "accepted", "justification": "for the printer"}],
        "CIT203": [{"kind": "external", "status": "accepted"}],
    }
    assert len(results) == len(suppressing.findings) + 2


def test_sarif_describes_the_rules_and_the_fixes(outcome):
    card = RuleCard(
        code="LST101", name="merged-entries", severity="error", summary="Two in one", page="# Page"
    )
    run = json.loads(sarif([("care.txt", outcome)], {"LST101": card}))["runs"][0]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert rules["LST101"]["help"] == {"text": "# Page", "markdown": "# Page"}
    assert rules["LST101"]["defaultConfiguration"] == {"level": "error"}
    assert rules["LST101"]["fullDescription"] == {"text": "Two in one."}
    by_rule = {result["ruleId"]: result for result in run["results"]}
    [split] = by_rule["LST101"]["fixes"]
    assert split["description"]["text"].endswith("(well supported)")
    [replaced] = split["artifactChanges"][0]["replacements"]
    assert replaced["insertedContent"]["text"] == "\n  • "
    assert by_rule["LST101"]["message"]["text"].endswith("; it is not listed otherwise.")


def apply_sarif(fix: dict, printed: str) -> str:
    for change in fix["artifactChanges"]:
        for one in reversed(change["replacements"]):
            region = one["deletedRegion"]
            start, end = region["charOffset"], region["charOffset"] + region["charLength"]
            lines = printed.split("\n")
            at = sum(len(line) + 1 for line in lines[: region["startLine"] - 1])
            assert at + region["startColumn"] - 1 == start
            printed = printed[:start] + one["insertedContent"]["text"] + printed[end:]
    return printed


def test_a_fix_in_sarif_can_be_applied(outcome):
    results = json.loads(sarif([("care.txt", outcome)]))["runs"][0]["results"]
    [fix] = next(r["fixes"] for r in results if r["ruleId"] == "LST103")
    mended = apply_sarif(fix, outcome.text.printed)
    assert mended == outcome.text.printed.replace("• erri 6", "• Perri 6")


def test_fingerprints_stay_when_lines_are_put_in_before(outcome):
    def prints(one) -> list[str]:
        results = json.loads(sarif([("care.txt", one)]))["runs"][0]["results"]
        return [result["partialFingerprints"]["joinedupRefs/v1"] for result in results]

    shift = 20
    later = tuple(
        f.model_copy(
            update={
                "primary": f.primary.model_copy(
                    update={"start": f.primary.start + shift, "end": f.primary.end + shift}
                ),
                "related": (),
                "fixes": (),
            }
        )
        for f in outcome.findings
    )
    text = Text(printed="\n" * shift + outcome.text.printed)
    moved = outcome.model_copy(update={"text": text, "findings": later})
    assert prints(moved) == prints(outcome)
    assert len(set(prints(outcome))) == len(outcome.findings)
    twice = outcome.model_copy(update={"findings": outcome.findings[:1] * 2})
    assert len(set(prints(twice))) == 2


def test_sarif_says_what_could_not_be_read_and_where_files_are(outcome):
    log = json.loads(sarif([("/a b/care.txt", outcome)], unreadable=["there is no file x"]))
    run = log["runs"][0]
    assert run["invocations"][0]["executionSuccessful"] is False
    notice = run["invocations"][0]["toolExecutionNotifications"][0]
    assert notice["message"]["text"] == "there is no file x"
    place = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "file:///a%20b/care.txt"}
    windows = json.loads(sarif([("C:\\a\\care.txt", outcome)]))["runs"][0]["results"][0]
    artifact = windows["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == {"uri": "file:///C:/a/care.txt"}


def test_several_reports_are_one_json_value(outcome, undecided):
    reports = [report(outcome, "a.txt"), report(undecided, "b.txt")]
    said = many_as_json(reports, [("c.txt", "there is no file c.txt")], passed_over=3)
    held = json.loads(said)
    assert [one["summary"]["input"] for one in held["files"]] == ["a.txt", "b.txt"]
    assert held["unreadable"] == [{"input": "c.txt", "message": "there is no file c.txt"}]
    assert held["summary"] == {
        "files": 2,
        "passed_over": 3,
        "references": 7,
        "findings": {"error": 4, "warning": 6, "note": 0},
        "left": {"error": 3, "warning": 5, "note": 1},
        "mended": 4,
        "open": sum(one.summary.open for one in reports),
        "suppressed": 0,
    }
    assert Reports.model_validate_json(said).files == tuple(reports)


def test_github_has_a_command_for_each_cause(outcome):
    rows = github(outcome, "my, care:1.txt").splitlines()
    assert len(rows) == 5
    merged = next(row for row in rows if "LST101" in row)
    assert merged.startswith(
        "::error file=my%2C care%3A1.txt,line=9,col=5,endColumn=98,"
        "title=LST101 merged-entries::Something about merged entries.%0ABecause your text cites"
    )
    assert "%0AWith it, line 9: LST103 truncated-name: Something" in merged
    year = next(row for row in rows if "CIT203" in row)
    assert "%0AEither (best guess, your decision): Change the text to 2006: 2008 → 2006" in year
    assert "%0AOr (best guess, your decision): Change the list to 2008: 2006 → 2008" in year


def test_github_is_given_nothing_that_ends_a_command(outcome):
    nasty = outcome.findings[1].model_copy(
        update={"message": "100%\r\n::set-env name=X::y", "severity": "note", "fixes": ()}
    )
    told = github(outcome.model_copy(update={"findings": (nasty,)}), "a\n::b.txt")
    assert told.count("\n") == 1
    assert told.startswith("::notice file=a %3A%3Ab.txt,line=4,")
    assert "::100%25 ::set-env name=X::y%0ABecause" in told


def test_a_place_of_several_lines_has_no_columns(outcome):
    long = outcome.findings[1].model_copy(update={"primary": outcome.text.whole})
    told = github(outcome.model_copy(update={"findings": (long,)}), "a.txt")
    assert told.startswith("::error file=a.txt,line=1,endLine=12,title=")


def test_statistics_count_by_rule(outcome, undecided):
    rows = frequencies([outcome, undecided])
    assert [(r.code, r.found) for r in rows][:2] == [("CIT203", 2), ("DOC001", 2)]
    by_code = {row.code: row for row in rows}
    assert (by_code["LST101"].mendable, by_code["LST101"].guesses) == (1, 1)
    assert by_code["CIT203"].guesses == 2
    assert rows[-1].code == "CIT201"
    table = as_table(rows).splitlines()
    assert table[0] == "2  CIT203  citation-year-mismatch  error    2 decisions of yours"
    assert as_table(()) == "Nothing found.\n"
    held = json.loads(as_data(rows, 1))
    assert held["suppressed"] == 1
    assert held["statistics"][0] == {
        "code": "CIT203",
        "rule": "citation-year-mismatch",
        "severity": "error",
        "found": 2,
        "mendable": 0,
        "decisions": 2,
    }


def test_concise_says_what_can_be_mended_where_nothing_was(outcome):
    rows = concise(outcome, "care.txt", only_checked=True)
    assert "[can be mended]\n" in rows
    assert "[mended]" not in rows
