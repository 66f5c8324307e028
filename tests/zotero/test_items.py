"""Zotero's items become records and items again; fields and creators are those of its schema."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import CSL_TYPES, words
from zotero_server import invalid

from joinedup_refs import formats
from joinedup_refs.build import build
from joinedup_refs.errors import FormatInvalid
from joinedup_refs.formats import Record
from joinedup_refs.formats.zotero_items import make, take, with_names
from joinedup_refs.formats.zotero_json import new_item, printed
from joinedup_refs.formats.zotero_schema import item_type, item_types
from joinedup_refs.model.text import Text
from joinedup_refs.notation.csl import from_csl, to_csl

FORM = formats.find("zotero-json")
FIXED = {
    "date": "2006-03-14",
    "originalDate": "1890",
    "filingDate": "2003-02",
    "accessDate": "2020-05-06",
    "pages": "12-34",
    "citationKey": "quist2006",
    "DOI": "10.5555/towns.1",
    "url": "https://example.org/a",
}
ANN = {"firstName": "Ann B.", "lastName": "van der Berg"}
CLUB = {"name": "Town Club"}


def whole(name):
    """Give an item of a type with all its fields and kinds of creators."""
    kind = item_types()[name]
    data = {"itemType": name}
    for field, base in kind.fields.items():
        if field != "extra":
            data[field] = FIXED.get(base, f"{field} 7")
    people = [ANN, CLUB]
    data["creators"] = [{"creatorType": role, **one} for role in kind.creators for one in people]
    data["tags"] = [{"tag": "care"}, {"tag": "towns, small"}]
    data["extra"] = "Seen in Ghent"
    return data


@pytest.mark.parametrize("name", item_types())
def test_an_item_of_every_type_comes_back_whole(name):
    data = whole(name)
    assert invalid(data) == ""
    taken = take(data)
    assert taken.csl["type"] == item_types()[name].csl
    assert set(taken.fields.values()) >= set(data) - {"itemType", "creators"} - {"tags", "extra"}
    made = make(to_csl(from_csl(taken.csl)))
    assert invalid(made) == ""
    by_role = sorted(data.pop("creators"), key=json.dumps)
    assert sorted(made.pop("creators"), key=json.dumps) == by_role
    assert made == data


def test_the_schema_is_that_of_zotero():
    # typed from https://api.zotero.org/schema, version 42
    assert list(item_types()["bookSection"].fields.items())[:6] == [
        ("title", "title"),
        ("abstractNote", "abstractNote"),
        ("bookTitle", "publicationTitle"),
        ("series", "series"),
        ("seriesNumber", "seriesNumber"),
        ("volume", "volume"),
    ]
    assert item_types()["case"].fields["court"] == "authority"
    assert "language" not in item_types()["computerProgram"].fields
    assert item_types()["hearing"].creators == ("contributor",)
    assert item_types()["patent"].creators == ("inventor", "attorneyAgent", "contributor")
    assert item_types()["webpage"].creators == ("author", "contributor", "translator")
    assert len(item_types()) == 37
    always = {"extra", "citationKey", "url", "accessDate", "shortTitle", "rights", "DOI"}
    assert all(always <= set(kind.fields) for kind in item_types().values())


@pytest.mark.parametrize(
    ("name", "field", "variable"),
    [
        ("journalArticle", "publicationTitle", "container-title"),
        ("journalArticle", "journalAbbreviation", "container-title-short"),
        ("thesis", "university", "publisher"),
        ("report", "reportNumber", "number"),
        ("report", "reportType", "genre"),
        ("statute", "nameOfAct", "title"),
        ("statute", "code", "container-title"),
        ("statute", "dateEnacted", "issued"),
        ("case", "reporterVolume", "volume"),
        ("dataset", "repositoryLocation", "publisher-place"),
        ("presentation", "place", "event-place"),
        ("conferencePaper", "place", "publisher-place"),
        ("computerProgram", "versionNumber", "version"),
        ("patent", "filingDate", "submitted"),
        ("film", "runningTime", "dimensions"),
    ],
)
def test_fields_are_the_variables_of_csl(name, field, variable):
    kind = item_types()[name]
    assert kind.variable(field) == variable
    assert kind.field_for(variable) == field


def test_the_primary_creators_are_the_author():
    data = {
        "itemType": "film",
        "creators": [
            {"creatorType": "scriptwriter", "lastName": "Moss", "firstName": "R."},
            {"creatorType": "director", "lastName": "Varda", "firstName": "Agnès"},
        ],
    }
    csl = take(data).csl
    assert csl["author"] == [{"family": "Varda", "given": "Agnès"}]
    assert csl["script-writer"] == [{"family": "Moss", "given": "R."}]


def test_a_director_without_an_author_leads_a_film():
    varda = [{"family": "Varda", "given": "Agnès"}]
    made = make({"type": "motion_picture", "director": varda})
    assert made["creators"][0]["creatorType"] == "director"
    both = make({"type": "motion_picture", "author": [{"family": "Moss"}], "director": varda})
    assert [c["lastName"] for c in both["creators"]] == ["Moss"]
    assert both["extra"] == "director: Varda, Agnès"


def test_names():
    creators = [
        {"creatorType": "author", "firstName": "Martin Luther, Jr.", "lastName": "King"},
        {"creatorType": "author", "firstName": "", "lastName": "Plato"},
        {"creatorType": "author", "firstName": "Perri", "lastName": "6"},
        {"creatorType": "author", "firstName": "bell", "lastName": "hooks"},
        {"creatorType": "author", "firstName": "Wil", "lastName": "van der Aalst"},
        {"creatorType": "author", "name": "Cabinet Office"},
    ]
    data = {"itemType": "book", "creators": creators}
    csl = take(data).csl
    assert csl["author"][0] == {"family": "King", "given": "Martin Luther", "suffix": "Jr."}
    assert csl["author"][4] == {
        "family": "Aalst",
        "given": "Wil",
        "non-dropping-particle": "van der",
    }
    assert csl["author"][5] == {"literal": "Cabinet Office"}
    assert make(csl)["creators"] == creators


def test_lines_of_extra_are_variables_and_the_rest_is_a_note():
    data = {
        "itemType": "book",
        "title": "Walls",
        "DOI": "10.5555/a",
        "extra": "Original Date: 1890\nDOI: 10.5555/other\nCall me: Ann\n"
        "Type: Working Paper\nPMID: 7",
    }
    taken = take(data)
    assert taken.csl["original-date"] == {"date-parts": [[1890]]}
    assert taken.csl["PMID"] == "7"
    assert taken.csl["DOI"] == "10.5555/a"
    assert taken.csl["type"] == "book"
    assert taken.csl["note"] == "Call me: Ann\nType: Working Paper\nDOI: 10.5555/other"
    assert {taken.fields[v] for v in ("original-date", "PMID", "note")} == {"extra"}


def test_extra_may_say_the_type():
    csl = take({"itemType": "document", "title": "Counts", "extra": "Type: dataset"}).csl
    assert csl["type"] == "dataset"
    assert make(csl)["itemType"] == "dataset"


def test_what_has_no_field_stands_in_extra():
    csl = {"type": "webpage", "title": "A page", "version": "2", "note": "mine", "page": "3-4"}
    made = make(csl)
    assert made["extra"] == "mine\nversion: 2\npage: 3-4"
    assert take(made).csl == csl


def test_an_access_date_is_a_whole_day_or_stands_in_extra():
    book = {"type": "book", "accessed": {"date-parts": [[2020, 5]]}}
    assert make(book)["extra"] == "accessed: 2020-05"
    assert "accessDate" not in make(book)
    day = {"type": "book", "accessed": {"date-parts": [[2020, 5, 6]]}}
    assert make(day)["accessDate"] == "2020-05-06"


def test_types_that_zotero_has_not_are_told_in_extra():
    made = make({"type": "treaty", "title": "Of Ghent"})
    assert (made["itemType"], made["extra"]) == ("statute", "type: treaty")
    assert take(made).csl["type"] == "treaty"
    made = make({"type": "event", "title": "A talk"})  # whose item has a field for a type
    assert made["extra"] == "type: event"
    assert "presentationType" not in made


def test_an_unknown_type_of_item_is_read():
    csl = take({"itemType": "hologram", "title": "T", "publicationTitle": "J", "glow": "9"}).csl
    assert csl == {"type": "document", "title": "T", "container-title": "J", "glow": "9"}


CREATORS = [
    {"creatorType": "author", "firstName": "A.", "lastName": "One"},
    {"creatorType": "editor", "name": "Body"},
    {"creatorType": "author", "firstName": "B.", "lastName": "Two"},
]


def test_changed_names_take_the_places_of_the_old_ones():
    kind = item_type("book")
    data = {"creators": CREATORS}
    new = [{"family": "One", "given": "Ann"}, {"family": "Two", "given": "Bob"}]
    assert with_names(data, "author", new, kind) == [
        {"creatorType": "author", "firstName": "Ann", "lastName": "One"},
        {"creatorType": "editor", "name": "Body"},
        {"creatorType": "author", "firstName": "Bob", "lastName": "Two"},
    ]
    more = with_names(data, "author", [*new, {"literal": "Town Club"}], kind)
    assert [c["creatorType"] for c in more] == ["author", "author", "author", "editor"]
    assert with_names(data, "recipient", new, kind) is None
    assert with_names(data, "translator", new, kind)[:3] == CREATORS


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_any_item_is_valid_and_comes_back(draw):
    csl_type = draw.draw(st.sampled_from(CSL_TYPES))
    texts = ("title", "container-title", "volume", "DOI", "publisher", "genre", "edition", "note")
    csl = {"type": csl_type}
    for variable in draw.draw(st.sets(st.sampled_from(texts))):
        csl[variable] = draw.draw(words)
    people = st.lists(
        st.one_of(
            st.builds(lambda f, g: {"family": f, "given": g}, _letters, _letters),
            st.builds(lambda n: {"literal": n}, words),
        ),
        min_size=1,
        max_size=3,
    )
    for variable in draw.draw(st.sets(st.sampled_from(["author", "editor", "recipient", "host"]))):
        csl[variable] = draw.draw(people)
    made = new_item(Record("r1", from_csl(csl)))
    assert invalid(made) == ""
    held = json.dumps(made, ensure_ascii=False)
    said = [v for k, v in csl.items() if k != "type" and isinstance(v, str)]
    assert all(json.dumps(value, ensure_ascii=False)[1:-1] in held for value in said)
    again = make(take(made).csl)
    assert again == made


_letters = st.text(st.characters(categories=["Lu"]), min_size=1, max_size=8)


@given(
    st.dictionaries(
        st.text(max_size=8),
        st.recursive(
            st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=20)),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
            max_leaves=6,
        ),
        max_size=5,
    ),
    st.sampled_from([*item_types(), "hologram"]),
)
@settings(max_examples=150, deadline=None)
def test_no_item_is_too_odd_to_be_read(odd, kind):
    data = odd | {"itemType": kind}
    text = json.dumps([data])
    (placed,) = FORM.open(text).entries if not data.get("deleted") else (None,)
    if placed:
        assert all(0 <= start <= end <= len(text) for start, end in placed.places.values())


@pytest.mark.parametrize("ascii_only", [True, False])
def test_values_are_placed_where_they_stand(ascii_only):
    data = {
        "key": "ABCD2345",
        "itemType": "book",
        "title": 'A "quoted" – 𝄞 title\\',
        "creators": [
            {"creatorType": "editor", "name": "Body"},
            {"creatorType": "author", "firstName": "A.", "lastName": "One"},
        ],
        "date": "1999",
    }
    text = json.dumps([{"key": "NOTE2345", "itemType": "note"}, data], ensure_ascii=ascii_only)
    library = FORM.open(text)
    (entry,) = library.entries
    start, end = entry.places["issued"]
    assert text[start:end] == "1999"
    start, end = entry.places["author"]
    assert json.loads(text[start:end])["lastName"] == "One"
    start, end = entry.places["title"]
    read = text[start:end]
    for a, b, reading in reversed([c for c in library.changes if start <= c[0] < end]):
        read = read[: a - start] + reading + read[b - start :]
    assert read == data["title"]
    assert FORM.read(text)[0].reference.title == data["title"]


def test_an_item_reads_as_a_reference_and_keeps_what_is_private():
    data = {
        "key": "ABCD2345",
        "version": 3,
        "itemType": "bookSection",
        "extra": "PRIVATE",
        "abstractNote": "PRIVATE",
        "callNumber": "PRIVATE",
        "tags": [{"tag": "PRIVATE"}],
        "collections": ["PRIVATE2"],
        "relations": {"dc:relation": "PRIVATE"},
        "creators": [
            {"creatorType": "author", "firstName": "Wim", "lastName": "van der Quist"},
            {"creatorType": "author", "name": 'The "Town" Club'},
            {"creatorType": "editor", "firstName": "T.", "lastName": "Bell"},
        ],
        "date": "2004",
        "title": 'Towns that \\join "at last"',
        "bookTitle": "Roads",
        "pages": "3-9",
        "publisher": "Demos",
    }
    text = Text(printed=printed([data]), form="zotero-json", encoding="utf-8")
    document = build(text)
    (entry,) = document.entries
    assert document.reading(entry) == (
        'van der Quist, Wim; The "Town" Club; Bell, T.. 2004. '
        'Towns that \\join "at last". Roads. 3-9. Demos'
    )
    read = {v: document.text.read(o.at).text for v, o in entry.origins.items()}
    assert read["author"] == 'van der Quist, Wim; The "Town" Club'
    assert (read["editor"], read["title"]) == ("Bell, T.", data["title"])


def test_what_is_printed_is_read_again():
    data = [whole(name) | {"key": "ABCD2345", "version": 3} for name in item_types()]
    text = printed(data)
    assert [e.record.reference for e in FORM.open(text).entries] == [
        from_csl(take(one).csl) for one in data
    ]
    longest = max(len(line) for line in text.splitlines())
    assert longest < 120


@pytest.mark.parametrize(
    "text", ["{", "[1]", '[{"title": "x"}]', "nonsense", '[{"itemType": 7}]', "[" * 60 + "]" * 60]
)
def test_what_is_no_item_is_refused(text):
    with pytest.raises(FormatInvalid):
        FORM.open(text)


def test_an_empty_file_holds_nothing():
    assert FORM.open("").entries == ()
    assert FORM.open("[]\n").entries == ()
    assert printed([]) == "[]\n"
