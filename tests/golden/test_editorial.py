"""What cleaning the editorial must give, item by item.

A1–A21 number the defects of the text and its list; they are told in the names of the tests. The
citations and the list are in `data/editorial`; the editorial as pasted is used where it is at hand.
"""

import pytest

from joinedup_refs.model.name import Organization


def found(outcome, code: str, *entries: str):
    return [f for f in outcome.findings if f.code == code and (not entries or f.entries == entries)]


def cited(outcome, words: str):
    """The one citation that reads so."""
    text = outcome.text
    (one,) = (c for c in outcome.result.citations if text.read(c.at).text == words)
    return one


def because(finding) -> str:
    return "; ".join(finding.reasons)


def test_the_sixteen_references(cleaned, sixteen):
    assert len(cleaned.references) == 16
    for read, meant in zip(cleaned.references, sixteen, strict=True):
        assert read == meant


def test_ten_articles_five_books_and_a_command_paper(cleaned):
    kinds = [r.kind for r in cleaned.references]
    assert [kinds.count(kind) for kind in ("article", "book", "report")] == [10, 5, 1]


def test_seventeen_citations_are_exact_two_paired_none_lost(cleaned):
    links = [c.link for c in cleaned.result.citations]
    assert [links.count(link) for link in ("exact", "paired", "none")] == [17, 2, 0]
    assert len({(c.names, c.year) for c in cleaned.result.citations}) == 16
    cited_entries = {entry for c in cleaned.result.citations for entry in c.references}
    assert cited_entries == {entry.id for entry in cleaned.entries}
    assert not found(cleaned, "CIT201")
    assert not found(cleaned, "CIT202")


def test_every_character_of_the_list_has_its_place(cleaned):
    for document in (cleaned.document, cleaned.result):
        held = {
            at
            for span in (
                *(span for entry in document.entries for span in entry.at),
                *(cut.printed for cut in document.text.cuts),
                *document.leftover,
            )
            for at in range(span.start, span.end)
        }
        for region in document.regions:
            assert set(range(region.start, region.end)) <= held
        assert document.leftover == ()


def test_a1_two_references_in_one_item_are_divided(cleaned):
    (merged,) = found(cleaned, "LST101")
    assert (merged.rule, merged.entries, merged.because_of) == ("merged-entries", ("r11",), None)
    (fix,) = merged.fixes
    assert fix.safety == "evident"
    assert cleaned.taken(merged)
    (edit,) = fix.edits
    assert cleaned.text.printed[edit.at :].startswith("Ranade, W. and Hudson, B. (2003) Concept")
    assert "your text cites (Ranade and Hudson, 2003), which is not listed" in because(merged)
    assert len(cleaned.document.entries) == 15
    assert [e.id for e in cleaned.entries][10:12] == ["r11", "r11b"]


def test_a2_the_clipped_name_is_mended(cleaned):
    (clipped,) = found(cleaned, "LST103")
    (fix,) = clipped.fixes
    assert fix.safety == "evident"
    assert cleaned.taken(clipped)
    assert "your text cites (Perri 6, 1997)" in because(clipped)
    assert "alphabetical order" in because(clipped)
    entry = cleaned.result.entry("r11")
    assert cleaned.result.reading(entry) == "Perri 6 (1997), Holistic Government (Demos)."
    origin = entry.origins["author"]
    assert (origin.kind, origin.code) == ("rule", "LST103")
    assert cleaned.text.slice(origin.instead_of.at) == "erri 6"


def test_a1_and_a2_and_a3_are_one_story(cleaned):
    (merged,) = found(cleaned, "LST101")
    (clipped,) = found(cleaned, "LST103")
    (comma,) = found(cleaned, "STY001")
    assert clipped.because_of == comma.because_of == merged.key


def test_a3_the_comma_after_the_year(cleaned):
    (comma,) = found(cleaned, "STY001")
    assert (comma.severity, comma.entries) == ("note", ("r11b",))
    entry = cleaned.result.entry("r11b")
    reading = cleaned.result.reading(entry)
    assert reading.startswith("Ranade, W. and Hudson, B. (2003), Conceptual issues in")


def test_a4_another_year_is_paired_and_both_directions_are_shown(cleaned):
    citation = cited(cleaned, "Sullivan and Skelcher, 2006")
    assert (citation.link, citation.differs, citation.references) == ("paired", "year", ("r12",))
    (finding,) = found(cleaned, "CIT203")
    assert (finding.severity, finding.primary) == ("error", citation.at)
    assert finding.entries == ("r12",)
    assert [fix.safety for fix in finding.fixes] == ["unsafe", "unsafe"]
    text, entry = finding.fixes
    assert ("text" in text.title, "2002" in text.title) == (True, True)
    assert ("list" in entry.title, "2006" in entry.title) == (True, True)
    assert cleaned.taken(finding) is None
    assert "only this citation and this entry fit each other" in because(finding)
    assert cleaned.result.entry("r12").reference.issued.year == 2002


