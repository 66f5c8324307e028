import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup_refs.model.edit import Decision
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.report.briefly import around_changes, clip, entry_name, plain
from joinedup_refs.report.pretty import pretty


def screen(outcome, **more) -> str:
    return pretty(outcome, "care.txt", **more).plain


def test_the_screen_tells_the_whole_story(outcome):
    assert screen(outcome) == (
        "care.txt: 4 citations; 3 list items holding 4 references\n"
        "\n"
        "MENDED\n"
        "  Line 9: two references in one item, a clipped name, and punctuation after the year\n"
        "  - erri 6 (1997), Holistic Towns (Demesne). Quist, W. (2004) Towns that join. "
        "Wall Papers, 2, 1.\n"
        "  + Perri 6 (1997), Holistic Towns (Demesne).\n"
        "  + Quist, W. (2004), Towns that join. Wall Papers, 2, 1.\n"
        "    because your text cites (Quist, 2004); it is not listed otherwise; your text cites "
        "(Perri 6,\n"
        "    1997).\n"
        "\n"
        "YOUR DECISION (nothing changed)\n"
        "  1 Year differs, line 4.\n"
        "      text  Tarn and Vole, 2008\n"
        "      list  Tarn, O. and Vole, U. (2006), A [/i] title of [31mhedges[0m (Hedge Press).\n"
        "      either  change the text to 2006: 2008 → 2006\n"
        "      or      change the list to 2008: 2006 → 2008\n"
        "      because only these two fit each other.\n"
        "\n"
        "WORTH A LOOK\n"
        "  2 No issue number       Ahlgren and Moss 2011\n"
        "      1 other article has one\n"
        "\n"
        "Left aside: “Citation” twice; leftover web-page text (lines 1 and 12).\n"
        "Citations: 3 found in the list, 1 paired above, 0 lost. Entries never cited: 0.\n"
        "\n"
        "CHANGE IN YOUR TEXT\n"
        "  Line 4: long- term → long-term\n"
        "    disagree over [long-term] plans (Quist, 2004; Tarn and Vole, 2008).\n"
        "    because it stands so twice elsewhere.\n"
        "\n"
        "NOT CHECKED against any record. Nothing left your computer.\n"
        "No file was written.\n"
        "  Save   -o references.txt (your list, mended), -o refs.bib\n"
        "  Why    joinedup-refs rule merged-entries\n"
    )


def test_no_line_is_wider_than_the_terminal(outcome):
    for width in (60, 80, 120):
        assert max(map(len, screen(outcome, width=width).splitlines())) <= width


def test_hostile_text_is_neither_markup_nor_a_command_to_the_terminal(outcome):
    text = pretty(outcome, "a\x1b]0;x\x07[bold]b.txt")
    assert "[/i]" in text.plain
    assert "[bold]" in text.plain
    assert not [c for c in text.plain if c != "\n" and not c.isprintable()]


@given(st.text(max_size=80))
def test_plain_text_has_one_line_and_no_control_characters(text):
    kept = plain(text)
    assert len(kept.splitlines()) <= 1
    assert not set(kept) & {"\x1b", "\x07", "\u202e", "\u2066", "\x9b"}


@given(st.text(max_size=80), st.integers(min_value=3, max_value=90))
def test_clipping_keeps_within_its_length(text, longest):
    assert len(clip(text, longest)) <= longest + 1


def test_without_a_list_the_way_out_is_named(nothing):
    told = screen(nothing)
    assert "No reference list was found." in told
    assert "--heading" in told
    assert "--list-only" in told
    assert "NOT CHECKED against any record." in told
    assert "Citations:" not in told


def test_an_empty_text_is_called_empty(nothing):
    blank = nothing.text.model_copy(update={"printed": " \n"})
    told = screen(nothing.model_copy(update={"text": blank}))
    assert "The text is empty" in told


