"""House styles: what is learnt from a list, what its file may say, how lists are held to it."""

import itertools
from typing import NamedTuple

import pytest
from counted_work import growth
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup_refs.build import build
from joinedup_refs.check.policy import Policy
from joinedup_refs.check.rule import Context
from joinedup_refs.check.rules.style import name_form
from joinedup_refs.check.run import all_rules
from joinedup_refs.check.style import house_file
from joinedup_refs.check.style.learning import learn
from joinedup_refs.check.style.needs import FIELDS, PLURALS
from joinedup_refs.check.style.table import BY_KEY, TRAITS
from joinedup_refs.check.style.trait import judge
from joinedup_refs.clean import clean, clean_text
from joinedup_refs.errors import ConfigInvalid, InputUnreadable
from joinedup_refs.house_style import learn_style, read_style
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.house_style import HouseStyle
from joinedup_refs.model.layout import Layout
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.text import Span, Text
from joinedup_refs.notation.csl import from_csl, to_csl
from joinedup_refs.tables import rows

LIST = Layout(list_only=True)
STYLE_RULES = ("STY", "NUM703", "NUM705", "IDN801")


class Work(NamedTuple):
    names: tuple[tuple[str, str], ...]
    year: int
    title: str
    subtitle: str
    journal: str
    volume: int
    first: int
    last: int
    doi: str


class Style(NamedTuple):
    """How a list is written; each part is the value that its trait has in a house style file."""

    name: str
    two: str
    more: str
    year: str
    comma: str
    title: str
    subtitle: str
    after: str
    issue: str
    pages: str
    dash: str
    doi: str
    stop: str


WORKS = tuple(
    Work(names, year, title, subtitle, journal, volume, first, last, f"10.1080/0144{year}")
    for names, year, title, subtitle, journal, volume, first, last in (
        ((("Ahlgren", "PQ"), ("Moss", "R")), 2001, "Maps of care", "a review", "Policy Studies", 22,
         121, 129),
        ((("Brown", "CD"),), 2002, "Teams in small towns", "four cases", "Public Administration",
         80, 221, 239),
        ((("Clark", "EF"), ("Davis", "GH"), ("Evans", "J")), 2003, "Funding joint work", "a survey",
         "Local Government Studies", 29, 301, 317),
        ((("Davis", "GH"), ("Evans", "JK")), 2004, "Rules for partners", "theory and practice",
         "Policy Studies", 25, 401, 419),
        ((("Grant", "LM"), ("Hill", "NP"), ("Innes", "RS")), 2005, "Costs of joining up",
         "what is known", "Public Money & Management", 25, 511, 528),
        ((("Hill", "NP"), ("Innes", "RS")), 2006, "Leading across borders", "a study of towns",
         "Public Management Review", 8, 612, 629),
        ((("Jones", "TW"), ("King", "AB"), ("Lewis", "CD")), 2007, "Plans and their makers",
         "three lessons", "Policy Studies", 28, 701, 719),
    )
)  # fmt: skip

HARVARD = Style(
    "Adams, J. M.", "Adams and Brown", "Adams, Brown and Clark", "(2003), Title", "Adams 2003",
    "Title", "Title: subtitle", "Title. Journal", "84, 3",
    "pp.", "–", "doi:10.1000/182", "a full stop",
)  # fmt: skip
APA = Style(
    "Adams, J. M.", "Adams, & Brown", "Adams, Brown, & Clark", "(2003). Title", "Adams 2003",
    "Title", "Title: subtitle", "Title. Journal", "84(3)", "none", "–",
    "https://doi.org/10.1000/182", "no full stop",
)  # fmt: skip
QUOTED = Style(
    "Adams, J.M.", "Adams & Brown", "Adams, Brown & Clark", "2003. Title", "Adams, 2003",
    "‘Title’", "Title – subtitle", "Title, Journal", "84, no. 3",
    "pp.", "-", "DOI: 10.1000/182", "a full stop",
)  # fmt: skip
BARE = Style(
    "Adams JM", "Adams, Brown", "Adams, Brown, Clark", "(2003) Title", "Adams 2003",
    "Title", "Title—subtitle", "Title. Journal", "84 (3)",
    "none", "-", "doi: 10.1000/182", "no full stop",
)  # fmt: skip
STYLES = {"harvard": HARVARD, "apa": APA, "quoted": QUOTED, "bare": BARE}


