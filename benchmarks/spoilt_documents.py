"""Documents spoilt in every way, for `fuzz_documents.py`: prose and files of records.

Prose is a piece of an article, as text, as a page, as Markdown, as bytes. A file of records (.bib,
.ris, CSL-JSON) is set from words of an article. Chunks are taken out, doubled and exchanged, signs
of every kind put in, the end cut off, bytes changed.
"""

import html
import json
import random
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

_NOISE = (
    "\x00\x07\x1b\u202e\u200f\u200b\ufeff\u0301\ud800\udfff\u2028\u00ad\u00a0\t\r\n\f"
    ".,;:()[]{}<>«»„“”‘’\"'&/\\|·–—-_=*#%§°ªº²½Ⅷ٣🙂中文字かなعربيעברית@^~`$"
)
_LINES = (
    *("References", "REFERENCES", "Notes", "Appendix A", "Primary sources", "Table 1. Tolls"),
    *("Google Scholar", "[Crossref]", "View Article", "12", "[1]", "1.", "• ", "> ", "```", "# "),
    *("Views", "1,204", "<li id=ref1>", "</ul>", "<!--", "-->", "[@a2000; @b2001]", "\\", "---"),
    "[^1]: See",
)
_RUNS = ("1. ", "(2001) ", "Smith, J. ", "A. ", "[1] ", "a- ")
_SYNTAX = {
    ".bib": (
        *("{", "}", '"', "#", ",", "=", "@", "@a{", "@string{x = ", "@comment{", "@preamble{"),
        *("\\", "%", "\n%", "\r", "(", ")", "{{", "}}", '{\\"{o}}', "\\'", "$", " and ", "month ="),
        *("@string{x = x # x}\n", "crossref = {one},", "xdata={one,two},", "year = {²},", "\n@"),
        *("author = {and and},", "pages = {3--2--1},", "doi = {{}},", "@article(", "date = {/},"),
        *("day = {031},", "month = {0120},", "volume = x # 1 # y,", "\n@misc{,", "\ntitle = {"),
    ),
    ".ris": (
        *("TY  - ", "ER  - ", "\nTY  - JOUR\n", "\nER  -\n", "\r", "AU  - ,", "PY  - 2001///", "-"),
        *("\nDA  - 0/99/", "\nSP  - ", "\nEP  - ²", "\nID  - ", "\nN1  - type: x\n", "\n  AB  - "),
        *("\nY2  - ////", "\nAU  - , , ,", "\nDO  - doi:", "\nKW  -", "\nTY  - ²", "\n\n", "\x0b"),
    ),
    ".json": (
        *("{", "}", "[", "]", '"', ",", ":", "\\", "\\ud800", "null", "true", "1e999", "NaN"),
        *('"issued":{"date-parts":[[', '"issued":{"raw":"²"},', '"author":[{}],', '"author":null,'),
        *(
            '"type":1,',
            '"id":[],',
            '"date-parts":[["--1",{}]]',
            '{"items":[',
            "[[[[",
            '"page":2.5,',
        ),
        *(
            '"author":[{"family":["x"]}],',
            '"title":{"a":1},',
            '"season":"²"',
            "/*",
            "\x00",
            "99999",
        ),
    ),
}
Change: TypeAlias = Callable[[str, random.Random], str]
Carrier: TypeAlias = Callable[[str, random.Random], tuple[str | bytes, str]]


class Spoilt(NamedTuple):
    """One document and how it was made."""

    recipe: str
    content: str | bytes
    suffix: str


def spoilt(texts: dict[str, str], number: int, seed: int, short: int) -> Spoilt:
    """Make a document of prose; the same for the same number and seed."""
    rng = random.Random(f"{seed}/{number}")
    name = rng.choice(sorted(texts))
    text = _piece(texts[name], rng, short)
    done: list[str] = []
    for _ in range(rng.randint(1, 5)):
        change = rng.choice(_CHANGES)
        text = change(text, rng)
        done.append(change.__name__.strip("_"))
    carrier = rng.choice(_CARRIERS)
    content, suffix = carrier(text, rng)
    recipe = f"{number} (seed {seed}): {name}, {', '.join(done)}, {carrier.__name__.strip('_')}"
    return Spoilt(recipe, content, suffix)


