"""What a reference string may print of a work: values with the variety that lists show."""

import random
from collections.abc import Sequence

from training.inventory import (
    COURTS,
    DATA,
    DICTIONARIES,
    FIELDS,
    FRAMES,
    GENRES,
    LAW_JOURNALS,
    MEETINGS,
    OFFICIAL,
    PAPERS,
    PLACES,
    REPORTS,
    REPOSITORIES,
    SERIES,
    SERIES_TITLES,
    SMALL_WORDS,
    SOFTWARE,
    STATUTES,
)
from training.names import one_name, organisation
from training.records import Work
from training.times import full_date, issued, month, older_year

Values = dict[str, str]
_IN_CONTAINERS = frozenset({"article", "chapter", "review"})
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"),
          (1, "I"))  # fmt: skip


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
    if kind == "article" and values.get("short") and rng.random() < 0.3:
        values["container-title"] = values["short"]
    if kind == "chapter":
        values["container-title"] = _container(values["container-title"], book_titles, rng)
    if kind not in _IN_CONTAINERS:
        values.pop("container-title", None)
    if kind not in _IN_CONTAINERS or "page" not in values:
        first = rng.randint(1, 600)
        values["page"] = f"{first}-{first + rng.randint(1, 40)}"
        if kind == "article" and "page" not in work.fields:
            values.pop("page")
    if "page" in values:
        values["page"] = _page(values["page"], rng)
    _number_volume(values, rng)
    _put_house(values, work, kind, houses, rng)
    _put_book(values, kind, rng)
    _put_times(values, kind, rng)
    _put_special(values, work, kind, rng)
    return values


def _put_house(
    values: Values,
    work: Work,
    kind: str,
    houses: Sequence[tuple[str, str]],
    rng: random.Random,
) -> None:
    """Put publisher and place as lists print them."""
    publisher, place = rng.choice(houses)
    if kind == "chapter" and rng.random() < 0.06 and "publisher" in work.fields:
        publisher = work.fields["publisher"]
    if kind in {"report", "paper", "web", "data", "software"} and rng.random() < 0.75:
        publisher, place = rng.choice(OFFICIAL), rng.choice(PLACES)
        if rng.random() < 0.3:
            publisher = organisation(rng)
    elif rng.random() < 0.25 or kind == "conference":
        place = rng.choice(PLACES)
    if rng.random() < 0.01:
        publisher = f"{publisher}/{rng.choice(houses)[0]}"
    values["publisher"], values["publisher-place"] = publisher, place


def _put_book(values: Values, kind: str, rng: random.Random) -> None:
    """Put what books have: edition, series, number of volumes."""
    values.pop("edition", None)
    if rng.random() < 0.25 or kind == "entry":
        values["edition"] = _edition(rng)
    if rng.random() < 0.25:
        values["number-of-pages"] = str(rng.randint(80, 900))
    values["collection-title"] = rng.choice(SERIES_TITLES)
    values["collection-number"] = str(rng.choice((rng.randint(1, 60), rng.randint(2, 900))))
    values["tome"] = rng.choice(("1", "2", "3", "4", "I", "II", "III", "11"))
    values["vols"] = rng.choice(("2 vols", "3 vols", "2 Bde", "6 vols.", "2 vol.", "3 voll.",
                                 "4 Bände"))  # fmt: skip


def _put_times(values: Values, kind: str, rng: random.Random) -> None:
    """Put the dates."""
    year = values["issued"]
    if kind not in {"article", "chapter"} or (int(year) > 2014 and rng.random() < 0.7):
        year = older_year(rng)
    values["date"], values["accessed"] = full_date(rng, year), full_date(rng)
    values["month"], values["day"] = month(rng), str(rng.randint(1, 28))
    values["original"] = str(max(1500, int(year[:4]) - rng.randint(3, 120)))
    values["issued"] = issued(year, rng)


