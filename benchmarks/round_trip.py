"""How many fields come back, exact or equivalent, when records go through each format.

Run: python benchmarks/round_trip.py RECORDS.json [MORE.json …], files of CSL-JSON.

Equivalent means: the same but for blanks and dashes, a particle of one kind for the other, signs
between keywords, a `nocase` span, and a URL that only repeats the DOI.
"""

import argparse
import json
import re
from collections.abc import Sequence
from pathlib import Path

from joinedup_refs import formats
from joinedup_refs.formats import Record
from joinedup_refs.notation.csl import to_csl

WAYS = (
    ("bibtex", "bibtex"),
    ("bibtex", "zotero"),
    ("biblatex", "biber"),
    ("biblatex", "zotero"),
    ("ris", "zotero"),
    ("ris", "endnote"),
    ("csl-json", "bibtex"),
    ("csl-json", "zotero"),
    ("csl-yaml", "bibtex"),
    ("zotero-rdf", "zotero"),
    ("endnote-xml", "endnote"),
    ("nbib", "bibtex"),
    ("mods", "bibtex"),
)
_NOCASE = re.compile(r'<span class="nocase">(.{0,200}?)</span>')


def main() -> None:
    """Print a table: format, records, fields, exact, equivalent."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="RECORDS.json")
    parser.add_argument("--lost", action="store_true", help="name every field that does not")
    arguments = parser.parse_args()
    read = formats.find("csl-json").read
    records = [r for file in arguments.files for r in read(file.read_text(encoding="utf-8"))]
    print(f"{'format':12} {'for':8} {'records':>9} {'fields':>7} {'exact':>7} {'equivalent':>11}")
    for name, target in WAYS:
        told, lost = through(records, name, target)
        print(told)
        if arguments.lost:
            print(*(f"    {line}" for line in lost), sep="\n")


def through(records: Sequence[Record], name: str, target: formats.Target) -> tuple[str, list[str]]:
    """Write and read records; give a line of the table, and what did not come back."""
    form = formats.find(name)
    back = form.read(form.write(records, target))
    total = exact = equivalent = 0
    lost = []
    for before, after in zip(records, back, strict=False):
        one, other = (fields(record) for record in (before, after))
        for variable in one | other:
            same = one.get(variable) == other.get(variable)
            near = same or alike(variable, one, other)
            total, exact, equivalent = total + 1, exact + same, equivalent + near
            if not same:
                lost.append(
                    f"{before.id} {variable}: {one.get(variable)!r} → {other.get(variable)!r}"
                )
    return (
        f"{name:12} {target:8} {len(back):>4}/{len(records):<4} {total:>7} "
        f"{exact / total:>7.1%} {equivalent / total:>11.1%}"
    ), lost


def fields(record: Record) -> dict[str, object]:
    """Give the fields of a record, its key apart."""
    return {k: v for k, v in to_csl(record.reference).items() if k != "citation-key"}


def alike(variable: str, one: dict[str, object], other: dict[str, object]) -> bool:
    """Whether the values of a variable in two items say the same."""
    if variable == "URL":
        return str(one.get("URL", "")).endswith(str(one.get("DOI")))
    return _plain(one.get(variable)) == _plain(other.get(variable))


def _plain(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    text = _NOCASE.sub(r"\1", text.replace('\\"', '"'))
    text = text.replace("non-dropping-particle", "particle").replace(
        "dropping-particle", "particle"
    )
    text = re.sub(r"[{}\[\]]", " ", text)
    parts = re.split(r"[\s,;]+", re.sub("[‐‑‒–—−]", "-", text))
    return " ".join(sorted(parts))


if __name__ == "__main__":
    main()
