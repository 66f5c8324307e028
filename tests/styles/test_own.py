"""The list in its own style: as printed, changed only where mended."""

import html as html_lib
import re

import pytest
from markdown_it import MarkdownIt

from joinedup_refs.build import build
from joinedup_refs.clean import clean_text
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Decision, Fix, MergeInto, SplitAt
from joinedup_refs.model.layout import Layout
from joinedup_refs.model.text import Cut, Span, Text
from joinedup_refs.read import read
from joinedup_refs.styles import own
from joinedup_refs.styles.links import links
from joinedup_refs.styles.markdown import escape

LIST = Layout(list_only=True)
HALL = "Hall, P. (2009), Shared services. Public Money & Management, 29, 2, pp. 11–14."
IRWIN = "Irwin, J. (2010), Joint plans. Policy Studies, 31, 1, pp. 1–9."
JONES = "Jones, K. (2011), Joint teams. Policy Studies, 32, 1, pp. 1–9."


def decided(*edits) -> list[Decision]:
    return [
        Decision(code="LST101", fix=Fix(title="t", safety="evident", edits=(edit,)))
        for edit in edits
    ]


def made(printed: str, *edits) -> Document:
    return build(Text(printed=printed), decided(*edits), LIST)


@pytest.mark.parametrize(
    "printed",
    [
        f"{HALL}\n{IRWIN}\n{JONES}",
        f"  • {HALL}\n  • {IRWIN}\n  • {JONES}",
        f"{HALL}\r\n\r\n{IRWIN}\r\n\r\n{JONES}",
        f"[1] {HALL}\n[2] {IRWIN}\n[3] {JONES}",
        f"1. {HALL}\n2. {IRWIN}\n3. {JONES}",
        f"{HALL}\n\n{IRWIN}\n\n{JONES}",
        f"- {HALL.replace('Public', 'Public' + chr(10) + '  ', 1)}\n- {IRWIN}\n- {JONES}",
    ],
)
def test_a_list_in_which_nothing_changed_comes_out_as_printed(printed):
    document = made(printed)
    assert len(document.entries) == 3
    assert own.write(document, "txt") == printed


def test_an_amendment_is_the_only_change():
    printed = f"  • {HALL}\r\n  • {IRWIN}\r\n"
    at = printed.index("31, 1")
    document = made(printed, AmendText(at=Span(start=at, end=at + 2), text="32"))
    assert own.write(document, "txt") == printed.replace("31, 1", "32, 1").rstrip()


def test_a_divided_entry_goes_on_in_its_own_line():
    printed = f"  • {HALL}\n  • {IRWIN} {JONES}\n"
    document = made(printed, SplitAt(entry="r2", at=printed.index("Jones")))
    assert own.write(document, "txt") == f"  • {HALL}\n  • {IRWIN}\n  • {JONES}"
    assert own.write(document, "md") == f"- {HALL}\n- {IRWIN}\n- {JONES}\n"


def test_a_divided_entry_with_blank_lines_and_windows_line_ends():
    printed = f"{HALL}\r\n\r\n{IRWIN} {JONES}\r\n"
    document = made(printed, SplitAt(entry="r2", at=printed.index("Jones")))
    assert own.write(document, "txt") == f"{HALL}\r\n\r\n{IRWIN}\r\n\r\n{JONES}"


def test_one_blank_line_among_many_entries_gives_a_divided_one_none():
    printed = f"{HALL}\n\n{IRWIN}\n{HALL} {JONES}\n{IRWIN}"
    document = build(Text(printed=printed), (), LIST)
    at = printed.index(JONES)
    document = made(printed, SplitAt(entry=document.entries[2].id, at=at))
    assert own.write(document, "txt") == printed.replace(f"{HALL} {JONES}", f"{HALL}\n{JONES}")


def test_a_divided_numbered_entry_gets_a_letter():
    printed = f"[1] {HALL}\n[2] {IRWIN} {JONES}\n[3] {HALL}\n"
    document = made(printed, SplitAt(entry="r2", at=printed.index("Jones")))
    assert own.write(document, "txt").splitlines()[1:3] == [f"[2] {IRWIN}", f"[2b] {JONES}"]
    assert "\\[2b\\] Jones" in own.write(document, "md")


def test_numbers_that_run_on_are_a_list_of_markdown():
    assert own.write(made(f"1. {HALL}\n2. {IRWIN}\n"), "md") == f"1. {HALL}\n2. {IRWIN}\n"
    assert own.write(made(f"7) {HALL}\n8) {IRWIN}\n"), "md") == f"7) {HALL}\n8) {IRWIN}\n"


def test_numbers_that_markdown_would_count_anew_stand_as_text():
    printed = f"1. {HALL}\n2. {IRWIN}\n4. {JONES}\n"
    assert own.write(made(printed), "md").splitlines() == [
        f"- 1\\. {HALL}",
        f"- 2\\. {IRWIN}",
        f"- 4\\. {JONES}",
    ]


@pytest.mark.parametrize("form", ["{}. ", "[{}] ", "({}) "])
def test_a_lost_number_is_that_of_the_part_behind_it(form):
    one, two, three = map(form.format, (1, 2, 3))
    printed = f"{one}{HALL} {two}{IRWIN}\n{three}{JONES}\n"
    document = made(printed, SplitAt(entry="r1", at=printed.index(two)))
    assert own.write(document, "txt").splitlines() == [one + HALL, two + IRWIN, three + JONES]
    assert [entry.marker for entry in document.entries] == ["1", "2", "3"]
    assert document.reading(document.entries[1]) == IRWIN


