"""Texts that cite in footnotes, with a list behind them."""

from joinedup_refs.clean import clean_text
from joinedup_refs.read import read
from joinedup_refs.report.pretty import pretty

LIST = (
    "\n## Bibliography\n\n"
    "Adams, Paula. *Bridges: A History*. Leeds: Harbour Press, 2001.\n\n"
    "Brook, Lena. *Ferries of the North*. Leeds: Harbour Press, 2005.\n\n"
    "Cole, Dora. *Fords*. Hull: River Press, 1999.\n"
)
NOTES = (
    "# On crossings\n\nBridges are old.[^1] Ferries are older.[^2] Fords are the oldest.[^3]\n\n"
    "[^1]: Paula Adams, *Bridges: A History* (Leeds: Harbour Press, 2001), 45.\n"
    "[^2]: See Lena Brook, *Ferries of the North* (Leeds: Harbour Press, 2005), 12.\n"
    "[^3]: Adams, *Bridges*, 47.\n"
)


def told(text):
    outcome = clean_text(read(text, suffix=".md").text)
    return " ".join(pretty(outcome, "crossings.md").plain.split())


def test_a_text_that_cites_in_notes_is_not_said_to_cite_nothing():
    report = told(NOTES + LIST)
    assert "The text cites in notes. 3 footnotes hold references" in report
    assert "No citation was found" not in report


def test_citations_beside_notes_are_counted():
    cited = NOTES.replace("Bridges are old.", "Bridges are old (Cole, 1999).")
    report = told(cited + LIST)
    assert "Citations: 1 found in the list" in report
    assert "3 footnotes hold references" in report


def test_a_text_without_either_is_said_to_have_none():
    prose = "# On crossings\n\n" + "Bridges are old and ferries are older than any of them. " * 8
    assert "No citation was found in the text" in told(prose + "\n" + LIST)
