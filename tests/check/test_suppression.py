"""What is to be left alone, and what is said of that."""

import pytest

from joinedup_refs.check.policy import Policy
from joinedup_refs.check.silence import apart, laid
from joinedup_refs.check.suppression import Suppression, comments
from joinedup_refs.clean import clean_text
from joinedup_refs.model.citation import Citation
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.layout import Layout
from joinedup_refs.model.reference import Article
from joinedup_refs.model.text import Span, Text
from joinedup_refs.read import read

BIB = """\
% a library of my own
% joinedup-refs: ignore[CIT202, TTL505] for further reading
% (a word between)
@article{adams2001,
  title = {Joint plans},
}

@article{brown2002,
  % joinedup-refs: ignore[titles] the publisher's capitals
  title = {JOINT TEAMS},
}
%joinedup-refs:ignore[CIT202]
@book{clark2003, title = {Joint funds}}
@book{davis2004, title = {Joint goals}} % joinedup-refs: ignore
"""


def at(said: str, text: str = BIB) -> Span:
    assert text.count(said) == 1, said
    return Span(start=text.index(said), end=text.index(said) + len(said))


def entry(number: int, key: str) -> Entry:
    start = BIB.rindex("@", 0, BIB.index(key))
    after = BIB.find("\n@", start)
    ends = [BIB.find("\n}\n", start) + 2, BIB.find("}}", start) + 2, after if after > 0 else 9999]
    end = min(end for end in ends if end > start + 2)
    return Entry(
        id=f"r{number}",
        at=(Span(start=start, end=end),),
        reference=Article(citation_key=key, title=key),
    )


KEYS = ("adams2001", "brown2002", "clark2003", "davis2004")
LIBRARY = Document(
    text=Text(printed=BIB), entries=tuple(entry(n, key) for n, key in enumerate(KEYS, 1))
)


def finding(code: str, primary: Span, *entries: str, **more) -> Finding:
    return Finding(
        code=code, rule="x", severity="note", message="X.", primary=primary, entries=entries, **more
    )


def test_the_library_is_taken_apart_as_meant():
    spans = [BIB[e.span.start : e.span.end] for e in LIBRARY.entries]
    assert [span[0] + span[-1] for span in spans] == ["@}"] * 4
    assert "JOINT TEAMS" in spans[1]


def test_comments_are_found_with_rules_and_reasons():
    told = list(comments(LIBRARY.text))
    assert [(c.rules, c.reason, c.where) for c in told] == [
        (("CIT202", "TTL505"), "for further reading", "line 2"),
        (("titles",), "the publisher's capitals", "line 9"),
        (("CIT202",), "", "line 12"),
        ((), "", "line 14"),
    ]
    assert [BIB[c.at.start : c.at.end] for c in told][2] == "%joinedup-refs:ignore[CIT202]"


def test_a_comment_means_the_entry_it_stands_in_behind_or_before():
    assert [[e.id for e in one.entries] for one in laid(LIBRARY, ())] == [
        ["r1"],
        ["r2"],
        ["r3"],
        ["r4"],
    ]


MARKDOWN = """\
All is joint (Adams, 2001; Brown, 2002; Clark, 2003).

## References

<!-- joinedup-refs: ignore[NUM704] printed so -->
Adams, B. (2001). Joint plans. *Policy Studies*, 22, 90--12.

Brown, C. (2002). Teams. *Policy Studies*, 23, 30--21. <!-- joinedup-refs: ignore[NUM704] x -->

Clark, D. (2003). Joint funds. *Policy Studies*, 24, 40--31.
"""


def test_comments_of_markdown_leave_alone_what_they_stand_before_or_behind():
    cleaned = clean_text(read(MARKDOWN, suffix=".md").text)
    told = [f for f in cleaned.findings if f.code in {"NUM704", "SUP001", "SUP002"}]
    assert [cleaned.text.slice(f.primary) for f in told] == ["40--31"]
    assert [s.reason for s in cleaned.suppressed] == ["printed so", "x"]


