"""Labels of names that ran on into the title behind them: `Quill, A. Housing, |Class and Place`."""

import re

from joinedup_refs.model.name import Person
from joinedup_refs.notation.bodies import is_body, is_noun
from joinedup_refs.notation.name_words import (
    UNKNOWN_LEAN,
    is_all_initials,
    is_given,
    is_initials,
    lean,
)
from joinedup_refs.notation.names import split as names_of
from joinedup_refs.parse.draft import Label
from joinedup_refs.parse.title_borders import joined

__all__ = ["with_title_of_names"]

_BARE_AND_TITLE = re.compile(
    r"(?:^|,\s)(?P<name>(?:[a-z]{2,3}\s){0,2}[A-ZÀ-Þ][\w’'-]{1,30}\s[A-ZÀ-Þ]{1,3})\.\s"
    r"(?P<title>[A-ZÀ-Þ][a-zà-ÿ]{2,30}(?:\s[a-zà-ÿ]{2,30}){0,8})$"
)
_INITIALS = r"(?:[A-ZÀ-Þ]\.[\s-]?){1,4}(?<=\.)"
_NAME_AND_MORE = re.compile(
    rf"(?P<name>[^\W\d_][\w'’-]{{1,30}},\s(?:(?P<given>[A-ZÀ-Þ][a-zß-ÿ]{{2,15}})\s)?{_INITIALS})"
    r"\s?(?P<title>[A-ZÀ-Þ][^\W\d_]{2,30}(?:\s[\w'’-]{2,30}){0,20})"
)
_LAST_AND_MORE = re.compile(
    rf"(?:^|[,;&]\s|\s(?:and|und|et|y|e)\s)[^\W\d_][\w'’-]{{1,30}},\s{_INITIALS}\s?"
    r"(?P<title>[A-ZÀ-Þ][\w’'-]{2,30}(?:\s[A-ZÀ-Þ][\w’'-]{2,30}){0,3})$"
)
"""The last name, initials behind, and words that no comma parts from them."""
_LONE = re.compile(r",\s(?P<title>[A-ZÀ-Þ][\w’'-]{3,30})$")
"""One word behind names, which has no given name."""
_STOPPED = re.compile(
    r"(?<=[a-zß-ÿ]{3})\.\s(?P<title>[A-ZÀ-Þ][\w’'-]{1,30}(?:\s[\w’'-]{2,30}){0,3})$"
)
"""Words behind a full stop that is no abbreviation's."""
_ENUMERATED = re.compile(
    r"(?:[A-ZÀ-Þ][\w’'-]{1,30},?\s){1,3}(?:and|und|et|y|e|&)\s|(?:and|und|&)\s"
)
"""What goes on behind a comma in a title that tells several things: `|Justice and Order`."""
_WORDS = re.compile(
    r"(?!\S+\s(?:and|und|et|y|e)\s\S+$)[A-ZÀ-Þ][\w’'-]{2,30}(?:\s[\w’'-]{2,30}){2,8}"
)
_GAPS = frozenset({": ", ". ", " "})
_SERIAL = frozenset({"issued", "volume"})
_TITLES = frozenset({"title", "container-title"})
_IMPRINT = frozenset({"publisher", "publisher-place"})
_VOWELS = frozenset("aeiouyäöüéèáíóú")
_LONGEST = 300


def with_title_of_names(labels: list[Label], raw: str) -> list[Label]:
    """Give a title the words that the label of the names before it took in.

    - `Quill, A. Housing, |Class and Place`: what several things are told of is no given name.
    - `Anna Quill, Friction: |An Ethnography`: behind names in running order one word is no name.
    - `Anna Quill and Tom Harrow. Tolls: |A History`: names end at a full stop.
    - Where there is no title at all, the names have it: `Quill, A. B. Tolls. Leeds: Press`.
    """
    if not labels:
        return labels
    kinds = {one.label for one in labels}
    if "title" not in kinds:
        return _without_title(labels, raw, kinds)
    for at, one in enumerate(labels[:-1]):
        title = labels[at + 1]
        if one.label != "author" or title.label != "title" or one.end - one.start > _LONGEST:
            continue
        start = _start_of_title(raw, one, title)
        if start:
            cut = one._replace(end=one.start + len(raw[one.start : start].rstrip(" ,")))
            if raw[cut.end - 1] == "." and raw[cut.end - 2].islower():
                cut = cut._replace(end=cut.end - 1)
            return [*labels[:at], cut, title._replace(start=start), *labels[at + 2 :]]
        return labels
    return labels


