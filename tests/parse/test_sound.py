import pytest

from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse import parse
from joinedup_refs.parse.draft import Label
from joinedup_refs.parse.repairs import repaired


def labels_of(raw, *parts):
    return [
        Label(label, raw.index(text), raw.index(text) + len(text), 0.9) for label, text in parts
    ]


def read(raw, labels):
    return [(one.label, raw[one.start : one.end]) for one in labels]


def test_the_last_name_before_a_colon_is_an_author():
    raw = "Harrow TB, Monte-Quill NM: Copper in yeast. J Metals 4:1, 2001"
    labels = labels_of(raw, ("author", "Harrow TB"), ("title", "Monte-Quill NM: Copper in yeast"))
    assert read(raw, repaired(labels, raw)) == [
        ("author", "Harrow TB, Monte-Quill NM"),
        ("title", "Copper in yeast"),
    ]


def test_a_title_with_a_colon_stays_whole():
    for raw, author, title in (
        (
            "Harrow TB, Vitamin D: Copper in yeast. 2001",
            "Harrow, T. B.",
            "Vitamin D: Copper in yeast",
        ),
        ("Harrow TB. Vitamin D: Copper in yeast. 2001", "Harrow TB", "Vitamin D: Copper in yeast"),
    ):
        shown = raw.replace("Harrow TB", author)
        labels = labels_of(shown, ("author", author), ("title", title))
        assert read(shown, repaired(labels, shown)) == [("author", author), ("title", title)]


def test_a_second_half_after_a_colon_is_no_series():
    raw = "Roe, A. (2001), Across the Fields: Work in Common (Example Press)."
    labels = labels_of(raw, ("title", "Across the Fields"), ("collection-title", "Work in Common"))
    assert read(raw, repaired(labels, raw)) == [("title", "Across the Fields: Work in Common")]


def test_what_follows_the_colon_after_the_names_is_the_title():
    raw = "Harrow, J., Quill, K.: TOLL: ways of paying. Test preprint (2018)"
    labels = labels_of(
        raw, ("author", "Harrow, J., Quill, K."), ("author", "TOLL"), ("title", "ways of paying")
    )
    assert read(raw, repaired(labels, raw)) == [
        ("author", "Harrow, J., Quill, K."),
        ("title", "TOLL: ways of paying"),
    ]


def test_a_body_told_level_by_level_is_one_author():
    raw = "Utopia. Senate. Committee on Tolls (2012) The Price of Roads. 6th Report."
    labels = labels_of(
        raw,
        ("author", "Utopia"),
        ("title", "Senate"),
        ("publisher", "Committee on Tolls"),
        ("issued", "2012"),
        ("title", "The Price of Roads"),
    )
    assert read(raw, repaired(labels, raw)) == [
        ("author", "Utopia. Senate. Committee on Tolls"),
        ("issued", "2012"),
        ("title", "The Price of Roads"),
    ]


def test_a_title_is_told_without_the_marks_it_stands_in():
    raw = "Harrow, T. (2002) 'Tolls: prospects for a concept', Roads Review, 27(1)."
    labels = labels_of(raw, ("title", "Tolls: prospects for a concept'"))
    assert read(raw, repaired(labels, raw)) == [("title", "Tolls: prospects for a concept")]


def test_a_mark_that_belongs_to_the_title_stays():
    raw = "Harrow, T. (2002) The Harrows' tolls and their neighbours', Roads Review, 27(1)."
    labels = labels_of(raw, ("title", "The Harrows' tolls and their neighbours'"))
    assert read(raw, repaired(labels, raw)) == [
        ("title", "The Harrows' tolls and their neighbours'")
    ]


def test_a_piece_torn_out_of_a_phrase_goes_back_to_it():
    raw = "Harrow, T. (2003): Panels. Talk at the 8th Congress of Weavers and Dyers, Vienna."
    labels = labels_of(raw, ("event-title", "8th Congress of Weavers"), ("publisher", "and Dyers"))
    assert read(raw, repaired(labels, raw)) == [
        ("event-title", "8th Congress of Weavers and Dyers")
    ]


def test_a_torn_piece_with_nothing_to_go_back_to_is_no_publisher():
    raw = "Harrow, T. (1999): Panels. First printed in 1946 by the guild and Dyers’ Hall."
    labels = labels_of(raw, ("title", "Panels"), ("publisher", "and Dyers’ Hall"))
    assert read(raw, repaired(labels, raw)) == [("title", "Panels")]


