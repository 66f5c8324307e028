import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import PRINTED, TEXT, issued, people, record, reference

from joinedup_refs.match import decide
from joinedup_refs.notation.csl import from_csl
from joinedup_refs.parse import parse


def verdict(candidate, text=TEXT, **changes):
    return decide("r1", reference(**changes), text, [candidate])[0]


def test_the_same_work_is_accepted_and_the_reason_says_what_agrees():
    match = verdict(record())
    assert (match.entry, match.verdict, match.runner_up) == ("r1", "accept", False)
    assert match.score > 0.95
    assert match.reason == (
        "Surnames, title, journal or book, pages, volume, issue and year agree."
    )
    assert match.agreement["issue"] == "equal"
    assert match.agreement["DOI"] == "missing"


def test_a_contradicting_title_vetoes_agreeing_coordinates():
    match = verdict(record(title="Estuary fishing rights in wartime Holland"))
    assert match.verdict == "reject"
    assert "title differs" in match.reason
    assert match.agreement["page"] == "equal"


@pytest.mark.parametrize(
    "title",
    [
        "Correction: Tidal marshes and the cost of sea walls",
        "Erratum to: Tidal marshes and the cost of sea walls",
        "Tidal marshes and the cost of sea walls: a reply",
        "Comment on “Tidal marshes and the cost of sea walls”",
        "Retraction note: Tidal marshes and the cost of sea walls",
        "Book review: Tidal marshes and the cost of sea walls",
        "Author response: Tidal marshes and the cost of sea walls",
        "Expression of concern: Tidal marshes and the cost of sea walls",
    ],
)
def test_a_notice_about_the_work_is_not_the_work(title):
    assert verdict(record(title=title)).verdict == "reject"
    reply = verdict(record(), title=title, text=TEXT.replace(PRINTED["title"], title))
    assert reply.verdict == "reject"


def test_a_notice_that_both_sides_name_is_accepted():
    title = "Correction: Tidal marshes and the cost of sea walls"
    text = TEXT.replace(PRINTED["title"], title)
    assert verdict(record(title=title), text, title=title).verdict == "accept"


def test_the_mark_of_a_retracted_work_does_not_make_it_another():
    match = verdict(record(title="RETRACTED ARTICLE: Tidal marshes and the cost of sea walls"))
    assert match.verdict == "accept"


def test_a_printed_doi_of_another_work_is_rejected_with_that_reason():
    other = record(
        title="Glacial till of the northern fjords",
        author=people("Haugen"),
        container_title="Ice",
        volume="7",
        page="1-9",
    )
    match = verdict(other, DOI="10.5555/cpr.41.211")
    assert match.verdict == "reject"
    assert match.reason.startswith("The printed DOI belongs to another work, “Glacial till")
    assert match.agreement["DOI"] == "equal"


def test_a_printed_doi_with_a_title_in_another_language_is_not_called_wrong():
    match = verdict(record(title="Watten und die Kosten von Deichen"), DOI="10.5555/cpr.41.211")
    assert match.verdict == "review"


def test_a_printed_doi_that_fits_is_accepted_though_little_else_is_printed():
    match = decide(
        "r1",
        from_csl({"type": "document", "author": people("Marlow"), "DOI": "10.5555/CPR.41.211"}),
        "Marlow 2008. doi:10.5555/CPR.41.211",
        [record()],
    )[0]
    assert match.verdict == "accept"


def test_an_alias_is_as_good_as_the_doi():
    match = verdict(record(aliases=("10.5555/OLD.1",)), DOI="10.5555/old.1")
    assert match.agreement["DOI"] == "equal"
    assert match.verdict == "accept"


def test_a_preprint_of_the_work_is_related():
    match = verdict(
        record(type="article", container_title=None, volume=None, issue=None, page=None)
    )
    assert match.verdict == "related"
    assert "preprint" in match.reason


