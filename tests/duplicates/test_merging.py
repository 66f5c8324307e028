"""Several records made one: nothing that any of them says is lost."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_items import article, people, record
from strategies import references

import joinedup_refs as jr
from joinedup_refs.duplicates.merging import Merged, merged
from joinedup_refs.duplicates.reading import Held
from joinedup_refs.errors import FormatInvalid
from joinedup_refs.formats import Record, keywords
from joinedup_refs.formats.cited_keys import recited
from joinedup_refs.formats.key_map import read_key_map
from joinedup_refs.notation.csl import from_csl, to_csl


def merge(*items) -> Merged:
    return merged(
        [Held(record(item, f"k{n}"), f"f{n}.ris", n, "Db") for n, item in enumerate(items)]
    )


def item(*items):
    return to_csl(merge(*items).record.reference)


def test_what_only_others_have_is_taken():
    told = item(article(issue=None), article(issue="1", DOI="10.5555/ps", PMID="123"))
    assert (told["issue"], told["DOI"], told["PMID"]) == ("1", "10.5555/ps", "123")


def test_numbers_names_and_tags_of_databases_are_kept_from_all():
    told = item(
        article(archive="Embase", archive_location="L600", ISSN="0317-8471", U1="a", N9="x"),
        article(archive="PubMed", archive_location="77", ISSN="1050-124X", U1="b", L1="p.pdf"),
        article(archive="Embase", archive_location="L601", U1="a"),
    )
    assert told["archive"] == "Embase; PubMed"
    assert told["archive_location"] == "L600; 77; L601"
    assert told["ISSN"] == "0317-8471; 1050-124X"
    assert told["U1"] == "a\nb"
    assert (told["N9"], told["L1"]) == ("x", "p.pdf")


def test_keywords_and_notes_are_united_and_the_longest_abstract_kept():
    one = article(keyword="Rivers; wide, shallow", note="seen", abstract="Short.")
    other = article(keyword="rivers, locks", note="ask Ann", abstract="Short, and then much more.")
    told = item(one, other)
    assert keywords.split(told["keyword"]) == ("Rivers", "wide, shallow", "locks")
    assert told["note"] == "seen\nask Ann"
    assert told["abstract"] == "Short, and then much more."


def test_the_fuller_of_two_forms_is_kept():
    told = item(
        article(
            title="JOINT PLANS FOR WIDE RIVERS",
            container_title="Policy Stud.",
            author=people("Adams, B"),
            page="31-9",
        ),
        article(title="Joint plans for wide rivers", issued={"date-parts": [[2001, 3, 4]]}),
    )
    assert told["title"] == "Joint plans for wide rivers"
    assert told["container-title"] == "Policy Studies"
    assert told["container-title-short"] == "Policy Stud."
    assert [name["given"] for name in told["author"]] == ["Bea", "Rob"]
    assert told["page"] == "31-49"
    assert told["issued"] == {"date-parts": [[2001, 3, 4]]}


def test_names_are_kept_in_full_though_another_record_has_more_of_them():
    full = [{"family": "Mosk", "given": "Karin"}, {"family": "Oakhurst", "given": "Wei Sun"}]
    short = [{"family": "Mosk", "given": "K."}, {"family": "Oakhurst", "given": "W.S."}]
    third = {"family": "Pellor", "given": "J.R."}
    told = item(article(author=full), article(author=[*short, third], issue="1"))
    assert told["author"] == [*full, third]
    other = [{"family": "Mosk", "given": "J."}, short[1]]  # another Mosk: neither list is mended
    assert item(article(author=full), article(author=[*other, third]))["author"] == [*other, third]


def test_what_differs_is_told_and_the_leading_value_kept():
    done = merge(article(volume="22"), article(volume="23", container_title="Policy Stud"))
    assert to_csl(done.record.reference)["volume"] == "22"
    told = {d.variable: (d.kept, d.other, d.other_from, d.in_form) for d in done.differences}
    assert told["volume"] == ("22", "23", 1, False)
    assert told["container-title"] == ("Policy Studies", "Policy Stud", 1, True)


def test_a_second_identifier_is_kept_beside_the_first():
    told = item(article(DOI="10.5555/a", URL="https://a.example"), article(DOI="10.5555/b"))
    assert told["DOI"] == "10.5555/a"
    assert told["also-DOI"] == "10.5555/b"


def test_et_al_stays_with_the_names_that_end_in_it():
    marked = article(author=people("Adams, B"), custom={"and-others": ["author"], "x": 1})
    told = item(marked, article())
    assert len(told["author"]) == 2
    assert told["custom"] == {"x": 1}
    assert item(marked, article(author=None))["custom"]["and-others"] == ["author"]


def test_where_it_came_from_is_told_also_of_what_was_merged_before():
    once = item(article(), article())
    assert once["merged-from"] == "f0.ris, k0 (Db)\nf1.ris, line 1, k1 (Db)"
    twice = merge(once, article())
    assert to_csl(twice.record.reference)["merged-from"].splitlines() == [
        "f0.ris, k0 (Db)",
        "f1.ris, line 1, k1 (Db)",
    ]


@given(st.lists(references, min_size=2, max_size=4))
@settings(max_examples=60)
def test_every_value_is_in_the_record_or_among_the_differences(held):
    records = [Held(Record(f"k{n}", r), "f", 0, "Db") for n, r in enumerate(held)]
    done = merged(records)
    told = to_csl(done.record.reference)
    unkept = {(d.variable, d.other_from): d.other for d in done.differences}
    for number, reference in enumerate(held):
        for variable, value in to_csl(reference).items():
            if variable in {"custom", "citation-key", "year-suffix"}:
                continue
            if (variable, number) in unkept:
                assert unkept[variable, number] == value
            else:
                assert _is_in(told[variable], value), variable


def _is_in(kept, value):
    if kept == value:
        return True
    if isinstance(kept, list):
        return all(part in kept for part in value)
    parts = value.replace(";", "\n").replace(",", "\n").splitlines()
    held = " ".join(kept.split()).casefold()
    return all(" ".join(part.split()).casefold() in held for part in parts)


@given(references)
def test_a_record_merged_with_itself_stays_as_it_is(reference):
    records = [Held(Record("k", reference), "f", 0, "Db")] * 2
    done = merged(records)
    told = to_csl(done.record.reference)
    assert done.differences == ()
    told.pop("merged-from")
    before = to_csl(reference)
    before.pop("merged-from", None)
    assert set(told) == set(before)


def test_the_library_has_every_record_once():
    one = [record(article(), "adams"), record(article(title="Another thing altogether"), "adams")]
    other = [record(article(container_title="Policy Stud", DOI="10.5555/ps"), "A2")]
    found = jr.duplicates([one, other])
    library = found.library
    assert sorted(p for group in library.sources for p in group) == [0, 1, 2]
    assert library.sources == ((2, 0), (1,))
    assert [r.key for r in library.records] == ["A2", "adams"]
    assert library.records[0].reference.title == article()["title"]
    assert "adams,A2,merged,records 1" in found.keys_csv()
    with pytest.raises(FormatInvalid, match="adams would become both A2 and adams"):
        read_key_map(found.keys_csv())
    back = {r.key: r.reference for r in _read(found.to("csl-json"))}
    assert back["A2"].doi == "10.5555/ps"


def test_two_records_under_one_key_get_two():
    one = [record(article(), "adams")]
    other = [record(article(title="Another thing altogether", page="9"), "adams")]
    found = jr.duplicates([one, other])
    assert [r.key for r in found.library.records] == ["adams", "adamsa"]
    assert [r.reference.citation_key for r in found.library.records] == ["adams", "adamsa"]
    assert "adams,adamsa,kept,records 2" in found.keys_csv()


def test_citations_can_follow_the_table_of_keys():
    one = [record(article(), "adams"), record(article(title="Another thing altogether"), "b1")]
    other = [record(article(container_title="Policy Stud", DOI="10.5555/ps"), "A2")]
    changes = read_key_map(jr.duplicates([one, other]).keys_csv())
    assert recited(r"\cite{adams, b1, A2}", changes).text == r"\cite{A2, b1, A2}"


def test_two_records_under_one_key_have_two_identifiers():
    one = [record(article(), "adams")]
    other = [record(article(title="Another thing altogether", page="9"), "adams")]
    found = jr.duplicates([one, other])
    assert [item["id"] for item in json.loads(found.to("csl-json"))] == ["adams", "adamsa"]


def _read(text):
    from joinedup_refs.convert import load

    return load(text, "csl-json").records


def test_text_and_content_are_taken_and_names_of_files_refused(tmp_path):
    text = jr.duplicates([[record(article(), "a")]]).to("ris")
    assert len(jr.duplicates([text, text.encode()]).groups) == 1
    with pytest.raises(jr.InputUnreadable, match="pass a Path"):
        jr.duplicates(["refs.ris"])
    saved = tmp_path / "all.bib"
    saved.write_text("mine", encoding="utf-8")
    assert "all.bib.bak" in jr.duplicates([text, text]).save(saved)
    assert saved.read_text(encoding="utf-8").count("@article") == 1


def test_references_alone_are_taken_too():
    assert len(jr.duplicates([[from_csl(article())], [from_csl(article())]]).groups) == 1


def test_a_library_merged_before_keeps_its_further_identifiers():
    before = article(DOI="10.5555/x") | {"also-DOI": "10.5555/z"}
    told = item(before, article(DOI="10.5555/y"))
    assert told["DOI"] == "10.5555/x"
    assert told["also-DOI"].split("\n") == ["10.5555/z", "10.5555/y"]
    other_way = item(article(DOI="10.5555/y"), before)
    assert other_way["also-DOI"].split("\n") == ["10.5555/z", "10.5555/x"]


def test_what_a_program_keeps_for_itself_is_kept_from_all_or_told():
    made = merge(article(custom={"shelf": 1}), article(custom={"shelf": 2, "box": 3}))
    assert to_csl(made.record.reference)["custom"] == {"shelf": 1, "box": 3}
    assert [(d.variable, d.kept, d.other) for d in made.differences] == [
        ("custom", {"shelf": 1}, {"shelf": 2})
    ]
