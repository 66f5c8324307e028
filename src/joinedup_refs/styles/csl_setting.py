"""CSL items set by pandoc's citeproc, in time that grows as the list does.

Citeproc tells works of one author and year apart (2003a, 2003b) by setting all citations anew for
each such pair: a thousand records take a quarter of a minute, two thousand two. So a long list is
set without that, and the works that could be confused are set once more, by a few authors at a
time. Authors stay together because some styles print a line for one who is repeated.
"""

import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from joinedup_refs.model.value import Json
from joinedup_refs.styles import csl_items, pandoc
from joinedup_refs.styles.csl_styles import Style, without_telling_apart
from joinedup_refs.styles.runs import Item, item_from_pandoc

AT_ONCE = 100
"""Items that are set in one run with everything that the style asks for."""

_ANCHOR = "ref-"
_MAKERS = ("author", "editor", "editor-translator", "translator", "container-author", "director")

CslItem = Mapping[str, Json]


def set_items(
    made: Sequence[CslItem], style: Style, locale: str, *, at_once: int = AT_ONCE
) -> tuple[tuple[Item, ...], bool]:
    """Give the items as the style prints them, in its order, and whether it sets lines in.

    Raises:
        ConfigInvalid: pandoc is missing, or refuses the style.
    """
    plain = without_telling_apart(style) if len(made) > at_once else None
    if plain is None:
        return _run(made, style, locale)
    items, hanging = _run(made, plain, locale)
    apart: dict[str, Item] = {}
    for batch in _batches(made, at_once):
        apart |= {item.key: item for item in _run(batch, style, locale)[0]}
    return tuple(apart.get(item.key, item) for item in items), hanging


def _run(made: Sequence[CslItem], style: Style, locale: str) -> tuple[tuple[Item, ...], bool]:
    with tempfile.TemporaryDirectory(prefix="joinedup-refs-") as folder:
        path = Path(folder) / "style.csl"
        path.write_bytes(style.xml)
        language = [f"--metadata=lang={locale}"] if locale else []
        said = pandoc.run(
            ["--from=csljson", "--to=json", "--citeproc", f"--csl={path}", *language],
            json.dumps(made, ensure_ascii=False).encode("utf-8", "replace"),
            wanted=f"the style {style.name}",
        )
    lists = [block for block in json.loads(said)["blocks"] if block["t"] == "Div"]
    if not lists:
        return (), False
    (_, classes, _), entries = lists[0]["c"]
    return tuple(_item(entry) for entry in entries), "hanging-indent" in classes


def _item(entry: dict[str, Any]) -> Item:
    (anchor, _, _), blocks = entry["c"]
    inlines = [inline for block in blocks for inline in block["c"]]
    item = item_from_pandoc(anchor.removeprefix(_ANCHOR), inlines)
    runs = tuple(run._replace(text=csl_items.as_printed(run.text)) for run in item.runs)
    return item._replace(runs=runs)


def _batches(made: Iterable[CslItem], at_once: int) -> Iterator[list[CslItem]]:
    """Give all works of those first authors who have two of one year, some authors at a time."""
    by_maker: defaultdict[str, list[CslItem]] = defaultdict(list)
    for item in made:
        by_maker[_maker(item)].append(item)
    batch: list[CslItem] = []
    for items in by_maker.values():
        if max(Counter(map(_year, items)).values()) < 2:
            continue
        if batch and len(batch) + len(items) > at_once:
            yield batch
            batch = []
        batch = [*batch, *items]
    if batch:
        yield batch


def _maker(item: CslItem) -> str:
    """Give the name that a citation begins with, or else the title."""
    for role in _MAKERS:
        names = item.get(role)
        first = names[0] if isinstance(names, list) and names else None
        if isinstance(first, dict):
            return str(first.get("family") or first.get("literal", "")).casefold()
    return str(item.get("title", "")).casefold()


def _year(item: CslItem) -> str:
    issued = item.get("issued")
    parts: Any = issued.get("date-parts") if isinstance(issued, dict) else None
    return str(parts[0][0]) if parts and parts[0] else ""
