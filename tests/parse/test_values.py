import re

import pytest
from editorial_references import SIXTEEN
from hypothesis import given
from hypothesis import strategies as st

from joinedup_refs.model.name import Verbatim
from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse import parse
from joinedup_refs.parse.values import typed

_LABELS = """author editor translator title container-title collection-title collection-number
    publisher publisher-place issued volume issue page number-of-pages edition genre number DOI URL
    ISBN note citation-number event-title accessed"""
LABELS = tuple(_LABELS.split())


def labelled(marked):
    """Read `{label:text}` marks: the string without them, and the labels of its stretches."""
    raw, labels, at = "", [], 0
    for found in re.finditer(r"\{([\w-]+):([^{}]*)\}", marked):
        raw += marked[at : found.start()]
        labels.append((found[1], len(raw), len(raw) + len(found[2]), 0.9))
        raw += found[2]
        at = found.end()
    return raw + marked[at:], labels


def read(marked):
    raw, labels = labelled(marked)
    return raw, typed(raw, labels)


def item(marked):
    return to_csl(read(marked)[1].reference)


@pytest.mark.parametrize("printed", SIXTEEN, ids=lambda p: p.raw[:20])
def test_the_editorial_with_labels_by_hand(printed):
    raw = printed.raw
    head = raw[: raw.index(" (")]
    labels = [("author", 0, len(head), 0.9)]

    def add(label, text):
        labels.append((label, raw.index(text), raw.index(text) + len(text), 0.9))

    add("issued", str(printed.year))
    add("title", printed.title + (", Cm 6683" if printed.kind == "report" else ""))
    if printed.container:
        add("container-title", printed.container)
        numbers = re.search(r", (\d+(?:, \d+)?), pp\. (.*)\.$", raw)
        labels += [("volume", *numbers.span(1), 0.9), ("page", *numbers.span(2), 0.9)]
    if printed.publisher:
        add("publisher", printed.publisher)
    parsed = typed(raw, labels)
    csl = to_csl(parsed.reference)
    assert parsed.reference.kind == printed.kind
    assert csl["title"] == printed.title
    assert csl.get("volume", "") == printed.volume
    assert csl.get("issue", "") == printed.issue
    assert csl.get("page", "") == printed.page
    assert csl.get("publisher", "") == printed.publisher
    assert not parsed.unread


def test_the_command_paper():
    raw, parsed = read(
        "{author:Cabinet Office} ({issued:2005}), {title:Transformational Government—Enabled by "
        "Technology, Cm 6683} ({publisher:The Stationery Office})."
    )
    assert to_csl(parsed.reference) == {
        "type": "report",
        "author": [{"literal": "Cabinet Office"}],
        "title": "Transformational Government—Enabled by Technology",
        "issued": {"date-parts": [[2005]]},
        "publisher": "The Stationery Office",
        "genre": "Command Paper",
        "number": "Cm 6683",
    }
    assert raw[slice(*parsed.places["number"][:2])] == "Cm 6683"
    assert raw[slice(*parsed.places["author"][:2])] == "Cabinet Office"


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "{title:“What counts?”}, {container-title:A Journal}, {volume:3}",
            {"title": "What counts?"},
        ),
        ("{title:Is it so!} {publisher:Sage}", {"title": "Is it so!"}),
        ("{container-title:A Journal}, {volume:84, 3}", {"volume": "84", "issue": "3"}),
        (
            "{container-title:A Journal}, {volume:31(3):491–514}",
            {"volume": "31", "issue": "3", "page": "491-514"},
        ),
        ("{container-title:A Journal}, {volume:Bd. 3, H. 2}", {"volume": "3", "issue": "2"}),
        ("{container-title:A Journal} {volume:7}/{issue:2010}", {"volume": "7"}),
        ("{title:A title}. {page:623 p.}", {"number-of-pages": "623"}),
        ("{title:A title}, {edition:2nd ed.}, {publisher:Sage}", {"edition": "2"}),
        ("{title:A title}, {edition:Third edition}, {publisher:Sage}", {"edition": "3"}),
        (
            "{title:A title}. {publisher:Oxford: Oxford University Press}",
            {"publisher-place": "Oxford", "publisher": "Oxford University Press"},
        ),
        ("{title:A title}. doi:10.1000/182.", {"DOI": "10.1000/182"}),
        ("{title:A title}. https://doi.org/10.1000/182", {"DOI": "10.1000/182"}),
        ("{title:A title}. ISBN 978-0-306-40615-7.", {"ISBN": "9780306406157"}),
        (
            "{title:A title}. http://example.org/x (accessed 3 May 2021).",
            {"URL": "http://example.org/x", "accessed": {"date-parts": [[2021, 5, 3]]}},
        ),
        ("{author:Hood, C.} ({issued:2006a})", {"year-suffix": "a"}),
        (
            "{author:Freud, S.} ({issued:[1899] 1953})",
            {"issued": {"date-parts": [[1953]]}, "original-date": {"date-parts": [[1899]]}},
        ),
        ("{author:Hood, C.} ({issued:n.d.})", {"issued": {"literal": "n.d."}}),
        ("{author:Hood, C.} ({issued:in press})", {"issued": {"literal": "in press"}}),
        ("{author:Hood, C.} (1991) {title:A title}", {"issued": {"date-parts": [[1991]]}}),
        (
            "{title:Deep things [Data set]}. {publisher:Zenodo}",
            {"genre": "Data set", "type": "dataset"},
        ),
        (
            "{title:A}, in {editor:Smith, K.} (ed.), {container-title:In Proceedings of X}",
            {"container-title": "Proceedings of X"},
        ),
    ],
)
def test_values(marked, expected):
    csl = item(marked)
    assert {k: csl.get(k) for k in expected} == expected


