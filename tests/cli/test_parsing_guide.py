"""The guide to parsing shows what the program prints and what the library gives."""

import re
import shlex
from pathlib import Path

import pytest

GUIDE = (Path(__file__).parents[2] / "docs/guide/parsing.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```console\n\$ (.+)\n([^`]*)```", GUIDE)
STATEMENTS = "\n".join(re.findall(r"```python\n([^`]*)```", GUIDE))
CLAIMS = re.findall(r"^(?! )([^#\n]+?)  # (['(\[]?[\w'(\[][^:\n]*)$", STATEMENTS, re.MULTILINE)


def without_shares(text: str) -> str:
    """Leave out how sure the parser is, which the next model may be a little less or more."""
    return re.sub(r"\d+%", "n%", " ".join(text.split()))


@pytest.mark.parametrize(("command", "output"), SHOWN)
def test_the_output_shown_is_the_output(program, command, output):
    program_name, *arguments = shlex.split(command)
    assert program_name == "joinedup-refs"
    done = program(*arguments)
    assert done.returncode == 0
    assert without_shares(done.stdout.decode()) == without_shares(output)


def test_there_is_something_shown():
    assert len(SHOWN) == 4
    assert len(CLAIMS) == 10


def test_what_the_guide_says_of_python_is_so():
    known: dict[str, object] = {}
    exec(STATEMENTS, known)  # noqa: S102  (the guide's own lines)
    for expression, value in CLAIMS:
        said = eval(expression, known)  # noqa: S307
        assert said == eval(value), expression  # noqa: S307
