import importlib
import re
from itertools import count, islice

import pytest
from editorial_references import SIXTEEN
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup_refs.model.entry import Entry
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.text import Cut, Span, Text
from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse.draft import Draft
from joinedup_refs.parse.entries import (
    Stretch,
    parse_entry,
    parse_many,
    parse_to_csl,
    read_entries,
)
from joinedup_refs.parse.values import dressed
from joinedup_refs.tables import rows

parsing = importlib.import_module("joinedup_refs.parse.parse")
values_of = importlib.import_module("joinedup_refs.parse.values")

CONNECTIVES = frozenset(row["word"] for row in rows("connectives"))
STRANGE = ["", " ", "\ud800x", "((((", "12", "[3]", "Hood, C. (1991", "中文。", "e\u0301\u202e"]
STRINGS = [*(p.raw for p in SIXTEEN), *STRANGE]

letters = st.text(st.characters(), max_size=60)
references = st.sampled_from(STRINGS)
spoilt = st.builds(
    lambda one, other, cut, noise: one[:cut] + noise + other[cut:],
    references,
    references,
    st.integers(0, 120),
    letters,
)


def test_an_entry_of_a_string_is_that_of_a_text():
    for raw in STRINGS:
        text = Text(printed=raw)
        assert (parse_entry(raw),) == read_entries(text, [Stretch("r1", (text.whole,))])


def test_an_entry_of_a_text_stands_where_it_is_printed():
    raw = SIXTEEN[0].raw
    text = Text(
        printed=f"See: {raw[:30]}[link]{raw[30:]} End.",
        cuts=(Cut(printed=Span(start=35, end=41), reading="", why="link-residue"),),
    )
    at = (Span(start=5, end=11 + len(raw)),)
    (entry,) = read_entries(text, [Stretch("r7", at, "7")])
    alone = parse_entry(raw)
    assert (entry.id, entry.marker, entry.reference) == ("r7", "7", alone.reference)
    for variable, origin in alone.origins.items():
        printed = text.slice(entry.origins[variable].at)
        assert printed.replace("[link]", "") == raw[origin.at.start : origin.at.end]


def test_many_give_what_each_gives_alone():
    assert list(parse_many(STRINGS)) == [parse_entry(raw) for raw in STRINGS]
    assert list(parse_many(iter(STRINGS), batch=1)) == [parse_entry(raw) for raw in STRINGS]


def test_items_are_those_of_the_entries():
    for raw, (csl, confidence) in zip(STRINGS, parse_to_csl(STRINGS), strict=True):
        entry = parse_entry(raw)
        assert (csl, confidence) == (to_csl(entry.reference), entry.confidence)


def test_processes_give_the_same_items():
    shared, alone = list(parse_to_csl(STRINGS, processes=2)), list(parse_to_csl(STRINGS))
    assert [one.csl for one in shared] == [one.csl for one in alone]
    # another number of threads adds the same numbers in another order
    sure = [one.confidence for one in alone]
    assert [one.confidence for one in shared] == pytest.approx(sure, abs=1e-3)


def test_as_many_processes_as_cores(monkeypatch):
    entries = importlib.import_module("joinedup_refs.parse.entries")
    asked = []
    monkeypatch.setattr(entries, "cores", lambda: 3)
    monkeypatch.setattr(entries, "spread", lambda *_, **named: asked.append(named) or [])
    assert list(parse_many(["x"], processes=None, batch=9)) == []
    assert asked == [{"processes": 3, "batch": 9, "copies": True}]


def test_strings_are_labelled_in_batches(monkeypatch):
    labeller = parsing.load()
    sizes = []

    class Counting:
        opened = labeller.opened

        def label_many(self, raws):
            sizes.append(len(raws))
            return labeller.label_many(raws)

    monkeypatch.setattr(parsing, "load", lambda _model: Counting())
    list(parse_to_csl([SIXTEEN[0].raw] * 40, batch=16))
    assert sizes == [1, 1, 2, 4, 8, 16, 8]


