"""Lists of names set as reference styles set them."""

import random
import re
from typing import NamedTuple

from training.inventory import BODIES, MATTERS, ORGANISATIONS, SINGLE

Name = tuple[str, str]
"""(family, given), or (the whole name, "") for an organisation."""


class NameStyle(NamedTuple):
    """How one style sets names."""

    first: str
    """The first name: `F` family, `f` FAMILY, `G` given in full, `I` initials with stops and
    blanks, `i` initials with stops, `j` bare initials; other characters stand for themselves."""
    others: str
    between: str
    last: str
    most: int
    """With more names than this, the first few are followed by "et al."."""
    others_mark: str = " et al."


STYLES = {
    "apa": NameStyle("F, I", "F, I", ", ", ", & ", 20),
    "apa-tight": NameStyle("F, i", "F, i", ", ", ", & ", 7, ", et al."),
    "harvard": NameStyle("F, i", "F, i", ", ", " and ", 20, " et al."),
    "pmm": NameStyle("F, i", "F, i", ", ", " and ", 20),
    "chicago": NameStyle("F, G", "G F", ", ", ", and ", 10, ", et al."),
    "mla": NameStyle("F, G", "G F", ", ", ", and ", 2, ", et al."),
    "vancouver": NameStyle("F j", "F j", ", ", ", ", 6, ", et al."),
    "colon": NameStyle("F j", "F j", ", ", ", ", 3, ", et al."),
    "ieee": NameStyle("I F", "I F", ", ", ", and ", 6, " et al."),
    "forward": NameStyle("I F", "I F", ", ", " and ", 8, " et al."),
    "nature": NameStyle("F, I", "F, I", ", ", " & ", 5, " et al."),
    "acs": NameStyle("F, I", "F, I", "; ", "; ", 10, "; et al."),
    "german": NameStyle("F, G", "F, G", "; ", "; ", 5, " u.a."),
    "german-slash": NameStyle("F, G", "F, G", "/", "/", 5, " u. a."),
    "french": NameStyle("f G", "f G", ", ", " et ", 5, " et al."),
    "french-initial": NameStyle("f I", "f I", ", ", " et ", 5, " et al."),
    "french-plain": NameStyle("F G", "F G", ", ", " et ", 5, " et al."),
    "french-bracket": NameStyle("F (I)", "F (I)", ", ", " et ", 5, " et al."),
    "german-comma": NameStyle("F, G", "F, G", ", ", ", ", 5, " et al."),
    "slash-initial": NameStyle("F, i", "F, i", " / ", " / ", 5, " et al."),
    "initial-after": NameStyle("F I", "F I", ", ", ", ", 6, " et al."),
    "italian": NameStyle("I F", "I F", ", ", ", ", 5, " et al."),
    "full": NameStyle("G F", "G F", ", ", " and ", 5, " et al."),
    "footnote": NameStyle("G F", "G F", ", ", " and ", 3, " et al."),
}


def organisation(rng: random.Random) -> str:
    """Give a corporate author, well known or made up."""
    if rng.random() < 0.6:
        return rng.choice(ORGANISATIONS)
    return f"{rng.choice(BODIES)} {rng.choice(MATTERS)}"


def odd_name(rng: random.Random, given: str) -> str:
    """Give an author who has no family name in the usual sense."""
    if rng.random() < 0.4:
        return rng.choice(SINGLE)
    return f"{given} {rng.choice(['X', '3', '7', '9', '12', 'Z', 'II', 'Q'])}"


def _initials(given: str, style: str) -> str:
    """Shorten given names to initials."""
    letters = [p[0].upper() for p in re.split(r"[\s.\-]+", given) if p and p[0].isalpha()][:3]
    if style == "j":
        return "".join(letters)
    return (" " if style == "I" else "").join(f"{letter}." for letter in letters)


def one_name(name: Name, pattern: str) -> str:
    """Set one name by a pattern."""
    family, given = name
    if not given:
        return family
    signs = {"F": family, "f": family.upper(), "G": given}
    return "".join(
        _initials(given, sign) if sign in "Iij" else signs.get(sign, sign) for sign in pattern
    )


def name_list(names: tuple[Name, ...], style: NameStyle) -> str:
    """Set a list of names."""
    texts = [one_name(n, style.first if i == 0 else style.others) for i, n in enumerate(names)]
    if len(texts) > style.most:
        return style.between.join(texts[: max(1, min(3, style.most))]) + style.others_mark
    if len(texts) == 1:
        return texts[0]
    last = style.last
    if (
        len(texts) == 2
        and last.startswith(", ")
        and style.first == style.others
        and "&" not in last
    ):
        last = last[1:] if last != ", " else last
    return style.between.join(texts[:-1]) + last + texts[-1]
