"""Whatever a text holds, no report hands a terminal anything that it would obey."""

import io
import json
import re

import pytest
from rich.console import Console

import joinedup_refs as jr
from joinedup_refs.cli.showing import cards
from joinedup_refs.report.as_html import as_html
from joinedup_refs.report.as_json import as_json, many_as_json, report
from joinedup_refs.report.concise import concise
from joinedup_refs.report.diff import diff
from joinedup_refs.report.explain import explained
from joinedup_refs.report.github import github
from joinedup_refs.report.linted import Looked, linted
from joinedup_refs.report.pretty import pretty
from joinedup_refs.report.record import record
from joinedup_refs.report.sarif import sarif

COMMANDS = "\x1b[31m\x1b]0;mine\x07\x9b31m\x9d0;mine\x9c\x08\x7f\u202e\u2066\x85\x00\x0b"
"""Escape sequences in both forms, a bell, a backspace, and turns of direction."""
OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
TEXT = (
    f"Tolls{COMMANDS} rose (Harrow{COMMANDS}, Citation2001; Quill, 2003; Vole{COMMANDS}, 1999).\n\n"
    "References\n\n"
    f"  • Harrow, T. (2001), Tolls {COMMANDS} and ferries. Harbour{COMMANDS} Notes, 12(3), 9–4.\n"
    f"  • Quill, N. (2002), Fer{COMMANDS}ries. Harbour Notes, 12, pp. 6–61, doi:10.1/a{COMMANDS}\n"
    f"  • erri{COMMANDS} 6 (1997), Holistic Towns (Demesne). Vole, U. (2004){COMMANDS} Walls. W.\n"
)
BIB = (
    f"@article{{a{COMMANDS}, title = {{To{COMMANDS}lls & ferries}}, pages = {{1-2}},\n"
    f" journal = {{Harb{COMMANDS}our}}, year = {{200{COMMANDS}1}}, doi = {{10.1/{COMMANDS}}}}}\n"
    f"@misc{{a{COMMANDS}, tit{COMMANDS}le = {{x}}, author = {{Vole{COMMANDS}, U.}}}}\n"
)
NAME = f"a{COMMANDS}.txt"


@pytest.fixture(scope="module", params=["prose", "markdown", "page", "library"])
def outcome(request):
    if request.param == "library":
        source = BIB
    elif request.param == "page":
        lines = TEXT.replace("\n", "<p>")
        source = f"<html><body>{lines}</body></html>"
    else:
        source = TEXT.replace("  • ", "* ") if request.param == "markdown" else TEXT
    made = jr.clean(source)
    assert made.entries
    assert made.findings
    return made


REPORTS = {
    "pretty": lambda outcome: pretty(outcome, NAME, width=80, full=True).plain,
    "brief": lambda outcome: pretty(outcome, NAME, width=60).plain,
    "linted": lambda outcome: linted(Looked(name=NAME, outcome=outcome), full=True).plain,
    "concise": lambda outcome: concise(outcome, NAME),
    "github": lambda outcome: github(outcome, NAME),
    "html": lambda outcome: as_html(outcome, NAME),
    "json": lambda outcome: as_json(outcome, NAME),
    "json of many": lambda outcome: many_as_json([report(outcome, NAME)], [(NAME, COMMANDS)]),
    "sarif": lambda outcome: sarif([(NAME, outcome)], cards(), [COMMANDS]),
    "diff": lambda outcome: diff(outcome, NAME),
}


@pytest.mark.parametrize("form", REPORTS)
def test_no_report_has_a_character_that_commands(outcome, form):
    told = REPORTS[form](outcome)
    assert len(told) > 20 or form == "diff"
    assert not OBEYED.findall(told)
    told.encode("utf-8")


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_what_is_escaped_is_not_lost(outcome, form):
    told = json.loads(REPORTS[form](outcome))
    held = json.dumps(told, ensure_ascii=False)
    assert "\u202e" in held or form == "sarif"


@pytest.mark.parametrize("width", [40, 100])
def test_nor_has_what_is_said_of_a_reference(width):
    raw = TEXT.splitlines()[4]
    entry = jr.parse(raw)
    for screen in (explained(entry, raw, width=width), record(entry, raw, width=width)):
        assert not OBEYED.findall(screen.plain)
        console = Console(record=True, width=width, file=io.StringIO())
        console.print(screen)
        assert not OBEYED.findall(console.export_text())
