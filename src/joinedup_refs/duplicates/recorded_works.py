"""What a record says of its work, folded so that two records can be held against each other.

Databases write one work in their own ways: dates of print or of the web, supplements in the volume
or in the issue, addresses of their own pages. What only tells two databases apart is left out.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from hashlib import sha256

from joinedup_refs.check.works import Words, Work, first_page, number_of
from joinedup_refs.formats import Record
from joinedup_refs.model.name import Verbatim
from joinedup_refs.model.reference import Reference
from joinedup_refs.notation import version_words
from joinedup_refs.notation.identifiers import doi, isbn, issn
from joinedup_refs.notation.journal_names import weighty
from joinedup_refs.notation.journal_titles import journals
from joinedup_refs.sources.words import words_of
from joinedup_refs.tables import rows

_TELLING = 5  # words of a title that is no common one
_LABELS = ("genre", "M3", "PT", "status", "medium")
"""Variables and tags in which databases say what a record is: `Conference Abstract`."""
_NUMBER = re.compile(r"\w{0,3}\d\w{0,9}|\b[ivxlc]{1,7}\b")
_BREAK = re.compile(r"[\s;,()/]{1,9}")
_PARTED = re.compile(r"[;,\n]|\s(?=97[89])")
_REVIEW = re.compile(r"(10\.1002/14651858\.[a-z]{2}\d{4,8})(?:\.pub(\d{1,2}))?", re.IGNORECASE)
"""A Cochrane review and its update."""
_REVIEW_PAGE = re.compile(r"(?:cd|mr|ed)\d{4,8}")
_SUPPLEMENT = re.compile(r"suppl(?:ement(?:ary)?)?|supplement|s(?=\d)")
_VOLUME = frozenset({"vol", "volume", "v", "bd", "band", "t", "tome", "jg", "jahrgang"})
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_VERSION = re.compile(r"\Av(?:ersion|ers|er)?(?=\d|\Z)")
_DATED = frozenset({"news", "webpage"})
_VERSIONS = frozenset({"preprint", "dataset", "software", "thesis"})
"""Types that are versions of works, under the names that words tell them by."""
_ADDRESSED = frozenset({"webpage", "software", "dataset"})
_APART = {row["word"]: row["kind"] for row in rows("apart_words")}
_ARTICLE_NUMBER = re.compile(r"e?\d{5,12}|[a-z]{1,3}\d{3,12}")


class RecordedWork(Work):
    """What a record says of its work."""

    def __init__(self, record: Record) -> None:
        reference = record.reference
        super().__init__(reference)
        self.volume = _volume(getattr(reference, "volume", ""))
        self.page = _page(reference)
        self.identifiers = tuple(dict.fromkeys(_identifiers(reference, self.identifiers)))

    @cached_property
    def words(self) -> Words:
        """The words of title, journal and publisher, which tell preprints and their like."""
        reference = self.reference
        around = (str(getattr(reference, f, "")) for f in ("container_title", "publisher"))
        return (*self.title, *words_of(" ".join(around)))

    @cached_property
    def letters(self) -> str:
        """All that it says of the work, where its title is a telling one."""
        if len(self.title) < _TELLING or self.year is None:
            return ""
        return self.mark if self.container or self.publisher else ""

    @cached_property
    def mark(self) -> str:
        """What it says of its work in 40 characters: the same wherever the record stands."""
        return sha256(repr(self.signature).encode("utf-8", "surrogatepass")).hexdigest()[:40]

    @cached_property
    def signature(self) -> tuple[object, ...]:
        """All by which it is judged, in an order in which copies come to stand together."""
        return (
            "".join(self.title),
            self.authors,
            self.year or 0,
            self.volume,
            self.page,
            self.issue,
            self.containers,
            self.publisher,
            self.edition,
            self.number,
            self.kind,
            sorted(self.identifiers),
            sorted(self.issns),
            sorted(self.apart),
            self.reference.title,
            self.cut_short,
            self.url,
            self.day,
            self.issued.letter if self.issued else "",
            self.version,
            self.address,
            sorted(self.translators),
            sorted(self.event),
        )

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers of title, edition and report."""
        found = set(_NUMBER.findall(" ".join(self.title)))
        return frozenset(n.lstrip("0") for n in found | {self.edition, self.number} if n)

    @cached_property
    def cut_short(self) -> bool:
        """Whether it gives up its further authors; many databases do after three, six or ten."""
        marked = "author" in self.reference.and_others
        return marked or len(self.authors) in {3, 6, 10, 20, 25}

    @cached_property
    def containers(self) -> tuple[Words, ...]:
        """The journal in full and abbreviated, as it says and as tables have it."""
        reference = self.reference
        title = str(getattr(reference, "container_title", ""))
        short = getattr(reference, "container_title_short", "")
        short = short or reference.other.get("container-title-short", "")
        known = journals().in_full(title) if len(title) < 80 else ""
        forms = (weighty(words_of(str(name))) for name in (title, short, known) if name)
        return tuple(dict.fromkeys(tuple(form) for form in forms if form))

    @cached_property
    def issns(self) -> frozenset[str]:
        """The numbers of the journal, in print and on the web."""
        held = [getattr(self.reference, "issn", "")]
        held += [self.reference.other.get(name, "") for name in ("ISSN", "SN", "IS")]
        parts = (issn.parse(part) for part in _BREAK.split(" ".join(map(str, held))) if part)
        return frozenset(number for number in parts if number)

    @property
    def day(self) -> tuple[int, int] | None:
        """Month and day of what comes out daily; of a journal databases have several."""
        return super().day if self.kind in _DATED else None

    @cached_property
    def issue(self) -> str:
        """The issue; supplements alike however they are called."""
        return _SUPPLEMENT.sub("s", number_of(getattr(self.reference, "issue", "")))

    @cached_property
    def edition(self) -> str:
        """The number of the edition, or else its words."""
        words = words_of(str(getattr(self.reference, "edition", "")))
        for word in words:
            digits = re.match(r"\d{1,3}", word)
            if digits:
                return digits[0].lstrip("0")
            if word in _ORDINALS:
                return str(_ORDINALS.index(word) + 1)
        return "".join(words)

    @property
    def url(self) -> str:
        """The address of what stands on the web alone; databases give their own pages'."""
        return super().url if self.kind in _ADDRESSED and not self.container else ""

    @property
    def address(self) -> str:
        """The address of a web page."""
        return super().url if self.kind == "webpage" else ""

    @cached_property
    def version(self) -> Words:
        """The numbers and words of its version: 2 and 1 of `v2.1.0`."""
        told = str(
            getattr(self.reference, "version", "") or self.reference.other.get("version", "")
        )
        words = [_VERSION.sub("", word) for word in words_of(told)]
        words = [word for word in words if word]
        while words and words[-1] == "0":
            words.pop()
        return tuple(words)

    @cached_property
    def event(self) -> frozenset[str]:
        """The words by which a conference is known, without numbers."""
        words = weighty(words_of(str(getattr(self.reference, "event_title", ""))))
        return frozenset(word for word in words if not any(map(str.isdigit, word)))

    @cached_property
    def apart(self) -> frozenset[str]:
        """Abstract, protocol, part…, by the title and by what its database calls it."""
        found = set(self.named_apart)
        for label in _labels(self.reference):
            found |= {_APART[word] for word in label if word in _APART}
            found |= version_words.in_title(label) & {"correction", "retraction"}
        return frozenset(found)

    @cached_property
    def named_apart(self) -> frozenset[str]:
        """Protocol, part… by the title alone."""
        return frozenset(_APART[word] for word in self.title if word in _APART)

    @cached_property
    def versions(self) -> frozenset[str]:
        """Correction, reply, preprint and their like, told by words or by the type."""
        by_type = {self.kind} & _VERSIONS
        return super().versions | by_type

    @cached_property
    def update(self) -> tuple[str, ...]:
        """What tells one update of a Cochrane review from another; empty for other works."""
        for kind, value in self.identifiers:
            found = _REVIEW.fullmatch(value) if kind == "DOI" else None
            if found:
                return found[1], found[2] or "1"
        if _REVIEW_PAGE.fullmatch(self.page):
            return self.page, "", str(self.year or ""), self.issue
        return ()


