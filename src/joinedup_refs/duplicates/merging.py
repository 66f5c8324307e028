"""Several records of one work made one, without losing what any of them says.

The record with most fields leads, of equals the one that came first. Its value is kept where it has
one, but for what another has more fully: more authors, names in full, the longest abstract, a title
that is not in capitals, a journal's name in full, the whole of pages, a fuller date. Keywords,
notes, files, tags of a format's own, names of databases and their numbers are kept from all. What
is not kept is told.
The key is that of the first record that came with one.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from joinedup_refs.check.same_work import same_name
from joinedup_refs.duplicates.reading import JOINT, MERGED_FROM, Held
from joinedup_refs.formats import Record, keywords
from joinedup_refs.model.value import Json
from joinedup_refs.notation import and_others, pages
from joinedup_refs.notation.csl import from_csl, name_from_csl, to_csl
from joinedup_refs.notation.journal_names import weighty
from joinedup_refs.notation.names import family_key
from joinedup_refs.sources.words import words_of
from joinedup_refs.tables import rows

Item: TypeAlias = dict[str, Json]

_KINDS = {row["variable"]: row["kind"] for row in rows("csl_variables")}
_ALSO = "also-"
"""What the name of a further identifier begins with."""
_UNIQUE = frozenset({"DOI", "PMID", "PMCID", "URL"})
_ALL = frozenset({"archive", "archive_location", "call-number", "source", "ISSN", "ISBN"})
"""Variables whose values stand beside one another."""
_NOTES = frozenset({"note", "annote"})
_ABOUT_RECORDS = frozenset(
    {"archive", "archive_location", "call-number", "citation-key", "keyword", "note", "annote"}
    | {"source", "accessed", "URL", "license"}
)
_BESIDE = frozenset({"custom", "citation-key"})
_SHORT = "container-title-short"
_UNTYPED = "document"


class Difference(NamedTuple):
    """A value that was not kept, beside the one that was."""

    variable: str
    kept: Json
    kept_from: int
    """Which of the records, from 0; the first is the one that leads."""
    other: Json
    other_from: int
    in_form: bool
    """Whether the two only are written in two ways."""


class Merged(NamedTuple):
    """One record made of several."""

    record: Record
    differences: tuple[Difference, ...]


def fullness(record: Record) -> int:
    """Count the variables that a record tells the work by, and not its place in a database."""
    return sum(name in _KINDS and name not in _ABOUT_RECORDS for name in to_csl(record.reference))


def merged(records: Sequence[Held]) -> Merged:
    """Make one record of several, of which the first leads."""
    items = [to_csl(one.record.reference) for one in records]
    out: Item = {}
    differences: list[Difference] = []
    further: dict[str, list[str]] = {}
    for variable in dict.fromkeys(name for item in items for name in item):
        if variable in _BESIDE:
            continue
        held = [(place, item[variable]) for place, item in enumerate(items) if variable in item]
        chosen, value = _value(variable, held)
        out[variable] = value
        for place, other in held:
            if not _holds(variable, value, other):
                form = _in_form(variable, value, other)
                differences.append(Difference(variable, value, chosen, other, place, form))
        if variable in _UNIQUE:
            further[_ALSO + variable] = [str(o) for _, o in held if not _holds(variable, value, o)]
    for variable, more in further.items():
        if more:  # beside those of records that were merged before
            had = [str(out[variable])] if variable in out else []
            out[variable] = _lines([*had, *more])
    _keep_short_name(out, differences)
    differences += _keep_custom(out, items)
    told = [str(out[MERGED_FROM])] if MERGED_FROM in out else []
    out[MERGED_FROM] = _lines([*told, *(one.origin for one in records)])
    key = next((one.own_key for one in records if one.own_key), "")
    if key:
        out["citation-key"] = key
    made = Record(key or records[0].record.id, from_csl(out), key)
    return Merged(made, tuple(differences))


_Held: TypeAlias = Sequence[tuple[int, Json]]


def _value(variable: str, held: _Held) -> tuple[int, Json]:
    """Give which record's value is kept, and the value; of what is united the first record's."""
    place, first = held[0]
    texts = [value for _, value in held if isinstance(value, str)]
    if len(texts) == len(held):
        if unite := _united(variable):
            return place, unite(texts)
        if variable == "type":
            return next(((p, v) for p, v in held if v != _UNTYPED), held[0])
    if variable not in _KINDS and len(held) > 1:
        return _of_lists(held)
    for choose in _CHOICES.get(variable, _CHOICES.get(_KINDS.get(variable, ""), ())):
        place, first = choose(held)
    return place, first


def _united(variable: str) -> Callable[[Sequence[str]], str] | None:
    if variable == "keyword":
        return _keywords
    if variable in _NOTES or (variable not in _KINDS and variable != "type"):
        return _lines
    return _beside if variable in _ALL else None


def _keywords(texts: Sequence[str]) -> str:
    found: dict[str, str] = {}
    for text in texts:
        for word in keywords.split(text):
            found.setdefault(word.casefold(), word)
    return keywords.join(tuple(found.values()))


def _lines(texts: Sequence[str]) -> str:
    """Put texts under one another, each once."""
    found: list[str] = []
    seen: set[str] = set()
    for text in texts:
        lines = text.split("\n")
        if not seen.issuperset(lines):
            found.append(text)
            seen.update(lines)
    return "\n".join(found)


def _beside(texts: Sequence[str]) -> str:
    parts = (part.strip() for text in texts for part in text.split(JOINT.strip()))
    return JOINT.join(dict.fromkeys(part for part in parts if part))


def _of_lists(held: _Held) -> tuple[int, Json]:
    """Unite lists of what CSL does not know; else the first value stays."""
    place, first = held[0]
    if not all(isinstance(value, list) for _, value in held):
        return place, first
    out: list[Json] = []
    for _, value in held:
        out += [part for part in value if part not in out] if isinstance(value, list) else []
    return place, out


def _longest(held: _Held) -> tuple[int, Json]:
    return max(held, key=lambda one: (len(str(one[1])), -one[0]))


def _most_names(held: _Held) -> tuple[int, Json]:
    """Give the list of most names, of equals the one that has them most fully."""
    return max(
        held,
        key=lambda one: (len(one[1]) if isinstance(one[1], list) else 0, _letters(one[1]), -one[0]),
    )


def _full_names(held: _Held) -> tuple[int, Json]:
    """Give the list of most names, each as fully as any list has it that begins with the same."""
    place, kept = _most_names(held)
    if not isinstance(kept, list):
        return place, kept
    full = list(kept)
    for _, other in held:
        if isinstance(other, list) and other != kept and _same_names(kept, other):
            full[: len(other)] = [
                max(pair, key=_letters) if _same_form(*pair) else pair[0]
                for pair in zip(full, other, strict=False)
            ]
    return place, full


def _same_form(one: Json, other: Json) -> bool:
    """Whether both name the same person, so that the one with more letters says more."""
    people = list(_people([one, other]))
    return len(people) == 2 and people[0] == people[1] and people[0][1] != ""


def _letters(names: Json) -> int:
    return sum(c.isalpha() for c in repr(names))


def _written_title(held: _Held) -> tuple[int, Json]:
    """Give the first title that is not in capitals and not in brackets, as translations are."""
    return next(
        ((p, v) for p, v in held if not str(v).isupper() and not str(v).startswith("[")), held[0]
    )


def _full_name(held: _Held) -> tuple[int, Json]:
    """Give the longest name of the same journal or book."""
    first = _name_words(held[0][1])
    known = [(p, v) for p, v in held if same_name(_name_words(v), first)]
    return _longest([(p, v) for p, v in known if not str(v).isupper()] or known or held[:1])


def _name_words(value: Json) -> tuple[str, ...]:
    return tuple(weighty(words_of(str(value))))


def _whole_pages(held: _Held) -> tuple[int, Json]:
    """Give the pages written most fully that begin as those that lead do."""
    first = _first(held[0][1])
    return _longest([(p, v) for p, v in held if first and _first(v) == first] or held[:1])


def _first(value: Json) -> str:
    parsed = pages.parse(str(value))
    return parsed.ranges[0].first.casefold() if parsed else ""


def _whole_date(held: _Held) -> tuple[int, Json]:
    """Give the date that says most of those in the leading year."""
    first = _date(held[0][1])
    known = [(p, v) for p, v in held if first and _date(v)[: len(first)] == first]
    return max(known or held[:1], key=lambda one: (len(_date(one[1])), -one[0]))


def _date(value: Json) -> tuple[Json, ...]:
    parts = value.get("date-parts") if isinstance(value, dict) else None
    one = parts[0] if isinstance(parts, list) and len(parts) == 1 else None
    return tuple(one) if isinstance(one, list) else ()


_Choice: TypeAlias = Callable[[_Held], tuple[int, Json]]
_CHOICES: Mapping[str, tuple[_Choice, ...]] = {
    "abstract": (_longest,),
    "title": (_written_title,),
    "container-title": (_full_name,),
    "names": (_full_names,),
    "pages": (_whole_pages,),
    "date": (_whole_date,),
}


def _holds(variable: str, kept: Json, other: Json) -> bool:
    """Whether a value that is kept has all that another says."""
    if kept == other:
        return True
    if isinstance(kept, list) and isinstance(other, list) and variable not in _KINDS:
        return all(part in kept for part in other)
    if not isinstance(kept, str) or not isinstance(other, str):
        return False
    if variable in _UNIQUE - {"URL"}:
        return kept.casefold() == other.casefold()
    return _united(variable) is not None and _parts(variable, other) <= _parts(variable, kept)


@lru_cache(maxsize=16)
def _parts(variable: str, text: str) -> frozenset[str]:
    """Take a value apart that may be one of several united; the one kept meets all the others."""
    if variable == "keyword":
        return frozenset(word.casefold() for word in keywords.split(text))
    return frozenset(_beside([text]).split(JOINT) if variable in _ALL else text.split("\n"))


def _in_form(variable: str, kept: Json, other: Json) -> bool:
    kind = _KINDS.get(variable, "text")
    if kind == "names":
        return _same_names(kept, other)
    if kind == "pages":
        return bool(_first(kept)) and _first(kept) == _first(other)
    if kind == "date":
        return _date(kept)[: len(_date(other))] == _date(other) != ()
    if variable in {"container-title", "publisher"}:
        return same_name(_name_words(kept), _name_words(other))
    return words_of(str(kept)) == words_of(str(other))


def _same_names(kept: Json, other: Json) -> bool:
    """Whether one list of names begins as the other does, as far as both give the names."""
    here, there = (list(_people(names)) for names in (kept, other))
    return all(a == b and (x == y or not x or not y) for (a, x), (b, y) in zip(here, there))  # noqa: B905


def _people(names: Json) -> Iterator[tuple[str, str]]:
    for value in names if isinstance(names, list) else []:
        name = name_from_csl(value)
        if name is not None:
            given = getattr(name, "given", "")
            yield "".join(family_key(name).split()), "".join(words_of(given))[:1]


def _keep_short_name(out: Item, differences: Sequence[Difference]) -> None:
    """Keep an abbreviation that stood in place of a journal's name."""
    for one in differences:
        shorter = one.in_form and len(str(one.other)) < len(str(one.kept))
        if one.variable == "container-title" and shorter and _SHORT not in out:
            out[_SHORT] = one.other


def _keep_custom(out: Item, items: Sequence[Item]) -> list[Difference]:
    """Keep what stands under `custom`, and give what of it is not kept.

    It is also told there whose names end in et al., which is so where the list kept does.
    """
    told = [
        (place, _as_item(item["custom"])) for place, item in enumerate(items) if "custom" in item
    ]
    if not told:
        return []
    custom: Item = {}
    kept_from: dict[str, int] = {}
    differences: list[Difference] = []
    for place, one in told:
        for name, value in one.items():
            kept = custom.setdefault(name, value)
            first = kept_from.setdefault(name, place)
            if kept != value and name != "and-others":
                two = ({name: kept}, first, {name: value}, place)
                differences.append(Difference("custom", *two, in_form=False))
    marked = [
        variable
        for item in items
        for variable in and_others.of(item)
        if item.get(variable) == out.get(variable)
    ]
    if custom:
        out["custom"] = custom
    out |= and_others.marked(out, marked)
    if "custom" in out and not marked and set(custom) <= {"and-others"}:
        del out["custom"]
    return differences


def _as_item(value: Json) -> Item:
    return value if isinstance(value, dict) else {"value": value}
