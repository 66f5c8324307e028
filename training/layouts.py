"""Layouts of references, written as templates in `layouts.tsv`.

`{field}` is a value with its label; `<…>` is left out when a field in it is missing; all else is
printed as it stands. Editors are set in the layout's second name style.
"""

from pathlib import Path
from typing import NamedTuple

_TEMPLATES = Path(__file__).with_name("layouts.tsv")
ANY = "any"
"""The layout whose templates serve the kinds that no other layout sets."""


class Layout(NamedTuple):
    """One style: how often it is used, its names, and templates by kind of work."""

    share: int
    names: tuple[str, ...]
    editors: str
    templates: dict[str, tuple[str, ...]]


# Share of the strings, styles of the authors' names, style of the editors' names.
_STYLES: dict[str, tuple[int, tuple[str, ...], str]] = {
    "pmm": (9, ("pmm",), "forward"),
    "apa": (12, ("apa", "apa-tight"), "ieee"),
    "harvard": (12, ("harvard", "apa-tight"), "forward"),
    "chicago": (12, ("chicago",), "full"),
    "mla": (5, ("mla",), "full"),
    "footnote": (8, ("footnote", "forward"), "full"),
    "vancouver": (9, ("vancouver",), "vancouver"),
    "ieee": (8, ("ieee", "forward"), "ieee"),
    "nature": (5, ("nature",), "nature"),
    "acs": (4, ("acs",), "acs"),
    "german": (
        9,
        ("german", "german-slash", "initial-after", "german-comma", "slash-initial"),
        "german-slash",
    ),
    "french": (
        7,
        ("french", "french-initial", "initial-after", "italian", "french-plain", "french-bracket"),
        "full",
    ),
}


def _templates() -> dict[str, dict[str, tuple[str, ...]]]:
    """Read the templates: by layout, then by kind of work."""
    read: dict[str, dict[str, tuple[str, ...]]] = {}
    for line in _TEMPLATES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            layout, kind, template = line.split("\t")
            kinds = read.setdefault(layout, {})
            kinds[kind] = (*kinds.get(kind, ()), template)
    return read


_READ = _templates()
OTHERS = _READ[ANY]
"""Templates of web pages, theses, reports, papers and preprints, used with any layout's names."""
LAYOUTS = {
    name: Layout(share, names, editors, _READ[name])
    for name, (share, names, editors) in _STYLES.items()
}
