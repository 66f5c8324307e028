"""The verdict on each record that may be of the work a reference means. Pure."""

from collections.abc import Iterable

from joinedup_refs.match import clusters
from joinedup_refs.match.compare import Comparison, compare
from joinedup_refs.match.judge import Judgement, accepts, judge
from joinedup_refs.match.values import Printed, Recorded
from joinedup_refs.model.evidence import Candidate, Match
from joinedup_refs.model.reference import Reference

NEAR = 0.06
"""A record of another work that scores this little less makes the best one ambiguous."""

_SAID = frozenset(["equal", "close", "differs"])
_RANK = {"accept": 0, "review": 1, "related": 2, "reject": 3}


def decide(
    entry: str, reference: Reference, text: str, candidates: Iterable[Candidate]
) -> tuple[Match, ...]:
    """Judge every candidate for a reference with its text; the best comes first.

    The order of the candidates makes no difference. At most one work is accepted: its records
    from several sources all are, and of two records in one source the better one.
    """
    return decide_printed(entry, Printed.of(reference, text), candidates)


def decide_printed(
    entry: str, printed: Printed, candidates: Iterable[Candidate]
) -> tuple[Match, ...]:
    """Judge every candidate for what a reference prints, as `decide` does."""
    judged = [_Judged(c, compare(printed, Recorded.of(c))) for c in candidates]
    judged.sort(key=_order)
    judged = _without_doubles(judged)
    works = clusters.works([one.comparison.recorded for one in judged])
    numbered = dict(zip(map(id, judged), works, strict=True))
    before = [one.judgement for one in judged]
    _settle(judged, works)
    if any(one.judgement is not old for one, old in zip(judged, before, strict=True)):
        judged.sort(key=_order)
    _leave_out(judged, [numbered[id(one)] for one in judged])
    return tuple(one.match(entry) for one in judged)


class _Judged:
    """A candidate with what was found about it."""

    def __init__(self, candidate: Candidate, comparison: Comparison) -> None:
        self.candidate = candidate
        self.comparison = comparison
        self.judgement: Judgement = judge(comparison)
        self.runner_up = False
        self.stands_without: list[str] = []

    def may_do_without(self, variable: str) -> bool:
        """Whether it may be accepted with a variable left out: never, where titles differ."""
        return variable == "title" or not self.comparison.differs("title")

    def match(self, entry: str) -> Match:
        """Give it as the evidence has it."""
        return Match(
            entry=entry,
            verdict=self.judgement.verdict,
            score=round(self.judgement.score, 4),
            candidate=self.candidate,
            agreement={
                field: how
                for field, how in self.comparison.fields.items()
                if how != "missing" or field in self.candidate.item
            },
            reason=self.judgement.reason,
            runner_up=self.runner_up,
            stands_without=tuple(self.stands_without),
        )


class _Written:
    """A candidate in writing, which is only written where nothing else tells two apart."""

    def __init__(self, candidate: Candidate) -> None:
        self._candidate = candidate

    def __lt__(self, other: "_Written") -> bool:
        return self._candidate.model_dump_json() < other._candidate.model_dump_json()


def _order(one: _Judged) -> tuple[int, float, int, str, str, _Written]:
    """Order by verdict and score, and where these are equal by something that cannot vary."""
    origin = one.candidate.origin
    verdict = _RANK[one.judgement.verdict]
    return (
        verdict,
        -round(one.judgement.score, 6),
        -list(one.comparison.fields.values()).count("equal"),
        origin.source,
        origin.id,
        _Written(one.candidate),
    )


def _without_doubles(judged: list[_Judged]) -> list[_Judged]:
    """Keep one of several copies of a record, the best judged."""
    seen: dict[tuple[str, str], _Judged] = {}
    for one in judged:
        origin = one.candidate.origin
        seen.setdefault((origin.source, origin.id), one)
    return list(seen.values())


def _settle(judged: list[_Judged], works: list[int]) -> None:
    """Leave one work accepted at the most; two that fit nearly alike are both put to the reader."""
    accepted = [n for n, one in enumerate(judged) if one.judgement.verdict == "accept"]
    if not accepted:
        return
    best = judged[accepted[0]]
    for n in accepted[1:]:
        other = judged[n]
        if works[n] == works[accepted[0]]:
            if other.candidate.origin.source == best.candidate.origin.source:
                other.judgement = other.judgement.as_double()
            continue
        near = best.judgement.score - other.judgement.score < NEAR
        if near and not best.comparison.agrees("DOI"):
            best.runner_up = other.runner_up = True
        other.judgement = other.judgement.as_runner_up()
    if best.runner_up:
        for n in accepted:
            if works[n] == works[accepted[0]] and judged[n].judgement.verdict == "accept":
                judged[n].judgement = judged[n].judgement.as_runner_up()
                judged[n].runner_up = True


def _leave_out(judged: list[_Judged], works: list[int]) -> None:
    """Decide once more without each variable, to see for which of them nothing hangs on it.

    Only then is what a record says of the variable no echo of the decision: with the page left out,
    two papers of one title in a volume may fit alike.
    """
    accepted = [n for n, one in enumerate(judged) if one.judgement.verdict == "accept"]
    said = {v for n in accepted for v, how in judged[n].comparison.fields.items() if how in _SAID}
    for variable in sorted(said):
        left = {
            n: one.comparison.without(variable)
            for n, one in enumerate(judged)
            if one.may_do_without(variable)
        }
        held = [n for n, comparison in left.items() if accepts(comparison)]
        if len(held) > 1:
            again = {n: _Judged(judged[n].candidate, left[n]) for n in held}
            order = sorted(again, key=lambda n: _order(again[n]))
            _settle([again[n] for n in order], [works[n] for n in order])
            held = [n for n in held if again[n].judgement.verdict == "accept"]
        for n in accepted:
            if n in held:
                judged[n].stands_without.append(variable)
