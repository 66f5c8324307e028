"""Where titles begin and end among labels: quotation marks, parts, second halves."""

import re

from joinedup_refs.parse.draft import Label

__all__ = [
    "joined",
    "quoted_alike",
    "titles",
    "with_front_matter",
    "with_kinds_told",
    "with_series_told",
]

_NUMBERED = re.compile(r"[\s,;]{0,3}(?:(?:vol|no|nr|bd|band|number|n[°º])\.?\s?)?\d", re.IGNORECASE)
_VOLUME_BETWEEN = re.compile(
    r"[\s.,:;(]{0,3}(?:vol(?:ume|\.)?|band|bd\.|tome|teil|part)\s(?:\d{1,3}|[IVXLC]{1,6})[)\s.,:;–-]{1,4}",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:An?|Ein|Eine|Une?|Un)\s")
_SMALL_AHEAD = re.compile(
    r"(?P<words>(?!(?:in|dans|the|la|le|el|der|die|das)\s)[a-zß-ÿ]{3,20}(?:\s[a-zß-ÿ]{3,20}){0,4})\s(?=[A-ZÀ-Þ])"
)
_CLOSERS = {"’": "‘", "”": "“", "»": "«"}
_OPENED = re.compile(r"(?<=[\s(])'(?=\w)")
_CLOSED = re.compile(r"(?<=[\w.?!])'(?![a-zA-ZÀ-ÿ])")
_QUOTES = frozenset("'‘’“”„«»")
_CLOSES = {"'": "'", "‘": "’", "“": "”", "»": "«", "„": "“"}
_CLOSING = {"(": ")", "[": "]", "»": "«", "„": "“", "“": "”", '"': '"', "‘": "’", "'": "'"}
"""Marks that a title may begin with and that close within it."""
_APOSTROPHES = frozenset({"’", "'"})
_AND_MORE = re.compile(
    r"(?P<mark>['’”«“]),\s"
    r"(?=(?:speech|paper|talk|lecture|address|interview|evidence|letter|statement)\b)"
)
"""Where a title in quotation marks ends, and words that say what it is follow."""
_MORE_AND_PLACE = re.compile(r"(?P<more>[^.:;()]{2,60}[^\W\d_]{4})\.\s(?P<place>[A-ZÀ-Þ].{1,60})")
"""`New York, |London, Tokyo. Princeton|: Press`."""
_REVISED = re.compile(r"[Rr]ev(?:ised)?|[Ee]nl(?:arged)?|[Ee]xp(?:anded)?")
_PART_NUMBER = re.compile(r"(?P<part>I{1,3}|IV|VI{0,3}|IX|X)\.\s(?=[A-ZÀ-Þ])")
"""The part of a series of papers that a journal's label took in: `Weil. I. Publ. Math.`."""
_OWN_QUOTES = frozenset(['" ', "” ", "’ ", "» "])
"""What stands between a title that ends in quoted words and its last word: `The “Doe” report`."""
_NO_CONTAINER = re.compile(
    r"(?:press|news|media)\s(?:release|notice)|speech(?:\s[^,;]{3,80})?"
    r"|(?:inaugural|public|keynote|memorial)\s(?:lecture|address|speech)",
    re.IGNORECASE,
)
"""What an announcement or a speech is called by, where a newspaper might stand."""
_SAID_AT = re.compile(
    r"(?P<genre>(?:[Ii]naugural|[Pp]ublic|[Kk]eynote|[Mm]emorial)\s(?:[Ll]ecture|[Aa]ddress|[Ss]peech)"
    r"|[Ll]eçon\sinaugurale|Antrittsvorlesung),\s"
)
"""What a lecture is called by, before where it was given."""
_SERIES = re.compile(r"\.\s(?P<series>[A-ZÀ-Þ][^.:;?!]{4,80}\s[Ss]eries)$")
_SERIES_HELD = re.compile(
    r"\s\((?P<series>[A-ZÀ-Þ][^()\d]{2,100}?\b[Ss]eries\b[^()\d]{0,120}?)"
    r"(?:,\s(?:[Nn]o\.?\s|[Vv]ol\.?\s)?(?P<number>\d{1,4}(?:/\d{2,4})?))?\)(?=[.,:;\s])"
)
_HELD_IN = frozenset({"container-title", "collection-title"})
_LETTERS = re.compile(r"[A-Z]{2,8}")
"""What a book or a meeting is called by for short: `Functioning: ICF, Geneva`."""
_FRONT_MATTER = re.compile(
    r"(?P<part>Introduction|Foreword|Preface|Afterword|Epilogue|Prologue)\.\s"
    r"(?P<book>[A-ZÀ-Þ].{2,150}?)[.,]\s[Bb]y\s(?P<names>[A-ZÀ-Þ][^\d:;()\[\]]{3,80})"
)
"""The MLA's way with a part of somebody else's book (Handbook, 7th ed., 5.5.8)."""
_EVENTS = frozenset({"container-title", "event-title"})
_HALVES = frozenset({"title", "editor"})
"""What the first half of a title is taken for, if not for a title."""
_TITLES = frozenset({"title", "container-title"})


