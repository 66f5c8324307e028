"""Labels of names set right at their borders: where one cuts a name short or stops in a word."""

import re
from itertools import pairwise

from joinedup_refs.model.name import Person
from joinedup_refs.notation.bodies import is_noun
from joinedup_refs.notation.name_words import (
    UNKNOWN_LEAN,
    is_all_initials,
    is_capital_particle,
    is_given,
    lean,
)
from joinedup_refs.notation.names import split as names_of
from joinedup_refs.notation.roman import parse as is_roman
from joinedup_refs.parse.asides import lead_end
from joinedup_refs.parse.draft import Label
from joinedup_refs.parse.keys import before_names

PEOPLE = frozenset({"author", "editor"})
_HELPERS = frozenset({"editor", "translator"})
_REST_OF_WORD = re.compile(
    r"[-‐‑](?:Mc|Mac|De|[OD][’'])?[^\W\d_][a-zß-ÿ’']{0,30}(?:\s(?:[A-ZÀ-Þ]\.[\s-]?){1,4}|\s[A-ZÀ-Þ]{1,3}(?=[:.,;]))?"
)
"""What follows a label that stops at the hyphen of a family name, initials included."""
_INITIALS = r"(?:[A-ZÀ-Þ]\.[\s-]{0,2}){1,4}"
_FORWARD = re.compile(rf"{_INITIALS}(?:[A-ZÀ-Þ][a-zß-ÿ]|$)|(?P<given>[A-ZÀ-Þ][a-zß-ÿ]{{2,15}})\s")
"""How names begin that have their given names first."""
_LACKS_FAMILY = re.compile(
    rf"(?:^|,\s?|\s(?:and|und|et|&)\s)(?:(?:[A-ZÀ-Þ][a-zß-ÿ]{{2,15}}\s)?{_INITIALS}"
    r"|(?P<given>[A-ZÀ-Þ][a-zß-ÿ]{2,15}))$"
)
_GLUED = re.compile(
    r"(?P<family>(?:Mc|Mac|De|Van|La|Le)?[A-ZÀ-Þ][a-zß-ÿ]{2,20})(?=[A-ZÀ-Þ](?:[a-zß-ÿ]{1,20})?[\s:-])"
)
"""A family name and the first word of a title with nothing between: `HarlowAnalysis of …`."""
_FAMILY_AHEAD = re.compile(r"(?P<family>[A-ZÀ-Þ][a-zß-ÿ’'-]{2,20})\.\s(?=[A-ZÀ-Þ][a-zß-ÿ]{2})")
"""A family name and its stop before a title: `C. |Harlow. Analysis of …`."""
_UNPARTED = re.compile(rf"[a-zß-ÿ]\s{_INITIALS}$")
"""Initials behind a family name that nothing parts from it: `M. Bruyn D.`."""
_REST_OF_PAIR = re.compile(
    rf"[A-ZÀ-Þ][\w’'-]{{1,20}},?\s(?:and|und|et|&)\s(?:(?:[A-ZÀ-Þ][a-zß-ÿ]{{1,15}}\s)(?:{_INITIALS})?"
    rf"|{_INITIALS})[A-ZÀ-Þ][\w’'-]{{1,20}}(?=[,.:]\s)"
)
"""A family name and a second author, in the title's label: `Ann R. | Harrow & Cleo Quill, …`."""
_GLUED_END = re.compile(
    r"[A-ZÀ-Þ]\.[\s-]?(?P<family>[A-ZÀ-Þ][a-zß-ÿ]{2,20})(?P<title>[A-ZÀ-Þ][a-zß-ÿ]{2,20})$"
)
_LACKS_LAST = re.compile(rf"\s(?:and|und|et|&)\s{_INITIALS}$")
"""Initials of the last, whose family name has another label."""
_FAMILY_NEXT = re.compile(r"\.?\s?[A-ZÀ-Þ][a-zß-ÿ’'-]{1,20}(?=[,;:)])")
_ENDS_IN_PARTICLE = re.compile(
    r"[A-ZÀ-Þ][\w.’'-]{0,15}\.?\s(?:de|van|von|di|da|del|della|du|dos|van\sd(?:e[rn]?|en)|von\sder|de\sl[ao]s?)$"
)
_FAMILY_OF_PARTICLE = re.compile(r"[A-ZÀ-Þ][\w’'-]{1,20}(?:\s[A-ZÀ-Þ][\w’'-]{1,20})?(?=[,.:(]\s?)")
"""The `Búrca` of `G. de Búrca, EU Law`."""
_WHO = re.compile(r"(?:\b(?:[Tt]ransl?|[Ee]ds?|[Üü]bers|[Hh]rsg)\.|\bby)\s$")
_ONE_WORD = re.compile(r"\W{0,3}(?P<family>[A-ZÀ-Þ][a-zß-ÿ]{1,20}),?\s")
_MORE_NAMES = re.compile(r"[^\W\d_a-z][^:()\[\]\d\"“„«‘]{4,160}(?=:\s[\"“„«‘])")
"""Names behind a semicolon, before the colon and the quotation of their title."""
_LONGEST_FAMILY = 26
_INITIAL_NEXT = re.compile(r"(?:[A-ZÀ-Þ]\.[\s-]?){1,3}|[A-ZÀ-Þ]{1,3}(?=[.,:;(\s]|$)")
_AND = re.compile(r",?\s(?:and|und|et|y|e|&)\s")
_ONE_MORE = re.compile(r"[^\W\d_a-z][^,;:()\[\]\d]{3,60}?(?=[:(]|\.\s|,\s[“\"«‘])")
_BARE_HEAD = re.compile(
    r"(?P<particle>(?:(?:de|la|van|der|den|von|di|del|ter|ten)\s){1,2})?(?P<family>[A-ZÀ-Þ][a-zß-ÿ’'-]{2,25})\s"
    r"(?P<initials>[A-Z]{1,3})[.:]\s(?=[A-ZÀ-Þ])"
)
_GLUED_HEAD = re.compile(rf"(?:(?P<given>[A-ZÀ-Þ][a-zß-ÿ]{{2,15}})\s)?(?:{_INITIALS})?")
_PAIR_AND = r"^[^\W\d_][^,;]{1,40},\s[^,;]{2,30},?\s(?:and|und|et|&|y|e)\s"
_ENDS_IN_FAMILY = re.compile(rf"{_PAIR_AND}[\w’'-]+$")
_GIVEN_BEHIND = re.compile(
    r"(?P<given>[A-ZÀ-Þ][a-zß-ÿ]{2,12}(?:\s[A-ZÀ-Þ]\.){0,2}),\s(?=[\"“‘«]?[A-ZÀ-Þ])"
)
_ENDS_IN_GIVEN = re.compile(rf"{_PAIR_AND}(?P<given>[^\W\d_]{{3,15}})$")
_FAMILY_BEHIND = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ]{2,20}(?=\s[A-ZÀ-Þ“«])")
_BARE = r"[A-ZÀ-Þ][\w’'-]{1,30}\s[A-Z]{1,3}"
_ORDINAL = re.compile(
    rf"(?:{_BARE}\s)?(?:2nd|3rd|4th)(?:,\s{_BARE}(?:\s(?:Jr|Sr|2nd|3rd|4th))?){{0,8}}(?=[.;]\s)"
)
"""The suffix of a name and the names behind it: `Jones AB | 2nd, Callahan A 3rd.`."""
_MOST_WORDS = 4
_LINK = 4
"""Characters of a conjunction that a title's label took in."""
_SHORT = 50
_LONGEST = 400
"""Characters at the end of names that are looked at."""


