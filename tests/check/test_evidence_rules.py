"""What records do to an entry: the editorial with its shipped records, and cases made by hand."""

import json
from pathlib import Path

import pytest

from joinedup_refs.build import build
from joinedup_refs.check.example_records import evidence, match
from joinedup_refs.check.people import letters, likeness, pairs, recorded_people, same_people
from joinedup_refs.check.policy import Policy, choose
from joinedup_refs.check.recorded import standing_of
from joinedup_refs.check.rule import Context
from joinedup_refs.check.run import all_rules, run
from joinedup_refs.check.wording import compare
from joinedup_refs.clean import Cleaned, clean
from joinedup_refs.errors import SourceUnavailable
from joinedup_refs.model.evidence import Candidate, Update
from joinedup_refs.model.layout import Layout
from joinedup_refs.model.origin import Record
from joinedup_refs.notation.csl import to_csl
from joinedup_refs.read import read
from joinedup_refs.sources.record_file import RecordFile

DATA = Path(__file__).resolve().parents[2] / "data" / "editorial"
EDITORIAL = DATA / "editorial.txt"
RECORDS = DATA / "evidence.csl.json"
LINE = "Adams, B. and Cole, D. (2001), Joint plans. Policy Studies, 22, 1, pp. 31–49."


@pytest.fixture(scope="module")
def cleaned() -> Cleaned:
    return clean(EDITORIAL, sources=[RecordFile(RECORDS)])


@pytest.fixture(scope="module")
def alone() -> Cleaned:
    return clean(EDITORIAL)


def value(cleaned, entry, field):
    return to_csl(cleaned.result.entry(entry).reference).get(field)


def of(cleaned, code, entry):
    return [f for f in cleaned.findings if f.code == code and entry in f.entries]


def test_b1_list_and_record_agree_against_the_text(cleaned):
    (finding,) = of(cleaned, "CIT203", "r12")
    assert cleaned.taken(finding).fix.safety == "evident"
    assert "Sullivan and Skelcher, 2002; Huxham" in cleaned.result.text.reading
    assert "Skelcher, 2006" not in cleaned.result.text.reading
    assert "(2002), Working Across" in cleaned.result.reading(cleaned.result.entry("r12"))
    assert "2002" in finding.reasons[0]
    assert "a footnote with publisher and year" in finding.reasons[1]
    assert [f.safety for f in finding.fixes] == ["evident", "unsafe"]


def test_b2_pages_are_mended_and_issue_and_doi_filled(cleaned):
    reading = cleaned.result.reading(cleaned.result.entry("r10"))
    assert reading.endswith("Public Management Review, 8, 3, pp. 377–387.")
    assert value(cleaned, "r10", "page") == "377-387"
    assert value(cleaned, "r10", "issue") == "3"
    assert value(cleaned, "r10", "DOI") == "10.1080/14719030600853022"
    origins = cleaned.result.entry("r10").origins
    assert origins["page"].kind == "rule"
    assert origins["page"].instead_of is not None
    assert origins["issue"].kind == origins["DOI"].kind == "record"
    assert origins["DOI"].source == "evidence"


def test_b3_a_given_name_is_offered_and_not_taken(cleaned):
    (finding,) = of(cleaned, "NAM303", "r10")
    (fix,) = finding.fixes
    assert fix.safety == "unsafe"
    assert fix.title == "Write Osborne, S. P. (Stephen P. in records)"
    assert "Professor" not in cleaned.model_dump_json()
    assert value(cleaned, "r10", "author") == [{"family": "Osborne", "given": "S."}]


def test_b4_lewis_gets_a_doi_and_nothing_else(cleaned):
    assert value(cleaned, "r8", "DOI") == "10.1016/j.polsoc.2015.03.001"
    assert value(cleaned, "r8", "issue") is None
    assert value(cleaned, "r8", "author") == [{"family": "Lewis", "given": "K."}]
    (finding,) = of(cleaned, "NAM302", "r8")
    assert [fix.safety for fix in finding.fixes] == ["unsafe"]
    assert "J. M." in finding.fixes[0].title
    (issue,) = of(cleaned, "NUM701", "r8")
    assert not issue.fixes


def test_b5_and_b6_another_work_by_the_same_people_is_shown_only(cleaned, alone):
    (ebers,) = of(cleaned, "NAM302", "r3")
    (ring,) = of(cleaned, "NAM303", "r3")
    assert "Mark Ebers" in ebers.message
    assert "Peter Smith Ring" in ring.message
    assert not ebers.fixes
    assert not ring.fixes
    assert cleaned.result.entry("r3").reference == alone.result.entry("r3").reference


