import pytest
from hypothesis import given
from hypothesis import strategies as st

import joinedup_refs as jr
from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse import parse
from joinedup_refs.parse.values import typed


def read(raw, *labels):
    """Read a string whose stretches are labelled; by no label at all where none is given."""
    return to_csl(
        typed(raw, [(k, raw.index(t), raw.index(t) + len(t), 0.9) for k, t in labels]).reference
    )


def year(number):
    return {"date-parts": [[number]]}


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            "Ferryman v Harbour Board [1931] AC 512 (HL)",
            {
                "title": "Ferryman v Harbour Board",
                "issued": year(1931),
                "container-title": "AC",
                "page": "512",
                "authority": "HL",
            },
        ),
        (
            "Quay v. Pier, 12 U.S. 34, 36 (1955).",
            {
                "title": "Quay v. Pier",
                "container-title": "U.S.",
                "volume": "12",
                "page": "34",
                "issued": year(1955),
            },
        ),
        (
            "R (Brook) v Minister of Tolls [2011] UKSC 7, [2012] 1 AC 88",
            {
                "title": "R (Brook) v Minister of Tolls",
                "number": "[2011] UKSC 7",
                "issued": year(2011),
                "container-title": "AC",
                "volume": "1",
                "page": "88",
                "note": "[2012] 1 AC 88",
            },
        ),
        (
            "Quill v Tolls Board [2012] UKSC 7, [2012] AC 88",
            {
                "title": "Quill v Tolls Board",
                "number": "[2012] UKSC 7",
                "issued": year(2012),
                "container-title": "AC",
                "page": "88",
            },
        ),
        (
            "Case C-12/98 Ferries v Council [1999] ECR I-345",
            {
                "title": "Ferries v Council",
                "number": "C-12/98",
                "issued": year(1999),
                "container-title": "ECR",
                "page": "I-345",
            },
        ),
        ("BVerfGE 70, 12 (31)", {"container-title": "BVerfGE", "volume": "70", "page": "12"}),
        (
            "BGH, Urteil vom 4.5.2006 – III ZR 12/05",
            {
                "authority": "BGH",
                "genre": "Urteil",
                "number": "III ZR 12/05",
                "issued": {"date-parts": [[2006, 5, 4]]},
            },
        ),
        ("Quay v. Pier DC", {"title": "Quay v. Pier DC"}),
    ],
)
def test_decisions_are_read_whatever_the_labels(raw, expected):
    assert read(raw) == {"type": "legal_case"} | expected
    assert read(raw, ("author", raw.split()[0])) == {"type": "legal_case"} | expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            "Harbour Tolls Act 1967, s 15(1)",
            {"title": "Harbour Tolls Act", "issued": year(1967), "section": "15(1)"},
        ),
        ("§ 12 BGB", {"title": "BGB", "section": "12"}),
        (
            "42 U.S.C. § 1983",
            {"container-title": "U.S.C.", "volume": "42", "section": "1983"},
        ),
        (
            "Council Directive 91/12/EEC of 3 April 1991 on ferries [1991] OJ L95/29",
            {
                "title": "Council Directive 91/12/EEC of 3 April 1991 on ferries",
                "number": "91/12/EEC",
                "issued": {"date-parts": [[1991, 4, 3]]},
                "container-title": "OJ",
                "volume": "L95",
                "page": "29",
            },
        ),
        (
            "[2012] OJ C326/47, art 101",
            {
                "issued": year(2012),
                "container-title": "OJ",
                "volume": "C326",
                "page": "47",
                "section": "101",
            },
        ),
    ],
)
def test_acts_are_read_whatever_the_labels(raw, expected):
    assert read(raw) == {"type": "legislation"} | expected


def test_what_only_looks_like_a_case_or_an_act_is_left_to_the_labels():
    raw = "Brook, A. (2004) Quay v. Pier and after, Journal of Law 12, 3-9."
    assert "legal_case" not in read(raw, ("title", "Quay v. Pier and after"))["type"]
    raw = "Brook A, The Toll Act 1967 (Sage 1999)"
    csl = read(raw, ("author", "Brook A"), ("title", "The Toll Act 1967"), ("issued", "1999"))
    assert (csl["type"], csl["title"], csl["issued"]) != ("legislation", "The Toll Act", year(1967))
    assert csl["author"] == [{"family": "Brook", "given": "A"}]


def test_an_article_in_the_order_of_lawyers():
    raw = "A Brook, 'Theory, \"Pure Theory\" and Tolls' (2001) 117 LQR 42, 44"
    csl = read(raw, ("author", "A Brook"), ("title", "Theory"), ("container-title", "Pure Theory"))
    assert csl == {
        "type": "article-journal",
        "author": [{"family": "Brook", "given": "A"}],
        "title": 'Theory, "Pure Theory" and Tolls',
        "issued": year(2001),
        "volume": "117",
        "container-title": "LQR",
        "page": "42",
    }


