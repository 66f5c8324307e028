"""Characters are garbled: read in the wrong encoding, left as markup, or set as one sign for two.

## What it does

Finds letters that a wrong decoding has broken (`Ã¼` for ü, `â€™` for an apostrophe), character
references of web pages (`&amp;`, `&#8211;`), ligatures of fonts (`ﬁ`) and the mark for what was
lost (`�`). The first three are read as what was meant, and told once for each entry and once for
the running text; what is lost is told once.

## Why it matters

A name with broken letters is not found, does not match its citation, and sorts in the wrong place.

## Fix safety

Tidying, where the way back is sure: what was meant, written in the right encoding and read in the
wrong one, gives exactly what stands there. What is lost can only be shown.

## Sources

The Unicode Standard 15.0 (UTF-8, ligatures); the HTML standard (named character references).
"""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Fix
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.text import Cut, Span
from joinedup_refs.notation import garbled

_SHOWN = 3
_AROUND = 20  # characters of a word shown on either side


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Report what was read otherwise once, and what is lost once."""
    del evidence, context
    text = document.text
    for entry, mended in groupby(_cuts(document), key=lambda one: one[0]):
        yield _mended(document, entry, [cut for _, cut in mended])
    lost = [Span(start=g.start, end=g.end) for g in garbled.find_lost(text.printed)]
    if lost:
        shown = ", ".join(dict.fromkeys(f"“{_word(document, at)}”" for at in lost[:_SHOWN]))
        more = f" and {len(lost) - _SHOWN} more" if len(lost) > _SHOWN else ""
        yield RULE.finding(
            f"Characters are lost in {shown}{more}; only the original shows what stood there.",
            lost[0],
            related=lost[1:],
        )


def _cuts(document: Document) -> Iterator[tuple[str, Cut]]:
    """Give what reading has mended, each with its entry: first the running text, then the list."""
    places = [(span, entry.id) for entry in document.entries for span in entry.at]
    places.sort(key=lambda place: place[0].start)
    starts = [span.start for span, _ in places]
    found: list[tuple[str, Cut]] = []
    for cut in document.text.cuts:
        if cut.why != "broken-encoding":
            continue
        at = bisect_right(starts, cut.printed.start) - 1
        inside = at >= 0 and places[at][0].covers(cut.printed)
        found.append((places[at][1] if inside else "", cut))
    return iter(sorted(found, key=lambda one: bool(one[0])))


def _mended(document: Document, entry: str, cuts: list[Cut]) -> Finding:
    told = dict.fromkeys(f"“{_word(document, c.printed)}” → “{_read(document, c)}”" for c in cuts)
    shown = list(told)[:_SHOWN]
    more = f" and {len(told) - _SHOWN} more" if len(told) > _SHOWN else ""
    return RULE.finding(
        f"Garbled characters were read as they were meant: {', '.join(shown)}{more}.",
        cuts[0].printed,
        related=[cut.printed for cut in cuts[1:]],
        entries=[entry] if entry else [],
        fixes=(
            Fix(
                title="Write what was meant",
                safety="safe",
                edits=tuple(AmendText(at=cut.printed, text=cut.reading) for cut in cuts),
            ),
        ),
    )


def _word(document: Document, at: Span) -> str:
    """Give the word around a place as it is printed."""
    around = _around(document.text.printed, at)
    return document.text.slice(around)


def _read(document: Document, cut: Cut) -> str:
    return document.text.read(_around(document.text.printed, cut.printed)).text


def _around(printed: str, at: Span) -> Span:
    start, end = at.start, at.end
    while start > at.start - _AROUND and start and not printed[start - 1].isspace():
        start -= 1
    while end < at.end + _AROUND and end < len(printed) and not printed[end].isspace():
        end += 1
    return Span(start=start, end=end)


_LIST = "\n\nReferences\n\n"

RULE = Rule(
    code="DOC004",
    name="broken-encoding",
    inputs="prose",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=(
                "Plans differ (MÃ¼ller, 2001; Cole &amp; Dunn, 2002)."
                + _LIST
                + "Cole, R. and Dunn, E. (2002), The ﬁeldâ€™s edge. Policy Studies, 23, pp. 1–9.\n"
                "Müller, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
            ),
            finds=("Ã¼", "ﬁ"),
            after=(
                "Plans differ (Müller, 2001; Cole & Dunn, 2002)."
                + _LIST
                + "Cole, R. and Dunn, E. (2002), The field’s edge. Policy Studies, 23, pp. 1–9.\n"
                "Müller, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
            ),
            safety="safe",
            why="A wrong decoding, a character reference and a ligature, in the text and an entry.",
        ),
        Example(
            text="M\ufffdller, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n",
            list_only=True,
            finds=("\ufffd",),
            why="What stood there is lost.",
        ),
        Example(
            text=(
                "NÃO, MANHÃ’S CAFÉ–BAR, ‚Ärger‘, √2 and R&D; “PARÁ”, à la carte… AT&T; São, "
                "Ångström.\n"
            ),
            why="Letters and signs that belong there.",
        ),
    ),
)
