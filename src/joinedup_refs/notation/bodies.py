"""Whether a name is that of a body and not of a person."""

import re
from functools import lru_cache

from joinedup_refs.notation.name_words import is_cjk, is_given, is_initials, is_site, lean
from joinedup_refs.tables import rows

_WORDS = {row["word"]: row["strength"] for row in rows("corporate") if row["strength"] != "whole"}
_WHOLE = frozenset(row["word"] for row in rows("corporate") if row["strength"] == "whole")
_STRONG_ENDINGS = (
    "ministerium",
    "institut",
    "gesellschaft",
    "verband",
    "stiftung",
    "anstalt",
    "behörde",
    "kommission",
    "universität",
    "zentrum",
    "bibliothek",
    "büro",
    "commission",
    "vereinigung",
    "gemeinschaft",
    "agentur",
    "anwaltschaft",
    "gewerkschaft",
    "ausschuss",
    "ausschuß",
    "kanzleramt",
    "sgericht",
    "hochschule",
    "akademie",
    "kammer",
    "referat",
    "präsidium",
    "verwaltung",
    "sozietät",
    "geschäftsstelle",
    "dienststelle",
    "kollektiv",
    "museum",
    "forschungsinstitute",
    "verbände",
    "ministerien",
    "genossenschaft",
    "krankenkasse",
    "ethikrat",
    "wissenschaftsrat",
    "gesundheitsrat",
    "bundesrat",
    "nationalrat",
    "sachverständigenrat",
    "forschungsrat",
    "presserat",
)
_LEGAL_FORM = re.compile(
    r"\s(?:e\.\s?V\.?|g?GmbH|A/S|S\.p\.A\.?|S\.L\.?|Ltd\.?|Inc\.?|LLC|PLC|plc)$"
)
_FORMS_IN_CAPITALS = frozenset(
    ["AB", "AG", "AS", "BV", "GB", "INC", "KG", "LLC", "LLP", "LTD", "NV", "OY", "PLC", "SA", "SE"]
)
"""Legal forms, and a land, that might be initials too."""
_LEGAL_ENDS = frozenset("V.HSALdcC\n")
"""What all legal forms end with."""
_COMPANY = re.compile(r"\s(?:&|and)\s(?:Company|Co\.?)$")
_JOINT = re.compile(r"-\s(?:und|oder|and|en)\s|\s[+]\s")
"""`Presse- und Informationsamt`, `Gruner + Jahr`."""
_CAMEL = re.compile(r"(?!Mc|Mac|De|Du|Di|Da|La|Le|Van|Von|Fitz|San|St)[A-Z][a-z]{2,}[A-Z][a-z]{2,}")
"""A name made of the beginnings of others: `NatCen`."""
_OF_BODY = re.compile(r"[A-Z]{3,6}-[A-ZÄÖÜ][a-zäöüß]{4,30}")
"""A part of a body: `VKU-Landesgruppe`."""
_NOUN_ENDINGS = (
    "ance",
    "ence",
    "tion",
    "sion",
    "ment",
    "ness",
    "ics",
    "ogy",
    "ity",
    "ture",
    "ing",
    "ung",
    "heit",
    "keit",
    "schaft",
    "wesen",
    "ción",
    "ità",
    "zione",
    "ité",
    "ção",
    "dade",
)
_ONLY_BODIES = frozenset(["of", "for", "the", "on", "in", "pour", "für", "per", "para"])
_LANDS = frozenset(["UK", "US", "EU", "USA"])
_LAND_NAMES = frozenset(
    [
        *("england", "scotland", "wales", "ireland", "britain", "europe", "international"),
        *("deutschland", "österreich", "schweiz", "france", "españa", "italia", "canada"),
        *("australia", "india", "africa", "america"),
    ]
)
"""Some are family names too: they tell a body only beside a word of one: `Health Scotland`."""
_LAST_OF_BODIES = frozenset(
    [
        *("trust", "fund", "aid", "media", "exchange", "report", "inquiry", "party", "coalition"),
        *("care", "review", "councils", "democrats", "service", "executive"),
    ]
)
"""Last words that hardly anybody bears as a family name."""
_FIELD_NOUNS = frozenset(
    [
        *("affairs", "skills", "sport", "sports", "work", "welfare", "pensions", "families"),
        *("children", "women", "rights", "youth", "trade", "labour", "labor", "energy", "regions"),
        *("culture", "food", "science", "justice"),
    ]
)
"""Nouns that a ministry has in its name behind a conjunction, as no person has."""
_LANDS_IN_INITIALS = frozenset(["U.S.", "U.K.", "E.U.", "U.N."])
_OF_A_LAND = frozenset(
    [
        *("the", "uk", "us", "eu", "world", "european", "national", "international", "federal"),
        *("scottish", "welsh", "northern", "british", "irish", "american", "australian"),
        *("canadian", "african", "nordic"),
    ]
)
"""First words that nobody bears as a given name."""
_VOWELS = frozenset("AEIOUYÄÖÜ")
_KEPT = 8192
"""Words whose kind is kept: those of several long lists."""
_TEXTS = 256
"""Texts whose kind is kept: several readers ask in turn whether the same one is a body."""
_LONGEST = 200
"""Longer texts are not kept."""
_LONGEST_ACRONYM = 8  # EUROSTAT
_ACRONYM = re.compile(
    r"(?:[A-Z]\.?&?){2,}(?:-[A-Z]{2,})?|[A-Z]{2,}[a-z]?[A-Z]+|[A-Z]{2,}/[A-Z]{2,}"
    r"|[A-Z][fo][A-Z]{1,3}"  # GfK, DfES, MoD
)


