"""Entries broken in two, dashes for authors, et al., garbled letters, and lists not found."""

import json

import pytest

import joinedup_refs as jr
from joinedup_refs.check.example_records import evidence, match
from joinedup_refs.check.policy import Policy
from joinedup_refs.check.rule import Context
from joinedup_refs.check.rules.entries import et_al_in_list
from joinedup_refs.clean import clean_text
from joinedup_refs.model.layout import Layout
from joinedup_refs.model.origin import Rule as ByRule
from joinedup_refs.notation.csl import to_csl
from joinedup_refs.read import read

LIST = Layout(list_only=True)
ADAMS = "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9."
BROWN = "Brown, C. and Davis, E. (2005), Joint costs. Policy Studies, 26, 1, pp. 1–9."
OTHERS = (
    "Evans, F. (2005), Joint rules. Policy Studies, 26, 1, pp. 11–19.",
    "Frost, G. (2006), Joint risks. Policy Studies, 27, 1, pp. 1–9.",
    "Grant, H. (2007), Joint gains. Policy Studies, 28, 1, pp. 1–9.",
)
CITED = "Plans (Adams, 2001), funds (Adams, 2003) and gains (Brown and Davis, 2006) differ.\n"


def families(cleaned):
    return [[n.family for n in r.author] for r in cleaned.references]


def of(found, code):
    return [f for f in found if f.code == code]


DASHES = pytest.mark.parametrize(
    ("dash", "other"),
    [
        ("———", "———"),
        ("—", "—"),
        ("---", "--"),
        ("–", "-"),
        ("______", "______"),
        ("Ders.", "Dies."),
    ],
)


@DASHES
@pytest.mark.parametrize("break_", ["\n", "\n\n"])
def test_no_citation_is_lost_because_of_a_dash(dash, other, break_):
    lines = (ADAMS, f"{dash} (2003), Joint funds. Policy Studies, 24, 1, pp. 1–9.", BROWN)
    lines += (f"{other} (2006), Joint gains. Policy Studies, 27, 1, pp. 11–19.",)
    text = f"{CITED}\nReferences\n\n{break_.join(lines)}\n"
    for outcome in (jr.clean(text), clean_text(read(text).text, rules=())):
        links = [(c.link, c.references) for c in outcome.result.citations]
        assert links == [("exact", ("r1",)), ("exact", ("r2",)), ("exact", ("r4",))]
    cleaned = jr.clean(text)
    assert families(cleaned) == [["Adams"], ["Adams"], ["Brown", "Davis"], ["Brown", "Davis"]]
    assert not of(cleaned.findings, "CIT201")
    assert cleaned.to("txt").count(dash) >= 1


def test_a_dash_is_resolved_with_its_reason_and_stays_in_the_list():
    cleaned = jr.clean(f"{ADAMS}\n——— (2003), Joint funds. Policy Studies, 24, 1, pp. 1–9.\n")
    (found,) = of(cleaned.findings, "LST106")
    assert found.message == "“———” stands for B. Adams here."
    origin = cleaned.result.entry("r2").origins["author"]
    assert isinstance(origin, ByRule)
    assert origin.code == "LST106"
    assert "author = {Adams, B.}" in cleaned.to("bibtex").partition("Joint funds")[0]
    assert "——— (2003)" in cleaned.to("txt")


def test_a_dash_behind_a_merged_entry_waits_until_that_is_split():
    merged = (
        "Clark, D. (2003), Joint funds (Routledge). Davis, E. and Dean, A. (2004), Joint goals. "
        "Policy Studies, 25, 1, pp. 1–9."
    )
    dashed = "——— (2005), Joint limits. Policy Studies, 26, 1, pp. 31–39."
    cleaned = jr.clean("\n".join((ADAMS, BROWN.replace("2005", "2002"), merged, dashed, *OTHERS)))
    assert [e.id for e in cleaned.entries][:5] == ["r1", "r2", "r3", "r3b", "r4"]
    assert families(cleaned)[4] == ["Davis", "Dean"]


def test_a_dash_behind_a_clipped_name_stands_for_the_mended_one():
    text = (
        "Much is joint (Perri 6, 1997; Perri 6, 1999).\n\nReferences\n\n"
        "Lewis, K. (2005), Old rules. Policy Studies, 7, 1, pp. 1–9.\n"
        "Osborne, S. (2006), New rules. Policy Studies, 8, 1, pp. 1–9.\n"
        "erri 6 (1997), Holistic Government (Demos).\n"
        "——— (1999), Governing in the Round (Demos).\n"
        "Ranade, W. (2003), Joint work. Policy Studies, 9, 1, pp. 1–9.\n"
        "Sullivan, H. (2004), Across borders. Policy Studies, 10, 1, pp. 1–9.\n"
        "Wilson, R. (2005), Afterwards. Policy Studies, 11, 1, pp. 1–9.\n"
    )
    cleaned = jr.clean(text)
    assert [(n.given, n.family) for n in cleaned.references[3].author] == [("Perri", "6")]


