"""One record of an RIS file as a CSL item."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from joinedup_refs.formats import keys, leftovers, ris_dates, ris_numbers, ris_zotero
from joinedup_refs.formats.gathering import gathered
from joinedup_refs.formats.ris_table import TABLE, csl_type
from joinedup_refs.model.value import Json

MANY_LINES = frozenset({"AB", "N1", "N2", "RN"})
"""Tags whose text has line ends, and is no HTML to any program."""
_ABBREVIATED = frozenset({"JO", "JA", "J2"})
"""Tags that hold a journal's title only where no other does."""


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
    by_tag: dict[str, list[str]] = {}
    for line in sorted(lines[1:], key=lambda line: line.tag in _ABBREVIATED):
        text = line.text if line.tag in MANY_LINES else ris_zotero.read_shown(line.text)
        if text:
            by_tag.setdefault(line.tag, []).append(text)
    known = _dates(by_tag)
    _pages(by_tag)
    for tag in ("ID", "LB"):  # EndNote keeps the key as the label
        named = by_tag.get(tag, [""])[0]
        if keys.is_key(named) and not named.isdigit() and known.get("citation-key", named) == named:
            known["citation-key"], *rest = by_tag.pop(tag)
            by_tag |= {tag: rest} if rest else {}
    _extra(by_tag)
    kind = csl_type(lines[0].text)
    own = next((row.variable for row in TABLE.read_as("SN", TABLE.group(kind))), "")
    known |= ris_numbers.gather(by_tag, own)
    return gathered(kind, by_tag, TABLE, note="N1", known=known).all()


def _extra(by_tag: dict[str, list[str]]) -> None:
    """Take what lines of Zotero's Extra tell; they are read as those of a note are."""
    said, told = leftovers.read("\n".join(by_tag.get("M2", ())))
    if told:
        del by_tag["M2"]
        by_tag |= {"M2": said.splitlines()} if said else {}
        by_tag["N1"] = [*by_tag.get("N1", ()), leftovers.write(told)]


def _pages(by_tag: dict[str, list[str]]) -> None:
    first, last = by_tag.get("SP"), by_tag.pop("EP", None)
    if first and last and last[0] != first[0]:
        by_tag["SP"] = [f"{first[0]}–{last[0]}", *first[1:]]
    elif last and not first:
        by_tag["SP"] = last


def _dates(by_tag: dict[str, list[str]]) -> dict[str, Json]:
    """Take the dates out of the tags."""
    known: dict[str, Json] = {}
    plain = next((by_tag[tag] for tag in ("PY", "Y1") if by_tag.get(tag)), [])
    whole = by_tag.get("DA") or []
    for tag in ("PY", "Y1", "DA"):
        by_tag.pop(tag, None)
    if whole or plain:
        issued = ris_dates.read((whole or plain)[0], plain[0][:4] if plain else "")
        if isinstance(issued, dict) and "literal" in issued and whole and plain:
            issued = ris_dates.read(plain[0])
        known["issued"] = issued
    if accessed := by_tag.pop("Y2", []):
        known["accessed"] = ris_dates.read(accessed[0])
    return known