def written(work: Work, style: Style) -> str:
    """Write a work in a style, by hand and without the code under test."""
    comma, stop, blank = ("," in style.name), ("." in style.name), (" M" in style.name)
    names = [
        f"{family}{',' if comma else ''} "
        + (" " if blank else "").join(i + ("." if stop else "") for i in initials)
        for family, initials in work.names
    ]
    if len(names) == 2:
        said = style.two.replace("Adams", names[0]).replace("Brown", names[1])
    else:
        between = style.more.partition("Brown")[2].removesuffix("Clark")
        said = ", ".join(names[:-1]) + between + names[-1] if names[1:] else names[0]
    before, after = style.year.split("2003")
    whole = style.subtitle.replace("Title", work.title).replace("subtitle", work.subtitle)
    title = style.title.replace("Title", whole)
    numbers = style.issue.replace("84", str(work.volume)).replace("3", str(work.year % 4 + 1))
    prefix = "" if style.pages == "none" else f"{style.pages} "
    return (
        f"{said}{',' if ',' in style.comma else ''} {before}{work.year}"
        f"{after.removesuffix('Title')}{title}{style.after[5]} {work.journal}, {numbers}, "
        f"{prefix}{work.first}{style.dash}{work.last}. "
        f"{style.doi.replace('10.1000/182', work.doi)}{'.' if style.stop == 'a full stop' else ''}"
    )


def listed(style: Style, works=WORKS) -> str:
    return "\n".join(written(work, style) for work in works)


def held(text: str, house: HouseStyle, level="unsafe"):
    rules = [r for r in all_rules() if r.code.startswith(STYLE_RULES)]
    return clean_text(
        Text(printed=text), policy=Policy(level=level), layout=LIST, rules=rules, house_style=house
    )


def lines(outcome) -> list[str]:
    return [outcome.result.reading(entry) for entry in outcome.result.entries]


def _of_names(count: int) -> Document:
    """Make an entry with so many authors, whose initials have neither stops nor blanks."""
    names = [f"N{'abcdefghij'[n % 10] * (3 + n // 10 % 40)}" for n in range(count)]
    printed = ", ".join(f"{name} AB" for name in names)
    at = Span(start=0, end=len(printed))
    entry = Entry(
        id="r1",
        at=(at,),
        reference=from_csl({"author": [{"family": f, "given": "AB"} for f in names]}),
        origins={"author": Printed(at=at)},
    )
    return Document(text=Text(printed=printed), entries=(entry,))


def _of_pieces(piece: str, count: int) -> Document:
    text = f"Adams, B. (2001), Joint plans {piece * count} Policy Studies, 22, pp. 1–9."
    return build(Text(printed=text), (), LIST)


class TestLearning:
    @pytest.mark.parametrize("name", STYLES)
    def test_each_trait_is_learnt_as_it_is_written(self, name):
        style = STYLES[name]
        house = learn_style(listed(style), layout=LIST)
        expected = {
            "first_name": style.name,
            "other_names": style.name,
            "two_names": style.two,
            "more_names": style.more,
            "year": style.year,
            "before_year": style.comma,
            "article_title": style.title,
            "subtitle": style.subtitle,
            "after_title": style.after,
            "issue": style.issue,
            "article_page_prefix": style.pages,
            "page_dash": style.dash,
            "page_range": "full",
            "doi": style.doi,
            "after_doi": style.stop,
        }
        if name == "quoted":
            expected["quotation_marks"] = "curly"
        assert house.traits == expected
        assert house.needs == {"article": ("container-title", "volume", "issue", "page", "DOI")}

    def test_a_mixed_list_teaches_nothing_of_what_is_mixed(self):
        mixed = "\n".join(
            written(w, s) for w, s in zip(WORKS, itertools.cycle((APA, BARE)), strict=False)
        )
        house = learn_style(mixed, layout=LIST)
        assert "year" not in house.traits
        assert "first_name" not in house.traits
        assert house.traits["article_title"] == "Title"

    def test_how_many_entries_show_it_is_told(self):
        odd = listed(HARVARD, WORKS[:6]) + "\n" + written(WORKS[6], APA)
        lesson = learn(build(Text(printed=odd), (), LIST))
        (year,) = [one for one in lesson.learnt if one.trait.key == "year"]
        assert (year.norm.agreeing, year.norm.total) == (6, 7)
        assert year.ways == {"(2003), Title": 6, "(2003). Title": 1}

    def test_two_entries_are_too_few(self):
        with pytest.raises(ConfigInvalid, match="a list of 2 was found"):
            learn_style(listed(HARVARD, WORKS[:2]), layout=LIST)


