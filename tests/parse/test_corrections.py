import json

import pytest

from joinedup_refs.parse.corrections import Correction, merged, read_corrections, written
from joinedup_refs.parse.tally import Tally, differing, same

GOOD = {"text": "Demos, 1997", "csl": {"type": "book", "publisher": "Demos"}}


def lines(*objects):
    return "\n".join(o if isinstance(o, str) else json.dumps(o) for o in objects).encode()


@pytest.mark.parametrize("key", ["text", "raw", "string"])
def test_a_line_holds_a_string_and_its_values(key):
    found, passed = read_corrections(lines({key: " Demos,\n 1997 ", "csl": {"title": "x"}}), "a")
    assert found == [Correction("Demos, 1997", {"title": "x"}, "a, line 1")]
    assert passed == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ('"Demos"', "no object"),
        ('{"csl": {"title": "x"}, "confidence": 0.5}', "--explain"),
        ('{"text": 3, "csl": {"title": "x"}}', '"text"'),
        ('{"text": "Demos"}', '"csl"'),
        ('{"text": "Demos", "csl": ["x"]}', '"csl"'),
        ('{"text": "Demos", "csl": {"type": "book"}}', "nothing to learn"),
        ('{"text": " ", "csl": {"title": "x"}}', "nothing to learn"),
        (json.dumps({"text": "x" * 4000, "csl": {"title": "x"}}), "3,000 characters"),
    ],
)
def test_a_line_that_cannot_be_used_is_told_and_the_others_are_kept(line, said):
    found, passed = read_corrections(lines(GOOD, line, GOOD), "mine.jsonl")
    assert [one.place for one in found] == ["mine.jsonl, line 1", "mine.jsonl, line 3"]
    (only,) = passed
    assert only.place == "mine.jsonl, line 2"
    assert said in only.why


def test_a_line_in_another_encoding_is_told():
    latin = '{"text": "Müller", "csl": {"title": "x"}}'.encode("cp1252")
    found, passed = read_corrections(lines(GOOD) + b"\n" + latin, "a")
    assert len(found) == 1
    assert "UTF-8" in str(passed[0])


def test_empty_lines_a_mark_at_the_start_and_windows_ends_do_no_harm():
    blank = {"csl": {}, "string": "", "confidence": 0.0}
    content = b"\xef\xbb\xbf" + b"\r\n".join([lines(GOOD), b"", lines(blank), lines(GOOD)])
    found, passed = read_corrections(content, "a")
    assert [one.place for one in found] == ["a, line 1", "a, line 4"]
    assert passed == []


def test_the_references_of_a_report_are_taken():
    report = {"schema": 1, "references": [{"id": "r1", **GOOD}, {"id": "r2"}]}
    found, passed = read_corrections(json.dumps(report, indent=2).encode(), "r.json")
    assert [one.place for one in found] == ["r.json, reference 1"]
    assert [one.place for one in passed] == ["r.json, reference 2"]
    listed, _ = read_corrections(json.dumps([GOOD, GOOD], indent=1).encode(), "r.json")
    assert len(listed) == 2


def test_what_is_corrected_again_counts_once_and_is_told():
    one = Correction("Demos", {"title": "a"}, "a, line 1")
    again = Correction("Demos", {"title": "b"}, "b, line 7")
    other = Correction("Leeds", {"title": "c"}, "a, line 2")
    kept, passed = merged([one, other, again, other])
    assert kept == [again, other]
    assert [str(p) for p in passed] == ["a, line 1: is corrected again in b, line 7"]


def test_written_corrections_are_read_again():
    given = [Correction("Éva’s “x”", {"title": "Ж", "volume": 3}, "a, line 1")]
    (one,), passed = read_corrections(written(given), "a")
    assert one == given[0]
    assert passed == []


def test_lone_surrogates_can_be_written_again():
    (one,), _ = read_corrections(b'{"text": "a \\ud800 b", "csl": {"title": "b"}}', "a")
    assert written([one])


def test_values_agree_apart_from_case_marks_and_elision():
    assert same("title", "The Rise: of X", "THE RISE – of x")
    assert same("page", "33-9", "33–39")
    assert not same("page", "33-9", "33-49")
    assert same("volume", "12", 12)
    assert same("author", [{"family": "Li", "given": "A."}], [{"given": "A", "family": "Li"}])
    assert not same("author", [{"family": "Li"}], [{"family": "Li"}, {"family": "Ma"}])
    assert same("issued", {"date-parts": [[2004]]}, {"date-parts": [["2004"]]})
    assert not same("issued", {"date-parts": [[2004]]}, {"date-parts": [[2004, 3]]})
    assert not same("title", "x", None)


def test_a_tally_counts_what_is_right_and_what_was_added():
    tally = Tally()
    wanted = {"type": "book", "title": "Networks", "volume": "3", "page": ""}
    tally.count(wanted, {"type": "chapter", "title": "networks", "publisher": "Demos"})
    assert dict(tally.wanted) == {"title": 1, "volume": 1}
    assert +tally.right == {"title": 1}
    assert dict(tally.added) == {"publisher": 1}
    assert tally.share == pytest.approx(2 * 1 / (2 + 3))
    assert differing(wanted, {"title": "Networks"}) == ["volume"]
