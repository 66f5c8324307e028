"""A diff says exactly what changes: applied to what was given, it gives the mended text."""

import re
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup_refs.model.document import Document, Outcome
from joinedup_refs.model.edit import AmendText, Decision, Edit, Fix, MergeInto, SplitAt
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.reference import Unclassified
from joinedup_refs.model.text import Span, Text
from joinedup_refs.report.diff import coloured, diff, mended_text, replacements


def with_edits(printed: str, *edits: Edit, entries: tuple[str, ...] = ()) -> Outcome:
    spans = [Span(start=printed.index(e), end=printed.index(e) + len(e)) for e in entries]
    document = Document(
        text=Text(printed=printed),
        entries=tuple(
            Entry(id=f"r{n}", at=(span,), reference=Unclassified())
            for n, span in enumerate(spans, 1)
        ),
    )
    decisions = tuple(
        Decision(code="LST101", fix=Fix(title="mend", safety="safe", edits=(e,))) for e in edits
    )
    return Outcome(
        text=document.text,
        document=document,
        evidence=None,
        findings=(),
        decisions=decisions,
        result=document,
    )


def amend(start: int, end: int, text: str) -> AmendText:
    return AmendText(at=Span(start=start, end=end), text=text)


def applied(printed: str, told: str) -> str:
    """Apply a unified diff, as a reader of the format does; lines end at LF alone."""
    old = re.findall(r"[^\n]*\n|[^\n]+", printed)
    new: list[str] = []
    here = 0
    rows = re.findall(r"[^\n]*\n", told)
    for number, row in enumerate(rows):
        if head := re.match(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@\n", row):
            start, length = int(head[1]), int(head[2] or 1)
            start -= length > 0
            new += old[here:start]
            here = start
            assert len(new) == int(head[3]) - (int(head[4] or 1) > 0)
        elif number > 1 and row[0] in " -+":
            body = row[1:]
            if rows[number + 1 : number + 2] and rows[number + 1].startswith("\\"):
                body = body.removesuffix("\n")
            if row[0] != "+":
                assert old[here] == body
                here += 1
            if row[0] != "-":
                new.append(body)
    return "".join(new + old[here:])


@given(st.lists(st.sampled_from(["a", "b ", "\n", "\r\n", "é"]), max_size=40), st.data())
def test_a_diff_applied_gives_the_mended_text(parts, data):
    printed = "".join(parts)
    places = sorted(data.draw(st.lists(st.integers(0, len(printed)), max_size=8)))
    new = st.sampled_from(["", "x", "\n", "y\nz\n", "a"])
    edits = [
        amend(start, end, data.draw(new))
        for start, end in zip(places[::2], places[1::2], strict=False)
        # no change divides a line end
        if "\r\n" not in (printed[start - 1 : start + 1], printed[end - 1 : end + 1])
    ]
    outcome = with_edits(printed, *edits)
    told = diff(outcome, "a.txt", raw=True)
    assert applied(printed, told) == mended_text(outcome)
    assert bool(told) == (mended_text(outcome) != printed)


@pytest.mark.skipif(shutil.which("patch") is None, reason="needs the program patch")
@pytest.mark.parametrize("ending", ["\n", ""])
def test_the_program_patch_takes_it(tmp_path, ending):
    printed = "".join(f"line {n}\n" for n in range(1, 30)) + f"last{ending}"
    edits = (
        amend(0, 4, "LINE"),
        amend(70, 76, ""),
        amend(len(printed) - len(ending), len(printed), "!"),
    )
    outcome = with_edits(printed, *edits)
    (tmp_path / "a.txt").write_text(printed)
    subprocess.run(
        ["patch", "-p0"],  # noqa: S607
        cwd=tmp_path,
        input=diff(outcome, "a.txt", raw=True),
        text=True,
        check=True,
        capture_output=True,
    )
    assert (tmp_path / "a.txt").read_text() == mended_text(outcome)


def test_a_file_without_a_last_line_end_is_told_so():
    told = diff(with_edits("one\ntwo", amend(4, 7, "2")), "a.txt")
    assert told == (
        "--- a.txt\t(as given)\n+++ a.txt\t(mended)\n@@ -1,2 +1,2 @@\n one\n-two\n"
        "\\ No newline at end of file\n+2\n\\ No newline at end of file\n"
    )


def test_what_commands_a_terminal_is_shown_as_a_sign():
    told = diff(with_edits("a\x1b[2Jb\u202e\xa0c\n", amend(0, 1, "A")), "x\x1b[2J.txt")
    assert "+A␛[2Jb\ufffd c\n" in told
    assert "\x1b" not in told
    assert "\x1b" in diff(with_edits("a\x1b[2Jb\n", amend(0, 1, "A")), "x", raw=True)
    assert coloured(told).plain == told


@pytest.mark.parametrize(
    ("gap", "tail"),
    [("\n", "\n"), ("\n\n", "\n"), ("\r\n  • ", "\r\n"), ("\n- ", "\n"), ("\r", "\r")],
)
def test_an_entry_split_off_is_parted_as_the_others_are(gap, tail):
    entries = ("Adams 2001.", "Brown 2002. Clark 2003.", "Davis 2004.")
    printed = gap.lstrip("\r\n") + gap.join(entries) + tail
    at = printed.index("Clark")
    outcome = with_edits(printed, SplitAt(entry="r2", at=at), entries=entries)
    assert mended_text(outcome) == printed.replace("2002. Clark", f"2002.{gap}Clark")


def test_a_number_is_not_made_up_for_an_entry_split_off():
    entries = ("Adams 2001.", "Brown 2002. Clark 2003.")
    printed = f"1. {entries[0]}\n2. {entries[1]}\n"
    outcome = with_edits(printed, SplitAt(entry="r2", at=printed.index("Clark")), entries=entries)
    assert mended_text(outcome) == printed.replace("2002. Clark", "2002.\nClark")


def test_an_entry_printed_in_two_items_is_joined():
    entries = ("Adams, B. (2001),", "Joint plans.", "Brown 2002.")
    printed = "- " + "\n- ".join(entries) + "\n"
    outcome = with_edits(printed, MergeInto(entry="r2", other="r1"), entries=entries)
    assert mended_text(outcome) == "- Adams, B. (2001), Joint plans.\n- Brown 2002.\n"
    assert not replacements(outcome.document, [MergeInto(entry="r3", other="r1")])
    assert not replacements(outcome.document, [MergeInto(entry="r9", other="r1")])
