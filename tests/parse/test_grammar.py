"""Values that their own notation tells, whatever the labels of their stretches say."""

import re

import pytest
from counted_work import growth

from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse.values import typed

JOURNAL = "{title:On things}. {container-title:Journal of Tests}"


def read(marked):
    """Read `{label:text}` marks and type the string without them; its places stay with it."""
    raw, labels, at = "", [], 0
    for found in re.finditer(r"\{([\w-]+):([^{}]*)\}", marked):
        raw += marked[at : found.start()]
        labels.append((found[1], len(raw), len(raw) + len(found[2]), 0.9))
        raw += found[2]
        at = found.end()
    raw += marked[at:]
    return raw, typed(raw, labels)


def values(marked, *variables):
    csl = to_csl(read(marked)[1].reference)
    return tuple(csl.get(v, "") for v in variables)


def dated(value):
    return value.get("date-parts") if isinstance(value, dict) else None


@pytest.mark.parametrize(
    ("tail", "volume", "issue", "page"),
    [
        (" {volume:16}, Nr. {volume:10}: {page:1149–1160}", "16", "10", "1149-1160"),
        (", {volume:30. Jg}., {volume:Heft 2}, {page:283–301}", "30", "2", "283-301"),
        (" {volume:12}(3/4), S. {page:108-130}", "12", "3/4", "108-130"),
        (" {volume:22}{publisher:(1/2/3):159-196}", "22", "1/2/3", "159-196"),
        (" {volume:33} ({publisher:Web issue}):{page:W230-W232}", "33", "Web issue", "W230-W232"),
        (", {volume:103}: {page:675, 307-313}", "103", "675", "307-313"),
        (" {volume:77}({issue:1}), {page:77-110}, iv-v.", "77", "1", "77-110, iv-v"),
        (" {volume:77}({issue:1}), iv-v, {page:77-110}.", "77", "1", "iv-v, 77-110"),
        (", {page:7 37-66}", "7", "", "37-66"),
        (" {volume:60} (Mai 2012) 3, S. {page:5–9}", "60", "3", "5-9"),
        (" {volume:VII, November 1947. No. 2}, {page:149-159}", "VII", "2", "149-159"),
        (" {volume:11, October}, {page:677-686}", "11", "", "677-686"),
        (", {volume:XVII}, {volume:63}, {page:80–93}", "XVII", "63", "80-93"),
        (" {volume:240}, {volume:43. Jg}., H. {issue:2}, {page:168–187}", "43", "2", "168-187"),
        (" {volume:9} ({issue:3} {note:Pt 1}):{page:191-6}", "9", "3 Pt 1", "191-6"),
        (", {volume:19(supp 5}):{page:22–7}", "19", "supp 5", "22-7"),
        (" {volume:117 Suppl 1}:{page:3}", "117", "Suppl 1", "3"),
        (" {volume:29} ({page:3–4}):{page:172-9}", "29", "3–4", "172-9"),
        (", n° {page:41}", "", "41", ""),
        (", Nr. {volume:33}. {issued:1979}, {page:31-39}", "", "33", "31-39"),
        (", {volume:№ 4}, {page:3-9}", "", "4", "3-9"),
        (", {volume:t. 3}, {page:3-9}", "3", "", "3-9"),
        (", {issue:4/89}, {issued:1989}", "", "4", ""),
        (", {issue:414, Mai 2004}, {page:11–14}", "", "414", "11-14"),
        (", {page:72}.", "72", "", ""),
        (". Vol. III., London {issued:1985}, S. {page:95-117}", "III", "", "95-117"),
        (" Jg. 12, Heft 3, {page:3-9}", "12", "3", "3-9"),
        (" {publisher:Somewhere far away from it}, Nr. 39", "", "", ""),
        (", {volume:A-II and B}, {page:3-9}", "", "", "3-9"),
        (", {volume:Working notes}, {page:3-9}", "", "", "3-9"),
    ],
)
def test_volume_issue_and_pages_after_a_journal(tail, volume, issue, page):
    assert values(JOURNAL + tail, "volume", "issue", "page") == (volume, issue, page)


