"""Titles whose label ran on into the journal, the book or the meeting behind them."""

import re

from joinedup_refs.parse.draft import Label

__all__ = ["parted_behind_quotation"]

_CLOSING = {"‘": "’", "'": "'", "“": "”", '"': '"', "„": "“"}
_REOPENED = {mark: f" {mark}" for mark in _CLOSING}
"""A quotation within the title, of which nobody knows what closes it."""
_APOSTROPHES = frozenset("’'")
_BEHIND = re.compile(r"[,.]?\s{1,2}(?=[A-ZÀ-Þ]|[a-z]{2,12}[A-Z])")
"""What parts a quotation from a journal's name; that may be `openDemocracy`."""
_LED_IN = re.compile(r"(?P<mark>[’'”\"“]),?\s[Ii]n:?\s(?=[A-ZÀ-Þ])")
_EDITED = re.compile(r"(?P<names>[^()\[\]\d]{4,160}?)\s\([Ee]ds?\.?\)[,:.]?\s(?=[A-ZÀ-Þ])")
_EDITED_BY = re.compile(r"[.,]\s(?:[Ee]ds?\.|[Ee]dited)\s(?:by\s)?$")
_ENDED = re.compile(r"[,.]\s{1,2}$")
_NUMBERED = frozenset({"volume", "issue", "page", "issued", "URL", "accessed", "DOI"})
_REPORT = frozenset({"genre", "number"})
_NO_JOURNAL = re.compile(
    r"(?:[Pp]aper|[Ss]peech|[Tt]alk|[Ll]ecture|[Aa]ddress|[Ii]nterview|[Ee]vidence|[Ll]etter"
    r"|[Ss]tatement|[Cc]hapter|[Rr]eview|[Rr]eport|[Dd]issertation|[Tt]hesis|[Uu]npublished)\b"
)
_LED_ON = re.compile(
    r"(?P<stop>[.?!]?)(?P<mark>[’'”\"»]),?\s[Ii]n:?\s(?=[A-ZÀ-Þ])"
    r"|(?P<end>[.?!])\sIn(?P<colon>:?)\s(?!(?:[Ss]earch|[Dd]efen[cs]e|[Pp]raise|[Mm]emor)\w*\s)(?=[A-ZÀ-Þ])"
)
"""What brings a book behind a title's end; the last words also open a second half of a title."""
_EDITORS_NEXT = re.compile(
    r"[.,;:]?\s\(?(?:[Ee]dited\sby|[Ee]ds?\.(?:\sby)?|[Hh]rsg\.(?:\svon)?|[Hh]g\.|[Hh]erausgegeben\svon"
    r"|[Tt]ranslated\sby|[Tt]rans\.(?:\sby)?)\s"
)
_NAMES_LED = re.compile(r"[^.:?!]{0,100}\s\(?(?:[Ee]ds?\b|[Hh]rsg\b|[Hh]g\b|[Ee]ditors?\b)")
"""Editors before their book, which are none of its name."""
_SAID_AT = re.compile(
    r"(?P<genre>(?:[Kk]eynote\s)?(?:[Ss]peech|[Pp]aper|[Ll]ecture|[Tt]alk|[Aa]ddress|[Pp]oster|[Pp]resentation))\s"
    r"(?:(?:presented|delivered|given|held|read|prepared)\s)?(?:at|for|to|before)\s(?:the\s)?(?=[A-ZÀ-Þ\d])"
)
"""How a text was read, and what it was read at behind it."""
_MAGAZINE = re.compile(
    r"[.?!]\s(?P<name>(?:(?:The\s)?(?!An?\s|The\s|In\s|On\s)(?:[A-Z][\w’'-]{1,20}\s(?:&\s)?){1,4}"
    r"(?:Magazine|News|Times|Post|Herald|Tribune|Gazette|Chronicle|Observer|Mail)"
    r"|The\s(?:Conversation|Guardian|Independent|Telegraph|Atlantic|Economist|Times|Hill|Nation|Observer)"
    r"|Politico|Reuters|Truthout|Bloomberg|Forbes|Newsweek|Vox|Slate|BBC\sNews))$"
)
"""What names itself a newspaper or a magazine at the end of a title, or is known as one."""
_JOURNAL_OF = re.compile(
    r"[.?!]\s(?P<journal>J\.\s(?:[A-Z][a-z]{1,14}\.?\s){0,3}[A-Z][a-z]{1,14})$"
)
_LED_WITHIN = {"” in ": "“", '" in ': '"', "’ in ": "‘", " in ": "“"}
_IMPRINT = frozenset({"publisher", "publisher-place"})
_PRESENTED = re.compile(r"[Pp]resented\s(?:at|to|in)\s(?:the\s)?['‘“\"]?$")
_FRONT_MATTER = frozenset(
    {"Introduction", "Foreword", "Preface", "Afterword", "Epilogue", "Prologue", "Conclusion"}
)
"""What stands in a book and is called by nothing else."""
_SHORTEST = 6
_LEAST = 3
_LONGEST = 100