def test_a_series_behind_its_volume_and_a_paper_behind_in_are_not_torn():
    raw = "Harrow, T.: Looms, volume 12 of Notes on Rivers; told in der Rundschau, 1999."
    labels = labels_of(
        raw, ("collection-title", "of Notes on Rivers"), ("container-title", "der Rundschau")
    )
    assert read(raw, repaired(labels, raw)) == [
        ("collection-title", "of Notes on Rivers"),
        ("container-title", "der Rundschau"),
    ]


def test_an_event_takes_no_title_that_is_the_only_one():
    raw = "Adams, B. Workshop “Looms of the North”, Leeds 2001."
    labels = labels_of(raw, ("event-title", "Workshop"), ("title", "Looms of the North"))
    assert read(raw, repaired(labels, raw)) == [
        ("event-title", "Workshop"),
        ("title", "Looms of the North"),
    ]


def test_an_event_keeps_the_name_it_bears_in_quotes():
    raw = "Harrow, T. (2003): Panels. Paper for the workshop “Looms and Ledgers”, Vienna."
    labels = labels_of(raw, ("event-title", "workshop"), ("container-title", "Looms and Ledgers"))
    assert read(raw, repaired(labels, raw)) == [("event-title", "workshop “Looms and Ledgers”")]


def test_a_group_that_signs_with_the_authors_is_no_title():
    raw = "Harrow TB, Quill NM, for the STAR Study Group. Copper in yeast. J Metals 4:1, 2001"
    title = "for the STAR Study Group. Copper in yeast"
    labels = labels_of(raw, ("author", "Harrow TB, Quill NM"), ("title", title))
    assert read(raw, repaired(labels, raw)) == [
        ("author", "Harrow TB, Quill NM, for the STAR Study Group"),
        ("title", " Copper in yeast"),
    ]


def test_a_title_about_a_group_is_a_title():
    raw = "Harrow TB, Quill NM. Group work. The STAR Study Group. J Metals 4:1, 2001"
    labels = labels_of(
        raw, ("author", "Harrow TB, Quill NM"), ("title", "Group work. The STAR Study Group")
    )
    assert repaired(labels, raw) == labels


@pytest.mark.parametrize("lead", ["In: ", "in "])
def test_a_second_title_behind_the_editors_is_that_of_their_book(lead):
    raw = f"Harrow, T.: Looms at work. {lead}Brook, A./Dale, C.: Mills of the north. Leeds 1999."
    labels = labels_of(
        raw,
        ("title", "Looms at work"),
        ("editor", "Brook, A./Dale, C."),
        ("title", "Mills of the north"),
    )
    assert [one.label for one in repaired(labels, raw)] == ["title", "editor", "container-title"]


def test_a_second_reference_behind_a_name_is_no_book():
    raw = "Harrow, T.: Looms at work. Leeds. Brook, A. (1997): Mills of the north. York."
    labels = labels_of(
        raw, ("title", "Looms at work"), ("editor", "Brook, A."), ("title", "Mills of the north")
    )
    assert "container-title" not in [one.label for one in repaired(labels, raw)]


def test_a_series_with_volume_and_issue_is_a_journal():
    raw = "Harrow, T.: »Looms at work«, Notes on Mills, Jg. 32, H. 4, S. 282–301."
    parts = (("title", "Looms at work"), ("collection-title", "Notes on Mills"), ("volume", "32"))
    labels = labels_of(raw, *parts, ("issue", "4"))
    assert [one.label for one in repaired(labels, raw)][1] == "container-title"
    book = labels_of(raw, *parts)
    assert [one.label for one in repaired(book, raw)][1] == "collection-title"


def test_a_body_and_its_acronym_open_a_reference_as_one():
    raw = "Mill Audit Office (MAO) (2001) Looms. Leeds: Quill."
    labels = labels_of(
        raw, ("editor", "Mill Audit Office ("), ("author", "MAO"), ("issued", "2001")
    )
    first = repaired([*labels, *labels_of(raw, ("title", "Looms"))], raw)[0]
    assert (first.label, raw[first.start : first.end]) == ("author", "Mill Audit Office (MAO)")


def test_a_title_of_one_word_behind_bare_initials_is_no_name():
    raw = "Harrow E. Asthma. JAMA. 2012;307(2):182-92."
    labels = labels_of(
        raw,
        *(("author", "Harrow E. Asthma"), ("container-title", "JAMA")),
        *(("issued", "2012"), ("volume", "307")),
    )
    assert read(raw, repaired(labels, raw))[:2] == [("author", "Harrow E"), ("title", "Asthma")]