@pytest.mark.parametrize(
    ("marked", "container", "volume", "issue"),
    [
        ("{container-title:Psychiatry 18}, S. {page:213-231}", "Psychiatry", "18", ""),
        ("{container-title:Helikon XX-XXI} ({issued:1981}), {page:87}", "Helikon", "XX-XXI", ""),
        ("{container-title:Forum, Heft 14}, {page:5-20}", "Forum", "", "14"),
        ("{container-title:Tageblatt Nr. 295}, {issued:22.12.2001}", "Tageblatt", "", "295"),
        ("{container-title:BOE núm}. {volume:39}, {page:8028-8033}", "BOE", "", "39"),
        ("{volume:BOE núm. 310}, {page:45914-45918}", "BOE", "", "310"),
        ("{volume:China Quarterly 1}, {page:3-9}", "China Quarterly", "1", ""),
        (
            "{container-title:Journal of Social Issues} {volume:65}({issue:1}), {page:51-68}",
            "Journal of Social Issues",
            "65",
            "1",
        ),
        (
            "{container-title:Proc. of ECAI 92}, {page:3-9}, {issued:1992}",
            "Proc. of ECAI 92",
            "",
            "",
        ),
        ("{container-title:Atlas 1970-1980}, S. {page:60-72}", "Atlas 1970-1980", "", ""),
    ],
)
def test_numbers_at_the_end_of_a_container(marked, container, volume, issue):
    found = values("{title:On things}, in: " + marked, "container-title", "volume", "issue")
    assert found == (container, volume, issue)


@pytest.mark.parametrize(
    ("marked", "page"),
    [
        ("{publisher:LIT-Verl. (S. 15-19})", "15-19"),
        ("{publisher:Sloan and Pierce, 265-334}.", "265-334"),
        ("{publisher:Karthala : 127-139}", "127-139"),
        ("{note:S. 491-503}. {publisher:Leske}", "491-503"),
        ("S. {page:70-104, hier S. 81}", "70-104"),
        ("{page:<1-43}", "1-43"),
        ("{page:P25-P32}", "P25-P32"),
        ("{page:229\x96251}", "229-251"),
        ("{page:27-43 (auch in: A}", "27-43"),
        ("{page:242 249}", "242-249"),
        ("pages {page:10751080}", "10751080"),
        ("{page:6}., grundl. überarb. Aufl., {publisher:Sage}", ""),
        ("{page:du 20e siècle}", ""),
    ],
)
def test_pages_of_chapters(marked, page):
    lead = "{author:Lee, A.} ({issued:2004}): {title:On things}, in: {container-title:A Handbook}, "
    assert values(lead + marked, "page") == (page,)


@pytest.mark.parametrize(
    ("printed", "edition"),
    [
        ("{edition:2nd ed}.", "2"),
        ("{edition:3., überarb. Aufl}.", "3"),
        ("{edition:vierte Auflage}", "4"),
        ("{edition:rev. edn}", "rev."),
        ("{edition:5e éd}.", "5"),
        ("{edition:2a edizione}", "2"),
        ("{edition:3ª edición}", "3"),
        ("{edition:4e druk}", "4"),
        ("{page:6}., grundl. überarb. Aufl.", "6"),
        ("3., {note:vollständig überarbeitete Auflage}", "3"),
        ("6. print.", "6"),
    ],
)
def test_editions(printed, edition):
    lead = "{author:Lee, A.} ({issued:2004}): {title:On things}, "
    assert values(f"{lead}{printed}, {{publisher:Sage}}", "edition") == (edition,)


