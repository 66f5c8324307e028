"""Issues, dashes between pages, report numbers."""

import pytest

from joinedup_refs.build import build
from joinedup_refs.check.rule import Context
from joinedup_refs.check.rules.numbers import missing_issue, page_dash, report_number_untyped
from joinedup_refs.clean import clean_text
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Decision
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.layout import Layout
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.reference import Unclassified
from joinedup_refs.model.text import Span, Text
from joinedup_refs.notation.csl import from_csl, to_csl
from joinedup_refs.read import read


def articles(*items: dict) -> Document:
    """Make entries of articles that print nothing but their pages."""
    printed, entries = "", []
    for number, item in enumerate(items, 1):
        text = str(item.get("page", "none"))
        at = Span(start=len(printed), end=len(printed) + len(text))
        entries.append(
            Entry(
                id=f"r{number}",
                at=(at,),
                reference=from_csl({"type": "article-journal", **item}),
                origins={"page": Printed(at=at)} if "page" in item else {},
            )
        )
        printed += text + "\n"
    return Document(text=Text(printed=printed), entries=tuple(entries))


def found(rule, document: Document):
    return list(rule.RULE.check(document, None, Context()))


def numbered(volume: str, issue: str = "", **more: str) -> dict:
    item = {"volume": volume, "issue": issue, "page": "1–9", "container-title": f"J{volume}"}
    return {k: v for k, v in {**item, **more}.items() if v}


HABIT = (numbered("1", "1"), numbered("2", "2"), numbered("3", "4"))


class TestMissingIssue:
    def test_fires_with_the_count(self):
        (one,) = found(missing_issue, articles(*HABIT, numbered("34")))
        assert one.entries == ("r4",)
        assert "3 of the 4 journal articles" in one.message
        assert one.fixes == one.reasons == ()

    def test_the_same_journal_is_a_further_reason(self):
        same = {"container-title": "Public Money & Management"}
        doc = articles(
            *HABIT,
            numbered("14", "1", **same),
            numbered("8", **{"container-title": "The Public Money and Management"}),
        )
        (one,) = found(missing_issue, doc)
        assert "14, 1" in one.reasons[0]
        assert one.related == (doc.entries[3].span,)

    @pytest.mark.parametrize(
        "item",
        [
            numbered("4", page="4:e06807"),
            numbered("4", page="e06807"),
            numbered("4", page="103456"),
            numbered("4", page="23"),
            numbered("4", number="e1234"),
            numbered("4", **{"container-title": "Annual Review of Sociology"}),
            numbered("", page="1–9"),
            {**numbered("4"), "issued": {"literal": "in press"}},
            {"type": "book", "volume": "4"},
        ],
    )
    def test_silent(self, item):
        assert found(missing_issue, articles(*HABIT, item)) == []

    def test_silent_where_few_have_one(self):
        assert found(missing_issue, articles(*HABIT, *map(numbered, "4567"))) == []
        assert found(missing_issue, articles(*HABIT[:2], numbered("9"))) == []

    def test_silent_for_a_journal_without_issues(self):
        without = [numbered(str(n), **{"container-title": "eLife"}) for n in (5, 6)]
        assert found(missing_issue, articles(*HABIT, *without)) == []


class TestPageDash:
    def test_a_hyphen_among_dashes(self):
        doc = articles(*HABIT, numbered("4", page="61-79"))
        (one,) = found(page_dash, doc)
        assert doc.text.slice(one.primary) == "-"
        assert one.fixes[0].safety == "safe"
        assert [e.text for e in one.fixes[0].edits] == ["–"]

    @pytest.mark.parametrize("sign", ["-", "--", "−", " - ", "‐"])
    def test_other_short_signs(self, sign):
        doc = articles(*HABIT, numbered("4", page=f"61{sign}79"))
        (one,) = found(page_dash, doc)
        at = one.fixes[0].edits[0].at
        printed = doc.text.printed
        assert (printed[: at.start] + "–" + printed[at.end :]).splitlines()[3] == "61–79"

    def test_roman_pages(self):
        (one,) = found(page_dash, articles(*HABIT, numbered("4", page="xii-xv")))
        assert one.entries == ("r4",)

    @pytest.mark.parametrize("page", ["61–79", "e1234", "A-12", "79"])
    def test_silent(self, page):
        assert found(page_dash, articles(*HABIT, numbered("4", page=page))) == []

    def test_silent_in_a_list_of_hyphens(self):
        assert found(page_dash, articles(*(numbered(str(n), page="1-9") for n in range(6)))) == []
        mixed = [numbered(str(n), page="1-9") for n in range(3)]
        assert found(page_dash, articles(*HABIT, *mixed)) == []