def test_a_comment_taken_for_the_end_of_an_entry_means_the_next_one():
    printed = "Adams 2001.\n% joinedup-refs: ignore[CIT202] x\nBrown 2002."
    first = Span(start=0, end=printed.index("\nBrown"))
    second = at("Brown 2002.", printed)
    document = Document(
        text=Text(printed=printed),
        entries=tuple(
            Entry(id=f"r{n}", at=(span,), reference=Article())
            for n, span in ((1, first), (2, second))
        ),
    )
    [one] = laid(document, ())
    assert [e.id for e in one.entries] == ["r2"]


@pytest.mark.parametrize(
    "line",
    [
        "% joinedup-refs ignore[CIT202]",
        "joinedup-refs: ignore[CIT202]",
        "% joinedup-refs: ignored",
        "% see joinedup-refs: ignore[CIT202]",
    ],
)
def test_other_comments_are_left_alone(line):
    assert not list(comments(Text(printed=f"{line}\nAdams 2001.")))


@pytest.mark.parametrize(
    "hostile", ["%" * 200_000, "% joinedup-refs: ignore[" * 20_000, "% " * 99_999]
)
def test_a_hostile_text_takes_no_time(hostile):
    assert len(list(comments(Text(printed=hostile)))) <= 1


@pytest.mark.parametrize(
    ("told", "code", "primary", "entries", "left_alone"),
    [
        ({"entry": "brown2002"}, "CIT202", "JOINT TEAMS", ("r2",), True),
        ({"entry": "brown2002"}, "CIT203", "JOINT TEAMS", ("r2",), False),
        ({"entry": "brown2002"}, "CIT202", "Joint goals", ("r4",), False),
        # what names two entries is about both; what names more is about the list
        ({"entry": "brown2002"}, "CIT202", "Joint goals", ("r4", "r2"), True),
        ({"entry": "brown2002"}, "CIT202", "Joint goals", ("r4", "r2", "r3"), False),
        ({"entry": "brown2002"}, "CIT202", "JOINT TEAMS", (), True),
        ({"entry": "r2"}, "CIT202", "JOINT TEAMS", (), True),
        ({"text": "@article{brown2002,  % joined"}, "CIT202", "JOINT TEAMS", (), True),
        ({"text": "@article{brown2003"}, "CIT202", "JOINT TEAMS", (), False),
        ({"text": "a library"}, "CIT202", "a library of my own", (), True),
    ],
)
def test_a_suppression_means_what_it_names(told, code, primary, entries, left_alone):
    one = Suppression(rules=("listed-not-cited",), where="x.toml, line 1", **told)
    split = apart(LIBRARY, [finding(code, at(primary), *entries)], [one])
    assert bool(split.suppressed) == left_alone
    assert bool(split.kept) != left_alone
    assert split.spent == ({(one, "CIT202")} if left_alone else set())


def test_a_citation_is_named_by_its_text_with_or_without_brackets():
    printed = "As said (Adams  2001; Brown 2002)."
    adams, brown = at("Adams  2001", printed), at("Brown 2002", printed)
    cluster = at("(Adams  2001; Brown 2002)", printed)
    document = Document(
        text=Text(printed=printed),
        citations=tuple(
            Citation(id=f"c{n}", at=span, form="parenthetical", cluster=cluster)
            for n, span in ((1, adams), (2, brown))
        ),
    )
    both = [finding("CIT201", adams), finding("CIT201", brown), finding("CIT201", cluster)]
    for text, kept in (
        ("Adams 2001", [both[1]]),
        ("(Adams 2001)", [both[1]]),
        ("(Brown 2002", [both[0], both[2]]),
    ):
        one = Suppression(rules=("CIT",), text=text, where="x")
        assert list(apart(document, both, [one]).kept) == kept, text


DASHED = (
    "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 31–49.\n"
    "Brown, C. (2002), Joint teams. Local Government Studies, 23, 4, pp. 21–29.\n"
    "Clark, D. (2003), Joint funds. Public Administration, 81, 2, pp. 41–59.\n"
    "Davis, E. (2004), Joint goals. Policy Studies, 25, 1, pp. 61–79.\n"
    "Evans, F. (2005), Joint rules. Policy Studies, 26, 1, pp. 1–9.\n"
    "Grant, H. (2007), Joint costs. Policy Studies, 28, 1, pp. 11–19.\n"
)
PLAIN = DASHED.replace("31–49", "31-49", 1)


