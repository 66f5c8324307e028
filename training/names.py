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
    blanks, `i` initials with stops, `j` bare initials, `b` bare initials with blanks; other
    characters stand for themselves."""
    others: str
    between: str
    last: str
    most: int
    """With more names than this, the first few are followed by "et al."."""
    others_mark: str = " et al."


STYLES = {
    "apa": NameStyle("F, I", "F, I", ", ", ", & ", 20),
    "apa-tight": NameStyle("F, i", "F, i", ", ", ", & ", 7, ", et al."),
    "apa-and": NameStyle("F, I", "F, I", ", ", ", and ", 7, ", et al."),
    "apa-inverse": NameStyle("F, I", "I F", ", ", ", and ", 7, ", et al."),
    "harvard": NameStyle("F, i", "F, i", ", ", " and ", 20, " et al."),
    "harvard-spaced": NameStyle("F, I", "F, I", ", ", " and ", 6, " et al."),
    "harvard-and": NameStyle("F, i", "F, i", ", ", " & ", 6, " et al."),
    "harvard-bare": NameStyle("F, j", "F, j", ", ", " and ", 6, " et al."),
    "sage": NameStyle("F j", "F j", ", ", " and ", 3, ", et al."),
    "sage-stop": NameStyle("F i", "F i", ", ", " and ", 5, " et al."),
    "pmm": NameStyle("F, i", "F, i", ", ", " and ", 20),
    "chicago": NameStyle("F, G", "G F", ", ", ", and ", 10, ", et al."),
    "chicago-plain": NameStyle("F, G", "G F", ", ", " and ", 6, " et al."),
    "chicago-amp": NameStyle("F, G", "G F", ", ", " & ", 6, " et al."),
    "chicago-initial": NameStyle("F, I", "I F", ", ", ", and ", 7, ", et al."),
    "chicago-same": NameStyle("F, G", "F, G", ", ", ", and ", 7, ", et al."),
    "chicago-both": NameStyle("F, G", "F, G", ", ", " and ", 5, " et al."),
    "asa-capitals": NameStyle("f, G", "G f", ", ", " and ", 7, " et al."),
    "capitals": NameStyle("f, I", "f, I", ", ", " and ", 6, " et al."),
    "capitals-amp": NameStyle("f, i", "f, i", ", ", " & ", 6, " et al."),
    "capitals-und": NameStyle("f, I", "I f", ", ", " u. ", 4, " u.a."),
    "capitals-slash": NameStyle("f, G", "f, G", "/", "/", 4, " u. a."),
    "capitals-full": NameStyle("f, G", "f, G", "; ", "; ", 4, " et al."),
    "mla": NameStyle("F, G", "G F", ", ", ", and ", 2, ", et al."),
    "vancouver": NameStyle("F j", "F j", ", ", ", ", 6, ", et al."),
    "colon": NameStyle("F j", "F j", ", ", ", ", 3, ", et al."),
    "bare-blank": NameStyle("F b", "F b", ", ", " and ", 5, " et al"),
    "comma-bare": NameStyle("F, j", "F, j", "; ", "; ", 6, "; et al."),
    "ieee": NameStyle("I F", "I F", ", ", ", and ", 6, " et al."),
    "forward": NameStyle("I F", "I F", ", ", " and ", 8, " et al."),
    "forward-tight": NameStyle("i F", "i F", ", ", " and ", 6, " et al."),
    "forward-amp": NameStyle("I F", "I F", ", ", " & ", 6, " et al."),
    "forward-comma": NameStyle("I F", "I F", ", ", ", ", 6, ", et al."),
    "forward-bare": NameStyle("j F", "j F", ", ", " and ", 4, " and others"),
    "forward-slash": NameStyle("I F", "I F", "/", "/", 4, " u.a."),
    "nature": NameStyle("F, I", "F, I", ", ", " & ", 5, " et al."),
    "acs": NameStyle("F, I", "F, I", "; ", "; ", 10, "; et al."),
    "acm": NameStyle("f, i", "f, i", ", ", ", and ", 10, ", et al."),
    "semicolon": NameStyle("F, G", "F, G", "; ", "; ", 6, "; et al."),
    "semicolon-and": NameStyle("F, G", "F, G", "; ", " and ", 6, " et al."),
    "semicolon-spaced": NameStyle("F, G", "F, G", " ; ", " ; ", 5, " u. a."),
    "semicolon-initial": NameStyle("F, i", "F, i", "; ", "; ", 5, " u.a."),
    "german": NameStyle("F, G", "F, G", "; ", "; ", 5, " u.a."),
    "german-und": NameStyle("F, G", "F, G", ", ", " und ", 4, " u.a."),
    "german-mixed": NameStyle("F, G", "G F", ", ", " und ", 4, " et al."),
    "german-u": NameStyle("F, I", "F, I", ", ", " u. ", 4, " u.a."),
    "german-slash": NameStyle("F, G", "F, G", "/", "/", 5, " u. a."),
    "german-slash-mixed": NameStyle("F, G", "G F", "/", "/", 6, " et al."),
    "german-slash-spaced": NameStyle("F, G", "F, G", " / ", " / ", 6, " et al."),
    "german-slash-right": NameStyle("F, G", "F, G", "/ ", "/ ", 6, " et al."),
    "german-dash": NameStyle("F, G", "F, G", " – ", " – ", 3, " u. a."),
    "family-only": NameStyle("F", "F", "/", "/", 3, " u.a."),
    "family-and": NameStyle("F", "F", ", ", " and ", 3, " et al."),
    "french": NameStyle("f G", "f G", ", ", " et ", 5, " et al."),
    "french-initial": NameStyle("f I", "f I", ", ", " et ", 5, " et al."),
    "french-plain": NameStyle("F G", "F G", ", ", " et ", 5, " et al."),
    "french-comma": NameStyle("F, I", "F, I", ", ", " et ", 4, " et al."),
    "french-mixed": NameStyle("F, G", "G F", ", ", " et ", 4, " et al."),
    "french-forward": NameStyle("G F", "G F", ", ", " et ", 4, " et al."),
    "french-capitals": NameStyle("G f", "G f", ", ", " et ", 4, " et al."),
    "french-bracket": NameStyle("F (I)", "F (I)", ", ", " et ", 5, " et al."),
    "capitals-bracket": NameStyle("f (G)", "f (G)", ", ", ", ", 5, " et al."),
    "german-comma": NameStyle("F, G", "F, G", ", ", ", ", 5, " et al."),
    "slash-initial": NameStyle("F, i", "F, i", " / ", " / ", 5, " et al."),
    "slash-tight": NameStyle("F, i", "F, i", "/", "/", 5, " et al."),
    "slash-mixed": NameStyle("F, i", "i F", " / ", " / ", 5, " et al."),
    "initial-after": NameStyle("F I", "F I", ", ", ", ", 6, " et al."),
    "initial-after-slash": NameStyle("F I", "F I", "/", "/", 4, " et al."),
    "italian": NameStyle("I F", "I F", ", ", ", ", 5, " et al."),
    "italian-e": NameStyle("I F", "I F", ", ", " e ", 5, " et al."),
    "italian-capitals": NameStyle("I f", "I f", ", ", ", ", 4, " et al."),
    "italian-dash": NameStyle("I F", "I F", " - ", " - ", 4, " et al."),
    "spanish": NameStyle("F, G", "G F", ", ", " y ", 4, " et al."),
    "spanish-capitals": NameStyle("f, G", "f, G", ", ", " y ", 4, " et al."),
    "portuguese": NameStyle("f, G", "f, G", "; ", "; ", 3, " et al."),
    "dutch": NameStyle("F, i", "F, i", ", ", " en ", 4, " e.a."),
    "full": NameStyle("G F", "G F", ", ", " and ", 5, " et al."),
    "full-oxford": NameStyle("G F", "G F", ", ", ", and ", 5, ", et al."),
    "full-amp": NameStyle("G F", "G F", ", ", " & ", 3, " et al."),
    "full-slash": NameStyle("G F", "G F", "/", "/", 5, " et al."),
    "full-slash-spaced": NameStyle("G F", "G F", " / ", " / ", 5, " u.a."),
    "full-comma": NameStyle("G F", "G F", ", ", ", ", 5, " u.a."),
    "full-und": NameStyle("G F", "G F", ", ", " und ", 5, " u.a."),
    "full-semicolon": NameStyle("G F", "G F", "; ", "; ", 5, "; et al."),
    "full-capitals": NameStyle("G f", "G f", ", ", " and ", 4, " et al."),
    "footnote": NameStyle("G F", "G F", ", ", " and ", 3, " et al."),
}
_LASTS = (" and ", ", and ", " & ", ", & ", " und ", " u. ", " et ", "/", "; ", " y ", " e ", ", ")
_MARKS = (
    " et al.", ", et al.", " et al", " u.a.", " u. a.", " and others", ", and others", " & al.",
    " e.a.", " et alii",
)  # fmt: skip


def varied(style: NameStyle, rng: random.Random) -> NameStyle:
    """Change a style now and then as the hand that typed a list would."""
    if rng.random() < 0.08:
        style = style._replace(last=rng.choice(_LASTS))
    if rng.random() < 0.25:
        style = style._replace(others_mark=rng.choice(_MARKS))
    if rng.random() < 0.06:
        style = style._replace(most=1)
    return style


def varied_name(name: Name, rng: random.Random) -> Name:
    """Make a name of a rarer kind now and then: compound, with a particle, or with a suffix."""
    family, given = name
    chance = rng.random()
    if not given or not family[:1].isupper() or chance > 0.05:
        return name
    if chance < 0.012:
        return (
            f"{rng.choice(('van', 'von', 'de', 'van der', 'de la', 'del', 'Van'))} {family}",
            given,
        )
    if chance < 0.020:
        return family, f"{given} {rng.choice(('van', 'von', 'de', 'van der', 'von der', 'di'))}"
    if chance < 0.030:
        return family, f"{given}|{rng.choice(('Jr.', 'Jr', 'II', 'III', 'Sr.'))}"
    second = rng.choice(("Meyer", "García", "Smith", "López", "Schmidt", "Costa", "Hall", "Martin"))
    return f"{family}{rng.choice('- ')}{second}", given


def organisation(rng: random.Random) -> str:
    """Give a corporate author, well known or made up, now and then with its short form."""
    if rng.random() < 0.55:
        body = rng.choice(ORGANISATIONS)
    else:
        body = f"{rng.choice(BODIES)} {rng.choice(MATTERS)}"
    if " " in body and rng.random() < 0.12:
        short = "".join(w[0] for w in body.split() if w[0].isupper())
        if len(short) > 2:
            body = f"{body} ({short})" if rng.random() < 0.6 else f"{short} ({body})"
    return body


def odd_name(rng: random.Random, given: str) -> str:
    """Give an author who has no family name in the usual sense."""
    if rng.random() < 0.7:
        return rng.choice(SINGLE)
    return f"{given} {rng.choice(['X', '3', '7', '9', '12', 'Z', 'II', 'Q'])}"


def _initials(given: str, style: str) -> str:
    """Shorten given names to initials; hyphens and particles stay."""
    words = given.split(" ")
    particles = [w for w in words if w in {"van", "von", "de", "der", "di"}]
    letters: list[str] = []
    for word in words:
        if word in particles:
            continue
        parts = [p for p in re.split(r"[.\-]+", word) if p and p[0].isalpha()]
        if "-" in word and len(parts) > 1 and style in "Ii":
            letters.append("-".join(f"{p[0].upper()}." for p in parts[:2]))
        else:
            letters += [p[0].upper() + ("." if style in "Ii" else "") for p in parts]
    return " ".join([(" " if style in "Ib" else "").join(letters[:3]), *particles])


def one_name(name: Name, pattern: str) -> str:
    """Set one name by a pattern."""
    family, given = name
    if not given:
        return family
    given, _, suffix = given.partition("|")
    signs = {"F": family, "f": family.upper(), "G": given}
    text = "".join(
        _initials(given, sign) if sign in "Iijb" else signs.get(sign, sign) for sign in pattern
    )
    if suffix:
        text += f"{',' if pattern[0] in 'Ff' and ',' in pattern else ''} {suffix}"
    return text


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
