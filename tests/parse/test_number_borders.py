import pytest

from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse import parse


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (
            'Roe, A. "Tolls: five views". Town Science Journal. 50:155 (1998) 17-28.',
            {"volume": "50", "issue": "155", "page": "17-28"},
        ),
        (
            "Roe, A. 2003. Urban tolls. Ph.D. University of Leeds.",
            {"type": "thesis", "publisher": "University of Leeds"},
        ),
        (
            "Roe, A. “Urban Tolls in a Northern Town.” PhD diss., University of Leeds, 2003.",
            {"type": "thesis", "publisher": "University of Leeds"},
        ),
        (
            "OECD (2005) Towns at a Glance: OECD Indicators 2005, OECD Publishing, Paris.",
            {"title": "Towns at a Glance: OECD Indicators 2005", "publisher": "OECD Publishing"},
        ),
        (
            "ILO, World Toll Report 2004-05 (Geneva, International Labour Office, 2005).",
            {"title": "World Toll Report 2004-05", "issued": {"date-parts": [[2005]]}},
        ),
        (
            (
                "House of Commons Toll Committee, 2012. Towns first: tolls. Fourth Report of"
                " Session 2012-13. Volume I. HC 137-I. London: The Stationery Office."
            ),
            {"type": "report", "number": "HC 137-I", "container-title": None},
        ),
        (
            (
                "Roe, A. (2000) The Toll Survey. Mill Office Statistical Bulletin 18/00. London:"
                " Mill Office."
            ),
            {"type": "report", "number": "18/00", "publisher": "Mill Office"},
        ),
        (
            "Roe, A. and Doe, B. (2011) Tolls to 2020 (IFS Commentary C121). London: IFS.",
            {
                "type": "report",
                "number": "C121",
                "genre": "IFS Commentary",
                "title": "Tolls to 2020",
            },
        ),
        (
            "HC Deb 12 May 2004 vol 421 cc 345-6W.",
            {"container-title": "HC Deb", "volume": "421", "page": "345-6W", "title": None},
        ),
        (
            "Hansard, House of Lords, 3 June 1998, col. 455.",
            {"container-title": "Hansard, House of Lords", "page": "455", "author": None},
        ),
        (
            "Hansard Society (2005) Members only. London: Hansard Society.",
            {"type": "book", "author": [{"literal": "Hansard Society"}], "title": "Members only"},
        ),
        (
            "Roe, A. & Doe, B. (2011). Towns survey, 2010 (ICPSR 12345-v2) [Data set]. Mill Data.",
            {"type": "dataset", "number": "12345-v2", "title": "Towns survey, 2010"},
        ),
        (
            (
                "Mill Office. Towns Survey [computer file]. 2nd ed. Leeds: UK Data Archive,"
                " 2004. SN: 4646."
            ),
            {"type": "dataset", "number": "4646", "page": None, "edition": "2"},
        ),
    ],
)
def test_numbers_are_what_they_say(raw, told):
    csl = to_csl(parse(raw).reference)
    assert {key: csl.get(key) for key in told} == told


def test_a_range_behind_a_colon_is_no_issue():
    csl = to_csl(parse("Roe, A., Tolls. Town Notes 50:97-120 (1998) 17-28.").reference)
    assert csl.get("issue") != "97-120"
