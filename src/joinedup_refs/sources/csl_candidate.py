"""A CSL item, as a library of one's own has it, as a candidate."""

from collections.abc import Mapping

from joinedup_refs.model.evidence import Candidate
from joinedup_refs.model.origin import Record
from joinedup_refs.model.value import Json
from joinedup_refs.notation import and_others


def candidate_of_item(item: Mapping[str, Json], name: str, identifier: str) -> Candidate:
    """Give a CSL item as a candidate; what `custom` says about the record is taken out."""
    said_of_it = item.get("custom")
    custom = said_of_it if isinstance(said_of_it, dict) else {}
    cut_short = and_others.of(item)
    item = and_others.marked({k: v for k, v in item.items() if k != "custom"}, cut_short)
    item.pop("id", None)
    levels = custom.get("levels")
    online, in_print = _year(custom.get("online-year")), _year(custom.get("print-year"))
    said = custom.get("years")
    years = {_year(year) for year in (said if isinstance(said, list) else ())}
    years |= {online, in_print, _issued(item)}
    aliases = custom.get("aliases")
    return Candidate(
        origin=Record(source=name, id=str(item.get("DOI") or identifier)),
        item=item,
        years=tuple(sorted(year for year in years if year is not None)),
        online_year=online,
        print_year=in_print,
        aliases=tuple(str(a).casefold() for a in (aliases if isinstance(aliases, list) else ())),
        levels={k: str(v) for k, v in levels.items()} if isinstance(levels, dict) else {},
    )


def _year(value: Json) -> int | None:
    text = str(value)
    return int(text) if text.isdecimal() and len(text) <= 4 else None


def _issued(item: Mapping[str, Json]) -> int | None:
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    return _year(first[0]) if isinstance(first, list) and first else None
