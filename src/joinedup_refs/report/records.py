"""Each reference beside the record that was found for it, or why there is none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from joinedup_refs.model.document import Document, Outcome
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence, Match
from joinedup_refs.model.name import Name, Person
from joinedup_refs.model.value import Json
from joinedup_refs.notation import names as name_notation
from joinedup_refs.notation import pages as page_notation
from joinedup_refs.notation.csl import name_from_csl, to_csl
from joinedup_refs.report import words
from joinedup_refs.report.briefly import clip, entry_name, plain, value_text
from joinedup_refs.report.page_parts import doi_link, safe_link

_FIELDS = (
    "author",
    "editor",
    "title",
    "container-title",
    "issued",
    "volume",
    "issue",
    "page",
    "publisher",
    "DOI",
)
_AGREED = frozenset({"equal", "close"})
_MOST = 3
"""Records shown for one reference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field in which the list and a record are not the same."""

    field: str
    """In the word shown."""
    printed: str
    """Empty where the list has nothing."""
    recorded: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One record beside a reference."""

    verdict: str
    """In the words shown."""
    source: str
    label: str
    """The record's name: its DOI, or what its source calls it."""
    href: str
    """Where it can be seen; http or https, or empty."""
    title: str
    reason: str
    differences: tuple[Difference, ...]
    match: Match


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A reference and its records."""

    entry: str
    name: str
    line: int
    verdict: str
    """In the words shown."""
    records: tuple[Shown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """What the sources said of a list."""

    asked: tuple[str, ...]
    rows: tuple[Row, ...]
    failures: tuple[str, ...]

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """Each verdict given with how many references have it, the best first."""
        verdicts = [row.verdict for row in self.rows]
        order = (*words.VERDICTS.values(), words.NOT_FOUND, words.COULD_NOT)
        return tuple((v, verdicts.count(v)) for v in order if v in verdicts)

    def named(self, verdict: str) -> tuple[str, ...]:
        """Give the references with a verdict."""
        return tuple(row.name for row in self.rows if row.verdict == verdict)


def was_asked(evidence: Evidence | None) -> bool:
    """Whether any source was asked at all."""
    return evidence is not None and bool(evidence.asked)


def records(outcome: Outcome) -> Records | None:
    """Set each reference beside its records; None where no source was asked."""
    evidence = outcome.evidence
    if evidence is None or not evidence.asked:
        return None
    return Records(
        asked=tuple(map(plain, evidence.asked)),
        rows=tuple(_row(outcome.result, evidence, entry) for entry in outcome.result.entries),
        failures=tuple(plain("; ".join(f.splitlines())) for f in evidence.failures),
    )


def unchecked(outcomes: Sequence[Outcome]) -> str:
    """Say that no record was looked for, and who was asked for anything else."""
    held = [one.evidence for one in outcomes if one.evidence is not None]
    looked = [address for evidence in held for address in evidence.addresses]
    said = "NOT CHECKED against any record."
    if not looked:
        return f"{said} Nothing left your computer."
    missed = sum(one.state == "unreachable" for one in looked)
    asked = f"{said} {words.count(len(looked), 'web address', 'web addresses')} asked for"
    return f"{asked}; {missed} could not be reached." if missed else f"{asked}."


def told_matches(evidence: Evidence, entry: Entry) -> tuple[Match, ...]:
    """Give the records worth showing: no other work's but the one that the printed DOI leads to."""
    printed = entry.reference.doi.casefold()
    return tuple(
        match
        for match in evidence.of(entry.id)
        if match.verdict != "reject"
        or (printed and str(match.candidate.item.get("DOI") or "").casefold() == printed)
    )[:_MOST]


