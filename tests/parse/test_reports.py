import pytest

from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse import parse


@pytest.mark.parametrize(
    ("raw", "genre", "number"),
    [
        ("Katz, L. (1999), Looms, NBER Working Paper No. 7771.", "NBER Working Paper", "7771"),
        (
            "Katz, L. (1999). Looms. World Bank Policy Research Working Paper No. 77. World Bank.",
            "World Bank Policy Research Working Paper",
            "77",
        ),
        (
            "Green, A. (2000). Mills. Kiel Working Papers 837. Kiel: Institute for Trade.",
            "Kiel Working Papers",
            "837",
        ),
        (
            "Green, A. (2000) Mills of the North Working Paper 12, Leeds: CERD.",
            "Working Paper",
            "12",
        ),
    ],
)
def test_the_name_of_the_series_belongs_to_the_number(raw, genre, number):
    csl = to_csl(parse(raw).reference)
    assert (csl["type"], csl["genre"], csl["number"]) == ("report", genre, number)
    assert csl["title"] in {"Looms", "Mills", "Mills of the North"}


def test_who_publishes_is_no_part_of_the_series():
    csl = to_csl(parse("Green, A. (2000). Mills, University of Leeds Working Paper 12.").reference)
    assert (csl["publisher"], csl["genre"]) == ("University of Leeds", "Working Paper")


@pytest.mark.parametrize(
    ("raw", "title", "number"),
    [
        (
            'United Nations General Assembly. 2015. "Mills and Weirs." A/RES/70/1, 21 October.',
            "Mills and Weirs",
            "A/RES/70/1",
        ),
        (
            "United Nations (2004) A More Open Weir: Shared Mills. A/59/565. New York: UN.",
            "A More Open Weir: Shared Mills",
            "A/59/565",
        ),
        (
            "European Commission (2001) Mills: A White Paper, COM(2001) 428 final, Brussels.",
            "Mills: A White Paper",
            "COM(2001) 428 final",
        ),
    ],
)
def test_a_document_s_symbol_is_its_number(raw, title, number):
    csl = to_csl(parse(raw).reference)
    assert (csl["type"], csl["title"], csl["number"]) == ("report", title, number)
    assert not {"volume", "issue", "container-title"} & csl.keys()


@pytest.mark.parametrize(
    ("raw", "genre", "number"),
    [
        ("Law Commission, Toll Contracts (Law Com No 853, 2014).", "Law Com", "853"),
        ("Law Commission, Toll Contracts (Law Com CP No 827, 2016).", "Law Com CP", "827"),
        ("NICE. Weirs in adults. NICE guideline [NG936]. 2019.", "NICE guideline", "NG936"),
        ("NICE (2018) Weirs in adults. Quality standard [QS915].", "Quality standard", "QS915"),
    ],
)
def test_guidance_and_law_commissions_number_their_reports(raw, genre, number):
    csl = to_csl(parse(raw).reference)
    assert (csl["type"], csl["genre"], csl["number"]) == ("report", genre, number)
    assert csl["title"] in {"Toll Contracts", "Weirs in adults"}
    assert not {"publisher", "container-title"} & csl.keys()
