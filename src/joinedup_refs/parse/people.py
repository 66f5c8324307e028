"""The authors, editors and translators of a reference."""

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from joinedup_refs.model.name import Name, Organization, Person
from joinedup_refs.model.value import Json
from joinedup_refs.notation import and_others, names
from joinedup_refs.notation.csl import name_to_csl
from joinedup_refs.notation.name_lists import is_pronoun
from joinedup_refs.notation.name_words import is_initials, lean
from joinedup_refs.notation.roles import contributors_at, without_role
from joinedup_refs.parse import keys
from joinedup_refs.parse.draft import Draft, Label
from joinedup_refs.parse.told_bodies import put_own_publisher, put_told_body
from joinedup_refs.parse.wording import one_line

_BETWEEN_NAMES = re.compile(
    r"[\s,;/&.]{0,6}(?:and|und|et|y|e|with|mit|sowie|in\s(?:collaboration|cooperation)\swith"
    r"|unter\sMitarbeit\svon|in\sZusammenarbeit\smit|avec\sla\scollaboration\sde)?[\s,;/&.]{0,6}",
    re.IGNORECASE,
)
_GLUED_NUMBER = re.compile(
    r"(?:\W{0,2}\d{1,4}[.)\]]?\s{1,3}|\[?[A-Z]{2,5}\d\d[a-z]?\]\s?)"
    r"(?=[^\W\d_]{2}|[^\W\d_]\.\s?(?:[^\W\d_]\.\s?){0,3}[^\W\d_]{2})"
)
_AFTER_NAMES = re.compile(
    r"[\s,]{0,3}(?:(?:\d{4}[a-z]?[\s,]{1,3})?[(\[]\s?(?:[^\W\d_]{1,14}\.?[\s&]{0,3}){1,4}[)\]]|\s?[^\W\d_]{2,12}\.?)"
)
_HANDLE = re.compile(r"\s?\[@[\w.]{1,40}\]?$")
"""The name that an author goes by on a platform (APA, 7th ed., 10.15)."""
_UNDATED = re.compile(r"[,(\s]\s?(?:s\.\s?d|n\.\s?d|o\.\s?J|s\.\s?a)\.")
_STOPPED = re.compile(
    r"(?:,|[^\W\d_]{3})\s(?:[A-Z]\.-)?(?:Th|St|Chr?|Ph|Gy|Sz|Cs|Zs|Fr|Wm|Kl|Kr|[^\W\d_A-Z](?:\.\s[^\W\d_A-Z])?)$"
)
"""The last given name cut to two letters or so, the stop of which a label left out: `Levin St`."""
_LAST_INITIAL = re.compile(r"(?<=[\s,])[A-ZÀ-Þ]$")
_OTHER_INITIAL = re.compile(r"[\s,][A-ZÀ-Þ]\.(?:,|;|\s(?:&|and)\s)")
_ROLE_BEHIND = re.compile(r"\.,?\s\(?[Ee]ds?\b")
"""What tells that the stop behind a last initial is its own: others have one, or a mark follows."""
_LONGEST_KEY = 80
_LONGEST_GAP = 200
_ET_AL = re.compile(r"[^\W_].*|…|\.{3}", re.DOTALL)
_ET_AL_WITHIN = re.compile(r"\bet\sal\b\.?|(?:\band\s)?\bothers\b", re.IGNORECASE)
_SEPARATORS = frozenset([",", ";", "/", "&"])
_MOST_STOPS = 8
_STOP = re.compile(r"[,.;(]\s{1,2}(?=[^\W\d_])")
_LEAD = re.compile(r"(?<![^\W\d_])[Ii]n(?:\s?:\s?|\s(?=[^\W\d_]))")
_KEY_END = re.compile(r"\d\d[a-z]?\]|\+?\]")
_SEE = re.compile(
    r"(?:vgl|cf|siehe|see)\.?(?:\s(?:auch|also|a\.))?:?\s{1,2}(?=[^\W\d_]{2})", re.IGNORECASE
)


