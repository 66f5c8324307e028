"""What was mended, told item by item; and what was changed in the running text."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from string import ascii_lowercase

from joinedup_refs.model.document import Document, Outcome
from joinedup_refs.model.edit import AmendText, Decision, Edit, MergeInto, MoveEntry, SetField
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.text import Span
from joinedup_refs.report import words
from joinedup_refs.report.briefly import entry_name, plain, value_text
from joinedup_refs.report.story import Amended, Mended

_ORDER = ("unsafe", "evident", "safe")
_DASHES = str.maketrans("–—‐‑−", "-----")
_FOLD = 3
"""From so many items tidied alike, they are told as one."""
_WORD = 40
"""Characters that a word takes at most on each side of a change."""
_IN_ENTRY = re.compile(r"In [^\s:]{1,60}: ")
"""The key that messages about a .bib file begin with."""
_BEGINNINGS = frozenset({"A", "An", "The", "No", "Nothing", "Before", "After", "In", "It"})
"""First words of messages that are capital for that alone."""
_SENTENCE = 110
"""Characters of a sentence shown on each side of a change."""


@dataclass(frozen=True, slots=True)
class _Done:
    """A decision taken, the finding that asked for it, and the printed items it touches."""

    decision: Decision
    finding: Finding | None
    items: tuple[str, ...]


def mended(outcome: Outcome) -> tuple[Mended, ...]:
    """Tell what the decisions changed in the list, one story for each item."""
    of_item: dict[str, list[_Done]] = {}
    for done in _done(outcome):
        if not done.items:
            continue
        met = {id(of_item[i]): of_item[i] for i in done.items if i in of_item}
        group = [*(d for g in met.values() for d in g), done]
        of_item |= dict.fromkeys((i for d in group for i in d.items), group)
    groups = list({id(group): group for group in of_item.values()}.values())
    order = {e.id: n for n, e in enumerate(outcome.document.entries)}
    groups.sort(key=lambda g: min(order.get(i, len(order)) for d in g for i in d.items))
    return _folded(outcome, [(g, _story(outcome, g)) for g in groups])


def _done(outcome: Outcome) -> list[_Done]:
    out: list[_Done] = []
    asked: dict[tuple[str, str], Finding] = {}
    for finding in outcome.findings:
        for fix in finding.fixes:
            asked.setdefault((finding.code, fix.model_dump_json()), finding)
    places = _Places(outcome.document)
    for decision in outcome.decisions:
        if not decision.taken:
            continue
        items = {i: None for e in decision.fix.edits for i in _items(places, e)}
        finding_of = asked.get((decision.code, decision.fix.model_dump_json()))
        out.append(_Done(decision, finding_of, tuple(items)))
    return out


class _Places:
    """Where the entries of a document stand, so that one is found by its place."""

    def __init__(self, document: Document) -> None:
        spans = sorted((s.start, s.end, e.id) for e in document.entries for s in e.at)
        self._spans = spans

    def at(self, span: Span) -> tuple[str, ...]:
        """Give the entries that a span lies in, those that it touches at an edge too."""
        at = bisect_right(self._spans, span.start, key=lambda s: s[0])
        near = self._spans[max(0, at - 2) : at]
        return tuple(name for start, end, name in near if start <= span.start and span.end <= end)


def _items(places: _Places, edit: Edit) -> tuple[str, ...]:
    match edit:
        case AmendText():
            return places.at(edit.at)
        case MergeInto():
            return root(edit.entry), root(edit.other)
        case _:
            return (root(edit.entry),)


def root(identifier: str) -> str:
    """Give the printed item that an entry was split from: `r11` for `r11b`."""
    return identifier.rstrip(ascii_lowercase) or identifier


def _story(outcome: Outcome, group: list[_Done]) -> Mended:
    group = sorted(group, key=lambda d: (d.decision.code[:3] != "LST", d.decision.code))
    items = {i for d in group for i in d.items}
    old = [e for e in outcome.document.entries if e.id in items]
    new = [e for e in outcome.result.entries if root(e.id) in items]
    after = tuple(_said(outcome.result, e) for e in new)
    shown = _as_it_stood(outcome, group)
    only = " (in records only)" if outcome.result.written is None else ""
    return Mended(
        line=outcome.text.line(old[0].at[0].start) if old else 1,
        headline=words.listed(_distinct(_headline(d) for d in group)),
        before=tuple(_said(shown, e) for e in old),
        after=after,
        values=_distinct(
            (
                *(new_place(outcome.result, e) for d in group for e in _moves(d.decision)),
                *(f"{v}{only}" for d in group for v in _unseen(d.decision, after)),
            )
        ),
        reasons=_distinct(plain(r) for d in group for r in _reasons(d) or _found(d)),
        support=words.SUPPORT[min((d.decision.fix.safety for d in group), key=_ORDER.index)],
        remains=_remains(outcome, group),
        codes=_distinct(d.decision.code for d in group),
        rules=_distinct(d.finding.rule for d in group if d.finding),
    )


def _as_it_stood(outcome: Outcome, group: list[_Done]) -> Document:
    """Give the document without what reading had mended already and the decisions say again."""
    text = outcome.document.text
    edits = (e for d in group for e in d.decision.fix.edits)
    said = {(e.at, e.text) for e in edits if isinstance(e, AmendText)}
    cuts = tuple(cut for cut in text.cuts if (cut.printed, cut.reading) not in said)
    if len(cuts) == len(text.cuts):
        return outcome.document
    return outcome.document.model_copy(update={"text": text.reading_as(cuts)})


def _said(document: Document, entry: Entry) -> str:
    """Give an entry as it reads, or in a .bib file as it is written, for LaTeX is mended."""
    if document.written is None or document.text.form == "zotero-json":
        return plain(document.reading(entry))
    return plain(document.written.read(*entry.at).text)


def _remains(outcome: Outcome, group: list[_Done]) -> tuple[str, ...]:
    """Tell what follows from the causes that were mended and is not settled with them."""
    keys = {d.finding.key for d in group if d.finding}
    done = {d.decision.code for d in group}
    return _distinct(
        f"{words.headline(f.rule)}: {plain(f.message)}"
        for f in outcome.findings
        if f.because_of in keys and f.key not in outcome.settled
        if f.severity != "note" and not f.fixes and f.code not in done
    )


def _headline(done: _Done) -> str:
    if done.finding is not None:
        return words.headline(done.finding.rule)
    return plain(done.decision.fix.title)


def _reasons(done: _Done) -> tuple[str, ...]:
    if done.finding is not None and done.finding.reasons:
        return done.finding.reasons
    return tuple(
        witness
        for edit in done.decision.fix.edits
        if isinstance(edit, SetField) and edit.origin.kind == "rule"
        for witness in edit.origin.witnesses
    )


def _found(done: _Done) -> tuple[str, ...]:
    """Give what was found as the reason for its mend, where there is no other."""
    if done.finding is None:
        return ()
    said = _IN_ENTRY.sub("", plain(done.finding.message)).rstrip(".")
    first = said.partition(" ")[0]
    return (said[:1].lower() + said[1:] if first in _BEGINNINGS else said,)


def _unseen(decision: Decision, after: tuple[str, ...]) -> Iterable[str]:
    for edit in decision.fix.edits:
        if isinstance(edit, SetField) and edit.field != "type":
            value = value_text(edit.value)
            if value and not any(_stands_in(value, reading) for reading in after):
                yield f"{words.field(edit.field)}: {value}"


def _moves(decision: Decision) -> Iterable[MoveEntry]:
    return (edit for edit in decision.fix.edits if isinstance(edit, MoveEntry))


def new_place(document: Document, move: MoveEntry) -> str:
    """Say where a move puts an entry."""
    behind = document.entry(move.behind)
    if behind is None:
        return "now stands at the head of the list"
    return f"now stands behind {entry_name(behind, document.reading(behind))}"


def _stands_in(value: str, reading: str) -> bool:
    """Whether all words of a value can be seen in a reading, whatever their order."""
    reading = reading.translate(_DASHES)
    parts = value.translate(_DASHES).replace(",", " ").replace(";", " ").split()
    return all(part in reading for part in parts)


def _distinct(parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, parts)))


def _folded(outcome: Outcome, told: list[tuple[list[_Done], Mended]]) -> tuple[Mended, ...]:
    alike: dict[tuple[tuple[str, ...], ...], list[tuple[list[_Done], Mended]]] = {}
    for group, story in told:
        if _filled(story) or all(d.decision.fix.safety == "safe" for d in group):
            alike.setdefault(_kind(group, story), []).append((group, story))
    many = {kind: ones for kind, ones in alike.items() if len(ones) >= _FOLD}
    out: list[Mended] = []
    for group, story in told:
        ones = many.get(_kind(group, story))
        if ones is None or all(story is not one for _, one in ones):
            out.append(story)
        elif story is ones[0][1]:
            names = tuple(_name(outcome, g) for g, _ in ones)
            values = tuple(
                f"{name}: {value}{_why(one)}"
                for name, (_, one) in zip(names, ones, strict=True)
                for value in one.values
            )
            same = not values and all(one.reasons == story.reasons for _, one in ones)
            reasons = story.reasons if same else ()  # each value tells its own
            out.append(replace(story, alike=names, values=values, reasons=reasons))
    return tuple(out)


def _filled(story: Mended) -> bool:
    return story.before == story.after and bool(story.values)


def _kind(group: list[_Done], story: Mended) -> tuple[tuple[str, ...], ...]:
    """Give what stories that are told as one have in common; a value tells its own reasons."""
    reasons = () if _filled(story) else _distinct(r for done in group for r in _reasons(done))
    return story.codes, reasons


def _why(story: Mended) -> str:
    return f", because {'; '.join(story.reasons)}" if story.reasons else ""


def _name(outcome: Outcome, group: list[_Done]) -> str:
    items = {i for d in group for i in d.items}
    entry = next((e for e in outcome.result.entries if root(e.id) in items), None)
    return entry_name(entry, outcome.result.reading(entry)) if entry else ""


def amended(outcome: Outcome) -> tuple[Amended, ...]:
    """Tell what the decisions changed in the running text, each place with its sentence."""
    out: dict[Span, Amended] = {}
    for done in _done(outcome):
        for edit in done.decision.fix.edits:
            if isinstance(edit, AmendText) and not outcome.document.in_list(edit.at):
                out[edit.at] = in_sentence(
                    outcome.document, edit, _distinct(map(plain, _reasons(done)))
                )
    return tuple(out[at] for at in sorted(out, key=lambda s: (s.start, s.end)))


def in_sentence(document: Document, edit: AmendText, reasons: tuple[str, ...] = ()) -> Amended:
    """Set a change of the text into the sentence it stands in, whole words changed."""
    text = document.text
    printed = text.printed
    start, end = _words(printed, edit.at, _in_word)
    at_blank = not (printed[edit.at.start : edit.at.end].strip() or edit.text.strip())
    if at_blank or not any(map(str.isalnum, printed[start:end])):
        start, end = _words(printed, edit.at, lambda char: not char.isspace())
    # what reading leaves out, such as link residue, is no part of the words told
    left, right = _read(document, start, edit.at.start), _read(document, edit.at.end, end)
    new = plain(left + edit.text + right)
    old = plain(_read(document, start, end))
    first, last = _bounds(printed, start, end)
    before = plain(_read(document, first, start))
    after = plain(_read(document, end, last))
    return Amended(
        line=text.line(edit.at.start),
        # where reading has closed the gap already, what is printed shows the change
        old=plain(printed[start:end]) if old == new else old,
        new=new,
        before=before if _ends_before(printed, first) else f"… {before}",
        after=after if _ends_before(printed, last) else f"{after} …",
        reasons=reasons,
    )


def _read(document: Document, start: int, end: int) -> str:
    span = Span(start=start, end=end)
    return document.text.read(span).text if document.written is None else document.text.slice(span)


def _words(printed: str, at: Span, belongs: Callable[[str], bool]) -> tuple[int, int]:
    start, end = at.start, at.end
    while start > 0 and belongs(printed[start - 1]) and at.start - start < _WORD:
        start -= 1
    while end < len(printed) and belongs(printed[end]) and end - at.end < _WORD:
        end += 1
    return start, end


def _in_word(char: str) -> bool:
    return char.isalnum() or char in "-‐‑'’"


def _bounds(printed: str, start: int, end: int) -> tuple[int, int]:
    """Find the sentence around a stretch; an abbreviation may cut it short, which harms little."""
    first = start
    while first > 0 and start - first < _SENTENCE and not _ends_before(printed, first):
        first -= 1
    last = end
    while last < len(printed) and last - end < _SENTENCE and not _ends_before(printed, last):
        last += 1
    if not _ends_before(printed, last):
        while last > end and not printed[last].isspace():
            last -= 1
    return _at_word(printed, first, start), last


def _ends_before(printed: str, at: int) -> bool:
    if at in {0, len(printed)} or printed[at - 1] in "\n\r" or printed[at] in "\n\r":
        return True
    return (
        printed[at - 1 : at].isspace()
        and printed[at - 2 : at - 1] in {".", "?", "!"}
        and printed[at : at + 1].isupper()
    )


def _at_word(printed: str, at: int, limit: int) -> int:
    if at == 0 or printed[at - 1].isspace():
        return at
    while at < limit and not printed[at].isspace():
        at += 1
    return at
