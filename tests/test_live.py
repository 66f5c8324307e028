"""The editorial against the real Crossref; run with `pytest -m live -s`."""

import os
from pathlib import Path

import pytest

from joinedup_refs.clean import clean
from joinedup_refs.match.gather import gather
from joinedup_refs.sources.crossref import Crossref

REFERENCES = Path(__file__).resolve().parent.parent / "data" / "editorial" / "references.txt"


@pytest.mark.live
def test_the_editorial_against_crossref():
    """Tells what was accepted; an unreachable Crossref is no failure of ours, nor a success."""
    source = Crossref(os.environ.get("JOINEDUP_REFS_MAILTO", ""))
    document = clean(REFERENCES).result
    evidence = gather(document, [source])
    if evidence.unreachable:
        pytest.skip(f"not checked, as Crossref could not be asked: {evidence.failures}")
    dois = {}
    for entry in document.entries:
        accepted = evidence.accepted(entry.id)
        dois[entry.id] = accepted[0].candidate.origin.id if accepted else ""
        print(f"{entry.id:5} {document.reading(entry)[:60]:60}  {dois[entry.id] or '-'}")  # noqa: T201  (what this test is for)
    assert evidence.asked == ("crossref",)
    assert dois["r10"] == "10.1080/14719030600853022"
    assert dois["r14"] == "10.1080/09540962.2013.763424"
