"""Made records for measuring duplicates: one work as several databases have it, and works alike.

Each work of Crossref is written as two or three databases write it: journals abbreviated, names by
initials, DOI left out, titles in capitals or with markup, pages shortened, the year of the web or
of print, accents lost, authors cut after three or six, other ISSNs, other punctuation. Beside many
of them stand other works that look like them.
"""

import gzip
import hashlib
import json
import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from joinedup_refs.notation.journal_titles import journals
from joinedup_refs.sources.crossref_work import candidate
from joinedup_refs.sources.words import words_of

Item = dict[str, Any]


class Made(NamedTuple):
    """A record, and the work that it is of."""

    item: Item
    work: str


_WORDS = ("children", "mice", "women", "adults", "rivers", "cities", "cells", "rats", "schools")
_FEWEST = 4  # words of a title that columns of a journal bear
_COLUMNS = ("Editorial", "Book review", "Letter to the Editor", "In this issue", "Correspondence")


def works(path: Path, *, held_out: bool, once: bool = True) -> list[Item]:
    """Read Crossref's works as CSL items: one half to develop on, the other held out.

    Works that are registered twice, as a preprint and its version are, are taken `once`.
    """
    found = []
    seen: set[tuple[object, ...]] = set()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            message = json.loads(line)
            half = hashlib.sha256(message["DOI"].lower().encode()).digest()[0] % 2 == 1
            item = candidate(message).item if half == held_out else {}
            words = words_of(str(item.get("title", "")))
            first = str((item.get("author") or [{}])[0].get("family", ""))
            known = (words, first, item.get("type"))
            if once and known in seen and len(words) > _FEWEST:
                continue
            seen.add(known)
            if words and item.get("type") != "component":
                found.append({k: v for k, v in item.items() if k not in {"id", "note"}})
    return found


def records(items: list[Item], seed: int, count: int, *, alike: bool = True) -> list[Made]:
    """Make records of `count` works, in mixed order; `alike` puts works that look so beside."""
    chance = random.Random(seed)
    made: list[Made] = []
    for number, item in enumerate(chance.sample(items, min(count, len(items)))):
        copies = chance.choice((1, 2, 2, 3))
        whole = {**item, "whole": True}
        made += [Made(written(whole, chance), str(number)) for _ in range(copies)]
        if alike and chance.random() < 0.6:
            for which, other in enumerate(_others(item, chance)):
                work = f"{number}.{which}"
                made += [
                    Made(written(other, chance), work) for _ in range(chance.choice((1, 1, 2)))
                ]
    chance.shuffle(made)
    return [
        Made({**one.item, "id": f"k{n}", "citation-key": f"k{n}"}, one.work)
        for n, one in enumerate(made)
    ]


def written(item: Item, chance: random.Random) -> Item:
    """Write a record as some database does."""
    out = json.loads(json.dumps(item))  # a copy whose parts may be changed
    for likely, change in _CHANGES:
        if chance.random() < likely:
            change(out, chance)
    return {k: v for k, v in out.items() if v not in ("", [], None) and k != "whole"}


def _abbreviated(item: Item, chance: random.Random) -> None:
    title = item.get("container-title", "")
    short = item.get("container-title-short") or journals().abbreviated(title)
    if short:
        item["container-title"] = short if chance.random() < 0.5 else short.replace(".", "")
        item.pop("container-title-short", None)


def _initials(item: Item, chance: random.Random) -> None:
    first = chance.random() < 0.3
    for name in item.get("author", ()):
        given = name.get("given", "")
        letters = [w[0] for w in re.split(r"[\s.-]+", given) if w]
        if letters:
            name["given"] = letters[0] if first else "".join(letters)


def _cut_authors(item: Item, chance: random.Random) -> None:
    most = chance.choice((1, 3, 3, 6))
    if len(item.get("author", ())) > most:
        item["author"] = item["author"][:most]
        if most == 1 or chance.random() < 0.5:
            item["custom"] = {"and-others": ["author"]}


def _without(*names: str) -> Callable[[Item, random.Random], None]:
    def change(item: Item, chance: random.Random) -> None:
        del chance
        for name in names:
            item.pop(name, None)

    return change


def _capitals(item: Item, chance: random.Random) -> None:
    del chance
    item["title"] = item["title"].upper()


def _markup(item: Item, chance: random.Random) -> None:
    words = item["title"].split()
    at = chance.randrange(len(words))
    words[at] = f"<i>{words[at]}</i>"
    item["title"] = " ".join(words).replace(" & ", " &amp; ")


