"""Reference strings set from records, with every label known; the seed fixes them all."""

import random
import re
from collections.abc import Sequence
from pathlib import Path

from training.inventory import HOUSES
from training.layouts import LAYOUTS, OTHERS, Layout, chosen
from training.names import (
    STYLES,
    Name,
    NameStyle,
    name_list,
    odd_name,
    one_name,
    organisation,
    varied,
    varied_name,
)
from training.noise import Piece, damaged
from training.records import Work, read_works
from training.sample import Sample
from training.values import values_of

_PART = re.compile(r"<([^<>]*)>|\{([a-z-]+)\}", re.IGNORECASE)
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1cff\u3040-\ud7ff]")
_SOCIAL = re.compile(
    r"(?i)\b(?:soci[aeo]|politi|econom|law|legal|juri|educat|psycholog|histor|cultur|philosoph"
    r"|polic|manage|business|communicat|langu|linguist|gender|migrat|urban|public|studies|theor"
    r"|anthropol|religi|labou?r|famil|demograph|governance|international relations|media)"
)
_LABELS = {
    "editors": "editor", "body": "editor", "paper": "number", "patent": "number", "arxiv": "",
    "cited": "", "version": "", "repository": "", "date": "issued", "month": "issued",
    "day": "issued", "original": "issued", "first": "page", "tome": "volume", "vols": "note",
    "newspaper": "container-title", "law": "container-title", "court": "container-title",
    "dictionary": "container-title", "festschrift": "container-title",
    "case": "title", "statute": "title",
}  # fmt: skip
_KINDS = (
    ("article", 340), ("book", 210), ("chapter", 195), ("report", 60), ("paper", 15),
    ("thesis", 40), ("news", 35), ("web", 40), ("conference", 35), ("preprint", 12),
    ("entry", 6), ("law", 6), ("software", 3), ("data", 4), ("patent", 2), ("review", 4),
)  # fmt: skip


class Library:
    """The works to set, by the kind of reference they can make."""

    def __init__(self, works: Sequence[Work], houses: Sequence[tuple[str, str]]) -> None:
        """Sort works by kind; `houses` are (publisher, place) pairs as printed in real lists."""
        people = [w for w in works if w.authors]
        # Scripts other than Latin are a fifth as frequent in lists as in the records.
        people = [
            work for i, work in enumerate(people)
            if i % 5 == 0 or not _OTHER_SCRIPT.search(work.fields["title"])
        ]  # fmt: skip
        self.persons = [
            name
            for work in people
            for name in work.authors[:4]
            if name[1] and not _OTHER_SCRIPT.search(name[0] + name[1])
        ]
        whole = {"container-title", "volume", "page"}
        self.articles = [
            w for w in people if whole <= w.fields.keys() and w.kind == "journal-article"
        ]
        self.chapters = [w for w in people if w.kind in {"book-chapter", "proceedings-article"}
                         and "container-title" in w.fields]  # fmt: skip
        self.theses = [w for w in people if w.kind == "dissertation"]
        self.books = [w for w in people if w.kind in {"book", "monograph", "edited-book"}]
        self.people = people
        self.social = {
            kind: [
                w
                for w in ours
                if _SOCIAL.search(w.fields.get("container-title", w.fields["title"]))
            ]
            for kind, ours in (("article", self.articles), ("chapter", self.chapters))
        }
        self.book_titles = sorted({
            w.fields["container-title"] for w in works
            if w.kind == "book-chapter" and "container-title" in w.fields
        })  # fmt: skip
        self.houses = [*HOUSES * 2, *houses]


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
    pmm = layout.names[0] == "pmm"
    values = values_of(work, kind, library.houses, library.book_titles, rng)
    style = varied(_style(layout.names, rng), rng)
    people = tuple(varied_name(name, rng) for name in _authors(work, kind, rng))
    values["author"] = name_list(people, style)
    if rng.random() < 0.008:  # the author of the reference before, whom nobody can tell from here
        values["author"] = rng.choice(_REPEATED)
    editors = tuple(
        varied_name(rng.choice(library.persons), rng)
        for _ in range(rng.choice((1, 1, 1, 2, 2, 2, 3, 3, 4)))
    )
    own = pmm and rng.random() < 0.5
    editing = STYLES["pmm"] if own else varied(_style(layout.editors, rng), rng)
    values["editor"] = values["editors"] = name_list(editors, editing)
    values["translator"] = one_name(editors[0], "G F")
    values["festschrift"] = rng.choice(_HONOURS) + values["translator"]
    templates = layout.templates.get(kind, ()) or OTHERS[kind]
    if kind in OTHERS and rng.random() < 0.3:
        templates = OTHERS[kind]
    if kind == "paper" and pmm:
        templates = templates[:1]
    for _ in range(8):
        template = chosen(rng.choice(templates), rng)
        if all(values.get(m[2]) for m in _PART.finditer(re.sub(r"<[^<>]*>", "", template))):
            return [*_lead(people, values, rng), *_with_note(_expanded(template, values), rng)]
    return []


