"""What Zotero's own importers make of the files that are written here.

Run: python benchmarks/zotero_importers.py RECORDS.json --package FOLDER [--lost]

FOLDER has what `npm pack zotero-translators@0.0.2` gives, taken apart, and beside it in
node_modules jsdom 13, xregexp 4.2, iconv-lite 0.4, request 2.87 and wicked-good-xpath. That package
holds Zotero's importers and the code that they run in, of May 2019. Its schema of items is replaced
by that of today (version 42), and LATER names what its importers have come to take since then, as
far as that was read or measured.

In place: the value stands in the field that it belongs to by the schema, in an item of any type.
Aside: it is in Extra or a note, from where people move it, and in Extra Zotero cites from it.
Values for which the right type has no field are counted apart.
"""

import argparse
import json
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from joinedup_refs import formats
from joinedup_refs.formats import Record, keywords, zotero_values
from joinedup_refs.formats.untex import decode
from joinedup_refs.formats.zotero_schema import ItemType, item_types, type_of, variables
from joinedup_refs.notation.csl import to_csl
from joinedup_refs.tables import rows

SCRIPT = Path(__file__).with_suffix(".js")
WAYS = (
    ("csl-json", "zotero", "csl"),
    ("zotero-rdf", "zotero", "rdf"),
    ("ris", "zotero", "ris"),
    ("ris", "endnote", "ris"),
    ("biblatex", "zotero", "bib"),
    ("bibtex", "zotero", "bib"),
    ("biblatex", "biber", "bib"),
    ("bibtex", "bibtex", "bib"),
    ("endnote-xml", "endnote", "endnote"),
    ("nbib", "bibtex", "nbib"),
    ("mods", "bibtex", "mods"),
    ("coins", "bibtex", "coins"),
)
_OWN = (("ris", "ris"), ("bib", "bib"), ("biblatex", "bib"), ("zotero-rdf", "rdf"))
LATER = {
    # its RIS importer of July 2023
    "RIS": """
    Object.assign(importTypeMap, {DATA: "dataset", DBASE: "dataset"});
    for (const [tag, field, type] of [
      ["CY", "repositoryLocation", "dataset"], ["ET", "versionNumber", "dataset"],
      ["NV", "identifier", "dataset"], ["PB", "repository", "dataset"],
    ]) fieldMap[tag] = {...fieldMap[tag], [field]: [type]};
    fieldMap.ET.versionNumber = ["computerProgram", "dataset"];
    delete fieldMap.ET.version;
    fieldMap.IS.__exclude = ["dataset"];
    fieldMap.A3["creators/contributor"] = ["thesis"];
    fieldMap.A4["creators/contributor"].push("dataset");
    degenerateImportFieldMap.IS = {versionNumber: ["dataset"]};
    degenerateImportFieldMap.CY = "place";
    degenerateImportFieldMap.M2 = "extra";
    """,
    # measured in June 2026
    "BibTeX": """
    bibtex2zoteroTypeMap.misc = "document";
    const fieldOf2019 = processField;
    processField = (item, field, value, raw) =>
      fieldOf2019(item, field, ["url", "doi"].includes(field) ? raw : value, raw);
    """,
}
_TAG = re.compile(r"</?(?:i|b|sub|sup|sc)>|<span[^<>]{0,80}>|</span>")
_NOTE_TAG = re.compile(r"</?(?:p|br ?/?)>")
_SIGN = re.compile(r"\$(\\[A-Za-z]{1,20})\$")
_DOI = re.compile(r"https?://(?:dx\.)?doi\.org/(10\..+)")
_DASH = re.compile("[‐‑‒–—−-]+")
_WORD = re.compile(r"\w+")
_SEASONS = ("", "spring", "summer", "autumn", "winter")


class Judged(NamedTuple):
    """Where the values of the records stand in the items."""

    counts: Counter[str]
    told: list[str]
    """A line for each value that is not in place."""


