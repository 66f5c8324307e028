"""The list's own style, learned from its majority."""

import pytest

from joinedup_refs.build import build
from joinedup_refs.check.rule import Context
from joinedup_refs.check.rules.style import field_coverage, subtitle_separator, year_delimiter
from joinedup_refs.clean import clean_text
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Decision
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.layout import Layout
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.text import Span, Text
from joinedup_refs.notation.csl import from_csl
from joinedup_refs.read import read


def listed(*lines: str, kind: str = "book", **more: object) -> Document:
    """Make entries whose year is the first four digits and whose title stands between bars."""
    printed, entries = "", []
    for number, line in enumerate(lines, 1):
        begin, end = line.index("|"), line.rindex("|") - 1
        text = line.replace("|", "")
        base = len(printed)
        year = next(i for i in range(len(text)) if text[i : i + 4].isdigit())
        places = {
            "issued": Printed(at=Span(start=base + year, end=base + year + 4)),
            "title": Printed(at=Span(start=base + begin, end=base + end)),
        }
        item = {
            "type": kind,
            "title": text[begin:end],
            "issued": {"date-parts": [[int(text[year : year + 4])]]},
            "author": [{"family": f"Name{number}"}],
            **more,
        }
        at = Span(start=base, end=base + len(text))
        entries.append(Entry(id=f"r{number}", at=(at,), reference=from_csl(item), origins=places))
        printed += text + "\n"
    return Document(text=Text(printed=printed), entries=tuple(entries))


def found(rule, document: Document):
    return list(rule.RULE.check(document, None, Context()))


def mended(document: Document, findings) -> list[str]:
    printed = document.text.printed
    for edit in sorted((e for f in findings for e in f.fixes[0].edits), key=lambda e: -e.at.start):
        printed = printed[: edit.at.start] + edit.text + printed[edit.at.end :]
    return printed.splitlines()


class TestYearDelimiter:
    @pytest.mark.parametrize(
        ("usual", "odd"),
        [
            ("({}), |T|", "({}) |T|"),
            ("({}) |T|", "({}), |T|"),
            ("({}). |T|", "({}), |T|"),
            ("{}. |T|", "{}, |T|"),
            ("({}): |T|", "({}) |T|"),
            ("({}), ‘|T|’", "({}) ‘|T|’"),
            ("({}), |T|", "({}),|T|"),
        ],
    )
    def test_the_odd_one_is_given_the_usual_signs(self, usual, odd):
        doc = listed(*(f"A {usual.format(2000 + n)}" for n in range(5)), f"B {odd.format(2009)}")
        findings = found(year_delimiter, doc)
        assert [f.entries for f in findings] == [("r6",)]
        assert findings[0].fixes[0].safety == "safe"
        assert "5 of 6" in findings[0].message
        assert mended(doc, findings)[5] == f"B {usual.format(2009)}".replace("|", "")

    @pytest.mark.parametrize(
        ("usual", "odd", "count"),
        [
            ("({}), |T|", "({}) |T|", 4),  # too few
            ("({}), |T|", "{}, |T|", 6),  # brackets are not touched
            ("({}), |T|", "({}) [1999] |T|", 6),  # something else stands there
        ],
    )
    def test_silent(self, usual, odd, count):
        doc = listed(
            *(f"A {usual.format(2000 + n)}" for n in range(count)), f"B {odd.format(2009)}"
        )
        assert found(year_delimiter, doc) == []

    def test_silent_without_a_habit(self):
        lines = [f"A ({2000 + n}), |T|" for n in range(5)] + [
            f"A ({n + 2010}) |T|" for n in range(3)
        ]
        assert found(year_delimiter, listed(*lines)) == []

    def test_mended_in_the_list(self):
        lines = [
            f"{name}, A. ({2001 + n}), Joint work {n}. Policy Studies, {n + 1}, 1, pp. 1–9."
            for n, name in enumerate(("Adams", "Brown", "Clark", "Davis", "Evans", "Grant"))
        ]
        lines[3] = lines[3].replace("),", ")")
        text, layout = Text(printed="\n".join(lines)), Layout(list_only=True)
        (one,) = found(year_delimiter, build(text, (), layout))
        after = build(text, [Decision(code="STY001", fix=one.fixes[0])], layout)
        assert after.reading(after.entries[3]) == lines[3].replace("(2004)", "(2004),")
        assert after.entries[3].reference.title == "Joint work 3"
        assert found(year_delimiter, after) == []