def _put_special(values: Values, work: Work, kind: str, rng: random.Random) -> None:
    """Add what only some kinds have: a degree, a report's number, an archive, an address."""
    values["first"], values["cited"] = str(rng.randint(1, 900)), str(rng.randint(2, 900))
    values["newspaper"], values["event-title"] = rng.choice(PAPERS), rng.choice(MEETINGS)
    if kind == "news" and rng.random() < 0.3:
        values["first"] = f"{rng.choice('ABC')}{rng.randint(1, 24)}"
    values["body"], values["law"] = organisation(rng), rng.choice(LAW_JOURNALS)
    values["dictionary"], values["repository"] = rng.choice(DICTIONARIES), "ProQuest Dissertations"
    values["URL"] = _url(rng)
    values["version"] = f"{rng.randint(1, 12)}.{rng.randint(0, 9)}"
    if kind == "thesis":
        _put_university(values, work, rng)
    elif kind in {"report", "paper"}:
        _put_number(values, rng)
    elif kind == "preprint":
        values["container-title"] = rng.choice(REPOSITORIES)
    elif kind == "conference":
        values["container-title"] = _proceedings(rng)
    elif kind == "law":
        parties = [one_name(rng.choice(work.authors), "F") for _ in range(2)]
        values["case"] = rng.choice((" v. ", " v ")).join(parties)
        values["court"], values["statute"] = rng.choice(COURTS), rng.choice(STATUTES)
        values["volume"] = str(rng.randint(1, 600))
    elif kind == "patent":
        number = f"{rng.randint(3, 9)},{rng.randint(100, 999)},{rng.randint(100, 999)}"
        values["patent"] = rng.choice(("U.S. Patent No. ", "US Patent ", "U.S. Patent ")) + number
    elif kind in {"software", "data"}:
        name = rng.choice(SOFTWARE if kind == "software" else DATA)
        values["title"] = name if rng.random() < 0.5 else f"{name}: {values['title']}"
    old = f"hep-th/{rng.randint(92, 99)}{rng.randint(1, 12):02}{rng.randint(1, 250):03}"
    new = f"{rng.randint(7, 24):02}{rng.randint(1, 12):02}.{rng.randint(1, 19999):05}"
    values["arxiv"] = new if rng.random() < 0.75 else old


def _put_university(values: Values, work: Work, rng: random.Random) -> None:
    """Put the degree and who gave it."""
    town = values["publisher-place"].split(",", maxsplit=1)[0].split("/")[0]
    frames = ("University of *", "University of *", "* University", "* State University",
              "Universität *", "Université de *", "Department of Sociology, University of *",
              "Università di *", "Universiteit *", "Technische Universität *")  # fmt: skip
    values["publisher"] = rng.choice(frames).replace("*", town)
    if work.kind == "dissertation":
        values["publisher"] = work.fields.get("publisher") or values["publisher"]
    values["genre"] = rng.choice(GENRES)


def _put_number(values: Values, rng: random.Random) -> None:
    """Put the kind and the number of a report."""
    values["genre"] = rng.choice(REPORTS)
    plain, letter = str(rng.randint(1, 999)), f"w{rng.randint(1000, 29999)}"
    dated = f"{rng.randint(1985, 2023)}-{rng.randint(1, 60):02}"
    short = f"{rng.randint(1, 99):02}/{rng.randint(0, 23):02}"
    slashed = f"{rng.randint(1985, 2023)}/{rng.randint(1, 60)}"
    roman = f"{rng.choice(('FS I', 'SP II', 'P', 'FS III'))} {rng.randint(94, 99)}-{plain}"
    values["number"] = rng.choice((plain, plain, plain, letter, dated, short, slashed, roman))
    values["paper"] = f"{rng.choice(SERIES)} {rng.randint(5, 9999)}"


def _proceedings(rng: random.Random) -> str:
    """Name the proceedings of a made-up meeting."""
    number = rng.randint(1, 40)
    ordinal = rng.choice((f"{number}{ordinal_ending(number)}", "Second", "Third", "Tenth"))
    frame, field = rng.choice(FRAMES), rng.choice(FIELDS)
    name = frame.replace("#", ordinal).replace("*", field)
    if rng.random() < 0.25:
        short = "".join(w[0] for w in field.split() if w[0].isupper())
        year = rng.choice((f" {rng.randint(1985, 2022)}", f"’{rng.randint(80, 99)}", ""))
        name += rng.choice((f" ({short}{year})", f" {short}{year}"))
    elif rng.random() < 0.15:
        name = name.replace("Proceedings of the", f"Proceedings of the {rng.randint(1985, 2022)}")
    return name


def ordinal_ending(number: int) -> str:
    """Give the ending of an English ordinal."""
    if number % 100 in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _with_subtitle(title: str, rng: random.Random) -> str:
    """Part title and subtitle as lists do: with a colon, a stop, or a dash."""
    chance = rng.random()
    if ": " in title and chance < 0.45:
        head, _, tail = title.partition(": ")
        separator = rng.choice((". ", ". ", ". ", ". ", " – ", "—", "? ", ": ", " - "))
        if separator in {". ", "? "}:
            tail = tail[:1].upper() + tail[1:]
        title = head.rstrip("?!.") + separator + tail
    return title


