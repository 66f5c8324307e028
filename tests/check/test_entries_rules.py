"""Merged entries, clipped names, order."""

import pytest

from joinedup_refs.build import build
from joinedup_refs.check.clipped import clipped_head
from joinedup_refs.check.order import follows, keys_of, out_of_order, printed_name
from joinedup_refs.check.rule import Context
from joinedup_refs.check.rules.entries import merged_entries, truncated_name
from joinedup_refs.check.rules.entries import out_of_order as rule_104
from joinedup_refs.model.edit import AmendText, SetField, SplitAt
from joinedup_refs.read import read

NOW = Context()
BEFORE = (
    "Lewis, K. (2015), The politics of measurement. Policy and Society, 34, pp. 1–12.",
    "McLoughlin, I. and Wilson, R. (2013), Digital Government at Work (Oxford University Press).",
    "Osborne, S. (2006), The new public governance? Public Management Review, 8, pp. 377–388.",
)
AFTER = (
    "Sullivan, H. and Skelcher, C. (2002), Working Across Boundaries (Palgrave Macmillan).",
    "Wilson, R. and Martin, M. (2011), Re-mixing digital economies. Social Policy, 10, pp. 3–9.",
)
SIX = "erri 6 (1997), Holistic Government (Demos)."
RANADE = (
    "Ranade, W. and Hudson, B. (2003) Conceptual issues in inter-agency collaboration. "
    "Local Government Studies, 29, 3, pp. 32–50."
)
MERGED = f"{SIX} {RANADE}"
SIX_CITED = {"words": "Perri 6, 1997", "names": ("Perri 6",)}
RANADE_CITED = {"words": "Ranade and Hudson, 2003", "names": ("Ranade", "Hudson")}
BODY = "Old news (Perri 6, 1997) and (Ranade and Hudson, 2003)."


def test_the_merged_item_is_split_and_its_clipped_name_mended_at_once(make):
    document = make(BODY, (*BEFORE, MERGED, *AFTER), (SIX_CITED, RANADE_CITED))
    (merged,) = merged_entries.check(document, None, NOW)
    assert merged.fixes[0].safety == "evident"
    (border,) = merged.fixes[0].edits
    assert isinstance(border, SplitAt)
    assert document.text.printed[border.at :].startswith("Ranade, W.")
    assert (
        "your text cites (Ranade and Hudson, 2003), which is not listed otherwise" in merged.reasons
    )
    assert "both then stand in alphabetical order" in merged.reasons

    (clipped,) = truncated_name.check(document, None, NOW)
    assert document.text.slice(clipped.primary) == SIX
    amended, value = clipped.fixes[0].edits
    assert isinstance(amended, AmendText)
    assert (document.text.slice(amended.at), amended.text) == ("erri", "Perri")
    assert isinstance(value, SetField)
    assert value.value == [{"family": "6", "given": "Perri"}]
    assert clipped.fixes[0].safety == "evident"


def test_the_list_alone_splits_and_names_the_letters(make):
    document = make("", (*BEFORE, MERGED, *AFTER))
    (merged,) = merged_entries.check(document, None, NOW)
    assert merged.fixes[0].safety == "evident"
    (clipped,) = truncated_name.check(document, None, NOW)
    assert not clipped.fixes
    assert clipped.message == (
        "“erri 6” has lost its first letters; P or Q by the order of the list."
    )


def test_a_border_nothing_else_speaks_for_is_a_best_guess(make):
    document = make("", (BEFORE[0], MERGED))
    (merged,) = merged_entries.check(document, None, NOW)
    assert merged.fixes[0].safety == "unsafe"


@pytest.mark.parametrize(
    "line",
    [
        "Smith, A. (1999), Optics. In The Encyclopedia of Optics. Marcel Dekker, New York (2000).",
        "Smith, A. (1999), Fisheries of the lakes. Technical Paper. No. 471. Rome, FAO, 2004.",
        "47. Lefrancois L, Puddington L (2006) Intestinal immunity. Annu Rev Immunol 24: 681–704.",
        "Brown, B. (1991), Family law in brief. In: Smith, A. and Gray, C. (Eds), Law (Beck).",
        (
            "Brown, B. (2013), “Transit zone or dead-end?” in DEMBOUR, M-B. & KELLY, T., eds. "
            "2011. Are Human Rights for Migrants? Abingdon: Routledge."
        ),
        "Anon (1950), Names of chemical elements. Nature 166 (1950): 717–718.",
    ],
)
def test_what_only_looks_like_a_head(make, line):
    assert not list(merged_entries.check(make("", (*BEFORE, line, *AFTER)), None, NOW))


def test_a_list_set_in_small_letters_has_lost_nothing(make):
    lines = tuple(f"{n}, A. (1999), Title of it." for n in ("smith", "carrara", "bondi", "calino"))
    assert not list(truncated_name.check(make("", lines), None, NOW))


