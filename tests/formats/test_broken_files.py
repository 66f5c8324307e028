"""Files that are broken, cut off, of another encoding, or made to do harm."""

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup_refs import formats
from joinedup_refs.build import build
from joinedup_refs.convert import convert, load
from joinedup_refs.errors import FormatInvalid, InputUnreadable
from joinedup_refs.formats import Record
from joinedup_refs.notation.csl import from_csl, to_csl
from joinedup_refs.read.read import read
from joinedup_refs.sources.index.pieces import pieces_of
from joinedup_refs.sources.record_file import RecordFile

READ = tuple(f for f in formats.all_formats() if f.read is not None)
NAMES = [f.name for f in READ]
XML = ["endnote-xml", "mods", "zotero-rdf"]
TITLES = [f"Roads of the town {n}" for n in range(5)]
ITEMS = [
    {
        "type": "article-journal",
        "title": title,
        "author": [{"family": "Stone", "given": "Ida"}],
        "container-title": "Roads & Towns – Zürich",
        "issued": {"date-parts": [[2013]]},
    }
    for title in TITLES
]


def sound(name):
    form = formats.find(name)
    records = [Record(f"key{n}", from_csl(item), f"key{n}") for n, item in enumerate(ITEMS)]
    return form.write(records, form.target)


def titles(name, text):
    return [record.reference.title for record in formats.find(name).read(text)]


def gaps(name, text):
    return formats.find(name).gaps(text)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_cut_off_gives_every_record_before_the_cut_and_says_so(name):
    text = sound(name)
    cut = text[: text.index(TITLES[3]) + 9]
    found = titles(name, cut)
    assert found[:3] == TITLES[:3]
    assert len(found) <= 4
    told = gaps(name, cut)
    if name in {"nbib", "csl-yaml"}:  # where a record has no end that could be missing
        assert (told, found[3:]) == ((), [TITLES[3][:9].strip()])
        return
    lines = text[: len(cut)].count("\n") + 1
    assert told
    assert all(1 <= gap.line <= lines for gap in told)


@pytest.mark.parametrize("name", [n for n in NAMES if n not in {"bibtex", "biblatex"}])
def test_a_broken_record_spoils_no_other(name):
    text = sound(name)
    at = text.index(TITLES[2])
    damage = {
        "csl-json": '" "',
        "zotero-json": '" "',
        "csl-yaml": ": [",
        "ris": "\r\nTY  - BOOK\r\nTI  - ",
        "nbib": "\n{",
    }
    broken = text[:at] + damage.get(name, "</x> & <y> &nbsp; &who; ") + text[at:]
    found = titles(name, broken)
    kept = [t for t in TITLES if t != TITLES[2]]
    assert [t for t in found if t in kept] == kept
    told = gaps(name, broken)
    line = text[:at].count("\n") + 1
    assert told
    assert min(abs(gap.line - line) for gap in told) < 12


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_mark_at_the_start(name, newline):
    text = sound(name).replace("\r\n", "\n").replace("\n", newline)
    assert titles(name, "\ufeff" + text) == TITLES
    assert gaps(name, "\ufeff" + text) == ()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(name, encoding, tmp_path):
    text = sound(name).replace("encoding='UTF-8'", f"encoding='{encoding.removesuffix('-sig')}'")
    path = tmp_path / f"refs{formats.find(name).suffixes[0]}"
    path.write_bytes(text.encode(encoding))
    records = load(path).records
    assert {to_csl(r.reference)["container-title"] for r in records} == {
        ITEMS[0]["container-title"]
    }


@pytest.mark.parametrize("name", XML)
def test_the_encoding_that_xml_declares_is_used(name):
    text = sound(name).replace("– Zürich", "in Żory").replace("UTF-8", "iso-8859-2")
    (record, *_) = load(text.encode("iso-8859-2"), name).records
    assert record.reference.container_title == "Roads & Towns in Żory"


