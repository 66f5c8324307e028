"""Works that nobody wrote, in Crossref's shape."""

from typing import Any

SUBJECTS = ("tidal marshes", "glacial lakes", "rural buses", "solar ovens", "copper bells")
PLACES = ("Northern Vale", "Lower Fen", "Upper Moor", "Old Harbour")


def made_work(number: int, *, indexed: str = "2024-01-01", **more: Any) -> dict[str, Any]:
    """Make the work of a number; different ones differ in everything but their journal."""
    subject, place = SUBJECTS[number % 5], PLACES[number % 4]
    year = 1980 + number % 40
    return {
        "DOI": f"10.5555/made.{number}",
        "type": "journal-article",
        "prefix": "10.5555",
        "member": "7",
        "title": [f"On {subject} of the {place}, survey {number}"],
        "author": [{"given": "Tess", "family": f"Marlow{number}", "sequence": "first"}],
        "container-title": ["Annals of Invented Places"],
        "ISSN": ["1234-5679"],
        "volume": str(number % 90 + 1),
        "issue": "2",
        "page": f"{number + 100}-{number + 109}",
        "published": {"date-parts": [[year, 3]]},
        "issued": {"date-parts": [[year, 3]]},
        "created": {"date-time": f"{year}-04-05T10:00:00Z"},
        "deposited": {"date-time": f"{indexed}T01:02:03Z"},
        "indexed": {"date-time": f"{indexed}T04:05:06Z"},
        "is-referenced-by-count": number % 17,
        "references-count": 2,
        "reference": [
            {"key": "1", "unstructured": 'A list that ends so: [{"a"}],'},
            {"key": "2", "DOI": "10.5555/other"},
        ],
        "URL": f"http://dx.doi.org/10.5555/made.{number}",
        **more,
    }
