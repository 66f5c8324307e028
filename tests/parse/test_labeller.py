from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from joinedup_refs.parse import labeller as labelling
from joinedup_refs.parse.labeller import MAX_CHARS, Labeller, load, trim


def labelled(raw):
    return [(part.label, raw[part.start : part.end]) for part in load().label(raw)]


CASES = {
    "Norris, A. and Bell, T. (2004), Sharing the load? What partners expect of each other. "
    "Public Policy Review, 12, 3, pp. 45–61.": [
        ("author", "Norris, A. and Bell, T."),
        ("issued", "2004"),
        ("title", "Sharing the load? What partners expect of each other"),
        ("container-title", "Public Policy Review"),
        ("volume", "12"),
        ("issue", "3"),
        ("page", "45–61"),
    ],
    "Ministry of Transport (1999), Roads for the Next Century, Cm 4417 (HMSO).": [
        ("author", "Ministry of Transport"),
        ("issued", "1999"),
        ("title", "Roads for the Next Century"),
        ("number", "Cm 4417"),
        ("publisher", "HMSO"),
    ],
    "Okafor, C. M., & Lindqvist, E. (2018). Soil carbon under cover crops. Journal of Soil "
    "Science, 44(2), 101-118. https://doi.org/10.1234/jss.2018.007": [
        ("author", "Okafor, C. M., & Lindqvist, E."),
        ("issued", "2018"),
        ("title", "Soil carbon under cover crops"),
        ("container-title", "Journal of Soil Science"),
        ("volume", "44"),
        ("issue", "2"),
        ("page", "101-118"),
        ("DOI", "10.1234/jss.2018.007"),
    ],
    "Okafor CM, Lindqvist E, Tan W. Soil carbon under cover crops. J Soil Sci. "
    "2018;44(2):101-18.": [
        ("author", "Okafor CM, Lindqvist E, Tan W"),
        ("title", "Soil carbon under cover crops"),
        ("container-title", "J Soil Sci"),
        ("issued", "2018"),
        ("volume", "44"),
        ("issue", "2"),
        ("page", "101-18"),
    ],
    "Hill, Margaret. The Long Harvest: Farming in Wales. Cardiff: University of Wales Press, "
    "1987.": [
        ("author", "Hill, Margaret"),
        ("title", "The Long Harvest: Farming in Wales"),
        ("publisher-place", "Cardiff"),
        ("publisher", "University of Wales Press"),
        ("issued", "1987"),
    ],
    "M. Hill and R. Stone, “Sparse codes for noisy channels,” IEEE Trans. Commun., vol. 31, no. 4, "
    "pp. 512–520, Apr. 1983.": [
        ("author", "M. Hill and R. Stone"),
        ("title", "Sparse codes for noisy channels"),
        ("container-title", "IEEE Trans. Commun"),
        ("volume", "31"),
        ("issue", "4"),
        ("page", "512–520"),
        ("issued", "Apr. 1983"),
    ],
    "Brandt, Ute (1998): Stadt und Verwaltung. In: Keller, Hans/Wolf, Ines (Hrsg.): Die moderne "
    "Stadt. Opladen: Westdeutscher Verlag, S. 33-57.": [
        ("author", "Brandt, Ute"),
        ("issued", "1998"),
        ("title", "Stadt und Verwaltung"),
        ("editor", "Keller, Hans/Wolf, Ines"),
        ("container-title", "Die moderne Stadt"),
        ("publisher-place", "Opladen"),
        ("publisher", "Westdeutscher Verlag"),
        ("page", "33-57"),
    ],
    "[7] S. Rao, Phys. Rev. D 82, 013010 (2010), arXiv:1004.1234 [hep-ph].": [
        ("citation-number", "7"),
        ("author", "S. Rao"),
        ("container-title", "Phys. Rev. D"),
        ("volume", "82"),
        ("page", "013010"),
        ("issued", "2010"),
        ("arXiv", "arXiv:1004.1234"),
    ],
}


@pytest.mark.parametrize("raw", CASES)
def test_strings_of_several_styles(raw):
    found = [part for part in labelled(raw) if part[0] != "note"]
    assert found == CASES[raw]


def test_parts_are_in_order_apart_and_sure_to_some_degree():
    for raw in CASES:
        parts = load().label(raw)
        assert all(0 <= p.confidence <= 1 and p.start < p.end <= len(raw) for p in parts)
        assert all(a.end <= b.start for a, b in pairwise(parts))


@pytest.mark.parametrize(
    "raw",
    [
        "",
        " \n\t",
        "\x00" * 50,
        "(" * 100_000,
        ")" * 100_000,
        "10.1000/" * 20_000,
        "😀 📚 (2001) 😀",
        "כהן, ד. (2001). שם המאמר. כתב העת, 3, 4–5.",
        "\u202eSmith\u202c, J. (1999)",
        "A" * 100_000,
        "é" + "\u0301" * 10_000,
        "[/i] %s {0} \\N \ud800",
    ],
)
def test_hostile_input_is_labelled_without_complaint(raw):
    parts = load().label(raw)
    assert all(0 <= p.start < p.end <= min(len(raw), MAX_CHARS) for p in parts)


def test_a_string_is_labelled_alike_whatever_came_before_and_from_any_thread():
    raws = list(CASES) * 5
    alone = [load().label(raw) for raw in raws]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(load().label, raws)) == alone


def test_what_was_forgotten_is_labelled_as_before(monkeypatch):
    raws = [*CASES, "", "Roe, A. (ed.): “A title”, in: Rivers (1999)."] * 2
    expected = load().label_many(raws)
    monkeypatch.setattr(labelling, "_MAX_WORDS", 3)
    monkeypatch.setattr(labelling, "_MAX_PLACES", 3)
    forgetful = Labeller(load().opened)
    assert [forgetful.label(raw) for raw in raws] == expected


def test_an_identifier_is_never_cut():
    raw = "A. Roe. A title. 2001. doi:10.1002/(SICI)1097-0258(19980815/30)17:15<1::AID>3.0.CO;2-2."
    assert ("DOI", "10.1002/(SICI)1097-0258(19980815/30)17:15<1::AID>3.0.CO;2-2") in labelled(raw)
    assert ("ISBN", "978-0-262-03384-8") in labelled(
        "Roe, A. (1999). Title. ISBN: 978-0-262-03384-8."
    )


@pytest.mark.parametrize(
    ("raw", "label", "value"),
    [
        ("“Is it so?”,", "title", "Is it so?"),
        ("(London:", "publisher-place", "London"),
        ("Smith, J.", "author", "Smith, J."),
        ("Smith, John.", "author", "Smith, John"),
        ("“Behind” and “before”.", "title", "“Behind” and “before”"),
        ("A title (a reprint).", "title", "A title (a reprint)"),
        ("«Bollettino»", "container-title", "Bollettino"),
        ("Demos).", "publisher", "Demos"),
        ("...", "title", ""),
    ],
)
def test_edges(raw, label, value):
    start, end = trim(raw, 0, len(raw), label)
    assert raw[start:end] == value
