"""Quick ways say what the long ways say."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from invented import record
from rapidfuzz import fuzz

from joinedup_refs.match import clusters, compare, decide, people, titles
from joinedup_refs.match.values import Recorded
from joinedup_refs.model.name import Person
from joinedup_refs.notation import pages
from joinedup_refs.notation.csl import from_csl
from joinedup_refs.notation.identifiers import doi
from joinedup_refs.notation.persons import folded
from joinedup_refs.sources.crossref_text import plain
from joinedup_refs.sources.words import words_of

WORDS = st.lists(
    st.sampled_from(["the", "marsh", "tides", "of", "a", "sea:", "part", "2", "II", "& walls"]),
    max_size=7,
).map(" ".join)


@given(WORDS, WORDS)
@example("Tides of the marsh: a sea part", "Tides of the marsh")
@example("Marsh & walls: a study", "Marsh walls")
def test_titles_that_are_found_to_be_one_were_not_passed_over(one, other):
    found = titles.compare(one, one, (other,))
    if found.degree >= 0.97 and found.whole:
        assert titles.may_be_one(one, (other,), 0.97)


def test_titles_without_anything_in_common_are_passed_over():
    assert not titles.may_be_one("Tidal marshes of the north", ("Rural buses at night",), 0.97)


@pytest.mark.parametrize(
    ("changes", "one_work"),
    [
        ({"DOI": "10.5555/other"}, True),
        ({"DOI": "10.5555/other", "volume": "40"}, False),
        ({"DOI": "10.5555/other", "issued": {"date-parts": [[2010]]}}, False),
        ({"DOI": "10.5555/other", "issued": {"date-parts": [[2009]]}}, True),
        ({"DOI": "10.5555/other", "title": "Rural buses"}, False),
        ({"DOI": "10.5555/other", "author": [{"family": "Okafor", "given": "N."}]}, False),
        ({"DOI": "10.5555/other", "container_title": "Annals of Buses"}, False),
        ({"volume": "40", "title": "Rural buses"}, True),  # of one DOI
    ],
)
def test_records_of_one_work(changes, one_work):
    assert clusters.same_work(Recorded.of(record()), Recorded.of(record(**changes))) == one_work


@given(st.text("<>&i/ ab\u00a0\u00ad\n\x07é\u202e\ud800", max_size=30) | st.text(max_size=30))
def test_text_without_markup_reads_the_same_with_empty_markup_behind_it(text):
    if "&" not in text and "<" not in text and ">" not in text:
        assert plain(text) == plain(f"{text}<b></b>")


@given(st.from_regex(r"10\.[0-9]{4,9}/[a-z0-9._;()/:-]{0,40}[a-z0-9]", fullmatch=True))
def test_a_bare_doi_is_what_is_found_in_it(text):
    assert doi.is_bare(text)
    assert list(doi.find(text)) == [(0, len(text), text)]
    assert doi.parse(text) == text


@pytest.mark.parametrize("text", ["10.5555/A", "10.5555/a.", "10.5555/é", "10.5555/" + "a" * 301])
def test_what_is_no_bare_doi(text):
    assert not doi.is_bare(text)


@given(st.text(st.characters(max_codepoint=127), max_size=20))
def test_ascii_is_folded_as_it_is_beside_other_letters(text):
    assert f"{folded(text)} e".strip() == folded(f"{text} é")


PARTS = st.sampled_from(
    ["", "Ng", "Berg", "O'Neil", "van", "Åse", "J.", "Tess", "Tess M.", "2", "L"]
)


@given(PARTS.filter(bool), PARTS)
def test_the_forms_of_a_plain_name_are_those_found_the_long_way(family, given):
    quick = people._keys.__wrapped__(Person(family=family, given=given))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(people, "_is_plain", lambda _: False)
        assert quick == people._keys.__wrapped__(Person(family=family, given=given))


@given(
    st.from_regex(r"[0-9]{1,7}([-–][0-9]{1,7})?", fullmatch=True) | st.text("a1-, p.", max_size=9)
)
def test_the_ends_of_pages_are_those_of_the_pages_read(text):
    read = pages.parse(text)
    assert pages.ends(text) == (None if read is None else pages.first_and_last(read))


@given(st.lists(st.sampled_from(["tidal", "marsh", "Åse", "R&D", "& co", "<i>", "5"]), max_size=4))
def test_a_title_of_names_is_one_however_their_words_are_taken(words):
    """The words of all names at once are those of each: held against a set of them."""
    people_ = [{"family": "Marsh", "given": "Tidal"}, {"literal": "Åse & co"}, {"literal": "<i"}]
    recorded = Recorded.of(record(author=people_, container_title="5"))
    each = {w for n in ("Tidal Marsh", "Åse & co", "<i", "5") for w in words_of(n)}
    title = " ".join(words)
    assert compare._is_named(title, recorded) == each.issuperset(words_of(title))


def test_the_last_of_thousands_of_people_is_known_too():
    crowd = [{"family": f"Marlow{'abcdefghij'[n % 10]}", "given": "Tess"} for n in range(2500)]
    recorded = Recorded.of(record(author=[*crowd, {"family": "Okafor", "given": "Nneka"}]))
    assert compare._is_named("Okafor, Nneka", recorded)


def test_records_that_nothing_tells_apart_come_in_one_order():
    reference = from_csl(record().item)
    twins = [record().model_copy(update={"subtitle": mark}) for mark in "ab"]
    orders = [decide("r1", reference, "", order) for order in (twins, twins[::-1])]
    assert orders[0] == orders[1]
    assert [match.candidate.subtitle for match in orders[0]] == ["a"]


_TITLES = st.text("abc XYZ019 thea'`:;.-–—&+<é?!", max_size=40)


@given(_TITLES, _TITLES)
def test_what_its_length_rules_out_is_not_alike(one, other):
    for title in (one, other):
        least, most = titles._letters(title)
        assert least <= len(titles._joined(title)) <= most
    if not titles._may_be_same(one, other):
        assert fuzz.ratio(titles._joined(one), titles._joined(other)) / 100 < titles.SAME


def test_a_part_is_long_by_its_letters():
    assert titles.without_subtitles("The old sea: b c d e f g") == ("The old sea: b c d e f g",)
    assert titles.without_subtitles("Old sea walls: a") == ("Old sea walls", "Old sea walls: a")
