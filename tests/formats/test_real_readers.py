"""Our files in the hands of the programs that they are for; skipped where those are not at hand.

For the two that run on Node, the environment variable `JOINEDUP_REFS_NODE_MODULES` names a folder
with `@retorquere/bibtex-parser`, `@citation-js/core`, `@citation-js/plugin-bibtex` and
`@citation-js/plugin-ris`.
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from joinedup_refs import formats
from joinedup_refs.clean import clean
from joinedup_refs.formats import Record

BIB_WAYS = [
    ("bibtex", "bibtex"),
    ("bibtex", "zotero"),
    ("biblatex", "biber"),
    ("biblatex", "zotero"),
]
_NOCASE = re.compile(r'<span class="nocase">(.{0,80}?)</span>')
_MARKUP = re.compile(r"</?(?:i|b|sub|sup)>")
READER = """
import fs from 'fs'; import path from 'path'; import {createRequire} from 'module';
const [folder, file, format] = process.argv.slice(2);
const text = fs.readFileSync(file, 'utf8');
const require = createRequire(path.join(folder, 'x.js'));
const {Cite} = require('@citation-js/core');
require('@citation-js/plugin-bibtex'); require('@citation-js/plugin-ris');
const form = {bibtex: '@bibtex/text', biblatex: '@biblatex/text', ris: '@ris/file'}[format];
const out = {cite: new Cite(text, {forceType: form}).data.length};
if (format !== 'ris') {
  const main = path.join(folder, '@retorquere/bibtex-parser');
  const info = JSON.parse(fs.readFileSync(path.join(main, 'package.json')));
  const entry = info.exports?.['.']?.import?.default ?? info.exports?.['.']?.import ?? info.module;
  const parsed = (await import(path.join(main, entry))).parse(text);
  out.entries = parsed.entries.length; out.errors = parsed.errors.length;
}
console.log(JSON.stringify(out));
"""


@pytest.fixture(scope="session")
def sets(corpora, editorial):
    read = formats.find("csl-json").read
    assert read
    tricky = read((corpora / "formats" / "tricky.csl.json").read_text(encoding="utf-8"))
    listed = [Record(entry.id, entry.reference) for entry in clean(editorial).entries]
    assert (len(tricky), len(listed)) == (30, 16)
    return {"tricky": tricky, "editorial": listed}


def written(folder, records, name, target):
    form = formats.find(name)
    assert form.write
    path = folder / f"refs{form.suffixes[-1]}"
    path.write_bytes(form.write(records, target).encode())
    return path


def needs(program):
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")


@pytest.mark.parametrize("which", ["tricky", "editorial"])
@pytest.mark.parametrize(("name", "target"), BIB_WAYS)
def test_pandoc_reads_every_record(sets, tmp_path, which, name, target):
    needs("pandoc")
    path = written(tmp_path, sets[which], name, target)
    done = subprocess.run(
        ["pandoc", "-f", name, "-t", "csljson", str(path)],  # noqa: S607
        capture_output=True,
        text=True,
        check=True,
    )
    assert len(json.loads(done.stdout)) == len(sets[which])
    assert done.stderr == ""


@pytest.mark.parametrize("which", ["tricky", "editorial"])
@pytest.mark.parametrize(
    ("name", "form"), [("csl-yaml", "markdown"), ("endnote-xml", "endnotexml")]
)
def test_pandoc_reads_the_titles_of_other_formats(sets, tmp_path, which, name, form):
    needs("pandoc")
    path = written(tmp_path, sets[which], name, formats.find(name).target)
    done = subprocess.run(
        ["pandoc", "-f", form, "-t", "csljson", str(path)],  # noqa: S607
        capture_output=True,
        text=True,
        check=True,
    )
    found = [item["title"].replace("’", "'") for item in json.loads(done.stdout)]
    titles = [record.reference.title.replace("’", "'") for record in sets[which]]
    if form == "endnotexml":  # of which pandoc takes no styles
        titles = [_MARKUP.sub("", title) for title in titles]
    assert found == [_NOCASE.sub(r"\1", title) for title in titles]


@pytest.mark.parametrize("which", ["tricky", "editorial"])
def test_biber_finds_no_error(sets, tmp_path, which):
    needs("biber")
    path = written(tmp_path, sets[which], "biblatex", "biber")
    out = tmp_path / "out.bib"
    done = subprocess.run(
        ["biber", "--tool", "--validate-datamodel", "--output-file", str(out), str(path)],  # noqa: S607
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert "ERROR" not in done.stdout
    unknown = [line for line in done.stdout.splitlines() if "invalid in data model" in line]
    assert unknown == []
    assert out.read_text(encoding="utf-8").count("\n@") + 1 >= len(sets[which])


@pytest.mark.parametrize("which", ["tricky", "editorial"])
@pytest.mark.parametrize(("name", "target"), [*BIB_WAYS, ("ris", "zotero")])
def test_better_bibtex_and_citation_js_read_every_record(sets, tmp_path, which, name, target):
    needs("node")
    folder = os.environ.get("JOINEDUP_REFS_NODE_MODULES", "")
    if not (Path(folder) / "@citation-js" / "core").is_dir():
        pytest.skip("JOINEDUP_REFS_NODE_MODULES names no folder with citation-js")
    script = tmp_path / "read.mjs"
    script.write_text(READER, encoding="utf-8")
    path = written(tmp_path, sets[which], name, target)
    done = subprocess.run(
        ["node", str(script), folder, str(path), name],  # noqa: S607
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["cite"] == len(sets[which])
    if name != "ris":
        assert (found["entries"], found["errors"]) == (len(sets[which]), 0)