def cleaned(text: str, *given: Suppression, **more):
    return clean_text(read(text).text, layout=Layout(list_only=True), suppress=given, **more)


def test_what_is_left_alone_is_not_mended():
    found = [f for f in cleaned(PLAIN).findings if f.code == "NUM703"]
    assert found
    one = Suppression(rules=("NUM703",), text="Adams", reason="as printed", where="x, line 1")
    left = cleaned(PLAIN, one, policy=Policy(level="unsafe"))
    assert [s.finding.code for s in left.suppressed] == ["NUM703"]
    assert not [d for d in left.decisions if d.code == "NUM703"]
    assert "31-49" in left.result.reading(left.result.entries[0])


def test_a_suppression_is_unused_once_there_is_nothing_to_suppress():
    one = Suppression(rules=("NUM703", "NUM706"), text="Adams", reason="r", where="x, line 1")
    assert not [f for f in cleaned(PLAIN, one).findings if f.code == "SUP001"]
    [unused] = [f for f in cleaned(DASHED, one).findings if f.code == "SUP001"]
    # NUM706 needs a record, and no source was asked
    assert unused.message == "For “Adams” NUM703 is to be silent, which has nothing to say there."
    assert unused.reasons == ("x, line 1, asks for NUM703 to be silent",)


def test_a_family_is_unused_when_none_of_its_rules_has_anything_to_say():
    one = Suppression(rules=("NUM",), text="Adams", reason="r", where="x, line 1")
    assert not [f for f in cleaned(PLAIN, one).findings if f.code == "SUP001"]
    [unused] = [f for f in cleaned(DASHED, one).findings if f.code == "SUP001"]
    # some of the family need a record, and no source was asked
    assert unused.message == (
        "For “Adams” NUM is to be silent, which has nothing to say there without a record."
    )
    # there are no citations that its rules could speak of
    cited = Suppression(rules=("CIT",), text="Adams", reason="r", where="x, line 1")
    assert not [f for f in cleaned(DASHED, cited).findings if f.code == "SUP001"]


def test_a_family_of_which_only_some_rules_run_is_not_judged():
    from joinedup_refs.check.selection import Selection, chosen

    rules, asked, _ = chosen(Selection(select=("SUP", "NUM703")))
    one = Suppression(rules=("NUM",), text="Adams", reason="r", where="x, line 1")
    assert not cleaned(DASHED, one, rules=rules, asked=asked).findings


def test_an_entry_that_is_gone_is_told():
    gone = Suppression(rules=("CIT202",), entry="smith2004", reason="r", where="x, line 1")
    [unused] = [f for f in cleaned(PLAIN, gone).findings if f.code == "SUP001"]
    assert "no such entry or citation" in unused.message
    # the text of a citation cannot be missed where there are none to be seen
    cited = Suppression(rules=("CIT202",), text="Smith, 2004", reason="r", where="x, line 1")
    assert not [f for f in cleaned(PLAIN, cited).findings if f.code == "SUP001"]


def test_without_a_reason_it_holds_and_is_reported():
    one = Suppression(rules=("NUM703",), text="Adams", where="x, line 1")
    left = cleaned(PLAIN, one)
    assert [s.finding.code for s in left.suppressed] == ["NUM703"]
    [told] = [f for f in left.findings if f.code == "SUP002"]
    assert told.severity == "warning"
    assert "(x, line 1)" in told.message


def test_rules_that_do_not_run_are_not_called_silent():
    from joinedup_refs.check.selection import Selection, chosen

    rules, asked, _ = chosen(Selection(select=("SUP", "LST")))
    one = Suppression(rules=("NUM703",), text="Adams", reason="r", where="x, line 1")
    assert not cleaned(DASHED, one, rules=rules, asked=asked).findings
