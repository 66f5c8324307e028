import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup_refs.errors import InputUnreadable
from joinedup_refs.model.text import Text
from joinedup_refs.read import read


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("Müller – “x”\r\n".encode(), "Müller – “x”\r\n", "utf-8"),
        ("\ufeffMüller".encode(), "Müller", "utf-8"),
        ("Müller – “x”".encode("cp1252"), "Müller – “x”", "windows-1252"),
        ("Müller\r".encode("utf-16"), "Müller\r", "utf-16"),
        ("Cole, D. (2001)".encode("utf-16-le"), "Cole, D. (2001)", "utf-16-le"),
        (b"", "", "utf-8"),
    ],
)
def test_encodings_are_found(data, text, encoding):
    found = read(data)
    assert (found.text.printed, found.encoding) == (text, encoding)


def test_a_given_encoding_wins():
    assert read("ł".encode("iso-8859-2"), encoding="iso-8859-2").text.printed == "ł"
    with pytest.raises(InputUnreadable, match="byte 3 "):
        read("abcé".encode("latin-1"), encoding="utf-8")
    with pytest.raises(InputUnreadable, match="no encoding called"):
        read(b"a", encoding="klingon")


@pytest.mark.parametrize(
    "data",
    [b"\xd0\xcf\x11\xe0rest", b"PK\x03\x04rest", b"%PDF-1.7", b"\x89PNG..", b"a\0b\0c", b"\x81"],
)
def test_what_is_no_text_is_refused_with_a_way_out(data):
    with pytest.raises(InputUnreadable) as caught:
        read(data)
    lines = str(caught.value).splitlines()
    assert 2 <= len(lines) <= 3
    assert "save it as" in lines[-1]


def test_files(tmp_path):
    path = tmp_path / "article.txt"
    path.write_bytes(b"Cole\r\n")
    found = read(path)
    assert (found.text.printed, found.name, found.carrier) == ("Cole\r\n", str(path), "text")
    with pytest.raises(InputUnreadable, match=r"did you mean .*article\.txt"):
        read(tmp_path / "artcle.txt")
    with pytest.raises(InputUnreadable, match="is a folder"):
        read(tmp_path)
    with pytest.raises(InputUnreadable, match="cannot be read"):
        read(tmp_path / "a\0b")


def test_a_string_that_looks_like_a_file_name():
    with pytest.raises(InputUnreadable, match="this looks like a file name; pass a Path"):
        read("paper.docx")
    assert read("See https://example.org/a.html").text.printed
    assert read("one.txt\ntwo.txt").text.printed


def test_cuts_of_each_kind():
    text = read("9\nViews\n\nA long- term aim (Hood, Citation2005), long-term.").text
    assert [(c.why, text.slice(c.printed)) for c in text.cuts] == [
        ("page-furniture", "9\nViews"),
        ("wrapped-hyphen", " "),
        ("link-residue", "Citation"),
    ]
    assert text.reading.strip() == "A long-term aim (Hood, 2005), long-term."


def test_html_becomes_lines():
    page = (
        "<html><head><title>T</title><style>p{}</style></head><body><script>x()</script>"
        "<h2>A <i>head</i></h2><p>One\n two<br>three <a href='x'>link</a></p>"
        "<ul><li>a<li><p>b</p></ul><ol start=3><li>c<li><span>4.</span> d</ol>"
        "<table><tr><td>1<td>x<tr><td>2<td>y</table></body></html>"
    )
    found = read(page)
    assert found.carrier == "html"
    assert found.text.printed == (
        "A head\n\nOne two\nthree link\n\n  • a\n  • b\n\n3. c\n4. d\n\n1\tx\n2\ty\n"
    )


def test_html_from_the_clipboard():
    data = (
        "Version:0.9\r\nStartHTML:0000000105\r\nEndHTML:0000000300\r\n<html><body>x"
        "<!--StartFragment--><ul><li>Cole, D. (2001)</li></ul><!--EndFragment-->y</body></html>"
    )
    assert read(data.encode()).text.printed == "  • Cole, D. (2001)\n"


