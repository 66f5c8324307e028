"""Works of Crossref as candidates."""

import gzip
import json
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup_refs.model.evidence import Candidate, Update
from joinedup_refs.notation.csl import from_csl, to_csl
from joinedup_refs.sources.crossref_names import names
from joinedup_refs.sources.crossref_text import plain
from joinedup_refs.sources.crossref_work import candidate
from joinedup_refs.tables import rows

WORK = {
    "DOI": "10.5555/ABC",
    "URL": "http://dx.doi.org/10.5555/abc",
    "type": "journal-article",
    "title": ["Herons &amp; owls"],
    "subtitle": ["A comparison"],
    "container-title": ["Annals of Lakes"],
    "short-container-title": ["Ann. Lakes"],
    "author": [
        {"given": "Ada", "family": "Heron", "suffix": "Jr.", "sequence": "first"},
        {"name": "Lakes Study Group"},
    ],
    "volume": "12",
    "issue": "3",
    "page": "377-387",
    "publisher": "Lake Press",
    "publisher-location": "Oban",
    "ISSN": ["1471-9037"],
    "published-print": {"date-parts": [[2006, 9]]},
    "published-online": {"date-parts": [[2007, 2, 18]]},
    "issued": {"date-parts": [[2006, 9]]},
    "created": {"date-parts": [[2008, 1, 1]]},
    "alternative-id": ["10.5555/other"],
}


def test_a_work_in_full():
    found = candidate(WORK, "crossref", "2026-11-23")
    assert found.origin.source == "crossref"
    assert found.origin.id == "10.5555/abc"
    assert found.origin.retrieved == "2026-11-23"
    assert found.item == {
        "type": "article-journal",
        "title": "Herons & owls: A comparison",
        "container-title": "Annals of Lakes",
        "container-title-short": "Ann. Lakes",
        "author": [
            {"family": "Heron", "given": "Ada", "suffix": "Jr."},
            {"literal": "Lakes Study Group"},
        ],
        "volume": "12",
        "issue": "3",
        "page": "377-387",
        "publisher": "Lake Press",
        "publisher-place": "Oban",
        "ISSN": "1471-9037",
        "issued": {"date-parts": [[2006, 9]]},
        "DOI": "10.5555/abc",
        "URL": "https://doi.org/10.5555/abc",
    }
    assert found.years == (2006, 2007)
    assert (found.online_year, found.print_year) == (2007, 2006)
    assert found.aliases == found.related == found.updates == ()
    assert from_csl(found.item).kind == "article"


def test_what_is_written_is_what_the_model_takes():
    item = candidate(WORK).item
    assert to_csl(from_csl(item)) == item


@pytest.mark.parametrize(
    ("title", "subtitle", "joined"),
    [
        (["Lakes"], ["A history"], "Lakes: A history"),
        (["Lakes: A history"], ["A history"], "Lakes: A history"),
        (["Lakes—a History"], ["A history."], "Lakes—a History"),
        (["Why lakes?"], ["A history"], "Why lakes? A history"),
        (["Lakes:"], ["A history"], "Lakes: A history"),
        ([], ["A history"], "A history"),
        (["Lakes"], [], "Lakes"),
        (["Lakes"], [None, 7], "Lakes: 7"),
        ("Lakes", "A history", "Lakes: A history"),
    ],
)
def test_title_and_subtitle(title, subtitle, joined):
    found = candidate({"title": title, "subtitle": subtitle})
    assert found.item["title"] == joined