@pytest.mark.parametrize(
    "piece", ["A v B ", "§ 1 ", "[2001] ", "Act of ", "'a' (2001) 1 ", "Case 1/2 and ", "1 U.S. "]
)
def test_long_strings_take_no_time(piece):
    typed(piece * (100_000 // len(piece)), ())


@given(st.text(alphabet="v.ABab [](),0129§'’", max_size=80))
def test_no_string_breaks_it(raw):
    parsed = typed(raw, ())
    assert all(0 <= a < b <= len(raw) for a, b, _ in parsed.places.values())


def test_the_number_of_a_standard():
    raw = "ISO 9001:2015, Quality of ferries"
    csl = read(raw, ("author", "ISO 9001"), ("issued", "2015"), ("title", "Quality of ferries"))
    assert csl == {
        "type": "standard",
        "number": "ISO 9001:2015",
        "title": "Quality of ferries",
        "issued": year(2015),
    }


@pytest.mark.parametrize("pronoun", ["Ibid", "Idem", "Ders.", "ebd."])
def test_a_word_for_a_name_is_no_author(pronoun):
    assert "author" not in read(f"{pronoun}, A title, 1999", ("author", pronoun))


def test_labels_are_set_right():
    raw = "Brook, A. (1999) Ferries: Their Tolls (Sage)"
    csl = read(
        raw, ("author", "Brook, A."), ("title", "Ferries"), ("collection-title", "Their Tolls")
    )
    assert csl["title"] == "Ferries: Their Tolls"
    raw = "Ferries. Vol. I: The Tolls, London 1999"
    csl = read(raw, ("title", "Ferries"), ("volume", "I"), ("title", "The Tolls"))
    assert (csl["title"], csl["volume"]) == ("Ferries. Vol. I: The Tolls", "I")
    raw = "United States. Congress. (1994). Hearings"
    labels = (
        ("author", "United States"),
        ("title", "Congress"),
        ("issued", "1994"),
        ("title", "Hearings"),
    )
    assert read(raw, *labels)["author"] == [{"literal": "United States. Congress"}]


def test_a_second_identifier_is_unread():
    raw = "A title. doi:10.1000/182 doi:10.1000/183"
    parsed = typed(raw, [("title", 0, 7, 0.9)])
    assert [raw[a:b] for a, b in parsed.unread] == ["10.1000/183"]


def test_version_and_genre_in_brackets_behind_a_title():
    csl = read("Tolls (Version 3.1) [Computer software]. Sage", ("title", "Tolls"))
    assert (csl["type"], csl["title"], csl["version"]) == ("software", "Tolls", "3.1")


def test_the_day_that_stands_apart_from_the_year():
    raw = "(2003) 'Poverty', The Harbour News, 12 June, p. 22."
    csl = read(
        raw, ("issued", "2003"), ("title", "Poverty"), ("container-title", "The Harbour News")
    )
    assert csl["issued"] == {"date-parts": [[2003, 6, 12]]}


def test_a_page_is_written_as_pages_are():
    raw = "A title, A Journal 7, 1ff.[156]"
    labels = (("title", "A title"), ("container-title", "A Journal"), ("page", "1ff.["))
    assert read(raw, *labels)["page"] == "1 ff"


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        (
            "European Court of Human Rights, Roe v. Moor, App. no. 432/72, Judgment of 7 May 1976",
            {
                "title": "Roe v. Moor",
                "authority": "European Court of Human Rights",
                "number": "432/72",
                "issued": {"date-parts": [[1976, 5, 7]]},
            },
        ),
        (
            "Roe v Utopia (1976) Series A no 24, para 49.",
            {"container-title": "Series A", "volume": "24", "issued": {"date-parts": [[1976]]}},
        ),
        ("BVerfGE 7, 198 (205) – Harrow.", {"title": "Harrow", "volume": "7", "page": "198"}),
        (
            "ECJ, Case C-6/64 Roe v ENEL [1964] ECR 585.",
            {"title": "Roe v ENEL", "authority": "ECJ", "number": "C-6/64"},
        ),
    ],
)
def test_courts_of_europe(raw, wanted):
    item = to_csl(jr.parse(raw).reference)
    assert {"type": "legal_case"} | wanted == {
        variable: item.get(variable) for variable in ("type", *wanted)
    }


def test_the_first_page_stands_before_the_page_cited():
    raw = "Ann R. Harrow & Cleo Quill, Tolls and Roads, 101 Test L. Rev. 885, 886–87 (2003)."
    item = to_csl(jr.parse(raw).reference)
    assert item["page"] == "885"
    assert item["author"] == [
        {"family": "Harrow", "given": "Ann R."},
        {"family": "Quill", "given": "Cleo"},
    ]


@pytest.mark.parametrize(
    ("raw", "title", "number"),
    [
        ("Case C-34/09 Ruiz Molero [2011] ECR I-1177.", "Ruiz Molero", "C-34/09"),
        ("Case 26/62, Van Horn en Loos, EU:C:1963:1.", "Van Horn en Loos", "26/62"),
        ("Case T-201/04 Harrow v Commission, ECLI:EU:T:2007:289.", "Harrow v Commission", None),
    ],
)
def test_a_numbered_case_needs_one_party_only(raw, title, number):
    csl = to_csl(parse(raw).reference)
    assert (csl["type"], csl["title"]) == ("legal_case", title)
    assert csl["number"] == (number or "T-201/04")
    assert csl["issued"]["date-parts"][0][0] in {2011, 1963, 2007}


def test_a_case_in_a_title_is_no_decision():
    raw = "Case 5, The mill at dawn. Journal of Dust 12 (2003), 4-5."
    assert to_csl(parse(raw).reference)["type"] != "legal_case"


@pytest.mark.parametrize(
    "pinpoint",
    [
        " (HL)",
        " (HL) 580 (Lord Quill)",
        ", 580 (Lord Quill)",
        " (H.L.), at 580.",
        " [12]",
        ", para 42.",
    ],
)
def test_the_court_and_what_is_cited_of_a_judgment_are_read(pinpoint):
    parsed = parse(f"Ferryman v Harbour Board [1931] AC 512{pinpoint}")
    csl = to_csl(parsed.reference)
    assert (csl["container-title"], csl["page"]) == ("AC", "512")
    assert csl.get("authority") == (
        "HL" if "(HL)" in pinpoint else "H.L." if "H.L." in pinpoint else None
    )
    assert not parsed.unread


def test_the_page_cited_of_an_american_judgment_is_read():
    assert not parse("Quay v. Pier, 12 U.S. 34, 36 (1955).").unread
