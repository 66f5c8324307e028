"""Lines of references matched a batch at a time, here or in another process."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from joinedup_refs.match.entries import Answer
    from joinedup_refs.model.evidence import Match
    from joinedup_refs.parse.model_file import Model
    from joinedup_refs.sources.source import Source

NOTHING = "no record found, which proves nothing"


class Line(NamedTuple):
    """What is written about a line."""

    written: str
    failed: bool
    """Whether the source could not be asked about it."""


def matched(
    strings: list[str], *, again: "Callable[[], Source]", model: "Model | None"
) -> list[Line]:
    """Parse and match some lines; only what is written goes back, which is quick to hand over."""
    from joinedup_refs.errors import JoinedUpError
    from joinedup_refs.match.entries import Answer, match_each
    from joinedup_refs.parse.entries import parse_many

    try:
        source = again()
    except JoinedUpError as error:
        return [line_of(Answer((), str(error)))] * len(strings)
    entries = parse_many(strings, model=model)
    return [line_of(one) for one in match_each(zip(entries, strings, strict=True), source)]


def is_near(found: "Match") -> bool:
    """Whether anything speaks for a record, so that it is worth a word even if it is refused."""
    return found.verdict != "reject" or found.score > 0


def place_of(found: "Match") -> str:
    """Say where a record is: its DOI as an address, or its name in the source."""
    doi, origin = found.candidate.item.get("DOI"), found.candidate.origin
    return f"https://doi.org/{doi}" if doi else f"{origin.id} in {origin.source}"


def line_of(answer: "Answer") -> Line:
    """Write an answer as a line of JSON."""
    return Line(as_json(answer), bool(answer.failure))


def as_json(answer: "Answer") -> str:
    """Give an answer as a line of JSON; `doi` is only ever that of an accepted record.

    A record without a DOI is named in `record`. Of one with which nothing agrees nothing is said.
    """
    best = answer.best if any(map(is_near, answer.matches[:1])) else None
    held: dict[str, object] = {"verdict": "unreachable" if answer.failure else "reject"}
    held |= {"doi": None, "score": 0.0, "reason": answer.failure or NOTHING}
    if best is not None:
        accepted = best.verdict == "accept"
        doi = best.candidate.item.get("DOI")
        held = {
            "verdict": best.verdict if best.verdict in {"accept", "review"} else "reject",
            "doi": doi if accepted else None,
            "score": round(best.score, 4),
            "reason": best.reason,
        }
        if best.verdict == "reject":
            held["refused"] = {"title": best.candidate.item.get("title"), "record": place_of(best)}
        elif not accepted:
            held["related" if best.verdict == "related" else "candidate"] = doi
        if best.verdict != "reject" and not doi:
            held["record"] = place_of(best)
    return json.dumps(held) + "\n"
