"""A misplaced entry moves to where it belongs, whole, and nothing is lost or added."""

import json
import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup_refs.build import build
from joinedup_refs.check.policy import Policy
from joinedup_refs.clean import Cleaned, clean_text
from joinedup_refs.errors import DecisionRefused
from joinedup_refs.model.edit import AmendText, Decision, Fix, MergeInto, MoveEntry, SplitAt
from joinedup_refs.model.layout import Layout
from joinedup_refs.model.text import Span, Text
from joinedup_refs.read import read
from joinedup_refs.report.diff import diff, mended_text
from joinedup_refs.report.pretty import pretty
from joinedup_refs.report.sarif import sarif

NAMES = [
    "Adams",
    "Baker",
    "Brown",
    "Clark",
    "Davis",
    "Evans",
    "Fox",
    "Grant",
    "Hirst",
    "Irwin",
    "Jones",
    "Kent",
    "Lamb",
    "Mills",
    "Nash",
    "Owen",
    "Park",
    "Quinn",
    "Reed",
    "Shaw",
    "Tate",
    "Vance",
    "Wood",
    "Young",
]
LIST = Layout(list_only=True)
GUESS = Policy(level="unsafe")


def line(name: str, year: int = 2001) -> str:
    return f"{name}, B. ({year}), Joint plans of {name}. Policy Studies, 22, 1, pp. 1–9."


def cleaned(printed: str, layout: Layout = LIST) -> Cleaned:
    return clean_text(read(printed).text, layout=layout, policy=GUESS)


def names_of(text: str) -> list[str]:
    return re.findall(r"(\w+), B\. \(", text)


def moves_of(outcome: Cleaned) -> list[MoveEntry]:
    edits = (e for d in outcome.decisions for e in d.fix.edits)
    return [edit for edit in edits if isinstance(edit, MoveEntry)]