def parted_behind_quotation(labels: list[Label], raw: str) -> list[Label]:
    """Part the journal behind a quoted title from it: `'Why towns matter', |openTowns`.

    So where numbers, a date or an address follow; before a report's number the rest is left to its
    series. Where a journal has a label of its own, nothing is done, but a book gets back its first
    words: `“Tolls.” In Walls |and Gates: Essays, edited by …`.
    """
    labels = _with_event(labels, raw)
    if " In " in raw or " In: " in raw or " in " in raw:
        labels = _with_whole_book(labels, raw)
    kinds = [x.label for x in labels]
    if "title" in kinds and "container-title" in kinds:
        return _with_rest(labels, raw, kinds.index("title"))
    if "title" not in kinds:
        return labels
    if " In " in raw or " in " in raw:
        held = _held_in(labels, raw, kinds.index("title"))
        if held is not labels:
            return held
    if "URL" in kinds and not {"publisher", "genre"} & set(kinds):
        labels = _with_magazine(labels, raw, kinds.index("title"))
        kinds = [x.label for x in labels]
        if "container-title" in kinds:
            return labels
    return _with_journal(labels, raw, kinds.index("title"))


def _with_rest(labels: list[Label], raw: str, at: int) -> list[Label]:
    """Part what a title and a journal took of one another at another place.

    `Tolls. J. Gates |Walls` is the journal from its `J.` on; what stands behind quoted words within
    a book's title goes on with it: `Views of “Tolls” in |Old Towns`.
    """
    if at + 1 == len(labels) or labels[at + 1].label != "container-title":
        return labels
    title, held = labels[at : at + 2]
    gap = raw[title.end : held.start]
    if gap == ". " and (first := _JOURNAL_OF.search(raw, title.start, title.end)):
        cut = title._replace(end=first.start())
        return [*labels[:at], cut, held._replace(start=first.start("journal")), *labels[at + 2 :]]
    behind = {x.label for x in labels[at + 2 :]}
    within = gap in _LED_WITHIN and raw[title.start - 1] not in _CLOSING
    opened = raw.rfind(_LED_WITHIN.get(gap, "\0"), title.start, title.end - 1)
    if within and opened > title.start + _SHORTEST and _IMPRINT >= behind - {"issued"} != set():
        return [*labels[:at], title._replace(end=held.end), *labels[at + 2 :]]
    return labels


def _with_magazine(labels: list[Label], raw: str, at: int) -> list[Label]:
    """Part a newspaper from the title of what it has on its page: `Walls fall. |Toll News`."""
    title = labels[at]
    found = _MAGAZINE.search(raw, title.start + _SHORTEST, title.end)
    if found is None or labels[min(at + 1, len(labels) - 1)].label not in {
        "URL",
        "issued",
        "accessed",
    }:
        return labels
    journal = title._replace(label="container-title", start=found.start("name"))
    stop = found.start() + (raw[found.start()] != ".")
    return [*labels[:at], title._replace(end=stop), journal, *labels[at + 1 :]]


def _with_journal(labels: list[Label], raw: str, at: int) -> list[Label]:
    """Part a journal, or what a text was read at, from the quoted title before it."""
    kinds = [x.label for x in labels]
    title = labels[at]
    end = _end_of_quotation(raw, title)
    rest = _BEHIND.match(raw, end + 1, title.end) if end else None
    if rest and (said := _SAID_AT.match(raw, rest.end(), title.end)):
        event = Label("event-title", said.end(), title.end, title.confidence / 2)
        genre = Label("genre", *said.span("genre"), title.confidence / 2)
        told = [genre] if "genre" not in kinds else []
        told += [event] if "event-title" not in kinds else []
        return [*labels[:at], title._replace(end=end), *told, *labels[at + 1 :]]
    if rest is None or title.end - rest.end() > _LONGEST or _NO_JOURNAL.match(raw, rest.end()):
        return labels
    follows = kinds[at + 1] if at + 1 < len(kinds) else "page"
    cut = title._replace(end=end)
    if follows in _REPORT:
        return [*labels[:at], cut, *labels[at + 1 :]]
    edited = follows == "editor" and _EDITED_BY.search(raw[title.end : labels[at + 1].start])
    front = raw[title.start : end].rstrip(",.") in _FRONT_MATTER
    if follows not in _NUMBERED and not edited and not front:
        return labels
    journal = Label("container-title", rest.end(), title.end, title.confidence / 2)
    return [*labels[:at], cut, journal, *labels[at + 1 :]]