_INTRODUCED = re.compile(
    r"\b(?:introduction|foreword|preface|afterword|epilogue|commentary)s?(?:\sand\s\w{3,15})?\sby\s$",
    re.IGNORECASE,
)
_LONGEST_LEAD = 40
_TOLD = 0.6
"""How sure a name is that only a word before it told."""
_TRANSLATED = re.compile(
    r"(?<!\w)(?:trans(?:l?\.|lated)(?:\sby)?|übers(?:etzt|\.)\svon|traduit\spar|trad\.\s(?:par|de|di))\s"
    r"(?P<names>[A-ZÀ-Þ][^,;:()\[\]\d]{3,80}?)(?=[,;:()\[\]]|\.?\s{0,2}$|\.\s[A-Z][a-z]{2}|\s(?:in|and)\s)",
    re.IGNORECASE,
)
_NUMBER_NAME = re.compile(r"\s{0,3}(?P<name>\d{1,2})(?P<comma>,)?\s{1,2}$")
_LONE_GIVEN = re.compile(r"[^\W\d_]{1,2}\.?(?:,|\.?$)")
"""`6, Perri` and `6 P` are a name that is a number; a reference's own number has no comma."""


class _Group(NamedTuple):
    """Names that belong together, in half-open code points of the string."""

    start: int
    end: int
    sure: float


def put_people(draft: Draft, variable: str, labels: Sequence[Label]) -> None:
    """Put the people of one label, under what a mark beside them says that they did.

    A second string of names stays unread where nothing says whose they are; a citation's key that
    stands before the names again is nobody's. People labelled editors who stand in the authors'
    list, and bear no mark, are authors; authors before them are editors where the mark is theirs.
    Who wrote an introduction only contributed.
    """
    for one in _without_key(draft, _groups(draft.raw, labels)):
        if _are_no_names(draft, one):
            continue
        group = _from_mark(draft.raw, one) if variable == "author" else _from_lead(draft, one)
        role, stop = role_of(draft.raw, group.start, group.end)
        kept = variable
        if role and (variable == "author" or role == "translator"):
            kept = role if role != "compiler" else "editor"
        if kept == "editor" and variable == "editor":
            if not role and _among_authors(draft, group):
                continue
            group = _with_authors_before(draft, group) if role else group
        lead = draft.raw[: group.start][-_LONGEST_LEAD:]
        if kept in {"editor", "translator"} and _INTRODUCED.search(lead) and "ranslat" not in lead:
            kept = "contributor"
        if kept not in draft.item and _put(draft, kept, group):
            draft.own(group.end, stop)


def put_body(draft: Draft, one: Label) -> None:
    """Put an author who is a body by where the name stands, whatever its words are."""
    name = one_line(draft.raw[one.start : one.end]).strip(" .,:;")
    draft.put("author", [{"literal": name}], one.start, one.end, one.confidence)


def mend_people(draft: Draft) -> None:
    """Put right what is known of people only when all the other values stand."""
    _put_told_translator(draft)
    put_told_body(draft)
    put_own_publisher(draft)
    _drop_stray_others(draft)


def _put_told_translator(draft: Draft) -> None:
    """Put the translator whom a word tells and whom no label knew: `trans. R. Rivers`."""
    if "translator" in draft.item:
        return
    for start, end in draft.gaps():
        found = _TRANSLATED.search(draft.raw, start, end)
        if found is None:
            continue
        told = names.split(found["names"]).names
        if told and all(isinstance(n, Person) and n.given for n in told):
            _put(draft, "translator", _Group(*found.span("names"), _TOLD))
            return


def _are_no_names(draft: Draft, group: _Group) -> bool:
    """Whether a label took a citation's key or a piece of an address for names."""
    raw = draft.raw
    text = raw[group.start : group.end].strip(" .,:;")
    before, after = raw[max(0, group.start - 1) : group.start], raw[group.end : group.end + 4]
    if before == "[" and text.isalpha() and _KEY_END.match(after):
        draft.own(group.start - 1, group.end)
        return True
    return before == "/" and " " not in text and "/" in text


def _from_mark(raw: str, group: _Group) -> _Group:
    """Begin at a mark that stands before the names, not with what the label took in besides."""
    for stop in islice(_STOP.finditer(raw, group.start, group.end), _MOST_STOPS):
        marked = without_role(raw[stop.end() : group.end])
        if marked.role not in {"", "contributor"} and 0 < marked.start < marked.end:
            return group._replace(start=stop.end())
    return group