def test_without_running_text_nothing_is_said_of_citations(outcome):
    start, end = (f(s for s in outcome.result.regions) for f in (min_start, max_end))
    whole = outcome.text.printed[start:end]
    from joinedup_refs.model.document import Document
    from joinedup_refs.model.text import Span, Text

    text = Text(printed=whole)
    entries = tuple(
        e.model_copy(
            update={
                "at": tuple(Span(start=s.start - start, end=s.end - start) for s in e.at),
                "origins": {},
            }
        )
        for e in outcome.document.entries
    )
    document = Document(text=text, regions=(text.whole,), entries=entries)
    alone = outcome.model_copy(
        update={
            "text": text,
            "document": document,
            "result": document,
            "findings": (),
            "decisions": (),
        }
    )
    told = screen(alone)
    assert "whether each entry is cited, and each citation listed, is not known" in told
    assert "never cited" not in told


def min_start(spans):
    return min(s.start for s in spans)


def max_end(spans):
    return max(s.end for s in spans)


def test_what_would_be_mended_is_not_called_mended(outcome):
    told = screen(outcome, only_checked=True)
    assert "CAN BE MENDED" in told
    assert "\nMENDED" not in told
    assert "(not made yet)" in told


def test_written_files_are_named_and_silence_is_not_claimed(outcome):
    told = screen(outcome, files=["Written: refs.bib"])
    assert "Written: refs.bib" in told
    assert "No file was written" not in told


def test_with_records_the_report_does_not_say_unchecked(outcome):
    evidence = Evidence(asked=("crossref",), unreachable=("r1", "r2"))
    told = screen(outcome.model_copy(update={"evidence": evidence}))
    assert "NOT CHECKED" not in told
    assert "Checked against crossref: 2 could not be checked." in told


def test_undecided_findings_are_for_the_reader(undecided):
    told = screen(undecided)
    assert "MENDED" not in told
    assert "Two references in one item, line 9." in told
    assert "“Quist, W. (2004) Towns that join." in told
    assert "with it: cited but not listed, a clipped name, punctuation after the year" in told


def test_a_refused_fix_is_not_offered_again(outcome):
    open_ = next(f for f in outcome.findings if f.code == "CIT203")
    refusals = tuple(
        Decision(code="CIT203", fix=fix, taken=False, by="person") for fix in open_.fixes
    )
    told = screen(outcome.model_copy(update={"decisions": (*outcome.decisions, *refusals)}))
    assert "Year differs" not in told
    assert "Kept as they are, as you decided: 2." in told


def many(outcome, number):
    first = next(f for f in outcome.findings if f.code == "CIT203")
    from joinedup_refs.model.text import Span

    start = outcome.result.regions[0].start
    findings = tuple(
        first.model_copy(update={"primary": Span(start=start + n, end=start + n + 3)})
        for n in range(number)
    )
    return outcome.model_copy(update={"findings": findings})


def test_long_lists_fold_and_say_how_to_see_all(outcome):
    told = screen(many(outcome, 40))
    assert "… and 28 more to decide; --full shows all" in told
    assert "  40 Year differs" in screen(many(outcome, 40), full=True)


@pytest.mark.parametrize(
    ("identifier", "named"),
    [("r1", "Ahlgren and Moss 2011"), ("r2", "Perri 6 1997"), ("r3", "Tarn and Vole 2006")],
)
def test_entries_are_named_as_one_would_cite_them(outcome, identifier, named):
    entry = outcome.result.entry(identifier)
    assert entry_name(entry, outcome.result.reading(entry)) == named


def test_a_change_far_into_an_entry_is_shown_with_what_surrounds_it():
    words = " ".join(f"w{n}" for n in range(40))
    _, after = around_changes([words], [words.replace("w30", "x30")])
    assert after == ["w0 w1 w2 w3 w4 w5 w6 w7 w8 … w27 w28 w29 x30 w31 w32 w33 …"]


def test_a_long_hostile_entry_is_shown_at_once():
    from time import perf_counter

    began = perf_counter()
    around_changes(["a " * 50_000], ["a " * 49_000 + "b " * 1000])
    assert perf_counter() - began < 1
