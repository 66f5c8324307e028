import threading
import time

import pytest
from invented import RECORDED, TEXT, people, record

from joinedup_refs.build import build
from joinedup_refs.errors import SourceUnavailable
from joinedup_refs.match import gather, match_one
from joinedup_refs.match.entries import match_many
from joinedup_refs.match.gather import PATIENCE
from joinedup_refs.model.layout import Layout
from joinedup_refs.model.text import Text
from joinedup_refs.parse import parse
from joinedup_refs.parse.entries import parse_entry
from joinedup_refs.read import read
from joinedup_refs.sources.memory import Memory
from joinedup_refs.sources.source import Plan, Source

LINES = [TEXT] + [
    f"Ode{chr(97 + n)}, B. ({1990 + n}), Glacial till of fjord {n}. Ice, {n + 1}, 2, pp. 1–9."
    for n in range(14)
]


@pytest.fixture(scope="module")
def document():
    return build(Text(printed="\n".join(LINES) + "\n"), (), Layout(list_only=True))


class Failing:
    """Fails every question, or all after some."""

    def __init__(self, error, after=0):
        self.name, self.error, self.after, self.asked = "failing", error, after, 0
        self.lock = threading.Lock()

    def candidates(self, query, *, most=5):  # noqa: ARG002  (the protocol's names)
        with self.lock:
            self.asked += 1
            if self.asked > self.after:
                raise self.error
        return ()


class Slow:
    """Answers late, the first question last; its record has the title asked for and no place."""

    name = "slow"

    def candidates(self, query, *, most=5):  # noqa: ARG002  (the protocol's names)
        time.sleep(0.05 if query.text == LINES[0] else 0.001)
        changed = {"title": query.title, "author": people(*query.authors), "DOI": query.page}
        return (record(**changed, container_title=None, volume=None, page=None),)


class Fixed:
    """Has one answer to all questions."""

    name = "fixed"

    def candidates(self, query, *, most=5):  # noqa: ARG002  (the protocol's names)
        return (record(),)


class Guarded:
    """Knows itself when to leave its service alone; fails the first question about each."""

    name = "guarded"

    def __init__(self, always=False):
        self.always, self.asked, self.told = always, [], []
        self.lock = threading.Lock()

    def prefetch(self, dois):
        self.told += dois

    def candidates(self, query, *, most=5):  # noqa: ARG002  (the protocol's names)
        with self.lock:
            first = query.text not in self.asked
            self.asked.append(query.text)
        if first or self.always:
            raise SourceUnavailable("it is down", ask_on=True)
        return (record(),)


class Planned(Guarded):
    name = "planned"

    def plan(self, queries, *, most=5):  # noqa: ARG002  (the protocol's names)
        return Plan("planned", searches=len(list(queries)), lookups=0, kept=0, per_second=1)


class Nonsense:
    name = "nonsense"

    def candidates(self, query, *, most=5):  # noqa: ARG002  (the protocol's names)
        return [{"DOI": "10.5555/x"}]


def test_a_source_in_memory_is_a_source():
    assert isinstance(Memory("works", [record()]), Source)


def test_every_entry_is_asked_about_and_the_order_is_kept(document):
    progress = []
    evidence = gather(
        document, [Slow()], on_progress=lambda done, of: progress.append((done, of)), workers=3
    )
    assert [m.entry for m in evidence.matches] == [e.id for e in document.entries]
    titles = [m.candidate.item["title"] for m in evidence.matches]
    assert titles == [e.reference.title for e in document.entries]
    assert progress == [(n, 15) for n in range(1, 16)]
    assert (evidence.asked, evidence.unreachable, evidence.failures) == (("slow",), (), ())


def test_what_shares_nothing_with_a_reference_is_not_told(document):
    evidence = gather(document, [Fixed()])
    assert [(m.entry, m.verdict) for m in evidence.matches] == [("r1", "accept")]


def test_a_failing_source_leaves_entries_unreachable_and_what_others_found(document):
    down = Failing(SourceUnavailable("works could not be asked: time-out"))
    evidence = gather(document, [Memory("library", [record()]), down])
    assert evidence.of("r1")[0].verdict == "accept"
    assert evidence.unreachable == tuple(e.id for e in document.entries)
    assert evidence.failures == ("works could not be asked: time-out",)
    assert evidence.asked == ("library", "failing")


@pytest.mark.parametrize("workers", [1, 3])
def test_a_source_that_is_down_is_not_asked_for_ever(document, workers):
    down = Failing(SourceUnavailable("down"))
    gather(document, [down], workers=workers)
    assert PATIENCE <= down.asked < PATIENCE + workers


def test_a_source_that_goes_down_midway_marks_the_rest_only(document):
    evidence = gather(document, [Failing(SourceUnavailable("down"), after=10)], workers=1)
    assert evidence.unreachable == tuple(e.id for e in document.entries[10:])


@pytest.mark.parametrize("error", [RuntimeError("bug"), KeyError("x"), RecursionError()])
def test_no_error_of_a_source_stops_the_rest(document, error):
    evidence = gather(document, [Failing(error)])
    assert len(evidence.unreachable) == 15
    assert evidence.failures[0].startswith(f"failing failed: {type(error).__name__}")


def test_an_answer_that_is_no_record_is_a_failure_and_not_nothing_found(document):
    evidence = gather(document, [Nonsense()])
    assert len(evidence.unreachable) == 15
    assert evidence.failures == ("nonsense gave something that is no record",)


def test_nothing_found_is_not_unreachable(document):
    evidence = gather(document, [Memory("empty", [])])
    assert (evidence.matches, evidence.unreachable, evidence.asked) == ((), (), ("empty",))


