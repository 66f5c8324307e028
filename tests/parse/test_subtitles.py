import pytest

from joinedup_refs.parse.draft import Label
from joinedup_refs.parse.subtitles import with_subtitles


def labelled(raw, *parts):
    return [Label(k, raw.index(t), raw.index(t) + len(t), 0.9) for k, t in parts]


@pytest.mark.parametrize(
    ("raw", "title", "half", "place"),
    [
        ("Die Mühle. Gedanken zum Handwerk, Opladen.", "Die Mühle", "Gedanken zum Handwerk", "Opl"),
        ("Towns. An Introduction, London.", "Towns", "An Introduction", "London"),
        ("Mills? Merkmale moderner Werke, Hamburg.", "Mills?", "Merkmale moderner Werke", "Hamb"),
        ("Towns: notes on walls. Leeds", "Towns", "notes on walls", "Leeds"),
    ],
)
def test_a_half_that_reads_as_a_title_is_the_title_s(raw, title, half, place):
    parts = (("title", title), ("publisher", half), ("publisher-place", place))
    whole, behind = with_subtitles(labelled(raw, *parts), raw)
    assert raw[whole.start : whole.end].startswith(title)
    assert raw[whole.start : whole.end].endswith(half)
    assert behind.label == "publisher-place"


@pytest.mark.parametrize(
    ("raw", "title", "publisher", "place"),
    [
        ("Towns. Harvester Wheatsheaf, Leeds.", "Towns", "Harvester Wheatsheaf", "Leeds"),
        ("Towns. Vandenhoek und Rupert, Leeds.", "Towns", "Vandenhoek und Rupert", "Leeds"),
        ("Towns. Verlag für neue Wege, Bern.", "Towns", "Verlag für neue Wege", "Bern"),
        ("Villes. La documentation morave, Brno.", "Villes", "La documentation morave", "Brno"),
        ("Towns. A Press with a View, Leeds.", "Towns", "A Press with a View", "Leeds"),
        ("Towns, notes on walls, Leeds.", "Towns", "notes on walls", "Leeds"),
    ],
)
def test_a_publisher_stays_one(raw, title, publisher, place):
    parts = (("title", title), ("publisher", publisher), ("publisher-place", place))
    labels = labelled(raw, *parts)
    assert with_subtitles(labels, raw) == labels


def test_a_series_or_a_book_that_reads_as_a_half_is_one():
    raw = "Towns. Studies in walls, Leeds."
    for label in ("collection-title", "container-title"):
        parts = (("title", "Towns"), (label, "Studies in walls"), ("publisher-place", "Leeds"))
        whole, _ = with_subtitles(labelled(raw, *parts), raw)
        assert (whole.label, raw[whole.start : whole.end]) == ("title", "Towns. Studies in walls")


@pytest.mark.parametrize(
    "half", ["Contributions to wall studies 7", "Proceedings of a day in Bern", "Reihe alte Mauern"]
)
def test_series_and_proceedings_stay_what_they_are(half):
    raw = f"Towns. {half}, Leeds."
    parts = (("title", "Towns"), ("collection-title", half), ("publisher-place", "Leeds"))
    labels = labelled(raw, *parts)
    assert with_subtitles(labels, raw) == labels


def test_a_book_with_pages_behind_the_title_of_a_chapter_stays_one():
    raw = "Gates. Walls of the north, Leeds, 31–49."
    parts = (
        *(("title", "Gates"), ("container-title", "Walls of the north")),
        *(("publisher-place", "Leeds"), ("page", "31–49")),
    )
    labels = labelled(raw, *parts)
    assert with_subtitles(labels, raw) == labels


@pytest.mark.parametrize(
    ("raw", "parts", "whole"),
    [
        (
            "Towns at a Look: ABC Indicators. ABC Publishing",
            (
                ("title", "Towns at a Look"),
                ("publisher", "ABC Indicators"),
                ("publisher", "ABC Publishing"),
            ),
            "Towns at a Look: ABC Indicators",
        ),
        (
            "Towns at a Look: ABC Social Indicators. Leeds",
            (("title", "Towns at a Look"), ("genre", "ABC Social"), ("title", "Indicators")),
            "Towns at a Look: ABC Social Indicators",
        ),
        (
            "Towns and Services: state of the art.",
            (("title", "Towns and Services"), ("publisher", "state of the art")),
            "Towns and Services: state of the art",
        ),
        (
            "Common Measure of Towns: CMT",
            (("title", "Common Measure of Towns"), ("publisher", "CMT")),
            "Common Measure of Towns: CMT",
        ),
    ],
)
def test_a_half_behind_a_colon_needs_no_place(raw, parts, whole):
    title, *rest = with_subtitles(labelled(raw, *parts), raw)
    assert (title.label, raw[title.start : title.end]) == ("title", whole)
    assert [x.label for x in rest] == ["publisher"] * (len(parts) - 2 if "Social" not in raw else 0)


@pytest.mark.parametrize("publisher", ["Routledge", "CMP", "Harbour Press"])
def test_a_publisher_alone_behind_a_colon_stays_one(publisher):
    raw = f"Common Measure of Towns: {publisher}"
    parts = labelled(raw, ("title", "Common Measure of Towns"), ("publisher", publisher))
    assert with_subtitles(parts, raw) == parts


@pytest.mark.parametrize(
    ("raw", "half", "edition", "joined"),
    [
        ("Quill. Zoll. Beiträge zur Lehre (4. Aufl.). Bern", "Beiträge zur Lehre", "4. Aufl", True),
        ("Quill. Tolls. Notes on ferries (2nd ed.). Leeds", "Notes on ferries", "2nd ed", True),
        ("Quill. Tolls. Lecture Series (2nd ed.). Leeds", "Lecture Series", "2nd ed", False),
        ("Quill. “Tolls.” Notes on ferries (2nd ed.). Leeds", "Notes on ferries", "2nd ed", False),
    ],
)
def test_what_stands_before_an_edition_in_brackets_is_no_series(raw, half, edition, joined):
    title = raw.split(". ")[1].strip("“”.")
    parts = (("author", "Quill"), ("title", title))
    labels = labelled(raw, *parts, ("collection-title", half), ("edition", edition))
    told = with_subtitles(labels, raw)
    assert [one.label for one in told] == (
        ["author", "title", "edition"] if joined else [one.label for one in labels]
    )
    assert raw[told[1].start : told[1].end].endswith(half if joined else title)


def test_a_text_that_somebody_edited_is_no_chapter_without_pages_or_in():
    raw = "Quill. Zoll. Fähren 1919–1920. Hrsg. von Anna Brook. Bern: Mühle"
    parts = [("author", "Quill"), ("title", "Zoll"), ("container-title", "Fähren 1919–1920")]
    labels = labelled(raw, *parts, ("editor", "Anna Brook"), ("publisher-place", "Bern"))
    whole = with_subtitles(labels, raw)[1]
    assert raw[whole.start : whole.end] == "Zoll. Fähren 1919–1920"
    paged = [*labels, Label("page", len(raw) - 1, len(raw), 0.9)]
    assert with_subtitles(paged, raw)[1].end == raw.index(". Fähren")