def test_a_cited_preprint_is_not_the_article():
    text = (
        "Marlow, T. and Quint, B. (2008). Tidal marshes and the cost of sea walls. "
        "bioRxiv. https://doi.org/10.1101/2008.01.01"
    )
    assert decide("r1", parse(text).reference, text, [record()])[0].verdict == "related"


def test_a_cited_data_set_is_not_the_article():
    text = (
        "Marlow, T. and Quint, B. (2008). Tidal marshes and the cost of sea walls [Dataset]. "
        "Zenodo. https://doi.org/10.5281/zenodo.123456"
    )
    assert decide("r1", parse(text).reference, text, [record()])[0].verdict == "related"


def test_an_article_with_its_preprint_named_beside_it_is_the_article():
    text = f"{TEXT} arXiv:0801.12345."
    assert verdict(record(), text).verdict == "accept"


def test_code_named_beside_an_article_does_not_make_it_software():
    text = TEXT.replace(", 41, 3, pp. 211–229", "") + " https://github.com/marlow/walls"
    place = {"volume": None, "issue": None, "page": None}
    assert verdict(record(), text, **place).verdict == "accept"


def test_a_printed_doi_of_a_correction_is_rejected_with_that_reason():
    notice = record(title="Correction to: Tidal marshes and the cost of sea walls")
    match = verdict(notice, DOI="10.5555/cpr.41.211")
    assert match.verdict == "reject"
    assert match.reason.endswith("sea walls”, and the record is a correction.")


def test_a_book_review_by_its_type_is_an_article():
    assert verdict(record(), type="review-book").verdict == "accept"


def test_the_workshop_version_of_an_article_is_related():
    workshop = record(
        type="paper-conference",
        container_title="Workshop on Shores",
        volume=None,
        issue=None,
        page="1-4",
    )
    assert verdict(workshop).verdict == "related"


def test_a_printed_doi_of_the_preprint_beside_the_place_of_the_article_is_related():
    preprint = record(type="article", container_title=None, volume=None, issue=None, page=None)
    assert verdict(preprint, DOI="10.5555/cpr.41.211").verdict == "related"


def _book(**changes):
    printed = {
        "type": "book",
        "author": people("Marlow"),
        "title": "Tidal marshes and the cost of sea walls",
        "issued": issued(2008),
        "publisher": "Quay Press",
    } | changes
    return from_csl(printed), "Marlow (2008), Tidal marshes and the cost of sea walls (Quay Press)."


def test_a_review_of_a_book_is_not_the_book():
    book, text = _book()
    match = decide("r1", book, text, [record(author=people("Marlow"))])[0]
    assert match.verdict == "reject"
    assert "review" in match.reason


def test_an_article_of_another_title_is_no_review_of_the_book():
    book, text = _book()
    match = decide("r1", book, text, [record(author=people("Frost"), title="Lakes in winter")])[0]
    assert match.verdict == "reject"
    assert match.reason == "Not this: an article of another title where a book is cited."


def _book_record(**changes):
    return record(
        **(
            {
                "type": "book",
                "author": people("Marlow"),
                "container_title": None,
                "volume": None,
                "issue": None,
                "page": None,
                "publisher": "Quay Press",
            }
            | changes
        )
    )


def test_a_book_is_accepted_and_another_edition_is_related():
    book, text = _book()
    assert decide("r1", book, text, [_book_record()])[0].verdict == "accept"
    later = decide("r1", book, text, [_book_record(issued=issued(2019))])[0]
    assert later.verdict == "related"
    assert "edition" in later.reason


def test_a_chapter_of_the_cited_book_and_the_book_of_a_cited_chapter_are_related():
    book, text = _book()
    chapter = _book_record(
        type="chapter",
        title="Why walls fail",
        container_title="Tidal marshes and the cost of sea walls",
    )
    assert decide("r1", book, text, [chapter])[0].verdict == "related"
    cited = from_csl(
        {
            "type": "chapter",
            "author": people("Marlow"),
            "title": "Why walls fail",
            "container-title": "Tidal marshes and the cost of sea walls",
            "issued": issued(2008),
        }
    )
    text = "Marlow (2008), Why walls fail, in Tidal marshes and the cost of sea walls."
    assert decide("r1", cited, text, [_book_record()])[0].verdict == "related"


