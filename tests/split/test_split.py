import gzip
import json
import random
import re
import textwrap
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup_refs.clean import clean_text
from joinedup_refs.model.layout import Layout
from joinedup_refs.model.text import Text
from joinedup_refs.read import read
from joinedup_refs.split import split

ENTRIES = [
    (
        "Adams, P. and Brook, L. (2001), Bridges over small rivers. Journal of Crossings, 4, 2, "
        "pp. 11–19."
    ),
    "Cole, D. (2005), The ferry and the long way round (Harbour Press).",
    "Ministry of Ferries (2007), Crossing Safely—A Plan (The Stationery Office).",
    (
        "Dunn, E., Eaton, F. and Firth, G. (1999), What tolls pay for: a review of "
        "reviews. Transport "
        "Notes, 12, pp. 101–140."
    ),
    (
        "Grant, H. (2010), Tides, timetables and trust? Evidence from four well-used "
        "islands. Journal "
        "of Crossings, 13, 1, pp. 1–22."
    ),
]
BODY = (
    "Why people cross\n\nMany crossings are old (Cole, 2005), and some are safe (Grant, 2010).\n\n"
    "  • Learning from ferries.\n\n  • Building bridges.\n\nConclusions\n\nMore is to be done.\n\n"
)


def readings(source, layout=None):
    text = read(source).text
    parts = split(text, layout or Layout())
    laid = text.with_cuts(parts.cuts)
    return [laid.read(*item.at).text for item in parts.items]


def counted(text, parts):
    """Every character of the regions has exactly one owner, or a cut of the text's own."""
    owners = [0] * len(text.printed)
    for item in parts.items:
        for span in item.at:
            for at in range(span.start, span.end):
                owners[at] += 1
    for span in parts.leftover:
        for at in range(span.start, span.end):
            owners[at] += 1
    inside = list(owners)
    for cut in (*text.cuts, *parts.cuts):
        for at in range(cut.printed.start, cut.printed.end):
            owners[at] += 1
    for region in parts.regions:
        assert all(owners[region.start : region.end])
    for item in parts.items:
        assert inside[item.at[0].start : item.at[-1].end] == [1] * (
            item.at[-1].end - item.at[0].start
        )
        printed = text.slice(item.at[0])
        assert printed == printed.strip()
    Text(printed=text.printed, cuts=text.cuts).with_cuts(parts.cuts)


def numbered(form):
    return [form.format(n) + entry for n, entry in enumerate(ENTRIES, 1)]


LISTS = {
    "one a line": "\n".join(ENTRIES),
    "bullets": "\n".join(f"  • {e}" for e in ENTRIES),
    "dashes": "\n".join(f"- {e}" for e in ENTRIES),
    "brackets": "\n".join(numbered("[{}] ")),
    "points": "\n".join(numbered("{}. ")),
    "parentheses": "\n".join(numbered("({}) ")),
    "half parentheses": "\n".join(numbered("{}) ")),
    "number alone on a line": "\n".join(numbered("{}.\n")),
    "superscripts": "\n".join(s + e for s, e in zip("¹²³⁴⁵", ENTRIES, strict=True)),
    "labels": "\n".join(f"[{e[:3]}05] {e}" for e in ENTRIES),
    "blank lines": "\n\n".join(ENTRIES),
    "wrapped": "\n".join(textwrap.fill(e, 60) for e in ENTRIES),
    "wrapped, blank lines": "\n\n".join(textwrap.fill(e, 60) for e in ENTRIES),
    "wrapped bullets": "\n".join(textwrap.fill(f"• {e}", 50) for e in ENTRIES),
    "wrapped numbers": "\n".join(textwrap.fill(e, 66) for e in numbered("{}. ")),
    "hanging": "\n".join(textwrap.fill(e, 60, subsequent_indent="    ") for e in ENTRIES),
    "buttons": "\n".join(f"{e}\nView Article\nGoogle Scholar" for e in ENTRIES),
}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("heading", ["References", "## 7. Works Cited", "LITERATURVERZEICHNIS:"])
@pytest.mark.parametrize("form", LISTS)
def test_every_layout_gives_the_same_entries(form, heading, ending):
    source = f"{BODY}{heading}\n\n{LISTS[form]}\n\nAdditional information\n\nNothing more.\n"
    source = source.replace("\n", ending)
    assert readings(source) == ENTRIES
    text = read(source).text
    counted(text, split(text))