def spoilt_records(texts: dict[str, str], number: int, seed: int, short: int) -> Spoilt:
    """Make a file of records; the same for the same number and seed."""
    rng = random.Random(f"records/{seed}/{number}")
    name = rng.choice(sorted(texts))
    suffix = rng.choice((".bib", ".bib", ".ris", ".json"))
    text, done = "", list[str]()
    while len(text) < rng.randrange(short):
        text += _SET[suffix](_record(_piece(texts[name], rng, 400).split(), rng), rng)
    if suffix == ".json":
        text = "[" + text.rstrip(",\n") + "]"
    for _ in range(rng.randint(0, 4)):
        change = rng.choice((*_CHANGES, *[_with_syntax] * 8))
        text = _with_syntax(text, rng, suffix) if change is _with_syntax else change(text, rng)
        done.append(change.__name__.strip("_"))
    content = rng.choice((_as_text, _as_bytes))(text, rng)[0]
    kind = type(content).__name__
    recipe = f"{number} (seed {seed}): records {suffix}, {name}, {', '.join(done)}, {kind}"
    return Spoilt(recipe, content, suffix)


def _record(words: list[str], rng: random.Random) -> dict[str, str]:
    """Make a record of words; what it says makes no sense."""

    def some(most: int) -> str:
        return " ".join(rng.choices(words or ["x"], k=rng.randint(1, most)))

    held = {
        "author": " and ".join(f"{some(1)}, {some(2)}" for _ in range(rng.randint(0, 4))),
        "title": some(12),
        "journal": some(4),
        "year": rng.choice(("1999", "2006a", "in press", "1999/2000", "c. 1850", "²", some(1))),
        "month": rng.choice(("jan", "3", "13", "03~05", some(1))),
        "pages": rng.choice(("1--9", "415-Q85", "xii–xx", "515-9", "e1234", some(2))),
        "volume": rng.choice(("12", "IV", "12(3)", some(1))),
        "doi": rng.choice(("10.1234/abc.5", "https://doi.org/10.1234/x_y", some(1))),
        "isbn": rng.choice(("0-306-40615-2", "978-0-306-40615-²", some(1))),
        "publisher": some(3),
        "note": some(20),
    }
    kept = rng.sample(sorted(held), rng.randint(1, len(held)))
    return {name: held[name] for name in held if name in kept}


def _bib(record: dict[str, str], rng: random.Random) -> str:
    around = rng.choice((("{", "}"), ('"', '"'), ("{{", "}}"), ("", ""), ("x # {", "}")))
    fields = ",\n".join(f"  {n} = {around[0]}{v}{around[1]}" for n, v in record.items())
    kind = rng.choice(("article", "book", "misc", "string", "comment", "xdata", "inproceedings"))
    return f"@{kind}{{{rng.choice(('one', 'two', '', 'a b'))},\n{fields}\n}}\n"


def _ris(record: dict[str, str], rng: random.Random) -> str:
    tags = {"author": "AU", "title": "TI", "journal": "T2", "year": "PY", "month": "DA"}
    tags |= {"pages": "SP", "volume": "VL", "doi": "DO", "isbn": "SN", "publisher": "PB"}
    lines = [f"TY  - {rng.choice(('JOUR', 'BOOK', 'GEN', 'CHAP'))}"]
    for name, value in record.items():
        values = value.split(" and ") if name == "author" else [value]
        lines += [f"{tags.get(name, 'N1')}  - {one}" for one in values]
    return rng.choice(("\n", "\r\n", "\r")).join([*lines, "ER  - ", ""])


def _csl(record: dict[str, str], rng: random.Random) -> str:
    names = [
        dict(zip(("family", "given"), n.split(", "), strict=False))
        for n in record.get("author", "").split(" and ")
    ]
    item: dict[str, object] = {
        "id": rng.choice(("one", "two", 3, "")),
        "type": rng.choice(("article-journal", "book", "chapter", "webpage", "x")),
        "author": names,
        "title": record.get("title", ""),
        "container-title": record.get("journal", ""),
        "issued": rng.choice(
            (
                {"date-parts": [[record.get("year", "")]]},
                {"literal": record.get("year", "")},
                {"raw": "1999"},
            )
        ),
        "page": record.get("pages", ""),
        "volume": record.get("volume", ""),
        "DOI": record.get("doi", ""),
    }
    return json.dumps(item, ensure_ascii=rng.random() < 0.5) + ",\n"


