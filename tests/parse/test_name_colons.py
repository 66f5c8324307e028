import pytest

from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse import parse
from joinedup_refs.parse.draft import Label
from joinedup_refs.parse.name_colons import parted_at_colon, parted_behind_last


def told(raw, *parts):
    labels, at = [], 0
    for label, text in parts:
        at = raw.index(text, at)
        labels.append(Label(label, at, at + len(text), 0.9))
        at += len(text)
    return [(one.label, raw[one.start : one.end]) for one in parted_at_colon(labels, raw)]


@pytest.mark.parametrize(
    ("raw", "parts", "names", "title"),
    [
        (
            "Quill, Alfred: Bern Zollplatz. Die Geschichte vom Tor. Bern: Mühle 1929.",
            [("author", "Quill, Alfred: Bern Zollplatz"), ("title", "Die Geschichte vom Tor")],
            "Quill, Alfred",
            "Bern Zollplatz. Die Geschichte vom Tor",
        ),
        (
            "Quill, Aleida: Brücken. Formen der Stadt. Bern: Mühle 1999.",
            [("author", "Quill, Aleida"), ("author", "Brücken"), ("title", "Formen der Stadt")],
            "Quill, Aleida",
            "Brücken. Formen der Stadt",
        ),
        (
            "Quill, Karlheinz: Der Zoll von Bern. Bern: Mühle 1993.",
            [("author", "Quill"), ("title", "Karlheinz: Der Zoll von Bern")],
            "Quill, Karlheinz",
            "Der Zoll von Bern",
        ),
        (
            "Quill, Peter L. / Harrow, Thomas: Die Stadt. Bern, 1980",
            [("author", "Quill, Peter L. / Harrow"), ("title", "Thomas: Die Stadt")],
            "Quill, Peter L. / Harrow, Thomas",
            "Die Stadt",
        ),
    ],
)
def test_a_colon_ends_the_names(raw, parts, names, title):
    assert told(raw, *parts)[:2] == [("author", names), ("title", title)]


@pytest.mark.parametrize(
    ("raw", "parts"),
    [
        (
            "Quill, Vergangene Brücken: Zur Deutung der Zölle. Bern 1979.",
            [("author", "Quill"), ("title", "Vergangene Brücken: Zur Deutung der Zölle")],
        ),
        (
            "Anna Quill, Front Wall: Great gates and doors, Mills, 2001.",
            [("author", "Anna Quill"), ("title", "Front Wall: Great gates and doors")],
        ),
        (
            "Quill, Anna: Brücken. Bern 1979.",
            [("author", "Quill, Anna"), ("title", "Brücken")],
        ),
    ],
)
def test_a_colon_within_a_title_parts_nothing(raw, parts):
    assert told(raw, *parts) == parts


def test_a_hyphen_holds_the_title_of_an_edition_together():
    raw = (
        "Quill, Friedrich: Torheits-Fragmente. In: Kritische Friedrich-Schlegel-Ausgabe. Bd. 2. "
        "Hg. v. Hans Harrow. Bern: Mühle 1967, S. 165–255."
    )
    csl = to_csl(parse(raw).reference)
    assert csl["container-title"] == "Kritische Friedrich-Schlegel-Ausgabe"
    assert csl["editor"] == [{"family": "Harrow", "given": "Hans"}]
    assert csl["author"] == [{"family": "Quill", "given": "Friedrich"}]


@pytest.mark.parametrize(
    "piece", ["Quill, Anna", "Quill, A. ", "Quill, Anna / ", "Quill: ", "A, A"]
)
def test_long_heads_cost_no_more_than_their_length(piece):
    raw = piece * 20_000 + ": "
    labels = [Label("author", 0, len(raw) // 2, 0.5), Label("title", len(raw) // 2, len(raw), 0.5)]
    assert all(one.start <= one.end for one in parted_at_colon(labels, raw))


def test_a_title_has_its_first_words_back_behind_the_last_of_bare_names():
    raw = "Quill P and de Rivers G, EU Law: Text, Cases, and Materials (7th edn, OUP 2020)"
    csl = to_csl(parse(raw).reference)
    assert [name["family"] for name in csl["author"]] == ["Quill", "Rivers"]
    assert csl["title"] == "EU Law: Text, Cases, and Materials"


def test_a_third_bare_name_before_a_colon_stays_a_name():
    raw = "Quill P and Rivers G, Harrow TB: Text and Cases"
    labels = [Label("author", 0, 31, 0.9), Label("title", 33, len(raw), 0.9)]
    assert parted_behind_last(labels, raw) == labels