def test_a5_another_spelling_is_paired_and_both_directions_are_shown(cleaned):
    citation = cited(cleaned, "Hartley and Bennington, 2006")
    assert (citation.link, citation.differs, citation.references) == ("paired", "name", ("r6",))
    assert citation.linked_by_publisher
    (finding,) = found(cleaned, "CIT204")
    assert (finding.severity, finding.primary) == ("error", citation.at)
    assert [fix.safety for fix in finding.fixes] == ["unsafe", "unsafe"]
    assert [("text" in f.title, "list" in f.title) for f in finding.fixes] == [
        (True, False),
        (False, True),
    ]
    assert cleaned.taken(finding) is None
    assert "the publisher's page linked this citation to its entry" in because(finding)
    assert cleaned.result.entry("r6").reference.author[1].family == "Benington"


def test_a6_link_residue_is_left_out_and_told_once(cleaned):
    (residue,) = found(cleaned, "DOC002")
    places = (residue.primary, *residue.related)
    assert [cleaned.text.slice(place) for place in places] == ["Citation"] * 17
    assert "Citation" not in cleaned.text.reading
    assert all(c.year.isdigit() for c in cleaned.result.citations)


def test_a7_the_two_that_the_publisher_could_not_link_are_a_witness(cleaned):
    unlinked = [c for c in cleaned.result.citations if not c.linked_by_publisher]
    assert [cleaned.text.slice(c.at) for c in unlinked] == [
        "Ranade and Hudson, 2003",
        "Sullivan and Skelcher, 2006",
    ]
    (merged,) = found(cleaned, "LST101")
    (pairing,) = found(cleaned, "CIT203")
    assert "publisher's page could not link that citation" in because(merged)
    assert "publisher's page could not link this citation" in because(pairing)
    assert {f.because_of for f in found(cleaned, "DOC006")} == {merged.key, pairing.key}


def test_a8_lewis_has_no_issue_number(cleaned):
    (finding,) = found(cleaned, "NUM701", "r8")
    assert "8 of the 10 journal articles" in finding.message
    assert finding.fixes == ()
    assert len(found(cleaned, "NUM701")) == 2


def test_a9_osborne_has_none_and_the_journal_has_them(cleaned):
    (finding,) = found(cleaned, "NUM701", "r10")
    assert "Public Management Review in this list has one: 14, 1" in because(finding)
    assert finding.fixes == ()


def test_a10_lost_line_breaks(pasted):
    broken = found(pasted, "DOC003")
    assert [(pasted.text.slice(f.primary), pasted.text.line(f.primary.start)) for f in broken] == [
        ("co- operatives", 13),
        ("co- create", 15),
        ("ICT- enabled", 43),
        ("long- established", 51),
        ("long- term", 59),
    ]
    assert [f.fixes[0].safety for f in broken] == ["unsafe"] * 4 + ["safe"]
    assert [bool(pasted.taken(f)) for f in broken] == [False] * 4 + [True]
    assert "elsewhere in the text" in because(broken[-1])
    assert "a long-term infrastructural" in pasted.result.text.reading


def test_a11_two_ways_of_setting_off_a_subtitle(cleaned):
    (finding,) = found(cleaned, "STY002")
    assert (finding.severity, finding.fixes) == ("note", ())
    assert finding.entries == ("r2", "r7", "r13")
    assert "colon in 6 entries" in finding.message
    assert "em dash in 3 entries" in finding.message


def test_a12_a_quotation_without_a_page(pasted):
    (finding,) = found(pasted, "CIT208")
    assert (finding.severity, finding.entries) == ("note", ("r7",))
    assert pasted.text.line(finding.primary.start) == 29


def test_a12_a_page_in_brackets_belongs_to_perri_6(pasted):
    held = {c.references: c.locator for c in pasted.result.citations if c.locator}
    assert held == {("r11",): "p. 9"}
    assert pasted.text.line(cited(pasted, "Perri 6, 1997").at.start) == 13


def test_a13_mending_the_year_moves_the_work_to_its_date(cleaned):
    (finding,) = found(cleaned, "CIT203")
    (edit,) = finding.fixes[0].edits
    assert edit.text == (
        "Sullivan and Skelcher, 2002; Huxham and Vangen, 2005; Cropper et al., 2011; "
        "Sullivan et al., 2013"
    )


