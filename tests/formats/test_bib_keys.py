"""Keys changed in a .bib file, in its map, and in the texts that cite."""

import pytest

from joinedup_refs.errors import FormatInvalid
from joinedup_refs.formats.bib_keys import rekeyed
from joinedup_refs.formats.cited_keys import recited
from joinedup_refs.formats.key_map import read_key_map, write_key_map
from joinedup_refs.formats.key_pattern import key_pattern

PATTERN = key_pattern("[auth:lower][year]")
BIB = r"""% smith99 first
@inproceedings{smith99, author={Smith, J.}, title={As \cite[3]{jones,gone} says},
  crossref={PROC}, ids={old1}}
@proceedings{proc, editor={Hall, A.}, title={Proceedings}, year=1999}
@article{, author={Roe, J.}, title={No key}}
@article{title={None at all}, author={Poe, E.}}
@article{jones, author={Jones, K.}, journal=jf, title={On}, related={smith99, proc}}
@set{both, entryset={smith99,jones}}
@xdata{smith1999, publisher={P}}
"""


def test_entries_without_a_key_get_one_and_nothing_else_changes():
    made = rekeyed(BIB, PATTERN)
    assert made.text == BIB.replace("@article{,", "@article{roe,").replace(
        "@article{title=", "@article{poe, title="
    )
    assert made.changes == {}
    assert made.remarks == ()


def test_all_keys_change_and_what_names_them_follows():
    made = rekeyed(BIB, PATTERN, every=True)
    # the @xdata has the key smith1999
    assert made.changes == {"smith99": "smith1999a", "proc": "hall1999"}
    assert "@set{both," in made.text  # of which no key can be made
    assert "crossref={hall1999}" in made.text
    assert "related={smith1999a, hall1999}" in made.text
    assert "entryset={smith1999a,jones}" in made.text
    assert "\\cite[3]{jones,gone}" in made.text
    assert "@xdata{smith1999," in made.text
    [gap] = made.remarks
    assert (gap.line, "the old key smith99 stands in a comment" in gap.message) == (1, True)


def test_once_changed_they_stay():
    once = rekeyed(BIB, PATTERN, every=True).text
    again = rekeyed(once, PATTERN, every=True)
    assert (again.text, again.changes) == (once, {})


def test_citations_within_values_follow():
    bib = "@book{a, author={Hall, A.}, note={\\citet{a}, \\cite{b}}}\n@book{b, author={Roe, B.}}"
    made = rekeyed(bib, key_pattern("auth"), every=True)
    assert "note={\\citet{Hall}, \\cite{Roe}}" in made.text


def test_old_keys_are_kept_among_ids():
    made = rekeyed(BIB, PATTERN, every=True, keep_old=True)
    assert "ids={old1, smith99}" in made.text
    assert "year=1999, ids = {proc}}" in made.text
    back = rekeyed(
        "@book{new,\n  author = {Hall, A.},\n  ids = {hall, x},\n}\n",
        key_pattern("[auth:lower]"),
        every=True,
        keep_old=True,
    )
    assert back.text == "@book{hall,\n  author = {Hall, A.},\n  ids = {x, new},\n}\n"


def test_an_old_key_that_another_entry_has_now_is_not_kept():
    bib = "@book{roe, author={Hall, A.}}\n@book{hall, author={Roe, B.}}\n"
    made = rekeyed(bib, key_pattern("[auth:lower]"), every=True, keep_old=True)
    assert made.changes == {"roe": "hall", "hall": "roe"}
    assert "ids" not in made.text
    assert len(made.remarks) == 2


def test_of_a_key_that_two_entries_have_the_first_is_cited():
    bib = "@book{x, author={Hall, A.}}\n@book{x, author={Roe, B.}}\n@book{y, crossref={x}}\n"
    made = rekeyed(bib, key_pattern("[auth:lower]"), every=True)
    assert made.changes["x"] == "hall"
    assert "crossref={hall}" in made.text
    assert made.remarks[0].line == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\cite{a}", r"\cite{x}"),
        (r"\citep*[see][3]{a, b,c}", r"\citep*[see][3]{x, a,c}"),
        (r"\Textcite[{[3]}]{a}", r"\Textcite[{[3]}]{x}"),
        (r"\cites(pre)(post)[1]{a}[2]{b} {a}", r"\cites(pre)(post)[1]{x}[2]{a} {x}"),
        (r"\cite{a}{b}", r"\cite{x}{b}"),
        (r"\volcite{2}[3]{a}", r"\volcite{2}[3]{x}"),
        (r"\nocite{*} \nocite{a}", r"\nocite{*} \nocite{x}"),
        (r"\citetext{a} \setcitestyle{a}", r"\citetext{a} \setcitestyle{a}"),
        ("\\cite{a,% b\n  b}", "\\cite{x,% b\n  a}"),
        (r"\cite {a} \fullcite{aa}", r"\cite {x} \fullcite{aa}"),
        (r"\bibentry{a} \ref{a} \label{a}", r"\bibentry{x} \ref{a} \label{a}"),
        (r"\cite{a", r"\cite{a"),
    ],
)
def test_citations_in_latex(text, expected):
    assert recited(text, {"a": "x", "b": "a"}).text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[@a, p. 3; see -@b]", "[@x, p. 3; see -@a]"),
        ("@a says [p. 3]; @{a}'s", "@x says [p. 3]; @{x}'s"),
        ("mail me@a or \\@a; @ab", "mail me@a or \\@a; @ab"),
        ("\\cite{a}", "\\cite{x}"),
    ],
)
def test_citations_in_markdown(text, expected):
    assert recited(text, {"a": "x", "b": "a"}, markdown=True).text == expected


