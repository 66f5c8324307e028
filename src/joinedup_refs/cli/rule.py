"""`joinedup-refs rule`: the page of a rule, or all rules."""

import sys
from difflib import get_close_matches
from inspect import cleandoc
from typing import TYPE_CHECKING, Annotated

import typer

from joinedup_refs.errors import ConfigInvalid

if TYPE_CHECKING:
    from joinedup_refs.check.rule import Rule


def rule(
    named: Annotated[
        str, typer.Argument(metavar="[RULE]", help="A code (LST101) or a name (merged-entries).")
    ] = "",
) -> None:
    """Explain what a rule finds, and why it matters.

    Without a name all rules are listed.

    Examples:

      joinedup-refs rule merged-entries

      joinedup-refs rule CIT203
    """  # noqa: D412  (this is the help of the command, not of a function)
    from joinedup_refs.check.run import all_rules, find_rule

    if not named.strip():
        typer.echo(_listing(all_rules()), nl=False)
        return
    found = find_rule(named)
    if found is None:
        raise ConfigInvalid(_unknown(named, all_rules()))
    typer.echo(f"{found.code} {found.name} ({found.severity})\n\n{page(found)}")


def page(found: "Rule") -> str:
    """Give the page of a rule, which is the docstring of the module that holds it."""
    module = sys.modules[found.check.__module__]
    return cleandoc(module.__doc__ or "There is no page for this rule.")


def _listing(rules: "tuple[Rule, ...]") -> str:
    from joinedup_refs.report.words import headline

    wide = max((len(r.name) for r in rules), default=0)
    rows = [f"{r.code}  {r.name:<{wide}}  {r.severity:<7}  {headline(r.name)}" for r in rules]
    return "".join(f"{row}\n" for row in rows) or "There are no rules.\n"


def _unknown(named: str, rules: "tuple[Rule, ...]") -> str:
    names = {name: r for r in rules for name in (r.code.lower(), r.name)}
    close = get_close_matches(named.strip().lower(), names, n=1, cutoff=0.5)
    near = (
        f"\ndid you mean {close[0].upper() if close[0][-1].isdigit() else close[0]}?"
        if close
        else ""
    )
    return f"no rule is called {named!r}; joinedup-refs rule lists them all{near}"