def with_kinds_told(labels: list[Label], raw: str) -> list[Label]:
    """Tell kinds of works and the letters of a meeting from newspapers and publishers.

    - `press release` and `speech to …` are no newspapers.
    - `Inaugural lecture, Mill College` was given there, and published by nobody.
    - `Workshop on Tolls (IWT)` has its letters behind it.
    """
    out: list[Label] = []
    for one in labels:
        before = out[-1] if out else None
        if one.label == "container-title" and _NO_CONTAINER.fullmatch(raw, one.start, one.end):
            out.append(one._replace(label="genre"))
        elif one.label == "publisher" and (said := _SAID_AT.match(raw, one.start, one.end)):
            out.append(one._replace(label="genre", end=said.end("genre")))
            out.append(one._replace(start=said.end()))
        elif before and one.label == "publisher" and _is_short_for_event(raw, before, one):
            continue
        else:
            out.append(one)
    return out


def titles(labels: list[Label], raw: str) -> list[Label]:
    """Give titles the halves and last words that labels took for something else.

    - What only a colon parts from a title is no series but its second half.
    - A volume between two titles parts one title: `A History. Vol. 1: The Beginning`.
    - `Care work in the |home Public Notes`: no journal begins with a word in small letters.
    - The number of a part of a series of papers belongs to the title, not to the journal.
    """
    out: list[Label] = []
    for one in _with_last_thing(labels, raw):
        before = out[-1] if out else None
        if before and one.label == "container-title" and (cut := _small_words(raw, before, one)):
            out[-1] = before._replace(end=cut.end("words"))
            out.append(one._replace(start=cut.end()))
        elif before is None or not (
            one.label == "edition"
            or before.label in _HALVES
            or (len(out) > 1 and out[-2].label == "title")
        ):
            out.append(one)  # nothing to set right; a quick look before the slow ones
        elif _is_word_of_container(raw, before, one):
            out[-1] = joined(before, one)._replace(label="container-title")
        elif _ends_title(raw, before, one) or (
            one.label == "publisher" and _is_last_of_enumerated(raw, before, one)
        ):
            out[-1] = joined(before, one)
        elif _is_edition(raw, before, one):
            out[-1] = one._replace(start=before.start)
        elif more := _end_in_place(raw, before, one):
            out[-1] = before._replace(end=more.end("more"))
            out.append(one._replace(start=more.start("place")))
        elif number := _part_number(raw, before, one):
            out[-1] = before._replace(end=number.end("part"))
            out.append(one._replace(start=number.end()))
        elif _goes_on_with_volume(raw, before, one):
            out[-1] = joined(before, one)
        elif len(out) > 1 and _is_enumerated(raw, out[-2], before, one):
            out[-2:] = [joined(out[-2], before), one]
        elif len(out) > 1 and _has_volume_between(raw, out[-2], one):
            out[-2:] = [joined(out[-2], one)]
        else:
            out.append(one)
    return out


def _small_words(raw: str, title: Label, journal: Label) -> re.Match[str] | None:
    """Find a title's last words at the head of its journal: `in the |home Public Notes`."""
    if title.label != "title" or raw[title.end : journal.start] != " ":
        return None
    if raw[title.end - 1] in ".?!'’”\"»":
        return None
    return _SMALL_AHEAD.match(raw, journal.start, journal.end)


def _is_word_of_container(raw: str, names: Label, rest: Label) -> bool:
    """Whether names are the first half of a book's title, cut at a hyphen: `Quill-|Ausgabe`."""
    kinds = names.label, rest.label
    return kinds == ("editor", "container-title") and raw[names.end : rest.start] in {"-", "‐", "‑"}


def _is_edition(raw: str, word: Label, edition: Label) -> bool:
    """Whether the first word of an edition was taken for something else: `Rev. 2nd ed.`."""
    return (
        edition.label == "edition"
        and raw[word.end : edition.start] in {". ", " "}
        and _REVISED.fullmatch(raw, word.start, word.end) is not None
    )


