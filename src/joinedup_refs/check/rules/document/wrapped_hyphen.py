"""A blank stands behind a hyphen where a line once ended.

## What it does

Finds words that a lost line break has left as `long- term`. Where the document has the word whole
elsewhere, it is read so; where it has not, the joined word is proposed. Of a word that is still
parted at the end of a line of a reference list both ways are proposed, unless both halves are words
elsewhere in the document. `pre- and post-war`, where the blank belongs, is let alone.

## Why it matters

A title with such a blank, or with a hyphen that was the line's alone, is not found in a catalogue,
and either survives every export.

## Fix safety

Tidying where the same document has the word without the blank. Without that it is a best guess,
because the hyphen may have belonged to the line and not to the word.

## Sources

Text copied from PDF files and from pages made of them.
"""

from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Fix
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.text import Cut, Span
from joinedup_refs.notation import hyphens

_HYPHENS = frozenset("-‐‑")
_LONGEST_ADDRESS = 200
_LINE_ENDS = frozenset("\r\n")


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Report joined words once, and propose each of the others."""
    del evidence, context
    text = document.text
    joined = [cut for cut in text.cuts if cut.why == "wrapped-hyphen"]
    if joined:
        yield _joined(document, joined)
    gone = (cut.printed for cut in text.cuts if cut.why != "line-break")
    left_out = sorted(gone, key=lambda s: s.start)
    at = 0
    for hyphen in hyphens.find(text.printed):
        place = Span(start=hyphen.start, end=hyphen.end)
        while at < len(left_out) and left_out[at].end <= place.start:
            at += 1
        if hyphen.witnessed or (at < len(left_out) and left_out[at].touches(place)):
            continue
        if _LINE_ENDS.intersection(text.printed[place.start : place.end]):
            listed = document.in_list(place)  # prose from a page is full of them, and not exported
            if listed and not hyphen.compound and not _is_in_address(text.printed, place.start):
                yield _at_line_end(document, hyphen)
            continue
        yield RULE.finding(
            f"“{hyphen.left}- {hyphen.right}” has a blank where a line seems to have ended; "
            f"it is probably “{hyphen.joined}”.",
            _around(text.printed, place),
            fixes=(
                Fix(
                    title=f"Join to “{hyphen.joined}”",
                    safety="unsafe",
                    edits=(AmendText(at=place, text=""),),
                ),
            ),
        )


def _is_in_address(printed: str, at: int) -> bool:
    """Whether the hyphen before a place is an address's or an identifier's own."""
    words = printed[max(0, at - _LONGEST_ADDRESS) : at].split()
    return bool(words) and ("/" in words[-1] or "www." in words[-1])


def _at_line_end(document: Document, hyphen: hyphens.Hyphen) -> Finding:
    """Propose a word that a line's end parts in both ways; which one is right no text says."""
    closed = hyphen.left + hyphen.right
    place = Span(start=hyphen.start, end=hyphen.end)
    ways = ((closed, Span(start=place.start - 1, end=place.end)), (hyphen.joined, place))
    return RULE.finding(
        f"“{hyphen.left}-” ends a line and “{hyphen.right}” begins the next; the hyphen may be the "
        "line's or the word's.",
        _around(document.text.printed, place),
        fixes=[
            Fix(title=f"Write “{word}”", safety="unsafe", edits=(AmendText(at=span, text=""),))
            for word, span in ways
        ],
    )


def _joined(document: Document, cuts: list[Cut]) -> Finding:
    text = document.text
    words = [_around(text.printed, cut.printed) for cut in cuts]
    shown = ", ".join(f"“{' '.join(text.slice(w).split())}”" for w in words[:3])
    if len(words) > 3:
        shown += f" and {len(words) - 3} more"
    return RULE.finding(
        f"Joined where a line had ended: {shown}.",
        words[0],
        related=words[1:],
        reasons=("the same word stands without a blank elsewhere in the text",),
        fixes=(
            Fix(
                title="Join the word" if len(words) == 1 else f"Join {len(words)} words",
                safety="safe",
                edits=tuple(AmendText(at=cut.printed, text=cut.reading) for cut in cuts),
            ),
        ),
    )


def _around(printed: str, place: Span) -> Span:
    """Give the words on both sides of a place."""
    start, end = place.start, place.end
    while start and (printed[start - 1].isalnum() or printed[start - 1] in _HYPHENS):
        start -= 1
    while end < len(printed) and (printed[end].isalnum() or printed[end] in _HYPHENS):
        end += 1
    return Span(start=start, end=end)


RULE = Rule(
    code="DOC003",
    name="wrapped-hyphen",
    inputs="prose",
    severity="warning",
    check=check,
    examples=(
        Example(
            text="A long- term plan is no short plan. The long-term goal, a long-term view.\n",
            finds=("long- term",),
            after="A long-term plan is no short plan. The long-term goal, a long-term view.\n",
            safety="safe",
            why="The text has the word whole elsewhere.",
        ),
        Example(
            text="They wish to co- create resources.\n",
            finds=("co- create",),
            after="They wish to co-create resources.\n",
            safety="unsafe",
            why="Nothing in the text says how the word is written.",
        ),
        Example(
            text="Doe, J. (2001), Markets in compar-\native view. Policy Studies, 22, pp. 1–9.\n"
            "Roe, A. (2002), Markets and plans. Policy Studies, 23, pp. 1–9.\n",
            list_only=True,
            finds=("compar-\native",),
            after="Doe, J. (2001), Markets in comparative view. Policy Studies, 22, pp. 1–9.\n"
            "Roe, A. (2002), Markets and plans. Policy Studies, 23, pp. 1–9.\n",
            safety="unsafe",
            why="Nothing says whether the hyphen is the line's or the word's.",
        ),
        Example(
            text="Markets in compar-\native view serve towns (Doe, 2001).\n\nReferences\n\n"
            "Doe, J. (2001), Markets and plans. Policy Studies, 22, pp. 1–9.\n",
            why="The lines of a page of prose, which records do not hold.",
        ),
        Example(
            text="Doe, J. (2001), The decision-\nmaking of towns. Policy Studies, 22, pp. 1–9.\n"
            "Roe, A. (2002), Making a good decision. https://example.org/good-\ncall.html\n",
            list_only=True,
            why="Both halves are words elsewhere, so that it is the word's; or it is an address's.",
        ),
        Example(
            text="The pre- and post-reform years differ, and so do short- or long-term plans.\n",
            why="The blank belongs there.",
        ),
    ),
)