def test_without_sources_nothing_is_asked(document):
    assert gather(document, []).asked == ()


def test_one_reference_can_be_matched_by_itself():
    found = match_one(parse(TEXT).reference, TEXT, Memory("works", [record()]))
    assert [m.verdict for m in found] == ["accept"]
    assert found[0].candidate.item["DOI"] == RECORDED["DOI"]
    with pytest.raises(SourceUnavailable):
        match_one(parse(TEXT).reference, TEXT, Failing(SourceUnavailable("down")))


def test_a_source_that_guards_itself_is_asked_twice_about_each(document):
    source = Guarded()
    evidence = gather(document, [source])
    assert (evidence.unreachable, evidence.failures) == ((), ())
    assert len(source.asked) == 2 * 15
    source = Guarded(always=True)
    evidence = gather(document, [source])
    assert evidence.failures == ("it is down",)
    assert evidence.unreachable == tuple(e.id for e in document.entries)
    assert len(source.asked) == 2 * 15  # to the end: it costs nothing


def test_a_source_is_told_all_dois_before_the_first_question():
    lines = f"{TEXT} https://doi.org/10.5555/a\n{LINES[1]}\n{LINES[2]} doi:10.5555/b\n"
    document = build(Text(printed=lines), (), Layout(list_only=True))
    source = Guarded()

    def ask(query, *, most=5):  # noqa: ARG001  (the protocol's names)
        assert source.told == ["10.5555/a", "10.5555/b"]
        return ()

    source.candidates = ask
    assert gather(document, [source]).unreachable == ()


def test_a_source_that_fails_to_prefetch_is_asked_all_the_same(document):
    source = Guarded()

    def fail(_):
        raise RuntimeError("no room for them")

    source.prefetch = fail
    assert gather(document, [source]).unreachable == ()


def test_what_is_to_be_asked_is_told_and_may_be_refused(document):
    source = Planned()
    told = []
    gather(document, [source, Fixed()], on_begin=told.append)
    assert told == [(Plan("planned", searches=15, lookups=0, kept=0, per_second=1),)]
    source = Planned()

    def refuse(plans):
        raise RuntimeError(plans)

    with pytest.raises(RuntimeError):
        gather(document, [source], on_begin=refuse)
    assert (source.asked, source.told) == ([], [])


@pytest.mark.parametrize("apart", [False, True])
def test_entries_one_by_one_are_told_before_their_turn(apart):
    source = Guarded()
    entries = [(parse_entry(line), line) for line in [f"{TEXT} doi:10.5555/a", *LINES[1:6]]]
    done = []
    answers = list(match_many(entries, source, apart=apart, on_progress=done.append))
    assert [answer.failure for answer in answers] == [""] * 6
    assert answers[0].best is not None
    assert source.told == ["10.5555/a"]
    assert done == [1, 2, 3, 4, 5, 6]


def test_a_source_without_words_for_its_failure_is_still_unreachable():
    (answer,) = match_many([parse_entry(TEXT)], Failing(SourceUnavailable()))
    assert answer.failure == "failing could not be asked"


class Choosy:
    """A source that has works of some kinds, and is made for one of them."""

    def __init__(self, name, has, made_for, log):
        self.name, self._has, self._made_for, self._log = name, has, made_for, log
        self.announced = []

    def suits(self, query):
        return query.kind in self._has

    def is_made_for(self, query):
        return query.kind == self._made_for

    def announce(self, queries):
        self.announced += [query.kind for query in queries]

    def candidates(self, query, *, most=5):  # noqa: ARG002  (the protocol's names)
        self._log.append((self.name, query.kind))
        return ()


def test_sources_are_asked_about_what_they_may_have_the_one_made_for_it_first():
    log = []
    books = Choosy("books", {"book"}, "book", log)
    every = Choosy("every", {"book", "article-journal"}, "", log)
    data = Choosy("data", {"dataset"}, "dataset", log)
    text = (
        "References\n\nHeron, B. (1999), Herons of the lakes. Uppsala: Lake Press.\n"
        "Heron, B. (2011), Lakes without birds. Journal of Lakes, 4, 2, pp. 11–29.\n"
    )
    document = build(Text(printed=text), (), Layout())
    kinds = [entry.reference.csl_type for entry in document.entries]
    assert kinds == ["book", "article-journal"]
    gather(document, [every, data, books], workers=1)
    assert log == [("books", "book"), ("every", "book"), ("every", "article-journal")]
    assert (books.announced, every.announced, data.announced) == (["book"], kinds, [])


def test_a_work_that_none_is_made_for_is_asked_of_all():
    log = []
    sources = [Choosy(name, {"dataset"}, "dataset", log) for name in ("one", "two")]
    text = "References\n\nHeron, B. (1999), Herons of the lakes. Uppsala: Lake Press.\n"
    gather(build(Text(printed=text), (), Layout()), sources, workers=1)
    assert log == [("one", "book"), ("two", "book")]


class Listening:
    """Has nothing, and keeps what it was asked."""

    name = "listening"

    def __init__(self):
        self.heard = []

    def candidates(self, query, *, most=5):  # noqa: ARG002  (the protocol's names)
        self.heard.append(query)
        return ()


def test_of_a_record_no_source_is_told_more_than_a_list_would_print():
    library = (
        "@article{ode04, author = {Ode, B.}, title = {Glacial till}, journal = {Ice},\n"
        "  year = 2004, abstract = {Secret abstract}, note = {My note}, annote = {Opinion}}\n"
    )
    source = Listening()
    gather(build(read(library.encode(), suffix=".bib").text), [source])
    (query,) = source.heard
    assert query.text == "Ode 2004 Glacial till Ice"
    assert "secret" not in str(query).casefold()
    assert "note" not in str(query).casefold()