def test_a_subtitle_that_is_kept_apart_is_told_of():
    assert candidate({"title": ["Lakes"], "subtitle": ["A history"]}).subtitle == "A history"
    assert candidate({"title": ["Lakes: A history"], "subtitle": ["A history"]}).subtitle == ""
    assert candidate({"title": [], "subtitle": ["A history"]}).subtitle == ""
    assert candidate({"title": ["Lakes: A history"]}).subtitle == ""


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("R&amp;D", "R&D"),
        ("C&amp;amp;#244;te d&amp;amp;#8217;Ivoire", "Côte d’Ivoire"),
        ("Effects &lt;i&gt;in vitro&lt;/i&gt;", "Effects in vitro"),
        ("Roots of<i>Salix alba</i>Bark", "Roots of Salix alba Bark"),
        ("<i>N</i>-acetyl", "N-acetyl"),
        ("O\n      <sub>3</sub>\n      removal", "O3 removal"),
        ("from\n   <i>Salix</i>\n   hosts", "from Salix hosts"),
        ("Hydrogen exchange<sup>1,2</sup>", "Hydrogen exchange"),
        ("Cells per m<sup>2</sup>", "Cells per m2"),
        ("p < 0.05 and q > 3", "p < 0.05 and q > 3"),
        ("Lakes<subtitle>A history</subtitle>", "Lakes: A history"),
        ('The <emph type="ital">Heron</emph>', "The Heron"),
        ("<jats:title>Lakes</jats:title>", "Lakes"),
        ('<mml:math display="inline"><mml:mi>C</mml:mi></mml:math>-matrices', "C-matrices"),
        ("<tex-math>$x^2$</tex-math>x2", "x2"),
        ("a\u0000b\ufeff\ud800 c", "ab c"),
        (7, "7"),
        (None, ""),
        (True, ""),
        (["x"], ""),
    ],
)
def test_markup_and_entities(raw, read):
    assert plain(raw) == read


@pytest.mark.parametrize(
    ("given", "family", "name"),
    [
        ("Stephen P.", "Osborne Professor", {"family": "Osborne", "given": "Stephen P."}),
        ("Prof. Waheed", "Tantawy", {"family": "Tantawy", "given": "Waheed"}),
        ("Assoc. Prof. Ahmed S.", "Moaty", {"family": "Moaty", "given": "Ahmed S."}),
        ("Dr..Ada", "Heron", {"family": "Heron", "given": "Ada"}),
        ("Dr.Ada", "Heron", {"family": "Heron", "given": "Ada"}),
        ("Dr.", "Heron", {"family": "Heron"}),
        (None, "Dr. Ada Heron", {"family": "Ada Heron"}),
        ("Dr. Ada Heron", "-", {"family": "Ada Heron"}),
        ("Ada", "Heron, Ph.D.", {"family": "Heron", "given": "Ada"}),
        ("Ada", "Heron MD", {"family": "Heron", "given": "Ada"}),
        ("Md.", "Rahman", {"family": "Rahman", "given": "Md."}),
        ("MD", "Rahman", {"family": "Rahman", "given": "MD"}),
        ("James S.", "Lord", {"family": "Lord", "given": "James S."}),
        ("Perri", "6", {"family": "6", "given": "Perri"}),
        ("Adrien Revault", "d'Allonnes", {"family": "d'Allonnes", "given": "Adrien Revault"}),
        ("Profita", "Drabble", {"family": "Drabble", "given": "Profita"}),
        ("Associate", "Smith", {"family": "Smith", "given": "Associate"}),
        ("Madonna", None, {"family": "Madonna"}),
    ],
)
def test_names_without_titles(given, family, name):
    assert names([{"given": given, "family": family}]) == [name]


@pytest.mark.parametrize(
    ("suffix", "kept"),
    [
        ("Jr.", "Jr."),
        ("III", "III"),
        ("2nd", "2nd"),
        ("Ph.D", None),
        ("Dr.", None),
        ("join('", None),
    ],
)
def test_suffixes(suffix, kept):
    (name,) = names([{"given": "Ada", "family": "Heron", "suffix": suffix}])
    assert name.get("suffix") == kept


def test_contributors_without_a_name_are_left_out():
    assert names([{"affiliation": []}, {}, None, "Heron", {"family": "-", "given": "."}]) == []
    assert names("Heron") == []
    assert names([{"name": "Associate Professor, Department of Lakes, Oban"}]) == []
    assert names([{"name": "Association of University Professors"}]) != []


