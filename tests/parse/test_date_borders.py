import pytest

import joinedup_refs as jr
from joinedup_refs.model.name import Person
from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse import parse
from joinedup_refs.parse.date_borders import with_whole_dates
from joinedup_refs.parse.draft import Label


def labels_of(raw, *parts):
    found, at = [], 0
    for label, text in parts:
        at = raw.index(text, at)
        found.append(Label(label, at, at + len(text), 0.9))
        at += len(text)
    return found


def read(raw, *parts):
    return [
        (one.label, raw[one.start : one.end])
        for one in with_whole_dates(labels_of(raw, *parts), raw)
    ]


def test_a_day_beside_its_month_is_no_volume():
    raw = "Herald (2011) ‘Tolls: the story’, 12 August, p. 4."
    parts = ("issued", "2011"), ("volume", "12"), ("issued", "August"), ("page", "4")
    assert read(raw, *parts) == [("issued", "2011"), ("issued", "12 August"), ("page", "4")]


@pytest.mark.parametrize(
    ("raw", "parts"),
    [
        ("Journal of Tolls No. 5 November 2010", (("issue", "5"), ("issued", "November 2010"))),
        ("J Tolls, 40, 5 May 2010", (("volume", "40"), ("issue", "5"), ("issued", "May 2010"))),
        ("J Tolls, 40 2010", (("volume", "40"), ("issued", "2010"))),
        ("(2002) 2002. Tolls", (("issued", "2002"), ("issued", "2002"), ("title", "Tolls"))),
        ("[1895] 1982 Tolls", (("issued", "1895"), ("issued", "1982"), ("title", "Tolls"))),
        ("J Tolls, 312, 1900–2", (("volume", "312"), ("issued", "1900–2"))),
    ],
)
def test_what_is_right_stays(raw, parts):
    assert read(raw, *parts) == list(parts)


def test_a_title_keeps_the_year_that_it_begins_with():
    raw = "Treasury (2002) 2002 Review of Tolls."
    parts = ("issued", "2002"), ("issued", "2002"), ("title", "Review of Tolls")
    assert read(raw, *parts) == [("issued", "2002"), ("title", "2002 Review of Tolls")]


def test_pages_that_look_like_years_are_pages_where_the_year_is_known():
    raw = "Roe, A. (2006) Tolls. J Roads, 312, 1900–2."
    parts = ("issued", "2006"), ("volume", "312"), ("issued", "1900–2")
    assert read(raw, *parts)[-1] == ("page", "1900–2")


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        (
            "Harrow, S. ([1949] 2010) The Second Toll. London: Example Press.",
            {"issued": {"date-parts": [[2010]]}, "original-date": {"date-parts": [[1949]]}},
        ),
        (
            "Harrow, T. (1982) The Rules of Tolls, trans. W.D. Halm, New York: Example Press.",
            {"translator": [{"family": "Halm", "given": "W.D."}], "publisher-place": "New York"},
        ),
        (
            "Scottish Executive (2001) Tolls in the Highlands. Edinburgh: Scottish Executive.",
            {"author": [{"literal": "Scottish Executive"}]},
        ),
        (
            "Harrow, A. Roads and Society, eds. G. Quill and C. Moor. 2 vols. Berlin: Test, 1978.",
            {"author": [{"family": "Harrow", "given": "A."}], "title": "Roads and Society"},
        ),
        (
            "Harrow, J.M. 2006. ‘Tolls and Roads’, Public Roads Review, 66, s1, 44–55.",
            {"issue": "s1", "page": "44-55"},
        ),
        (
            "Harrow, J. (1989) Tolls. Trans. T. Burg with F. Lawes. Cambridge, MA: Test Press.",
            {
                "translator": [
                    {"family": "Burg", "given": "T."},
                    {"family": "Lawes", "given": "F."},
                ]
            },
        ),
    ],
)
def test_borders_seen_in_whole_references(raw, wanted):
    item = to_csl(jr.parse(raw).reference)
    assert {variable: item.get(variable) for variable in wanted} == wanted


def test_who_wrote_an_introduction_edited_nothing():
    raw = "Harrow, H. (1998) The Road, 2nd ed., with an introduction by M. Quill, London: Test."
    item = to_csl(jr.parse(raw).reference)
    assert "editor" not in item
    assert item["contributor"] == [{"family": "Quill", "given": "M."}]


