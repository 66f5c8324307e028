"""The guides show what the program prints, and their commands work."""

import shlex
import shutil
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
GUIDES = ROOT / "docs/guide"
MANUSCRIPT = (GUIDES / "clean-your-manuscript.md").read_text(encoding="utf-8")
INTEGRATION = (GUIDES / "continuous-integration.md").read_text(encoding="utf-8")


def blocks(page: str, language: str) -> list[str]:
    """Give the blocks of code of a language, in order."""
    return [part.partition("\n```")[0] for part in page.split(f"```{language}\n")[1:]]


def commands(block: str) -> list[tuple[str, list[str]]]:
    """Give the commands of a console block, each with the lines shown under it."""
    return [
        (told.splitlines()[0], told.splitlines()[1:]) for told in f"\n{block}".split("\n$ ")[1:]
    ]


def test_the_manuscript_is_cleaned_as_the_guide_shows(program, tmp_path):
    shutil.copy(ROOT / "data/editorial/editorial.txt", tmp_path / "manuscript.txt")
    before = (tmp_path / "manuscript.txt").read_bytes()
    consoles = blocks(MANUSCRIPT, "console")
    steps = [step for block in consoles for step in commands(block)]
    assert len(steps) == 7
    for number, (command, shown) in enumerate(steps):
        if number == len(steps) - 1:
            [told] = blocks(MANUSCRIPT, "toml")
            (tmp_path / "joinedup-refs.toml").write_text(told, encoding="utf-8")
        name, *arguments = shlex.split(command)
        assert name == "joinedup-refs"
        done = program(*arguments)
        assert done.returncode == (arguments[0] == "check"), done.stderr.decode()
        holds(done.stdout.decode(), shown)
    assert (tmp_path / "manuscript.txt").read_bytes() == before


def holds(printed: str, shown: list[str]) -> None:
    """Hold what is shown to what was printed; `…` stands for any lines left out."""
    lines, at, exact = printed.splitlines(), 0, True
    for line in shown:
        if line == "…":
            exact = False
            continue
        found = lines.index(line, at)
        assert found == at or not exact, line
        at, exact = found + 1, True
    assert at == len(lines) or not exact


@pytest.mark.parametrize("block", blocks(INTEGRATION, "yaml")[:2])
def test_the_workflows_run_what_there_is(program, article, block):
    (article.parent / "manuscript").mkdir()
    article.rename(article.parent / "manuscript" / "article.txt")
    [job] = yaml.safe_load(block)["jobs"].values()
    steps = job["steps"]
    [command] = [s["run"] for s in steps if s.get("run", "").startswith("joinedup-refs")]
    done = program(*shlex.split(command)[1:])
    assert done.returncode == 1
    assert done.stderr == b""
    uploaded = [s["with"]["sarif_file"] for s in steps if "upload-sarif" in s.get("uses", "")]
    if uploaded:
        assert (article.parent / uploaded[0]).read_text(encoding="utf-8").startswith("{")
        assert done.stdout == b""
    else:
        assert done.stdout.startswith(b"::")


def hooks() -> dict[str, dict]:
    held = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return {hook["id"]: hook for hook in held}


def test_the_hooks_are_described_as_pre_commit_asks():
    held = hooks()
    assert set(held) == {
        "joinedup-refs-check",
        "joinedup-refs-clean",
        "joinedup-refs-format",
    }
    for hook in held.values():
        assert {"id", "name", "description", "entry", "language"} <= set(hook)
        assert "types" in hook or "types_or" in hook
        assert hook["language"] == "python"
    config = yaml.safe_load(blocks(INTEGRATION, "yaml")[2])
    assert [hook["id"] for repo in config["repos"] for hook in repo["hooks"]] == [
        "joinedup-refs-check"
    ]


def run_hook(program, identifier: str, *files: str, args: tuple[str, ...] = ()):
    """Run a hook as pre-commit does: its entry, the arguments of the settings, the files."""
    name, *entry = shlex.split(hooks()[identifier]["entry"])
    assert name == "joinedup-refs"
    return program(*entry, *args, *files)


def test_the_hook_that_checks_fails_on_findings(program, article):
    (article.parent / "notes.md").write_text("Nothing cited here.\n")
    done = run_hook(program, "joinedup-refs-check", "article.txt", "notes.md")
    assert done.returncode == 1
    assert b"article.txt:16:5: LST101 merged-entries: " in done.stdout
    config = yaml.safe_load(blocks(INTEGRATION, "yaml")[2])
    args = tuple(config["repos"][0]["hooks"][0]["args"])
    done = run_hook(program, "joinedup-refs-check", "notes.md", args=args)
    assert (done.returncode, done.stdout) == (0, b"")


def test_the_hook_that_cleans_changes_files_until_there_is_nothing_left(program, article):
    before = article.read_bytes()
    shutil.copy(article, article.parent / "second.md")
    files = ("article.txt", "second.md")
    done = run_hook(program, "joinedup-refs-clean", *files)
    assert done.returncode == 0, done.stderr.decode()
    after = article.read_bytes()
    assert after != before
    assert (article.parent / "second.md").read_bytes() == after
    assert (article.parent / "article.txt.bak").read_bytes() == before
    # pre-commit passes once nothing changes any more
    assert run_hook(program, "joinedup-refs-clean", *files).returncode == 0
    assert article.read_bytes() == after
