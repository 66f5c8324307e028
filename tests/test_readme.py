"""The README shows what the program prints, and its links lead somewhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"


def test_the_output_shown_is_the_output():
    done = subprocess.run(
        [
            *(sys.executable, "-m", "joinedup_refs.cli", "clean", "data/editorial/editorial.txt"),
            *("--source", "data/editorial/evidence.csl.json"),
        ],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    printed = done.stdout.decode().strip().replace("\r\n", "\n")
    assert f"```text\n{printed}\n```" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("docs/**/*.md")))
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if target.startswith(("http", "rules/", "../rules/", "formats/", "../formats/")):
            continue
        assert (page.parent / target).exists(), target