def main() -> None:
    """Print a row for each format."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("records", type=Path, metavar="RECORDS.json")
    parser.add_argument("--package", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--lost", action="store_true", help="name every value not in place")
    parser.add_argument("--only", default="", help="a format")
    parser.add_argument("--own", action="store_true", help="files of Zotero's own exporters, too")
    parser.add_argument("--files", nargs="*", default=[], help="FORMAT=FILE of other programs")
    arguments = parser.parse_args()
    read = formats.find("csl-json").read
    assert read is not None  # noqa: S101  (CSL-JSON is read)
    records = read(arguments.records.read_text(encoding="utf-8"))
    print("| format | for | items | type | values | in place | aside | lost | no field: kept |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        setting = Path(folder, "setting.json")
        setting.write_text(json.dumps(_setting()), encoding="utf-8")
        file = Path(folder, "records")
        for name, target, form, text in _texts(arguments, records):
            file.write_bytes(text.encode())
            told = _imported(arguments.package, setting, file, form)
            _print(name, target, records, told, lost=arguments.lost)
        for name, form in _OWN if arguments.own else ():
            kept = formats.find("csl-json").write(records, "zotero")
            file.write_text(kept, encoding="utf-8")
            text = _imported(arguments.package, setting, file, "csl", name)["text"]
            file.write_bytes(text.encode())
            told = _imported(arguments.package, setting, file, form)
            _print(name, "by Zotero", records, told, lost=arguments.lost)


def _texts(
    arguments: argparse.Namespace, records: Sequence[Record]
) -> Iterator[tuple[str, str, str, str]]:
    for name, target, form in WAYS:
        if arguments.only in ("", name):
            yield name, target, form, formats.find(name).write(records, target)  # type: ignore[misc]
    for told in arguments.files:
        form, _, path = told.partition("=")
        yield form, Path(path).name, form, Path(path).read_text(encoding="utf-8")


def _print(
    name: str, target: str, records: Sequence[Record], told: dict[str, Any], *, lost: bool
) -> None:
    items = told.get("items", [])
    if told.get("fault") or len(items) != len(records):
        print(f"| {name} | {target} | {len(items)} of {len(records)}: {told.get('fault', '')} |")
        return
    counts, lines = _judged(records, items)
    values = counts["in place"] + counts["aside"] + counts["elsewhere"] + counts["lost"]
    without = counts["no field, kept"] + counts["no field, lost"]
    print(
        f"| {name} | {target} | {len(items)}, by {told['importer'] or 'none'} | {counts['type']}"
        f" | {values} | {counts['in place'] / values:.1%} | {counts['aside']}"
        f" | {counts['lost'] + counts['elsewhere']} | {counts['no field, kept']} of {without} |",
        flush=True,
    )
    if lost:
        print(*(f"    {line}" for line in lines), sep="\n")


def _imported(package: Path, setting: Path, file: Path, *forms: str) -> dict[str, Any]:
    main_file = next(package.rglob("index.js.map")).with_suffix("")
    command = ["node", str(SCRIPT), str(main_file), str(setting), str(file), *forms]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not done.stdout:
        return {"fault": done.stderr[-2000:]}
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _setting() -> dict[str, Any]:
    """Give the schema of items in the form that the package has it in, and what is later."""
    creators = sorted({c for kind in item_types().values() for c in kind.creators})
    bases = {base for kind in item_types().values() for base in kind.fields.values()}
    fields = sorted({f for kind in item_types().values() for f in kind.fields} | bases)
    of_creator = {name: number for number, name in enumerate(creators, 1)}
    of_field = {name: number for number, name in enumerate(fields, 1)}
    types: dict[str, list[Any]] = {
        str(number): _in_schema(kind, of_creator, of_field)
        for number, kind in enumerate(item_types().values(), 3)
    }
    types |= {"1": ["note", "", [False], [], {}, ""], "2": ["attachment", "", [False], [], {}, ""]}
    text: dict[str, list[str]] = {}
    dates: dict[str, str] = {}
    for row in rows("zotero_variables"):
        if row["kind"] == "date":
            dates[row["variable"]] = row["field"]
        else:
            # the importer knows the abbreviation of a journal by this name alone
            name = row["variable"].replace("container-title-short", "journalAbbreviation")
            text.setdefault(name, []).append(row["field"])
    text["note"] = ["extra"]
    text["shortTitle"] = text["title-short"]
    read_dates = {v: f for v, f in dates.items() if v != "original-date"}
    kinds = sorted(item_types().values(), key=lambda kind: kind.name in ("email", "instantMessage"))
    return {
        "schema": {
            "itemTypes": types,
            "creatorTypes": {str(n): [name, name] for name, n in of_creator.items()},
            "fields": {str(n): [name, name, name in bases] for name, n in of_field.items()},
        },
        "csl": {
            "TEXT": text,
            "DATE": read_dates,
            # `creator` is an author too; the importer of 2019 would take each author twice for it
            "NAMES": {
                row["creator"]: row["variable"]
                for row in rows("zotero_names")
                if row["creator"] != "creator"
            },
            "TYPE": {kind.name: kind.csl for kind in kinds} | {"note": "", "attachment": ""},
        },
        "later": LATER,
    }


def _in_schema(kind: ItemType, creators: Mapping[str, int], fields: Mapping[str, int]) -> list[Any]:
    stands = {str(fields[f]): fields[base] for f, base in kind.fields.items() if f != base}
    own = [fields[f] for f in kind.fields]
    return [kind.name, kind.name, [creators[c] for c in kind.creators], own, stands, ""]


def _judged(records: Sequence[Record], items: Sequence[dict[str, Any]]) -> Judged:
    counts: Counter[str] = Counter()
    told = []
    for record, item in zip(records, items, strict=True):
        csl = to_csl(record.reference)
        right = type_of(str(csl["type"]))
        counts["type"] += right.name == item["itemType"]
        if right.name != item["itemType"]:
            told.append(f"{record.id}: {right.name} → {item['itemType']}")
        for variable, value in csl.items():
            if variable in ("type", "citation-key"):
                continue
            where = _where(variable, value, right, item)
            counts[where] += 1
            if where not in {"in place", "no field, kept"}:
                shown = f"{_shown(value)}{_near(variable, value, item)}"
                told.append(f"{record.id} {variable} {where}: {shown}")
    return Judged(counts, told)


def _where(variable: str, value: Any, right: ItemType, item: dict[str, Any]) -> str:
    """Say where a value stands in an item."""
    kind = item_types()[item["itemType"]]
    if _in_place(variable, value, kind, item):
        return "in place"
    kept = _words(value) <= _aside(item)
    if isinstance(value, list):
        own = right.primary if variable == "author" else right.creator_for(variable)
    else:
        own = right.field_for(variable)
    if not own and variable not in ("keyword", "note"):
        return "no field, kept" if kept or _anywhere(value, item) else "no field, lost"
    return "aside" if kept else "elsewhere" if _anywhere(value, item) else "lost"


def _in_place(variable: str, value: Any, kind: ItemType, item: dict[str, Any]) -> bool:
    if variable == "keyword":
        return [t["tag"] for t in item.get("tags", [])] == list(keywords.split(value))
    if variable == "note":
        return _words(value) <= _aside(item)
    if isinstance(value, list):
        wanted = kind.primary if variable == "author" else kind.creator_for(variable)
        # Zotero makes a creator of a kind that the type has not one that leads the item
        found = [
            c
            for c in item.get("creators", [])
            if (c["creatorType"] if c["creatorType"] in kind.creators else kind.primary) == wanted
        ]
        return [_plain(n) for n in _names(value)] == [_plain(_creator(c)) for c in found]
    fields = [f for f, base in kind.fields.items() if variables().get(base) == variable]
    if isinstance(value, dict):
        return any(f in item and _same_date(value, item[f], item["parsed"][f]) for f in fields)
    if variable == "event-place":
        fields.append("place")  # the field for it before the newest schema
    texts = [item[f] for f in fields if f in item]
    if variable == "URL" and (repeated := _DOI.fullmatch(value)):
        texts += [value] if repeated[1] == item.get("DOI") else []
    if variable == "DOI":
        texts += [line[5:] for line in item.get("extra", "").splitlines() if line[:5] == "DOI: "]
    wanted = _plain(str(value))
    signs = _plain(_SIGN.sub(lambda found: decode(found[1]), str(value)))
    return any(_plain(text) in {wanted, signs} for text in texts)


def _aside(item: dict[str, Any]) -> set[str]:
    """Give the words of Extra and the notes."""
    beside = _NOTE_TAG.sub(" ", " ".join([item.get("extra", ""), *item["notes"]]))
    return set(_WORD.findall(_plain(beside).casefold()))


def _same_date(value: dict[str, Any], raw: str, parsed: dict[str, Any]) -> bool:
    if _plain(raw) == _plain(zotero_values.write_date(value)):
        return True
    if "literal" in value:
        return _plain(str(value["literal"])) == _plain(raw)
    parts = [[int(p) for p in date] for date in value["date-parts"]]
    if value.get("circa") and not re.search(r"~|\bc|\?", raw):
        return False
    if len(parts) > 1 and str(parts[1][0]) not in raw:
        return False
    season = value.get("season")
    if season and _SEASONS[int(season)] not in raw.casefold():
        return False
    month = [parsed["month"] + 1] if "month" in parsed else []
    day = [int(parsed["day"])] if parsed.get("day") else []
    found = [int(parsed["year"]) if re.fullmatch("-?[0-9]+", str(parsed.get("year"))) else 0]
    return [*found, *month, *day] == parts[0]


def _names(value: Sequence[dict[str, Any]]) -> list[str]:
    out = []
    for name in value:
        parts = (name.get("dropping-particle"), name.get("non-dropping-particle"))
        family = " ".join(str(p) for p in (*parts, name.get("family")) if p)
        given = ", ".join(str(p) for p in (name.get("given"), name.get("suffix")) if p)
        out.append(name.get("literal") or " | ".join(p for p in (family, given) if p))
    return out


def _creator(creator: dict[str, Any]) -> str:
    if "name" in creator:
        return str(creator["name"])
    return " | ".join(p for p in (creator.get("lastName"), creator.get("firstName")) if p)


def _plain(text: str) -> str:
    return " ".join(_DASH.sub("-", _TAG.sub("", text)).split())


def _words(value: Any) -> set[str]:
    if isinstance(value, list):
        text = " ".join(_names(value))
    elif isinstance(value, dict):
        parts = [str(abs(int(p))) for date in value.get("date-parts", []) for p in date]
        text = str(value.get("literal") or " ".join(parts))
    else:
        text = str(value)
    return set(_WORD.findall(_plain(text).casefold()))


def _anywhere(value: Any, item: dict[str, Any]) -> bool:
    held = {k: v for k, v in item.items() if k not in ("parsed", "key")}
    text = json.dumps(held, ensure_ascii=False)
    return _words(value) <= set(_WORD.findall(_plain(text).casefold()))


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:140]


def _near(variable: str, value: Any, item: dict[str, Any]) -> str:
    """Give what stands where the value was looked for."""
    if isinstance(value, list):
        held = [f"{c['creatorType']} {_creator(c)}" for c in item.get("creators", [])]
    else:
        fields = item_types()[item["itemType"]].fields.items()
        own = [field for field, base in fields if variables().get(base) == variable]
        held = [f"{field} {item[field]}" for field in own if field in item]
    return " → " + "; ".join(held)[:200]


if __name__ == "__main__":
    main()
