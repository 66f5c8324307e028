import itertools

import pytest
import strategies
from hypothesis import given
from hypothesis import strategies as st

from joinedup_refs.model.name import Organization, Person, Verbatim
from joinedup_refs.notation import names
from joinedup_refs.notation.invalid import NotationInvalid
from joinedup_refs.notation.roles import without_role
from joinedup_refs.tables import rows


def people(text):
    """Family and given of each person, the name of each body."""
    return [
        (n.family, n.given) if isinstance(n, Person) else names.display(n)
        for n in names.split(text).names
    ]


BEVAN_HOOD = [("Bevan", "G."), ("Hood", "C.")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bevan, G. and Hood, C.", BEVAN_HOOD),
        ("Bevan, G. & Hood, C.", BEVAN_HOOD),
        ("Bevan, G., & Hood, C.", BEVAN_HOOD),
        ("Bevan, G.; Hood, C.", BEVAN_HOOD),
        ("Bevan, G./Hood, C.", BEVAN_HOOD),
        ("Bevan, G. und Hood, C.", BEVAN_HOOD),
        ("Bevan, G. u. C. Hood", BEVAN_HOOD),
        ("Bevan, G. et Hood, C.", BEVAN_HOOD),
        ("Bevan, G. y Hood, C.", BEVAN_HOOD),
        ("G. Bevan and C. Hood", BEVAN_HOOD),
        ("G.Bevan, C.Hood", BEVAN_HOOD),
        ("Bevan G., Hood C.", BEVAN_HOOD),
        ("Bevan (G.) et Hood (C.)", BEVAN_HOOD),
        ("Bevan, G., and C. Hood", BEVAN_HOOD),
        ("BEVAN G., HOOD C.", [("BEVAN", "G."), ("HOOD", "C.")]),
        ("Bevan G, Hood CH", [("Bevan", "G"), ("Hood", "CH")]),
        ("Smith J E, Brown E K", [("Smith", "J E"), ("Brown", "E K")]),
        ("Li W, Wu X", [("Li", "W"), ("Wu", "X")]),
        ("LI W., WU X.", [("LI", "W."), ("WU", "X.")]),
        ("Bevan, Gwyn; Hood, Christopher", [("Bevan", "Gwyn"), ("Hood", "Christopher")]),
        ("Smith, John and Doe, Jane", [("Smith", "John"), ("Doe", "Jane")]),
        ("Smith, John, and Jane Doe", [("Smith", "John"), ("Doe", "Jane")]),
        (
            "Smith, John, Jane Doe, and Bob Ray",
            [("Smith", "John"), ("Doe", "Jane"), ("Ray", "Bob")],
        ),
        ("John Smith, Jane Doe and Bob Ray", [("Smith", "John"), ("Doe", "Jane"), ("Ray", "Bob")]),
        ("CRIEKEMANS, David", [("CRIEKEMANS", "David")]),
        ("DE GAULLE Charles", [("DE GAULLE", "Charles")]),
        ("Spratley Ricardo", [("Spratley", "Ricardo")]),
        ("Snyder Jane M.", [("Snyder", "Jane M.")]),
        ("García Márquez, Gabriel", [("García Márquez", "Gabriel")]),
        ("Ortega y Gasset, J.", [("Ortega y Gasset", "J.")]),
        ("Müller, H.-J. und Schmidt, K.-H.", [("Müller", "H.-J."), ("Schmidt", "K.-H.")]),
        ("Hans-Jürgen Müller", [("Müller", "Hans-Jürgen")]),
        ("O'Brien, K., McDonald, R.", [("O'Brien", "K."), ("McDonald", "R.")]),
        ("al-Ghazali, A. H.", [("al-Ghazali", "A. H.")]),
        ("Smith, Doe and Ray", [("Smith", ""), ("Doe", ""), ("Ray", "")]),
        ("Петров А. Б., Иванов И.", [("Петров", "А. Б."), ("Иванов", "И.")]),
        ("王小明，欧阳修", [("王", "小明"), ("欧阳", "修")]),
        ("山田 太郎", [("山田", "太郎")]),
        ("Madonna", [("Madonna", "")]),
        ("Perri 6", [("6", "Perri")]),
        ("erri 6", [("6", "erri")]),
        ("6, P.", [("6", "P.")]),
        ("Church, A. and Bank, S.", [("Church", "A."), ("Bank", "S.")]),
        ("Cabinet Office", ["Cabinet Office"]),
        ("World Health Organization", ["World Health Organization"]),
        ("Department of Health", ["Department of Health"]),
        ("R Core Team", ["R Core Team"]),
        ("OECD", ["OECD"]),
        ("WHO/UNICEF", ["WHO", "UNICEF"]),
        ("World Bank and OECD", ["World Bank", "OECD"]),
        ("Statistisches Bundesamt", ["Statistisches Bundesamt"]),
        (
            "Department for Business, Innovation and Skills",
            ["Department for Business, Innovation and Skills"],
        ),
        (
            "U.S. Department of Health and Human Services",
            ["U.S. Department of Health and Human Services"],
        ),
        (
            "Bundesministerium für Arbeit, Gesundheit und Soziales",
            ["Bundesministerium für Arbeit, Gesundheit und Soziales"],
        ),
        (
            "American Psychological Association, & Smith, J.",
            ["American Psychological Association", ("Smith", "J.")],
        ),
    ],
)
def test_orders_and_bodies(text, expected):
    assert people(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("van der Berg, J.", Person(family="Berg", given="J.", particle="van der")),
        ("J. van der Berg", Person(family="Berg", given="J.", particle="van der")),
        ("de la Cruz, M.", Person(family="Cruz", given="M.", particle="de la")),
        ("Beauvoir, S. de", Person(family="Beauvoir", given="S.", dropping_particle="de")),
        ("Simone de Beauvoir", Person(family="Beauvoir", given="Simone", dropping_particle="de")),
        ("Smith, J. M., Jr.", Person(family="Smith", given="J. M.", suffix="Jr.")),
        ("Smith, Jr., J. M.", Person(family="Smith", given="J. M.", suffix="Jr.")),
        ("Doe, K. III", Person(family="Doe", given="K.", suffix="III")),
        ("W. Van de Welde", Person(family="Van de Welde", given="W.")),
    ],
)
def test_particles_and_suffixes(text, name):
    assert names.parse(text) == name


