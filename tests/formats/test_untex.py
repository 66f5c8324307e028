"""LaTeX to Unicode, nothing executed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup_refs.formats import tex
from joinedup_refs.formats.untex import changes, decode, decode_lines


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"caf\'e caf\'{e} caf{\'e} caf{\'{e}}", "café café café café"),
        (r"Mar{\'\i}a \'{\i} na\"{\i}ve", "María í naïve"),
        (r"\c{c}\c c \v{s} \H{o} \k{a} \r{a} \u{g} \d{a} \=o \.z", "çç š ő ą å ğ ạ ō ż"),
        (r"{\o}{\O} \ss{} \ae\AE \oe \aa \L ukasz \l{}", "øØ ß æÆœåŁukasz ł"),
        (r"\& \% \$ \# \_ \{ \}", "& % $ # _ { }"),
        (r"{\textbackslash}x {\textasciitilde} {\textasciicircum}", r"\x ~ ^"),
        (r"\~{} \^{}", "~ ^"),
        ("pages 1--12, a---b, -{}-", "pages 1–12, a—b, --"),
        ("``quoted'' and `single'", "“quoted” and `single'"),
        (r"\textit{E. coli} \emph{a} {\it b} {\em c}", "<i>E. coli</i> <i>a</i> <i>b</i> <i>c</i>"),
        (r"\textbf{b} {\bfseries c}", "<b>b</b> <b>c</b>"),
        (r"H$_2$O CO$_{2}$ x$^{10}$", "H<sub>2</sub>O CO<sub>2</sub> x<sup>10</sup>"),
        (r"\textsubscript{2}\textsuperscript{nd}", "<sub>2</sub><sup>nd</sup>"),
        (r"{$O(n^2)$} and $\alpha$", r"$O(n^2)$ and $\alpha$"),
        ("a $<$ b $>$ c", "a < b > c"),
        ("costs \\$5, not $6", "costs $5, not $6"),
        ("{The {NHS} in {iPhone} times}", "The NHS in iPhone times"),
        (r"see \url{http://a.b/c_d} \href{http://x}{there}", "see http://a.b/c_d there"),
        ("a~b\\ c\\,d\\-e", "a b c de"),
        ("one\n   two", "one two"),
        (r"Erd{\H o}s, \'Alvarez, \O{}ster", "Erdős, Álvarez, Øster"),
        ("a \\{\\vphantom{\\}} alone", "a { alone"),
        (r"\enquote{x} \dots", "“x” …"),
    ],
)
def test_decoding(latex, text):
    assert decode(latex) == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"a \input{/etc/passwd} b", "a b"),
        (r"\immediate\write18{rm -rf /}x", "18{rm -rf /}x".replace("{", "").replace("}", "")),
        (r"\include{x}\openout{y}z", "z"),
        (r"\noopsort{1973}1981", "1981"),
    ],
)
def test_nothing_is_executed(latex, text):
    assert decode(latex) == text


def test_an_unknown_command_stays_as_it_is_written():
    assert decode(r"a \foo{bar} \baz b") == r"a \foo{bar} \baz b"


def test_line_breaks_can_be_kept():
    assert decode_lines("one\n  two \\& three\n\nfour") == "one\ntwo & three\n\nfour"


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_what_is_escaped_comes_back(text):
    plain = " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())
    written = tex.line(plain)
    if "$<$" not in written and "``" not in plain:
        assert decode(written) == plain


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="\\{}$'`~^-aeit \n%_", max_size=60))
def test_no_latex_breaks_it(text):
    decode(text)
    decode_lines(text)


@pytest.mark.parametrize(
    "text",
    [
        *("{" * 100_000, "}" * 100_000, "$" * 100_000, "\\" * 99_999, "\\'" * 50_000),
        *("\\textit{" * 12_500, "$a" * 50_000, "-" * 100_000, "\\foo" * 25_000, "\\$" * 50_000),
        *("{\\it " * 20_000, "\\it " * 20_000, "\\input{" * 12_500, "`" * 100_000),
    ],
)
def test_hostile_latex_is_decoded(text):
    assert len(decode(text)) <= 2 * len(text)


TOKENS = st.sampled_from(
    [
        *(r"\'e", r"{\'{e}}", r"\textit{", r"\emph{ab}", "}", "{", "DNA", " ", "\n  ", "--", "``"),
        *("''", r"\ss ", r"\aa{}", r"\foo ", r"\foo{x}", r"\url{a}", "$a$", "$_2$", "~", "-"),
        *(r"\noopsort{x}", r"{\it a}", r"\&", "\u00a0", "é"),
    ]
)


@settings(max_examples=500, deadline=None)
@given(
    st.one_of(
        st.text(alphabet="\\{}$~ \n\t'`\"abeE-,?!_^0vucHt&%é", max_size=24),
        st.lists(TOKENS, max_size=9).map("".join),
    )
)
def test_with_its_changes_a_text_reads_as_it_is_decoded(text):
    out, here = [], 0
    for start, end, reading in changes(text):
        assert here <= start <= end <= len(text)
        out += [text[here:start], reading]
        here = end
    assert "".join((*out, text[here:])) == decode(text)


def test_only_what_differs_is_a_change():
    text = r"{DNA} of caf{\'e}s -- a view"
    told = [(text[c.start : c.end], c.reading) for c in changes(text)]
    assert told == [("{", ""), ("}", ""), (r"{\'e}", "é"), ("--", "–")]
    assert changes("Joint plans of towns") == ()
