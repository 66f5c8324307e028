"""The guide to .bib files shows what the program prints and writes."""

import re
import shlex
from pathlib import Path

GUIDE = (Path(__file__).parents[2] / "docs/guide/bib-files.md").read_text(encoding="utf-8")
BEFORE, AFTER = re.findall(r"```bibtex\n([^`]*)```", GUIDE)
[(COMMAND, OUTPUT)] = re.findall(r"```console\n\$ joinedup-refs (.+)\n([^`]*)```", GUIDE)


def test_the_findings_shown_are_those_found(program, tmp_path):
    (tmp_path / "plans.bib").write_text(BEFORE, encoding="utf-8")
    done = program(*shlex.split(COMMAND))
    assert done.stdout.decode().split() == OUTPUT.split()


def test_the_mended_file_shown_is_the_one_written(program, tmp_path):
    (tmp_path / "plans.bib").write_bytes(BEFORE.encode())
    program("clean", "plans.bib", "-o", "mended.bib")
    assert (tmp_path / "mended.bib").read_bytes() == AFTER.encode()
