import pytest
from invented import PRINTED, RECORDED, TEXT, issued, people, record, reference

from joinedup_refs.match import agree, query_of
from joinedup_refs.match.containers import compare as containers
from joinedup_refs.match.titles import compare as titles
from joinedup_refs.match.titles import distinctive, swapped
from joinedup_refs.notation.csl import from_csl
from joinedup_refs.parse import parse
from joinedup_refs.sources.words import plain, words_of


def fields(candidate=None, text=TEXT, **changes):
    return agree(reference(**changes), text, candidate or record()).fields


def test_every_field_is_compared():
    found = fields()
    assert {f for f, how in found.items() if how == "equal"} == {
        "author",
        "title",
        "container-title",
        "issued",
        "volume",
        "issue",
        "page",
    }
    assert {f for f, how in found.items() if how == "missing"} == {"publisher", "DOI", "ISBN"}


@pytest.mark.parametrize(
    ("printed", "recorded", "how"),
    [
        ("211-229", "211-229", "equal"),
        ("211-29", "211-229", "equal"),
        ("211", "211-229", "equal"),
        ("211-230", "211-229", "close"),
        ("212-229", "211-229", "close"),
        ("311-329", "211-229", "differs"),
        ("e0049750", "49750", "equal"),
        ("xii-xx", "XII-XX", "equal"),
        ("S12-S18", "12-18", "differs"),
    ],
)
def test_pages(printed, recorded, how):
    assert fields(record(page=recorded), text="", page=printed)["page"] == how


def test_an_articles_number_is_its_page():
    assert fields(record(page=None, number="108963"), page="108963")["page"] == "equal"


@pytest.mark.parametrize(
    ("printed", "years", "how"),
    [
        (2008, (2008,), "equal"),
        (2008, (2006, 2008), "equal"),
        (2008, (2009,), "close"),
        (2008, (2005, 2007), "close"),
        (2008, (2011,), "differs"),
        (2008, (2206,), "missing"),
    ],
)
def test_years_are_compared_with_all_dates_of_the_record(printed, years, how):
    candidate = record(years=years, issued=None)
    assert fields(candidate, text="", issued=issued(printed))["issued"] == how


@pytest.mark.parametrize(
    ("printed", "recorded", "how"),
    [
        (("Marlow", "Quint"), ("Marlow", "Quint"), "equal"),
        (("Marlow",), ("Marlow", "Quint"), "equal"),
        (("Müller", "Quint"), ("MULLER", "Quint"), "equal"),
        (("Marlowe", "Quint"), ("Marlow", "Quint"), "close"),
        (("Hansen", "Ode"), ("Jensen", "Berg"), "differs"),
        (("Marlow", "Ode", "Berg", "Lind"), ("Marlow", "Quint"), "close"),
        (("Kluin-Nelemans",), ("Nelemans",), "equal"),
    ],
)
def test_people_are_compared_by_family_names(printed, recorded, how):
    found = fields(record(author=people(*recorded)), text="", author=people(*printed))
    assert found["author"] == how


def test_editors_stand_in_where_a_record_has_no_authors():
    found = fields(record(author=None, editor=people("Marlow", "Quint")))
    assert (found["author"], found["editor"]) == ("missing", "equal")


def test_the_first_author_is_found_in_the_text_where_none_was_read():
    assert fields(author=None)["author"] == "close"
    assert fields(record(author=people("Ode")), author=None)["author"] == "missing"


@pytest.mark.parametrize(
    ("printed", "recorded", "how"),
    [
        ("J. Clin. Gastroenterol.", "Journal of Clinical Gastroenterology", "equal"),
        ("Expert Rev Endocrinol Metab", "Expert Review of Endocrinology & Metabolism", "equal"),
        ("Public Money & Management", "Public Money and Management", "equal"),
        ("The Plant Cell", "Plant Cell", "equal"),
        ("Public Money &amp; Management", "Public Money & Management", "equal"),
        ("Natl. Tax J.", "National Tax Journal", "equal"),
        ("ApJ", "The Astrophysical Journal", "close"),
        ("MNRAS", "Monthly Notices of the Royal Astronomical Society", "close"),
        (
            "Proceedings of the 2007 International Conference on Computer Vision",
            "2007 IEEE 11th International Conference on Computer Vision",
            "close",
        ),
        ("Clin. Endocrinol. (Oxf)", "Clinical Endocrinology", "equal"),
        ("Sea Walls (Rotterdam)", "Sea Walls (Lisbon)", "differs"),
        (
            "Fault Finding and Tolerance in Dike Building (FFTDB 2014)",
            "2014 Workshop on Fault Finding and Tolerance in Dike Building",
            "close",
        ),
        ("Dike Building", "2014 Workshop on Dike Building", "differs"),
        ("Policy and Society", "Social Policy and Society", "differs"),
        ("Public Management Review", "Public Money & Management", "differs"),
        ("Nature", "Nature Genetics", "differs"),
        ("Thyroid", "Cell", "differs"),
    ],
)
def test_containers(printed, recorded, how):
    assert containers((printed,), (recorded,), "") == how
    assert containers((recorded,), (printed,), "") == how


