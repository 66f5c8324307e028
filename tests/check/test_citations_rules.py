"""Citations and entries that do not fit, and quotations."""

import pytest

from joinedup_refs.check.rule import Context
from joinedup_refs.check.rules.citations import (
    citation_name_mismatch,
    citation_year_mismatch,
    cited_not_listed,
    described_not_cited,
    listed_not_cited,
    quotation_without_locator,
)
from joinedup_refs.model.edit import AmendText, SetField

NOW = Context()
LINES = (
    "Hartley, J. and Benington, J. (2006), Copy and paste, or graft and transplant?",
    "Huxham, C. and Vangen, S. (2005), Managing to Collaborate (Routledge).",
    "Sullivan, H. and Skelcher, C. (2002), Working Across Boundaries (Palgrave Macmillan).",
)
PAIRED_YEAR = {
    "words": "Sullivan and Skelcher, 2006",
    "names": ("Sullivan", "Skelcher"),
    "link": "paired",
    "differs": "year",
    "references": ("r3",),
}
PAIRED_NAME = {
    "words": "Hartley and Bennington, Citation2006",
    "names": ("Hartley", "Bennington"),
    "link": "paired",
    "differs": "name",
    "references": ("r1",),
    "linked_by_publisher": True,
}


def exact(words, names, entry, **more):
    return {"words": words, "names": names, "link": "exact", "references": (entry,), **more}


def test_both_directions_of_a_year(make):
    document = make("Boundaries (Sullivan and Skelcher, 2006).", LINES, (PAIRED_YEAR,))
    (finding,) = citation_year_mismatch.check(document, None, NOW)
    text, listed = finding.fixes
    assert [f.safety for f in finding.fixes] == ["unsafe", "unsafe"]
    assert [f.title for f in finding.fixes] == [
        "Change the text to 2002",
        "Change the list to 2006",
    ]
    (edit,) = text.edits
    assert (document.text.slice(edit.at), edit.text) == ("2006", "2002")
    amended, value = listed.edits
    assert isinstance(amended, AmendText)
    assert (document.text.slice(amended.at), amended.text) == ("2002", "2006")
    assert isinstance(value, SetField)
    assert value.value == {"date-parts": [[2006]]}
    assert value.origin.instead_of.at == amended.at


def test_the_work_moves_to_its_date_where_clusters_run_by_date(make):
    cluster = (
        "(Huxham and Vangen, Citation2005; Sullivan and Skelcher, 2006; Cropper, Citation2011)"
    )
    body = f"On it {cluster}; more (Wood, 2003; Abt, 2004); less (Yew, 1999; Ash, 2001)."
    document = make(
        body,
        LINES,
        (
            exact("Huxham and Vangen, Citation2005", ("Huxham", "Vangen"), "r2", cluster=cluster),
            {**PAIRED_YEAR, "cluster": cluster},
            {"words": "Cropper, Citation2011", "names": ("Cropper",), "cluster": cluster},
            {"words": "Wood, 2003", "names": ("Wood",), "cluster": "(Wood, 2003; Abt, 2004)"},
            {"words": "Abt, 2004", "names": ("Abt",), "cluster": "(Wood, 2003; Abt, 2004)"},
            {"words": "Yew, 1999", "names": ("Yew",), "cluster": "(Yew, 1999; Ash, 2001)"},
            {"words": "Ash, 2001", "names": ("Ash",), "cluster": "(Yew, 1999; Ash, 2001)"},
        ),
        (("Citation", "link-residue"), ("Citation", "link-residue")),
    )
    (finding,) = citation_year_mismatch.check(document, None, NOW)
    (edit,) = finding.fixes[0].edits
    assert edit.text == "Sullivan and Skelcher, 2002; Huxham and Vangen, 2005; Cropper, 2011"
    assert document.text.slice(edit.at) == cluster.strip("()")


def test_clusters_in_alphabetical_order_are_left_in_it(make):
    cluster = "(Huxham and Vangen, 2005; Sullivan and Skelcher, 2006)"
    body = f"On it {cluster}; more (Abt, 2003; Wood, 2004); less (Ash, 1999; Yew, 2001)."
    others = [("Abt", "2003"), ("Wood", "2004"), ("Ash", "1999"), ("Yew", "2001")]
    brackets = ["(Abt, 2003; Wood, 2004)"] * 2 + ["(Ash, 1999; Yew, 2001)"] * 2
    document = make(
        body,
        LINES,
        (
            exact("Huxham and Vangen, 2005", ("Huxham", "Vangen"), "r2", cluster=cluster),
            {**PAIRED_YEAR, "cluster": cluster},
            *(
                {"words": f"{n}, {y}", "names": (n,), "cluster": c}
                for (n, y), c in zip(others, brackets, strict=True)
            ),
        ),
    )
    (finding,) = citation_year_mismatch.check(document, None, NOW)
    assert [e.text for e in finding.fixes[0].edits] == ["2002"]


