import pytest

from joinedup_refs.parse.kinds import Evidence, csl_type, leads_in

JOURNAL = {"title": "t", "container-title": "c", "volume": "1", "page": "1-2"}
BOOK = {"title": "t", "publisher": "p"}
CHAPTER = {"title": "t", "container-title": "c", "editor": [], "publisher": "p"}


@pytest.mark.parametrize(
    ("kind", "evidence"),
    [
        ("article-journal", Evidence(JOURNAL, "", container="Public Administration")),
        ("article-journal", Evidence({"container-title": "c", "issue": "3"}, "", container="c")),
        (
            "article-journal",
            Evidence(JOURNAL, "", container="Proceedings of the Royal Society"),
        ),
        ("book", Evidence(BOOK, "")),
        ("book", Evidence({"title": "t", "edition": "2"}, "")),
        ("chapter", Evidence(CHAPTER, "", before_container=", in ", container="Handbook")),
        (
            "paper-conference",
            Evidence(CHAPTER, "", before_container=" In ", container="Proceedings of the Workshop"),
        ),
        ("paper-conference", Evidence({"title": "t", "event-title": "e"}, "")),
        ("thesis", Evidence(BOOK, "", genre="PhD thesis")),
        ("thesis", Evidence(BOOK, "", unread="Dissertation")),
        ("report", Evidence(BOOK | {"number": "Cm 6683"}, "", report=True)),
        ("report", Evidence(BOOK, "", genre="Working Paper")),
        ("dataset", Evidence(BOOK, "", genre="Data set")),
        ("software", Evidence(BOOK, "", genre="Computer software")),
        ("article", Evidence({"title": "t", "number": "1706.03762"}, "", preprint=True)),
        ("article-journal", Evidence(JOURNAL, "", container="c", preprint=True)),
        ("webpage", Evidence({"title": "t", "URL": "u"}, "")),
        (
            "article-newspaper",
            Evidence(
                {"title": "t", "container-title": "c", "page": "3"},
                "",
                container="The Guardian",
                day=True,
            ),
        ),
        (
            "patent",
            Evidence({"title": "t", "number": "n"}, "US Patent 5,123,456", unread="US Patent"),
        ),
        ("standard", Evidence({"title": "t"}, "", title="ISO 690:2021 Information")),
        ("legislation", Evidence({"title": "t"}, "Data Protection Act 1998. London")),
        ("legal_case", Evidence({"title": "t"}, "Donoghue v Stevenson, [1932] UKHL 100")),
        ("legislation", Evidence({"title": "t"}, "Verordnung (EG) Nr. 1083/2006 des Rates")),
        ("legislation", Evidence({"title": "t"}, "Real Decreto 2393/2004, de 30 de diciembre")),
        ("legislation", Evidence({"title": "t"}, "Loi n° 78-17 du 6 janvier 1978")),
        ("legal_case", Evidence({"title": "t"}, "BVerfGE 119, 331")),
        ("legal_case", Evidence({"title": "t"}, "BGH, Urteil vom 30.03.2012, 4 StR 561/11")),
        ("legal_case", Evidence({"title": "t"}, "Case C-127/04, Smith v Jones")),
        ("manuscript", Evidence({"title": "t"}, "", genre="Unpublished manuscript")),
        ("document", Evidence({}, "hello")),
        ("document", Evidence({"title": "t", "author": []}, "")),
    ],
)
def test_the_type_follows_the_evidence(kind, evidence):
    assert csl_type(evidence) == kind


@pytest.mark.parametrize("text", [", in ", " In: ", ". dans "])
def test_words_that_lead_into_a_container(text):
    assert leads_in(text)
    assert not leads_in("within ")