def test_an_editor_who_stands_first_is_an_editor():
    csl = item("{author:Hood, C. (ed.)} ({issued:1991}), {title:A title} ({publisher:Sage}).")
    assert "author" not in csl
    assert csl["editor"] == [{"family": "Hood", "given": "C."}]
    csl = item("{author:Hood, C.} (eds) ({issued:1991}), {title:A title}.")
    assert csl["editor"] == [{"family": "Hood", "given": "C."}]


def test_every_value_has_its_place_and_every_place_its_value():
    raw, parsed = read(
        "{author:Ferraro, F.} ({issued:2009}) '{title:Why is it?}', in {editor:Smith, K.} (eds), "
        "{container-title:Handbook of Things}, {publisher:Sage}, {publisher-place:London}, "
        "pp. {page:12–34}."
    )
    csl = to_csl(parsed.reference)
    assert set(parsed.places) == set(csl) - {"type"}
    for variable in ("title", "container-title", "publisher", "publisher-place"):
        assert raw[slice(*parsed.places[variable][:2])] == csl[variable]
    assert parsed.reference.kind == "chapter"
    assert parsed.unread == ()


def test_what_nobody_owns_is_told_and_connectives_are_not():
    raw, parsed = read("{author:Hood, C.} ({issued:1991}), unexpected words, in Vol. pp. eds.")
    assert [raw[a:b] for a, b in parsed.unread] == ["unexpected words"]


def test_nothing_is_certain_that_is_not():
    _, sure = read("{author:Hood, C.} ({issued:1991}), {title:A title}.")
    _, unsure = read("{author:Hood, C.} ({issued:1991}), and then a lot of text that nobody reads.")
    assert 0 < unsure.confidence < sure.confidence <= 0.9
    assert typed("", ()).confidence == 0


@given(
    st.text(max_size=80),
    st.lists(
        st.tuples(st.sampled_from(LABELS), st.integers(0, 80), st.integers(0, 30), st.floats(0, 1)),
        max_size=8,
    ),
)
def test_no_string_and_no_labels_break_it(raw, drawn):
    labels, at = [], 0
    for label, start, size, sure in sorted(drawn, key=lambda d: d[1]):
        first = max(start, at)
        end = min(first + size, len(raw))
        if first < end:
            labels.append((label, first, end, sure))
            at = end
    parsed = typed(raw, labels)
    assert 0 <= parsed.confidence <= 1
    assert set(parsed.places) <= set(to_csl(parsed.reference))
    for start, end, sure in parsed.places.values():
        assert 0 <= start <= end <= len(raw)
        assert 0 <= sure <= 1
    assert all(0 <= a < b <= len(raw) for a, b in parsed.unread)