def test_what_is_in_preparation_is_never_matched_to_what_appeared():
    text = "Marlow, T. and Quint, B. Tidal marshes and the cost of sea walls. In preparation."
    match = decide("r1", parse(text).reference, text, [record()])[0]
    assert match.verdict != "accept"


def test_a_reference_of_a_library_needs_no_text():
    assert decide("r1", reference(), "", [record()])[0].verdict == "accept"
    draft = reference(issued={"literal": "in preparation"}, volume=None, page=None)
    assert decide("r1", draft, "", [record()])[0].verdict == "related"
    server = reference(URL="https://arxiv.org/abs/0801.12345", container_title=None, volume=None)
    assert decide("r1", server, "", [record()])[0].verdict == "related"


def test_a_short_title_alone_is_never_enough():
    text = "Marlow (2008), Introduction."
    printed = from_csl(
        {
            "type": "document",
            "author": people("Marlow"),
            "title": "Introduction",
            "issued": issued(2008),
        }
    )
    assert decide("r1", printed, text, [record(title="Introduction")])[0].verdict != "accept"


@pytest.mark.parametrize("title", ["Editorial", "Letter to the editor", "Book reviews", "Nursing"])
def test_a_title_that_many_works_bear_needs_volume_or_pages_too(title):
    text = f"Marlow, T. and Quint, B. (2008), {title}. Coastal Policy Review."
    place = {"volume": None, "issue": None, "page": None}
    other = record(title=title)
    assert verdict(other, text, title=title, **place).verdict == "review"
    text = f"Marlow, T. and Quint, B. (2008), {title}. Coastal Policy Review, 41, 211-229."
    assert verdict(other, text, title=title).verdict == "accept"


def test_a_chinese_title_is_as_telling_as_another():
    title = "沿海湿地与海堤成本研究"
    text = f"王伟 (2008), {title}. 海岸政策评论."
    printed = {"title": title, "author": people("王"), "container_title": None}
    printed |= {"volume": None, "issue": None, "page": None}
    same = record(title=title, author=people("王"), container_title=None)
    assert verdict(same, text, **printed).verdict == "accept"


def test_a_title_without_any_people_or_place_is_not_accepted():
    printed = from_csl({"type": "document", "title": PRINTED["title"]})
    assert decide("r1", printed, PRINTED["title"], [record()])[0].verdict == "review"


def test_the_same_title_by_other_people_is_rejected():
    match = verdict(record(author=people("Ferrant", "Ode"), container_title="Ice", volume="1"))
    assert match.verdict == "reject"
    assert "other people" in match.reason


def test_other_people_at_the_same_place_are_put_to_the_reader():
    assert verdict(record(author=people("Ferrant", "Ode"))).verdict == "review"


def test_parts_of_a_series_are_told_apart_by_their_numbers():
    text = TEXT.replace("sea walls", "sea walls. II")
    match = verdict(
        record(title="Tidal marshes and the cost of sea walls. III", volume="42", page="5-9"),
        text,
        title="Tidal marshes and the cost of sea walls. II",
    )
    assert match.verdict == "reject"


def test_a_part_of_a_series_is_not_its_first_part():
    text = (
        "Marlow and Quint (2008), Tidal marshes and the cost of sea walls. Coastal Policy Review."
    )
    printed = {"volume": None, "issue": None, "page": None}
    second = record(title="Tidal marshes and the cost of sea walls. Part 2")
    assert verdict(second, text, **printed).verdict == "reject"


@pytest.mark.parametrize("years", [(2009,), (2006, 2008), (2007, 2009)])
def test_the_year_may_be_that_of_any_of_the_records_dates(years):
    assert verdict(record(years=years, issued=issued(years[0]))).verdict == "accept"


