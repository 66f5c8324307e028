"""Library files as documents: what is where, what is mended, and that all else stays as it came."""

import pytest
from counted_work import growth
from hypothesis import example, given, settings
from hypothesis import strategies as st

from joinedup_refs.build import build
from joinedup_refs.check.example_records import evidence, match
from joinedup_refs.check.policy import Policy, choose
from joinedup_refs.check.rule import Context
from joinedup_refs.check.run import all_rules, run
from joinedup_refs.clean import clean, clean_text
from joinedup_refs.errors import DecisionRefused
from joinedup_refs.formats.untex import decode
from joinedup_refs.model.edit import AmendText, Decision, Fix, MergeInto, SetField, edits_of
from joinedup_refs.model.origin import Printed, Record
from joinedup_refs.model.text import Span, Text
from joinedup_refs.notation.csl import to_csl
from joinedup_refs.read import read

LIBRARY = r"""% my library, kept by hand
@string{pst = "Policy Studies"}
@comment{none of this = {is read}}

@Article{Adams2001,
  author  = "Adams, Bea and M{\"u}ller, K.",
  title   = {Plans of {DNA}:
             caf{\'e}s \& towns},
  journal = pst,
  year    = 2001, month = mar,
  pages   = {31--49}
}
a word about the next one
@incollection{Brown02, title = {Teams}, crossref = {Clark03}}
@book{Clark03, editor = {Clark, Di}, title = {Joint Work}, publisher = {Sage}, year = {2003}}
"""


def bib(text):
    return Text(printed=text, form="bibtex", encoding="utf-8")


def fixed(*edits, code="X001"):
    return Decision(code=code, fix=Fix(title="mend", safety="safe", edits=tuple(edits)))


def where(document, entry, variable):
    origin = document.entry(entry).origins[variable]
    assert isinstance(origin, Printed)
    return document.text.slice(origin.at)


def amend(text, old, new):
    start = text.index(old)
    return AmendText(at=Span(start=start, end=start + len(old)), text=new)


def test_entries_stand_where_their_blocks_do():
    document = build(bib(LIBRARY))
    assert [e.id for e in document.entries] == ["r1", "r2", "r3"]
    assert [document.text.slice(e.span)[:12] for e in document.entries] == [
        "@Article{Ada",
        "@incollectio",
        "@book{Clark0",
    ]
    assert all(document.text.slice(e.span).endswith("}") for e in document.entries)


def test_values_are_decoded_and_their_places_are_those_of_the_file():
    document = build(bib(LIBRARY))
    item = to_csl(document.entry("r1").reference)
    assert item["title"] == "Plans of DNA: cafés & towns"
    assert item["container-title"] == "Policy Studies"
    assert item["issued"] == {"date-parts": [[2001, 3]]}
    assert [n["family"] for n in item["author"]] == ["Adams", "Müller"]
    assert where(document, "r1", "author") == 'Adams, Bea and M{\\"u}ller, K.'
    assert where(document, "r1", "container-title") == "pst"
    assert where(document, "r1", "issued") == "2001"
    assert where(document, "r1", "page") == "31--49"
    assert where(document, "r1", "citation-key") == "Adams2001"
    # what a chapter has from its book stands there
    assert where(document, "r2", "publisher") == "Sage"
    assert to_csl(document.entry("r2").reference)["container-title"] == "Joint Work"


def test_the_reading_of_a_place_is_the_value():
    document = build(bib(LIBRARY))
    for entry in document.entries:
        item = to_csl(entry.reference)
        for variable in ("title", "container-title", "publisher", "volume"):
            if variable in item:
                at = entry.origins[variable].at
                assert document.text.read(at).text == item[variable]


def test_every_variable_has_its_origin():
    for entry in build(bib(LIBRARY)).entries:
        assert set(entry.origins) == set(to_csl(entry.reference)) - {"type"}


def covered(document):
    """Give the characters that neither an entry, a cut nor the leftover holds."""
    held = bytearray(len(document.text.printed))
    spans = [s for e in document.entries for s in e.at]
    spans += [c.printed for c in document.text.cuts]
    for span in (*spans, *document.leftover):
        held[span.start : span.end] = b"x" * len(span)
    return "".join(c for c, h in zip(document.text.printed, held, strict=True) if not h)