@pytest.mark.parametrize(
    "piece",
    ["a ", "1(", "(", "10.1000/", "10.1000/ab ", "www.a.org ", "A, B. ", "Cm 1 ", "“", "pp. 1-2 "],
)
def test_long_input_keeps_its_places(piece):
    raw = piece * (20_000 // len(piece))
    for labels in ([("title", 0, len(raw), 0.5)], [("author", 0, len(raw), 0.5)], ()):
        parsed = typed(raw, labels)
        assert parsed.reference.kind in {"unclassified", "report"}
        assert set(parsed.places) <= {"title", "author", "DOI", "URL", "number", "genre", "page"}
        assert all(0 <= a < b <= len(raw) for a, b, _ in parsed.places.values())
        assert all(0 <= a < b <= len(raw) for a, b in parsed.unread)


def test_long_noise_said_to_be_a_name_is_kept_as_it_came():
    raw = "1(" * 10_000
    assert typed(raw, [("author", 0, len(raw), 0.5)]).reference.author == (Verbatim(text=raw),)
    assert typed(raw, [("title", 0, len(raw), 0.5)]).reference.title == raw


def test_the_publisher_is_the_one_behind_the_place():
    raw = "Harrow, T.: Looms of the North. Songs and Stories. Leeds: Quill. York: The Longer Press."
    stretches = [
        ("title", "Looms of the North"),
        ("publisher", "Songs and Stories"),
        ("publisher-place", "Leeds"),
        ("publisher", "Quill"),
        ("publisher", "The Longer Press"),
    ]
    labels = [(k, raw.index(t), raw.index(t) + len(t), 0.9) for k, t in stretches]
    csl = to_csl(typed(raw, labels).reference)
    assert (csl["publisher-place"], csl["publisher"]) == ("Leeds", "Quill")


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        (
            'Harrow, N., 2002. Cities and the geographies of "old weirs". Tolls 34 (3), 3–9.',
            'Cities and the geographies of "old weirs"',
        ),
        (
            "UBC News (2004) \"Peers attack city 'silos'\", 21 July. http://example.org/3",
            "Peers attack city 'silos'",
        ),
        ("Statec (2018). 'Living in old mills', Luxembourg: Statec.", "Living in old mills"),
        (
            'Home Office (2002) The "Safety First" report. London: HO.',
            'The "Safety First" report',
        ),
    ],
)
def test_a_title_is_whole(raw, title):
    assert to_csl(parse(raw).reference)["title"] == title


@pytest.mark.parametrize(
    ("raw", "date"),
    [
        (
            'Roe Center. 2014. "Mills in Town." June 12. Retrieved August 3, 2015 (http://example.org/1).',
            [2014, 6, 12],
        ),
        ("Harrow, P. (2004) Mills for the Front Line, London: Quill, July.", [2004, 7]),
        (
            "Harrow, P. (1997) Old. In Proc. of the 6th Meet on Mills, Aug. 21-24. Leeds, pp. 3-9.",
            [1997],
        ),
    ],
)
def test_the_month_that_stands_apart_belongs_to_the_year(raw, date):
    assert to_csl(parse(raw).reference)["issued"]["date-parts"] == [date]


def test_the_number_of_a_series_of_papers_belongs_to_its_title():
    csl = item(
        "{author:Pia Harrow}. {title:On mills}. {container-title:I. Publ. Math. Weir}, "
        "{volume:43}:{page:273–307}, {issued:1974}."
    )
    assert (csl["title"], csl["container-title"]) == ("On mills. I", "Publ. Math. Weir")


def test_an_author_of_one_word_with_the_publisher_s_name_is_a_body():
    csl = to_csl(
        parse("Quillardo's. 2010. Not the end of the mills. Leeds: Quillardo's.").reference
    )
    assert csl["author"] == [{"literal": "Quillardo's"}]


def test_an_edition_within_a_title_parts_it_from_its_series():
    raw = (
        "B. Harrow, Mills and Their Uses, Second edition, Math. Surveys Monogr. 120, "
        "Amer. Math. Soc., Providence, RI, 2005."
    )
    csl = to_csl(parse(raw).reference)
    assert (csl["title"], csl["edition"]) == ("Mills and Their Uses", "2")
    assert (csl["collection-title"], csl["collection-number"]) == ("Math. Surveys Monogr", "120")


