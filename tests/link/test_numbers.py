import pytest

ROWS = [f"Author{chr(96 + n)}, A. | {1990 + n} | Work {n}" for n in range(1, 11)]
MARKERS = tuple(str(n) for n in range(1, 11))


@pytest.mark.parametrize(
    ("prose", "told"),
    [
        ("It holds [1].", [("1", ("r1",))]),
        ("It holds [3–5].", [("3–5", ("r3", "r4", "r5"))]),
        ("It holds [1,2,7-9].", [("1", ("r1",)), ("2", ("r2",)), ("7-9", ("r7", "r8", "r9"))]),
        ("It holds [1; 2].", [("1", ("r1",)), ("2", ("r2",))]),
        ("It holds [2], [4].", [("2", ("r2",)), ("4", ("r4",))]),
        ("It holds [2]–[4].", [("2]–[4", ("r2", "r3", "r4"))]),
        ("It holds [1],[3]–[5],[7].",
         [("1", ("r1",)), ("3]–[5", ("r3", "r4", "r5")), ("7", ("r7",))]),
        ("It holds [12].", [("12", ())]),
        ("In [0, 1] it holds.", []),
        ("In [2010] it holds.", []),
        ("The atoms x[3] hold.", [("3", ("r3",))]),
        ("The sum 12[3] holds.", []),
        ("By Ash (2001) and [4].", [("4", ("r4",))]),
    ],
)  # fmt: skip
def test_square(linked, prose, told):
    got = linked(prose, ROWS, MARKERS)
    assert [(got.text.slice(c.at), c.references) for c in got.citations] == told
    assert {c.form for c in got.citations} <= {"numeric"}


def test_round_brackets_where_they_cover_the_list(linked):
    prose = "One (1). Two (2, 3). Three (4–6). Four (7). In 2001 (10)."
    got = linked(prose, ROWS, MARKERS)
    assert got.printed == ["1", "2", "3", "4–6", "7", "10"]


def test_an_enumeration_is_no_citation(linked):
    assert linked("We (1) run and (2) hide.", ROWS, MARKERS).told == []


def test_numbered_list_cited_by_author_and_year(linked):
    got = linked("As Authora (1991) and (Authorb, 1992) say, step [1] is last.", ROWS, MARKERS)
    assert got.printed == ["Authora (1991)", "Authorb, 1992"]


@pytest.mark.parametrize(
    ("prose", "told"),
    [
        ("It holds [1,3-5; 7].", [("1", "1", ""), ("3-5", "3-5", ""), ("7", "7", "")]),
        ("It holds [1, p. 45; 3, Theorem 2.1; 7].",
         [("1", "1", "p. 45"), ("3", "3", "Theorem 2.1"), ("7", "7", "")]),
        ("It holds [3: 45].", [("3", "3", "45")]),
        ("It holds [see 3, 5].", [("3", "3", ""), ("5", "5", "")]),
        ("It is so.¹ Or,²,³ seen⁴⁻⁶ here;⁷–⁹ 5 cm² or R² at 10⁻³.¹⁰",
         [("¹", "1", ""), ("²", "2", ""), ("³", "3", ""), ("⁴⁻⁶", "4-6", ""), ("⁷–⁹", "7–9", ""),
          ("¹⁰", "10", "")]),
        ("It is so.^1^ Or,^2,3^ seen^4-6^ here;^7–9^ x^2 or 10^3.^10^",
         [("1", "1", ""), ("2", "2", ""), ("3", "3", ""), ("4-6", "4-6", ""), ("7–9", "7–9", ""),
          ("10", "10", "")]),
        ("It is so.$^{1}$ Or,$^{2,3}$ seen$^{4-6}$, x$^{2}$ here$^{7}$ (ref. 8).",
         [("1", "1", ""), ("2", "2", ""), ("3", "3", ""), ("4-6", "4-6", ""), ("7", "7", ""),
          ("8", "8", "")]),
    ],
)  # fmt: skip
def test_ways_of_setting_numbers(linked, prose, told):
    got = linked(prose, ROWS, MARKERS)
    assert [(got.text.slice(c.at), c.number, c.locator) for c in got.citations] == told
    assert all(c.link == "exact" for c in got.citations)


@pytest.mark.parametrize(
    ("prose", "numbers"),
    [
        ("Values lie in [5, 80]; so [1].", ["1"]),
        ("It holds [2, 12].", ["2", "12"]),
        ("It holds [9–12].", ["9–12"]),
        ("It [11], [12], [13], [14], [15], [16], [17], [18] holds.",
         ["11", "12", "13", "14", "15", "16", "17", "18"]),
        ("It holds [1]; see also [40].", ["1"]),
    ],
)  # fmt: skip
def test_numbers_past_the_end(linked, prose, numbers):
    got = linked(prose, ROWS, MARKERS)
    assert [c.number for c in got.citations] == numbers


def test_powers_and_units_alone_are_no_citations(linked):
    assert linked("It is 5 cm², R² and x³ of 10⁶ m⁻².", ROWS, MARKERS).told == []


def test_list_without_numbers(linked):
    got = linked("It holds [1], and [3].", ROWS)
    assert [c.references for c in got.citations] == [("r1",), ("r3",)]


def test_labels(linked):
    got = linked("It holds [Ab91, Cd92] but not [sic].", ROWS[:2], ("Ab91", "Cd92"))
    assert [(c.number, c.references) for c in got.citations] == [
        ("Ab91", ("r1",)),
        ("Cd92", ("r2",)),
    ]


def test_cluster(linked):
    got = linked("It holds [1, 2].", ROWS, MARKERS)
    assert {got.text.slice(c.cluster) for c in got.citations} == {"[1, 2]"}


def test_labels_of_the_list_s_form_that_it_has_not(linked):
    rows = ["Smith, A. | 2005 | Work", "Miller, A. | 2011 | Other work"]
    prose = "It holds [Smi05; WHO20] and [see Mil+11, p. 4], but [sic] and [Table] do not."
    got = linked(prose, rows, ("Smi05", "Mil+11"))
    assert [(c.number, c.references, c.locator) for c in got.citations] == [
        ("Smi05", ("r1",), ""),
        ("WHO20", (), ""),
        ("Mil+11", ("r2",), "p. 4"),
    ]


def test_raised_numbers_that_copying_set_on_the_line(linked):
    prose = (
        "Sleep is needed.1,2 Rats sleep3–5 too (as do mice).6 In 10 m2, SOX2, CO2 or Fig.4 "
        "there is 0.5 of it; “all sleep.”7,8 Most do.9,10"
    )
    got = linked(prose, ROWS, MARKERS)
    assert [c.number for c in got.citations] == ["1", "2", "3–5", "6", "7", "8", "9", "10"]


def test_few_numbers_behind_words_cite_nothing(linked):
    assert not linked("The type.1 and model2 were tried.", ROWS, MARKERS).citations


def test_notes_of_a_list_without_numbers_are_not_its_entries(linked):
    rows = ROWS[:3]
    assert not linked("It was so.1 Then it was not.2 Now it is.3", rows, ("",) * 3).citations
