"""What books, chapters and theses of the humanities and of law are printed with."""

import pytest

from joinedup_refs.notation import names, pages
from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse import parse
from joinedup_refs.parse.beside import parted_behind_series
from joinedup_refs.parse.date_borders import with_whole_dates
from joinedup_refs.parse.draft import Label
from joinedup_refs.parse.imprint import with_paired_publisher
from joinedup_refs.parse.number_borders import with_whole_numbers
from joinedup_refs.parse.quotations import parted_behind_quotation
from joinedup_refs.parse.reprints import with_both_years
from joinedup_refs.parse.sound import with_first_words, with_whole_phrases
from joinedup_refs.parse.title_years import with_title_years
from joinedup_refs.parse.told_people import with_told_people
from joinedup_refs.parse.unpublished import with_made_told
from joinedup_refs.parse.values import typed


def told(step, raw, *parts):
    labels, at = [], 0
    for label, text in parts:
        at = raw.index(text, at)
        labels.append(Label(label, at, at + len(text), 0.9))
        at += len(text)
    return [(one.label, raw[one.start : one.end]) for one in step(labels, raw)]


@pytest.mark.parametrize(
    ("raw", "parts", "title", "book"),
    [
        (
            "“Tolls of Mills.” In Gates: Walls and Towns, edited by A. Quill, 1–9.",
            [
                ("title", "Tolls of Mills.” In Gates"),
                ("container-title", "Walls and Towns"),
                ("editor", "A. Quill"),
            ],
            "Tolls of Mills",
            "Gates: Walls and Towns",
        ),
        (
            "Wer zahlt? In Zoll und Tor. Ein Handbuch, Hrsg. Anna Quill, 1–9. Bern: Mühle.",
            [
                ("title", "Wer zahlt? In Zoll und Tor"),
                ("container-title", "Ein Handbuch"),
                ("editor", "Anna Quill"),
            ],
            "Wer zahlt?",
            "Zoll und Tor. Ein Handbuch",
        ),
        (
            "Zölle. In Tore der Stadt. Ein Handbuch, Hrsg. Anna Quill, 1–9. Bern: Mühle.",
            [("title", "Zölle. In Tore der Stadt. Ein Handbuch"), ("editor", "Anna Quill")],
            "Zölle",
            "Tore der Stadt. Ein Handbuch",
        ),
        (
            "Tolls. In: The Gates of Mills. 2nd ed. Leeds: Press; 1991:93-118.",
            [("title", "Tolls. In: The Gates of Mills"), ("edition", "2nd ed")],
            "Tolls",
            "The Gates of Mills",
        ),
    ],
)
def test_a_book_has_the_first_words_that_the_title_before_it_took_in(raw, parts, title, book):
    found = told(parted_behind_quotation, raw, *parts)
    assert found[:2] == [("title", title), ("container-title", book)]
    assert found[2:] == [part for part in parts[1:] if part[0] != "container-title"]


@pytest.mark.parametrize(
    ("raw", "parts"),
    [
        (
            "Tolls. In the Shadow of Walls. Journal of Towns 3: 1–9.",
            [("title", "Tolls. In the Shadow of Walls"), ("container-title", "Journal of Towns")],
        ),
        (
            "The Toll. In Search of Gates. Essays, edited by A. Quill. Leeds: Press.",
            [("title", "The Toll. In Search of Gates. Essays"), ("editor", "A. Quill")],
        ),
        (
            "Tuning in: Tolls and Towns. Public Notes 3: 1–9.",
            [("title", "Tuning in: Tolls and Towns"), ("container-title", "Public Notes")],
        ),
        (
            "Tolls. In: Harrow T, ed. Gates of Mills. Leeds: Press, 1989.",
            [("title", "Tolls. In: Harrow T, ed. Gates of Mills"), ("publisher-place", "Leeds")],
        ),
    ],
)
def test_an_in_that_brings_no_book_parts_nothing(raw, parts):
    assert told(parted_behind_quotation, raw, *parts) == parts


def test_what_a_speech_was_given_at_is_no_part_of_its_quoted_title():
    raw = "‘Three Tolls.’ Speech presented at the Mills Forum on Gates, Leeds, 30 October."
    parts = [("title", raw[1 : raw.index(", Leeds")]), ("publisher-place", "Leeds")]
    assert told(parted_behind_quotation, raw, *parts) == [
        ("title", "Three Tolls."),
        ("genre", "Speech"),
        ("event-title", "Mills Forum on Gates"),
        ("publisher-place", "Leeds"),
    ]