class TestSubtitleSeparator:
    def test_colons_and_dashes(self):
        doc = listed(
            "A (2001), |One: two|.",
            "A (2002), |One: two: three|.",
            "A (2003), |One—two|.",
            "A (2004), |One – two|.",
            "A (2005), |One? Two|.",
        )
        (note,) = found(subtitle_separator, doc)
        assert note.entries == ("r3", "r4")
        assert [doc.text.slice(s) for s in (note.primary, *note.related)] == ["—", "–"]
        assert "a colon in 2 entries" in note.message
        assert "Name3 2003" in note.message

    @pytest.mark.parametrize(
        "titles",
        [
            ("One: two", "One: two", "One: two"),
            ("One—two", "One—two", "One—two"),
            ("One: two", "One—two"),
            ("One: two", "One: two", "One—two—three"),
            ("One: two", "One: two", "1990–95"),
            ("One: two", "One: two", "At 2:1 odds"),
        ],
    )
    def test_silent(self, titles):
        doc = listed(*(f"A (2001), |{t}|." for t in titles))
        assert found(subtitle_separator, doc) == []

    def test_a_tie_takes_no_side(self):
        titles = ("One: two", "One: two", "One—two", "One—two")
        (note,) = found(subtitle_separator, listed(*(f"A (2001), |{t}|." for t in titles)))
        assert note.entries == ("r1", "r2", "r3", "r4")


class TestFieldCoverage:
    def books(self, *places: str) -> Document:
        docs = [from_csl({"type": "book", "publisher": "P", "publisher-place": p}) for p in places]
        return Document(
            text=Text(printed="x" * len(docs)),
            entries=tuple(
                Entry(id=f"r{n}", at=(Span(start=n, end=n + 1),), reference=r)
                for n, r in enumerate(docs)
            ),
        )

    def test_the_one_without_a_place(self):
        (one,) = found(field_coverage, self.books("L", "L", "", "L"))
        assert one.entries == ("r2",)
        assert one.message == "No place of publication (3 of 4 books have one)."

    def test_silent_without_a_habit(self):
        assert found(field_coverage, self.books("L", "", "", "L")) == []
        assert found(field_coverage, self.books("L", "L", "")) == []
        assert found(field_coverage, self.books("", "", "", "")) == []

    def test_silent_where_part_was_not_read(self):
        doc = self.books("L", "L", "", "L")
        odd = doc.entries[2].model_copy(update={"unread": (Span(start=2, end=3),)})
        entries = (*doc.entries[:2], odd, doc.entries[3])
        assert found(field_coverage, doc.model_copy(update={"entries": entries})) == []


def test_the_editorial(editorial):
    outcome = clean_text(read(editorial).text)
    (note,) = [f for f in outcome.findings if f.code == "STY002"]
    assert note.entries == ("r2", "r7", "r13")
    assert "a colon in 6 entries" in note.message
    assert "an em dash in 3 entries" in note.message
    (comma,) = [f for f in outcome.findings if f.code == "STY001"]
    assert comma.severity == "note"
    assert comma.entries == ("r11b",)
    assert "15 of 16" in comma.message
    assert not [f for f in outcome.findings if f.code == "STY003"]
    mended = outcome.result.entry("r11b")
    assert mended
    assert "(2003), Conceptual" in outcome.result.reading(mended)