def _labels(reference: Reference) -> Iterator[Words]:
    for name in _LABELS:
        told = getattr(reference, name, "") or reference.other.get(name, "")
        for line in str(told).splitlines():
            yield words_of(line)


def _volume(told: object) -> str:
    """Give the number of a volume without its supplement or part: 12 of `12 Suppl 1`."""
    words = words_of(str(told)) if told else ()
    words = words[1:] if len(words) > 1 and words[0] in _VOLUME else words
    return words[0].lstrip("0") if words else ""


def _page(reference: Reference) -> str:
    """Give the number of an article, or its first page."""
    number = reference.other.get("C7") or reference.other.get("article-number")
    if isinstance(number, str) and _ARTICLE_NUMBER.fullmatch(number_of(number)):
        return number_of(number)
    pages = getattr(reference, "pages", None)
    if isinstance(pages, Verbatim):
        words = words_of(pages.text)
        return next((w.lstrip("0") for w in words if any(map(str.isdigit, w))), "")
    return first_page(reference)


def _identifiers(
    reference: Reference, found: tuple[tuple[str, str], ...]
) -> Iterator[tuple[str, str]]:
    yield from (pair for pair in found if pair[0] in {"PMID", "PMCID"})
    for told in (reference.doi, reference.url if "doi.org/" in reference.url else ""):
        known = doi.parse(told) if told else None
        if known:
            yield "DOI", known
            break
    numbers = f"{getattr(reference, 'isbn', '')}\n{reference.other.get('ISBN', '')}"
    for part in _PARTED.split(numbers) if len(numbers) > 9 else ():
        for _, _, number in isbn.find(f"ISBN {part}"):
            yield "ISBN", isbn.format(number)
