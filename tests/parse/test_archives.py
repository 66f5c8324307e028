import pytest

from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse import parse
from joinedup_refs.parse.archives import put_archival
from joinedup_refs.parse.draft import Draft

KEPT = ("archive", "archive-place", "archive_collection", "archive_location")


def read(raw):
    return to_csl(parse(raw).reference)


def kept(raw):
    draft = Draft(raw)
    put_archival(draft)
    return draft.item


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (
            (
                "Toll Office (1936) Minutes of the Mill Board, 4 March. HO 45/12345. The National"
                " Archives, Kew."
            ),
            {
                "archive": "The National Archives",
                "archive-place": "Kew",
                "archive_location": "HO 45/12345",
                "title": "Minutes of the Mill Board",
                "issued": {"date-parts": [[1936, 3, 4]]},
            },
        ),
        (
            "The National Archives, Kew, HO 45/12345, ‘Minutes of the Mill Board’, 4 March 1936.",
            {"archive": "The National Archives", "title": "Minutes of the Mill Board"},
        ),
        (
            "Brook, C. (1890) Diary. Unpublished manuscript, Harrow Papers, MS 14, Mill Archives.",
            {
                "archive": "Mill Archives",
                "archive_collection": "Harrow Papers",
                "archive_location": "MS 14",
                "genre": "Unpublished manuscript",
            },
        ),
        (
            "Mill Congress (1936) Minutes, 4 March. MSS.292/79, Modern Records Centre.",
            {"archive": "Modern Records Centre", "archive_location": "MSS.292/79"},
        ),
    ],
)
def test_where_a_document_is_kept_is_told(raw, told):
    csl = read(raw)
    assert {key: csl.get(key) for key in ("type", *told)} == {"type": "manuscript", **told}
    assert not {"publisher", "container-title", "page"} & csl.keys()


def test_box_and_folder_stand_together_and_the_house_behind_them():
    raw = "Brook, C. (1944) Notes. Harrow Papers (Box 3, Folder 12), Mill Town Library, Leeds."
    assert kept(raw) == {
        "archive": "Mill Town Library",
        "archive-place": "Leeds",
        "archive_collection": "Harrow Papers",
        "archive_location": "Box 3, Folder 12",
    }


@pytest.mark.parametrize(
    "raw",
    [
        "Brook, A. (1999) The Town Library and its readers. Leeds: Town Library.",
        "Brook, A. (1999) A guide to papers. London: The National Archives.",
        "Brook, A. (1999) Towns. Library Trends, 48(1), 3-12.",
        "Brook, A. (1999) Towns. House of Commons Library, RP 99/12.",
        "Brook, A. (1999) Box 3 and other stories. London: Mill Press.",
    ],
)
def test_a_library_that_publishes_keeps_nothing(raw):
    assert not set(KEPT) & read(raw).keys()


def test_long_strings_cost_no_more_than_their_length():
    assert kept("Library, Box 3, " * 3000).keys() == {"archive", "archive_location"}
    assert kept("The of " * 9000 + "Library") == {}