@pytest.mark.parametrize("form", LISTS)
def test_a_list_alone_is_found_without_a_heading(form):
    assert readings(LISTS[form]) == ENTRIES
    assert readings(LISTS[form], Layout(list_only=True)) == ENTRIES


def test_a_list_of_one_is_a_list():
    assert readings(ENTRIES[0]) == ENTRIES[:1]
    assert readings(f"1. {ENTRIES[0]}") == ENTRIES[:1]


def test_a_text_without_a_list_gives_nothing():
    assert not any(split(Text(printed=BODY)))
    assert not any(split(Text(printed="")))


def test_markers_are_kept_as_values_and_never_lie_in_a_span():
    text = Text(printed=f"References\n{LISTS['brackets']}")
    parts = split(text)
    assert [i.marker for i in parts.items] == ["1", "2", "3", "4", "5"]
    assert [text.slice(i.at[0])[:5] for i in parts.items] == [e[:5] for e in ENTRIES]
    assert {c.why for c in parts.cuts} == {"list-marker", "separator"}


@pytest.mark.parametrize("form", ["[{}] ", "{}. ", "({}) ", "{}) ", "{} "])
@pytest.mark.parametrize("numbers", [(1, 2, 2, 3, 4), (1, 1, 2, 3, 4), (1, 2, 3, 4, 4)])
@pytest.mark.parametrize("width", [66, 300])
def test_a_number_that_stands_twice_begins_an_entry_each_time(width, numbers, form):
    lines = [
        textwrap.fill(form.format(n) + e, width) for n, e in zip(numbers, ENTRIES, strict=True)
    ]
    source = f"{BODY}References\n\n" + "\n".join(lines)
    assert readings(source) == ENTRIES
    text = read(source).text
    parts = split(text)
    assert [item.marker for item in parts.items] == [str(n) for n in numbers]
    counted(text, parts)


def test_a_number_that_stands_twice_is_no_part_of_an_entry_with_a_short_title():
    entries = [
        "Adams E. Rivers. JAMA 2012;307(2):182-192.",
        "Brown C. Tolls. BMJ. 2010;340:c332.",
        "Evans F. Seas. Lancet. 2013;381:1371-80.",
        "Ministry of Ferries. Crossing safely. London: Harbour Press; 2010.",
        "Carr F. Hills and dales. Lancet. 2013;381:1-8.",
    ]
    lines = [f"{n}. {e}" for n, e in zip((1, 2, 2, 2, 3), entries, strict=True)]
    assert readings("\n".join(lines), Layout(list_only=True)) == entries
    del lines[3], entries[3]
    together = f"Tolls [1–3].\n\nReferences\n{' '.join(lines)}\n"
    assert readings(together) == entries


def test_a_number_out_of_turn_begins_an_entry_where_every_line_is_numbered():
    lines = [f"{n}. {e}" for n, e in zip((1, 2, 9, 3, 4), ENTRIES, strict=True)]
    assert readings("References\n" + "\n".join(lines)) == ENTRIES


def test_a_number_met_again_within_an_entry_begins_none():
    lines = [
        "1. Adams, P. (2001), Bridges over rivers, vol. 3, no.",
        "1. Harbour Press.",
        "2. Cole, D. (2005), The ferry and the",
        "2. Long way round (Harbour Press).",
        "3. Grant, H. (2010), Tides. Journal of Crossings, 13, pp. 1–22.",
    ]
    assert readings("References\n" + "\n".join(lines)) == [
        "Adams, P. (2001), Bridges over rivers, vol. 3, no. 1. Harbour Press.",
        "Cole, D. (2005), The ferry and the 2. Long way round (Harbour Press).",
        "Grant, H. (2010), Tides. Journal of Crossings, 13, pp. 1–22.",
    ]


def test_a_year_at_the_beginning_of_a_line_is_no_number():
    lines = ["1. Cole, D. A ferry in", "2001 and after. Harbour Press.", f"2. {ENTRIES[0]}"]
    assert readings("References\n" + "\n".join(lines)) == [
        "Cole, D. A ferry in 2001 and after. Harbour Press.",
        ENTRIES[0],
    ]