@pytest.mark.parametrize(
    ("dates", "issued", "years"),
    [
        ({"issued": {"date-parts": [[2108, 1]]}}, None, ()),
        (
            {
                "published-print": {"date-parts": [[2203]]},
                "issued": {"date-parts": [[2203]]},
                "published-online": {"date-parts": [[2020, 5, 1]]},
            },
            [2020, 5, 1],
            (2020,),
        ),
        ({"issued": {"date-parts": [[None]]}}, None, ()),
        ({"issued": {"date-parts": [[]]}}, None, ()),
        ({"issued": {"date-parts": []}}, None, ()),
        ({"issued": "2006"}, None, ()),
        ({"issued": {"date-parts": [[2006, 13, 40]]}}, [2006], (2006,)),
        ({"issued": {"date-parts": [[2006, 2, 40]]}}, [2006, 2], (2006,)),
        ({"issued": {"date-parts": [["2006", "2"]]}}, [2006, 2], (2006,)),
        ({"issued": {"date-parts": [[12]]}}, None, ()),
        ({"issued": {"date-parts": [[True]]}}, None, ()),
        ({"posted": {"date-parts": [[2019, 1, 1]]}}, [2019, 1, 1], (2019,)),
        (
            {
                "issued": {"date-parts": [[2011, 6]]},
                "journal-issue": {"published-print": {"date-parts": [[2012, 1]]}},
            },
            [2011, 6],
            (2011, 2012),
        ),
        ({"created": {"date-parts": [[2006]]}, "accepted": {"date-parts": [[2005]]}}, None, ()),
    ],
)
def test_dates(dates, issued, years):
    found = candidate(dates)
    assert found.item.get("issued") == ({"date-parts": [issued]} if issued else None)
    assert found.years == years


def test_a_later_retrieval_allows_later_years():
    dates = {"issued": {"date-parts": [[2034]]}}
    assert candidate(dates).years == ()
    assert candidate(dates, retrieved="2033-01-01").years == (2034,)


def test_pages_and_article_numbers():
    def page(**fields):
        return candidate(fields).item.get("page")

    assert page(page="1-9", **{"article-number": "e7"}) == "1-9"
    assert page(**{"article-number": "e0123456"}) == "e0123456"
    assert page(page="377–387") == "377-387"
    assert page(page="48-2069-48-2069") == "48-2069"
    assert page(page="123-123") == "123-123"
    assert page(page="-") == "-"
    assert page(page="") is None


def test_a_chapter_has_its_book_and_its_series_in_either_order():
    for titles in (
        ["Lecture Notes in Computer Science", "Lakes on the Web"],
        ["Lakes on the Web", "Lecture Notes in Computer Science"],
    ):
        item = candidate({"type": "book-chapter", "container-title": titles}).item
        assert item["container-title"] == "Lakes on the Web"
        assert item["collection-title"] == "Lecture Notes in Computer Science"
    two = candidate({"type": "journal-article", "container-title": ["Seen", "Lakes"]}).item
    assert two["container-title"] == "Seen"
    assert "collection-title" not in two


def test_every_type_of_the_table_is_one_of_csl():
    known = {row["type"] for row in rows("csl_types")}
    for row in rows("crossref_types"):
        assert row["csl"] in known
        subtype = "" if row["subtype"] == "*" else row["subtype"]
        item = candidate({"type": row["type"], "subtype": subtype}).item
        assert item["type"] == row["csl"]
        assert item.get("genre", "") == row["genre"]
    assert candidate({"type": "something new"}).item == {"type": "document"}
    assert candidate({}).item == {"type": "document"}


def test_identifiers():
    item = candidate(
        {
            "DOI": "https://doi.org/10.1002/(SICI)1097<693::AID-ASI4>3.0.CO;2-O",
            "ISBN": ["http://id.crossref.org/isbn/9780306406158", "978-0-306-40615-7"],
            "ISSN": "nonsense",
            "URL": "javascript:alert(1)",
        }
    ).item
    assert item["DOI"] == "10.1002/(sici)1097<693::aid-asi4>3.0.co;2-o"
    assert item["ISBN"] == "9780306406157"
    assert "ISSN" not in item
    assert "URL" not in item


