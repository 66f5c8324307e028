"""Labels set right where a sequence of them cannot mean what it says, before any value is read."""

import re
from itertools import pairwise

from joinedup_refs.notation.bodies import is_acronym, is_body
from joinedup_refs.notation.group_names import group_ahead, tells_group
from joinedup_refs.notation.name_words import is_particle
from joinedup_refs.parse.draft import Label
from joinedup_refs.parse.people import role_of
from joinedup_refs.parse.title_borders import joined
from joinedup_refs.parse.wording import trimmed

_BARE = r"[^\W\d_][\w’'-]{1,30}(?: [^\W\d_][\w’'-]{1,30})? [A-Z]{1,3}(?: (?:Jr|Sr|I{2,3}))?"
_BARE_LAST = re.compile(rf"(?P<name>{_BARE}):\s")
"""One more name of the same shape, and the colon that ends the names."""
_HALF_LAST = re.compile(r",\s[A-ZÀ-Þ][\w’'-]{1,30}$")
_BARE_BEFORE = re.compile(rf"(?:^|,\s){_BARE}$")
_BOOK = re.compile(r"[《『「](?P<title>[^《》『』「」]{1,200})[》』」]")
_PERSONAL = re.compile(
    r"(?P<initials>(?:[A-ZÀ-Þ]\.[\s-]?){0,3}),?\s?(?P<genre>[Pp]ersonal\s(?:communication|interview)|pers\.\scomm)"
)
_LEVELS = re.compile(
    r"[A-ZÀ-Þ][\w’'-]{2,30}(?:\s[\w’'-]{2,30}){0,12}"
    r"(?:\.\s[A-ZÀ-Þ][\w’'-]{2,30}(?:\s[\w’'-]{2,30}){0,12}){2,6}"
)
_TORN = re.compile(
    r"(?:and|or|of|for|from|with|und|oder|der|des|mit|für|zur|zum|et|ou|du|des|y|e)\s(?!al\b)",
)
"""Words that no body, book or place begins with; the rest of a phrase does."""
_TEARABLE = frozenset(
    {"container-title", "collection-title", "publisher", "publisher-place", "event-title"}
)
_GO_ON = _TEARABLE | {"title"}
_FIRST_WORD = re.compile(
    r"[.,:)]\s(?P<word>(?P<led>In)|(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Annual"
    r"|\d{1,3}(?:st|nd|rd|th)))\s$"
)
_DANGLING = re.compile(r"\s(?:of|on|for|the|to|about|with|after|von|über|zu|de|du)$")
_GOES_ON = re.compile(
    r"\s(?:of|the|and|for|in|to|with|und|der|des|die|für|zur|zum|et|de|du|les|la|&|\d{1,3}(?:st|nd|rd|th))$"
)
"""What no name of a book, a series or a body ends with, if a word follows."""
_TITLES = frozenset({"title", "container-title"})
_NAMED = frozenset({"author", "editor", "translator"})
_QUOTED_NAME = re.compile(
    r"\s(?:\"[^\"]{3,160}\"|“[^“”]{3,160}”|„[^„“”]{3,160}[“”]|»[^»«]{3,160}«)"
)
_MAY_FOLLOW = re.compile(r"(?:\d|\b[IVXLC]{1,6}|\b[Ii]n)\s$")
"""`volume 12 of Notes on Rivers`, `in der Rundschau`."""
_LED_IN = re.compile(r"\b(?:[Ii]n|IN|[Dd]ans)\s?:?\s?$")
_TELLING = 12
"""A title of so many letters is one, even where no `in` brings the book."""
_NO_BOOK = frozenset({"title", "author", "volume", "issue"})
_EDITED = re.compile(r"\b(?:hrsg|hgg?|eds?|éds?|dirs?|editors?|coords?|cur)\b", re.IGNORECASE)
_BRACKETED = re.compile(r"\s?\(\s?")
_YEAR_NEXT = re.compile(
    r"[.,]?\s\(?(?:1[5-9]|20)\d{2,4}[a-z]?\)?[,.:]?\s(?!\(?(?:Hg|Hrsg|[Ee]d|éd|[Dd]ir|[Cc]oord|[Cc]omp|[Tt]r))"
)
_LONGEST_GROUP = 160
_HEAD = 4
"""Names begin within so many characters, where a list number does not stand before them."""


