import pytest
from hypothesis import given
from hypothesis import strategies as st

import joinedup_refs as jr
from joinedup_refs.model.text import Text
from joinedup_refs.read import read

ARTICLE = """---
title: "Small ferries"
bibliography: [refs.bib, more.bib]
---

# Introduction {#intro}

Ferries are *older* than **bridges** [@cole2005, p. 3; see also @other1999], as @adams2001 [p. 9]
says, and [-@cole2005]. Write to a@b.org; see @fig-one. `x <- "[@no2000]"`.

```{r}
cite("[@code2001]")  # Smith (2001)
```

<!-- References
Old, A. (1990) -->

## References {.unnumbered}

::: {#refs}
Adams, P., & Brook, L. (2001). Bridges over small rivers. *Journal of Crossings*, *4*(2), 11–19.
<https://doi.org/10.9999/joc.2001.0402>

Cole, D. (2005). *The ferry and the long way round*. Harbour Press.

Dunn, E. (1999). [What tolls pay for](https://doi.org/10.9999/tn.1999.12101). *Notes*, *12*, 1–14.
:::
"""


def reading(source):
    return read(source, suffix=".md").text.reading


@pytest.mark.parametrize(
    ("source", "read_as"),
    [
        ("an *old* and **very** ***deep*** _river_", "an old and very deep river"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("*a **b** c*", "a b c"),
        ("one*", "one*"),
        ('a [link](http://a.b/c_(d) "t") here', "a link here"),
        ("![A ferry](ferry.png){width=50%}", "A ferry"),
        ("<https://doi.org/10.9999/1>", "https://doi.org/10.9999/1"),
        ("1\\. \\*no\\*", "1. *no*"),
        ("a<br>b <i>c</i>", "a b c"),
        ("x `code [@a2000]` y", "x  y"),
        ("See it.[^1]\n\n[^1]: A note.", "See it.\n\n[^1]: A note."),
        ("Seen^[See Cole (2005).] it", "Seen (See Cole (2005).) it"),
        ("H~2~O, m^2^, shown.^1,3–5^", "H2O, m2, shown.[1,3–5]"),
        ("> quoted\n> lines", "quoted\nlines"),
        ("Title\n=====\ntext\n\n---\n", "Title\n\ntext\n\n\n"),
        ("[1]: Cole, D. Ferries.\n[2]: https://a.b", "[1]: Cole, D. Ferries.\n"),
        ("~~~\nSmith (2001)\n~~~\nafter", "\nafter"),
        ("```\nnever closed", ""),
    ],
)
def test_how_marks_are_read(source, read_as):
    assert reading(source) == read_as


def test_nothing_printed_is_changed():
    assert read(ARTICLE, suffix=".md").text.printed == ARTICLE


def test_an_article_with_its_list():
    cleaned = jr.clean(ARTICLE)
    result = cleaned.result
    assert [result.reading(entry)[:12] for entry in cleaned.entries] == [
        "Adams, P., &",
        "Cole, D. (20",
        "Dunn, E. (19",
    ]
    dunn = cleaned.entries[2]
    assert (dunn.reference.doi, dunn.origins["DOI"].kind) == ("10.9999/tn.1999.12101", "linked")
    assert cleaned.entries[0].reference.container_title == "Journal of Crossings"
    assert result.leftover == ()
    italics = [result.text.slice(span) for span in result.text.markup.italics]
    assert "The ferry and the long way round" in italics


def test_keys_of_the_texts_own_entries_are_tied_and_others_are_not_lost():
    cleaned = jr.clean(ARTICLE)
    held = {(cleaned.text.slice(c.at), c.references) for c in cleaned.result.citations}
    assert held == {("@cole2005", ("r2",)), ("-@cole2005", ("r2",)), ("@adams2001", ("r1",))}
    assert not [f for f in cleaned.findings if f.code == "CIT201"]
    keys = [(k.key, k.narrative, k.prefix, k.locator) for k in cleaned.text.markup.keys]
    assert keys == [
        ("cole2005", False, "", "p. 3"),
        ("other1999", False, "see also", ""),
        ("adams2001", True, "", "p. 9"),
        ("cole2005", False, "", ""),
    ]
    assert cleaned.text.markup.bibliographies == ("refs.bib", "more.bib")


def test_bibliographies_in_every_form():
    for written in ("a.bib\n", "'a.bib'\n", "[a.bib]\n", "\n  - a.bib\n"):
        source = f"---\nbibliography: {written}---\n\nText.\n"
        assert read(source).text.markup.bibliographies == ("a.bib",)


@pytest.mark.parametrize("suffix", [".md", ".markdown", ".Rmd", ".qmd"])
def test_suffixes(tmp_path, suffix):
    path = tmp_path / f"paper{suffix}"
    path.write_text("<p align=center>Logo</p>\n\nSee *this* [@a2000].\n")
    found = read(path)
    assert found.carrier == "markdown"
    assert [key.key for key in found.text.markup.keys] == ["a2000"]


def test_text_that_only_looks_like_it_stays_text():
    assert read("# one heading\nand *stars*").carrier == "text"
    assert read("Smith [1] and a@b.org").carrier == "text"


@pytest.mark.parametrize(
    "source",
    ["*" * 5000, "[" * 5000 + "]" * 5000, "_a " * 5000, "`" * 5000, "<!-- " * 5000, "[@a; " * 5000],
)
def test_marks_without_end_are_read(source):
    assert reading(f"# a\n# b\n{source}") is not None


MARKS = st.sampled_from(
    ["*", "**", "_", "`", "```\n", "~", "^", "[", "]", "](x)", "^[", "[^1]", "<i>", "</i>", "\\",
     "---\n", "> ", "# ", "@a2000", "[@b1999; ", "<!--", "-->", ":::", "\n", "\n\n", " ", "word"]
)  # fmt: skip


@given(st.lists(MARKS | st.text(max_size=5), max_size=40))
def test_any_marks_leave_the_text_as_it_is(pieces):
    source = "".join(pieces) + " "
    found = read(source, suffix=".md").text
    assert found.printed == source
    Text(printed=found.printed, cuts=found.cuts)
    for key in found.markup.keys:
        assert found.slice(key.at).lstrip("-").startswith("@")
        assert key.cluster.covers(key.at)
