import re

import pytest

from joinedup_refs.link import link
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.reference import Unclassified
from joinedup_refs.model.text import Cut, Span, Text

SULLIVANS = [
    "Sullivan, H. & Skelcher, C. | 2002 | Across Borders",
    "Sullivan, H. & Williams, P. & Jeffares, S. | 2012 | Leading",
    "Sullivan, H. & Williams, P. & Marchington, M. & Knight, L. | 2013 | Futures",
]


def test_the_year_tells_entries_of_one_first_author_apart(linked):
    got = linked("(Sullivan et al., 2012; Sullivan et al., 2013)", SULLIVANS)
    assert [c.references for c in got.citations] == [("r2",), ("r3",)]
    assert {c.link for c in got.citations} == {"exact"}


def test_coauthors_tell_entries_of_one_year_apart(linked):
    rows = ["Ash, A. | 2001 | One", "Ash, A. & Birch, B. | 2001 | Two",
            "Ash, A. & Birch, B. & Cedar, C. | 2001 | Three"]  # fmt: skip
    got = linked(
        "(Ash, 2001; Ash and Birch, 2001; Ash et al., 2001; Ash, Birch & Cedar, 2001)", rows
    )
    assert [c.references for c in got.citations] == [("r1",), ("r2",), ("r3",), ("r3",)]


def test_two_entries_that_nothing_tells_apart(linked):
    rows = ["Ash, A. | 2001 | Trees of the north", "Ash, A. | 2001 | Stones of the deep south"]
    assert linked("(Ash, 2001)", rows).only.references == ("r1", "r2")


@pytest.mark.parametrize("cited", ["E. Ash, 2001", "Ash, E., 2001", "Ash E, 2001"])
def test_initials_tell_namesakes_apart(linked, cited):
    rows = ["Ash, D. | 2001 | Trees", "Ash, E. F. | 2001 | Stones"]
    assert linked(f"So it is ({cited}).", rows).only.references == ("r2",)


def test_without_initials_namesakes_stay_together(linked):
    rows = ["Ash, D. | 2001 | Trees of the north", "Ash, E. F. | 2001 | Stones"]
    assert linked("As Ash (2001) says.", rows).only.references == ("r1", "r2")


def test_other_initials_are_still_that_author(linked):
    assert linked("As J. Ash (2001) says.", ["Ash, D. | 2001 | Trees"]).only.references == ("r1",)


def test_letters(linked):
    rows = ["Ash, A. | 2001a | One", "Ash, A. | 2001b | Two"]
    assert linked("(Ash, 2001b)", rows).only.references == ("r2",)
    assert linked("(Ash, 2001)", rows).only.references == ("r1", "r2")
    assert linked("(Ash, 2001a)", ["Ash, A. | 2001 | One"]).only.references == ("r1",)
    assert linked("(Ash, 2001c)", rows).only.link == "none"


def test_both_names_must_fit(linked):
    rows = ["Ash, A. & Birch, B. | 2001 | Two"]
    assert linked("(Ash and Willow, 2001)", rows).only.link == "none"


def test_an_editor_or_a_title_where_there_is_no_author(linked):
    rows = [" | 2001 | The Great Almanack of Trees"]
    got = linked("(The Great Almanack of Trees, 2001)", rows)
    assert got.only.references == ("r1",)


def test_another_year(linked):
    one = linked("(Sullivan and Skelcher, 2006; Sullivan et al., 2013)", SULLIVANS).citations[0]
    assert (one.link, one.references, one.differs) == ("paired", ("r1",), "year")


def test_another_year_without_brackets(linked):
    rows = ["Ash, A. | 1986 | Trees", "Birch, B. | 1990 | Stones"]
    one = linked("So says Birch 1990. But Ash 1987 differs.", rows).citations[1]
    assert (one.link, one.references, one.differs) == ("paired", ("r1",), "year")


@pytest.mark.parametrize(
    "prose",
    [
        "But Ash 1987 differs from Ash (1986).",
        "Printed by Munich: Ash 1987, and again.",
        "Long ago, in Ash 1987 was a wet year.",
        "So it was in May 1987 there.",
        "Then Moor 1987 differs.",
        "But Ash 1942 differs.",
    ],
)
def test_a_name_beside_a_year_is_no_citation_by_itself(linked, prose):
    rows = ["Ash, A. | 1986 | Trees", "May, B. | 1986 | Stones"]
    assert all(c.link == "exact" for c in linked(prose, rows).citations)