def with_whole_phrases(labels: list[Label], raw: str) -> list[Label]:
    """Give torn pieces back to their phrase, and an event the name that it bears in quotes."""
    out: list[Label] = []
    for label in labels:
        one = label
        name = _QUOTED_NAME.match(raw, one.end) if one.label == "event-title" else None
        if name and _has_title_besides(labels, one.end, name.end()):
            one = one._replace(end=name.end())
        elif out and out[-1].label == "event-title" and one.end <= out[-1].end:
            continue
        if out and _goes_on(out[-1], one, raw, labels):
            opened = raw.find(" (", one.start, one.end)
            end = opened if opened > 0 and raw.find(")", opened, one.end) < 0 else one.end
            out[-1] = joined(out[-1], one._replace(end=end))
            out += [one._replace(start=end + 2)] if end < one.end and _is_place(one) else []
        elif out and _is_named_after(out[-1], one, raw):
            opened = raw.find(" (", one.start, one.end)
            end = opened if opened > 0 else one.end
            out[-1] = joined(out[-1], one._replace(end=end))
            out += [one._replace(start=end + 2)] if end < one.end else []
        elif not _is_torn(one, raw):
            out.append(one)
        elif out and out[-1].label in _TEARABLE and one.start - out[-1].end <= 1:
            out[-1] = joined(out[-1], one)
    return out


def _is_place(one: Label) -> bool:
    return one.label == "publisher-place"


def _goes_on(phrase: Label, one: Label, raw: str, labels: list[Label]) -> bool:
    """Whether a name was cut in its middle: `Field Manual of |Town Walls`."""
    next_to = one.start == phrase.end + 1 and raw[phrase.end] == " "
    if not next_to or phrase.label not in _TEARABLE or one.label not in _GO_ON:
        return False
    if _GOES_ON.search(raw, max(phrase.start, phrase.end - 8), phrase.end) is None:
        return False
    if _is_value_by_itself(phrase, one, raw):
        return False
    return one.label != "title" or _has_title_besides(labels, one.start, one.end)


def _is_value_by_itself(phrase: Label, one: Label, raw: str) -> bool:
    """Whether what stands behind an open name is more likely a value of its own."""
    kinds = phrase.label, one.label
    if kinds == ("publisher", "event-title"):
        return True  # `prepared for |Annual Meeting`
    if kinds == ("container-title", "publisher") and raw.startswith(":", one.end):
        return True  # a publisher with its place behind it
    if _is_place(one):  # a place of its own has a mark before it, or is in the bracket behind
        return " (" not in raw[one.start : one.end]
    return False


def _is_named_after(phrase: Label, names: Label, raw: str) -> bool:
    """Whether a title goes on with somebody's name: `The Sociology of |Georg Simmel`."""
    if phrase.label not in _TITLES or names.label not in _NAMED or names.start != phrase.end + 1:
        return False
    return _DANGLING.search(raw, max(phrase.start, phrase.end - 12), phrase.end) is not None


def _has_title_besides(labels: list[Label], start: int, end: int) -> bool:
    """Whether a title stands elsewhere, so that what is quoted in that stretch may be another."""
    titles = [x for x in labels if x.label == "title"]
    return not titles or any(x.end <= start or x.start >= end for x in titles)


