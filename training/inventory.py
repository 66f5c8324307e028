"""Words to set strings with: houses, bodies, newspapers, kinds of report, all by our own hand."""

from pathlib import Path

_WORDS = Path(__file__).with_name("inventory.tsv")


def _read() -> dict[str, tuple[str, ...]]:
    """Read the words by kind."""
    read: dict[str, tuple[str, ...]] = {}
    for line in _WORDS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, _, words = line.partition("\t")
            read[kind] = tuple(words.split("|"))
    return read


_READ = _read()


def _houses() -> tuple[tuple[str, str], ...]:
    """Take the houses apart: a publisher as lists print it, and its place."""
    pairs = (house.partition("@") for house in _READ["house"])
    return tuple((publisher, place) for publisher, _, place in pairs)


MONTHS = _READ["month"]
GERMAN_MONTHS = _READ["german-month"]
GENRES = _READ["genre"]
"""Kinds of thesis."""
REPORTS = _READ["reports"]
"""Kinds of report and working paper, with the body that numbers them where it is part of them."""
SERIES = _READ["series"]
"""Series of official papers, which are a part of the number."""
OFFICIAL = _READ["official"]
HOUSES = _houses()
"""Publishers and places; depositors' legal names ("Elsevier BV") are rare in printed lists."""
PLACES = _READ["place"]
PAPERS = _READ["paper"]
MEETINGS = _READ["meeting"]
SMALL_WORDS = frozenset(_READ["small"])
ORGANISATIONS = _READ["organisation"]
BODIES = _READ["body"]
MATTERS = _READ["matter"]
SINGLE = _READ["single"]
SERIES_TITLES = _READ["series-title"]
REPOSITORIES = _READ["repository"]
COURTS = _READ["court"]
LAW_JOURNALS = _READ["law-journal"]
DICTIONARIES = _READ["dictionary"]
FIELDS = _READ["conference-field"]
FRAMES = _READ["conference-frame"]
"""Names of proceedings: `#` stands for an ordinal, `*` for a field of study."""
SOFTWARE = _READ["software"]
DATA = _READ["data"]
STATUTES = _READ["statute"]