@pytest.mark.parametrize(
    ("raw", "parts", "whole"),
    [
        (
            "‘Gates’, Manual of Town Walls (London) 1–9",
            [("title", "Gates"), ("container-title", "Manual of"), ("title", "Town Walls")],
            ("container-title", "Manual of Town Walls"),
        ),
        (
            "‘Gates’, Proceedings of the 5th Congress of Mills, 1–9",
            [
                ("title", "Gates"),
                ("container-title", "Proceedings of the 5th"),
                ("event-title", "Congress of Mills"),
            ],
            ("container-title", "Proceedings of the 5th Congress of Mills"),
        ),
        (
            "‘Gates’, Order and Conflict in Old Mills (Leeds) 1–9",
            [
                ("title", "Gates"),
                ("container-title", "Order and Conflict in"),
                ("publisher-place", "Old Mills (Leeds"),
            ],
            ("container-title", "Order and Conflict in Old Mills"),
        ),
    ],
)
def test_a_name_that_was_cut_in_its_middle_is_whole(raw, parts, whole):
    found = told(with_whole_phrases, raw, *parts)
    assert found[:2] == [("title", "Gates"), whole]
    assert found[2:] in ([], [("publisher-place", "Leeds")])


@pytest.mark.parametrize(
    ("raw", "parts"),
    [
        (
            "Tolls. Paper prepared for ISA Annual Meeting, Leeds",
            [
                ("title", "Tolls"),
                ("publisher", "prepared for"),
                ("event-title", "ISA Annual Meeting"),
            ],
        ),
        (
            "Tolls. Mills Society and Quill Press: Leeds, 2001",
            [
                ("title", "Tolls"),
                ("container-title", "Mills Society and"),
                ("publisher", "Quill Press"),
            ],
        ),
        (
            "Office of Gaming Regulation (1998)",
            [("publisher", "Office of"), ("title", "Gaming Regulation")],
        ),
    ],
)
def test_what_is_another_value_does_not_go_on_with_a_name(raw, parts):
    assert told(with_whole_phrases, raw, *parts) == parts


@pytest.mark.parametrize(
    ("series", "number"),
    [
        ("Studies in Tolls and Towns", "8"),
        ("Veröffentlichungen der Mühlen-Gesellschaft", "n.s. 38"),
        ("Coll. Droit du Péage", ""),
        ("Brückenrecht. Sonderhefte", "XII"),
    ],
)
def test_a_series_behind_place_and_year_is_one_and_has_its_number(series, number):
    raw = f"Quill, P., Tolls of a town, Mills, 1979; {series}" + (f", {number}" if number else "")
    parts = [("title", "Tolls of a town"), ("publisher-place", "Mills"), ("issued", "1979")]
    found = told(parted_behind_series, raw, *parts, ("publisher", series))
    assert found == [
        *parts,
        ("collection-title", series),
        *([("collection-number", number)] if number else []),
    ]


@pytest.mark.parametrize(
    "behind", ["5 vols.", "Vol. 10, pp 978–983", "Chapter 10", "A15", "[2 parts]"]
)
def test_what_is_no_series_stays_as_it_is_behind_a_year(behind):
    raw = f"Quill, P., Tolls of a town, Mills, 1979; {behind}"
    parts = [("title", "Tolls of a town"), ("publisher-place", "Mills"), ("issued", "1979")]
    assert told(parted_behind_series, raw, *parts) == parts


@pytest.mark.parametrize(
    ("text", "publisher", "genre"),
    [
        ("University of Mills dissertation", "University of Mills", "dissertation"),
        ("University of Mills PhD thesis", "University of Mills", "PhD thesis"),
        ("Mills College, unpublished MA thesis", "Mills College", "unpublished MA thesis"),
    ],
)
def test_who_took_a_thesis_is_told_from_what_it_is(text, publisher, genre):
    parts = [("title", "Tolls"), ("publisher", text)]
    whole = [("title", "Tolls"), ("publisher", publisher), ("genre", genre)]
    assert told(with_made_told, f"Tolls. Leeds: {text}.", *parts) == whole


def test_an_edition_at_the_end_of_a_book_is_none_of_its_name():
    raw = "“Gates.” In Handbook of Tolls, 5th ed., edited by A. Quill, 1–26. Leeds: Press."
    parts = [("title", "Gates"), ("container-title", "Handbook of Tolls, 5th ed")]
    assert told(with_made_told, raw, *parts)[1:] == [
        ("container-title", "Handbook of Tolls"),
        ("edition", "5th ed"),
    ]


