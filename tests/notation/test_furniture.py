from joinedup_refs.notation.furniture import find


def stretches(text):
    return [text[f.start : f.end] for f in find(text)]


def test_counts_at_the_top():
    text = "1,783\nViews\n5\nCrossRef citations to date\n0\nAltmetric\nTheme: ferries\n\nText."
    assert stretches(text) == ["1,783\nViews\n5\nCrossRef citations to date\n0\nAltmetric"]


def test_permissions_behind_the_list_are_one_stretch():
    tail = "Additional information\n\nReprints and Corporate Permissions\n\nAcademic Permissions"
    text = f"Last entry.\n\n{tail}"
    assert stretches(text) == [text[text.index("Additional") :]]


def test_an_articles_own_lines_stay():
    assert stretches("Additional information\n\nThe data are public.") == []
    assert stretches("Views\n\nOpinions differ.\n12\nferries") == []


def test_no_lines_and_many_lines():
    assert stretches("") == []
    assert stretches("1\nViews\n" * 10_000) == ["1\nViews\n" * 9_999 + "1\nViews"]


def test_footers_of_downloads_are_furniture():
    footer = (
        "This content downloaded from 192.0.2.1 on Mon, 01 Jan 2024 12:00:00 UTC\n"
        "All use subject to https://about.jstor.org/terms"
    )
    assert stretches(f"Adams, P. (2001). Ferries.\n{footer}\nBrook, L. (2003). Tolls.") == [footer]