def test_the_same_slip_at_several_places(linked):
    got = linked("(Sullivan and Skelcher, 2006). Sullivan and Skelcher (2006) say.", SULLIVANS)
    assert [(c.references, c.differs) for c in got.citations] == [(("r1",), "year")] * 2


@pytest.mark.parametrize(
    ("cited", "row"),
    [
        ("Hartley and Bennington, 2006", "Hartley, J. & Benington, J. | 2006 | Copy"),
        ("Stonebarker et al., 2011", "Stonebraker, M. & Brown, P. & Raman, S. | 2011 | Base"),
        ("Bell & Brink, in press", "ell, P. & Brink, K. | in press | Crests"),
        ("Evvans, 2010", "Evans, D. | 2010 | Skulls"),
        ("Perri 6, 1997", "6, erri | 1997 | Whole"),
        ("Kroschwald et al., 2015", "roschwald, S. & Maharana, S. | 2015 | Drops"),
    ],
)
def test_a_slip_in_a_name_is_paired_and_not_exact(linked, cited, row):
    one = linked(f"So it is ({cited}).", [row, "Ash, A. | 2001 | One"]).only
    assert (one.link, one.references, one.differs) == ("paired", ("r1",), "name")


@pytest.mark.parametrize(
    ("prose", "rows"),
    [
        ("(Ash, 2001; Ash, 2004)", ["Ash, A. | 2001 | One"]),
        ("(Ash, 1975)", ["Ash, A. | 2001 | One"]),
        ("(Ash, 2003)", ["Ash, A. | 2001 | Trees", "Ash, A. | 2005 | Stones"]),
        ("(Lee, 2010; Li, 2010)", ["Lee, A. | 2010 | One"]),
        ("(Ash et al., 2003)", ["Ash, A. | 2001 | One"]),
        ("(Ash, 2001b)", ["Ash, A. | 2001a | One"]),
        ("(Hartford and Bennington, 2006)", ["Hartley, J. & Benington, J. | 2006 | Copy"]),
    ],
)
def test_what_is_not_paired(linked, prose, rows):
    last = linked(f"So it is {prose}.", rows).citations[-1]
    assert (last.link, last.references) == ("none", ())


def test_the_better_explanation_wins(linked):
    rows = ["Ostrom, J. | 1961 | Ducks"]
    got = linked("(Ostromm, 1961; Ostrom, 1963)", rows)
    assert [(c.link, c.differs) for c in got.citations] == [("paired", "name"), ("none", "")]


def test_two_slips_and_two_entries_of_the_same_people(linked):
    rows = ["Ash, A. | 2008 | Trees of the north", "Ash, A. | 2014 | Stones of the deep south"]
    got = linked("(Ash, 2007; Ash, 2016)", rows)
    assert [c.references for c in got.citations] == [("r1",), ("r2",)]


def test_what_stands_inside_another_entry_is_left_alone(linked):
    rows = ["6, Perri | 1997 | Whole (Demos). Ranade, W. and Hudson, B. (2003) Issues",
            "Ranade, W. & Hudson, B. | 2001 | Another"]  # fmt: skip
    one = linked("(Ranade and Hudson, 2003)", rows).only
    assert (one.link, one.references) == ("none", ())


def test_an_entry_that_was_not_parsed_is_met_by_its_words():
    printed = "So (Ash and Birch, 2001).\n\nAsh, A. and Birch, B. (2001), Trees (Wood Press)."
    at = Span(start=27, end=len(printed))
    entry = Entry(id="r1", at=(at,), reference=Unclassified())
    (one,) = link(Text(printed=printed), (at,), (entry,))
    assert (one.link, one.references) == ("exact", ("r1",))


def test_a_work_may_be_cited_by_its_title(linked):
    rows = ["Kale, W. | 2010 | Threshing: a program", "Ash, A. | 2001 | Threshing"]
    got = linked("Data were threshed (Threshing, 2010), as Ash (2001) did.", rows)
    assert [(c.link, c.references) for c in got.citations] == [
        ("exact", ("r1",)),
        ("exact", ("r2",)),
    ]


TWO = ["Ash, A. & Birch, B. | 2001 | Trees", "Elm, C. & Fir, D. | 2002 | Stones",
       "Oak, E. & Pine, F. | 2003 | Moss"]  # fmt: skip


def test_others_of_a_work_cited_by_both_its_authors_mean_another_work(linked):
    prose = "(Ash & Birch, 2001; Elm & Fir, 2002; Oak & Pine, 2003; Ash et al., 2001)"
    last = linked(prose, TWO).citations[-1]
    assert (last.link, last.references) == ("none", ())


