import pytest

from joinedup_refs.parse.marks import marks_of


def told(raw):
    return [m.what for m in marks_of(raw)]


@pytest.mark.parametrize(
    "raw",
    [
        "Hood, C. (1991), A public management for all seasons? A Journal, 69, pp. 3–19.",
        "van der Berg, J. (2001), A title (Publisher).",
        "von Hayek, F. (1945), A title (Publisher).",
        "d'Alembert, J. (1751), A title (Publisher).",
        "http://example.org/",
        "Perri 6 (1997), Holistic Government (Demos).",
        "",
    ],
)
def test_what_is_whole(raw):
    assert told(raw) == []


def test_a_cut_start():
    assert told("erri 6 (1997), Holistic Government (Demos).") == ["cut-start"]


@pytest.mark.parametrize(
    "raw",
    [
        "Hood, C. (1991), A public management for all seasons? (Oxford University",
        "Hood, C. (1991), A public manage-",
        "Hood, C. (1991), A public management for all seasons?,",
    ],
)
def test_a_cut_end(raw):
    [mark] = marks_of(raw)
    assert mark.what == "cut-end"
    assert mark.at == len(raw)


def test_a_border():
    raw = (
        "erri 6 (1997), Holistic Government (Demos). Ranade, W. and Hudson, B. (2003) Conceptual "
        "issues in inter-agency collaboration. Local Government Studies, 29, 3, pp. 32–50."
    )
    start, border = marks_of(raw)
    assert (start.what, start.at) == ("cut-start", 0)
    assert (border.what, border.at) == ("border", raw.index("Ranade"))


@pytest.mark.parametrize(
    ("piece", "whats"),
    [("(", ["cut-end"]), ("a ", ["cut-start"]), ("-", ["cut-end"]), (" ", []), ("A", [])],
)
def test_long_input_is_marked_at_its_ends_only(piece, whats):
    raw = piece * (100_000 // len(piece))
    marks = marks_of(raw)
    assert [mark.what for mark in marks] == whats
    assert all(mark.at == (0 if mark.what == "cut-start" else len(raw)) for mark in marks)