def _ends_title(raw: str, title: Label, more: Label) -> bool:
    """Whether what was taken for a series or a kind of work is the title's second half or end."""
    gap = raw[title.end : more.start]
    if title.label != "title":
        return False
    if more.label == "publisher":  # a place would stand before it
        return gap == ": " and _LETTERS.fullmatch(raw, more.start, more.end) is not None
    if more.label == "collection-title":
        return gap.strip() == ":" and not _NUMBERED.match(raw, more.end)
    if more.label != "genre":
        return False
    named = gap == ": " and _ARTICLE.match(raw, more.start) is not None
    return named or (gap in _OWN_QUOTES and raw[more.start : more.end].islower())


def _is_short_for_event(raw: str, event: Label, letters: Label) -> bool:
    """Whether the letters of a meeting in brackets were taken for a publisher: `Workshop (IWT)`."""
    return (
        event.label in _EVENTS
        and raw[event.end : letters.start] == " ("
        and raw[letters.end : letters.end + 1] == ")"
        and _LETTERS.fullmatch(raw, letters.start, letters.end) is not None
    )


def _is_last_of_enumerated(raw: str, title: Label, last: Label) -> bool:
    """Whether the last of several things was taken for a publisher: `Culture, Work, |and Towns`."""
    return (
        title.label == "title"
        and raw[title.end : last.start] == ", "
        and raw.startswith(("and ", "& "), last.start)
        and "," in raw[title.start : title.end]
    )


def _end_in_place(raw: str, title: Label, place: Label) -> re.Match[str] | None:
    """Find the end of a title of places that the label of the place took in."""
    if (title.label, place.label) != ("title", "publisher-place"):
        return None
    if raw[title.end : place.start] != ", ":
        return None
    return _MORE_AND_PLACE.fullmatch(raw, place.start, place.end)


def _with_last_thing(labels: list[Label], raw: str) -> list[Label]:
    """Give a title the word before the bracket of its imprint: `Theory, |Policy (Press, Leeds)`."""
    for at in range(len(labels) - 2):
        title, word, press = labels[at : at + 3]
        if (title.label, word.label, press.label) == ("title", "publisher", "publisher"):
            gaps = raw[title.end : word.start], raw[word.end : press.start]
            if gaps == (", ", " ("):
                return [*labels[:at], joined(title, word), *labels[at + 2 :]]
    return labels


def _part_number(raw: str, title: Label, journal: Label) -> re.Match[str] | None:
    """Find the number of a series of papers that a journal's label took in."""
    if (title.label, journal.label) != ("title", "container-title"):
        return None
    parted = raw[title.end : journal.start] == ". "
    return _PART_NUMBER.match(raw, journal.start, journal.end) if parted else None


def _has_volume_between(raw: str, title: Label, more: Label) -> bool:
    """Whether nothing but a volume parts two halves of one title: `A History. Vol. 1: Tolls`."""
    if title.label != "title" or more.label not in _TITLES:
        return False
    between = raw[title.end : more.start]
    return len(between) < 24 and _VOLUME_BETWEEN.fullmatch(between) is not None


def _goes_on_with_volume(raw: str, title: Label, more: Label) -> bool:
    """Whether a title's label begins at the number of a volume: `A History. Vol |1: Tolls`."""
    if (title.label, more.label) != ("title", "title"):
        return False
    between = _VOLUME_BETWEEN.match(raw, title.end)
    return between is not None and more.start < between.end() <= more.start + 6


def _is_enumerated(raw: str, title: Label, word: Label, journal: Label) -> bool:
    """Whether a word in small letters ends the title: `hollowed-out, congested, Public Notes`."""
    kinds = title.label, word.label, journal.label
    if kinds != ("title", "container-title", "container-title"):
        return False
    gaps = raw[title.end : word.start], raw[word.end : journal.start]
    return gaps == (", ", ", ") and raw[word.start : word.end].islower()


def with_front_matter(labels: list[Label], raw: str) -> list[Label]:
    """Part an introduction from the book that it stands in: `Introduction. Towns. By Tom Quill`."""
    for at, one in enumerate(labels):
        if one.label != "title":
            continue
        found = _FRONT_MATTER.fullmatch(raw, one.start, one.end)
        if found is None or any(x.label == "container-title" for x in labels):
            return labels
        told = [one._replace(end=found.end("part"))]
        for group, label in (("book", "container-title"), ("names", "container-author")):
            start, end = found.span(group)
            told.append(one._replace(label=label, start=start, end=end))
        return [*labels[:at], *told, *labels[at + 1 :]]
    return labels