def _is_torn(one: Label, raw: str) -> bool:
    """Whether a stretch begins with `and`, `of`… right behind a word of the same phrase."""
    if one.label not in _TEARABLE:
        return False
    before = raw[max(0, one.start - 8) : one.start]
    return (
        before[-2:-1].isalnum()
        and before[-1:].isspace()
        and not _MAY_FOLLOW.search(before)
        and _TORN.match(raw, one.start) is not None
    )


def with_first_words(labels: list[Label], raw: str) -> list[Label]:
    """Give the title its first words behind the colon that ends the names: `K.: TOLL: ways`.

    So with a word that no label has: `Eighth |Annual Report`, `In |which towns?`.
    """
    labels = _with_first_word(labels, raw)
    for at, (names, more, title) in enumerate(zip(labels, labels[1:], labels[2:], strict=False)):
        if (names.label, more.label, title.label) == ("author", "author", "title"):
            gaps = raw[names.end : more.start], raw[more.end : title.start]
            if all(gap.strip() == ":" for gap in gaps):
                return [*labels[: at + 1], title._replace(start=more.start), *labels[at + 3 :]]
    return labels


def _with_first_word(labels: list[Label], raw: str) -> list[Label]:
    for at, one in enumerate(labels):
        if one.label != "title" or not at:
            continue
        if not raw[one.start - 2 : one.start - 1].isalpha():
            return labels  # a mark stands before it, as before most
        found = _FIRST_WORD.search(raw, max(labels[at - 1].end, one.start - 16), one.start)
        if found is None or (found["led"] and not raw[one.start].islower()):
            return labels
        return [*labels[:at], one._replace(start=found.start("word")), *labels[at + 1 :]]
    return labels


def _kinds(labels: list[Label]) -> set[str]:
    return {x.label for x in labels}


def with_container(labels: list[Label], raw: str) -> list[Label]:
    """Give a reference without any its container: a title behind editors, a series with issues."""
    kinds = [x.label for x in labels]
    if "title" not in kinds or "container-title" in kinds:
        return _with_edited_book(labels, raw, kinds)
    first = kinds.index("title")
    if "editor" in kinds[first:] and "collection-title" not in kinds:
        editor = first + kinds[first:].index("editor")
        behind = labels[editor:]
        led = _LED_IN.search(raw[: labels[editor].start][-8:])
        marked = (
            role_of(raw, labels[editor].start, labels[editor].end)[0] != ""
            and labels[first].end - labels[first].start >= _TELLING
        )
        if any(x.label == "title" for x in behind) and (led or marked):
            held = (
                x._replace(label="container-title") if x.label == "title" else x for x in behind
            )
            return [*labels[:editor], *held]
    if kinds.count("collection-title") == 1 and {"volume", "issue"} <= set(kinds):
        return [
            x._replace(label="container-title") if x.label == "collection-title" else x
            for x in labels
        ]
    return labels


def _with_edited_book(labels: list[Label], raw: str, kinds: list[str]) -> list[Label]:
    """Take the book of editors who stand where authors do for the title: pages are cited of it."""
    told = kinds[:1] == ["editor"] and labels[0].start < _HEAD and "publisher" in kinds
    if not told or kinds.count("container-title") != 1 or not _NO_BOOK.isdisjoint(kinds):
        return labels
    at = kinds.index("container-title")
    if _LED_IN.search(raw[: labels[at].start][-8:]):
        return labels
    return [*labels[:at], labels[at]._replace(label="title"), *labels[at + 1 :]]


def with_groups(labels: list[Label], raw: str) -> list[Label]:
    """Give the authors the group that a title begins with."""
    for at, (names, title) in enumerate(pairwise(labels)):
        if (names.label, title.label) != ("author", "title"):
            continue
        gap = raw[names.end : title.start].strip()
        led = raw[title.start].islower()
        others = raw[names.start : names.end].endswith("et al")
        gap = gap.removeprefix(".") if others and (led or len(gap) > 1) else gap
        end = (
            group_ahead(raw, title.start, title.end)
            if gap in ({",", ";", ""} if led else {";", ","} if others else {";"})
            else None
        )
        if end is None and gap == "," and _signs_alone(raw, names, title):
            end = group_ahead(raw, title.start, title.end)
        if end is None and gap == ";" and others:
            stop = raw.find(". ", title.start, title.start + _LONGEST_GROUP)
            end = stop if is_body(raw[title.start : max(stop, title.start)]) else None
        if end is not None:
            whole = names._replace(end=end)
            return [*labels[:at], whole, title._replace(start=end + 1), *labels[at + 2 :]]
    return labels