def is_body(text: str) -> bool:
    """Whether the words of a name are those of a body.

    >>> is_body("Cabinet Office"), is_body("World Health Organization"), is_body("A. Bank")
    (True, True, False)
    >>> is_body("R Core Team"), is_body("OECD"), is_body("Dominic Hudson")
    (True, True, False)
    """
    return _is_body(text) if len(text) <= _LONGEST else _is_body.__wrapped__(text)


@lru_cache(maxsize=_TEXTS)
def _is_body(text: str) -> bool:  # noqa: PLR0911  (one test after another, the plainest first)
    words = (re.sub(r"\([^()]*\)", " ", text) if "(" in text else text).split()
    if not words:
        return False
    if " ".join(words).casefold() in _WHOLE or _is_of_land(words):
        return True
    if len(words) > 1 and (_has_legal_form(text) or _is_joint(text) or _is_owned(text)):
        return True
    if len(words) == 1:
        return is_acronym(words[0]) or _strength(words[0]) == "strong" or is_site(words[0])
    if "." in text and any(len(w) < 4 and "." in w and is_initials(w) for w in words):
        return (
            any(_strength(w) == "strong" for w in words) and len(words) > 2 and "." not in words[0]
        )
    if len(words) == 2 and (is_initials(words[-1]) or is_initials(words[0])):
        return _is_pair_of_body(*words)
    if _is_made_of_words(words) or _has_body_ending(words):
        return True
    if _has_no_vowel(words[0]) and not any(map(is_given, words[1:])):
        return True
    if words[0] == "The" or (len(words) > 2 and names_its_field(text)):
        return True
    strengths = [*map(_strength, words)]
    if "strong" in strengths:
        return True
    weak = strengths.count("weak")
    if weak and (words[0].casefold() in _OF_A_LAND or _LANDS.intersection(words)):
        return True
    return weak >= 2 or (weak == 1 and is_acronym(words[0]))


def could_end_body(words: list[str], last: list[str]) -> bool:
    """Whether what looks like initials may be the end of a body's name.

    So of a land or a legal form without stops, `Diabetes UK`, `Novaplast AG`, of a land with stops,
    and of anything behind a word of bodies that is not the only one: `Trial Group B`.

    >>> could_end_body(["Diabetes"], ["UK"]), could_end_body(["Trial", "Group"], ["B"])
    (True, True)
    >>> could_end_body(["Bank"], ["A."]), could_end_body(["Lim"], ["WS"])
    (False, False)
    """
    if len(last) == 1 and last[0] in _LANDS | _LANDS_IN_INITIALS | _FORMS_IN_CAPITALS:
        return True
    told = [word for word in words if _strength(word)]
    return bool(told) and (len(words) > 1 or any(_strength(w) != "weak" for w in told))


def _is_pair_of_body(one: str, other: str) -> bool:
    """Whether two words, one of which may be initials, are a body's: `NHS Digital`, `NAO Office`.

    `Kumar UK` and `JRR Tolkien` are people.
    """
    if other in _LANDS:
        return _strength(one) in {"strong", "acronym"}
    if is_acronym(one) and len(one) > 2:
        known = _strength(one) == "acronym" and not (is_given(other) or is_initials(other))
        return known or _strength(other) in {"strong", "weak"}
    return len(one) == 2 and one.isupper() and _strength(other) == "strong"