@pytest.mark.parametrize("mark", [";", ".;"])
@pytest.mark.parametrize(
    "group",
    [
        "TOLL Trial Investigators",
        "Repair of Walls by Active Tolls in Towns (TOLLS) Investigators",
        "American Wall Association Council on Tolls",
    ],
)
def test_a_group_behind_et_al_is_an_author(group, mark):
    names = f"Harrow P, Quill A 3rd, Doe LB, et al{mark} {group}"
    raw = f"5. {names}. Walls after rain. J Roads. 2006;3:5-9."
    csl = to_csl(parse(raw).reference)
    assert csl["title"] == "Walls after rain"
    assert csl["author"][1] == {"family": "Quill", "given": "A", "suffix": "3rd"}
    assert csl["author"][3:] == [{"literal": group}]
    assert csl["custom"] == {"and-others": ["author"]}


@pytest.mark.parametrize("second", ["Jones AB 2nd", "Jones AB"])
def test_a_suffix_that_the_title_took_in_belongs_to_its_name(second):
    raw = f"Harrow P, {second}, Quill A 3rd. Walls after rain. J Roads. 2006;3(6):5-9."
    csl = to_csl(parse(raw).reference)
    assert csl["title"] == "Walls after rain"
    assert [n.get("suffix", "") for n in csl["author"]] == ["", second[9:], "3rd"]


@pytest.mark.parametrize(
    "title",
    [
        "(Inter)dependence, needs and tolls",
        "(Re)thinking walls",
        "[Networked] gates of towns",
        "»Die Tore sind offen«. Zur Funktion der Zölle in alten Städten",
        "„Tore“ als Schlüssel der Stadt",
        "“Tolls and walls”: a history of gates",
        "‘Rethinking’ walls: a history of a town’s gates",
        "'Rethinking' walls: a history of gates",
    ],
)
def test_a_title_keeps_the_mark_it_begins_with(title):
    raw = f"Quill, N. (2004) {title}. Sociology, 38(2), 331-350."
    assert to_csl(parse(raw).reference)["title"] == title


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("“Tolls and walls,”", "Tolls and walls"),
        ("'The 'wall-layers' of old towns,'", "The 'wall-layers' of old towns"),
        ("‘Walls of a town’s gates’,", "Walls of a town’s gates"),
    ],
)
def test_a_title_that_stands_in_marks_has_none(printed, title):
    raw = f"Quill, N. (2004) {printed} Sociology, 38(2), 331-350."
    assert to_csl(parse(raw).reference)["title"] == title


@pytest.mark.parametrize("opener", [*"([»„“‘'", '"'])
def test_openers_cost_no_more_than_their_length(opener):
    raw = opener + "a" + "’'" * 20_000
    [one] = repaired([Label("title", 1, len(raw), 0.9)], raw)
    assert 0 <= one.start <= one.end <= len(raw)


@pytest.mark.parametrize(
    ("names", "groups"),
    [
        ("Doe J, Roe B, TOLL Trial Investigators", 1),
        ("Doe J, Roe B; TOLL Trial Investigators; TOWN Study Group", 2),
        ("Doe J, Roe B; for the TOLL Trial Investigators", 1),
    ],
)
def test_groups_beside_names_are_in_no_title(names, groups):
    csl = to_csl(parse(f"{names}. Effects of tolls on towns. Lancet. 2010;375:1-9.").reference)
    assert csl["title"] == "Effects of tolls on towns"
    assert sum("literal" in name for name in csl["author"]) == groups


def test_a_title_that_begins_with_a_group_keeps_it():
    csl = to_csl(parse("Doe JB, The Working Group. Journal of Towns 2010;4:1-9.").reference)
    assert csl["title"] == "The Working Group"


def test_a_name_with_a_particle_does_not_take_the_title_in():
    raw = "da Silva JA, dos Santos M. Tolls and health. Soc Sci Med. 2009;68(4):712–9."
    csl = to_csl(parse(raw).reference)
    assert csl["title"] == "Tolls and health"
    assert [name["family"] for name in csl["author"]] == ["Silva", "Santos"]


def test_an_introduction_is_no_title_of_the_book_it_opens():
    raw = "Doe, Jane. Introduction. The Making of Tolls. By Tom Quill. London: Mill, 1991. vii-xxi."
    csl = to_csl(parse(raw).reference)
    assert (csl["title"], csl["container-title"]) == ("Introduction", "The Making of Tolls")
    assert csl["container-author"] == [{"family": "Quill", "given": "Tom"}]


def test_the_last_of_several_things_in_a_title_is_no_publisher():
    raw = "Doe, A. (ed.) 1997. Tolls: Culture, Work, and Towns, Oxford: Quill."
    labels = labels_of(
        raw, ("title", "Tolls: Culture, Work"), ("publisher", "and Towns"), ("publisher", "Quill")
    )
    assert read(raw, repaired(labels, raw))[0] == ("title", "Tolls: Culture, Work, and Towns")


