"""Names of .bib files, split before they are decoded."""

import pytest

from joinedup_refs.formats.bib_names import read, with_ampersand
from joinedup_refs.model.name import Organization, Person, Verbatim

TIED = [Person(family="Hall", given="E."), Person(family="Muñoz Ruiz", given="A. B.")]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("6, Perri", [Person(family="6", given="Perri")]),
        ("Perri 6", [Person(family="6", given="Perri")]),
        ("{Cabinet Office}", [Organization(name="Cabinet Office")]),
        ("J.-P.~Serre", [Person(family="Serre", given="J.-P.")]),
        (r"E.\ Hall and Mu\~{n}oz~Ruiz, A.~B.", TIED),
        (
            r"C. de~la Vall{\'e}e~Poussin",
            [Person(family="Vallée Poussin", given="C.", particle="de la")],
        ),
        (
            "{Department of the Environment, Transport and the Regions} and Lee, Ann",
            [
                Organization(name="Department of the Environment, Transport and the Regions"),
                Person(family="Lee", given="Ann"),
            ],
        ),
        ("{World {H}ealth {\\&} Co}", [Organization(name="World Health & Co")]),
        ("van der Aalst, Wil", [Person(family="Aalst", given="Wil", particle="van der")]),
        ("Wil van der Aalst", [Person(family="Aalst", given="Wil", particle="van der")]),
        ("King, Jr., Martin Luther", [Person(family="King", given="Martin Luther", suffix="Jr.")]),
        ("hooks, bell", [Person(family="hooks", given="bell")]),
        ("Jean-Paul {van Dyk}", [Person(family="van Dyk", given="Jean-Paul")]),
        ("{de la Cruz}, Ana", [Person(family="de la Cruz", given="Ana")]),
        ("{\\'E}mile Zola", [Person(family="Zola", given="Émile")]),
        ("{\\O}rsted, H. C.", [Person(family="Ørsted", given="H. C.")]),
        ("Aristotle", [Person(family="Aristotle")]),
        (
            "A. One AND B. Two\n  and C. Three",
            [
                Person(family="One", given="A."),
                Person(family="Two", given="B."),
                Person(family="Three", given="C."),
            ],
        ),
        ("Smith, A. and others", [Person(family="Smith", given="A."), Verbatim(text="et al.")]),
        (
            "family=Beethoven, given=Ludwig, prefix=van, useprefix=true",
            [Person(family="Beethoven", given="Ludwig", particle="van")],
        ),
        ("王, 小明", [Person(family="王", given="小明")]),
        (
            "Anderson, Andy and Sand, Randy",
            [
                Person(family="Anderson", given="Andy"),
                Person(family="Sand", given="Randy"),
            ],
        ),
        ("", []),
        (" and , and {}", []),
    ],
)
def test_reading(written, names):
    assert read(written) == tuple(names)


@pytest.mark.parametrize("text", ["{" * 100_000, "a and " * 20_000, "a, " * 30_000, "}" * 100_000])
def test_hostile_names_are_read(text):
    assert len(read(text)) <= text.count(" and ") + 1


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (r"\textcyr{Ivanov, A.}", [Person(family="Ivanov", given="A.")]),
        (r"\foo{Smith}, John", [Person(family="Smith", given="John")]),
        (r"\foo{de} Smith, J.", [Person(family="Smith", given="J.", particle="de")]),
        (r"{\foo{Cabinet Office}}", [Organization(name="Cabinet Office")]),
        (
            r"\foo{\bar{Moss, R.}} and Lee, A.",
            [
                Person(family="Moss", given="R."),
                Person(family="Lee", given="A."),
            ],
        ),
        (r"Smith \unknown, J.", [Person(family=r"Smith \unknown", given="J.")]),
    ],
)
def test_of_a_command_that_is_not_known_the_argument_is_the_name(written, names):
    assert list(read(written)) == names


@pytest.mark.parametrize(
    "written",
    [
        "Moss, R. et al.",
        "Moss, R., et al.",
        "Moss, R. and et al",
        "Moss, R. and {et al.}",
        "R. Moss et\n alii",
        "Moss, R. and others",
    ],
)
def test_a_literal_et_al_is_no_part_of_a_name(written):
    assert read(written) == (Person(family="Moss", given="R."), Verbatim(text="et al."))


def test_et_al_within_a_body_and_names_that_end_so_stay():
    assert read("{Moss et al.}") == (Organization(name="Moss et al."),)
    assert read("{The {Fen} Group et al.}")[0].name == "The Fen Group et al."
    assert read("Jamal Etal") == (Person(family="Etal", given="Jamal"),)
    assert read("Moss" + " et al." * 20_000)[-1] == Verbatim(text="et al.")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (r"Rob Moss \& Bea Adams", True),
        ("Moss, R. & Adams, B. and Cole, D.", True),
        (r"Allen \& Unwin", False),
        (r"{Rob Moss \& Bea Adams}", False),
        (r"Ministry of Locks \& Rob Moss", False),
        ("Moss, R. and Adams, B.", False),
        (r"Moss{\&}Adams, R.", False),
    ],
)
def test_an_ampersand_between_whole_names_is_found(written, told):
    assert list(with_ampersand({"editor": written})) == (["editor"] if told else [])