@st.composite
def shuffled_lists(draw):
    """A list of which one or two entries stand elsewhere, with its layout."""
    names = list(NAMES)
    for _ in range(draw(st.integers(1, 2))):
        one = names.pop(draw(st.integers(0, len(names) - 1)))
        names.insert(draw(st.integers(0, len(names))), one)
    bullet = draw(st.sampled_from(["", "• ", "  - ", "* "]))
    gap = draw(st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n", " \n"]))
    end = draw(st.sampled_from(["", "\n", "\n\n"]))
    return gap.join(bullet + line(name) for name in names) + end


@settings(max_examples=40, deadline=None)
@given(shuffled_lists())
def test_every_character_is_kept_and_the_list_is_in_order(printed):
    outcome = cleaned(printed)
    mended = mended_text(outcome)
    assert Counter(mended) == Counter(printed)
    assert Counter(mended.splitlines()) == Counter(printed.splitlines())
    if moves_of(outcome):
        assert names_of(mended) == names_of(outcome.to("txt")) == names_of(outcome.to("md"))
        assert names_of(mended) == sorted(NAMES)
        assert [e.reference.author[0].family for e in outcome.entries] == sorted(NAMES)
    again = cleaned(mended)
    assert not moves_of(again)
    assert mended_text(again) == mended
    replayed = clean_text(outcome.text, layout=LIST, policy=GUESS, decisions=outcome.decisions)
    assert replayed.result == outcome.result
    assert not [f for f in replayed.findings if f.rule == "out-of-order"]


def test_the_fewest_entries_move():
    order = [*NAMES[1:], NAMES[0]]
    outcome = cleaned("\n".join(map(line, order)))
    assert [(m.entry, m.behind) for m in moves_of(outcome)] == [(f"r{len(order)}", "")]


def test_a_diff_takes_whole_lines_out_and_puts_them_in():
    order = [NAMES[0], NAMES[-1], *NAMES[1:-1]]
    told = diff(cleaned("\n".join(map(line, order))), "list.txt")
    assert told == (
        "--- list.txt\t(as given)\n+++ list.txt\t(mended)\n@@ -1,3 +1,2 @@\n"
        f" {line('Adams')}\n-{line('Young')}\n {line('Baker')}\n"
        f"@@ -23,2 +22,3 @@\n {line('Vance')}\n"
        f"-{line('Wood')}\n\\ No newline at end of file\n"
        f"+{line('Wood')}\n+{line('Young')}\n\\ No newline at end of file\n"
    )


def test_what_is_amended_in_an_entry_goes_along():
    order = [NAMES[0], NAMES[-1], *NAMES[1:-1]]
    printed = "\n".join(map(line, order))
    at = printed.index("Joint plans of Young")
    start, end = printed.index("Young"), printed.index("\nBaker")
    edits = (
        AmendText(at=Span(start=at, end=at + 5), text="Shared"),
        AmendText(at=Span(start=start, end=start), text="Y-"),
        AmendText(at=Span(start=end, end=end), text=" Print."),
        AmendText(at=Span(start=start - 1, end=start - 1), text=" End."),  # of the entry before
    )
    made = [
        Decision(code="XXX1", fix=Fix(title="t", safety="safe", edits=(edit,))) for edit in edits
    ]
    text = Text(printed=printed)
    outcome = clean_text(text, layout=LIST, policy=GUESS, decisions=made)
    young = "Y-" + line("Young").replace("Joint", "Shared") + " Print."
    wanted = [line("Adams") + " End.", *map(line, NAMES[1:-1]), young]
    assert mended_text(outcome).split("\n") == wanted
    assert outcome.to("txt").rstrip("\n").split("\n") == wanted


def test_buttons_below_an_entry_go_along():
    order = [NAMES[0], NAMES[-1], *NAMES[1:-1]]
    printed = "".join(f"{line(name)}\nCrossref\nGoogle Scholar\n\n" for name in order)
    outcome = cleaned(printed)
    assert names_of(outcome.to("txt")) == NAMES
    blocks = mended_text(outcome).strip().split("\n\n")
    assert [block.split("\n") for block in blocks] == [
        [line(name), "Crossref", "Google Scholar"] for name in NAMES
    ]


def test_works_of_one_author_stand_by_year():
    order = [line(name) for name in NAMES]
    order[3:4] = [line("Clark", year) for year in (1999, 2005)]
    printed = "\n".join([*order, line("Clark", 2002)])
    assert names_of(mended_text(cleaned(printed)))[3:6] == ["Clark"] * 3
    years = re.findall(r"Clark, B\. \((\d+)\)", mended_text(cleaned(printed)))
    assert years == ["1999", "2002", "2005"]


def test_works_of_one_first_author_stand_as_the_list_sorts_them():
    def works(*names_and_years: tuple[str, int]) -> list[str]:
        return [
            f"{names} ({year}), Joint plans. Policy Studies, 22, 1, pp. 1–9."
            for names, year in names_and_years
        ]

    more = "Clark, B., Adams, A. and Zorn, Z."
    two = "Clark, B. and Moss, M."
    evans = works(("Evans, B. and Moss, M.", 1997), ("Evans, B., Adams, A. and Zorn, Z.", 1996))
    before = [line(name) for name in NAMES[:3]]
    after = [*evans, *(line(name) for name in NAMES if name > "Evans")]
    in_order = [*before, *works(("Clark, B.", 2001), (two, 1999), (more, 1998)), *after]
    shuffled = [row for row in in_order if not row.startswith(more)]
    shuffled.append(in_order[5])
    assert mended_text(cleaned("\n".join(shuffled))).split("\n") == in_order


@pytest.mark.parametrize(
    "odd",
    [
        "van Nash, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.",
        "McAdam, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.",
    ],
)
def test_a_name_that_may_be_sorted_in_two_ways_is_only_shown(odd):
    names = [*NAMES[:13], "Mabey", "Maddox", *NAMES[13:]]
    outcome = cleaned("\n".join([odd, *map(line, names)]))
    assert [f.code for f in outcome.findings if f.rule == "out-of-order"] == ["LST104"]
    assert not moves_of(outcome)


@pytest.mark.parametrize("before_dash", ["Nash", "Wood", "Young"])
def test_a_dash_keeps_the_entry_that_it_hangs_on(before_dash):
    dash = "——— (2003), Joint costs. Policy Studies, 24, 1, pp. 1–9."
    order = [line(name) for name in [NAMES[0], NAMES[-1], *NAMES[1:-1]]]
    order.insert(order.index(line(before_dash)) + 1, dash)
    mended = mended_text(cleaned("\n".join(order))).split("\n")
    assert mended[mended.index(dash) - 1] == line(before_dash)
    assert (mended[-1] == line("Young")) == (before_dash != "Young")


def test_a_heading_within_the_list_stays_where_it_is():
    order = [NAMES[0], NAMES[-1], *NAMES[1:-1]]
    rows = [line(name) for name in order]
    rows.insert(2, "Downloaded from https://www.example.org by guest on 1 May 2020")
    mended = mended_text(cleaned("\n".join(rows))).split("\n")
    assert mended[:2] == [line("Adams"), rows[2]]
    assert names_of("\n".join(mended)) == NAMES


def test_a_list_that_is_cited_by_place_is_left_in_its_order():
    order = [NAMES[0], NAMES[-1], *NAMES[1:-1]]
    prose = "Plans are made [1], [2], [3,4], and [5–8] by many hands [9], [10].\n\nReferences\n\n"
    text = prose + "\n".join(map(line, order))
    outcome = clean_text(read(text).text, policy=GUESS)
    assert "out-of-order" in {f.rule for f in outcome.findings}
    assert not moves_of(outcome)


def test_an_entry_is_not_torn_from_what_may_go_on_with_it():
    order = [line(name) for name in [NAMES[0], NAMES[-1], *NAMES[1:-1]]]
    order[1:2] = ["Young, B. (2001), Joint plans for the towns,", "rivers and ferries of Leeds."]
    outcome = clean_text(
        Text(printed="\n".join(f"• {row}" for row in order)), layout=LIST, policy=GUESS
    )
    mended = mended_text(outcome)
    at = mended.index("rivers and ferries")
    assert "Joint plans for the towns," in mended[at - 50 : at]


@pytest.mark.parametrize(("at", "moves"), [(0, 1), (1, 0), (2, 1), (23, 1)])
def test_a_comment_keeps_the_entry_that_it_stands_before(at, moves):
    order = [line(name) for name in [NAMES[0], NAMES[-1], *NAMES[1:-1]]]
    comment = "% joinedup-refs: ignore[NUM701] no issues then"
    outcome = cleaned("\n".join([*order[:at], comment, *order[at:]]))
    assert len(moves_of(outcome)) == moves
    mended = mended_text(outcome).split("\n")
    assert mended[mended.index(comment) + 1] == order[at]


def test_a_move_is_refused_beside_what_it_would_tear():
    printed = "\n".join(map(line, NAMES))
    first = len(line("Adams"))
    second = first + 1 + len(line("Baker"))
    third = second + 1 + len(line("Brown"))
    move = MoveEntry(
        entry="r2",
        behind="r3",
        at=(Span(start=first, end=first + 1), Span(start=first + 1, end=second)),
        to=third,
    )
    for other in (
        AmendText(at=Span(start=first - 1, end=first + 2), text="x"),
        AmendText(at=Span(start=third - 1, end=third + 2), text="x"),
        SplitAt(entry="r2", at=second - 20),
        MergeInto(entry="r4", other="r3"),
        move.model_copy(update={"behind": "r4"}),
        MoveEntry(entry="r3", behind="", at=(Span(start=second + 1, end=third),), to=0),
    ):
        for edits in ((move, other), (other, move)):
            made = [
                Decision(code="LST104", fix=Fix(title="t", safety="unsafe", edits=(edit,)))
                for edit in edits
            ]
            with pytest.raises(DecisionRefused, match="overlap"):
                build(Text(printed=printed), made, LIST)


def test_a_move_of_no_entry_is_refused():
    move = MoveEntry(entry="r99", behind="r1", at=(Span(start=0, end=1),), to=5)
    made = [Decision(code="LST104", fix=Fix(title="t", safety="unsafe", edits=(move,)))]
    with pytest.raises(DecisionRefused, match="no entry r99"):
        build(Text(printed="\n".join(map(line, NAMES))), made, LIST)


@pytest.mark.parametrize(
    ("at", "to"),
    [([(5, 9), (8, 12)], 80), ([(5, 9)], 7), ([(5, 9)], 10**6), ([(5, 10**6)], 1)],
)
def test_a_move_that_does_not_fit_the_text_is_refused(at, to):
    spans = tuple(Span(start=start, end=end) for start, end in at)
    move = MoveEntry(entry="r1", behind="r2", at=spans, to=to)
    made = [Decision(code="LST104", fix=Fix(title="t", safety="unsafe", edits=(move,)))]
    with pytest.raises(DecisionRefused, match="does not fit this text"):
        build(Text(printed="\n".join(map(line, NAMES))), made, LIST)


def test_the_report_says_where_an_entry_stands_now():
    order = [NAMES[0], NAMES[-1], *NAMES[1:-1]]
    printed = "\n".join(map(line, order))
    assert "+ now stands behind Wood 2001" in pretty(cleaned(printed), "list.txt").plain
    shown = pretty(clean_text(read(printed).text, layout=LIST), "list.txt").plain
    assert "Put it behind “Wood 2001”" in shown


@pytest.mark.parametrize("order", [[*NAMES[1:], NAMES[0]], [NAMES[0], NAMES[-1], *NAMES[1:-1]]])
def test_a_move_in_sarif_can_be_applied(order):
    outcome = clean_text(read("\n".join(map(line, order))).text, layout=LIST)
    results = json.loads(sarif([("list.txt", outcome)]))["runs"][0]["results"]
    [fix] = next(r["fixes"] for r in results if r["ruleId"] == "LST104")
    parts, here = [], 0
    for one in fix["artifactChanges"][0]["replacements"]:
        region = one["deletedRegion"]
        parts += (outcome.text.printed[here : region["charOffset"]], one["insertedContent"]["text"])
        here = region["charOffset"] + region["charLength"]
    assert names_of("".join((*parts, outcome.text.printed[here:]))) == NAMES


def test_a_move_comes_back_from_json():
    outcome = cleaned("\n".join(map(line, [*NAMES[1:], NAMES[0]])))
    decisions = [Decision.model_validate_json(d.model_dump_json()) for d in outcome.decisions]
    assert decisions
    assert clean_text(outcome.text, layout=LIST, decisions=decisions).result == outcome.result


def test_stretches_hold_each_character_once():
    printed = "\n".join(map(line, NAMES))
    document = cleaned("\n".join(map(line, [*NAMES[1:], NAMES[0]]))).result
    spans = sorted((s.at for s in document.as_ordered(document.text.whole)), key=lambda s: s.start)
    assert spans[0].start == 0
    assert spans[-1].end == len(printed)
    assert all(a.end == b.start for a, b in pairwise(spans))