def _signs_alone(raw: str, names: Label, title: Label) -> bool:
    """Whether a group stands with nothing to bring it behind names: `Doe J, TOLL Investigators`."""
    bare = _BARE_BEFORE.search(raw[names.start : names.end][-70:]) is not None
    return bare and tells_group(raw, title.start, title.end)


def with_messages(labels: list[Label], raw: str) -> list[Label]:
    """Read what is no title but a kind of message: `Harrow, C. personal communication`."""
    for at, one in enumerate(labels):
        called = one.label in {"title", "collaboration"}
        found = _PERSONAL.fullmatch(raw, one.start, one.end) if called else None
        if found is None:
            continue
        before = list(labels[:at])
        if found["initials"] and before and before[-1].label == "author":
            before[-1] = before[-1]._replace(end=found.end("initials"))
        genre = one._replace(label="genre", start=found.start("genre"))
        return [*before, genre, *labels[at + 1 :]]
    return labels


def with_last_author(labels: list[Label], raw: str) -> list[Label]:
    """Give a name at the head of the title back: `Harrow TB, Quill NM: Copper in yeast`."""
    for i, (names, title) in enumerate(pairwise(labels)):
        if (names.label, title.label) != ("author", "title"):
            continue
        last = _BARE_LAST.match(raw, title.start, title.end)
        before, between = raw[names.start : names.end][-70:], raw[names.end : title.start].strip()
        if between == "" and (half := _HALF_LAST.search(before)):  # `Quill NM, Al |Harrow S:`
            before, between = before[: half.start()], ","
        if last and between == "," and _BARE_BEFORE.search(before):
            whole = names._replace(end=last.end("name"))
            return [*labels[:i], whole, title._replace(start=last.end()), *labels[i + 2 :]]
        return labels
    return labels


def with_east_asian_marks(labels: list[Label], raw: str) -> list[Label]:
    """Part a title in its own brackets from the author, and a place from the publisher."""
    if raw.isascii():
        return labels
    out: list[Label] = []
    for one in labels:
        before = out[-1] if out else None
        if one.label == "author" and (held := _BOOK.search(raw, one.start, one.end)):
            parts = [("author", one.start, held.start()), ("title", *held.span("title"))]
            if "publisher" not in {x.label for x in labels}:
                parts.append(("publisher", held.end(), one.end))
            out += [one._replace(label=k, start=a, end=b) for k, a, b in parts if a < b]
            continue
        if (
            one.label == "publisher"
            and before
            and before.label == "container-title"
            and raw[before.end : one.start] == "："
        ):
            out[-1] = before._replace(label="publisher-place")
        out.append(one)
    return out


def with_bodies(labels: list[Label], raw: str) -> list[Label]:
    """Give bodies their whole name before the date, and collaborations the authors' place."""
    labels = _opening(labels, raw)
    kinds = [x.label for x in labels]
    if "collaboration" in kinds and "author" not in kinds:
        labels = [x._replace(label="author") if x.label == "collaboration" else x for x in labels]
        kinds = [x.label for x in labels]
    if kinds[:2] == ["title", "author"]:
        first, second = labels[:2]
        word = raw[second.start : second.end].split(" ", 1)[0]
        touching = raw[first.end : second.start] == " "
        if first.start < _HEAD and touching and word.islower() and not is_particle(word):
            return [second._replace(start=first.start), *labels[2:]]
    if whole := _levels(labels, raw):
        return whole
    titled = not {"title", "genre"}.isdisjoint(kinds[3:]) or kinds[3:].count("publisher") > 1
    if kinds[:3] == ["author", "title", "issued"] and titled:
        author, body = labels[:2]
        gap = raw[author.end : body.start].strip()
        own = body.start if gap not in {"'", "’"} else author.start  # `Ministère de l’Éducation`
        if gap in {".", "/", ",", ";", "", "'", "’"} and is_body(
            raw[slice(*trimmed(raw, own, body.end))]
        ):
            end = body.start + len(raw[body.start : body.end].rstrip(" ("))
            return [joined(author, body._replace(end=end)), *labels[2:]]
    return labels