def test_b7_the_dropped_article_is_offered_and_the_dash_kept(cleaned):
    (finding,) = of(cleaned, "TTL503", "r7")
    assert [fix.safety for fix in finding.fixes] == ["unsafe"]
    (title,) = [e.value for e in finding.fixes[0].edits if e.kind == "set"]
    assert title == "Managing to Collaborate—The Theory and Practice of Collaborative Advantage"
    assert not of(cleaned, "TTL504", "r7")
    assert "Collaborate—Theory" in value(cleaned, "r7", "title")


def test_b8_b10_b11_b13_nothing_is_said_of_what_is_right(cleaned):
    for entry in ("r4", "r13", "r14"):
        codes = {f.code for f in cleaned.findings if f.entries == (entry,)}
        assert codes <= {"EVD001", "IDN804"}
    assert not of(cleaned, "DAT403", "r10")
    assert not of(cleaned, "DAT404", "r10")


def test_b9_who_stands_on_the_title_page_is_shown(cleaned):
    (finding,) = of(cleaned, "NAM304", "r9")
    assert "Mike Martin" in finding.message
    assert not finding.fixes


def test_b12_another_list_fills_and_replaces_nothing(cleaned, alone):
    item = to_csl(cleaned.result.entry("r1").reference)
    assert item.pop("DOI") == "10.1111/j.1467-9299.2006.00600.x"
    assert item == to_csl(alone.result.entry("r1").reference)


def test_b14_nothing_found_proves_nothing(cleaned):
    missing = [f for f in cleaned.findings if f.code == "EVD003"]
    assert {f.entries for f in missing} == {("r2",), ("r3",), ("r11b",), ("r15",)}
    assert {f.message for f in missing} == {
        "No record of this work was found, which proves nothing."
    }


def test_a5_stays_undecided_without_a_second_word(cleaned):
    (finding,) = of(cleaned, "CIT204", "r6")
    assert {fix.safety for fix in finding.fixes} == {"unsafe"}
    assert cleaned.taken(finding) is None


def test_exactly_five_dois_are_filled_and_one_value_replaced(cleaned, alone):
    changed = {}
    for entry in cleaned.result.entries:
        before = to_csl(alone.result.entry(entry.id).reference)
        after = to_csl(entry.reference)
        changed |= {(entry.id, k): v for k, v in after.items() if before.get(k) != v}
    assert {entry for entry, field in changed if field == "DOI"} == {
        "r1",
        "r8",
        "r10",
        "r13",
        "r14",
    }
    assert {key: v for key, v in changed.items() if key[1] != "DOI"} == {
        ("r10", "page"): "377-387",
        ("r10", "issue"): "3",
    }


def test_cleaning_again_with_the_same_decisions_changes_nothing(cleaned):
    again = clean(EDITORIAL, sources=[RecordFile(RECORDS)], decisions=cleaned.decisions)
    assert again.result == cleaned.result


def test_fill_only_fills_and_proposes_the_rest():
    filled = clean(EDITORIAL, sources=[RecordFile(RECORDS)], policy=Policy(fill_only=True))
    assert value(filled, "r10", "issue") == "3"
    assert value(filled, "r10", "DOI")
    assert value(filled, "r10", "page") == "377-388"
    assert "Sullivan and Skelcher, 2002" not in filled.result.text.reading
    assert of(filled, "NUM706", "r10")


def test_records_of_other_works_change_not_one_value(alone):
    records = json.loads(RECORDS.read_text(encoding="utf-8"))
    for number, record in enumerate(records, 1):
        record["title"] = f"An inquiry into hedges and ditches of the parish, volume {number}"
        record["issued"] = {"date-parts": [[1980 + number % 5]]}
        record |= {"volume": str(900 + number), "page": f"{number}001-{number}019"}
        record |= {"DOI": f"10.5555/{number}", "issue": "9"}
        record.pop("ISBN", None)
        record["custom"] = {}
    other = clean(EDITORIAL, sources=[RecordFile(json.dumps(records).encode())])
    assert [e.reference for e in other.result.entries] == [
        e.reference for e in alone.result.entries
    ]
    assert other.result.text.reading == alone.result.text.reading
    assert not other.evidence.accepted("r1")


def test_a_source_that_is_down_is_not_a_work_that_is_missing():
    class Down:
        name = "nowhere"

        def candidates(self, query, *, most=5):
            del query, most
            raise SourceUnavailable("nowhere gave no answer")

    told = clean(EDITORIAL, sources=[Down()])
    codes = [f.code for f in told.findings]
    assert codes.count("EVD004") == 16
    assert "EVD003" not in codes
    assert "EVD001" not in codes


