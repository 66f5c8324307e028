import pytest
from counted_work import growth

from joinedup_refs.parse.align import align
from joinedup_refs.parse.labeller import load

LABELS = load().opened.labels


def placed(raw, item):
    """Give the stretches that are certain, as printed from their first token to the last."""
    aligned = align(raw, item, LABELS)
    found = {}
    for token, may in zip(aligned.tokens, aligned.may, strict=True):
        if len(may) == 1:
            label = next(iter(may)).partition("-")[2]
            if label:
                start, _ = found.get(label, (token.start, 0))
                found[label] = (start, token.end)
    return {label: raw[start:end] for label, (start, end) in found.items()}


def may(raw, item, word):
    aligned = align(raw, item, LABELS)
    return [set(m) for t, m in zip(aligned.tokens, aligned.may, strict=True) if t.text == word]


PEOPLE = [{"family": "Marsh", "given": "David"}, {"family": "Smith", "given": "A. J."}]
NAMES = {
    "Marsh, D. and Smith, A.J. (2004), Networks": "Marsh, D. and Smith, A.J.",
    "D. Marsh & A. J. Smith, Networks": "D. Marsh & A. J. Smith",
    "Marsh D, Smith AJ. Networks": "Marsh D, Smith AJ",
    "David Marsh/Smith, A.: Networks": "David Marsh/Smith, A.",
    "MARSH D. et SMITH A. J., Networks": "MARSH D. et SMITH A. J.",
    "Marsh, D., Smith, A. J., et al. Networks": "Marsh, D., Smith, A. J., et al",
    "Networks. Marsh+Smith. 2004": "Marsh+Smith",
}


@pytest.mark.parametrize("raw", NAMES)
def test_names_are_found_from_first_to_last_in_any_order(raw):
    assert placed(raw, {"author": PEOPLE})["author"] == NAMES[raw]


def test_names_that_do_not_follow_one_another_are_not_guessed():
    for raw in ("Marsh wrote to Smith", "Smith, A., and Marsh, D.", "Marsh, D. Networks"):
        assert align(raw, {"author": PEOPLE}, LABELS).missing == ("author",), raw


def test_bodies_particles_and_numbers_for_names_are_found():
    berg = {"family": "Berg", "given": "J. D.", "non-dropping-particle": "van der"}
    assert placed("1. van der Berg JD. Soil", {"author": [berg]})["author"] == "van der Berg JD"
    six = [{"family": "6", "given": "Perri"}]
    raw = "[6] Perri 6 (1997), Holistic Government 6 (Demos)"
    assert placed(raw, {"author": six})["author"] == "Perri 6"
    ministry = [{"literal": "Ministry of Health"}]
    raw = "Ministry of Health (1999), Roads"
    assert placed(raw, {"author": ministry})["author"] == "Ministry of Health"


def test_texts_are_found_whatever_their_case_marks_and_hyphens():
    raw = "“THE NEW GOVER- NANCE – AND AFTER?”, in Policy & Politics"
    item = {"title": "The new governance: And After", "container-title": "Policy and Politics"}
    assert placed(raw, item) == {
        "title": "THE NEW GOVER- NANCE – AND AFTER?",
        "container-title": "Policy & Politics",
    }


def test_brackets_that_close_inside_belong_to_a_title():
    assert placed("Trust (in a crisis). Leeds", {"title": "Trust (in a crisis)"}) == {
        "title": "Trust (in a crisis)"
    }


def test_the_longer_value_takes_its_place_first():
    raw = "Public policy in public. Public Policy, 3. London: London Press"
    item = {
        "title": "Public policy in public",
        "container-title": "Public Policy",
        "publisher": "London Press",
        "publisher-place": "London",
    }
    aligned = align(raw, item, LABELS)
    assert set(aligned.placed) == set(item)
    assert placed(raw, item)["publisher-place"] == "London"


@pytest.mark.parametrize(
    ("raw", "parts", "shown"),
    [
        ("Marsh (2004). Networks", [[2004]], "2004"),
        ("Marsh (2004a). Networks", [[2004]], "2004a"),
        ("Networks, 12 March 2004, p. 3", [[2004, 3, 12]], "12 March 2004"),
        ("Networks. 2004 Mar 12;44", [[2004, 3, 12]], "2004 Mar 12"),
        ("Networks (2004, March 12)", [[2004, 3, 12]], "2004, March 12"),
        ("y2004 | Networks", [[2004]], "2004"),
    ],
)
def test_dates_are_found_with_month_and_day(raw, parts, shown):
    assert placed(raw, {"issued": {"date-parts": parts}})["issued"] == shown