def _capitalised(title: str) -> str:
    return " ".join(
        w if w.lower() in SMALL_WORDS and i else w[:1].upper() + w[1:]
        for i, w in enumerate(title.split(" "))
    )


def _container(title: str, book_titles: Sequence[str], rng: random.Random) -> str:
    """Give the title of a book that holds chapters; proceedings are too many in the records."""
    if title.lower().startswith(("proceedings", "20")) or rng.random() < 0.3:
        title = rng.choice(book_titles)
    if rng.random() < 0.5:
        title = _capitalised(title)
    return _with_subtitle(title, rng)


def _title(book_titles: Sequence[str], title: str, kind: str, rng: random.Random) -> str:
    """Give a title, for books often one that books bear, in the case books are set in."""
    title = rng.choice(book_titles) if kind == "book" and rng.random() < 0.6 else title.rstrip(".")
    if title.isupper() or (kind == "article" and rng.random() < 0.12):
        title = title.capitalize()
    if kind in {"book", "report", "paper", "thesis"} or rng.random() < 0.2:
        if rng.random() < 0.6:
            title = _capitalised(title)
        if ": " in title and rng.random() < 0.25:
            title = title.split(": ")[0]
    title = _with_subtitle(title, rng)
    if rng.random() < 0.05 and not title.endswith("?"):
        title += "?"
    elif rng.random() < 0.03:
        first = rng.randint(1750, 1990)
        title += f"{rng.choice((', ', ' '))}{first}{rng.choice('–-')}{first + rng.randint(2, 60)}"
    return title


def _number_volume(values: Values, rng: random.Random) -> None:
    """Write volume and issue in their rarer ways: Roman, double."""
    volume, issue = values.get("volume", ""), values.get("issue", "")
    if volume.isdigit() and 0 < int(volume) < 200 and rng.random() < 0.03:
        values["volume"] = _roman(int(volume))
    if "issue" not in values and rng.random() < 0.35:
        values["issue"] = issue = str(rng.randint(1, 12))
    if issue.isdigit() and rng.random() < 0.04:
        values["issue"] = f"{issue}{rng.choice(('/', '-', '–'))}{int(issue) + 1}"


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def _page(page: str, rng: random.Random) -> str:
    """Set a range of pages: with a dash, with its end shortened, or only the first."""
    first, dash, last = page.partition("-")
    if not dash or not last:
        return first
    chance = rng.random()
    if chance < 0.03:
        return first + rng.choice((" ff", "ff", " f", "f", " sqq", " ff"))
    if len(first) == len(last) > 2 and first[0] == last[0] and rng.random() < 0.25:
        last = last[1:] if first[1] != last[1] else last[2:]
    sign = rng.choice(("–", "–", "–", "–", "-", "-", "-", "-", "-", "−", " - ", " – ", "- ", "--"))
    return f"{first}{sign}{last}"


def _edition(rng: random.Random) -> str:
    """Print an edition as one of many styles does."""
    number = rng.randint(2, 12)
    ordinal = f"{number}{ordinal_ending(number)}"
    english = (f"{ordinal} ed", f"{ordinal} ed.", f"{ordinal} edn", f"{ordinal} edition", "Rev. ed",
               "2nd rev. ed", "revised edition", "Second Edition", "third edn")  # fmt: skip
    others = (f"{number}. Aufl", f"{number}. Auflage", f"{number}., überarb. Aufl", "2e éd",
              f"{number}. erw. Aufl", "3a ed", "2ª ed", f"{number}. ed", "Neuausgabe")  # fmt: skip
    return rng.choice(english if rng.random() < 0.65 else others)


def _url(rng: random.Random) -> str:
    """Make up an address."""
    word = rng.choice(
        ("example", "gov", "europa", "statistics", "policy", "archive", "news", "uni-stadt", "zeit",
         "institute", "research-net", "foundation", "papers")
    )  # fmt: skip
    path = rng.choice(
        ("", "", "/", "/publications", "/en/report.pdf", "/index.php?id=42", "/doc/2011/q3.html",
         "/pdf/wp_12-03.pdf", "/~smith/paper.pdf", "/news/article,1234,00.html", "/a/b/c_d.htm")
    )  # fmt: skip
    scheme = rng.choice(("https://www.", "http://www.", "http://", "https://", "www."))
    return f"{scheme}{word}.{rng.choice(('org', 'int', 'co.uk', 'de', 'com', 'ac.uk', 'eu'))}{path}"