def checked(line, *matches, also=(), level="evident"):
    """Give the findings about a list of one line, and the entry as mended."""
    text, layout = read("\n".join((line, *also))).text, Layout(list_only=True)
    document = build(text, (), layout)
    found = run(all_rules(), "value", document, evidence(*matches), Context())
    decisions = choose(found, Policy(level=level)).decisions
    return {f.code: f for f in found}, build(text, decisions, layout)


def test_pages_are_mended_in_the_shortened_form_of_the_list():
    found, result = checked(LINE.replace("31–49", "131–49"), match("r1", {"page": "131-148"}))
    assert found["NUM706"].fixes[0].safety == "evident"
    assert "pp. 131–48." in result.text.reading
    assert to_csl(result.entries[0].reference)["page"] == "131-148"


def test_pages_that_begin_at_one_in_the_record_are_only_offered():
    found, result = checked(LINE, match("r1", {"page": "1-19"}))
    assert found["NUM706"].fixes[0].safety == "unsafe"
    assert "31–49" in result.text.reading


@pytest.mark.parametrize("recorded", ["31-49", "31–49", "31", "031-049", "e1234"])
def test_pages_that_say_the_same_or_nothing_are_let_be(recorded):
    found, _ = checked(LINE, match("r1", {"page": recorded}))
    assert "NUM706" not in found


def test_two_sources_that_disagree_change_nothing():
    found, result = checked(
        LINE,
        match("r1", {"page": "31-48", "DOI": "10.1080/a"}),
        match("r1", {"page": "31-47", "DOI": "10.1080/b"}, source="library"),
    )
    assert not found["NUM706"].fixes
    assert "IDN804" not in found
    assert "31–49" in result.text.reading
    assert "31–48" in found["EVD005"].message


def test_one_doi_that_is_another_name_of_the_other_is_no_contradiction():
    one = match("r1", {"DOI": "10.1080/a"})
    two = match("r1", {"DOI": "10.1080/B"}, source="library")
    two = two.model_copy(
        update={"candidate": two.candidate.model_copy(update={"aliases": ("10.1080/a",)})}
    )
    found, _ = checked(LINE, one, two)
    assert found["IDN804"].fixes


def test_a_printed_doi_is_never_filled_over():
    found, _ = checked(
        f"{LINE} doi:10.1080/01442870120026853", match("r1", {"DOI": "10.1080/other"})
    )
    assert "IDN804" not in found


def test_a_record_with_a_rival_is_used_for_nothing():
    found, result = checked(
        LINE, match("r1", {"page": "31-48", "DOI": "10.1080/a"}, runner_up=True)
    )
    assert set(found) <= {"EVD002"}
    assert "31–49" in result.text.reading


def test_a_wrong_year_is_mended_with_its_citations():
    body = f"Plans are joint (Adams and Cole, 2001).\n\nReferences\n\n{LINE}\n"
    text = read(body).text
    document = build(text)
    said = evidence(match("r1", {"issued": {"date-parts": [[1998]]}}, differ="issued"))
    found = run(all_rules(), "value", document, said, Context())
    result = build(text, choose(found, Policy()).decisions)
    assert "(Adams and Cole, 1998)." in result.text.reading
    assert "(1998), Joint plans" in result.text.reading
    assert result.citations[0].link == "exact"


def test_a_book_of_another_year_may_be_another_edition():
    book = "Brown, C. (2003), Working Together (Routledge)."
    item = {"issued": {"date-parts": [[1999]]}, "publisher": "Routledge"}
    found, result = checked(book, match("r1", item, "author title publisher", differ="issued"))
    assert found["DAT404"].fixes[0].safety == "unsafe"
    assert "2003" in result.text.reading


def test_an_issue_is_written_in_the_brackets_of_the_list():
    others = [f"Poe, {c}. (200{n}), Old things. Rivers, {n}({n}), pp. 1{n}–2{n}."
              for n, c in enumerate("ABCD", 1)]  # fmt: skip
    line = "Adams, B. (2001), Joint plans. Rivers, 22, pp. 31–49."
    _, result = checked(line, match("r1", {"issue": "4"}), also=others)
    assert "22(4), pp. 31–49." in result.text.reading
    assert to_csl(result.entries[0].reference)["issue"] == "4"