def test_no_character_is_lost():
    document = build(bib(LIBRARY))
    assert not covered(document).strip()
    assert [document.text.slice(s) for s in document.leftover] == ["a word about the next one"]


def test_an_amendment_is_in_the_file_and_in_the_values():
    decisions = [fixed(amend(LIBRARY, "{DNA}", "{RNA} \\& co")), fixed(amend(LIBRARY, "49", "52"))]
    document = build(bib(LIBRARY), decisions)
    expected = LIBRARY.replace("{DNA}", "{RNA} \\& co").replace("49", "52")
    assert document.written.reading == expected
    item = to_csl(document.entry("r1").reference)
    assert item["title"] == "Plans of RNA & co: cafés & towns"
    assert item["page"] == "31-52"
    assert document.text.printed == LIBRARY
    assert "RNA & co" in document.reading(document.entry("r1"))
    assert build(bib(LIBRARY), [d.model_copy(update={"taken": False}) for d in decisions]) == build(
        bib(LIBRARY)
    )


DOI = Record(source="crossref", id="10.1/x")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "@article{a,\n  title = {T},\n  year  = {2001},\n}\n",
            "@article{a,\n  title = {T},\n  year  = {2001},\n  doi   = {10.1/x},\n}\n",
        ),
        (
            "@ARTICLE{a,\r\n\tTITLE={T},\r\n\tYEAR={2001}\r\n}\r\n",
            "@ARTICLE{a,\r\n\tTITLE={T},\r\n\tYEAR={2001},\r\n\tDOI={10.1/x}\r\n}\r\n",
        ),
        (
            '@article{a, title = "T", year = "2001"}',
            '@article{a, title = "T", year = "2001", doi = "10.1/x"}',
        ),
        (
            "@article{a\n  , title = {T}\n  , year = {2001}\n  }",
            "@article{a\n  , title = {T}\n  , year = {2001}\n  , doi = {10.1/x}\n  }",
        ),
        (
            "@article{a, title = {T}\n  , url = {u}\n  , file = {f}\n  }",
            "@article{a, title = {T}\n  , doi = {10.1/x}\n  , url = {u}\n  , file = {f}\n  }",
        ),
        (
            "@article{a,\n  title = {T},\n  url = {u},\n  file = {f}}",
            "@article{a,\n  title = {T},\n  doi = {10.1/x},\n  url = {u},\n  file = {f}}",
        ),
    ],
)
def test_a_value_is_put_in_as_the_lines_beside_it_are_written(before, after):
    edit = SetField(entry="r1", field="DOI", value="10.1/x", origin=DOI)
    document = build(bib(before), [fixed(edit)])
    assert document.written.reading == after
    assert document.entry("r1").reference.doi == "10.1/x"
    assert document.entry("r1").origins["DOI"] == DOI


def test_several_values_go_where_they_belong():
    text = "@article{a,\n  author = {A, B},\n  title = {T},\n  volume = {1},\n  year = {2001},\n}\n"
    edits = [
        SetField(entry="r1", field=field, value=value, origin=DOI)
        for field, value in (("DOI", "10.1/x"), ("issue", "2"), ("page", "3-4"))
    ]
    written = build(bib(text), [fixed(*edits)]).written.reading
    assert written == text.replace(
        "  volume = {1},\n", "  volume = {1},\n  number = {2},\n  pages = {3--4},\n"
    ).replace("  year = {2001},\n", "  year = {2001},\n  doi = {10.1/x},\n")


def test_a_line_beside_an_amendment_is_put_in_too():
    text = "@article{a,\n  title = {T},\n  year = {20l1}\n}"
    put = SetField(entry="r1", field="DOI", value="10.1/x", origin=DOI)
    document = build(bib(text), [fixed(put), fixed(amend(text, "20l1", "2011"))])
    assert document.written.reading == text.replace("{20l1}", "{2011},\n  doi = {10.1/x}")


def test_entries_of_a_file_are_not_joined():
    with pytest.raises(DecisionRefused, match="not divided, joined or moved"):
        build(bib(LIBRARY), [fixed(MergeInto(entry="r1", other="r2"))])


