"""The mark that names are given up for *et al.*, and words that stand for further people."""

from collections.abc import Iterable, Mapping

from joinedup_refs.model.custom import AND_OTHERS, and_others_of
from joinedup_refs.model.value import Json
from joinedup_refs.tables import rows

_WORDS = frozenset({"et al", "et al.", "and others", "others"})
_NAMES = frozenset(row["variable"] for row in rows("csl_variables") if row["kind"] == "names")


def of(item: Mapping[str, Json]) -> tuple[str, ...]:
    """Give the variables of a CSL item, such as `author`, whose names end in et al. in print.

    >>> of({"title": "Joint plans", "custom": {"and-others": ["author"]}})
    ('author',)
    """
    return and_others_of(item.get("custom"))


def marked(item: Mapping[str, Json], variables: Iterable[str]) -> dict[str, Json]:
    """Give an item with these variables marked and no others; what else `custom` says stays.

    >>> marked({"title": "Joint plans"}, ["author"])
    {'title': 'Joint plans', 'custom': {'and-others': ['author']}}
    """
    custom = custom_with(item.get("custom"), variables)
    out = {k: v for k, v in item.items() if k != "custom"}
    return out | {"custom": custom} if custom else out


def custom_with(custom: Json, variables: Iterable[str]) -> Json:
    """Give what `custom` is to be with these variables marked and no others; None for nothing."""
    if custom is not None and not isinstance(custom, dict):
        return custom
    kept = {k: v for k, v in (custom or {}).items() if k != AND_OTHERS}
    told: list[Json] = [*sorted(set(variables))]
    return ({**kept, AND_OTHERS: told} if told else kept) or None


def is_others(words: str) -> bool:
    """Whether words stand for further people: `et al.`, `others`."""
    return words.strip().casefold() in _WORDS


def taken_out(item: Mapping[str, Json]) -> dict[str, Json]:
    """Make a last name that stands for further people the mark that it is.

    >>> et_al = {"literal": "et al.", "parse-names": True}
    >>> taken_out({"author": [{"family": "Hall"}, et_al]})
    {'author': [{'family': 'Hall'}], 'custom': {'and-others': ['author']}}
    """
    cut: dict[str, Json] = {
        v: names[:-1]
        for v, value in item.items()
        if v in _NAMES and (names := _ending_in_others(value))
    }
    return marked({**item, **cut}, (*of(item), *cut)) if cut else dict(item)


def _ending_in_others(names: Json) -> list[Json]:
    if not isinstance(names, list) or len(names) < 2:
        return []
    last = names[-1]
    words = last.get("literal") if isinstance(last, dict) and last.get("parse-names") else None
    return names if isinstance(words, str) and is_others(words) else []