def test_a_quotation_that_nothing_closes_gives_a_title_no_opener():
    raw = "Harrow, T. (2002) ‘Tolls in the harrow’s towns, Roads Review, 27(1)."
    labels = labels_of(raw, ("title", "Tolls in the harrow’s towns"))
    assert read(raw, repaired(labels, raw)) == [("title", "Tolls in the harrow’s towns")]


def test_a_quotation_that_closes_behind_an_apostrophe_keeps_its_opener():
    raw = "Harrow, T. (2002) ‘The harrow’s tolls’ in towns, Roads Review, 27(1)."
    labels = labels_of(raw, ("title", "The harrow’s tolls’ in towns"))
    assert read(raw, repaired(labels, raw)) == [("title", "‘The harrow’s tolls’ in towns")]


def test_a_title_of_two_quotations_keeps_the_first_one_s_opener():
    raw = "Doe, A.; Roe, B. 'Fitting in' or 'standing out': towns. Notes on Towns, 2010, 36(1), 7."
    labels = labels_of(raw, ("title", "Fitting in' or 'standing out': towns"))
    assert read(raw, repaired(labels, raw)) == [("title", "'Fitting in' or 'standing out': towns")]


@pytest.mark.parametrize(
    ("raw", "given"),
    [
        ("Heath A., Quill J., Roe G. Tolls and towns. Town Notes, 2009, 4, 1-9.", "G."),
        ("Seldon, A. ed. (2001) The toll effect. London: Mill Press.", "A."),
        ("Heath A, Quill J, Roe G. Tolls and towns. Town Notes. 2009;4:1-9.", "G"),
    ],
)
def test_a_last_initial_has_its_stop_where_the_others_have(raw, given):
    csl = to_csl(parse(raw).reference)
    assert (csl.get("author") or csl["editor"])[-1]["given"] == given


def test_a_report_named_after_a_person_is_by_nobody_of_that_name():
    raw = "Robbins Report (1963) Towns: Report of the Committee, Cmnd. 2154. London: HMSO."
    assert to_csl(parse(raw).reference)["author"] == [{"literal": "Robbins Report"}]


@pytest.mark.parametrize(
    ("raw", "parts", "told"),
    [
        (
            "Doe, A. (2001) Tolls. Inaugural lecture, Mill College.",
            (("title", "Tolls"), ("publisher", "Inaugural lecture, Mill College")),
            [("title", "Tolls"), ("genre", "Inaugural lecture"), ("publisher", "Mill College")],
        ),
        (
            "Doe, A.: Tolls, Workshop on Tolls (IWT), Leeds, 1995",
            (("title", "Tolls"), ("container-title", "Workshop on Tolls"), ("publisher", "IWT")),
            [("title", "Tolls"), ("container-title", "Workshop on Tolls")],
        ),
        (
            "Classification of Tolls and Tides: CTT, Geneva.",
            (("title", "Classification of Tolls and Tides"), ("publisher", "CTT")),
            [("title", "Classification of Tolls and Tides: CTT")],
        ),
        (
            "Doe, A. (2001) Tolls. London: OUP.",
            (("title", "Tolls"), ("publisher-place", "London"), ("publisher", "OUP")),
            [("title", "Tolls"), ("publisher-place", "London"), ("publisher", "OUP")],
        ),
    ],
)
def test_what_stands_where_a_publisher_might_is_told(raw, parts, told):
    assert read(raw, repaired(labels_of(raw, *parts), raw)) == told


@pytest.mark.parametrize(
    ("raw", "title", "series"),
    [
        (
            "Doe, A. (1998) Managing Tolls. Beyond the Centre series. Leeds: Mill Press.",
            "Managing Tolls",
            "Beyond the Centre series",
        ),
        (
            "Doe, A. (1998) Forecasting Tolls. A Guide to Time Series. Town Notes, 4, 1–9.",
            "Forecasting Tolls. A Guide to Time Series",
            None,
        ),
    ],
)
def test_a_series_before_an_imprint_is_none_of_the_title(raw, title, series):
    csl = to_csl(parse(raw).reference)
    assert (csl["title"], csl.get("collection-title")) == (title, series)


@pytest.mark.parametrize(
    ("raw", "journal"),
    [
        ("Doe, A. (1998), 'Creative tolls', Demos Collection 12, pp 14-19.", "Demos Collection"),
        ("Doe, A. (1998), 'Creative tolls', vol. 2, Leeds: Demos Press, pp 14-19.", None),
    ],
)
def test_behind_a_quoted_title_a_volume_and_pages_are_a_journal_s(raw, journal):
    assert to_csl(parse(raw).reference).get("container-title") == journal
