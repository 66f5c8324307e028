"""What reading cut away, and what the publisher's links tell."""

from joinedup_refs.check.rule import Context
from joinedup_refs.check.rules.document import (
    link_residue,
    page_furniture,
    publisher_link_missing,
    wrapped_hyphen,
)
from joinedup_refs.model.text import Cut, Span, Text

NOW = Context()
LINES = tuple(f"{n}, A. (200{i}), Joint work {i}." for i, n in enumerate(["Ash", "Bly", "Cox"]))
CITED = tuple(
    {"words": f"{n}, Citation200{i % 6}", "names": (n,), "linked_by_publisher": True}
    for i, n in enumerate(["Ash", "Bly", "Cox", "Dee", "Eve", "Fox"])
)
BODY = "On work (" + "; ".join(c["words"] for c in CITED) + "; Gil, 2009)."
UNLINKED = {"words": "Gil, 2009", "names": ("Gil",)}


def test_furniture_is_told_once_with_the_number_of_places(make):
    document = make(
        "12 Views\nText.\nShare this\nMore.\nObtain permissions",
        cuts=(
            ("12 Views", "page-furniture"),
            ("Share this", "page-furniture"),
            ("Obtain permissions", "page-furniture"),
        ),
    )
    (finding,) = page_furniture.check(document, None, NOW)
    assert document.text.slice(finding.primary) == "12 Views"
    assert len(finding.related) == 2
    assert finding.message == "Leftover web-page text was left out: “12 Views” and 2 more places."


def test_link_words_are_counted_before_years(make):
    cuts = tuple(("Citation", "link-residue") for _ in CITED)
    (finding,) = link_residue.check(make(BODY, LINES, (*CITED, UNLINKED), cuts), None, NOW)
    assert finding.message == "Leftover web-page text was left out: “Citation” before 6 years."
    assert len(finding.related) == 5


def test_link_words_elsewhere_are_counted_as_places(make):
    document = make("See Open in new tab there.", cuts=(("Open in new tab", "link-residue"),))
    (finding,) = link_residue.check(document, None, NOW)
    assert finding.message == "Leftover web-page text was left out: “Open in new tab” in 1 place."


def test_the_citation_without_link_is_named(make):
    document = make(BODY, LINES, (*CITED, UNLINKED), (("Citation", "link-residue"),))
    (finding,) = publisher_link_missing.check(document, None, NOW)
    assert document.text.slice(finding.primary) == "Gil, 2009"
    assert "6 of 7" in finding.message


def test_few_links_tell_nothing(make):
    document = make(BODY, LINES, (*CITED[:4], UNLINKED))
    assert not list(publisher_link_missing.check(document, None, NOW))


def test_hyphens_nothing_speaks_for_are_proposed_one_by_one(make):
    body = "A long- term plan, long-term aims, long- term views, to co- create and self- govern."
    document = make(body)
    found = list(wrapped_hyphen.check(document, None, NOW))
    assert [document.text.slice(f.primary) for f in found] == ["co- create", "self- govern"]
    assert all(f.fixes[0].safety == "unsafe" for f in found)


def test_hyphens_joined_in_reading_are_one_finding(make):
    body = "A long- term plan, and long-term aims, by self- government; self-government."
    document = make(body)
    places = [document.text.printed.index("- ", 0), document.text.printed.index("self- ") + 4]
    document = document.model_copy(
        update={
            "text": Text(
                printed=document.text.printed,
                cuts=tuple(
                    Cut(printed=Span(start=at + 1, end=at + 2), reading="", why="wrapped-hyphen")
                    for at in places
                ),
            )
        }
    )
    (finding,) = wrapped_hyphen.check(document, None, NOW)
    assert document.text.slice(finding.primary) == "long- term"
    assert finding.fixes[0].safety == "safe"
    assert len(finding.fixes[0].edits) == 2


def test_a_proposed_hyphen_is_not_proposed_where_something_was_cut(make):
    document = make("To co- create it.", cuts=((" create", "page-furniture"),))
    assert not list(wrapped_hyphen.check(document, None, NOW))
