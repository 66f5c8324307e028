"""Each reference beside its record, on the screen, on the page and as data."""

import json
import re
from html import unescape
from pathlib import Path

import pytest

from joinedup_refs.clean import clean
from joinedup_refs.model.evidence import Candidate, Evidence, Match, Update
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.origin import Record
from joinedup_refs.report import words
from joinedup_refs.report.as_html import as_html
from joinedup_refs.report.as_json import as_json
from joinedup_refs.report.pretty import pretty
from joinedup_refs.report.records import records
from joinedup_refs.sources.record_file import RecordFile

DATA = Path(__file__).resolve().parents[2] / "data" / "editorial"

FOUND = {
    "author": [{"family": "Ahlgren", "given": "Pia"}, {"family": "Moss", "given": "Ruth"}],
    "title": "Maps of Care",
    "container-title": "Journal of Town Studies",
    "issued": {"date-parts": [[2010]]},
    "volume": "4",
    "page": "11-28",
    "DOI": "10.1080/a<b>",
}


def match(entry, verdict, item, **more):
    origin = Record(source="crossref", id=str(item.get("DOI", "one")))
    candidate = Candidate(origin=origin, item=item, years=(2010, 2011), **more)
    return Match(
        entry=entry,
        verdict=verdict,
        score=0.91,
        candidate=candidate,
        agreement={"title": "equal", "page": "differs"},
        reason="The title agrees.",
    )


RETRACTED = Update(kind="retraction", label="retraction", doi="10.1080/n", date="2015-02-03")


@pytest.fixture
def checked(outcome):
    evidence = Evidence(
        matches=(
            match("r1", "accept", FOUND, updates=(RETRACTED,)),
            match("r2", "related", {"title": "Holistic Towns, 2nd ed.", "URL": "javascript:x"}),
            match("r2b", "reject", {"title": "Wholly other", "DOI": "10.1080/z"}),
        ),
        unreachable=("r3",),
        failures=("crossref did not answer within 30 s",),
        asked=("crossref",),
    )
    told = (
        ("EVD001", "matched", "note", "Found: the record."),
        ("EVD003", "not-found", "note", "No record of this work was found."),
        ("RET001", "retracted", "error", "This work was retracted on 2015-02-03."),
    )
    at = outcome.result.entry("r1").span
    findings = tuple(
        Finding(code=c, rule=r, severity=s, message=m, primary=at, entries=("r1",))
        for c, r, s, m in told
    )
    return outcome.model_copy(
        update={"evidence": evidence, "findings": (*outcome.findings, *findings)}
    )


def screen(outcome, **more):
    return pretty(outcome, "care.txt", **more).plain


def test_every_reference_has_a_row_and_a_verdict(checked):
    told = records(checked)
    assert [(row.entry, row.verdict) for row in told.rows] == [
        ("r1", "found"),
        ("r2", "a related version"),
        ("r2b", "no record found, which proves nothing"),
        ("r3", "could not be checked"),
    ]
    assert told.counts == (
        ("found", 1),
        ("a related version", 1),
        ("no record found, which proves nothing", 1),
        ("could not be checked", 1),
    )


def test_fields_are_shown_where_they_differ_and_nowhere_else(checked):
    (shown,) = records(checked).rows[0].records
    assert [(d.field, d.printed, d.recorded) for d in shown.differences] == [
        ("pages", "11-29", "11-28"),
        ("DOI", "", "10.1080/a<b>"),
    ]


def test_links_lead_to_dois_and_the_web_only(checked):
    told = records(checked)
    assert told.rows[0].records[0].href == "https://doi.org/10.1080/a%3Cb%3E"
    assert told.rows[1].records[0].href == ""


def test_the_record_of_another_work_is_shown_where_the_printed_doi_leads_to_it(checked):
    reference = checked.result.entry("r2b").reference.model_copy(update={"doi": "10.1080/Z"})
    entries = tuple(
        e.model_copy(update={"reference": reference}) if e.id == "r2b" else e
        for e in checked.result.entries
    )
    result = checked.result.model_copy(update={"entries": entries})
    told = records(checked.model_copy(update={"result": result}))
    assert told.rows[2].verdict == "not this"
    assert told.rows[2].records[0].title == "Wholly other"


