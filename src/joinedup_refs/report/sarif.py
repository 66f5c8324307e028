"""The report in SARIF, which code hosts and editors show beside the text.

Source: Static Analysis Results Interchange Format (SARIF) Version 2.1.0, OASIS Standard.
"""

import json
from urllib.parse import quote

from joinedup_refs.model.document import Outcome
from joinedup_refs.model.edit import AmendText, Fix
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.text import Span, Text
from joinedup_refs.model.value import Json
from joinedup_refs.report import words
from joinedup_refs.report.briefly import plain
from joinedup_refs.version import __version__

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def sarif(outcome: Outcome, name: str) -> str:
    """Give the findings as a SARIF 2.1.0 log, columns counted in code points."""
    rules = {f.code: f.rule for f in sorted(outcome.findings, key=lambda f: f.code)}
    order = list(rules)
    run: dict[str, Json] = {
        "tool": {
            "driver": {
                "name": "joinedup-refs",
                "version": __version__,
                "rules": [
                    {
                        "id": code,
                        "name": rule,
                        "shortDescription": {"text": words.sentence(words.headline(rule))},
                    }
                    for code, rule in rules.items()
                ],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(outcome, f, name, order.index(f.code)) for f in outcome.findings],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _result(outcome: Outcome, finding: Finding, name: str, index: int) -> Json:
    result: dict[str, Json] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": finding.severity,
        "message": {"text": plain(finding.message) or finding.rule},
        "locations": [_location(outcome.text, finding.primary, name)],
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": n, **_location(outcome.text, span, name)}
            for n, span in enumerate(finding.related, 1)
        ]
    fixes = [_fix(outcome.text, fix, name) for fix in finding.fixes if _only_amends(fix)]
    if fixes:
        result["fixes"] = fixes
    return result


def _location(text: Text, span: Span, name: str) -> dict[str, Json]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(name)},
            "region": _region(text, span),
        }
    }


def _region(text: Text, span: Span) -> dict[str, Json]:
    return {
        "startLine": text.line(span.start),
        "startColumn": text.column(span.start),
        "endLine": text.line(span.end),
        "endColumn": text.column(span.end),
        "charOffset": span.start,
        "charLength": len(span),
    }


def _uri(name: str) -> str:
    return quote(name.replace("\\", "/"), safe="/")


def _only_amends(fix: Fix) -> bool:
    """Whether some of a fix can be said as replacements of text, and nothing but values is left."""
    kinds = {edit.kind for edit in fix.edits}
    return "amend" in kinds and kinds <= {"amend", "set"}


def _fix(text: Text, fix: Fix, name: str) -> Json:
    return {
        "description": {"text": plain(fix.title)},
        "artifactChanges": [
            {
                "artifactLocation": {"uri": _uri(name)},
                "replacements": [
                    {"deletedRegion": _region(text, e.at), "insertedContent": {"text": e.text}}
                    for e in fix.edits
                    if isinstance(e, AmendText)
                ],
            }
        ],
    }
