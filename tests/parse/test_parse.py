import pytest
from editorial_references import SIXTEEN

from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse import parse
from joinedup_refs.parse.parse import _Kept, parse_each


@pytest.mark.parametrize("printed", SIXTEEN, ids=lambda p: p.raw[:20])
def test_the_editorial_is_read_as_printed(printed):
    parsed = parse(printed.raw)
    csl = to_csl(parsed.reference)
    authors = [(a.get("family") or a["literal"], a.get("given", "")) for a in csl["author"]]
    assert parsed.reference.kind == printed.kind
    assert authors == printed.author
    assert csl["issued"] == {"date-parts": [[printed.year]]}
    assert csl["title"] == printed.title
    assert csl.get("container-title", "") == printed.container
    assert csl.get("volume", "") == printed.volume
    assert csl.get("issue", "") == printed.issue
    assert csl.get("page", "") == printed.page
    assert csl.get("publisher", "") == printed.publisher
    assert parsed.unread == ()
    assert set(parsed.places) == set(csl) - {"type"}


def test_the_kinds_of_the_editorial():
    kinds = [parse(p.raw).reference.kind for p in SIXTEEN]
    assert (kinds.count("article"), kinds.count("book"), kinds.count("report")) == (10, 5, 1)


def test_the_command_paper_has_its_number_and_genre():
    csl = to_csl(parse(SIXTEEN[1].raw).reference)
    assert csl["number"] == "Cm 6683"
    assert csl["genre"] == "Command Paper"
    assert csl["author"] == [{"literal": "Cabinet Office"}]


@pytest.mark.parametrize("raw", ["", " ", "\n\t"])
def test_nothing_gives_nothing(raw):
    parsed = parse(raw)
    assert to_csl(parsed.reference) == {"type": "document"}
    assert parsed.confidence == 0
    assert not parsed.places
    assert not parsed.unread
    assert not parsed.marks


def test_the_same_string_is_parsed_once():
    assert parse(SIXTEEN[0].raw) is parse(SIXTEEN[0].raw)


@pytest.mark.parametrize(
    "raw",
    [
        "\x00\x01",
        "[/i]",
        "((((((",
        "🙂" * 50,
        "a" * 5000,
        "\u202e abc",
        "1 2 3",
        "。、",
        "{}",
        "\ud7ff",
    ],
)
def test_strange_strings_are_no_errors(raw):
    parsed = parse(raw)
    assert 0 <= parsed.confidence <= 1
    assert all(0 <= a <= b <= len(raw) for a, b, _ in parsed.places.values())


def test_several_are_parsed_as_each_is_alone_whatever_is_kept():
    strings = [f"Adams, B. ({year}), Joint plans (Sage)." for year in (2001, 2002, 2001, 2003)]
    kept = parse(strings[3])
    several = parse_each(strings)
    assert [p.reference.issued.year for p in several] == [2001, 2002, 2001, 2003]
    assert several[0] is several[2]
    assert several[3] is kept
    assert several == [parse(string) for string in strings]


def test_what_was_asked_for_longest_ago_is_forgotten():
    kept = _Kept(2)
    keys = [(name, None) for name in ("a", "b", "c")]
    kept.keep({keys[0]: "A", keys[1]: "B"})
    assert kept.known(keys[:1]) == {keys[0]: "A"}
    kept.keep({keys[2]: "C"})
    assert kept.known(keys) == {keys[0]: "A", keys[2]: "C"}


def test_no_page_is_torn_out_of_a_word():
    raw = "Harrow, J. (1998) Roads. Town: Mer in p٣re. doi:10.1234/abc.5678"
    parsed = parse(raw)
    read = {raw[start:end] for start, end, _ in parsed.places.values()}
    assert not {"٣r"} & read


def test_what_says_only_where_a_page_is_found_is_no_publisher():
    raw = (
        "Harrow, T.: Looms and ledgers [online]. Available from World Wide Web: http://w.example/a"
    )
    assert not parse(raw).reference.publisher
