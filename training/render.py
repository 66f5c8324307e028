"""Reference strings set from records, with every label known; the seed fixes them all."""

import random
import re
from collections.abc import Sequence
from pathlib import Path

from training.inventory import HOUSES
from training.layouts import LAYOUTS, OTHERS, Layout
from training.names import STYLES, Name, name_list, odd_name, one_name, organisation
from training.noise import Piece, damaged
from training.records import Work, read_works
from training.sample import Sample
from training.values import values_of

_PART = re.compile(r"<([^<>]*)>|\{([a-z-]+)\}", re.IGNORECASE)
_LABELS = {
    "editors": "editor", "body": "editor", "paper": "number", "arxiv": "", "date": "issued",
    "first": "page", "newspaper": "container-title",
}  # fmt: skip
_KINDS = (
    ("article", 46), ("book", 22), ("chapter", 15), ("thesis", 4), ("report", 3), ("paper", 4),
    ("preprint", 2), ("web", 4),
)  # fmt: skip


class Library:
    """The works to set, by the kind of reference they can make."""

    def __init__(self, works: Sequence[Work], houses: Sequence[tuple[str, str]]) -> None:
        """Sort works by kind; `houses` are (publisher, place) pairs as printed in real lists."""
        people = [w for w in works if w.authors]
        whole = {"container-title", "volume", "page"}
        self.articles = [
            w for w in people if whole <= w.fields.keys() and w.kind == "journal-article"
        ]
        self.chapters = [w for w in people if w.kind in {"book-chapter", "proceedings-article"}
                         and "container-title" in w.fields]  # fmt: skip
        self.theses = [w for w in people if w.kind == "dissertation"]
        self.books = [w for w in people if w.kind in {"book", "monograph", "edited-book"}]
        self.people = people
        self.book_titles = sorted({
            w.fields["container-title"] for w in works
            if w.kind == "book-chapter" and "container-title" in w.fields
        })  # fmt: skip
        self.houses = [*HOUSES * 3, *houses]


def render_all(
    path: Path, houses: Sequence[tuple[str, str]], count: int, seed: int
) -> list[Sample]:
    """Set `count` strings from the records in `path`."""
    rng = random.Random(seed)
    library = Library(read_works(path), houses)
    names, weights = zip(*((layout, layout.share) for layout in LAYOUTS.values()), strict=True)
    kinds, shares = zip(*_KINDS, strict=True)
    samples: list[Sample] = []
    for number in range(count):
        layout = rng.choices(names, weights)[0]
        kind = rng.choices(kinds, shares)[0]
        pieces = _rendered(library, layout, kind, rng)
        while not pieces:  # a work that lacks what every template of the layout prints
            pieces = _rendered(library, layout, kind, rng)
        pieces = damaged(pieces, rng)
        samples.append(_sample(pieces, f"r{number}"))
    return samples


def _sample(pieces: list[Piece], name: str) -> Sample:
    """Join pieces into one string with spans."""
    spans: list[tuple[str, int, int]] = []
    raw = ""
    for text, label in pieces:
        if label and text:
            spans.append((label, len(raw), len(raw) + len(text)))
        raw += text
    return Sample(raw, tuple(spans), "rendered", name)


def _rendered(library: Library, layout: Layout, kind: str, rng: random.Random) -> list[Piece]:
    """Set one work in one layout; nothing when the work lacks what the layout prints."""
    work = _work(library, kind, rng)
    style = STYLES[rng.choice(layout.names)]
    values = values_of(work, kind, library.houses, library.book_titles, rng)
    values["author"] = name_list(_authors(work, kind, rng), style)
    editors = tuple(
        rng.choice(rng.choice(library.people).authors) for _ in range(rng.choice((1, 1, 2, 2, 3)))
    )
    if layout.names[0] == "pmm" and rng.random() < 0.5:
        values["editor"] = name_list(editors, STYLES["pmm"])
    else:
        values["editor"] = name_list(editors, STYLES[layout.editors])
    values["editors"] = values["editor"]
    values["translator"] = one_name(editors[0], "G F")
    templates = OTHERS[kind] if kind in OTHERS else layout.templates[kind]
    if kind == "paper" and layout.names[0] == "pmm":
        templates = templates[:1]
    for template in rng.sample(templates, len(templates)):
        if all(values.get(m[2]) for m in _PART.finditer(re.sub(r"<[^<>]*>", "", template))):
            return _expanded(template, values)
    return []


def _expanded(template: str, values: dict[str, str]) -> list[Piece]:
    """Fill a template; a stop is not doubled after a value that ends with one."""
    pieces: list[Piece] = []
    at = 0

    def literal(text: str) -> None:
        if text:
            last = pieces[-1][0][-1:] if pieces else ""
            if text[0] == "." and last and last in ".?!":
                text = text[1:]
            elif text[0] == "," and last in {"?", "!"}:
                text = text[1:] if text[1:2] == " " else text
            if text:
                pieces.append((text, ""))

    for match in _PART.finditer(template):
        literal(template[at : match.start()])
        at = match.end()
        optional, name = match[1], match[2]
        if name:
            pieces.append((values[name], _LABELS.get(name, name)))
        elif all(values.get(m[2]) for m in _PART.finditer(optional)):
            for piece in _expanded(optional, values):
                if piece[1]:
                    pieces.append(piece)
                else:
                    literal(piece[0])
    literal(template[at:])
    return pieces


def _work(library: Library, kind: str, rng: random.Random) -> Work:
    """Choose a work that can stand as this kind of reference."""
    if kind == "article":
        return rng.choice(library.articles)
    if kind == "chapter":
        return rng.choice(library.chapters)
    if kind == "thesis" and rng.random() < 0.4:
        return rng.choice(library.theses)
    if kind == "book" and rng.random() < 0.15:
        return rng.choice(library.books)
    return rng.choice(library.people)


def _authors(work: Work, kind: str, rng: random.Random) -> tuple[Name, ...]:
    """Give the work's authors, now and then a body or somebody with one name."""
    shares = {"paper": 0.75, "report": 0.35, "web": 0.5, "book": 0.08}
    if rng.random() < shares.get(kind, 0.02):
        return ((organisation(rng), ""),)
    if rng.random() < 0.03:
        return ((odd_name(rng, work.authors[0][1].split(" ")[0] or "Anna"), ""),)
    if kind in {"book", "web", "thesis", "paper", "report"}:
        return work.authors[: 1 if kind == "thesis" else rng.choice((1, 1, 2, 2, 3, 4))]
    # Long lists of names teach nothing new after the first few, and cost time.
    return work.authors if rng.random() < 0.2 else work.authors[: rng.choice((2, 3, 4, 5, 6))]
