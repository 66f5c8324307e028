import pytest

from joinedup_refs.notation.csl import from_csl
from joinedup_refs.styles.csl_items import item


@pytest.mark.parametrize(
    ("family", "given", "set_as"),
    [
        ("Grundy", "SM", "S. M."),
        ("Serre", "J-P", "J.-P."),
        ("Yu", "A B", "A. B."),
        ("GRUNDY", "SM", "S. M."),
        ("GRUNDY", "TOM", "TOM"),
        ("Grundy", "S. M.", "S. M."),
        ("Grundy", "Ann", "Ann"),
    ],
)
def test_initials_without_stops_are_not_one_word_to_citeproc(family, given, set_as):
    reference = from_csl({"type": "book", "author": [{"family": family, "given": given}]})
    (name,) = item(reference, "a", whole_names=False)["author"]
    assert name == {"family": family, "given": set_as}