@pytest.mark.parametrize("kind", ["Doctorat d'Etat", "Doctorat d’État", "Doctorat ès lettres"])
def test_a_french_doctorate_is_a_thesis(kind):
    csl = to_csl(
        parse(f"Moulin, F., ‘La ville et ses péages’, {kind}, Université de Rive, 1976").reference
    )
    assert (csl["type"], csl["genre"]) == ("thesis", kind)


def test_the_years_that_a_title_ends_with_are_not_those_of_its_issue():
    raw = "Quill, A., The Toll Years: A History of Mills, 1830–48, 1988"
    parts = [("author", "Quill, A."), ("title", raw[11:-15]), ("issued", "1830–48, 1988")]
    assert told(with_title_years, raw, *parts)[1:] == [
        ("title", "The Toll Years: A History of Mills, 1830–48"),
        ("issued", "1988"),
    ]
    kept = [("title", "The Toll Years"), ("issued", "1964–98")]
    assert told(with_title_years, "The Toll Years, 1964–98; 5 vols.", *kept) == kept


@pytest.mark.parametrize(
    ("raw", "cut", "title"),
    [
        (
            "Quill, A. (2020). Tolls of towns: 2019. https://example.org",
            "2019",
            "Tolls of towns: 2019",
        ),
        (
            "Quill, A. (2020). Toll Codebook v11.1. https://example.org",
            "11.1",
            "Toll Codebook v11.1",
        ),
    ],
)
def test_a_title_dated_ahead_keeps_the_year_or_version_that_it_ends_with(raw, cut, title):
    short = title.removesuffix(cut).rstrip(": ")
    parts = [("author", "Quill, A."), ("issued", "2020"), ("title", short), ("issued", cut)]
    assert told(with_title_years, raw, *parts) == [*parts[:2], ("title", title)]


def test_of_two_years_behind_the_names_the_later_is_that_of_the_issue():
    csl = to_csl(parse("Quill, Anna. (1755) 1900. Tolls of a Town. Leeds: Mills Press.").reference)
    assert csl["issued"] == {"date-parts": [[1900]]}
    assert csl["original-date"] == {"date-parts": [[1755]]}
    assert csl["title"] == "Tolls of a Town"


def test_a_later_year_ahead_is_left_alone():
    raw = "Audit Office (2002) 2001. Review of Tolls. Leeds."
    parts = [
        ("author", "Audit Office"),
        ("issued", "2002"),
        ("issued", "2001"),
        ("title", "Review"),
    ]
    assert told(with_both_years, raw, *parts) == parts


@pytest.mark.parametrize(
    ("raw", "parts", "helper"),
    [
        (
            "Gates of Mills, translated by Kate Quill and Andrew Harrow, Leeds",
            [
                ("title", "Gates of Mills"),
                ("translator", "Kate Quill and"),
                ("editor", "Andrew Harrow"),
            ],
            ("translator", "Kate Quill and Andrew Harrow"),
        ),
        (
            "Gates of Mills, ed. by A. Quill and E. Harrow, Leeds, 1964",
            [("title", "Gates of Mills"), ("editor", "A. Quill and E"), ("publisher", "Harrow")],
            ("editor", "A. Quill and E. Harrow"),
        ),
    ],
)
def test_people_whom_two_labels_parted_are_whole(raw, parts, helper):
    assert told(with_told_people, raw, *parts) == [("title", "Gates of Mills"), helper]


def test_a_publisher_behind_editors_stays_one():
    raw = "Gates of Mills, ed. by A. Quill and E. Harrow. Brook, Leeds, 1964"
    parts = [
        ("title", "Gates of Mills"),
        ("editor", "A. Quill and E. Harrow"),
        ("publisher", "Brook"),
    ]
    assert told(with_told_people, raw, *parts) == parts


def test_a_place_has_the_letters_of_its_state():
    raw = "Tolls. Mills, SC: Quill. 2010"
    parts = [("title", "Tolls"), ("publisher-place", "Mills"), ("publisher", "SC: Quill")]
    assert told(with_paired_publisher, raw, *parts) == [
        ("title", "Tolls"),
        ("publisher-place", "Mills, SC"),
        ("publisher", "Quill"),
    ]


