import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup_refs.build import build
from joinedup_refs.link.find import find_mentions
from joinedup_refs.link.locators import locator_after
from joinedup_refs.link.people import Known
from joinedup_refs.link.tie import link
from joinedup_refs.model.text import Text

ROWS = [
    "Smith, J. | 2001 | Alpha",
    "Smith, J. | 2004 | Beta",
    "Smith, J. | 2006a | Gamma",
    "Smith, J. | 2006b | Delta",
    "=World Health Organization | 2020 | Epsilon",
    "van der Berg, K. | 1999 | Zeta",
    "de Wit, C. | 1960 | Eta",
    "Saville Kent, W. | 1880 | Theta",
    "O'Connor, P. & Núñez, A. | 2010 | Iota",
    "6, Perri | 1997 | Kappa",
    "Müller, T. & Weiß, Q. & Zed, R. | in press | Lambda",
    "Иванов, И. | 2011 | Mu",
    "王, 小明 | 2010 | Nu",
    "Marx, K. | 1990 | Xi",
    "García Márquez, G. | 1967 | Omicron",
    "=Cabinet Office | 2005 | Pi",
    "Doe, J. | n.d. | Rho",
    "Lee, A. | 2010 | Sigma",
    "Hood, C. & Scott, D. | 2003 | Tau",
    "d'Alembert, J. | 1750 | Upsilon",
    "al-Sayed, M. | 2012 | Phi",
    "=1000 Islands Project | 2008 | Chi",
    "Arber, E. | 1875–94 | Psi",
]


@pytest.mark.parametrize(
    ("prose", "printed", "entry"),
    [
        ("as shown (Smith, 2001).", "Smith, 2001", "r1"),
        ("as shown (Smith 2001).", "Smith 2001", "r1"),
        ("as shown [Smith, 2001].", "Smith, 2001", "r1"),
        ("As Smith (2001) shows", "Smith (2001)", "r1"),
        ("As Smith [2001] shows", "Smith [2001]", "r1"),
        ("As Smith (Citation2001) shows", "Smith (Citation2001)", "r1"),
        ("shown (Smith, Citation2001)", "Smith, Citation2001", "r1"),
        ("in Smith's (2001) book", "Smith's (2001)", "r1"),
        ("in Smith's 2001 book", "Smith's 2001", "r1"),
        ("in J. Smith (2001)", "J. Smith (2001)", "r1"),
        ("shown (Smith, J., 2001)", "Smith, J., 2001", "r1"),
        ("However, Smith (2001) shows", "Smith (2001)", "r1"),
        ("Following Smith (2001), we", "Smith (2001)", "r1"),
        ("Siehe Smith 2001", "Smith 2001", "r1"),
        ("shown (WHO, 2020)", "WHO, 2020", "r5"),
        ("the World Health Organization (WHO, 2020)", "WHO, 2020", "r5"),
        ("(World Health Organization, 2020)", "World Health Organization, 2020", "r5"),
        ("(World Health Organization [WHO], 2020)", "World Health Organization [WHO], 2020", "r5"),
        ("(van der Berg, 1999)", "van der Berg, 1999", "r6"),
        ("(Berg, 1999)", "Berg, 1999", "r6"),
        ("Van der Berg (1999) wrote", "Van der Berg (1999)", "r6"),
        ("(de Wit, 1960)", "de Wit, 1960", "r7"),
        ("(Saville Kent 1880)", "Saville Kent 1880", "r8"),
        ("O’Connor and Nunez (2010)", "O’Connor and Nunez (2010)", "r9"),
        ("(O'Connor & Núñez, 2010)", "O'Connor & Núñez, 2010", "r9"),
        ("(Perri 6, 1997)", "Perri 6, 1997", "r10"),
        ("(6, 1997)", "6, 1997", "r10"),
        ("(6, P., 1997)", "6, P., 1997", "r10"),
        ("(Müller et al., in press)", "Müller et al., in press", "r11"),
        ("Mueller, Weiss, and Zed (in press)", "Mueller, Weiss, and Zed (in press)", "r11"),
        ("(Müller, Weiß & Zed, in press)", "Müller, Weiß & Zed, in press", "r11"),
        ("(Иванов, 2011)", "Иванов, 2011", "r12"),
        ("据王小明", None, None),
        ("王 (2010)", "王 (2010)", "r13"),
        ("(Marx, [1867] 1990)", "Marx, [1867] 1990", "r14"),
        ("(Marx, 1867/1990)", "Marx, 1867/1990", "r14"),
        ("(García Márquez, 1967)", "García Márquez, 1967", "r15"),
        ("(Cabinet Office, 2005)", "Cabinet Office, 2005", "r16"),
        ("the Cabinet Office (2005)", "Cabinet Office (2005)", "r16"),
        ("(Doe, n.d.)", "Doe, n.d.", "r17"),
        ("(AIC, Lee, 2010)", "Lee, 2010", "r18"),
        ("(62% of sites, Lee, 2010)", "Lee, 2010", "r18"),
        ("See Lee, 2010 and others", "Lee, 2010", "r18"),
        ("Hood and colleagues (2003)", "Hood and colleagues (2003)", "r19"),
        ("(Hood und Scott 2003)", "Hood und Scott 2003", "r19"),
        ("as found by Hood and Scott, 2003 here", "Hood and Scott, 2003", "r19"),
        ("In Canada, Hood and Scott (2003) saw", "Hood and Scott (2003)", "r19"),
        ("d'Alembert (1750)", "d'Alembert (1750)", "r20"),
        ("al-Sayed (2012)", "al-Sayed (2012)", "r21"),
        ("(Arber 1875–94)", "Arber 1875–94", "r23"),
        ("in Arber (1875–94)", "Arber (1875–94)", "r23"),
        ("(Arber, 1875–1894)", "Arber, 1875–1894", "r23"),
        ("(1000 Islands Project, 2008)", "1000 Islands Project, 2008", "r22"),
    ],
)
def test_forms(linked, prose, printed, entry):
    got = linked(f"{prose}.", ROWS)
    want = [(printed, "exact", (entry,))] if printed else []
    assert got.told == want