def test_a_thesis_is_published_by_its_institution():
    item = candidate(
        {
            "type": "dissertation",
            "institution": [{"name": "University of the Lakes"}],
            "degree": ["PhD Thesis"],
            "publisher": "A repository",
        }
    ).item
    assert (item["publisher"], item["genre"]) == ("University of the Lakes", "PhD Thesis")


def test_relations_and_aliases():
    found = candidate(
        {
            "DOI": "10.5555/abc",
            "relation": {
                "is-preprint-of": [{"id-type": "doi", "id": "10.5555/Article"}],
                "is-same-as": [{"id-type": "doi", "id": "10.5555/twin"}],
                "is-part-of": [{"id-type": "other", "id": "13-784"}],
                "has-version": [{"id-type": "doi", "id": "10.5555/ABC"}],
                "cites": [{"id-type": "doi", "id": "10.5555/cited"}],
                "has-review": "nonsense",
            },
            "aliases": ["10.5555/Old", "10.5555/twin", None],
        }
    )
    assert found.related == (("is-preprint-of", "10.5555/article"),)
    assert found.aliases == ("10.5555/twin", "10.5555/old")


def notice(kind, doi, **more):
    return {"type": kind, "DOI": doi, "updated": {"date-parts": [[2020, 1, 5]]}} | more


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("retraction", "retraction"),
        ("withdrawal", "retraction"),
        ("expression_of_concern", "concern"),
        ("Expression of Concern", "concern"),
        ("erratum", "correction"),
        ("corrigendum", "correction"),
        ("new_version", "replacement"),
        ("publisher-note", "other"),
    ],
)
def test_notices_about_a_work(label, kind):
    found = candidate({"DOI": "10.5555/abc", "updated-by": [notice(label, "10.5555/Notice")]})
    assert found.updates == (
        Update(kind=kind, label=label, doi="10.5555/notice", date="2020-01-05"),
    )


def test_a_notice_is_not_itself_retracted():
    found = candidate({"DOI": "10.5555/notice", "update-to": [notice("retraction", "10.5555/abc")]})
    assert found.updates == ()
    assert found.related == (("is-retraction-of", "10.5555/abc"),)


def test_a_work_that_updates_itself():
    found = candidate({"DOI": "10.5555/abc", "update-to": [notice("retraction", "10.5555/ABC")]})
    assert [one.kind for one in found.updates] == ["retraction"]
    assert found.related == ()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["date-parts", "family", "given", "id", "id-type", "name", "type", "DOI"]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@settings(deadline=None)  # the models are built at their first use
@given(st.dictionaries(st.sampled_from([*WORK, "relation", "update-to", "journal-issue"]), JSON))
def test_no_shape_raises(message):
    found = candidate(message)
    assert Candidate.model_validate_json(found.model_dump_json()) == found
    from_csl(found.item)


@pytest.mark.parametrize(
    "piece", ["<", "<i>", "<i ", "&", "&amp;", "<tex-math>", "\n <sub>", "a\n"]
)
def test_hostile_text_is_read(piece):
    assert len(plain(piece * (100_000 // len(piece)))) <= 100_000
    assert len(names([{"family": piece * 30_000, "given": "Dr." * 30_000}])) <= 1


@pytest.mark.corpus
def test_real_works(corpora):
    """One in twenty of 27,860; the traps seen in them must not come through."""
    kinds = Counter()
    with gzip.open(corpora / "crossref" / "works.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % 20:
                continue
            message = json.loads(line)
            found = candidate(message)
            item = found.item
            assert item["DOI"] == found.origin.id
            assert item["DOI"] == message["DOI"].casefold()
            assert all(1400 <= year <= 2029 for year in found.years)
            assert not re.search(r"&\w+;|</?(?:i|b|sub|sup|scp|jats|mml)\b", item.get("title", ""))
            said = json.dumps([item.get("author"), item.get("editor")])
            assert not re.search(r"\b(?:Prof|Professor|Dr)\b", said)
            reference = from_csl(item)
            assert to_csl(reference) == item
            kinds[reference.kind] += 1
    assert kinds["article"] > 1000
    assert kinds["chapter"] > 50
    assert sum(kinds.values()) == 1393
