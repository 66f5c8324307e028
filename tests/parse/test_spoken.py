import pytest

from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse import parse

HARROW = [{"family": "Harrow", "given": "Clara"}]
QUILL = [{"family": "Quill", "given": "Tom"}]


def read(raw):
    return to_csl(parse(raw).reference)


@pytest.mark.parametrize(
    ("raw", "kind", "told"),
    [
        (
            (
                "Tom Quill to Clara Harrow, 4 March 1944, Harrow Papers, MS 212/3, Leeds University"
                " Library."
            ),
            "personal_communication",
            {"author": QUILL, "recipient": HARROW, "archive_location": "MS 212/3"},
        ),
        (
            "Quill, Tom. Letter to Clara Harrow. 4 Mar. 1944. MS. Harrow Papers. Leeds Archives.",
            "personal_communication",
            {
                "author": QUILL,
                "recipient": HARROW,
                "title": "Letter to Clara Harrow",
                "issued": {"date-parts": [[1944, 3, 4]]},
            },
        ),
        (
            (
                "Quill, Tom (1944, March 4). [Letter to Clara Harrow]. Harrow Papers (Box 3), Leeds"
                " Archives."
            ),
            "personal_communication",
            {"author": QUILL, "title": "Letter to Clara Harrow", "translator": None},
        ),
        (
            (
                "Letter from Tom Quill to Clara Harrow, 4 March 1944. Mill Papers, MS 212/3, Leeds"
                " Archives."
            ),
            "personal_communication",
            {"author": QUILL, "recipient": HARROW},
        ),
        (
            "Harrow, Clara (2012, May 12). Personal communication.",
            "personal_communication",
            {"author": HARROW, "genre": "Personal communication"},
        ),
        (
            "Harrow, Clara (2012) Interview with the author, 12 May, Leeds.",
            "interview",
            {"author": HARROW, "title": "Interview with the author", "interviewer": None},
        ),
        (
            "Harrow, Clara (2012). Interviewed by Tom Quill for Town Radio 4, 12 May.",
            "interview",
            {
                "interviewer": QUILL,
                "title": "Interviewed by Tom Quill for Town Radio 4",
                "issued": {"date-parts": [[2012, 5, 12]]},
                "page": None,
            },
        ),
        (
            (
                "Harrow, Clara. Oral history interview by Tom Quill. Town Mill Library, C900/123,"
                " 1987."
            ),
            "interview",
            {"interviewer": QUILL, "archive_location": "C900/123"},
        ),
        (
            "Harrow, Clara (1999) Speech to the Mill Conference, Bournemouth, 28 September.",
            "speech",
            {"issued": {"date-parts": [[1999, 9, 28]]}},
        ),
        (
            "Harrow, Clara (2005). Towns and tolls. Inaugural lecture, Mill College, 3 March.",
            "speech",
            {"title": "Towns and tolls", "genre": "Inaugural lecture", "container-title": None},
        ),
        (
            "Harrow, Clara (2005, March 3). Towns and tolls [Speech]. Mill Society, Leeds.",
            "speech",
            {"title": "Towns and tolls", "genre": "Speech"},
        ),
    ],
)
def test_what_was_said_or_written_to_somebody_is_told(raw, kind, told):
    csl = read(raw)
    assert {key: csl.get(key) for key in ("type", *told)} == {"type": kind, **told}


@pytest.mark.parametrize(
    "raw",
    [
        "Harrow, C. (1999) Letters to Ann Quill. London: Mill Press.",
        "Harrow, C. (1999) Interview with history. London: Mill Press.",
        "Harrow, C. (1999) Speech to the electors. London: Mill Press.",
        "Harrow, C. (1999) Interviews in towns. Public Notes, 4, 12–19.",
        "Harrow, C. (1999) From Tom Quill to Ann Brook. London: Mill Press.",
    ],
)
def test_what_was_published_is_what_it_was(raw):
    csl = read(raw)
    assert csl["type"] in {"book", "article-journal"}
    assert not {"recipient", "interviewer"} & csl.keys()
    assert csl["author"] == [{"family": "Harrow", "given": "C."}]