def test_the_screen_says_what_was_found_and_what_could_not_be_checked(checked):
    told = screen(checked)
    assert "CHECKED against crossref: 1 found, 1 a related version, 1 no record found" in told
    assert "COULD NOT BE CHECKED: Tarn and Vole 2006" in told
    assert "crossref did not answer within 30 s" in told
    assert "NOT CHECKED against any record" not in told
    look = told[told.index("WORTH A LOOK") : told.index("CHECKED against")]
    assert "Found" not in look
    assert "No record" not in look
    assert "etracted" not in look


def test_a_retraction_stands_before_all_else(checked):
    told = screen(checked)
    assert told.index("RETRACTED: Ahlgren and Moss 2011, line 8.") < told.index("MENDED")
    page = as_html(checked, "care.txt")
    assert page.index("RETRACTED") < page.index("<main>")


def test_the_full_screen_has_the_fields(checked):
    told = screen(checked, full=True)
    assert "Ahlgren and Moss 2011: found, https://doi.org/10.1080/a%3Cb%3E in crossref" in told
    assert "pages: printed 11-29, in the record 11-28" in told


def test_the_page_has_a_table_with_escaped_text_and_safe_links(checked):
    page = as_html(checked, "care.txt")
    assert '<table class="records">' in page
    assert 'href="https://doi.org/10.1080/a%3Cb%3E"' in page
    assert "javascript" not in page
    assert "<b>" not in page
    body = unescape(re.sub(r"<[^>]*>", " ", page[page.index("<body>") :]))
    assert "could not be checked" in body
    assert "COULD NOT BE CHECKED" in body
    assert "which proves nothing" in body
    assert not re.search(r"\b(?:accept|review|reject|unreachable|witness)\w*", body)


def test_the_json_has_the_evidence(checked):
    held = json.loads(as_json(checked, "care.txt"))
    assert held["summary"]["checked"] is True
    told = held["evidence"]
    assert told["asked"] == ["crossref"]
    assert told["unreachable"] == ["r3"]
    assert told["failures"] == ["crossref did not answer within 30 s"]
    first = told["references"][0]
    assert first["reference"] == "r1"
    assert first["status"] == "found"
    (record,) = first["records"]
    assert record["verdict"] == "accept"
    assert record["url"] == "https://doi.org/10.1080/a%3Cb%3E"
    assert record["csl"] == FOUND
    assert record["updates"][0]["kind"] == "retraction"
    assert {"field": "pages", "printed": "11-29", "recorded": "11-28"} in record["differences"]


def test_without_a_source_nothing_was_checked(outcome):
    for evidence in (None, Evidence()):
        told = outcome.model_copy(update={"evidence": evidence})
        assert records(told) is None
        assert "NOT CHECKED against any record" in screen(told)
        assert "NOT CHECKED" in as_html(told, "care.txt")
        held = json.loads(as_json(told, "care.txt"))
        assert held["evidence"] is None
        assert held["summary"]["checked"] is False


def test_hostile_records_command_nothing(checked):
    hostile = {"title": "\x1b[31mred\x1b[0m [/i]", "DOI": "10.1/\x1b]0;x\x07"}
    evidence = checked.evidence.model_copy(update={"matches": (match("r1", "review", hostile),)})
    told = checked.model_copy(update={"evidence": evidence})
    assert "\x1b" not in screen(told, full=True)
    assert "\x1b" not in as_html(told, "care.txt")


def test_the_words_for_each_state_are_different():
    shown = [*words.VERDICTS.values(), words.NOT_FOUND, words.COULD_NOT]
    assert len(set(shown)) == len(shown) == 6


def test_the_editorial_with_its_records():
    source = RecordFile(DATA / "evidence.csl.json")
    told = screen(clean(DATA / "editorial.txt", sources=[source]))
    assert "CHECKED against evidence: 10 found, 2 possibly this, 4 no record found" in told
    mended = told[told.index("MENDED") : told.index("YOUR DECISION")]
    assert "DOI missing, 4 entries: Bevan and Hood 2006, Lewis 2015, Sullivan et al." in mended
    assert "+ Lewis 2015: DOI: 10.1016/j.polsoc.2015.03.001" in mended
    assert "Public Management Review, 8, 3, pp. 377–387." in mended
    assert mended.count("DOI: 10.") == 5
    assert "pages: 377" not in mended
    changed = told[told.index("CHANGE IN YOUR TEXT") :]
    assert "Sullivan and Skelcher, 2002" in changed
    assert "because the list has 2002" in changed
    assert "NOT CHECKED" not in told