def _from_lead(draft: Draft, group: _Group) -> _Group:
    """Begin at the `In:` before the names where the label took in the last of them only."""
    group = _from_mark(draft.raw, group)
    raw, edge = draft.raw, max(0, group.start - _LONGEST_GAP)
    leads = [found.end() for found in _LEAD.finditer(raw, edge, group.start)]
    if not leads or not draft.is_free(leads[-1], group.start):
        return group
    named = _names_in(raw[leads[-1] : group.start])
    return group._replace(start=leads[-1]) if named else group


def _names_in(text: str) -> bool:
    """Whether a text is given names and family names up to a separator and nothing else."""
    inner = text.strip()
    if len(inner) < 4 or inner[-1] not in _SEPARATORS:
        return False
    if any(c.isdigit() or c in '()[]"“”„«»:' for c in inner):
        return False
    found = names.split(inner[:-1]).names
    return bool(found) and all(isinstance(n, Person) and _is_sure(n.given) for n in found)


def _is_sure(given: str) -> bool:
    """Whether given names are initials or words known as given names."""
    first = given.split(maxsplit=1)[0] if given else ""
    return first[:1].isupper() and (is_initials(first) or lean(first) > 0)


def _with_authors_before(draft: Draft, group: _Group) -> _Group:
    """Give the group with those who stand right before it, labelled authors, in the same list."""
    start, end, sure = draft.places.get("author", (0, 0, 0.0))
    gap = draft.raw[end : group.start]
    if not end or end > group.start or not (_parts(gap) or gap == "-"):
        return group
    draft.take_back("author")
    return _Group(start, group.end, min(sure, group.sure))


def _put(draft: Draft, variable: str, group: _Group) -> bool:
    start = _past_what_stands_before(draft, group.start, group.end)
    group = group._replace(end=_end_of_names(draft.raw, start, group.end))
    if helpers := contributors_at(draft.raw, start, group.end):
        _put(draft, "contributor", group._replace(start=helpers[1]))
        draft.own(*helpers)
        group = group._replace(end=helpers[0])
    found = names.split(draft.raw[start : group.end])
    kept = [n for n in found.names if _is_told(n) or not is_pronoun(names.display(n))]
    if not kept:
        return False
    value: list[Json] = [name_to_csl(n) for n in kept]
    shaky = not all(isinstance(n, (Person, Organization)) for n in kept)
    draft.put(variable, value, start, group.end, group.sure / 2 if shaky else group.sure)
    if found.et_al:
        _put_others(draft, variable, start + found.spans[-1][1], group)
    return True


def _is_told(name: Name) -> bool:
    """Whether a name is a person's with given names, and so no `ders.` or `ibid.`."""
    return isinstance(name, Person) and name.given != ""


def _end_of_names(raw: str, start: int, end: int) -> int:
    """Leave out `s. d.` behind the names, and take in the stop of a short given name."""
    if handle := _HANDLE.search(raw, max(start, end - 60), end):
        return handle.start()
    if undated := _UNDATED.search(raw, max(start + 1, end - 5), end + 5):
        return undated.start()
    if raw[end : end + 1] != ".":
        return end
    own = _LAST_INITIAL.search(raw, max(start, end - 6), end) and (
        _OTHER_INITIAL.search(raw, start, end) or _ROLE_BEHIND.match(raw, end)
    )
    return end + bool(own or _STOPPED.search(raw[end - 8 : end]))


def _put_others(draft: Draft, variable: str, last: int, group: _Group) -> None:
    """Keep it as a mark that further people are meant; `last`: where the last name ends."""
    told = and_others.marked(draft.item, (*and_others.of(draft.item), variable))["custom"]
    if "custom" in draft.item:
        draft.item["custom"] = told
        return
    if words := _ET_AL.search(draft.raw, last, group.end):
        draft.put("custom", told, words.start(), group.end, group.sure)
        return
    words = _ET_AL_WITHIN.search(draft.raw, group.start, last)  # a group stands behind it
    draft.put("custom", told, *(words.span() if words else (last, group.end)), group.sure)


def _drop_stray_others(draft: Draft) -> None:
    """Take back the marks of further people whose names turned out to be no names."""
    marked = and_others.of(draft.item)
    kept = [variable for variable in marked if variable in draft.item]
    if len(kept) == len(marked):
        return
    if kept:
        draft.item["custom"] = and_others.marked(draft.item, kept)["custom"]
    else:
        del draft.item["custom"], draft.places["custom"]


