import pytest

import joinedup_refs as jr
from joinedup_refs.build import build
from joinedup_refs.model.edit import Decision, Fix, SplitAt
from joinedup_refs.read import read

ENTRY = "Cole, D. (2005). The long way round. Notes, 3, 1–9."


def page(*items):
    listed = "".join(f"<li>{item}</li>" for item in items)
    return f"<html><body><h2>References</h2><ul class=references>{listed}</ul></body></html>"


def link(address, said="Crossref"):
    return f'<a href="{address}">{said}</a>'


def dois(source):
    return [entry.reference.doi for entry in jr.clean(source).entries]


def test_the_doi_of_a_link_is_the_entrys_and_names_its_place():
    cleaned = jr.clean(page(ENTRY + link("https://doi.org/10.9999/a"), "Dunn, E. (1999). Tolls."))
    first, second = cleaned.entries
    assert (first.reference.doi, second.reference.doi) == ("10.9999/a", "")
    origin = first.origins["DOI"]
    assert (origin.kind, origin.address) == ("linked", "https://doi.org/10.9999/a")
    assert cleaned.text.slice(origin.at) == "Crossref"
    assert "10.9999/a" in cleaned.to("bibtex")
    assert "10.9999" not in cleaned.to("txt")


def test_what_is_printed_goes_first():
    printed = f"{ENTRY} doi:10.9999/printed"
    (entry,) = jr.clean(page(printed + link("https://doi.org/10.9999/other"))).entries
    assert (entry.reference.doi, entry.origins["DOI"].kind) == ("10.9999/printed", "printed")


def test_links_that_disagree_give_nothing():
    both = link("https://doi.org/10.9999/a") + link("https://doi.org/10.9999/b")
    assert dois(page(ENTRY + both)) == [""]
    asked = link("https://doi.org/10.9999/a") + link(
        "https://x.org/?doi=10.9999/b", "Google Scholar"
    )
    assert dois(page(ENTRY + asked)) == ["10.9999/a"]


def test_what_many_entries_are_linked_with_is_the_pages_own():
    items = [
        f"{name}, D. (2005). The long way. Notes, 3, 1–9." for name in ("Cole", "Dunn", "Firth")
    ]
    assert dois(page(*(i + link("/x?doi=10.9999/own") for i in items))) == ["", "", ""]


def test_a_link_behind_two_references_is_neithers():
    two = f"{ENTRY} Ranade, W. and Hudson, B. (2003). Joint plans. Policy Studies, 4, 1–9. "
    text = read(page(two + link("https://doi.org/10.9999/a"), ENTRY)).text
    assert build(text).entries[0].reference.doi == "10.9999/a"
    split = SplitAt(entry="r1", at=text.printed.index("Ranade"))
    fix = Fix(title="divide", safety="evident", edits=(split,))
    document = build(text, [Decision(code="LST101", fix=fix, taken=True)])
    assert [(e.id, e.reference.doi) for e in document.entries] == [
        ("r1", ""),
        ("r1b", ""),
        ("r2", ""),
    ]


@pytest.mark.parametrize(
    ("address", "variable", "value"),
    [
        ("https://pubmed.ncbi.nlm.nih.gov/123/", "PMID", "123"),
        ("/articles/PMC1234567/", "PMCID", "PMC1234567"),
    ],
)
def test_numbers_of_pubmed(address, variable, value):
    (entry,) = jr.clean(page(ENTRY + link(address, "PubMed"))).entries
    assert entry.reference.other[variable] == value