def test_rules_about_lists_are_silent_in_a_library():
    text = "".join(
        f"@article{{a{n}, author = {{{name}}}, title = {{Joint plans: a view}}, year = 2001}}\n"
        for n, name in enumerate(["Z, A.", "B, C.", "A, D."] * 4)
    )
    codes = {f.code for f in clean_text(bib(text)).findings}
    assert not {c for c in codes if c[:3] in {"LST", "STY", "CIT", "DOC"} or c == "IDN807"}
    assert {r.code for r in all_rules() if r.inputs == "any"} >= {"IDN804", "NUM706", "RET001"}


def with_record(text, item, **more):
    document = build(bib(text))
    found = run(
        [r for r in all_rules() if r.phase == "value"],
        "value",
        document,
        evidence(match("r1", item, **more)),
        Context(),
    )
    decisions = choose(found, Policy()).decisions
    return found, build(bib(text), decisions)


ARTICLE = r"""@article{adams01,
  author = {Adams, B. and M{\"u}ller, K.},
  title = {{DNA} of the jointely owned caf{\'e}},
  journal = {Policy Studies},
  volume = {22},
  year = {2001},
  pages = {31--49},
}
"""


def test_a_record_mends_pages_title_and_initials_in_latex():
    record = {
        "page": "31-48",
        "title": "DNA of the jointly owned café",
        "author": [{"family": "Adams", "given": "Jörg"}, {"family": "Müller", "given": "K."}],
        "DOI": "10.5555/a_b",
        "issue": "3",
    }
    found, document = with_record(ARTICLE, record)
    assert {"NUM706", "TTL503", "NAM302", "IDN804"} <= {f.code for f in found}
    assert document.written.reading == (
        ARTICLE.replace("jointely", "jointly")
        .replace("Adams, B.", "Adams, J.")
        .replace("31--49", "31--48")
        .replace("  year = {2001},\n", "  year = {2001},\n  doi = {10.5555/a_b},\n")
    )
    item = to_csl(document.entry("r1").reference)
    assert item["page"] == "31-48"
    assert item["title"] == "DNA of the jointly owned café"


IN_1998 = {"issued": {"date-parts": [[1998]]}}


def test_a_macro_gives_way_as_a_whole():
    strings = '@string{yr = "2001"}\n'
    _, document = with_record(strings + ARTICLE.replace("{2001}", "yr"), IN_1998)
    assert document.written.reading == strings + ARTICLE.replace("2001", "1998")


def test_what_an_entry_has_from_another_is_shown_and_not_changed_there():
    parent = "@book{b, editor = {C, D.}, title = {Joint Work}, year = {2001}}\n"
    child = "@inbook{a, author = {A, B.}, title = {Plans}, pages = {1--9}, crossref = {b}}\n"
    found, document = with_record(child + parent, IN_1998, agree="author title page publisher")
    (told,) = [f for f in found if f.code == "DAT404"]
    assert not told.fixes
    assert document.written.reading == child + parent


def test_a_change_that_reaches_over_a_brace_takes_the_brace_with_it():
    text = ARTICLE.replace("{DNA} of", "{DNA}s of").replace("jointely", "jointly")
    _, document = with_record(text, {"title": "RNA of the jointly owned café"})
    title = document.written.reading.partition("title = ")[2].partition(",\n")[0]
    assert title.count("{") == title.count("}")


def test_what_is_filled_in_again_changes_nothing_more():
    _, once = with_record(ARTICLE, {"DOI": "10.5555/x"})
    found, twice = with_record(once.written.reading, {"DOI": "10.5555/x"})
    assert "IDN804" not in {f.code for f in found}
    assert twice.written.reading == once.written.reading


def test_a_retraction_is_told_of_a_library_entry():
    from joinedup_refs.model.evidence import Update

    update = Update(kind="retraction", label="retraction", doi="10.1/r")
    found, _ = with_record(ARTICLE, {"DOI": "10.5555/x"}, updates=(update,))
    (told,) = [f for f in found if f.code == "RET001"]
    assert told.message.startswith("In adams01: ")


def test_a_string_and_bytes_of_a_library_are_known_by_their_beginning():
    assert read(LIBRARY).text.form == "bibtex"
    assert read(LIBRARY.encode()).carrier == "library"
    assert read("TY  - BOOK\nTI  - Plans\nER  - \n").text.form == "ris"
    assert read("Mail me @ home.\n@article{x}").text.form == ""
    assert clean(ARTICLE.replace("31--49", "31-49")).to("bibtex") == ARTICLE