def test_html_says_its_own_encoding():
    data = '<html><head><meta charset="iso-8859-2"></head><p>ł</p></html>'.encode("iso-8859-2")
    assert read(data).text.printed == "ł\n"


def test_text_with_a_sign_is_no_html():
    assert read("<10 ferries and > 3").carrier == "text"
    assert read("<p> was not closed").carrier == "text"


def test_entities_are_not_expanded():
    laughs = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/hosts">]>'
    assert read(f"{laughs}<html><p>&b; &f; &amp;</p></html>").text.printed == "&b; &f; &\n"


@pytest.mark.parametrize("depth", [10, 300, 100_000])
def test_deep_nesting_is_read_to_the_end(depth):
    page = f"<html>{'<div>' * depth}x{'</div>' * depth}<p>y</p></html>"
    assert read(page).text.printed == "x\n\ny\n"


@pytest.mark.parametrize(
    "page",
    [
        "<ul>" * 20_000 + "x",
        "<li id=ref1>x" * 20_000,
        "<ul><li id=ref1>x" * 5_000,
        "<sup><a href=#ref1>1</a>" * 20_000,
        "<span hidden>" * 20_000 + "x",
        "<span class=hidden><a href='https://doi.org/10.9999/1'></a>" * 5_000,
        "<button>" * 20_000 + "x",
        "</div></p></li>" * 20_000 + "x",
        "<a href=#ref1>" * 20_000 + "x",
        "<" * 50_000,
        "<p>\x00\x0b" * 20_000,
        "<pre>" + "a\n" * 20_000,
    ],
)
def test_broken_pages_are_read_in_no_more_time_than_their_size(page):
    text = read(f"<html><body>{page}").text
    assert Text(printed=text.printed, cuts=text.cuts, markup=text.markup) == text
    for item in text.markup.items:
        assert item.at.end <= len(text.printed)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("a" * 16_000_001, "16 million characters"),
        ("a\n" * 300_001, "300,001 lines; more than 300,000"),
        ("<html>" + "<b>" * 21_333_400, "64 MB"),
    ],
)
def test_what_is_no_manuscript_is_refused(source, said):
    with pytest.raises(InputUnreadable, match=said) as caught:
        read(source)
    assert str(caught.value).splitlines()[-1] == "give the part with the references"


def test_what_is_not_shown_is_not_read_but_a_folded_list_is():
    folded = "<div style='display: none'><ul><li>Cole, D. (2001)<li>Dunn, E. (2002)</ul></div>"
    printed = read(f"<html><p>a<span class='sr-only'>b</span><p hidden>c</p>{folded}").text.printed
    assert printed == "a\n\n  • Cole, D. (2001)\n  • Dunn, E. (2002)\n"


def test_raised_numbers_stay_apart_in_brackets_where_they_lead_to_entries():
    page = "<p>Old<sup><a href='#ref1'>1</a>,<a href='#ref2'>2</a></sup> 10<sup>3</sup> m"
    assert read(f"<html>{page}").text.printed == "Old[1,2] 10³ m\n"
    note = "<p>Old<sup><a href='#fn1'>1</a></sup>"
    assert read(f"<html>{note}").text.printed == "Old¹\n"


@pytest.mark.parametrize(
    "source",
    ["\ud800", "a\0b", "<p>a\ud800\0</p>", "<p>a<b>c<i></p>", "\u202eשלום (2003)", "\r" * 9],
)
def test_odd_strings_are_read(source):
    assert read(source).text.printed is not None


def test_half_a_character_is_read_as_the_sign_for_what_is_lost():
    assert read("a\ud800b\udfffc").text.printed == "a\ufffdb\ufffdc"
    assert read("@book{a, title={x\udfff}}", suffix=".bib").text.printed.count("\ufffd") == 1
    assert read(b"a\\ud800b (2001)", encoding="unicode_escape").text.printed == "a\ufffdb (2001)"