def test_a_reference_without_a_title_needs_all_its_coordinates():
    text = "Marlow, T., Coastal Policy Rev. 41, 211 (2008)."
    printed = {
        "title": None,
        "issue": None,
        "page": "211",
        "container_title": "Coastal Policy Rev.",
    }
    assert verdict(record(), text, **printed).verdict == "accept"
    assert verdict(record(page="212-229"), text, **printed).verdict == "reject"
    assert verdict(record(volume="40"), text, **printed).verdict == "reject"
    assert verdict(record(container_title="Ice"), text, **printed).verdict == "reject"
    assert verdict(record(author=people("Ode")), text, **printed).verdict == "reject"


def test_a_volume_that_equals_the_year_proves_one_of_them_only():
    text = "Marlow, T., Coastal Policy Review 2008, 15."
    printed = reference(title=None, volume=None, issue=None, page="15", author=people("Marlow"))
    trap = record(volume="2008", page="15-20", title="Quite another matter")
    match = decide("r1", printed, text, [trap])[0]
    assert match.agreement["volume"] == "missing"
    assert match.verdict == "reject"
    twice = decide("r1", printed, text.replace("2008,", "2008 (2008),"), [trap])[0]
    assert twice.agreement["volume"] == "close"


def test_two_works_that_fit_alike_are_both_put_to_the_reader():
    one = record(volume=None, page=None, issue=None)
    other = record(
        volume=None,
        page=None,
        issue=None,
        title="Tidal marshes and the cost of sea walls: a survey of Dutch polders",
        DOI="10.5555/cpr.99",
    )
    text = (
        "Marlow, T. and Quint, B. (2008), Tidal marshes and the cost of sea walls. "
        "Coastal Policy Review."
    )
    matches = decide("r1", reference(volume=None, page=None, issue=None), text, [one, other])
    assert [m.verdict for m in matches] == ["accept", "review"]
    assert not matches[0].runner_up
    twin = one.model_copy(
        update={
            "origin": one.origin.model_copy(update={"id": "10.5555/twin"}),
            "item": one.item | {"DOI": "10.5555/twin", "type": "paper-conference"},
        }
    )
    matches = decide("r1", reference(volume=None, page=None, issue=None), text, [one, twin])
    assert [m.verdict for m in matches] == ["review", "review"]
    assert all(m.runner_up for m in matches)
    assert matches[0].reason.endswith("Another record fits nearly as well.")


def test_one_work_in_two_sources_is_accepted_twice_and_no_runner_up():
    matches = decide(
        "r1", reference(), TEXT, [record(), record(source="library", DOI=None, page="211-230")]
    )
    assert [m.verdict for m in matches] == ["accept", "accept"]
    assert {m.candidate.origin.source for m in matches} == {"works", "library"}
    assert not any(m.runner_up for m in matches)


def test_of_two_records_of_one_work_in_a_source_the_better_is_accepted():
    matches = decide("r1", reference(), TEXT, [record(DOI="10.5555/b", issue=None), record()])
    assert [m.verdict for m in matches] == ["accept", "related"]
    assert matches[0].candidate.item["DOI"] == "10.5555/cpr.41.211"


OTHERS = [
    record(title="Estuary fishing rights in wartime Holland", DOI="10.5555/1"),
    record(title="Tidal marshes and the price of sand", volume="40", page="1-20", DOI="10.5555/2"),
    record(author=people("Ode"), container_title="Ice", volume="3", page="9", DOI="10.5555/3"),
    record(title="Erratum: Tidal marshes and the cost of sea walls", DOI="10.5555/4"),
    record(type="article", container_title=None, volume=None, page=None, DOI="10.5555/5"),
    record(title="Tidal marshes and the cost of sea walls. Part 2", page="1-9", DOI="10.5555/6"),
    record(title=None, author=people("Ode"), DOI="10.5555/7"),
    record(volume="12", page="77-78", container_title="Proceedings of Tides", DOI="10.5555/8"),
]