def bounded(labels: list[Label], raw: str) -> list[Label]:
    """Give names their ends back.

    - A family name with a hyphen is one name: `Moreno-Riva NA` and not `Moreno`.
    - A given name before a comma belongs to the family name before it in a list of such pairs, and
      a family name to the given name.
    - An editor or translator who has initials alone has the family name behind them.
    - Names behind a citation's key that names them are authors, whatever the key was taken for.
    - A title that lost the blank before it begins within a word: `M. HarlowAnalysis of waves`.
    """
    labels = _with_first_family(_with_whole_words(labels, raw), raw)
    labels = _behind_key(_with_families(labels, raw), raw)
    for at, (one, other) in enumerate(pairwise(labels)):
        if one.label == "author" and other.label == "title":
            end = _end_in_title(raw, one, other)
            if 0 < end < one.end:
                cut = one._replace(end=end), other._replace(start=end)
                return [*labels[:at], *cut, *labels[at + 2 :]]
            return ended(labels, at, end) if end else labels
    return _glued_head(labels, raw)


def ended(labels: list[Label], at: int, end: int) -> list[Label]:
    """Let one label end elsewhere; those after it begin there or are gone."""
    after = (x._replace(start=max(x.start, end)) for x in labels[at + 1 :] if x.end > end)
    return [*labels[:at], labels[at]._replace(end=end), *after]


