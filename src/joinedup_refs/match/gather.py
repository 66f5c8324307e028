"""Asks sources about every entry, a few at a time, and lets no failure stop the rest."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from joinedup_refs.match.asking import MOST, PATIENCE, Asked, suited
from joinedup_refs.match.decide import decide_printed
from joinedup_refs.match.in_order import in_order
from joinedup_refs.match.query import asked_of
from joinedup_refs.match.values import Printed
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Candidate, Evidence, Match
from joinedup_refs.model.reference import Reference
from joinedup_refs.sources.source import Plan, Query, Source
from joinedup_refs.spread import SELDOM

__all__ = ["MOST", "PATIENCE", "gather", "match_one"]

_AHEAD = 4  # questions that wait for each worker, so that a long list takes flat memory


def match_one(reference: Reference, text: str, source: Source) -> tuple[Match, ...]:
    """Ask a source about one reference and its text; matches of entry `r1`, best first.

    Raises:
        SourceUnavailable: the source could not be asked.
    """
    with SELDOM:
        query, printed = asked_of(reference, text)
        return decide_printed("r1", printed, source.candidates(query, most=MOST))


def gather(
    document: Document,
    sources: Sequence[Source],
    *,
    on_begin: Callable[[tuple[Plan, ...]], None] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    workers: int = 3,
) -> Evidence:
    """Ask the sources about the entries of a document, in threads, and judge what comes.

    Each is asked about the works that it may have, by their type and by what they print; about a
    work that none of them is made for, all are asked.

    `on_begin` is told, before anything is asked, what the sources that can say so will be asked;
    what it raises stops the work. `on_progress` is told how many entries are done and how many
    there are; both are called in the calling thread. A source that fails leaves its entries
    `unreachable`, and what other sources found stays; after some failures in a row it is asked no
    more, unless it knows itself when to leave its service alone. Nothing else is raised.
    """
    asked = [Asked(source) for source in sources]
    questions = _questions(document, asked) if asked else []
    if on_begin is not None and asked:
        plans = (source.plan(_queries(questions, source)) for source in asked)
        on_begin(tuple(plan for plan in plans if plan is not None))
    for source in asked:
        source.announce(_queries(questions, source))
    matches: list[Match] = []
    unreachable: list[str] = []
    answers = in_order(
        _ask_all,
        questions,
        workers=workers,
        ahead=_AHEAD * max(1, workers),
    )
    for done, (question, answer) in enumerate(zip(questions, answers, strict=True), 1):
        matches += answer.matches
        if answer.failed:
            unreachable.append(question.entry)
        if on_progress is not None:
            on_progress(done, len(questions))
    return Evidence(
        matches=tuple(matches),
        unreachable=tuple(unreachable),
        failures=tuple(dict.fromkeys(m for source in asked for m in source.messages)),
        asked=tuple(dict.fromkeys(source.name for source in asked)),
    )


class _Question(NamedTuple):
    """An entry, and what is asked about it."""

    entry: str
    printed: Printed
    query: Query
    asked: tuple[Asked, ...]
    """Those who may have such a work, whoever is made for it first."""


class _Answer(NamedTuple):
    """What the sources had, and whether one of them could not be asked."""

    matches: tuple[Match, ...]
    failed: bool


def _questions(document: Document, asked: Sequence[Asked]) -> list[_Question]:
    questions: list[_Question] = []
    for entry in document.entries:
        text = document.reading(entry)
        query, printed = asked_of(entry.reference, text)
        if document.written is not None:  # a record may hold an abstract, and notes of its owner
            query = query._replace(text=_as_cited(query))
        questions.append(_Question(entry.id, printed, query, suited(asked, query)))
    return questions


def _as_cited(query: Query) -> str:
    """Give what a reference list would print of a record, which is all that a source is told."""
    told = (
        *query.authors,
        query.year,
        query.title,
        query.container,
        query.volume,
        query.page,
    )
    return " ".join(part for part in told if part)


def _queries(questions: Iterable[_Question], source: Asked) -> list[Query]:
    return [question.query for question in questions if source in question.asked]


def _ask_all(question: _Question) -> _Answer:
    answers = [source.ask(question.query) for source in question.asked]
    found: list[Candidate] = []
    for answer in answers:
        found += () if isinstance(answer, str) else answer
    matches = decide_printed(question.entry, question.printed, found)
    return _Answer(
        tuple(match for match in matches if _worth_knowing(match)),
        any(isinstance(answer, str) for answer in answers),
    )


def _worth_knowing(match: Match) -> bool:
    """Whether a match tells anything: a rejected one may own the DOI or the names."""
    told = (match.agreement.get(field) for field in ("author", "editor", "DOI"))
    return match.verdict != "reject" or not {"equal", "close"}.isdisjoint(told)