@pytest.mark.parametrize("words", ["Recuperado de", "Obtenido de", "Disponível em:"])
def test_where_a_text_was_had_from_is_no_publisher(words):
    raw = f"Molino, A. (2013). Peajes de las villas. Quito: Editorial Puerta. {words} https://example.org/a"
    csl = to_csl(parse(raw).reference)
    assert (csl["publisher-place"], csl["publisher"]) == ("Quito", "Editorial Puerta")


def test_the_number_of_a_book_with_an_imprint_is_no_issue():
    raw = (
        "Quill SR. Gates of towns. In: Brook MK, Harrow AV, eds, Advances in tolls, no 7. "
        "New York: Mills Press, 1998; pp 41-9."
    )
    csl = to_csl(parse(raw).reference)
    assert (csl["type"], csl["volume"], csl.get("issue")) == ("chapter", "7", None)


def test_nd_in_brackets_is_no_date_and_no_name():
    csl = to_csl(
        parse("Quill, A. (nd). Tolls and towns. Retrieved from https://example.org/a").reference
    )
    assert csl["author"] == [{"family": "Quill", "given": "A."}]
    assert csl["issued"] == {"literal": "nd"}


def test_a_person_s_name_without_a_mark_is_a_publisher_s():
    raw = "Quill, A. (1960), Toll Marketing, 2nd ed., Richard D. Harrow, Mills, IL."
    parts = [("title", "Toll Marketing"), ("editor", "Richard D"), ("publisher", "Harrow")]
    firm = ("publisher", "Richard D. Harrow")
    assert told(with_told_people, raw, *parts) == [("title", "Toll Marketing"), firm]


def test_an_editor_whose_family_name_was_taken_for_a_place_has_it():
    raw = "“Tolls.” In The Mills Encyclopedia, edited by Edward N. Harrow. https://example.org"
    parts = [
        ("title", "Tolls"),
        ("container-title", "The Mills Encyclopedia"),
        ("editor", "Edward N"),
        ("publisher-place", "Harrow"),
    ]
    assert told(with_told_people, raw, *parts)[2:] == [("editor", "Edward N. Harrow")]


@pytest.mark.parametrize(
    ("raw", "end"),
    [
        ("Quill, A., A History of Tolls, Mills, 1961–9; 5 vols.", 1969),
        ("Quill, A., ‘Tolls in Mills’, Town Studies 18 (1971–2), pp. 268–84.", 1972),
        ("Quill, A. (1998/9) ‘Tolls in Mills’, Town Studies 18: 268–84.", 1999),
        ("Quill, A. (2008/11) ‘Tolls in Mills’, Town Studies 18: 268–84.", 2011),
    ],
)
def test_one_digit_of_a_last_year_is_in_the_decade_of_the_first(raw, end):
    assert to_csl(parse(raw).reference)["issued"]["date-parts"][1] == [end]


def test_a_body_told_in_two_halves_is_one_author():
    raw = (
        "Mills Energy Market Development and Trade Organization. (2021). Tolls. https://example.org"
    )
    names = to_csl(parse(raw).reference)["author"]
    assert names == [{"literal": "Mills Energy Market Development and Trade Organization"}]


@pytest.mark.parametrize(
    "paper", ["Mills News", "The Conversation", "The Toll-House Times", "Politico"]
)
def test_a_newspaper_behind_the_title_of_a_page_is_none_of_it(paper):
    raw = f"Quill, A. 2022. Tolls rise in towns. {paper}. https://example.org/a"
    parts = [("title", f"Tolls rise in towns. {paper}"), ("URL", "https://example.org/a")]
    assert told(parted_behind_quotation, raw, *parts) == [
        ("title", "Tolls rise in towns"),
        ("container-title", paper),
        parts[1],
    ]


@pytest.mark.parametrize(
    "title", ["Tolls rise. A Post", "Tolls rise. The News", "Tolls rise. In The Mail"]
)
def test_words_that_name_no_newspaper_stay_in_a_title(title):
    parts = [("title", title), ("URL", "https://example.org/a")]
    assert told(parted_behind_quotation, f"{title}. https://example.org/a", *parts) == parts


def test_a_journal_has_its_first_words_back_from_the_title():
    raw = "Tolls in towns. J. Gate Tower Biol. Walls, 5, 1–5."
    parts = [("title", "Tolls in towns. J. Gate Tower Biol"), ("container-title", "Walls")]
    assert told(parted_behind_quotation, raw, *parts) == [
        ("title", "Tolls in towns"),
        ("container-title", "J. Gate Tower Biol. Walls"),
    ]


