"""The screen of `check`."""

import pytest

from joinedup_refs.clean import clean_text
from joinedup_refs.model.finding import Suppressed
from joinedup_refs.model.text import Span
from joinedup_refs.read import read
from joinedup_refs.report.causes import causes
from joinedup_refs.report.closing import closing
from joinedup_refs.report.linted import Looked, linted
from joinedup_refs.report.tally import by_severity, stands, tally


def screen(outcome, **more) -> str:
    return linted(Looked(name="care.txt", outcome=outcome), **more).plain


def ending(*outcomes, **more) -> str:
    looked = [Looked(name=f"care{n}.txt", outcome=one) for n, one in enumerate(outcomes)]
    return closing(looked, **more).plain


def block(told: str, code: str) -> str:
    [one] = [part for part in told.split("\n\n") if f" {code}" in part.partition("\n")[0]]
    return one


def test_a_finding_is_shown_with_its_line_its_reason_and_its_fix(undecided):
    told = block(screen(undecided), "DOC003")
    assert told == (
        "care.txt:4:15: warning DOC003 wrapped-hyphen: Something about wrapped hyphen.\n"
        "4 | disagree over long- term plans (Quist, 2004; Tarn and Vole, 2008). Towns go on.\n"
        "  |               ^^^^^^^^^^\n"
        "  = because it stands so twice elsewhere.\n"
        "  = fix (tidying): Join “long-term”\n"
        "      long- term → long-term"
    )


def test_a_fix_that_was_taken_is_still_told_as_old_and_new(outcome):
    assert "long- term → long-term" in block(screen(outcome), "DOC003")
    assert "erri 6 (1997) → Perri 6 (1997)" in block(screen(outcome), "LST101")


def test_two_ways_out_stand_side_by_side(outcome):
    told = block(screen(outcome), "CIT203").splitlines()
    assert "  = either (best guess, your decision): Change the text to 2006" in told
    assert "  = or (best guess, your decision): Change the list to 2008" in told
    assert "      2008 → 2006" in told


def test_consequences_are_told_with_their_cause_and_not_beside_it(undecided):
    told = screen(undecided)
    heads = [line.split()[2].rstrip(":") for line in told.splitlines() if "care.txt:" in line]
    assert heads == ["DOC001", "CIT203", "DOC003", "NUM701", "LST101"]
    merged = block(told, "LST101")
    assert "= with it, line 9: LST103 truncated-name: Something" in merged
    assert "= with it, line 4: CIT201 cited-not-listed: Something" in merged
    assert "fix (well supported): Read “Perri 6”" in merged


def test_findings_in_a_circle_each_stand_on_their_own(outcome):
    first, second = outcome.findings[1], outcome.findings[4]
    circle = (
        first.model_copy(update={"because_of": second.key}),
        second.model_copy(update={"because_of": first.key}),
    )
    assert [one.finding for one in causes(circle)] == list(circle)


def test_a_chain_of_causes_is_told_under_the_first(outcome):
    merged, clipped = outcome.findings[4], outcome.findings[5]
    last = outcome.findings[6].model_copy(update={"because_of": clipped.key})
    [one] = causes((merged, clipped, last))
    assert one.finding == merged
    assert one.consequences == (clipped, last)


def test_related_places_are_shown_with_their_lines(outcome):
    year = outcome.findings[1]
    start = outcome.text.printed.index("Tarn, O.")
    related = tuple(Span(start=start + n, end=start + n + 4) for n in range(5))
    one = outcome.model_copy(update={"findings": (year.model_copy(update={"related": related}),)})
    told = screen(one)
    assert "10 |   • Tarn, O. and Vole" in told
    assert "   |     ----\n" in told
    assert "= and line 10; --full shows all" in told
    assert screen(one, full=True).count("----\n") == 5


def test_a_hostile_text_commands_no_terminal(outcome):
    tarn = outcome.text.printed.index("Tarn, O.")
    nasty = outcome.findings[1].model_copy(
        update={
            "message": "one\x1b[2J\ntwo\u202e",
            "primary": Span(start=tarn, end=tarn + 60),
            "reasons": ("\x1b]0;x\x07",),
        }
    )
    one = outcome.model_copy(update={"findings": (nasty,)})
    looked = Looked(name="a\x1b[31m\nb.txt", outcome=one)
    told = linted(looked).plain + closing([looked]).plain
    assert "␛[31mhedges␛[0m" in told
    assert not [char for char in told if char != "\n" and not char.isprintable()]


@pytest.mark.parametrize("width", [40, 60, 100])
def test_lines_keep_to_the_width(undecided, width):
    assert max(map(len, screen(undecided, width=width).splitlines())) <= width


def test_where_there_is_no_list_the_way_out_is_told(nothing):
    told = screen(nothing)
    assert "No reference list was found" in told
    assert "--heading" in told