def test_counts_of_citations_head_no_list():
    top = "1,783\nViews\n5\nCrossRef citations to date\n0\nAltmetric\n"
    assert readings(f"{top}{BODY}") == []
    assert readings(f"{top}{BODY}References\n{LISTS['bullets']}") == ENTRIES


def test_the_last_heading_with_entries_wins():
    contents = "Contents\nIntroduction  1\nReferences\nAppendix\n\n"
    after = "\n\nAppendix A\n\nA table of tolls follows here, and nothing else does.\n"
    assert readings(f"{contents}{BODY}References\n{LISTS['one a line']}{after}") == ENTRIES


def test_a_heading_of_the_callers_own():
    source = f"{BODY}What we read\n{LISTS['one a line']}\n"
    assert readings(source, Layout(heading="What we read")) == ENTRIES


def test_headings_of_parts_are_left_over():
    source = f"References\n\nPrimary sources\n\n{ENTRIES[0]}\n\nSecondary sources\n\n{ENTRIES[1]}\n"
    text = read(source).text
    parts = split(text)
    assert [text.slice(s) for s in parts.leftover] == ["Primary sources", "Secondary sources"]
    assert readings(source) == ENTRIES[:2]
    counted(text, parts)


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("pp. 11–", "19.", "pp. 11–19."),
        ("a well-", "used thing", "a well-used thing"),
        ("pre-", "and post-war", "pre- and post-war"),
        ("https://example.org/", "a/b", "https://example.org/a/b"),
        ("two", "words", "two words"),
    ],
)
def test_how_lines_are_joined(left, right, joined):
    source = f"References\n1. Cole, D. (2005), About {left}\n   {right}\n2. {ENTRIES[0]}"
    assert readings(source)[0] == f"Cole, D. (2005), About {joined}"


def test_a_word_closed_elsewhere_loses_its_hyphen():
    entry = "1. Cole, D. (2005), The collabo-\nration."
    source = f"On collaboration.\n\nReferences\n{entry}\n2. {ENTRIES[0]}"
    assert readings(source)[0] == "Cole, D. (2005), The collaboration."


PIECES = st.sampled_from(
    [*ENTRIES, "References", "Appendix", "• ", "1. ", "2. ", "[3] ", "\n", "\r\n", "\n\n", "\t",
     "View Article", "Google Scholar", "Views", "12\nViews\n", "co- create", "long-term", "long- ",
     "Citation2005", "Table 1. Tolls", "\ufeff", "\u00a0", "Primary sources", "Smith, J.", "\x00",
     "שלום, א. (2003)", "\ud800"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=12), max_size=25), st.booleans())
def test_no_character_of_a_list_is_lost(pieces, list_only):
    text = read("A text\n" + "".join(pieces) + "\n ").text
    counted(text, split(text, Layout(list_only=list_only)))


def _unmarked(text):
    return text.replace("  • ", "")


def _numbered(text):
    head, _, tail = text.rpartition("References\n")
    numbers = iter(range(1, 99))
    return f"{head}References\n" + re.sub("  • ", lambda _: f"{next(numbers)}. ", tail)


def _wrapped(text):
    return "\n".join(textwrap.fill(line, 72) for line in text.split("\n"))


def _page(text):
    head, _, tail = text.rpartition("References\n")
    items = "".join(f"<li>{e.strip(' •')}</li>" for e in tail.split("\n") if e.startswith("  •"))
    body = "".join(f"<p>{line}</p>" for line in head.split("\n"))
    return f"<html><body>{body}<h2>References</h2><ul>{items}</ul><p>End</p></body></html>"


@pytest.mark.parametrize(
    "change",
    [
        str,
        lambda t: t.replace("\n", "\r\n"),
        _wrapped,
        _unmarked,
        lambda t: _wrapped(_unmarked(t)),
        _numbered,
        lambda t: t.encode("cp1252"),
        lambda t: t.encode("utf-16"),
        _page,
    ],
)
def test_the_editorial_has_its_fifteen_items(editorial, change):
    source = change(editorial)
    found = readings(source)
    assert len(found) == 15
    assert found[0].startswith("Bevan, G. and Hood, C. (2006)")
    assert found[10].startswith("erri 6 (1997)")
    assert found[10].endswith("29, 3, pp. 32–50.")
    assert found[14].startswith("Wilson, R., Martin, M.")
    assert found[14].endswith("Social Policy and Society, 10, 3, pp. 379–391.")
    assert found == readings(editorial)
    text = read(source).text
    counted(text, split(text))


