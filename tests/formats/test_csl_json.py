"""CSL-JSON, both directions."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup_refs import formats
from joinedup_refs.errors import ConfigInvalid, FormatInvalid
from joinedup_refs.formats import Record
from joinedup_refs.model.name import Organization, Person
from joinedup_refs.notation.csl import from_csl, to_csl

FORMAT = formats.find("csl-json")


def read(text: str) -> tuple[Record, ...]:
    assert FORMAT.read
    return FORMAT.read(text)


def write(records) -> str:
    assert FORMAT.write
    return FORMAT.write(records, "bibtex")


def test_found_by_name_suffix_and_case():
    assert formats.find("CSL-JSON") == formats.find(".json") == FORMAT
    assert formats.find(".BIB").name == "bibtex"
    assert {"bibtex", "csl-json"} <= set(formats.names())


def test_unknown_format_names_the_known_ones():
    with pytest.raises(ConfigInvalid, match="csl-json"):
        formats.find("docx")


def test_reads_an_array():
    one, two = read(
        '[{"id": "smith2001", "type": "book", "title": "A"},'
        ' {"id": 7, "type": "report", "author": [{"literal": "Cabinet Office"}]}]'
    )
    assert (one.id, one.key, one.reference.title) == ("smith2001", "smith2001", "A")
    assert (two.id, two.key) == ("7", "")
    assert two.reference.author == (Organization(name="Cabinet Office"),)


@pytest.mark.parametrize(
    "text",
    [
        '{"id": "a", "type": "book", "title": "A"}',
        '\ufeff[{"id": "a", "type": "book", "title": "A"}]',
        '{"items": [{"id": "a", "type": "book", "title": "A"}]}',
        '\r\n [{"citation-key": "a", "type": "book", "title": "A"}]\r\n',
    ],
)
def test_reads_tolerantly(text):
    (record,) = read(text)
    assert (record.id, record.reference.title) == ("a", "A")


def test_an_address_or_a_number_is_no_citation_key():
    (record,) = read('[{"id": "http://zotero.org/users/1/items/AB", "type": "book"}]')
    assert record.key == ""
    (record,) = read('[{"id": "http://z.org/1", "citation-key": "smith2001", "type": "book"}]')
    assert record.key == "smith2001"


def test_nothing_is_an_empty_library():
    assert read("") == read(" \n") == read("[]") == ()
    assert json.loads(write([])) == []


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 5_000])
def test_nesting_without_end_is_told_not_raised(text):
    with pytest.raises(FormatInvalid):  # how deep is too deep differs between Pythons
        read(text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[\n{"id": "a",\n"title": }]', 3),
        ("not json", 1),
        ("[{}", 1),
        ('["a"]', None),
        ("3", 1),
        ('[{"id": "a", "volume": NaN}]', None),
        ('[{"id": "a", "title": "\\ud800"}]', None),
    ],
)
def test_bad_input_is_told_not_raised(text, line):
    with pytest.raises(FormatInvalid) as caught:
        read(text)
    assert caught.value.line == line
    assert len(str(caught.value).splitlines()) <= 3


def test_tricky_records_come_back(corpora):
    text = (corpora / "formats" / "tricky.csl.json").read_text(encoding="utf-8")
    before = json.loads(text)
    after = json.loads(write(read(text)))
    for item in before:
        if "page" in item:
            item["page"] = item["page"].replace("–", "-")
    assert after == before


TEXT = st.text(min_size=1, max_size=30).filter(lambda s: s.strip())
NAME = st.one_of(
    st.fixed_dictionaries({"family": TEXT}, optional={"given": TEXT, "suffix": TEXT}),
    st.fixed_dictionaries({"literal": TEXT}),
)
DATE = st.fixed_dictionaries(
    {
        "date-parts": st.lists(
            st.one_of(
                st.tuples(st.integers(-500, 2100)).map(list),
                st.tuples(st.integers(-500, 2100), st.integers(1, 12)).map(list),
                st.tuples(st.integers(1, 2100), st.integers(1, 12), st.integers(1, 28)).map(list),
            ),
            min_size=1,
            max_size=2,
        )
    }
)
ITEM = st.fixed_dictionaries(
    {"type": st.sampled_from(["book", "article-journal", "report", "dataset", "speech", "odd"])},
    optional={
        "title": TEXT,
        "author": st.lists(NAME, min_size=1, max_size=3),
        "director": st.lists(NAME, min_size=1, max_size=2),
        "issued": DATE,
        "accessed": DATE,
        "volume": TEXT,
        "issue": TEXT,
        "ISBN": TEXT,
        "DOI": TEXT,
        "page": st.sampled_from(["1-12", "e1234", "xii-xv", "A1, A7", "S12-S18", "??"]),
        "event-place": TEXT,
        "x-unknown": st.lists(TEXT, min_size=1, max_size=2),
    },
)


@settings(max_examples=80, deadline=None)
@given(st.lists(ITEM, max_size=4))
def test_nothing_is_lost(items):
    named = [{"id": f"k{n}", **item} for n, item in enumerate(items)]
    written = write(read(json.dumps(named)))
    assert json.loads(written) == named
    assert write(read(written)) == written


@settings(max_examples=60, deadline=None)
@given(ITEM)
def test_a_reference_comes_back_equal(item):
    reference = from_csl(item)
    assert from_csl(to_csl(reference)) == reference


def test_a_mononym_keeps_its_digit():
    (record,) = read('[{"id": "x", "type": "book", "author": [{"family": "6", "given": "Perri"}]}]')
    assert record.reference.author == (Person(family="6", given="Perri"),)


def test_a_large_library_is_read_whole():
    items = [{"id": f"k{n}", "type": "book", "title": f"Title {n}"} for n in range(2000)]
    assert len(read(json.dumps(items))) == 2000


def test_lines_of_a_note_that_name_variables_are_read_as_zotero_reads_them():
    item = {
        "id": "a1",
        "type": "article-journal",
        "title": "T",
        "volume": "3",
        "note": "Bought in Ghent\nPMID: 12345678\nvolume: 4\nAsk: Ann\noriginal-date: 1890",
    }
    (one,) = read(json.dumps([item]))
    found = to_csl(one.reference)
    assert found["PMID"] == "12345678"
    assert found["original-date"] == {"date-parts": [[1890]]}
    assert found["volume"] == "3"
    assert found["note"] == "Bought in Ghent\nAsk: Ann\nvolume: 4"


def test_what_is_written_for_zotero_is_read_again():
    item = {
        "type": "webpage",
        "title": "T",
        "edition": "2",
        "keyword": "a; b",
        "container-title-short": "S.",
        "editor": [{"family": "Lee", "given": "T."}],
        "note": "Mine",
    }
    assert FORMAT.write
    text = FORMAT.write([Record("r1", from_csl(item), "k1")], "zotero")
    (back,) = read(text)
    assert {k: v for k, v in to_csl(back.reference).items() if k != "citation-key"} == item