def with_series_told(labels: list[Label], raw: str) -> list[Label]:
    """Part a series that calls itself so from a book's title: `Tolls. Beyond the Centre series`.

    So where a bracket holds it: `Tolls (Mill Series of Working Papers, 1/05). Leeds`.
    """
    if held := _with_series_held(labels, raw):
        return held
    if not any(x.label == "publisher-place" for x in labels):
        return labels
    for at, one in enumerate(labels):
        found = _SERIES.search(raw, one.start, one.end) if one.label == "title" else None
        if found and not any(x.label in _HELD_IN for x in labels):
            start, end = found.span("series")
            series = one._replace(label="collection-title", start=start, end=end)
            return [*labels[:at], one._replace(end=found.start()), series, *labels[at + 1 :]]
    return labels


def _with_series_held(labels: list[Label], raw: str) -> list[Label]:
    """Give the series in a bracket that a title runs into its label; empty where none is."""
    found = _SERIES_HELD.search(raw) if "eries" in raw and "(" in raw else None
    if found is None or any(x.label in _HELD_IN for x in labels):
        return []
    start, end = found.span()
    at = next((n for n, x in enumerate(labels) if x.start < start < x.end), -1)
    if at < 0 or labels[at].label != "title" or labels[at].end > end:
        return []
    told = [Label("collection-title", *found.span("series"), labels[at].confidence / 2)]
    if found["number"]:
        told.append(Label("collection-number", *found.span("number"), labels[at].confidence / 2))
    rest = [x for x in labels[at + 1 :] if x.start >= end - 2]
    return [*labels[:at], labels[at]._replace(end=start), *told, *rest]


def quoted_alike(labels: list[Label], raw: str) -> list[Label]:
    """Give a title the mark that ends its own quotation, and take off one that it stands in.

    `Special issue: ‘Ways of working’` keeps its mark; of `'Ways of working'` both are left out.
    """
    for at, one in enumerate(labels):
        if one.label not in _TITLES:
            continue
        start, end = _with_opener(raw, one), _end_of_quotation(raw, one)
        if raw[start] == raw[end : end + 1] == "'":
            start += 1
        if (start, end) != (one.start, one.end):
            labels = [*labels[:at], one._replace(start=start, end=end), *labels[at + 1 :]]
    return labels


def _with_opener(raw: str, title: Label) -> int:
    """Give where a title begins whose first mark closes within it: `(Re)building`, `»A«. More`.

    A quotation that a comma or a stop of its own ends is a title by itself.
    """
    before = raw[max(0, title.start - 1) : title.start]
    closer = _CLOSING.get(before, "")
    if not closer or raw[title.end : title.end + 1] == closer or raw[title.end - 1] == closer:
        return title.start
    inner = raw[title.start : title.end - 1]
    if before == "'" and (within := _OPENED.search(inner)):
        first = _CLOSED.search(inner)
        if first is None or first.start() > within.start():
            return title.start  # what closes first is another quotation within
    at = inner.find(closer)
    while at >= 0 and closer in _APOSTROPHES and inner[at + 1 : at + 2].isalnum():
        at = inner.find(closer, at + 1)
    if at <= 0 or (before != closer and before in inner[:at]):
        return title.start
    if before in "([" and not all(c.isalnum() or c in " '’-/" for c in inner[:at]):
        return title.start  # a year that nobody can read
    whole = inner[at - 1] not in ",. " and raw[title.start + at + 1] != ","
    return title.start - whole


def _end_of_quotation(raw: str, title: Label) -> int:
    before, behind = raw[max(0, title.start - 1) : title.start], raw[title.end : title.end + 1]
    if before not in _QUOTES and behind not in _QUOTES:
        return title.end
    text = raw[title.start : title.end]
    opener = _CLOSERS.get(behind)
    if opener and text.count(opener) == text.count(raw[title.end]) + 1:
        return title.end + 1
    if behind == "'" and "'" in text[1:]:
        opened, closed = (len(form.findall(text, 1)) for form in (_OPENED, _CLOSED))
        return title.end + (opened == closed + 1)
    last = text[-1:]
    closer = _AND_MORE.search(text) if before in _CLOSES and before not in text[-1:] else None
    if closer and closer["mark"] == _CLOSES[before] and text.count(before) <= 1:
        return title.start + closer.start()
    around = before == "'" if last == "'" else before != "" and _CLOSERS.get(last) == before
    return title.end - 1 if around and before not in text[:-1] else title.end


def joined(one: Label, other: Label) -> Label:
    """Make one stretch of two, as sure as the less sure of them."""
    return one._replace(end=other.end, confidence=min(one.confidence, other.confidence))
