"""What other programs read in the files that are written here: shares of values that arrive.

Run: python benchmarks/other_readers.py RECORDS.json --pandoc PATH --bibutils FOLDER --node FOLDER
--python PATH; each is left out where it is not named. `--node` is a folder of node_modules with
citation-js, @retorquere/bibtex-parser and biblatex-csl-converter, `--bibutils` a folder of
programs, `--python` an interpreter that has rispy and nbib. With `--exporters` the same programs
read what pandoc and citation-js write of the same records.

Exact: a program's CSL item has the very value. Equivalent: as benchmarks/round_trip.py says, and
names that are printed alike, such as a body as a family name alone.
Where a program gives no CSL items (rispy, nbib, Better BibTeX's parser), a value is found if its
words stand in some value of the record. A value that the format has no field for, and that stands
in a note for that, counts as well. Two programs read a file only when it is altered: pandoc refuses
RIS with a value of several lines, and nbib an ISSN that does not say whether it is of print.
"""

import argparse
import json
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from joinedup_refs import formats
from joinedup_refs.formats import Record
from round_trip import alike, fields

NODE = """
import fs from 'fs'; import path from 'path'; import {createRequire} from 'module';
const [folder, reader, file, format] = process.argv.slice(2);
const text = fs.readFileSync(file, 'utf8');
const require = createRequire(path.join(folder, 'x.js'));
const start = (name) => {
  const main = path.join(folder, name);
  const info = JSON.parse(fs.readFileSync(path.join(main, 'package.json')));
  const found = info.exports?.['.']?.import ?? info.exports?.import ?? info.module ?? info.main;
  return path.join(main, found.default ?? found);
};
if (reader === 'citation-js') {
  const {Cite} = require('@citation-js/core');
  require('@citation-js/plugin-bibtex'); require('@citation-js/plugin-ris');
  const form = {bibtex: '@bibtex/text', biblatex: '@biblatex/text', ris: '@ris/file'}[format];
  console.log(JSON.stringify(new Cite(text, {forceType: form}).data));
} else if (reader === 'biblatex-csl-converter') {
  const {BibLatexParser, CSLExporter} = await import(start('biblatex-csl-converter'));
  const parsed = new BibLatexParser(text, {processUnexpected: true, processUnknown: true}).parse();
  console.log(JSON.stringify(Object.values(new CSLExporter(parsed.entries).parse())));
} else {
  const parsed = (await import(start('@retorquere/bibtex-parser'))).parse(text);
  console.log(JSON.stringify(parsed.entries.map(e => ({...e.fields, id: e.key, type: e.type}))));
}
"""
WRITE = """
import fs from 'fs'; import path from 'path'; import {createRequire} from 'module';
const [folder, file, format] = process.argv.slice(2);
const require = createRequire(path.join(folder, 'x.js'));
const {Cite} = require('@citation-js/core');
require('@citation-js/plugin-bibtex'); require('@citation-js/plugin-ris');
console.log(new Cite(JSON.parse(fs.readFileSync(file, 'utf8'))).format(format));
"""
PYTHON = """
import json, sys
reader, file = sys.argv[1:]
if reader == 'rispy':
    import rispy
    held = rispy.load(open(file, encoding='utf-8', newline=''))
else:
    import nbib
    held = nbib.read_file(file)
print(json.dumps(held, default=str, ensure_ascii=False))
"""
_EXPORTED = {("bibtex", "bibtex"), ("biblatex", "biber"), ("biblatex", "zotero"), ("ris", "zotero")}
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"</?(?:i|b|sub|sup|span)\b[^<>]{0,80}>")


class Way(NamedTuple):
    """A file as one program reads it."""

    program: str
    format: str
    target: formats.Target
    read: Callable[[Path], list[dict[str, Any]]]
    gives_csl: bool
    mended: str = ""
    """What is done to the file so that the program reads it at all."""


_MENDED = {
    "lines joined": lambda text: re.sub(r"(?<!ER  - )\r\n(?![A-Z][A-Z0-9]  - )", " ", text),
    "without IS": lambda text: re.sub(r"(?m)^IS  - .*\n", "", text),
}


