from joinedup_refs.parse.draft import Draft


def test_what_sets_nothing_claims_nothing():
    draft = Draft("1st edition, 2nd edition, ()")
    draft.put("edition", "1", 0, 11, 0.9)
    draft.put("edition", "2", 13, 24, 0.9)
    draft.put("title", "", 26, 28, 0.9)
    assert draft.item == {"edition": "1"}
    assert draft.places == {"edition": (0, 11, 0.9)}
    assert draft.gaps() == [(11, 28)]


def test_a_stretch_can_be_claimed_and_given_back():
    draft = Draft("[12] Ferries")
    draft.own(0, 4)
    assert not draft.is_free(3, 5)
    assert draft.unread() == ((5, 12),)
    draft.free(0, 4)
    assert draft.unread() == ((1, 12),)


def test_connectives_at_the_edges_of_a_gap_are_not_unread():
    raw = "and the ferries_of 2_in, and"
    draft = Draft(raw)
    [(start, end)] = draft.unread()
    assert raw[start:end] == "ferries_of 2"
    assert Draft("and – of …").unread() == ()


def test_an_undone_value_gives_back_what_no_other_stands_on():
    draft = Draft("7/2010, 12-34")
    draft.put("volume", "7", 0, 1, 0.9)
    draft.put("issue", "2010", 2, 6, 0.9)
    draft.put("page", "12-34", 8, 13, 0.9)
    draft.put("number", "2010, 12", 2, 10, 0.9)
    draft.take_back("issue")
    draft.take_back("chapter-number")
    assert draft.gaps() == []  # the slash alone is nobody's and tells nothing
    draft.take_back("number")
    assert draft.item == {"volume": "7", "page": "12-34"}
    assert draft.places.keys() == draft.item.keys()
    assert draft.gaps() == [(1, 8)]


def test_a_letter_that_folds_to_a_connective_is_none():
    """`ß` folds to `ss`, which is short for the pages that follow."""
    draft = Draft("ß 12 ss.")
    draft.own(2, 4)
    assert [draft.raw[start:end] for start, end in draft.unread()] == ["ß"]