@pytest.mark.parametrize(
    ("raw", "title", "container"),
    [
        (
            "Harrow M. V. 2002. Ways in Town Mills. Public Administration 80/1: 51-75.",
            "Ways in Town Mills",
            "Public Administration",
        ),
        (
            (
                "Harrow, C. (2000), Images of the State: overloaded, hollowed-out, congested, "
                "Public Policy and Administration, 15 (3), p. 3-19"
            ),
            "Images of the State: overloaded, hollowed-out, congested",
            "Public Policy and Administration",
        ),
        (
            'Harrow CE (1959) The science of "milling through." Public Mill Review 19: 79-88.',
            'The science of "milling through."',
            "Public Mill Review",
        ),
        (
            (
                "[Crossref], [Web of Science ®], [Google Scholar] Harrow, R. (1996) The new mills. "
                "Political Studies, 44(4), 652–667. Crossref. Google Scholar."
            ),
            "The new mills",
            "Political Studies",
        ),
    ],
)
def test_a_journal_and_its_article_are_parted(raw, title, container):
    csl = to_csl(parse(raw).reference)
    assert (csl["title"], csl["container-title"]) == (title, container)
    assert "publisher" not in csl
    assert [name["family"] for name in csl["author"]] == ["Harrow"]


def test_the_first_word_of_a_title_is_no_part_of_the_year():
    csl = item("{author:Harrow, J.Q.} {issued:1989 Bureaucracy}: {title:What Mills Do}")
    assert csl["title"] == "Bureaucracy: What Mills Do"
    assert csl["issued"] == {"date-parts": [[1989]]}


def test_a_body_told_level_by_level_is_one():
    raw = "Utopia. Cabinet Office. Mills and Innovation Unit (2000) Wiring up. London: Quill."
    names = to_csl(parse(raw).reference)["author"]
    assert names == [{"literal": "Utopia. Cabinet Office. Mills and Innovation Unit"}]


def test_the_journal_and_town_of_brazil_are_no_publisher():
    raw = (
        "SOUZA, Celina; HARROW, Inaiá. Reforma dos moinhos e desigualdades. Lua Nova, São Paulo, "
        "n. 48, p. 187-212, 1999."
    )
    csl = to_csl(parse(raw).reference)
    assert (csl["type"], csl["container-title"]) == ("article-journal", "Lua Nova")
    assert (csl["issue"], csl["page"], csl["publisher-place"]) == ("48", "187-212", "São Paulo")


def test_a_state_s_body_leaves_a_sentence_for_the_title():
    raw = (
        "UTOPIA. Ministério da Saúde. Secretaria de Atenção à Saúde. Política nacional de moinhos. "
        "Brasília: Ministério da Saúde, 2012."
    )
    csl = to_csl(parse(raw).reference)
    assert csl["author"] == [
        {"literal": "UTOPIA. Ministério da Saúde. Secretaria de Atenção à Saúde"}
    ]
    assert csl["title"] == "Política nacional de moinhos"


def test_a_french_series_and_translator_are_told_by_their_words():
    csl = item(
        "{author:Harrow M.} ({issued:1963}), {title:Savoir}, trad. fr. {translator:de J. Quill}, "
        "{publisher-place:Paris}, {publisher:Plume}, {note:coll. « Moulins} »."
    )
    assert csl["translator"] == [{"family": "Quill", "given": "J."}]
    assert csl["collection-title"] == "Moulins"
    assert "note" not in csl


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("Phys. Rev. Lett. 30", "Phys. Rev. Lett."),
        ("Proc. Natl. Acad. Sci. U.S.A. 30", "Proc. Natl. Acad. Sci. U.S.A."),
        ("Public Administration. 30", "Public Administration"),
        ("Am J Sociol. 30", "Am J Sociol"),
        ("Int. J. Nursing. 30", "Int. J. Nursing"),
    ],
)
def test_a_short_form_keeps_its_last_full_stop(printed, title):
    name, volume = printed.rsplit(" ", 1)
    csl = item(
        f"{{author:Harrow, J.}} {{title:Mills}}. {{container-title:{name.removesuffix('.')}}}. "
        f"{{volume:{volume}}}, {{page:3-9}} ({{issued:1999}})."
    )
    assert csl["container-title"] == title


def test_a_title_of_places_keeps_them_all():
    csl = item(
        "{author:Harrow, S.} {issued:1991}: {title:The Mill City: Leeds}, "
        "{publisher-place:York, Kendal. Princeton}: {publisher:Quill Press}."
    )
    assert csl["title"] == "The Mill City: Leeds, York, Kendal"
    assert csl["publisher-place"] == "Princeton"


def test_a_revised_edition_is_told_whole():
    csl = item(
        "{author:Harrow, P. H.} ({issued:2000}). {title:Mills} ({collection-title:Rev}. "
        "{edition:10th anniversary ed}.). {publisher-place:Leeds}: {publisher:Quill}."
    )
    assert csl["edition"] == "Rev. 10th anniversary"
    assert "collection-title" not in csl
