"""Given names beyond those of the records: what two lists of names agree on.

    python -m training.given_names DAY > src/joinedup_refs/tables/given_names.tsv

Needs the package Faker (MIT), whose lists by language are facts about names, and reads the
gazetteers of the shipped model. A word that is a family name as well is left out, unless it is a
given name in four times as many languages.
"""

import gzip
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

from joinedup_refs.notation.name_words import folded
from joinedup_refs.tables import rows

LANGUAGES = (
    *("cs_CZ", "da_DK", "de_AT", "de_CH", "de_DE", "en_GB", "en_IE", "en_US", "es_AR"),
    *("es_CL", "es_CO", "es_ES", "es_MX", "et_EE", "fi_FI", "fr_BE", "fr_CH", "fr_FR"),
    *("fr_QC", "hr_HR", "hu_HU", "is_IS", "it_IT", "lt_LT", "lv_LV", "nl_BE", "nl_NL"),
    *("no_NO", "pl_PL", "pt_BR", "pt_PT", "ro_RO", "sk_SK", "sl_SI", "sv_SE", "tr_TR"),
)
GAZETTEERS = Path("src/joinedup_refs/parse/model/gazetteers.tsv.gz")
SHORTEST = 3
HEADER = """\
# Given names, folded, that the table name_words does not know: how much more often they are given
# than family names, in powers of two, and the names, a line for each initial.
# Source: name lists by language of Faker {version} (MIT) and the gazetteers of the parsing model.
# Compiled {day} by training/given_names.py.
lean\twords"""


def listed() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Give Faker's given names and family names, each with the languages that have it."""
    given: dict[str, set[str]] = defaultdict(set)
    family: dict[str, set[str]] = defaultdict(set)
    for language in LANGUAGES:
        provider = import_module(f"faker.providers.person.{language}").Provider
        for kind, names in (("first_names", given), ("last_names", family)):
            for ending in ("", "_male", "_female"):
                held = getattr(provider, kind + ending, ())
                for name in held if isinstance(held, Iterable) else ():
                    if " " not in name:
                        names[folded(name).replace(" ", "")].add(language[:2])
    return given, family


def in_gazetteers() -> Iterator[str]:
    """Give the words that are given names and no family names in the model's gazetteers."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for line in gzip.decompress(GAZETTEERS.read_bytes()).decode("utf-8").splitlines():
        kind, _, word = line.partition("\t")
        if kind in {"F", "G"}:
            kinds[folded(word)].add(kind)
    yield from (word for word, told in kinds.items() if told == {"G"})


def leans() -> dict[str, int]:
    """Give how surely each word is a given name: 3 where two languages have it, else 2."""
    known = {row["word"] for row in rows("name_words")}
    given, family = listed()
    told = {
        word: 3 if len(languages) > 1 else 2
        for word, languages in given.items()
        if len(languages) >= 4 * len(family.get(word, ())) and word not in known
    }
    for word in in_gazetteers():
        if word not in known and word not in family:
            told.setdefault(word, 2)
    return {w: n for w, n in told.items() if len(w) >= SHORTEST and w.isalpha()}


def main() -> None:
    """Write the table to standard output."""
    by_line: dict[tuple[int, str], list[str]] = defaultdict(list)
    for word, lean in leans().items():
        by_line[lean, word[0]].append(word)
    print(HEADER.format(version=import_module("faker").VERSION, day=sys.argv[1]))
    for (lean, _), words in sorted(by_line.items()):
        print(f"{lean}\t{' '.join(sorted(words))}")


if __name__ == "__main__":
    main()
