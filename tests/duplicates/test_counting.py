"""Numbers for a flow diagram: where records came from, and that they add up."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_items import article, record

import joinedup_refs as jr


@pytest.mark.parametrize(
    ("text", "database"),
    [
        ("TY  - JOUR\nTI  - Locks\nDB  - Embase\nER  - \n", "Embase"),
        ("TY  - JOUR\nTI  - Locks\nDP  - Ovid Technologies\nER  - \n", "Ovid Technologies"),
        ("TY  - JOUR\nTI  - Locks\nER  - \n", "records 1"),
        ("TY  - MANSCPT\nTI  - Locks\nDB  - City Archive\nER  - \n", "records 1"),
        ("PMID- 12\nTI  - Locks.\nPT  - Journal Article\n", "PubMed"),
        ("@article{a, title={Locks}, source={Scopus}}", "Scopus"),
        (
            '[{"type": "book", "title": "Locks", "source": "Library of Congress"}]',
            "Library of Congress",
        ),
        ('[{"type": "book", "title": "Locks", "source": ["odd"]}]', "records 1"),
    ],
)
def test_the_database_of_a_record(text, database):
    (count,) = jr.duplicates([text]).counts.databases
    assert (count.name, count.identified, count.duplicates, count.left) == (database, 1, 0, 1)


def test_databases_are_one_whatever_their_case():
    names = ("Embase", "EMBASE", "Scopus")
    records = [record(article(archive=name), f"k{n}") for n, name in enumerate(names)]
    counts = jr.duplicates([records]).counts
    assert [(c.name, c.identified, c.left) for c in counts.databases] == [
        ("Embase", 2, 1),
        ("Scopus", 1, 0),
    ]


def test_an_empty_file_is_counted_as_such():
    counts = jr.duplicates([[], [record(article())]]).counts
    assert [(c.name, c.identified) for c in counts.files] == [("records 1", 0), ("records 2", 1)]


def test_what_could_not_be_read_is_told_apart():
    broken = '[{"type": "book", "title": "Locks"}, {"title": "x" "y"}]'
    counts = jr.duplicates([broken]).counts
    assert (counts.all.identified, counts.unread) == (1, 1)
    assert counts.to_json()["unread"] == 1


items = st.builds(
    lambda title, name, page: article(title=title, archive=name, page=page),
    st.sampled_from(["Joint plans for wide and shallow rivers", "Editorial", "Locks at night"]),
    st.sampled_from(["Embase", "EMBASE", "Scopus", None]),
    st.sampled_from(["31-49", "31", "77", None]),
)


@given(st.lists(st.lists(items, max_size=5), min_size=1, max_size=3))
@settings(max_examples=60)
def test_the_numbers_add_up(files):
    given_files = [
        [record(item, f"k{f}.{n}") for n, item in enumerate(items)] for f, items in enumerate(files)
    ]
    found = jr.duplicates(given_files)
    counts = found.counts
    assert counts.all.identified == sum(map(len, files)) == len(found.records)
    assert counts.all.left == len(found.library.records)
    assert counts.all.duplicates == sum(len(group) - 1 for group in found.groups)
    for told in (counts.databases, counts.files):
        assert sum(c.identified for c in told) == counts.all.identified
        assert sum(c.duplicates for c in told) == counts.all.duplicates
        assert sum(c.left for c in told) == counts.all.left
    places = sorted(place for group in found.library.sources for place in group)
    assert places == list(range(len(found.records)))
    assert len(found.keys_csv().splitlines()) == len(found.records) + 1


NBIB = """PMID- 7654321
TI  - Joint plans for wide and shallow rivers.
FAU - Adams, Bea
FAU - Cole, Rob
JT  - Policy studies
VI  - 22
PG  - 31-49
DP  - 2001 Mar
AB  - Plans are joint.
LID - 10.5555/ps.22.31 [doi]

PMID- 7654322
TI  - Ferries and tolls along the northern coast.
FAU - Brown, Cy
JT  - Harbour notes
DP  - 2002
"""
EMBASE = """TY  - JOUR
AU  - Adams, B.
AU  - Cole, R.
TI  - Joint plans for wide and shallow rivers
T2  - Policy Studies
VL  - 22
SP  - 31
EP  - 49
PY  - 2001
DB  - Embase
ER  -

TY  - JOUR
AU  - Elm, C.
TI  - Hills and dales between the seas
T2  - Harbour Notes
PY  - 2003
DB  - Embase
ER  -

TY  - JOUR
AU  - Dunn, E.
TI  - Lakes without shores
T2  - Harbour Notes
PY  - 2004
SP  - 1
DB  - Embase
ER  -
"""
SCOPUS = """@article{dunn04, author={Dunn, Eva}, title={Lakes without shores}, year={2004},
  volume={3}, journal={Harbour Notes}, pages={1--9}, number={2}, issn={0317-8471}}
"""


@pytest.mark.parametrize("form", ["ris", "bib", "json", "nbib"])
def test_a_merged_library_counts_for_each_database_what_was_left(tmp_path, form):
    texts = {"pubmed.nbib": NBIB, "embase.ris": EMBASE, "scopus.bib": SCOPUS}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = jr.duplicates([tmp_path / name for name in texts])
    left = {count.name: count.left for count in found.counts.databases}
    assert left == {"PubMed": 2, "Embase": 1, "scopus.bib": 1}
    library = tmp_path / f"lib.{form}"
    found.save(library)
    again = jr.duplicates([library]).counts
    assert {count.name: count.identified for count in again.databases} == left
    assert again.all.duplicates == 0


def test_a_record_that_nothing_was_merged_into_keeps_its_file(tmp_path):
    alone = "@article{oak1, author={Oak, A.}, title={Canals of the old towns}, year={1999}}\n"
    (tmp_path / "embase.ris").write_text(EMBASE, encoding="utf-8")
    (tmp_path / "scopus.bib").write_text(SCOPUS + alone, encoding="utf-8")
    found = jr.duplicates([tmp_path / "embase.ris", tmp_path / "scopus.bib"])
    left = {count.name: count.left for count in found.counts.databases}
    found.save(tmp_path / "library.ris")
    again = jr.duplicates([tmp_path / "library.ris"]).counts
    assert {count.name: count.identified for count in again.databases} == left
    assert "library.ris" not in left
    assert left["scopus.bib"] == 2


def test_records_of_one_file_are_written_as_they_came(tmp_path):
    path = tmp_path / "scopus.bib"
    path.write_text(SCOPUS, encoding="utf-8")
    assert "merged-from" not in jr.duplicates([path]).to("ris")
