from hypothesis import given
from hypothesis import strategies as st

from joinedup_refs.parse.draft import Label
from joinedup_refs.parse.repairs import REPAIRS, repaired

KINDS = (
    *("author", "editor", "translator", "title", "container-title", "issued", "volume", "issue"),
    *("page", "publisher", "publisher-place", "genre", "number", "note", "collection-title"),
    *("citation-number", "event-title", "edition", "URL"),
)
TEXT = st.text(alphabet="Aa.,:;'’‘“”\"()[]- 19éÖ&/", max_size=60)


def test_each_repair_is_one_step_that_says_what_it_does():
    assert all(
        (one.does.endswith(".") and one.does[0].isupper()) or one.does[0] == "`" for one in REPAIRS
    )
    assert len({one.step for one in REPAIRS}) == len(REPAIRS) == len({one.does for one in REPAIRS})


def test_a_plain_reference_needs_no_repair():
    raw = "Roe, A. (2001), Maps of care. Town Notes, 4 (2), pp. 11–29."
    parts = (
        *(("author", "Roe, A."), ("issued", "2001"), ("title", "Maps of care")),
        *(("container-title", "Town Notes"), ("volume", "4"), ("issue", "2"), ("page", "11–29")),
    )
    labels = [Label(k, raw.index(t), raw.index(t) + len(t), 0.9) for k, t in parts]
    assert repaired(labels, raw) == labels


@given(TEXT, st.lists(st.sampled_from(KINDS), max_size=6))
def test_no_repair_fails_or_leaves_the_string(raw, kinds):
    width = max(1, len(raw) // (len(kinds) + 1))
    labels = [
        Label(kind, n * width, n * width + max(1, width - 1), 0.9)
        for n, kind in enumerate(kinds)
        if n * width + max(1, width - 1) <= len(raw)
    ]
    for one in repaired(labels, raw):
        assert 0 <= one.start <= one.end <= len(raw)
