"""The references of a CITATION.cff."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import references

from joinedup_refs import formats
from joinedup_refs.formats import Record
from joinedup_refs.notation.csl import from_csl
from joinedup_refs.tables import rows

FORMAT = formats.find("cff")


def written(*items):
    records = [Record(f"r{n}", from_csl(item)) for n, item in enumerate(items)]
    return yaml.safe_load(FORMAT.write(records, "bibtex"))


def one(item):
    return written(item)["references"][0]


def test_what_it_does_not_know_of_the_users_own_work_is_left_to_be_filled_in():
    text = FORMAT.write([Record("r", from_csl({"type": "book", "title": "T"}))], "bibtex")
    assert text.startswith("# Fill in the title and the authors of your own work")
    held = yaml.safe_load(text)
    assert (held["cff-version"], held["title"]) == ("1.2.0", "[title of your work]")
    assert held["authors"] == [{"name": "[authors of your work]"}]


def test_an_article():
    assert one(
        {
            "type": "article-journal",
            "title": "On <i>roads</i>",
            "author": [
                {"family": "Linden", "given": "Jo", "non-dropping-particle": "van der"},
                {"literal": "Board of Roads"},
            ],
            "container-title": "Roads",
            "volume": "7",
            "page": "3-19",
            "issued": {"date-parts": [[2013, 2, 5]]},
            "DOI": "10.5555/x",
            "keyword": "roads; towns, old",
            "language": "en-GB",
            "scale": "1:10",
        }
    ) == {
        "type": "article",
        "authors": [
            {"family-names": "Linden", "given-names": "Jo", "name-particle": "van der"},
            {"name": "Board of Roads"},
        ],
        "title": "On roads",
        "journal": "Roads",
        "volume": "7",
        "start": "3",
        "end": "19",
        "year": 2013,
        "month": 2,
        "date-published": "2013-02-05",
        "doi": "10.5555/x",
        "languages": ["en"],
        "keywords": ["roads", "towns, old"],
        "notes": "language: en-GB\nscale: 1:10",
    }


@pytest.mark.parametrize(
    ("item", "key", "value"),
    [
        (
            {"publisher": "P", "publisher-place": "Leeds"},
            "publisher",
            {"name": "P", "city": "Leeds"},
        ),
        (
            {"type": "thesis", "publisher": "U", "publisher-place": "Zenda"},
            "institution",
            {"name": "U", "city": "Zenda"},
        ),
        (
            {"type": "paper-conference", "event-title": "Meeting", "event-place": "Rome"},
            "conference",
            {"name": "Meeting", "location": "Rome"},
        ),
        ({"publisher-place": "Leeds"}, "notes", "publisher-place: Leeds"),
        ({"DOI": "10.5555/a<b>"}, "notes", "DOI: 10.5555/a<b>"),
        ({"ISBN": "0-306-40615-2 9780306406157"}, "notes", "ISBN: 0-306-40615-2 9780306406157"),
        ({"PMCID": "PMC12"}, "notes", "PMCID: PMC12"),
        ({"URL": "www.example.org"}, "notes", "URL: www.example.org"),
        ({"issued": {"literal": "in press"}}, "notes", "issued: in press"),
        ({"issued": {"date-parts": [[1599]], "circa": True}}, "notes", "issued: c. 1599"),
        ({"accessed": {"date-parts": [[2020, 1]]}}, "notes", "accessed: 2020-01"),
        ({"note": "One\nTwo", "medium": "CSV", "scale": "1:2"}, "notes", "One\nTwo\n\nscale: 1:2"),
        ({"page": "e204"}, "start", "e204"),
        ({"original-date": {"date-parts": [[1588]]}}, "year-original", 1588),
    ],
)
def test_keys(item, key, value):
    found = one({"type": "book", **item})
    assert found[key] == value


def test_what_the_schema_asks_for_is_there():
    for row in rows("csl_types"):
        found = one({"type": row["type"]})
        assert (found["authors"], found["title"]) == ([{"name": "[no author]"}], "[untitled]")
    assert "references" not in written()


@settings(max_examples=120, deadline=None)
@given(st.lists(references, max_size=3))
def test_any_reference_makes_yaml(found):
    held = yaml.safe_load(FORMAT.write([Record("r", one) for one in found], "bibtex"))
    listed = held.get("references", [])
    assert len(listed) == len(found)
    for reference in listed:
        assert reference["authors"]
        assert all(value not in ("", [], None) for value in reference.values())