def test_a_newspaper_with_its_article_behind_is_a_body():
    item = to_csl(jr.parse("Guardian, The (2011) 'Tolls: the story', 12 August, p. 4.").reference)
    assert item["author"] == [{"literal": "The Guardian"}]
    assert item["issued"] == {"date-parts": [[2011, 8, 12]]}
    assert "volume" not in item


def test_chapters_cited_are_no_pages():
    item = to_csl(jr.parse("Harrow, J. (1998) Roads. London: Test Press, Chs 1 & 2.").reference)
    assert "page" not in item


def test_papers_of_the_houses():
    item = to_csl(
        jr.parse("House of Lords (2007) Tolls, HL Paper 189-I, London: Test Press.").reference
    )
    assert (item["number"], item["genre"]) == ("HL Paper 189-I", "House of Lords Paper")


@pytest.mark.parametrize(
    ("raw", "printed"),
    [
        ("Harrow, Paul J. and Brown, K. n.d. The mill. Leeds: Quill Press.", "n.d."),
        ("Harrow, Paul J. o. J.: The mill after the war. Berlin: Verlag.", "o. J."),
        ("Harrow, Paul J. ohne Datum: The mill after the war, MS.", "ohne Datum"),
        ("Green, Ann. N.d. “The mill after the war.” Unpublished manuscript.", "N.d."),
        ("Green A, no date. The mill after the war. Journal of Mills.", "no date"),
        ("Brown, Ann. Forthcoming. Rivers. London: Sage.", "Forthcoming"),
        ("UNICEF. (n.d.-a). Rivers. New York: UNICEF.", "n.d.-a"),
        ("Brown, Ann (in press-a). Rivers. Journal of Dust.", "in press-a"),
    ],
)
def test_what_says_that_there_is_no_date_stands_for_one(raw, printed):
    csl = to_csl(parse(raw).reference)
    assert csl["issued"] == {"literal": printed}
    assert "n.d" not in csl["title"] + str(csl["author"])


@pytest.mark.parametrize(
    "raw",
    [
        "Brown, S.D. The mill after the war. Leeds: Quill Press.",
        "Brown, Ann. Forthcoming elections and rivers. London: Sage.",
        "Brown, Ann. No date given for rivers. London: Sage.",
    ],
)
def test_initials_and_titles_say_nothing_about_the_date(raw):
    assert "issued" not in to_csl(parse(raw).reference)


def test_about_belongs_to_the_date_and_to_no_name():
    reference = parse("Brown, A. ([ca. 1954]). Rivers. London: Sage.").reference
    assert reference.author == (Person(family="Brown", given="A."),)
    assert (reference.issued.year, reference.issued.circa) == (1954, True)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (
            (
                "Brown, C. Land. In: Proceedings of the 4th Conference on Weirs; 2007 Sep 12-14;"
                " Ibadan, Nigeria. London: Mill; 2008. p. 33-41."
            ),
            {"page": "33-41", "issued": {"date-parts": [[2008]]}, "publisher-place": "London"},
        ),
        (
            "Brown, A. (1936) Minutes of the Weir Board, 4 March. Leeds: Weir Board.",
            {"title": "Minutes of the Weir Board", "issued": {"date-parts": [[1936, 3, 4]]}},
        ),
        (
            "Brown, A. (1936) Ten days in March, 4 to 14. Leeds: Weir Board.",
            {"issued": {"date-parts": [[1936]]}},
        ),
        (
            "Brown, A. (1936) Weirs after the fire of 4 March. Leeds: Weir Board.",
            {"title": "Weirs after the fire of 4 March", "issued": {"date-parts": [[1936]]}},
        ),
    ],
)
def test_days_are_dates_and_no_pages(raw, told):
    csl = to_csl(parse(raw).reference)
    assert {key: csl.get(key) for key in told} == told


def test_two_days_of_a_month_are_no_page():
    raw = "Brown, A. (2014) Weir survey, 20-21 March. http://weirs.example.org/s.pdf"
    assert "page" not in to_csl(parse(raw).reference)