def _behind_key(labels: list[Label], raw: str) -> list[Label]:
    """Give the year of a key its label, and the names behind it theirs: `Doe 2007 Doe, Jane`."""
    first = labels[0] if labels else None
    kinds = [x.label for x in labels[:3]]
    if first is None or kinds[:2] != ["author", "issued"] or not PEOPLE.issuperset(kinds[2:]):
        return labels
    key = before_names(raw, first.start, len(raw))
    if key is None or labels[1].end <= key.names or labels[1].start > key.year[0]:
        return labels
    rest = list(labels[2:])
    count = next((n for n, x in enumerate(rest) if x.label not in PEOPLE), len(rest))
    if not count:
        return labels
    rest[:count] = [x._replace(label="author") for x in rest[:count]]
    rest[0] = rest[0]._replace(start=key.names)
    issued = labels[1]._replace(start=key.year[0], end=key.year[1])
    return [first._replace(end=min(first.end, key.year[0])), issued, *rest]


def _with_whole_words(labels: list[Label], raw: str) -> list[Label]:
    for at, one in enumerate(labels):
        if one.label in PEOPLE and raw[one.end : one.end + 1] in {"-", "‐", "‑"}:
            rest = _REST_OF_WORD.match(raw, one.end) if raw[one.end - 1].isalpha() else None
            if rest:
                return ended(labels, at, rest.end())
    return labels


def _with_first_family(labels: list[Label], raw: str) -> list[Label]:
    """Give initials at the head the one word before them: the `See` of `See, J. (1999)`."""
    first = labels[0] if labels else None
    if first is None or first.label not in PEOPLE or first.start > _LONGEST_FAMILY:
        return labels
    family = _ONE_WORD.fullmatch(raw, 0, first.start)
    if family is None or not _INITIAL_NEXT.match(raw, first.start) or lead_end(raw):
        return labels
    return [first._replace(start=family.start("family")), *labels[1:]]


def _with_families(labels: list[Label], raw: str) -> list[Label]:
    """Give initials alone the family name behind them: the `Halm` of `trans. W.D. Halm, Town`."""
    if not any(x.label in _HELPERS for x in labels):
        return labels
    for at, (one, other) in enumerate(pairwise(labels)):
        helpers = one.label in _HELPERS and other.label in _HELPERS
        touching = helpers and raw[one.end : other.start] in {"", " "}
        if touching and _LACKS_LAST.search(raw[one.start : one.end]):
            return ended(labels, at, other.end)
    for at, one in enumerate(labels):
        if one.label not in _HELPERS or not is_all_initials(raw[one.start : one.end]):
            continue
        family = _FAMILY_NEXT.match(raw, one.end)
        if family and _WHO.search(raw[max(0, one.start - 12) : one.start]):
            return ended(labels, at, family.end())
    return labels


def _end_in_title(raw: str, names: Label, title: Label) -> int:
    """Give where names end that run on into the title, or it into them; 0 where all is well."""
    text = raw[max(names.start, names.end - _LONGEST) : names.end]
    gap = raw[names.end : title.start]
    if linked := _AND.match(raw, names.end, min(title.end, title.start + _LINK)):
        return _one_more(raw, linked.end(), title.end) if linked.end() >= title.start else 0
    if gap == " " and _ENDS_IN_PARTICLE.search(text[-_SHORT:]):
        family = _FAMILY_OF_PARTICLE.match(raw, title.start, title.end)
        return family.end() if family else 0
    if gap in {", ", "; "}:
        return _end_behind_comma(raw, text, title) if gap == ", " else _more_names(raw, title)
    if gap == " " and (end := _end_behind_blank(raw, text, names, title)) >= 0:
        return end
    if gap.strip(" ") not in {"", "."}:
        return 0
    glued = _GLUED.match(raw, title.start, title.end) or _FAMILY_AHEAD.match(raw, title.start)
    return glued.end("family") if glued and _lack_family(text + "." * (gap[:1] == ".")) else 0