def test_a_document_type_with_entities_is_left_out():
    page = "<!DOCTYPE html [<!ENTITY a 'b'>]><html><p>Tolls</p>"
    assert read(page).text.printed == "Tolls\n"
    assert "Tolls" in read("<html>" + "<!DOCTYPE [" * 30_000 + "<p>Tolls").text.printed


def test_noise_is_read():
    assert read("ab cd- ef\n" * 100_000).text.printed


@given(st.text(max_size=60))
def test_strings_that_are_no_html_stay_as_they_are(source):
    try:
        found = read(source)
    except InputUnreadable:
        return
    if found.carrier == "text":
        assert found.text.printed == source


@given(st.binary(max_size=80))
def test_bytes_are_read_or_refused(data):
    try:
        read(data)
    except InputUnreadable as error:
        assert len(str(error).splitlines()) <= 3  # noqa: PT017  (either outcome is right)


LISTED = (
    "Adams, B. (2001). Tolls of the north. River Studies, 3(1), 1–9.",
    "Brown, C. (2002). Tolls of the south. River Studies, 4(1), 11–19.",
    "Clark, D. (2003). Tolls of the west. River Studies, 5(1), 21–29.",
    "Dunn, E. (2004). Tolls of the east. River Studies, 6(1), 31–39.",
)


def page_of(items, named, before="<p>Tolls (Adams, 2001).</p><h2>References</h2>", outer="ol"):
    inner = "".join(
        f'<li id="b{n}">{item}</li>' if n in named else f"<li>{item}</li>"
        for n, item in enumerate(items, 1)
    )
    return f"<html><body>{before}<{outer}>{inner}</{outer}></body></html>"


@pytest.mark.parametrize("outer", ["ol", "ul"])
@pytest.mark.parametrize("named", [{1, 2}, {1, 4}, {2, 3}, {3, 4}, {1, 2, 4}, {1, 2, 3}])
def test_items_of_one_list_are_references_where_only_some_have_names(named, outer):
    text = read(page_of(LISTED, named, outer=outer)).text
    items = text.markup.items
    assert [text.slice(item.at).lstrip("1234.• ") for item in items] == list(LISTED)
    assert [item.reference for item in items] == [True] * 4
    assert [item.anchor for item in items] == [f"b{n}" if n in named else "" for n in (1, 2, 3, 4)]


@pytest.mark.parametrize("name", [1, 2, 4])
def test_one_name_makes_references_of_a_list_where_a_link_leads_to_it(name):
    link = f'<p>Tolls (<a href="#b{name}">Adams, 2001</a>).</p><h2>References</h2>'
    linked = read(page_of(LISTED, {name}, link)).text.markup.items
    assert [item.reference for item in linked] == [True] * 4
    alone = read(page_of(LISTED, {name})).text.markup.items
    assert [item.reference for item in alone] == [False] * 4


def test_a_list_around_the_references_is_none_of_them():
    inner = page_of(LISTED, {1, 3}, "")
    page = f"<ul><li>Why people cross</li><li>Works{inner}</li><li>Notes</li></ul>"
    text = read(f"<!doctype html>{page}").text
    told = [text.slice(i.at).lstrip("1234.• ") for i in text.markup.items if i.reference]
    assert told == list(LISTED)


def test_an_item_that_is_not_shown_is_passed_over_among_references():
    items = (LISTED[0], LISTED[1])
    page = page_of(items, {1}).replace("</li><li>", '</li><li hidden id="b9">Old</li><li>')
    page = page.replace("(Adams, 2001)", '(<a href="#b1">Adams, 2001</a>)')
    text = read(page).text
    assert [text.slice(i.at)[3:] for i in text.markup.items if i.reference] == list(items)