@pytest.mark.parametrize("form", ["ris", "csl-json"])
def test_other_record_files_come_in_by_the_same_door(form):
    text = clean(LIBRARY).to(form)
    document = build(Text(printed=text, form=form))
    assert [to_csl(e.reference)["title"] for e in document.entries][1:] == ["Teams", "Joint Work"]
    assert not covered(document).strip()
    first = document.text.slice(document.entries[0].span)
    assert first.startswith("TY  - " if form == "ris" else "{")
    for entry in document.entries:
        assert {o.at for o in entry.origins.values()} == {entry.span}


# Any text, and any that is nearly a library.

pieces = st.sampled_from(
    [
        "@article{a,", "@book{b,\n", "@string{s = ", "}", "{", '"', ",\n", " = ", "title", "pages",
        "{1-2}", "{DNA \\& co}", "{A & B}", "author", "{A; B, C.}", "#", " s ", "% x\n", "\\'e",
        "year = 2001", "month = {May}", "@comment{", "é", "Ã¼", "\r\n", "  ", "@", "joural = {x}",
    ]
)  # fmt: skip
libraries = st.lists(pieces, max_size=40).map("".join)


@settings(max_examples=250, deadline=None)
@given(libraries)
@example("@article{a,month = {May}% x\n = }")
def test_what_is_not_amended_stays_and_what_is_mended_stays_mended(text):
    outcome = clean_text(bib(text))
    assert not covered(outcome.document).strip("\ufeff \t\r\n")
    assert outcome.document.written.reading == text
    parts, here = [], 0
    edits = [e for e in edits_of(outcome.decisions) if isinstance(e, AmendText)]
    for edit in sorted(edits, key=lambda e: (e.at.start, e.at.end)):
        parts += [text[here : edit.at.start], edit.text]
        here = edit.at.end
    assert outcome.result.written.reading == "".join((*parts, text[here:]))
    again = clean_text(bib(outcome.result.written.reading))
    assert not again.decisions


words = st.text(alphabet="abcÉé {}\\&%$-_~^\"'\n", max_size=20)  # without #, which joins


@settings(max_examples=200, deadline=None)
@given(words, st.sampled_from(["title", "note", "publisher", "journal"]))
def test_the_place_of_a_value_tells_it(value, name):
    text = f"@article{{k,\n  {name} = {{{value}}},\n}}"
    document = build(bib(text))
    for entry in document.entries:
        for variable, origin in entry.origins.items():
            if variable in {"title", "publisher", "container-title"}:
                value = to_csl(entry.reference)[variable]
                assert document.text.read(origin.at).text == value
                if document.text.printed[origin.at.end : origin.at.end + 1] == "}":
                    assert decode(document.text.slice(origin.at)) == value


@pytest.mark.parametrize(
    "text",
    [
        "@article{x, title = {" + "{" * 10_000 + "DNA" + "}" * 10_000 + "}}",
        "@article{x, title = {" + "{" * 10_000,
        "@article{x, title = {" + "a" * 5_000_000 + "}}",
        "@article{x, title = {" + "DNA " * 200_000 + "}}",
        "@article{x, author = {" + "A, B; " * 10_000 + "}}",
        "@article{x, author = {" + "A, " * 50_000 + "}}",
        "@article{x, pages = {" + "1-2, " * 10_000 + "}}",
        "@article{x, note = {" + "$a " * 50_000 + "&}}",
        "@article{x," * 10_000,
        "% " * 100_000 + "\n@article{x, title = {DNA}}",
        "@article{x, title = {A}}\n" + "title = {" * 50_000,
    ],
    ids=range(11),
)
def test_hostile_libraries_are_looked_through(text):
    outcome = clean_text(bib(text))
    assert outcome.document.written.reading == text


def test_work_grows_with_the_entries():
    def work(count):
        text = "".join(
            f"@article{{k{n}, author = {{A; B, C}}, title = {{DNA & {count} {n}}},\n"
            f"  joural = {{J}}, pages = {{1-{n}}}, month = {{May}}, note = {{}}}}\n"
            for n in range(1, count + 1)
        )
        assert len(clean_text(bib(text)).decisions) >= 5 * count - 1

    assert growth(work, 50) < 0.8  # pairs of works by one author are compared, up to so many
