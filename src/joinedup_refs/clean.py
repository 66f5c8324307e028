"""The loop: structure rules to a fixpoint, evidence, value rules, decisions. Nothing else."""

import os
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from joinedup_refs.build import build
from joinedup_refs.check.causes import told_together
from joinedup_refs.check.policy import Policy, choose
from joinedup_refs.check.rule import Context, Rule
from joinedup_refs.check.run import all_rules, chosen, run
from joinedup_refs.formats import Target
from joinedup_refs.forms import form_of
from joinedup_refs.model.document import Document, Outcome
from joinedup_refs.model.edit import Decision
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.layout import Layout
from joinedup_refs.model.reference import Reference
from joinedup_refs.model.text import Text
from joinedup_refs.read import read
from joinedup_refs.saving import save
from joinedup_refs.sources.source import Source

if TYPE_CHECKING:  # loads a model's machinery, which a library file does without
    from joinedup_refs.parse.model_file import Model

ROUNDS = 3
"""How often structure rules may change the list before their last word is taken."""

_USUAL = Policy()
_NO_HINTS = Layout()


class Cleaned(Outcome):
    """A cleaned text: references, findings and decisions, ready to be written anywhere."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries of the list, mended."""
        return self.result.entries

    @property
    def references(self) -> tuple[Reference, ...]:
        """The typed references of the list, mended."""
        return tuple(entry.reference for entry in self.result.entries)

    def to(self, form: str, *, target: Target | None = None) -> str:
        """Give the references as `bibtex` or `csl-json`, or the list as `txt`, `md` or `html`.

        `target` is the program to write for, where programs read a format differently.

        Raises:
            ConfigInvalid: no form is called so.
        """
        return form_of(Path(), form).write(self.result, target)

    def save(
        self, path: os.PathLike[str] | str, form: str = "", *, target: Target | None = None
    ) -> None:
        """Write the references to a file, in the form named or the one its ending tells.

        The file is written at once or not at all; what stood there and differs is kept beside it
        as `NAME.bak`.

        Raises:
            ConfigInvalid: neither the form nor the ending is known.
            InputUnreadable: the place cannot be written to.
        """
        save(Path(path), form_of(Path(path), form).content(self.result, target))


def clean(  # noqa: PLR0913  (what a caller may say; all but the source has a default)
    source: str | bytes | os.PathLike[str],
    *,
    policy: Policy = _USUAL,
    decisions: Iterable[Decision] = (),
    layout: Layout = _NO_HINTS,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    today: date | None = None,
    encoding: str | None = None,
    sources: Sequence[Source] = (),
    on_progress: Callable[[int, int], None] | None = None,
    model: os.PathLike[str] | None = None,
) -> Cleaned:
    """Find what is wrong with the references of a text and mend what the policy allows.

    `source` is text (`str`), a file (`os.PathLike`) or content (`bytes`). `select` and `ignore`
    hold codes or names of rules, or families (`LST`). Nothing is written, and nothing is fetched
    but by the `sources`; one that fails leaves entries *could not be checked* and raises nothing.
    `on_progress` is told how many entries were looked up, and how many there are. `model` is a
    folder that `joinedup-refs train` has written, to parse with in place of the shipped model.

    Raises:
        InputUnreadable: the source is missing, no text, or a `str` that looks like a file name.
        ConfigInvalid: `select` or `ignore` names no rule.
        DecisionRefused: the given decisions overlap or do not fit this text.
        ModelInvalid: the folder holds no model, or one that was damaged.
    """
    parser = _parser(model)
    select = tuple(select)
    rules = chosen(select, ignore)
    text = read(source, encoding=encoding).text
    return clean_text(
        text,
        policy=policy,
        decisions=decisions,
        layout=layout,
        rules=rules,
        asked=frozenset(rule.code for rule in rules) if select else frozenset(),
        today=today,
        sources=sources,
        on_progress=on_progress,
        model=parser,
    )


def check(
    source: str | bytes | os.PathLike[str],
    *,
    layout: Layout = _NO_HINTS,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    today: date | None = None,
    encoding: str | None = None,
    sources: Sequence[Source] = (),
    model: os.PathLike[str] | None = None,
) -> tuple[Finding, ...]:
    """Find what is wrong with the references of a text, as `clean` does, and give the findings.

    Raises:
        InputUnreadable: the source is missing, no text, or a `str` that looks like a file name.
        ConfigInvalid: `select` or `ignore` names no rule.
        ModelInvalid: the folder holds no model, or one that was damaged.
    """
    return clean(
        source,
        layout=layout,
        select=select,
        ignore=ignore,
        today=today,
        encoding=encoding,
        sources=sources,
        model=model,
    ).findings


def clean_text(  # noqa: PLR0913  (as for `clean`)
    text: Text,
    *,
    policy: Policy = _USUAL,
    decisions: Iterable[Decision] = (),
    layout: Layout = _NO_HINTS,
    rules: Iterable[Rule] | None = None,
    asked: frozenset[str] = frozenset(),
    today: date | None = None,
    sources: Sequence[Source] = (),
    on_progress: Callable[[int, int], None] | None = None,
    model: "Model | None" = None,
    target: str = "",
) -> Cleaned:
    """Clean a text that has been read.

    `decisions` made before, by a person or in an earlier run, stand; a refused fix is not taken.
    `asked` holds the codes of rules named one by one, some of which are silent otherwise. `target`
    is the program that the result is for, which some rules go by.

    Raises:
        DecisionRefused: the given decisions overlap or do not fit this text.
    """
    rules = all_rules() if rules is None else tuple(rules)
    context = Context(today=today, asked=asked, target=target)
    made = list(decisions)
    printed = build(text, (), layout, model)
    document = build(text, made, layout, model) if made else printed
    structure: dict[str, Finding] = {}
    for _ in range(ROUNDS):
        found = run(rules, "structure", document, None, context)
        structure |= {f.key: f for f in found}
        taken = choose(found, policy, made).decisions
        if not taken:
            break
        made += taken
        document = build(text, made, layout, model)
    evidence = _gathered(document, sources, on_progress) if sources else None
    found = run(rules, "value", document, evidence, context)
    taken = choose(found, policy, made).decisions
    made += taken
    return Cleaned(
        text=text,
        document=printed,
        evidence=evidence,
        findings=_in_order((*structure.values(), *found)),
        decisions=tuple(made),
        result=build(text, made, layout, model) if taken else document,
    )


def _gathered(
    document: Document, sources: Sequence[Source], on_progress: Callable[[int, int], None] | None
) -> Evidence:
    from joinedup_refs.match.gather import gather  # noqa: PLC0415  (threads, and what matching needs)

    return gather(document, sources, on_progress=on_progress)


def _parser(model: os.PathLike[str] | None) -> "Model | None":
    """Give the model in a folder; None is the shipped one, which opens when it is needed."""
    if model is None:
        return None
    from joinedup_refs.parse.model_file import chosen as chosen_model  # noqa: PLC0415

    return chosen_model(model)


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    ordered = sorted(findings, key=lambda f: (f.primary.start, f.primary.end, f.code))
    return told_together(ordered)