def test_a_level_tells_whose_word_a_value_is():
    levels = {
        "page": "A: the title page",
        "volume": "B",
        "DOI": "C: a list",
        "issue": "M",
        "author": "B (by circumstance: her page)",
    }
    candidate = Candidate(origin=Record(source="x", id="1"), item={}, levels=levels)
    told = {variable: standing_of(candidate, variable) for variable in (*levels, "title")}
    assert told == {
        "page": "own",
        "volume": "own",
        "DOI": "list",
        "issue": None,
        "author": "guess",
        "title": "list",
    }
    assert standing_of(candidate.model_copy(update={"levels": {}}), "page") == "own"


def test_titles_such_as_professor_are_no_names():
    item = {
        "author": [
            {"family": "Osborne Professor", "given": "Stephen P."},
            {"family": "Professor", "given": "Jean Hartley"},
            {"family": "Moss", "given": "Dr. Ada"},
        ]
    }
    names = [(n.family, n.given) for n in recorded_people(item)]
    assert names == [("Osborne", "Stephen P."), ("Hartley", "Jean"), ("Moss", "Ada")]


@pytest.mark.parametrize(
    ("printed", "recorded", "told"),
    [
        ("K.", "Jenny M.", "conflict"),
        ("S.", "Stephen P.", "incomplete"),
        ("S. P.", "Stephen", "same"),
        ("P.", "Stephen P.", "incomplete"),
        ("S. R.", "Stephen P.", "conflict"),
        ("Stephen", "S. P.", "incomplete"),
        ("É.", "Emile", "same"),
        ("J.-P.", "Jean Paul", "same"),
    ],
)
def test_initials_beside_given_names(printed, recorded, told):
    document = build(
        read(f"Adams, {printed} (2001), Joint plans. Rivers, 2, 1, pp. 3–9.").text,
        (),
        Layout(list_only=True),
    )
    entry = document.entries[0]
    (pair,) = pairs(entry, {"author": [{"family": "Adams", "given": recorded}]})
    assert likeness(pair) == told


def test_people_of_one_family_name_are_not_the_same_people():
    document = build(read(LINE).text, (), Layout(list_only=True))
    others = [{"family": "Adams", "given": "Will"}, {"family": "Cole", "given": "Tom"}]
    assert not same_people(document.entries[0], {"author": others})
    same = [{"family": "Adams", "given": "Bea"}, {"family": "Cole", "given": "Dora"}]
    assert same_people(document.entries[0], {"author": same})


def test_letters_of_given_names():
    assert letters("Jean-Paul M.") == "JPM"
    assert letters("") == ""


@pytest.mark.parametrize(
    ("printed", "recorded", "told"),
    [
        ("The State and e-Government", "The State, and E-Government", "punctuation"),
        ("Care—a Study", "Care: A Study", "punctuation"),
        ("Organisation of care", "Organization of Care", "same"),
        ("Joint plans", "Joint plans: a study of towns", "part"),
        ("Joint plans: a study", "Joint plans", "part"),
        ("Care—Theory of Towns", "Care: The Theory of Towns", "articles"),
        ("Contexts of Red Power", "Context sof Red Power", "slip"),
        ("Modelling the programme", "Modeling the Program", "same"),
        ("Career &amp; Education of men", "Career & Education of Men", "same"),
        ("The uppre river of the town", "The Upper River of the Town", "slip"),
        ("The jointely owned town hall", "The jointly owned town hall", "slip"),
        ("A town of three owned halls and more", "A town of two owned halls and more", "wording"),
        ("Part 1 of the whole long tale", "Part 2 of the whole long tale", "wording"),
    ],
)
def test_wording(printed, recorded, told):
    assert compare(printed, recorded).difference == told


def test_a_long_hostile_title_is_compared_at_once():
    told = compare("a b " * 25_000, "b a " * 25_000)
    assert told.difference in {"part", "wording", "articles"}


def test_a_retraction_is_said_only_of_a_work_found():
    notice = Update(kind="retraction", label="retraction", doi="10.1080/r", date="2020-01-02")
    found, result = checked(LINE, match("r1", {"DOI": "10.1080/a"}, updates=(notice,)))
    assert found["RET001"].severity == "error"
    assert "2020-01-02" in found["RET001"].message
    assert result.text.reading == LINE
    replaced = Update(kind="replacement", label="retraction_and_replacement")
    found, _ = checked(LINE, match("r1", {}, updates=(notice, replaced)))
    assert "RET004" in found
    assert "RET001" not in found
    found, _ = checked(LINE, match("r1", {}, updates=(notice,), verdict="related"))
    assert "RET001" not in found