def _start_of_title(raw: str, names: Label, title: Label) -> int:
    """Give where the title begins within the label of the names; 0 where it does not."""
    text, gap = raw[names.start : names.end], raw[names.end : title.start]
    many = gap == ", " and _ENUMERATED.match(raw, title.start, title.end) is not None
    if gap == ", " and (more := _LAST_AND_MORE.search(text)):
        words = more["title"].split()
        told = len(words) > 1 or many or is_noun(words[0])
        named = any(lean(word) > UNKNOWN_LEAN for word in words)
        return 0 if named or not told else names.start + more.start("title")
    if (gap in _GAPS or many) and (lone := _LONE.search(text)):
        before = text[: lone.start()]
        return names.start + lone.start("title") if _is_whole(before, lone["title"], many) else 0
    if gap in _GAPS and (more := _STOPPED.search(text)):
        before = text[: more.start()]
        last = before.split()[-1]
        ends = len(last) > 3 and not _VOWELS.isdisjoint(last.casefold())
        named = is_given(more["title"].split()[0]) or is_body(text)
        if ends and not named and _are_people(before):
            return names.start + more.start("title")
    return 0


def _is_whole(names: str, word: str, many: bool) -> bool:
    """Whether names need no further one, so that the word behind them is no family name."""
    first = names.split(",", 1)[0].split()
    running = len(first) > 1 and ((is_initials(first[0]) and "." in first[0]) or is_given(first[0]))
    if lean(word) > UNKNOWN_LEAN or is_body(word) or not (running or (many and "," in names)):
        return False
    return _are_people(names)


def _are_people(text: str) -> bool:
    """Whether a text is names of people, every one with given names."""
    read = names_of(text).names
    return bool(read) and all(isinstance(name, Person) and name.given for name in read)


def _without_title(labels: list[Label], raw: str, kinds: set[str]) -> list[Label]:
    if parted := _one_word_title(labels, raw, kinds):
        return parted
    first = labels[0]
    if "container-title" in kinds or first.label not in {"author", "editor"}:
        return labels
    if led := _NAME_AND_MORE.fullmatch(raw, first.start, first.end):
        title = Label("title", led.start("title"), first.end, first.confidence / 2)
        named = " " not in led["title"] and is_given(led["title"])
        if named or not (led["given"] is None or lean(led["given"]) > UNKNOWN_LEAN):
            return labels
        rest = labels[1:]
        if rest and rest[0].label == "collection-title" and raw[first.end : rest[0].start] == ": ":
            title, rest = joined(title, rest[0]), rest[1:]  # `Strangers: |Studies in Tolls`
        return [first._replace(end=led.end("name")), title, *rest]
    if first.label == "author" and kinds & _IMPRINT and _are_words(raw[first.start : first.end]):
        return [first._replace(label="title", confidence=first.confidence / 2), *labels[1:]]
    return labels


def _are_words(text: str) -> bool:
    """Whether a text of three words or more is nobody's name: `Finding Common Ground`."""
    if _WORDS.fullmatch(text) is None or is_body(text):
        return False
    words = text.split()
    return not any(lean(word) > UNKNOWN_LEAN or is_all_initials(word) for word in words)


def _one_word_title(labels: list[Label], raw: str, kinds: set[str]) -> list[Label]:
    """Part a title of one word or two from names with bare initials: `Adams E. Asthma. JAMA`."""
    held = [n for n, x in enumerate(labels) if x.label == "container-title"]
    if labels[0].label != "author" or held[:1] != [1] or not _SERIAL.issubset(kinds):
        return []
    names = labels[0]
    led = _BARE_AND_TITLE.search(raw[names.start : names.end])
    if led is None or raw[names.end : names.end + 1] != ".":
        return []
    title = Label("title", names.start + led.start("title"), names.end, names.confidence / 2)
    return [names._replace(end=names.start + led.end("name")), title, *labels[1:]]
