"""Name lists of .bib files, split as LaTeX before a letter of it is decoded.

Sources: O. Patashnik, BibTeXing (1988), section 4; the biblatex manual 3.19, section 2.3.3, and for
`family=…, given=…` biber's extended name format.
"""

import re
from collections.abc import Iterator, Mapping

from joinedup_refs.formats.untex import decode_name as decode
from joinedup_refs.formats.untex import within_unknown
from joinedup_refs.model.name import Name, Organization, Person, Verbatim
from joinedup_refs.notation.bodies import is_body

_BREAK = re.compile(r"\\.|[{},~]|(?<=\s)and(?=\s)|\s+", re.IGNORECASE | re.DOTALL)
_BLANK = re.compile(r"\\?\s+|~")
"""What parts the words of a name; a tie does, as in `J.-P.~Serre`."""
_AND = re.compile(r"(?<=\s)and(?=\s)", re.IGNORECASE)
_TO_PASS_OVER = re.compile(r"[\\{}]")
_PEOPLE = ("author", "editor", "translator")
_AMPERSAND = re.compile(r"\s&\s")
_ET_AL = re.compile(
    r"(?:(?<![\s,;])[\s,;]++(?:and\s++)?+|\A\s*+)\{?et\.?\s++al(?:ii|ia)?\b\.?\}?\s*\Z",
    re.IGNORECASE,
)
_DEEPEST = 4  # commands around a name that are looked through
_EXTENDED = re.compile(r"\s*(family|given|prefix|suffix|[a-z]+-i|useprefix)\s*=\s*(.*)", re.DOTALL)


def read(text: str) -> tuple[Name, ...]:
    r"""Read names joined by `and`; a name wholly in braces is a body, `others` says et al.

    So does a literal `et al.` at the end, as in `Adams, B. et al.`.

    >>> aalst, office, perri = read(r"van der Aalst, W. and {Cabinet Office} and Perri 6")
    >>> aalst.particle, office.kind, perri.family
    ('van der', 'organization', '6')
    """
    people, others = _without_others(text)
    found = [name for part in apart(people, "and") if (name := _name(part)) is not None]
    return (*found, Verbatim(text="et al.")) if others else tuple(found)


def _without_others(text: str) -> tuple[str, bool]:
    """Take an `et al.` off the end, where it does not stand in the braces of a body."""
    found = _ET_AL.search(text) if "al" in text.rstrip()[-8:].lower() else None
    if found is None:
        return text, False
    people = text[: found.start()]
    within = people.count("{") != people.count("}")
    return (text, False) if within else (people, True)


def with_ampersand(fields: Mapping[str, str]) -> Iterator[str]:
    r"""Give the fields in which an ampersand stands between two whole names, read as one.

    >>> list(with_ampersand({"author": r"Adams, Bea \& Cole, Rob", "editor": "Allen & Unwin"}))
    ['author']
    """
    for name in _PEOPLE:
        people = fields.get(name, "")
        parts = apart(people, "and") if "&" in people else ()
        shown = (decode(part) for part in parts if "&" in part and not _is_braced(part))
        if any(not is_body(part) and _are_whole(_AMPERSAND.split(part)) for part in shown):
            yield name


def _are_whole(names: list[str]) -> bool:
    """Whether there are several names, each of a person and of two words or more."""
    worded = (sum(any(map(str.isalpha, word)) for word in name.split()) for name in names)
    return len(names) > 1 and all(count > 1 for count in worded) and not any(map(is_body, names))


def apart(text: str, by: str) -> Iterator[str]:
    """Split outside braces at `and`, at commas or at blanks, as `by` says."""
    if not _TO_PASS_OVER.search(text):
        if by == " ":
            parts = text.replace("~", " ").split()
        else:
            parts = _AND.split(text) if by == "and" else text.split(by)
        yield from (part.strip() for part in parts)
        return
    begun = depth = 0
    for found in _BREAK.finditer(text):
        sign = found[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
        elif depth <= 0 and (sign.lower() == by or (by == " " and _BLANK.fullmatch(sign))):
            yield text[begun : found.start()].strip()
            begun = found.end()
    yield text[begun:].strip()


def _name(text: str) -> Name | None:
    for _ in range(_DEEPEST):
        if not text.startswith("\\") or (inner := within_unknown(text)) == text:
            break
        text = inner
    if not decode(text).strip(" ,"):
        return None
    if text.lower() == "others":
        return Verbatim(text="et al.")
    return Organization(name=decode(text)) if _is_braced(text) else _person(text)


def _person(text: str) -> Name | None:
    parts = list(apart(text, ","))
    if _EXTENDED.match(parts[0]):
        return _extended(parts)
    if len(parts) == 1:
        return _in_running_order([word for word in apart(text, " ") if word])
    particle, family = _particle([word for word in apart(parts[0], " ") if word])
    if not family:
        return Person(family=decode(text))
    given = parts[-1] if len(parts) < 4 else ", ".join(parts[2:])
    suffix = parts[1] if len(parts) > 2 else ""
    return Person(family=family, given=decode(given), particle=particle, suffix=decode(suffix))


def _in_running_order(words: list[str]) -> Name | None:
    small = [n for n, word in enumerate(words[:-1]) if _is_small(word)]
    first = small[0] if small else len(words) - 1
    particle, family = _particle(words[first:])
    given = decode(" ".join(words[:first]))
    return Person(family=family, given=given, particle=particle) if family else None


def _particle(words: list[str]) -> tuple[str, str]:
    """Take the von part off: everything up to the last word in lower case but the last of all."""
    small = [n for n, word in enumerate(words[:-1]) if _is_small(word)]
    cut = small[-1] + 1 if small and _is_small(words[0]) else 0
    return decode(" ".join(words[:cut])), decode(" ".join(words[cut:]))


def _is_small(word: str) -> bool:
    """Whether a word outside braces begins in lower case; an accent is looked through."""
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    return decode(word)[:1].islower()


def _extended(parts: list[str]) -> Name:
    told = {found[1]: decode(found[2]) for part in parts if (found := _EXTENDED.match(part))}
    return Person(
        family=told.get("family") or told.get("given", ""),
        given=told.get("given", "") if told.get("family") else "",
        particle=told.get("prefix", ""),
        suffix=told.get("suffix", ""),
    )


def _is_braced(text: str) -> bool:
    """Whether one pair of braces holds it all, an accent's braces aside."""
    if not text.startswith("{") or not text.endswith("}"):
        return False
    depth = 0
    for number, char in enumerate(text):
        depth += (char == "{") - (char == "}")
        if depth == 0:
            return number == len(text) - 1
    return False
