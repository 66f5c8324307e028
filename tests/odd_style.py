"""A house style that nobody else has, with references made up in it."""

import random

_FAMILIES = (
    *("Marsh", "Okafor", "Lindqvist", "Tan", "Bevan", "Norris", "Bell", "Aalto", "Rossi"),
    *("Keller", "Novak", "Costa", "Dubois", "Haugen", "Brandt", "Silva", "Moreau", "Iyer"),
    *("Park", "Nakamura", "Weiss", "Quinn"),
)
_THINGS = (
    *("networks", "policy", "governance", "reform", "health", "schools", "markets", "trust"),
    *("power", "cities", "data", "labour", "migration", "climate", "welfare", "budgets"),
    *("voters", "parties", "media", "housing", "water", "energy", "families"),
)
_KINDS = ("rising", "hidden", "new", "local", "public", "slow", "broken", "digital", "rural")
_JOURNALS = (
    "Public Policy",
    "Journal of Social Data",
    "Urban Affairs",
    "Governance Review",
    "European Labour Quarterly",
    "Annals of Reform",
    "Water Research Letters",
    "Housing Studies Today",
)


def made(count, seed):
    """Give so many references as `(string, CSL item)`."""
    rng = random.Random(seed)
    return [_one(rng) for _ in range(count)]


def _one(rng):
    people = [
        (family, rng.choice("ABCDEFGHJKLMNPRST") + ".")
        for family in rng.sample(_FAMILIES, rng.randrange(1, 4))
    ]
    title = _title(rng)
    first = rng.randrange(1, 800)
    item = {
        "type": "article-journal",
        "title": title,
        "container-title": rng.choice(_JOURNALS),
        "volume": str(rng.randrange(1, 60)),
        "issue": str(rng.randrange(1, 13)),
        "author": [{"family": family, "given": given} for family, given in people],
        "issued": {"date-parts": [[rng.randrange(1985, 2024)]]},
        "page": f"{first}-{first + rng.randrange(5, 30)}",
    }
    names = ";".join(f"{family} {given}" for family, given in people)
    raw = (
        f"{title.upper()} | {item['container-title']} | vol {item['volume']} iss {item['issue']} | "
        f"{names} | y{item['issued']['date-parts'][0][0]} | {item['page']}"
    )
    return raw, item


def _title(rng):
    kind, one, other = rng.choice(_KINDS), *rng.sample(_THINGS, 2)
    return rng.choice((
        f"The {kind} {one} of {other}",
        f"{one} and {other} in {kind} {rng.choice(_THINGS)}".capitalize(),
        f"Why {one} matter for {kind} {other}",
        f"{kind} {one}: a study of {other}".capitalize(),
    ))  # fmt: skip