@pytest.mark.parametrize(
    "tail",
    [" et al.", ", et al", " u. a.", " u.a.", ", and others", " et autres", " …", ", et al. (eds)"],
)
def test_et_al_is_told_and_is_no_name(tail):
    read = names.split(f"Bevan, G., Hood, C.{tail}")
    assert read.et_al
    assert [n.family for n in read.names] == ["Bevan", "Hood"]
    assert not names.split("Bevan, G.").et_al


@pytest.mark.parametrize(
    ("text", "role", "rest"),
    [
        ("Bevan, G. (ed.)", "editor", "Bevan, G."),
        ("Bevan, G. and Hood, C. (eds)", "editor", "Bevan, G. and Hood, C."),
        ("In: Bevan, G. (Hrsg.)", "editor", "Bevan, G."),
        ("Hrsg. von Hans Müller", "editor", "Hans Müller"),
        ("edited by Jane Doe", "editor", "Jane Doe"),
        ("sous la direction de Jean Dupont", "editor", "Jean Dupont"),
        ("Jean Dupont (dir.)", "editor", "Jean Dupont"),
        ("translated by Jane Doe", "translator", "Jane Doe"),
        ("Jane Doe, trans.", "translator", "Jane Doe"),
        ("Bevan, G.", "", "Bevan, G."),
    ],
)
def test_marks_of_roles(text, role, rest):
    marked = without_role(text)
    assert (marked.role, text[marked.start : marked.end]) == (role, rest)


@pytest.mark.parametrize("row", rows("roles"), ids=lambda row: row["mark"])
def test_every_mark_of_a_role(row):
    mark = row["mark"]
    text = f"Bevan, G. ({mark}.)" if row["place"] != "before" else f"{mark} Gwyn Bevan"
    assert without_role(text).role == row["role"]
    assert [n.family for n in names.split(text).names] == ["Bevan"]


@given(
    st.lists(strategies.plain_names, min_size=1, max_size=6),
    st.sampled_from([", ", "; ", " and ", " & "]),
)
def test_inverted_names_come_back_under_every_separator(people, separator):
    text = separator.join(names.inverted(p) for p in people)
    assert list(names.split(text).names) == people


