"""The volume or the issue of an entry is not that of its record.

## What it does

Where a record was found for an article, holds the printed volume and issue against the record's.
Roman and arabic numbers are the same; a double issue (`3–4`) fits each of its parts. Silent where a
number is no plain number, where the record's number stands in another place of the entry, which may
then have been misunderstood, where the printed number is another one of the record's, such as its
first page, and where another record has the number as printed.

## Why it matters

Volume and page are how a printed journal is opened, and how programs tell articles of the same
title apart.

## Fix safety

Well supported where the record is of this work whatever the number, at least three other fields
agreeing, and no other source contradicts it. Otherwise a best guess. Another work's reference list
replaces nothing.

## Sources

Crossref's metadata schema, `volume` and `issue`; CSL 1.0.2.
"""

import re
from collections.abc import Iterator
from typing import Literal, TypeAlias

from joinedup_refs.check.amending import put, replaced, stands_elsewhere
from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.recorded import Claim, claims, found, support
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.witnesses import reasons, says
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.reference import Article
from joinedup_refs.model.value import Json
from joinedup_refs.notation import numbering, roman

_Numbered: TypeAlias = Literal["volume", "issue"]
_PARTS = re.compile(r"\s?[-–/&,]\s?")


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the articles whose volume or issue differs from their record's."""
    del context
    variables: tuple[_Numbered, ...] = ("volume", "issue")
    for entry, matches in found(document, evidence):
        if not isinstance(entry.reference, Article):
            continue
        for variable in variables:
            told = claims(matches, variable)
            shown = [_bare(variable, claim.value) for claim in told]
            if any(stands_elsewhere(document, entry, variable, number) for number in shown):
                continue
            if any(_is_another(entry, variable, claim) for claim in told):
                continue
            if told and all(_conflicts(entry.reference, variable, c) for c in told):
                yield _told(document, entry, variable, told)


def _told(
    document: Document, entry: Entry, variable: _Numbered, told: tuple[Claim, ...]
) -> Finding:
    printed = str(getattr(entry.reference, variable))
    chosen = support(told, variable, _same)
    claim = chosen[0] if chosen else told[0]
    shown = _bare(variable, claim.value)
    because = reasons(claim, variable, f"{variable} {shown}")
    fixes: tuple[Fix, ...] = ()
    if chosen is not None:
        amendment = put(document, entry, variable, printed, shown)
        setting = replaced(entry, variable, shown, RULE.code, because)
        if amendment is not None and setting is not None:
            title = f"Change the {variable} to {shown}"
            fixes = (Fix(title=title, safety=chosen[1], edits=(amendment, setting)),)
    who = f"the record has {shown}" if fixes else says(claim, variable, shown)
    return RULE.finding(
        f"The list has {variable} {printed}; {who}.",
        entry.span,
        entries=(entry.id,),
        reasons=because if fixes else (),
        fixes=fixes,
    )


def _is_another(entry: Entry, variable: _Numbered, claim: Claim) -> bool:
    """Whether the printed number is one of the record's that the entry seems not to print.

    In `83, 2` the page may have been taken for the issue.
    """
    printed = str(getattr(entry.reference, variable, ""))
    item = claim.match.candidate.item
    unprinted = (v for v in ("volume", "issue", "page") if v not in entry.origins and v in item)
    return any(re.split(r"[-–]", str(item[v]))[0].strip() == printed for v in unprinted)


def _conflicts(article: Article, variable: _Numbered, claim: Claim) -> bool:
    printed, recorded = _numbers(getattr(article, variable)), _numbers(_bare(variable, claim.value))
    return bool(printed and recorded) and not printed & recorded


def _bare(variable: _Numbered, value: Json) -> str:
    bare = numbering.bare_volume if variable == "volume" else numbering.bare_issue
    return bare(str(value)) if isinstance(value, (str, int)) else ""


def _numbers(text: str) -> frozenset[str]:
    """Give the numbers that a volume or an issue is made of; none where it is not all numbers."""
    parts = [part.strip() for part in _PARTS.split(text[:40])]
    numbers = [part.lstrip("0") if part.isdigit() else _from_roman(part) for part in parts]
    return frozenset(numbers) if all(numbers) else frozenset()


def _from_roman(part: str) -> str:
    number = roman.parse(part)
    return str(number) if number else ""


def _same(one: Json, other: Json) -> bool:
    return bool(_numbers(str(one)) & _numbers(str(other)))


_LINE = "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 31–49.\n"

RULE = Rule(
    code="NUM708",
    name="volume-or-issue-conflict",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(
                _match("r1", {"volume": "22", "issue": "2", "DOI": "10.1/a"}, differ="issue")
            ),
            finds=(_LINE.strip(),),
            after=_LINE.replace("22, 1,", "22, 2,"),
            values={"r1": {"issue": "2", "volume": "22"}},
            safety="evident",
            why="All else agrees with the record.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(
                _match("r1", {"volume": "21"}, "author title container-title", differ="volume")
            ),
            finds=(_LINE.strip(),),
            after=_LINE.replace("22, 1,", "21, 1,"),
            values={"r1": {"volume": "21"}},
            safety="evident",
            why="The same for a volume.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", {"volume": "XXII", "issue": "1/2"})),
            why="A Roman number, and one part of a double issue.",
        ),
        Example(
            text=_LINE.replace(", 1, pp. 31–49", ", 31"),
            list_only=True,
            evidence=_evidence(_match("r1", {"volume": "22", "issue": "4", "page": "31-49"})),
            why="What was taken for the issue is the first page.",
        ),
    ),
)
