"""Parses strings that nobody would print and looks for what must never happen.

    python benchmarks/fuzz_parsing.py [--count N] [--seed N] [--show N]

The strings are invented references, whole or spoilt (cut, doubled, joined, shuffled, letters
exchanged, signs of every script put in), and plain noise. Of each string must hold:

- nothing is raised, by parsing or by writing the entry as JSON and reading it again;
- what is told stands in the string: origins, unread stretches, marks, probabilities;
- nothing is lost: every letter and digit stands where a value stands, in an unread stretch, in a
  connective, or in a stretch claimed for what carries no value (a list number, a label);
- the plain item is the CSL item of the typed reference;
- no string takes far longer for a character than the others.
"""

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import islice
from typing import Any

from joinedup_refs.model.entry import Entry
from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse.draft import Draft
from joinedup_refs.parse.parsed import Plain
from joinedup_refs.tables import rows

BATCH = 64
SLOW_MS = 250
"""A string shorter than a thousand characters that takes longer is shown."""

_values: Any = import_module("joinedup_refs.parse.values")
_parse: Any = import_module("joinedup_refs.parse.parse")
_entries: Any = import_module("joinedup_refs.parse.entries")
_CONNECTIVES = frozenset(row["word"] for row in rows("connectives"))
_WORD = re.compile(r"[^\W_]+")

_FAMILIES = (
    "Adams Brook O’Connor Müller de_la_Cruz van_der_Berg Łukasiewicz 王 Ng Perri Ivanov-Petrov"
)
_WORDS = (
    "harbour ferries tolls of the and public management in Europe: a über die Geschichte du "
    "politique théorie – 2nd review (revised) “quoted” data-set network’s X-ray 1848 H₂O"
)
_PLACES = "London New_York Wien Opladen Paris"
_PUBLISHERS = "Harbour_Press Edward_Elgar Springer Verlag_für_Fähren Presses_de_la_Mer"
_NOISE = (
    "\x00\x01\x07\x1b[31m\u202e\u200f\u200b\u200d\ufeff\u0301\u0308\u0323\u20dd\ud800\udfff\u2028"
    "\u00ad\u00a0\t\r\n.,;:()[]{}<>«»„“”‘’\"'&/\\|·–—-_=*#%§°ªº²½Ⅷ٣९ß🙂👩中文字かなعربيעברית"
)


def references(chance: random.Random) -> Iterator[str]:
    """Invent references without end."""

    def some(words: str, least: int, most: int) -> str:
        pool = words.split()
        picked = [chance.choice(pool).replace("_", " ") for _ in range(chance.randint(least, most))]
        return " ".join(picked)

    def name() -> str:
        initials = " ".join(f"{chance.choice('ABCDEFGHÖ')}." for _ in range(chance.randint(1, 2)))
        family = some(_FAMILIES, 1, 1)
        return chance.choice((f"{family}, {initials}", f"{initials} {family}", f"{family} A"))

    while True:
        people = chance.choice((", ", " and ", "; ", " & ")).join(
            name() for _ in range(chance.randint(1, 4))
        )
        year = chance.choice((str(chance.randint(1500, 2030)), "n.d.", "in press", "1999/2000a"))
        number = chance.randint(1, 300)
        title = some(_WORDS, 2, 12).capitalize()
        journal = some(_WORDS, 1, 4).title()
        numbers = chance.choice(
            ("12(3), 4–56", "12, 3, pp. 4-56", "Bd. 7, S. 1ff.", "e1234", "12:3")
        )
        house = f"{some(_PLACES, 1, 1)}: {some(_PUBLISHERS, 1, 1)}"
        tail = chance.choice(
            (
                "",
                " doi:10.1234/abc.5678",
                " https://example.org/a/b?c=d",
                " ISBN 0-306-40615-2",
                " arXiv:2001.12345",
            )
        )
        yield chance.choice(
            (
                f"{people} ({year}), {title}. {journal}, {numbers}.{tail}",
                f"[{number}] {people}, “{title},” {journal}, {numbers}, {year}.{tail}",
                f"{people} ({year}) {title}, in {name()} (ed.) {journal}, {house}, pp. 1–9.{tail}",
                f"{people}: {title}. {house} {year}.{tail}",
                f"{title} ({house}, {year}), {numbers}{tail}",
            )
        )


