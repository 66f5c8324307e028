"""Names under labels: which of them belong together, and what they did."""

import pytest

from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse import parse
from joinedup_refs.parse.draft import Draft, Label
from joinedup_refs.parse.people import put_people


def labelled(raw, **parts):
    """Put the people of stretches given by their words, authors first; the draft they make."""
    draft = Draft(raw)
    for variable in ("author", "editor", "translator"):
        labels = []
        at = 0
        for part in parts.get(variable, ()):
            at = raw.index(part, at)
            labels.append(Label(variable, at, at + len(part), 0.9))
            at += len(part)
        put_people(draft, variable, labels)
    return draft


def families(draft, variable):
    """Give the family names, or a body's whole name, of one variable."""
    return [n.get("family") or n["literal"] for n in draft.item.get(variable, [])]


def test_stretches_that_only_punctuation_parts_are_one_list():
    draft = labelled(
        "Adam, E.; Bell, A. & Cole, M. (2001) Title", author=["Adam, E.", "Bell, A.", "Cole, M."]
    )
    assert families(draft, "author") == ["Adam", "Bell", "Cole"]
    assert draft.places["author"][:2] == (0, 29)


def test_names_between_two_stretches_that_no_label_knows_are_of_the_list():
    raw = "Adam, Eva; Bell, Anna; Cole, Max (2001) Title"
    draft = labelled(raw, author=["Adam, Eva", "Cole, Max"])
    assert families(draft, "author") == ["Adam", "Bell", "Cole"]


@pytest.mark.parametrize("gap", ["; in the meantime; ", " (1999) ", "; The state of things; "])
def test_other_words_between_two_stretches_are_no_names(gap):
    draft = labelled(f"Adam, Eva{gap}Cole, Max", author=["Adam, Eva", "Cole, Max"])
    assert families(draft, "author") == ["Adam"]


@pytest.mark.parametrize(
    ("authors", "editors"),
    [
        (["Adam, Eva; Bell, Anna"], ["Cole, Max"]),
        (["Adam, Eva", "Cole, Max"], ["Bell, Anna"]),
        (["Bell, Anna; Cole, Max"], ["Adam, Eva"]),
    ],
)
def test_a_list_partly_labelled_editor_is_one_list_of_authors(authors, editors):
    raw = "Adam, Eva; Bell, Anna; Cole, Max. (2009). A title. Town: Press."
    draft = labelled(raw, author=authors, editor=editors)
    assert families(draft, "author") == ["Adam", "Bell", "Cole"]
    assert "editor" not in draft.item


def test_a_list_partly_labelled_author_with_a_mark_is_one_list_of_editors():
    raw = "Adam-Brown, E.; Cole, M. (eds.) (2009): A title."
    draft = labelled(raw, author=["Adam"], editor=["Brown, E.; Cole, M."])
    assert families(draft, "editor") == ["Adam-Brown", "Cole"]
    assert "author" not in draft.item


def test_editors_of_the_book_stay_editors():
    raw = "Adam, E. (2009): A title. In: Bell, A.; Cole, M. (Hg.): A book."
    draft = labelled(raw, author=["Adam, E."], editor=["Bell, A.; Cole, M."])
    assert families(draft, "author") == ["Adam"]
    assert families(draft, "editor") == ["Bell", "Cole"]


def test_the_editors_begin_after_in_where_the_label_has_the_last_of_them():
    raw = "Adam, E. (2009): A title, in: Ruth Bell/Anna Dorn/Max Cole (Hg.), A book."
    draft = labelled(raw, author=["Adam, E."], editor=["Max Cole"])
    assert families(draft, "editor") == ["Bell", "Dorn", "Cole"]


def test_a_title_before_the_editor_is_no_editor():
    raw = "Adam, E. (2009): Work in the Making, Max Cole (Hg.), A book."
    draft = labelled(raw, author=["Adam, E."], editor=["Max Cole"])
    assert families(draft, "editor") == ["Cole"]


@pytest.mark.parametrize(
    ("raw", "label", "variable"),
    [
        ("Adam, E. (Hg.) (2001): Title", "Adam, E.", "editor"),
        ("Adam, E. (guest eds.), Title", "Adam, E.", "editor"),
        ("Adam, E., 2001 (eds). Title", "Adam, E.", "editor"),
        ("Adam, E. (a cura di), Title", "Adam, E.", "editor"),
        ("Adam, E. (trans.), Title", "Adam, E.", "translator"),
        ("Adam, E. (2001): Title", "Adam, E.", "author"),
    ],
)
def test_the_mark_after_the_names_says_what_they_did(raw, label, variable):
    draft = labelled(raw, author=[label])
    assert list(draft.item) == [variable]
    assert families(draft, variable) == ["Adam"]


def test_a_mark_within_the_label_begins_the_names():
    raw = "Adam, E.: Title. In: Labour Studies, hg. v. D. Carl, 12–30."
    draft = labelled(raw, author=["Adam, E."], editor=["Labour Studies, hg. v. D. Carl"])
    assert families(draft, "editor") == ["Carl"]


