"""Names as a sentence bends them lead to the entry of the plain name; misspelt ones are told."""

import pytest

from joinedup_refs.clean import clean_text
from joinedup_refs.model.finding import Finding
from joinedup_refs.read import read

GERMAN = """Literaturverzeichnis

Nautisches Bundesamt (2010): Wasserstände und Gezeiten. Wiesbaden: Amtsverlag.
Deutscher Hafentag (2011): Bericht der Kommission. Berlin: Amtsverlag.
Bundesministerium der Fähren (2012): Monatsbericht. Berlin: Amtsverlag.
Europäische Hafenkommission (2013): Bericht über Zölle. Brüssel: Amtsverlag.
Harrow, Thomas (2001): Zölle und Fähren. In: Hafenblatt 12, S. 4–56.
"""
FRENCH = """Références

Banque portuaire (2010), Rapport sur les ports. Paris : Presses du Port.
Organisation mondiale des marées (2011), Rapport sur les marées. Genève : Presses du Lac.
OCDP (2012), Regards sur les ports. Paris : Presses du Port.
D’Orsel, P. (2013), Tableaux des ports. Paris : Presses du Port.
"""
SPANISH = """Referencias

Banco Portuario (2010), Informe sobre puertos. Madrid: Editorial Puerto.
Instituto Nacional de Mareas (2011), Anuario de mareas. Madrid: Editorial Puerto.
"""
ENGLISH = """References

Harbour Bank (2010), Report on ports. Leeds: Harbour Press.
Harrow, T. (2001), Tolls and ferries. Harbour Review, 12(3), pp. 4–56.
"""


def cited(prose: str, listed: str) -> tuple[list[tuple[str, tuple[str, ...]]], list[Finding]]:
    outcome = clean_text(read(f"{prose}\n\n{listed}").text)
    links = [(one.link, one.references) for one in outcome.document.citations]
    return links, [f for f in outcome.findings if f.rule == "citation-name-mismatch"]


@pytest.mark.parametrize(
    ("prose", "listed", "entry"),
    [
        ("Das zählt das Nautische Bundesamt (2010), und so ist es.", GERMAN, "r1"),
        ("Das ist vom Nautischen Bundesamt (2010) und gilt.", GERMAN, "r1"),
        ("Daten des Nautischen Bundesamtes (2010) zeigen es.", GERMAN, "r1"),
        ("So war es (Nautisches Bundesamt 2010).", GERMAN, "r1"),
        ("Der Deutsche Hafentag (2011) sagt es.", GERMAN, "r2"),
        ("So nach dem Deutschen Hafentag (2011).", GERMAN, "r2"),
        ("Nach Zahlen des Bundesministeriums der Fähren (2012) ist es so.", GERMAN, "r3"),
        ("Nach der Europäischen Hafenkommission (2013) ist es so.", GERMAN, "r4"),
        ("Das ist Harrows (2001) These und gilt.", GERMAN, "r5"),
        ("Selon la Banque portuaire (2010), tout va.", FRENCH, "r1"),
        ("Selon l’Organisation mondiale des marées (2011), tout va.", FRENCH, "r2"),
        ("D’après les chiffres de l'OCDP (2012), tout va.", FRENCH, "r3"),
        ("L’OCDP (2012) le dit.", FRENCH, "r3"),
        ("C’est d’Orsel (2013) qui le dit.", FRENCH, "r4"),
        ("Según datos del Banco Portuario (2010), sí.", SPANISH, "r1"),
        ("El Instituto Nacional de Mareas (2011) lo dice.", SPANISH, "r2"),
        ("The Harbour Bank’s (2010) report and the rest is so.", ENGLISH, "r1"),
    ],
)
def test_a_bent_name_leads_to_its_entry(prose, listed, entry):
    assert cited(prose, listed) == ([("exact", (entry,))], [])


@pytest.mark.parametrize(
    ("prose", "listed", "misspelt", "titles"),
    [
        (
            "Das zählt das Nautiche Bundesamt (2010), und so ist es.",
            GERMAN,
            "Nautiche Bundesamt",
            ["Change the text to “Nautische Bundesamt”"],
        ),
        (
            "So wurde es der Europäischen Hafenkomission (2013) gesagt.",
            GERMAN,
            "Europäischen Hafenkomission",
            ["Change the text to “Europäischen Hafenkommission”"],
        ),
        (
            "So war es (Nautisches Bundesamd, 2010).",
            GERMAN,
            "Nautisches Bundesamd",
            [
                "Change the text to “Nautisches Bundesamt”",
                "Change the list to “Nautisches Bundesamd”",
            ],
        ),
        (  # an s behind a name is a slip where the prose is not German, and in brackets always
            "It is so, and Harrows (2001) is the one to say it.",
            ENGLISH,
            "Harrows",
            ["Change the text to “Harrow”", "Change the list to “Harrows”"],
        ),
        (
            "Das ist so und gilt (Harrows 2001).",
            GERMAN,
            "Harrows",
            ["Change the text to “Harrow”", "Change the list to “Harrows”"],
        ),
    ],
)
def test_a_misspelt_name_is_told_as_the_sentence_bends_it(prose, listed, misspelt, titles):
    [(link, _)], [finding] = cited(prose, listed)
    assert link == "paired"
    assert finding.message.startswith(f"The text has “{misspelt}” in ")
    assert [fix.title for fix in finding.fixes] == titles
