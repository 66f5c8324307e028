"""Makes a page for each rule from the docstring of its module, and their index."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from sphinx.application import Sphinx

from joinedup_refs.check.about import family_of, offers, page, summary
from joinedup_refs.check.rule import Example, Rule
from joinedup_refs.check.run import all_rules
from joinedup_refs.cli.rule import values_of
from joinedup_refs.report.words import SUPPORT, sentence

_CONTENTS = "```{{toctree}}\n:hidden:\n\n{}\n```\n"
_HEAD = (
    "| code | name | severity | mends | needs a record | finds |\n"
    "| --- | --- | --- | --- | --- | --- |"
)
_LEGEND = (
    "**Mends** says how well a fix is supported: *tidying* and *well supported* ones are made "
    "without asking, a *best guess* is yours to decide, and what is *shown* has no fix. A rule "
    "that **needs a record** speaks only where a source is named (`--source`). One that is "
    "*off* runs when it is asked for (`--extend CODE`)."
)
PHASES = {
    "structure": "before the entries are counted: it can change how the list is divided",
    "value": "once the entries stand",
    "last": "last of all",
}


def write(app: Sphinx) -> None:
    """Write the generated pages into the folder of the documentation, where they are ignored."""
    for path, content in pages():
        target = Path(app.srcdir) / path
        target.parent.mkdir(exist_ok=True)
        target.write_text(content, encoding="utf-8")


def pages() -> Iterator[tuple[str, str]]:
    """Give the path and the Markdown of every generated page."""
    rules = all_rules()
    yield "rules/index.md", _index(rules)
    for rule in rules:
        yield f"rules/{rule.name}.md", _page(rule)


def _index(rules: tuple[Rule, ...]) -> str:
    parts = [
        f"# Rules\n\nEvery one of the {len(rules)} rules is named for the defect that it finds.",
        _LEGEND,
    ]
    for _, members in groupby(rules, key=lambda rule: rule.family):
        held = tuple(members)
        rows = "\n".join(_row(rule) for rule in held)
        parts.append(f"## {held[0].family}: {family_of(held[0])}\n\n{_HEAD}\n{rows}")
    parts.append(_CONTENTS.format("\n".join(rule.name for rule in rules)))
    return "\n\n".join(parts)


def _row(rule: Rule) -> str:
    cells = (
        rule.code,
        f"[{rule.name}]({rule.name}.md)",
        rule.severity + ("" if rule.by_default else " (off)"),
        _mends(rule),
        "yes" if rule.needs_records else "",
        summary(rule),
    )
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _mends(rule: Rule) -> str:
    return ", or ".join(SUPPORT[level] for level in offers(rule)) or "shown"


def _page(rule: Rule) -> str:
    facts = [
        f"**{rule.code}**",
        rule.severity,
        *([] if rule.by_default else [f"off unless asked for: `--extend {rule.code}`"]),
        f"{'mends' if offers(rule) else 'is'}: {_mends(rule)}",
        *(["needs a record (`--source`)"] if rule.needs_records else []),
        f"runs {PHASES[rule.phase]}",
    ]
    examples = "\n\n".join(_example(example) for example in rule.examples)
    title, _, rest = page(rule).partition("\n")
    told = " · ".join(facts)
    return f"# {rule.name}\n\n{title}\n\n{told}\n\n{rest.strip()}\n\n## Examples\n\n{examples}\n"


def _example(example: Example) -> str:
    said = "Found" if example.finds else "Left alone"
    said += ", with a record at hand" if example.evidence else ""
    why = f": {sentence(example.why)}" if example.why else "."
    shown = [said + why, _block(example.text)]
    if example.after is not None:
        shown += ["Mended:", _block(example.after)]
    if example.entries:
        shown += ["Entries afterwards:", _block("\n".join(example.entries))]
    if example.values:
        shown += ["Values afterwards:", _block("\n".join(values_of(example)))]
    return "\n\n".join(shown)


def _block(text: str) -> str:
    """Show a text as it stands, whatever it holds."""
    return "\n".join(("`````text", text.strip("\n"), "`````"))
