"""Makes a page for each rule from the docstring of its module, and their index."""

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx

from joinedup_refs.check.rule import Example, Rule
from joinedup_refs.check.run import all_rules

_CONTENTS = "\n\n```{{toctree}}\n:hidden:\n\n{}\n```\n"
PHASES = {
    "structure": "before the entries are counted: it can change how the list is divided",
    "value": "once the entries stand",
}


def write(app: Sphinx) -> None:
    """Write the generated pages into the folder of the documentation, where they are ignored."""
    for path, content in pages():
        page = Path(app.srcdir) / path
        page.parent.mkdir(exist_ok=True)
        page.write_text(content, encoding="utf-8")


def pages() -> Iterator[tuple[str, str]]:
    """Give the path and the Markdown of every generated page."""
    rules = all_rules()
    yield "rules/index.md", _index(rules)
    for rule in rules:
        yield f"rules/{rule.name}.md", _page(rule)


def _index(rules: tuple[Rule, ...]) -> str:
    rows = [
        f"| {rule.code} | [{rule.name}]({rule.name}.md) | {rule.severity} | {_first(rule)} |"
        for rule in rules
    ]
    return "\n".join(
        (
            "# Rules\n\nEvery rule is named for the defect that it finds.\n",
            "| code | name | weight | finds |\n| --- | --- | --- | --- |",
            *rows,
            _CONTENTS.format("\n".join(rule.name for rule in rules)),
        )
    )


def _page(rule: Rule) -> str:
    facts = f"**{rule.code}** · {rule.severity} · runs {PHASES[rule.phase]}"
    examples = "\n\n".join(_example(example) for example in rule.examples)
    title, _, rest = _doc(rule).partition("\n")
    return f"# {rule.name}\n\n{title}\n\n{facts}\n\n{rest.strip()}\n\n## Examples\n\n{examples}\n"


def _example(example: Example) -> str:
    said = "Found" if example.finds else "Left alone"
    said += ", with a record at hand" if example.evidence else ""
    why = f": {example.why}" if example.why else ""
    shown = [f"{said}{why}.", "", "```text", example.text.strip("\n"), "```"]
    if example.after is not None:
        shown += ["", "Mended:", "", "```text", example.after.strip("\n"), "```"]
    if example.entries:
        shown += ["", "Entries afterwards:", "", "```text", *example.entries, "```"]
    return "\n".join(shown)


def _first(rule: Rule) -> str:
    return _doc(rule).partition("\n")[0].rstrip(".")


def _doc(rule: Rule) -> str:
    return inspect.cleandoc(sys.modules[rule.check.__module__].__doc__ or "")
