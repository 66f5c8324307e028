import pytest

from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse import parse
from joinedup_refs.parse.draft import Label
from joinedup_refs.parse.volume_titles import with_volume_titles


@pytest.mark.parametrize(
    ("title", "volume"),
    [
        ("Zollgesetz. Kommentar, Bd. 1: Präambel, Artikel 1–19", "1"),
        ("Zollgesetz. Kommentar, Bd. 2: Artikel 20–82", "2"),
        ("Handbuch des Zollrechts, Bd. III: Demokratie, Wahlen", "III"),
    ],
)
def test_what_a_volume_is_called_is_the_title_s_and_no_author(title, volume):
    raw = f"Quill, Horst (Hrsg.): {title}, 3. Aufl., Bern: Mühle 2013."
    csl = to_csl(parse(raw).reference)
    assert (csl["type"], csl["title"], csl["volume"]) == ("book", title, volume)
    assert (csl["edition"], csl["publisher-place"], csl["publisher"]) == ("3", "Bern", "Mühle")
    assert [name["family"] for name in csl["editor"]] == ["Quill"]
    assert not {"author", "container-title"} & csl.keys()


def test_the_volume_that_a_chapter_stands_in_is_left_alone():
    raw = "Quill, A.: Fähren, in: Zollgesetz, Bd. 1: Zölle, Wege, 3. Aufl., Bern 2013"
    labels = [
        Label("author", 0, 9, 0.9),
        Label("title", 11, 17, 0.9),
        Label("container-title", 23, 33, 0.9),
    ]
    assert raw[23:33] == "Zollgesetz"
    assert with_volume_titles(labels, raw) == labels
