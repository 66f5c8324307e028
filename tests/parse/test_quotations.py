import pytest

from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse import parse
from joinedup_refs.parse.draft import Label
from joinedup_refs.parse.quotations import parted_behind_quotation


def parted(raw, *parts):
    labels = [Label(k, raw.index(t), raw.index(t) + len(t), 0.9) for k, t in parts]
    return [(x.label, raw[x.start : x.end]) for x in parted_behind_quotation(labels, raw)]


@pytest.mark.parametrize(
    ("raw", "title", "journal"),
    [
        ("Roe, A., 'Why towns matter', openTowns, 5 June 2015", "Why towns matter", "openTowns"),
        ("Roe, A., ‘The workers’ towns’, Mill News, 2015", "The workers’ towns", "Mill News"),
        ("Roe, A., “Why towns matter,” Mill News 4 (2015)", "Why towns matter,", "Mill News"),
        ('Roe, A., "Why towns matter". Mill News 4 (2015)', "Why towns matter", "Mill News"),
    ],
)
def test_a_journal_behind_a_quoted_title_is_none_of_it(raw, title, journal):
    at = raw.index(title)
    whole = raw[at : raw.index(journal) + len(journal)]
    assert parted(raw, ("title", whole), ("issued", "2015")) == [
        ("title", title),
        ("container-title", journal),
        ("issued", "2015"),
    ]


@pytest.mark.parametrize(
    ("raw", "whole"),
    [
        (
            "Roe, A., “Sticks” and “stones”. Towns, 2015",
            "Sticks” and “stones”. Towns",
        ),
        ('Roe, A., "Sticks" and "stones". Towns, 2015', 'Sticks" and "stones". Towns'),
        (
            "Roe, A., 'Why towns matter', speech, 2015",
            "Why towns matter', speech",
        ),
        ("Roe, A., ‘The workers’ towns and tolls, 2015", "The workers’ towns and tolls"),
    ],
)
def test_a_title_that_goes_on_behind_its_marks_stays_whole(raw, whole):
    labels = (("title", whole), ("issued", "2015"))
    assert parted(raw, *labels) == list(labels)


def test_a_series_before_its_number_is_left_to_the_number():
    csl = to_csl(
        parse(
            "Roe, A. (2005) 'Beyond Tolls', Mill Concerns Programme Paper 10, Geneva: UMRD."
        ).reference
    )
    assert (csl["type"], csl["title"], csl["number"]) == ("report", "Beyond Tolls", "10")
    assert csl["genre"] == "Mill Concerns Programme Paper"


def test_what_a_paper_was_presented_at_is_an_event():
    raw = "Roe, A. (2007) Land and tolls. Presented at 'Conflict and Towns', SOAS, London, 3 July."
    csl = to_csl(parse(raw).reference)
    assert (csl["type"], csl["event-title"]) == ("paper-conference", "Conflict and Towns")
