import pytest
import strategies
from hypothesis import given
from hypothesis import strategies as st

from joinedup_refs.model.date import Date, DatePart
from joinedup_refs.notation import dates
from joinedup_refs.notation.invalid import NotationInvalid
from joinedup_refs.tables import rows


def on(*numbers):
    return DatePart(**dict(zip(("year", "month", "day"), numbers, strict=False)))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2006", on(2006), None),
        ("(2006)", on(2006), None),
        ("[2006]", on(2006), None),
        ("1998–1999", on(1998), on(1999)),
        ("1998-99", on(1998), on(1999)),
        ("2004/05", on(2004), on(2005)),
        ("2004/2005", on(2004), on(2005)),
        ("12 March 2004", on(2004, 3, 12), None),
        ("2004, March 12", on(2004, 3, 12), None),
        ("March 12th, 2004", on(2004, 3, 12), None),
        ("4. Januar 1999", on(1999, 1, 4), None),
        ("le 1er août 2001", on(2001, 8, 1), None),
        ("3 de mayo de 2010", on(2010, 5, 3), None),
        ("5 maggio 1987", on(1987, 5, 5), None),
        ("2019 Nov 12", on(2019, 11, 12), None),
        ("2004-03-12", on(2004, 3, 12), None),
        ("2004-03", on(2004, 3), None),
        ("12.03.2004", on(2004, 3, 12), None),
        ("15/12/2004", on(2004, 12, 15), None),
        ("March–April 2004", on(2004, 3), on(2004, 4)),
        ("12–14 March 2004", on(2004, 3, 12), on(2004, 3, 14)),
        ("30 Dec. 2003–2 Jan. 2004", on(2003, 12, 30), on(2004, 1, 2)),
        ("-44", on(-44), None),
        ("44 BC", on(-44), None),
        ("[1999] 2004", on(2004), None),
        ("2004 [1999]", on(2004), None),
        ("([1982] 1999)", on(1999), None),
        ("1923/1966", on(1966), None),
        ("1976/1936", on(1976), None),
        ("1993/1992", on(1993), None),
        ("1958/ Orig. 1923", on(1958), None),
        ("1894-95/1997", on(1997), None),
        ("1867/ 1885/ 1894", on(1894), None),
        ("1966 (1923)", on(1966), None),
        ("2003/2004", on(2003), on(2004)),
        ("1998/2000", on(1998), on(2000)),
        ("(Mai 2012)", on(2012, 5), None),
        ("3.12.2009", on(2009, 12, 3), None),
        ("24. 10. 1995", on(1995, 10, 24), None),
        ("14.6.94", on(1994, 6, 14), None),
        ("10.11.08", on(2008, 11, 10), None),
        ("2004.03.12", on(2004, 3, 12), None),
        ("15./16.6.2006", on(2006, 6, 15), on(2006, 6, 16)),
        ("13.\x9619.1.2001", on(2001, 1, 13), on(2001, 1, 19)),
        ("28.2.-3.3.2004", on(2004, 2, 28), on(2004, 3, 3)),
        ("28./29.10 1995", on(1995, 10, 28), on(1995, 10, 29)),
        ("19/11/2007 au 18/01/2008", on(2007, 11, 19), on(2008, 1, 18)),
        ("10 July 2008 to 15 January 2009", on(2008, 7, 10), on(2009, 1, 15)),
        ("21.-23. Februar 1994", on(1994, 2, 21), on(1994, 2, 23)),
        ("Oct 92", on(1992, 10), None),
        ("Sept. '88", on(1988, 9), None),
        ("Jueves 28 diciembre 2006", on(2006, 12, 28), None),
        ("12 maart 2004", on(2004, 3, 12), None),
        ("3 de março de 2010", on(2010, 3, 3), None),
        ("c1999", on(1999), None),
        ("© 1999", on(1999), None),
    ],
)
def test_dates(text, start, end):
    read = dates.parse(text)
    assert (read.start, read.end) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "n.d.",
        "o. J.",
        "s.d.",
        "",
        "1999, 2004",
        "3/12/2004",
        "31 x 2004",
        "2004-00",
        "123",
        "99999",
        "2004-98",
        "²",
        "30 Foo 2004",
        "2004 2005 2006",
        "May",
        "1596-1992",
        "1992-1596",
        "1.23456",
        "04/2004",
        "31.13.2004",
    ],
)
def test_what_stays_unread(text):
    assert dates.parse(text) is None
    with pytest.raises(NotationInvalid):
        dates.validate(text)