STACKED = """References
Adams and Brook, 2001
P. Adams, L. Brook
Bridges over small rivers
Journal of Crossings, 4 (2) (2001), pp. 11-19
View in ScopusGoogle Scholar
Cole, 2005
D. Cole
The ferry and the long way round
Harbour Press, Leeds (2005)
Google Scholar
Dunn et al., 1999
E. Dunn, F. Eaton, G. Firth
What tolls pay for
Transport Notes, 12 (1999), pp. 101-140
CrossrefGoogle Scholar
"""


def test_entries_that_stand_in_lines_of_their_own_are_joined_with_full_stops():
    assert readings(STACKED) == [
        (
            "P. Adams, L. Brook. Bridges over small rivers. Journal of Crossings, 4 (2) (2001), "
            "pp. 11-19"
        ),
        "D. Cole. The ferry and the long way round. Harbour Press, Leeds (2005)",
        "E. Dunn, F. Eaton, G. Firth. What tolls pay for. Transport Notes, 12 (1999), pp. 101-140",
    ]
    text = read(STACKED).text
    counted(text, split(text))


@pytest.mark.parametrize("form", ["[{}] ", "{}. ", "({}) ", "{}) "])
@pytest.mark.parametrize("heading", ["References\n", "References "])
def test_lists_run_together_on_one_line(form, heading):
    source = f"{BODY}{heading}{' '.join(numbered(form))}\n\nAppendix A\n"
    assert readings(source) == ENTRIES
    text = read(source).text
    counted(text, split(text))


def test_prose_with_numeric_citations_is_not_taken_apart():
    prose = (
        "Ferries are old.[1] Bridges are not.[2] Tolls are paid by few.[3] None of it is new.[4] "
    )
    assert readings(f"{prose * 3}\n\nReferences\n{LISTS['brackets']}") == ENTRIES


@pytest.mark.parametrize("form", ["{}", "[{n}] {}", "{n}. {}", "  • {}"])
@pytest.mark.parametrize("first", [1, 2])
def test_a_short_list_of_an_earlier_chapter_is_read(first, form):
    lists = (
        "\n".join(form.format(entry, n=n) for n, entry in enumerate(entries, 1))
        for entries in (ENTRIES[:first], ENTRIES[3:])
    )
    chapters = [f"Chapter\n\n{BODY}References\n\n{listed}\n\n" for listed in lists]
    assert readings("".join(chapters)) == ENTRIES[:first] + ENTRIES[3:]


def test_a_short_list_of_an_earlier_chapter_is_read_as_medicine_prints_it():
    entry = "Adams E. Rivers of the north. JAMA 2012;307(2):182-192."
    source = f"{BODY}References\n\n{entry}\n\n{BODY}References\n\n{LISTS['points']}"
    assert readings(source) == [entry, *ENTRIES]


@pytest.mark.parametrize(
    "section",
    [
        "Cole (2005) is the work that all of this rests upon, and it was read by few.",
        "Cole, D. (2005), whose ferry is the one that all of these were built after, was read.",
        "References  12\nAppendix  19",
        f"{ENTRIES[1]}\nThis is the work that all of these rest upon, and it was read by few.",
    ],
)
def test_what_a_section_says_of_its_references_is_no_list(section):
    source = f"{BODY}References\n\n{section}\n\n{BODY}References\n\n{LISTS['points']}"
    assert readings(source) == ENTRIES


def test_lists_of_several_chapters():
    chapter = f"{BODY}References\n\n{LISTS['one a line']}\n\n"
    source = (
        f"Chapter 1\n\n{chapter}Chapter 2\n\n{chapter}Supplementary references\n\n{ENTRIES[1]}\n"
    )
    assert readings(source) == [*ENTRIES, *ENTRIES, ENTRIES[1]]
    text = read(source).text
    assert len(split(text).regions) == 3
    counted(text, split(text))


