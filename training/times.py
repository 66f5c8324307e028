"""Years, months and days as reference strings print them."""

import random

from training.inventory import GERMAN_MONTHS, MONTHS

_TO_COME = (
    "in press", "forthcoming", "n.d.", "in print", "im Erscheinen", "o.J.", "i.E.", "s.d.",
    "in preparation", "to appear", "undated", "no date", "à paraître",
)  # fmt: skip
_SEASONS = ("Spring", "Summer", "Autumn", "Fall", "Winter")


def older_year(rng: random.Random) -> str:
    """Give a year as lists cite it: the records are newer than what most lists cite."""
    return str(
        rng.choice((rng.randint(1985, 2018), rng.randint(1970, 2012), rng.randint(1985, 2012),
                    rng.randint(1930, 2024)))
    )  # fmt: skip


def issued(year: str, rng: random.Random) -> str:
    """Give a year, now and then with a letter or a month, or a word for what is to come."""
    chance = rng.random()
    if chance < 0.05:
        return year + rng.choice(("a", "a", "b", "b", "c", " a", " b"))
    if chance < 0.062:
        return f"{year}, {rng.choice(MONTHS)}"
    if chance < 0.07:
        return f"{rng.choice(MONTHS)} {year}"
    if chance < 0.078:
        return f"{year}/{rng.choice((year[:2], ''))}{(int(year) + 1) % 100:02}"
    return rng.choice(_TO_COME) if chance < 0.095 else year


def month(rng: random.Random) -> str:
    """Give a month, two of them, or a season."""
    chance = rng.random()
    number = rng.randint(0, 10)
    if chance < 0.1:
        return rng.choice(_SEASONS)
    if chance < 0.2:
        return f"{MONTHS[number]}{rng.choice('/-–')}{MONTHS[number + 1]}"
    if chance < 0.35:
        return f"{MONTHS[number][:3]}{rng.choice(('', '.'))}"
    return GERMAN_MONTHS[number] if chance < 0.45 else MONTHS[number]


def full_date(rng: random.Random, year: str = "") -> str:
    """Print a full date."""
    day, name, number = rng.randint(1, 28), rng.choice(MONTHS), rng.randint(1, 12)
    when = year or str(rng.randint(1999, 2025))
    in_numbers = (
        f"{day:02}.{number:02}.{when}",
        f"{day}.{number}.{when}",
        f"{day}.{number}.{when}",
    )
    in_german = (f"{day}. {rng.choice(GERMAN_MONTHS)} {when}",)
    other = (f"{day}/{number}/{when}", f"{when}-{number:02}-{day:02}",
             f"{day:02}/{number:02}/{when}", f"{day}.{number:02}.{when[2:]}",
             f"{day} {name[:3]}. {when}", f"{name} {when}",
             f"{name[:3]}. {day}, {when}", f"{day}th {name} {when}")  # fmt: skip
    in_words = (f"{day} {name} {when}", f"{name} {day}, {when}", f"{when} {name[:3]} {day}",
                f"{day} {name} {when}", f"{name} {day}, {when}", f"{name} {day}")  # fmt: skip
    return rng.choice((*in_words, *in_numbers, *in_german, rng.choice(other), rng.choice(other)))
