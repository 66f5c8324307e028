"""Makes the tables of journals' titles and their words from Crossref's records.

    python -m training.journal_titles --corpora CORPORA --out src/joinedup_refs/tables

`CORPORA` is a folder that holds `crossref/works.jsonl.gz`. What is taken are facts: the titles of
journals and their abbreviations as publishers deposit them (`container-title`,
`short-container-title`), and as the references of their articles have them (`journal-title`). An
abbreviation is laid beside a title only where that is the one title whose words it cuts. No list of
abbreviations is copied.

A word is taken where two titles abbreviate it alike, more than do so otherwise, or three works of
one title; a title where the words tell its abbreviation, or most
references or its publisher do.
"""

import argparse
import gzip
import html
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from joinedup_refs.notation.journal_titles import JournalTitles, Key, key_of

_LEAST_WORKS = 2  # that print a title, for it to be one that an abbreviation may stand for
_LEAST_REFERENCES = 3  # that print it, for the table
_LIKELY = 0.5
_WHOLE = 0.75  # of the letters of another title, from which a title is one of its own
_OFTEN = 20
_DRAWN = 6  # letters that an abbreviation drawn together has less than: natl, mgmt, engng
_LETTER_WORDS = frozenset({"journal", "jurnal", "jornal", "zeitschrift", "quarterly", "royal"})
"""Words that are one letter in any title, where `new` is in some only: N. Y., New Phytol."""
_LETTERS = {
    **dict.fromkeys(("journal", "jurnal", "jornal"), "j"),
    "north": "n",
    "new": "n",
    "south": "s",
    "east": "e",
    "west": "w",
    "york": "y",
    "zealand": "z",
    "zeitschrift": "z",
    "royal": "r",
    "quarterly": "q",
    "united": "u",
    "states": "s",
    "america": "a",
    "kingdom": "k",
}
"""Words that are cut to one letter; any other letter by itself names a section: Phys. Rev. A."""
_GOOD_TITLE = re.compile(r"[A-Z][\w\s.,&'’-]{5,90}")
_LATIN = re.compile(r"[\x20-\u024f\u2019]+")
_WORDS_NOTE = (
    "# Words of journals' titles and their short forms, folded; without a short form the word "
    "stays whole.\n# Source: Crossref (https://www.crossref.org), metadata without copyright: "
    "titles and abbreviations that publishers deposit for their journals and in references. "
    "Made {date} by training/journal_titles.py; no part of the List of Title "
    "Word Abbreviations.\nword\tshort\n"
)
_TITLES_NOTE = (
    "# Titles of journals, the abbreviation where it is not that of the words in "
    "journal_words.tsv, and others that are printed, folded.\n"
    "# `mostly_cut`: more references abbreviate the title than print it whole; `folded`: its "
    "abbreviation.\n"
    "# Source: as journal_words.tsv. Made {date} by training/journal_titles.py.\n"
    "title\tshort\talso\tmostly_cut\tfolded\n"
)


class Gathered:
    """What the records say."""

    def __init__(self, path: Path) -> None:
        self.titles: Counter[str] = Counter()
        """Titles of journals, and of how many works."""
        self.given: dict[str, str] = {}
        """Abbreviations that publishers give of a title."""
        printed: defaultdict[str, set[str]] = defaultdict(set)
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                self._take(json.loads(line), printed)
        self.printed = {title: len(works) for title, works in printed.items()}
        """Titles as references print them, and in how many works."""
        self.printed_keys: Counter[Key] = Counter()
        for title, number in self.printed.items():
            self.printed_keys[key_of(title)] += number

    def _take(self, work: dict[str, object], printed: defaultdict[str, set[str]]) -> None:
        if work["type"] == "journal-article":
            title, short = (
                _first(work.get("container-title")),
                _first(work.get("short-container-title")),
            )
            if title:
                self.titles[title] += 1
            if title and short and short != title:
                self.given[title] = short
        references = work.get("reference")
        for reference in references if isinstance(references, list) else ():
            if title := _first(reference.get("journal-title")):
                printed[title].add(str(work["DOI"]))