def test_a_title_goes_on_behind_words_quoted_within_it():
    raw = "The Gate: Views of “Tolls” in Old Towns, Mills, 1995."
    parts = [("title", "The Gate: Views of “Tolls"), ("container-title", "Old Towns")]
    place = ("publisher-place", "Mills")
    assert told(parted_behind_quotation, raw, *parts, place) == [
        ("title", "The Gate: Views of “Tolls” in Old Towns"),
        place,
    ]
    chapter = [("title", "Views of “Tolls"), ("container-title", "Old Towns"), ("page", "1995")]
    assert told(parted_behind_quotation, raw, *chapter) == chapter


@pytest.mark.parametrize(
    ("word", "rest"), [("Eighth", "Annual Report on Tolls"), ("In", "which towns?")]
)
def test_a_title_has_the_first_word_that_no_label_took(word, rest):
    raw = f"Audit Office. 1991. {word} {rest}. Leeds: Press."
    parts = [("author", "Audit Office"), ("issued", "1991"), ("title", rest)]
    assert told(with_first_words, raw, *parts)[2] == ("title", f"{word} {rest}")


def test_a_numbered_series_before_a_book_s_imprint_is_no_journal():
    raw = "K. Quill, Processes of Tolls, Mills Stud. Adv. Tolls 68, Mills Press, Leeds, 1999."
    parts = [
        ("title", "Processes of Tolls"),
        ("container-title", "Mills Stud. Adv. Tolls"),
        ("volume", "68"),
        ("publisher", "Mills Press"),
        ("publisher-place", "Leeds"),
        ("issued", "1999"),
    ]
    book = [("collection-title", "Mills Stud. Adv. Tolls"), ("collection-number", "68")]
    assert told(with_whole_numbers, raw, *parts) == [parts[0], *book, *parts[3:]]
    paged = [*parts[:3], ("page", "1999")]
    assert told(with_whole_numbers, raw, *paged) == paged


def test_a_publisher_ends_where_the_bracket_of_a_thesis_closes():
    raw = "Quill, A. (2010). Tolls [Doctoral dissertation, University of Mills]. Mills Theses. 23. https://a.org"
    labels = [("title", "Tolls"), ("publisher", "University of Mills]. Mills Theses. 23")]
    parts, at = [], 0
    for label, text in labels:
        at = raw.index(text, at)
        parts.append((label, at, at + len(text), 0.9))
    assert to_csl(typed(raw, parts).reference)["publisher"] == "University of Mills"


def test_what_is_published_in_an_unknown_place_has_its_publisher():
    raw = "Quill, A. 2020. Tolls for towns [Internet]. [place unknown]: Mills Trust. https://a.org"
    parts = [("title", "Tolls for towns [Internet]. [place unknown]: Mills Trust")]
    assert told(with_paired_publisher, raw, *parts) == [
        ("title", "Tolls for towns [Internet]"),
        ("publisher", "Mills Trust"),
    ]


def test_a_university_college_keeps_the_place_that_it_is_named_after():
    parts = [("title", "Tolls"), ("publisher", "University College"), ("publisher-place", "Mills")]
    assert told(with_paired_publisher, "Tolls. University College Mills.", *parts) == [
        ("title", "Tolls"),
        ("publisher", "University College Mills"),
    ]
    press = [("title", "Tolls"), ("publisher", "Mills Press"), ("publisher-place", "Leeds")]
    assert told(with_paired_publisher, "Tolls. Mills Press Leeds.", *press) == press


@pytest.mark.parametrize("dots", ["… ", "… & ", ". . . "])
def test_dots_before_the_last_name_are_none_of_it(dots):
    raw = f"Quill, W. B., Harrow, R. M., {dots}Brook, J. M. (2005). Tolls. Town Notes, 6(1), 7–9."
    names = to_csl(parse(raw).reference)["author"]
    assert [name.get("family") for name in names] == ["Quill", "Harrow", "Brook"]


def test_an_edition_that_was_taken_for_a_book_is_one():
    raw = "“Gates.” In Handbook of Tolls, 5th ed., edited by A. Quill, 1–26. Leeds: Press."
    book = [("title", "Gates"), ("container-title", "Handbook of Tolls")]
    assert told(with_made_told, raw, *book, ("container-title", "5th ed")) == [
        *book,
        ("edition", "5th ed"),
    ]