def test_a_dash_for_the_author_begins_an_entry():
    again = [
        "———. 2009. Tolls and trust. Harbour Press, Leeds",
        "— (2011), Ferries again. Notes, 3, 1–9.",
    ]
    entries = [ENTRIES[0], *again, ENTRIES[1]]
    assert readings("References\n" + "\n".join(entries)) == entries
    wrapped = "\n".join(textwrap.fill(e, 50) for e in entries)
    assert readings(f"References\n{wrapped}") == entries


def _paged(lines, number):
    """Lines with a page number and a running head every 45 lines."""
    out = []
    for at, line in enumerate(lines):
        if at and at % 45 == 0:
            out += ["", str(number + at // 45), "Journal of Crossings 12 (2009)", ""]
        out.append(line)
    return "\n".join(out)


def test_page_numbers_and_running_heads_are_cut_out_of_entries():
    works = [re.sub(r"\b([a-z]{4,}|[JT]\w+)", rf"\1x{n}", e) for n in range(24) for e in ENTRIES]
    lines = [*BODY.split("\n") * 9, "References"]
    lines += [line for work in works for line in textwrap.wrap(work, 60)]
    source = _paged(lines, 7)
    assert readings(source) == works
    text = read(source).text
    assert {c.why for c in text.cuts} == {"running-head"}
    assert "Journal of Crossings 12 (2009)" not in text.reading
    counted(text, split(text))


NOTES = [
    "See J. Adams, Bridges over Small Rivers (London: Harbour Press, 2001), 34.",
    "Ibid., 36; cf. D. Cole, The Long Way Round (Leeds: Harbour Press, 2005), 11–19.",
    "Adams, Bridges, 40.",
    "E. Dunn, ‘What Tolls Pay For’, Transport Notes, 12 (1999), 101–140, at 103.",
    "Vgl. Cole, Long Way, S. 12.",
]


@pytest.mark.parametrize("form", ["{}. ", "{} ", "[^{}]: "])
@pytest.mark.parametrize("heading", ["Notes\n\n", ""])
def test_footnotes_are_found_and_are_no_list(form, heading):
    body = "".join(f"{form.format(n)}{note}\n" for n, note in enumerate(NOTES, 1))
    text = read(f"{BODY}{heading}{body}").text
    parts = split(text)
    assert (parts.items, parts.regions) == ((), ())
    assert [text.slice(span) for span in parts.notes] == body.splitlines()


def page_of(tag, entries, named, after=""):
    paragraphs = "".join(
        f'<{tag} id="b{n}">{entry}</{tag}>' if n in named else f"<{tag}>{entry}</{tag}>"
        for n, entry in enumerate(entries, 1)
    )
    return (
        '<html><body><p>Many are old (<a href="#b1">Adams, 2001</a>).</p><h2>References</h2>'
        f"<div>{paragraphs}</div>{after}</body></html>"
    )


@pytest.mark.parametrize("tag", ["p", "div", "li"])
@pytest.mark.parametrize("named", [{1}, {2}, {1, 5}, {2, 4}, {4, 5}, {1, 2, 3, 4}])
def test_entries_of_a_page_are_read_where_only_some_have_names(named, tag):
    notes = "<h2>Notes</h2><p>Cole (2005) is the work that all of this was built upon.</p>"
    source = page_of(tag, ENTRIES, named, notes)
    assert [r.removeprefix("• ") for r in readings(source)] == ENTRIES
    text = read(source).text
    counted(text, split(text))


def test_what_a_page_says_of_its_entries_is_none_of_them():
    said = "Cole (2005) is the work that all of this was built upon, and it is read by few."
    page = page_of("p", [*ENTRIES[:2], said, *ENTRIES[2:]], {1, 2, 4, 5, 6})
    assert readings(page) == ENTRIES
    behind = page_of("p", ENTRIES, {1, 2, 3, 4, 5}, f"<p>{said}</p><p>{ENTRIES[0]}</p>")
    assert readings(behind) == ENTRIES


def test_numbered_references_are_no_notes():
    assert split(read(f"References\n{LISTS['points']}").text).notes == ()
    assert split(read(LISTS["points"]).text).notes == ()


FORMS = ["", "[{}] ", "{}. ", "({}) ", "{}) ", "• ", "[Ab{}] ", "{}\n", "¹ "]


@given(
    entries=st.lists(
        st.sampled_from(ENTRIES) | st.text(max_size=60).map(str.strip), min_size=1, max_size=9
    ),
    form=st.sampled_from(FORMS),
    gap=st.sampled_from(["\n", "\n\n", " ", "\r\n", "\nGoogle Scholar\n", "\n\n12\n\n"]),
    width=st.integers(min_value=12, max_value=90),
    heading=st.sampled_from(["References\n", "", "## Literatur\n\n", "Notes\n"]),
)
def test_no_character_of_a_generated_list_is_lost(entries, form, gap, width, heading):
    marked = [form.format(n) + textwrap.fill(e, width) for n, e in enumerate(entries, 1)]
    text = read(f"{BODY}{heading}{gap.join(marked)}\n").text
    counted(text, split(text))


@pytest.mark.corpus
def test_no_character_of_a_real_list_is_lost_however_it_is_spoilt(corpora):
    chance = random.Random(7)
    with gzip.open(corpora / "corpora" / "audit" / "articles.jsonl.gz", "rt") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    for source in texts:
        at, to = sorted((chance.randrange(len(source)), chance.randrange(len(source))))
        for spoilt in (source, source[:at] + source[to:], source[at:] + source[:to]):
            text = read(spoilt + " ").text
            counted(text, split(text))


def test_a_next_line_character_is_no_part_of_an_item():
    text = read("".join(f"{n}. {entry}\x85\n" for n, entry in enumerate(ENTRIES, 1))).text
    parts = split(text, Layout(list_only=True))
    assert [text.read(*item.at).text for item in parts.items] == ENTRIES
    assert not parts.leftover


def test_a_heading_whose_list_ends_at_once_heads_none():
    source = (
        "References\n1.\nViews\n1.\nView Article\n12\n</ul>\nThe upper toll, which leads to "
        "ferries in harbours (Stone and Ash, 2017) appears to be largely con\n<li id=ref1>\n"
        "Harrow, T., & Quilllllllllllll, J.A. (2014a). Old tolls. \n"
    )
    text = read(source, suffix=".md").text
    parts = split(text)
    assert not parts.items
    counted(text, parts)


@pytest.mark.parametrize(
    ("stretch", "told"),
    [("tide\n" * 2_100, "In these 2,10"), ("x" * 99 + "tides" * 20_000 + "\n", "In these 100,")],
)
def test_what_goes_on_for_too_long_is_left_over_whole_and_told(stretch, told):
    source = "Tolls rose (Cole, 2005).\n\nReferences\n\n" + "\n".join(ENTRIES) + "\n" + stretch
    source += "Harrow, T. (2012), Tolls and ferries. Journal of Crossings, 15, 3, pp. 4–56.\n"
    began = time.process_time()
    outcome = clean_text(read(source).text)
    assert time.process_time() - began < 20  # each line by itself took that much
    [span] = outcome.document.leftover
    assert len(span) > 10_000
    assert not any(cut.why == "line-break" for cut in outcome.document.text.cuts)
    [finding] = [one for one in outcome.findings if one.rule == "unparsed-residue"]
    assert finding.message.startswith(told)
    assert span.covers(finding.primary)
    assert len(outcome.document.entries) >= 4
    assert not any(one.rule == "list-not-found" for one in outcome.findings)


def test_a_bullet_copied_with_the_first_entry_alone_marks_no_list():
    listed = readings("References\n\n• " + "\n".join(ENTRIES * 2))
    assert listed == ENTRIES * 2
    wrapped = "\n".join(textwrap.wrap(ENTRIES[3], 40))
    assert readings(f"References\n\n• {wrapped}\n") == [ENTRIES[3]]


UNUSUAL = [
    "Quill (N.), Ferries of the north, Leeds, sans date [en ligne].",
    "Tolls and their keepers. A film.",
    "2001 “Ethnography of Ferries.” Prepublication version.",
    "Lighthouse Society. Yearbook, no place.",
    "CALDER Hugh, Où et quand ?, Arles, Presses du Port, 2009",
    *ENTRIES[:2],
]


@pytest.mark.parametrize("form", ["{}\n{}\n", "{}. {} "])
def test_numbers_that_run_on_under_a_heading_make_a_list_of_unusual_entries(form):
    source = BODY + "References\n\n"
    source += "".join(form.format(n, one) for n, one in enumerate(UNUSUAL, 1))
    assert readings(source) == UNUSUAL