def test_the_end_counts_and_says_how_to_mend(outcome):
    told = ending(outcome)
    assert told.startswith(
        "2 errors and 3 warnings, and 3 that follow from them in 4 references.\n"
    )
    assert "4 can be mended: joinedup-refs clean care0.txt --mended\n" in told
    assert "1 place with several ways out: the choice is yours.\n" in told
    assert "NOT CHECKED against any record." in told
    assert "Why: joinedup-refs rule CIT203\n" in told


def test_the_end_sums_up_several_texts(outcome, undecided):
    told = ending(outcome, undecided, passed_over=2)
    assert "in 7 references of 2 texts" in told
    assert "joinedup-refs clean FILE --mended" in told
    assert "2 files without a reference list passed over" in told


def test_a_name_with_blanks_can_be_copied(outcome):
    looked = Looked(name="my care.txt", outcome=outcome, level="--safe-only")
    assert "clean 'my care.txt' --mended --safe-only\n" in closing([looked]).plain
    page = Looked(name="care.html", outcome=outcome, mendable_in_place=False)
    assert "clean care.html -o references.txt\n" in closing([page]).plain


def test_suppressed_findings_are_counted(outcome):
    kept, aside = outcome.findings[1:], outcome.findings[0]
    one = outcome.model_copy(
        update={
            "findings": kept,
            "suppressed": (Suppressed(finding=aside, reason="", where="line 3", in_text=True),),
        }
    )
    assert "; 1 suppressed." in ending(one)
    assert "DOC001" not in screen(one)


def test_nothing_found_is_said(outcome):
    told = ending(outcome.model_copy(update={"findings": (), "decisions": ()}))
    assert told.startswith("Nothing found in 4 references.\n")
    assert "NOT CHECKED" in told


def test_what_became_of_each_fix_is_told_apart(outcome, undecided):
    by_code = {f.code: stands(outcome, f) for f in outcome.findings}
    assert by_code["LST101"] == "mended"
    assert by_code["CIT203"] == "choice"
    assert by_code["NUM701"] == "shown"
    merged = undecided.findings[4]
    assert stands(undecided, merged) == "held back"
    guess = outcome.findings[1].model_copy(update={"fixes": outcome.findings[1].fixes[:1]})
    assert stands(outcome, guess) == "guess"
    assert by_severity(tally([outcome])) == "2 errors and 3 warnings"


def test_what_is_only_shown_at_many_places_is_told_once_with_a_line_for_each(undecided):
    first, second = (f for f in undecided.findings if f.code in {"CIT203", "NUM701"})
    entries = [entry.span for entry in undecided.result.entries]
    bare = {"fixes": (), "reasons": (), "related": (), "entries": (), "because_of": None}
    message = "The text does not cite this work."
    uncited = [
        second.model_copy(update={**bare, "code": "CIT202", "message": message, "primary": span})
        for span in entries
    ]
    told = screen(undecided.model_copy(update={"findings": (first, *uncited)}))
    rows = block(told, "CIT202").splitlines()
    where = ", at 3 places: The text does not cite this work."
    assert rows[0] == f"care.txt:8:5: warning CIT202 {second.rule}{where}"
    assert [row.partition(" | ")[0].strip() for row in rows[1:]] == ["8", "9", "10"]
    assert rows[1].startswith(" 8 | Ahlgren, P. and Moss, R. (2011), Maps of care.")
    assert told.index("CIT203") < told.index("CIT202")

    own = [f.model_copy(update={"message": f"No {n}."}) for n, f in enumerate(uncited)]
    told = screen(undecided.model_copy(update={"findings": tuple(own)}))
    assert told.splitlines()[1:4] == [" 8 | No 0.", " 9 | No 1.", "10 | No 2."]
    whole = screen(undecided.model_copy(update={"findings": tuple(uncited)}), full=True)
    assert whole.count("The text does not cite this work.") == 3
    two = screen(undecided.model_copy(update={"findings": tuple(uncited[:2])}))
    assert two.count("The text does not cite this work.") == 2


def test_a_note_that_only_follows_is_left_to_its_cause_unless_all_is_asked_for(undecided):
    notes = tuple(
        f.model_copy(update={"severity": "note", "fixes": ()}) if f.code == "NAM301" else f
        for f in undecided.findings
    )
    outcome = undecided.model_copy(update={"findings": notes})
    assert "NAM301" not in screen(outcome)
    assert "with it, line 9: NAM301" in screen(outcome, full=True)


def test_citations_by_key_are_said_not_to_be_checked():
    text = (
        "Clocks changed [@thompson1967; @landes1983]. Adams (2001) agrees.\n\n# References\n\n"
        "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    )
    outcome = clean_text(read(text, suffix=".md").text)
    assert "2 pandoc citations, not checked: no bibliography given.\n" in ending(outcome)
    assert "care1.txt: 2 pandoc citations, not checked" in ending(outcome, outcome)
