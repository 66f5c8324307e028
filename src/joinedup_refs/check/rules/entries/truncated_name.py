"""The name at the head of an entry has lost its first letters.

## What it does

Finds entries that begin with a small letter (`erri 6 (1997)`, `errel, A. and …`) although the word
is no particle (van, de, al-) and no name that is written so (bell hooks, danah boyd). Looks for the
whole name in the citations of the text, and for the letters that the order of the list admits.

## Why it matters

No citation leads to such an entry, it is sorted under the wrong letter by every program, and the
author goes uncredited.

## Fix safety

Well supported, and made, when a citation has the whole name with the same year, no other entry is
meant by it, and the whole name stands in the list's order. A best guess where only a citation has
it. With the order alone the letters are named and nothing is changed.

## Sources

The list of an editorial in *Public Money & Management* (2016), whose eleventh item begins so.
"""

import re
from collections.abc import Iterator
from string import ascii_uppercase
from typing import NamedTuple

from joinedup_refs.check.clipped import Clipped, clipped_head
from joinedup_refs.check.inner import Inner, first_part, inner_heads
from joinedup_refs.check.naming import unexplained
from joinedup_refs.check.order import ListOrder, folded, keys_of, learn
from joinedup_refs.check.publisher import as_cited
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.citation import Citation
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Edit, Fix, SetField
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.name import Verbatim
from joinedup_refs.model.origin import Origin, Printed
from joinedup_refs.model.origin import Rule as ByRule
from joinedup_refs.model.text import Span
from joinedup_refs.model.value import Json
from joinedup_refs.notation import names
from joinedup_refs.notation.csl import name_to_csl
from joinedup_refs.notation.heads import match

_MOST_LOST = 3  # letters
_FEWEST_FOR_HABIT = 4
_SHARE_FOR_HABIT = 0.3  # of the entries, above which small letters are the list's own
_MOST_LETTERS = 6  # that the order admits; more say nothing
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d[a-z]?(?!\w)")
_PROMISE = re.compile(r"n\.\s?d\.|in press|forthcoming|in preparation|accepted|submitted")
_GIVEN = 24  # code points that a given name may take before the name read
_LONGEST_NAME = 160
_SHORTEST = 4  # letters of a clipped name that is looked for in the prose
_HEAD = 400  # code points in which the date of a head stands


class _Place(NamedTuple):
    """A clipped head and where it stands."""

    entry: Entry
    clip: Clipped
    inner: tuple[Inner, ...]
    at: tuple[Span, ...]
    """The reference that it heads."""
    reading: str