def test_ibid_without_a_title_stands_for_a_work_and_is_only_shown():
    (found,) = of(jr.check(f"{ADAMS}\nIbid., p. 12.\n"), "LST106")
    assert "whole work" in found.message
    assert not found.fixes


def test_a_dash_at_the_head_of_a_list_stands_for_nobody():
    assert not of(
        jr.check(f"——— (2003), Joint funds. Policy Studies, 24, pp. 1–9.\n{ADAMS}\n"), "LST106"
    )


def test_filling_only_still_resolves_a_dash():
    text = f"{ADAMS}\n——— (2003), Joint funds. Policy Studies, 24, 1, pp. 1–9.\n"
    cleaned = jr.clean(text, policy=Policy(fill_only=True))
    assert families(cleaned) == [["Adams"], ["Adams"]]


def test_two_continuations_are_joined_to_the_entry_that_they_continue():
    items = (
        ADAMS,
        "Brown, C. (2002), Joint teams for wide rivers, in",
        "Policy Studies, volume 23,",
    )
    items += ("pp. 1–9.", *OTHERS)
    cleaned = jr.clean("".join(f"• {item}\n" for item in items))
    whole = "Brown, C. (2002), Joint teams for wide rivers, in Policy Studies, volume 23, pp. 1–9."
    assert [cleaned.result.reading(e) for e in cleaned.entries] == [ADAMS, whole, *OTHERS]
    assert whole in cleaned.to("txt")


def test_a_numbered_continuation_is_left_to_the_reader():
    items = (
        ADAMS,
        "Brown, C. (2002), Joint teams for wide rivers, in",
        "Policy Studies, 23, pp. 1–9.",
    )
    cleaned = jr.clean("".join(f"[{n}] {item}\n" for n, item in enumerate((*items, *OTHERS), 1)))
    (found,) = of(cleaned.findings, "LST102")
    assert [fix.safety for fix in found.fixes] == ["unsafe"]
    assert len(cleaned.entries) == 6


def test_a_continuation_explains_why_nobody_cites_it():
    items = (ADAMS, "Brown, C. (2002), Joint teams for wide rivers.", "pp. 1–9.", *OTHERS)
    body = "Much is joint (Adams, 2001; Brown, 2002; Evans, 2005; Frost, 2006; Grant, 2007)."
    found = jr.check(f"{body}\n\nReferences\n\n" + "".join(f"• {item}\n" for item in items))
    (split,) = of(found, "LST102")
    (uncited,) = of(found, "CIT202")
    assert uncited.because_of == split.key


ET_AL = "Adams, B., Cole, R., et al. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9."


def test_et_al_is_kept_and_exported():
    cleaned = jr.clean(f"{ET_AL}\n{BROWN}\n")
    assert [r.and_others for r in cleaned.references] == [("author",), ()]
    assert "author = {Adams, B. and Cole, R. and others}" in cleaned.to("bibtex")
    assert "author = {Adams, B. and Cole, R. and others}" in cleaned.to("biblatex")
    assert json.loads(cleaned.to("csl-json"))[0]["custom"] == {"and-others": ["author"]}
    assert "and-others: author" in cleaned.to("ris")
    assert "et al" in cleaned.to("txt")


@pytest.mark.parametrize(
    "form",
    [
        *("bibtex", "biblatex", "ris", "csl-json", "csl-yaml"),
        *("zotero-rdf", "endnote-xml", "mods", "nbib"),
    ],
)
def test_the_mark_comes_back_from_every_format_that_can_be_read(form):
    item = to_csl(jr.parse(ET_AL).reference)
    written = jr.convert(json.dumps([item]), "csl-json", form)
    (back,) = json.loads(jr.convert(written, form, "csl-json"))
    assert back["custom"] == {"and-others": ["author"]}
    assert back["author"] == item["author"]


def test_editors_are_marked_apart_from_authors():
    entry = jr.parse(
        "Hall, P. (2009), A part, in Moss, A. et al. (eds), The Whole (Demos), pp. 1–9."
    )
    assert entry.reference.and_others == ("editor",)


def test_a_citation_with_et_al_leads_to_an_entry_that_gives_up_its_authors():
    text = (
        "Plans (Adams et al., 2001) and other plans (Adams, Cole and Dunn, 2001).\n\n"
        f"References\n\n{ET_AL}\n{BROWN}\n"
    )
    citations = jr.clean(text).result.citations
    assert [(c.link, c.references) for c in citations] == [("exact", ("r1",))] * 2


def test_a_list_that_stops_by_rule_is_noted_and_another_is_doubted():
    rule = [
        f"Adams B, Cole R, Dunn E, et al. Joint plans {n}. Policy Studies. 20{n};22:1{n}–1{n + 1}."
        for n in range(10, 14)
    ]
    (found,) = of(jr.check("\n".join(rule)), "LST107")
    assert found.severity == "note"
    assert "after 3 names" in found.message
    (found,) = of(
        jr.check("\n".join((*rule, "Evans F et al. Rules. Water. 2014;3:1–9."))), "LST107"
    )
    assert (found.severity, "5 entries" in found.message) == ("warning", True)