def test_joined_entries_stand_in_one_line():
    printed = f"• {HALL}\n• {IRWIN[:30]}\n• {IRWIN[30:].strip()}\n• {JONES}\n"
    document = made(printed)
    assert len(document.entries) == 4
    joined = made(printed, MergeInto(entry="r3", other="r2"))
    lines = own.write(joined, "txt").splitlines()
    assert len(lines) == 3
    assert lines[1] == f"• {IRWIN}"


def by_hand(printed: str, *cuts: Cut) -> Document:
    """Make a document with the cuts of reading given."""
    return build(Text(printed=printed, cuts=cuts), (), LIST)


def test_web_page_text_is_left_out_with_its_line():
    printed = f"{HALL}\nGoogle Scholar\n{IRWIN} [View]\n"
    one, other = printed.index("Google"), printed.index(" [View]")
    document = by_hand(
        printed,
        Cut(printed=Span(start=one, end=one + 14), reading="", why="page-furniture"),
        Cut(printed=Span(start=other, end=other + 7), reading="", why="link-residue"),
    )
    assert own.write(document, "txt") == f"{HALL}\n{IRWIN}"


def test_what_was_not_understood_stays():
    printed = f"Books\n\n{HALL}\n{IRWIN}\n\nArticles\n\n{JONES}\n"
    document = made(printed)
    written = own.write(document, "txt")
    start = document.regions[0].start
    assert written == printed[start : document.regions[0].end]
    assert "Articles" in written
    assert "Articles" in own.write(document, "md")
    assert "Articles" in own.write(document, "html")


def test_no_list_gives_nothing():
    empty = Document(text=Text(printed="Only prose."))
    assert own.write(empty, "txt") == own.write(empty, "md") == ""
    assert "<li" not in own.write(empty, "html")


def test_the_editorial(editorial):
    text = read(editorial).text
    outcome = clean_text(text)
    (region,) = outcome.document.regions
    assert own.write(outcome.document, "txt").strip() == text.slice(region).strip()
    before = text.slice(region).strip().splitlines()
    after = own.write(outcome.result, "txt").strip().splitlines()
    assert (len(before), len(after)) == (15, 16)
    changed = [line for line in after if line not in before]
    assert len(changed) == 2
    assert changed[0].endswith(" 6 (1997), Holistic Government (Demos).")
    assert changed[1].startswith("  • Ranade, W. and Hudson, B. (2003), Conceptual issues")
    assert len(own.write(outcome.result, "md").splitlines()) == 16
    assert own.write(outcome.result, "html").count("<li ") == 16


HOSTILE = (
    "Hall, P. (2009), <script>alert(1)</script> & *stars* _under_ `code` [x](javascript:alert(1)) "
    "# no ![i](u) &amp; \\ | ~~s~~. Policy Studies, 31, 1, pp. 1–9. javascript:alert(1) "
    'https://example.org/a_b_(c)?q="><b>'
)


def shown(markdown: str) -> str:
    """Give what a reader of rendered Markdown sees."""
    rendered = MarkdownIt("commonmark").render(markdown)
    return html_lib.unescape(re.sub(r"<[^>]*>", "", rendered)).strip()


def test_markdown_shows_the_text_as_it_is():
    document = made(f"{HOSTILE}\n{IRWIN}\n")
    rendered = MarkdownIt("commonmark").render(own.write(document, "md"))
    assert [line for line in shown(own.write(document, "md")).splitlines() if line] == [
        HOSTILE,
        IRWIN,
    ]
    assert re.findall(r'href="([^"]*)"', rendered) == ["https://example.org/a_b_(c)?q="]
    assert rendered.count("<li>") == 2


@pytest.mark.parametrize(
    "text", ["1997. Title", "- a", "# b", "+ c", "12) d", "> q", "=== x", "--- y", "* z", "$x$"]
)
def test_markdown_makes_no_structure_of_text(text):
    assert shown(f"- {escape(text)}\n") == text
    assert MarkdownIt("commonmark").render(f"- {escape(text)}\n") == (
        f"<ul>\n<li>{html_lib.escape(text, quote=False)}</li>\n</ul>\n"
    )


def test_html_is_escaped_and_links_only_addresses():
    page = own.write(made(f"{HOSTILE}\n{IRWIN} doi:10.1080/1234.5\n"), "html")
    assert "<script>" not in page
    assert re.findall(r'href="([^"]*)"', page) == [
        "https://example.org/a_b_(c)?q=",
        "https://doi.org/10.1080/1234.5",
    ]
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; *stars*" in page


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("see https://a.org/x.", ["https://a.org/x"]),
        ("(https://a.org/x)", ["https://a.org/x"]),
        ("https://en.wikipedia.org/wiki/A_(b)", ["https://en.wikipedia.org/wiki/A_(b)"]),
        ("doi: 10.1002/(SICI)1097", ["https://doi.org/10.1002/(SICI)1097"]),
        ("ftp://a.org javascript:x data:text/html,y", []),
        ("http://", []),
    ],
)
def test_links(text, addresses):
    pieces = list(links(text))
    assert "".join(shown for shown, _ in pieces) == text
    assert [address for _, address in pieces if address] == addresses


@pytest.mark.parametrize("text", ["https://a" + ")" * 50_000, "https://" * 12_000, "(" * 90_000])
def test_hostile_lengths_are_shown_whole(text):
    assert "".join(shown for shown, _ in links(text)) == text
    assert escape(text).replace("\\", "") == text