def _held_in(labels: list[Label], raw: str, at: int) -> list[Label]:
    """Part the book that an `in` brings behind a quoted title: `'Tolls' In The Book of Towns`."""
    title = labels[at]
    start = title.start + (raw[title.start] in _CLOSING)
    closer = _CLOSING.get(raw[max(0, start - 1)], "")
    text = raw[start : title.end]
    found = next((m for m in _LED_IN.finditer(text) if m["mark"] == closer), None)
    if not closer or found is None or found.start() < _SHORTEST:
        return labels
    quoted = title._replace(start=start, end=start + found.start("mark"))
    sure, told = title.confidence / 2, []
    begin = start + found.end()
    if edited := _EDITED.match(raw, begin, title.end):
        told = [Label("editor", begin, edited.end("names"), sure)]
        begin = edited.end()
    told.append(Label("container-title", begin, title.end, sure))
    return [*labels[:at], quoted, *told, *labels[at + 1 :]]


def _with_whole_book(labels: list[Label], raw: str) -> list[Label]:
    """Give a book the first words of its name, which the title before it took in."""
    kinds = [x.label for x in labels]
    at = kinds.index("title") if "title" in kinds else len(kinds)
    if at > len(kinds) - 2:
        return labels
    title, more = labels[at : at + 2]
    found = _led_on(raw, title)
    if found is None or _NAMES_LED.match(raw, found.end(), title.end):
        return labels
    held = more if more.label == "container-title" else None
    if held is None and "container-title" in kinds:
        return labels
    if held and any(map(str.isalnum, raw[title.end : held.start])):
        return labels
    last = held or title
    told = found["colon"] or _EDITORS_NEXT.match(raw, last.end)
    if not told and not (held and found["mark"]):
        return labels
    end = found.start("mark") if found["mark"] else found.end("end") - (found["end"] == ".")
    if found["stop"] == ".":
        end -= 1
    book = last._replace(label="container-title", start=found.end())
    return [*labels[:at], title._replace(end=end), book, *labels[at + 1 + bool(held) :]]


def _led_on(raw: str, title: Label) -> re.Match[str] | None:
    """Find what brings a book within the label of a title."""
    closer = _CLOSING.get(raw[max(0, title.start - 1) : title.start])
    if closer is None and raw.find(" In", title.start, title.end) < 0:
        return None
    for found in _LED_ON.finditer(raw, title.start + _LEAST, title.end):
        if not found["mark"] or found["mark"] == closer:
            return found
    return None


def _with_event(labels: list[Label], raw: str) -> list[Label]:
    """Take what a paper was presented at for an event: `Presented at 'Tolls', |SOAS`."""
    for at, one in enumerate(labels):
        if (
            one.label != "container-title"
            or "resented" not in raw[max(0, one.start - 24) : one.start]
        ):
            continue
        if _PRESENTED.search(raw[max(0, one.start - 24) : one.start]):
            end = _end_of_quotation(raw, one) or one.end
            return [*labels[:at], one._replace(label="event-title", end=end), *labels[at + 1 :]]
    return labels


def _end_of_quotation(raw: str, title: Label) -> int:
    """Give where the quotation closes that a title's label begins with; 0 where none does."""
    before = raw[max(0, title.start - 1) : title.start]
    closer = _CLOSING.get(before, "")
    text = raw[title.start : title.end]
    if not closer or (text.count(before) > 1 if before == '"' else _REOPENED[before] in f" {text}"):
        return 0
    found = raw.find(closer, title.start + _SHORTEST, title.end)
    while found >= 0:
        parted = _ENDED.match(raw[found + 1 : found + 3]) or raw[found - 1] in ".,?!"
        if parted and (closer not in _APOSTROPHES or not raw[found + 1 : found + 2].isalnum()):
            return found
        found = raw.find(closer, found + 1, title.end)
    return 0
