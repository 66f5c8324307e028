"""Evidence made by hand for the examples of rules."""

from collections.abc import Mapping

from joinedup_refs.model.evidence import Agreement, Candidate, Evidence, Match, Update, Verdict
from joinedup_refs.model.origin import Record
from joinedup_refs.model.value import Json

SOURCE = "crossref"


def evidence(*matches: Match, unreachable: tuple[str, ...] = ()) -> Evidence:
    """Give what a source said."""
    failures = ("crossref did not answer",) if unreachable else ()
    return Evidence(matches=matches, unreachable=unreachable, failures=failures, asked=(SOURCE,))


def match(  # noqa: PLR0913  (what a record can be, each part by its name)
    entry: str,
    item: Mapping[str, Json],
    agree: str = "author title container-title volume",
    *,
    verdict: Verdict = "accept",
    differ: str = "",
    updates: tuple[Update, ...] = (),
    years: tuple[int, ...] = (),
    online_year: int | None = None,
    print_year: int | None = None,
    subtitle: str = "",
    levels: Mapping[str, str] | None = None,
    runner_up: bool = False,
    hangs_on: str = "",
    related: tuple[tuple[str, str], ...] = (),
    source: str = SOURCE,
) -> Match:
    """Give a record held against an entry; `agree` and `differ` name CSL variables.

    `hangs_on` names those without which it would not be accepted.
    """
    agreement: dict[str, Agreement] = dict.fromkeys(agree.split(), "equal")
    agreement |= dict.fromkeys(differ.split(), "differs")
    return Match(
        entry=entry,
        verdict=verdict,
        score=0.9,
        candidate=Candidate(
            origin=Record(source=source, id=str(item.get("DOI", "record 1"))),
            item=dict(item),
            updates=updates,
            years=years,
            online_year=online_year,
            print_year=print_year,
            subtitle=subtitle,
            levels=dict(levels or {}),
            related=related,
        ),
        agreement=agreement,
        reason="The title and the authors agree.",
        runner_up=runner_up,
        stands_without=tuple(v for v in agreement if v not in hangs_on.split()),
    )
