"""Crossref with every fault there is: nothing is lost, wrong, or "not found" for a fault."""

import pytest
from crossref_server import CrossrefServer
from invented_works import invented
from pretended_time import SharedTime
from spoiled_answers import FAULTS, HARMLESS, LASTING, Mixed, Poisoned, most_in_a_second

from joinedup_refs.build import build
from joinedup_refs.match.gather import gather
from joinedup_refs.model.layout import Layout
from joinedup_refs.model.text import Text
from joinedup_refs.sources import requesting
from joinedup_refs.sources.answer_cache import AnswerCache
from joinedup_refs.sources.crossref import Crossref

MAILTO = "reader@example.org"
MANY = 120
FEW = 12
SLOW = {"time-out", "slow body"}


@pytest.fixture
def time(monkeypatch):
    made = SharedTime(jitter=0.5)
    monkeypatch.setattr(requesting, "Places", made.places)
    return made


def listed(references):
    lines = "".join(one.line + "\n" for one in references)
    return build(Text(printed=lines), (), Layout(list_only=True))


@pytest.fixture(scope="module")
def many():
    return listed(invented(MANY))


@pytest.fixture(scope="module")
def few():
    return listed(invented(FEW))


def served(time, references):
    works = [one.work for one in references if one.work]
    server = CrossrefServer(works, clock=lambda: time.now)
    server.aliases = {one.printed: one.doi for one in references if one.kind == "alias"}
    return server


def asker(server, time, path, **options):
    options = {"timeout_s": 5, "mailto": MAILTO} | options
    return Crossref(base_url=server.url, timing=time.timing, cache=AnswerCache(path), **options)


def by_entry(evidence):
    found = {}
    for match in evidence.matches:
        found.setdefault(match.entry, []).append(match)
    return found


