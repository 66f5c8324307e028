"""Two entries have the same key.

## What it does

Names each entry whose key another one before it has, whether in capitals or small letters.

## Why it matters

BibTeX reports a repeated entry and takes the first; biber skips the second. Whoever cites the
second prints the first.

## Fix safety

A best guess: the second gets a letter behind its key. Citations go on meaning the first, as they do
now.

## Sources

`bibtex.web`, "Repeated entry"; BibTeX compares keys without regard to case.
"""

from collections.abc import Iterator
from itertools import count

from joinedup_refs.check.bib_file import BibFile
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the entries whose key is taken."""
    del evidence, context
    file = BibFile(document)
    taken = set(file.by_key)
    last: dict[str, int] = {}
    for block in file.entries:
        first = file.by_key[block.key.lower()]
        if not block.key or first is block:
            continue
        number = next(
            n
            for n in count(last.get(block.key.lower(), 0) + 1)
            if block.key.lower() + _letters(n) not in taken
        )
        last[block.key.lower()] = number
        new = block.key + _letters(number)
        taken.add(new.lower())
        end = block.key_at + len(block.key)
        first_at = file.at(first.key_at, first.key_at + len(first.key))
        edit = file.put(block.key_at, end, new)
        yield RULE.finding(
            f"The entry on line {document.text.line(first_at.start)} has the key {block.key} too.",
            file.at(block.key_at, end),
            related=[first_at],
            entries=file.ids(block, first),
            fixes=(Fix(title=f"Call it {new}", safety="unsafe", edits=(edit,)),),
        )


def _letters(number: int) -> str:
    """Give `a` for 1, `z` for 26, `aa` for 27."""
    out = ""
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(ord("a") + rest) + out
    return out


RULE = Rule(
    code="DUP904",
    name="duplicate-key",
    inputs="bib",
    severity="error",
    check=check,
    examples=(
        Example(
            text="@book{adams01, title = {Plans}}\n@book{Adams01, title = {Teams}}\n"
            "@book{adams01a, title = {Funds}}",
            bib=True,
            finds=("Adams01",),
            after="@book{adams01, title = {Plans}}\n@book{Adams01b, title = {Teams}}\n"
            "@book{adams01a, title = {Funds}}",
            safety="unsafe",
            why="The same key but for a capital; the next letter is taken.",
        ),
        Example(
            text="@book{adams01, title = {Plans}}\n@book{adams01b, title = {Plans}}\n"
            "@comment{@book{adams01, title = {Plans}}}",
            bib=True,
            why="Two keys, and one in a comment.",
        ),
    ),
)
