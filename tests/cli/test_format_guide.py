"""The guide to laying .bib files out shows what the program writes and the keys that it makes."""

import re
from pathlib import Path

import pytest

GUIDE = (Path(__file__).parents[2] / "docs/guide/formatting-bib-files.md").read_text(
    encoding="utf-8"
)
BEFORE, AFTER = re.findall(r"```text\n([^`]*)```", GUIDE)
[OUTPUT] = re.findall(r"```console\n\$ joinedup-refs format plans.bib\n([^`]*)```", GUIDE)
ROWS = re.findall(r"^\| `(.+?)` \| `([^`]+)` \| (?:`(.+?)` \| `([^`]+)` )?\|", GUIDE, re.MULTILINE)
PATTERNS = [(row[n], row[n + 1]) for row in ROWS for n in (0, 2) if row[n]]
BOOK = "@book{x, author={van der Berg, A. and Müller, K.}, title={The Art of Towns}, year=2004}\n"


def test_the_file_shown_is_the_one_written(program, tmp_path):
    (tmp_path / "plans.bib").write_bytes(BEFORE.encode())
    done = program("format", "plans.bib")
    assert done.stdout.decode() == OUTPUT
    assert (tmp_path / "plans.bib").read_bytes() == AFTER.encode()


@pytest.mark.parametrize(("pattern", "key"), PATTERNS)
def test_the_keys_shown_are_those_made(program, pattern, key):
    done = program("format", "-", "--keys", pattern, "--rekey", given=BOOK.encode())
    assert done.stdout.decode().startswith(f"@book{{{key},\n")


def test_there_are_keys_in_the_guide():
    assert len(PATTERNS) == 11