_SET = {".bib": _bib, ".ris": _ris, ".json": _csl}


def _piece(text: str, rng: random.Random, short: int) -> str:
    """Take a stretch of prose and one of the list."""
    if len(text) <= short:
        return text
    at = rng.randrange(len(text) - short // 2)
    end = len(text) - rng.randrange(short // 2)
    return text[at : at + short // 2] + "\n" + text[max(0, end - short // 2) : end]


def _two(text: str, rng: random.Random) -> tuple[int, int]:
    at, to = sorted((rng.randrange(len(text) + 1), rng.randrange(len(text) + 1)))
    return at, min(to, at + 3000)


def _taken_out(text: str, rng: random.Random) -> str:
    at, to = _two(text, rng)
    return text[:at] + text[to:]


def _doubled(text: str, rng: random.Random) -> str:
    at, to = _two(text, rng)
    return text[:to] + text[at:to] * rng.randint(1, 3) + text[to:]


def _exchanged(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    for _ in range(rng.randint(1, 20)):
        one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def _with_noise(text: str, rng: random.Random) -> str:
    for _ in range(rng.randint(1, 40)):
        at = rng.randrange(len(text) + 1)
        noise = "".join(rng.choices(_NOISE, k=rng.randint(1, 12)))
        text = text[:at] + noise + text[at:]
    return text


def _with_lines(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    for _ in range(rng.randint(1, 30)):
        lines.insert(rng.randrange(len(lines) + 1), rng.choice(_LINES))
    return "\n".join(lines)


def _with_syntax(text: str, rng: random.Random, suffix: str = ".bib") -> str:
    for _ in range(rng.randint(1, 20)):
        at = rng.randrange(len(text) + 1)
        text = text[:at] + rng.choice(_SYNTAX[suffix]) + text[at + rng.randint(0, 2) :]
    return text


def _with_a_run(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text) + 1)
    run: str = rng.choice((*_NOISE, *_LINES, *_RUNS))
    return text[:at] + run * rng.randint(50, 800) + text[at:]


def _joined(text: str, rng: random.Random) -> str:
    return text.replace("\n", rng.choice((" ", "", "\r", "\r\n", "\n\n", "\u2028", "\f")))


def _cut_off(text: str, rng: random.Random) -> str:
    return text[: rng.randrange(len(text) + 1)]


_CHANGES: tuple[Change, ...] = (
    *(_taken_out, _doubled, _exchanged, _with_noise, _with_lines, _with_a_run, _joined, _cut_off),
)


def _as_text(text: str, rng: random.Random) -> tuple[str | bytes, str]:
    del rng
    return text, ""


def _as_markdown(text: str, rng: random.Random) -> tuple[str | bytes, str]:
    return text.replace(" ", rng.choice((" ", " *", "* ", " _", "`")), rng.randint(1, 400)), ".md"


def _as_page(text: str, rng: random.Random) -> tuple[str | bytes, str]:
    tags = ("p", "div", "li", "li id=ref1", "span class=hidden", "sup", "ul", "td", "a href='#r1'")
    lines = (f"<{rng.choice(tags)}>{html.escape(line)}" for line in text.split("\n"))
    return "<html>" + "\n".join(lines), ".html"


def _as_bytes(text: str, rng: random.Random) -> tuple[str | bytes, str]:
    encoding = rng.choice(("utf-8", "utf-16", "utf-16-le", "cp1252", "utf-8"))
    data = bytearray(text.encode(encoding, "replace"))
    for _ in range(rng.randint(0, 8)):
        if data:
            data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data[: rng.randrange(len(data) + 1)] if rng.random() < 0.3 else data), ""


_CARRIERS: tuple[Carrier, ...] = (*(_as_text, _as_text, _as_markdown, _as_page, _as_bytes),)
