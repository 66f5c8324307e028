"""`joinedup-refs convert`."""

import json

import pytest

from joinedup_refs.convert import load, write
from joinedup_refs.formats import all_formats

BIB = (
    "@book{p97,\n  author = {6, Perri},\n  title = {Holistic Government},\n  year = 1997\n}\n"
    "@techreport{cm, author = {{Cabinet Office}}, title = {Modernising government},\n"
    "  number = {Cm 4310}}\n"
)


@pytest.fixture
def bib(tmp_path):
    path = tmp_path / "refs.bib"
    path.write_text(BIB, encoding="utf-8")
    return path


def test_by_the_ending(program, bib, tmp_path):
    done = program("convert", bib, "-o", tmp_path / "refs.ris")
    assert done.returncode == 0
    assert done.stdout.decode().startswith("2 records, from BibTeX to RIS.\nWritten: ")
    written = (tmp_path / "refs.ris").read_bytes()
    assert written.count(b"ER  - \r\n") == 2
    assert b"AU  - Cabinet Office,\r\n" in written


def test_what_stood_there_is_kept(program, bib, tmp_path):
    out = tmp_path / "refs.ris"
    out.write_text("mine", encoding="utf-8")
    done = program("convert", bib, "-o", out)
    assert done.returncode == 0
    assert (tmp_path / "refs.ris.bak").read_text(encoding="utf-8") == "mine"
    assert b".bak" in done.stdout


def test_through_the_streams(program):
    done = program(
        "convert", "-", "--from", "bibtex", "--to", "csl-json", "-o", "-", given=BIB.encode()
    )
    assert done.returncode == 0
    assert [item["title"] for item in json.loads(done.stdout)] == [
        "Holistic Government",
        "Modernising government",
    ]
    assert done.stderr.decode() == "2 records, from BibTeX to CSL-JSON.\n"


def test_for_a_program(program, tmp_path):
    source = tmp_path / "d.json"
    source.write_text('[{"type": "dataset", "title": "D"}]', encoding="utf-8")
    for to, for_, entry in (
        ("biblatex", "zotero", b"@online{"),
        ("biblatex", "biber", b"@dataset{"),
        ("bibtex", "bibtex", b"@misc{"),
    ):
        done = program("convert", source, "--to", to, "--for", for_, "-o", "-")
        assert done.returncode == 0
        assert done.stdout.startswith(entry)
    done = program("convert", source, "--to", "zotero-rdf", "-o", "-", "-q")
    assert b"<z:itemType>dataset</z:itemType>" in done.stdout
    assert done.stderr == b""


def test_what_could_not_be_read_is_said_and_the_rest_converted(program, tmp_path):
    source = tmp_path / "broken.bib"
    source.write_text(BIB + "@book{open, title = {x", encoding="utf-8")
    done = program("convert", source, "-o", tmp_path / "out.ris")
    assert done.returncode == 0
    said = done.stdout.decode()
    assert said.startswith("3 records")
    assert "line 8: " in said


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("refs.bib", "-o", "refs.docx"), "no record format '.docx' can be written"),
        (("refs.bib", "-o", "refs"), "name one with --to"),
        (("refs.bib", "-o", "refs.bib"), "is the input"),
        (("gone.bib", "-o", "x.ris"), "there is no file gone.bib"),
        (("refs.bib", "-o", "x.ris", "--for", "biber"), "RIS is not written for biber"),
        (("refs.bib", "-o", "x.ris", "--for", "word"), "--help"),
        (("refs.bib",), "--output"),
        (("refs.bib", "--from", "ris", "-o", "x.json"), "line 1"),
    ],
)
def test_what_cannot_be_done_is_said(program, bib, arguments, message):
    done = program("convert", *arguments)
    assert done.returncode == 2
    said = done.stderr.decode()
    assert message in said
    assert len(said.splitlines()) <= 3
    assert bib.read_text(encoding="utf-8") == BIB


DOUBLE = "@book{ash01, title={A}}\n@book{ash01, title={B}}\n@book{elm, title={C}}\n"


@pytest.mark.parametrize(
    ("to", "keys"),
    [
        ("ris", ["ID  - ash01", "ID  - ash01a", "ID  - elm"]),
        ("csl-json", ['"id": "ash01"', '"id": "ash01a"', '"id": "elm"']),
        ("csl-yaml", ["- id: ash01", "- id: ash01a", "- id: elm"]),
    ],
)
def test_a_key_that_two_records_have_is_told_and_their_identifiers_differ(program, to, keys):
    done = program("convert", "-", "--from", "bibtex", "--to", to, "-o", "-", given=DOUBLE.encode())
    lines = [line.strip().rstrip(",") for line in done.stdout.decode().splitlines()]
    assert [line for line in lines if line in keys] == keys
    assert "2 records have the key ash01; where keys have to differ," in done.stderr.decode()
    assert "elm" not in done.stderr.decode()


@pytest.mark.parametrize(
    ("name", "held", "said"),
    [
        ("none.ris", b"", "none.ris, line 1: the file is empty"),
        ("none.bib", b"\xef\xbb\xbf \n", "none.bib, line 1: the file is empty"),
        ("none.json", b"[]", "none.json, line 1: there is no record in it"),
    ],
)
@pytest.mark.parametrize("command", ["convert", "cite", "duplicates"])
def test_a_file_without_records_is_told(program, tmp_path, command, name, held, said):
    (tmp_path / name).write_bytes(held)
    more = ["-o", "out.ris"] if command == "convert" else []
    done = program(command, name, *more)
    assert done.returncode == (command == "convert")
    assert said in (done.stdout + done.stderr).decode()
    assert not (tmp_path / "out.ris").exists()


def test_a_file_that_is_plainly_another_than_said_is_told(program, tmp_path):
    ris = b"TY  - JOUR\nTI  - One\nER  - \n\nTY  - JOUR\nTI  - Two\nER  - \n"
    (tmp_path / "refs.ris").write_bytes(ris)
    told = "this begins as RIS does; it was read as PubMed NBIB, as was said"
    done = program("convert", "refs.ris", "--from", "nbib", "-o", "out.bib")
    assert told in done.stdout.decode()
    assert (
        told not in program("convert", "refs.ris", "--from", "ris", "-o", "x.bib").stdout.decode()
    )


@pytest.mark.parametrize("form", [f for f in all_formats() if f.read and f.write])
def test_what_is_as_it_is_said_to_be_is_not_told(form):
    records = load(BIB, "bibtex").records
    assert load(write(records, form), form.name).gaps == ()


NAMED = '[{"id":"a b","title":"T"},{"id":"x--y","title":"U"},{"id":"z.","title":"V"}]'


def test_names_that_are_no_keys_are_told(program, tmp_path):
    (tmp_path / "named.json").write_text(NAMED, encoding="utf-8")
    done = program("convert", tmp_path / "named.json", "-o", tmp_path / "out.bib")
    assert "no citation key can be called “a b”; others were made" in done.stdout.decode()
    yaml = program("convert", tmp_path / "named.json", "-o", tmp_path / "out.yaml").stdout.decode()
    assert "pandoc cites “z.” in braces: @{z.}" in yaml
    assert "cannot cite “a b”, “x--y”;" in yaml
