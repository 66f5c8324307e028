r"""A title has capitals that styles take away.

## What it does

Names the words of a `title` that have capitals within (DNA, iPhone, COVID-19, II) and stand outside
of braces. A title that is all in capitals, or has several such words in a row, is passed over; so
is every word with a first capital alone, of which nothing tells for sure whether it is a name.

## Why it matters

BibTeX's styles, and many of biblatex, put titles in small letters: “dna”, “Covid-19”.

## Fix safety

Tidying: braces are put around the word, which is printed as before.

## Sources

O. Patashnik, BibTeXing (1988), section 3.2, `title`; the biblatex manual 3.19, `\MakeSentenceCase`.
"""

import re
from collections.abc import Iterator

from joinedup_refs.check.bib_file import BibFile
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding

_TOKEN = re.compile(
    r"\\[A-Za-z]+\s{0,3}|\\.|[{}]|\$(?:[^$\\]|\\.){0,400}\$|https?://[^\s{}]{1,400}"
    r"|(?P<word>[^\W_](?:(?:[\w'’.+-]|\\&){0,80}\w)?)",
    re.DOTALL,
)
_IN_BRACES = re.compile(r"\{[^{}]*\}")
_PARTS = re.compile(r"[-'’.+]|\\\\&")
_IN_A_ROW = 3


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the words whose capitals nothing keeps."""
    del evidence, context
    file = BibFile(document)
    for block, field in file.fields():
        if field.name != "title" or field.shape not in {"braces", "quotes"}:
            continue
        if not _may_have_one(field.value):
            continue
        words = _bare_words(field.value)
        if not words:
            continue
        edits = tuple(
            file.put(field.start + start, field.start + end, f"{{{field.value[start:end]}}}")
            for start, end in words
        )
        shown = [field.value[start:end] for start, end in words]
        yield RULE.finding(
            f"Nothing keeps the capitals of {_listed(shown)} in the title.",
            edits[0].at,
            related=[edit.at for edit in edits[1:]],
            entries=file.ids(block),
            fixes=(Fix(title="Put braces around it", safety="safe", edits=edits),),
        )


def _may_have_one(title: str) -> bool:
    """Whether a word outside of braces has a capital within, which is soon told of most titles."""
    words = (_IN_BRACES.sub("", title) if "{" in title else title).split()
    return any(word[1:] != word[1:].lower() for word in words)


def _bare_words(title: str) -> list[tuple[int, int]]:
    """Give the words outside of braces that have capitals of their own."""
    depth = 0
    words: list[tuple[int, int, bool]] = []
    for found in _TOKEN.finditer(title):
        sign = found[0]
        depth += (sign == "{") - (sign == "}")
        if not depth and found["word"]:
            joined = title[found.end() : found.end() + 1] == "{" or (
                found.start() and title[found.start() - 1] == "}"
            )
            own = not joined and _has_own(sign)
            words.append((found.start(), found.end(), own))
    row = longest = 0
    for start, end, own in words:
        shouted = own and title[start:end].isupper() and end - start > 1
        row = row + 1 if shouted else 0
        longest = max(longest, row)
    if longest >= _IN_A_ROW or not any(c.islower() for c in title):
        return []
    return [(start, end) for start, end, own in words if own]


def _has_own(word: str) -> bool:
    """Whether a style would take a capital away that is none of a name or of title case."""
    parts = [part for part in _PARTS.split(word) if part]
    if any(c.isupper() for part in parts for c in part[1:]):  # DNA, iPhone, McDonald
        return True
    letters = [part for part in parts if len(part) == 1 and part.isupper()]
    if "." in word and len(letters) == len(parts) > 1:  # U.S
        return True
    return (
        len(parts) > 1
        and "-" in word
        and parts[0] == parts[0].lower()
        and (
            len(parts[0]) == 1 and parts[0].isalpha() and parts[1][0].isupper()  # e-Government
        )
    )


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _article(title: str) -> str:
    return f"@article{{adams01, title = {{{title}}}}}"


RULE = Rule(
    code="TTL505",
    name="unprotected-capitals",
    inputs="bib",
    severity="note",
    check=check,
    examples=(
        Example(
            text=_article("DNA repair and COVID-19 in the iPhone era: a NATO view"),
            bib=True,
            finds=("DNA",),
            after=_article("{DNA} repair and {COVID-19} in the {iPhone} era: a {NATO} view"),
            safety="safe",
            why="Word by word, and all words of a title at once.",
        ),
        Example(
            text=_article(
                "{DNA} repair in {\\emph{E. coli}} and $\\mathrm{CO}_2$ by McDonald's"
            ).replace("McDonald's", "{McDonald's}"),
            bib=True,
            why="All kept.",
        ),
        Example(
            text=_article(
                "Joint Plans of Local Government in O'Hara's Wales, l'Histoire, M.Tullio"
            ),
            bib=True,
            why="First capitals tell nothing in a title in title case.",
        ),
        Example(
            text=_article("THE STATE of the art")
            + _article("JOINT PLANS OF TOWNS in short").replace("01", "02"),
            bib=True,
            finds=("THE",),
            after=_article("{THE} {STATE} of the art")
            + _article("JOINT PLANS OF TOWNS in short").replace("01", "02"),
            safety="safe",
            why="Several words in a row are shouting, and no acronyms.",
        ),
    ),
)