def test_the_number_of_a_ruler_is_no_volume():
    raw = "Quill, A., Tolls under Henry III, 1967"
    parts = [("title", "Tolls under Henry"), ("volume", "III"), ("issued", "1967")]
    assert told(with_whole_numbers, raw, *parts) == [("title", "Tolls under Henry III"), parts[2]]
    volume = [("title", "A History of Tolls"), ("volume", "III"), ("issued", "1967")]
    assert told(with_whole_numbers, "A History of Tolls III, 1967", *volume) == volume


def test_a_place_has_its_country_back_from_the_publisher():
    raw = "Tolls. Mills, United States of America: Mills University."
    parts = [
        ("publisher-place", "Mills"),
        ("publisher", "United States of America: Mills University"),
    ]
    assert told(with_paired_publisher, raw, *parts) == [
        ("publisher-place", "Mills, United States of America"),
        ("publisher", "Mills University"),
    ]


@pytest.mark.parametrize("label", ["event-title", "container-title"])
def test_a_body_before_the_place_published_the_proceedings(label):
    raw = "“Tolls”, in Proceedings of the Toll Forum, Mills Marketing Association, Leeds, 1990."
    held = ("container-title", "Proceedings of the Toll Forum")
    body = (label, "Mills Marketing Association")
    parts = [held, body] if label == "event-title" else [(label, f"{held[1]}, {body[1]}")]
    rest = [("publisher-place", "Leeds"), ("issued", "1990")]
    found = told(with_paired_publisher, raw, ("title", "Tolls"), *parts, *rest)
    assert found == [("title", "Tolls"), held, ("publisher", body[1]), *rest]


@pytest.mark.parametrize(
    "where",
    [
        "University of Mills",
        "Toll Society",
        "The Toll Society Congress",
        "Electrical Tolls and Towns",
    ],
)
def test_what_a_meeting_is_about_or_where_it_was_is_no_publisher(where):
    raw = f"“Tolls”, in Proceedings of the Toll Forum, {where}, Mills, 1990."
    held = ("container-title", f"Proceedings of the Toll Forum, {where}")
    parts = [("title", "Tolls"), held, ("publisher-place", "Mills")]
    assert told(with_paired_publisher, raw, *parts) == parts


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("pp. 1,404‐18", "1404-18"),
        ("1,404–1,418", "1404-1418"),
        ("1, 404-18", "1, 404-18"),
        ("12,14-18", "12, 14-18"),
        ("404,418-20", "404, 418-20"),
        ("C1,C8", "C1, C8"),
    ],
)
def test_a_comma_within_thousands_parts_no_pages(text, read):
    assert pages.format(pages.parse(text)) == read


@pytest.mark.parametrize(
    ("text", "given", "suffix"),
    [
        ("Quill, Jr., Donald S.", "Donald S.", "Jr."),
        ("Quill, Jr., D. S.", "D. S.", "Jr."),
        ("Quill, Thomas, Jr.", "Thomas", "Jr."),
    ],
)
def test_a_suffix_behind_the_family_name_is_no_given_name(text, given, suffix):
    (name,) = names.split(text).names
    assert (name.family, name.given, name.suffix) == ("Quill", given, suffix)


def test_an_introduction_in_quotation_marks_ends_with_its_comma():
    raw = "Quill, A. (1992) “Introduction,” The Toll in the Age of Gates, Mills: Harrow"
    parts = [("title", "Introduction,” The Toll in the Age of Gates"), ("publisher-place", "Mills")]
    assert told(parted_behind_quotation, raw, *parts)[:2] == [
        ("title", "Introduction,"),
        ("container-title", "The Toll in the Age of Gates"),
    ]


def test_a_book_that_begins_with_in_keeps_it():
    raw = "Quill, Anna. 1992. “Tolls.” In In the Mirror: Gates, edited by Tom Harrow, 1–9. Mills."
    assert to_csl(parse(raw).reference)["container-title"] == "In the Mirror: Gates"


def test_a_date_in_figures_has_its_day_back_from_the_name_before_it():
    raw = "Mills Office. 2020. Tolls. Official Gazette 08/05/2020. https://example.org"
    parts = [("title", "Tolls"), ("publisher", "Official Gazette 08"), ("issued", "05/2020")]
    assert told(with_whole_dates, raw, *parts) == [
        ("title", "Tolls"),
        ("publisher", "Official Gazette"),
        ("issued", "08/05/2020"),
    ]
    law = [("title", "Tolls"), ("publisher", "Paper 8"), ("issued", "2020")]
    assert told(with_whole_dates, "Tolls. Paper 8/2020.", *law) == law