PEOPLE = [
    {"family": f, "given": g} for f, g in (("Adams", "Beth"), ("Cole", "Rea"), ("Dunn", "Eve"))
]


def filled(item, agree="title container-title volume"):
    document = clean_text(read(ET_AL).text, layout=LIST).result
    (found,) = et_al_in_list.check(document, evidence(match("r1", item, agree)), Context())
    return found


def test_a_record_fills_in_those_who_are_not_printed():
    found = filled({"author": PEOPLE})
    assert found.message == "“et al.” stands for Eve Dunn."
    assert found.fixes[0].safety == "evident"
    assert found.fixes[0].edits[0].value == [
        {"family": "Adams", "given": "B."},
        {"family": "Cole", "given": "R."},
        {"family": "Dunn", "given": "Eve"},
    ]


@pytest.mark.parametrize(
    "item",
    [
        {"author": PEOPLE[:2]},
        {"author": PEOPLE[::-1]},
        {"author": PEOPLE, "custom": {"and-others": ["author"]}},
        {"author": [*PEOPLE, {"literal": "et al.", "parse-names": True}]},
        {},
    ],
)
def test_a_record_that_does_not_go_on_fills_in_nobody(item):
    assert not filled(item).fixes


def test_a_record_agreed_on_two_fields_only_is_a_best_guess():
    assert filled({"author": PEOPLE}, "title volume").fixes[0].safety == "unsafe"


def test_a_source_fills_the_authors_through_the_whole_pipeline(tmp_path):
    records = tmp_path / "records.json"
    record = {
        "id": "x",
        "type": "article-journal",
        "title": "Joint plans",
        "container-title": "Policy Studies",
        "volume": "22",
        "issue": "1",
        "page": "1-9",
        "issued": {"date-parts": [[2001]]},
        "author": PEOPLE,
    }
    records.write_text(json.dumps([record]))
    cleaned = jr.clean(f"{ET_AL}\n{BROWN}\n", sources=[jr.RecordFile(records)])
    assert families(cleaned)[0] == ["Adams", "Cole", "Dunn"]
    assert cleaned.references[0].and_others == ()
    assert "others" not in cleaned.to("bibtex")
    assert len(of(cleaned.findings, "LST107")) == 1


def test_garbled_letters_are_mended_before_anything_is_read():
    text = (
        "Plans differ (Müller, 2001; GarcÃ­a &amp; LÃ³pez, 2002).\n\nReferences\n\n"
        "García, A. and López, B. (2002), The ï¬‚ow of rivers. Policy Studies, 23, pp. 1–9.\n"
        "MÃ¼ller, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    )
    cleaned = jr.clean(text)
    assert [c.link for c in cleaned.result.citations] == ["exact", "exact"]
    assert families(cleaned) == [["García", "López"], ["Müller"]]
    assert cleaned.references[0].title == "The flow of rivers"
    assert "Müller, B. (2001)" in cleaned.to("txt")
    found = of(cleaned.findings, "DOC004")
    assert len(found) == 3
    assert all(cleaned.taken(f).fix.safety == "safe" for f in found)


def test_two_chapters_with_a_list_each_are_told():
    prose = "Plans are made by many hands, and few of them agree on what is to be done.\n\n" * 4
    text = f"One\n\n{prose}References\n\n{ADAMS}\n\nTwo\n\n{prose}References\n\n{BROWN}\n"
    (found,) = of(jr.check(text), "DOC005")
    assert (found.severity, found.primary.start) == ("note", text.index(ADAMS))
    assert len(jr.clean(text).result.entries) == 2
    run_in = text.replace(f"{ADAMS}\n\n", f"{ADAMS}\n")
    (found,) = of(jr.check(run_in.replace("\nTwo\n\n", "\n")), "DOC005")
    assert (found.severity, found.primary.start) == ("warning", text.index("References"))


def test_entries_of_a_list_that_was_not_read_are_no_citations():
    prose = "Plans are made by many hands, and few of them agree on what is to be done, " * 3
    section = f"{ADAMS}\n{prose}.\n\n{prose}.\n\nTeams are rare (Brown, 2005).\n\n"
    text = f"One\n\nReferences\n\n{section}References\n\n{BROWN}\n"
    found = jr.check(text)
    assert [f.primary.start for f in of(found, "DOC005")] == [text.index("References")]
    assert of(found, "CIT201") == []
    cited = jr.clean(text).result.citations
    assert [text[c.at.start : c.at.end] for c in cited] == ["Brown, 2005"]


def test_lists_that_follow_each_other_are_a_note():
    text = f"Plans (Adams, 2001).\n\nBibliography\n\n{ADAMS}\n\nReferences\n\n{BROWN}\n"
    (found,) = of(jr.check(text), "DOC005")
    assert found.severity == "note"
    assert "2 reference lists" in found.message
