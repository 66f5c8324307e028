"""A title stands all in capitals where the list's other titles do not.

## What it does

Names titles of three words or more in which every letter is a capital. Silent where more than a
third of the list's titles are set so, about short titles and acronyms, and about titles in a script
without capitals.

## Why it matters

Capitals hide which words are names and acronyms, and no reference manager can put them back.

## Fix safety

A best guess: the title is written in sentence case. Acronyms and names that your text or another
entry writes with their own capitals keep them, and so do Roman numerals and well-known bodies;
other names lose theirs, so look at it before you take it.

## Sources

The list's own majority; The Chicago Manual of Style, 17th ed., 8.158 (sentence-style
capitalization).
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from operator import itemgetter

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Fix
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.text import Reading
from joinedup_refs.notation.name_words import letters_of
from joinedup_refs.notation.sentence_case import sentence_case

_FEWEST_WORDS = 3
_FEWEST_LETTERS = 12  # a shorter title may be an acronym or two
_LONG_WORD = 3  # letters of a word that is more than an article
_GERMAN = frozenset(["UND", "DER", "DAS", "ZUR", "ZUM", "EINE", "EINER", "EINES", "FÜR", "IM"])
_SHARE = 1 / 3  # of the titles; more are a style
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_WITHIN = re.compile(r"[a-zß-ÿ,] $")


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name titles that are all in capitals."""
    del evidence, context
    found = [entry for entry in document.entries if _is_shouted(entry.reference.title)]
    if not found:
        return
    titled = sum(letters_of(entry.reference.title) > 0 for entry in document.entries)
    if len(found) > 1 and len(found) > _SHARE * titled:
        return
    written = _written(document, found)
    for entry in found:
        origin = entry.origins.get("title")
        title = entry.reference.title
        at = origin.at if isinstance(origin, Printed) else entry.span
        yield RULE.finding(
            "The title stands all in capitals.",
            at,
            entries=(entry.id,),
            fixes=_fixes(document, origin, title, written),
        )


def _is_shouted(title: str) -> bool:
    if not title.isupper():
        return False
    words = [w for w in title.split() if _capitals(w) >= _LONG_WORD]
    return len(words) >= _FEWEST_WORDS and _capitals(title) >= _FEWEST_LETTERS


def _capitals(word: str) -> int:
    """Count capitals; many scripts have neither them nor small letters."""
    return sum(map(str.isupper, word))


def _fixes(
    document: Document, origin: object, title: str, written: dict[str, str]
) -> tuple[Fix, ...]:
    """Offer sentence case where the title stands on one line, and its nouns need no capitals."""
    if not isinstance(origin, Printed) or document.text.read(origin.at).text != title:
        return ()
    if _GERMAN & set(title.split()):
        return ()
    calm = sentence_case(title, written)
    edit = AmendText(at=origin.at, text=calm)
    return (Fix(title="Write the title in sentence case", safety="unsafe", edits=(edit,)),)


def _written(document: Document, shouted: list[Entry]) -> dict[str, str]:
    """Learn acronyms from the whole text, and names from the prose, how they are written."""
    origins = (entry.origins.get("title") for entry in shouted)
    stretches = sorted((o.at.start, o.at.end) for o in origins if isinstance(o, Printed))
    forms: Counter[tuple[str, str]] = Counter()
    reading = document.text.read(document.text.whole)
    for token in _TOKEN.finditer(reading.text):
        word = token[0]
        if not word.isupper():
            forms[word.casefold(), "small" if word.islower() else "title"] += 1
        if not word.islower() and _is_telling(document, reading, token, stretches):
            forms[word.casefold(), word] += 1
    told: dict[str, str] = {}
    for (folded, form), _ in forms.most_common():
        other = (folded, "title") in forms and form.isupper()
        if form not in {"small", "title"} and (folded, "small") not in forms and not other:
            told.setdefault(folded, form)
    return told


def _is_telling(
    document: Document,
    reading: Reading,
    token: re.Match[str],
    stretches: list[tuple[int, int]],
) -> bool:
    """Whether a word's capitals are its own: an acronym's, or a name's within a sentence."""
    at = reading.printed(*token.span())
    if token[0].isupper():
        before = bisect_right(stretches, at.start, key=itemgetter(0)) - 1
        within = before >= 0 and at.start < stretches[before][1]
        return len(token[0]) > 1 and not within
    if not token[0].istitle() or document.in_list(at):
        return False
    return bool(_WITHIN.search(reading.text[token.start() - 2 : token.start()]))


_USUAL = (
    "Adams, B. (2001), Joint plans of towns. Policy Studies, 22, 1, pp. 1–9.\n"
    "Brown, C. (2002), Joint teams in the NHS. Policy Studies, 23, 1, pp. 1–9.\n"
    "Clark, D. (2003), Joint funds for work. Policy Studies, 24, 1, pp. 1–9.\n"
)
_ODD = "Davis, E. (2004), {}. Policy Studies, 25, 1, pp. 1–9.\n"

RULE = Rule(
    code="TTL501",
    name="all-capitals-title",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_USUAL + _ODD.format("JOINT GOALS OF THE NHS: A SECOND LOOK"),
            list_only=True,
            finds=("JOINT GOALS OF THE NHS: A SECOND LOOK",),
            after=_USUAL + _ODD.format("Joint goals of the NHS: A second look"),
            values={"r4": {"title": "Joint goals of the NHS: A second look"}},
            safety="unsafe",
            why="NHS keeps its capitals, which another entry shows.",
        ),
        Example(
            text=_USUAL + _ODD.format("NHS"),
            list_only=True,
            why="An acronym is a short title.",
        ),
        Example(
            text=_USUAL + _ODD.format("بررسی طرح‌های مشترک شهرها در آهن N-155"),
            list_only=True,
            why="The only letter that has a small form is a capital.",
        ),
        Example(
            text=_USUAL.replace("Joint plans of towns", "JOINT PLANS OF TOWNS")
            + _ODD.format("JOINT GOALS OF THE NHS"),
            list_only=True,
            why="A list that sets titles in capitals now and then.",
        ),
    ),
)