def test_without_faults_every_record_is_found_and_no_other(time, many, tmp_path):
    references = invented(MANY)
    with served(time, references) as server:
        evidence = gather(many, [asker(server, time, tmp_path / "kept")])
    assert (evidence.unreachable, evidence.failures) == ((), ())
    for entry, truth in zip(many.entries, references, strict=True):
        accepted = [match.candidate.origin.id for match in evidence.accepted(entry.id)]
        assert accepted == ([truth.doi] if truth.doi else []), truth.line
    # of six references two print a DOI that a list finds, three one that is then looked up alone
    assert len(server.lists) == MANY + -(-(MANY // 6 * 3) // 50)
    assert len(server.singles) <= MANY // 6 * (1 + 1 + 1 + 1)
    assert most_in_a_second(server.lists) <= 3
    assert most_in_a_second(server.singles) <= 10
    assert server.most_at_once <= 3


@pytest.mark.parametrize("mailto", [MAILTO, ""])
def test_faults_of_all_kinds_mixed(time, many, tmp_path, mailto):
    references = invented(MANY)
    with served(time, references) as server:
        clean = gather(many, [asker(server, time, tmp_path / "clean")])
        expected = by_entry(clean)
        server.asked.clear()
        server.most_at_once = 0
        server.spoil = mixed = Mixed(seed=7, share=0.35)
        kept = tmp_path / "kept"
        first = gather(many, [asker(server, time, kept, mailto=mailto, timeout_s=0.5)])
        assert len(mixed.sent) > len(FAULTS) - 3  # nearly every kind had its turn
        assert most_in_a_second(server.lists) <= (3 if mailto else 1)
        assert most_in_a_second(server.singles) <= (10 if mailto else 5)
        assert server.most_at_once <= (3 if mailto else 1)
        # whatever was not given up is exactly what it is without a fault
        assert 0 < len(first.unreachable) < MANY / 3
        assert len(first.failures) > 0
        found = by_entry(first)
        for entry in many.entries:
            if entry.id not in first.unreachable:
                assert found.get(entry.id) == expected.get(entry.id)
        # and the next run asks about the rest alone
        server.spoil = lambda _, right: right
        server.asked.clear()
        second = gather(many, [asker(server, time, kept, mailto=mailto)])
        assert second == clean
        # a search and a DOI for each, and the list in which their DOIs are looked for first
        assert len(server.asked) <= 2 * len(first.unreachable) + 1


def _patience(name):
    """Give seconds of real time: short where nothing comes, else enough for a busy machine."""
    return 0.5 if name in SLOW else 5.0


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_a_fault_that_stays_costs_only_what_it_is_about(time, few, tmp_path, name):
    references = invented(FEW)
    poisoned = range(1, FEW, 12 if name in SLOW else 5)
    with served(time, references) as server:
        clean = by_entry(gather(few, [asker(server, time, tmp_path / "clean")]))
        titles = [references[at].line.split("), ")[1].partition(".")[0] for at in poisoned]
        server.spoil = Poisoned(name, titles)
        server.asked.clear()
        # one after the other: time passes for those who wait while others still work out something
        source = asker(server, time, tmp_path / "kept", timeout_s=_patience(name))
        evidence = gather(few, [source], workers=1)
        assert evidence.unreachable == tuple(few.entries[at].id for at in poisoned)
        assert evidence.failures
        assert most_in_a_second(server.lists) <= 3
        found = by_entry(evidence)
        for entry in few.entries:
            if entry.id not in evidence.unreachable:
                assert found.get(entry.id) == clean.get(entry.id)


@pytest.mark.parametrize("name", sorted(FAULTS.keys() - LASTING))
def test_a_fault_that_passes_costs_nothing(time, few, tmp_path, name):
    references = invented(FEW)
    with served(time, references) as server:
        clean = gather(few, [asker(server, time, tmp_path / "clean")])
        seen = set()

        def first_time_only(asked, right):
            if asked.target in seen or (name in SLOW and len(seen) > 3):
                return right
            seen.add(asked.target)
            return Poisoned(name, [""])(asked, right)

        server.spoil = first_time_only
        # one after the other: time passes for those who wait while others still work out something
        source = asker(server, time, tmp_path / "kept", timeout_s=_patience(name))
        evidence = gather(few, [source], workers=1)
        assert evidence == clean


@pytest.mark.parametrize("name", sorted(HARMLESS))
def test_what_is_merely_new_is_no_fault(time, few, tmp_path, name):
    with served(time, invented(FEW)) as server:
        clean = gather(few, [asker(server, time, tmp_path / "clean")])
        server.spoil = Poisoned(name, [""])
        assert gather(few, [asker(server, time, tmp_path / "kept")]) == clean


@pytest.mark.parametrize("name", ["429", "503", "hang-up"])
def test_an_outage_in_the_middle_is_waited_for(time, many, tmp_path, name):
    """The service answers, is down for five minutes, and is back: nothing is lost."""
    references = invented(MANY)
    waits = []
    with served(time, references) as server:
        clean = gather(many, [asker(server, time, tmp_path / "clean")])
        begun = time.now

        def down_for_a_while(asked, right):
            down = 20 <= asked.at_s - begun < 320
            return Poisoned(name, [""])(asked, right) if down else right

        server.spoil = down_for_a_while
        patient = asker(
            server,
            time,
            tmp_path / "kept",
            patience_s=3000,  # of a clock that several threads move on
            on_wait=lambda seconds, why: waits.append((seconds, why)),
        )
        server.asked.clear()
        assert gather(many, [patient]) == clean
        while_down = [one for one in server.asked if 30 <= one.at_s - begun < 320]
        assert len(while_down) < 40  # it was left alone
        assert waits


def test_an_outage_that_lasts_is_given_up(time, many, tmp_path):
    with served(time, invented(MANY)) as server:
        clean = by_entry(gather(many, [asker(server, time, tmp_path / "clean")]))
        begun = time.now
        server.spoil = lambda asked, right: (
            Poisoned("503", [""])(asked, right) if asked.at_s - begun > 20 else right
        )
        evidence = gather(many, [asker(server, time, tmp_path / "kept", patience_s=120)])
        assert MANY // 2 < len(evidence.unreachable) < MANY
        found = by_entry(evidence)
        for entry in many.entries:
            if entry.id not in evidence.unreachable:
                assert found.get(entry.id) == clean.get(entry.id)
        server.spoil = lambda _, right: right
        assert by_entry(gather(many, [asker(server, time, tmp_path / "kept")])) == clean
