"""Makes a set of real references with their right records out of a file of Crossref works.

    python benchmarks/matching_set.py --works FILE -o SET [--random N] [--near N] [--seed N]

The reference lists that publishers deposit with their works are the references; the DOI that a
publisher or Crossref asserts for one is its answer. FILE has Crossref's messages of works, one a
line, and may be gzipped. SET is written for `matching.py`, one JSON object a line:

- `unstructured`, `assembled`: the asserted work is in FILE. The text is the deposited one, or is
  joined from the deposited fields. All of them are taken.
- `by-fields`: nobody asserts a DOI, but title, year and an author's family name are those of one
  work in FILE, and no number contradicts it.
- `negative-random`: the asserted work is not in FILE. `--random` of them.
- `near-miss`: not in FILE either, but FILE has another work with an author of that name in that
  year and that journal or half of the title's words. `--near` of them, the likest first.

Some asserted DOIs are wrong, and some works have two. Those found by reading are put right from
`matching_set_labels.tsv`, each with the proof; `--as-asserted` leaves them as they came.
"""

import argparse
import csv
import gzip
import hashlib
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from joinedup_refs.notation.journal_names import abbreviates, weighty
from joinedup_refs.sources.words import words_of

_LABELS = Path(__file__).with_name("matching_set_labels.tsv")
_SHORTEST, _LONGEST = 30, 900  # characters of a text that is a reference
_TITLE_LEAST = 4  # words of a title that is one work's alone, most likely
_YEAR = re.compile(r"(?:18|19|20)\d\d")
_HEAD = 6  # words at the start of a text among which its first author is
_LIKE = 0.5  # share of a record's title words that makes a near miss


class Deposited(NamedTuple):
    """A reference as a publisher deposited it."""

    citing: str
    fields: dict[str, str]

    @property
    def doi(self) -> str:
        """The asserted DOI, or nothing."""
        return self.fields.get("DOI", "").strip().lower()

    @property
    def title(self) -> str:
        """The title of what is cited."""
        return self.fields.get("article-title") or self.fields.get("volume-title") or ""

    @property
    def raw(self) -> str:
        """The text as deposited, or joined from the fields; empty where that makes no reference."""
        if text := self.fields.get("unstructured", ""):
            return " ".join(text.split())
        get = self.fields.get
        numbers = ", ".join(p for p in (get("volume"), get("issue"), get("first-page")) if p)
        where = get("journal-title") or (get("volume-title") if get("article-title") else "")
        parts = (get("author"), f"({get('year')})" if get("year") else "", self.title)
        if not get("author") or not get("year") or not (self.title or numbers):
            return ""
        tail = ", ".join(p for p in (where, numbers) if p)
        return " ".join(". ".join(p.rstrip(".") for p in (*parts, tail) if p).split())

    @property
    def kind(self) -> str:
        """Whether the text is the publisher's own."""
        return "unstructured" if self.fields.get("unstructured") else "assembled"


class Works:
    """The works of a file, found by DOI, by title, and by author and year."""

    def __init__(self, path: Path) -> None:
        self.all: dict[str, dict[str, Any]] = {}
        self.by_title: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self.by_author: dict[tuple[str, str], list[str]] = defaultdict(list)
        for work in _messages(path):
            doi = str(work["DOI"]).lower()
            self.all[doi] = work
            self.by_title[title_words(work)].append(doi)
            for year in years_of(work):
                for family in families_of(work):
                    self.by_author[family, year].append(doi)


