"""Layouts of references, written as templates in `layouts.tsv`.

`{field}` is a value with its label; `<…>` is left out when a field in it is missing; `$name` stands
for one of the alternatives that a `let` line gives, a repeated one being likelier; all else is
printed as it stands. Editors are set in one of the layout's second name styles.
"""

import random
import re
from pathlib import Path
from typing import NamedTuple

_TEMPLATES = Path(__file__).with_name("layouts.tsv")
_CHOICE = re.compile(r"\$([a-z]+[0-9]?)")
ANY = "any"
"""The layout whose templates serve the kinds that no other layout sets."""


class Layout(NamedTuple):
    """One style: how often it is used, its names, and templates by kind of work."""

    share: int
    names: tuple[str, ...]
    editors: tuple[str, ...]
    templates: dict[str, tuple[str, ...]]


# Share of the strings, styles of the authors' names, styles of the editors' names.
_STYLES: dict[str, tuple[int, str, str]] = {
    "pmm": (5, "pmm", "forward"),
    "apa": (13, "apa apa apa-tight apa-tight apa-and capitals-amp", "ieee forward-amp ieee full"),
    "harvard": (
        15,
        (
            "harvard harvard apa-tight apa harvard-spaced harvard-and harvard-bare sage sage-stop "
            "capitals chicago chicago-plain chicago-amp semicolon bare-blank full apa-inverse"
        ),
        "forward forward-tight harvard apa-tight sage full harvard-and forward-amp",
    ),
    "chicago": (9, "chicago chicago chicago-plain chicago-initial chicago-same", "full full ieee"),
    "asa": (
        6,
        "chicago chicago-plain asa-capitals chicago-both chicago-initial capitals-slash",
        "full forward ieee full-amp",
    ),
    "mla": (3, "mla chicago", "full"),
    "footnote": (
        7,
        "footnote full full-oxford full-amp forward forward-comma full-capitals full-slash",
        "full full-slash forward full-amp full-comma",
    ),
    "law": (
        5,
        "full full-amp forward forward-tight family-only family-only full-slash family-and",
        "full forward family-only full-slash full-amp",
    ),
    "vancouver": (5, "vancouver vancouver colon initial-after bare-blank comma-bare", "vancouver"),
    "ieee": (5, "ieee forward forward-comma full full-oxford forward-bare", "ieee forward full"),
    "acm": (2, "acm full-oxford chicago forward", "ieee full"),
    "physics": (
        6,
        "forward ieee forward-comma forward-tight full initial-after apa-tight forward-amp harvard",
        "forward ieee full",
    ),
    "nature": (2, "nature nature forward", "nature"),
    "acs": (2, "acs", "acs"),
    "german": (
        24,
        (
            "german german german-slash german-slash german-slash slash-initial slash-tight "
            "german-slash-mixed german-slash-spaced german-slash-right german-comma german-und "
            "german-mixed german-u full full-slash full-slash-spaced full-comma full-und "
            "initial-after initial-after-slash slash-mixed capitals-und capitals-slash capitals "
            "semicolon-spaced semicolon-initial semicolon-and apa apa-tight chicago chicago-plain "
            "harvard forward forward-slash german-dash capitals-full full-capitals sage"
        ),
        (
            "german-slash full-slash full german german-comma slash-initial full-comma full-und "
            "forward forward-slash apa-tight ieee harvard german-slash-mixed semicolon-initial "
            "slash-tight full-slash-spaced full-amp initial-after capitals-slash apa"
        ),
    ),
    "french": (
        6,
        (
            "french french-initial initial-after french-plain french-bracket french-comma "
            "french-mixed french-forward french-capitals capitals-bracket apa chicago-plain"
        ),
        "full french-plain forward initial-after french french-forward french-comma",
    ),
    "latin": (
        4,
        (
            "italian italian italian-e italian-capitals italian-dash full-comma spanish apa-tight "
            "spanish-capitals portuguese capitals dutch harvard initial-after chicago"
        ),
        "italian full italian-e spanish apa-tight harvard",
    ),
}


def _read() -> tuple[dict[str, dict[str, tuple[str, ...]]], dict[str, tuple[str, ...]]]:
    """Read the templates, by layout and kind of work, and the alternatives by name."""
    templates: dict[str, dict[str, tuple[str, ...]]] = {}
    choices: dict[str, tuple[str, ...]] = {}
    for line in _TEMPLATES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        layout, kind, template = line.split("\t")
        if layout == "let":
            choices[kind] = tuple(template.split("|"))
        else:
            kinds = templates.setdefault(layout, {})
            kinds[kind] = (*kinds.get(kind, ()), template)
    return templates, choices


_READ, _CHOICES = _read()
OTHERS = _READ[ANY]
"""Templates of web pages, theses, reports, papers and the like, used with any layout's names."""
LAYOUTS = {
    name: Layout(share, tuple(names.split()), tuple(editors.split()), _READ[name])
    for name, (share, names, editors) in _STYLES.items()
}


def chosen(template: str, rng: random.Random) -> str:
    """Put one alternative for every `$name` of a template."""
    while "$" in template:
        template = _CHOICE.sub(lambda m: rng.choice(_CHOICES[m[1]]), template)
    return template