@pytest.mark.parametrize(
    ("printed", "recorded", "at_least", "whole"),
    [
        ("Managing joint work", "Managing Joint Work.", 1.0, True),
        ("The managing of joint work", "Managing of joint work", 1.0, True),
        ("Joint work &amp; <i>pay</i>", "Joint work and pay", 1.0, True),
        ("β-catenin in co-operatives", "Beta catenin in cooperatives", 1.0, True),
        ("Managing jiont work in town halls", "Managing joint work in town halls", 0.93, True),
        ("Managing joint work", "Managing joint work: a view from Wales", 1.0, False),
        ("Managing joint work—a view from Wales", "Managing joint work", 1.0, False),
        ("Aspirin in elderly men with gout", "Aspirin in elderly women with gout", 0.93, True),
    ],
)
def test_titles_that_are_alike(printed, recorded, at_least, whole):
    found = titles(printed, "", (recorded,))
    assert found.degree >= at_least
    assert found.whole is whole


@pytest.mark.parametrize(
    ("printed", "recorded"),
    [
        ("Neutron stars. II", "Neutron stars. III"),
        ("Neutron stars", "Neutron stars. Part 2"),
        ("World survey of schools 2011", "World survey of schools 2012"),
        ("Joint work: a view from Wales", "Joint work: lessons for Scotland"),
        ("Vitiligo and polyglandular disease with autoantibodies", "Vitiligo"),
    ],
)
def test_titles_that_are_not(printed, recorded):
    assert titles(printed, f"Ode (2001), {printed}. Ice.", (recorded,)).degree < 0.93


def test_a_word_swapped_for_another_is_seen():
    assert swapped("Aspirin in old children", "Aspirin in old adults")
    assert not swapped("Organisation of labour", "Organization of labor")


def test_a_title_is_found_in_the_text_where_the_parser_found_none():
    found = agree(reference(title=None), TEXT, record())
    assert found.fields["title"] == "equal"
    assert found.title.whole
    assert distinctive(found.title)


def test_a_title_that_only_begins_that_of_the_text_is_not_whole():
    text = "Marlow (2008), Tidal marshes and the cost of sea walls in Holland. Ice."
    found = titles("", text, (PRINTED["title"],))
    assert not found.whole


def test_a_journal_read_as_the_title_is_no_title():
    found = fields(text="Marlow 41:211", title="Coastal Pol. Rev.", container_title=None)
    assert found["title"] == "missing"


def test_a_journal_read_into_the_title_does_no_harm():
    both = "Tidal marshes and the cost of sea walls. Coastal Policy Review"
    found = fields(title=both, container_title=None)
    assert found["title"] == "equal"
    assert found["container-title"] == "close"


def test_isbns_of_both_lengths_are_one():
    printed = from_csl({"type": "book", "title": "A", "ISBN": "0-19-929619-8"})
    found = agree(printed, "", record(ISBN="9780199296194"))
    assert found.fields["ISBN"] == "equal"


def test_a_record_of_nonsense_is_compared_without_complaint():
    wild = {name: [None, {"x": 1}] for name in RECORDED}
    candidate = record().model_copy(update={"item": wild})
    assert agree(reference(), TEXT, candidate).fields["page"] == "missing"
    assert agree(from_csl({}), "", candidate).fields["title"] in {"missing", "differs"}


def test_the_question_holds_what_was_read():
    query = query_of(parse(TEXT).reference, f"{TEXT}\n")
    assert query == (
        TEXT,
        "",
        "Tidal marshes and the cost of sea walls",
        ("Marlow", "Quint"),
        "2008",
        "Coastal Policy Review",
        "41",
        "211",
        "article-journal",
        *("", "", "", ""),
    )


def test_the_question_bears_every_identifier_printed():
    text = (
        "Heron, B. (1999), Herons (Lake Press). ISBN 978-0-306-40615-7. PMID: 21000001. PMC3000001."
        " arXiv:2001.12345v2"
    )
    query = query_of(from_csl({"type": "book"}), text)
    assert (query.isbn, query.pmid, query.pmcid) == ("9780306406157", "21000001", "PMC3000001")
    assert (query.kind, query.arxiv) == ("book", "2001.12345v2")


def test_the_question_of_a_reference_without_text_is_put_in_words():
    query = query_of(reference(), "")
    assert query.text == (
        "T. Marlow; B. Quint, 2008, Tidal marshes and the cost of sea walls, "
        "Coastal Policy Review, 41, 3, 211-229"
    )


def test_words_are_folded_alike_whatever_the_script_of_their_marks():
    assert words_of("O’Brien’s <i>in vivo</i> &amp; naïve") == (
        "obriens",
        "in",
        "vivo",
        "and",
        "naive",
    )
    assert words_of("O'Brien's in vivo & naive") == words_of("O’Brien’s in vivo & naïve")
    assert plain("p < 0.05 and x > 3") == "p < 0.05 and x > 3"
