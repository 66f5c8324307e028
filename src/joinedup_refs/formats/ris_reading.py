"""One record of an RIS file as a CSL item."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from joinedup_refs.formats import keys, keywords, leftovers, plain_names, ris_dates
from joinedup_refs.formats.ris_table import Row, csl_type, group, read_as
from joinedup_refs.model.value import Json
from joinedup_refs.notation.csl import name_to_csl

_ABBREVIATED = frozenset({"JO", "JA", "J2"})
"""Tags that hold a journal's title only where no other does."""
_LISTS = {"names", "keywords", "notes"}


@dataclass(slots=True)
class Line:
    """A tag and what it holds."""

    tag: str
    first: str
    more: list[str] = field(default_factory=list)
    """Lines that go on, each with what joins it."""

    @property
    def text(self) -> str:
        """The whole value."""
        return (self.first + "".join(self.more)).strip()


def item_of(lines: Sequence[Line]) -> dict[str, Json]:
    """Give the CSL item of a record, its first line being `TY`."""
    kind = csl_type(lines[0].text)
    item: dict[str, Json] = {"type": kind}
    other: dict[str, Json] = {}
    told: dict[str, Json] = {}
    by_tag = {
        tag: [line.text for line in found if line.text]
        for tag, found in groupby(sorted(lines[1:], key=lambda x: x.tag), key=lambda x: x.tag)
    }
    by_tag["N1"] = _without_leftovers(by_tag.get("N1", []), told)
    place = group(str(told.get("type", kind)))
    _pages(by_tag)
    _dates(by_tag, item)
    tags = dict.fromkeys(line.tag for line in lines[1:])
    for tag in sorted(tags, key=_ABBREVIATED.__contains__):
        values = by_tag.get(tag, [])
        if tag == "ID" and values and keys.is_key(values[0]) and not values[0].isdigit():
            item["citation-key"] = values[0]
            continue
        rest = _placed(tag, values, read_as(tag, place), item)
        if rest:
            other[tag] = "\n".join(rest)
    if item.get("issued") is None:
        item.pop("issued", None)
    if isinstance(words := item.get("keyword"), list):
        item["keyword"] = keywords.join([str(word) for word in words])
    return other | item | told


def _placed(tag: str, values: list[str], rows: Sequence[Row], item: dict[str, Json]) -> list[str]:
    """Put values into the first variable that is free for them; give those that found none."""
    rest = []
    for value in values:
        for row in rows:
            held = item.get(row.variable)
            if row.kind in _LISTS:
                item[row.variable] = _added(row.kind, held, value)
                break
            plain = _doi(value) if row.kind == "doi" else value
            if held is None and (row.kind != "doi" or row.tag == tag or plain.startswith("10.")):
                item[row.variable] = plain
                break
            if held == plain:
                break
        else:
            rest.append(value)
    return rest


def _added(kind: str, held: Json, value: str) -> Json:
    if kind == "names":
        name = plain_names.read(value)
        people = held if isinstance(held, list) else []
        return people if name is None else [*people, name_to_csl(name)]
    if kind == "keywords":
        return [*held, value] if isinstance(held, list) else [value]
    return f"{held}\n{value}" if held else value


def _without_leftovers(values: list[str], told: dict[str, Json]) -> list[str]:
    """Take out the notes that hold nothing but what RIS has no tag for."""
    kept = []
    for value in values:
        before, found = leftovers.read(value)
        if found and not before:
            told |= found
        else:
            kept.append(value)
    return kept


def _pages(by_tag: dict[str, list[str]]) -> None:
    first, last = by_tag.get("SP"), by_tag.pop("EP", None)
    if first and last and last[0] != first[0]:
        by_tag["SP"] = [f"{first[0]}–{last[0]}", *first[1:]]
    elif last and not first:
        by_tag["SP"] = last


def _dates(by_tag: dict[str, list[str]], item: dict[str, Json]) -> None:
    plain = next((by_tag[tag] for tag in ("PY", "Y1") if by_tag.get(tag)), [])
    whole = by_tag.get("DA") or []
    for tag in ("PY", "Y1", "DA"):
        by_tag.pop(tag, None)
    if whole or plain:
        item["issued"] = ris_dates.read((whole or plain)[0], plain[0][:4] if plain else "")
        literal = isinstance(item["issued"], dict) and "literal" in item["issued"]
        if literal and whole and plain:
            item["issued"] = ris_dates.read(plain[0])
    if accessed := by_tag.pop("Y2", []):
        item["accessed"] = ris_dates.read(accessed[0])


def _doi(text: str) -> str:
    for prefix in ("https://doi.org/", "http://doi.org/", "http://dx.doi.org/", "doi:", "DOI:"):
        text = text.removeprefix(prefix)
    return text.strip()
