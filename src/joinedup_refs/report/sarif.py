"""The report in SARIF, which code hosts and editors show beside the text.

Source: Static Analysis Results Interchange Format (SARIF) Version 2.1.0, OASIS Standard.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from urllib.parse import quote

from joinedup_refs.model.document import Outcome
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.finding import Finding, Suppressed
from joinedup_refs.model.text import Span, Text
from joinedup_refs.model.value import Json
from joinedup_refs.report import words
from joinedup_refs.report.briefly import plain
from joinedup_refs.report.diff import replacements
from joinedup_refs.report.json_text import harmless
from joinedup_refs.report.phrases import because, beyond
from joinedup_refs.report.rule_card import RuleCard
from joinedup_refs.version import __version__

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_FINGERPRINT = "joinedupRefs/v1"
_DRIVE = re.compile(r"[A-Za-z]:/")


def sarif(
    looked: Iterable[tuple[str, Outcome]],
    cards: Mapping[str, RuleCard] | None = None,
    unreadable: Sequence[str] = (),
    *,
    only_checked: bool = False,
) -> str:
    """Give the findings of texts, each with its name, as a SARIF 2.1.0 log.

    Columns and offsets are counted in code points. `cards` describe the rules; `unreadable` says
    which inputs could not be read and why. A finding that goes with the mend of its cause has the
    fix of that. Unless the texts were `only_checked`, results are held against the text as it was
    given: what was mended is `absent`, all else `unchanged`.
    """
    looked = tuple(looked)
    cards = cards or {}
    found = {
        f.code: f
        for _, outcome in looked
        for f in (*outcome.findings, *(s.finding for s in outcome.suppressed))
    }
    codes = sorted(found)
    order = {code: number for number, code in enumerate(codes)}
    results: list[Json] = []
    for name, outcome in looked:
        results += _Results(name, outcome, order, cleaned=not only_checked).all()
    run: dict[str, Json] = {
        "tool": {
            "driver": {
                "name": "joinedup-refs",
                "version": __version__,
                "rules": [_rule(found[code], cards.get(code)) for code in codes],
            }
        },
        "invocations": [_invocation(unreadable)],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return harmless(json.dumps(log, ensure_ascii=False, indent=2)) + "\n"


def _invocation(unreadable: Sequence[str]) -> Json:
    notices: list[Json] = [
        {"level": "error", "message": {"text": plain(said)}} for said in unreadable
    ]
    held: dict[str, Json] = {"executionSuccessful": not unreadable}
    return held | ({"toolExecutionNotifications": notices} if notices else {})


def _rule(finding: Finding, card: RuleCard | None) -> Json:
    short = words.sentence(words.headline(finding.rule))
    held: dict[str, Json] = {
        "id": finding.code,
        "name": finding.rule,
        "shortDescription": {"text": short},
    }
    if card is not None:
        held |= {
            "fullDescription": {"text": f"{card.summary}."},
            "help": {"text": card.page, "markdown": card.page},
            "defaultConfiguration": {"level": card.severity},
        }
    return held


class _Results:
    """The results of one text."""

    def __init__(
        self, name: str, outcome: Outcome, order: Mapping[str, int], *, cleaned: bool
    ) -> None:
        self.outcome = outcome
        self.cleaned = cleaned
        self.text: Text = outcome.text
        self.order = order
        self.artifact: dict[str, Json] = {"uri": _uri(name)}
        self.seen: Counter[str] = Counter()

    def all(self) -> list[Json]:
        """Give what was found, and what was suppressed."""
        told = [self.result(finding) for finding in self.outcome.findings]
        aside = [
            self.result(one.finding) | {"suppressions": [_suppression(one)]}
            for one in self.outcome.suppressed
        ]
        return [*told, *aside]

    def result(self, finding: Finding) -> dict[str, Json]:
        message = plain(finding.message) or finding.rule
        if reasons := beyond(finding.message, finding.reasons):
            message += f" {words.sentence(because(reasons))}"
        result: dict[str, Json] = {
            "ruleId": finding.code,
            "ruleIndex": self.order[finding.code],
            "level": finding.severity,
            "message": {"text": message},
            "locations": [self.location(finding.primary)],
            "partialFingerprints": {_FINGERPRINT: self.fingerprint(finding)},
        }
        if finding.related:
            result["relatedLocations"] = [
                {"id": n, "message": {"text": "see also"}, **self.location(span)}
                for n, span in enumerate(finding.related, 1)
            ]
        if self.cleaned:
            state = self.outcome.state(finding)
            result["baselineState"] = "unchanged" if state == "open" else "absent"
        cause = self.outcome.settled_by(finding)
        offered = finding.fixes or ((cause.fix,) if cause else ())
        fixes: list[Json] = [t for fix in offered if (t := self.fix(fix)) is not None]
        if fixes:
            result["fixes"] = fixes
        return result

    def location(self, span: Span) -> dict[str, Json]:
        place: Json = {"artifactLocation": self.artifact, "region": self.region(span)}
        return {"physicalLocation": place}

    def region(self, span: Span) -> dict[str, Json]:
        return {
            "startLine": self.text.line(span.start),
            "startColumn": self.text.column(span.start),
            "endLine": self.text.line(span.end),
            "endColumn": self.text.column(span.end),
            "charOffset": span.start,
            "charLength": len(span),
        }

    def fix(self, fix: Fix) -> Json:
        """Say a fix as replacements of text; None for one that changes values alone."""
        changes = replacements(self.outcome.document, fix.edits)
        if not changes:
            return None
        told: list[Json] = [
            {"deletedRegion": self.region(at), "insertedContent": {"text": new}}
            for at, new in changes
        ]
        change: Json = {"artifactLocation": self.artifact, "replacements": told}
        title = f"{words.sentence(plain(fix.title))} ({words.SUPPORT[fix.safety]})"
        return {"description": {"text": title}, "artifactChanges": [change]}

    def fingerprint(self, finding: Finding) -> str:
        """Give what stays the same when lines are put in before: rule, words, and which of many."""
        said = " ".join(self.text.slice(finding.primary).split())
        key = f"{finding.code}\0{said}"
        self.seen[key] += 1
        return sha256(f"{key}\0{self.seen[key]}".encode("utf-8", "replace")).hexdigest()[:32]


def _suppression(one: Suppressed) -> Json:
    held: dict[str, Json] = {
        "kind": "inSource" if one.in_text else "external",
        "status": "accepted",
    }
    return held | ({"justification": plain(one.reason)} if one.reason else {})


def _uri(name: str) -> str:
    """Give a name as a reference that is relative, or a file's whole address."""
    path = name.replace("\\", "/")
    if _DRIVE.match(path):
        return f"file:///{path[:2]}{quote(path[2:], safe='/')}"
    return ("file://" if path.startswith("/") else "") + quote(path, safe="/")