def _elided(item: Item, chance: random.Random) -> None:
    del chance
    found = re.fullmatch(r"(\d+)[-–](\d+)", item.get("page", ""))
    if found and len(found[1]) == len(found[2]) and found[1] < found[2]:
        same = next(n for n, (a, b) in enumerate(zip(*found.groups(), strict=True)) if a != b)
        item["page"] = f"{found[1]}-{found[2][same:]}"


def _first_page(item: Item, chance: random.Random) -> None:
    del chance
    item["page"] = item.get("page", "").partition("-")[0].partition("–")[0]


def _other_year(item: Item, chance: random.Random) -> None:
    parts = item.get("issued", {}).get("date-parts")
    if parts:
        item["issued"] = {"date-parts": [[int(parts[0][0]) + chance.choice((-1, 1))]]}


def _year_only(item: Item, chance: random.Random) -> None:
    del chance
    parts = item.get("issued", {}).get("date-parts")
    if parts:
        item["issued"] = {"date-parts": [parts[0][:1]]}


def _plain_letters(item: Item, chance: random.Random) -> None:
    del chance

    def plain(text: str) -> str:
        return "".join(c for c in unicodedata.normalize("NFKD", text) if ord(c) < 0x300)

    item["title"] = plain(item["title"]) or item["title"]
    for name in item.get("author", ()):
        for part in ("family", "given"):
            if part in name:
                name[part] = plain(name[part]) or name[part]


def _other_marks(item: Item, chance: random.Random) -> None:
    title = item["title"]
    for old, new in ((": ", chance.choice((" - ", ". ", "; "))), ("'", "’"), ("-", "‐")):
        title = title.replace(old, new)
    item["title"] = title + chance.choice((".", ""))


def _bracketed(item: Item, chance: random.Random) -> None:
    del chance
    item["title"] = f"[{item['title']}]"


def _slip(item: Item, chance: random.Random) -> None:
    words = item["title"].split()
    long = [n for n, w in enumerate(words) if len(w) > 5 and w.isalpha()]
    if long:
        at = chance.choice(long)
        cut = chance.randrange(1, len(words[at]) - 1)
        words[at] = words[at][:cut] + words[at][cut + 1 :]
        item["title"] = " ".join(words)


def _no_subtitle(item: Item, chance: random.Random) -> None:
    del chance
    head, _, tail = item["title"].partition(": ")
    if len(head.split()) > 3 and len(tail.split()) > 3 and item.get("whole"):
        item["title"] = head


def _other_issn(item: Item, chance: random.Random) -> None:
    del chance
    if "ISSN" in item:
        item["ISSN"] = "2049-3630"


def _long_journal(item: Item, chance: random.Random) -> None:
    if "container-title" in item:
        item["container-title"] += chance.choice((" (Online)", " : official journal", " (London)"))


_CHANGES: tuple[tuple[float, Callable[[Item, random.Random], None]], ...] = (
    (0.45, _abbreviated),
    (0.5, _initials),
    (0.2, _cut_authors),
    (0.4, _without("DOI", "URL")),
    (0.7, _without("abstract", "license", "source", "language")),
    (0.15, _capitals),
    (0.1, _markup),
    (0.25, _elided),
    (0.1, _first_page),
    (0.08, _other_year),
    (0.5, _year_only),
    (0.25, _plain_letters),
    (0.2, _other_marks),
    (0.04, _bracketed),
    (0.04, _slip),
    (0.04, _no_subtitle),
    (0.2, _other_issn),
    (0.3, _without("ISSN")),
    (0.06, _long_journal),
    (0.15, _without("issue")),
    (0.04, _without("page")),
    (0.03, _without("volume", "page", "issue")),
    (0.5, _without("publisher", "publisher-place")),
)
"""What databases do to a record, and how often."""


def _others(item: Item, chance: random.Random) -> Iterator[Item]:
    """Give other works that look like a work."""
    kind = item["type"]
    fitting = [_sequel, _namesake, _erratum, _comment, _dataset]
    fitting += [_preprint] if kind != "article" else []
    if kind == "article-journal":
        fitting += [_abstract, _column, _protocol, _update, _silent_erratum]
    if kind in {"book", "monograph"}:
        fitting += [_volume, *([] if "edition" in item else [_edition])]
    if kind == "chapter":
        fitting += [_book]
    for make in chance.sample(fitting, 2):
        yield from make(_moved(item, chance), chance)


