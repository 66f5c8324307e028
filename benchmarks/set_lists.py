"""Sets reference strings as lists in every usual form, with the borders of each entry known.

An entry's border is where its text begins and ends; numbers, labels and bullets lie outside.
"""

import random
import re
import textwrap
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from typing import Any, NamedTuple

from joinedup_refs.notation import heads

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NUMBER = re.compile(r"\s*(?:\[[^\[\]]{1,12}\]|\(\d{1,4}\)|\d{1,4}[.)])\s+")
_HEADINGS = (
    *("References", "REFERENCES", "## References", "5. Literatur", "Bibliographie"),
    *("Works Cited", "Reference List", "R E F E R E N C E S"),
    *("References and Notes", "Literature cited:", "**References**", "VI. BIBLIOGRAPHY"),
    *(
        "Literaturverzeichnis",
        "Références bibliographiques",
        "Bibliografía",
        "Referências",
        "참고문헌",
    ),
    *("Список литературы", "Reference List", "R E F E R E N C E S", "Литература", "参考文献"),
)
_PROSE = (
    "The ferries of the lower river have been described many times.",
    "We asked eighty households how they reach the other bank, and why.",
    "Most of them said that the bridge had come too late to change their ways.",
    "This agrees with what was known of the upper valley.",
    "Tolls, in turn, are paid by those who have no choice.",
    "In the second part we compare the two crossings with one another.",
    "Three of the boats were older than the oldest of the pilots.",
    "None of this would have been seen without the keepers of the archive.",
)
_AFTER = (
    "Appendix A. How the households were chosen",
    "Acknowledgements",
    "About the authors",
    "Table 1. Crossings by day and season",
    "Figure legends",
)
_LONGEST = 900
"""Strings beyond this are left out."""


class Case(NamedTuple):
    """A text and where its references stand."""

    text: str
    gold: list[tuple[int, int]]


class _Sheet:
    """A text being written, with the borders of entries."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.gold: list[tuple[int, int]] = []
        self.pages: _Pages | None = None

    def put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def entry(self, lead: str, body: str) -> None:
        """Write an entry whose marker is `lead`."""
        self.put(lead)
        self.gold.append((self.length, self.length + len(body)))
        self.put(body)

    def case(self) -> Case:
        return Case("".join(self.parts), self.gold)


Setter = Callable[[_Sheet, Sequence[str], random.Random], None]


def lists(strings: Iterable[dict[str, Any]], seed: int = 1) -> Iterator[tuple[str, list[str]]]:
    """Make lists of 12 to 40 strings of one source: `mixed`, and of one way of writing heads."""
    rng = random.Random(seed)
    mixed: dict[str, list[str]] = defaultdict(list)
    styled: dict[str, list[str]] = defaultdict(list)
    for string in strings:
        raw = _bare(string["raw"])
        if not 25 <= len(raw) <= _LONGEST:
            continue
        mixed["mixed"].append(raw)
        if (head := heads.match(raw)) and head.strength >= 0.5:
            shape = "(" if f"({head.year}" in raw[: len(head.authors) + 12] else head.style
            styled[f"styled {shape}"].append(raw)
    for name, several in (*mixed.items(), *sorted(styled.items())):
        rng.shuffle(several)
        at = 0
        while at + 12 <= len(several):
            one = several[at : at + rng.randint(12, 40)]
            at += len(one)
            kind = "mixed" if name == "mixed" else "styled"
            if len(one) >= 12:
                yield kind, sorted(one) if kind == "styled" else one


def _bare(raw: str) -> str:
    found = _NUMBER.match(raw)
    return " ".join(raw[found.end() :].split() if found else raw.split())


def document(form: str, strings: Sequence[str], rng: random.Random) -> Case:
    """Set a list in a form, within prose, under a heading (but for `no heading`)."""
    sheet = _Sheet()
    if "page breaks" in form:
        sheet.pages = _Pages(rng)
    for _ in range(rng.randint(40, 80) if sheet.pages else rng.randint(1, 4)):
        prose = " ".join(rng.choices(_PROSE, k=6))
        sheet.put((sheet.pages.broken(_wrapped(prose, 80)) if sheet.pages else prose) + "\n\n")
    if form != "no heading":
        sheet.put(rng.choice(_HEADINGS) + "\n" + rng.choice(["", "\n"]))
    FORMS[form](sheet, strings, rng)
    sheet.put("\n")
    if rng.random() < 0.5:
        sheet.put(f"\n{rng.choice(_AFTER)}\n\n{' '.join(rng.choices(_PROSE, k=3))}\n")
    return sheet.case()


def _wrapped(body: str, width: int, indent: str = "", first: int = 0) -> str:
    """Wrap an entry, `first` columns of whose first line are taken."""
    lines = textwrap.wrap(
        body, width, initial_indent=" " * first, subsequent_indent=indent, break_long_words=False
    )
    return "\n".join(lines)[first:] if lines else body


def _marked(
    mark: Callable[[int], str], *, wrap: bool, gap: str = "\n", hang: bool = False
) -> Setter:
    def setter(sheet: _Sheet, strings: Sequence[str], rng: random.Random) -> None:
        width = rng.randint(60, 90)
        for number, body in enumerate(strings, 1):
            lead = mark(number)
            indent = " " * len(lead) if hang else ""
            set_ = _wrapped(body, width, indent, len(lead.rpartition("\n")[2])) if wrap else body
            sheet.entry((gap if number > 1 else "") + lead, set_)

    return setter


def _labelled(sheet: _Sheet, strings: Sequence[str], rng: random.Random) -> None:
    width, long, letters = rng.randint(60, 90), rng.random() < 0.5, count()
    for number, body in enumerate(strings):
        head = heads.match(body)
        name = re.sub(r"\W", "", head.family if head else "Anon") or "Anon"
        year = head.year[-4:] if head and head.year[-4:].isdigit() else "1999"
        letter = "abcdefghijklmnopqrstuvwxyz"[next(letters) % 26]
        label = f"[{name}{year}{letter}] " if long else f"[{name[:3]}{year[2:]}] "
        sheet.entry(("\n" if number else "") + label, _wrapped(body, width, "", len(label)))


def _together(form: str) -> Setter:
    def setter(sheet: _Sheet, strings: Sequence[str], rng: random.Random) -> None:
        del rng
        for number, body in enumerate(strings, 1):
            sheet.entry((" " if number > 1 else "") + form.format(number) + " ", body)

    return setter


def _dashed(wrap: bool) -> Setter:
    def setter(sheet: _Sheet, strings: Sequence[str], rng: random.Random) -> None:
        width, dash = rng.randint(60, 90), rng.choice(["———", "---", "______", "–––.", "— — —"])
        for number, body in enumerate(strings):
            head = heads.match(body)
            if number and head and body.startswith(head.authors) and rng.random() < 0.35:
                body = dash + body[len(head.authors) :]  # noqa: PLW2901
            sheet.entry("\n" if number else "", _wrapped(body, width) if wrap else body)

    return setter


class _Pages:
    """Breaks the page every 40 to 50 lines: a page number, a running head, a form feed."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._page, self._left = rng.randint(3, 400), rng.randint(30, 50)
        self._style = rng.choice(
            [
                "\n{page}\n\n",
                "\n{page}\nJournal of Crossings 12 (2009)\n",
                "\nCrossings  {page}\n\n",
            ]
        )

    def broken(self, text: str) -> str:
        """Give lines with page breaks between them where pages end."""
        out: list[str] = []
        for line in text.split("\n"):
            if not self._left and out:
                out.append(self._style.format(page=self._page) + line)
                self._page, self._left = self._page + 1, self._rng.randint(40, 50)
            else:
                out.append(line)
            self._left = max(0, self._left - 1)
        return "\n".join(out)


