import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse import parse
from joinedup_refs.parse.asides import lead_end, without_asides

RIVERS = "Jane Harrow, The Law of Rivers, 45 Utopia L. Rev. 3 (1999)."


@pytest.mark.parametrize(
    "lead",
    [
        "See",
        "See, e.g.,",
        "See also",
        "But see",
        "Cf.",
        "For a critique of this view, see",
        "Vgl.",
        "Vgl. auch",
        "Siehe dazu",
        "So etwa",
        "S. näher",
        "Statt vieler:",
        "Zum Folgenden vgl.",
        "Voir aussi",
        "Véase",
        "Cfr.",
    ],
)
def test_a_signal_before_a_reference_is_no_part_of_it(lead):
    csl = to_csl(parse(f"{lead} {RIVERS}").reference)
    assert csl["author"] == [{"family": "Harrow", "given": "Jane"}]
    assert csl["title"] == "The Law of Rivers"
    assert (csl["volume"], csl["page"]) == ("45", "3")


@pytest.mark.parametrize(
    ("raw", "author"),
    [
        ("See, J. (1999). Rivers of the north. Nature, 3, 4-9.", {"family": "See", "given": "J."}),
        (
            "See J, Brown T. Rivers of the north. Nature 1999;3:4-9.",
            {"family": "See", "given": "J"},
        ),
        ("Siehe, A. (1999) Flüsse. Berlin: Kiel Verlag.", {"family": "Siehe", "given": "A."}),
        ("So, K. (2001) Rivers. Journal of Tolls 3(1), 3-9.", {"family": "So", "given": "K."}),
        ("V. Harrow, The law of rivers, London 1999.", {"family": "Harrow", "given": "V."}),
        ("S. Harrow (1999) Flüsse. Berlin: Kiel Verlag.", {"family": "Harrow", "given": "S."}),
    ],
)
def test_a_name_that_looks_like_a_signal_stays_one(raw, author):
    assert lead_end(raw) == 0
    assert to_csl(parse(raw).reference)["author"][0] == author


def test_a_pointer_to_another_note_is_neither_title_nor_number():
    csl = to_csl(parse("Harrow, supra note 3, at 910.").reference)
    assert [name["family"] for name in csl["author"]] == ["Harrow"]
    assert not {"title", "volume", "issue", "number"} & csl.keys()
    csl = to_csl(parse("Harrow, a.a.O. (Fn. 3), S. 112.").reference)
    assert csl["page"] == "112"
    assert not {"container-title", "publisher-place", "issue", "volume"} & csl.keys()


def test_of_two_references_in_a_note_the_first_is_read_and_the_second_kept():
    raw = (
        "Jane Harrow, The Law of Rivers, 45 Utopia L. Rev. 3, 9 (1999); "
        "see also Cleo Quill, The Concept of Weirs, 10 Eur. J. Weirs 31 (2004)."
    )
    parsed = parse(raw)
    csl = to_csl(parsed.reference)
    assert (csl["container-title"], csl["volume"], csl["page"]) == ("Utopia L. Rev.", "45", "3")
    unread = " ".join(raw[start:end] for start, end in parsed.unread)
    assert "Cleo Quill, The Concept of Weirs, 10 Eur. J. Weirs 31" in unread


@given(st.text(alphabet="SeVgl.,; ()supranote12ABba.O", max_size=60))
def test_nothing_moves(raw):
    text = without_asides(raw)
    assert len(text) == len(raw)
    assert all(new in {old, " "} for new, old in zip(text, raw, strict=True))
    assert 0 <= lead_end(raw) <= len(raw)
