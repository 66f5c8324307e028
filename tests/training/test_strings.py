"""The strings the model learns from: what is labelled must be what the label says."""

import random
import re

import pytest
from training.amended import amended
from training.layouts import LAYOUTS, OTHERS, chosen
from training.names import STYLES, name_list, one_name
from training.noise import damaged
from training.records import Work
from training.render import Library, _rendered, _sample
from training.sample import Sample

_PEOPLE = (("Hall", "Peter A."), ("Garcia-Lopez", "Ana"), ("Berg", "Jean-Luc"))


def _work(kind: str) -> Work:
    fields = {
        "title": "Learning to govern: How offices remember", "issued": "2009", "volume": "12",
        "issue": "3", "page": "371-395", "container-title": "Review of Social Policy",
        "DOI": "10.1234/abc.9",
    }  # fmt: skip
    return Work(kind, _PEOPLE, fields, 5)


def _library() -> Library:
    kinds = ("journal-article", "book-chapter", "dissertation", "book")
    return Library([_work(kind) for kind in kinds], [])


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
@pytest.mark.parametrize("kind", ["article", "book", "chapter", "report", "news", "web", "thesis"])
def test_every_layout_sets_every_kind_with_its_fields_in_place(layout: str, kind: str) -> None:
    library, rng = _library(), random.Random(3)
    found = [_rendered(library, LAYOUTS[layout], kind, rng) for _ in range(60)]
    for pieces in filter(None, found):
        sample = _sample(pieces, "x")
        assert not re.search(r"[{}$<]|\.\.", sample.raw.replace("<http", "").replace("<www", ""))
        texts = {label: sample.raw[a:b] for label, a, b in sample.spans}
        assert re.fullmatch(r"\d[\d\s–−-]*\w?( ?ff?| sqq)?", texts.get("volume", "1")) or texts[
            "volume"
        ].strip("IVXLC") in {"", "A"}
        assert "{" not in texts.get("title", "")
    assert any(found)


def test_no_template_leaves_an_alternative_open() -> None:
    rng = random.Random(1)
    for templates in [OTHERS, *(layout.templates for layout in LAYOUTS.values())]:
        for template in (t for kind in templates.values() for t in kind):
            assert "$" not in chosen(template, rng)


def test_the_seed_fixes_every_string() -> None:
    one, two = (
        [_rendered(_library(), LAYOUTS["german"], "chapter", random.Random(n)) for n in range(20)]
        for _ in range(2)
    )
    assert one == two


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("apa", "Hall, P. A., Garcia-Lopez, A., & Berg, J.-L."),
        ("german-slash", "Hall, Peter A./Garcia-Lopez, Ana/Berg, Jean-Luc"),
        ("chicago", "Hall, Peter A., Ana Garcia-Lopez, and Jean-Luc Berg"),
        ("vancouver", "Hall PA, Garcia-Lopez A, Berg JL"),
        ("capitals-und", "HALL, P. A., A. GARCIA-LOPEZ u. J.-L. BERG"),
        ("full-slash", "Peter A. Hall/Ana Garcia-Lopez/Jean-Luc Berg"),
        ("mla", "Hall, Peter A., et al."),
    ],
)
def test_names_are_set_as_the_style_says(style: str, expected: str) -> None:
    text = name_list(_PEOPLE, STYLES[style])
    assert text.startswith(expected[:12])
    if style != "mla":
        assert text == expected


def test_a_suffix_follows_the_given_names() -> None:
    assert one_name(("Alder", "John R.|Jr."), "F, I") == "Alder, J. R., Jr."
    assert one_name(("Alder", "John R.|Jr."), "G F") == "John R. Alder Jr."


def test_damage_keeps_every_label() -> None:
    rng = random.Random(9)
    pieces = [("Hall, P.", "author"), (" (", ""), ("2009", "issued"), ("): ", ""),
              ("Fiscal efficiency in official life", "title"), (". ", ""),
              ("Town Press", "publisher"), (".", "")]  # fmt: skip
    for _ in range(400):
        labels = [label for _, label in damaged(list(pieces), rng) if label]
        assert labels[:2] == ["author", "issued"][: len(labels)]
        assert "author" in labels


def _labels(raw: str, *parts: tuple[str, str]) -> list[tuple[str, str]]:
    spans, at = [], 0
    for label, text in parts:
        start = raw.index(text, at)
        at = start + len(text)
        spans.append((label, start, at))
    (sample,) = amended([Sample(raw, tuple(spans), "gold", "1")])
    return [(label, raw[a:b].strip(" ,.")) for label, a, b in sample.spans]


def test_a_report_number_is_parted_from_its_kind() -> None:
    raw = "Hall, P. Offices. Technical report 41, Town."
    assert _labels(raw, ("genre", "Technical report 41,")) == [
        ("genre", "Technical report"),
        ("number", "41"),
    ]


def test_editors_who_open_a_reference_are_editors() -> None:
    raw = "Borelli, G. (a cura di), Chiese, Verona, 1980."
    assert _labels(raw, ("author", "Borelli, G."), ("title", "Chiese"))[0][0] == "editor"


def test_the_number_before_a_series_is_the_number_of_the_series() -> None:
    raw = "In Offices, volume 402 of Lecture Notes in Control, pages 1-2."
    found = _labels(raw, ("volume", "402"), ("collection-title", "of Lecture Notes in Control,"))
    assert found[0] == ("collection-number", "402")


def test_announcements_are_no_notes() -> None:
    raw = "Hall, P. Offices. Retrieved from http://a.org"
    assert _labels(raw, ("title", "Offices."), ("note", "Retrieved from")) == [("title", "Offices")]
