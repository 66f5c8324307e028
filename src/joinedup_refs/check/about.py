"""What can be said of a rule, for its page, its listing and the reports of machines."""

import inspect
import sys

from joinedup_refs.check.rule import Rule
from joinedup_refs.model.edit import Safety

FAMILIES = {
    "DOC": "the document",
    "LST": "the division of the list into entries",
    "CIT": "citations",
    "NAM": "names",
    "DAT": "dates",
    "TTL": "titles",
    "CON": "journals and books",
    "NUM": "volumes, issues, pages and numbers",
    "IDN": "identifiers and addresses",
    "DUP": "the same work twice",
    "STY": "the list's own style",
    "BIB": "BibTeX files",
    "EVD": "records",
    "RET": "retractions and corrections",
    "ADD": "what a record can add, on request",
    "SUP": "what is to be left alone",
}
"""What the rules of each family are about."""

_LEVELS: tuple[Safety, ...] = ("safe", "evident", "unsafe")


def family_of(rule: Rule) -> str:
    """Say what the rules of a rule's family are about; its letters where that is not written."""
    return FAMILIES.get(rule.family, rule.family)


def page(rule: Rule) -> str:
    """Give the page of a rule, which is the docstring of the module that holds it."""
    module = sys.modules[rule.check.__module__]
    return inspect.cleandoc(module.__doc__ or "There is no page for this rule.")


def summary(rule: Rule) -> str:
    """Give the first line of a rule's page, without its full stop."""
    return page(rule).partition("\n")[0].rstrip(".")


def sections(rule: Rule) -> dict[str, str]:
    """Give the sections of a rule's page by their headings."""
    parts = page(rule).split("\n## ")[1:]
    return {
        head.strip(): body.strip() for head, _, body in (part.partition("\n") for part in parts)
    }


def offers(rule: Rule) -> tuple[Safety, ...]:
    """Give how well a rule's fixes are supported, by its examples; empty where it only shows."""
    offered = {example.safety for example in rule.examples if example.safety}
    return tuple(level for level in _LEVELS if level in offered)