@pytest.mark.parametrize("name", NAMES)
def test_signs_that_no_file_may_hold_are_taken_for_none(name):
    text = sound(name)
    at = text.index(TITLES[1])
    found = titles(name, f"{text[: at + 5]}\0\x0b{text[at + 5 :]}")
    assert [t.replace("\0", "").replace("\x0b", "").replace("  ", " ") for t in found][
        2:
    ] == TITLES[2:]


@pytest.mark.parametrize("name", XML)
@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!doctype x [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]>',
        '<!ENTITY % p SYSTEM "x">',
    ],
)
def test_a_document_type_is_passed_over_and_told_with_its_line(name, head):
    first, _, rest = sound(name).partition("\n")
    text = f"{first}\n{head}\n{rest.replace(TITLES[0], '&a;')}"
    assert titles(name, text) == ["&a;", *TITLES[1:]]
    told = formats.find(name).gaps(text)
    assert [(gap.line, gap.message[:28]) for gap in told] == [(2, "it declares a document type ")]


@pytest.mark.parametrize("name", XML)
def test_records_within_a_declaration_are_none(name):
    text = sound(name)
    first, _, rest = text.partition("\n")
    head = f"<!DOCTYPE x [<!-- don't --><!ENTITY a '{rest}'>]>".replace("\n", " ")
    assert titles(name, f"{first}\n{head}\n{rest}") == list(TITLES)


@pytest.mark.parametrize("name", XML)
def test_a_declaration_without_end_is_refused(name):
    with pytest.raises(FormatInvalid, match="has no end"):
        formats.find(name).read(f'<!DOCTYPE x [ "{sound(name)}')


@pytest.mark.parametrize("name", XML)
def test_entities_that_nothing_declares_stay_as_they_are(name):
    text = sound(name).replace(TITLES[0], "A&nbsp;road &amp; &xxe; R & D")
    assert titles(name, text)[0] == "A\xa0road & &xxe; R & D"


@pytest.mark.parametrize("name", XML)
def test_a_word_about_document_types_is_no_document_type(name):
    text = sound(name).replace(TITLES[0], "<![CDATA[On <!DOCTYPE html>]]>")
    assert titles(name, text)[0] == "On <!DOCTYPE html>"


@pytest.mark.parametrize("name", NAMES)
def test_every_character_is_in_a_record_aside_or_left_over(name):
    form = formats.find(name)
    if form.open is None:
        pytest.skip("no library")
    text = sound(name)
    at = text.index(TITLES[2])
    for whole in (text, text[: at + 4], text[:at] + "\n<&[\n" + text[at:]):
        with suppress(FormatInvalid):
            held = form.open(whole)
            marks = bytearray(len(whole))
            places = [entry.at for entry in held.entries] + [*held.aside, *held.leftover]
            places += [(start, end) for start, end, _ in held.changes]
            for start, end in places:
                marks[start:end] = b"x" * (end - start)
            assert not "".join(c for c, m in zip(whole, marks, strict=True) if not m).strip(), name


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("endnote-xml", "<" * 50_000),
        ("endnote-xml", "<record>" * 8_000),
        ("endnote-xml", "<xml><records><record>" + "<a>" * 50_000),
        ("endnote-xml", "<record><titles><title>" + "&x;" * 20_000),
        ("endnote-xml", "<!--" * 50_000 + "<!DOCTYPE"),
        ("endnote-xml", "<![CDATA[" * 50_000 + "<record>"),
        ("endnote-xml", "<record><titles><title>" + "<style face='bold'>" * 20_000),
        ("mods", "<mods>" + "<relatedItem type='host'>" * 20_000),
        ("zotero-rdf", "<rdf:RDF>" + "<bib:Book rdf:about='x'>" * 4_000),
        ("nbib", "PMID- \n" * 8_000),
        ("nbib", "PMID- 1\nTI  - a\n" + "      b\n" * 20_000),
        ("nbib", "PMID- 1\nDP  - " + "1" * 50_000),
        ("csl-yaml", "references:\n- " + "{" * 20_000),
        ("csl-yaml", "- " * 20_000),
        ("csl-yaml", "references:\n" + "- 'a\n" * 2_000),
        ("csl-yaml", 'references:\n- title: "' + "*a " * 20_000),
        ("csl-json", '[{"title": "' + "a" * 50_000),
        ("csl-json", '[\n{"title": "a"},\n' + '{"title": "a\n' * 4_000),
    ],
)
def test_files_made_to_do_harm_take_little_time(name, text):
    form = formats.find(name)
    begun = time.process_time()
    for step in (form.read, form.gaps, form.open):
        with suppress(FormatInvalid):
            step(text)
    assert time.process_time() - begun < 8