class _Named(NamedTuple):
    """A place in the text that has the whole name."""

    name: str
    cited: str
    """The citation, as it is told."""
    at: Span


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the entries whose first name is clipped, and mend what two places agree about."""
    del evidence, context
    clipped = [
        (entry, clip)
        for entry in document.entries
        if (clip := clipped_head(document.reading(entry)[:400]))
    ]
    if not clipped:
        return
    orders = learn(document)
    small = sum(not clip.particle for _, clip in clipped)
    habit = small >= _FEWEST_FOR_HABIT and small > _SHARE_FOR_HABIT * len(document.entries)
    for entry, clip in clipped:
        inner = inner_heads(document, entry)
        at = first_part(document, entry, inner)
        place = _Place(entry, clip, inner, at, document.text.read(*at).text)
        finding = _told(document, place, orders.of(entry.id))
        if finding and (finding.fixes or not habit):  # a list may be set in small letters
            yield finding


def _told(document: Document, place: _Place, order: ListOrder) -> Finding | None:
    citing = _unexplained(document, place)
    if any(_is_written_so(c, place) for c in citing):
        return None
    whole = [(name, c) for c in citing if (name := _whole_name(document, c, place))]
    named = [
        _Named(name, as_cited(document, c), c.at)
        if name in as_cited(document, c)
        else _Named(name, f"({name}, {c.year})", c.at)
        for name, c in whole
    ] or list(_in_prose(document, place))
    cited = {one.name for one in named}
    if len(cited) == 1:
        return _mended(document, place, order, named)
    if place.clip.particle or (order.alphabetical and _fits(place, order, place.clip.name)):
        return None
    letters = _letters(place, order) if order.alphabetical else ()
    if not (letters or cited or place.clip.certain):
        return None
    message = f"“{place.clip.name}” has lost its first letters"
    message += f"; {_either(letters)} by the order of the list." if letters else "."
    if len(cited) > 1:
        message = message[:-1] + f"; the text cites {' and '.join(sorted(cited))}."
    return RULE.finding(message, _span(place), entries=(place.entry.id,))


def _mended(document: Document, place: _Place, order: ListOrder, named: list[_Named]) -> Finding:
    name = named[0].name
    fits = order.alphabetical and _fits(place, order, name)
    reasons = [f"your text cites {named[0].cited}"]
    if fits:
        reasons.append("the whole name stands in the list's alphabetical order")
    return RULE.finding(
        f"“{place.clip.name}” has lost its first letters; it is “{name}” in the text.",
        _span(place),
        related=[one.at for one in named],
        entries=(place.entry.id,),
        reasons=reasons,
        fixes=(
            Fix(
                title=f"Change “{place.clip.word}” to “{_whole_word(place, name)}”",
                safety="evident" if fits else "unsafe",
                edits=_edits(document, place, name, tuple(reasons)),
            ),
        ),
    )


def _span(place: _Place) -> Span:
    return Span(start=place.at[0].start, end=place.at[-1].end)


def _whole_word(place: _Place, name: str) -> str:
    lost = len(name) - len(place.clip.name)
    return name[:lost] + place.clip.word


def _edits(
    document: Document, place: _Place, name: str, reasons: tuple[str, ...]
) -> tuple[Edit, ...]:
    reading = document.text.read(*place.entry.at)
    clip = place.clip
    word = _whole_word(place, name)
    amended = AmendText(at=reading.printed(clip.start, clip.start + len(clip.word)), text=word)
    authors = _authors(place, word)
    if authors is None:
        return (amended,)
    held = place.entry.reference
    field = "editor" if held.editor and not held.author else "author"
    before = place.entry.origins.get(field)
    origin: Origin = ByRule(
        code=RULE.code,
        witnesses=reasons,
        instead_of=before if isinstance(before, Printed) else None,
    )
    return amended, SetField(entry=place.entry.id, field=field, value=authors, origin=origin)


def _authors(place: _Place, word: str) -> Json:
    """Give a head's people as CSL-JSON has them, the first mended; None where that is unclear."""
    clip = place.clip
    mended = place.reading[: clip.start] + word + place.reading[clip.start + len(clip.word) :]
    head = match(mended, clip.start)
    people = names.split(head.authors).names if head else ()
    if not people or any(isinstance(person, Verbatim) for person in people):
        return None
    return [dict(name_to_csl(person)) for person in people]


def _is_written_so(citation: Citation, place: _Place) -> bool:
    return citation.names[0] == place.clip.name and _year_fits(citation, place)


def _whole_name(document: Document, citation: Citation, place: _Place) -> str:
    """Give the first name of a citation if the clipped one is the end of it, else nothing."""
    if not _year_fits(citation, place):
        return ""
    clip = place.clip.name
    for number, name in enumerate(citation.names):
        lost = len(name) - len(clip)
        if not 1 <= lost <= _MOST_LOST or not name[:1].isupper() or not name.endswith(clip):
            continue
        before, after = citation.names[:number], citation.names[number + 1 :]
        abbreviations = all(other.isupper() for other in before)
        others = all(folded(other) in folded(place.reading) for other in after)
        return name if abbreviations and others else ""
    return _in_running_order(document, citation, clip) if len(citation.names) == 1 else ""


def _in_running_order(document: Document, citation: Citation, clip: str) -> str:
    """Give a name that is printed with the given name first: the whole of Perri 6."""
    year = (citation.year_at or citation.at).start
    before = Span(start=max(citation.cluster.start, citation.at.start - _GIVEN), end=year)
    if before.end - before.start > _LONGEST_NAME:
        return ""
    pattern = rf"(?<!\w)([^\W\d_a-z][^\W\d_]{{0,{_MOST_LOST - 1}}}{re.escape(clip)})[\s,(\[]*$"
    met = re.search(pattern, document.text.read(before).text)
    return met[1] if met else ""


def _in_prose(document: Document, place: _Place) -> Iterator[_Named]:
    """Find the whole name with the year where the text does not cite it in the usual form.

    A name that another entry of the same year begins with says nothing about this one.
    """
    clip = place.clip
    years = _YEAR.findall(place.reading[:_HEAD])
    if not years or len(clip.name) < _SHORTEST:
        return
    pattern = re.compile(
        rf"(?<!\w)([^\W\d_a-z][^\W\d_]{{0,{_MOST_LOST - 1}}}{re.escape(clip.name)})"
        rf"(?: et al\.?)?,? \(?{years[0]}(?!\w)"
    )
    whole = document.text.read(document.text.whole)
    for met in pattern.finditer(whole.text):
        at = whole.printed(*met.span())
        if not document.meets_list(at) and not any(
            document.reading(entry).startswith(met[1]) and years[0] in document.reading(entry)
            for entry in document.entries
        ):
            yield _Named(met[1], f"({met[1]}, {years[0]})", at)