def test_a14_the_page_around_the_article_is_left_out_and_kept_in_the_report(pasted):
    (furniture,) = found(pasted, "DOC001")
    lines = [
        (pasted.text.line(place.start), pasted.text.line(place.end))
        for place in (furniture.primary, *furniture.related)
    ]
    assert lines == [(1, 6), (79, 91)]
    last = pasted.entries[-1]
    assert pasted.text.line(last.span.start) == pasted.text.line(last.span.end) == 77
    assert pasted.result.reading(last).endswith("10, 3, pp. 379–391.")
    assert pasted.result.regions[-1].end <= furniture.related[0].start


def test_a15_a_corporate_author(cleaned):
    assert cleaned.result.entry("r2").reference.author == (Organization(name="Cabinet Office"),)


def test_a16_a_command_paper(cleaned):
    report = cleaned.result.entry("r2").reference
    assert (report.kind, report.number, report.publisher) == (
        "report",
        "Cm 6683",
        "The Stationery Office",
    )
    assert not found(cleaned, "NUM704")


def test_a17_no_identifier_anywhere_is_one_note(cleaned):
    (finding,) = found(cleaned, "IDN807")
    assert (finding.severity, len(finding.entries)) == ("note", 16)
    assert not [f for f in cleaned.findings if f.code.startswith("IDN") and f is not finding]


def test_a18_nine_works_described_are_information(pasted):
    (finding,) = found(pasted, "CIT209")
    assert finding.severity == "note"
    assert len((finding.primary, *finding.related)) == 9 == int(finding.message.split()[3])
    assert finding.fixes == ()


def test_a19_a_question_mark_does_not_end_every_title(cleaned):
    asked = {e.id: e.reference.title for e in cleaned.entries if "?" in e.reference.title}
    assert set(asked) == {"r3", "r6", "r10", "r15"}
    assert [i for i, title in asked.items() if title.endswith("?")] == ["r10"]


def test_a20_journals_with_like_names_stay_apart(cleaned):
    journals = [r.container_title for r in cleaned.references if r.kind == "article"]
    count = {name: journals.count(name) for name in sorted(set(journals))}
    assert count == {
        "International Journal of Strategic Business Alliances": 1,
        "Local Government Studies": 1,
        "Policy and Society": 1,
        "Public Administration": 1,
        "Public Management Review": 2,
        "Public Money & Management": 3,
        "Social Policy and Society": 1,
    }
    assert not [f for f in cleaned.findings if f.code.startswith("CON")]


def test_a21_sullivan_et_al_is_told_apart_by_its_year(cleaned):
    meant = {(c.year, c.references) for c in cleaned.result.citations if c.names == ("Sullivan",)}
    assert meant == {("2012", ("r13",)), ("2013", ("r14",))}


def test_only_what_is_well_supported_is_done(cleaned, given):
    done = [d.code for d in cleaned.decisions if d.taken]
    expected = ["LST101", "LST103", "STY001"] + ["DOC003"] * ("long- term" in given)
    assert sorted(done) == sorted(expected)


def test_what_is_right_is_not_marked(cleaned):
    told = {f.code for f in cleaned.findings}
    document = {"DOC001", "DOC002", "DOC003", "DOC006"}
    citations = {"CIT203", "CIT204", "CIT208", "CIT209"}
    entries = {"LST101", "LST103", "IDN807", "NAM301", "NUM701", "STY001", "STY002"}
    assert told <= document | citations | entries


def test_nothing_that_is_right_is_an_error_or_has_a_fix(cleaned):
    errors = {(f.code, *f.entries) for f in cleaned.findings if f.severity == "error"}
    assert errors == {
        ("LST101", "r11"),
        ("LST103", "r11"),
        ("CIT203", "r12"),
        ("CIT204", "r6"),
    }


@pytest.mark.parametrize(
    "words",
    ["late 1990s", "Learning from practice", "pp. 23–30", "CrossRef citations to date"],
)
def test_what_is_no_citation_and_no_entry(pasted, words):
    starts = []
    at = pasted.text.printed.find(words)
    while at >= 0:
        starts.append(at)
        at = pasted.text.printed.find(words, at + 1)
    assert starts
    spans = [c.at for c in pasted.result.citations] + [e.span for e in pasted.entries]
    assert not [a for a in starts for s in spans if s.start <= a < s.end]


def test_the_list_alone(listed, sixteen):
    assert listed.references[:10] == sixteen[:10]
    assert listed.references[11:] == sixteen[11:]
    (merged,) = found(listed, "LST101")
    assert listed.taken(merged)
    (clipped,) = found(listed, "LST103")
    assert clipped.fixes == ()
    assert "has lost its first letters" in clipped.message
    assert "P or Q by the order" in clipped.message
    assert listed.result.reading(listed.entries[10]) == (
        "erri 6 (1997), Holistic Government (Demos)."
    )
    assert not [f for f in listed.findings if f.code.startswith("CIT")]
