"""The editorial, cleaned, and its sixteen references as one reads them off the printed list."""

from pathlib import Path

import pytest

import joinedup_refs as jr
from joinedup_refs.model.date import Date, DatePart
from joinedup_refs.model.name import Organization, Person
from joinedup_refs.model.pages import PageRange, Pages
from joinedup_refs.model.reference import Article, Book, Report

DATA = Path(__file__).parents[2] / "data" / "editorial"
PMM = "Public Money & Management"
PMR = "Public Management Review"


def people(names: str) -> tuple[Person, ...]:
    pairs = (name.split(", ") for name in names.split("; "))
    return tuple(Person(family=family, given=given) for family, given in pairs)


def year(number: int) -> Date:
    return Date(start=DatePart(year=number))


def article(
    names: str,
    issued: int,
    title: str,
    journal: str,
    volume: str,
    issue: str,
    first: str,
    last: str,
) -> Article:
    return Article(
        author=people(names),
        issued=year(issued),
        title=title,
        container_title=journal,
        volume=volume,
        issue=issue,
        pages=Pages(ranges=(PageRange(first=first, last=last),)),
    )


def book(names: str, issued: int, title: str, publisher: str) -> Book:
    return Book(author=people(names), issued=year(issued), title=title, publisher=publisher)


SIXTEEN = (
    article(
        "Bevan, G.; Hood, C.",
        2006,
        "What's measured is what matters: targets and gaming in the English public health care "
        "system",
        "Public Administration",
        "84",
        "3",
        "517",
        "538",
    ),
    Report(
        author=(Organization(name="Cabinet Office"),),
        issued=year(2005),
        title="Transformational Government—Enabled by Technology",
        genre="Command Paper",
        number="Cm 6683",
        publisher="The Stationery Office",
    ),
    article(
        "Cropper, S.; Ebers, E.; Huxham, C.; Ring, P.",
        2011,
        "Packing more punch? Developing the field of inter-organizational relations",
        "International Journal of Strategic Business Alliances",
        "2",
        "3",
        "153",
        "170",
    ),
    book(
        "Dunleavy, P.; Margetts, H.; Bastow, S.; Tinkler, J.",
        2006,
        "Digital Era Governance: IT Corporations, the State and e-Government",
        "Oxford University Press",
    ),
    article(
        "Hartley, J.",
        2005,
        "Innovation in governance and public services: past and present",
        PMM,
        "25",
        "1",
        "27",
        "34",
    ),
    article(
        "Hartley, J.; Benington, J.",
        2006,
        "Copy and paste, or graft and transplant? Knowledge sharing through inter-organizational "
        "networks",
        PMM,
        "26",
        "2",
        "101",
        "108",
    ),
    book(
        "Huxham, C.; Vangen, S.",
        2005,
        "Managing to Collaborate—Theory and Practice of Collaborative Advantage",
        "Routledge",
    ),
    article(
        "Lewis, K.",
        2015,
        "The politics and consequences of performance measurement",
        "Policy and Society",
        "34",
        "",
        "1",
        "12",
    ),
    book(
        "McLoughlin, I.; Wilson, R.",
        2013,
        "Digital Government at Work: A Social Informatics Perspective",
        "Oxford University Press",
    ),
    article("Osborne, S.", 2006, "The new public governance?", PMR, "8", "", "377", "388"),
    book("6, Perri", 1997, "Holistic Government", "Demos"),
    article(
        "Ranade, W.; Hudson, B.",
        2003,
        "Conceptual issues in inter-agency collaboration",
        "Local Government Studies",
        "29",
        "3",
        "32",
        "50",
    ),
    book(
        "Sullivan, H.; Skelcher, C.",
        2002,
        "Working Across Boundaries: Collaboration in Public Services",
        "Palgrave Macmillan",
    ),
    article(
        "Sullivan, H.; Williams, P.; Jeffares, S.",
        2012,
        "Leadership for collaboration—situated agency in practice",
        PMR,
        "14",
        "1",
        "41",
        "66",
    ),
    article(
        "Sullivan, H.; Williams, P.; Marchington, M.; Knight, L.",
        2013,
        "Collaborative futures: discursive realignments in austere times",
        PMM,
        "33",
        "2",
        "123",
        "130",
    ),
    article(
        "Wilson, R.; Martin, M.; Walsh, S.; Richter, P.",
        2011,
        "Re-mixing digital economies in the voluntary community sector? Governing identity "
        "information and information sharing in the mixed economy of care for children and young "
        "people",
        "Social Policy and Society",
        "10",
        "3",
        "379",
        "391",
    ),
)


@pytest.fixture(scope="session")
def sixteen() -> tuple[Article | Book | Report, ...]:
    return SIXTEEN


@pytest.fixture(scope="module", params=["citations and list", "as pasted"])
def given(request) -> str:
    """The editorial's citations and list, and the whole of it where it is at hand."""
    if request.param == "as pasted":
        return request.getfixturevalue("editorial")
    return (DATA / "editorial.txt").read_bytes().decode()


@pytest.fixture(scope="module")
def cleaned(given):
    return jr.clean(given)


@pytest.fixture(scope="module")
def pasted(editorial):
    return jr.clean(editorial)


@pytest.fixture(scope="module")
def listed():
    return jr.clean(DATA / "references.txt")
