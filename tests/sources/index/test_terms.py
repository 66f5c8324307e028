"""What a record is found by, where what records share is worked out once for all of them."""

import gzip
import json

import pytest
from made_works import made_work

from joinedup_refs.sources.index import pieces, schema, terms
from joinedup_refs.sources.index.pieces import Piece
from joinedup_refs.sources.index.prepare import prepare


def found_by(work):
    """Give the words of the journal, the tags, and the dates of the record."""
    made = terms.of_work(work, str(work["DOI"]))
    stamps = tuple(made[name] for name in ("created", "deposited", "indexed"))
    return set(made["container"].split()), set(made["tags"]), stamps


def test_terms_have_every_field_of_the_search():
    made = terms.of_work(made_work(1, **{"references-count": 7, "is-referenced-by-count": 9}), "d")
    assert [*made] == [*schema.WORDS, "tags", *schema.NUMBERS]
    assert (made["cited"], made["citing"]) == (9, 7)


PLAIN = ({"annals", "of", "invented", "places"}, {"prefix:10.5555", "type:journal-article"})


def test_what_a_journal_shares_stays_as_it_is():
    """A conference and a word of the title change a work's own words, and no other work's."""
    event = made_work(1, event={"name": "Moorland Days"}, title=["Invented places"])
    words, tags, _ = found_by(event)
    assert words == {"annals", "of", "moorland", "days"}
    assert {"c:invented", "c:places"} <= tags
    for _ in range(2):
        words, tags, _ = found_by(made_work(2, title=["Salt roads"]))
        assert (words, tags & PLAIN[1]) == PLAIN
        assert not any(tag.startswith("c:") for tag in tags)


@pytest.mark.parametrize(
    ("changed", "tag"),
    [
        ({"ISSN": ["http://id.crossref.org/issn/0028-0836"]}, "issn:00280836"),
        ({"ISBN": ["978-0-306-40615-7"]}, "isbn:9780306406157"),
        ({"type": "book-chapter"}, "type:book-chapter"),
        ({"member": 1}, "member:1"),
        ({"member": True}, "member:True"),
        (
            {"container-title": "Annals of Invented Places, B"},
            "container-title:annals_of_invented_places_b",
        ),
    ],
)
def test_journals_of_one_name_are_told_apart(changed, tag):
    assert tag not in found_by(made_work(3))[1]
    assert tag in found_by(made_work(3, **changed))[1]
    assert tag not in found_by(made_work(3))[1]


@pytest.mark.parametrize(
    "dirt", [None, "2024-01-01", [], {}, {"date-time": None}, {"date-time": ["2024"]}]
)
def test_a_date_that_is_none_takes_no_other_with_it(dirt):
    whole = found_by(made_work(4))[2]
    assert whole == (
        terms.day_number(1984, 4, 5),
        terms.day_number(2024, 1, 1),
        terms.day_number(2024, 1, 1),
    )
    assert found_by(made_work(4, deposited=dirt))[2] == (whole[0], 0, whole[2])


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("size", [1, 7, 1 << 20])
@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n\r\n"])
def test_lines_are_numbered_wherever_parts_of_them_end(monkeypatch, packed, size, end):
    monkeypatch.setattr(pieces, "_SLICE", size)
    one, two = (json.dumps(made_work(number)).encode() for number in (5, 6))
    content = b"\r\n".join([one, b"", b"no record", two]) + end
    sent = gzip.compress(content) if packed else content
    (made,) = prepare([Piece("p", "p.jsonl", ".jsonl", 0, sent, first=11)])
    assert len(made.documents) == 2
    assert [problem.place for problem in made.problems] == ["p.jsonl, line 13"]