def test_both_directions_of_a_name(make):
    document = make(
        "Sharing (Hartley and Bennington, Citation2006).",
        LINES,
        (PAIRED_NAME,),
        (("Citation", "link-residue"),),
    )
    (finding,) = citation_name_mismatch.check(document, None, NOW)
    assert "the publisher's page linked this citation to its entry" in finding.reasons
    text, listed = finding.fixes
    assert (document.text.slice(text.edits[0].at), text.edits[0].text) == (
        "Bennington",
        "Benington",
    )
    amended, value = listed.edits
    assert (document.text.slice(amended.at), amended.text) == ("Benington", "Bennington")
    assert value.value == [
        {"family": "Hartley", "given": "J."},
        {"family": "Bennington", "given": "J."},
    ]


def test_each_place_without_an_entry_is_named(make):
    nowhere = {"words": "Okafor, 1998", "names": ("Okafor",)}
    document = make("It (Okafor, 1998) and again (Okafor, 1998).", LINES, (nowhere, nowhere))
    found = list(cited_not_listed.check(document, None, NOW))
    assert len(found) == 2
    assert len({f.key for f in found}) == 2


def test_without_a_list_nothing_is_missing(make):
    document = make("It (Okafor, 1998).", (), ({"words": "Okafor, 1998", "names": ("Okafor",)},))
    assert not list(cited_not_listed.check(document, None, NOW))


def test_names_removed_for_review_are_not_missing(make):
    document = make("It (Author, 2015).", LINES, ({"words": "Author, 2015", "names": ("Author",)},))
    assert not list(cited_not_listed.check(document, None, NOW))


def test_a_paired_entry_is_cited(make):
    document = make("Boundaries (Sullivan and Skelcher, 2006).", LINES, (PAIRED_YEAR,))
    assert [f.entries for f in listed_not_cited.check(document, None, NOW)] == [("r1",), ("r2",)]


def test_a_second_copy_of_a_cited_entry_is_not_uncited(make):
    copy = LINES[2].replace("Working Across", "working across").replace(" and ", " & ")
    document = make(
        "Boundaries (Sullivan and Skelcher, 2006).",
        (LINES[2], copy),
        ({**PAIRED_YEAR, "references": ("r1",)},),
    )
    assert not list(listed_not_cited.check(document, None, NOW))


def test_without_citations_nothing_is_uncited(make):
    assert not list(listed_not_cited.check(make("Text.", LINES), None, NOW))


VANGEN = exact("Huxham and Vangen (2005)", ("Huxham", "Vangen"), "r2")


@pytest.mark.parametrize(
    ("body", "spoken"),
    [
        ("Huxham and Vangen (2005) call it the ‘paradox of power and of thuggery’.", True),
        ("Huxham and Vangen (2005) call it the “paradox of power and of thuggery”.", True),
        ('Huxham and Vangen (2005) call it the "paradox of power and of thuggery".', True),
        ("Huxham and Vangen (2005) call it the ‘paradox of power and anybody’s club’.", True),
        ("Huxham and Vangen (2005) call it the ‘paradox of power and of thuggery’ (p. 9).", False),
        (
            "Huxham and Vangen (2005) call it the ‘paradox of power and of thuggery’, pp. 9–10.",
            False,
        ),
        ("Huxham and Vangen (2005) call it ‘the paradox’.", False),
        ("Huxham and Vangen (2005) agree. He says ‘a paradox of power and of thuggery’.", False),
        ("Huxham and Vangen (2005) agree.\nA ‘paradox of power and of thuggery’.", False),
    ],
)
def test_quotations(make, body, spoken):
    document = make(body, LINES, (VANGEN,))
    assert bool(list(quotation_without_locator.check(document, None, NOW))) is spoken


def test_a_citation_with_a_page_needs_no_other(make):
    cited = exact(
        "Huxham and Vangen, 2005",
        ("Huxham", "Vangen"),
        "r2",
        cluster="(Huxham and Vangen, 2005, p. 9)",
        locator="p. 9",
    )
    body = "It is a ‘paradox of power and of thuggery’ (Huxham and Vangen, 2005, p. 9)."
    assert not list(quotation_without_locator.check(make(body, LINES, (cited,)), None, NOW))


def test_works_described_by_title_and_pages_are_one_note(make):
    body = (
        "First, Ada Cole (‘Against collaboration’, see p. 4). Then Ben Dorn (‘Evidence from an "
        "“Empty Homes” project’, pp. 15–22), and so on (see ‘Mutual solutions’, pp. 55–59)."
    )
    (finding,) = described_not_cited.check(make(body, LINES), None, NOW)
    assert len(finding.related) == 2
    assert "3 works" in finding.message


def test_described_works_that_are_listed_are_not_told(make):
    body = "A plan (‘Managing to collaborate’, pp. 15–22)."
    assert not list(described_not_cited.check(make(body, LINES), None, NOW))


@pytest.mark.parametrize("sign", ["‘", "“", '"', "‘a", '"a ', "’", "‘’", "a‘b’"])
def test_hostile_quotation_marks_describe_no_work(make, sign):
    document = make(sign * (100_000 // len(sign)), LINES, ())
    assert not list(described_not_cited.check(document, None, NOW))