@pytest.mark.parametrize(
    ("marked", "issued"),
    [
        ("{author:Lee, A.} {title:1958/ Orig. 1923) On things}.", [[1958]]),
        ("{author:Lee, A.} ({title:1923/1966): On things}.", [[1966]]),
        ("{author:LEE A}., {title:1981 – On things}.", [[1981]]),
        ("{author:Lee, A.} {title:2009: On things}.", [[2009]]),
        ("{title:On things 1996} {container-title:Machine Tests} {volume:24}", [[1996]]),
        ("{title:On things}. {container-title:BJU Int 2007}, {volume:99}: {page:1-9}", [[2007]]),
        ("{title:On things}. {container-title:PLoS ONE} {volume:2011}, {volume:6}", [[2011]]),
        ("{author:Lee, A. 2000}: {title:On things}.", [[2000]]),
        ("{author:Lee, A.} ({issued:19802}), {title:On things}.", [[1980]]),
        ("{title:On things}, in: {container-title:Polis}, {issued:2001 (11)}", [[2001]]),
        (
            "{title:On things}, in: {container-title:FAZ}, {issued:6.4.2006}, {page:15}",
            [[2006, 4, 6]],
        ),
        (
            "{author:Lee, A.} {issued:2006}: {title:On}, {container-title:FAZ}, 27.2.{issued:2006}",
            [[2006, 2, 27]],
        ),
        (
            "{title:Things} {issued:1971-1977}, {container-title:Journal} ({issued:1979})",
            [[1979]],
        ),
        ("{title:On things}. {publisher-place:Rom} {issued:1963} (Rpt. {issued:1982})", [[1963]]),
        ("{title:On things}. {issued:Oct 92}.", [[1992, 10]]),
        ("{title:On things}. {issued:14.6.94}.", [[1994, 6, 14]]),
        ("{author:Lee, A.} ({issued:2005}) {title:On things}, COM({issued:2004}) 390", [[2005]]),
        ("{title:On things}. {issued:Anm. 10}", None),
        ("{title:On things}. {issued:§ 174 StGB}", None),
    ],
)
def test_dates_of_issue(marked, issued):
    assert dated(values(marked, "issued")[0]) == issued


def test_a_year_that_a_title_swallowed_leaves_the_title_whole():
    title, issued, first = values(
        "{author:Lee, A.} ({title:1923/1966): On things}.", "title", "issued", "original-date"
    )
    assert (title, dated(issued), dated(first)) == ("On things", [[1966]], [[1923]])
    assert values("{author:Lee, A.} ({issued:1968}) {title:2001: On space}", "title") == (
        "2001: On space",
    )


@pytest.mark.parametrize("undated", ["n.d.", "o. J.", "s. d.", "pas de date", "sin fecha"])
def test_what_stands_for_a_missing_date(undated):
    found = values(f"{{author:Lee, A.}} ({{issued:{undated}}}) {{title:On things}}", "issued")[0]
    assert dated(found) is None
    assert found["literal"].strip(".") == undated.strip(".")


@pytest.mark.parametrize(
    "tail",
    [
        "{URL:www.example.org}; {volume:12}.{page:9}.{issued:2007}",
        "{URL:http://example.org/a} (Aufruf: {issued:12.09.2007})",
        "{URL:http://example.org/a}, Zugriff am {issued:12.9.2007}",
        "{URL:http://example.org/a} (accessed {issued:12 September 2007})",
        "{URL:http://example.org/a}. Accessed {issued:September 12, 2007}",
        "{URL:http://example.org/a} [consulté le {issued:12 septembre 2007}]",
        "retrieved {issued:12 September 2007}, from {URL:http://example.org/a}",
        "{URL:http://example.org/a} [ultimo accesso: {issued:12 settembre 2007}]",
        "{URL:http://example.org/a} (consultado el {issued:12 de septiembre de 2007})",
        "{URL:http://example.org/a} (geraadpleegd op {issued:12 september 2007})",
        "{URL:http://example.org/a} (abgerufen am {page:12.9.2007})",
        "{URL:http://example.org/a}, {page:12.09}.{issued:2007}",
        "{URL:http://example.org/a} ({issued:12. September 2007})",
        "{URL:http://example.org/a}; Stand: {issued:12.9.07}",
        "online: {title:htp://example.org/a} ({note:12.9.2007})",
        "in: {container-title:example.org}; {volume:12}.{issued:9.2007}",
    ],
)
def test_the_day_of_access_is_neither_issue_nor_date(tail):
    lead = "{author:Lee, A.} {issued:2003}: {title:On things}, "
    names = ("accessed", "issued", "volume", "issue", "page")
    accessed, issued, *numbers = values(lead + tail, *names)
    assert dated(accessed) == [[2007, 9, 12]]
    assert dated(issued) == [[2003]]
    assert numbers == ["", "", ""]