def test_others_stand_for_one_where_that_is_the_custom(linked):
    prose = "(Ash et al., 2001; Elm et al., 2002; Oak & Pine, 2003). Ash and Birch (2001) agree."
    assert [c.references for c in linked(prose, TWO).citations] == [
        ("r1",), ("r2",), ("r3",), ("r1",)]  # fmt: skip


def test_two_years_in_one_sentence_are_two_works(linked):
    beside = linked("Horns (Ash & Birch, 2001) or knobs (Ash & Birch, 2004) grow.", TWO)
    assert [c.link for c in beside.citations] == ["exact", "none"]
    apart = linked("Horns grow (Ash & Birch, 2001). So do knobs (Ash & Birch, 2004).", TWO)
    assert [(c.link, c.differs) for c in apart.citations] == [("exact", ""), ("paired", "year")]


@pytest.mark.parametrize(
    ("cited", "row"),
    [
        ("Ash, in press", "Ash, A. | 2021 | Trees"),
        ("Ash, 2021", "Ash, A. | in press | Trees"),
        ("Ash, n.d.", "Ash, A. | 2015 | Trees"),
    ],
)
def test_what_was_to_appear_has_a_year_by_now(linked, cited, row):
    one = linked(f"So it is ({cited}).", [row, "Birch, B. | 2001 | Stones"]).only
    assert (one.link, one.references, one.differs) == ("paired", ("r1",), "year")


def test_a_work_seen_in_another_is_paired_with_nothing(linked):
    got = linked("So it is (Ash, 2004, cited in Birch, 2001).",
                 ["Ash, A. | 2003 | Trees", "Birch, B. | 2001 | Stones"])  # fmt: skip
    assert [(c.link, c.through) for c in got.citations] == [("none", "c2"), ("exact", "")]


def _bullets(text: str) -> list[Span]:
    start = text.index("References\n")
    end = text.index("\nReprints and Corporate")
    return [
        Span(start=m.start(1), end=m.end(1))
        for m in re.finditer(r"^ *• (.+)$", text[:end], re.MULTILINE)
        if m.start() > start
    ]


def _editorial(text: str, *, mended: bool):
    spans = _bullets(text)
    cuts = [
        Cut(printed=Span(start=m.start(), end=m.end()), reading="", why="link-residue")
        for m in re.finditer(r"Citation(?=\d{4})", text)
    ]
    if mended:
        border = text.index("Ranade, W.")
        clipped = text.index("erri 6 (1997)")
        number = next(n for n, s in enumerate(spans) if s.start == clipped)
        spans[number : number + 1] = [
            Span(start=clipped, end=border - 1),
            Span(start=border, end=spans[number].end),
        ]
        cuts.append(Cut(printed=Span(start=clipped, end=clipped), reading="P", why="amended"))
    entries = tuple(
        Entry(id=f"r{n}", at=(s,), reference=Unclassified()) for n, s in enumerate(spans, 1)
    )
    region = Span(start=spans[0].start, end=spans[-1].end)
    whole = Text(printed=text, cuts=tuple(sorted(cuts, key=lambda c: c.printed.start)))
    return whole, link(whole, (region,), entries)


def test_editorial_mended(editorial):
    text, citations = _editorial(editorial, mended=True)
    assert len(citations) == 19
    assert len({(c.names, c.year) for c in citations}) == 16
    assert [sum(c.link == kind for c in citations) for kind in ("exact", "paired", "none")] == [
        17,
        2,
        0,
    ]
    assert {text.line(c.at.start) for c in citations} == {11, 13, 29, 59}
    paired = {(text.slice(c.at), c.differs, c.linked_by_publisher)
              for c in citations if c.link == "paired"}  # fmt: skip
    assert paired == {
        ("Sullivan and Skelcher, 2006", "year", False),
        ("Hartley and Bennington, Citation2006", "name", True),
    }
    not_linked = [text.slice(c.at) for c in citations if not c.linked_by_publisher]
    assert not_linked == ["Ranade and Hudson, 2003", "Sullivan and Skelcher, 2006"]
    assert len({r for c in citations for r in c.references}) == 16
    assert [c.locator for c in citations if c.locator] == ["p. 9"]


def test_editorial_as_printed(editorial):
    text, citations = _editorial(editorial, mended=False)
    told = {text.slice(c.at): (c.link, c.differs) for c in citations if c.link != "exact"}
    assert told == {
        "Ranade and Hudson, 2003": ("none", ""),
        "Sullivan and Skelcher, 2006": ("paired", "year"),
        "Hartley and Bennington, Citation2006": ("paired", "name"),
        "Perri 6, Citation1997": ("paired", "name"),
    }