def test_a_name_only_the_text_has_is_a_best_guess(make):
    lines = ("errel, A. (2006), Bite force. Zoology, 79, pp. 31–42.", BEFORE[2], BEFORE[0])
    document = make("(Herrel, 2006)", lines, ({"words": "Herrel, 2006", "names": ("Herrel",)},))
    (clipped,) = truncated_name.check(document, None, NOW)
    assert clipped.fixes[0].safety == "unsafe"


def test_two_names_that_could_be_meant_are_no_witness(make):
    lines = (*BEFORE, "all, A. (2012), Autoimmunity. Immunity, 36, pp. 1–9.", *AFTER)
    document = make(
        "(Gall, 2012) and (Hall, 2012)",
        lines,
        (
            {"words": "Gall, 2012", "names": ("Gall",)},
            {"words": "Hall, 2012", "names": ("Hall",)},
        ),
    )
    (clipped,) = truncated_name.check(document, None, NOW)
    assert not clipped.fixes


def test_a_clipped_particle_is_told_by_the_text_alone(make):
    lines = (*BEFORE, "e Robertis, E. (2009), Fields. Development, 1, pp. 1–9.", *AFTER)
    cited = {"words": "De Robertis, 2009", "names": ("De Robertis",)}
    (clipped,) = truncated_name.check(make("(De Robertis, 2009)", lines, (cited,)), None, NOW)
    assert clipped.fixes[0].edits[0].text == "De"
    assert not list(truncated_name.check(make("", lines), None, NOW))


def test_the_text_may_have_the_name_outside_a_citation(make):
    lines = (*BEFORE, "arks, W. (1923), Corythosaurus. Geology, 15, pp. 1–57.", *AFTER)
    leftover = (("Citation", "link-residue"),)
    document = make("Lambeosaurinae Parks, Citation1923 is a taxon.", lines, (), leftover)
    (clipped,) = truncated_name.check(document, None, NOW)
    assert clipped.fixes[0].safety == "evident"
    assert "your text cites (Parks, 1923)" in clipped.reasons


def test_a_promise_in_the_text_fits_one_in_the_list(make):
    lines = (*BEFORE, "ell, P. and Ink, K. (n.d.), Skulls. Zoology.", *AFTER)
    cited = {"words": "Pell and Ink, in press", "names": ("Pell", "Ink"), "year": "in press"}
    (clipped,) = truncated_name.check(make("(Pell and Ink, in press)", lines, (cited,)), None, NOW)
    assert clipped.fixes[0].safety == "evident"


def test_a_name_cited_as_it_is_listed_is_written_so(make):
    lines = (*BEFORE, "qureshi, A. (2012), Immunity. Immunity, 36, pp. 1–9.", *AFTER)
    document = make("(qureshi, 2012)", lines, ({"words": "qureshi, 2012", "names": ("qureshi",)},))
    assert not list(truncated_name.check(document, None, NOW))


@pytest.mark.parametrize(
    ("reading", "name"),
    [
        ("hou, L. (2004). Graphs. Journal, 3, 1–9.", "hou"),
        ("llison JD, Hare DJ. 2009. Enemies. Journal 184:768–782.", "llison"),
        ("kaike H. 1973. Information theory. Budapest.", "kaike"),
        ("cCain KW (1995) Mandating sharing. Science Commun 16: 403–431.", "cCain"),
        ("lsheikh-Ali AA, Qureshi W (2011) Availability. PLoS ONE 6.", "lsheikh-Ali"),
        ("ell, P.R. and Brink, K.S. (n.d.), .", "ell"),
        ("het AS. Characterizing particles. Risk 1.", "het"),
        ("aus R, Müller-Röver S, van der Veen C. A guide. J 1.", "aus"),
        ("an Wolfswinkel J. C., Wagner D. E., “Analysis of cells,” 2014.", "an Wolfswinkel"),
        ("an der Heiden M, Hamouda O. Schätzung. Bulletin.", ""),
        ("’Brien, K. (1999), Title.", "’Brien"),
        ("abinet Office (2005), Transformational Government.", "abinet Office"),
        ("e Jong, P. (1999), Title.", ""),
        ("van Dijk, J. (2006), The network society.", ""),
        ("de la Cruz AB, Smith C. 2001. Title.", ""),
        ("d'Errico F, Backwell L (2001) Title.", ""),
        ("al-Khalili, J. (2001), Title.", ""),
        ("el-Hakim A (2001) Title.", ""),
        ("hooks, b. (1994), Teaching to transgress.", ""),
        ("boyd, D. (2014), It's complicated.", ""),
        ("scripps wired for health study (2015). Scripps.", ""),
        ("fast statistical alignment. PLoS Comput Biol, 5.", ""),
        ("deMenocal P, Ortiz J. Climate. Science.", ""),
        ("lichtenBerger, E. (1998): Stadtgeographie.", ""),
        ("hAAse, A., S. Muster (2006): Aufschwung.", ""),
        ("xxxvl Jorde, M. Effects. Journal.", ""),
        ("ill CR. Ultrasound. Journal.", "ill"),
        ("sociologiques, Editions universitaires de Dijon, 228 p.", ""),
        ("urdal, Henrik (2006), A clash of generations?", "urdal"),
        ("the SPE Conference held in The Hague.", ""),
        ("dit Frey NF, Muller P. Title.", ""),
        ("ifu Hamburg: Umberto. Hamburg. 2019.", ""),
        ("eLife Editors (2013) Title.", "eLife Editors"),
        ("ggplot2: elegant graphics (2009).", ""),
        ("edgeR: a package (2010).", ""),
        ("http://example.org/x (2010).", ""),
        ("Sullivan, H. (2002), Title.", ""),
        ("", ""),
    ],
)
def test_clipped_heads(reading, name):
    found = clipped_head(reading)
    assert (found.name if found and not found.particle else "") == name