def main() -> None:
    """Print a row for each program and format."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("records", type=Path, metavar="RECORDS.json")
    for name in ("pandoc", "bibutils", "node", "python"):
        parser.add_argument(f"--{name}", type=Path)
    parser.add_argument("--exporters", action="store_true", help="files of pandoc and citation-js")
    parser.add_argument("--lost", action="store_true", help="name every value that does not arrive")
    arguments = parser.parse_args()
    read = formats.find("csl-json").read
    assert read is not None  # noqa: S101  (CSL-JSON is read)
    records = read(arguments.records.read_text(encoding="utf-8"))
    print("| program | format | records | values | exact or found | equivalent |")
    print("| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for way in _ways(arguments, Path(folder)):
            written = _written(way, records)
            for exporter, text in ("", written), *_of_others(way, arguments, Path(folder)):
                named = f"{way.format}, by {exporter}" if exporter else ""
                row, lost = _measured(way, records, text, named, Path(folder))
                print(row, flush=True)
                if arguments.lost:
                    print(*(f"    {line}" for line in lost), sep="\n")


def _ways(arguments: argparse.Namespace, folder: Path) -> Iterator[Way]:
    if arguments.pandoc:
        for name, target, form in (
            ("bibtex", "bibtex", "bibtex"),
            ("biblatex", "biber", "biblatex"),
            ("ris", "zotero", "ris"),
            ("endnote-xml", "endnote", "endnotexml"),
            ("csl-json", "bibtex", "csljson"),
            ("csl-yaml", "bibtex", "markdown"),
        ):
            command = [str(arguments.pandoc), "-f", form, "-t", "csljson"]
            mended = "lines joined" if name == "ris" else ""
            yield Way("pandoc", name, target, _runner(command), gives_csl=True, mended=mended)
    if arguments.bibutils:
        for name, target, program in (
            ("bibtex", "bibtex", "bib2xml"),
            ("biblatex", "biber", "biblatex2xml"),
            ("ris", "zotero", "ris2xml"),
            ("endnote-xml", "endnote", "endx2xml"),
            ("mods", "bibtex", "modsclean"),
        ):
            yield Way(
                "bibutils", name, target, _by_mods(arguments.bibutils / program), gives_csl=True
            )
    if arguments.node:
        script = folder / "read.mjs"
        script.write_text(NODE, encoding="utf-8")
        node = ["node", str(script), str(arguments.node)]
        for name, target in (("bibtex", "bibtex"), ("biblatex", "biber"), ("ris", "zotero")):
            command = [*node, "citation-js", "{}", name]
            yield Way("citation-js", name, target, _runner(command), gives_csl=True)
        for name, target in (("bibtex", "bibtex"), ("biblatex", "biber")):
            command = [*node, "biblatex-csl-converter", "{}", name]
            yield Way("biblatex-csl-converter", name, target, _runner(command), gives_csl=True)
        for name, target in (("bibtex", "bibtex"), ("bibtex", "zotero"), ("biblatex", "zotero")):
            command = [*node, "better-bibtex", "{}", name]
            yield Way("Better BibTeX's parser", name, target, _runner(command), gives_csl=False)
    if arguments.python:
        script = folder / "read.py"
        script.write_text(PYTHON, encoding="utf-8")
        for program, name, target in (
            ("rispy", "ris", "zotero"),
            ("rispy", "ris", "endnote"),
            ("nbib", "nbib", "bibtex"),
        ):
            command = [str(arguments.python), str(script), program, "{}"]
            mended = "without IS" if program == "nbib" else ""
            yield Way(program, name, target, _runner(command), gives_csl=False, mended=mended)


def _runner(command: Sequence[str]) -> Callable[[Path], list[dict[str, Any]]]:
    def read(path: Path) -> list[dict[str, Any]]:
        filled = [part.replace("{}", str(path)) for part in command]
        filled += [] if "{}" in command else [str(path)]
        done = subprocess.run(filled, capture_output=True, text=True, check=True, timeout=120)
        held: list[dict[str, Any]] = json.loads(done.stdout)
        return held

    return read


def _by_mods(program: Path) -> Callable[[Path], list[dict[str, Any]]]:
    """Read what bibutils makes of a file, which is MODS, by the reader here."""

    def read(path: Path) -> list[dict[str, Any]]:
        done = subprocess.run(
            [str(program), str(path)], capture_output=True, check=True, timeout=120
        )
        read_mods = formats.find("mods").read
        assert read_mods is not None  # noqa: S101  (MODS is read)
        records = read_mods(done.stdout.decode("utf-8-sig"))
        return [{"id": r.id, **fields(r)} for r in records]

    return read


def _written(way: Way, records: Sequence[Record]) -> str:
    form = formats.find(way.format)
    assert form.write is not None  # noqa: S101  (only such are asked for)
    text = form.write(records, way.target)
    return _MENDED[way.mended](text) if way.mended else text


def _of_others(way: Way, arguments: argparse.Namespace, folder: Path) -> Iterator[tuple[str, str]]:
    """Give what other programs write of the records in the format of a way."""
    if not arguments.exporters or (way.format, way.target) not in _EXPORTED:
        return
    commands = {}
    if arguments.pandoc and way.format != "ris":
        command = [str(arguments.pandoc), "-f", "csljson", "-t", way.format]
        commands["pandoc"] = [*command, str(arguments.records)]
    if arguments.node:
        script = folder / "write.mjs"
        script.write_text(WRITE, encoding="utf-8")
        command = ["node", str(script), str(arguments.node)]
        commands["citation-js"] = [*command, str(arguments.records), way.format]
    for program, command in commands.items():
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
        yield program, done.stdout


def _measured(
    way: Way, records: Sequence[Record], text: str, named: str, folder: Path
) -> tuple[str, list[str]]:
    form = formats.find(way.format)
    path = folder / f"refs{form.suffixes[-1]}"
    path.write_bytes(text.encode())
    try:
        held = way.read(path)
    except (subprocess.SubprocessError, ValueError) as error:
        return (
            f"| {way.program} | {named or way.format} | not read: {type(error).__name__} | | | |",
            [],
        )
    total = exact = equivalent = 0
    lost = []
    for before, after in zip(records, held, strict=False):
        one = fields(before)
        words = _words(after)
        for variable in one:
            total += 1
            if way.gives_csl:
                same = one[variable] == after.get(variable)
                near = same or alike(variable, one, after)
                near = near or _printed(one[variable]) == _printed(after.get(variable))
            else:
                same = near = variable == "type" or _words(one[variable]) <= words
            exact, equivalent = exact + same, equivalent + near
            if not near:
                lost.append(f"{before.id} {variable}: {one[variable]!r} → {after.get(variable)!r}")
    share = f"{exact / max(total, 1):.1%} | {equivalent / max(total, 1):.1%}"
    name = way.format if way.target == form.target else f"{way.format}, for {way.target}"
    name = named or (f"{name}, {way.mended}" if way.mended else name)
    return f"| {way.program} | {name} | {len(held)}/{len(records)} | {total} | {share} |", lost


def _printed(value: object) -> object:
    """Give names as they are printed, whatever is said of their parts; other values as they are."""
    if not isinstance(value, list) or not all(isinstance(name, dict) for name in value):
        return (value,)
    parts = ("dropping-particle", "non-dropping-particle", "family", "literal", "given", "suffix")
    return [" ".join(" ".join(str(n[p]) for p in parts if n.get(p)).split()) for n in value]


def _words(value: object) -> set[str]:
    """Give the words of a value and of what is in it, without markup, months as in CSL apart."""
    if isinstance(value, dict):
        return set().union(*(_words(one) for one in value.values()))
    if isinstance(value, list):
        return set().union(*(_words(one) for one in value))
    text = _TAG.sub("", str(value)).casefold().replace("_", " ")
    return {word.lstrip("0") for word in _WORD.findall(text)}


if __name__ == "__main__":
    main()
