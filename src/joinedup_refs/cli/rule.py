"""`joinedup-refs rule`: the page of a rule, or all rules."""

import json
from collections.abc import Iterable
from difflib import get_close_matches
from enum import StrEnum
from itertools import groupby
from textwrap import indent
from typing import TYPE_CHECKING, Annotated, Any

import typer

from joinedup_refs.errors import ConfigInvalid

if TYPE_CHECKING:
    from joinedup_refs.check.rule import Example, Rule


class Shape(StrEnum):
    """How a rule is shown."""

    PRETTY = "pretty"
    JSON = "json"


def rule(
    named: Annotated[
        str, typer.Argument(metavar="[RULE]", help="A code (LST101) or a name (merged-entries).")
    ] = "",
    *,
    show_as: Annotated[Shape, typer.Option("--format", help="How to show it.")] = Shape.PRETTY,
) -> None:
    """Explain what a rule finds, and why it matters.

    Without a name all rules are listed, family by family.

    Examples:

      joinedup-refs rule merged-entries

      joinedup-refs rule CIT203

      joinedup-refs rule --format json
    """  # noqa: D412  (this is the help of the command, not of a function)
    from joinedup_refs.check.run import all_rules, find_rule

    found = find_rule(named) if named.strip() else None
    if named.strip() and found is None:
        raise ConfigInvalid(_unknown(named, all_rules()))
    if show_as is Shape.JSON:
        held = _data(found) if found else {"schema": 1, "rules": [_data(r) for r in all_rules()]}
        typer.echo(json.dumps(held, ensure_ascii=False, indent=2))
    elif found:
        typer.echo(_shown(found), nl=False)
    else:
        typer.echo(_listing(all_rules()), nl=False)


def _shown(found: "Rule") -> str:
    from joinedup_refs.check.about import page

    examples = "\n\n".join(_example(example) for example in found.examples)
    return (
        f"{found.code} {found.name} ({found.severity})\n{_facts(found)}\n\n{page(found)}\n\n"
        f"## Examples\n\n{examples}\n"
    )


def _facts(found: "Rule") -> str:
    from joinedup_refs.check.about import family_of, offers
    from joinedup_refs.report.words import SUPPORT

    fixes = " or ".join(SUPPORT[level] for level in offers(found))
    facts = [
        f"about {family_of(found)}",
        "on by default" if found.by_default else f"off unless asked for: --extend {found.code}",
        f"mends: {fixes}" if fixes else "shown only",
        *(["needs records: --source"] if found.needs_records else []),
    ]
    return "; ".join(facts)


def _example(example: "Example") -> str:
    said = "Found" if example.finds else "Left alone"
    said += ", with a record at hand" if example.evidence else ""
    parts = [f"{said}: {example.why}" if example.why else f"{said}:", _block(example.text)]
    if example.after is not None:
        parts += ["  mended:", _block(example.after)]
    if example.entries:
        parts += ["  entries afterwards:", _block("\n".join(example.entries))]
    if example.values:
        parts += ["  values afterwards:", _block("\n".join(values_of(example)))]
    return "\n".join(parts)


def values_of(example: "Example") -> list[str]:
    """Say each value that an example has once it is mended."""
    from joinedup_refs.report.briefly import value_text
    from joinedup_refs.report.words import field

    return [
        f"{entry}: {field(variable)}: {value_text(value) or 'none'}"  # type: ignore[arg-type]
        for entry, values in example.values.items()
        for variable, value in values.items()
    ]


def _block(text: str) -> str:
    return indent(text.strip("\n"), "    ")


def _data(found: "Rule") -> dict[str, Any]:
    from joinedup_refs.check.about import family_of, offers, page, summary

    return {
        "code": found.code,
        "name": found.name,
        "family": found.family,
        "about": family_of(found),
        "severity": found.severity,
        "by_default": found.by_default,
        "needs_records": found.needs_records,
        "fixes": list(offers(found)),
        "summary": summary(found),
        "page": page(found),
        "examples": [
            {
                "text": example.text,
                "finds": list(example.finds),
                "after": example.after,
                "entries": list(example.entries),
                "list_only": example.list_only,
                "with_record": example.evidence is not None,
                "why": example.why,
            }
            for example in found.examples
        ],
    }


def _listing(rules: "Iterable[Rule]") -> str:
    from joinedup_refs.check.about import family_of
    from joinedup_refs.report.words import headline

    rules = tuple(rules)
    wide = max((len(one.name) for one in rules), default=0)
    parts = []
    for family, members in groupby(rules, key=lambda one: one.family):
        held = tuple(members)
        rows = [
            f"{one.code}  {one.name:<{wide}}  {one.severity:<7}  {headline(one.name)}"
            + ("" if one.by_default else " (off unless asked for)")
            for one in held
        ]
        parts.append("\n".join([f"{family}: {family_of(held[0])}", *rows]))
    return "\n\n".join(parts) + "\n" if parts else "There are no rules.\n"


def _unknown(named: str, rules: "tuple[Rule, ...]") -> str:
    names = {name: r for r in rules for name in (r.code.lower(), r.name)}
    close = get_close_matches(named.strip().lower(), names, n=1, cutoff=0.5)
    near = (
        f"\ndid you mean {close[0].upper() if close[0][-1].isdigit() else close[0]}?"
        if close
        else ""
    )
    return f"no rule is called {named!r}; joinedup-refs rule lists them all{near}"
