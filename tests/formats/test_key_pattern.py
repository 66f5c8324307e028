"""Patterns for citation keys."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import references

from joinedup_refs.convert import convert
from joinedup_refs.errors import ConfigInvalid
from joinedup_refs.formats import Record
from joinedup_refs.formats.bib_reading import read
from joinedup_refs.formats.key_filters import FILTERS
from joinedup_refs.formats.key_functions import FUNCTIONS
from joinedup_refs.formats.key_pattern import key_pattern
from joinedup_refs.formats.keys import citation_keys, is_key

BIB = r"""
@article{k1,
  author = {van der Aalst, Willem and Müller, Karl and Ødegård, Åse},
  title = {The Art of e-Government: A Don't-Panic Guide to {DNA}},
  journal = {Journal of Fish Biology}, shortjournal = {J. Fish Biol.},
  year = {2004}, month = mar, day = 9, pages = {12--34}, volume = 7, doi = {10.1000/ab_c},
  keywords = {towns; roads}
}
@book{k2, editor = {{Cabinet Office}}, title = {Modernising government}, year = 1999}
@misc{k3, author = {6, Perri and others}, title = {Holistic Government}}
"""
ARTICLE, BOOK, PERRI = read(BIB)


def made(pattern, record=ARTICLE):
    return key_pattern(pattern).plain(record)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("auth", "vanderAalst"),
        ("auth.lower + shorttitle(3,3) + year", "vanderaalstArtEGovernmentDontPanic2004"),
        ("auth(3,2)", "Mul"),
        ("auth(n=1, initials=true)", "vW"),
        ("authEtAl", "vanderAalstEtAl"),
        ("authors", "vanderAalstMullerOdegard"),
        ("authors(2)", "vanderAalstMuller"),
        ("authors(n=2, etal='_ea', sep='-')", "vanderAalst-Muller-_ea"),
        ("authorsAlpha", "vMO"),
        ("authorLast", "Odegard"),
        ("authForeIni + authorLastForeIni", "WA"),
        ("title", "ArtEGovernmentDontPanicGuideDNA"),
        ("shorttitle", "ArteGovernmentDontPanic"),
        ("veryshorttitle + titleword(2)", "ArteGovernment"),
        ("camel(3)", "TheArtOf"),
        ("year + month + day", "2004mar9"),
        ("shortyear", "04"),
        ("date('%y%m')", "0403"),
        ("journal", "J.FishBiol."),
        ("journal('full').abbr", "JoFB"),
        ("PublicationTitle.abbr(2)", "JoofFiBi"),
        ("firstpage + '-' + lastpage", "12-34"),
        ("keyword(2)", "roads"),
        ("DOI", "10.1000/ab_c"),
        ("volume", "7"),
        ("key.upper", "K1"),
        ("type.lower", "article"),
        ("Auth.fold.upper", "VANDERAALST"),
    ],
)
def test_formulas_as_better_bibtex_has_them(pattern, expected):
    assert made(pattern) == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("[auth][year]", "Aalst2004"),
        ("[auth:lower]-[veryshorttitle:lower]_[shortyear]", "aalst-art_04"),
        ("[auth3]", "Aal"),
        ("[auth3_2]", "Mul"),
        ("[authFirstFull]", "vanderAalst"),
        ("[auth.etal]", "Aalst.etal"),
        ("[authEtAl]", "AalstEtAl"),
        ("[auth.auth.ea]", "Aalst.Muller.ea"),
        ("[authors]", "AalstMullerOdegard"),
        ("[authors2]", "AalstMullerEtAl"),
        ("[authorsAlpha]", "AMO"),
        ("[authIni2]", "Aa.Mu.Od"),
        ("[authorIni]", "Aalst.M.O"),
        ("[authshort]", "A.M.O"),
        ("[shorttitle3_2]", "ArtEGovernmentDontPanic"),
        ("[title:truncate3]", "Art"),
        ("[journal:abbr]", "JFB"),
        ("demo[TITLE:abbr]", "demoTAoeADGtD"),
        ("[issue:(none)]", "none"),
        ("[keyword1]", "towns"),
        ("[entrytype]", "Article"),
        ("[pureauth:upper]", "AALST"),
    ],
)
def test_brackets_as_jabref_has_them(pattern, expected):
    assert made(pattern) == expected


def test_editors_stand_in_for_authors_unless_only_authors_are_meant():
    assert made("auth + year", BOOK) == "CabinetOffice1999"
    assert made("[edtr:lower][year]", BOOK) == "cabinetoffice1999"
    assert made("[pureauth][year]", BOOK) == "1999"
    assert made("[edtr]|[auth]", ARTICLE) == "Aalst"


def test_a_name_that_is_a_number_has_the_given_name_before_it():
    assert made("auth + title", PERRI) == "Perri6HolisticGovernment"
    assert made("authEtAl", PERRI) == "Perri6EtAl"
    assert made("[authorsAlpha]", PERRI) == "P+"


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (".select(2,2)", "EGovernmentDontPanic"),
        (".select(-1)", "DNA"),
        (".substring(1,5)", "ArtE"),
        (".condense('_')", "Art_EGovernment_DontPanic_Guide_DNA"),
        (".replace('art', 'Craft')", "CraftEGovernmentDontPanicGuideDNA"),
        (".select(1,1).prefix('x-').postfix('-y')", "x-Art-y"),
        (".discard.default('none')", "none"),
        (".numeric.default(0)", "0"),
        (".select(2,1).lower.capitalize", "Egovernment"),
        (".abbr.lower", "aedgd"),
        (".sentencecase.clean", "Artegovernmentdontpanicguidedna"),
    ],
)
def test_filters(filters, expected):
    assert made(f"title{filters}") == expected


def test_the_first_alternative_that_applies_and_gives_something():
    pattern = "type('book') + title | auth.len('>', 20) + year | firstpage | 'none'"
    assert [made(pattern, r) for r in (ARTICLE, BOOK, PERRI)] == [
        "12",
        "ModernisingGovernment",
        "none",
    ]


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("auth + foo", "character 8: there is no function 'foo'"),
        ("[autor][year]", "character 2: there is no function 'autor'"),
        ("auth.shout", "character 6: there is no filter 'shout'"),
        ("[auth:regex(a,b)]", "character 7: there is no filter 'regex'"),
        ("auth(x=3)", "auth takes no 'x'"),
        ("auth('a')", "auth takes a number for n"),
        ("auth(1,2,3,4,5)", "auth takes no more than 4 values"),
        ("auth(", "character 5: this parenthesis is never closed"),
        ("[auth", "character 1: this bracket holds no function"),
        ("auth]", "character 5"),
        ("auth year", "character 6: 'year' cannot stand here"),
        ("auth +", "something has to follow +"),
        ("auth.replace(/a/, 'b')", "regular expressions are not taken"),
        ("auth(creator=foo)", "nobody is called 'foo'"),
        ("auth(creator=title)", "nobody is called 'title'"),
        ("auth(initials=yes)", "auth takes true or false for initials"),
        ("postfix(begin=1)", "postfix takes no 'begin'"),
        ("auth.len('~', 3)", "nothing is compared by '~'"),
        ("postfix('-')", "it takes one of %(a)s"),
        ("auth + postfix('{%(a)s}')", "no key can hold '{}'"),
        ("", "it says nothing"),
        ("auth + 'x" + "y" * 1000 + "'", "at most 1000 characters"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(pattern, message):
    with pytest.raises(ConfigInvalid) as told:
        key_pattern(pattern)
    assert message in str(told.value)
    lines = str(told.value).splitlines()
    assert len(lines) <= 3
    assert pattern == "" or all(len(line) < 300 or "y" * 99 in line for line in lines)


def test_those_that_there_are_are_named():
    with pytest.raises(ConfigInvalid) as told:
        key_pattern("foo")
    assert all(name in str(told.value) for name in FUNCTIONS)
    with pytest.raises(ConfigInvalid) as told:
        key_pattern("auth.foo")
    assert all(name in str(told.value) for name in FILTERS)


def without_keys(*records):
    bare = (r.reference.model_copy(update={"citation_key": ""}) for r in records)
    return [Record(f"r{n}", one) for n, one in enumerate(bare)]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("auth", ["vanderAalst", "vanderAalsta", "vanderAalstb"]),
        ("[auth][postfix='-%(n)s']", ["Aalst", "Aalst-1", "Aalst-2"]),
        ("auth + postfix('%(A)s', 1)", ["vanderAalstA", "vanderAalstB", "vanderAalstC"]),
        (
            "auth + postfix(format='-%(n)s', start=1)",
            ["vanderAalst-1", "vanderAalst-2", "vanderAalst-3"],
        ),
        ("auth(2) + infix('.%(n)s.') + year", ["va2004", "va.1.2004", "va.2.2004"]),
    ],
)
def test_keys_had_already_are_told_apart(pattern, expected):
    records = without_keys(ARTICLE, ARTICLE, ARTICLE)
    assert list(citation_keys(records, key_pattern(pattern))) == expected


def test_keys_are_unique_ignoring_case_and_those_there_are_kept():
    other = ARTICLE._replace(key="VANDERAALST")
    records = [*without_keys(ARTICLE, ARTICLE), other]
    found = citation_keys(records, key_pattern("auth.lower"))
    assert found == ("vanderaalsta", "vanderaalstb", "VANDERAALST")


@settings(max_examples=50, deadline=None)
@given(
    st.lists(references, min_size=1, max_size=8),
    st.sampled_from(["auth + year", "[auth:lower]", "title.abbr", "key", "type", "authorsAlpha"]),
)
def test_keys_can_be_cited_are_unique_and_stay_when_entries_are_added(made_, pattern):
    records = without_keys(*(Record("r", one) for one in made_))
    keys = citation_keys(records, key_pattern(pattern))
    assert all(is_key(key) for key in keys)
    assert len({key.casefold() for key in keys}) == len(keys)
    assert citation_keys(records[:-1], key_pattern(pattern)) == keys[:-1]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="auth.yer+[]()',:|=%12 _ns;\"/", max_size=40))
def test_no_pattern_breaks_it(pattern):
    try:
        key = made(pattern)
    except ConfigInvalid as told:
        assert "pattern for keys" in str(told)  # noqa: PT017  (any pattern may be wrong)
    else:
        assert key == "" or is_key(key)


def test_converting_makes_keys_where_there_are_none_or_for_all():
    bib = "@book{mine, author={Hall, P.}, title={T}, year=1999}"
    ris = "TY  - BOOK\nAU  - Roe, J.\nPY  - 2001\nTI  - Towns\nER  - \n"
    assert "@book{roe2001," in convert(ris, "ris", "bibtex", keys="auth.lower + year")
    assert "@book{mine," in convert(bib, "bibtex", "bibtex", keys="auth.lower + year")
    rekeyed = convert(bib, "bibtex", "bibtex", keys="auth.lower + year", rekey=True)
    assert "@book{hall1999," in rekeyed


def test_what_names_another_record_follows():
    bib = (
        "@book{one, author={Hall, P.}, title={T}, year=1999}\n"
        "@book{two, author={Roe, J.}, title={U}, year=2001, related={one, gone}}\n"
    )
    made_ = convert(bib, "bibtex", "biblatex", target="zotero", keys="[auth:lower]", rekey=True)
    assert "related = {hall, gone}" in made_