@given(st.lists(strategies.plain_names, min_size=1, max_size=6))
def test_names_in_running_order_come_back(people):
    text = ", ".join(names.display(p) for p in people[:-1])
    text = f"{text} and {names.display(people[-1])}" if text else names.display(people[-1])
    assert list(names.split(text).names) == people


@given(st.lists(strategies.plain_names, min_size=1, max_size=5))
def test_places_hold_their_names_in_order(people):
    text = names.format(tuple(people))
    read = names.split(text)
    assert [text[a:b] for a, b in read.spans] == [names.inverted(p) for p in people]
    assert list(names.find(text)) == [
        (a, b, n) for (a, b), n in zip(read.spans, read.names, strict=True)
    ]


def test_display_and_inversion():
    assert names.display(Person(family="6", given="Perri")) == "Perri 6"
    assert names.display(Person(family="Osborne", given="S.")) == "S. Osborne"
    assert names.display(Organization(name="OECD")) == "OECD"
    assert names.display(Person(family="王", given="小明")) == "王小明"
    person = Person(family="Berg", given="Jan Piet", particle="van den", suffix="Jr.")
    assert names.inverted(person) == "van den Berg, Jan Piet, Jr."
    assert names.inverted(person, initials=True) == "van den Berg, J. P., Jr."


@pytest.mark.parametrize(
    ("given", "initials"),
    [
        ("Stephen P.", "S. P."),
        ("Jean-Paul", "J.-P."),
        ("J.-P.", "J.-P."),
        ("GH", "G. H."),
        ("Ch.", "C."),
        ("Élodie", "É."),
        ("小明", "小明"),
        ("", ""),
    ],
)
def test_initials(given, initials):
    assert names.initials(given) == initials


@pytest.mark.parametrize(
    ("name", "key"),
    [
        (Person(family="Müller", particle="von"), "muller"),
        ("van der Berg", "berg"),
        ("García-Márquez", "garcia marquez"),
        ("O’Brien", "obrien"),
        ("Straße", "strasse"),
        (Person(family="6", given="Perri"), "6"),
        (Organization(name="The World Bank"), "world bank"),
        (Person(family="al-Ghazali"), "ghazali"),
    ],
)
def test_family_keys(name, key):
    assert names.family_key(name) == key


def test_validate():
    assert names.validate("Perri 6")[0].family == "6"
    for text in ("", "12345 67890"):
        with pytest.raises(NotationInvalid):
            names.validate(text)


@given(st.text(max_size=120))
def test_no_text_breaks_it_and_places_lie_inside(text):
    read = names.split(text)
    assert len(read.names) == len(read.spans)
    assert all(0 <= a <= b <= len(text) for a, b in read.spans)
    for name in read.names:
        names.display(name)
        names.inverted(name, initials=True)
        assert isinstance(names.family_key(name), str)


@pytest.mark.parametrize(
    "piece", ["A, ", "(", "et al. ", " ", "a", "and ", "A. ", ";", "/", ".", "…"]
)
def test_what_is_too_long_for_names_is_kept_as_it_came(piece):
    text = piece * (100_000 // len(piece))
    assert names.split(text).names == (Verbatim(text=text),)


@pytest.mark.parametrize(
    ("piece", "count"), [("A, ", 3167), ("et al. ", 2714), ("and ", 2375), ("(", 1), (";", 0)]
)
def test_long_input_gives_names_one_after_another(piece, count):
    # two pieces make a name, and "and" between two names is no name of its own
    read = names.split(piece * (19_000 // len(piece)))
    assert abs(len(read.names) - count) <= 1
    assert all(a < b for a, b in read.spans)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(read.spans))


@pytest.mark.parametrize(
    ("text", "givens"),
    [
        ("Eklund S, Park J.", ["S", "J"]),
        ("Eklund S, Park JL.", ["S", "JL"]),
        ("Eklund, S., Park, J.", ["S.", "J."]),
        ("Park J.", ["J."]),
        ("Eklund, Sven, Park, J.", ["Sven", "J."]),
    ],
)
def test_the_stop_behind_the_last_author_is_no_part_of_the_initial(text, givens):
    assert [name.given for name in names.split(text).names] == givens