def _moved(item: Item, chance: random.Random) -> Item:
    """Copy a record without what identifies it, on pages of its own."""
    out = json.loads(json.dumps(item))
    for name in ("DOI", "URL", "abstract", "PMID", "ISBN"):
        out.pop(name, None)
    if "DOI" in item and chance.random() < 0.6:
        out["DOI"] = f"10.5555/{chance.randrange(10**9)}"
    if "page" in item:
        start = chance.randrange(1, 2000)
        out["page"] = f"{start}-{start + chance.randrange(1, 20)}"
    return dict(out)


def _sequel(item: Item, chance: random.Random) -> Iterator[Item]:
    numbers = chance.choice((("Part I", "Part II"), ("1", "2"), ("I", "II"), ("part A", "part B")))
    for number in numbers:
        yield {**_moved(item, chance), "title": f"{item['title']}: {number}"}


def _namesake(item: Item, chance: random.Random) -> Iterator[Item]:
    words = item["title"].split()
    words[chance.randrange(len(words))] = chance.choice(_WORDS)
    yield {**item, "title": " ".join(words)}


def _erratum(item: Item, chance: random.Random) -> Iterator[Item]:
    begin = chance.choice(("Erratum: ", "Correction to: ", "Corrigendum to ", "Retraction: "))
    yield {**item, "title": begin + item["title"]}


def _silent_erratum(item: Item, chance: random.Random) -> Iterator[Item]:
    del chance
    if "page" in item and "volume" in item:
        yield {**item, "genre": "Published Erratum"}


def _comment(item: Item, chance: random.Random) -> Iterator[Item]:
    begin = chance.choice(("Comment on: ", "Reply to ", "Re: ", "Commentary on "))
    yield {**item, "title": begin + item["title"]}


def _dataset(item: Item, chance: random.Random) -> Iterator[Item]:
    begin = chance.choice(("Data from: ", "", "Dataset for: "))
    kept = {k: item[k] for k in ("author", "issued", "DOI") if k in item}
    yield {**kept, "type": "dataset", "title": begin + item["title"], "publisher": "Dryad"}


def _preprint(item: Item, chance: random.Random) -> Iterator[Item]:
    kept = {k: item[k] for k in ("author", "issued", "DOI", "title") if k in item}
    if chance.random() < 0.5:
        yield {**kept, "type": "article", "publisher": "bioRxiv"}
    else:
        yield {**kept, "type": "article-journal", "container-title": "medRxiv"}


def _abstract(item: Item, chance: random.Random) -> Iterator[Item]:
    out = dict(item)
    if chance.random() < 0.5 and "volume" in item:
        out |= {"page": f"S{chance.randrange(1, 400)}", "issue": "Suppl 1"}
        out["volume"] = str(chance.randrange(1, 99))
    else:
        out |= {"type": "paper-conference", "container-title": "Annual Congress of the Society"}
        for name in ("volume", "issue", "ISSN"):
            out.pop(name, None)
    yield out


def _column(item: Item, chance: random.Random) -> Iterator[Item]:
    title = chance.choice(_COLUMNS)
    for _ in range(3):
        yield {**_moved(item, chance), "title": title, "issue": str(chance.randrange(1, 13))}


def _protocol(item: Item, chance: random.Random) -> Iterator[Item]:
    end = chance.choice((": study protocol", ": protocol for a randomised trial", ": a protocol"))
    yield {**item, "title": item["title"] + end}


def _update(item: Item, chance: random.Random) -> Iterator[Item]:
    number = f"CD{chance.randrange(1000, 9999):06d}"
    year = chance.randrange(2000, 2015)
    for version in (1, 2):
        yield {
            **item,
            "container-title": "Cochrane Database of Systematic Reviews",
            "page": number,
            "volume": "",
            "issue": str(chance.randrange(1, 13)),
            "issued": {"date-parts": [[year + 4 * version]]},
            "DOI": f"10.1002/14651858.{number}.pub{version + 1}" if "DOI" in item else "",
            "ISSN": "",
        }


def _edition(item: Item, chance: random.Random) -> Iterator[Item]:
    year = item.get("issued", {}).get("date-parts", [[2000]])[0][0]
    for edition in ("2", "3rd ed."):
        issued = {"date-parts": [[int(year) + int(edition[0])]]}
        yield {**_moved(item, chance), "edition": edition, "issued": issued}


def _volume(item: Item, chance: random.Random) -> Iterator[Item]:
    for volume in ("1", "2"):
        yield {**_moved(item, chance), "volume": volume}


def _book(item: Item, chance: random.Random) -> Iterator[Item]:
    del chance
    kept = {k: item[k] for k in ("author", "issued", "publisher") if k in item}
    yield {**kept, "type": "book", "title": item["title"]}