def _with_furniture(mark: Callable[[int], str]) -> Setter:
    """Set a wrapped list over several pages."""

    def setter(sheet: _Sheet, strings: Sequence[str], rng: random.Random) -> None:
        width = rng.randint(60, 90)
        for number, body in enumerate(strings, 1):
            lead = mark(number)
            set_ = _wrapped(body, width, "", len(lead))
            set_ = sheet.pages.broken(set_) if sheet.pages else set_
            sheet.entry(("\n" if number > 1 else "") + lead, set_)

    return setter


def _in_parts(sheet: _Sheet, strings: Sequence[str], rng: random.Random) -> None:
    names = rng.choice(
        [("Primary sources", "Secondary sources"), ("Books", "Articles"), ("Quellen", "Literatur")]
    )
    half = len(strings) // 2
    for name, part in zip(names, (strings[:half], strings[half:]), strict=True):
        sheet.put(f"{name}\n\n")
        for body in part:
            sheet.entry("", body)
            sheet.put("\n\n" if body is part[-1] else "\n")


def _superscript(number: int) -> str:
    return str(number).translate(_SUPERSCRIPTS)


FORMS: dict[str, Setter] = {
    "[1] wrapped": _marked("[{}] ".format, wrap=True),
    "1. wrapped": _marked("{}. ".format, wrap=True),
    "(1) wrapped": _marked("({}) ".format, wrap=True),
    "1) wrapped": _marked("{}) ".format, wrap=True),
    "1 wrapped": _marked("{} ".format, wrap=True),
    "1. hanging": _marked("{}. ".format, wrap=True, hang=True),
    "superscript": _marked(_superscript, wrap=True),
    "1. on its own line": _marked("{}.\n".format, wrap=True),
    "1 on its own line": _marked("{}\n".format, wrap=True),
    "[1] one line each": _marked("[{}] ".format, wrap=False),
    "labels": _labelled,
    "bullets": _marked(lambda _: "• ", wrap=True),
    "one line each": _marked(lambda _: "", wrap=False),
    "no heading": _marked(lambda _: "", wrap=False),
    "blank lines": _marked(lambda _: "", wrap=False, gap="\n\n"),
    "blank lines, wrapped": _marked(lambda _: "", wrap=True, gap="\n\n"),
    "hanging": _marked(lambda _: "", wrap=True),
    "hanging, blank lines": _marked(lambda _: "", wrap=True, gap="\n\n"),
    "wrapped": _marked(lambda _: "", wrap=True),
    "[1] run together": _together("[{}]"),
    "1. run together": _together("{}."),
    "dashes": _dashed(wrap=False),
    "dashes, wrapped": _dashed(wrap=True),
    "[1] page breaks": _with_furniture("[{}] ".format),
    "page breaks": _with_furniture(lambda _: ""),
    "parts": _in_parts,
}


def _hanging(gap: str) -> Setter:
    def setter(sheet: _Sheet, strings: Sequence[str], rng: random.Random) -> None:
        width, indent = rng.randint(60, 90), " " * rng.choice([2, 4, 8])
        for number, body in enumerate(strings):
            sheet.entry(gap if number else "", _wrapped(body, width, indent))

    return setter


FORMS["hanging"] = _hanging("\n")
FORMS["hanging, blank lines"] = _hanging("\n\n")
STYLED_ONLY = frozenset({"wrapped", "page breaks", "dashes", "dashes, wrapped"})
"""Forms that only the heads of entries tell apart: their lists are written in one way."""