def _messages(path: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def title_words(work: dict[str, Any]) -> tuple[str, ...]:
    """Give the words of a work's title."""
    return words_of((work.get("title") or [""])[0] or "")


def families_of(work: dict[str, Any]) -> set[str]:
    """Give the last words of the authors' family names."""
    names = (words_of(str(n.get("family") or "")) for n in work.get("author") or ())
    return {words[-1] for words in names if words}


def years_of(work: dict[str, Any]) -> set[str]:
    """Give the years of a work."""
    dates = ("issued", "published-print", "published-online")
    parts = ((work.get(d) or {}).get("date-parts") or [[]] for d in dates)
    return {str(p[0][0]) for p in parts if p and p[0] and p[0][0]}


def deposited(works: Works) -> Iterator[Deposited]:
    """Give every reference of the works' lists that makes a text, each text once."""
    seen: set[str] = set()
    for citing, work in works.all.items():
        for fields in work.get("reference") or ():
            plain = {k: v for k, v in fields.items() if isinstance(v, str)}
            one = Deposited(citing, plain)
            if _SHORTEST <= len(one.raw) <= _LONGEST and one.raw not in seen:
                seen.add(one.raw)
                yield one


def by_fields(one: Deposited, works: Works) -> str:
    """Give the work whose title, year and author a reference without a DOI has, if it is one."""
    words = words_of(one.title)
    if one.doi or len(words) < _TITLE_LEAST:
        return ""
    names = set(words_of(one.fields.get("author", "")))
    year = one.fields.get("year", "")[:4]
    found = [
        doi
        for doi in works.by_title.get(words, ())
        if year in years_of(works.all[doi])
        and names & families_of(works.all[doi])
        and not _contradicts(one, works.all[doi])
    ]
    return found[0] if len(found) == 1 else ""


def _contradicts(one: Deposited, work: dict[str, Any]) -> bool:
    first = str(work.get("page") or "").partition("-")[0]
    pairs = ((one.fields.get("volume"), work.get("volume")), (one.fields.get("first-page"), first))
    return any(a and b and str(a) != str(b) for a, b in pairs)


def nearness(one: Deposited, works: Works) -> float:
    """Say how near another work in the file comes to a reference whose own is not: 0 to 1."""
    words = words_of(one.raw)
    years = {one.fields.get("year", "")[:4]} - {""} or {w for w in words if _YEAR.fullmatch(w)}
    names = words_of(one.fields.get("author", "")) or words[:_HEAD]
    found = {doi for n in names for year in years for doi in works.by_author.get((n, year), ())}
    said = set(words_of(f"{one.title} {one.fields.get('unstructured', '')}"))
    journal = weighty(words_of(one.fields.get("journal-title", "")))
    best = 0.0
    for doi in found:
        work = works.all[doi]
        title = set(title_words(work))
        if len(title) < _TITLE_LEAST:
            continue
        share = len(title & said) / len(title)
        named = weighty(words_of((work.get("container-title") or [""])[0] or ""))
        same = journal and named and (journal == named or abbreviates(journal, named))
        if same or share >= _LIKE:
            best = max(best, share + 0.5 * bool(same))
    return best


def row(one: Deposited, kind: str, doi: str, by: str) -> dict[str, Any]:
    """Give a line of the set."""
    named = hashlib.sha256(f"{one.citing} {one.raw}".encode()).hexdigest()[:12]
    found = {"id": f"s{named}", "raw": one.raw, "doi": doi or None, "kind": kind}
    return {**found, "doi_asserted_by": by, "citing_doi": one.citing, "asserted": one.doi}


def put_right(lines: list[dict[str, Any]]) -> None:
    """Put right the labels that were found to be wrong by reading."""
    text = _LABELS.read_text(encoding="utf-8")
    proper = csv.DictReader((t for t in text.splitlines() if t[:1] != "#"), delimiter="\t")
    known = {told["id"]: told for told in proper}
    for line in lines:
        if told := known.get(line["id"]):
            line |= {"doi": told["doi"] or None, "kind": told["kind"], "doi_asserted_by": "hand"}


def chosen(works: Works, randoms: int, nearest: int, seed: int) -> list[dict[str, Any]]:
    """Choose the references of the set."""
    rng = random.Random(seed)
    found: list[dict[str, Any]] = []
    near: list[tuple[float, str, Deposited]] = []
    others: list[Deposited] = []
    for one in deposited(works):
        by = one.fields.get("doi-asserted-by", "")
        if one.doi in works.all:
            found.append(row(one, one.kind, one.doi, by))
        elif doi := by_fields(one, works):
            found.append(row(one, "by-fields", doi, "fields"))
        elif one.doi:
            others.append(one)
            if degree := nearness(one, works):
                near.append((-degree, one.raw, one))
    kept = [one for _, _, one in sorted(near)[:nearest]]
    found += [row(one, "near-miss", "", one.fields.get("doi-asserted-by", "")) for one in kept]
    drawn = set(map(id, kept))
    rest = [one for one in others if id(one) not in drawn]
    for one in rng.sample(rest, min(randoms, len(rest))):
        found.append(row(one, "negative-random", "", one.fields.get("doi-asserted-by", "")))
    return sorted(found, key=lambda line: str(line["id"]))


def main() -> None:
    """Make the set."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--works", type=Path, required=True, help="records, as Crossref serves them"
    )
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--random", type=int, default=1500, help="references to other works")
    parser.add_argument("--near", type=int, default=1500, help="references to works much like one")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--as-asserted", action="store_true", help="leave wrong labels wrong")
    options = parser.parse_args()
    lines = chosen(Works(options.works), options.random, options.near, options.seed)
    if not options.as_asserted:
        put_right(lines)
    with options.output.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    counted: dict[str, int] = defaultdict(int)
    for line in lines:
        counted[line["kind"]] += 1
    print(", ".join(f"{kind} {count}" for kind, count in sorted(counted.items())))


if __name__ == "__main__":
    main()