def _more_names(raw: str, title: Label) -> int:
    """Give the end of the names that a title took in behind a semicolon: `A; |T. Harrow:`."""
    more = _MORE_NAMES.match(raw, title.start, title.end)
    told = names_of(more[0]).names if more else ()
    people = bool(told) and all(isinstance(n, Person) and n.given for n in told)
    return more.end() if more and people else 0


def _end_behind_blank(raw: str, text: str, names: Label, title: Label) -> int:
    """Give the end of a name that a blank parts from its rest; -1 where nothing tells."""
    if ordinal := _ORDINAL.match(raw, title.start, title.end):
        return ordinal.end()
    if own := _GLUED_END.search(text[-_SHORT:]):
        front = is_capital_particle(own["family"]) or own["family"] in {"Mac", "Fitz"}
        return 0 if front else names.end - len(own["title"])
    if (last := _ENDS_IN_GIVEN.match(text)) and is_given(last["given"]):
        family = _FAMILY_BEHIND.match(raw, title.start, title.end)
        return family.end() if family and not is_given(family[0]) else 0
    if rest := _REST_OF_PAIR.match(raw, title.start, title.end):
        return rest.end() if _lack_family(text) else 0
    return -1


def _end_behind_comma(raw: str, text: str, title: Label) -> int:
    """Give the end of a name, or of given names, that a comma parts from the others."""
    if ordinal := _ORDINAL.match(raw, title.start, title.end):
        return ordinal.end()
    if _FORWARD.match(text) and (end := _glued_name(raw, title)):
        return end
    if not _ENDS_IN_FAMILY.match(text):
        return 0
    given = _GIVEN_BEHIND.match(raw, title.start, title.end)
    return given.end("given") if given and lean(given["given"]) >= UNKNOWN_LEAN else 0


def _lack_family(text: str) -> bool:
    """Whether the last of names in running order has given names or initials alone."""
    forward, lacking = _FORWARD.match(text), _LACKS_FAMILY.search(text)
    if forward and forward["given"] is None and _UNPARTED.search(text):
        return True
    known = forward and lacking and _is_given(forward["given"])
    return bool(known and lacking and _is_given(lacking["given"]))


def _one_more(raw: str, start: int, end: int) -> int:
    """Give the end of a name that stands behind a conjunction, where no title can begin."""
    found = _ONE_MORE.match(raw, start, end)
    told = names_of(found[0]).names if found else ()
    person = told[0] if len(told) == 1 else None
    known = isinstance(person, Person) and bool(person.given)
    return found.end() if found and known and len(found[0].split()) <= _MOST_WORDS else 0


def _is_given(word: str | None) -> bool:
    """Whether a word is a known given name; initials, where there is none, are as good."""
    return word is None or is_given(word)


def _glued_head(labels: list[Label], raw: str) -> list[Label]:
    """Part the only name from a title that took it in: `Fred HarlowParsing and grammar`."""
    first = labels[0] if labels else None
    if any(x.label in PEOPLE for x in labels):
        return labels
    if len(labels) > 1 and labels[1].label == "title" and labels[0].label == "citation-number":
        return [labels[0], *_bare_head(labels[1:], raw)]
    if first is None or first.label != "title":
        return labels
    labels = _bare_head(labels, raw)
    end = _glued_name(raw, first) if labels[0] is first else 0
    if not end:
        return labels
    author = Label("author", first.start, end, first.confidence / 2)
    return [author, first._replace(start=end), *labels[1:]]


def _bare_head(labels: list[Label], raw: str) -> list[Label]:
    """Part the only name from the title of an article that took it in: `Quill GL. Tolls. Notes`."""
    title = labels[0]
    head = _BARE_HEAD.match(raw, title.start, title.end)
    if head is None or is_roman(head["initials"]) or is_noun(head["family"]):
        return labels
    serial = {"container-title", "volume"} <= {x.label for x in labels}
    if not serial or not (head["particle"] or len(head["initials"]) > 1):
        return labels
    author = Label("author", title.start, head.end("initials"), title.confidence / 2)
    return [author, title._replace(start=head.end()), *labels[1:]]


def _glued_name(raw: str, title: Label) -> int:
    """Give the end of a name in running order that a title begins with; 0 where there is none."""
    head = _GLUED_HEAD.match(raw, title.start, title.end)
    if head is None or not head[0] or not _is_given(head["given"]):
        return 0
    glued = _GLUED.match(raw, head.end(), title.end)
    return glued.end("family") if glued else 0
