"""Groups of options in the place of many parameters."""

from dataclasses import dataclass, field
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from joinedup_refs.cli.groups import with_groups

Names = Annotated[list[str], typer.Option("--name", help="A name.")]
Loud = Annotated[bool, typer.Option("--loud", help="In capitals.")]
Times = Annotated[int, typer.Option("--times", help="How often.")]


@dataclass(frozen=True)
class Voice:
    loud: Loud = False
    pitch: str = "low"
    """No option."""


@dataclass(frozen=True)
class Greeting:
    times: Times
    names: Names = field(default_factory=list)
    voice: Voice = field(default_factory=Voice)


@pytest.fixture
def program():
    app = typer.Typer(rich_markup_mode=None)

    @app.command()
    @with_groups
    def greet(word: str, *, stop: Annotated[str, typer.Option("--stop")] = ".", how: Greeting):
        """Greet people."""
        said = f"{word} {' and '.join(how.names) or 'all'}{stop}"
        for _ in range(how.times):
            typer.echo(f"{how.voice.pitch}: {said.upper() if how.voice.loud else said}")

    return lambda *arguments: CliRunner().invoke(app, list(arguments))


def test_each_option_of_a_group_is_one_of_the_command(program):
    given = program("Hello", "--times", "2", "--name", "Ann", "--name", "Bo", "--loud", "--stop=!")
    assert (given.exit_code, given.stdout) == (0, "low: HELLO ANN AND BO!\n" * 2)


def test_what_is_not_said_is_as_the_group_has_it(program):
    assert program("Hello", "--times", "1").stdout == "low: Hello all.\n"
    missing = program("Hello")
    assert missing.exit_code == 2
    assert "--times" in missing.output


def test_the_help_is_the_commands_and_names_every_option(program):
    told = program("--help").stdout
    assert "Greet people." in told
    assert [name in told for name in ("--name", "--loud", "--times", "--stop", "--pitch")] == [
        *[True] * 4,
        False,
    ]