def _style(names: Sequence[str], rng: random.Random) -> NameStyle:
    """Choose one of a layout's styles of names, or for once any other."""
    return STYLES[rng.choice(names if rng.random() < 0.93 else tuple(STYLES))]


def _lead(people: Sequence[Name], values: dict[str, str], rng: random.Random) -> list[Piece]:
    """Put before the reference the number or key of its list, now and then."""
    chance = rng.random()
    if chance > 0.07:
        return []
    number = str(rng.randint(1, 180))
    if chance < 0.012:
        family = "".join(c for c in people[0][0] if c.isalpha()) or "Anon"
        year = values["issued"][2:4]
        key = rng.choice((family[:4].upper(), family[:3], family[:3].upper()))
        return [(f"[{key}{year}]", "citation-number"), (" ", "")]
    if chance < 0.02:
        return [(rng.choice(("• ", "- ", "– ", "* ")), "")]
    mark = rng.choice(("[#] ", "[#] ", "#. ", "#. ", "# ", "# ", "(#) ", "#) ", "#", "[#]"))
    before, _, after = mark.partition("#")
    return [(before, ""), (number, "citation-number"), (after, "")]


def _with_note(pieces: list[Piece], rng: random.Random) -> list[Piece]:
    """Put a remark after the reference, now and then."""
    chance = rng.random()
    if chance > 0.03:
        return pieces
    if chance < 0.01:
        isbn = f"{rng.randint(0, 9)}-{rng.randint(100, 999)}-{rng.randint(10000, 99999)}-"
        return [*pieces, (rng.choice((" ISBN ", " ISBN: ", " ISBN-10: ")), ""), (f"{isbn}4", "")]
    return [*pieces, (" (", ""), (rng.choice(_REMARKS), "note"), (").", "")]


_REPEATED = ("Ders.", "Dies.", "ders.", "dies.", "Idem", "Id.", "———", "–––", "---", "—", "______")
_HONOURS = (
    "Festschrift für ",
    "Festschrift für ",
    "FS ",
    "Liber Amicorum ",
    "Essays in Honour of ",
)
_REMARKS = (
    "in press", "in print", "mimeo", "unpublished manuscript", "unveröffentlichtes Manuskript",
    "reprinted", "in German", "in French", "in Russian", "Ms.", "manuscript", "forthcoming",
)  # fmt: skip


def _expanded(template: str, values: dict[str, str]) -> list[Piece]:
    """Fill a template; a stop is not doubled after a value that ends with one."""
    pieces: list[Piece] = []
    at = 0

    def literal(text: str) -> None:
        text = text.replace("..", ".").replace(" ,", ",")
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
            label = "" if values[name] in _REPEATED else _LABELS.get(name, name)
            pieces.append((values[name], label))
        elif all(values.get(m[2]) for m in _PART.finditer(optional)):
            for piece in _expanded(optional, values):
                if piece[1] or piece[0] in _REPEATED:
                    pieces.append(piece)
                else:
                    literal(piece[0])
    literal(template[at:])
    return pieces


def _work(library: Library, kind: str, rng: random.Random) -> Work:
    """Choose a work that can stand as this kind of reference."""
    if kind in library.social and rng.random() < 0.5:
        return rng.choice(library.social[kind])
    if kind in {"article", "review"}:
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
    shares = {"paper": 0.75, "report": 0.35, "web": 0.5, "book": 0.06, "data": 0.7}
    if rng.random() < shares.get(kind, 0.02):
        return ((organisation(rng), ""),)
    if rng.random() < 0.03:
        return ((odd_name(rng, work.authors[0][1].split(" ")[0] or "Anna"), ""),)
    if kind not in {"article", "chapter", "conference", "preprint"}:
        single = kind in {"thesis", "news", "entry", "review"}
        return work.authors[: 1 if single else rng.choice((1, 1, 1, 2, 2, 3, 4))]
    # Long lists of names teach nothing new after the first few, and cost time.
    return (
        work.authors if rng.random() < 0.12 else work.authors[: rng.choice((1, 1, 2, 2, 3, 4, 5))]
    )