class TestHolding:
    @pytest.mark.parametrize(("taught", "given"), list(itertools.permutations(STYLES, 2)))
    def test_a_list_held_to_another_style_is_written_in_it(self, taught, given):
        style, other = STYLES[taught], STYLES[given]
        house = learn_style(listed(style), layout=LIST)
        assert lines(held(listed(other), house)) == listed(style).splitlines()

    @pytest.mark.parametrize("name", STYLES)
    def test_a_list_in_the_style_is_left_alone(self, name):
        house = learn_style(listed(STYLES[name]), layout=LIST)
        assert held(listed(STYLES[name]), house).findings == ()

    @pytest.mark.parametrize("name", STYLES)
    def test_a_list_of_any_one_style_gives_nothing_without_a_house_style(self, name):
        assert held(listed(STYLES[name]), HouseStyle()).findings == ()

    def test_no_fact_changes(self):
        house = learn_style(listed(APA), layout=LIST)
        outcome = held(listed(QUOTED), house)
        for before, after in zip(outcome.document.entries, outcome.result.entries, strict=True):
            one, other = to_csl(before.reference), to_csl(after.reference)
            for item in (one, other):
                for person in item["author"]:
                    person["given"] = person["given"].replace(".", "").replace(" ", "")
                item["title"] = item["title"].replace(" –", ":")
            assert one == other

    def test_once_is_enough(self):
        house = learn_style(listed(APA), layout=LIST)
        first = held(listed(BARE), house)
        second = held("\n".join(lines(first)), house)
        assert [f.message for f in second.findings] == []

    def test_a_subtitle_is_left_to_you(self):
        house = HouseStyle(traits={"subtitle": "Title: subtitle"})
        outcome = held(listed(BARE), house, level="evident")
        assert {f.code for f in outcome.findings} == {"STY002"}
        assert len(outcome.findings) == len(WORKS)
        assert outcome.decisions == ()

    def test_a_trait_that_is_not_in_it_follows_the_list(self):
        odd = listed(HARVARD, WORKS[:6]) + "\n" + written(WORKS[6], HARVARD._replace(pages="none"))
        outcome = held(odd, HouseStyle(traits={"year": HARVARD.year}))
        (one,) = outcome.findings
        assert (one.code, one.entries) == ("STY006", ("r7",))
        assert "6 of 7 articles" in one.message

    def test_the_house_style_is_named_and_goes_before_the_majority(self):
        outcome = held(listed(HARVARD), HouseStyle(traits={"article_page_prefix": "none"}))
        assert {f.code for f in outcome.findings} == {"STY006"}
        assert all(
            "the house style has nothing before the pages" in f.message for f in outcome.findings
        )
        assert lines(outcome) == listed(HARVARD._replace(pages="none")).splitlines()

    def test_through_the_public_functions(self, tmp_path):
        place = tmp_path / "house.toml"
        place.write_text('[style]\nyear = "(2003). Title"\n', encoding="utf-8")
        for named in (place, read_style(place), HouseStyle(traits={"year": "(2003). Title"})):
            cleaned = clean(listed(HARVARD), layout=LIST, house_style=named, select=["STY001"])
            assert [f.entries for f in cleaned.findings] == [(f"r{n}",) for n in range(1, 8)]
            assert cleaned.to("txt").count("). ") >= 7

    def test_names_before_et_al_are_not_joined(self):
        text = "Adams, B., Brown, C., et al. (2001), Joint plans. Policy Studies, 22, pp. 1–9."
        outcome = held(text, HouseStyle(traits={"two_names": "Adams and Brown"}))
        assert outcome.findings == ()

    def test_square_brackets_and_books_are_left_alone(self):
        text = (
            "Adams, B. [2001]. Joint plans. Policy Studies, 22, pp. 1–9.\n"
            "Brown, C. (2002). Joint Teams. London: Routledge."
        )
        house = HouseStyle(traits={"year": "(2003). Title", "article_title": "‘Title’"})
        assert {f.entries for f in held(text, house).findings} <= {("r1",)}
        assert not [f for f in held(text, house).findings if f.code == "STY001"]


