"""Letters of the file are not in its encoding, or went through the wrong one.

## What it does

Names bytes that are no UTF-8 in a file that otherwise is, letters that were taken for Windows-1252
when they were UTF-8 (`Ã¼` for `ü`), and the sign that programs put in place of what they lost.

## Why it matters

biber refuses a file with such bytes, or drops them; BibTeX prints nonsense, and sorts by it.

## Fix safety

Tidying for a stray byte that stands alone and is a letter in Windows-1252, written as the rest of
the file, and for garbled letters where going back gives a letter. What was lost is shown only.

## Sources

The Unicode Standard 15.0, section 3.9 (UTF-8); Windows-1252 as the WHATWG Encoding Standard has it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from joinedup_refs.check.bib_file import BibFile
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.formats.bib_parts import Block
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Fix
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding

_CONTINUES = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_GARBLED = re.compile(
    rf"(?:[ÃÂ][{_CONTINUES}]|â€[{_CONTINUES}]|[ÄÅ][\u0080-\u00bf€ƒ†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ])+"
)
_MARKS = "–—‘’“”„…«»€§°·"
_LOST = "\ufffd"


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name letters in another encoding than the file's."""
    del evidence, context
    file = BibFile(document)
    if file.text.isascii():
        return
    written = document.written
    stray = [cut for cut in written.cuts if cut.why == "stray-byte"] if written else []
    places = {cut.printed.start for cut in stray}
    entries = list(file.entries)
    for cut in stray:
        at = cut.printed.start
        alone = at - 1 not in places and at + 1 not in places
        letter = cut.reading.isalpha() or cut.reading in _MARKS
        known = f"; as Windows-1252 it is “{cut.reading}”" if letter else ""
        owner = bisect_right(entries, at, key=lambda b: file.at(b.start, b.start).start)
        inside = [b for b in entries[max(0, owner - 1) : owner] if file.at(b.start, b.end).end > at]
        fix = Fix(
            title=f"Write “{cut.reading}” as the file is encoded",
            safety="safe",
            edits=(AmendText(at=cut.printed, text=cut.reading),),
        )
        yield RULE.finding(
            f"A byte that is no UTF-8 (0x{_byte(cut.reading)[0]:02X}){known}.",
            cut.printed,
            entries=file.ids(*inside),
            fixes=(fix,) if alone and letter else (),
        )
    for block in file.entries:
        yield from _in_entry(file, block)


def _in_entry(file: BibFile, block: Block) -> Iterator[Finding]:
    inside = file.text[block.start : block.end]
    if inside.isascii():
        return
    for found in _GARBLED.finditer(inside):
        meant = _meant(found[0])
        around = inside[max(0, found.start() - 1) : found.start()] + inside[found.end() :][:1]
        if not meant or not (any(c.islower() for c in around) or found[0].startswith("â")):
            continue
        start, end = block.start + found.start(), block.start + found.end()
        edit = file.put(start, end, meant)
        yield RULE.finding(
            f"“{found[0]}” is “{meant}” read in the wrong encoding.",
            file.at(start, end),
            entries=file.ids(block),
            fixes=(Fix(title=f"Write “{meant}”", safety="safe", edits=(edit,)),),
        )
    lost = inside.find(_LOST)
    if lost >= 0:
        at = block.start + lost
        yield RULE.finding(
            f"{inside.count(_LOST)} letters were lost when the file was saved in another encoding."
            if inside.count(_LOST) > 1
            else "A letter was lost when the file was saved in another encoding.",
            file.at(at, at + 1),
            entries=file.ids(block),
        )


def _meant(garbled: str) -> str:
    """Give the letters that were UTF-8; nothing where there are none."""
    try:
        meant = b"".join(_byte(char) for char in garbled).decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return ""
    return meant if meant.isprintable() else ""


def _byte(char: str) -> bytes:
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1")


RULE = Rule(
    code="BIB011",
    name="mixed-encoding",
    inputs="bib",
    severity="warning",
    check=check,
    examples=(
        Example(
            text="@book{adams01, author = {MÃ¼ller, Bea}, title = {Plans â€“ Teams}}",
            bib=True,
            finds=("Ã¼", "â€“"),
            after="@book{adams01, author = {Müller, Bea}, title = {Plans – Teams}}",
            safety="safe",
            why="Two signs that went through Windows-1252.",
        ),
        Example(
            text="@book{adams01, author = {M\ufffdller, Bea}}",
            bib=True,
            finds=("\ufffd",),
            why="What was lost cannot be told from the file.",
        ),
        Example(
            text="@book{adams01, title = {«LIÇÃO» e “NÃO”: Ä“Ö” – São Paulo, IRMÃ©}}",
            bib=True,
            why="Portuguese in capitals, and quotation marks beside them.",
        ),
    ),
)
