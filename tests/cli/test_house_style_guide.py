"""The guide to house styles shows what the program prints, writes and gives."""

import re
import shlex
from pathlib import Path

import pytest

from joinedup_refs.check.style.table import BY_KEY

GUIDE = (Path(__file__).parents[2] / "docs/guide/house-style.md").read_text(encoding="utf-8")
GOOD, DRAFT = re.findall(r"```text\n([^`]*)```", GUIDE)
SHOWN = re.findall(r"```console\n\$ (.+)\n([^`]*)```", GUIDE)
(TOML,) = re.findall(r"```toml\n([^`]*)```", GUIDE)
STATEMENTS = "\n".join(re.findall(r"```python\n([^`]*)```", GUIDE))
CLAIMS = re.findall(r"^(?! )([^#\n]+?)  # (['(\d][^:\n]*)$", STATEMENTS, re.MULTILINE)


@pytest.fixture
def folder(tmp_path):
    """Lay out the guide's files."""
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "wrong.toml").write_text('[style]\nyear = "2003"\n', encoding="utf-8")
    return tmp_path


def test_every_command_prints_what_is_shown(program, folder):
    assert len(SHOWN) == 4
    for command, output in SHOWN:
        name, *arguments = shlex.split(command)
        assert name == "joinedup-refs"
        done = program(*arguments)
        assert (done.returncode == 2) is ("wrong.toml" in command)
        assert (done.stdout + done.stderr).decode().strip() == output.strip(), command
    assert (folder / "house.toml").read_text(encoding="utf-8") == TOML
    assert (folder / "mended.txt").read_text(encoding="utf-8").strip() == SHOWN[2][1].strip()


def test_the_table_names_every_trait():
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \| (.+) \|$", GUIDE, re.MULTILINE)
    assert [key for key, _, _ in rows] == list(BY_KEY)
    for key, what, values in rows:
        assert what == BY_KEY[key].what
        known = re.findall(r"`([^`]+)`", values)
        assert known
        assert all(BY_KEY[key].knows(value) for value in known), key
        if not isinstance(BY_KEY[key].ways, str):
            assert known == list(BY_KEY[key].ways)


@pytest.mark.usefixtures("folder")
def test_what_the_guide_says_of_python_is_so(program):
    program("style", "learn", "good.txt", "-o", "house.toml")
    known: dict[str, object] = {}
    exec(STATEMENTS, known)  # noqa: S102  (the guide's own lines)
    assert len(CLAIMS) == 3
    for expression, value in CLAIMS:
        assert eval(expression, known) == eval(value), expression  # noqa: S307
