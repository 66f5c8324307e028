"""The guide shows what the program prints, and its commands work."""

import json
import shlex
from pathlib import Path

import pytest

from joinedup_refs.cli.zotero import reach

PAGE = (Path(__file__).parents[2] / "docs/guide/zotero.md").read_text(encoding="utf-8")
STEPS = [told.partition("\n```")[0].split("\n", 1) for told in PAGE.split("```console\n$ ")[1:]]
RECORD = {
    "id": "towns",
    "type": "article-journal",
    "title": "Towns that join",
    "author": [
        {"family": "Quist", "given": "Wim", "non-dropping-particle": "van der"},
        {"family": "Bell", "given": "Tessa"},
    ],
    "container-title": "Local Town Studies",
    "issued": {"date-parts": [[2004]]},
    "volume": "29",
    "DOI": "10.5555/towns",
}
BIB = "@book{p, title={Holistic}, year={1997}}\n@book{q, title={Towns}, year={2004}}\n"


def test_the_commands_print_what_the_guide_shows(program, zotero, desktop, tmp_path, monkeypatch):
    monkeypatch.setattr(reach, "_WEB", zotero.url)
    (tmp_path / "records.json").write_text(json.dumps([RECORD]), encoding="utf-8")
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    towns = zotero.shelves["users/7"].items["TOWNS234"]
    assert len(STEPS) == 7
    for command, shown in STEPS:
        towns["pages"] = "50-32" if " check " in command else ""
        arguments = shlex.split(command)[1:]
        if "send" in arguments:
            arguments += ["--port", str(desktop.port)]
        done = program(*arguments)
        printed = done.stdout.decode().rstrip("\n")
        expected = shown.rstrip("\n")
        if expected.startswith("…\n"):
            assert printed.endswith(expected.removeprefix("…\n")), printed
        else:
            assert printed == expected
        assert done.returncode == (" check " in command), done.stderr.decode()


@pytest.mark.parametrize("name", ["check", "clean", "undo", "push", "send", "list"])
def test_every_command_is_in_the_guide(name):
    assert f"zotero {name}" in PAGE
