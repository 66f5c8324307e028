import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup_refs.clean import clean_text
from joinedup_refs.model.edit import Decision
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.text import Text
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
        "    1997); Something about year delimiter.\n"
        "\n"
        "YOUR DECISION (nothing changed)\n"
        "  1 Year differs, line 4.\n"
        "      text  Tarn and Vole, 2008\n"
        "      list  Tarn, O. and Vole, U. (2006), A [/i] title of [31mhedges[0m (Hedge Press).\n"
        "      either  Change the text to 2006: 2008 → 2006\n"
        "      or      Change the list to 2008: 2006 → 2008\n"
        "      because only these two fit each other.\n"
        "\n"
        "WORTH A LOOK\n"
        "  2 No issue number       Ahlgren and Moss 2011\n"
        "      1 other article has one.\n"
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
    assert "CHECKED against crossref: 2 no record found, which proves nothing, 2 could not" in told
    assert "COULD NOT BE CHECKED: Ahlgren and Moss 2011, Perri 6 1997" in told


def test_undecided_findings_are_for_the_reader(undecided):
    told = screen(undecided)
    assert "MENDED" not in told
    assert "Two references in one item, line 9." in told
    assert "“Quist, W. (2004) Towns that join." in told
    assert "with it: a clipped name, cited but not listed" in told


def test_a_refused_fix_is_not_offered_again(outcome):
    open_ = next(f for f in outcome.findings if f.code == "CIT203")
    refusals = tuple(
        Decision(code="CIT203", fix=fix, taken=False, by="person") for fix in open_.fixes
    )
    told = screen(outcome.model_copy(update={"decisions": (*outcome.decisions, *refusals)}))
    assert "Year differs" not in told
    assert "Kept as they are, as you decided: 2." in told


def repeated(outcome, number):
    first = next(f for f in outcome.findings if f.code == "CIT203")
    from joinedup_refs.model.text import Span

    start = outcome.result.regions[0].start
    findings = tuple(
        first.model_copy(update={"primary": Span(start=start + n, end=start + n + 3)})
        for n in range(number)
    )
    return outcome.model_copy(update={"findings": findings})


def test_long_lists_fold_and_say_how_to_see_all(outcome):
    told = screen(repeated(outcome, 40))
    assert "… and 28 more to decide; --full shows all" in told
    assert "  40 Year differs" in screen(repeated(outcome, 40), full=True)


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


def test_a_long_hostile_entry_is_shown_in_brief():
    before, after = around_changes(["a " * 50_000], ["a " * 49_000 + "b " * 1000])
    assert len(before) == len(after) == 1
    assert all(shown.startswith("a a ") for shown in (*before, *after))
    assert all(shown.endswith(" …") for shown in (*before, *after))
    assert all(len(shown) < 100 for shown in (*before, *after))


def test_what_mending_leaves_open_is_told_with_it(outcome):
    from joinedup_refs.report.telling import tell

    flagged = tuple(
        f.model_copy(update={"fixes": (), "message": "P or Q."}) if f.code == "LST103" else f
        for f in outcome.findings
    )
    decisions = tuple(d for d in outcome.decisions if d.code != "LST103")
    open_ = outcome.model_copy(update={"findings": flagged, "decisions": decisions})
    assert "    still open: a clipped name: P or Q.\n" in screen(open_)
    assert tell(open_).mended[0].headline == (
        "two references in one item, and punctuation after the year"
    )


def doi_filled(entry, doi):
    from joinedup_refs.model.edit import Fix, SetField
    from joinedup_refs.model.finding import Finding
    from joinedup_refs.model.origin import Record

    origin = Record(source="crossref", id=doi)
    edit = SetField(entry=entry.id, field="DOI", value=doi, origin=origin)
    fix = Fix(title="add the DOI", safety="evident", edits=(edit,))
    found = Finding(
        code="IDN804",
        rule="doi-missing",
        severity="warning",
        message="No DOI.",
        primary=entry.span,
        entries=(entry.id,),
        reasons=("crossref has it",),
        fixes=(fix,),
    )
    return found, Decision(code="IDN804", fix=fix)


def test_a_value_that_the_list_does_not_print_is_shown(outcome):
    found, decision = doi_filled(outcome.result.entries[0], "10.1000/maps")
    told = screen(outcome.model_copy(update={"findings": (found,), "decisions": (decision,)}))
    assert (
        "  Line 8: DOI missing\n"
        "    Ahlgren, P. and Moss, R. (2011), Maps of care. Journal of Town Studies, 4, "
        "pp. 11–29.\n"
        "  + DOI: 10.1000/maps (in records only)\n"
        "    because crossref has it.\n"
    ) in told