def test_a_map_is_read_as_it_was_written():
    changes = {"a": "b", 'with "quotes", and commas': "c", "ä": "d"}
    assert read_key_map(write_key_map(changes)) == changes
    assert write_key_map({"same": "same"}) == "old,new\n"
    assert read_key_map("\ufeffold,new\r\na,b\r\n\r\n") == {"a": "b"}
    assert read_key_map("old,new,why\na,b,merged\nc,c,kept\n,d,merged\n") == {"a": "b"}
    assert read_key_map("old,new,file\na,b,x.ris\nc,c,y.ris\n") == {"a": "b"}


def test_no_key_in_a_map_is_a_formula():
    changes = {"+1+1": "@SUM(A1)", "-1": "a", "'=x": "b"}
    told = write_key_map(changes)
    assert told.splitlines()[1:] == ["'+1+1,'@SUM(A1)", "'-1,a", "''=x,b"]
    assert read_key_map(told) == changes


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("a,b\n", 1),
        ("old,new\na\n", 2),
        ("old,new\na,\n", 2),
        ("old,new\na,b\na,c\n", 3),
        ("old,new\na,a\na,c\n", 3),
        ("old,new\na,b,c\n", 2),
        ('old,new\n"a', 2),
    ],
)
def test_a_map_that_is_none_is_refused(text, line):
    with pytest.raises(FormatInvalid) as told:
        read_key_map(text)
    assert told.value.line == line


def test_a_line_that_is_added_ends_as_the_others_do():
    text = "@book{a,\r\n  author = {Hall, P.}\r\n}\r\n"
    made = rekeyed(text, key_pattern("auth"), every=True, keep_old=True)
    assert made.text == "@book{Hall,\r\n  author = {Hall, P.},\r\n  ids = {a}\r\n}\r\n"


@pytest.mark.parametrize("pattern", ["auth + year", "auth + infix + year"])
def test_an_entry_may_take_the_key_that_stands_among_its_own_ids(pattern):
    text = "@book{b, author={Hall, A}, year=2004, ids={Hall2004}}"
    made = rekeyed(text, key_pattern(pattern), every=True)
    assert made.changes == {"b": "Hall2004"}


BROKEN = """@article{broken1, author={Close, N., title={Broken}, year=2000,
  related={ash1}, crossref={ash1}

@article{nocomma title={Roads}, author={Quist, W.}, year={2001}}
@book{{title}, author={Elm, B.}, year={2002}}
@article{ash1, author={Ash, B.}, title={Towns}, year={2003}}
@article{close, author={Elm, B.}, title={Broken1}, year={2004}}
"""


def test_a_broken_entry_is_left_as_it_is():
    made = rekeyed(BROKEN, PATTERN, every=True)
    assert made.changes == {"ash1": "ash2003", "close": "elm2004"}
    assert made.text == BROKEN.replace("{ash1, author", "{ash2003, author").replace(
        "{close, author", "{elm2004, author"
    )
    assert [(gap.line, gap.message) for gap in made.remarks] == [
        (1, "an old key stands in this broken entry, which was left as it is")
    ]


def test_the_key_of_a_broken_entry_is_given_to_no_other():
    book = "@book{, author={Ash, B.}, year={2003}}\n"
    text = "@article{ash2003, author={Ash, B.}, title={Never closed,\n\n" + book
    assert "@book{ash2003a," in rekeyed(text, PATTERN).text


def test_of_two_entries_with_one_key_citations_mean_the_first():
    twice = (
        "@article{osborne2006, author={Osborne, S.}, title={First work}, year={2006}}\n"
        "@article{osborne2006, author={Osborne, S.}, title={Second work}, year={2006}}\n"
    )
    made = rekeyed(twice, PATTERN, every=True)
    first, second = (line for line in made.text.splitlines())
    assert "First work" in first
    assert first.startswith("@article{osborne2006,")
    assert not second.startswith("@article{osborne2006,")
    assert "osborne2006" not in made.changes
    assert "citations follow that" in made.remarks[0].message


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Write `@smith99` for @smith99.", "Write `@smith99` for @x."),
        ("``a ` @smith99``, and @smith99", "``a ` @smith99``, and @x"),
        ("```\n[@smith99]\n```\n[@smith99]\n", "```\n[@smith99]\n```\n[@x]\n"),
        ("A lone ` before @smith99.", "A lone ` before @x."),
    ],
)
def test_code_in_markdown_is_shown_and_not_cited(text, same):
    assert recited(text, {"smith99": "x"}, latex=False, markdown=True).text == same


def test_what_latex_prints_as_it_stands_is_not_cited():
    text = (
        "\\cite{smith99} \\verb|\\cite{smith99}| "
        "\\begin{verbatim}\n\\cite{smith99}\n\\end{verbatim} \\cite{smith99}"
    )
    made = recited(text, {"smith99": "x"})
    assert made.changed == 2
    assert (
        made.text
        == text.replace("\\cite{smith99} ", "\\cite{x} ", 1).removesuffix("\\cite{smith99}")
        + "\\cite{x}"
    )