@given(st.lists(st.sampled_from(OTHERS), max_size=8))
@settings(max_examples=60, deadline=None)
def test_where_only_other_works_are_offered_nothing_is_accepted(candidates):
    matches = decide("r1", reference(), TEXT, candidates)
    assert not any(m.verdict == "accept" for m in matches)


@given(st.permutations([*OTHERS, record(), record(source="library")]))
@settings(max_examples=40, deadline=None)
def test_the_order_of_the_candidates_makes_no_difference(candidates):
    expected = decide("r1", reference(), TEXT, [*OTHERS, record(), record(source="library")])
    assert decide("r1", reference(), TEXT, candidates) == expected
    assert expected[0].verdict == "accept"


@pytest.mark.parametrize("length", [100_000])
@pytest.mark.parametrize("piece", ["a ", "1 ", "(", "<a", "&amp;", "in preparation ", ". a "])
def test_a_hostile_text_is_decided_like_any_other(piece, length):
    text = piece * (length // len(piece))
    matches = decide("r1", reference(title=text), text, [record(title=text), record()])
    assert {match.entry for match in matches} == {"r1"}
    assert all(0 <= match.score <= 1 for match in matches)


def test_a_record_tells_what_it_would_be_accepted_without():
    match = verdict(record())
    assert {"title", "author", "issued", "volume", "issue", "page"} <= set(match.stands_without)
    book = decide("r1", *_book(), [_book_record()])[0]
    assert book.verdict == "accept"
    assert "title" not in book.stands_without


def test_nothing_is_free_of_the_pages_where_only_they_tell_two_papers_apart():
    other = record(page="301-318", issue=None, DOI="10.5555/cpr.41.301", type="paper-conference")
    first, second = decide(
        "r1", reference(issue=None), TEXT.replace(", 3,", ","), [record(), other]
    )
    assert (first.verdict, second.verdict) == ("accept", "review")
    assert not first.runner_up
    assert "page" not in first.stands_without
    assert "issued" in first.stands_without


def test_a_rejected_record_stands_without_nothing():
    assert verdict(record(title="Estuary fishing rights in wartime Holland")).stands_without == ()


def test_a_wrong_year_does_not_outweigh_volume_pages_and_journal():
    title = "Tidal marshes"
    match = verdict(
        record(title=title, issued=issued(1998)), TEXT.replace(PRINTED["title"], title), title=title
    )
    assert (match.verdict, match.agreement["issued"]) == ("accept", "differs")
    assert "issued" in match.stands_without


@pytest.mark.parametrize(
    "title",
    [
        "Tidal marshes and the cost of dike walls",
        "Tidal marshes and the rising cost of building sea walls",
    ],
)
def test_the_next_part_of_a_column_is_not_accepted(title):
    match = verdict(record(title=title, issue="4", page="211-227"))
    assert match.verdict in {"review", "reject"}
    assert verdict(
        record(title=title, issue="4", page="211-227"), DOI="10.5555/cpr.41.211"
    ).verdict in {
        "review",
        "reject",
    }


def test_a_printed_doi_is_not_believed_against_all_numbers_though_the_author_is_the_same():
    text = "Marlow (2008). Coastal Policy Review, 41, 211. doi:10.5555/ice.7"
    bare = {
        "type": "article-journal",
        "author": people("Marlow"),
        "issued": issued(2008),
        "container-title": "Coastal Policy Review",
        "volume": "41",
        "page": "211",
        "DOI": "10.5555/ice.7",
    }
    other = record(
        DOI="10.5555/ice.7", title="Glacial till", container_title="Ice", volume="7", page="1-9"
    )
    match = decide("r1", from_csl(bare), text, [other])[0]
    assert match.verdict == "reject"
    assert match.reason.startswith("The printed DOI belongs to another work, “Glacial till”")


def test_a_printed_doi_of_the_same_title_in_another_place_is_related():
    elsewhere = record(container_title="Proceedings of the Sea Wall Days", volume="3", page="1-9")
    assert verdict(elsewhere, DOI="10.5555/cpr.41.211").verdict == "related"