@pytest.mark.parametrize(
    ("raw", "labels", "expected"),
    [
        (
            "Adam u. a. 2005 Adam, D. ; Smith, S. W. : Title",
            ["Adam u. a. 2005 Adam, D. ; Smith, S. W."],
            ["Adam", "Smith"],
        ),
        ("Adam 2007 Adam, Dora : Title", ["Adam 2007 Adam, Dora"], ["Adam"]),
        (
            "Adam, Bost 2001 Adam A., Bost F., Title",
            ["Adam, Bost", "Adam A., Bost F."],
            ["Adam", "Bost"],
        ),
        ("Adam 2001 Adam A., Title", ["Adam", "Adam A."], ["Adam"]),
        (
            "[HAUP93] Haupt, Ann & Mill, Paul: Title",
            ["HAUP", "Haupt, Ann & Mill, Paul"],
            ["Haupt", "Mill"],
        ),
        (
            "Duval, Liard 2006 Duval F., Liard J. - Title",
            ["Duval, Liard 2006 Duval F., Liard J."],
            ["Duval", "Liard"],
        ),
        (
            "Sale, Irri 2007 Salé P., Irri R. - Title",
            ["Sale, Irri 2007 Salé P., Irri R."],
            ["Salé", "Irri"],
        ),
        ("Garm à paraître Garm N. - Title", ["Garm à paraître Garm N."], ["Garm"]),
        ("Bell 2007 Adam, Dora : Title", ["Bell 2007 Adam, Dora"], ["Bell 2007 Adam", "Dora"]),
        ("MARO GREY John, s.d. – Title", ["MARO GREY John, s"], ["MARO GREY"]),
        ("Brown, P./Levin St. (1987): Title", ["Brown, P./Levin St"], ["Brown", "Levin"]),
        ("4 D. R. Mohan, Title", ["4 D. R. Mohan"], ["Mohan"]),
        ("Vgl. Siddi, Mo A. (2005): Title", ["Vgl. Siddi, Mo A."], ["Siddi"]),
        (
            "6, Perri, Diana Leat, and Ann Poe. 2002. Title",
            ["Perri, Diana Leat, and Ann Poe"],
            ["6", "Leat", "Poe"],
        ),
        ("6 P, Leat D. Title", ["P, Leat D."], ["6", "Leat"]),
        ("7 Leat D, Poe A. Title", ["Leat D, Poe A."], ["Leat", "Poe"]),
    ],
)
def test_keys_and_numbers_before_the_names(raw, labels, expected):
    assert families(labelled(raw, author=labels), "author") == expected


@pytest.mark.parametrize(
    "words",
    [
        *(" unter Mitarbeit von ", ", with the assistance of ", " con la colaboración de "),
        *(", avec la collaboration de ", " com a colaboração de ", " con la collaborazione di "),
    ],
)
def test_those_who_helped_are_contributors(words):
    raw = f"Adam, Eva{words}Bell, Anna; Cole, Max (2001), Title"
    draft = labelled(raw, author=[f"Adam, Eva{words}Bell, Anna; Cole, Max"])
    assert families(draft, "author") == ["Adam"]
    assert families(draft, "contributor") == ["Bell", "Cole"]
    assert not draft.unread()[:1] or draft.unread()[0][0] > raw.index("(")


def test_a_piece_of_an_address_is_nobody():
    raw = "Title, online: htp://town.org/de/system/files/x.pdf"
    assert labelled(raw, editor=["de/system/files"]).item == {}


@pytest.mark.parametrize("piece", ["Adam, E.; ", "in: ", "(", "u. a. 2005 ", "hg. v. ", ", ", "6 "])
def test_hostile_strings_are_put_quickly(piece):
    raw = piece * (100_000 // len(piece))
    draft = Draft(raw)
    put_people(draft, "author", [Label("author", 0, len(raw) // 2, 0.5)])
    put_people(draft, "editor", [Label("editor", len(raw) // 2, len(raw), 0.5)])
    assert set(draft.item) <= {"author", "editor", "translator"}


@pytest.mark.parametrize(
    ("author", "publisher", "body"),
    [
        ("Mills Advocacy", "Mills Advocacy", True),
        ("Mills Advocacy", "The Mills Advocacy Publications", True),
        ("Mills Advocacy", "Quill", False),
        ("Peter Harrow", "Peter Harrow", False),
        ("P. Harrow", "P. Harrow", False),
        ("Harrow PK", "Harrow PK", False),
        ("Anselm Müller", "Anselm Müller", False),
    ],
)
def test_who_publishes_their_own_work_without_a_given_name_is_a_body(author, publisher, body):
    raw = f"{author} (2014) Five views of walls. London: {publisher}."
    (only,) = to_csl(parse(raw).reference)["author"]
    assert ("literal" in only) is body


def test_who_stands_behind_in_and_a_colon_is_none_of_the_names_before():
    raw = "Quill-Harrow, in: Brook/Rivers, Zollgesetz, Bern 2021."
    draft = Draft(raw)
    put_people(draft, "author", [Label("author", 0, 12, 0.9), Label("author", 18, 30, 0.9)])
    assert [one["family"] for one in draft.item["author"]] == ["Quill-Harrow"]