def test_a_year_that_stands_twice_is_learnt_from_neither():
    raw = "Marsh (1997), The election of 1997"
    item = {"issued": {"date-parts": [[1997]]}, "author": [{"family": "Marsh"}]}
    assert align(raw, item, LABELS).unsure == ("issued",)
    assert may(raw, item, "1997") == [{"I-issued", "O"}] * 2
    item["title"] = "The election of 1997"
    assert align(raw, item, LABELS).unsure == ()
    assert may(raw, item, "1997") == [{"I-issued"}, {"I-title"}]


@pytest.mark.parametrize(
    ("raw", "page", "shown"),
    [
        ("44(2):101–18.", "101-118", "101–18"),
        ("44(2):101–118.", "101-18", "101–118"),
        ("pp. 33-9", "33-39", "33-9"),
        ("S. 5, 33", "33", "33"),
        ("pp. S12–S15.", "S12-S15", "S12–S15"),
        ("12: e1234", "e1234", "e1234"),
        ("pp. xii–xiv", "xii-xiv", "xii–xiv"),
    ],
)
def test_pages_are_found_elided_or_not(raw, page, shown):
    assert placed(raw, {"page": page})["page"] == shown


def test_equal_volume_and_issue_are_either_and_never_nothing():
    raw = "Public Policy, vol 12 iss 12"
    item = {"container-title": "Public Policy", "volume": "12", "issue": 12}
    assert may(raw, item, "12") == [{"I-volume", "I-issue"}] * 2


def test_a_number_is_not_found_inside_another():
    assert align("44(2):1123", {"volume": "12"}, LABELS).missing == ("volume",)
    assert placed("44(2):1123", {"volume": 44})["volume"] == "44"


def test_editions_are_found_with_their_word():
    assert placed("Methods, 2nd ed. Leeds", {"edition": "2"})["edition"] == "2nd ed"
    assert placed("Methoden. 3. Aufl. Köln", {"edition": "3"})["edition"] == "3. Aufl"


def test_a_missing_value_may_be_whatever_nothing_else_explains():
    raw = "Networks. Leeds Books, 2004"
    item = {
        "title": "Networks",
        "publisher": "Leeds University",
        "issued": {"date-parts": [[2004]]},
    }
    aligned = align(raw, item, LABELS)
    assert aligned.missing == ("publisher",)
    assert may(raw, item, "Leeds") == [{"O", "B-publisher", "I-publisher"}]
    assert may(raw, item, "Networks") == [{"B-title"}]


def test_identifiers_are_what_their_grammar_says():
    raw = "Networks. https://doi.org/10.1000/2004.12, 12"
    aligned = align(raw, {"title": "Networks", "volume": "12"}, LABELS)
    assert [set(m) for m in aligned.may if "ID" in m] == [{"ID"}]
    assert aligned.placed == ("title", "volume")


def test_a_value_without_a_label_leaves_its_place_open():
    raw = "Networks, in the Harbour Archive"
    assert may(raw, {"title": "Networks", "archive": "Harbour Archive"}, "Harbour") == [set()]


def test_the_number_of_a_list_may_be_one():
    assert may("[3] Networks, 2004", {"title": "Networks"}, "3") == [{"O", "I-citation-number"}]


@pytest.mark.parametrize(
    "item",
    [
        {"author": "Marsh"},
        {"author": [7, None, {}]},
        {"author": [{"family": ""}]},
        {"issued": {"date-parts": [[]]}},
        {"issued": {"date-parts": "2004"}},
        {"issued": 2004},
        {"issued": {"literal": "in press"}},
        {"volume": True, "page": 3.5, "title": None},
        {"title": ["Networks"]},
        {"page": "-"},
        {"edition": ""},
        {"custom": {"a": {"b": []}}},
    ],
)
def test_values_of_no_sensible_shape_do_no_harm(item):
    aligned = align("Marsh (2004) Networks, 3", item, LABELS)
    assert len(aligned.may) == len(aligned.tokens)


@pytest.mark.parametrize("piece", ["2004 ", "Marsh, D., ", "((((", "12-", "aa "])
def test_hostile_strings_cost_no_more_than_their_length(piece):
    item = {
        "author": [{"family": "Marsh", "given": "D."}] * 500,
        "issued": {"date-parts": [[2004, 3, 12]]},
        "page": "12-18",
        "title": "aa " * 400,
        "edition": "2004",
        "volume": "12",
    }
    assert growth(lambda size: align(piece * (size // len(piece)), item, LABELS), 2000) < 0.01