def _has_body_ending(words: list[str]) -> bool:
    """Whether a known acronym, or the last word, tells a body: `RAND Europe`, `Tolls Trust`."""
    last = words[-1].casefold()
    if (
        _strength(words[0]) == "acronym"
        and len(words) == 2
        and words[0].isupper()
        and words[0].isalpha()
    ):
        return not is_given(words[1])
    if last in _LAST_OF_BODIES:
        return len(words) > 2 or lean(words[0]) <= 0
    weak = last in _LAND_NAMES and any(_strength(w) == "weak" for w in words[:-1])
    return weak and not is_given(words[0])


def _is_made_of_words(words: list[str]) -> bool:
    """Whether one of the words is made of others, as no person's is: `NatCen`, `VKU-Gruppe`."""
    if "-" in words[0] and _OF_BODY.fullmatch(words[0]):
        return True
    return any(map(_CAMEL.fullmatch, words)) and any(map(_strength, words))


def _is_of_land(words: list[str]) -> bool:
    """Whether a land in initials stands before a body's word: `U.S. Congress`."""
    return words[0] in _LANDS_IN_INITIALS and len(words) > 1 and _strength(words[1]) != ""


def _has_legal_form(text: str) -> bool:
    may_have = text[-1] in _LEGAL_ENDS  # a quick look before the slow one
    return may_have and _LEGAL_FORM.search(text, max(0, len(text) - 12)) is not None


def _is_owned(text: str) -> bool:
    """Whether a word before the last is a possessive, as in no person's name: `King's Fund`."""
    return "'s " in text or "’s " in text


def _is_joint(text: str) -> bool:
    return ("-" in text or "+" in text) and _JOINT.search(text) is not None


def is_listed(text: str) -> bool:
    """Whether a name is one of those that the table has whole, whatever stands in it.

    >>> is_listed("Bill and Melinda Gates Foundation"), is_listed("Bill and Melinda Harrow")
    (True, False)
    """
    return len(text) <= _LONGEST and " ".join(text.split()).casefold() in _WHOLE


def ends_as_body(word: str) -> bool:
    """Whether a last word is hardly anybody's family name: `Christian Aid`, `Tolls Trust`."""
    return word.casefold() in _LAST_OF_BODIES


def without_legal_form(name: str) -> str:
    """Give a company's name as it is mostly cited, without its legal form.

    >>> without_legal_form("Harrow & Company"), without_legal_form("Quill Ltd.")
    ('Harrow', 'Quill')
    """
    short = _COMPANY.sub("", _LEGAL_FORM.sub("", name.strip()).rstrip(" ,"))
    return short or name


def _has_no_vowel(word: str) -> bool:
    """Whether a word is an acronym that nobody could bear as a name: `VGH`, `RWTH`."""
    return is_acronym(word) and word.isalpha() and not set(word) & _VOWELS


def has_body_word(text: str) -> bool:
    """Whether a text has a word that tells a body by itself: `Ministry`, `Institut`, an acronym.

    >>> has_body_word("Notes on walls"), has_body_word("Ministry of Walls")
    (False, True)
    """
    return any(_strength(word) == "strong" for word in text.split())


def is_acronym(text: str) -> bool:
    """Whether a text is an acronym of three letters or more, as bodies have: `OECD`, `U.S.A.`."""
    if _ACRONYM.fullmatch(text) is None:
        return False
    letters = sum(map(str.isalpha, text))
    return 3 <= letters <= _LONGEST_ACRONYM and not is_cjk(text)


def is_known_acronym(text: str) -> bool:
    """Whether a word in capitals is in the table of bodies, and so no family name: `UNESCO`."""
    return bool(_strength(text))


def is_noun(word: str) -> bool:
    """Whether a single word is a noun that bodies have in their names: `Performance`, `Health`."""
    return " " not in word and (is_field(word) or _strength(word) != "")


def is_field(word: str) -> bool:
    """Whether a word may be what a body is for: `Affairs`, `Education`, `Statistics`."""
    word = word.casefold()
    return word in _FIELD_NOUNS or word.endswith(_NOUN_ENDINGS)


def names_its_field(text: str) -> bool:
    """Whether a body's name goes on with `of`, `for` or the like: `Department of Health`."""
    return not _ONLY_BODIES.isdisjoint(text.split()[1:])


@lru_cache(maxsize=_KEPT)
def _strength(word: str) -> str:
    word = word.casefold().strip(".,;:()'’\"“”")
    word = word.removesuffix("'s").removesuffix("’s")
    if word.endswith(_STRONG_ENDINGS):
        return "strong"
    return _WORDS.get(word, "")