def test_few_long_strings_are_labelled_at_once(monkeypatch):
    labeller = parsing.load()
    sizes = []

    class Counting:
        opened = labeller.opened

        def label_many(self, raws):
            sizes.append([len(raw) for raw in raws])
            return labeller.label_many(raws)

    monkeypatch.setattr(parsing, "load", lambda _model: Counting())
    strings = ["a " * 2500, "b", "c " * 2000, "d " * 3000, "e", "f " * 40_000, "g"]
    assert len(parsing.read(strings)) == 7
    assert sizes == [[5000, 1, 4000, 6000, 1], [80_000, 1]]
    assert parsing.read([]) == []


@pytest.mark.parametrize("several", [parse_many, parse_to_csl])
def test_one_string_is_not_several(several):
    with pytest.raises(TypeError, match="call parse"):
        several("Hood, C. (1991), A title (Publisher).")


def test_an_endless_source_is_taken_lazily():
    strings = (f"Brown, C. (1990), Plan {number} (Routledge)." for number in count())
    titles = [item.csl["title"] for item in islice(parse_to_csl(strings), 5)]
    assert titles == [f"Plan {number}" for number in range(5)]


def test_a_failure_names_the_string(monkeypatch):
    def failing(raw, labels):
        if "Ferries" in raw:
            raise ZeroDivisionError
        return values_of.plain(raw, labels)

    monkeypatch.setattr(parsing, "plain", failing)
    strings = ["Cole, D. (2001), Tolls.", "Dunn, E. (2002), Ferries.", "Firth, G. (2003), Ports."]
    with pytest.raises(ZeroDivisionError) as caught:
        parsing.read(strings)
    assert caught.value.__notes__ == ["while parsing 'Dunn, E. (2002), Ferries.'"]


def test_half_a_character_is_read_as_lost():
    entry = parse_entry("Hood, C. (1991), A pub\udc80lic plan. Oxford: Press.")
    assert "\ufffd" in entry.reference.title
    assert Entry.model_validate_json(entry.model_dump_json()) == entry


@pytest.fixture
def claims(monkeypatch):
    """What a draft claims without a value: a list number, a label, a resolver."""
    held = []

    class Claiming(Draft):
        def own(self, start, end):
            held.append((start, end))
            super().own(start, end)

    monkeypatch.setattr(values_of, "Draft", Claiming)
    return held


def test_nothing_is_lost_and_all_stands_in_the_string(claims):
    """Every letter and digit stands where a value stands, unread, in a connective or a claim."""

    @settings(max_examples=100, deadline=None, derandomize=True)
    @given(spoilt)
    def holds(raw):
        claims.clear()
        [values] = parsing.read_marked([raw])
        covered = bytearray(len(raw))
        for start, end in [p[:2] for p in values.places.values()] + [*values.unread, *claims]:
            assert 0 <= start <= end <= len(raw)
            covered[start:end] = b"\x01" * (end - start)
        for word in re.finditer(r"[^\W_]+", raw):
            loose = "".join(c for at, c in enumerate(word[0], word.start()) if not covered[at])
            known = {loose.casefold(), word[0].casefold()} & (CONNECTIVES | {""})
            assert known, (raw, loose)
        assert all(a[1] <= b[0] for a, b in zip(values.unread, values.unread[1:], strict=False))
        assert all(0 <= mark.at <= len(raw) for mark in values.marks)
        assert 0 <= values.confidence <= 1
        parsed = dressed(values)
        assert to_csl(parsed.reference) == values.item
        assert values.places.keys() == values.item.keys() - {"type", "year-suffix"}

    holds()


def test_origins_are_printed_ones_with_their_places():
    entry = parse_entry(SIXTEEN[0].raw)
    places = parsing.parse(SIXTEEN[0].raw).places
    assert entry.origins == {
        variable: Printed(at=Span(start=start, end=end), confidence=sure)
        for variable, (start, end, sure) in places.items()
    }
