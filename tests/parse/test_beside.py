import pytest

from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse import parse


@pytest.mark.parametrize(
    ("raw", "note", "kept"),
    [
        (
            "Quill, Anna: Brücken, 3. Aufl., Bern 1996 (zit.: Quill, Brücken).",
            "zit.: Quill, Brücken",
            {"title": "Brücken", "publisher-place": "Bern", "edition": "3"},
        ),
        (
            "Quill, Anna: Grundzüge der Zölle, Neudruck der 20. Aufl., Bern 1999.",
            "Neudruck",
            {"title": "Grundzüge der Zölle", "publisher-place": "Bern", "edition": "20"},
        ),
        (
            (
                "World Health Organization. Tolls of towns 2014. Geneva: WHO; 2015. "
                "Licence: CC BY-NC-SA 3.0 IGO."
            ),
            "Licence: CC BY-NC-SA 3.0 IGO",
            {"publisher": "WHO", "publisher-place": "Geneva"},
        ),
        (
            "Moulin É., 1897, Le bac. Étude de péage, Paris, F. Rive (rééd. Quai, 2007).",
            "rééd. Quai, 2007",
            {"publisher": "F. Rive", "issued": {"date-parts": [[1897]]}},
        ),
        (
            "Quill, Anna: Zölle als Brauch, Bern 1965 [Nachdruck 1999].",
            "Nachdruck 1999",
            {"title": "Zölle als Brauch", "issued": {"date-parts": [[1965]]}},
        ),
    ],
)
def test_what_stands_beside_a_work_is_a_note_and_no_publisher(raw, note, kept):
    csl = to_csl(parse(raw).reference)
    assert csl["note"] == note
    assert {name: csl[name] for name in kept} == kept
    assert csl.get("publisher", "") in {"", kept.get("publisher")}


def test_the_only_year_stays_the_date_though_it_is_a_reprint_s():
    csl = to_csl(parse("Moulin, É., Le bac et la rive, Paris, Quai (rééd. 2007).").reference)
    assert csl["issued"] == {"date-parts": [[2007]]}
    assert "rééd" not in csl.get("publisher", "")


def test_pages_that_look_like_a_year_do_not_hide_the_year_behind_a_series():
    raw = "Moulin, F. et Quai, P., Droit du péage, Paris, Rive, coll. « Précis », 2018, 2036 p."
    csl = to_csl(parse(raw).reference)
    assert csl["issued"] == {"date-parts": [[2018]]}
    assert (csl["collection-title"], csl["number-of-pages"]) == ("Précis", "2036")
    assert "note" not in csl


def test_loose_leaves_are_no_volume_and_a_margin_s_number_is_none():
    raw = (
        "Quill, Anna, in: Brook, Horst/Rivers, Ute (Hrsg.), Zollgesetz, 95. EL Juli 2021, "
        "Art. 19 Abs. 4 Rn. 45."
    )
    csl = to_csl(parse(raw).reference)
    assert (csl["note"], csl["issued"]) == ("95. EL", {"date-parts": [[2021, 7]]})
    assert not {"volume", "issue", "page", "publisher-place"} & csl.keys()
