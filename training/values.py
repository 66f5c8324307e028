"""What a reference string may print of a work: values with the variety that lists show."""

import random
from collections.abc import Sequence

from training.inventory import (
    GENRES,
    GERMAN_MONTHS,
    MEETINGS,
    MONTHS,
    OFFICIAL,
    PAPERS,
    REPORTS,
    REPOSITORIES,
    SERIES,
    SERIES_TITLES,
    SMALL_WORDS,
)
from training.names import organisation
from training.records import Work

Values = dict[str, str]


def values_of(
    work: Work,
    kind: str,
    houses: Sequence[tuple[str, str]],
    book_titles: Sequence[str],
    rng: random.Random,
) -> Values:
    """Give what the templates may print of a work, all but its people."""
    values = dict(work.fields)
    values["title"] = _title(book_titles, values["title"], kind, rng)
    if kind == "article" and values.get("short") and rng.random() < 0.35:
        values["container-title"] = values["short"]
    if kind not in {"article", "chapter"}:
        values.pop("container-title", None)
        values.pop("page", None)
    if kind in {"article", "chapter"} and "page" in values:
        values["page"] = _page(values["page"], rng)
    publisher, place = rng.choice(houses)
    if kind != "chapter" or rng.random() < 0.8 or "publisher" not in values:
        values["publisher"], values["publisher-place"] = publisher, place
    values.setdefault("publisher-place", place)
    _add_special(values, work, kind, place, rng)
    if rng.random() < 0.25:
        values["edition"] = _edition(rng)
    else:
        values.pop("edition", None)
    if rng.random() < 0.2:
        values["number-of-pages"] = str(rng.randint(80, 900))
    if kind == "book":
        values["collection-title"] = rng.choice(SERIES_TITLES)
        values["collection-number"] = str(rng.randint(2, 900))
        values["page"] = _page(f"{rng.randint(1, 300)}-{rng.randint(301, 400)}", rng)
    values["body"] = organisation(rng)
    values["newspaper"], values["event-title"] = rng.choice(PAPERS), rng.choice(MEETINGS)
    values["date"], values["first"] = _date(rng), str(rng.randint(1, 60))
    values["issued"] = _issued(_year(values["issued"], kind, rng), rng)
    return values


def _add_special(values: Values, work: Work, kind: str, place: str, rng: random.Random) -> None:
    """Add what only some kinds have: a degree, a report's number, an archive, an address."""
    if kind == "thesis":
        town = place.split(",", maxsplit=1)[0]
        if work.kind == "dissertation":
            values["publisher"] = work.fields.get("publisher", "")
        else:
            university = rng.random() < 0.6
            values["publisher"] = f"University of {town}" if university else f"{town} University"
        values["genre"] = rng.choice(GENRES)
    elif kind in {"report", "paper"}:
        values["genre"] = rng.choice(REPORTS)
        plain, letter = str(rng.randint(1, 999)), f"w{rng.randint(1000, 29999)}"
        dated = f"{rng.randint(1985, 2023)}-{rng.randint(1, 60):02}"
        values["number"] = rng.choice((plain, letter, dated))
        values["paper"] = f"{rng.choice(SERIES)} {rng.randint(5, 9999)}"
        if rng.random() < 0.6:
            values["publisher"] = rng.choice(OFFICIAL)
            values["publisher-place"] = "London"
    elif kind == "preprint":
        values["container-title"] = rng.choice(REPOSITORIES)
        month = f"{rng.randint(7, 24):02}{rng.randint(1, 12):02}"
        values["arxiv"] = f"{month}.{rng.randint(1, 19999):05}"
    elif kind == "web":
        values["URL"] = _url(rng)
        values["accessed"] = _date(rng)


def _title(book_titles: Sequence[str], title: str, kind: str, rng: random.Random) -> str:
    """Give a title, for books often one that books bear, in the case books are set in."""
    if kind == "book" and rng.random() < 0.55:
        return rng.choice(book_titles)
    title = title.rstrip(".")
    if title.isupper() or (kind == "article" and rng.random() < 0.12):
        title = title.capitalize()
    if kind == "article" and ": " in title and rng.random() < 0.25:
        title = title.replace(": ", rng.choice(("—", "? ", " – ", ". ", "? ")), 1)
    elif kind == "article" and "?" not in title and rng.random() < 0.05:
        title += "?"
    elif kind in {"book", "report", "paper"}:
        if rng.random() < 0.6:
            title = " ".join(
                w if w.lower() in SMALL_WORDS and i else w[:1].upper() + w[1:]
                for i, w in enumerate(title.split(" "))
            )
        if ": " in title and rng.random() < 0.5:
            title = title.replace(": ", "—", 1) if rng.random() < 0.4 else title.split(": ")[0]
    return title


def _page(page: str, rng: random.Random) -> str:
    """Set a range of pages: with a dash, or its end shortened."""
    first, dash, last = page.partition("-")
    if not dash:
        return page
    if len(first) == len(last) > 2 and first[0] == last[0] and rng.random() < 0.25:
        last = last[1:] if first[1] != last[1] else last[2:]
    return f"{first}{rng.choice('–––---')}{last}" if last else first


def _year(year: str, kind: str, rng: random.Random) -> str:
    """Give the year, often an older one: the records are newer than what most lists cite."""
    if kind not in {"article", "chapter"} or (int(year) > 2018 and rng.random() < 0.6):
        return str(
            rng.choice((rng.randint(1985, 2018), rng.randint(1985, 2018), rng.randint(1930, 2024)))
        )
    return year


def _issued(year: str, rng: random.Random) -> str:
    """Give a year, now and then with a letter or a month, or a word for what is to come."""
    chance = rng.random()
    if chance < 0.04:
        return year + rng.choice("abc")
    if chance < 0.06:
        return f"{year}, {rng.choice(MONTHS)}"
    if chance < 0.07:
        return f"{rng.choice(MONTHS)} {year}"
    return rng.choice(("in press", "forthcoming", "n.d.")) if chance < 0.08 else year


def _edition(rng: random.Random) -> str:
    """Print an edition as one of many styles does."""
    number = rng.randint(2, 9)
    ordinal = {2: "2nd", 3: "3rd"}.get(number, f"{number}th")
    return rng.choice(
        (f"{ordinal} ed", f"{ordinal} edn", f"{ordinal} edition", "Rev. ed", f"{number}. Aufl")
    )


def _date(rng: random.Random) -> str:
    """Print a full date."""
    day, month, year = rng.randint(1, 28), rng.choice(MONTHS), rng.randint(1999, 2025)
    in_numbers = (f"{day:02}.{rng.randint(1, 12):02}.{year}",)
    in_german = (f"{day}. {rng.choice(GERMAN_MONTHS)} {year}",)
    short = (f"{day}.{rng.randint(1, 12)}.{year}", f"{day}/{rng.randint(1, 12)}/{year}")
    in_words = (f"{day} {month} {year}", f"{month} {day}, {year}", f"{year} {month[:3]} {day}")
    return rng.choice((*in_words, *in_numbers, *in_german, f"{month} {day}", *short))


def _url(rng: random.Random) -> str:
    """Make up an address."""
    word = rng.choice(
        ("example", "gov", "europa", "who", "statistics", "policy", "archive", "news")
    )
    path = rng.choice(
        ("", "/publications", "/en/report.pdf", "/index.php?id=42", "/doc/2011/q3.html")
    )
    scheme = rng.choice(("https://www.", "http://", "https://"))
    return f"{scheme}{word}.{rng.choice(('org', 'int', 'co.uk', 'de'))}{path}"
