"""Lists in BibTeX's standard styles."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup_refs import formats
from joinedup_refs.errors import ConfigInvalid
from joinedup_refs.formats import Record
from joinedup_refs.notation.csl import from_csl
from joinedup_refs.styles.labelled import STYLES, cite
from joinedup_refs.tables import rows

PERRI_6 = {
    "type": "book",
    "title": "Holistic Government",
    "author": [{"family": "6", "given": "Perri"}],
    "issued": {"date-parts": [[1997]]},
    "publisher": "Demos",
}
CM_6683 = {
    "type": "report",
    "title": "Transformational Government—Enabled by Technology",
    "author": [{"literal": "Cabinet Office"}],
    "genre": "Command Paper",
    "number": "Cm 6683",
    "publisher": "The Stationery Office",
    "issued": {"date-parts": [[2005, 11]]},
}
OSBORNE = {
    "type": "article-journal",
    "title": "The new public governance?",
    "author": [{"family": "Osborne", "given": "S."}],
    "container-title": "Public Management Review",
    "volume": "8",
    "issue": "3",
    "page": "377-388",
    "issued": {"date-parts": [[2006]]},
}


def listed(*items, style="plain"):
    return cite([Record(f"r{n}", from_csl(i)) for n, i in enumerate(items, 1)], style)


def test_plain_sorts_by_author_and_numbers():
    assert listed(OSBORNE, PERRI_6, CM_6683) == (
        "[1] Perri 6. Holistic Government. Demos, 1997.",
        "[2] S. Osborne. The new public governance? Public Management Review, 8(3):377–388, 2006.",
        (
            "[3] Cabinet Office. Transformational government—enabled by technology. "
            "Command Paper Cm 6683, The Stationery Office, November 2005."
        ),
    )


def test_unsrt_keeps_the_order():
    labels = [line.split(". ")[0] for line in listed(OSBORNE, PERRI_6, style="unsrt")]
    assert labels == ["[1] S", "[2] Perri 6"]


def test_alpha_makes_labels_that_differ():
    later = OSBORNE | {"title": "Another", "volume": "9"}
    lines = listed(OSBORNE, later, PERRI_6, style="alpha")
    labels = [line[: line.index("]") + 1] for line in lines]
    assert len(set(labels)) == 3
    assert {"[Osb06a]", "[Osb06b]"} < set(labels)


def test_what_is_missing_is_left_out():
    (line,) = listed({"type": "article-journal", "title": "T", "author": [{"family": "Roe"}]})
    assert line == "[1] Roe. T."
    assert len(listed({"type": "book"}, {"type": "thesis"}, style="alpha")) == 2


def test_a_book_by_nobody_has_no_editor():
    assert listed({"type": "book", "title": "Towns", "publisher": "P"}) == ("[1] Towns. P.",)


def test_names():
    people = [
        {"family": "Aalst", "given": "Wil", "non-dropping-particle": "van der"},
        {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
        {"literal": "Department of the Environment, Transport and the Regions"},
    ]
    (line,) = listed({"type": "book", "title": "T", "author": people})
    assert line.startswith(
        "[1] Wil van der Aalst, Martin Luther King, Jr., and Department of the Environment, "
        "Transport and the Regions. T."
    )


@pytest.mark.parametrize(
    "title",
    ["R&D: 100% of $5_000 #tags ~ or ^", "{braces} and } alone {", "C:\\path <test>", "“Quoted”"],
)
def test_signs_of_latex_are_printed_as_they_are(title):
    (line,) = listed({"type": "book", "title": title})
    assert title in line


def test_markup_is_taken_out():
    (line,) = listed({"type": "book", "title": "On CO<sub>2</sub> and <i>E. coli</i>"})
    assert "CO2 and E. coli" in line


def test_what_pybtex_has_no_type_for_says_what_it_is():
    (line,) = listed(CM_6683 | {"type": "legislation"})
    assert "Command Paper Cm 6683, The Stationery Office" in line


@pytest.mark.parametrize("kind", [row["type"] for row in rows("csl_types")])
@pytest.mark.parametrize("style", STYLES)
def test_every_type_is_printed(kind, style):
    (line,) = listed(OSBORNE | {"type": kind}, style=style)
    assert "Osborne" in line
    assert "new public governance" in line
    assert "2006" in line


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30), st.text(max_size=30))
def test_no_text_breaks_a_style(title, name):
    for style in STYLES:
        item = {"type": "book", "title": title, "author": [{"literal": name}, {"family": name}]}
        assert len(listed(item, OSBORNE, style=style)) == 2


def test_there_is_no_other_style():
    with pytest.raises(ConfigInvalid, match="plain, alpha, unsrt"):
        cite([], "apa")


def test_every_tricky_record_is_printed(corpora):
    read = formats.find("csl-json").read
    assert read
    records = read((corpora / "formats" / "tricky.csl.json").read_text(encoding="utf-8"))
    for style in STYLES:
        lines = cite(records, style)
        assert len(lines) == len(records)
        assert not [line for line in lines if "\\text" in line or "$<$" in line]