class TestReportNumber:
    def entry(self, text: str, **item: str) -> Document:
        at = Span(start=0, end=len(text))
        reference = from_csl({"type": "document", **item})
        assert isinstance(reference, Unclassified)
        return Document(
            text=Text(printed=text), entries=(Entry(id="r1", at=(at,), reference=reference),)
        )

    @pytest.mark.parametrize("number", ["Cm 6683", "Cm. 9", "Cmnd 1234", "HC 482", "HC 97-I"])
    def test_a_number_in_the_title(self, number):
        doc = self.entry(f"Office (2005), Plans, {number} (TSO).", title=f"Plans, {number}")
        (one,) = found(report_number_untyped, doc)
        assert doc.text.slice(one.primary) == number
        values = {e.field: e.value for e in one.fixes[0].edits if e.kind == "set"}
        assert values["number"] == number.replace(". ", " ")
        assert values["title"] == "Plans"
        assert [e.type for e in one.fixes[0].edits if e.kind == "type"] == ["report"]

    @pytest.mark.parametrize(
        ("title", "left"),
        [
            ("Plans (Cm 9)", "Plans"),
            ("Plans [Cm 9]: a review", "Plans: a review"),
        ],
    )
    def test_what_is_left_of_a_title(self, title, left):
        (one,) = found(report_number_untyped, self.entry(f"{title}.", title=title))
        values = {e.field: e.value for e in one.fixes[0].edits if e.kind == "set"}
        assert values["title"] == left

    @pytest.mark.parametrize(
        "text",
        [
            "Office (2005), Plans, 6683 (TSO).",
            "Office (2005), Growing 9 cm plants (TSO).",
            "Office (2005), HC 482 receptors in mice (Elsevier).",
            "Acm 6683, Plans.",
        ],
    )
    def test_silent(self, text):
        assert found(report_number_untyped, self.entry(text, title=text)) == []

    def test_silent_where_the_number_was_read(self):
        text = Text(printed="Cabinet Office (2007), Joined-Up Plans, Cm 7001 (HMSO).")
        document = build(text, (), Layout(list_only=True))
        assert found(report_number_untyped, document) == []
        assert to_csl(document.entries[0].reference)["number"] == "Cm 7001"

    def test_the_fix_builds(self):
        text = Text(
            printed="Cabinet Office (1999), Modernising – Cm 4310 – a Summary for Managers (HMSO)."
        )
        layout = Layout(list_only=True)
        (one,) = found(report_number_untyped, build(text, (), layout))
        decision = Decision(code="NUM707", fix=one.fixes[0])
        (entry,) = build(text, [decision], layout).entries
        item = to_csl(entry.reference)
        assert (item["type"], item["number"]) == ("report", "Cm 4310")
        assert item["title"] == "Modernising – a Summary for Managers"
        assert entry.origins["number"].kind == "rule"


def test_the_editorial(editorial):
    outcome = clean_text(read(editorial).text)
    issues = [f for f in outcome.findings if f.code == "NUM701"]
    assert [f.entries for f in issues] == [("r8",), ("r10",)]
    assert all("8 of the 10" in f.message for f in issues)
    assert issues[0].reasons == ()
    assert "Public Management Review in this list has one: 14, 1" in issues[1].reasons[0]
    assert not [f for f in outcome.findings if f.code in {"NUM703", "NUM707"}]
    paper = outcome.result.entry("r2")
    assert paper
    item = to_csl(paper.reference)
    assert (item["type"], item["number"], item["publisher"]) == (
        "report",
        "Cm 6683",
        "The Stationery Office",
    )


class TestMissingPages:
    def listed(self, *lines: str):
        from joinedup_refs.check.rules.numbers import missing_pages

        document = build(Text(printed="\n".join(lines)), (), Layout(list_only=True))
        return [f.entries for f in found(missing_pages, document)]

    PAGED = tuple(
        f"{name}, A. ({year}), Joint {what}. {journal}, {n}(1), pp. {n}–{n + 8}."
        for name, year, what, journal, n in (
            ("Ahlgren", 2001, "plans", "Policy Studies", 21),
            ("Brown", 2002, "teams", "Public Administration", 31),
            ("Clark", 2003, "funds", "Local Government Studies", 41),
            ("Davis", 2004, "goals", "Policy Studies", 51),
            ("Evans", 2005, "rules", "Policy Studies", 61),
            ("Grant", 2006, "costs", "Policy Studies", 71),
        )
    )

    def test_one_without(self):
        bare = "Hill, B. (2007), Joint roads. Policy Studies, 81(1)."
        assert self.listed(*self.PAGED, bare) == [("r7",)]

    def test_a_journal_that_never_has_pages(self):
        bare = [f"Hill, B. ({n}), Joint roads. Town Reports, {n - 1990}(1)." for n in (2007, 2008)]
        assert self.listed(*self.PAGED, *bare) == []
        assert self.listed(*self.PAGED, bare[0]) == [("r7",)]


class TestRecordsHaveWholePages:
    def test_a_list_that_shortens_is_left_so_and_its_records_are_whole(self):
        lines = [
            f"Adams, B. (200{n}), Joint plans {n}. Policy Studies, 2{n}, 1, pp. 51{n}–38."
            for n in range(6)
        ]
        cleaned = clean_text(Text(printed="\n".join(lines)), layout=Layout(list_only=True))
        assert not [f for f in cleaned.findings if f.code.startswith("NUM70")]
        assert cleaned.to("txt").splitlines() == lines
        assert cleaned.to("bibtex").count("--538}") == 6
        assert cleaned.to("ris").count("EP  - 538") == 6
        assert cleaned.to("csl-json").count('-538"') == 6
        assert [r.pages.ranges[0].last for r in cleaned.references] == ["38"] * 6