class TestFile:
    def test_what_is_written_is_read(self):
        lesson = learn(build(Text(printed=listed(QUOTED)), (), LIST))
        text = house_file.write(lesson, 'good "list".txt')
        assert house_file.parse(text, "house.toml") == lesson.style
        assert 'year = "2003. Title"  # year and what follows it: 7 of 7 entries' in text

    @settings(max_examples=60, deadline=None)
    @given(st.text(max_size=200))
    def test_any_text_is_read_or_refused_in_three_lines(self, text):
        told = ""
        try:
            house_file.parse(text, "house.toml")
        except ConfigInvalid as error:
            told = str(error)
        assert len(told.splitlines()) <= 3

    @pytest.mark.parametrize(
        ("text", "said", "way_out"),
        [
            ("[style]\nyear = (2003)", "Invalid value (at line 2", "each line is a key"),
            ('[style]\n\nyaer = "x"', "house.toml, line 3: no trait of style", "did you mean year"),
            ('[style]\nzzz = "x"', "line 2: no trait of style is called 'zzz'", "first_name"),
            ('[style]\nyear = "2003"', 'line 2: year cannot be "2003"', 'year = "(2003), Title"'),
            ("[style]\npage_dash = 1", "line 2: page_dash cannot be 1", "“–”".strip("“”")),
            ('year = "(2003), Title"', "line 1: 'year' has no place", "[style] and [needs]"),
            ("style = 1", "line 1: 'style' has no place", "[style] and [needs]"),
            ('[needs]\nbok = ["publisher"]', "line 2: no type of reference", "did you mean book"),
            ('[needs]\nbook = ["page"]', 'line 2: book cannot need "page"', '"publisher"'),
            ('[needs]\nbook = "publisher"', 'book cannot need "publisher"', "a list of these"),
        ],
    )  # fmt: skip
    def test_what_makes_no_sense_is_refused_with_its_line(self, text, said, way_out):
        with pytest.raises(ConfigInvalid) as refused:
            house_file.parse(text, "house.toml")
        first, *rest = str(refused.value).splitlines()
        assert said in first
        assert way_out in " ".join(rest)

    def test_files_that_cannot_be_read(self, tmp_path):
        with pytest.raises(InputUnreadable, match=r"style learn good\.txt"):
            read_style(tmp_path / "none.toml")
        with pytest.raises(InputUnreadable):
            read_style(tmp_path)
        latin = tmp_path / "latin.toml"
        latin.write_bytes(b'[style]\nyear = "\xe9"\n')
        with pytest.raises(ConfigInvalid, match=r"line 2: this is no UTF-8"):
            read_style(latin)
        marked = tmp_path / "marked.toml"
        marked.write_bytes(b'\xef\xbb\xbf[style]\nplace = "given"\n')
        assert read_style(marked).traits == {"place": "given"}


class TestTable:
    def test_every_trait_has_its_rule_and_knows_its_example(self):
        codes = {rule.code for rule in all_rules()}
        for trait in TRAITS:
            assert trait.rule in codes, trait.key
            assert trait.knows(trait.example), trait.key
            assert not trait.knows("no such way"), trait.key
            assert trait.called(trait.example)
        assert len(BY_KEY) == len(TRAITS)

    @pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
    def test_what_is_mended_agrees(self, style):
        document = build(Text(printed=listed(style)), (), LIST)
        for trait in TRAITS:
            for other in STYLES.values():
                house = learn_style(listed(other), layout=LIST)
                if trait.key not in house.traits:
                    continue
                judged = judge(document, trait, house)
                for found in judged.deviants(trait).values():
                    assert trait.mended(document, found, house.traits[trait.key]), trait.key

    def test_what_may_be_needed_is_known_to_csl(self):
        variables = {row["variable"] for row in rows("csl_variables")}
        assert FIELDS.keys() == PLURALS.keys()
        for fields in FIELDS.values():
            assert fields.keys() <= variables

    def test_the_work_grows_with_the_names(self):
        context = Context(house_style=HouseStyle(traits={"other_names": "Adams, J. M."}))
        documents = {count: _of_names(count) for count in (100, 200, 399, 400)}

        def work(count):
            (one,) = name_form.check(documents[count], None, context)
            assert len({edit.at for edit in one.fixes[0].edits}) == count - 1

        assert growth(work, 100) < 0.5

    def test_half_of_the_names_are_not_mended(self):
        people = ", ".join(f"{name} AB" for name in ("Adams", "Brown", "Clark"))
        text = f"{people} (2001), Joint plans. Policy Studies, 22, pp. 1–9."
        document = build(Text(printed=text), (), LIST)
        (entry,) = document.entries
        end = text.index(", Clark")
        cut = entry.model_copy(
            update={
                "reference": entry.reference.model_copy(
                    update={"author": entry.reference.author[:2]}
                ),
                "origins": entry.origins | {"author": Printed(at=Span(start=0, end=end))},
                "unread": (Span(start=end + 2, end=end + 10),),
            }
        )
        context = Context(house_style=HouseStyle(traits={"first_name": "Adams, J. M."}))
        assert list(name_form.check(document, None, context))
        half = document.model_copy(update={"entries": (cut,)})
        assert not list(name_form.check(half, None, context))

    @pytest.mark.parametrize(
        "piece",
        ["A, ", "A. ", "(2001) ", "‘", "'", '"', "doi:", "10.1/", "pp. ", "1–", "A & ", "J.", ": "],
    )
    def test_hostile_entries_cost_no_more_than_their_length(self, piece):
        documents = {size: _of_pieces(piece, size) for size in (1000, 2000, 3999, 4000)}

        def work(size):
            for trait in TRAITS:
                judge(documents[size], trait, HouseStyle())

        assert growth(work, 1000) < 0.01