def _first(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    text = html.unescape(html.unescape(str(value or "")))
    return " ".join(text.split()).strip(" .,;")


def cuts(short: str, word: str) -> bool:
    """Whether a word is cut at its end, or drawn together between its first and last letter."""
    if len(short) == 1:
        return _LETTERS.get(word, word) == short
    if word.startswith(short):
        return True
    if not 2 < len(short) < _DRAWN or (short[0], short[-1]) != (word[0], word[-1]):
        return False
    rest = iter(word)
    return all(letter in rest for letter in short)


def fits(short: Key, full: Key) -> bool:
    """Whether each word of an abbreviation cuts a word of a title, and one is cut indeed."""
    return (
        len(short) == len(full) > 1
        and short != full
        and all(cuts(a, b) for a, b in zip(short, full, strict=True))
    )


class Candidates:
    """Titles, by what all their abbreviations share."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._by_initials: defaultdict[str, set[Key]] = defaultdict(set)
        for title in titles:
            key = key_of(title)
            if len(key) > 1:
                self._by_initials["".join(word[0] for word in key)].add(key)

    def of(self, short: Key) -> Key | None:
        """Give the only title that an abbreviation fits; titles cut themselves are none."""
        initials = "".join(word[0] for word in short)
        found = [full for full in self._by_initials[initials] if fits(short, full)]
        whole = [one for one in found if not any(fits(one, other) for other in found)]
        return whole[0] if len(whole) == 1 else None

    def shortened(self, key: Key, *, by_publisher: bool) -> bool:
        """Whether a title is another one with letters left out; many, if a publisher's."""
        initials = "".join(word[0] for word in key)
        letters = len("".join(key))
        return any(
            fits(key, full) and (not by_publisher or letters < _WHOLE * len("".join(full)))
            for full in self._by_initials[initials]
        )


def learn_words(gathered: Gathered) -> dict[str, str]:
    """Give the short form of each word, itself where it stays whole."""
    known = {*gathered.titles, *(t for t, n in gathered.printed.items() if n >= _LEAST_WORKS)}
    candidates = Candidates(known)
    votes: defaultdict[str, defaultdict[str, set[Key]]] = defaultdict(lambda: defaultdict(set))
    works: Counter[tuple[str, str]] = Counter()
    for full, short, number in _pairs(gathered, candidates):
        for word, cut in zip(full, short, strict=True):
            votes[word][cut].add(full)
            works[word, cut] += number
    words: dict[str, str] = {}
    for word, forms in votes.items():
        ranked = sorted(forms, key=lambda cut: (-len(forms[cut]), -works[word, cut], cut))
        best, *rest = ranked
        first = (len(forms[best]), works[word, best])
        next_ = max(((len(forms[cut]), works[word, cut]) for cut in rest), default=(0, 0))
        if len(best) == 1 < len(word) and word not in _LETTER_WORDS:
            continue
        likely = first[0] >= _LIKELY * sum(len(titles) for titles in forms.values())
        if likely and first > next_ and (first[0] > 1 or first[1] >= _LEAST_REFERENCES):
            words[word] = best
    return _without_short_forms(words, gathered)


def _without_short_forms(words: dict[str, str], gathered: Gathered) -> dict[str, str]:
    """Leave out as words what is the short form of words that more journals' titles have."""
    known = Counter(word for title in gathered.titles for word in set(key_of(title)))
    stands_for: defaultdict[str, int] = defaultdict(int)
    for word, short in words.items():
        if word != short:
            stands_for[short] = max(stands_for[short], known[word])
    return {
        word: short
        for word, short in words.items()
        if word != short or 2 * known[word] >= stands_for[word]
    }


def _pairs(gathered: Gathered, candidates: Candidates) -> Iterator[tuple[Key, Key, int]]:
    for title, short in gathered.given.items():
        full, cut = key_of(title), key_of(short)
        if fits(cut, full):
            yield full, cut, 1
    for printed, number in gathered.printed.items():
        cut = key_of(printed)
        full_of = candidates.of(cut) if len(cut) > 1 else None
        if full_of is not None:
            yield full_of, cut, number


def choose_titles(
    gathered: Gathered, words: dict[str, str]
) -> list[tuple[str, str, str, str, str]]:
    """Give titles, the abbreviation where words do not tell it, and how else they are printed.

    Of two spellings of a title the one counts that a publisher gives, then the one that more print.
    """
    by_words = JournalTitles(words, ())
    cut_words = {short for word, short in words.items() if short != word} - {*words}
    spelt = _spelt(gathered)
    candidates = Candidates(title for _, title in spelt.values())
    printed = _printed_as(gathered, candidates)
    rows: list[tuple[str, str, int]] = []
    for key, (number, title) in spelt.items():
        by_publisher = title in gathered.titles
        if (
            key[0] == "j"
            or cut_words & {*key}
            or candidates.shortened(key, by_publisher=by_publisher)
        ):
            continue
        short = by_words.abbreviated(title)
        usual = _usual(title, key, printed[key], words)
        if usual and 10 * printed[key][key_of(short)] < printed[key][key_of(usual)]:
            short = usual
        if not short and title in gathered.given:
            short = _of_publisher(title, key, gathered.given[title], words)
        if _stays(title, key, number, printed[key]):
            short = title
        if short and (key_of(short) != key or short == title):
            rows.append((title, short, number))
    return [
        (
            title,
            "" if by_words.abbreviated(title) == short else short,
            _others(title, short, printed),
            "yes" if _mostly_cut(gathered, printed[key_of(title)], key_of(title)) else "",
            " ".join(key_of(short)),
        )
        for title, short in _without_slips(rows)
    ]


def _stays(title: str, key: Key, number: int, printed: Counter[Key]) -> bool:
    """Whether a title such as IEEE Access or Physica A is always printed whole."""
    named = any(word.isupper() and len(word) > 2 for word in title.split()) and len(key) < 4
    of_section = len(key) == 2 and len(key[1]) == 1
    return (named or of_section) and number >= _OFTEN and not printed


def _spelt(gathered: Gathered) -> dict[Key, tuple[int, str]]:
    """Give how often each title is printed, and its best spelling."""
    spelt: dict[Key, tuple[int, int, str]] = {}
    for by_publisher, counted in ((1, gathered.titles), (0, gathered.printed)):
        for title, number in counted.items():
            least = 1 if by_publisher else _LEAST_REFERENCES
            key = key_of(title)
            good = _GOOD_TITLE.fullmatch(title) and _LATIN.fullmatch(title)
            if number >= least and len(key) > 1 and good:
                spelt[key] = max(spelt.get(key, (0, 0, "")), (by_publisher, number, title))
    return {
        key: (max(gathered.titles[title], gathered.printed.get(title, 0)), title)
        for key, (_, _, title) in spelt.items()
    }


def _printed_as(gathered: Gathered, candidates: Candidates) -> defaultdict[Key, Counter[Key]]:
    found: defaultdict[Key, Counter[Key]] = defaultdict(Counter)
    for full, short, number in _pairs(gathered, candidates):
        found[full][short] += number
    return found


def _usual(title: str, key: Key, printed: Counter[Key], words: dict[str, str]) -> str:
    """Give the abbreviation that most references print of a title, written with stops."""
    if not printed:
        return ""
    short, number = printed.most_common(1)[0]
    if number < _LEAST_REFERENCES or number < _LIKELY * printed.total():
        return ""
    return JournalTitles({**words, **dict(zip(key, short, strict=True))}, ()).abbreviated(title)


def _mostly_cut(gathered: Gathered, printed: Counter[Key], key: Key) -> bool:
    """Whether more references abbreviate a title than print it whole."""
    whole = gathered.printed_keys[key]
    return printed.total() >= _LEAST_REFERENCES and printed.total() > whole


def _others(title: str, short: str, printed: defaultdict[Key, Counter[Key]]) -> str:
    """Give the other abbreviations of a title that several works print, folded."""
    forms = printed[key_of(title)].items()
    others = sorted(f for f, n in forms if n >= _LEAST_WORKS and f != key_of(short))
    return ";".join(" ".join(form) for form in others)


def _of_publisher(title: str, key: Key, given: str, words: dict[str, str]) -> str:
    """Give a publisher's abbreviation with stops, where it agrees with the words known."""
    short = key_of(given)
    if not fits(short, key):
        return ""
    pairs = list(zip(key, short, strict=True))
    cut = sum(a != b for a, b in pairs)
    if any(words.get(word, form) != form for word, form in pairs) or 2 * cut < len(pairs):
        return ""
    return JournalTitles({**words, **dict(pairs)}, ()).abbreviated(title)


def _without_slips(rows: Iterable[tuple[str, str, int]]) -> list[tuple[str, str]]:
    """Leave out a slip of another title: one that shares its abbreviation and is much rarer."""
    by_short: defaultdict[Key, list[tuple[int, str, str]]] = defaultdict(list)
    for title, short, number in rows:
        by_short[key_of(short)].append((number, title, short))
    kept: list[tuple[str, str]] = []
    for same in by_short.values():
        most = max(number for number, _, _ in same)
        kept += [(title, short) for number, title, short in same if number * 5 > most]
    return sorted(kept)


def main() -> None:
    """Write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    told = parser.parse_args()
    gathered = Gathered(told.corpora / "crossref" / "works.jsonl.gz")
    words = learn_words(gathered)
    titles = choose_titles(gathered, words)
    date = datetime.now(UTC).date().isoformat()
    lines = (f"{word}\t{'' if short == word else short}\n" for word, short in sorted(words.items()))
    for name, note, body in (
        ("journal_words", _WORDS_NOTE, lines),
        ("journal_titles", _TITLES_NOTE, ("\t".join(row) + "\n" for row in titles)),
    ):
        content = note.format(date=date) + "".join(body)
        (told.out / f"{name}.tsv").write_text(content, encoding="utf-8")
    print(f"{len(words)} words, {len(titles)} titles")


if __name__ == "__main__":
    main()
