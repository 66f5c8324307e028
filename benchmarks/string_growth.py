"""Measures how the time of reading hostile strings grows with their length.

    python benchmarks/string_growth.py [--size N]

Strings of one piece, repeated, are read at a length and at four times that length, in the time of
the processor. Four times is linear; a pattern that goes back over what it has read shows as
sixteen. The tests count the work that is done in Python; what patterns do is measured here alone.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator

from joinedup_refs.build import build
from joinedup_refs.check.style.table import TRAITS
from joinedup_refs.check.style.trait import judge
from joinedup_refs.model.house_style import HouseStyle
from joinedup_refs.model.layout import Layout
from joinedup_refs.model.text import Text
from joinedup_refs.notation import comments, garbled, names, suspect_years
from joinedup_refs.parse.body_borders import with_whole_bodies
from joinedup_refs.parse.draft import Label
from joinedup_refs.parse.name_borders import bounded
from joinedup_refs.parse.tokens import tokenize
from joinedup_refs.parse.values import typed
from joinedup_refs.parse.when import with_suspect_year

TIMES = 4
TOO_MUCH = 8.0
"""Times the time, for four times the length."""
SHORTEST_S = 0.05
"""Seconds for the long string below which a growth tells nothing."""

_NAMES = (
    "x/",
    "Smith, ",
    "A.R.P. ",
    "- und ",
    "J .S ",
    "eds. ",
    "Dr. ",
    ". - ",
    "Müller (",
    "A. Bo ",
)
_YEARS = ("1", "l", "20l7 ", " ", "(", "O")
_TOKENS = ("(", ")", "a", "1.", "http://", "http://)", "10.1000/", "10.1000/x)", "ISBN ", "\x00")
_NUMBERS = ("Nr. 5 ", "12 (", "4/1998 ", "accessed 1.", "3., aufl ", "1. 2. ")
_LABELS = ("volume", "issue", "page", "edition", "issued", "accessed")
_BORDERS = ("Doe, J., ", "A. ", "für ", "(", "Ministerium für ", "Doe 2001 ", "Ab", "-A", ", do Ab")
_STYLE = ("A, ", "A. ", "(2001) ", "‘", "'", '"', "doi:", "10.1/", "pp. ", "1–", "A & ", "J.", ": ")
_GARBLED = ("Ã", "â€", "&amp;", "&", "\x85\n", "\x93", "ﬁ")
_COMMENTS = ("%\n", "%", "a\n%a\n", "% joinedup-refs: ignore[")

Reader = Callable[[str], object]


def _mended(raw: str) -> None:
    half = len(raw) // 2
    labels = [Label("author", 0, half, 0.5), Label("title", half, len(raw), 0.5)]
    for mend in (bounded, with_whole_bodies, with_suspect_year):
        mend(list(labels), raw)


def _as(label: str) -> Reader:
    return lambda raw: typed(raw, [(label, 0, len(raw), 0.5)])


def _judged(raw: str) -> None:
    text = Text(printed=f"Adams, B. (2001), Joint plans {raw} Policy Studies, 22, pp. 1–9.")
    document = build(text, (), Layout(list_only=True))
    for trait in TRAITS:
        judge(document, trait, HouseStyle())


def cases() -> Iterator[tuple[str, str, Reader]]:
    """Give what reads, a piece, and how it is read."""
    readers: tuple[tuple[str, tuple[str, ...], Reader], ...] = (
        ("names", _NAMES, names.split),
        ("suspect years", _YEARS, suspect_years.read),
        ("suspect years ahead", _YEARS, lambda raw: suspect_years.ahead(raw, 0, len(raw))),
        ("tokens", _TOKENS, lambda raw: tokenize(f"10.1000/{raw}")),
        ("borders of names", _BORDERS, _mended),
        *((f"value of {label}", _NUMBERS, _as(label)) for label in _LABELS),
        ("garbled characters", _GARBLED, lambda raw: list(garbled.find(raw))),
        ("comments", _COMMENTS, lambda raw: list(comments.find(raw))),
        ("style", _STYLE, _judged),
    )
    for what, pieces, reader in readers:
        for piece in pieces:
            yield what, piece, reader


def seconds(reader: Reader, raw: str) -> float:
    """Read a string; the seconds of the processor that it takes."""
    began = time.process_time()
    reader(raw)
    return time.process_time() - began


def main() -> int:
    """Measure every case; 1 where time grows too much."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--size", type=int, default=25_000, help="characters of the short string")
    options = parser.parse_args()
    faults = 0
    longest = ("", "", 0.0)
    all_cases = tuple(cases())
    for what, piece, reader in all_cases:
        count = options.size // len(piece)
        seconds(reader, piece * (count // 10))
        short, long = (seconds(reader, piece * (count * times)) for times in (1, TIMES))
        longest = max(longest, (what, piece, long), key=lambda case: case[2])
        if long > SHORTEST_S and long > TOO_MUCH * short:
            faults += 1
            print(f"{what}, {piece!r}: {short:.3f} → {long:.3f} s")
    what, piece, long = longest
    print(f"{len(all_cases)} cases, {faults} grow too much")
    print(f"the longest: {what}, {piece!r}, {long:.2f} s")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