def test_a_decision_made_before_is_told_though_no_finding_asks_for_it(outcome):
    told = screen(outcome.model_copy(update={"findings": ()}))
    assert "Line 9: divide the item before “Quist, W.”, read “Perri 6”" in told
    assert "+ Perri 6 (1997), Holistic Towns (Demesne)." in told


def test_the_same_tidying_in_many_entries_is_one_story():
    from joinedup_refs.model.document import Document, Outcome
    from joinedup_refs.model.edit import AmendText, Fix
    from joinedup_refs.model.entry import Entry
    from joinedup_refs.model.finding import Finding
    from joinedup_refs.model.text import Cut, Span, Text
    from joinedup_refs.notation.csl import from_csl

    rows = [f"Writer{n}, A. (200{n}) A title, 1, pp. {n}-99." for n in range(5)]
    printed = "\n".join(rows)
    text = Text(printed=printed)
    entries, findings, decisions, cuts = [], [], [], []
    for n, row in enumerate(rows):
        start = printed.index(row)
        at = Span(start=start, end=start + len(row))
        item = {
            "type": "article-journal",
            "author": [{"family": f"Writer{n}"}],
            "issued": {"date-parts": [[2000 + n]]},
        }
        entries.append(Entry(id=f"r{n + 1}", at=(at,), reference=from_csl(item)))
        dash = Span(start=start + row.index("-"), end=start + row.index("-") + 1)
        fix = Fix(title="use an en dash", safety="safe", edits=(AmendText(at=dash, text="–"),))
        findings.append(
            Finding(
                code="NUM703",
                rule="page-dash",
                severity="warning",
                message="m",
                primary=dash,
                entries=(f"r{n + 1}",),
                fixes=(fix,),
            )
        )
        decisions.append(Decision(code="NUM703", fix=fix))
        cuts.append(Cut(printed=dash, reading="–", why="amended"))
    before = Document(text=text, regions=(text.whole,), entries=tuple(entries))
    after = before.model_copy(update={"text": text.with_cuts(cuts)})
    told = screen(
        Outcome(
            text=text,
            document=before,
            evidence=None,
            findings=tuple(findings),
            decisions=tuple(decisions),
            result=after,
        )
    )
    assert told.count("Dash between pages") == 1
    assert (
        "  Dash between pages, 5 entries: Writer0 2000, Writer1 2001, Writer2 2002, "
        "Writer3 2003, Writer4\n"
    ) in told
    assert "  - Writer0, A. (2000) A title, 1, pp. 0-99.\n" in told
    assert "  + Writer0, A. (2000) A title, 1, pp. 0–99.\n" in told
    assert "1-99" not in told


def test_messages_that_differ_by_their_citation_are_told_once(undecided):
    finding = next(f for f in undecided.findings if f.code == "CIT203")
    bare = {"fixes": (), "reasons": (), "related": (), "entries": (), "because_of": None}
    found = tuple(
        finding.model_copy(
            update=bare
            | {
                "code": "CIT201",
                "rule": "cited-not-listed",
                "primary": citation.at,
                "message": "The text cites ("
                + " ".join(undecided.result.text.read(citation.at).text.split())
                + "), which the list does not have.",
            }
        )
        for citation in undecided.result.citations
    )
    told = screen(undecided.model_copy(update={"findings": found}))
    assert told.count("which the list does not have") == 1
    assert "The text cites …, which the list does not have." in told
    assert "Ahlgren and Moss, 2011 (line 3)" in told


def test_what_a_message_quotes_is_quoted_as_it_stands(undecided):
    finding = undecided.findings[0].model_copy(
        update={"rule": "truncated-name", "fixes": (), "message": "“almer” has lost a letter."}
    )
    told = screen(undecided.model_copy(update={"findings": (finding,)}))
    assert "“almer” has lost a letter." in told


def test_a_further_year_is_named_with_its_authors():
    text = (
        "Tolls pay (Hirst 2001), as Wall and Quay (2019, 2020) say, and (Rivers et al. 2004, 2005)."
        "\n\nReferences\n\n"
        "Hirst, A. (2001), Tolls. Policy Studies, 22, 1, pp. 1–9.\n"
        "Adams, B. (2002), Fords. Policy Studies, 23, 1, pp. 1–9.\n"
    )
    report = " ".join(screen(clean_text(Text(printed=text))).split())
    assert "Wall and Quay (2019) (line 1), Wall and Quay 2020 (line 1)" in report
    assert "Rivers et al. 2004 (line 1), Rivers et al. 2005 (line 1)" in report