def _among_authors(draft: Draft, group: _Group) -> bool:
    """Take into the authors' list what only punctuation parts from it; say whether it is in."""
    if "author" not in draft.places:
        return False
    start, end, sure = draft.places["author"]
    if start <= group.start and group.end <= end:
        return True
    after, before = draft.raw[end : group.start], draft.raw[group.end : start]
    if (group.start >= end and not _parts(after)) or (group.end <= start and not _parts(before)):
        return False
    whole = _Group(min(start, group.start), max(end, group.end), min(sure, group.sure))
    draft.take_back("author")
    return _put(draft, "author", whole)


def role_of(raw: str, start: int, end: int) -> tuple[str, int]:
    """Tell the role from a mark inside the names or right after them, and where the mark ends."""
    inside = without_role(raw[start:end]).role
    if inside:
        return inside, end
    after = _AFTER_NAMES.match(raw, end)
    if after:
        role = without_role(raw[start : after.end()]).role
        if role:
            return role, after.end()
    return "", end


def _past_what_stands_before(draft: Draft, start: int, end: int) -> int:
    """Leave out a number or a citation's key that the label took in with the names."""
    raw = draft.raw
    if number := _NUMBER_NAME.match(raw[:start]):
        lone = _LONE_GIVEN.match(raw, start, end)
        if number["comma"] or lone:
            return number.start("name")
    if glued := _GLUED_NUMBER.match(raw, start, end):
        draft.own(start, glued.end())
        start = glued.end()
    if seen := _SEE.match(raw, start, end):
        draft.own(start, seen.end())
        start = seen.end()
    if key := keys.before_names(raw, start, end):
        draft.own(start, key.year[0])
        draft.own(key.year[1], key.names)
        return key.names
    return start


def _without_key(draft: Draft, groups: list[_Group]) -> list[_Group]:
    """Leave out bare family names before the same people with their given names."""
    if len(groups) < 2:
        return groups
    first, second = groups[:2]
    gap = draft.raw[first.end : second.start]
    if len(gap) > _LONGEST_KEY or not any(c.isdigit() for c in gap):
        return groups
    key = names.split(draft.raw[first.start : first.end]).names
    whole = names.split(draft.raw[second.start : second.end]).names
    if not key or len(key) > len(whole) or names.family_key(key[0]) != names.family_key(whole[0]):
        return groups
    families = {word for name in whole for word in names.family_key(name).split()}
    printed = re.findall(r"[^\W\d_][\w'’-]{2,}", draft.raw[first.start : first.end])
    if all(set(names.family_key(w).split()) <= families for w in printed) and any(
        isinstance(n, Person) and n.given for n in whole
    ):
        draft.own(first.start, first.end)
        return groups[1:]
    return groups


def _groups(raw: str, labels: Sequence[Label]) -> list[_Group]:
    """Join stretches of names that only a conjunction or punctuation parts."""
    out: list[_Group] = []
    for one in labels:
        gap = raw[out[-1].end : one.start] if out else ""
        if out and (_goes_on(gap) or _is_list(gap)):
            before = out.pop()
            out.append(_Group(before.start, one.end, min(before.sure, one.confidence)))
        else:
            out.append(_Group(one.start, one.end, one.confidence))
    return out


def _goes_on(gap: str) -> bool:
    """Whether names go on after a gap: a conjunction, punctuation, or a few stray characters."""
    if len(gap) > 40:
        return False
    stray = (
        len(gap) <= 8
        and not any(c.isdigit() for c in gap)
        and "in" not in gap.casefold().replace(":", " ").split()
    )
    return bool(_BETWEEN_NAMES.fullmatch(gap)) or stray


def _parts(gap: str) -> bool:
    """Whether a gap parts the names of one list, and is more than a blank or a stop."""
    return len(gap) <= 12 and bool(_BETWEEN_NAMES.fullmatch(gap)) and gap.strip(" .") != ""


def _is_list(gap: str) -> bool:
    """Whether a gap between names is names itself, of which the labels know nothing."""
    inner = gap.strip()
    return len(inner) <= _LONGEST_GAP and inner[:1] in _SEPARATORS and _names_in(inner[1:])