@pytest.mark.parametrize(
    ("reading", "name"),
    [
        ("Bevan, G. and Hood, C. (2006), Title", "Bevan"),
        ("Cabinet Office (2005), Title", "Cabinet Office"),
        ("Allison JD, Hare DJ. 2009. Title", "Allison"),
        ("6, P. (1997), Title", "6"),
        ("van der Berg AB. Title", "van der Berg"),
    ],
)
def test_printed_name(reading, name):
    assert printed_name(reading) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("de Vries", "Dunn"),
        ("Uhl", "van der Berg"),
        ("Becker", "van der Berg"),
        ("MacAdam", "McBride"),
        ("Mueller", "Müller"),
        ("Müller", "Mund"),
        ("Öberg", "Olsen"),
        ("The Royal Society", "Smith"),
        ("Le Roux", "Lerner"),
        ("Nik-Zainal", "Nikolaou"),
        ("Kos", "Köllner"),
        ("Yu", "Özüak"),
        ("O’Neill", "Office of Tolls"),
        ("Office of Tolls", "O’Neill"),
    ],
)
def test_names_that_may_follow(one, other):
    assert follows(keys_of(one), keys_of(other))


def test_names_that_may_not_follow():
    assert not follows(keys_of("Smith"), keys_of("Jones"))


def test_the_fewest_are_out_of_order():
    names = ["Ash", "Bly", "Yew", "Cox", "Dee", "Abt", "Eve"]
    assert out_of_order([keys_of(n) for n in names]) == [2, 5]
    assert out_of_order([]) == []


def test_a_clipped_name_breaks_no_order(make):
    lines = (*BEFORE, SIX, RANADE, *AFTER)
    assert not list(rule_104.check(make("", lines), None, NOW))


def test_an_entry_without_a_name_breaks_no_order(make):
    lines = ("(2012b), The life history of cancers. Cell, 149, pp. 9–10.", *BEFORE, RANADE, *AFTER)
    assert not list(rule_104.check(make("", lines), None, NOW))


def test_perri_6_stands_where_it_is_printed(make):
    lines = (*BEFORE, "P" + SIX, RANADE, *AFTER)
    assert not list(rule_104.check(make("", lines), None, NOW))


def test_hostile_heads_take_no_time():
    for hostile in ("a" * 100_000, "a, " * 40_000, "’" * 100_000, "aB-" * 40_000):
        clipped_head(hostile)
        printed_name(hostile)
        keys_of(hostile[:2000])


FOUR = (
    "Baker, A. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    "Adams, C. (2009), Joint teams. Policy Studies, 30, 1, pp. 1–9.\n"
    "Carr, E. (2003), Joint funds. Policy Studies, 24, 1, pp. 1–9.\n"
    "Dunn, G. (2002), Joint goals. Policy Studies, 23, 1, pp. 1–9.\n"
)


@pytest.mark.parametrize(
    ("prose", "named"),
    [
        ("Much is joint (Carr, 2003; Adams, 2009; Dunn, 2002), said Baker (2001).", 1),
        ("Much is joint (Baker, 2001; Adams, 2009; Carr, 2003), said Dunn (2002).", 0),
        ("Much is joint (Carr, 2003).", 0),
    ],
    ids=["by name", "as cited", "hardly cited"],
)
def test_order_of_a_short_list_counts_where_nothing_else_sorts_it(prose: str, named: int) -> None:
    document = build(read(f"{prose}\n\nReferences\n\n{FOUR}").text, ())
    found = list(rule_104.check(document, None, NOW))
    assert [f.message for f in found] == [
        "The list is alphabetical, but “Baker” stands first, before “Adams”."
    ] * named


def test_short_list_by_year_is_in_no_alphabetical_order() -> None:
    by_year = FOUR.replace("2009", "2002").replace("Dunn, G. (2002)", "Dunn, G. (2004)")
    prose = "Much is joint (Carr, 2003; Adams, 2002; Dunn, 2004), said Baker (2001)."
    document = build(read(f"{prose}\n\nReferences\n\n{by_year}").text, ())
    assert not list(rule_104.check(document, None, NOW))
