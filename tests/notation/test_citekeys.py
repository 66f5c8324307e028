import pytest

from joinedup_refs.notation.citekeys import find


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("[@a2000]", ["a2000"]),
        ("[see @a2000, p. 3; -@b1999]", ["a2000", "b1999"]),
        ("@a2000 [p. 33] says, and @{https://x.y/z} too.", ["a2000", "https://x.y/z"]),
        ("@a:b-c_d.2000. The end", ["a:b-c_d.2000"]),
        ("mail me@example.org or (@home)", ["home"]),
        ("@fig-one, @tbl:two, [@sec-three]", []),
        ("[a @link](https://x.y)", ["link"]),
        (r"\\@ref(fig:x)", []),
        ("no key", []),
    ],
)
def test_keys(text, keys):
    assert [found.key for found in find(text)] == keys


def test_what_stands_beside_a_key():
    first, second = find("As [see also @a2000, pp. 3-4; -@b1999] has it.")
    assert (first.prefix, first.locator, first.author_left_out) == ("see also", "pp. 3-4", False)
    assert (second.prefix, second.locator, second.author_left_out) == ("", "", True)
    assert first.cluster == second.cluster == (3, 38)
    (alone,) = find("As @a2000 [p. 9] has it.")
    assert (alone.narrative, alone.locator, alone.cluster) == (True, "p. 9", (3, 16))


def test_brackets_without_end_cost_no_more_than_their_length():
    assert len(list(find("[@a; " * 20_000))) == 20_000
    assert list(find("[" * 100_000 + "@")) == []