def _opening(labels: list[Label], raw: str) -> list[Label]:
    """Give who opens a reference the part that they have: `Audit Office (NAO) (2001)`.

    A body and its acronym in brackets are one, and a body before the year is the author if no
    editor's mark stands by.
    """
    if not labels or labels[0].start >= _HEAD or labels[0].label not in {"author", "editor"}:
        return labels
    first, *rest = labels
    if rest and rest[0].label not in {"author", "issued"}:
        return labels
    if (
        rest
        and rest[0].label == "author"
        and _BRACKETED.fullmatch(raw[first.end - (raw[first.end - 1] == "(") : rest[0].start])
    ):
        close = raw[rest[0].end : rest[0].end + 1] == ")"
        name = raw[first.start : first.end].rstrip(" (")
        if close and is_body(name) and is_acronym(raw[rest[0].start : rest[0].end]):
            first, *rest = first._replace(end=rest[0].end + 1), *rest[1:]
    authors = any(x.label == "author" for x in rest)
    if first.label == "editor" and rest and rest[0].label == "issued" and not authors:
        marked = _EDITED.search(raw, first.end - 8, rest[0].end + 14)
        if marked is None and is_body(raw[slice(*trimmed(raw, first.start, first.end))]):
            first = first._replace(label="author")
    return [first, *rest]


def _levels(labels: list[Label], raw: str) -> list[Label]:
    """Join a body that is told level by level before the year: `Utopia. Senate. Board (2012)`."""
    at = next((n for n, x in enumerate(labels) if x.label == "issued"), 0)
    if at < 2 or labels[0].label != "author" or all(x.label != "title" for x in labels[at:]):
        return []
    last = labels[at - 1].end
    if not _LEVELS.fullmatch(raw, labels[0].start, last) or raw[last : last + 2] != " (":
        return []
    return [labels[0]._replace(end=last), *labels[at:]]


def with_authors_ahead(labels: list[Label], raw: str) -> list[Label]:
    """Take editors without a mark before the title for authors where other editors follow it.

    So where nothing but the year stands behind them.
    """
    found = _kinds(labels)
    title = next((x.start for x in labels if x.label == "title"), -1)
    if "editor" not in found or "author" in found or title < 0:
        return labels
    ahead = [x for x in labels if x.label == "editor" and x.start < title]
    behind = any(x.label == "editor" and x.start > title for x in labels)
    # `Harrow, Tom (19992), Tolls`: a garbled year made an editor
    dated = ahead and labels[0] is ahead[0] and _YEAR_NEXT.match(raw, ahead[-1].end)
    if not ahead or not (behind or dated) or any(role_of(raw, x.start, x.end)[0] for x in ahead):
        return labels
    return [x._replace(label="author") if x in ahead else x for x in labels]


def with_title_of_publishers(labels: list[Label], _raw: str) -> list[Label]:
    """Take the first of several publishers for the title where there is no other."""
    if not {"title", "container-title"}.isdisjoint(_kinds(labels)):
        return labels
    publishers = [x for x in labels if x.label == "publisher"]
    if len(publishers) > 1:
        return [x._replace(label="title") if x == publishers[0] else x for x in labels]
    return labels