def _year_fits(citation: Citation, place: _Place) -> bool:
    own = citation.year.casefold()
    years = {year.casefold() for year in _YEAR.findall(place.reading)}
    if not any(c.isdigit() for c in own):  # of promises one is as good as another
        head = place.reading[:_HEAD]
        return bool(_PROMISE.search(head)) or not any(c.isdigit() for c in head)
    bare = {year.rstrip("abcdefghij") for year in years}
    return own in years or own in bare or own.rstrip("abcdefghij") in years


def _unexplained(document: Document, place: _Place) -> tuple[Citation, ...]:
    """Give the citations that no other entry explains.

    One with "et al." that was led to a work of two people, for want of another, is not explained.
    """
    entries = {entry.id: entry for entry in document.entries}
    clip = place.clip.name
    by_two = [
        c
        for c in document.citations
        if c.et_al
        and c.link == "exact"
        and any(name.endswith(clip) for name in c.names)
        and all(len(entries[r].reference.author) == 2 for r in c.references if r in entries)
    ]
    return (*unexplained(document, place.entry.id), *by_two)


def _fits(place: _Place, order: ListOrder, name: str) -> bool:
    after = [keys_of(one.border.head.family) for one in place.inner]
    return order.fits(place.entry.id, keys_of(name), *after)


def _letters(place: _Place, order: ListOrder) -> tuple[str, ...]:
    fitting = tuple(
        letter for letter in ascii_uppercase if _fits(place, order, letter + place.clip.name)
    )
    return fitting if len(fitting) <= _MOST_LETTERS else ()


def _either(letters: tuple[str, ...]) -> str:
    if len(letters) == 1:
        return letters[0]
    return f"{', '.join(letters[:-1])} or {letters[-1]}"


_BEFORE = (
    "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    "Brown, C. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n"
    "Clark, D. (2003), Joint funds. Policy Studies, 24, 1, pp. 1–9.\n"
)
_AFTER = (
    "Evans, F. (2005), Joint rules. Policy Studies, 26, 1, pp. 1–9.\n"
    "Frost, G. (2006), Joint risks. Policy Studies, 27, 1, pp. 1–9.\n"
)
_CLIPPED = "avis, E. and Dean, A. (2004), Joint goals. Policy Studies, 25, 1, pp. 1–9."

RULE = Rule(
    code="LST103",
    name="truncated-name",
    phase="structure",
    inputs="prose",
    severity="error",
    check=check,
    examples=(
        Example(
            text=(
                "Goals differ (Davis and Dean, 2004).\n\nReferences\n\n"
                + _BEFORE
                + _CLIPPED
                + "\n"
                + _AFTER
            ),
            finds=(_CLIPPED,),
            after=(
                "Goals differ (Davis and Dean, 2004).\n\nReferences\n\n"
                + _BEFORE
                + "D"
                + _CLIPPED
                + "\n"
                + _AFTER
            ),
            values={
                "r4": {
                    "author": [
                        {"family": "Davis", "given": "E."},
                        {"family": "Dean", "given": "A."},
                    ]
                }
            },
            safety="evident",
            why="The text has the whole name, and it stands in the list's order.",
        ),
        Example(
            text=(
                "Goals differ (Davis, 2004).\n\nReferences\n\n"
                + _BEFORE
                + "avis, E. (ed.) (2004) Joint goals. Leeds: Harbour Press.\n"
                + _AFTER
            ),
            finds=("avis, E. (ed.) (2004) Joint goals. Leeds: Harbour Press.",),
            after=(
                "Goals differ (Davis, 2004).\n\nReferences\n\n"
                + _BEFORE
                + "Davis, E. (ed.) (2004) Joint goals. Leeds: Harbour Press.\n"
                + _AFTER
            ),
            values={"r4": {"editor": [{"family": "Davis", "given": "E."}], "author": None}},
            safety="evident",
            why="An editor who has lost a letter stays an editor, and becomes no author besides.",
        ),
        Example(
            text=_BEFORE + _CLIPPED + "\n" + _AFTER,
            list_only=True,
            finds=(_CLIPPED,),
            why="The order admits D or E; nothing says which, and nothing is changed.",
        ),
        Example(
            text=(
                _BEFORE
                + "van Elst, G. (2004), Joint losses. Policy Studies, 25, 1, pp. 1–9.\n"
                + _AFTER
                + "hooks, b. (1994), Teaching to transgress (Routledge).\n"
            ),
            list_only=True,
            why="A particle, and an author who writes her name so.",
        ),
    ),
)
