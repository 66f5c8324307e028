"""What the sources of gold label otherwise than the scheme, brought in line by its looks."""

import re
from collections import Counter
from collections.abc import Callable, Iterable

from training.sample import Sample

Span = tuple[str, int, int]

_ANNOUNCED = re.compile(
    r"\W*(?:(?:also |auch )?(?:available|retrieved|accessed|consulted|last|viewed|visited|cited"
    r"|consult[ée]|url|doi|pubmed|pmid|pmcid|inspire|abrufbar|verfügbar|retirado|disponible"
    r"|disponível|\[?online|online)\b.*|\W*)",
    re.IGNORECASE | re.DOTALL,
)
_THESIS = re.compile(
    r"\b(?:thesis|dissertation|thèse|tesi|diss|phdthesis|mémoire)\b", re.IGNORECASE
)
_EDITION = re.compile(
    r"\d|edition|\bed\b|\bedn\b|\bédition|\brev|\baufl|critical|version|vyd|wyd|izd", re.IGNORECASE
)
_NO_EDITION = re.compile(r"\d{4,}|collection|series|études|studies|labor|archeo", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(.*?[^\W\d].*?)[\s,]+(?:no\.?|nr\.?|n°|#|number)?\s*([\w-]*\d[\w./-]*)\W*", re.IGNORECASE
)
_PART_OF_ISSUE = re.compile(r"(?:suppl|pt|part|special)\b", re.IGNORECASE)
_JOINED = re.compile(r"(\d{1,4})\s*(?:,\s*\(?|\()\s*(\d{1,3}(?:[-–/]\d{1,3})?)\s*\)?\W*")
_OF = re.compile(r"\s*(?:of|de|in)\s+")
_SERIES_NUMBER = re.compile(
    r"\W*(?:(?:vol|no|nr|bd|n|band|number|volume)\b[.°]?\s*)?", re.IGNORECASE
)
_BEHIND = re.compile(r"(.{3,}?)[\s,;]+(?:vol\.?|no\.?|n°|bd\.?)?\s*(\d{1,4})\W*")
_JOURNAL_SERIES = re.compile(
    r"\W*(?:n(?:uova)?\.?\s?s|[ivx\d]+°?\s?s|s(?:er)?\.?\s?[\w]{1,3}|serie\b.*|[ivx]+ serie|vs"
    r"|cl.*|c[iì].*lett.*|sez.*|phil.*|nuova serie|[\w’']{1,3}\s?s(?:erie|\.)?|ii|série)\W*",
    re.IGNORECASE,
)
_TAIL_PLACE = re.compile(
    r",\s+([^\W\d_][^\W\d]*(?:\s?-\s?[^\W\d_][^\W\d]*|\s[^\W\d_][^\W\d]*)?)\s*,?\s*$"
)
_TRANSLATION = re.compile(
    r"\W*(?:trad(?:uction|uzione|ução|ucción|uit)?\.?(?:\s(?:fr|it|esp)\.?)?"
    r"(?:\s(?:et annotation))?(?:\s(?:par|de|di|by))?|tr\.|tłum\.|transl?\.?)\s+(?=\S)",
    re.IGNORECASE,
)
_PAGES = re.compile(r"(\d+)\s*(?:pp|pages|pgs|p|s|с|pág|seiten)\b", re.IGNORECASE)
_EDITED = re.compile(
    r"[\s,]*[(\[]?\s*(?:eds?|hrsg|hgg?|dirs?|éds?|editors?|coords?|cur|a cura di|a c\. di)\b\.?",
    re.IGNORECASE,
)
_ISSUE_MARK = re.compile(r"\W*n(?:o|r|um|úm)?[.°º]+\s*(?=\d)", re.IGNORECASE)
_VOLUME_YEAR = re.compile(r"\W*(\d{1,3}),\s*((?:1[5-9]|20)\d\d)\W*")
_SUBJECT = re.compile(r"\W*(?:hep|astro|nucl|cond|gr|quant|math|physics)\W.*")
_AN_EDITION = re.compile(r"\b(?:edn?|edition|édition|edizione|aufl\w*)\b", re.IGNORECASE)
_DATED = re.compile(r"(.*?\S)\W*,\s*((?:\d{1,2}\s)?[^\W\d_]{4,12}\s?)")


def amended(samples: Iterable[Sample]) -> list[Sample]:
    """Relabel what the sources label by tastes of their own; leave out what cannot be mended."""
    samples = list(samples)
    places = _places(samples)
    result: list[Sample] = []
    for sample in samples:
        spans: list[Span] | None = []
        for span in sample.spans:
            mended = _mended(sample.raw, span)
            if mended is None or spans is None:
                spans = None
                break
            spans += mended
        if spans is not None:
            spans = _in_view(sample.raw, sorted(spans, key=lambda s: s[1]))
            spans = _series_numbers(sample.raw, spans)
            spans = _place_in_title(sample.raw, spans, places)
            result.append(sample._replace(spans=tuple(spans)))
    return result


def _mended(raw: str, span: Span) -> list[Span] | None:
    """Mend one stretch; None when the reference would teach what is wrong."""
    label, start, end = span
    text = raw[start:end]
    mend = _MENDERS.get(label)
    if mend is not None:
        return mend(span, text)
    dropped = (label == "collection-title" and _JOURNAL_SERIES.fullmatch(text)) or (
        label == "page" and "10." in text and "/" in text
    )
    return [] if dropped else [span]


def _edition(span: Span, text: str) -> list[Span] | None:
    """Keep what names an edition."""
    return [span] if _EDITION.search(text) and not _NO_EDITION.search(text) else None


def _translator(span: Span, text: str) -> list[Span] | None:
    """Leave out the words that announce a translator."""
    label, start, end = span
    match = _TRANSLATION.match(text)
    return [(label, start + (match.end() if match else 0), end)]


def _extent(span: Span, text: str) -> list[Span] | None:
    """Leave out the word for pages."""
    label, start, _ = span
    match = _PAGES.search(text)
    return [(label, start + match.start(1), start + match.end(1))] if match else None


def _volume(span: Span, text: str) -> list[Span] | None:
    """Take an issue or a month off a volume; None for what is no number."""
    label, start, _ = span
    number = _ISSUE_MARK.match(text)
    if number:
        return [("issue", start + number.end(), span[2])]
    joined = _JOINED.fullmatch(text)
    if joined:
        return [
            (label, start, start + joined.end(1)),
            ("issue", start + joined.start(2), start + joined.end(2)),
        ]
    dated = _DATED.fullmatch(text)
    if dated:
        return [
            (label, start, start + dated.end(1)),
            ("issued", start + dated.start(2), start + dated.end(2)),
        ]
    return [span] if re.search(r"[\dIVXLCivxl]", text) and len(text) < 24 else None


def _note(span: Span, text: str) -> list[Span] | None:
    """Tell what a note is: an announcement, a thesis, an edition, a part of the issue."""
    _, start, end = span
    if _ANNOUNCED.fullmatch(text) or _SUBJECT.fullmatch(text):
        return []
    if _THESIS.search(text) and len(text) < 50:
        return [("genre", start, end)]
    if _PART_OF_ISSUE.match(text) and len(text) < 12:
        return [("issue", start, end)]
    if _AN_EDITION.search(text) and len(text) < 24:
        return [("edition", start, end)]
    return [span]


def _genre(span: Span, text: str) -> list[Span] | None:
    """Part a kind of report from its number; None for what is neither kind nor number."""
    _, start, _ = span
    if re.fullmatch(r"\W*(?:PDF|Web|Print|Submission|p\.?.*|\d+|N\d+|№.*|Number .*)\W*", text):
        return None
    match = _NUMBERED.fullmatch(text)
    if match and not _THESIS.search(text):
        return [
            ("genre", start, start + match.end(1)),
            ("number", start + match.start(2), start + match.end(2)),
        ]
    return [span]


def _dates(span: Span, text: str) -> list[Span] | None:
    """Take a volume off a year."""
    label, start, _ = span
    match = _VOLUME_YEAR.fullmatch(text)
    if not match:
        return [span]
    return [
        ("volume", start + match.start(1), start + match.end(1)),
        (label, start + match.start(2), start + match.end(2)),
    ]


_MENDERS: dict[str, Callable[[Span, str], list[Span] | None]] = {
    "note": _note, "genre": _genre, "edition": _edition, "translator": _translator,
    "number-of-pages": _extent, "volume": _volume, "issued": _dates,
}  # fmt: skip


def _in_view(raw: str, spans: list[Span]) -> list[Span]:
    """Tell by its neighbours what a stretch is: editors, a journal, a series in brackets."""
    labels = {label for label, _, _ in spans}
    serial = "page" in labels and not {"container-title", "publisher", "publisher-place"} & labels
    result: list[Span] = []
    for i, (label, start, end) in enumerate(spans):
        name = label
        if label == "author" and i < 2 and "editor" not in labels and _EDITED.match(raw, end):
            name = "editor"
        elif label == "collection-title" and serial and "volume" in labels:
            name = "container-title"
        elif (
            label == "note"
            and i
            and spans[i - 1][0] == "number-of-pages"
            and raw[start] == "("
            and "press" not in raw[start:end]
        ):
            name = "collection-title"
        result.append((name, start, end))
    return result


def _series_numbers(raw: str, spans: list[Span]) -> list[Span]:
    """Call the number of a series so, be it before the series or behind it."""
    result = list(spans)
    for i, (label, begin, end) in enumerate(spans):
        if label != "collection-title":
            continue
        start = begin
        of = _OF.match(raw, start)
        if of and start + 3 < of.end() < end:
            start = of.end()
            result[i] = (label, start, end)
        if (
            i
            and spans[i - 1][0] == "volume"
            and re.fullmatch(r"\W*(?:of\s+)?", raw[spans[i - 1][2] : start])
        ):
            result[i - 1] = ("collection-number", *spans[i - 1][1:])
        elif i + 1 < len(spans) and spans[i + 1][0] in {"volume", "issue", "number"}:
            between = raw[end : spans[i + 1][1]]
            if _SERIES_NUMBER.fullmatch(between):
                result[i + 1] = ("collection-number", *spans[i + 1][1:])
        behind = _BEHIND.fullmatch(raw, start, end)
        if behind:
            result[i] = (label, start, behind.end(1))
            result.append(("collection-number", behind.start(2), behind.end(2)))
    return sorted(result, key=lambda s: s[1])


def _places(samples: Iterable[Sample]) -> frozenset[str]:
    """Gather the places that several references name as such."""
    seen: Counter[str] = Counter()
    for sample in samples:
        for label, start, end in sample.spans:
            if label == "publisher-place":
                seen[sample.raw[start:end].strip(" ,.;:()").lower()] += 1
    return frozenset(place for place, count in seen.items() if count >= 3)


def _place_in_title(raw: str, spans: list[Span], places: frozenset[str]) -> list[Span]:
    """Take off a title the place it runs into, where the date follows and no place is labelled."""
    if any(label in {"publisher-place", "container-title", "publisher"} for label, _, _ in spans):
        return spans
    result: list[Span] = []
    for i, (label, start, end) in enumerate(spans):
        follows = i + 1 < len(spans) and spans[i + 1][0] in {"issued", "volume"}
        match = _TAIL_PLACE.search(raw, start, end) if label == "title" and follows else None
        if match and match[1].lower() in places and match.start() - start > 5:
            result += [(label, start, match.start()), ("publisher-place", match.start(1), end)]
        else:
            result.append((label, start, end))
    return result
