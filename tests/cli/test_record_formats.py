"""Every record format at the command line, by the ending of the file."""

import pytest

BIB = (
    "@book{p97,\n  author = {6, Perri},\n  title = {Holistic Government},\n  year = 1997\n}\n"
    "@techreport{cm, author = {{Cabinet Office}}, title = {Modernising \\emph{government}},\n"
    "  number = {Cm 4310}}\n"
)
WRITTEN = [
    ("refs.yaml", "CSL-YAML", "- id: p97\n"),
    ("refs.rdf", "Zotero RDF", "<z:citationKey>p97</z:citationKey>"),
    ("refs.xml", "EndNote XML", "<label>p97</label>"),
    ("refs.nbib", "PubMed NBIB", "OID - p97\n"),
    ("refs.mods", "MODS", "<recordIdentifier>p97</recordIdentifier>"),
    ("refs.coins", "COinS", "rft.btitle=Holistic+Government"),
    ("CITATION.cff", "Citation File Format", "title: Holistic Government\n"),
]
READ = WRITTEN[:5]


@pytest.fixture
def bib(tmp_path):
    path = tmp_path / "refs.bib"
    path.write_text(BIB, encoding="utf-8")
    return path


@pytest.mark.parametrize(("name", "title", "line"), WRITTEN)
def test_converted_by_the_ending(program, bib, tmp_path, name, title, line):
    done = program("convert", bib, "-o", tmp_path / name)
    assert done.returncode == 0
    assert done.stdout.decode().startswith(f"2 records, from BibTeX to {title}.\n")
    assert line in (tmp_path / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "title"), [row[:2] for row in READ])
def test_checked_cleaned_and_written_anew(program, bib, tmp_path, name, title):
    program("convert", bib, "-o", tmp_path / name)
    assert program("check", name).returncode in {0, 1}
    done = program("clean", name, "-o", "again.bib")
    assert done.returncode == 0
    written = (tmp_path / "again.bib").read_text(encoding="utf-8")
    assert "@book{p97," in written
    assert "number = {Cm 4310}" in written
    done = program("convert", name, "--to", "ris", "-o", "-")
    assert f"from {title} to RIS" in done.stderr.decode()
    assert b"TI  - Holistic Government\r\n" in done.stdout


@pytest.mark.usefixtures("bib")
def test_for_endnote(program):
    ris = program("convert", "refs.bib", "--to", "ris", "--for", "endnote", "-o", "-", "-q").stdout
    assert b"TY  - RPRT\r\nID  - cm\r\nLB  - cm\r\n" in ris
    assert b"TI  - Modernising government\r\n" in ris
    usual = program("convert", "refs.bib", "--to", "ris", "-o", "-", "-q").stdout
    assert b"TI  - Modernising <i>government</i>\r\n" in usual
    assert b"LB  - " not in usual
    xml = program("convert", "refs.bib", "-o", "-", "--to", "xml", "--for", "endnote", "-q").stdout
    assert b'<style face="italic" font="default" size="100%">government</style>' in xml
    done = program("convert", "refs.bib", "-o", "x.nbib", "--for", "endnote")
    assert "PubMed NBIB is not written for endnote" in done.stderr.decode()


def test_a_list_in_a_text_is_saved_as_records(program, tmp_path):
    (tmp_path / "article.txt").write_text(
        "References\n\nOsborne, S. (2006), The new public governance? Public Management Review, 8, "
        "pp. 377–387.\n",
        encoding="utf-8",
    )
    for form in ("yaml", "xml", "mods", "nbib", "rdf", "cff", "coins", "endnote", "pubmed"):
        done = program("clean", "article.txt", "--to", form, "-o", "-")
        assert done.returncode == 0, done.stderr
        assert b"Osborne" in done.stdout


def test_what_was_not_read_is_told_with_its_line(program, tmp_path):
    (tmp_path / "refs.yaml").write_text(
        "references:\n- id: a\n  title: One\n- id: b\n  title: 'open\n", encoding="utf-8"
    )
    done = program("convert", "refs.yaml", "-o", "out.ris")
    assert done.returncode == 0
    assert "1 record, from CSL-YAML to RIS." in done.stdout.decode()
    assert "refs.yaml, line 6: this is no YAML" in done.stdout.decode()


def test_a_source_with_a_broken_record_is_refused(program, tmp_path):
    (tmp_path / "records.json").write_text('[\n{"title": "A"},\n{"title": \n', encoding="utf-8")
    (tmp_path / "a.txt").write_text("References\n\nA, B. (2001), C. D.\n", encoding="utf-8")
    done = program("check", "a.txt", "--source", "records.json")
    assert done.returncode == 2
    assert "line 3" in done.stderr.decode()


def test_of_an_xml_that_declares_entities_none_is_opened(program, tmp_path):
    (tmp_path / "refs.xml").write_text(
        '<!DOCTYPE xml [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<xml><records><record>'
        "<titles><title>On &a;</title></titles></record></records></xml>",
        encoding="utf-8",
    )
    for command, code in (
        (("check", "refs.xml"), 1),
        (("convert", "refs.xml", "-o", "out.ris"), 0),
    ):
        done = program(*command)
        assert done.returncode == code
        assert "eclares a document type or entities" in done.stdout.decode()
        assert "root:" not in done.stdout.decode() + done.stderr.decode()
    assert "refs.xml, line 1: it declares a document type or entities" in done.stdout.decode()
    assert "TI  - On &a;" in (tmp_path / "out.ris").read_text(encoding="utf-8")