def test_a_date_after_an_address_is_the_only_date():
    lead = "{author:Lee, A.}: {title:On things}, {URL:http://example.org/a}, "
    assert dated(values(lead + "{issued:June 1997}", "issued")[0]) == [[1997, 6]]
    law = "{title:An Act of April 1976}; Stand: {issued:31.10.2006}"
    assert values(law, "accessed") == ("",)


@pytest.mark.parametrize(
    ("printed", "number", "genre"),
    [
        ("{volume:COM}({issued:2005}) {page:390}", "COM(2005) 390", "Commission Document"),
        ("{genre:Working Paper} {number:WP/05}/{note:58}", "WP/05/58", "Working Paper"),
        ("{genre:IFAU Working Paper} {volume:2011}:{page:3}", "2011:3", "IFAU Working Paper"),
        ("NBER Working Paper No. {issue:1234}", "1234", "NBER Working Paper"),
        ("Working Paper {volume:485}", "485", "Working Paper"),
        ("Kiel Information Paper No. {issue:239}", "239", "Kiel Information Paper"),
    ],
)
def test_report_numbers_win_over_volume_and_page(printed, number, genre):
    lead = "{author:Lee, A.} ({issued:2005}): {title:On things}, "
    found = values(lead + printed, "number", "genre", "volume", "issue", "page", "type")
    assert found == (number, genre, "", "", "", "report")


def test_every_value_stands_where_its_place_says():
    raw, parsed = read(JOURNAL + " {volume:VII, November 1947. No. 2}, {page:149-159}")
    for variable, text in (("volume", "VII"), ("issue", "2"), ("page", "149-159")):
        assert raw[slice(*parsed.places[variable][:2])] == text
    raw, parsed = read("{title:A}, in: {container-title:Psychiatry 18}, S. {page:213-231}")
    assert raw[slice(*parsed.places["volume"][:2])] == "18"
    assert raw[slice(*parsed.places["container-title"][:2])] == "Psychiatry"
    raw, parsed = read("{title:A}. {URL:www.a.org/b}; {volume:12}.9.{issued:2007}, {issued:2003}")
    assert raw[slice(*parsed.places["accessed"][:2])] == "12.9.2007"


def test_a_title_that_runs_into_an_address_keeps_what_is_its_own():
    marked = "{author:Lee, A.} ({issued:2003}), {title:On things, online: htp://example.org/a}."
    assert values(marked, "title", "URL") == ("On things", "http://example.org/a")


@pytest.mark.parametrize(
    "piece", ["Nr. 5 ", "12 (", "4/1998 ", "accessed 1.", "3., aufl ", "1. 2. "]
)
@pytest.mark.parametrize("label", ["volume", "issue", "page", "edition", "issued", "accessed"])
def test_long_noise_costs_no_more_than_its_length(piece, label):
    def work(size):
        raw = piece * (size // len(piece))
        typed(raw, [(label, 0, len(raw), 0.5)])

    assert growth(work, 5000) < 0.01