def strings(seed: int) -> Iterator[str]:
    """Give hostile strings without end; the same for the same seed."""
    chance = random.Random(seed)
    source = references(chance)

    def noise(most: int) -> str:
        pool = _NOISE if chance.random() < 0.5 else ""
        count = chance.randint(1, most)
        return "".join(
            chance.choice(pool) if pool else chr(chance.randrange(0x110000)) for _ in range(count)
        )

    while True:
        one, other = next(source), next(source)
        at, to = sorted((chance.randrange(len(one)), chance.randrange(len(one))))
        spoilt = (
            lambda one=one: one,
            lambda one=one, at=at: one[at:],
            lambda one=one, at=at: one[:at],
            lambda one=one, at=at, to=to: one[:at] + one[to:],
            lambda one=one, at=at, to=to: one[:to] + one[at:],
            lambda one=one: one * chance.randint(2, 5),
            lambda one=one, other=other: one + chance.choice(("", " ", "; ", "\n")) + other,
            lambda one=one, at=at: one[:at] + noise(12) + one[at:],
            lambda one=one: "".join(c + noise(1) if chance.random() < 0.1 else c for c in one),
            lambda one=one: " ".join(chance.sample(one.split(), len(one.split()))),
            lambda one=one: one.upper() if chance.random() < 0.5 else one.lower(),
            lambda one=one: re.sub(r"\d", lambda d: d[0] * chance.randint(1, 60), one),
            lambda one=one: one.replace(" ", chance.choice(("", "\u00a0", "   ", "\u200b"))),
            lambda: noise(80),
            lambda: chance.choice(_NOISE) * chance.randint(1, 400),
            lambda one=one, at=at: one[at : at + 12] * chance.randint(1, 40),
        )
        yield chance.choice(spoilt)()


class Claiming(Draft):
    """A draft that remembers what was claimed without a value."""

    claims: list[tuple[int, int]] = []  # noqa: RUF012  (of the string at hand; emptied for each)

    def own(self, start: int, end: int) -> None:
        """Claim, and note it."""
        self.claims.append((start, end))
        super().own(start, end)


def faults(raw: str, values: Plain, entry: Entry) -> Iterator[str]:
    """Say what does not hold of a string and what was made of it."""
    spans = {v: origin.at for v, origin in entry.origins.items() if origin.kind == "printed"}
    for variable, span in (*spans.items(), *(("unread", span) for span in entry.unread)):
        if not span.start < span.end <= len(raw):
            yield f"{variable} stands at {span.start}–{span.end} of {len(raw)}"
    if any(a.end > b.start for a, b in zip(entry.unread, entry.unread[1:], strict=False)):
        yield "unread stretches overlap"
    if any(not 0 <= mark.at <= len(raw) for mark in entry.marks):
        yield "a mark stands outside"
    csl = to_csl(entry.reference)
    if csl != values.item:
        yield f"the plain item is another: {values.item} and {csl}"
    if set(values.places) != set(csl) - {"type", "year-suffix"}:
        yield f"variables without a place, or places without: {set(values.places) ^ set(csl)}"
    if Entry.model_validate_json(entry.model_dump_json()) != entry:
        yield "not the same after JSON"


def lost(raw: str, values: Plain, claims: Iterable[tuple[int, int]]) -> Iterator[str]:
    """Say which letters and digits stand nowhere in what was made of a string."""
    covered = bytearray(len(raw))
    for start, end in (*(place[:2] for place in values.places.values()), *values.unread, *claims):
        covered[start:end] = b"\x01" * (end - start)
    for word in _WORD.finditer(raw):
        loose = "".join(c for at, c in enumerate(word[0], word.start()) if not covered[at])
        if loose and not {loose.casefold(), word[0].casefold()} & _CONNECTIVES:
            yield f"lost: {loose!r} of {word[0]!r}"


def examined(raw: str) -> Iterator[str]:
    """Parse a string and say what does not hold of it."""
    Claiming.claims = []
    began = time.thread_time()
    try:
        values = _parse.read_marked([raw])[0]
        entry = _entries._alone(raw, _values.dressed(values))  # noqa: SLF001
        spent_ms = (time.thread_time() - began) * 1000
        yield from faults(raw, values, entry)
        yield from lost(raw, values, Claiming.claims)
    except Exception as error:  # noqa: BLE001  (whatever it is, it must not happen)
        yield f"raised {type(error).__name__}: {error}"
        return
    if spent_ms > SLOW_MS * max(1, len(raw) / 1000):
        yield f"took {spent_ms:.0f} ms"


def main() -> int:
    """Run the fuzzer; 1 when something did not hold."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=100_000, help="how many strings")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=5, help="strings shown for each kind of fault")
    options = parser.parse_args()
    _values.Draft = Claiming
    met: Counter[str] = Counter()
    for raw in islice(strings(options.seed), options.count):
        for fault in examined(raw):
            kind = " ".join(fault.split()[:2])
            met[kind] += 1
            if met[kind] <= options.show:
                print(f"{fault}\n    in {raw!r}", flush=True)
    print(f"{options.count} strings; faults: {dict(met) or 'none'}")
    return 1 if met else 0


if __name__ == "__main__":
    sys.exit(main())
