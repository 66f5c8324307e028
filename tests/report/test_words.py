import re
from html import unescape

import pytest

from joinedup_refs.model.document import Outcome
from joinedup_refs.model.evidence import Candidate, Evidence, Match
from joinedup_refs.model.origin import Record
from joinedup_refs.report import words
from joinedup_refs.report.as_html import as_html
from joinedup_refs.report.closing import closing
from joinedup_refs.report.linted import Looked, linted
from joinedup_refs.report.pretty import pretty

INSIDE = re.compile(
    r"\b(?:un)?safe\b|\bevident\b|\bwitness(?:es)?\b|\borphans?\b|\bcontainers?\b|\bresidue\b"
    r"|\bfurniture\b|\baccept(?:ed)?\b|\breview(?:ed)?\b|\breject(?:ed)?\b|\bunreachable\b",
    re.IGNORECASE,
)


def shown(page: str) -> str:
    body = page[page.index("<body>") :]
    return unescape(re.sub(r"<[^>]*>", " ", body))


def with_evidence(outcome: Outcome) -> Outcome:
    def match(entry, verdict):
        origin = Record(source="crossref", id="10.1/x")
        return Match(
            entry=entry,
            verdict=verdict,
            score=0.9,
            candidate=Candidate(origin=origin, item={}),
            agreement={},
            reason="",
        )

    evidence = Evidence(
        matches=(match("r1", "accept"), match("r2", "review"), match("r2b", "reject")),
        unreachable=("r3",),
        asked=("crossref",),
    )
    return outcome.model_copy(update={"evidence": evidence})


@pytest.mark.parametrize("which", ["outcome", "undecided", "nothing"])
def test_the_inside_words_stay_inside(which, request):
    told = request.getfixturevalue(which)
    for one in (told, with_evidence(told)):
        # the messages of rules are told in shown words, as tests/check holds them to
        said_so = tuple(f.model_copy(update={"message": "Said."}) for f in one.findings)
        looked = Looked(name="care.txt", outcome=one.model_copy(update={"findings": said_so}))
        for said in (
            pretty(one, "care.txt", full=True).plain,
            linted(looked, full=True).plain,
            closing([looked]).plain.replace("--unsafe", ""),
            shown(as_html(one, "care.txt")),
        ):
            assert not INSIDE.findall(said), said


def test_no_phrase_of_the_tables_holds_an_inside_word():
    tables = (words.SUPPORT, words.VERDICTS, words.SEVERITIES, words.FIELDS, words.HEADLINES)
    phrases = [phrase for table in tables for phrase in table.values()]
    phrases = [p for p in phrases if p not in {"work reviewed", "author reviewed"}]
    assert len(phrases) > 90
    assert not [phrase for phrase in phrases if INSIDE.search(phrase)]


def test_every_rule_has_a_headline():
    from joinedup_refs.check.run import all_rules

    assert not [r.name for r in all_rules() if r.name not in words.HEADLINES]


def test_a_rule_without_a_headline_is_still_said_in_shown_words():
    assert words.headline("odd-container") == "odd journal or book"


def test_lines_are_named_in_runs():
    assert words.lines([5, 3, 4, 9, 9]) == "lines 3–5 and 9"
    assert words.lines([1, 2, 8, 20, 21, 22]) == "lines 1, 2, 8 and 20–22"
