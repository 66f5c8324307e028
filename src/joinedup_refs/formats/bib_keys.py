"""New citation keys put into a .bib file where its entries have them, and all that names them.

An entry keeps the key that it has unless it is asked for otherwise. What refers to an entry by its
key follows: `crossref`, `xref`, `related`, `entryset`, and citations within values.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from joinedup_refs.formats.bib_blocks import blocks
from joinedup_refs.formats.bib_parts import Block, Blocks, Field
from joinedup_refs.formats.bib_reading import Written, written
from joinedup_refs.formats.cited_keys import recited
from joinedup_refs.formats.format import Gap
from joinedup_refs.formats.keying import KEY, REFERRING
from joinedup_refs.formats.keys import KeyMaker, new_keys

_WORD = re.compile(r"[^\s{}\"',;()\\]+")

_Edit = tuple[int, int, str]


class Rekeyed(NamedTuple):
    """A file with other keys."""

    text: str
    changes: Mapping[str, str]
    """The keys that changed, old to new."""
    remarks: tuple[Gap, ...]
    """What could not follow, by its line."""


def rekeyed(text: str, maker: KeyMaker, *, every: bool = False, keep_old: bool = False) -> Rekeyed:
    """Give entries without a key one, or with `every` all of them, new keys unique ignoring case.

    An entry of which no key can be made, as of a `@set`, keeps its own; one that is broken is left
    as it is, for what its key is nobody knows.

    With `keep_old` the key that an entry had stays among its `ids`, by which biblatex knows it too.
    """
    held = blocks(text)
    broken = {fault.block for fault in held.faults if fault.what != "macro"}
    entries = [
        one
        for one in written(text)
        if (one.block.key or one.block.fields) and one.block.start not in broken
    ]
    kept = ["" if every and maker.plain(one.record) else one.block.key for one in entries]
    taken = [
        *_aliases(entries, maker),
        *(b.key for b in held.entries if b.key and (b.type == "xdata" or b.start in broken)),
    ]
    made = new_keys([one.record for one in entries], kept, maker, taken)
    had = {key.casefold() for key in made}
    changes: dict[str, str] = {}
    firsts: dict[str, str] = {}  # of several entries with one key, citations mean the first
    remarks: list[Gap] = []
    edits: list[_Edit] = []
    for one, key in zip(entries, made, strict=True):
        block = one.block
        first = firsts.setdefault(block.key, key)
        if key == block.key:
            continue
        edits.append(_key_edit(text, block, key))
        if block.key and first == key:
            changes[block.key] = key
        elif block.key:
            message = f"an entry before this one has the key {block.key} too; citations follow that"
            remarks.append(Gap(block.line, message))
        keep = keep_old and block.key.casefold() not in had
        if keep_old and block.key and not keep and key.casefold() != block.key.casefold():
            message = f"{block.key} is the key of another entry now, so it was not kept among ids"
            remarks.append(Gap(block.line, message))
        edits += _ids(text, block, key, keep_old=keep)
    if changes:
        for block, edit in _following(text, held, changes):
            if block.start not in broken:
                edits.append(edit)
            else:
                message = "an old key stands in this broken entry, which was left as it is"
                remarks.append(Gap(block.line, message))
        remarks += _in_comments(text, held, changes)
    return Rekeyed(_put(text, edits), changes, tuple(sorted(set(remarks))))


def _aliases(entries: Sequence[Written], maker: KeyMaker) -> Iterator[str]:
    """Give the further keys of entries; not one that is to be the entry's own key."""
    for one in entries:
        for field in one.block.fields:
            if field.name == "ids":
                _, own = next(maker.variants(maker.plain(one.record), 0))
                for alias in KEY.findall(field.value):
                    if alias.casefold() != own.casefold():
                        yield alias


def _key_edit(text: str, block: Block, key: str) -> _Edit:
    if block.key:
        return block.key_at, block.key_at + len(block.key), key
    follows = text[block.key_at : block.key_at + 1]
    return block.key_at, block.key_at, key if follows == "," else f"{key}, "


def _ids(text: str, block: Block, key: str, *, keep_old: bool) -> Iterator[_Edit]:
    """Keep the old key among the others that an entry goes by, the new one no longer."""
    own = next((field for field in block.fields if field.name == "ids"), None)
    if own is not None and own.shape in {"braces", "quotes"}:
        names = KEY.findall(own.value)
        wanted = [name for name in names if name != key]
        if keep_old and block.key and block.key not in wanted:
            wanted.append(block.key)
        if wanted and wanted != names:
            yield own.start, own.end, ", ".join(wanted)
    elif own is None and keep_old and block.key and block.fields and block.closed:
        last = block.fields[-1]
        begun = max(text.rfind("\n", block.start, last.at) + 1, block.start)
        line = text[begun : last.at]
        end = "\r\n" if text[begun - 2 : begun] == "\r\n" else "\n"
        before = " " if line.strip(" \t,") else f"{end}{line.replace(',', '')}"
        yield last.after, last.after, f",{before}ids = {{{block.key}}}"


def _following(
    text: str, held: Blocks, changes: Mapping[str, str]
) -> Iterator[tuple[Block, _Edit]]:
    """Give each value that names a key that changed, in its block, as it has to read."""
    folded = {old.lower(): new for old, new in reversed(list(changes.items()))}
    for block in held.entries:
        for field in block.fields:
            if field.shape not in {"braces", "quotes"}:
                continue
            value = field.value
            if field.name in REFERRING:
                new = KEY.sub(lambda m: changes.get(m[0], folded.get(m[0].lower(), m[0])), value)
            elif "\\" in value and field.name != "ids":
                new = recited(value, changes).text
            else:
                continue
            if new != value and _is_there(text, field):
                yield block, (field.start, field.end, new)


def _is_there(text: str, field: Field) -> bool:
    return text[field.start : field.end] == field.value


def _in_comments(text: str, held: Blocks, changes: Mapping[str, str]) -> Iterator[Gap]:
    """Say where a key that changed stands in text that is left alone."""
    line, here = 1, 0
    for start, end in sorted((*held.aside, *held.between)):
        named = [word for word in _WORD.findall(text, start, end) if word in changes]
        line += text.count("\n", here, start)
        here = max(here, start)
        if named:
            more = f" and {len(set(named)) - 1} more" if len(set(named)) > 1 else ""
            message = f"the old key {named[0]}{more} stands in a comment, which was left as it is"
            yield Gap(line, message)


def _put(text: str, edits: Sequence[_Edit]) -> str:
    parts: list[str] = []
    here = 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        if start < here:
            continue
        parts += (text[here:start], new)
        here = end
    return "".join((*parts, text[here:]))