@pytest.mark.parametrize(
    "prose",
    [
        "since the late 1990s",
        "in 2005",
        "On 5 June 2001",
        "as was said (p. 9)",
        "their paper (‘Gardens as partnerships’, pp. 23–30)",
        "as in Figure 2 (2010)",
        "(Fig. 2, 2001)",
        "grew (from 1990 to 2000)",
        "grew (Towns, 1990–95)",
        "in the years 1990–95",
        "run in Stata (version 12, 2011)",
        "bought (Gadgetry, St. Louis, 2010)",
        "(MeasureIt Inc., Ann Arbor, MI, 2012)",
        "In May (2001)",
        "(January 2001)",
        "Windows 2000",
        "on a HiSeq 2000 machine",
        "© 2010",
        "n=2001",
        "the Olympics (2012)",
        "In London (2012)",
        "Vol. 3 (2010)",
        "(J. Unheard, personal communication, 2001)",
        "x = (2001 + y)/2010",
    ],
)
def test_what_is_no_citation(linked, prose):
    assert linked(f"We saw it {prose}.", ROWS).told == []


def test_prefixes_and_locators(linked):
    got = linked(
        "(see, e.g., Smith, 2001, pp. 1–3; cf. Smith 2004: 45; Lee, 2010, ch. 4; "
        "reviewed in Hood and Scott, 2003)",
        ROWS,
    )
    assert [(c.prefix, c.locator) for c in got.citations] == [
        ("see, e.g.", "pp. 1–3"),
        ("cf.", "45"),
        ("", "ch. 4"),
        ("reviewed in", ""),
    ]
    assert len({c.cluster for c in got.citations}) == 1
    assert got.text.slice(got.citations[0].cluster).startswith("(see")


def test_several_years_of_one_author(linked):
    got = linked("Smith (2001, 2004; 2006a,b) says so.", ROWS)
    assert got.printed == ["Smith (2001", "2004", "2006a", "b"]
    assert [c.references for c in got.citations] == [("r1",), ("r2",), ("r3",), ("r4",)]
    assert {c.names for c in got.citations} == {("Smith",)}
    assert got.citations[3].year == "2006b"


def test_the_page_behind_a_quotation(linked):
    prose = "The club (Perri 6, 1997), for one, was for ‘greater effect’ (p. 9). So be it."
    assert linked(prose, ROWS).only.locator == "p. 9"


def test_no_page_from_another_paragraph_or_a_cluster(linked):
    assert linked("So (Lee, 2010).\n\n‘Greater effect’ (p. 9).", ROWS).only.locator == ""
    got = linked("So (Lee, 2010; Smith, 2001) ‘Greater effect’ (p. 9).", ROWS)
    assert [c.locator for c in got.citations] == ["", ""]


def test_places(linked):
    got = linked("So it is (see Hood and Scott, Citation2003, p. 4).", ROWS)
    one, text = got.only, got.text
    assert text.slice(one.names_at) == "Hood and Scott"
    assert text.slice(one.year_at) == "2003"
    assert one.linked_by_publisher
    assert one.form == "parenthetical"
    assert one.id == "c1"


