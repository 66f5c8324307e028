"""The loop: structure rules to a fixpoint, evidence, value rules, decisions. Nothing else."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from joinedup_refs.build import build
from joinedup_refs.check.causes import told_together
from joinedup_refs.check.policy import Policy, choose
from joinedup_refs.check.rule import Context, Rule
from joinedup_refs.check.run import all_rules, run
from joinedup_refs.check.selection import Selection, chosen
from joinedup_refs.check.settled import settled
from joinedup_refs.check.silence import apart
from joinedup_refs.check.suppression import Suppression
from joinedup_refs.formats import Target
from joinedup_refs.formats.journal_list import known
from joinedup_refs.formats.journals import Way, of_document
from joinedup_refs.forms import form_of
from joinedup_refs.house_style import chosen_style
from joinedup_refs.model.document import Document, Outcome
from joinedup_refs.model.edit import Decision
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding, Suppressed
from joinedup_refs.model.house_style import HouseStyle
from joinedup_refs.model.layout import Layout
from joinedup_refs.model.reference import Reference
from joinedup_refs.model.text import Text
from joinedup_refs.read import read
from joinedup_refs.saving import save
from joinedup_refs.sources.source import Plan, Source

if TYPE_CHECKING:  # loads a model's machinery, which a library file does without
    from joinedup_refs.parse.model_file import Model
    from joinedup_refs.sources.addresses import Addresses

ROUNDS = 3
"""How often structure rules may change the list before their last word is taken."""

_USUAL = Policy()
_NO_HINTS = Layout()
_NO_HOUSE = HouseStyle()


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

    def to(self, form: str, *, target: Target | None = None, journals: Way | None = None) -> str:
        """Give the references as `bibtex` or `csl-json`, or the list as `txt`, `md` or `html`.

        `target` is the program to write for, where programs read a format differently. `journals`
        has the titles of journals `full`, `abbreviated`, `without-stops` or `both`, where known.

        Raises:
            ConfigInvalid: no form is called so.
        """
        return form_of(Path(), form).write(self._written(journals), target)

    def save(
        self,
        path: os.PathLike[str] | str,
        form: str = "",
        *,
        target: Target | None = None,
        journals: Way | None = None,
    ) -> None:
        """Write the references to a file, in the form named or the one its ending tells.

        The file is written at once or not at all; what stood there and differs is kept beside it
        as `NAME.bak`. `journals` is as in `to`.

        Raises:
            ConfigInvalid: neither the form nor the ending is known.
            InputUnreadable: the place cannot be written to.
        """
        content = form_of(Path(path), form).content(self._written(journals), target)
        save(Path(path), content)

    def _written(self, journals: Way | None) -> Document:
        if journals is None:
            return self.result
        return of_document(self.result, journals, known(None))[0]

    def __repr__(self) -> str:
        """Say what was found; the whole is too long for a prompt."""
        mended = sum(decision.taken for decision in self.decisions)
        return (
            f"<Cleaned: {len(self.entries)} references, {len(self.findings)} findings, "
            f"{mended} mended>"
        )

    def _repr_html_(self) -> str:
        """Show the report in a notebook; whatever a reference holds is text there."""
        from joinedup_refs.report.in_notebook import in_notebook  # noqa: PLC0415  (when shown)

        return in_notebook(self)


def clean(  # noqa: PLR0913  (what a caller may say; all but the source has a default)
    source: str | bytes | os.PathLike[str],
    *,
    policy: Policy = _USUAL,
    decisions: Iterable[Decision] = (),
    layout: Layout = _NO_HINTS,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    extend: Iterable[str] = (),
    suppress: Iterable[Suppression] = (),
    today: date | None = None,
    encoding: str | None = None,
    sources: Sequence[Source] = (),
    addresses: "Addresses | None" = None,
    on_progress: Callable[[int, int], None] | None = None,
    model: os.PathLike[str] | None = None,
    house_style: HouseStyle | os.PathLike[str] | None = None,
) -> Cleaned:
    """Find what is wrong with the references of a text and mend what the policy allows.

    `source` is text (`str`), a file (`os.PathLike`) or content (`bytes`). `select` and `ignore`
    hold codes or names of rules, or families (`LST`); `extend` adds rules that are off unless asked
    for. Structure rules put the list in shape (entries run together are parted) whatever is
    selected, and tell what they mend, unless `ignore` names them. What `suppress`, and comments
    in the text, ask to leave alone is neither told nor mended, and kept in `suppressed`. Nothing is
    written, and nothing is fetched but by the `sources`, and by `addresses`, which asks for the web
    addresses that are printed; what fails leaves entries *could not be checked* and raises nothing.
    `on_progress` is told how many entries were looked up, and how many there are. `model` is a
    folder that `joinedup-refs train` has written, to parse with in place of the shipped model.
    `house_style` is what `learn_style` gives, or the file that `joinedup-refs style learn` writes:
    the list is held to it in place of its own majority.

    Raises:
        InputUnreadable: the source is missing, no text, or a `str` that looks like a file name.
        ConfigInvalid: `select`, `ignore` or `extend` names no rule, or the house style makes no
            sense.
        DecisionRefused: the given decisions overlap or do not fit this text.
        ModelInvalid: the folder holds no model, or one that was damaged.
    """
    parser = _parser(model)
    rules, asked, silent = chosen(Selection(tuple(select), tuple(ignore), tuple(extend)))
    text = read(source, encoding=encoding).text
    return clean_text(
        text,
        policy=policy,
        decisions=decisions,
        layout=layout,
        rules=rules,
        asked=asked,
        silent=silent,
        suppress=suppress,
        today=today,
        sources=sources,
        addresses=addresses,
        on_progress=on_progress,
        model=parser,
        house_style=chosen_style(house_style),
    )


def check(  # noqa: PLR0913  (as for `clean`)
    source: str | bytes | os.PathLike[str],
    *,
    layout: Layout = _NO_HINTS,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    extend: Iterable[str] = (),
    suppress: Iterable[Suppression] = (),
    today: date | None = None,
    encoding: str | None = None,
    sources: Sequence[Source] = (),
    addresses: "Addresses | None" = None,
    model: os.PathLike[str] | None = None,
    house_style: HouseStyle | os.PathLike[str] | None = None,
) -> tuple[Finding, ...]:
    """Find what is wrong with the references of a text, as `clean` does, and give the findings.

    Nothing is mended for good, so that rules which are not selected tell nothing at all.

    Raises:
        InputUnreadable: the source is missing, no text, or a `str` that looks like a file name.
        ConfigInvalid: `select`, `ignore` or `extend` names no rule, or the house style makes no
            sense.
        ModelInvalid: the folder holds no model, or one that was damaged.
    """
    select, ignore, extend = tuple(select), tuple(ignore), tuple(extend)
    silent = chosen(Selection(select, ignore, extend)).silent
    found = clean(
        source,
        layout=layout,
        select=select,
        ignore=ignore,
        extend=extend,
        suppress=suppress,
        today=today,
        encoding=encoding,
        sources=sources,
        addresses=addresses,
        model=model,
        house_style=house_style,
    ).findings
    return tuple(finding for finding in found if finding.code not in silent)


def clean_text(  # noqa: PLR0913  (as for `clean`)
    text: Text,
    *,
    policy: Policy = _USUAL,
    decisions: Iterable[Decision] = (),
    layout: Layout = _NO_HINTS,
    rules: Iterable[Rule] | None = None,
    asked: frozenset[str] = frozenset(),
    silent: frozenset[str] = frozenset(),
    suppress: Iterable[Suppression] = (),
    today: date | None = None,
    sources: Sequence[Source] = (),
    addresses: "Addresses | None" = None,
    on_begin: Callable[[tuple[Plan, ...]], None] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    model: "Model | None" = None,
    house_style: HouseStyle = _NO_HOUSE,
    target: str = "",
) -> Cleaned:
    """Clean a text that has been read.

    `decisions` made before, by a person or in an earlier run, stand; a refused fix is not taken.
    `asked` holds the codes of rules named one by one, some of which are silent otherwise; those in
    `silent` tell only what they mend. `target` is the program that the result is for, which some
    rules go by. A finding that is suppressed is not mended either. `on_begin` is told what the
    sources will be asked, before they are; what it raises stops the work.

    Raises:
        DecisionRefused: the given decisions overlap or do not fit this text.
    """
    rules = all_rules() if rules is None else tuple(rules)
    context = Context(
        today=today,
        asked=asked,
        suppressions=tuple(suppress),
        house_style=house_style,
        target=target,
    )
    told = _Told(context)
    made = list(decisions)
    printed = build(text, (), layout, model)
    document = build(text, made, layout, model) if made else printed
    for _ in range(ROUNDS):
        found = told.of(document, run(rules, "structure", document, None, context), again=True)
        taken = choose(found, policy, made).decisions
        if not taken:
            break
        made += taken
        document = build(text, made, layout, model)
    evidence = _gathered(document, sources, addresses, on_begin, on_progress)
    found = told.of(document, run(rules, "value", document, evidence, context))
    if evidence is not None:  # with records a structure rule can fill what the list gives up
        last = run(rules, "structure", document, evidence, context)
        found = (*told.of(document, last, again=True), *found)
    taken = choose(found, policy, made).decisions
    made += taken
    result = build(text, made, layout, model) if taken else document
    mended = [decision.fix for decision in made if decision.taken]
    ran = frozenset(rule.code for rule in rules if rule.by_default or rule.code in asked)
    told.of(document, run(rules, "last", document, evidence, told.at_last(ran)))
    findings = _in_order(
        f
        for f in (*told.structure.values(), *told.findings)
        if f.code not in silent or any(fix in mended for fix in f.fixes)
    )
    return Cleaned(
        text=text,
        document=printed,
        evidence=evidence,
        findings=findings,
        decisions=tuple(made),
        result=result,
        settled=settled(findings, mended, rules, result, evidence, context),
        suppressed=tuple(
            sorted((*told.aside.values(), *told.suppressed), key=lambda one: _place(one.finding))
        ),
    )


def _gathered(
    document: Document,
    sources: Sequence[Source],
    addresses: "Addresses | None",
    on_begin: Callable[[tuple[Plan, ...]], None] | None,
    on_progress: Callable[[int, int], None] | None,
) -> Evidence | None:
    if not sources and addresses is None:
        return None
    if any(isinstance(source, str) for source in sources):
        msg = "a source is an object, such as joinedup_refs.Crossref(mailto=…), and no str"
        raise TypeError(msg)
    # threads, clients, and what matching needs
    from joinedup_refs.match.addressed import look_at, plan_of  # noqa: PLC0415
    from joinedup_refs.match.gather import gather  # noqa: PLC0415

    def begin(plans: tuple[Plan, ...]) -> None:
        if on_begin is not None:
            on_begin(plans if addresses is None else (*plans, plan_of(document)))

    if not sources:
        begin(())
    found = gather(document, sources, on_begin=begin, on_progress=on_progress)
    if addresses is None:
        return found
    looked = look_at(document, addresses, on_progress=on_progress)
    return found.model_copy(update={"addresses": looked})


def _parser(model: os.PathLike[str] | None) -> "Model | None":
    """Give the model in a folder; None is the shipped one, which opens when it is needed."""
    if model is None:
        return None
    from joinedup_refs.parse.model_file import chosen as chosen_model  # noqa: PLC0415

    return chosen_model(model)


class _Told:
    """What the rules have said so far, and what of it was suppressed."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.structure: dict[str, Finding] = {}
        self.aside: dict[str, Suppressed] = {}
        self.findings: list[Finding] = []
        self.suppressed: list[Suppressed] = []
        self.spent: set[tuple[Suppression, str]] = set()

    def of(
        self, document: Document, found: Iterable[Finding], *, again: bool = False
    ) -> tuple[Finding, ...]:
        """Take in what was found in a document, and give what of it is not suppressed.

        Of rules that run `again` each round, the last word about a place counts.
        """
        kept, aside, spent = apart(document, found, self.context.suppressions)
        if again:
            self.structure |= {finding.key: finding for finding in kept}
            self.aside |= {one.finding.key: one for one in aside}
        else:
            self.findings += kept
            self.suppressed += aside
        self.spent |= spent
        return kept

    def at_last(self, ran: frozenset[str]) -> Context:
        """Give what rules about suppressions know."""
        return replace(self.context, spent=frozenset(self.spent), ran=ran)


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return told_together(sorted(findings, key=_place))


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.primary.start, finding.primary.end, finding.code
