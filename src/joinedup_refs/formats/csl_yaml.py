"""CSL-YAML, as pandoc has it: items under `references`, dates in EDTF, text in Markdown.

No tag, anchor or alias of YAML is followed, and a plain value is a number only where it reads the
same as a number. Source: pandoc 3 manual, section Citations; YAML 1.2.2, section 10.2.
"""

import re
from collections.abc import Sequence
from typing import Any

import yaml

from joinedup_refs.errors import FormatInvalid
from joinedup_refs.formats import csl_markdown, edtf, keys
from joinedup_refs.formats.csl_json import key_of, with_number_of_season
from joinedup_refs.formats.csl_yaml_reading import Loaded, loaded
from joinedup_refs.formats.format import Format, Gap, Library, Record, Target, stretch, whole
from joinedup_refs.model.date import Date
from joinedup_refs.model.value import Json
from joinedup_refs.notation.csl import date_from_csl, date_to_csl, from_csl, to_csl
from joinedup_refs.tables import rows

_KINDS = {row["variable"]: row["kind"] for row in rows("csl_variables")}
_NO_PROSE = frozenset(["DOI", "ISBN", "ISSN", "PMCID", "PMID", "URL", "citation-key", "id", "type"])
_BARE = frozenset(["citation-key", "id", "type"])
"""What pandoc takes as it stands."""
_HEAD = re.compile(
    r"\A\ufeff?(?:\s|#[^\n]{0,200}\n){0,40}(?:---[ \t]*\r?\n)?"
    r"(?:(?:nocite|lang)\s?:[^\n]{0,400}\n){0,2}references:[ \t]*(?:#|\r|\n)"
)
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
_END = re.compile(r"(?m)^(?:---|\.\.\.)[ \t]*\r?$")


def write(records: Sequence[Record], target: Target = "bibtex") -> str:  # noqa: ARG001  (one signature for all formats)
    """Write records in their order, each with its `id`."""
    named = zip(keys.identifiers(records), records, strict=True)
    items = [{"id": own, **_item(to_csl(record.reference))} for own, record in named]
    made = yaml.dump(
        {"references": items},
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=100,
    )
    return f"---\n{made}---\n"


def read(text: str) -> tuple[Record, ...]:
    """Read the items under `references`, a list of items, or a single one.

    An item without an `id` goes by its citation key, or else by its place, `item3`.

    Raises:
        FormatInvalid: it is no YAML that holds an item; says the line.
    """
    held = loaded(text)
    if not held.items and text.strip("\ufeff \t\r\n-"):
        gap = held.gaps[0] if held.gaps else Gap(1, "there is no list of references in it")
        raise FormatInvalid(gap.message, gap.line)
    return _records(held)


def gaps(text: str) -> tuple[Gap, ...]:
    """Give what could not be read as it should, in the order of the lines."""
    return loaded(text).gaps


def open_library(text: str) -> Library:
    """Read a file as records, each with the lines of its item; what was not read is left over.

    Raises:
        FormatInvalid: as `read` does.
    """
    records = read(text)
    held = loaded(text)
    entries = []
    for record, item in zip(records, held.items, strict=True):
        end = item.start + len(text[item.start : item.end].rstrip())
        entries.append(whole(record, (item.start, end)))
    edges = [0, *(edge for entry in entries for edge in entry.at), len(text)]
    between = [p for a, b in zip(edges[::2], edges[1::2], strict=True) for p in stretch(text, a, b)]
    broken = [
        place for place in between if any(a < place[1] and place[0] < b for a, b in held.broken)
    ]
    return Library(
        tuple(entries),
        aside=tuple(place for place in between if place not in broken),
        leftover=tuple(broken),
    )


def sniff(head: str) -> bool:
    """Whether a text begins as such a file does, and not as a manuscript with its references."""
    found = _HEAD.match(head)
    ended = _END.search(head, found.end()) if found else None
    return found is not None and (ended is None or not head[ended.end() :].strip())


def _records(held: Loaded) -> tuple[Record, ...]:
    found = []
    for place, item in enumerate(held.items, 1):
        known = {str(name): _read(str(name), value) for name, value in item.value.items()}
        if isinstance(known.get("type"), (list, dict)):  # no type that could be written again
            known["csl-type"] = known.pop("type")
        named = known.get("id")
        if named in (None, "") or isinstance(named, (dict, list, bool)):
            named = known.get("citation-key") or f"item{place}"
        found.append(Record(str(named), from_csl(known), key_of(known)))
    return tuple(found)


def _read(variable: str, value: Json) -> Json:
    if variable in _BARE:
        return value
    if _KINDS.get(variable) == "date":
        if isinstance(value, str) and (date := edtf.parse(value)) is not None:
            return date_to_csl(date)
        return with_number_of_season(_in_parts(value))
    if variable in _NO_PROSE:
        return csl_markdown.plain(value) if isinstance(value, str) else value
    return _each(value, csl_markdown.read)


def _in_parts(value: Json) -> Json:
    """Give a date as CSL-JSON has it; older files of pandoc name its parts: `year: 2013`."""
    held = value if isinstance(value, list) else [value]
    named = [one for one in held if isinstance(one, dict) and "year" in one]
    if not named or len(named) != len(held):
        return value
    parts: list[Json] = [[d[p] for p in ("year", "month", "day") if d.get(p)] for d in named]
    rest = {k: v for k, v in named[0].items() if k not in {"year", "month", "day"}}
    return {"date-parts": parts, **rest}


def _item(item: dict[str, Json]) -> dict[str, Json]:
    return {variable: _written(variable, value) for variable, value in item.items()}


def _written(variable: str, value: Json) -> Json:
    if variable in _BARE:
        return value
    if _KINDS.get(variable) == "date":
        date = date_from_csl(value)
        text = edtf.format(date) if isinstance(date, Date) else ""
        return text if text and edtf.parse(text) == date else value
    return _each(value, csl_markdown.write)


def _each(value: Json, change: Any) -> Json:
    """Change every text of a value; truth and numbers stay."""
    if isinstance(value, str):
        return str(change(value))
    if isinstance(value, list):
        return [_each(one, change) for one in value]
    if isinstance(value, dict):
        return {name: _each(one, change) for name, one in value.items()}
    return value


class _Dumper(yaml.SafeDumper):  # type: ignore[misc]  # yaml comes without types
    """Writes no anchors, and lists of numbers on one line."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  (yaml's signature)
        return True

    def represent_sequence(self, tag: str, sequence: Any, flow_style: bool | None = None) -> Any:
        held = list(sequence)
        numbers = bool(held) and all(isinstance(one, int) for one in held)
        return super().represent_sequence(tag, held, numbers or flow_style)

    def represent_str(self, data: str) -> Any:
        """Write signs that YAML takes for line ends, but text does not, as escapes."""
        style = '"' if _LINE_ENDS.search(data) else None
        return self.represent_scalar("tag:yaml.org,2002:str", data, style=style)


_Dumper.add_representer(str, _Dumper.represent_str)


FORMAT = Format(
    name="csl-yaml",
    title="CSL-YAML",
    suffixes=(".yaml", ".yml"),
    sniff=sniff,
    read=read,
    gaps=gaps,
    open=open_library,
    write=write,
)
