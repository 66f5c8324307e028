import pytest

from joinedup_refs.notation.csl import from_csl
from joinedup_refs.styles.csl_items import item


@pytest.mark.parametrize(
    ("family", "given", "set_as"),
    [
        ("Grundy", "SM", "S. M."),
        ("Serre", "J-P", "J.-P."),
        ("Yu", "A B", "A. B."),
        ("GRUNDY", "SM", "S. M."),
        ("GRUNDY", "TOM", "TOM"),
        ("Grundy", "S. M.", "S. M."),
        ("Grundy", "Ann", "Ann"),
    ],
)
def test_initials_without_stops_are_not_one_word_to_citeproc(family, given, set_as):
    reference = from_csl({"type": "book", "author": [{"family": family, "given": given}]})
    (name,) = item(reference, "a", whole_names=False)["author"]
    assert name == {"family": family, "given": set_as}


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        (r"On $\alpha$-fair rules", 'On <span class="nocase">α</span>-fair rules'),
        ("Of $10^{-6}$ mol", 'Of <span class="nocase">10<sup>−6</sup></span> mol'),
        ("A $x_i \\leq y$ b", 'A <span class="nocase"><i>x</i><sub>i</sub> ≤ <i>y</i></span> b'),
        (r"In $\mathbb{R}^3$", 'In <span class="nocase">$\\mathbb{R}^3$</span>'),
        ("From $5_000 to $6_000", "From $5_000 to $6_000"),
        ("Growth of <i>E. coli</i>", 'Growth of <i><span class="nocase">E. coli</span></i>'),
        ("On <i>The Wire</i> again", "On <i>The Wire</i> again"),
    ],
)
def test_formulas_and_species_are_printed_as_they_are(title, shown):
    made = item(from_csl({"type": "book", "title": title}), "k", whole_names=False)
    assert made["title"] == shown


@pytest.mark.parametrize(
    ("told", "variable", "value"),
    [
        ({"type": "software", "version": "v2.2.0"}, "version", "2.2.0"),
        ({"type": "software", "version": "vivid"}, "version", "vivid"),
        ({"type": "article", "archive": "arXiv", "publisher": "arXiv"}, "archive", None),
        ({"type": "article", "archive": "BL", "publisher": "arXiv"}, "archive", "BL"),
        (
            {"type": "legislation", "genre": "Command Paper", "number": "Cm 1", "publisher": "TSO"},
            "type",
            "report",
        ),
        ({"type": "legislation", "number": "c. 3"}, "type", "legislation"),
        (
            {"type": "software", "title": "pan-dev/pan"},
            "title",
            '<span class="nocase">pan-dev/pan</span>',
        ),
    ],
)
def test_what_styles_would_print_twice_or_wrongly(told, variable, value):
    made = item(from_csl({"title": "T", **told}), "k", whole_names=False)
    assert made.get(variable) == value


@pytest.mark.parametrize(
    ("archive", "location", "printed"),
    [
        ("Scopus", "123", False),
        ("Embase; PubMed", "L600; 77", False),
        ("Ovid MEDLINE(R) ALL <1946 to June 01, 2021>", "3412", False),
        ("APA PsycInfo", "2021-1-2", False),
        ("CINAHL Plus with Full Text", "15", False),
        ("Web of Science Core Collection", "WOS:000111222333444", False),
        ("rzh", "104", False),
        ("", "WOS:000111222333444", False),
        ("The National Archives", "HO 45/12", True),
        ("Central Library", "Box 3", True),
        ("Eric Oakhurst Papers", "Box 3", True),
        ("PubMed; Mill Town Archives", "77", True),
        ("", "MS 14", True),
    ],
)
def test_a_database_is_no_archive_that_a_reference_names(archive, location, printed):
    told = {"archive": archive, "archive_location": location}
    kept = {name: text for name, text in told.items() if text}
    made = item(from_csl({"type": "article-journal", "title": "T", **kept}), "k", whole_names=False)
    assert {name: made[name] for name in kept if name in made} == (kept if printed else {})