@pytest.mark.parametrize("row", rows("months"), ids=lambda row: row["word"])
def test_every_month(row):
    for word in (row["word"], row["word"].capitalize(), f"{row['word']}."):
        assert dates.parse(f"12 {word} 2004").start == on(2004, int(row["month"]), 12)


def test_the_months_of_each_language_are_twelve_in_order():
    full = {
        "en": "january february march april may june "
        "july august september october november december",
        "de": "januar februar märz april mai juni juli august september oktober november dezember",
        "fr": "janvier février mars avril mai juin "
        "juillet août septembre octobre novembre décembre",
        "it": "gennaio febbraio marzo aprile maggio giugno "
        "luglio agosto settembre ottobre novembre dicembre",
        "es": "enero febrero marzo abril mayo junio "
        "julio agosto septiembre octubre noviembre diciembre",
        "pt": "janeiro fevereiro março abril maio junho "
        "julho agosto setembro outubro novembro dezembro",
        "nl": "januari februari maart april mei juni "
        "juli augustus september oktober november december",
    }
    table = {row["word"]: row for row in rows("months")}
    for language, words in full.items():
        for number, word in enumerate(words.split(), 1):
            assert int(table[word]["month"]) == number
            assert language in table[word]["languages"].split()


@pytest.mark.parametrize("row", rows("seasons"), ids=lambda row: row["word"])
def test_every_season(row):
    assert dates.parse(f"{row['word'].capitalize()} 2004").season == int(row["season"])


@pytest.mark.parametrize("row", rows("promises"), ids=lambda row: row["phrase"])
def test_every_promise(row):
    assert dates.is_promise(row["phrase"])
    assert dates.is_promise(f"({row['phrase'].capitalize()})")
    assert dates.parse(row["phrase"]) == Date(forthcoming=row["phrase"])
    assert dates.parse(f"2015, {row['phrase']}").start == on(2015)


def test_a_year_is_no_promise():
    assert not dates.is_promise("2004")


def test_letter_circa_and_original():
    assert dates.parse("2006a").letter == "a"
    assert dates.parse("2006 b").letter == "b"
    for text in ("c. 1850", "ca. 1850", "1850?", "um 1850", "[ca. 1850]"):
        assert dates.parse(text) == Date(start=on(1850), circa=True)
    assert dates.original("[1999] 2004").start == on(1999)
    assert dates.original("2004") is None


@given(
    st.one_of(
        st.builds(Date, start=strategies.date_parts, circa=st.booleans()),
        st.builds(
            Date,
            start=st.builds(DatePart, year=st.integers(1000, 2100)),
            letter=st.sampled_from("abcxyz"),
        ),
        strategies.promises,
    )
)
def test_written_dates_are_read_again(date):
    assert dates.parse(dates.format(date)) == date


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("1923/1966", 1923),
        ("1976/1936", 1936),
        ("1958/ Orig. 1923", 1923),
        ("2004 [orig. 1997]", 1997),
        ("1894-95/1997", 1894),
        ("2003/2004", None),
        ("1883-1886", None),
        ("12 March 2004", None),
    ],
)
def test_the_first_printing(text, year):
    first = dates.original(text)
    assert (first.year if first else None) == year


@pytest.mark.parametrize("row", rows("undated"), ids=lambda row: row["phrase"])
def test_every_word_for_no_date(row):
    assert dates.is_undated(f"[{row['phrase'].upper()}.]")
    assert not dates.is_undated(f"{row['phrase']} 2004")


def test_words_that_tell_a_time_and_words_that_do_not():
    assert dates.names_time("Michaelmas term 2003")
    assert dates.names_time("February-May")
    assert dates.names_time("3/12/2004")
    assert not dates.names_time("Anm. 10")
    assert not dates.names_time("§ 174 StGB")


def test_find_years_in_running_text():
    text = "Osborne, 2006a; Hartley, 1998–99; room 12345; v2.2004; doi 10.1000/2004"
    assert [text[a:b] for a, b, _ in dates.find(text)] == ["2006a", "1998–99"]


@given(st.text(max_size=60))
def test_no_text_breaks_it(text):
    dates.parse(text)
    dates.original(text)
    list(dates.find(text))


@pytest.mark.parametrize("piece", ["2004-", "(", " ", "March ", "1"])
def test_long_noise_holds_no_date(piece):
    text = piece * (100_000 // len(piece))
    assert dates.parse(text) is None
    assert not list(dates.find(text))


def test_a_long_row_of_years_is_many_dates_and_not_one():
    text = "2004 " * 20_000
    assert dates.parse(text) is None
    assert [a for a, _, _ in dates.find(text)] == list(range(0, len(text), 5))