PIECES = [
    *(
        "<",
        ">",
        "</",
        "/>",
        "&",
        "&amp;",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?xml",
        "?>",
        "'",
        '"',
    ),
    *("<record>", "</record>", "<mods>", "</mods>", "<titles>", "<title>", "</title>", "<name>"),
    *("<bib:Book rdf:about='x'>", "<z:itemType>book</z:itemType>", "</bib:Book>", "<dc:title>"),
    *(
        "PMID- 1\n",
        "TI  - a\n",
        "      b\n",
        "FAU - a, b\n",
        "DP  - 2001\n",
        "GN  - type: x\n",
        "\n",
    ),
    *(
        "references:\n",
        "- id: a\n",
        "  type: book\n",
        "  issued: ",
        "[",
        "]",
        "{",
        "}",
        ": ",
        "- ",
        ",",
    ),
    *(
        '"id": "a"',
        '"type": ',
        "null",
        "2001",
        "a",
        "é",
        "\0",
        "\r",
        "\ud800",
        "TY  - BOOK\r\n",
        "ER  - ",
    ),
]


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=120, deadline=None)
@given(text=st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_pieces_are_read_or_refused_and_what_is_read_can_be_written(name, text):
    form = formats.find(name)
    with suppress(FormatInvalid):
        records = form.read(text)
        form.gaps(text)
        form.write(records, form.target)
        if form.open is not None:
            assert [e.record for e in form.open(text).entries] == list(records)


@pytest.mark.parametrize("name", ["endnote-xml", "mods", "zotero-rdf", "nbib", "csl-yaml", "ris"])
def test_a_file_is_told_by_how_it_begins_and_looked_through(name):
    text = sound(name)
    assert load(text).format.name == name
    document = build(read(text).text)
    assert document.text.form == name
    assert [to_csl(e.reference)["title"] for e in document.entries] == TITLES
    for entry in document.entries:
        assert {origin.at for origin in entry.origins.values()} == {entry.span}


def test_xml_of_another_kind_is_no_record_file(tmp_path):
    path = tmp_path / "refs.xml"
    path.write_text("<article><title>T</title></article>", encoding="utf-8")
    with pytest.raises(Exception, match="no record file that is known"):
        convert(path, "", "ris")
    assert read(path).text.form == ""


def test_the_ending_xml_goes_by_what_the_file_holds(tmp_path):
    for name in ("mods", "endnote-xml"):
        path = tmp_path / "refs.xml"
        path.write_text(sound(name), encoding="utf-8")
        assert load(path).format.name == name
        assert read(path).text.form == name


FRONT = "---\nreferences:\n- id: a\n  type: book\n  title: T\n---\n"


def test_a_manuscript_with_its_references_in_front_is_no_library(tmp_path):
    path = tmp_path / "paper.md"
    path.write_text(FRONT, encoding="utf-8")
    assert read(path).text.form == ""
    assert read(f"{FRONT}\n# A paper\n").text.form == ""
    assert read(f"---\ntitle: A paper\n{FRONT[4:]}").text.form == ""
    assert read(FRONT).text.form == "csl-yaml"


@pytest.mark.parametrize("name", ["nbib", "ris", "endnote-xml"])
def test_a_text_file_that_holds_records_is_told_by_how_it_begins(name, tmp_path):
    path = tmp_path / "export.txt"
    path.write_text(sound(name), encoding="utf-8")
    assert read(path).text.form == name
    assert load(path).format.name == name


def test_binary_data_is_no_library(tmp_path):
    path = tmp_path / "refs.nbib"
    path.write_bytes(b"PMID- 1\nTI  - a\0\0\n")
    with pytest.raises(InputUnreadable, match="binary"):
        load(path)


@pytest.mark.parametrize("name", [n for n in NAMES if n != "biblatex"])
def test_every_format_is_a_source_of_records(name, tmp_path):
    path = tmp_path / f"refs{formats.find(name).suffixes[-1]}"
    path.write_text(sound(name), encoding="utf-8")
    assert len(RecordFile(path)) == len(TITLES)
    (piece,) = pieces_of(path, path.stat().st_size)
    assert piece.form == path.suffix


def test_a_source_with_a_broken_record_is_refused_with_its_line():
    text = sound("csl-yaml").replace(TITLES[3], "'open: [")
    with pytest.raises(FormatInvalid, match="no YAML"):
        RecordFile(text.encode(), form=".yaml")


BIB_ONE = "@article{{a1,\n  author = {{Adams, B.}},\n  {},\n  year = {{2001}},\n}}\n"


@pytest.mark.parametrize(
    ("field", "title", "year", "told"),
    [
        ("title {Roads}", "Roads", 2001, "no = follows title in a1"),
        (
            'title = "On "wide" roads"',
            'On "wide" roads',
            2001,
            "quotation marks stand within a value of a1; it was read to the end of its line",
        ),
        (
            "title = {Roads}}",
            "Roads",
            None,
            "year stands behind the end of a1: a brace too many closes it",
        ),
    ],
)
def test_what_a_slip_in_a_bib_file_leaves_is_read_and_told(field, title, year, told):
    form = formats.find("bibtex")
    text = BIB_ONE.format(field) + "@book{b2, title = {Two}}\n"
    one, two = form.read(text)
    assert (one.reference.title, two.reference.title) == (title, "Two")
    assert getattr(one.reference.issued, "year", None) == year
    line = 4 if "behind" in told else 3
    assert [(gap.line, gap.message) for gap in form.gaps(text)] == [(line, told)]


def test_a_quoted_value_is_not_taken_too_far():
    text = '@book{a1, title = "One", note = "Two", year = "1999"}\n'
    (one,) = formats.find("bibtex").read(text)
    assert (one.reference.title, one.reference.note) == ("One", "Two")
    assert formats.find("bibtex").gaps(text) == ()


def test_an_ris_record_without_its_type_is_read():
    form = formats.find("ris")
    text = "AU  - Adams, B.\nTI  - Roads\nER  - \n\nTY  - BOOK\nTI  - Two\nER  - \n"
    one, two = form.read(text)
    assert (one.reference.title, two.reference.kind) == ("Roads", "book")
    assert [gap[:2] for gap in form.gaps(text)] == [
        (1, "the record that begins here has no TY; it was read as a document")
    ]
    held = form.open(text)
    assert [text[slice(*entry.at)][:7] for entry in held.entries] == ["AU  - A", "TY  - B"]


def test_tags_before_the_first_record_make_none():
    form = formats.find("ris")
    text = "DB  - Somewhere\nTY  - BOOK\nTI  - Two\nER  - \n"
    assert [record.reference.title for record in form.read(text)] == ["Two"]
    assert [gap.line for gap in form.gaps(text)] == [1]


def test_the_mark_of_the_next_field_ends_no_value():
    text = '@book{a1,\n  title = "Joint Plans,\n  year = "2001"\n}\n'
    form = formats.find("bibtex")
    (one,) = form.read(text)
    assert (one.reference.title, one.reference.issued.year) == ("Joint Plans", 2001)
    assert form.gaps(text)[0].message == "a value of a1 is never closed"
