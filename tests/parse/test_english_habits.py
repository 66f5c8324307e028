"""Ways of writing that social scientists have, met in references written by hand."""

import pytest

from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse import parse
from joinedup_refs.parse.imprint import joined_places


def read(raw):
    return to_csl(parse(raw).reference)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (
            "Quill, R. (2001) The Politics of Care. Oxford, UK; Malden, MA: Blackwell.",
            {"publisher-place": "Oxford, UK; Malden, MA", "publisher": "Blackwell"},
        ),
        (
            "Quill, R. (2011) Toll Reform (3rd ed.), Oxford, O.U.P.",
            {"publisher-place": "Oxford", "publisher": "O.U.P.", "title": "Toll Reform"},
        ),
        (
            "Quill, R. J. 1993. Neighborhoods and Tolls. New York: Lexington.",
            {"publisher-place": "New York", "publisher": "Lexington"},
        ),
        (
            "Quill H K, 2005, Toll Organizations: Theory, Management, Policy (Routledge, London)",
            {
                "title": "Toll Organizations: Theory, Management, Policy",
                "publisher": "Routledge",
                "publisher-place": "London",
            },
        ),
        (
            (
                "Quill, M. 1978. Tolls and Society. G. Harrow and C. Rivers (eds.). 2 vols. Mills: "
                "University of California Press."
            ),
            {"number-of-volumes": "2", "publisher": "University of California Press"},
        ),
        (
            "Quill, A. 1990. The Making of Office. Studies in Public Policy, Vol. 3. London: Sage.",
            {"collection-title": "Studies in Public Policy", "collection-number": "3"},
        ),
        (
            "Quill, A. 1980. The social creation of tolls in old age. J. Soc. Policy, 9(1), 49±75.",
            {"page": "49-75", "issue": "1"},
        ),
        (
            (
                "National Audit Office, Tackling Tolls in England, HC 220, Session 2000-01, "
                "15 February 2001."
            ),
            {"issued": {"date-parts": [[2001, 2, 15]]}, "number": "HC 220"},
        ),
        (
            "Quill, C. 1973 'Thick tolls' In The Interpretation of Cultures New York: Basic Books",
            {"title": "Thick tolls", "container-title": "The Interpretation of Cultures"},
        ),
        (
            (
                "Quill, G. “Can the Ferryman Speak?” Tolls and the Interpretation of Culture. Eds. "
                "Cary Harrow and Tom Rivers. Urbana: U of Illinois P, 1988. 271-313."
            ),
            {
                "title": "Can the Ferryman Speak?",
                "container-title": "Tolls and the Interpretation of Culture",
            },
        ),
        (
            "Harrow J 2003 Care work in the home Journal of Social Policy 32 3 345-367",
            {"title": "Care work in the home", "container-title": "Journal of Social Policy"},
        ),
        (
            "Harrow D 1989a The Condition of Towns Oxford: Basil Blackwell",
            {"title": "The Condition of Towns", "issued": {"date-parts": [[1989]]}},
        ),
        (
            "Central Statistical Office (CSO) Annual Abstract of Statistics. London: HMSO, 1988.",
            {
                "author": [{"literal": "Central Statistical Office (CSO)"}],
                "title": "Annual Abstract of Statistics",
            },
        ),
        (
            "Quill, A. (2001) Towns and Tolls, with a foreword by Tom Harrow. London: Sage.",
            {"title": "Towns and Tolls"},
        ),
        (
            "Quill, Achille. “Gatepolitics.” Trans. Libby Harrow. Public Culture 15.1 (2003): 1-4.",
            {
                "container-title": "Public Culture",
                "translator": [{"family": "Harrow", "given": "Libby"}],
            },
        ),
        (
            (
                "Quill, S., Harrow, C., and Rivers, W., eds., Handbook of Toll Studies, London, "
                "Sage Publications, 1996, pp. 1–28"
            ),
            {"title": "Handbook of Toll Studies", "page": "1-28", "type": "book"},
        ),
        (
            "Quill J. Tolls and loss. Vol 1: Gates. London: Hogarth Press, 1969.",
            {"title": "Tolls and loss. Vol 1: Gates"},
        ),
        (
            "Reflexive Modernisierung, hrsg. von Quill/Harrow, Frankfurt: Suhrkamp 1996.",
            {
                "editor": [{"family": "Quill"}, {"family": "Harrow"}],
                "title": "Reflexive Modernisierung",
            },
        ),
        (
            (
                "Quill, G. (1950) ‘The Town’ in The Sociology of Georg Simmel, ed. Kurt H. Wolff. "
                "Glencoe: Free Press, 409–24."
            ),
            {
                "container-title": "The Sociology of Georg Simmel",
                "editor": [{"family": "Wolff", "given": "Kurt H."}],
            },
        ),
        (
            (
                "Quill, Marco. 2005. The Political Representation of Ferrymen in "
                "Europe (Willy Harrow Series of Papers in Toll Relations, 1/05). Malmö: IMER."
            ),
            {
                "title": "The Political Representation of Ferrymen in Europe",
                "collection-title": "Willy Harrow Series of Papers in Toll Relations",
                "collection-number": "1/05",
            },
        ),
        (
            (
                "Quill, Al and Rubén G. Harrow. 2006. Towns: A Portrait. 3rd ed. rev., exp. and "
                "updated. Berkeley, Calif: University of California Press."
            ),
            {"title": "Towns: A Portrait", "edition": "3", "type": "book"},
        ),
        (
            "Harper,S.and Quine,T.(2009)Ageing and the workplace,Ageing Horizons,Issue 9,pp.1–12",
            {
                "author": [
                    {"family": "Harper", "given": "S."},
                    {"family": "Quine", "given": "T."},
                ],
            },
        ),
        (
            (
                "IOM 2010 World Migration Report 2010: The Future of Migration. Geneva: "
                "International Organization for Migration"
            ),
            {"title": "World Migration Report 2010: The Future of Migration"},
        ),
        (
            "Asylum and Tolls (Treatment of Ferrymen, etc.) Act 2004 (c. 19)",
            {"type": "legislation", "chapter-number": "19"},
        ),
        (
            (
                "House of Lords, Select Committee on Tolls, The Impact of Gates, 1st Report "
                "of Session 2007-08, HL Paper 82-I."
            ),
            {"number": "HL Paper 82-I", "issued": None},
        ),
    ],
)
def test_values_stand_where_the_writer_meant_them(raw, told):
    csl = read(raw)
    assert {variable: csl.get(variable) for variable in told} == told


@pytest.mark.parametrize(("gap", "count"), [("; ", 1), (" / ", 1), (". ", 2), (", ", 2)])
def test_only_the_places_of_one_imprint_are_joined(gap, count):
    raw = f"Oxford{gap}Leeds"
    places = [(0, 6), (6 + len(gap), len(raw))]
    assert len(joined_places(raw, places, [0.9, 0.8])[0]) == count


def test_transactions_have_no_translator():
    raw = (
        "F. Quill and S. Harrow, Angle tolls, Trans. Amer. Math. Soc. 360 (2008), no. 6, 2849-2866."
    )
    csl = read(raw)
    assert csl["container-title"] == "Trans. Amer. Math. Soc."
    assert "translator" not in csl
