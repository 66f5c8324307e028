import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup_refs.notation import numbering, numbering_run, report_numbers
from joinedup_refs.notation.invalid import NotationInvalid
from joinedup_refs.tables import rows


@pytest.mark.parametrize(
    ("text", "volume", "issue", "first"),
    [
        ("84, 3", "84", "3", ""),
        ("84, 3, pp. 517–538", "84", "3", "517"),
        ("31(3)", "31", "3", ""),
        ("31 (3): 491–514", "31", "3", "491"),
        ("vol. 12 no. 4", "12", "4", ""),
        ("Vol. 12, n° 4, p. 3-9", "12", "4", "3"),
        ("12/3", "12", "3", ""),
        ("20:5", "20", "5", ""),
        ("Bd. 3, H. 2", "3", "2", ""),
        ("Jg. 12, Heft 3, S. 4–7", "12", "3", "4"),
        ("34, pp. 1–12", "34", "", "1"),
        ("6: 3423", "6", "", "3423"),
        ("XII, 3", "XII", "3", ""),
        ("Vol. VII", "VII", "", ""),
        ("n. 3", "", "3", ""),
        ("101(Suppl 2)", "101", "Suppl 2", ""),
        ("117 Suppl 1", "117", "Suppl 1", ""),
        ("39, Nr. 5:", "39", "5", ""),
        ("Vol. 12 No 3", "12", "3", ""),
        ("12:3", "12", "3", ""),
        ("t. 3", "3", "", ""),
        ("Bd. 3", "3", "", ""),
        ("58.0", "58", "0", ""),
        ("30. Jg.", "30", "", ""),
        ("30. Jg., Heft 2", "30", "2", ""),
        ("9. Jahrgang", "9", "", ""),
        ("3e année", "3", "", ""),
        ("Anno XII, n. 3", "XII", "3", ""),
        ("vol. LXXII, fasc. 1", "LXXII", "1", ""),
        ("núm. 39", "", "39", ""),
        ("№ 4", "", "4", ""),
        ("n° 45", "", "45", ""),
    ],
)
def test_volume_issue_and_pages(text, volume, issue, first):
    read, places = numbering.parse_placed(text)
    assert (read.volume, read.issue) == (volume, issue)
    assert (read.pages.ranges[0].first if read.pages else "") == first
    if places.volume:
        assert text[slice(*places.volume)] == volume
    if places.issue:
        assert text[slice(*places.issue)] == issue


@pytest.mark.parametrize(
    ("text", "issue", "pages", "date"),
    [
        ("16 (2005) H. 3, 305-306", "3", "305-306", "2005"),
        ("60 (Mai 2012) 3", "3", "", "Mai 2012"),
        ("38 (Juni 2001) 2, S. 229-251", "2", "229-251", "Juni 2001"),
        ("16 (2005), 333-337", "", "333-337", "2005"),
        ("13(2/3), 259-284", "2/3", "259-284", ""),
        ("33 (Web Server issue):W230-W232", "Web Server issue", "W230-W232", ""),
        ("22(1/2/3):159-196", "1/2/3", "159-196", ""),
        ("11, February-May, 31-58", "", "31-58", "February-May"),
        ("63, 9, 80– 93", "9", "80– 93", ""),
        ("103: 675, 307-313", "675", "307-313", ""),
        ("55, Nr. 2: 187–198", "2", "187–198", ""),
        ("7, November 1947. No. 2. New York", "2", "", "November 1947"),
        ("12 (p. 817-823)", "", "", ""),
        ("18 (Oxford)", "", "", ""),
        ("18, London", "", "", ""),
    ],
)
def test_what_follows_a_volume(text, issue, pages, date):
    digits = next(at for at, char in enumerate(text) if not char.isdigit())
    run = numbering_run.after_volume(text, digits)
    spans = (run.issue, run.pages, run.date) if run else (None, None, None)
    assert tuple(text[slice(*s)] if s else "" for s in spans) == (issue, pages, date)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Journal, Nr. ", "issue"),
        ("Journal No ", "issue"),
        ("Tageblatt n°", "issue"),
        ("Journal, Issue ", "issue"),
        ("Journal of Social Issues ", ""),
        ("Blätter Bd. ", "volume"),
        ("Blätter, Jahrgang ", "volume"),
        ("in the ", ""),
        ("", ""),
    ],
)
def test_labels_before_a_number(text, kind):
    assert numbering_run.label_before(text) == kind


@pytest.mark.parametrize("text", ["Public Administration", "", "in press", "1" * 300])
def test_what_is_no_numbering(text):
    assert numbering.parse(text) is None
    with pytest.raises(NotationInvalid):
        numbering.validate(text)


def test_find_wants_volume_and_issue():
    text = "Journal of Tests, 31(3), 491–514. Paris 2004."
    [(start, end, read)] = numbering.find(text)
    assert text[start:end] == "31(3), 491–514"
    assert read.issue == "3"


@given(st.integers(1, 999), st.integers(1, 99))
def test_written_numberings_are_read_again(volume, issue):
    value = numbering.Numbering(str(volume), str(issue))
    assert numbering.parse(numbering.format(value)) == value


@pytest.mark.parametrize(
    ("text", "genre", "number"),
    [
        ("Cm 6683", "Command Paper", "Cm 6683"),
        ("Cmnd. 123", "Command Paper", "Cmnd 123"),
        ("HC 123", "House of Commons Paper", "HC 123"),
        ("RFC 2119", "Request for Comments", "RFC 2119"),
        ("Working Paper No. 12", "Working Paper", "12"),
        ("Discussion Paper 1234", "Discussion Paper", "1234"),
        ("Technical Report CSG-331", "Technical Report", "CSG-331"),
        ("COM(2005) 390", "Commission Document", "COM(2005) 390"),
        ("COM (91) 231 final", "Commission Document", "COM (91) 231 final"),
        ("Working Paper WP/05/12", "Working Paper", "WP/05/12"),
        ("Discussion Paper Nr. 1938", "Discussion Paper", "1938"),
        ("Working Paper 2011:3", "Working Paper", "2011:3"),
        ("Documentos de trabajo n° 12", "Documento de trabajo", "12"),
    ],
)
def test_report_numbers(text, genre, number):
    assert report_numbers.parse(text) == (genre, number)
    assert report_numbers.parse(report_numbers.format(report_numbers.parse(text)))[1] == number


@pytest.mark.parametrize("row", rows("report_numbers"), ids=lambda row: row["label"])
def test_every_series(row):
    assert report_numbers.parse(f"{row['label']} 45").genre == row["genre"]


@pytest.mark.parametrize("text", ["5 cm 20", "Final Report 2004", "", "hc 12", "CMS 12"])
def test_what_is_no_report_number(text):
    assert not list(report_numbers.find(text))


@pytest.mark.parametrize("piece", ["Cm 1", "1(", "Vol. ", " ", "1"])
def test_long_noise_holds_no_number(piece):
    text = piece * (100_000 // len(piece))
    assert not list(numbering.find(text))
    assert not list(report_numbers.find(text))
    assert numbering.parse(text) is None


def test_a_long_row_of_numbers_is_taken_three_by_three():
    text = "12, 3, " * 3_000
    found = list(numbering.find(text))
    assert len(found) == 2_000
    assert text[found[0][0] : found[0][1]] == "12, 3, 12"
    assert numbering.parse(text) is None