def test_residue_only_where_it_stands(linked):
    got = linked("So (Smith, 2001; Lee, Citation2010).", ROWS)
    assert [c.linked_by_publisher for c in got.citations] == [False, True]


def test_nothing_is_found_in_the_list(linked):
    assert linked("No citation here.", ROWS).told == []


def test_unlisted(linked):
    got = linked("So (Nobody, 1988) and Nix and Nemo (1989); Nihil et al. (1990).", ROWS)
    assert got.told == [
        ("Nobody, 1988", "none", ()),
        ("Nix and Nemo (1989)", "none", ()),
        ("Nihil et al. (1990)", "none", ()),
    ]


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (", p. 9)", "p. 9"),
        (", pp. 1–3)", "pp. 1–3"),
        (": 45)", "45"),
        (":45–7)", "45–7"),
        (", ch. 4)", "ch. 4"),
        (", 45–7)", "45–7"),
        (", § 12)", "§ 12"),
        (" pp. 4–5)", "pp. 4–5"),
    ],
)
def test_locators(after, said):
    assert locator_after("2001" + after, 4) == (said, 4 + after.rindex(said) + len(said))


@pytest.mark.parametrize("after", [", 2004)", "; Lee 2010", ", and so", " percent"])
def test_no_locator(after):
    assert locator_after("2001" + after, 4) is None


@pytest.mark.parametrize(
    "hostile",
    [
        "(" * 100_000,
        "([" * 50_000 + "2001",
        "Smith, " * 15_000 + "2001",
        "2001 " * 4_000,
        "(" + "2001, " * 3_300 + ")",
        "A. " * 33_000 + "(2001)",
        "[1, " * 25_000,
        "[" + "1," * 50_000 + "]",
        "and " * 25_000 + "2001",
        "’s" * 50_000 + " (2001)",
        "n. d. " * 3_300,
    ],
)
def test_hostile_prose_cites_nothing(hostile):
    assert link(Text(printed=hostile), (), ()) == ()


def test_brackets_that_never_close_hide_no_citation():
    text = Text(printed="(Smith 2001" * 1_800)
    cited = link(text, (), ())
    assert len(cited) == 1_800
    assert {text.slice(c.at) for c in cited} == {"Smith 2001"}


@given(st.text(alphabet="Smith and, (2001)[];&.6’ été al王\n–a", max_size=200))
def test_any_prose_gives_places_in_order(prose):
    mentions = list(find_mentions(prose, Known(names=frozenset({"smith"}))))
    for one in mentions:
        assert 0 <= one.start < one.end <= len(prose)
        assert one.cluster[0] <= one.start
        assert one.names
        assert one.year is not None
    ends = [m.end for m in mentions]
    assert ends == sorted(ends)


@pytest.mark.parametrize(
    ("prose", "names"),
    [
        ("On this see Bohne and Kerr 2018 for more", ("Bohne", "Kerr")),
        # a body's name is whole in its brackets, though the prose has its first words too
        (
            "What local government does (Local Government Association, 2021)",
            ("Local Government Association",),
        ),
        ("The environment (Lee, 2010; Environment Agency, 2019)", ("Environment Agency",)),
    ],
)
def test_a_work_that_the_list_lacks_is_still_cited(linked, prose, names):
    got = [c for c in linked(f"{prose}.", ROWS).citations if c.link == "none"]
    assert [c.names for c in got] == [names]


SLASHED = "References\n\n" + "".join(
    f"{one}, A./{other}, B. (2001): Joint plans, in: Policy Studies 22, S. 1–9.\n"
    for one, other in (("Adams", "Brown"), ("Clark", "Davis"), ("Evans", "Grant"))
)


@pytest.mark.parametrize(
    ("prose", "cited"),
    [
        ("Dazu (Bohne/Kerr 2018; Adams/Brown 2001).", [("Bohne", "Kerr"), ("Adams", "Brown")]),
        ("Dazu siehe Bohne/Kerr 2018; mehr war nicht.", [("Bohne", "Kerr")]),
        ("Erschienen (Frankfurt/Main 1985), und/oder 2011.", []),
    ],
)
def test_a_list_that_joins_names_by_a_slash_tells_how_unknown_ones_are_joined(prose, cited):
    document = build(Text(printed=f"{prose}\n\n{SLASHED}"))
    assert [c.names for c in document.citations] == cited


@pytest.mark.parametrize("prose", ["held in May and June 2010", "made by Steel and Glass 2010"])
def test_names_of_nobody_without_a_lead_are_no_citation(linked, prose):
    assert not linked(f"It was {prose.removeprefix('made by ')}.", ROWS).citations
