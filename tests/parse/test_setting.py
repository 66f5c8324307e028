"""Records set by hand in five styles and read back: what a style prints must come out again."""

import json

import pytest
from setting import STYLES, wrong

from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse import parse

_PEOPLE = {"author", "editor"}


def _article(names, title, container, year, volume, issue, page):
    return {
        "type": "article-journal",
        "author": names,
        "title": title,
        "container-title": container,
        "issued": {"date-parts": [[year]]},
        "volume": volume,
        "issue": issue,
        "page": page,
    }


def _book(names, title, year, place, publisher, role="author"):
    return {
        "type": "book",
        role: names,
        "title": title,
        "issued": {"date-parts": [[year]]},
        "publisher-place": place,
        "publisher": publisher,
    }


def _name(family, given, **more):
    return {"family": family, "given": given, **more}


INVENTED = [
    _article(
        [_name("Lawson", "M. Rupert"), _name("Nahum", "Lena")],
        "Housing and the very old",
        "Journal of Social Issues",
        1987,
        "43",
        "2",
        "11–29",
    ),
    _article(
        [
            _name("Berg", "Anna Maria", **{"non-dropping-particle": "van den"}),
            _name("Hall", "Peter"),
        ],
        "Measuring trust in public bodies",
        "Public Administration",
        2004,
        "82",
        "1",
        "55–78",
    ),
    _article(
        [_name("Amaro Neto", "Otávio"), _name("Silva Filho", "João")],
        "Cabinets and coalitions in new democracies",
        "Comparative Political Studies",
        2006,
        "39",
        "4",
        "400–425",
    ),
    _article(
        [_name("Müller-Horn", "Karl-Heinz"), _name("O’Dell", "Siân"), _name("Szabó", "Péter")],
        "Employment protection in small firms",
        "European Journal of Industrial Relations",
        2011,
        "17",
        "3",
        "201–219",
    ),
    _article(
        [_name("Carter", "James Earl", suffix="Jr."), _name("Stone", "Mary")],
        "Voting rights after reform",
        "American Political Science Review",
        1999,
        "93",
        "2",
        "310–331",
    ),
    _article(
        [_name("Li", "Yun"), _name("Wang", "Xiaoming"), _name("Zhao", "Lei")],
        "Rural schools and migration",
        "The China Quarterly",
        2013,
        "215",
        "1",
        "620–641",
    ),
    _article(
        [_name("García Pérez", "Lucía"), _name("Ruiz", "Tomás")],
        "Temporary work and wages in Spain",
        "Labour Economics",
        2009,
        "16",
        "5",
        "510–527",
    ),
    _book(
        [_name("McDowell", "Ian")], "Frontiers of the Welfare State", 1992, "London", "Routledge"
    ),
    _book(
        [_name("Reed", "Susan"), _name("Moore", "Colin")],
        "Towns in Decline",
        2001,
        "Oxford",
        "Oxford University Press",
    ),
    _book(
        [_name("Weber", "Hans-Jörg"), _name("Fink", "Ulla")],
        "Comparing Social Policies",
        1998,
        "Cambridge",
        "Cambridge University Press",
        role="editor",
    ),
    _book(
        [{"literal": "World Health Organization"}],
        "Guidelines for Drinking Water",
        2011,
        "Geneva",
        "World Health Organization",
    ),
    _book([{"literal": "Cabinet Office"}], "Modern Public Services", 1999, "London", "HMSO"),
    {
        "type": "chapter",
        "author": [_name("Dupré", "Jean-Luc")],
        "title": "Cities without states",
        "editor": [_name("Allen", "Ruth"), _name("Brandt", "Ole")],
        "container-title": "Handbook of Urban Politics",
        "page": "33–58",
        "publisher": "Sage",
        "publisher-place": "London",
        "issued": {"date-parts": [[2010]]},
    },
    {
        "type": "chapter",
        "author": [_name("Fontaine", "Émile", **{"dropping-particle": "de"}), _name("Ross", "Ian")],
        "title": "Law and custom",
        "editor": [_name("Hart", "Nora")],
        "container-title": "Essays on Legal History",
        "page": "101–124",
        "publisher": "Manchester University Press",
        "publisher-place": "Manchester",
        "issued": {"date-parts": [[1985]]},
    },
    _article(
        [_name("Al-Hakim", "Samir"), _name("Ben-David", "Ruth"), _name("Khan", "Ayesha B.")],
        "Water sharing across borders",
        "Water Policy",
        2015,
        "17",
        "6",
        "1021–1040",
    ),
]


def _shares(items):
    """Give the share of fields read right, of all and of people only, and what was read wrong."""
    counts = {True: [0, 0], False: [0, 0]}
    misses = []
    for style, setter in STYLES.items():
        for item in items:
            raw = setter(item)
            said, missed = wrong(item, to_csl(parse(raw).reference), style)
            for field in said:
                counts[field in _PEOPLE][0] += 1
                counts[field in _PEOPLE][1] += field not in missed
            misses += [(style, raw, field, *values) for field, values in missed.items()]
    people = counts[True][1] / counts[True][0]
    everything = (counts[True][1] + counts[False][1]) / (counts[True][0] + counts[False][0])
    return everything, people, misses


def test_invented_records_come_back_from_every_style():
    everything, people, misses = _shares(INVENTED)
    assert people >= 0.95, misses
    assert everything >= 0.95, misses


@pytest.mark.parametrize("style", STYLES)
def test_the_setters_print_what_the_comparison_expects(style):
    raw = STYLES[style](INVENTED[12])
    for word in ("Dupr", "Allen", "Brandt", "Cities without states", "33–58", "2010", "Sage"):
        assert word in raw


def test_tricky_records_come_back_from_every_style(corpora):
    path = corpora / "formats" / "tricky.csl.json"
    if not path.is_file():
        pytest.skip("the tricky records are not at hand")
    everything, people, misses = _shares(json.loads(path.read_text(encoding="utf-8")))
    assert people >= 0.9, misses
    assert everything >= 0.95, misses