def _row(document: Document, evidence: Evidence, entry: Entry) -> Row:
    found = told_matches(evidence, entry)
    order = list(words.VERDICTS)
    best = min((m.verdict for m in found), key=order.index, default=None)
    verdict = words.VERDICTS[best] if best else words.NOT_FOUND
    if entry.id in evidence.unreachable and best != "accept":
        verdict = words.COULD_NOT
    return Row(
        entry=entry.id,
        name=entry_name(entry, document.reading(entry)),
        line=document.text.line(entry.span.start),
        verdict=verdict,
        records=tuple(_shown(document, entry, match) for match in found),
    )


def _shown(document: Document, entry: Entry, match: Match) -> Shown:
    item, origin = match.candidate.item, match.candidate.origin
    doi, url = str(item.get("DOI") or ""), str(item.get("URL") or "")
    href = doi_link(doi) or (url if safe_link(url) else "")
    return Shown(
        verdict=words.VERDICTS[match.verdict],
        source=plain(origin.source),
        label=clip(doi or origin.id or origin.source, 80),
        href=href,
        title=clip(value_text(item.get("title")), 300),
        reason=clip(match.reason, 400),
        differences=differences(document, entry, match),
        match=match,
    )


def differences(document: Document, entry: Entry, match: Match) -> tuple[Difference, ...]:
    """Give the fields in which what is printed is not what the record has."""
    item, own = match.candidate.item, to_csl(entry.reference)
    out: list[Difference] = []
    for variable in _FIELDS:
        there = item.get(variable)
        if there in (None, "", [], {}):
            continue
        printed = _printed(document, entry, variable, own.get(variable))
        same = _SAME.get(variable, _same_words)
        if printed is not None and same(printed, there):
            continue
        if variable == "issued" and _year_is_known(printed, match):
            continue
        if variable == "publisher" and match.agreement.get("publisher") in _AGREED:
            continue
        if printed is None and variable in {"editor", "author", "container-title"}:
            continue
        out.append(
            Difference(
                field=words.field(variable),
                printed=clip(value_text(printed), 300),
                recorded=clip(value_text(there), 300),
            )
        )
    return tuple(out)


def _printed(document: Document, entry: Entry, variable: str, value: Json) -> Json:
    """Give a value as it was before anything was mended; None where nothing was printed."""
    origin = entry.origins.get(variable)
    if origin is None or origin.kind == "printed":
        return value
    if origin.kind == "rule" and origin.instead_of is not None:
        at = origin.instead_of.at
        # what an amendment has made otherwise is taken as printed
        return plain(document.text.slice(at))
    return None if origin.kind in {"record", "linked"} else value


def _year_is_known(printed: Json, match: Match) -> bool:
    candidate = match.candidate
    years = {*candidate.years, candidate.online_year, candidate.print_year}
    return value_text(printed)[:4] in {str(year) for year in years if year}


def _same_words(one: Json, other: Json) -> bool:
    return _letters(value_text(one)) == _letters(value_text(other))


def _letters(text: str) -> str:
    folded = text.casefold().replace("&", "and")
    return "".join(char for char in folded if char.isalnum())


def _same_pages(one: Json, other: Json) -> bool:
    pages = [page_notation.parse(value_text(value)) for value in (one, other)]
    if pages[0] is None or pages[1] is None:
        return _same_words(one, other)
    return page_notation.first_and_last(pages[0]) == page_notation.first_and_last(pages[1])


def _same_people(one: Json, other: Json) -> bool:
    left, right = _people(one), _people(other)
    if not left:  # what was printed is only known as text
        return _letters(value_text(one)) == _letters(value_text(other))
    return len(left) == len(right) and all(
        name_notation.family_key(a) == name_notation.family_key(b)
        and _given(b).startswith(_given(a))
        for a, b in zip(left, right, strict=True)
    )


def _people(value: Json) -> list[Name]:
    found = [name_from_csl(v) for v in value] if isinstance(value, list) else []
    return [name for name in found if name is not None]


def _given(name: Name) -> str:
    given = name_notation.initials_of(name.given) if isinstance(name, Person) else ""
    return _letters(given)


_SAME: dict[str, Callable[[Json, Json], bool]] = {
    "page": _same_pages,
    "author": _same_people,
    "editor": _same_people,
}
