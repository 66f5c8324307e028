"""Findings about the entries that show a trait of style otherwise than they should."""

from collections.abc import Callable, Iterator

from joinedup_refs.check.rule import Context, Rule
from joinedup_refs.check.style.trait import Norm, Sighting, Trait, judge
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.finding import Finding


def deviants(
    rule: Rule,
    trait: Trait,
    document: Document,
    context: Context,
    message: Callable[[Sighting, Norm], str],
    title: Callable[[Norm], str],
) -> Iterator[Finding]:
    """Report each deviant entry once, its first deviance first, with one fix for all of them.

    There is no fix where part of an entry cannot be mended.
    """
    judged = judge(document, trait, context.house_style)
    if judged.norm is None:
        return
    for entry, found in judged.deviants(trait).items():
        edits = trait.mended(document, found, judged.norm.way)
        fix = (Fix(title=title(judged.norm), safety="safe", edits=edits),) if edits else ()
        yield rule.finding(
            message(found[0], judged.norm),
            found[0].at,
            related=[one.at for one in found[1:]],
            entries=(entry,),
            fixes=fix,
        )


def said(trait: Trait, norm: Norm, noun: str = "entries") -> str:
    """Say who asks for what: `12 of 13 entries have …`, `the house style has …`."""
    if norm.house:
        return f"the house style has {trait.called(norm.way)}"
    return f"{norm.agreeing} of {norm.total} {noun} have {trait.called(norm.way)}"
