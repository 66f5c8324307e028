"""What follows from a defect is settled with its mend only where it no longer holds."""

import json

import pytest

from joinedup_refs.check.rule import Context
from joinedup_refs.check.run import all_rules
from joinedup_refs.check.settled import settled
from joinedup_refs.clean import Cleaned, clean
from joinedup_refs.model.layout import Layout
from joinedup_refs.report.as_json import as_json
from joinedup_refs.report.concise import concise
from joinedup_refs.report.pretty import pretty
from joinedup_refs.report.sarif import sarif
from joinedup_refs.sources.record_file import RecordFile

LINE = (
    "Adams, B. and Cole, D. (2001), Joint plans for small rivers and their ferries. "
    "Policy Studies, 22, 1, pp. 19–3.\n"
)
RECORD = {
    "type": "article-journal",
    "author": [{"family": "Adams", "given": "B."}, {"family": "Cole", "given": "D."}],
    "title": "Joint plans for small rivers and their ferries",
    "container-title": "Policy Studies",
    "issued": {"date-parts": [[2001]]},
    "volume": "22",
    "issue": "1",
    "page": "3-19",
    "DOI": "10.1080/plans",
}


@pytest.fixture
def cleaned(tmp_path) -> Cleaned:
    records = tmp_path / "records.csl.json"
    records.write_text(json.dumps([RECORD]), "utf-8")
    return clean(LINE, layout=Layout(list_only=True), sources=[RecordFile(records)])


def again(cleaned, result, mended):
    rules = all_rules()
    return settled(cleaned.findings, mended, rules, result, cleaned.evidence, Context())


def test_pages_that_a_record_mends_no_longer_run_backwards(cleaned):
    assert "pp. 3–19." in cleaned.result.text.reading
    (backwards,) = (f for f in cleaned.findings if f.code == "NUM704")
    assert cleaned.settled == {backwards.key}
    told = pretty(cleaned, "plans.txt").plain
    assert "pages differ from the record" in told.casefold()
    assert "still open" not in told


def test_what_still_holds_after_a_mend_is_still_told(cleaned):
    mended = [d.fix for d in cleaned.decisions if d.taken and d.code == "NUM706"]
    assert len(mended) == 1
    assert again(cleaned, cleaned.result, mended) == cleaned.settled
    assert again(cleaned, cleaned.document, mended) == frozenset()
    left = cleaned.model_copy(update={"settled": frozenset()})
    assert "still open: pages run backwards" in pretty(left, "plans.txt").plain


def test_reports_for_machines_tell_what_is_open(cleaned):
    held = json.loads(as_json(cleaned, "plans.txt"))
    (pages,) = (f for f in held["findings"] if f["code"] == "NUM706")
    (backwards,) = pages["consequences"]
    assert (pages["state"], backwards["code"], backwards["state"]) == (
        "mended",
        "NUM704",
        "settled",
    )
    states = [f["state"] for f in held["findings"]]
    assert sum(held["summary"]["left"].values()) == states.count("open")

    told = concise(cleaned, "plans.txt", only_checked=True).splitlines()
    assert sum(row.endswith("[with NUM706] [can be mended with it]") for row in told) == 1


def test_sarif_gives_what_is_settled_the_fix_of_its_cause(cleaned):
    def by_code(**how):
        results = json.loads(sarif([("plans.txt", cleaned)], **how))["runs"][0]["results"]
        return {result["ruleId"]: result for result in results}

    done = by_code()
    assert done["NUM704"]["fixes"] == done["NUM706"]["fixes"]
    gone = {code for code, result in done.items() if result["baselineState"] == "absent"}
    assert gone >= {"NUM704", "NUM706"}
    assert {r["baselineState"] for c, r in done.items() if c not in gone} <= {"unchanged"}
    checked = by_code(only_checked=True)
    assert checked["NUM704"]["fixes"] == done["NUM706"]["fixes"]
    assert not any("baselineState" in result for result in checked.values())


def test_nothing_is_settled_without_a_mend(cleaned):
    assert again(cleaned, cleaned.result, []) == frozenset()
