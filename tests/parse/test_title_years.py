import pytest

from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse import parse
from joinedup_refs.parse.draft import Label
from joinedup_refs.parse.title_years import with_title_years


def told(raw):
    csl = to_csl(parse(raw).reference)
    issued = csl["issued"]
    return csl["title"], issued["date-parts"][0][0] if "date-parts" in issued else issued["literal"]


@pytest.mark.parametrize(
    ("raw", "title", "year"),
    [
        (
            "5. Harrow SM, Quill NJ. 2018 ATA/RRC guideline on tolls. Roads. 2019;139(25):e82-143.",
            "2018 ATA/RRC guideline on tolls",
            2019,
        ),
        (
            "6. Harrow DO, Quill A. 2021 Guideline for the Repair of Walls. Roads. 2021;52:e4-67.",
            "2021 Guideline for the Repair of Walls",
            2021,
        ),
        (
            "Harrow J. 2018 Survey of northern rivers. J Roads. 2019 Jun 4;12(3):3-9.",
            "2018 Survey of northern rivers",
            2019,
        ),
        (
            "Harrow J. 2030 Agenda for Tolls. Mills: Quill Press; 2019.",
            "2030 Agenda for Tolls",
            2019,
        ),
        (
            "Harrow J, Quill NJ. 2018 ATA guideline on tolls. Roads. 2109;139(25):e82-143.",
            "2018 ATA guideline on tolls",
            "2109",
        ),
    ],
)
def test_a_year_that_begins_a_title_stays_in_it(raw, title, year):
    assert told(raw) == (title, year)


def test_a_year_before_the_title_is_the_date_where_no_other_stands():
    raw = (
        "Harrow J, Quill K. 2018 Rivers of the north. J Roads 12, 3-9. (doi:10.1000/rspb.2018.0123)"
    )
    assert told(raw) == ("Rivers of the north", 2018)


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("Harrow, G. (1949) 1984. Leeds: Quill.", "1984"),
        ("Harrow, G. (1949) 1984: A Novel of Tolls. Leeds: Quill.", "1984: A Novel of Tolls"),
        ("Harrow, G. (1949). 1984. A novel of tolls. Leeds: Quill.", "1984. A novel of tolls"),
        ("Harrow G. 1984: The year of tolls. Leeds: Quill; 1949.", "1984: The year of tolls"),
        ("Harrow G. 1984. Leeds: Quill & Sons; 1949.", "1984"),
    ],
)
def test_a_year_can_be_a_title(raw, title):
    assert told(raw) == (title, 1949)


def test_no_year_is_made_a_title_where_nothing_else_dates_the_work():
    raw = "Harrow, G. 1984. Leeds: Quill."
    labels = [
        Label("author", 0, 10, 0.9),
        Label("issued", 11, 15, 0.9),
        Label("publisher-place", 17, 22, 0.9),
        Label("publisher", 24, 29, 0.9),
    ]
    assert with_title_years(labels, raw) == labels


def test_what_stands_before_a_volume_is_a_misprinted_year():
    csl = to_csl(parse("Doe J, Roe K. Tolls on roads. Circles. 2109;139(25):e82-143.").reference)
    assert (csl["issued"], csl["volume"], csl["issue"]) == ({"literal": "2109"}, "139", "25")
